//! Sentences of the catalogues for menus, dialogs and notifications, in the language of the window.

use std::sync::LazyLock;

use serde_json::Value;
use vitrine_app::api::Language;
pub use vitrine_app::system_language;

macro_rules! catalogue {
    ($language:literal, $name:literal) => {
        include_str!(concat!("../../ui/src/i18n/", $language, "/", $name, ".json"))
    };
}

static CATALOGUES: LazyLock<[[Value; 2]; 2]> = LazyLock::new(|| {
    let read = |text: &str| serde_json::from_str(text).unwrap_or_default();
    [
        [read(catalogue!("en", "shell")), read(catalogue!("en", "dialogs"))],
        [read(catalogue!("fr", "shell")), read(catalogue!("fr", "dialogs"))],
    ]
});

/// The sentence at `namespace:path.in.it`, with its values put in. A key that does not exist is shown as it is.
pub fn say(language: Language, key: &str, values: &[(&str, &str)]) -> String {
    let language = &CATALOGUES[usize::from(language == Language::Fr)];
    let (namespace, path) = key.split_once(':').unwrap_or(("shell", key));
    let catalogue = &language[usize::from(namespace == "dialogs")];
    let found = path.split('.').try_fold(catalogue, |value, name| value.get(name)).and_then(Value::as_str);
    let mut sentence = found.unwrap_or(key).to_owned();
    for (name, value) in values {
        sentence = sentence.replace(&format!("{{{{{name}}}}}"), value);
    }
    sentence
}
