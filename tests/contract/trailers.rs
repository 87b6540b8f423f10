//! Trailers: from a file on this computer to the Store, told when the file is not what it was, and out again.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use vitrine_domain::facts::{FileFacts, VideoContainer};
use vitrine_tests::desk::Desk;
use vitrine_tests::{pictures, videos};

use crate::publishing::{publish, sandbox, to_the_end, with_draft};

async fn chosen(desk: &Desk, paths: &[PathBuf], what: &str) -> Vec<Value> {
    *desk.host.picks.lock().unwrap() = paths.to_vec();
    desk.ask("files_choose", json!({ "what": what })).await.as_array().unwrap().clone()
}

fn film(folder: &Path) -> PathBuf {
    let path = folder.join("Eine Woche.mp4");
    std::fs::write(&path, videos::make_mp4(42, 300_000)).unwrap();
    path
}

/// A draft with a film as its trailer: the desk, the product, what the draft answered, the trailer's key.
async fn with_trailer(
    folder: &Path,
    sandbox: &vitrine_sandbox::Sandbox,
    film: &Path,
) -> (Desk, Value, Value, String) {
    let (desk, product, saved) = with_draft(folder, sandbox).await;
    let card = chosen(&desk, &[film.to_owned()], "videos").await.remove(0);
    assert_eq!((&card["fit"], &card["facts"]["duration_ms"]), (&json!("fits"), &json!(42_000)), "{card:#}");
    let placements = json!([{ "file": card["id"], "slot": { "kind": "trailer" } }]);
    let saved = desk.ask("files_place", json!({ "draft": saved["draft"], "placements": placements })).await;
    let key = saved["edits"][0]["pointer"].as_str().and_then(|at| at.strip_prefix("/trailers/@"));
    let key = key.expect("the placement names the new trailer").to_owned();
    (desk, product, saved, key)
}

fn codes(saved: &Value, area: &str) -> Vec<(String, String)> {
    let problems = saved["standing"]["problems"].as_array().unwrap().iter();
    let text = |problem: &Value, name: &str| problem[name].as_str().unwrap().to_owned();
    let found = problems.map(|problem| (text(problem, "code"), text(problem, "pointer")));
    found.filter(|(code, _)| code.starts_with(area)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_film_becomes_a_trailer_in_the_store_and_leaves_it_again() {
    let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let sandbox = sandbox().await;
    let (desk, product, saved, key) = with_trailer(folder.path(), &sandbox, &film(files.path())).await;
    let draft = saved["draft"].clone();
    let languages: Vec<&str> =
        saved["standing"]["languages"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let missing = codes(&saved, "trailer.thumbnail.missing");
    assert_eq!(missing.len(), languages.len(), "each language asks for its thumbnail: {missing:?}");

    let still = files.path().join("still.png");
    std::fs::write(&still, pictures::make_png(1920, 1080, 3)).unwrap();
    let card = chosen(&desk, std::slice::from_ref(&still), "images").await.remove(0);
    let placements: Vec<Value> = languages
        .iter()
        .map(|language| {
            let slot = json!({ "kind": "thumbnail", "trailer": key, "language": language });
            json!({ "file": card["id"], "slot": slot })
        })
        .collect();
    desk.ask("files_place", json!({ "draft": draft, "placements": placements })).await;
    let titles: Vec<Value> = languages
        .iter()
        .map(|language| {
            let pointer = format!("/trailers/@{key}/trailerAssets/{language}/title");
            json!({ "pointer": pointer, "value": format!("A week, {language}") })
        })
        .collect();
    let saved = desk.ask("draft_patch", json!({ "draft": draft, "edits": titles })).await;
    assert_eq!(codes(&saved, "trailer."), [], "nothing is asked any more");
    assert_eq!(codes(&saved, "archive."), []);
    // The picture was copied when it was chosen; the film is read where it lies.
    std::fs::remove_file(&still).unwrap();

    let job = publish(&desk, &saved).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");

    let draft = desk.ask("draft_start", product["id"].clone()).await;
    let live = &draft["document"]["trailers"];
    assert_eq!(live.as_array().map(Vec::len), Some(1), "{live:#}");
    assert!(live[0]["videoFileId"].is_string(), "the service has the video: {live:#}");
    assert!(live[0]["videoFileName"].as_str().unwrap().ends_with(".mp4"));
    assert_eq!(live[0].get("$file"), None, "what is live names nothing of this computer");
    let shown = |language: &str| {
        let assets = live[0]["trailerAssets"].as_object().unwrap();
        assets.iter().find(|(code, _)| code.eq_ignore_ascii_case(language)).unwrap().1
    };
    for language in &languages {
        assert_eq!(shown(language)["title"], format!("A week, {language}"));
        assert_eq!(shown(language)["imageList"].as_array().map(Vec::len), Some(1));
    }

    let gone = format!("/trailers/@{}", live[0]["id"].as_str().unwrap());
    let edits = json!([{ "pointer": gone }]);
    let saved = desk.ask("draft_patch", json!({ "draft": draft["id"], "edits": edits })).await;
    assert_eq!(codes(&saved, "trailer.removed").len(), 1, "leaving is said");
    let job = publish(&desk, &saved).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    let draft = desk.ask("draft_start", product["id"].clone()).await;
    assert_eq!(draft["document"]["trailers"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_film_that_is_not_what_it_was_is_not_sent() {
    let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let sandbox = sandbox().await;
    let path = film(files.path());
    let (desk, _, saved, key) = with_trailer(folder.path(), &sandbox, &path).await;
    let told = async || desk.ask("draft_open", saved["draft"].clone()).await;
    let at = format!("/trailers/@{key}");
    assert_eq!(codes(&told().await, "archive."), []);
    std::fs::write(&path, videos::make_mp4(43, 300_001)).unwrap();
    assert_eq!(codes(&told().await, "archive."), [("archive.file.changed".to_owned(), at.clone())]);
    std::fs::remove_file(&path).unwrap();
    let gone = told().await;
    assert_eq!(codes(&gone, "archive."), [("archive.file.missing".to_owned(), at.clone())]);
    let problems = gone["standing"]["problems"].as_array().unwrap();
    let name = &problems.iter().find(|p| p["pointer"] == at && p["code"] == "archive.file.missing").unwrap();
    assert_eq!(name["params"]["name"], "Eine Woche.mp4");
    let refused = desk
        .call("publish_start", json!({ "draft": saved["draft"], "revision": gone["revision"] }))
        .await
        .unwrap_err();
    assert_eq!(refused.code, "draft.problems");

    // Another film takes its place: nothing of the trailer is lost but the film.
    let other = files.path().join("other.mov");
    std::fs::write(&other, videos::make_mp4(20, 1_000)).unwrap();
    let card = chosen(&desk, &[other], "videos").await.remove(0);
    let placements = json!([{ "file": card["id"], "slot": { "kind": "trailer", "replaces": key } }]);
    let saved = desk.ask("files_place", json!({ "draft": saved["draft"], "placements": placements })).await;
    assert_eq!(codes(&saved, "archive."), []);
    let view = desk.ask("draft_open", saved["draft"].clone()).await;
    let trailers = view["document"]["trailers"].as_array().unwrap();
    assert_eq!((trailers.len(), &trailers[0]["videoFileName"]), (1, &json!("other.mp4")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_takes_its_part_of_the_trailers_with_it() {
    let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let sandbox = sandbox().await;
    let (desk, _, saved, key) = with_trailer(folder.path(), &sandbox, &film(files.path())).await;
    let draft = saved["draft"].clone();
    let assets = async || {
        let view = desk.ask("draft_open", draft.clone()).await;
        assert_eq!(view["document"]["trailers"][0]["$key"], json!(key));
        view["document"]["trailers"][0]["trailerAssets"].clone()
    };
    let before = assets().await;
    assert!(before.get("fr-fr").is_some(), "{before:#}");
    desk.ask("language_remove", json!({ "draft": draft, "language": "fr-fr" })).await;
    assert!(assets().await.get("fr-fr").is_none());
    desk.ask("draft_undo", draft.clone()).await;
    assert_eq!(assets().await, before, "one step brings both back");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_file_that_is_named_as_a_video_is_opened() {
    let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let sandbox = sandbox().await;
    let path = film(files.path());
    let (desk, _, saved, _) = with_trailer(folder.path(), &sandbox, &path).await;
    let file = |saved: &Value| saved["edits"][0]["value"]["$file"].clone();
    desk.ask("video_play", file(&saved)).await;
    assert_eq!(*desk.host.opened.lock().unwrap(), [path.to_string_lossy()]);

    // The same content under a name that the system would run.
    let other = files.path().join("film.exe");
    std::fs::copy(&path, &other).unwrap();
    let card = chosen(&desk, &[other], "anything").await.remove(0);
    assert_eq!(card["facts"]["kind"], "video", "the content says what it is");
    let placements = json!([{ "file": card["id"], "slot": { "kind": "trailer" } }]);
    let saved = desk.ask("files_place", json!({ "draft": saved["draft"], "placements": placements })).await;
    let refused = desk.call("video_play", file(&saved)).await.unwrap_err();
    assert_eq!(refused.code, "file.unsupported");
    assert_eq!(desk.host.opened.lock().unwrap().len(), 1, "nothing else was opened");
    let refused = desk.call("video_play", json!("nobody")).await.unwrap_err();
    assert_eq!(refused.code, "archive.file.missing");
}

/// A file whose writer is not ours; cut anywhere, it is not taken for whole.
#[test]
fn a_film_of_another_writer_is_read() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/videos/canvas.mp4");
    let Ok(FileFacts::Video(facts)) = vitrine_assets::facts(&fixture) else { panic!("it is a video") };
    assert_eq!((facts.container, facts.width, facts.height), (VideoContainer::Mp4, 1920, 1080));
    assert_eq!((facts.video_codec.as_str(), facts.audio.as_deref()), ("avc1", None));
    assert!((500..2_000).contains(&facts.duration_ms), "{} ms", facts.duration_ms);
    let whole = std::fs::read(&fixture).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let cut = folder.path().join("cut.mp4");
    for length in [100, 700, whole.len() / 2] {
        std::fs::write(&cut, &whole[..length]).unwrap();
        let fault = vitrine_assets::facts(&cut).unwrap_err();
        assert_eq!(fault.problem().code, "video.file.incomplete", "{length} bytes");
    }
}
