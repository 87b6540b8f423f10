//! The rules of a video file: what its headers say, against what the Store's page asks of a trailer. What belongs to the
//! trailer around it (titles, thumbnails, how many) is not here.

use serde::Deserialize;

use super::StoreContext;
use crate::document::{Document, Pointer};
use crate::facts::{VideoContainer, VideoFacts};
use crate::{FileId, Problem, codes};

/// Bytes. The page says "2 GB" and not which; the larger reading, so that no file is refused that Microsoft may take.
pub const MAX_VIDEO_BYTES: u64 = 2 << 30;
/// Pixels.
pub const VIDEO_SIZE: (u32, u32) = (1920, 1080);
/// Seconds.
const ADVISED_SECONDS: u64 = 60;

/// What the Store's page would say about a video; no pointers. H.264 bears two names, by where its parameters are written
/// (ISO/IEC 14496-15), and ProRes one a quality (`apcn`, `apch`, …). AAC-LC is `mp4a`; in MOV no sound format is named.
pub fn video_fits(video: &VideoFacts) -> Vec<Problem> {
    let mut problems = Vec::new();
    if video.bytes > MAX_VIDEO_BYTES {
        let problem = Problem::must(codes::VIDEO_FILE_TOOBIG).with("bytes", video.bytes);
        problems.push(problem.with("max", MAX_VIDEO_BYTES));
    }
    let (width, height) = (video.width, video.height);
    // The requirements ask for this size; the advice above them, on the same page, asks to keep the size of the source
    // ("720p60 … at 720p60"). A page that disagrees with itself blocks nothing.
    if width > 0 && height > 0 && (width, height) != VIDEO_SIZE {
        let problem = Problem::check(codes::VIDEO_PIXELS_WRONG).with("width", width).with("height", height);
        problems.push(problem.with("allowed", format!("{}×{}", VIDEO_SIZE.0, VIDEO_SIZE.1)));
    }
    let (known, advised) = match video.container {
        VideoContainer::Mp4 => (matches!(video.video_codec.as_str(), "avc1" | "avc3"), "H.264"),
        VideoContainer::Mov => {
            (video.video_codec.starts_with("ap") || video.video_codec.starts_with("avc"), "ProRes")
        }
    };
    if !known {
        let problem = Problem::check(codes::VIDEO_CODEC_OTHER).with("codec", video.video_codec.trim());
        problems.push(problem.with("advised", advised));
    }
    if let (Some(codec), VideoContainer::Mp4) = (&video.audio, video.container)
        && codec != "mp4a"
    {
        let problem = Problem::check(codes::VIDEO_AUDIO_OTHER).with("codec", codec.trim());
        problems.push(problem.with("advised", "AAC"));
    }
    let seconds = video.duration_ms / 1000;
    if seconds > ADVISED_SECONDS {
        let problem = Problem::tip(codes::VIDEO_LENGTH_LONG).with("seconds", seconds);
        problems.push(problem.with("advised", ADVISED_SECONDS));
    }
    if video.container == VideoContainer::Mp4 {
        if !video.starts_fast {
            problems.push(Problem::tip(codes::VIDEO_LAYOUT_LATE));
        }
        if video.edit_list {
            problems.push(Problem::tip(codes::VIDEO_LAYOUT_EDITS));
        }
    }
    problems
}

/// The videos that are still to be sent. One that Microsoft has already is not judged: nothing tells what it is.
pub(super) fn check(draft: &Document, context: &StoreContext, problems: &mut Vec<Problem>) {
    for (pointer, trailer) in draft.members(&Pointer::of(["trailers"])) {
        let text = |name: &str| trailer.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
        let Some(file) = Some(text("$file")).filter(|file| !file.is_empty()) else {
            if text("videoFileId").is_empty() && text("id").is_empty() {
                let problem = Problem::must(codes::ARCHIVE_FILE_MISSING).at(pointer);
                problems.push(problem.with("name", text("videoFileName")));
            }
            continue;
        };
        let embedded = || trailer.get("$facts").and_then(|facts| VideoFacts::deserialize(facts).ok());
        let facts = context.videos.get(&FileId::new(file)).cloned().or_else(embedded);
        for problem in facts.iter().flat_map(video_fits) {
            problems.push(problem.at(pointer.clone()));
        }
    }
}
