//! Where in a document an image, an icon or a package lands: the edits of one placement, undone in one step.

use serde_json::{Value, json};
use vitrine_domain::document::{Edit, Pointer, identity};
use vitrine_domain::facts::FileFacts;
use vitrine_domain::rules::package_list;
use vitrine_domain::{Problem, codes};

use crate::drafts::OpenDraft;
use crate::files::Taken;
use crate::replaced::replaced;

pub(crate) fn image_edits(
    taken: &Taken,
    language: &str,
    image_type: &str,
    replaces: Option<&str>,
) -> Result<Vec<Edit>, Problem> {
    let hash = picture(taken)?;
    let images = Pointer::root().push("listings").push(language).push("baseListing").push("images");
    let member = |key: &str| images.push(&format!("@{key}"));
    let mut edits: Vec<Edit> =
        replaces.map(|key| Edit { pointer: member(key), value: None }).into_iter().collect();
    edits.push(Edit {
        pointer: member(&uuid::Uuid::now_v7().to_string()),
        value: Some(json!({
            "fileName": taken.card.name,
            "fileStatus": "PendingUpload",
            "description": "",
            "imageType": image_type,
            "$asset": hash,
            "$facts": taken.card.facts,
        })),
    });
    Ok(edits)
}

/// An add-on has one icon a language; the one before it is written over.
pub(crate) fn icon_edits(taken: &Taken, language: &str) -> Result<Vec<Edit>, Problem> {
    let hash = picture(taken)?;
    let icon = json!({
        "fileName": taken.card.name,
        "fileStatus": "PendingUpload",
        "$asset": hash,
        "$facts": taken.card.facts,
    });
    Ok(vec![Edit::set(Pointer::of(["listings", language, "icon"]), icon)])
}

/// The content hash of a picture; a file that is none has no place among pictures.
fn picture(taken: &Taken) -> Result<&str, Problem> {
    let hash = taken.card.thumb.as_deref().filter(|_| matches!(taken.card.facts, FileFacts::Image(_)));
    hash.ok_or_else(|| {
        Problem::must(codes::FILE_UNSUPPORTED).with("name", taken.card.name.clone()).with("what", "image")
    })
}

/// The new package joins; those it replaces are marked, and *Keep both* takes the mark away.
pub(crate) fn package_edits(taken: &Taken, draft: &OpenDraft) -> Result<Vec<Edit>, Problem> {
    let list = draft.product.kind().and_then(package_list);
    let (FileFacts::Package(facts), Some(list)) = (&taken.card.facts, list) else {
        return Err(Problem::must(codes::FILE_UNSUPPORTED)
            .with("name", taken.card.name.clone())
            .with("what", "package"));
    };
    let packages = Pointer::root().push(list);
    let mut edits = Vec::new();
    for present in draft.document.get(&packages).and_then(Value::as_array).into_iter().flatten() {
        if replaced(present, facts)
            && let Some(key) = identity(present)
        {
            let status = packages.push(&format!("@{key}")).push("fileStatus");
            edits.push(if present.get("$file").is_some() {
                Edit { pointer: packages.push(&format!("@{key}")), value: None }
            } else {
                Edit { pointer: status, value: Some("PendingDelete".into()) }
            });
        }
    }
    edits.push(Edit {
        pointer: packages.push(&format!("@{}", uuid::Uuid::now_v7())),
        value: Some(json!({
            "fileName": taken.card.name,
            "fileStatus": "PendingUpload",
            "minimumDirectXVersion": "None",
            "minimumSystemRam": "None",
            "$file": taken.card.id,
            "$facts": taken.card.facts,
        })),
    });
    Ok(edits)
}
