use serde_json::{Value, json};

use super::*;
use crate::document::Side;
use crate::document::fixture::{at, document, documented, remove, set};

const IMAGES: &str = "/listings/en-us/baseListing/images";
const PACKAGES: &str = "/applicationPackages";
const SHOT: &str = "1152921504672272757";
const PACKAGE: &str = "1152921504620138797";

fn live() -> Document {
    document(documented())
}

/// The documented submission as a fresh clone: a new submission id, nothing else.
fn clone() -> Document {
    let mut raw = documented();
    raw["id"] = json!("1152921504621243999");
    document(raw)
}

fn draft(edits: &[crate::Edit]) -> Document {
    let mut draft = live();
    draft.apply(edits).unwrap();
    draft
}

fn picture(hash: &str, name: &str) -> Value {
    json!({"fileName": name, "fileStatus": "PendingUpload", "imageType": "Screenshot", "$asset": hash})
}

/// What a PUT would carry, and the archive's entries.
fn sent(base: &Document, draft: &Document, theirs: &Document) -> (Value, Vec<PlannedFile>) {
    let merged = rebase(base, draft, theirs);
    assert_eq!(merged.conflicts, []);
    let named = upload_names(&merged.document);
    (named.document.to_submission(), named.files)
}

#[test]
fn an_untouched_draft_sends_the_clone_as_it_came() {
    let (body, files) = sent(&live(), &live(), &clone());
    assert_eq!(body, clone().to_submission());
    assert_eq!(files, []);
}

#[test]
fn what_is_left_out_is_marked_to_go_because_the_service_would_keep_it() {
    let draft = draft(&[remove(&format!("{IMAGES}/@{SHOT}")), remove(&format!("{PACKAGES}/@{PACKAGE}"))]);
    let (body, _) = sent(&live(), &draft, &clone());
    let image = &body["listings"]["en-us"]["baseListing"]["images"][0];
    assert_eq!(
        image,
        &json!({"fileName": "contoso.png", "fileStatus": "PendingDelete", "id": SHOT, "imageType": "Screenshot"})
    );
    let package = &body["applicationPackages"][0];
    assert_eq!((&package["id"], &package["fileStatus"]), (&json!(PACKAGE), &json!("PendingDelete")));
}

#[test]
fn a_language_left_out_goes_whole() {
    let mut raw = documented();
    raw["listings"]["fr-fr"] =
        json!({"baseListing": {"description": "Bonjour", "images": [{"id": "9", "fileStatus": "Uploaded"}]}});
    let live = document(raw);
    let mut draft = live.clone();
    draft.apply(&[remove("/listings/fr-fr")]).unwrap();
    let (body, _) = sent(&live, &draft, &live);
    assert_eq!(body["listings"].as_object().unwrap().keys().collect::<Vec<_>>(), ["en-us"]);
}

#[test]
fn new_files_get_plain_names_that_only_their_content_decides() {
    let draft = draft(&[
        set(&format!("{IMAGES}/@a"), picture("AB12cd34ef56ab78ffff", "Écran 1 (copie).PNG")),
        set(&format!("{IMAGES}/@b"), picture("0000000000000000eeee", "shot.jpeg")),
        set("/listings/fr-fr/baseListing/images/@c", picture("AB12cd34ef56ab78ffff", "capture.png")),
        set("/listings/fr-fr/baseListing/images/@d", picture("AB12cd34ef56ab78other", "ab.png")),
        set(
            &format!("{PACKAGES}/@p"),
            json!({"fileName": "C:\\out\\Tail spin_3.2.msixupload", "fileStatus": "PendingUpload", "$file": "f1", "$facts": {}}),
        ),
        set(
            &format!("{PACKAGES}/@q"),
            json!({"fileName": "tail-spin_3.2.MSIXUPLOAD", "fileStatus": "PendingUpload", "$file": "f2"}),
        ),
        set(&format!("{PACKAGES}/@r"), json!({"fileName": "lost.msix", "fileStatus": "PendingUpload"})),
    ]);
    let (body, files) = sent(&live(), &draft, &clone());
    let names: Vec<_> =
        files.iter().map(|file| (file.name.as_str(), &file.source, file.pointers.len())).collect();
    let asset = |hash: &str| FileSource::Asset(hash.to_owned());
    assert_eq!(
        names,
        [
            ("Tail-spin_3.2.msixupload", &FileSource::File(FileId::new("f1")), 1),
            ("tail-spin_3.2-2.MSIXUPLOAD", &FileSource::File(FileId::new("f2")), 1),
            ("img-ab12cd34ef56ab78.png", &asset("AB12cd34ef56ab78ffff"), 2),
            ("img-0000000000000000.jpeg", &asset("0000000000000000eeee"), 1),
            ("img-ab12cd34ef56ab78-2.png", &asset("AB12cd34ef56ab78other"), 1),
        ]
    );
    assert_eq!(
        body["listings"]["en-us"]["baseListing"]["images"][1],
        json!({"fileName": "img-ab12cd34ef56ab78.png", "fileStatus": "PendingUpload", "imageType": "Screenshot"})
    );
    assert_eq!(body["listings"]["fr-fr"]["baseListing"]["images"][0]["fileName"], "img-ab12cd34ef56ab78.png");
    let package = &body["applicationPackages"][1];
    assert_eq!(
        package,
        &json!({"fileName": "Tail-spin_3.2.msixupload", "fileStatus": "PendingUpload", "minimumDirectXVersion": "None", "minimumSystemRam": "None"})
    );
    assert!(!body.to_string().contains('$'));
}

#[test]
fn a_new_file_in_the_place_of_an_old_one_replaces_it() {
    let draft = draft(&[
        set(&format!("{IMAGES}/@{SHOT}/$asset"), json!("abcd")),
        set(&format!("{IMAGES}/@{SHOT}/fileStatus"), json!("PendingUpload")),
    ]);
    let (body, files) = sent(&live(), &draft, &clone());
    assert_eq!(files.len(), 1);
    assert_eq!(
        body["listings"]["en-us"]["baseListing"]["images"],
        json!([
            {"fileName": "img-abcd.png", "fileStatus": "PendingUpload", "imageType": "Screenshot"},
            {"fileName": "contoso.png", "fileStatus": "PendingDelete", "id": SHOT, "imageType": "Screenshot"},
        ])
    );
}

#[test]
fn a_clone_with_new_ids_is_the_same_submission() {
    let mut raw = documented();
    raw["listings"]["en-us"]["baseListing"]["images"][0]["id"] = json!("777");
    raw["applicationPackages"][0]["id"] = json!("888");
    let theirs = document(raw);
    let draft = draft(&[
        set(&format!("{IMAGES}/@{SHOT}/description"), json!("A shelf")),
        remove(&format!("{PACKAGES}/@{PACKAGE}")),
    ]);
    let (body, _) = sent(&live(), &draft, &theirs);
    let images = body["listings"]["en-us"]["baseListing"]["images"].as_array().unwrap();
    assert_eq!(images.len(), 1);
    assert_eq!((&images[0]["id"], &images[0]["description"]), (&json!("777"), &json!("A shelf")));
    let packages = body["applicationPackages"].as_array().unwrap();
    assert_eq!(packages.len(), 1);
    assert_eq!((&packages[0]["id"], &packages[0]["fileStatus"]), (&json!("888"), &json!("PendingDelete")));
}

#[test]
fn sending_the_same_draft_again_doubles_nothing() {
    let draft = draft(&[
        set(&format!("{IMAGES}/@a"), picture("abcd", "shot.png")),
        remove(&format!("{IMAGES}/@{SHOT}")),
        set(
            &format!("{PACKAGES}/@p"),
            json!({"fileName": "new.msix", "fileStatus": "PendingUpload", "$file": "f1"}),
        ),
        remove(&format!("{PACKAGES}/@{PACKAGE}")),
    ]);
    let (first, files) = sent(&live(), &draft, &clone());
    // What the service has after the first PUT, once as sent and once with ids of its own.
    let mut with_ids = first.clone();
    with_ids["listings"]["en-us"]["baseListing"]["images"][0]["id"] = json!("901");
    with_ids["applicationPackages"][0]["id"] = json!("902");
    for stored in [first.clone(), with_ids] {
        let (second, files_again) = sent(&live(), &draft, &document(stored.clone()));
        assert_eq!(second, stored);
        assert_eq!(
            files_again.iter().map(|f| &f.name).collect::<Vec<_>>(),
            files.iter().map(|f| &f.name).collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_mark_in_the_draft_is_sent_and_can_be_taken_back() {
    let status = format!("{PACKAGES}/@{PACKAGE}/fileStatus");
    let marked = draft(&[set(&status, json!("PendingDelete"))]);
    let (first, _) = sent(&live(), &marked, &clone());
    assert_eq!(first["applicationPackages"].as_array().unwrap().len(), 1);
    assert_eq!(first["applicationPackages"][0]["fileStatus"], "PendingDelete");
    let (again, _) = sent(&live(), &marked, &document(first.clone()));
    assert_eq!(again, first);
    let (kept, _) = sent(&live(), &live(), &document(first));
    assert_eq!(kept["applicationPackages"], clone().to_submission()["applicationPackages"]);
}

#[test]
fn a_new_file_of_an_earlier_put_goes_when_the_draft_no_longer_has_it() {
    let pending = json!({"fileName": "img-1.png", "fileStatus": "PendingUpload", "imageType": "Screenshot"});
    let mut with_id = pending.clone();
    with_id["id"] = json!("901");
    let mut raw = documented();
    let images = raw["listings"]["en-us"]["baseListing"]["images"].as_array_mut().unwrap();
    images.extend([pending, with_id.clone()]);
    let (body, files) = sent(&live(), &live(), &document(raw));
    let images = body["listings"]["en-us"]["baseListing"]["images"].as_array().unwrap();
    with_id["fileStatus"] = json!("PendingDelete");
    assert_eq!(images.len(), 2, "what has no id yet is only left out: {images:#?}");
    assert_eq!((&images[0]["id"], &images[1]), (&json!(SHOT), &with_id));
    assert_eq!(files, []);
}

#[test]
fn a_change_at_microsoft_survives_and_a_double_change_is_a_conflict() {
    let mut raw = documented();
    raw["hardwarePreferences"] = json!(["Touch", "Mouse"]);
    raw["newField"] = json!({"since": 2027});
    raw["notesForCertification"] = json!("theirs");
    let draft = draft(&[set("/notesForCertification", json!("mine")), set("/visibility", json!("Private"))]);
    let merged = rebase(&live(), &draft, &document(raw));
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(merged.conflicts[0].pointer, at("/notesForCertification"));
    let body = merged.document.to_submission();
    assert_eq!(body["hardwarePreferences"], json!(["Touch", "Mouse"]));
    assert_eq!(body["newField"], json!({"since": 2027}));
    assert_eq!(body["visibility"], "Private");
}

#[test]
fn a_choice_for_every_conflict_makes_the_body() {
    let mut raw = documented();
    raw["notesForCertification"] = json!("theirs");
    raw["applicationPackages"][0]["fileStatus"] = json!("Uploaded");
    raw["visibility"] = json!("Hidden");
    let theirs = document(raw);
    let draft = draft(&[
        set("/notesForCertification", json!("mine")),
        set("/visibility", json!("Private")),
        remove(&format!("{PACKAGES}/@{PACKAGE}")),
    ]);
    let choice = |pointer: &str, side| Choice { pointer: at(pointer), side };
    let choices = [choice("/notesForCertification", Side::Mine), choice("/visibility", Side::Theirs)];
    let body = rebase_choosing(&live(), &draft, &theirs, &choices).unwrap().to_submission();
    assert_eq!(
        (&body["notesForCertification"], &body["visibility"], &body["applicationPackages"][0]["fileStatus"]),
        (&json!("mine"), &json!("Hidden"), &json!("PendingDelete"))
    );
    let one = [choices[0].clone(), choice("/pricing/priceId", Side::Mine)];
    assert_eq!(
        rebase_choosing(&live(), &draft, &theirs, &one),
        Err(Unresolved { open: vec![at("/visibility")], unasked: vec![at("/pricing/priceId")] })
    );
}
