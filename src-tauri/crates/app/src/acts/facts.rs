//! What the dialog of an act says, as codes of the catalogues, always in this order: which product and account, what
//! happens, when it is visible, who is affected, what cannot be undone, what stays.

use serde_json::{Value, json};
use vitrine_domain::SubmissionKind;

use super::Scene;
use crate::api::{ActFact, ActName};

impl ActName {
    /// The facts that are always true of an act. Those that depend on the product are added by [`facts`].
    pub(crate) fn facts(self) -> &'static [&'static str] {
        match self {
            ActName::StopSaleByHand => {
                &["stopSaleByHand.happens", "stopSaleByHand.when", "stopSaleByHand.stays"]
            }
            ActName::StopSaleHere => &["stopSaleHere.happens", "stopSaleHere.when", "stopSaleHere.stays"],
            ActName::ResumeSaleByHand => &["resumeSaleByHand.happens", "resumeSaleByHand.when"],
            ActName::ResumeSaleHere => &["resumeSaleHere.happens", "resumeSaleHere.when"],
            ActName::ChangeRollout => &["changeRollout.happens"],
            ActName::HaltRollout => {
                &["haltRollout.happens", "haltRollout.who", "haltRollout.stays", "haltRollout.undo"]
            }
            ActName::FinalizeRollout => {
                &["finalizeRollout.happens", "finalizeRollout.who", "finalizeRollout.undo"]
            }
            ActName::DeletePending => &["deletePending.happens", "deletePending.copy", "deletePending.undo"],
            ActName::DeleteAddOn => &["deleteAddOn.happens", "deleteAddOn.owners", "deleteAddOn.undo"],
            ActName::DeleteFlight => &["deleteFlight.happens", "deleteFlight.testers", "deleteFlight.undo"],
        }
    }
}

pub(super) fn facts(scene: &Scene) -> Vec<ActFact> {
    let row = &scene.record.row;
    let mut codes = vec!["product", "account"];
    codes.extend(scene.act.name.facts());
    match scene.act.name {
        ActName::StopSaleHere if row.draft.is_some() => codes.push("stopSaleHere.draft"),
        ActName::DeletePending => {
            if row.published {
                codes.push("deletePending.live");
            }
            if row.draft.is_some() {
                codes.push("deletePending.draft");
            }
        }
        ActName::FinalizeRollout if scene.act.percentage.is_some() => {
            codes.insert(2, "finalizeRollout.everyone");
        }
        ActName::ChangeRollout => {
            if scene.act.percentage.is_some_and(|share| share >= 100.0) {
                codes.push("changeRollout.everyone");
            }
            // The words of an app went to everybody at once; a flight has none.
            if scene.act.product.kind() == Some(SubmissionKind::App) {
                codes.push("changeRollout.texts");
            }
        }
        _ => {}
    }
    codes.into_iter().map(|code| fact(scene, code)).collect()
}

fn fact(scene: &Scene, code: &str) -> ActFact {
    let row = &scene.record.row;
    let rollout = scene.rollout().unwrap_or_default();
    let pending = scene.record.seen.pending.as_ref();
    let params: Vec<(&str, Value)> = match code {
        "product" => vec![("product", json!(row.name)), ("id", json!(row.store_id))],
        "account" => vec![("account", json!(scene.account_name))],
        "changeRollout.happens" => {
            vec![
                ("from_percentage", json!(rollout)),
                ("percentage", json!(scene.act.percentage.unwrap_or(rollout))),
            ]
        }
        "finalizeRollout.everyone" => vec![("from_percentage", json!(rollout))],
        "haltRollout.happens" => vec![("percentage", json!(rollout))],
        "deletePending.happens" => {
            let name = pending.map(|p| p.friendly_name.clone().unwrap_or_else(|| p.id.clone()));
            vec![("submission", json!(name.unwrap_or_default()))]
        }
        _ => vec![],
    };
    let params = params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    ActFact { code: code.to_owned(), params }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Facts that depend on the product.
    const SOMETIMES: [&str; 6] = [
        "stopSaleHere.draft",
        "deletePending.live",
        "deletePending.draft",
        "finalizeRollout.everyone",
        "changeRollout.everyone",
        "changeRollout.texts",
    ];

    fn words(language: &str) -> Value {
        let file = format!("{}/../../../ui/src/i18n/{language}/dialogs.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(file).expect("the catalogue lies in the tree");
        serde_json::from_str::<Value>(&text).expect("a catalogue is JSON")["act"].take()
    }

    #[test]
    fn the_dialog_of_every_act_has_its_words_in_both_languages() {
        for language in ["en", "fr"] {
            let act = words(language);
            let fact = |code: &str| {
                let text = act["fact"].pointer(&format!("/{}", code.replace('.', "/")));
                text.and_then(Value::as_str).map(str::to_owned).unwrap_or_default()
            };
            for name in ActName::ALL {
                let key = serde_json::to_value(name).expect("a name is a word");
                let own = &act[key.as_str().expect("a name is a word")];
                let title = own["title"].as_str().unwrap_or_default();
                assert!(title.contains("{{product}}"), "{language} {key}: {title:?} names the product");
                for part in ["verb", "safe"] {
                    assert!(own[part].as_str().is_some_and(|text| text.len() > 2), "{language} {key}.{part}");
                }
                let codes = || ["product", "account"].iter().chain(name.facts());
                assert!(codes().count() >= 3, "{key} says what it does");
                for code in codes().chain(&SOMETIMES) {
                    assert!(fact(code).len() > 4, "{language} {code}");
                }
            }
            assert!(fact("product").contains("{{product}}") && fact("account").contains("{{account}}"));
        }
    }

    #[test]
    fn every_act_has_its_level() {
        let levels = ActName::ALL.map(ActName::level);
        assert!(levels.iter().all(|level| (1..=3).contains(level)));
        let last: Vec<_> = ActName::ALL.into_iter().filter(|name| name.level() == 3).collect();
        let none_comes_back =
            [ActName::FinalizeRollout, ActName::DeletePending, ActName::DeleteAddOn, ActName::DeleteFlight];
        assert_eq!(last, none_comes_back);
    }
}
