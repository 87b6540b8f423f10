//! What the references call UNVERIFIED, as named switches (`--assume NAME=VALUE`). The first value of each is the
//! default. Where a switch decides what a person sees, the app has to be right both ways.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// One open question about the real service.
pub struct Assumption {
    pub name: &'static str,
    /// The default first.
    pub values: &'static [&'static str],
    pub question: &'static str,
}

macro_rules! assumptions {
    ($($name:literal: [$($value:literal),+] $question:literal;)+) => {
        pub const ALL: &[Assumption] = &[$(Assumption {
            name: $name, values: &[$($value),+], question: $question,
        }),+];
    };
}

assumptions! {
    "add-on-commits": ["shared", "throttled"]
        "Do commits of add-ons share the limit of all requests, or is one in three minutes taken (seen once)?";
    "advanced-pricing-flag": ["flips", "kept"]
        "Does a plain PUT turn isAdvancedPricingModel to false (seen once), or keep it?";
    "clone-archive": ["absent", "present"]
        "Can the archive of the last publication be read behind the upload address of a new submission?";
    "clone-ids": ["same", "new"]
        "Do pictures and packages keep their ids when a submission is cloned?";
    "commit-status": ["202", "200"] "HTTP status of a commit.";
    "create-status": ["201", "200"]
        "HTTP status of what was created (201 was seen once, for a submission).";
    "create-subscription": ["refused", "accepted"] "Does creating an add-on take the type Subscription?";
    "delete-published-add-on": ["409", "accepted"] "Can an add-on that was published be deleted?";
    "delete-status": ["204", "200"] "HTTP status of a delete; the body is empty either way.";
    "deletable-failed": ["yes", "no"]
        "Can a submission that failed after CommitFailed, or was cancelled, be deleted through the API?";
    "empty-lists": ["page", "404"]
        "Is a list without entries an empty page, or the 404 that the list pages document?";
    "first-price": ["NotAvailable", "Base", "Free"]
        "Which price does the first submission of an add-on tell before one was chosen?";
    "flight-deletion": ["at-once", "late"]
        "Does a deleted flight go at once, or is it shown for half an hour more?";
    "flight-first-submission": ["absent", "opened"]
        "Does creating a flight open its first submission?";
    "flight-rank": ["id", "name"]
        "Does a flight tell the flight below it by id, as the samples do, or by name, as the text says?";
    "halted-live": ["submission", "fallback"]
        "After a halt, is the halted submission the last published one, or the one before it?";
    "large-clone": ["answered", "slow", "500", "500-made"]
        "How does a create end whose full answer has 50 languages or more: with it, after minutes, or with a 500 \
         without or with the submission made?";
    "left-out-icon": ["kept", "removed"] "What happens to the icon of an add-on that a PUT leaves out?";
    "left-out-packages": ["kept", "removed"] "What happens to a package that a PUT leaves out?";
    "left-out-trailers": ["removed", "kept"] "What happens to a trailer that a PUT leaves out?";
    "mandatory-update": ["409", "accepted"] "Is isMandatoryUpdate taken from a PUT, or refused?";
    "missing-role": ["403", "401"] "HTTP status of a change without the Manager role.";
    "package-fault": ["commit", "preprocessing"]
        "At which step does a package that cannot be taken fail?";
    "repeat-commit": ["409", "202"] "Answer to a second commit of the same submission.";
    "retry-after": ["absent", "present"] "Does a 429 carry a Retry-After header?";
    "rollout-lower": ["accepted", "409"] "Can the percentage of a running rollout be lowered?";
    "same-flight-name": ["409", "accepted"] "Can two flights of an app have the same name?";
    "sas-plus": ["raw", "escaped"] "Is a plus sign in the signature of an upload address escaped?";
    "sas-version": ["2014-02-14", "2024-05-04"]
        "Storage version of upload addresses: the documented sample, or the one seen since September 2024.";
    "status-placeholders": ["absent", "present"]
        "Do the status details of add-ons carry entries without content, as their samples do?";
    "text-limits": ["commit", "update"] "At which step is a listing text over its limit refused?";
    "trailer-thumbnails": ["commit", "update"]
        "At which step is a trailer refused that has not exactly one thumbnail in a language?";
    "unknown-language": ["update", "commit", "accepted"]
        "At which step is a listing key outside the Store's languages refused?";
    "unset-content-type": ["refused", "accepted"]
        "Does the commit of an add-on whose content type is NotSet fail?";
    "upload-address": ["fixed", "renewed"] "Does a later GET of a submission renew its upload address?";
    "zip64": ["accepted", "refused"] "Does the service read archives in the ZIP64 form?";
}

/// The values in force.
#[derive(Debug, Clone, Default)]
pub struct Assumptions(BTreeMap<&'static str, &'static str>);

impl Assumptions {
    /// Takes `(name, value)` pairs; the error names the first pair that does not exist.
    pub fn new(chosen: &[(String, String)]) -> Result<Self, String> {
        let mut values = BTreeMap::new();
        for (name, value) in chosen {
            let known = ALL.iter().find(|a| a.name == name).ok_or_else(|| {
                format!("there is no assumption called {name}; `--assume list` names them all")
            })?;
            let value = known
                .values
                .iter()
                .find(|v| *v == value)
                .ok_or_else(|| format!("{name} is one of {}, not {value}", known.values.join(", ")))?;
            values.insert(known.name, *value);
        }
        Ok(Self(values))
    }

    /// Whether `name` has `value`. Asking for a pair that is not in the table is a mistake of this crate.
    pub fn is(&self, name: &str, value: &str) -> bool {
        debug_assert!(ALL.iter().any(|a| a.name == name && a.values.contains(&value)), "{name}={value}");
        self.value(name) == value
    }

    pub fn value(&self, name: &str) -> &'static str {
        self.0
            .get(name)
            .copied()
            .or_else(|| ALL.iter().find(|a| a.name == name).map(|a| a.values[0]))
            .unwrap_or("")
    }

    /// The list served at `/_sandbox/assumptions`.
    pub fn to_json(&self) -> Value {
        Value::Array(
            ALL.iter()
                .map(|a| {
                    json!({"name": a.name, "value": self.value(a.name), "default": a.values[0],
                           "values": a.values, "question": a.question})
                })
                .collect(),
        )
    }
}

/// The list printed by `--assume list`.
pub fn listing() -> String {
    ALL.iter().map(|a| format!("{}={}\n    {}\n", a.name, a.values.join("|"), a.question)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_is_the_default_and_unknown_ones_are_refused() {
        let none = Assumptions::new(&[]).unwrap();
        assert!(none.is("commit-status", "202"));
        let chosen = Assumptions::new(&[("commit-status".into(), "200".into())]).unwrap();
        assert!(chosen.is("commit-status", "200"));
        assert!(
            Assumptions::new(&[("commit-status".into(), "204".into())]).unwrap_err().contains("202, 200")
        );
        assert!(Assumptions::new(&[("nonsense".into(), "1".into())]).is_err());
    }
}
