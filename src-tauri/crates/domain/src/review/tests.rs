use serde_json::{Value, json};

use super::*;
use crate::document::differences;
use crate::document::fixture::{big, code, document, documented, remove, set};

/// The documented submission in three languages.
fn live() -> Document {
    let mut raw = documented();
    let listing = raw["listings"]["en-us"].clone();
    raw["listings"]["de-de"] = listing.clone();
    raw["listings"]["fr-fr"] = listing;
    document(raw)
}

fn changed(edits: &[crate::Edit]) -> Changes {
    let from = live();
    let mut to = from.clone();
    to.apply(edits).unwrap();
    changes(&from, &to, &differences(&from, &to))
}

fn base(language: &str, rest: &str) -> String {
    format!("/listings/{language}/baseListing/{rest}")
}

fn line(group: &ChangeGroup) -> String {
    let runs: Vec<String> = group
        .runs
        .iter()
        .map(|run| match run.kind {
            RunKind::Kept => run.text.clone(),
            RunKind::Removed => format!("[-{}-]", run.text),
            RunKind::Added => format!("[+{}+]", run.text),
        })
        .collect();
    let part = group.part.as_deref().map(|part| format!("/{part}")).unwrap_or_default();
    let glue = if group.items { " | " } else { "" };
    let mut line = format!("{:?} {:?} {}{part}", group.section, group.kind, group.field);
    if !group.languages.is_empty() {
        line += &format!(" ({})", group.languages.join(" "));
    }
    if !group.markets.is_empty() {
        line += &format!(" [{}]", group.markets.join(" "));
    }
    let plain = |side: &Option<Value>| match side {
        Some(Value::Object(_) | Value::Array(_)) | None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let values = format!("{} → {}", plain(&group.before), plain(&group.after));
    if !runs.is_empty() {
        line += &format!(" {}", runs.join(glue));
    } else if values != " → " {
        line += &format!(" {}", values.trim());
    }
    line
}

pub(super) fn lines(changes: &Changes) -> Vec<String> {
    changes.groups.iter().map(line).collect()
}

#[test]
fn the_same_edit_in_several_languages_is_one_group() {
    let changes = changed(&[
        set(&base("en-us", "description"), json!("A better description")),
        set(&base("fr-fr", "description"), json!("A better description")),
        set(&base("de-de", "description"), json!("Beschreibung")),
        set("/visibility", json!("Private")),
    ]);
    assert_eq!(
        lines(&changes),
        [
            "Price Changed visibility Public → Private",
            "Listing Changed description (de-de) [-Description-][+Beschreibung+]",
            "Listing Changed description (en-us fr-fr) [-Description-][+A better description+]",
        ]
    );
    assert_eq!((changes.changed, changes.added, changes.removed, changes.moved), (4, 0, 0, 0));
    assert_eq!(changes.groups[2].pointers.len(), 2);
}

#[test]
fn texts_are_told_as_words_and_lists_as_items() {
    let changes = changed(&[
        set(&base("en-us", "keywords"), json!(["books", "epub", "reader"])),
        set(&base("en-us", "releaseNotes"), json!("Faster.")),
        set(&base("en-us", "title"), json!("Contoso quick ebook reader")),
        set(&base("en-us", "features"), json!([])),
        set(&base("en-us", "shortTitle"), json!("")),
    ]);
    assert_eq!(
        lines(&changes),
        [
            "Listing Changed keywords (en-us) [+books+] | epub | [+reader+]",
            "Listing Removed features (en-us) [-Free ebook reader-]",
            "Listing Added releaseNotes (en-us) [+Faster.+]",
            "Listing Changed title (en-us) Contoso [+quick +]ebook reader",
        ]
    );
    assert_eq!((changes.changed, changes.added, changes.removed), (2, 1, 1));
}

#[test]
fn pictures_come_go_move_and_change_as_pictures() {
    let picture = json!({"fileName": "n.png", "fileStatus": "PendingUpload", "imageType": "Screenshot", "$asset": "ab"});
    let image = "1152921504672272757";
    let changes = changed(&[
        set(&base("en-us", "images/@n1"), picture.clone()),
        set(&base("fr-fr", "images/@n2"), picture),
        set(&base("en-us", "images/@order"), json!(["n1"])),
        remove(&base("fr-fr", &format!("images/@{image}"))),
        set(&base("de-de", &format!("images/@{image}/description")), json!("Shelf")),
        set(&base("de-de", &format!("images/@{image}/$asset")), json!("cd")),
        set(&base("de-de", &format!("images/@{image}/fileStatus")), json!("PendingUpload")),
    ]);
    let told = lines(&changes);
    assert_eq!(
        told,
        [
            "Images Changed images/file (de-de)",
            "Images Added images/description (de-de) [+Shelf+]",
            "Images Added images (en-us fr-fr)",
            "Images Moved images/@order (en-us)",
            "Images Removed images (fr-fr)",
        ]
    );
    let file = &changes.groups[0];
    assert_eq!(file.pointers[0].as_str(), base("de-de", &format!("images/@{image}")));
    assert_eq!(file.before.as_ref().unwrap()["fileStatus"], "Uploaded");
    assert_eq!(file.after.as_ref().unwrap()["$asset"], "cd");
}

#[test]
fn packages_and_options_have_their_own_groups_and_the_services_own_has_none() {
    let changes = changed(&[
        set("/applicationPackages/@p", json!({"fileName": "new.msix", "fileStatus": "PendingUpload"})),
        remove("/applicationPackages/@1152921504620138797"),
        set("/targetPublishMode", json!("Immediate")),
        set("/status", json!("Published")),
        set("/statusDetails", json!({})),
        set("/friendlyName", json!("Submission 3")),
        set("/pricing/isAdvancedPricingModel", json!(false)),
    ]);
    let told = lines(&changes);
    assert_eq!(
        told,
        [
            "Packages Removed applicationPackages",
            "Packages Added applicationPackages",
            "Options Changed targetPublishMode Manual → Immediate",
        ]
    );
}

#[test]
fn a_package_marked_to_go_is_removed() {
    let package = "/applicationPackages/@1152921504620138797";
    let changes = changed(&[set(&format!("{package}/fileStatus"), json!("PendingDelete"))]);
    assert_eq!(lines(&changes), ["Packages Removed applicationPackages"]);
    let group = &changes.groups[0];
    assert_eq!(
        (group.pointers[0].as_str(), group.before.is_some(), group.after.is_some()),
        (package, true, false)
    );
}

#[test]
fn languages_that_come_and_go_are_named() {
    let changes = changed(&[remove("/listings/de-de"), set(&base("sv-se", "description"), json!("Hej"))]);
    assert_eq!(
        (changes.languages_added, changes.languages_removed),
        (vec!["sv-se".to_owned()], vec!["de-de".to_owned()])
    );
    assert!(changes.groups.iter().all(|group| group.languages == ["de-de"] || group.languages == ["sv-se"]));
    assert!(changed(&[]).is_empty());
}

#[test]
fn runs_read_as_both_texts() {
    let table = [
        ("", "new", "[+new+]"),
        ("old", "", "[-old-]"),
        (
            "Plan your week in one place.",
            "Plan your days in one place!",
            "Plan your [-week-][+days+] in one place[-.-][+!+]",
        ),
        ("Planifiez l’été", "Planifiez l’hiver", "Planifiez [-l’été-][+l’hiver+]"),
        ("計画を立てる", "計画を見る", ""),
    ];
    for (before, after, expected) in table {
        let runs = word_runs(before, after);
        let side = |without: RunKind| -> String {
            runs.iter().filter(|run| run.kind != without).map(|run| run.text.as_str()).collect()
        };
        assert_eq!((side(RunKind::Added), side(RunKind::Removed)), (before.to_owned(), after.to_owned()));
        if !expected.is_empty() {
            let told: String = runs
                .iter()
                .map(|run| match run.kind {
                    RunKind::Kept => run.text.clone(),
                    RunKind::Removed => format!("[-{}-]", run.text),
                    RunKind::Added => format!("[+{}+]", run.text),
                })
                .collect();
            assert_eq!(told, expected);
        }
    }
}

#[test]
fn runs_of_long_texts_of_all_scripts_read_as_both_texts() {
    let text = |from: &str| -> String { from.chars().cycle().take(10_000).collect() };
    let before = text("👩‍👩‍👧‍👦 Plan — تخطيط الأسبوع \u{202e}txet\u{202c} e\u{301} 週。\n");
    let after = text("👩‍👩‍👧‍👦 Plans — تخطيط اليوم \u{202e}txet\u{202c} é 週間。\n");
    let runs = word_runs(&before, &after);
    let side = |without: RunKind| -> String {
        runs.iter().filter(|run| run.kind != without).map(|run| run.text.as_str()).collect()
    };
    assert_eq!((side(RunKind::Added), side(RunKind::Removed)), (before, after));
    assert!(runs.iter().any(|run| run.kind == RunKind::Kept), "what both say is told as kept");
}

/// Every text of a hundred languages rewritten, each differently: the worst review there is. The bound is wide because tests
/// run unoptimised beside others.
#[test]
fn a_hundred_rewritten_languages_are_told_at_once() {
    let from = document(big(100));
    let mut to = from.clone();
    for number in 0..100 {
        let text =
            format!("Another text {number} about planning, which shares few words with the one before. ")
                .repeat(110);
        to.apply(&[set(&base(&code(number), "description"), json!(text))]).unwrap();
    }
    let found = differences(&from, &to);
    let began = std::time::Instant::now();
    let changes = changes(&from, &to, &found);
    let took = began.elapsed();
    assert_eq!(changes.groups.len(), 100);
    assert!(took.as_secs() < 10, "{took:?}");
}
