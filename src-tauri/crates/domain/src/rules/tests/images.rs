//! The rules of images.

use serde_json::{Value, json};

use super::*;

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
            vec![
                set("/trailers/@t/trailerAssets/en-us/title", json!("Film")),
                set("/trailers/@t/videoFileId", json!("7")),
            ],
            &[
                "must trailer.thumbnail.missing /trailers/@t/trailerAssets/en-us/imageList name=",
                "check image.hero.missing …/images",
            ],
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
