//! Trailers and their thumbnails.

use serde_json::{Value, json};

use super::*;

const AT: &str = "/trailers/@7";
const ENGLISH: &str = "/trailers/@7/trailerAssets/en-us";

fn hero() -> Value {
    json!({"id": "h", "fileName": "h.png", "fileStatus": "Uploaded", "imageType": "PromotionalArt16x9"})
}

/// A live app with a trailer and what a trailer needs.
fn shown() -> Document {
    let mut live = live();
    live.apply(&[
        set(&format!("{TEXTS}/images/@h"), hero()),
        set(
            AT,
            json!({"id": "7", "videoFileName": "film.mp4", "videoFileId": "8", "trailerAssets": {
                "en-us": {"title": "Film", "imageList": [{"id": "9", "fileName": "still.png"}]}}}),
        ),
    ])
    .unwrap();
    live
}

#[test]
fn trailers() {
    let english = |member: &str, value: Value| vec![set(&format!("{ENGLISH}/{member}"), value)];
    let still =
        |asset: &str| set(&format!("{ENGLISH}/imageList/@n"), json!({"fileName": "n.png", "$asset": asset}));
    let replaced = |asset: &str| vec![remove(&format!("{ENGLISH}/imageList/@9")), still(asset)];
    let mut context = context();
    context.images.insert("good".into(), picture());
    context.images.insert("small".into(), ImageFacts { width: 1280, height: 720, ..picture() });
    context.images.insert("jpeg".into(), ImageFacts { format: ImageFormat::Jpeg, ..picture() });
    let table: Vec<(&str, Vec<Edit>, &[&str])> = vec![
        ("good", vec![], &[]),
        ("another thumbnail", replaced("good"), &[]),
        (
            "of another size",
            replaced("small"),
            &[
                "must image.pixels.wrong /trailers/@7/trailerAssets/en-us/imageList/@n width=1280 height=720 slot=TrailerThumbnail allowed=1920×1080",
            ],
        ),
        (
            "not a PNG",
            replaced("jpeg"),
            &[
                "must image.format.wrong /trailers/@7/trailerAssets/en-us/imageList/@n format=JPEG slot=TrailerThumbnail",
            ],
        ),
        (
            "two thumbnails",
            vec![still("good")],
            &[
                "must trailer.thumbnail.several /trailers/@7/trailerAssets/en-us/imageList name=film.mp4 count=2",
            ],
        ),
        (
            "none",
            english("imageList", json!([])),
            &["must trailer.thumbnail.missing /trailers/@7/trailerAssets/en-us/imageList name=film.mp4"],
        ),
        (
            "one from nowhere",
            english("imageList", json!([{"$key": "k", "fileName": "k.png"}])),
            &["must archive.file.missing /trailers/@7/trailerAssets/en-us/imageList/@k name=k.png"],
        ),
        (
            "no title",
            english("title", json!(" ")),
            &["check trailer.title.missing /trailers/@7/trailerAssets/en-us/title name=film.mp4"],
        ),
        ("a long title", english("title", json!("x".repeat(249))), &[]),
        (
            "too long",
            english("title", json!("x".repeat(256))),
            &["must text.toolong /trailers/@7/trailerAssets/en-us/title count=256 max=255 over=1"],
        ),
        (
            "not in the listing's language",
            vec![set(
                &format!("{AT}/trailerAssets"),
                json!({"fr-fr": {"title": "Film", "imageList": [{"id": "9", "fileName": "still.png"}]}}),
            )],
            &[
                "check trailer.language.nolisting /trailers/@7/trailerAssets/fr-fr name=film.mp4",
                "tip trailer.language.missing /trailers/@7 name=film.mp4",
            ],
        ),
        (
            "spelled otherwise",
            vec![set(
                &format!("{AT}/trailerAssets"),
                json!({"en-US": {"title": "Film", "imageList": [{"id": "9", "fileName": "still.png"}]}}),
            )],
            &[],
        ),
        ("gone", vec![remove(AT)], &["check trailer.removed /trailers name=film.mp4"]),
        (
            "not filled in",
            vec![set("/trailers", json!(null))],
            &["check trailer.removed /trailers name=film.mp4"],
        ),
        (
            "no picture beside it",
            vec![remove(&format!("{TEXTS}/images/@h"))],
            &["check image.hero.missing …/images"],
        ),
    ];
    for (name, edits, expected) in table {
        assert_told(name, &check_against(SubmissionKind::App, &shown(), &edits, &context), expected);
    }
    // A trailer that Microsoft has is not called wrong.
    let mut bare = shown();
    bare.apply(&english("imageList", json!([]))).unwrap();
    assert_told("bare", &check_against(SubmissionKind::App, &bare, &[], &context), &[]);
    assert_told(
        "bare, and edited",
        &check_against(SubmissionKind::App, &bare, &english("title", json!("Movie")), &context),
        &["must trailer.thumbnail.missing /trailers/@7/trailerAssets/en-us/imageList name=film.mp4"],
    );
    let more = |count: usize| -> Vec<Edit> {
        let asset =
            || json!({"en-us": {"title": "Film", "imageList": [{"id": "9", "fileName": "still.png"}]}});
        let one = |at: usize| {
            set(
                &format!("/trailers/@m{at}"),
                json!({"id": format!("m{at}"), "videoFileName": "m.mp4", "trailerAssets": asset()}),
            )
        };
        (0..count).map(one).collect()
    };
    let told = |count: usize| check_against(SubmissionKind::App, &shown(), &more(count), &context);
    assert_told("fifteen", &told(14), &[]);
    assert_told("sixteen", &told(15), &["must trailer.count.toomany /trailers count=16 max=15"]);
}

/// The pictures that Xbox and HoloLens show a product with.
#[test]
fn families_and_their_pictures() {
    let live = |family: &str| {
        let mut live = live();
        let written = json!([format!("{family} min version 10.0.17763.0")]);
        live.apply(&[set("/applicationPackages/@9/targetDeviceFamilies", written)]).unwrap();
        live
    };
    let told =
        |family: &str, edits: &[Edit]| check_against(SubmissionKind::App, &live(family), edits, &context());
    assert_told("desktop", &told("Windows.Desktop", &[]), &[]);
    assert_told("every family", &told("Windows.Universal", &[]), &[]);
    assert_told(
        "Xbox",
        &told("Windows.Xbox", &[]),
        &[
            "check image.family.missing …/images slot=StoreLogo9x16 family=Windows.Xbox",
            "check image.family.missing …/images slot=StoreLogoSquare family=Windows.Xbox",
        ],
    );
    assert_told(
        "HoloLens",
        &told("Windows.Holographic", &[]),
        &["tip image.family.missing …/images slot=PromotionalArtwork2400X1200 family=Windows.Holographic"],
    );
    let wide = json!({"id": "w", "fileName": "w.png", "fileStatus": "Uploaded", "imageType": "PromotionalArtwork2400X1200"});
    let with = [set(&format!("{TEXTS}/images/@w"), wide)];
    assert_told("with the picture", &told("Windows.Holographic", &with), &[]);
}
