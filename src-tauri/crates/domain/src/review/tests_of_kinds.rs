//! Prices, markets, delivery, games, trailers, add-ons and flights.

use serde_json::{Value, json};

use super::tests::lines;
use super::*;
use crate::Edit;
use crate::document::differences;
use crate::document::fixture::{document, documented, remove, sample, set};

fn told(raw: Value, edits: &[Edit]) -> (Vec<String>, Changes) {
    let from = document(raw);
    let mut to = from.clone();
    to.apply(edits).unwrap();
    let changes = changes(&from, &to, &differences(&from, &to));
    (lines(&changes), changes)
}

fn market(code: &str) -> String {
    format!("/pricing/marketSpecificPricings/{code}")
}

#[test]
fn markets_are_told_by_what_happens_to_them() {
    let mut raw = documented();
    raw["pricing"]["marketSpecificPricings"] = json!({"BY": "Tier5", "DE": "NotAvailable", "FR": "Tier5", "JP": "Tier7", "AT": "NotAvailable", "XX": "Future"});
    let (lines, changes) = told(
        raw,
        &[
            set(&market("RU"), json!("NotAvailable")),
            set(&market("BY"), json!("NotAvailable")),
            remove(&market("DE")),
            set(&market("AT"), json!("Tier9")),
            remove(&market("FR")),
            set(&market("JP"), json!("Tier8")),
            set(&market("CH"), json!("Tier9")),
            set("/pricing/priceId", json!("Tier3")),
        ],
    );
    assert_eq!(
        lines,
        [
            "Price Removed markets [BY RU]",
            "Price Added markets [AT DE]",
            "Price Removed marketPrice [FR] Tier5 →",
            "Price Changed marketPrice [JP] Tier7 → Tier8",
            "Price Added marketPrice [AT CH] → Tier9",
            "Price Changed priceId Tier2 → Tier3",
        ]
    );
    assert_eq!((changes.added, changes.changed, changes.removed), (4, 2, 3));
    assert_eq!(changes.groups[0].pointers.len(), 2);
}

#[test]
fn a_form_that_is_new_as_a_whole_is_told_setting_by_setting() {
    let raw =
        json!({"pricing": null, "packageDeliveryOptions": {"isMandatoryUpdate": false}, "gamingOptions": []});
    let (lines, _) = told(
        raw,
        &[
            set(
                "/pricing",
                json!({"priceId": "Free", "marketSpecificPricings": {"FR": "NotAvailable"}, "sales": [], "isAdvancedPricingModel": true}),
            ),
            set(
                "/packageDeliveryOptions/packageRollout",
                json!({"isPackageRollout": true, "packageRolloutPercentage": 10.0, "packageRolloutStatus": "PackageRolloutNotStarted"}),
            ),
            set("/gamingOptions", json!([{"genres": ["Games_Word"], "isCrossPlayEnabled": true}])),
            set("/allowTargetFutureDeviceFamilies/Xbox", json!(true)),
        ],
    );
    assert_eq!(
        lines,
        [
            "Price Added priceId → Free",
            "Price Removed markets [FR]",
            "Packages Added isPackageRollout → true",
            "Packages Added packageRolloutPercentage → 10.0",
            "Game Added genres [+Games_Word+]",
            "Game Added isCrossPlayEnabled → true",
            "Options Added allowTargetFutureDeviceFamilies/Xbox → true",
        ]
    );
}

#[test]
fn choices_are_values_and_words_are_texts() {
    let mut raw = documented();
    raw["pricing"]["someday"] = json!({"since": 2030});
    let (lines, _) = told(
        raw,
        &[
            set("/pricing/someday/since", json!(2031)),
            set("/visibility", json!("Hidden")),
            set("/applicationCategory", json!("Games_Word")),
            set("/hardwarePreferences", json!(["Mouse", "Touch"])),
            set("/pricing/trialPeriod", json!("NoFreeTrial")),
            set("/packageDeliveryOptions/isMandatoryUpdate", json!(true)),
            set("/enterpriseLicensing", json!("None")),
            set("/allowTargetFutureDeviceFamilies/Xbox", json!(true)),
            set("/listings/en-us/platformOverrides/Windows81/description", json!("Ebook reader for Windows")),
            set("/isGameDvrEnabled", json!(true)),
        ],
    );
    assert_eq!(
        lines,
        [
            "Price Changed trialPeriod FifteenDays → NoFreeTrial",
            "Price Changed someday/since 2030 → 2031",
            "Price Changed visibility Public → Hidden",
            "Packages Changed isMandatoryUpdate false → true",
            "Listing Changed platformOverrides/Windows81/description (en-us) Ebook reader for Windows[- 8.1-]",
            "Properties Changed applicationCategory BooksAndReference_EReader → Games_Word",
            "Properties Changed hardwarePreferences [+Mouse+] | Touch",
            "Game Changed isGameDvrEnabled false → true",
            "Options Changed enterpriseLicensing Online → None",
            "Options Changed allowTargetFutureDeviceFamilies/Xbox false → true",
        ]
    );
}

#[test]
fn trailers_come_go_and_change_as_a_person_sees_them() {
    let mut raw = documented();
    let trailer = sample("trailer-resource")["trailers"][0].clone();
    let mut second = trailer.clone();
    second["id"] = json!("2");
    let picture = trailer["trailerAssets"]["en-us"]["imageList"][0].clone();
    second["trailerAssets"]["fr-fr"] = json!({"title": "Contoso Game", "imageList": [picture]});
    raw["trailers"] = json!([trailer, second]);
    let list = |language: &str| format!("/trailers/@2/trailerAssets/{language}/imageList");
    let old = "1155546904097346923";
    let still = json!({"fileName": "still.png", "$asset": "cafe"});
    let mut edits = vec![
        remove("/trailers/@1158943556954955699"),
        set(
            "/trailers/@new",
            json!({"$file": "f", "videoFileName": "new.mp4", "trailerAssets": {"en-us": {"title": ""}}}),
        ),
        set("/trailers/@2/$file", json!("g")),
        set("/trailers/@2/videoFileName", json!("cut.mp4")),
        set("/trailers/@2/trailerAssets/de-de", json!({"title": "Spiel", "imageList": [still]})),
    ];
    for language in ["en-us", "fr-fr"] {
        edits.push(remove(&format!("{}/@{old}", list(language))));
        edits.push(set(&format!("{}/@n-{language}", list(language)), still.clone()));
        edits.push(set(&format!("/trailers/@2/trailerAssets/{language}/title"), json!("Contoso Game 2")));
    }
    let (lines, changes) = told(raw, &edits);
    assert_eq!(
        lines,
        [
            "Images Removed trailers",
            "Images Changed trailers/file",
            "Images Changed trailers/title (en-us fr-fr) Contoso Game[+ 2+]",
            "Images Changed trailers/thumbnail (en-us fr-fr)",
            "Images Added trailers/title (de-de) [+Spiel+]",
            "Images Added trailers/thumbnail (de-de)",
            "Images Added trailers",
        ]
    );
    let video = &changes.groups[1];
    assert_eq!(video.pointers[0].as_str(), "/trailers/@2");
    assert_eq!(
        (&video.before.as_ref().unwrap()["videoFileName"], &video.after.as_ref().unwrap()["videoFileName"]),
        (&json!("Trailers\\ContosoGameTrailer.mp4"), &json!("cut.mp4"))
    );
    assert_eq!(changes.groups[3].after.as_ref().unwrap()["$asset"], "cafe");
}

#[test]
fn an_add_on_is_told_by_its_words_its_icon_and_what_it_is() {
    let icon = json!({"fileName": "gem.png", "fileStatus": "PendingUpload", "$asset": "beef", "$facts": {"width": 300}});
    let (lines, changes) = told(
        sample("add-on-submission-get.response"),
        &[
            set("/listings/en/title", json!("Add-on Title")),
            set("/listings/en/icon", icon.clone()),
            set("/listings/ru/icon/fileStatus", json!("PendingDelete")),
            set("/listings/fr", json!({"title": "Cent pièces", "description": "Pour acheter", "icon": icon})),
            set("/lifetime", json!("Forever")),
            set("/tag", json!("Sample tag")),
            set("/keywords", json!(["books", "gems"])),
            set(&market("US"), json!("NotAvailable")),
        ],
    );
    assert_eq!(
        lines,
        [
            "Price Removed markets [US]",
            "Listing Changed icon/file (en)",
            "Listing Changed title (en) Add-on Title[- (English)-]",
            "Listing Removed icon (ru)",
            "Listing Added title (fr) [+Cent pièces+]",
            "Listing Added description (fr) [+Pour acheter+]",
            "Listing Added icon (fr)",
            "Properties Changed keywords books | [+gems+]",
            "Properties Changed lifetime FiveDays → Forever",
            "Properties Changed tag [-SampleTag-][+Sample tag+]",
        ]
    );
    assert_eq!(changes.languages_added, ["fr"]);
    assert_eq!(changes.groups[1].pointers[0].as_str(), "/listings/en/icon");
}

#[test]
fn a_flight_is_told_by_its_packages() {
    let mut raw = sample("flight-submission-get.response");
    raw["flightPackages"][0]["id"] = json!("11");
    raw["flightPackages"][0]["fileStatus"] = json!("Uploaded");
    let (lines, _) = told(
        raw,
        &[
            set(
                "/flightPackages/@p",
                json!({"fileName": "beta.msix", "fileStatus": "PendingUpload", "$file": "f"}),
            ),
            set("/flightPackages/@11/fileStatus", json!("PendingDelete")),
            set("/flightPackages/@p/minimumSystemRam", json!("Memory2GB")),
            set("/packageDeliveryOptions/packageRollout/packageRolloutPercentage", json!(25)),
            set("/flightId", json!("another")),
        ],
    );
    assert_eq!(
        lines,
        [
            "Packages Removed flightPackages",
            "Packages Added flightPackages",
            "Packages Changed packageRolloutPercentage 0.0 → 25",
        ]
    );
}
