use serde_json::json;

use super::*;
use crate::{Severity, codes};

fn state(status: &str, mode: &str) -> SubmissionState {
    SubmissionState { status: status.into(), mode: mode.into(), ..SubmissionState::default() }
}

#[test]
fn every_status_has_its_word_and_its_mover() {
    use ShownState as Is;
    use Waiting as By;
    let table = [
        ("PendingCommit", "Immediate", Is::Draft, By::Nobody),
        ("CommitStarted", "Immediate", Is::Sending, By::Microsoft),
        ("PreProcessing", "Manual", Is::Checks, By::Microsoft),
        ("Certification", "Manual", Is::Certification, By::Microsoft),
        ("Release", "Immediate", Is::GoingLive, By::Microsoft),
        ("Release", "Manual", Is::Ready, By::You),
        ("Release", "SpecificDate", Is::Scheduled, By::Microsoft),
        ("PendingPublication", "Immediate", Is::GoingLive, By::Microsoft),
        ("PendingPublication", "Manual", Is::Ready, By::You),
        ("PendingPublication", "SpecificDate", Is::Scheduled, By::Microsoft),
        ("Publishing", "Manual", Is::GoingLive, By::Microsoft),
        ("Published", "Manual", Is::Live, By::Nobody),
        ("CommitFailed", "Immediate", Is::NeedsYou, By::You),
        ("PreProcessingFailed", "Immediate", Is::NeedsYou, By::You),
        ("CertificationFailed", "Immediate", Is::NeedsYou, By::You),
        ("ReleaseFailed", "Immediate", Is::NeedsYou, By::You),
        ("PublishFailed", "Immediate", Is::NeedsYou, By::You),
        ("Canceled", "Immediate", Is::Cancelled, By::Nobody),
        ("None", "Immediate", Is::Unknown, By::Nobody),
        ("Pondering", "Immediate", Is::Unknown, By::Nobody),
    ];
    for (status, mode, is, by) in table {
        let shown = state(status, mode).shown();
        assert_eq!((shown.state, shown.waiting, shown.raw.as_str()), (is, by, status), "{status} {mode}");
    }
}

#[test]
fn a_published_submission_says_how_far_it_reaches() {
    let submission = |rollout: &str, visibility: &str| {
        json!({
            "status": "Published", "targetPublishMode": "Immediate", "visibility": visibility,
            "packageDeliveryOptions": {"packageRollout": {
                "isPackageRollout": true, "packageRolloutPercentage": 10.0, "packageRolloutStatus": rollout }},
        })
    };
    let table = [
        ("PackageRolloutInProgress", "Public", ShownState::RollingOut, Some(10.0)),
        ("PackageRolloutInProgress", "Hidden", ShownState::RollingOut, Some(10.0)),
        ("PackageRolloutComplete", "Public", ShownState::Live, None),
        ("PackageRolloutStopped", "Public", ShownState::Live, None),
        ("PackageRolloutNotStarted", "Hidden", ShownState::Stopped, None),
        ("SomethingNew", "Private", ShownState::Live, None),
    ];
    for (rollout, visibility, expected, percentage) in table {
        let shown = SubmissionState::of(&submission(rollout, visibility)).shown();
        assert_eq!((shown.state, shown.percentage), (expected, percentage), "{rollout} {visibility}");
    }
}

#[test]
fn a_date_that_is_not_set_is_no_date() {
    for (date, expected) in
        [("1601-01-01T00:00:00Z", None), ("", None), ("2026-12-03T09:00:00Z", Some("2026-12-03T09:00:00Z"))]
    {
        let submission =
            json!({"status": "Release", "targetPublishMode": "SpecificDate", "targetPublishDate": date});
        assert_eq!(SubmissionState::of(&submission).shown().date.as_deref(), expected, "{date}");
    }
}

#[test]
fn unknown_words_survive() {
    let status: SubmissionStatus = serde_json::from_value(json!("Pondering")).unwrap();
    assert_eq!(status, SubmissionStatus::Unknown("Pondering".into()));
    assert_eq!(serde_json::to_value(&status).unwrap(), json!("Pondering"));
    assert!(!status.is_terminal());
}

#[test]
fn what_still_can_be_done_follows_the_state() {
    let table = [
        ("PendingCommit", "Manual", true, Possible::Here, Possible::No, Possible::No),
        ("CommitStarted", "Manual", false, Possible::No, Possible::No, Possible::No),
        ("Certification", "Manual", false, Possible::No, Possible::PartnerCenter, Possible::No),
        ("Release", "Manual", false, Possible::No, Possible::PartnerCenter, Possible::PartnerCenter),
        ("Release", "Immediate", false, Possible::No, Possible::PartnerCenter, Possible::No),
        ("Publishing", "Manual", false, Possible::No, Possible::No, Possible::No),
        ("CertificationFailed", "Manual", false, Possible::PerhapsHere, Possible::No, Possible::No),
    ];
    for (status, mode, edit, delete, cancel, publish) in table {
        assert_eq!(
            state(status, mode).still_can(),
            StillCan { edit, delete, cancel, publish },
            "{status} {mode}"
        );
    }
}

#[test]
fn the_way_to_the_store_has_six_steps() {
    let line = |status: &str, mode: &str| -> String {
        let marks = timeline(&state(status, mode)).into_iter().map(|step| match step.mark {
            Mark::Done => '✔',
            Mark::Current => '●',
            Mark::Todo => '○',
            Mark::Failed => '✖',
        });
        marks.collect()
    };
    for (status, expected) in [
        ("PendingCommit", "○○○○○○"),
        ("CommitStarted", "●○○○○○"),
        ("CommitFailed", "✖○○○○○"),
        ("PreProcessing", "✔●○○○○"),
        ("Certification", "✔✔●○○○"),
        ("CertificationFailed", "✔✔✖○○○"),
        ("Release", "✔✔✔●○○"),
        ("PendingPublication", "✔✔✔●○○"),
        ("Publishing", "✔✔✔✔●○"),
        ("PublishFailed", "✔✔✔✔✖○"),
        ("Published", "✔✔✔✔✔✔"),
        ("Canceled", "✔○○○○○"),
        ("Pondering", "○○○○○○"),
    ] {
        assert_eq!(line(status, "Immediate"), expected, "{status}");
    }
    assert_eq!(timeline(&state("Release", "Manual"))[3].step, StepName::YourTurn);
    assert_eq!(timeline(&state("Release", "SpecificDate"))[3].step, StepName::Release);
}

#[test]
fn status_details_become_problems_without_noise_and_secrets() {
    let details = json!({
        "errors": [
            {"code": "MissingFiles", "details": "shot-03.png is not in https://x.blob.core.windows.net/c/b?sv=1&sig=abc%2B now"},
            {"code": "None", "details": "string"},
            {"code": "BrandNew", "details": "something"},
        ],
        "warnings": [{"code": "ListingOptOutWarning", "details": "fr-ca"}, {"code": "SalesUnsupportedWarning"}, {}],
        "certificationReports": [{"date": "2026-11-19T08:00:00Z", "reportUrl": "https://partner.microsoft.com/r"}, {}],
    });
    let problems = status_problems(&details);
    let told: Vec<_> = problems.iter().map(|problem| (problem.code.as_str(), problem.severity)).collect();
    assert_eq!(
        told,
        [
            (codes::STATUS_MISSINGFILES, Severity::Must),
            (codes::STATUS_OTHER, Severity::Must),
            (codes::STATUS_LISTINGOPTOUTWARNING, Severity::Check),
            (codes::STATUS_SALESUNSUPPORTEDWARNING, Severity::Tip),
        ]
    );
    assert_eq!(
        problems[0].params["details"],
        "shot-03.png is not in https://x.blob.core.windows.net/c/b?… now"
    );
    assert_eq!(problems[1].params["code"], "BrandNew");
    assert!(!format!("{problems:?}").contains("sig="));
    assert_eq!(
        reports(&details),
        [Report { date: "2026-11-19T08:00:00Z".into(), url: "https://partner.microsoft.com/r".into() }]
    );
    assert_eq!(status_problems(&json!(null)), []);
}

#[test]
fn three_business_days_leave_the_weekend_out() {
    let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    let days = Longest::BusinessDays(3);
    assert_eq!(days.end(at("2026-11-16T10:00:00Z")), at("2026-11-19T10:00:00Z"), "Monday to Thursday");
    assert_eq!(days.end(at("2026-11-20T10:00:00Z")), at("2026-11-25T10:00:00Z"), "Friday to Wednesday");
    assert_eq!(
        days.end(at("2026-11-21T10:00:00Z")),
        at("2026-11-25T10:00:00Z"),
        "a Saturday counts for nothing"
    );
    assert_eq!(Longest::Hours(1).end(at("2026-11-20T10:00:00Z")), at("2026-11-20T11:00:00Z"));
}

#[test]
fn every_step_that_microsoft_works_on_has_a_usual_end_and_a_hold_has_none() {
    let state = SubmissionState {
        status: SubmissionStatus::CommitStarted,
        mode: PublishMode::Manual,
        ..SubmissionState::default()
    };
    let with: Vec<StepName> = timeline(&state).iter().filter(|s| s.usual.is_some()).map(|s| s.step).collect();
    assert_eq!(with, [StepName::Sending, StepName::Checks, StepName::Certification, StepName::Publishing]);
}

/// The documented codes and those seen beside them (windows-dev-docs `uwp/monetize/manage-app-submissions.md`; threads of
/// StoreBroker, msstore-cli and Mozilla's release tools).
#[test]
fn every_code_of_a_status_has_words_of_its_own() {
    let known = [
        "InvalidArchive",
        "MissingFiles",
        "PackageValidationFailed",
        "InvalidParameterValue",
        "InvalidOperation",
        "InvalidState",
        "ResourceNotFound",
        "ServiceError",
        "ListingOptOutWarning",
        "ListingOptInWarning",
        "UpdateOnlyWarning",
        "PackageValidationWarning",
        "SalesUnsupportedWarning",
        "InvalidMicrosoftAgeRating",
        "IsInternalError",
        "NoValidPackages",
    ];
    for code in known {
        let told = status_problems(&json!({ "errors": [{ "code": code, "details": "As written." }] }));
        assert_eq!(told[0].code, format!("status.{}", code.to_ascii_lowercase()));
        assert_eq!(told[0].params["details"], "As written.");
    }
    for code in ["Other", "SomethingNew"] {
        let told = status_problems(&json!({ "errors": [{ "code": code, "details": "As written." }] }));
        assert_eq!((told[0].code.as_str(), &told[0].params["code"]), (codes::STATUS_OTHER, &json!(code)));
    }
    assert!(status_problems(&json!({ "errors": [{ "code": "None", "details": "string" }] })).is_empty());
}
