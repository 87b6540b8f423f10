//! Add-ons.

use serde_json::{Value, json};

use super::*;

fn add_on() -> Document {
    document(json!({
        "id": "115", "contentType": "EMagazine", "keywords": ["books"], "lifetime": "FiveDays", "tag": "SampleTag",
        "visibility": "Public", "targetPublishMode": "Immediate", "targetPublishDate": "2016-03-15T05:10:58.047Z",
        "pricing": {"priceId": "Free", "marketSpecificPricings": {"RU": "Tier3"}, "sales": []},
        "listings": {
            "en": {"title": "Gold", "description": "Coins.", "icon": {"fileName": "en.png", "fileStatus": "Uploaded"}},
            "ru": {"title": "Золото", "description": ""} },
    }))
}

#[test]
fn add_ons() {
    let english = |member: &str, value: Value| vec![set(&format!("/listings/en/{member}"), value)];
    let icon = |asset: &str| {
        let facts = match asset {
            "small" => ImageFacts { width: 150, height: 150, ..picture() },
            "jpeg" => ImageFacts { format: ImageFormat::Jpeg, width: 300, height: 300, ..picture() },
            _ => ImageFacts { width: 300, height: 300, ..picture() },
        };
        english(
            "icon",
            json!({"fileName": "i.png", "fileStatus": "PendingUpload", "$asset": asset, "$facts": facts}),
        )
    };
    let words = |count: usize| (0..count).map(|number| format!("word {number}")).collect::<Vec<_>>();
    let table: Vec<(&str, Vec<Edit>, &[&str])> = vec![
        ("good", vec![], &[]),
        ("no title", english("title", json!("")), &["must addon.title.missing /listings/en/title"]),
        (
            "no listing entry",
            vec![remove("/listings/ru/title")],
            &["must addon.title.missing /listings/ru/title"],
        ),
        ("98 characters", english("title", json!("x".repeat(98))), &[]),
        (
            "a long title",
            english("title", json!("x".repeat(101))),
            &["must text.toolong /listings/en/title count=101 max=100 over=1"],
        ),
        (
            "a long description",
            english("description", json!("x".repeat(201))),
            &["must text.toolong /listings/en/description count=201 max=200 over=1"],
        ),
        ("no description", vec![remove("/listings/en/description")], &[]),
        ("no icon", vec![remove("/listings/en/icon")], &[]),
        ("an icon", icon("good"), &[]),
        (
            "a small icon",
            icon("small"),
            &[
                "must image.pixels.wrong /listings/en/icon width=150 height=150 slot=AddOnIcon allowed=300×300",
            ],
        ),
        ("a JPEG", icon("jpeg"), &["must image.format.wrong /listings/en/icon format=JPEG slot=AddOnIcon"]),
        (
            "an icon from nowhere",
            english("icon", json!({"fileName": "i.png", "fileStatus": "PendingUpload"})),
            &["must archive.file.missing /listings/en/icon name=i.png"],
        ),
        ("a language gone", vec![remove("/listings/ru")], &["check listing.language.removed /listings/ru"]),
        (
            "no language",
            vec![set("/listings", json!({}))],
            &[
                "must listing.none /listings",
                "check listing.language.removed /listings/en",
                "check listing.language.removed /listings/ru",
            ],
        ),
        (
            "a language of no list",
            vec![set("/listings/tlh", json!({"title": "Qaw"}))],
            &["check listing.language.unknown /listings/tlh"],
        ),
        ("ten keywords", vec![set("/keywords", json!(words(10)))], &[]),
        (
            "eleven",
            vec![set("/keywords", json!(words(11)))],
            &["must addon.keywords.toomany /keywords count=11 max=10"],
        ),
        (
            "a long keyword, one twice",
            vec![set("/keywords", json!(["x".repeat(31), "Gold", " gold"]))],
            &[
                "must addon.keyword.toolong /keywords/0 count=31 max=30 over=1 number=1",
                "check addon.keyword.repeated /keywords/2 term=gold",
            ],
        ),
        (
            "too long only in one way of counting",
            vec![set("/keywords", json!(["🚀".repeat(16)]))],
            &["check addon.keyword.toolong /keywords/0 count=32 max=30 over=2 number=1"],
        ),
        ("a tag", vec![set("/tag", json!("x".repeat(3_000)))], &[]),
        (
            "a long tag",
            vec![set("/tag", json!("x".repeat(3_001)))],
            &["must addon.tag.toolong /tag count=3001 max=3000 over=1"],
        ),
        (
            "no content",
            vec![set("/contentType", json!("NotSet"))],
            &["must addon.content.missing /contentType"],
        ),
        (
            "content of tomorrow",
            vec![set("/contentType", json!("Dreams"))],
            &["check addon.content.unknown /contentType content=Dreams"],
        ),
        ("for ever", vec![set("/lifetime", json!("Forever"))], &[]),
        (
            "a lifetime of tomorrow",
            vec![set("/lifetime", json!("TwoYears"))],
            &["check addon.lifetime.unknown /lifetime lifetime=TwoYears"],
        ),
        (
            "price and options as for apps",
            vec![set("/pricing/priceId", json!("Base")), set("/targetPublishMode", json!("Manual"))],
            &[
                "must price.base.unset /pricing/priceId price=Base",
                "check options.manual.handoff /targetPublishMode",
            ],
        ),
    ];
    for (name, edits, expected) in table {
        assert_told(name, &check_against(SubmissionKind::AddOn, &add_on(), &edits, &context()), expected);
    }
}

/// What the service took is not called wrong, whatever the documents say.
#[test]
fn what_is_live_is_no_news() {
    let mut live = add_on();
    live.apply(&[
        set("/contentType", json!("NotSet")),
        set("/lifetime", json!("TwoYears")),
        set("/keywords", json!(["x".repeat(31), "y", "y"])),
        set("/tag", json!("x".repeat(3_001))),
        set("/visibility", json!("NotSet")),
    ])
    .unwrap();
    let check = |edits: &[Edit]| check_against(SubmissionKind::AddOn, &live, edits, &context());
    assert_told("as live", &check(&[]), &[]);
    assert_told(
        "still none, and said otherwise",
        &check(&[remove("/contentType")]),
        &["must addon.content.missing /contentType"],
    );
}

#[test]
fn the_id_of_a_new_add_on() {
    let long = "x".repeat(101);
    let table: Vec<(&str, &[&str])> = vec![
        ("contoso.gold_100", &[]),
        ("Größe 1 – ü;/()", &[]),
        ("", &["must addon.productid.missing /productId"]),
        ("  ", &["must addon.productid.missing /productId"]),
        (&long, &["must addon.productid.toolong /productId count=101 max=100 over=1"]),
        (
            "a<b>c*%&:\\?+,a<",
            &["must addon.productid.characters /productId characters=% & * + , : < > ? \\\\"],
        ),
        ("a\nb", &["must addon.productid.characters /productId characters=U+000A"]),
    ];
    for (id, expected) in table {
        assert_told(id, &product_id_problems(id), expected);
    }
    assert_told(&long[..100], &product_id_problems(&long[..100]), &[]);
}
