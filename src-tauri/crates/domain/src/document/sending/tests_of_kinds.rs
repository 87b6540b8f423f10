//! Trailers, add-ons, flights and first submissions.

use serde_json::{Value, json};

use super::*;
use crate::Edit;
use crate::document::fixture::{document, documented, remove, sample, set};

/// What a PUT would carry, and the names of the archive's entries.
fn sent(base: &Document, draft: &Document, theirs: &Document) -> (Value, Vec<String>) {
    let merged = rebase(base, draft, theirs);
    assert_eq!(merged.conflicts, []);
    let named = upload_names(&merged.document);
    (named.document.to_submission(), named.files.into_iter().map(|file| file.name).collect())
}

fn edited(document: &Document, edits: &[Edit]) -> Document {
    let mut document = document.clone();
    document.apply(edits).unwrap();
    document
}

const TRAILER: &str = "1158943556954955699";
const THUMBNAIL: &str = "1155546904097346923";

/// The documented submission with the documented trailer.
fn with_trailer() -> Value {
    let mut raw = documented();
    raw["trailers"] = sample("trailer-resource")["trailers"].clone();
    raw
}

/// A trailer as a page makes it: its video is a file taken in, its thumbnails lie in the content store.
fn film() -> Value {
    let thumbnail = |key: &str| json!({"$key": key, "$asset": "AB12cd34ef56ab78ffff", "$facts": {}, "fileName": "Étoile.png"});
    json!({
        "$file": "0192-0000-3f9a21bc", "$facts": {}, "videoFileName": "Vidéo de l’été.mp4",
        "trailerAssets": {
            "en-us": {"title": "Summer", "imageList": [thumbnail("t1")]},
            "fr-fr": {"title": "L’été", "imageList": [thumbnail("t2")]},
        }
    })
}

#[test]
fn an_untouched_trailer_is_echoed_with_its_ids() {
    let live = document(with_trailer());
    let (body, files) = sent(&live, &live, &live);
    assert_eq!(body["trailers"], with_trailer()["trailers"]);
    assert!(files.is_empty());
}

#[test]
fn a_new_trailer_brings_its_video_and_one_picture_for_all_languages() {
    let live = document(with_trailer());
    let draft = edited(&live, &[set("/trailers/@new", film())]);
    let (body, files) = sent(&live, &draft, &live);
    assert_eq!(files, ["Vid-o-de-l--t--3f9a21bc.mp4", "img-ab12cd34ef56ab78.png"]);
    assert_eq!(body["trailers"][0], with_trailer()["trailers"][0]);
    let picture = json!([{"fileName": "img-ab12cd34ef56ab78.png"}]);
    assert_eq!(
        body["trailers"][1],
        json!({
            "videoFileName": "Vid-o-de-l--t--3f9a21bc.mp4",
            "trailerAssets": {
                "en-us": {"title": "Summer", "imageList": picture},
                "fr-fr": {"title": "L’été", "imageList": picture},
            }
        })
    );
}

#[test]
fn sending_a_trailer_again_doubles_nothing_whatever_ids_it_got() {
    let live = document(with_trailer());
    let draft = edited(
        &live,
        &[
            set("/trailers/@new", film()),
            set(&format!("/trailers/@{TRAILER}/$file"), json!("0192-0001-77aa88bb")),
            set(&format!("/trailers/@{TRAILER}/videoFileName"), json!("Second cut.mp4")),
        ],
    );
    let (first, files) = sent(&live, &draft, &live);
    assert_eq!(files, ["Second-cut-77aa88bb.mp4", "Vid-o-de-l--t--3f9a21bc.mp4", "img-ab12cd34ef56ab78.png"]);
    let replaced = &first["trailers"][0];
    assert_eq!(
        (replaced.get("id"), replaced.get("videoFileId"), &replaced["videoFileName"]),
        (None, None, &json!("Second-cut-77aa88bb.mp4")),
        "a new video comes without the ids of the one it replaces"
    );
    assert_eq!(
        replaced["trailerAssets"]["en-us"]["imageList"][0]["id"], THUMBNAIL,
        "a picture that stays keeps its id"
    );
    let mut with_ids = first.clone();
    for (at, id) in ["901", "902"].into_iter().enumerate() {
        with_ids["trailers"][at]["id"] = json!(id);
        with_ids["trailers"][at]["videoFileId"] = json!(format!("{id}0"));
    }
    with_ids["trailers"][1]["trailerAssets"]["en-us"]["imageList"][0]["id"] = json!("903");
    for stored in [first.clone(), with_ids] {
        let (second, again) = sent(&live, &draft, &document(stored.clone()));
        assert_eq!(second, stored);
        assert_eq!(again, files);
    }
}

#[test]
fn a_trailer_taken_out_is_left_out_and_so_is_a_picture_that_another_replaces() {
    let live = document(with_trailer());
    let (body, _) = sent(&live, &edited(&live, &[remove(&format!("/trailers/@{TRAILER}"))]), &live);
    assert_eq!(body["trailers"], json!([]));

    let list = format!("/trailers/@{TRAILER}/trailerAssets/en-us/imageList");
    let new = json!({"$asset": "cafe", "fileName": "still.png"});
    let anew = [remove(&format!("{list}/@{THUMBNAIL}")), set(&format!("{list}/@n"), new)];
    let in_place = [
        set(&format!("{list}/@{THUMBNAIL}/$asset"), json!("cafe")),
        set(&format!("{list}/@{THUMBNAIL}/fileName"), json!("still.png")),
        remove(&format!("{list}/@{THUMBNAIL}/description")),
    ];
    for edits in [&anew[..], &in_place] {
        let (body, files) = sent(&live, &edited(&live, edits), &live);
        let trailer = &body["trailers"][0];
        assert_eq!(
            (&trailer["id"], &trailer["trailerAssets"]["en-us"]["imageList"]),
            (&json!(TRAILER), &json!([{"fileName": "img-cafe.png"}]))
        );
        assert_eq!(files, ["img-cafe.png"]);
    }
}

#[test]
fn a_clone_may_number_trailers_anew() {
    let live = document(with_trailer());
    let mut raw = with_trailer();
    raw["trailers"][0]["id"] = json!("777");
    raw["trailers"][0]["trailerAssets"]["en-us"]["imageList"][0]["id"] = json!("778");
    let edits = [
        set(&format!("/trailers/@{TRAILER}/trailerAssets/en-us/title"), json!("Longer")),
        set(
            &format!("/trailers/@{TRAILER}/trailerAssets/en-us/imageList/@{THUMBNAIL}/description"),
            json!("A still"),
        ),
    ];
    let (body, _) = sent(&live, &edited(&live, &edits), &document(raw.clone()));
    raw["trailers"][0]["trailerAssets"]["en-us"]["title"] = json!("Longer");
    raw["trailers"][0]["trailerAssets"]["en-us"]["imageList"][0]["description"] = json!("A still");
    assert_eq!(body["trailers"], raw["trailers"]);
}

#[test]
fn the_icon_of_an_add_on_comes_goes_and_stays() {
    let raw = sample("add-on-submission-get.response");
    let live = document(raw.clone());
    assert_eq!(live.languages(), ["en", "ru"]);
    let icon =
        json!({"fileName": "Icône.png", "fileStatus": "PendingUpload", "$asset": "beef", "$facts": {}});
    let draft = edited(
        &live,
        &[
            set("/listings/en/icon", icon.clone()),
            remove("/listings/ru/icon"),
            set("/listings/fr/title", json!("Cent pièces")),
            set("/listings/fr/icon", icon),
        ],
    );
    let (body, files) = sent(&live, &draft, &live);
    let new = json!({"fileName": "img-beef.png", "fileStatus": "PendingUpload"});
    let mut gone = raw["listings"]["ru"]["icon"].clone();
    gone["fileStatus"] = json!("PendingDelete");
    assert_eq!(files, ["img-beef.png"]);
    assert_eq!(
        [&body["listings"]["en"]["icon"], &body["listings"]["fr"]["icon"], &body["listings"]["ru"]["icon"]],
        [&new, &new, &gone]
    );
    // The same draft once more, and another one over what the first has left.
    let stored = document(body.clone());
    assert_eq!(sent(&live, &draft, &stored).0, body);
    let (back, _) = sent(&live, &live, &stored);
    let mut expected = live.to_submission();
    expected["listings"]["fr"] = json!({"title": "Cent pièces"});
    assert_eq!(back["listings"]["en"], expected["listings"]["en"]);
    assert_eq!(back["listings"]["ru"], expected["listings"]["ru"]);
    let other = edited(&draft, &[set("/listings/en/icon/$asset", json!("f00d"))]);
    assert_eq!(sent(&live, &other, &stored).0["listings"]["en"]["icon"]["fileName"], "img-f00d.png");
    let kept = edited(
        &draft,
        &[
            remove("/listings/en/icon"),
            set(
                "/listings/en/icon",
                live.get(&Pointer::parse("/listings/en/icon").unwrap()).unwrap().clone(),
            ),
        ],
    );
    assert_eq!(sent(&live, &kept, &stored).0["listings"]["en"], expected["listings"]["en"]);
}

#[test]
fn a_flight_adds_and_replaces_packages_like_an_app() {
    let mut raw = sample("flight-submission-get.response");
    raw["flightPackages"][0]["id"] = json!("11");
    raw["flightPackages"][0]["fileStatus"] = json!("Uploaded");
    let live = document(raw.clone());
    let draft = edited(
        &live,
        &[
            remove("/flightPackages/@11"),
            set(
                "/flightPackages/@p",
                json!({"fileName": "beta.msix", "fileStatus": "PendingUpload", "minimumSystemRam": null, "$file": "f1"}),
            ),
        ],
    );
    let (body, files) = sent(&live, &draft, &live);
    let mut gone = raw["flightPackages"][0].clone();
    gone["fileStatus"] = json!("PendingDelete");
    let new = json!({"fileName": "beta.msix", "fileStatus": "PendingUpload", "minimumSystemRam": "None", "minimumDirectXVersion": "None"});
    assert_eq!(body["flightPackages"], json!([new, gone]));
    assert_eq!(files, ["beta.msix"]);
    assert!(body.get("applicationPackages").is_none(), "nothing of an app is made for a flight");
    assert!(body.get("listings").is_none());
}

#[test]
fn in_a_first_submission_a_person_wins_over_defaults_and_the_service_over_the_rest() {
    let template = document(
        json!({"pricing": {"priceId": "Base", "marketSpecificPricings": {}}, "visibility": "Public", "keywords": []}),
    );
    let icon = json!({"fileName": "gem.png", "fileStatus": "PendingUpload", "$asset": "beef"});
    let draft = edited(
        &template,
        &[
            set("/pricing/priceId", json!("Tier1012")),
            set("/listings/en-us/title", json!("Gem")),
            set("/listings/en-us/icon", icon),
            set("/keywords", json!(["gem"])),
        ],
    );
    let theirs = document(json!({
        "id": "9", "pricing": {"priceId": "Free", "marketSpecificPricings": {"FR": "NotAvailable"}, "sales": []},
        "visibility": "Hidden", "keywords": null, "lifetime": "Forever", "listings": null, "targetPublishMode": "Immediate"
    }));
    let named = upload_names(&first_submission(&template, &draft, &theirs));
    assert_eq!(
        named.document.to_submission(),
        json!({
            "id": "9",
            "pricing": {"priceId": "Tier1012", "marketSpecificPricings": {"FR": "NotAvailable"}, "sales": []},
            "visibility": "Hidden", "keywords": ["gem"], "lifetime": "Forever",
            "listings": {"en-us": {"title": "Gem", "icon": {"fileName": "img-beef.png", "fileStatus": "PendingUpload"}}},
            "targetPublishMode": "Immediate"
        })
    );
    assert_eq!(named.files.len(), 1);
}
