//! Comparing what was sent with what the service then has, before anything is committed.
//!
//! Left out is exactly what the service ignores in a PUT or fills in by itself (windows-dev-docs
//! `uwp/monetize/manage-app-submissions.md` and its sisters for add-ons and flights, `update-an-app-submission.md`;
//! observations in StoreBroker). Everything else that differs is told: a field that the service drops without a word is how
//! products lost their price and their texts.

use serde_json::{Map, Value};

use super::sites::{ONLY, same_named};
use super::{Difference, Pointer, service};

/// Everything that differs between a body that was sent and the submission read back, price, markets, visibility, rollout,
/// packages and images first.
///
/// Nothing, `null`, `""`, `[]` and `{}` all say nothing; numbers compare by value, dates by instant, languages without case.
/// Members of lists are named as in a document, by id, or by file name while the service has given none.
pub fn compare_sent(sent: &Value, read_back: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(&mut vec![], Some(sent), Some(read_back), &mut found);
    // The date counts for its own mode only; for the others the service may write "not set".
    if sent["targetPublishMode"] != "SpecificDate" && read_back["targetPublishMode"] != "SpecificDate" {
        found.retain(|difference| difference.pointer.as_str() != "/targetPublishDate");
    }
    let rank = |difference: &Difference| {
        let names: Vec<String> = difference.pointer.segments().map(std::borrow::Cow::into_owned).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match names.as_slice() {
            ["pricing", ..] => 0,
            ["visibility", ..] => 1,
            ["packageDeliveryOptions", ..] => 2,
            ["applicationPackages" | "flightPackages", ..] => 3,
            ["listings", _, "baseListing", "images", ..]
            | ["listings", _, "icon", ..]
            | ["listings", _]
            | ["trailers", ..] => 4,
            _ => 5,
        }
    };
    found.sort_by_key(rank);
    found
}

/// What the service ignores or fills in, also inside packages and new files.
fn is_services(path: &[String], sent: Option<&Value>) -> bool {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        names if service::is_own(names) => true,
        ["applicationPackages" | "flightPackages", _, field] => matches!(
            *field,
            "id" | "version"
                | "architecture"
                | "languages"
                | "capabilities"
                | "targetDeviceFamilies"
                | "minimumDirectXVersion"
                | "minimumSystemRam"
        ),
        // New files get their id from the service.
        ["listings", .., "images", _, "id"]
        | ["listings", _, "icon", "id"]
        | ["trailers", _, "id" | "videoFileId"]
        | ["trailers", _, "trailerAssets", _, "imageList", _, "id"] => is_nothing(sent),
        _ => false,
    }
}

fn compare(path: &mut Vec<String>, sent: Option<&Value>, back: Option<&Value>, found: &mut Vec<Difference>) {
    if is_services(path, sent) || (is_nothing(sent) && is_nothing(back)) {
        return;
    }
    // An icon that was asked to go: gone already, or still there with the mark.
    if matches!(path.as_slice(), [listings, _, icon] if listings == "listings" && icon == "icon")
        && sent.is_some_and(is_leaving)
        && (is_nothing(back) || back.is_some_and(is_leaving))
    {
        return;
    }
    match (sent, back) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => objects(path, a, b, found),
        (Some(Value::Array(a)), Some(Value::Array(b))) if is_list(path) => members(path, a, b, found),
        // The one object of the game settings has no id; it is told member by member like the rest.
        (Some(Value::Array(a)), Some(Value::Array(b)))
            if path.len() == 1 && path[0] == "gamingOptions" && a.len() == 1 && b.len() == 1 =>
        {
            path.push(format!("@{ONLY}"));
            compare(path, a.first(), b.first(), found);
            path.pop();
        }
        (Some(a), Some(b)) if same_named(path.last().map_or("", String::as_str), a, b) => {}
        _ => found.push(Difference {
            pointer: Pointer::of(path.iter()),
            before: sent.cloned(),
            after: back.cloned(),
        }),
    }
}

fn objects(
    path: &mut Vec<String>,
    sent: &Map<String, Value>,
    back: &Map<String, Value>,
    found: &mut Vec<Difference>,
) {
    let languages = matches!(path.last().map(String::as_str), Some("listings" | "trailerAssets"));
    let spelled = |map: &Map<String, Value>, name: &str| -> Option<String> {
        let other = || map.keys().find(|key| languages && key.eq_ignore_ascii_case(name)).cloned();
        if map.contains_key(name) { Some(name.to_owned()) } else { other() }
    };
    for (name, value) in sent {
        let other = spelled(back, name).and_then(|name| back.get(&name));
        path.push(name.clone());
        compare(path, Some(value), other, found);
        path.pop();
    }
    for (name, value) in back.iter().filter(|(name, _)| spelled(sent, name).is_none()) {
        path.push(name.clone());
        compare(path, None, Some(value), found);
        path.pop();
    }
}

fn is_list(path: &[String]) -> bool {
    matches!(
        path.last().map(String::as_str),
        Some("applicationPackages" | "flightPackages" | "images" | "trailers" | "imageList")
    )
}

fn is_leaving(file: &Value) -> bool {
    file["fileStatus"] == "PendingDelete"
}

/// Members match by id, else by file name and type: a new file has no id when it is sent.
fn members(path: &mut Vec<String>, sent: &[Value], back: &[Value], found: &mut Vec<Difference>) {
    let text = |member: &Value, name: &str| member[name].as_str().unwrap_or_default().to_owned();
    let mut open: Vec<&Value> = back.iter().collect();
    let (with_id, without): (Vec<&Value>, Vec<&Value>) =
        sent.iter().partition(|member| !text(member, "id").is_empty());
    for member in with_id.into_iter().chain(without) {
        let id = text(member, "id");
        let same_id = |other: &&Value| !id.is_empty() && text(other, "id") == id;
        let same_file = |other: &&Value| {
            ["fileName", "imageType", "videoFileName"]
                .iter()
                .all(|name| text(other, name) == text(member, name))
        };
        let at =
            open.iter().position(same_id).or_else(|| open.iter().position(|o| id.is_empty() && same_file(o)));
        let other = at.map(|at| open.swap_remove(at));
        // Gone already, or still there with the mark: both are as asked.
        if is_leaving(member) && other.is_none_or(is_leaving) {
            continue;
        }
        path.push(named(member));
        compare(path, Some(member), other, found);
        path.pop();
    }
    for other in open {
        if !is_leaving(other) {
            path.push(named(other));
            compare(path, None, Some(other), found);
            path.pop();
        }
    }
}

fn named(member: &Value) -> String {
    let text = |name: &str| member[name].as_str().filter(|text| !text.is_empty());
    format!(
        "@{}",
        text("id").or_else(|| text("fileName")).or_else(|| text("videoFileName")).unwrap_or_default()
    )
}

fn is_nothing(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.is_empty(),
        Some(Value::Array(list)) => list.is_empty(),
        Some(Value::Object(object)) => object.values().all(|value| is_nothing(Some(value))),
        Some(_) => false,
    }
}

#[cfg(test)]
#[path = "readback_tests.rs"]
mod tests;
