//! The settings of games.

use serde_json::{Value, json};

use super::*;

const AT: &str = "/gamingOptions/@only";

/// A published game without any fault.
fn game() -> Document {
    let mut live = live();
    live.apply(&[
        set("/applicationCategory", json!("Games_Word")),
        set(
            "/gamingOptions",
            json!([{"$key": "only", "genres": ["Games_Word"], "isLocalMultiplayer": true, "localMultiplayerMinPlayers": 2,
                "localMultiplayerMaxPlayers": 4, "isLocalCooperative": false, "kinectDataForExternal": "NotSet"}]),
        ),
    ])
    .unwrap();
    live
}

#[test]
fn games() {
    let with = |member: &str, value: Value| vec![set(&format!("{AT}/{member}"), value)];
    let cooperative = |least: Value, most: Value| {
        vec![
            set(&format!("{AT}/isLocalCooperative"), json!(true)),
            set(&format!("{AT}/localCooperativeMinPlayers"), least),
            set(&format!("{AT}/localCooperativeMaxPlayers"), most),
        ]
    };
    let table: Vec<(&str, Vec<Edit>, &[&str])> = vec![
        ("good", vec![], &[]),
        (
            "no app any more",
            vec![set("/applicationCategory", json!("Music"))],
            &[
                "must category.game.left /applicationCategory",
                "tip game.settings.unused /gamingOptions/@only",
            ],
        ),
        (
            "not filled in",
            vec![set("/gamingOptions", json!(null))],
            &["tip game.settings.empty /gamingOptions"],
        ),
        ("empty", vec![set("/gamingOptions", json!([]))], &["tip game.settings.empty /gamingOptions"]),
        ("no genre", with("genres", json!([])), &["must game.genre.missing /gamingOptions/@only/genres"]),
        ("three", with("genres", json!(["Games_Word", "Games_Sports", "Games_RolePlaying"])), &[]),
        (
            "four",
            with("genres", json!(["Games_Word", "Games_Sports", "Games_Music", "Games_Shooter"])),
            &["check game.genre.many /gamingOptions/@only/genres count=4 max=3"],
        ),
        (
            "spelled as a category",
            with("genres", json!(["Games_Roleplaying"])),
            &["check game.genre.unknown /gamingOptions/@only/genres genre=Games_Roleplaying"],
        ),
        ("players", cooperative(json!(2), json!(1_000)), &[]),
        (
            "alone",
            cooperative(json!(1), json!(4)),
            &[
                "must game.players.range /gamingOptions/@only/localCooperativeMinPlayers count=1 least=2 most=1000",
            ],
        ),
        (
            "a crowd",
            cooperative(json!(2), json!(1_001)),
            &[
                "must game.players.range /gamingOptions/@only/localCooperativeMaxPlayers count=1001 least=2 most=1000",
            ],
        ),
        (
            "turned round",
            cooperative(json!(8), json!(4)),
            &["must game.players.order /gamingOptions/@only/localCooperativeMinPlayers least=8 most=4"],
        ),
        (
            "no number",
            cooperative(json!(2), json!(null)),
            &["must game.players.missing /gamingOptions/@only/localCooperativeMaxPlayers"],
        ),
        (
            "the service's zero",
            cooperative(json!(0), json!(4)),
            &["must game.players.missing /gamingOptions/@only/localCooperativeMinPlayers"],
        ),
        ("numbers without the switch", with("localCooperativeMinPlayers", json!(0)), &[]),
        ("switched off", with("isLocalMultiplayer", json!(false)), &[]),
        ("Kinect", with("kinectDataForExternal", json!("Enabled")), &[]),
        (
            "Kinect of tomorrow",
            with("kinectDataForExternal", json!("Sometimes")),
            &["check game.kinect.unknown /gamingOptions/@only/kinectDataForExternal value=Sometimes"],
        ),
    ];
    for (name, edits, expected) in table {
        assert_told(name, &check_against(SubmissionKind::App, &game(), &edits, &context()), expected);
    }
}

#[test]
fn other_apps() {
    let table: Vec<(&str, Vec<Edit>, &[&str])> = vec![
        ("null", vec![set("/gamingOptions", json!(null))], &[]),
        ("empty", vec![set("/gamingOptions", json!([]))], &[]),
        (
            "filled in",
            vec![set("/gamingOptions", json!([{"$key": "only", "genres": []}]))],
            &["tip game.settings.unused /gamingOptions/@only"],
        ),
        (
            "recording",
            vec![set("/isGameDvrEnabled", json!(true))],
            &["tip game.settings.unused /isGameDvrEnabled"],
        ),
    ];
    for (name, edits, expected) in table {
        assert_told(name, &check(&edits, &context()), expected);
    }
}

/// A live game keeps what the service took, even where a document says otherwise.
#[test]
fn what_is_live_is_no_news() {
    let mut live = game();
    live.apply(&[
        set(&format!("{AT}/genres"), json!([])),
        set(&format!("{AT}/localMultiplayerMinPlayers"), json!(1)),
        set(&format!("{AT}/kinectDataForExternal"), json!("Sometimes")),
    ])
    .unwrap();
    assert_told("as live", &check_against(SubmissionKind::App, &live, &[], &context()), &[]);
    let raw = json!({"applicationCategory": "Games", "gamingOptions": [{"genres": ["Games_Word"]}, {"genres": ["Games_Word"]}]});
    let told = check_draft(SubmissionKind::App, None, &document(raw), &context());
    let several = told.iter().find(|problem| problem.code == codes::GAME_SETTINGS_SEVERAL).unwrap();
    assert_eq!((several.pointer.as_str(), &several.params["count"]), ("/gamingOptions", &json!(2)));
}
