//! Every call against every kind of bad answer: reads are repeated within reason, changes never, and each says what it is.

use futures_util::future::BoxFuture;
use futures_util::{FutureExt as _, TryStreamExt as _};

use super::holders::coins;
use super::*;
use crate::stub::{endpoints, nobody, services};

type Call = fn(StorePartner) -> BoxFuture<'static, Result<(), PartnerError>>;

macro_rules! calls {
    ($($what:expr, |$own:ident| $call:expr;)*) => {
        vec![$(($what, (|$own: StorePartner| async move { $call.await.map(drop) }.boxed()) as Call)),*]
    };
}

fn flight() -> Owner {
    Owner::Flight { app: "9N".into(), flight: "f-1".into() }
}

fn new_flight() -> NewFlight {
    NewFlight { name: "Testers".into(), groups: Vec::new(), rank_higher_than: None }
}

fn reads() -> Vec<(&'static str, Call)> {
    calls! {
        "application", |own| own.application("9N");
        "applications", |own| own.applications().try_collect::<Vec<_>>();
        "holder", |own| own.holder(&flight());
        "submission", |own| own.submission(&of("9N"), "1");
        "status", |own| own.status(&flight(), "1");
        "add-ons", |own| own.add_ons().try_collect::<Vec<_>>();
        "add-ons of", |own| own.add_ons_of("9N").try_collect::<Vec<_>>();
        "add-on", |own| own.add_on("9A");
        "flights", |own| own.flights("9N").try_collect::<Vec<_>>();
        "flight", |own| own.flight("9N", "f-1");
        "rollout", |own| own.rollout(&of("9N"), "1");
        "look after create", |own| own.look_after_create(&of("9N"), None);
        "look after update", |own| own.look_after_update(&of("9N"), "1", &Value::Null, &Value::Null);
        "look after commit", |own| own.look_after_commit(&of("9N"), "1");
        "look after delete", |own| own.look_after_delete(&of("9N"), "1");
        "look after add-on", |own| own.look_after_create_add_on(&coins());
        "look after flight", |own| own.look_after_create_flight("9N", "Testers", &[]);
        "look after holder", |own| own.look_after_delete_holder(&flight());
        "look after rollout", |own| own.look_after_rollout(&of("9N"), "1", RolloutChange::Halt);
    }
}

fn changes() -> Vec<(Change, Call)> {
    calls! {
        Change::CreateSubmission, |own| own.create(&flight());
        Change::CreateSubmission, |own| own.create_minimal(&of("9N"));
        Change::UpdateSubmission, |own| own.update(&flight(), "1", &Value::Null);
        Change::CommitSubmission, |own| own.commit(&flight(), "1");
        Change::DeleteSubmission, |own| own.delete(&flight(), "1");
        Change::CreateAddOn, |own| own.create_add_on(&coins());
        Change::DeleteAddOn, |own| own.delete_add_on("9A");
        Change::CreateFlight, |own| own.create_flight("9N", &new_flight());
        Change::DeleteFlight, |own| own.delete_flight("9N", "f-1");
        Change::ChangeRollout, |own| own.change_rollout(&of("9N"), "1", RolloutChange::Percentage(50.0));
        Change::ChangeRollout, |own| own.change_rollout(&flight(), "1", RolloutChange::Finalize);
    }
}

const PAGE_OF_A_GATEWAY: &str = "<html><body>502 Bad Gateway</body></html>";
const SLOW_DOWN: &str = r#"{"statusCode":429,"message":"Rate limit is exceeded. Try again in 300 seconds."}"#;

#[tokio::test]
async fn reads_say_what_is_wrong_and_are_repeated_within_reason() {
    let services = services();
    let held = |name, value: &str| Act::Answer(429, vec![(name, value.to_owned())], Vec::new());
    let cut = SUBMISSION.as_bytes()[..SUBMISSION.len() / 2].to_vec();
    let cases: [(&str, Act, usize); 9] = [
        ("Throttled { retry_after: Some(300s)", held("retry-after", "300"), 1),
        ("Throttled { retry_after: Some(300s)", answer(429, SLOW_DOWN), 1),
        ("Throttled { retry_after: None", answer(429, ""), 5),
        ("ServiceTrouble", answer(500, PAGE_OF_A_GATEWAY), 3),
        ("ServiceTrouble", answer(502, PAGE_OF_A_GATEWAY), 5),
        ("ServiceTrouble", Act::Half(200, SUBMISSION.into()), 5),
        ("Unreadable", Act::Answer(200, Vec::new(), cut), 1),
        ("Unreadable", answer(200, PAGE_OF_A_GATEWAY), 1),
        ("Unreadable", answer(200, "[]"), 1),
    ];
    for (want, act, times) in cases {
        for (name, call) in reads() {
            let stub = script([act.clone()]).await;
            let failed = call(services.store(&endpoints(&stub.base), &nobody())).await.unwrap_err();
            assert!(format!("{failed:?}").starts_with(want), "{name} after {act:?}: {failed:?}");
            assert_eq!(stub.seen().len(), times, "{name} after {act:?}");
        }
    }
}

#[tokio::test]
async fn changes_are_sent_once_whatever_comes_back() {
    let services = services();
    let throttled = [
        (Act::Answer(429, vec![("retry-after", "7".into())], Vec::new()), Some(Duration::from_secs(7))),
        (answer(429, SLOW_DOWN), Some(Duration::from_secs(300))),
        (answer(429, ""), None),
    ];
    for (act, asked) in throttled {
        for (change, call) in changes() {
            let stub = script([act.clone()]).await;
            let failed = call(services.store(&endpoints(&stub.base), &nobody())).await.unwrap_err();
            assert!(
                matches!(failed, PartnerError::Throttled { retry_after, .. } if retry_after == asked),
                "{change:?} after {act:?}: {failed:?}"
            );
            assert_eq!(stub.seen().len(), 1);
        }
    }
    for act in [answer(500, PAGE_OF_A_GATEWAY), answer(503, ""), Act::Cut, Act::Half(200, SUBMISSION.into())]
    {
        for (change, call) in changes() {
            let stub = script([act.clone()]).await;
            let failed = call(services.store(&endpoints(&stub.base), &nobody())).await.unwrap_err();
            assert!(
                matches!(failed, PartnerError::Ambiguous { change: unknown, .. } if unknown == change),
                "{change:?} after {act:?}: {failed:?}"
            );
            assert_eq!(stub.seen().len(), 1, "{change:?} after {act:?}");
        }
    }
}

#[tokio::test]
async fn a_success_that_cannot_be_read_happened_all_the_same() {
    let services = services();
    for (change, call) in changes() {
        let stub = script([answer(200, r#"{"id":"#)]).await;
        match call(services.store(&endpoints(&stub.base), &nobody())).await {
            Ok(()) => assert!(
                matches!(change, Change::DeleteSubmission | Change::DeleteAddOn | Change::DeleteFlight),
                "{change:?} answers something"
            ),
            Err(failed) => {
                assert!(
                    matches!(failed, PartnerError::Ambiguous { change: unknown, .. } if unknown == change)
                );
            }
        }
        assert_eq!(stub.seen().len(), 1);
    }
}
