//! The checks that every text and every list of words gets from its row in `limits`.

use serde_json::Value;

use super::limits::{FieldLimit, code_points, length, near};
use crate::document::Pointer;
use crate::{Problem, Severity, codes};

/// Tags that a text copied from a web page brings along. Not every `<`: `a < b` and `<3` are words.
const TAGS: &[&str] = &[
    "a", "b", "br", "center", "div", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
    "li", "ol", "p", "small", "span", "strong", "table", "td", "tr", "u", "ul",
];

/// Signs that the Store draws itself in front of a feature.
const BULLETS: &[char] = &['•', '·', '‣', '▪', '●', '◦', '-', '–', '—', '*'];

/// One field in one place, and where its problems go.
pub(super) struct Words<'a> {
    pub limit: &'a FieldLimit,
    pub language: &'a str,
    pub pointer: &'a Pointer,
    pub problems: &'a mut Vec<Problem>,
}

impl Words<'_> {
    /// Judges the field's value; nothing, `null` and an empty value are not filled in and no problem here.
    pub fn check(&mut self, value: Option<&Value>) {
        match (value, self.limit.items) {
            (None | Some(Value::Null), _) => {}
            (Some(Value::String(text)), None) => self.text(text),
            (Some(Value::Array(items)), Some(max)) if items.iter().all(Value::is_string) => {
                let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                self.items(&items, max);
            }
            _ => self.tell(Problem::check(codes::TEXT_KIND), self.pointer.clone()),
        }
    }

    fn tell(&mut self, problem: Problem, at: Pointer) {
        self.problems.push(problem.at(at).with("language", self.language).with("field", self.limit.name()));
    }

    /// Above a limit in both ways of counting is sure; in only one of them it is worth a look.
    fn above(&self, text: &str, max: u32) -> Option<Severity> {
        let sure = self.limit.firm && code_points(text) > max;
        (length(text) > max).then_some(match (self.limit.firm, sure) {
            (_, true) => Severity::Must,
            (true, false) => Severity::Check,
            (false, _) => Severity::Tip,
        })
    }

    fn text(&mut self, text: &str) {
        let (limit, count) = (self.limit, length(text));
        if let Some(max) = limit.max {
            if let Some(severity) = self.above(text, max) {
                let problem = Problem { severity, ..Problem::check(codes::TEXT_TOOLONG) };
                let problem = problem.with("count", count).with("max", max).with("over", count - max);
                self.tell(problem, self.pointer.clone());
            } else if count > near(max) && limit.firm {
                let problem = Problem::check(codes::TEXT_NEARLIMIT).with("count", count).with("max", max);
                self.tell(problem, self.pointer.clone());
            } else if let Some(strict) = limit.strict.filter(|strict| count > *strict) {
                let problem = Problem::check(codes::TEXT_ABOVESTRICT).with("count", count).with("max", max);
                self.tell(problem.with("strict", strict), self.pointer.clone());
            } else if let Some(shown) = limit.shown.filter(|shown| count > *shown) {
                let problem = Problem::tip(codes::TEXT_CUTOFF).with("count", count).with("shown", shown);
                self.tell(problem, self.pointer.clone());
            }
        }
        self.characters(text, self.pointer.clone());
    }

    fn items(&mut self, items: &[&str], max: u32) {
        let limit = self.limit;
        let count = u32::try_from(items.len()).unwrap_or(u32::MAX);
        if count > max {
            let problem = Problem::must(codes::TEXT_ITEMS_TOOMANY).with("count", count).with("max", max);
            self.tell(problem, self.pointer.clone());
        }
        for (at, item) in items.iter().enumerate() {
            let pointer = self.pointer.push(&at.to_string());
            let number = at + 1;
            let count = length(item);
            if item.trim().is_empty() {
                self.tell(Problem::check(codes::TEXT_ITEM_EMPTY).with("number", number), pointer);
                continue;
            }
            if let Some(max) = limit.item_max {
                let told =
                    |problem: Problem| problem.with("number", number).with("count", count).with("max", max);
                if let Some(severity) = self.above(item, max) {
                    let problem = Problem { severity, ..Problem::check(codes::TEXT_ITEM_TOOLONG) };
                    self.tell(told(problem).with("over", count - max), pointer.clone());
                } else if let Some(strict) = limit.item_strict.filter(|strict| count > *strict) {
                    let problem = told(Problem::check(codes::TEXT_ITEM_ABOVESTRICT)).with("strict", strict);
                    self.tell(problem, pointer.clone());
                }
            }
            if limit.field == "features" && item.trim_start().starts_with(BULLETS) {
                self.tell(Problem::tip(codes::TEXT_BULLET).with("number", number), pointer.clone());
            }
            self.characters(item, pointer);
        }
    }

    /// What no limit catches: control characters, markup, blanks at the ends.
    fn characters(&mut self, text: &str, pointer: Pointer) {
        let lines = self.limit.lines;
        let allowed = |character: char| lines && matches!(character, '\n' | '\r' | '\t');
        if let Some(control) = text.chars().find(|character| character.is_control() && !allowed(*character)) {
            let character = format!("U+{:04X}", u32::from(control));
            self.tell(Problem::check(codes::TEXT_CONTROL).with("character", character), pointer.clone());
        }
        if let Some(tag) = markup(text) {
            self.tell(Problem::check(codes::TEXT_MARKUP).with("tag", format!("<{tag}>")), pointer.clone());
        }
        if text.trim() != text && !text.trim().is_empty() {
            self.tell(Problem::tip(codes::TEXT_BLANKS), pointer);
        }
    }
}

/// The first HTML tag in a text.
fn markup(text: &str) -> Option<&str> {
    text.match_indices('<').find_map(|(at, _)| {
        let rest = &text[at + 1..];
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let closed = name[end..].trim_start().starts_with(['>', '/']) || name[end..].starts_with(' ');
        let known = TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(&name[..end]));
        (known && closed && name[end..].contains('>')).then(|| &name[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_tags_and_not_every_angle() {
        for (text, expected) in [
            ("Hello <b>world</b>", Some("b")),
            ("line<br/>line", Some("br")),
            ("<a href=\"x\">x</a>", Some("a")),
            ("</p>", Some("p")),
            ("1 < 2 and 3 > 2", None),
            ("I <3 it", None),
            ("x <b and no end", None),
            ("<unknown>", None),
            ("é<p>", Some("p")),
        ] {
            assert_eq!(markup(text), expected, "{text}");
        }
    }
}
