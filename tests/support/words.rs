//! What the window says, read from the same catalogues at the time of the test: journeys name controls by key, so that a
//! sentence may be improved without touching them, and every journey can be played in every language.
//!
//! Only what journeys need of i18next: `{{name}}` and plural suffixes. The whole of it is compared elsewhere, by
//! `vitrine-words`' twin test.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

/// The catalogues of one language.
pub struct Words {
    language: &'static str,
    read: RefCell<BTreeMap<String, Value>>,
}

impl Words {
    /// `en` or `fr`.
    pub fn new(language: &'static str) -> Self {
        Self { language, read: RefCell::default() }
    }

    pub fn is_french(&self) -> bool {
        self.language == "fr"
    }

    /// The sentence of `namespace:key.of.it`.
    ///
    /// # Panics
    /// When there is none, or when it has a parameter.
    pub fn say(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The same with its parameters.
    pub fn with(&self, key: &str, params: &[(&str, &str)]) -> String {
        let (namespace, path) = key.split_once(':').expect("a key names its catalogue");
        let mut read = self.read.borrow_mut();
        let catalogue = read.entry(namespace.to_owned()).or_insert_with(|| self.catalogue(namespace));
        let found = inside(catalogue, path).and_then(Value::as_str);
        let mut text = found.unwrap_or_else(|| panic!("{} has no {key}", self.language)).to_owned();
        for (name, value) in params {
            text = text.replace(&format!("{{{{{name}}}}}"), value);
        }
        assert!(!text.contains("{{"), "{key} wants more than {params:?}: {text}");
        text
    }

    /// The sentence for a number of things; the number is `{{count}}`.
    pub fn count(&self, key: &str, count: u32, params: &[(&str, &str)]) -> String {
        let one = count == 1 || (self.language == "fr" && count == 0);
        let number = count.to_string();
        let params: Vec<(&str, &str)> = params.iter().copied().chain([("count", number.as_str())]).collect();
        self.with(&format!("{key}_{}", if one { "one" } else { "other" }), &params)
    }

    fn catalogue(&self, namespace: &str) -> Value {
        let place = format!("../ui/src/i18n/{}/{namespace}.json", self.language);
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&place));
        serde_json::from_str(&text.unwrap_or_else(|error| panic!("{place}: {error}")))
            .unwrap_or_else(|error| panic!("{place}: {error}"))
    }
}

/// Names of members may hold dots themselves: problem codes do.
fn inside<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    if let Some(found) = value.get(path) {
        return Some(found);
    }
    path.match_indices('.').find_map(|(dot, _)| inside(value.get(&path[..dot])?, &path[dot + 1..]))
}
