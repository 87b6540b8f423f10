//! What the places of a Store submission are (of an app, an add-on or a flight): language maps, lists whose members have an
//! identity, and leaves. The three kinds share one map: where they use one name, it means one thing.
//!
//! Everything that addresses, compares or merges asks here, so that the rules exist once. Nothing here changes a value
//! beyond putting a member into its place.
//!
//! Two conventions keep local data apart from the service's. A member whose name begins with one `$` is ours and is never
//! sent; a member that the *service* named with a leading `$` is kept with one `$` more and sent without it. A member of a
//! list is addressed as `@<identity>`, and `@order` addresses the order of the list.

use jiff::Timestamp;
use serde_json::{Map, Value};

/// The own key of a list member that the service's id does not name.
pub const KEY: &str = "$key";
/// The segment that stands for the order of a list.
pub const ORDER: &str = "@order";

/// The own key of the one member of `gamingOptions`: the service wants exactly one object there and gives it no id, so both
/// sides of a merge have to know it by one name.
pub const ONLY: &str = "only";

/// Where a value stands in a submission, as far as it matters for its identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Site {
    Root,
    Listings,
    Language,
    /// A base listing or the texts of an old platform: the objects that carry words and images.
    Texts,
    Overrides,
    /// The one picture of an add-on's listing.
    Icon,
    Images,
    Image,
    Packages,
    Package,
    Trailers,
    Trailer,
    TrailerAssets,
    TrailerAsset,
    Thumbnails,
    Thumbnail,
    GameSettings,
    GameSetting,
    Elsewhere,
}

impl Site {
    /// The site one step further.
    #[must_use]
    pub fn below(self, name: &str) -> Self {
        match (self, name) {
            (Self::Root, "listings") => Self::Listings,
            (Self::Root, "applicationPackages" | "flightPackages") => Self::Packages,
            (Self::Root, "trailers") => Self::Trailers,
            (Self::Root, "gamingOptions") => Self::GameSettings,
            (Self::Listings, _) => Self::Language,
            (Self::Language, "baseListing") | (Self::Overrides, _) => Self::Texts,
            (Self::Language, "platformOverrides") => Self::Overrides,
            (Self::Language, "icon") => Self::Icon,
            (Self::Texts, "images") => Self::Images,
            (Self::Images, _) => Self::Image,
            (Self::Packages, _) => Self::Package,
            (Self::Trailers, _) => Self::Trailer,
            (Self::Trailer, "trailerAssets") => Self::TrailerAssets,
            (Self::TrailerAssets, _) => Self::TrailerAsset,
            (Self::TrailerAsset, "imageList") => Self::Thumbnails,
            (Self::Thumbnails, _) => Self::Thumbnail,
            (Self::GameSettings, _) => Self::GameSetting,
            _ => Self::Elsewhere,
        }
    }

    /// Whether an array here is a list whose members have an identity. Every other array is one leaf.
    pub fn is_list(self) -> bool {
        matches!(self, Self::Images | Self::Packages | Self::Trailers | Self::Thumbnails | Self::GameSettings)
    }

    /// Whether a value here is a member of such a list.
    pub fn is_member(self) -> bool {
        matches!(self, Self::Image | Self::Package | Self::Trailer | Self::Thumbnail | Self::GameSetting)
    }

    /// The identity of the one member that the list here can have.
    pub fn fixed_key(self) -> Option<&'static str> {
        (self == Self::GameSettings).then_some(ONLY)
    }

    /// Whether the names of the object here are language codes: compared without case, kept in alphabetical order.
    pub fn is_language_map(self) -> bool {
        matches!(self, Self::Listings | Self::TrailerAssets)
    }

    /// The site as this value makes it: where a list should stand and something else does, nothing has an identity.
    #[must_use]
    pub fn given(self, value: &Value) -> Self {
        if self.is_list() && !value.is_null() && self.members(value).is_none() {
            Self::Elsewhere
        } else {
            self
        }
    }

    /// The members of the list here, or `None` when the value is a leaf. A list that holds anything but objects is a leaf:
    /// nothing in it could be named. So is one of several objects where the service wants one.
    pub fn members(self, value: &Value) -> Option<&[Value]> {
        match value {
            Value::Array(list) if self.has_members(list) => Some(list),
            _ => None,
        }
    }

    /// As [`Site::members`], to change them.
    pub fn members_mut(self, value: &mut Value) -> Option<&mut Vec<Value>> {
        match value {
            Value::Array(list) if self.has_members(list) => Some(list),
            _ => None,
        }
    }

    fn has_members(self, list: &[Value]) -> bool {
        self.is_list() && list.iter().all(Value::is_object) && (self.fixed_key().is_none() || list.len() <= 1)
    }

    /// The spelling under which the object here holds `name`, when it does.
    pub fn spelling<'a>(self, object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
        if let Some((key, _)) = object.get_key_value(name) {
            return Some(key);
        }
        if !self.is_language_map() {
            return None;
        }
        object.keys().find(|key| key.eq_ignore_ascii_case(name)).map(String::as_str)
    }

    /// The value one step further, by name, language or `@identity`.
    pub fn child<'a>(self, value: &'a Value, name: &str) -> Option<&'a Value> {
        match value {
            Value::Object(object) => object.get(self.spelling(object, name)?),
            list => {
                let members = self.members(list)?;
                members.get(position(members, name.strip_prefix('@')?)?)
            }
        }
    }

    /// Adds a member that the object does not hold. Language maps stay in alphabetical order, so that a language that is
    /// taken out and put back stands where it stood.
    pub fn insert(self, object: &mut Map<String, Value>, name: &str, value: Value) {
        if self.is_language_map() {
            let place =
                object.keys().position(|key| alphabetical(key) > alphabetical(name)).unwrap_or(object.len());
            object.shift_insert(place, name.to_owned(), value);
        } else {
            object.insert(name.to_owned(), value);
        }
    }

    /// Whether nothing is left here: only empty objects and empty member lists, all the way down.
    pub fn is_hollow(self, value: &Value) -> bool {
        match value {
            Value::Object(object) => {
                object.iter().all(|(name, child)| self.given(value).below(name).is_hollow(child))
            }
            Value::Array(list) => list.is_empty() && self.is_list(),
            _ => false,
        }
    }
}

/// The order of language codes.
pub fn alphabetical(code: &str) -> (String, &str) {
    (code.to_ascii_lowercase(), code)
}

/// The service's id of a member, when it can name the member: `order` cannot, its segment is taken.
pub fn service_id(member: &Value) -> Option<&str> {
    member.get("id").and_then(Value::as_str).filter(|id| !id.is_empty() && *id != &ORDER[1..])
}

/// The file that a member names.
pub fn file_name(member: &Value) -> Option<&str> {
    let named = |name: &str| member.get(name).and_then(Value::as_str).filter(|name| !name.is_empty());
    named("fileName").or_else(|| named("videoFileName"))
}

/// The identity of a list member: its own key, which only members have that the service's id does not name, else that id.
pub fn identity(member: &Value) -> Option<&str> {
    member.get(KEY).and_then(Value::as_str).or_else(|| service_id(member))
}

/// The identities of a list, in order.
pub fn order(members: &[Value]) -> Vec<String> {
    members.iter().filter_map(identity).map(str::to_owned).collect()
}

/// Where the member of this identity stands.
pub fn position(members: &[Value], key: &str) -> Option<usize> {
    members.iter().position(|member| identity(member) == Some(key))
}

/// Equal in meaning: own keys only name, numbers count by value and dates by their instant, however they are written.
pub fn same(a: &Value, b: &Value) -> bool {
    same_named("", a, b)
}

/// As [`same`], for the values of a member of this name.
pub fn same_named(name: &str, a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let counted = |object: &Map<String, Value>| object.len() - usize::from(object.contains_key(KEY));
            let in_other = |(name, value): (&String, &Value)| {
                name == KEY || b.get(name).is_some_and(|other| same_named(name, value, other))
            };
            counted(a) == counted(b) && a.iter().all(in_other)
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Number(x), Value::Number(y)) => {
            x == y || ((x.is_f64() || y.is_f64()) && x.as_f64() == y.as_f64())
        }
        (Value::String(x), Value::String(y)) if name.ends_with("Date") => {
            let instant = |text: &str| text.parse::<Timestamp>().ok();
            x == y || instant(x).is_some_and(|x| Some(x) == instant(y))
        }
        (a, b) => a == b,
    }
}

/// As [`same_named`], for values that may be missing.
pub fn same_option(name: &str, a: Option<&Value>, b: Option<&Value>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => same_named(name, a, b),
        (None, None) => true,
        _ => false,
    }
}
