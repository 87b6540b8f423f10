//! Trailers of a draft: a video by reference, and for each language a title and one thumbnail.
//!
//! A video may be two gigabytes, so it stays where it lies, like a package. A thumbnail is a picture of the content store.
//! What a trailer must have is not decided here (`vitrine_domain::rules`), nor how its files are named when they are sent.

use serde_json::{Map, Value, json};
use vitrine_domain::document::{Document, Edit, Pointer};
use vitrine_domain::facts::{FileFacts, VideoContainer, VideoFacts};
use vitrine_domain::{FileId, Problem, SubmissionKind, codes};

use crate::App;
use crate::drafts::OpenDraft;
use crate::files::Taken;

/// Endings that mean a video to every system: only such a file is handed to the player.
const PLAYED: [&str; 3] = ["mp4", "m4v", "mov"];

/// A video becomes a trailer in every language of the listing, still without a title and a thumbnail; or it takes the place
/// of another video.
///
/// A trailer that Microsoft has cannot be given another video: the id belongs to the old one. It leaves, and a new one
/// stands where it stood, with its titles and with the thumbnails that this computer holds. Whether the service takes the
/// id of an old thumbnail for a new trailer is not documented, so those are to be chosen again.
pub(crate) fn trailer_edits(
    taken: &Taken,
    replaces: Option<&str>,
    draft: &OpenDraft,
) -> Result<Vec<Edit>, Problem> {
    let (document, kind) = (&draft.document, draft.product.kind());
    let (FileFacts::Video(facts), Some(SubmissionKind::App)) = (&taken.card.facts, kind) else {
        return Err(Problem::must(codes::FILE_UNSUPPORTED)
            .with("name", taken.card.name.clone())
            .with("what", "video"));
    };
    let list = Pointer::of(["trailers"]);
    let member = |key: &str| list.push(&format!("@{key}"));
    let name = video_name(&taken.card.name, facts);
    let Some(old) = replaces else {
        let assets: Map<String, Value> =
            document.languages().into_iter().map(|language| (language, empty_asset())).collect();
        let added = Edit::set(member(&new_key()), trailer(taken, &name, Value::Object(assets)));
        return Ok(vec![added]);
    };
    let Some(Value::Object(present)) = document.get(&member(old)) else {
        return Err(Problem::must(codes::DRAFT_EDIT_REFUSED).at(member(old)).with("why", "no such trailer"));
    };
    let is_ours = !["id", "videoFileId"].iter().any(|name| present.get(*name).is_some_and(Value::is_string));
    if is_ours {
        let at = member(old);
        return Ok(vec![
            Edit::set(at.push("videoFileName"), name),
            Edit::set(at.push("$file"), taken.card.id.as_str()),
            Edit::set(at.push("$facts"), json!(taken.card.facts)),
        ]);
    }
    let key = new_key();
    let mut assets = present.get("trailerAssets").cloned().unwrap_or_else(|| json!({}));
    for asset in assets.as_object_mut().into_iter().flat_map(|assets| assets.values_mut()) {
        if let Some(Value::Array(thumbnails)) = asset.get_mut("imageList") {
            thumbnails.retain(|one| one.get("$asset").is_some());
        }
    }
    let order: Vec<String> = document.order(&list).unwrap_or_default();
    let order = order.into_iter().map(|one| if one == old { key.clone() } else { one });
    Ok(vec![
        Edit::set(member(&key), trailer(taken, &name, assets)),
        Edit::remove(member(old)),
        Edit::set(list.push("@order"), order.collect::<Vec<String>>()),
    ])
}

/// A picture becomes the thumbnail of a trailer in a language; the one that was there goes.
pub(crate) fn thumbnail_edits(
    taken: &Taken,
    trailer: &str,
    language: &str,
    document: &Document,
) -> Result<Vec<Edit>, Problem> {
    let Some(hash) = &taken.card.thumb else {
        return Err(Problem::must(codes::FILE_UNSUPPORTED)
            .with("name", taken.card.name.clone())
            .with("what", "image"));
    };
    let trailer = Pointer::of(["trailers"]).push(&format!("@{trailer}"));
    if document.get(&trailer).is_none() {
        return Err(Problem::must(codes::DRAFT_EDIT_REFUSED).at(trailer).with("why", "no such trailer"));
    }
    let asset = trailer.push("trailerAssets").push(language);
    let list = asset.push("imageList");
    let mut edits = Vec::new();
    if document.get(&asset).is_none() {
        edits.push(Edit::set(asset, empty_asset()));
    }
    edits.extend(document.members(&list).into_iter().map(|(pointer, _)| Edit::remove(pointer)));
    edits.push(Edit::set(
        list.push(&format!("@{}", new_key())),
        json!({
            "fileName": taken.card.name,
            "description": "",
            "$asset": hash,
            "$facts": taken.card.facts,
        }),
    ));
    Ok(edits)
}

impl App {
    /// Opens a video of a draft in the system's player.
    ///
    /// # Errors
    /// `archive.file.missing` and `archive.file.changed` as at sending, `file.unsupported` when the file's name does not
    /// mean a video: the system would open it with something else, or run it.
    pub(crate) async fn video_play(&self, id: FileId) -> Result<(), Problem> {
        let path = self.file_path(id.as_str()).await?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        if !ending.is_some_and(|ending| PLAYED.contains(&ending.as_str())) {
            return Err(Problem::must(codes::FILE_UNSUPPORTED).with("name", name).with("what", "video"));
        }
        self.host.open(&path.to_string_lossy()).map_err(|reason| {
            tracing::warn!(reason, "a video could not be opened");
            Problem::must(codes::FILE_UNREADABLE).with("name", name).with("reason", reason)
        })
    }
}

fn trailer(taken: &Taken, name: &str, assets: Value) -> Value {
    json!({
        "videoFileName": name,
        "trailerAssets": assets,
        "$file": taken.card.id,
        "$facts": taken.card.facts,
    })
}

fn empty_asset() -> Value {
    json!({ "title": "", "imageList": [] })
}

fn new_key() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// The name that is sent ends as the Store's page has it (`.mp4` or `.mov`), whatever the file is called here.
fn video_name(name: &str, facts: &VideoFacts) -> String {
    let ending = match facts.container {
        VideoContainer::Mp4 => "mp4",
        VideoContainer::Mov => "mov",
    };
    match name.rsplit_once('.') {
        Some((_, own)) if own.eq_ignore_ascii_case(ending) => name.to_owned(),
        Some((stem, own)) if PLAYED.iter().any(|known| own.eq_ignore_ascii_case(known)) => {
            format!("{stem}.{ending}")
        }
        _ => format!("{name}.{ending}"),
    }
}

#[cfg(test)]
#[path = "trailers_tests.rs"]
mod tests;
