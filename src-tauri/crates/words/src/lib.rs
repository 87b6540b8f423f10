//! The UI's words outside the UI: native menus, file dialogs, notifications and the terminal say what the window says.
//!
//! Four catalogues of `ui/src/i18n` are embedded at build (`problems`, `states`, `dialogs`, `shell`); they use `{{name}}`
//! and plural suffixes only. `tests/twin.rs` renders every key and compares with what the window's own library made of it.
//! Wording is not here, and neither is anything that depends on where a sentence is shown.

mod catalogue;
pub mod format;

use serde_json::{Map, Value};
use vitrine_domain::Problem;

pub use format::{Clock, Language};

/// The parameters of a sentence: plain strings and numbers.
pub type Params = Map<String, Value>;

/// A problem in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemText {
    /// What happened.
    pub title: String,
    /// Why, and what did not happen.
    pub body: String,
    /// How to put it right.
    pub fix: String,
}

/// The words of one language at one moment.
#[derive(Debug, Clone)]
pub struct Words {
    language: Language,
    clock: Clock,
}

/// The entry that stands for a code without one, so that nothing is ever told by its code alone.
const UNKNOWN: &str = "app.problem.unknown";

impl Words {
    pub fn new(language: Language, clock: Clock) -> Self {
        Self { language, clock }
    }

    /// The sentence of a key, `namespace:path.to.key`; a number `count` among the parameters chooses the plural form.
    /// `None` when no catalogue has the key.
    pub fn find(&self, key: &str, params: &Params) -> Option<String> {
        let (namespace, path) = key.split_once(':')?;
        let forms = params.get("count").and_then(Value::as_f64).map(|count| self.language.plural(count));
        let pattern = forms
            .into_iter()
            .flatten()
            .find_map(|form| catalogue::find(self.language, namespace, &format!("{path}_{form}")))
            .or_else(|| catalogue::find(self.language, namespace, path))?;
        Some(self.fill(pattern, params))
    }

    /// As [`Words::find`]; a missing sentence shows its key, as in the window.
    pub fn say(&self, key: &str, params: &Params) -> String {
        self.find(key, params).unwrap_or_else(|| key.split_once(':').map_or(key, |(_, path)| path).to_owned())
    }

    /// A sentence without parameters.
    pub fn plain(&self, key: &str) -> String {
        self.say(key, &Params::new())
    }

    /// What happened, why, and how to put it right.
    pub fn problem(&self, problem: &Problem) -> ProblemText {
        let mut params = problem.params.clone();
        params.entry("code").or_insert_with(|| problem.code.as_str().into());
        let known = catalogue::find(self.language, "problems", &format!("{}.title", problem.code)).is_some();
        let code = if known { problem.code.as_str() } else { UNKNOWN };
        let part =
            |member: &str| self.find(&format!("problems:{code}.{member}"), &params).unwrap_or_default();
        ProblemText { title: part("title"), body: part("body"), fix: part("fix") }
    }

    /// Where a problem is, for a line of text: "Description, French (France)"; empty without a place.
    pub fn place(&self, pointer: &str) -> String {
        let names: Vec<String> = pointer
            .split('/')
            .skip(1)
            .filter(|name| !name.starts_with('@') && *name != "baseListing")
            .map(|name| name.replace("~1", "/").replace("~0", "~"))
            .collect();
        let field = |name: &String| self.word("field", name).unwrap_or(name).to_owned();
        match names.as_slice() {
            [] => String::new(),
            [top, language, rest @ ..] if top == "listings" => {
                let language =
                    self.word("language", &language.to_ascii_lowercase()).unwrap_or(language).to_owned();
                rest.first().map_or_else(|| language.clone(), |name| format!("{}, {language}", field(name)))
            }
            [top, ..] => field(top),
        }
    }

    fn word(&self, group: &str, name: &str) -> Option<&'static str> {
        catalogue::find(self.language, "states", &format!("{group}.{name}"))
    }

    /// Puts the values in. A value is never read again: braces in it stay braces.
    fn fill(&self, pattern: &str, params: &Params) -> String {
        let mut text = String::with_capacity(pattern.len() + 32);
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once("{{") {
            text.push_str(before);
            let Some((name, behind)) = after.split_once("}}") else {
                text.push_str("{{");
                rest = after;
                continue;
            };
            text.push_str(&self.value(name.trim(), params));
            rest = behind;
        }
        text.push_str(rest);
        text
    }

    fn value(&self, name: &str, params: &Params) -> String {
        let word = |group: &str, name: &str| self.word(group, name);
        params.get(name).map_or_else(String::new, |value| {
            format::param(name, value, params, self.language, &self.clock, &word)
        })
    }
}
