//! Videos and thumbnails into a document: what stands there afterwards, and that undo brings back what stood there.

use std::path::PathBuf;

use vitrine_domain::document::identity;
use vitrine_domain::facts::VideoContainer;

use jiff::Timestamp;
use vitrine_domain::{DraftId, ProductId};

use super::*;
use crate::api::{FileCard, Fit};

fn film(container: VideoContainer) -> FileFacts {
    FileFacts::Video(VideoFacts {
        container,
        width: 1920,
        height: 1080,
        duration_ms: 42_000,
        video_codec: "avc1".into(),
        audio: None,
        starts_fast: true,
        edit_list: false,
        bytes: 9,
    })
}

fn taken(id: &str, name: &str, facts: FileFacts, thumb: Option<&str>) -> Taken {
    let card = FileCard {
        id: FileId::new(id),
        name: name.into(),
        bytes: 9,
        facts,
        fit: Fit::Fits,
        problems: vec![],
        slots: vec![],
        thumb: thumb.map(str::to_owned),
    };
    Taken { card, path: PathBuf::new(), mark: (9, 1) }
}

fn video(id: &str) -> Taken {
    taken(id, "week.mp4", film(VideoContainer::Mp4), None)
}

fn picture(hash: &str) -> Taken {
    taken("p", "still.png", FileFacts::Unknown, Some(hash))
}

fn document(trailers: Value) -> Document {
    let page = json!({ "baseListing": { "description": "d" } });
    let mut next = 0;
    Document::from_submission(
        json!({ "listings": { "en-us": page, "fr-FR": page }, "trailers": trailers }),
        &mut || {
            next += 1;
            format!("k{next}")
        },
    )
}

fn live() -> Value {
    let image = |id: &str| json!({"fileName": "Trailers\\old.png", "id": id, "description": null});
    json!([
        {"id": "1", "videoFileName": "Trailers\\one.mp4", "videoFileId": "11", "trailerAssets": {
            "en-us": {"title": "One", "imageList": [image("12")]}, "fr-fr": {"title": "Un", "imageList": [image("13")]}}},
        {"id": "2", "videoFileName": "Trailers\\two.mp4", "videoFileId": "21", "trailerAssets": {}},
    ])
}

fn draft(product: ProductId, document: &Document) -> OpenDraft {
    OpenDraft::new(DraftId::new("d"), product, "s".into(), document.clone(), Timestamp::UNIX_EPOCH)
}

fn placed(taken: &Taken, replaces: Option<&str>, document: &Document) -> Result<Vec<Edit>, Problem> {
    trailer_edits(taken, replaces, &draft(ProductId::store("9N"), document))
}

/// Applies, checks that undo restores everything, and answers what stands there then.
fn applied(before: &Document, edits: Vec<Edit>) -> Document {
    let mut after = before.clone();
    let undo = after.apply(&edits).unwrap();
    let mut back = after.clone();
    back.apply(&undo).unwrap();
    assert_eq!(&back, before, "undo");
    after
}

#[test]
fn a_video_becomes_a_trailer_in_every_language() {
    for missing in [Value::Null, json!([])] {
        let before = document(missing);
        let after = applied(&before, placed(&video("f"), None, &before).unwrap());
        let trailers = after.value()["trailers"].as_array().unwrap();
        assert_eq!(trailers.len(), 1);
        assert_eq!(trailers[0]["$file"], "f");
        assert_eq!(trailers[0]["videoFileName"], "week.mp4");
        assert_eq!(trailers[0]["$facts"]["kind"], "video");
        let empty = json!({"title": "", "imageList": []});
        assert_eq!(trailers[0]["trailerAssets"], json!({"en-us": empty, "fr-FR": empty}));
        // What goes to the service holds nothing of ours.
        let sent = after.to_submission()["trailers"][0].clone();
        assert_eq!(
            sent,
            json!({"videoFileName": "week.mp4", "trailerAssets": {"en-us": empty, "fr-FR": empty}})
        );
    }
    let before = document(live());
    let after = applied(&before, placed(&video("f"), None, &before).unwrap());
    assert_eq!(after.order(&Pointer::of(["trailers"])).unwrap()[..2], ["1", "2"], "a new one comes last");
    let refused = placed(&picture("h"), None, &before).unwrap_err();
    assert_eq!(refused.code, codes::FILE_UNSUPPORTED);
    // Only apps have trailers.
    for other in [ProductId::add_on("9A"), ProductId::flight("9N", "f")] {
        let refused = trailer_edits(&video("f"), None, &draft(other, &before)).unwrap_err();
        assert_eq!(refused.code, codes::FILE_UNSUPPORTED);
    }
}

#[test]
fn a_new_trailer_keeps_everything_but_its_video() {
    let before = document(json!([]));
    let before = applied(&before, placed(&video("f"), None, &before).unwrap());
    let key = identity(&before.value()["trailers"][0]).unwrap().to_owned();
    let other = taken("g", "month.mov", film(VideoContainer::Mov), None);
    let after = applied(&before, placed(&other, Some(&key), &before).unwrap());
    let trailer = &after.value()["trailers"][0];
    assert_eq!((&trailer["$file"], &trailer["videoFileName"]), (&json!("g"), &json!("month.mov")));
    assert_eq!(identity(trailer), Some(key.as_str()));
    assert_eq!(trailer["trailerAssets"], before.value()["trailers"][0]["trailerAssets"]);
    assert!(placed(&other, Some("nobody"), &before).is_err());
}

#[test]
fn a_trailer_of_microsoft_leaves_when_its_video_is_replaced() {
    let before = document(live());
    let before = applied(&before, thumbnail_edits(&picture("h"), "1", "EN-US", &before).unwrap());
    let after = applied(&before, placed(&video("f"), Some("1"), &before).unwrap());
    let trailers = after.value()["trailers"].as_array().unwrap();
    assert_eq!(trailers.len(), 2);
    let new = &trailers[0];
    assert_eq!((new.get("id"), new.get("videoFileId")), (None, None), "the ids belong to the old video");
    assert_eq!(new["trailerAssets"]["en-us"]["title"], "One");
    assert_eq!(new["trailerAssets"]["en-us"]["imageList"][0]["$asset"], "h");
    assert_eq!(new["trailerAssets"]["fr-fr"], json!({"title": "Un", "imageList": []}));
    assert_eq!(trailers[1]["id"], "2");
}

#[test]
fn a_language_has_one_thumbnail() {
    let before = document(live());
    let at = Pointer::parse("/trailers/@1/trailerAssets/en-us/imageList").unwrap();
    let first = applied(&before, thumbnail_edits(&picture("h1"), "1", "en-us", &before).unwrap());
    let second = applied(&first, thumbnail_edits(&picture("h2"), "1", "en-us", &first).unwrap());
    for (document, hash) in [(&first, "h1"), (&second, "h2")] {
        let found = document.members(&at);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].1["$asset"], hash);
        assert_eq!(found[0].1.get("fileStatus"), None, "thumbnails have none");
    }
    // A language that the trailer was not shown in.
    let other = applied(&before, thumbnail_edits(&picture("h"), "2", "de-de", &before).unwrap());
    assert_eq!(other.value()["trailers"][1]["trailerAssets"]["de-de"]["title"], "");
    assert!(thumbnail_edits(&video("f"), "1", "en-us", &before).is_err(), "a video is no thumbnail");
    assert!(thumbnail_edits(&picture("h"), "9", "en-us", &before).is_err());
}

#[test]
fn the_name_that_is_sent_ends_as_the_content_is() {
    let named = |name: &str, container| match film(container) {
        FileFacts::Video(facts) => video_name(name, &facts),
        _ => unreachable!("a film"),
    };
    assert_eq!(named("week.MP4", VideoContainer::Mp4), "week.MP4");
    assert_eq!(named("week.m4v", VideoContainer::Mp4), "week.mp4");
    assert_eq!(named("week.mov", VideoContainer::Mp4), "week.mp4");
    assert_eq!(named("week 1.5", VideoContainer::Mov), "week 1.5.mov");
}
