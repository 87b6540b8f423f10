//! Drafts of all three kinds in front of the service: the body that a draft makes is taken as it is, the same draft sent once
//! more changes nothing, and packages and pictures that a draft no longer replaces are what they were.

use serde_json::{Value, json};
use vitrine_domain::document::readback::compare_sent;
use vitrine_domain::document::sending::{rebase, upload_names};
use vitrine_domain::document::{Document, Edit, Pointer};
use vitrine_partner::Owner;
use vitrine_sandbox::{Options, Scenario};
use vitrine_tests::shop::{LEDGER, Shop, of};

/// A product of the demo with add-ons and flights; an add-on and a flight that are live, with nothing open.
const PLANNER: &str = "9PTLSPNPLNR1";
const FAMILY: &str = "9PTLSPNADD01";
const TESTERS: &str = "6f1d2c34-58b9-4e07-9a53-0c7d41e8b201";

fn read(raw: &Value) -> Document {
    Document::from_submission(raw.clone(), &mut || uuid::Uuid::now_v7().to_string())
}

fn set(pointer: &str, value: Value) -> Edit {
    Edit::set(Pointer::parse(pointer).unwrap(), value)
}

fn remove(pointer: &str) -> Edit {
    Edit::remove(Pointer::parse(pointer).unwrap())
}

/// The first member of a list.
fn first(document: &Document, list: &str) -> String {
    document.members(&Pointer::parse(list).unwrap())[0].0.to_string()
}

/// The draft on top of what the service has, as a PUT sends it, and the entries of its archive.
fn body(live: &Document, draft: &Document, theirs: &Value) -> (Value, Vec<String>) {
    let merged = rebase(live, draft, &read(theirs));
    assert_eq!(merged.conflicts, []);
    let named = upload_names(&merged.document);
    (named.document.to_submission(), named.files.into_iter().map(|file| file.name).collect())
}

struct Course {
    /// The copy that the service made.
    copy: Value,
    /// What it has after the draft was sent.
    stored: Value,
    files: Vec<String>,
    /// What it has after a draft without new files was sent.
    back: Value,
}

/// A new submission, the draft sent twice, and then what was live.
async fn course(shop: &Shop, owner: &Owner, edits: impl Fn(&Document) -> Vec<Edit>) -> Course {
    let live = shop.store.holder(owner).await.unwrap().last_published.expect("it is live");
    let live = read(&shop.store.submission(owner, &live).await.unwrap().document);
    let mut draft = live.clone();
    draft.apply(&edits(&live)).unwrap();
    let made = shop.store.create(owner).await.unwrap();
    let put = async |body: &Value| -> Value {
        let answered = shop.store.update(owner, made.id(), body).await.unwrap().document;
        assert_eq!(compare_sent(body, &answered), [], "it has what was sent");
        answered
    };
    let (first, files) = body(&live, &draft, &made.document);
    let stored = put(&first).await;
    let (second, again) = body(&live, &draft, &stored);
    assert_eq!(again, files, "the archive is the same");
    assert_eq!(put(&second).await, stored, "sending it again changes nothing");
    let (third, none) = body(&live, &live, &stored);
    assert_eq!(none, Vec::<String>::new());
    let back = put(&third).await;
    Course { copy: made.document, stored, files, back }
}

/// Everything that an app's pages can touch.
fn edits_of_app(live: &Document) -> Vec<Edit> {
    let listing = "/listings/en-us/baseListing";
    let trailer = first(live, "/trailers");
    let thumbnails = format!("{trailer}/trailerAssets/en-us/imageList");
    vec![
        set("/pricing/marketSpecificPricings/BY", json!("NotAvailable")),
        remove("/pricing/marketSpecificPricings/AQ"),
        set("/visibility", json!("Private")),
        set("/hardwarePreferences", json!(["Touch"])),
        set("/gamingOptions", documented_game()),
        set("/packageDeliveryOptions/packageRollout/isPackageRollout", json!(true)),
        set("/packageDeliveryOptions/packageRollout/packageRolloutPercentage", json!(10)),
        set(&format!("{listing}/title"), json!("Fabrikam Ledger")),
        set("/listings/de-de/baseListing/description", json!("Bücher für kleine Unternehmen.")),
        remove(&first(live, &format!("{listing}/images"))),
        set(
            &format!("{listing}/images/@new"),
            json!({"fileName": "Kassenbuch.png", "fileStatus": "PendingUpload", "imageType": "Screenshot", "$asset": "abc123"}),
        ),
        remove(&first(live, "/applicationPackages")),
        set(
            "/applicationPackages/@new",
            json!({"fileName": "ledger 5.msix", "fileStatus": "PendingUpload", "$file": "f1"}),
        ),
        set(&format!("{trailer}/trailerAssets/en-us/title"), json!("A year in a minute")),
        remove(&first(live, &thumbnails)),
        set(&format!("{thumbnails}/@still"), json!({"fileName": "still.png", "$asset": "def456"})),
        set(
            "/trailers/@film",
            json!({"$file": "f2", "videoFileName": "Rundgang.mp4", "trailerAssets": {
                "en-us": {"title": "Tour", "imageList": [{"fileName": "still.png", "$asset": "def456"}]}
            }}),
        ),
    ]
}

/// The game settings as the documentation prints them.
fn documented_game() -> Value {
    let text = include_str!("../../fixtures/store/gaming-options-resource.json");
    serde_json::from_str::<Value>(text).unwrap()["body"]["gamingOptions"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_of_an_app_is_sent_once() {
    for assumed in [&[][..], &[("clone-ids", "new")], &[("left-out-packages", "removed")]] {
        let shop = Shop::assuming(assumed).await;
        let course = course(&shop, &of(LEDGER), edits_of_app).await;
        assert_eq!(
            course.files,
            ["ledger-5.msix", "img-abc123.png", "Rundgang-f2.mp4", "img-def456.png"],
            "{assumed:?}"
        );
        let stored = &course.stored;
        assert_eq!(
            stored["pricing"]["marketSpecificPricings"],
            json!({"FR": "Tier1024", "BY": "NotAvailable"})
        );
        assert_eq!(stored["gamingOptions"], documented_game());
        let marks = |list: &Value| -> Vec<String> {
            list.as_array()
                .unwrap()
                .iter()
                .map(|file| file["fileStatus"].as_str().unwrap().to_owned())
                .collect()
        };
        assert_eq!(marks(&stored["applicationPackages"]), ["PendingUpload", "PendingDelete"]);
        let images = marks(&stored["listings"]["en-us"]["baseListing"]["images"]);
        assert_eq!(images, ["Uploaded", "PendingUpload", "PendingDelete"]);
        let trailers = stored["trailers"].as_array().unwrap();
        assert_eq!(trailers.len(), 2);
        assert_eq!(trailers[0]["id"], course.copy["trailers"][0]["id"], "the kept one is echoed with its id");
        assert_eq!(
            trailers[0]["trailerAssets"]["en-us"]["imageList"],
            json!([{"fileName": "img-def456.png"}])
        );
        let files = |submission: &Value| {
            let images = &submission["listings"]["en-us"]["baseListing"]["images"];
            json!({"applicationPackages": submission["applicationPackages"], "listings": {"en-us": {"baseListing": {"images": images}}}})
        };
        assert_eq!(compare_sent(&files(&course.copy), &files(&course.back)), [], "{assumed:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trailer_that_stays_although_it_was_left_out_is_told() {
    for (assumed, stays) in [("removed", false), ("kept", true)] {
        let shop = Shop::assuming(&[("left-out-trailers", assumed)]).await;
        let live = shop.store.holder(&of(LEDGER)).await.unwrap().last_published.unwrap();
        let live = read(&shop.store.submission(&of(LEDGER), &live).await.unwrap().document);
        let trailer = first(&live, "/trailers");
        let mut draft = live.clone();
        draft.apply(&[remove(&trailer)]).unwrap();
        let made = shop.store.create(&of(LEDGER)).await.unwrap();
        let (body, _) = body(&live, &draft, &made.document);
        let answered = shop.store.update(&of(LEDGER), made.id(), &body).await.unwrap().document;
        let told: Vec<String> = compare_sent(&body, &answered)
            .into_iter()
            .map(|difference| difference.pointer.to_string())
            .collect();
        assert_eq!(told, if stays { vec![trailer] } else { vec![] }, "{assumed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_of_an_add_on_is_sent_once() {
    let demo = || Options { scenario: Scenario::Demo, ..Shop::options() };
    for left_out in ["kept", "removed"] {
        let assume = vec![("left-out-icon".to_owned(), left_out.to_owned())];
        let shop = Shop::with(Options { assume, ..demo() }).await;
        let owner = Owner::AddOn(FAMILY.to_owned());
        let edits = |_: &Document| {
            let icon = json!({"fileName": "Gem.png", "fileStatus": "PendingUpload", "$asset": "abc123"});
            vec![
                set("/lifetime", json!("OneYear")),
                set("/keywords", json!(["family"])),
                set("/pricing/marketSpecificPricings/RU", json!("NotAvailable")),
                set("/listings/en-us/title", json!("Family weeks, shared")),
                set(
                    "/listings/it-it",
                    json!({"title": "Settimane", "description": "Per cinque.", "icon": icon}),
                ),
                remove("/listings/fr-fr/icon"),
                remove("/listings/es-es"),
            ]
        };
        let Course { copy, stored, files, back } = course(&shop, &owner, edits).await;
        assert_eq!(files, ["img-abc123.png"]);
        assert_eq!(stored["listings"]["fr-fr"]["icon"]["fileStatus"], "PendingDelete", "{left_out}");
        assert!(stored["listings"].get("es-es").is_none());
        assert_eq!(back["listings"]["fr-fr"]["icon"], copy["listings"]["fr-fr"]["icon"], "{left_out}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_of_a_flight_is_sent_once() {
    let shop = Shop::with(Options { scenario: Scenario::Demo, ..Shop::options() }).await;
    let owner = Owner::Flight { app: PLANNER.to_owned(), flight: TESTERS.to_owned() };
    let edits = |live: &Document| {
        vec![
            remove(&first(live, "/flightPackages")),
            set(
                "/flightPackages/@new",
                json!({"fileName": "beta.msix", "fileStatus": "PendingUpload", "$file": "f1"}),
            ),
            set("/packageDeliveryOptions/packageRollout/isPackageRollout", json!(true)),
            set("/packageDeliveryOptions/packageRollout/packageRolloutPercentage", json!(50)),
            set("/notesForCertification", json!("Sign in as tester.")),
        ]
    };
    let Course { copy, stored, files, back } = course(&shop, &owner, edits).await;
    assert_eq!(files, ["beta.msix"]);
    let package = &stored["flightPackages"][0];
    assert_eq!(
        (&package["fileName"], &package["minimumDirectXVersion"], &package["minimumSystemRam"]),
        (&json!("beta.msix"), &json!("None"), &json!("None"))
    );
    assert_eq!(stored["flightPackages"][1]["fileStatus"], "PendingDelete");
    assert_eq!(back["flightPackages"], copy["flightPackages"]);
}
