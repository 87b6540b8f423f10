//! Rollouts: what is sent, what is read, and looking after a lost reply.

use super::*;

fn info(share: Value, status: &str) -> Act {
    let info = json!({"isPackageRollout": true, "packageRolloutPercentage": share, "packageRolloutStatus": status,
        "fallbackSubmissionId": 1_212_922_684_621_243_058_u64, "isSeekEnabled": true});
    answer(200, info.to_string())
}

#[tokio::test]
async fn each_change_has_its_call_for_apps_and_flights() {
    let flight = Owner::Flight { app: "9N".into(), flight: "f-1".into() };
    for (owner, base) in [(of("9N"), "applications/9N"), (flight, "applications/9N/flights/f-1")] {
        let stub = script([info(json!(25.0), "PackageRolloutInProgress")]).await;
        let own = store(&stub.base);
        let read = own.rollout(&owner, "1").await.unwrap();
        assert_eq!((read.percentage, read.is_running()), (Some(25.0), true));
        assert_eq!(read.fallback.as_deref(), Some("1212922684621243058"));
        assert_eq!(read.document["isSeekEnabled"], true);
        for change in [
            RolloutChange::Percentage(50.0),
            RolloutChange::Percentage(12.5),
            RolloutChange::Halt,
            RolloutChange::Finalize,
        ] {
            own.change_rollout(&owner, "1", change).await.unwrap();
        }
        let below = format!("{base}/submissions/1");
        let expected = [
            format!("GET {below}/packagerollout"),
            format!("POST {below}/updatepackagerolloutpercentage?percentage=50"),
            format!("POST {below}/updatepackagerolloutpercentage?percentage=12.5"),
            format!("POST {below}/haltpackagerollout"),
            format!("POST {below}/finalizepackagerollout"),
        ];
        assert_eq!(stub.calls(), expected);
        assert!(stub.seen().iter().all(|seen| seen.body.is_empty()));
    }
}

#[tokio::test]
async fn an_add_on_has_none_and_nothing_is_asked() {
    let stub = script([answer(200, "{}")]).await;
    let (own, owner) = (store(&stub.base), Owner::AddOn("9A".into()));
    assert!(matches!(own.rollout(&owner, "1").await, Err(PartnerError::NotFound(_))));
    let failed = own.change_rollout(&owner, "1", RolloutChange::Halt).await.unwrap_err();
    assert!(matches!(failed, PartnerError::NotFound(_)));
    assert_eq!(stub.calls(), [""; 0]);
}

#[tokio::test]
async fn a_rollout_that_does_not_run_is_refused_by_its_state() {
    let stub =
        script([answer(409, r#"{"code":"InvalidState","message":"No rollout is in progress."}"#)]).await;
    let failed = store(&stub.base).change_rollout(&of("9N"), "1", RolloutChange::Finalize).await.unwrap_err();
    assert!(matches!(failed, PartnerError::WrongState(_)), "{failed:?}");
}

#[tokio::test]
async fn a_rollout_without_one_says_so_and_a_submission_holds_the_same_members() {
    let none = json!({"isPackageRollout": false, "packageRolloutPercentage": 0.0,
        "packageRolloutStatus": "PackageRolloutNotStarted", "fallbackSubmissionId": "0"});
    let read = RolloutInfo::read(&none).unwrap();
    assert_eq!((read.is_running(), read.fallback), (false, None));
    assert_eq!(RolloutInfo::read(&json!({"message": "something else"})), None);
}

#[tokio::test]
async fn looking_after_a_lost_change_tells_whether_it_happened() {
    use RolloutChange::{Finalize, Halt, Percentage};
    let (running, stopped, complete) =
        ("PackageRolloutInProgress", "PackageRolloutStopped", "PackageRolloutComplete");
    let cases = [
        (Percentage(50.0), json!(50), running, true),
        (Percentage(33.3), json!(33.299_999_237), running, true),
        (Percentage(50.0), json!(25.0), running, false),
        (Percentage(100.0), json!(100.0), complete, false),
        (Halt, json!(0.0), stopped, true),
        (Halt, json!(25.0), running, false),
        (Finalize, json!(100.0), complete, true),
        (Finalize, json!(100.0), running, false),
    ];
    for (change, share, status, done) in cases {
        let stub = script([info(share, status)]).await;
        let look = store(&stub.base).look_after_rollout(&of("9N"), "1", change).await.unwrap();
        assert_eq!(matches!(look, RolloutLook::Done(_)), done, "{change:?} {look:?}");
    }
}
