//! The rules as tables: a good draft has no problem, and each row breaks one thing.

use serde_json::{Value, json};

use super::*;
use crate::Severity;
use crate::document::Edit;
use crate::document::fixture::{at, big, document, remove, set};
use crate::facts::{ImageFormat, PackageForm, PackageIdentity, TargetFamily};

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
        "pricing": {"priceId": "Free", "marketSpecificPricings": {}},
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
    let live = live();
    let mut draft = live.clone();
    draft.apply(edits).unwrap();
    check_store_draft(Some(&live), &draft, context)
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
fn words() {
    let text = |field: &str, value: Value| vec![set(&format!("{TEXTS}/{field}"), value)];
    let table: Vec<(&str, Vec<Edit>, &[&str])> = vec![
        (
            "too long",
            text("description", json!("x".repeat(10_214))),
            &["must text.toolong …/description count=10214 max=10000 over=214"],
        ),
        (
            "exactly",
            text("description", json!("x".repeat(10_000))),
            &["check text.nearlimit …/description count=10000 max=10000"],
        ),
        (
            "two per cent",
            text("description", json!("x".repeat(9_801))),
            &["check text.nearlimit …/description count=9801 max=10000"],
        ),
        ("below", text("description", json!("x".repeat(9_800))), &[]),
        (
            "too long only in one way of counting",
            text("shortTitle", json!("🚀".repeat(26))),
            &["check text.toolong …/shortTitle count=52 max=50 over=2"],
        ),
        (
            "strict",
            text("shortDescription", json!("x".repeat(501))),
            &["check text.abovestrict …/shortDescription count=501 max=1000 strict=500"],
        ),
        (
            "cut off",
            text("shortDescription", json!("x".repeat(271))),
            &["tip text.cutoff …/shortDescription count=271 shown=270"],
        ),
        ("empty", text("description", json!(" ")), &["must listing.description.missing …/description"]),
        (
            "control",
            text("description", json!("a\u{7}b\r\n\tc")),
            &["check text.control …/description character=U+0007"],
        ),
        (
            "line in a single line",
            text("devStudio", json!("a\nb")),
            &["check text.control …/devStudio character=U+000A"],
        ),
        (
            "markup",
            text("description", json!("Hello <b>you</b>")),
            &["check text.markup …/description tag=<b>"],
        ),
        (
            "blanks",
            text("copyrightAndTrademarkInfo", json!("© Contoso ")),
            &["tip text.blanks …/copyrightAndTrademarkInfo"],
        ),
        ("not a text", text("devStudio", json!(7)), &["check text.kind …/devStudio"]),
        ("null", text("devStudio", json!(null)), &[]),
        (
            "emoji in a title",
            text("title", json!("Tailspin 🚀")),
            &[
                "must listing.title.emoji …/title",
                "check listing.title.covered …/title",
                "tip listing.title.reserved …/title title=Tailspin 🚀 product=Tailspin",
            ],
        ),
        (
            "features",
            text("features", json!(["• First", "", "x".repeat(201)])),
            &[
                "must text.item.toolong …/features/2 number=3 count=201 max=200 over=1",
                "check text.item.empty …/features/1 number=2",
                "tip text.bullet …/features/0 number=1",
            ],
        ),
        (
            "too many features",
            text("features", json!(vec!["x"; 21])),
            &["must text.items.toomany …/features count=21 max=20"],
        ),
        (
            "too much hardware",
            text("minimumHardware", json!(vec!["x"; 12])),
            &["must text.items.toomany …/minimumHardware count=12 max=11"],
        ),
        (
            "terms",
            text("keywords", json!(["Plan", "x".repeat(31), "y".repeat(41), " plan"])),
            &[
                "must text.item.toolong …/keywords/2 number=3 count=41 max=40 over=1",
                "check text.item.abovestrict …/keywords/1 number=2 count=31 max=40 strict=30",
                "check listing.keywords.repeated …/keywords/3 term=plan",
                "tip text.blanks …/keywords/3",
            ],
        ),
        (
            "many words",
            text("keywords", json!(["a b c d", "e f g h", "i j k l", "m n o p", "q r s t", "u v"])),
            &["must listing.keywords.words …/keywords count=22 max=21"],
        ),
        (
            "the same words again",
            text("keywords", json!(["a b c d", "a b c e", "a b c f", "a b c g", "a b c h", "a b"])),
            &["check listing.keywords.words …/keywords count=22 max=21"],
        ),
        (
            "eight terms",
            text("keywords", json!(["a", "b", "c", "d", "e", "f", "g", "h"])),
            &["must text.items.toomany …/keywords count=8 max=7"],
        ),
    ];
    for (name, edits, expected) in table {
        assert_told(name, &check(&edits, &context()), expected);
    }
}

#[test]
fn languages() {
    let shots = || ["1", "2", "3", "4"].map(screenshot).to_vec();
    let german = |title: &str| {
        let shots = shots();
        set("/listings/de-de/baseListing", json!({"title": title, "description": "Plane.", "images": shots}))
    };
    let table: Vec<(&str, Vec<Edit>, &[&str])> = vec![
        (
            "a title that no package gives",
            vec![german("")],
            &["must listing.title.missing /listings/de-de/baseListing/title"],
        ),
        ("with a title", vec![german("Tailspin")], &[]),
        (
            "another title",
            vec![german("Trudeln")],
            &["tip listing.title.reserved /listings/de-de/baseListing/title title=Trudeln product=Tailspin"],
        ),
        (
            "none left",
            vec![set("/listings", json!({}))],
            &["must listing.none /listings", "check listing.language.removed /listings/en-us"],
        ),
        (
            "not of the list",
            vec![set(
                "/listings/tlh/baseListing",
                json!({"title": "Tailspin", "description": "x", "images": shots()}),
            )],
            &["check listing.language.unknown /listings/tlh"],
        ),
    ];
    for (name, edits, expected) in table {
        assert_told(name, &check(&edits, &context()), expected);
    }
    // The first submission has nothing new to tell.
    let mut draft = live();
    draft.apply(&[set(&format!("{TEXTS}/releaseNotes"), json!("Faster."))]).unwrap();
    assert_told(
        "first",
        &check_store_draft(None, &draft, &context()),
        &["check listing.title.covered …/title", "check listing.releasenotes.first …/releaseNotes"],
    );
}

#[test]
fn images() {
    let images = format!("{TEXTS}/images");
    let new = |image_type: &str, asset: &str| json!({"fileName": "n.png", "fileStatus": "PendingUpload", "imageType": image_type, "$asset": asset});
    let mut context = context();
    context.images.insert("good".into(), picture());
    context.images.insert("small".into(), ImageFacts { width: 1200, height: 700, ..picture() });
    context.images.insert("jpeg".into(), ImageFacts { format: ImageFormat::Jpeg, trailing: 3, ..picture() });
    let add = |key: &str, value: Value| set(&format!("{images}/@{key}"), value);
    let table: Vec<(&str, Vec<Edit>, &[&str])> = vec![
        ("fits", vec![add("n", new("Screenshot", "good"))], &[]),
        (
            "too small",
            vec![add("n", new("Screenshot", "small"))],
            &[
                "must image.pixels.toosmall …/images/@n width=1200 height=700 slot=Screenshot min_width=1366 min_height=768",
            ],
        ),
        (
            "not a PNG",
            vec![add("n", new("Screenshot", "jpeg"))],
            &[
                "must image.format.wrong …/images/@n format=JPEG slot=Screenshot",
                "check image.file.trailing …/images/@n bytes=3",
            ],
        ),
        (
            "wrong size",
            vec![add("n", new("Icon", "good"))],
            &["must image.pixels.wrong …/images/@n width=1920 height=1080 slot=Icon allowed=300×300"],
        ),
        (
            "no source",
            vec![add(
                "n",
                json!({"fileName": "n.png", "fileStatus": "PendingUpload", "imageType": "Screenshot"}),
            )],
            &["must archive.file.missing …/images/@n name=n.png"],
        ),
        ("none", vec![set(&images, json!([]))], &["must image.screenshot.none …/images"]),
        (
            "leaving is gone",
            vec![set(&format!("{images}/@1/fileStatus"), json!("PendingDelete"))],
            &["tip image.screenshot.few …/images count=3 advised=4"],
        ),
        (
            "ten",
            (5..=10).map(|n| add(&n.to_string(), screenshot(&n.to_string()))).collect(),
            &["check image.count.abovestrict …/images slot=Screenshot count=10 max=10 strict=9"],
        ),
        (
            "eleven",
            (5..=11).map(|n| add(&n.to_string(), screenshot(&n.to_string()))).collect(),
            &["must image.count.toomany …/images slot=Screenshot count=11 max=10"],
        ),
        (
            "twice",
            vec![add("n", new("Screenshot", "good")), add("m", new("Screenshot", "good"))],
            &["tip image.twice …/images/@m slot=Screenshot"],
        ),
        (
            "unknown slot",
            vec![add("n", new("Hologram", "good"))],
            &["check image.slot.unknown …/images/@n slot=Hologram"],
        ),
        (
            "retired slot",
            vec![add("n", new("WideIcon358X173", "none"))],
            &["tip image.slot.retired …/images/@n slot=WideIcon358X173"],
        ),
        (
            "caption",
            vec![set(&format!("{images}/@1/description"), json!("x".repeat(201)))],
            &["must image.caption.toolong …/images/@1/description count=201 max=200 over=1"],
        ),
        (
            "trailer without hero",
            vec![set("/trailers/@t/trailerAssets/en-us/title", json!("Film"))],
            &["tip image.hero.missing …/images"],
        ),
    ];
    for (name, edits, expected) in table {
        assert_told(name, &check(&edits, &context), expected);
    }
    context.missing.insert(at(&format!("{images}/@1")));
    context.changed.insert(at(&format!("{images}/@2")));
    assert_told(
        "files",
        &check(&[], &context),
        &[
            "must archive.file.missing …/images/@1 name=1.png",
            "must archive.file.changed …/images/@2 name=2.png",
        ],
    );
}

#[test]
fn packages() {
    type Change = fn(&mut PackageFacts);
    let table: Vec<(&str, Change, &[&str])> = vec![
        (
            "name",
            |f| f.identity.name = "Contoso.Other".into(),
            &[
                "must package.identity.name /applicationPackages/@new name=t.msix found=Contoso.Other expected=Contoso.Tailspin",
            ],
        ),
        (
            "publisher",
            |f| f.identity.publisher = "CN=Other".into(),
            &[
                "must package.identity.publisher /applicationPackages/@new name=t.msix found=CN=Other expected=CN=Contoso",
            ],
        ),
        (
            "family",
            |f| f.family_name = "x_y".into(),
            &[
                "must package.identity.family /applicationPackages/@new name=t.msix found=x_y expected=Contoso.Tailspin_8wekyb3d8bbwe",
            ],
        ),
        (
            "display name",
            |f| f.display_name = "Tailspin Pro".into(),
            &[
                "check package.displayname.other /applicationPackages/@new name=t.msix found=Tailspin Pro product=Tailspin",
            ],
        ),
        ("display name from resources", |f| f.display_name = "ms-resource:AppName".into(), &[]),
        (
            "fourth part",
            |f| f.identity.version = "3.2.0.1".into(),
            &["must package.version.fourth /applicationPackages/@new name=t.msix version=3.2.0.1"],
        ),
        (
            "no version",
            |f| f.identity.version = "3.2".into(),
            &["must package.version.invalid /applicationPackages/@new name=t.msix version=3.2"],
        ),
        (
            "zero first",
            |f| f.identity.version = "0.2.0.0".into(),
            &["must package.version.invalid /applicationPackages/@new name=t.msix version=0.2.0.0"],
        ),
        (
            "same as live",
            |f| f.identity.version = "3.1.4.0".into(),
            &[
                "check package.version.same /applicationPackages/@new name=t.msix version=3.1.4.0 architecture=x64",
            ],
        ),
        (
            "lower",
            |f| f.identity.version = "3.0.0.0".into(),
            &[
                "check package.version.lower /applicationPackages/@new name=t.msix version=3.0.0.0 live=3.1.4.0",
            ],
        ),
        (
            "capability",
            |f| f.capabilities.push("webcam".into()),
            &["check package.capability.added /applicationPackages/@new name=t.msix capability=webcam"],
        ),
        (
            "restricted",
            |f| {
                f.capabilities.push("runFullTrust".into());
                f.restricted.push("runFullTrust".into());
            },
            &[
                "check package.capability.restricted /applicationPackages/@new name=t.msix capability=runFullTrust",
            ],
        ),
        (
            "language",
            |f| f.languages.push("pl-PL".into()),
            &["check package.language.nolisting /applicationPackages/@new"],
        ),
        ("language of a listing", |f| f.languages = vec!["en".into()], &[]),
        (
            "families",
            |f| f.families = vec![TargetFamily { name: "Windows.Xbox".into(), min_version: "10.0".into() }],
            &["check package.family.removed /applicationPackages family=Windows.Desktop"],
        ),
        (
            "every family",
            |f| {
                f.families[0].name = "Windows.Universal".into();
                f.form = PackageForm::Msixupload;
            },
            &[],
        ),
        (
            "universal and bare",
            |f| f.families[0].name = "Windows.Universal".into(),
            &["tip package.form.upload /applicationPackages/@new name=t.msix"],
        ),
        (
            "architecture",
            |f| f.architectures = vec!["arm64".into()],
            &["check package.architecture.removed /applicationPackages architecture=x64"],
        ),
        (
            "resources only",
            |f| f.resource_package = true,
            &["check package.resource.alone /applicationPackages/@new name=t.msix"],
        ),
        (
            "too big",
            |f| f.bytes = 26_843_545_601,
            &["must package.file.toobig /applicationPackages/@new bytes=26843545601 max=26843545600"],
        ),
    ];
    for (name, change, expected) in table {
        let problems = check(&replaced(), &with_package(facts(change)));
        assert_told(name, &problems, expected);
    }
    // Both in one submission: the version is taken for sure.
    let twins = check(&replaced()[1..], &with_package(facts(|f| f.identity.version = "3.1.4.0".into())));
    assert_told(
        "twins",
        &twins,
        &["must package.version.same /applicationPackages/@new name=t.msix version=3.1.4.0 architecture=x64"],
    );
    assert_told(
        "none",
        &check(&[remove("/applicationPackages/@9")], &context()),
        &["must package.none /applicationPackages"],
    );
    let unread = check(&[set(NEW, json!({"fileName": "t.msix", "fileStatus": "PendingUpload"}))], &context());
    assert_told("no source", &unread, &["must archive.file.missing /applicationPackages/@new name=t.msix"]);
    // Facts inside the package serve as well as facts beside it.
    let mut embedded = replaced();
    embedded[1] = set(
        NEW,
        json!({"fileName": "t.msix", "fileStatus": "PendingUpload", "$file": "f", "$facts": facts(|f| f.identity = PackageIdentity { version: "3.2.0.7".into(), ..f.identity.clone() })}),
    );
    assert_told(
        "embedded",
        &check(&embedded, &context()),
        &["must package.version.fourth /applicationPackages/@new name=t.msix version=3.2.0.7"],
    );
}

#[test]
fn options() {
    let dated = |date: &str| {
        vec![set("/targetPublishMode", json!("SpecificDate")), set("/targetPublishDate", json!(date))]
    };
    let rollout = set(
        "/packageDeliveryOptions/packageRollout",
        json!({"isPackageRollout": true, "packageRolloutPercentage": 5.0}),
    );
    let table: Vec<(&str, Vec<Edit>, &[&str])> = vec![
        (
            "by hand",
            vec![set("/targetPublishMode", json!("Manual"))],
            &["check options.manual.handoff /targetPublishMode"],
        ),
        ("no date", dated("1601-01-01T00:00:00Z"), &["must options.date.missing /targetPublishDate"]),
        ("not a date", dated("soon"), &["must options.date.missing /targetPublishDate"]),
        (
            "too soon",
            dated("2026-11-21T11:59:59Z"),
            &["must options.date.soon /targetPublishDate date=2026-11-21T11:59:59Z"],
        ),
        ("a day ahead", dated("2026-11-21T12:00:00Z"), &[]),
        (
            "a mode of tomorrow",
            vec![set("/targetPublishMode", json!("Lunar"))],
            &["check options.mode.unknown /targetPublishMode mode=Lunar"],
        ),
        (
            "notes",
            vec![set("/notesForCertification", json!("x".repeat(2_001)))],
            &["tip options.notes.long /notesForCertification count=2001 max=2000"],
        ),
        (
            "price not set",
            vec![set("/pricing/priceId", json!("Base"))],
            &["must price.base.unset /pricing/priceId price=Base"],
        ),
        (
            "price missing",
            vec![remove("/pricing/priceId")],
            &["must price.base.unset /pricing/priceId price="],
        ),
        ("price of tomorrow", vec![set("/pricing/priceId", json!("Tier9999"))], &[]),
        ("rollout alone", vec![rollout.clone()], &[]),
        (
            "rollout with words",
            vec![rollout, set(&format!("{TEXTS}/description"), json!("New."))],
            &[
                "check options.rollout.texts /packageDeliveryOptions/packageRollout/packageRolloutPercentage percentage=5.0",
            ],
        ),
    ];
    for (name, edits, expected) in table {
        assert_told(name, &check(&edits, &context()), expected);
    }
}

#[test]
fn sections_say_what_is_left() {
    let live = live();
    let state = |edits: &[Edit]| -> Vec<(SectionStatus, usize, usize, usize)> {
        let mut draft = live.clone();
        draft.apply(edits).unwrap();
        let problems = check_store_draft(Some(&live), &draft, &context());
        let rows = sections(Some(&live), &draft, &problems);
        assert_eq!(rows.iter().map(|row| row.section).collect::<Vec<_>>(), Section::PAGES);
        rows.into_iter().map(|row| (row.status, row.problems, row.musts, row.changes)).collect()
    };
    use SectionStatus::{Changed, Complete, Incomplete, NotStarted};
    assert_eq!(state(&[]), [(Complete, 0, 0, 0); 4]);
    let edits = [
        remove("/applicationPackages/@9"),
        set(&format!("{TEXTS}/title"), json!("Tailspin 2")),
        set(&format!("{TEXTS}/images/@order"), json!(["4"])),
        set("/notesForCertification", json!("Use account x.")),
        set("/friendlyName", json!("the service's own")),
    ];
    assert_eq!(
        state(&edits),
        [(NotStarted, 1, 1, 1), (Changed, 1, 0, 1), (Changed, 0, 0, 1), (Changed, 0, 0, 1)]
    );
    let edits = [set(&format!("{TEXTS}/description"), json!(""))];
    assert_eq!(state(&edits)[1], (Incomplete, 1, 1, 1));
    let nothing = sections(None, &Document::default(), &[]);
    assert_eq!(nothing.iter().filter(|row| row.status == NotStarted).count(), 3);
}

/// Rules run at every saved keystroke. The bound is wide because tests run unoptimised beside others.
#[test]
fn a_hundred_languages_are_judged_at_once() {
    let live = document(big(100));
    let began = std::time::Instant::now();
    let problems = check_store_draft(Some(&live), &live, &context());
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
