//! The embedded catalogues, flattened to one map of path and sentence for each.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value;

use crate::Language;

type Sentences = HashMap<String, String>;

macro_rules! catalogues {
    ($($namespace:literal),*) => {
        /// The sources, read at build.
        const SOURCES: &[(Language, &str, &str)] = &[$(
            (Language::En, $namespace, include_str!(concat!("../../../../ui/src/i18n/en/", $namespace, ".json"))),
            (Language::Fr, $namespace, include_str!(concat!("../../../../ui/src/i18n/fr/", $namespace, ".json"))),
        )*];
    };
}

catalogues!("problems", "states", "dialogs", "shell");

static ALL: LazyLock<HashMap<(Language, &'static str), Sentences>> = LazyLock::new(|| {
    SOURCES
        .iter()
        .map(|(language, namespace, source)| {
            let mut sentences = Sentences::new();
            // A catalogue that is no JSON has no sentences; the test below would be red long before a build is shipped.
            if let Ok(tree) = serde_json::from_str(source) {
                flatten(&tree, String::new(), &mut sentences);
            }
            ((*language, *namespace), sentences)
        })
        .collect()
});

fn flatten(tree: &Value, path: String, into: &mut Sentences) {
    match tree {
        Value::Object(members) => {
            for (name, value) in members {
                let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                flatten(value, below, into);
            }
        }
        Value::String(sentence) => {
            into.insert(path, sentence.clone());
        }
        _ => {}
    }
}

/// The sentence under a path, as written.
pub fn find(language: Language, namespace: &str, path: &str) -> Option<&'static str> {
    ALL.iter()
        .find(|((known, name), _)| *known == language && *name == namespace)
        .and_then(|(_, sentences)| sentences.get(path))
        .map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_catalogue_is_read() {
        for (language, namespace, source) in SOURCES {
            let tree: Value = serde_json::from_str(source).unwrap_or_else(|e| panic!("{namespace}: {e}"));
            assert!(tree.as_object().is_some_and(|members| !members.is_empty()), "{namespace} is empty");
            assert!(!ALL[&(*language, *namespace)].is_empty());
        }
    }

    #[test]
    fn every_problem_code_has_words_in_both_languages() {
        for language in [Language::En, Language::Fr] {
            for code in vitrine_domain::codes::ALL {
                for member in ["title", "body", "fix"] {
                    assert!(
                        find(language, "problems", &format!("{code}.{member}")).is_some(),
                        "{language:?} {code}.{member}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_sentence_asks_only_for_values_that_its_code_has() {
        let names = |sentence: &str| -> Vec<String> {
            sentence
                .split("{{")
                .skip(1)
                .filter_map(|part| part.split_once("}}"))
                .map(|(name, _)| name.to_owned())
                .collect()
        };
        for language in [Language::En, Language::Fr] {
            for (code, params) in vitrine_domain::codes::PARAMS {
                for member in ["title", "body", "fix", "action", "second"] {
                    let sentence =
                        find(language, "problems", &format!("{code}.{member}")).unwrap_or_default();
                    for name in names(sentence) {
                        assert!(
                            params.contains(&name.as_str()),
                            "{code}.{member} asks for {name}, the code has {params:?}"
                        );
                    }
                }
            }
        }
    }
}
