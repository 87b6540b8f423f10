//! The rules as tables: a good draft has no problem, and each row breaks one thing.

mod add_on;
mod delivery;
mod flight;
mod game;
mod images;
mod options;
mod packages;
mod price;
mod properties;
mod trailers;
mod videos;
mod words;

use serde_json::{Value, json};

use super::*;
use crate::Severity;
use crate::SubmissionKind;
use crate::document::Edit;
use crate::document::fixture::{at, big, document, remove, set};
use crate::facts::ImageFormat;

const TEXTS: &str = "/listings/en-us/baseListing";
const NEW: &str = "/applicationPackages/@new";

fn screenshot(id: &str) -> Value {
    json!({"id": id, "fileName": format!("{id}.png"), "fileStatus": "Uploaded", "imageType": "Screenshot"})
}

/// A submission without any fault.
fn live() -> Document {
    let shots: Vec<Value> = ["1", "2", "3", "4"].map(screenshot).to_vec();
    document(json!({
        "id": "1152921504621243540", "visibility": "Public", "status": "Published", "friendlyName": "Submission 2",
        "applicationCategory": "Productivity", "pricing": {"priceId": "Free", "marketSpecificPricings": {}},
        "targetPublishMode": "Immediate", "targetPublishDate": "1601-01-01T00:00:00Z", "notesForCertification": "",
        "listings": {"en-us": {"baseListing": {
            "title": "Tailspin", "description": "Plan your week.", "releaseNotes": "", "keywords": ["plan"],
            "features": [], "images": shots }, "platformOverrides": {}}},
        "applicationPackages": [{
            "id": "9", "fileName": "tailspin_3.1.msix", "fileStatus": "Uploaded", "version": "3.1.4.0", "architecture": "x64",
            "languages": ["en-US"], "capabilities": ["internetClient"],
            "targetDeviceFamilies": ["Windows.Desktop min version 10.0.17763.0"] }],
        "packageDeliveryOptions": {"packageRollout": {"isPackageRollout": false, "packageRolloutPercentage": 0.0}},
        "trailers": [],
    }))
}

fn context() -> StoreContext {
    let product = StoreProduct {
        name: "Tailspin".into(),
        identity_name: "Contoso.Tailspin".into(),
        publisher: "CN=Contoso".into(),
        family_name: "Contoso.Tailspin_8wekyb3d8bbwe".into(),
    };
    StoreContext::new(product, "2026-11-20T12:00:00Z".parse().unwrap())
}

fn picture() -> ImageFacts {
    ImageFacts {
        format: ImageFormat::Png,
        width: 1920,
        height: 1080,
        depth: 8,
        alpha: true,
        animated: false,
        profile: true,
        orientation: 1,
        trailing: 0,
        bytes: 100_000,
        complete: true,
    }
}

fn facts(change: impl FnOnce(&mut PackageFacts)) -> PackageFacts {
    let json = json!({
        "form": "msix", "identity": {"name": "Contoso.Tailspin", "publisher": "CN=Contoso", "version": "3.2.0.0", "architecture": "x64"},
        "family_name": "Contoso.Tailspin_8wekyb3d8bbwe", "display_name": "Tailspin", "publisher_display_name": "Contoso",
        "architectures": ["x64"], "languages": ["en-US"], "families": [{"name": "Windows.Desktop", "min_version": "10.0.17763.0"}],
        "capabilities": ["internetClient"], "restricted": [], "contents": [], "resource_package": false, "symbols": false, "bytes": 5_000_000,
    });
    let mut facts: PackageFacts = serde_json::from_value(json).unwrap();
    change(&mut facts);
    facts
}

/// The draft's new package takes the place of the one that is live.
fn replaced() -> Vec<Edit> {
    vec![
        remove("/applicationPackages/@9"),
        set(NEW, json!({"fileName": "t.msix", "fileStatus": "PendingUpload", "$file": "f"})),
    ]
}

fn with_package(facts: PackageFacts) -> StoreContext {
    let mut context = context();
    context.packages.insert(FileId::new("f"), facts);
    context
}

fn check(edits: &[Edit], context: &StoreContext) -> Vec<Problem> {
    check_against(SubmissionKind::App, &live(), edits, context)
}

/// The problems of a draft that was begun from `live` and edited.
fn check_against(
    kind: SubmissionKind,
    live: &Document,
    edits: &[Edit],
    context: &StoreContext,
) -> Vec<Problem> {
    let mut draft = live.clone();
    draft.apply(edits).unwrap();
    check_draft(kind, Some(live), &draft, context)
}

/// One line a problem: severity, code, place, parameters without the language and field that the place says already.
fn told(problems: &[Problem]) -> Vec<String> {
    let one = |problem: &Problem| {
        let params = problem.params.iter().filter(|(name, _)| *name != "language" && *name != "field");
        let params: Vec<String> = params.map(|(name, value)| format!(" {name}={value}")).collect();
        let severity = match problem.severity {
            Severity::Must => "must",
            Severity::Check => "check",
            Severity::Tip => "tip",
        };
        let place =
            problem.pointer.strip_prefix(TEXTS).map_or(problem.pointer.clone(), |rest| format!("…{rest}"));
        format!("{severity} {} {place}{}", problem.code, params.concat().replace('"', ""))
    };
    problems.iter().map(one).collect()
}

fn assert_told(name: &str, problems: &[Problem], expected: &[&str]) {
    assert_eq!(told(problems), expected, "{name}");
    for problem in problems {
        assert!(rule(&problem.code).is_some(), "{} has no source", problem.code);
        let (_, params) = codes::PARAMS.iter().find(|(code, _)| *code == problem.code).unwrap();
        let mut given: Vec<&str> = problem.params.keys().map(String::as_str).collect();
        let mut declared = params.to_vec();
        given.sort_unstable();
        declared.sort_unstable();
        assert_eq!(given, declared, "parameters of {}", problem.code);
    }
}

#[test]
fn a_good_draft_has_no_problem() {
    assert_told("live", &check(&[], &context()), &[]);
    assert_told("new package", &check(&replaced(), &with_package(facts(|_| {}))), &[]);
}

#[test]
fn sections_say_what_is_left() {
    let live = live();
    let state = |edits: &[Edit]| -> Vec<(SectionStatus, usize, usize, usize)> {
        let mut draft = live.clone();
        draft.apply(edits).unwrap();
        let problems = check_draft(SubmissionKind::App, Some(&live), &draft, &context());
        let rows = sections(SubmissionKind::App, Some(&live), &draft, &problems);
        rows.into_iter().map(|row| (row.status, row.problems, row.musts, row.changes)).collect()
    };
    use SectionStatus::{Changed, Complete, Incomplete, NotStarted};
    assert_eq!(state(&[]), [(Complete, 0, 0, 0); 6]);
    let edits = [
        remove("/applicationPackages/@9"),
        set(&format!("{TEXTS}/title"), json!("Tailspin 2")),
        set(&format!("{TEXTS}/images/@order"), json!(["4"])),
        set("/notesForCertification", json!("Use account x.")),
        set("/friendlyName", json!("the service's own")),
    ];
    assert_eq!(
        state(&edits),
        [
            (NotStarted, 1, 1, 1),
            (Changed, 1, 0, 1),
            (Changed, 0, 0, 1),
            (Complete, 0, 0, 0),
            (Complete, 0, 0, 0),
            (Changed, 0, 0, 1)
        ]
    );
    let edits = [set(&format!("{TEXTS}/description"), json!(""))];
    assert_eq!(state(&edits)[1], (Incomplete, 1, 1, 1));
    let nothing = sections(SubmissionKind::App, None, &Document::default(), &[]);
    assert_eq!(nothing.iter().filter(|row| row.status == NotStarted).count(), 5);
}

#[test]
fn each_kind_has_its_sections() {
    use Section::{Game, Images, Listing, Options, Packages, Price, Properties};
    let listed = |kind: SubmissionKind, live: Option<&Document>, draft: Value| -> Vec<Section> {
        sections(kind, live, &document(draft), &[]).into_iter().map(|row| row.section).collect()
    };
    let app = [Packages, Listing, Images, Price, Properties, Options];
    assert_eq!(listed(SubmissionKind::App, None, json!({})), app);
    let game = [Packages, Listing, Images, Price, Properties, Game, Options];
    for draft in [
        json!({"applicationCategory": "Games_Puzzle"}),
        json!({"gamingOptions": [{"genres": []}]}),
        json!({"isGameDvrEnabled": true}),
    ] {
        assert_eq!(listed(SubmissionKind::App, None, draft.clone()), game, "{draft}");
    }
    let live = document(json!({"gamingOptions": [{"genres": []}]}));
    assert_eq!(listed(SubmissionKind::App, Some(&live), json!({"gamingOptions": null})), game);
    let add_on = [Listing, Price, Properties, Options];
    assert_eq!(listed(SubmissionKind::AddOn, None, json!({"applicationCategory": "Games"})), add_on);
    assert_eq!(listed(SubmissionKind::Flight, None, json!({})), [Packages, Options]);
}

/// Rules run at every saved keystroke. The bound is wide because tests run unoptimised beside others.
#[test]
fn a_hundred_languages_are_judged_at_once() {
    let live = document(big(100));
    let began = std::time::Instant::now();
    let problems = check_draft(SubmissionKind::App, Some(&live), &live, &context());
    let took = began.elapsed();
    assert!(problems.iter().all(|problem| rule(&problem.code).is_some()));
    assert!(took.as_millis() < 1_000, "{took:?}");
}

#[test]
fn every_rule_is_listed_once_under_a_known_code() {
    for (at, rule) in RULES.iter().enumerate() {
        assert!(codes::is_known(rule.code), "{}", rule.code);
        assert!(RULES[..at].iter().all(|other| other.code != rule.code), "{}", rule.code);
        assert!(!rule.source.is_empty() && rule.date.len() == 10);
    }
}
