//! Sentences of the catalogues for menus, dialogs and notifications, in the language of the window.

use vitrine_app::api::Language;
pub use vitrine_app::system_language;
use vitrine_words::{Clock, Params, Words};

/// The words of a language, as of now.
pub fn words(language: Language) -> Words {
    let language = match language {
        Language::En => vitrine_words::Language::En,
        Language::Fr => vitrine_words::Language::Fr,
    };
    Words::new(language, Clock::system())
}

/// The sentence at `namespace:path.in.it`, with its values put in.
pub fn say(language: Language, key: &str, values: &[(&str, &str)]) -> String {
    let params: Params = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
    words(language).say(key, &params)
}
