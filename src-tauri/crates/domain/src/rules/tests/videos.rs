//! The rules of a video file.

use serde_json::{Value, json};

use super::*;
use crate::facts::{VideoContainer, VideoFacts};

fn film() -> VideoFacts {
    VideoFacts {
        container: VideoContainer::Mp4,
        width: 1920,
        height: 1080,
        duration_ms: 42_000,
        video_codec: "avc1".into(),
        audio: Some("mp4a".into()),
        starts_fast: true,
        edit_list: false,
        bytes: 180_000_000,
    }
}

fn trailer(facts: Option<&VideoFacts>) -> Value {
    let mut value = json!({"videoFileName": "week.mp4", "$file": "v", "trailerAssets": {}});
    if let Some(facts) = facts {
        value["$facts"] = json!(crate::facts::FileFacts::Video(facts.clone()));
    }
    value
}

/// Problems of the video file alone: titles, thumbnails and counts have rules of their own.
fn of_video(edits: &[Edit], context: &StoreContext) -> Vec<Problem> {
    let found = check(edits, context).into_iter();
    found.filter(|p| p.code.starts_with("video.") || p.code.starts_with("archive.")).collect()
}

#[test]
fn each_fault_of_a_video_is_told() {
    let table: Vec<(&str, VideoFacts, &[&str])> = vec![
        ("fits", film(), &[]),
        ("silent", VideoFacts { audio: None, ..film() }, &[]),
        ("the other name of H.264", VideoFacts { video_codec: "avc3".into(), ..film() }, &[]),
        ("exactly 2 GB", VideoFacts { bytes: 2 << 30, ..film() }, &[]),
        (
            "too big",
            VideoFacts { bytes: (2 << 30) + 1, ..film() },
            &["must video.file.toobig /trailers/@n bytes=2147483649 max=2147483648"],
        ),
        (
            "another size",
            VideoFacts { width: 1280, height: 720, ..film() },
            &["check video.pixels.wrong /trailers/@n width=1280 height=720 allowed=1920×1080"],
        ),
        ("no size told", VideoFacts { width: 0, height: 0, ..film() }, &[]),
        (
            "HEVC",
            VideoFacts { video_codec: "hvc1".into(), ..film() },
            &["check video.codec.other /trailers/@n codec=hvc1 advised=H.264"],
        ),
        (
            "Opus",
            VideoFacts { audio: Some("Opus".into()), ..film() },
            &["check video.audio.other /trailers/@n codec=Opus advised=AAC"],
        ),
        ("a minute", VideoFacts { duration_ms: 60_999, ..film() }, &[]),
        (
            "longer",
            VideoFacts { duration_ms: 61_000, ..film() },
            &["tip video.length.long /trailers/@n seconds=61 advised=60"],
        ),
        ("index last", VideoFacts { starts_fast: false, ..film() }, &["tip video.layout.late /trailers/@n"]),
        ("edit list", VideoFacts { edit_list: true, ..film() }, &["tip video.layout.edits /trailers/@n"]),
        (
            "a MOV with ProRes, an index at the end and another sound",
            VideoFacts {
                container: VideoContainer::Mov,
                video_codec: "apch".into(),
                audio: Some("lpcm".into()),
                starts_fast: false,
                edit_list: true,
                ..film()
            },
            &[],
        ),
        (
            "a MOV with motion JPEG",
            VideoFacts { container: VideoContainer::Mov, video_codec: "jpeg".into(), ..film() },
            &["check video.codec.other /trailers/@n codec=jpeg advised=ProRes"],
        ),
    ];
    for (name, facts, expected) in table {
        let embedded = [set("/trailers/@n", trailer(Some(&facts)))];
        assert_told(name, &of_video(&embedded, &context()), expected);
        let mut known = context();
        known.videos.insert(FileId::new("v"), facts);
        assert_told(name, &of_video(&[set("/trailers/@n", trailer(None))], &known), expected);
    }
}

#[test]
fn a_video_without_a_file_is_missing_unless_microsoft_has_it() {
    let new = json!({"videoFileName": "week.mp4", "trailerAssets": {}});
    let missing = ["must archive.file.missing /trailers/@n name=week.mp4"];
    assert_told("new", &of_video(&[set("/trailers/@n", new)], &context()), &missing);
    let theirs = json!({"id": "1", "videoFileId": "2", "videoFileName": "Trailers\\week.mp4"});
    assert_told("theirs", &of_video(&[set("/trailers/@1", theirs)], &context()), &[]);
    let mut gone = context();
    gone.missing.insert(at("/trailers/@n"));
    let added = [set("/trailers/@n", trailer(Some(&film())))];
    assert_told("gone from its place", &of_video(&added, &gone), &missing);
}
