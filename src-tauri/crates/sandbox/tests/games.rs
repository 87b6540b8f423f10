//! Gaming options and trailers: what a PUT takes of them, what the archive must hold, and drafts older than both.

mod support;

use serde_json::{Value, json};
use support::{Partner, QUIET, app_path, codes, place, png, word, zip};
use vitrine_sandbox::Options;

const OLD: &str = "9PMRGTRVDR13";

fn options() -> Value {
    json!({"genres": ["Games_RolePlaying"], "isLocalMultiplayer": true, "isLocalCooperative": false,
           "isOnlineMultiplayer": false, "isOnlineCooperative": false, "localMultiplayerMinPlayers": 2,
           "localMultiplayerMaxPlayers": 4, "localCooperativeMinPlayers": 0, "localCooperativeMaxPlayers": 0,
           "isBroadcastingPrivilegeGranted": true, "isCrossPlayEnabled": false, "kinectDataForExternal": "Enabled"})
}

fn trailer(images: usize) -> Value {
    let images =
        (0..images).map(|n| json!({"fileName": format!("Trailers\\still-{n}.png"), "description": ""}));
    let images: Vec<Value> = images.collect();
    json!({"videoFileName": "Trailers\\weeks.mp4",
           "trailerAssets": {"en-us": {"title": "A week in a minute", "imageList": images}}})
}

fn upload(width: u32) -> Option<Vec<u8>> {
    Some(zip(&[("Trailers/weeks.mp4", b"ftypmp42"), ("Trailers/still-0.png", &png(width, 1080))]))
}

#[tokio::test]
async fn gaming_options_are_one_object_of_known_values() {
    let partner = Partner::busy(&[]).await;
    let made = partner.create(QUIET).await;
    let put = async |value: Value| {
        let mut body = made.clone();
        body["gamingOptions"] = value;
        partner.update(QUIET, &body).await
    };
    let (status, after) = put(json!([options()])).await;
    assert_eq!((status.as_u16(), &after["gamingOptions"]), (200, &json!([options()])));
    let with = |name: &str, value: Value| {
        let mut changed = options();
        changed[name] = value;
        json!([changed])
    };
    for wrong in [
        json!({}),
        json!([options(), options()]),
        json!(["Games_Word"]),
        with("genres", json!(["Games_Roleplaying"])),
        with("genres", json!("Games_Word")),
        with("isLocalMultiplayer", json!("yes")),
        with("localMultiplayerMaxPlayers", json!(-1)),
        with("localMultiplayerMaxPlayers", json!(2.5)),
        with("kinectDataForExternal", json!("enabled")),
    ] {
        let (status, refused) = put(wrong.clone()).await;
        assert_eq!((status.as_u16(), refused["target"].as_str()), (400, Some("gamingOptions")), "{wrong}");
    }
    assert_eq!(put(json!(null)).await.1["gamingOptions"], json!([]));
    let (_, filled) = put(json!([{"genres": ["Games_Word"]}])).await;
    assert_eq!(filled["gamingOptions"][0]["isCrossPlayEnabled"], false, "what is left out is filled in");
}

#[tokio::test]
async fn a_trailer_goes_live_with_its_ids_and_is_kept_by_them() {
    let partner = Partner::busy(&[]).await;
    let owner = app_path(QUIET);
    let add = |made: &mut Value| made["trailers"] = json!([trailer(1)]);
    let live = partner.published_at(&owner, add, upload(1920)).await;
    let first = &live["trailers"][0];
    let image = &first["trailerAssets"]["en-us"]["imageList"][0];
    for id in [&first["id"], &first["videoFileId"], &image["id"]] {
        assert!(word(id).parse::<u64>().is_ok(), "{first}");
    }

    let mut next = partner.open(&owner).await;
    assert_eq!(next["trailers"], live["trailers"], "a clone keeps it");
    next["trailers"][0]["trailerAssets"]["en-us"]["title"] = json!("Seven days");
    let (status, after) = partner.update_at(&owner, &next).await;
    assert_eq!((status.as_u16(), &after["trailers"]), (200, &next["trailers"]), "words need no file");
    let mut other = next.clone();
    other["trailers"][0]["videoFileName"] = json!("Trailers\\other.mp4");
    let (_, after) = partner.update_at(&owner, &other).await;
    assert!(after["trailers"][0].get("videoFileId").is_none(), "another video is awaited");
    other["trailers"][0]["id"] = json!("1");
    assert_eq!(partner.update_at(&owner, &other).await.0, 400);
    other["trailers"] = json!([{"trailerAssets": {}}]);
    assert_eq!(partner.update_at(&owner, &other).await.0, 400, "no video");
    other["trailers"] = Value::Array((0..16).map(|_| trailer(1)).collect());
    assert_eq!(partner.update_at(&owner, &other).await.0, 400, "fifteen at most");
    next["trailers"] = json!([]);
    assert_eq!(partner.update_at(&owner, &next).await.1["trailers"], json!([]), "left out is gone");
}

#[tokio::test]
async fn one_trailer_left_out_of_a_list_may_stay() {
    let partner = Partner::busy(&[("left-out-trailers", "kept")]).await;
    let owner = app_path(QUIET);
    let add = |made: &mut Value| made["trailers"] = json!([trailer(1)]);
    let live = partner.published_at(&owner, add, upload(1920)).await;
    let mut next = partner.open(&owner).await;
    next["trailers"] = json!([trailer(1)]);
    let (_, after) = partner.update_at(&owner, &next).await;
    assert_eq!(after["trailers"].as_array().unwrap().len(), 2);
    assert_eq!(after["trailers"][1], live["trailers"][0]);
}

#[tokio::test]
async fn trailers_need_their_files_and_one_thumbnail_of_the_right_size() {
    let cases = [
        (trailer(1), None, "MissingFiles"),
        (trailer(1), upload(1280), "InvalidParameterValue"),
        (trailer(0), upload(1920), "InvalidParameterValue"),
        (
            json!({"videoFileName": "Trailers\\weeks.mp4", "trailerAssets": {"en-us": {
            "title": "x".repeat(256), "imageList": [{"fileName": "Trailers\\still-0.png"}]}}}),
            upload(1920),
            "InvalidParameterValue",
        ),
    ];
    for (trailer, upload, code) in cases {
        let partner = Partner::busy(&[]).await;
        let add = |made: &mut Value| made["trailers"] = json!([trailer]);
        let made = partner.submitted(QUIET, add, upload).await;
        let status = partner.status(QUIET, &made).await;
        assert!(codes(&status).contains(&code.to_owned()), "{trailer} {status}");
    }
    for (value, expected) in [("commit", 200), ("update", 400)] {
        let partner = Partner::busy(&[("trailer-thumbnails", value)]).await;
        let mut made = partner.create(QUIET).await;
        made["trailers"] = json!([trailer(2)]);
        assert_eq!(partner.update(QUIET, &made).await.0, expected, "{value}");
    }
}

#[tokio::test]
async fn a_draft_from_before_may_2017_shows_null_until_it_is_gone() {
    let partner = Partner::with(Options { speed: 20.0, ..Options::default() }).await;
    let owner = app_path(OLD);
    let (_, app) = partner.get(&owner).await;
    assert_eq!(app["hasAdvancedListingPermission"], false);
    let at = place(&owner, &app["pendingApplicationSubmission"]);
    let (_, mut draft) = partner.get(&at).await;
    assert_eq!((&draft["gamingOptions"], &draft["trailers"]), (&Value::Null, &Value::Null));
    assert_eq!(partner.put(&at, &draft).await.1["trailers"], Value::Null, "null goes back as it came");
    draft["gamingOptions"] = json!([options()]);
    draft["trailers"] = json!([trailer(1)]);
    let (status, after) = partner.put(&at, &draft).await;
    assert_eq!(
        (status.as_u16(), &after["gamingOptions"], &after["trailers"]),
        (200, &Value::Null, &Value::Null)
    );

    partner.call(reqwest::Method::DELETE, &at, None).await;
    assert_eq!(partner.get(&owner).await.1["hasAdvancedListingPermission"], true);
    let mut fresh = partner.open(&owner).await;
    assert_eq!(fresh["gamingOptions"], Value::Null, "a copy of what never had any");
    fresh["gamingOptions"] = json!([options()]);
    let (_, after) = partner.update_at(&owner, &fresh).await;
    assert_eq!(after["gamingOptions"], json!([options()]), "and now they can be filled in");
    assert_eq!(after["trailers"], Value::Null);
}

#[tokio::test]
async fn an_old_draft_that_is_committed_frees_the_product_too() {
    let partner = Partner::with(Options { speed: 20.0, ..Options::default() }).await;
    let owner = app_path(OLD);
    let (_, app) = partner.get(&owner).await;
    partner.commit_at(&owner, &app["pendingApplicationSubmission"]).await;
    assert_eq!(partner.get(&owner).await.1["hasAdvancedListingPermission"], true);
}
