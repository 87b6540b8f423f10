//! The gradual rollout of apps and flights: from its start at publication to its end.

mod support;

use reqwest::Method;
use serde_json::{Value, json};
use support::{Partner, QUIET, app_path, place, planner, word, zip};

fn quarter(made: &mut Value) {
    let rollout = &mut made["packageDeliveryOptions"]["packageRollout"];
    rollout["isPackageRollout"] = json!(true);
    rollout["packageRolloutPercentage"] = json!(25);
}

/// An app and a flight, both live and nothing open.
async fn owners(partner: &Partner) -> [String; 2] {
    let flights = format!("{}/flights", app_path(QUIET));
    let (_, flight) = partner.call(Method::POST, &flights, Some(&json!({"friendlyName": "Beta"}))).await;
    let flight = format!("{flights}/{}", word(&flight["flightId"]));
    let package = |made: &mut Value| {
        made["flightPackages"] = json!([{"fileName": "p.msix", "fileStatus": "PendingUpload",
                                         "minimumDirectXVersion": "None", "minimumSystemRam": "None"}]);
        quarter(made);
    };
    let archive = zip(&[("p.msix", &planner("3.3.0.0"))]);
    let first = partner.published_at(&flight, package, Some(archive)).await;
    let rollout = &first["packageDeliveryOptions"]["packageRollout"];
    assert_eq!(rollout["packageRolloutStatus"], "PackageRolloutNotStarted", "nobody has an earlier package");
    [app_path(QUIET), flight]
}

fn last(owner: &str, resource: &Value) -> String {
    let app = owner.matches('/').count() == 1;
    let member = if app { "lastPublishedApplicationSubmission" } else { "lastPublishedFlightSubmission" };
    word(&resource[member]["id"])
}

async fn rolling(partner: &Partner, owner: &str) -> String {
    place(owner, &partner.published_at(owner, quarter, None).await)
}

#[tokio::test]
async fn a_rollout_is_raised_finalized_and_over() {
    let partner = Partner::busy(&[]).await;
    for owner in owners(&partner).await {
        let before = last(&owner, &partner.get(&owner).await.1);
        let at = rolling(&partner, &owner).await;
        let told = |percentage: f64, status: &str| {
            json!({"isPackageRollout": true, "packageRolloutPercentage": percentage,
                   "packageRolloutStatus": status, "fallbackSubmissionId": before})
        };
        let raise = |to: &str| format!("{at}/updatepackagerolloutpercentage?percentage={to}");
        assert_eq!(
            partner.get(&format!("{at}/packagerollout")).await.1,
            told(25.0, "PackageRolloutInProgress")
        );
        assert_eq!(
            partner.post(&format!("{owner}/submissions")).await.0,
            409,
            "it blocks the next submission"
        );
        for (to, percentage) in [("40", 40.0), ("62.5", 62.5), ("100", 100.0)] {
            let answer = partner.post(&raise(to)).await;
            assert_eq!(answer, (200.try_into().unwrap(), told(percentage, "PackageRolloutInProgress")));
        }
        for wrong in ["101", "-1", "many", ""] {
            assert_eq!(partner.post(&raise(wrong)).await.0, 400, "{wrong}");
        }
        assert_eq!(
            partner.post(&format!("{owner}/submissions")).await.0,
            409,
            "all customers is not the end"
        );
        let done = told(100.0, "PackageRolloutComplete");
        assert_eq!(partner.post(&format!("{at}/finalizepackagerollout")).await.1, done);
        for call in
            ["updatepackagerolloutpercentage?percentage=50", "haltpackagerollout", "finalizepackagerollout"]
        {
            assert_eq!(partner.post(&format!("{at}/{call}")).await.0, 409, "{call}");
        }
        assert_eq!(partner.get(&format!("{at}/packagerollout")).await.1, done);
        let (_, live) = partner.get(&at).await;
        assert_eq!(
            live["packageDeliveryOptions"]["packageRollout"]["packageRolloutStatus"],
            "PackageRolloutComplete"
        );
        let next = partner.open(&owner).await;
        let rollout = &next["packageDeliveryOptions"]["packageRollout"];
        assert_eq!(
            (&rollout["isPackageRollout"], &rollout["fallbackSubmissionId"]),
            (&json!(false), &json!("0"))
        );
    }
}

#[tokio::test]
async fn a_halted_rollout_falls_back_to_the_submission_before() {
    let partner = Partner::busy(&[]).await;
    for owner in owners(&partner).await {
        let before = last(&owner, &partner.get(&owner).await.1);
        let at = rolling(&partner, &owner).await;
        let (_, halted) = partner.post(&format!("{at}/haltpackagerollout")).await;
        assert_eq!(
            halted,
            json!({"isPackageRollout": true, "packageRolloutPercentage": 0.0,
                   "packageRolloutStatus": "PackageRolloutStopped", "fallbackSubmissionId": before})
        );
        for call in
            ["updatepackagerolloutpercentage?percentage=50", "haltpackagerollout", "finalizepackagerollout"]
        {
            assert_eq!(partner.post(&format!("{at}/{call}")).await.0, 409, "{call}");
        }
        assert!(at.ends_with(&last(&owner, &partner.get(&owner).await.1)), "it stays the last published one");
        // The next one runs between what everybody has and the new one.
        let at = rolling(&partner, &owner).await;
        assert_eq!(
            partner.get(&format!("{at}/packagerollout")).await.1["fallbackSubmissionId"],
            before.as_str()
        );
    }
    let partner = Partner::busy(&[("halted-live", "fallback")]).await;
    for owner in owners(&partner).await {
        let before = last(&owner, &partner.get(&owner).await.1);
        let at = rolling(&partner, &owner).await;
        partner.post(&format!("{at}/haltpackagerollout")).await;
        assert_eq!(last(&owner, &partner.get(&owner).await.1), before);
        partner.open(&owner).await;
    }
}

#[tokio::test]
async fn lowering_is_accepted_or_refused() {
    for (value, expected) in [("accepted", 200), ("409", 409)] {
        let partner = Partner::busy(&[("rollout-lower", value)]).await;
        let at = rolling(&partner, &app_path(QUIET)).await;
        let to = |percentage: u32| format!("{at}/updatepackagerolloutpercentage?percentage={percentage}");
        assert_eq!(partner.post(&to(30)).await.0, 200);
        assert_eq!(partner.post(&to(10)).await.0, expected, "{value}");
        assert_eq!(partner.post(&to(30)).await.0, 200, "the same is not lower");
    }
}

#[tokio::test]
async fn what_is_not_rolling_out_or_not_theirs_is_a_conflict() {
    let partner = Partner::busy(&[]).await;
    let owner = app_path(QUIET);
    let calls =
        ["updatepackagerolloutpercentage?percentage=50", "haltpackagerollout", "finalizepackagerollout"];
    let live = last(&owner, &partner.get(&owner).await.1);
    let draft = partner.open(&owner).await;
    let elsewhere = app_path("9PWNGTPNTS02");
    for call in calls {
        for at in [format!("{owner}/submissions/{live}"), place(&owner, &draft), place(&elsewhere, &draft)] {
            let (status, refused) = partner.post(&format!("{at}/{call}")).await;
            assert_eq!(
                (status.as_u16(), refused["code"].as_str()),
                (409, Some("InvalidState")),
                "{at}/{call}"
            );
        }
        assert_eq!(partner.post(&format!("{owner}/submissions/1/{call}")).await.0, 404);
        assert_eq!(partner.post(&format!("{}/submissions/1/{call}", app_path("9NOTHERE0000"))).await.0, 404);
    }
    partner.call(Method::DELETE, &place(&owner, &draft), None).await;
    let at = rolling(&partner, &owner).await;
    partner.sandbox.portal(&json!({"action": "useMandatoryUpdates", "product": QUIET})).await.unwrap();
    for call in calls {
        let (status, refused) = partner.post(&format!("{at}/{call}")).await;
        assert_eq!((status.as_u16(), refused["target"].as_str()), (409, Some("application")), "{call}");
    }
    assert_eq!(partner.get(&format!("{at}/packagerollout")).await.0, 200, "reading goes on");
}
