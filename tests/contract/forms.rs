//! Properties, game settings and options: what the pages write is what the Store has in the end, and nothing beside it.

use serde_json::{Value, json};
use vitrine_tests::desk::Desk;

use crate::publishing::{publish, sandbox, to_the_end, with_draft};

/// Every edit as the pages send it.
fn edits() -> Vec<(&'static str, Value)> {
    vec![
        ("/applicationCategory", json!("UtilitiesAndTools_FileManager")),
        ("/hardwarePreferences", json!(["Touch", "BluetoothLE"])),
        ("/hasExternalInAppProducts", json!(true)),
        ("/meetAccessibilityGuidelines", json!(true)),
        ("/canInstallOnRemovableMedia", json!(false)),
        ("/automaticBackupEnabled", json!(true)),
        ("/gamingOptions/@only/genres", json!(["Games_Word", "Games_PuzzleAndTrivia"])),
        ("/gamingOptions/@only/isLocalMultiplayer", json!(true)),
        ("/gamingOptions/@only/localMultiplayerMinPlayers", json!(2)),
        ("/gamingOptions/@only/localMultiplayerMaxPlayers", json!(8)),
        ("/gamingOptions/@only/kinectDataForExternal", json!("Disabled")),
        ("/isGameDvrEnabled", json!(true)),
        ("/enterpriseLicensing", json!("OnlineAndOffline")),
        ("/allowTargetFutureDeviceFamilies/Xbox", json!(true)),
        ("/allowMicrosoftDecideAppAvailabilityToFutureDeviceFamilies", json!(true)),
        ("/packageDeliveryOptions/packageRollout/isSeekEnabled", json!(true)),
    ]
}

/// As the page fills in game settings (`ui/src/features/game/settings.ts`).
fn blank() -> Value {
    json!([{
        "$key": "only",
        "genres": [],
        "isLocalMultiplayer": false,
        "isLocalCooperative": false,
        "isOnlineMultiplayer": false,
        "isOnlineCooperative": false,
        "localMultiplayerMinPlayers": 0,
        "localMultiplayerMaxPlayers": 0,
        "localCooperativeMinPlayers": 0,
        "localCooperativeMaxPlayers": 0,
        "isBroadcastingPrivilegeGranted": false,
        "isCrossPlayEnabled": false,
        "kinectDataForExternal": "NotSet",
    }])
}

fn at<'a>(document: &'a Value, pointer: &str) -> &'a Value {
    // The one member of the game settings has a name only here; the list holds nothing else.
    document.pointer(&pointer.replace("@only", "0")).unwrap_or(&Value::Null)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_pages_write_goes_live_and_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    let draft = saved["draft"].clone();
    let before = desk.ask("draft_open", draft.clone()).await["document"].clone();
    assert_eq!(before["gamingOptions"], json!([]), "nothing is filled in");

    let patch = async |pointer: &str, value: Value| {
        desk.ask("draft_patch", json!({ "draft": draft, "edits": [{ "pointer": pointer, "value": value }] }))
            .await
    };
    let filled = patch("/gamingOptions", blank()).await;
    let told = |standing: &Value, pointer: &str| {
        standing["differences"].as_array().unwrap().iter().find(|one| one["pointer"] == pointer).cloned()
    };
    let whole =
        told(&filled["standing"], "/gamingOptions/@only").expect("the settings as a whole are the change");
    assert!(whole.get("before").is_none(), "so that the page can take them out again: {whole:#}");
    let sections: Vec<&str> = filled["standing"]["sections"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["section"].as_str())
        .collect();
    assert_eq!(sections, ["packages", "listing", "images", "price", "properties", "game", "options"]);

    let mut saved = filled;
    for (pointer, value) in edits() {
        saved = patch(pointer, value).await;
    }
    let must: Vec<&Value> = saved["standing"]["problems"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|p| p["severity"] == "must")
        .collect();
    assert!(must.is_empty(), "nothing blocks: {must:#?}");
    let job = publish(&desk, &saved).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");

    // The next draft is what the Store has now.
    let next = desk.ask("draft_start", product["id"].clone()).await["document"].clone();
    for (pointer, value) in edits() {
        assert_eq!(at(&next, pointer), &value, "{pointer}");
    }
    // The price model is the service's own (it may change with a PUT); the rest of the price is not.
    for (kept, moved) in [("pricing", "isAdvancedPricingModel"), ("allowTargetFutureDeviceFamilies", "Xbox")]
    {
        let (mut now, mut was) = (next[kept].clone(), before[kept].clone());
        for side in [&mut now, &mut was] {
            side.as_object_mut().unwrap().remove(moved);
        }
        assert_eq!(now, was, "{kept}");
    }
    assert_eq!(next["visibility"], before["visibility"]);
}

/// The service's mark for game settings and trailers is told, whatever it says.
#[tokio::test(flavor = "multi_thread")]
async fn the_permission_for_game_settings_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::practice(folder.path(), &sandbox, 600.0).await;
    desk.product("Tailspin Planner").await;
    let mut told = Vec::new();
    for row in desk.ask("products", Value::Null).await["rows"].as_array().unwrap() {
        let view = desk.ask("product_read", row["id"].clone()).await;
        told.push(view["advanced_listings"].clone());
    }
    assert!(told.contains(&json!(true)) && told.contains(&json!(false)), "{told:?}");
}
