//! Differences at the grain in which a person reads them: settings one by one, also where a whole form is new; markets by
//! what happens to them; the parts of a trailer.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::document::{Difference, KEY, Pointer, identity, means_the_same};

/// The difference, or those of its members where it covers a whole form.
pub(super) fn spread(difference: Difference, found: &mut Vec<Difference>) {
    let names: Vec<Cow<'_, str>> = difference.pointer.segments().collect();
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    let sides = [&difference.before, &difference.after].map(|side| members(&names, side.as_ref()));
    let (true, [Some(before), Some(after)]) = (is_form(&names), sides) else {
        found.push(difference);
        return;
    };
    let added = after.iter().filter(|(name, _)| before.iter().all(|(known, _)| known != name));
    for (name, _) in before.iter().chain(added) {
        let side = |members: &[(String, &Value)]| {
            members.iter().find(|(known, _)| known == name).map(|(_, value)| (*value).clone())
        };
        let (before, after) = (side(&before), side(&after));
        let same = matches!((&before, &after), (Some(a), Some(b)) if means_the_same(name, a, b));
        if !same {
            spread(Difference { pointer: difference.pointer.push(name), before, after }, found);
        }
    }
}

/// What is read member by member, however much of it came at once. A trailer that is new as a whole is one change.
fn is_form(names: &[&str]) -> bool {
    matches!(
        names,
        ["pricing"]
            | ["pricing", "marketSpecificPricings"]
            | ["packageDeliveryOptions"]
            | ["packageDeliveryOptions", "packageRollout"]
            | ["gamingOptions"]
            | ["gamingOptions", _]
            | ["allowTargetFutureDeviceFamilies"]
            | ["trailers", _, "trailerAssets"]
            | ["trailers", _, "trailerAssets", _]
            | ["trailers", _, "trailerAssets", _, "imageList"]
    )
}

/// The members of a side by name or `@identity`; nothing and `null` have none, and a leaf is no form.
fn members<'a>(names: &[&str], side: Option<&'a Value>) -> Option<Vec<(String, &'a Value)>> {
    let of = |object: &'a Map<String, Value>| -> Vec<(String, &'a Value)> {
        object.iter().filter(|(name, _)| *name != KEY).map(|(name, value)| (name.clone(), value)).collect()
    };
    match side {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::Object(object)) => Some(of(object)),
        Some(Value::Array(list)) if matches!(names, ["gamingOptions"] | [.., "imageList"]) => {
            list.iter().map(|member| Some((format!("@{}", identity(member)?), member))).collect()
        }
        Some(_) => None,
    }
}

/// What happens to a market.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Market {
    Opened,
    Closed,
    /// Offered before and after, at another price.
    Priced,
}

/// The market that a pointer prices.
pub(super) fn market(pointer: &Pointer) -> Option<String> {
    let names: Vec<Cow<'_, str>> = pointer.segments().collect();
    match names.iter().map(AsRef::as_ref).collect::<Vec<&str>>().as_slice() {
        ["pricing", "marketSpecificPricings", market] => Some((*market).to_owned()),
        _ => None,
    }
}

/// What a change of a market's own price does to the market. A market that opens again may get a price of its own with it.
pub(super) fn on_market(before: Option<&Value>, after: Option<&Value>) -> Vec<Market> {
    let closed = |side: Option<&Value>| side.and_then(Value::as_str) == Some("NotAvailable");
    match (closed(before), closed(after)) {
        (true, true) => Vec::new(),
        (false, true) => vec![Market::Closed],
        (true, false) if after.is_none_or(Value::is_null) => vec![Market::Opened],
        (true, false) => vec![Market::Opened, Market::Priced],
        (false, false) => vec![Market::Priced],
    }
}
