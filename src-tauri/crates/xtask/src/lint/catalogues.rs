//! The word catalogues: every language says the same things with the same parameters.
//!
//! Whether both renderers (window and terminal) print the same sentence is tested where the renderers are.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::files;
use crate::json::Json;
use crate::{Done, places};

/// The first is the one the others are compared with; each with the plural forms that its numbers need.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("en", &["one", "other"]),
    // Without `_many`, i18next falls back to English at 1,000,000.
    ("fr", &["one", "many", "other"]),
];

const PLURALS: &[&str] = &["_zero", "_one", "_two", "_few", "_many", "_other"];

/// What one language says under one key: which plural forms, which parameters in any of them.
#[derive(Default, Debug, PartialEq)]
struct Entry {
    forms: BTreeSet<String>,
    parameters: BTreeSet<String>,
}

type Catalogue = BTreeMap<String, Entry>;

pub fn broken() -> Done<Vec<String>> {
    let folder = places::ui().join("src/i18n");
    let mut read = Vec::new();
    for (language, plurals) in LANGUAGES {
        read.push((*language, *plurals, catalogue(&folder.join(language))?));
    }
    Ok(compare(&read))
}

fn compare(languages: &[(&str, &[&str], Catalogue)]) -> Vec<String> {
    let mut found = Vec::new();
    let keys: BTreeSet<&String> = languages.iter().flat_map(|(_, _, catalogue)| catalogue.keys()).collect();
    for key in keys {
        let plural = languages
            .iter()
            .any(|(_, _, catalogue)| catalogue.get(key).is_some_and(|entry| !entry.forms.is_empty()));
        let parameters: BTreeSet<&String> = languages
            .iter()
            .filter_map(|(_, _, catalogue)| catalogue.get(key))
            .flat_map(|entry| &entry.parameters)
            .collect();
        for (language, plurals, catalogue) in languages {
            let Some(entry) = catalogue.get(key) else {
                found.push(format!("{language}: {key} is missing"));
                continue;
            };
            if plural && !plurals.iter().all(|form| entry.forms.contains(*form)) {
                found.push(format!("{language}: {key} needs the plural forms {}", plurals.join(", ")));
            }
            for parameter in parameters.iter().filter(|parameter| !entry.parameters.contains(**parameter)) {
                found
                    .push(format!("{language}: {key} never uses {{{{{parameter}}}}}, another language does"));
            }
        }
    }
    found
}

/// All keys of one language, `file:key.key`, plural forms folded together.
fn catalogue(folder: &Path) -> Done<Catalogue> {
    let mut entries = Catalogue::new();
    for path in files::files(folder)?
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
    {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let json = Json::read(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        let name = path.strip_prefix(folder).unwrap_or(path).with_extension("");
        gather(&format!("{}:", name.display()), &json, &mut entries);
    }
    Ok(entries)
}

fn gather(prefix: &str, json: &Json, entries: &mut Catalogue) {
    match json {
        Json::Object(members) => {
            for (name, value) in members {
                let dot = if prefix.ends_with(':') { "" } else { "." };
                gather(&format!("{prefix}{dot}{name}"), value, entries);
            }
        }
        Json::Text(sentence) => {
            let form = PLURALS.iter().find(|form| prefix.ends_with(**form));
            let entry = entries
                .entry(form.map_or(prefix, |form| &prefix[..prefix.len() - form.len()]).to_owned())
                .or_default();
            entry.forms.extend(form.map(|form| form[1..].to_owned()));
            entry.parameters.extend(parameters(sentence));
        }
        // Lists and bare values have no place in a catalogue; as an entry without words they differ from any sentence.
        _ => {
            entries.entry(format!("{prefix} (not a sentence)")).or_default();
        }
    }
}

/// The names between double braces, without a format that may follow a comma. `count` may be left unsaid by a singular.
fn parameters(sentence: &str) -> impl Iterator<Item = String> + '_ {
    sentence
        .split("{{")
        .skip(1)
        .filter_map(|rest| rest.split("}}").next())
        .map(|inside| inside.split(',').next().unwrap_or_default().trim().to_owned())
        .filter(|name| name != "count")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages(en: &str, fr: &str) -> Vec<String> {
        let read = |text: &str| {
            let mut entries = Catalogue::new();
            gather("a:", &Json::read(text).unwrap(), &mut entries);
            entries
        };
        compare(&[("en", LANGUAGES[0].1, read(en)), ("fr", LANGUAGES[1].1, read(fr))])
    }

    #[test]
    fn the_same_keys_and_parameters_are_silent() {
        assert!(languages(
            r#"{"x": {"y": "{{name}} in", "n_one": "{{count}} app", "n_other": "{{count}} apps"}}"#,
            r#"{"x": {"y": "dans {{name}}", "n_one": "une app", "n_many": "{{count}} d’apps", "n_other": "{{count}} apps"}}"#,
        )
        .is_empty());
    }

    #[test]
    fn a_missing_key_form_or_parameter_is_named() {
        assert_eq!(languages(r#"{"y": "a"}"#, "{}"), ["fr: a:y is missing"]);
        assert_eq!(languages("{}", r#"{"y": "a"}"#), ["en: a:y is missing"]);
        assert_eq!(
            languages(
                r#"{"n_one": "1", "n_other": "{{count}}"}"#,
                r#"{"n_one": "1", "n_other": "{{count}}"}"#
            ),
            ["fr: a:n needs the plural forms one, many, other"]
        );
        assert_eq!(languages(r#"{"y": "{{size, bytes}} in {{name}}"}"#, r#"{"y": "{{size}}"}"#).len(), 1);
    }
}
