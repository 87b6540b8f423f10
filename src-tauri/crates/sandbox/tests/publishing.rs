//! From commit to live: the machine, and what the service makes of the archive that was really uploaded.

mod support;

use std::time::Duration;

use serde_json::{Value, json};
use support::{
    PUBLISHER, Partner, QUIET, announce_package, announce_screenshot, codes, images, msix, msixbundle,
    planner, png, word, zip, zipped,
};

const PATH: [&str; 7] = [
    "CommitStarted",
    "PreProcessing",
    "Certification",
    "Release",
    "PendingPublication",
    "Publishing",
    "Published",
];

/// What a commit with these changes and this upload ends in.
async fn outcome(change: impl FnOnce(&mut Value), upload: Option<Vec<u8>>) -> (Partner, Value, Value) {
    let partner = Partner::start().await;
    let made = partner.submitted(QUIET, change, upload).await;
    let status = partner.status(QUIET, &made).await;
    (partner, made, status)
}

fn detail(status: &Value) -> String {
    word(&status["statusDetails"]["errors"][0]["details"])
}

#[tokio::test]
async fn a_good_submission_walks_the_whole_path_and_is_live() {
    let partner = Partner::start().await;
    let mut made = partner.create(QUIET).await;
    made["listings"]["en-us"]["baseListing"]["releaseNotes"] = json!("A new colour for each day.");
    announce_package(&mut made, "planner.msix");
    made["applicationPackages"][0]["fileStatus"] = json!("PendingDelete");
    announce_screenshot(&mut made, "en-us", "Images\\month.png");
    announce_screenshot(&mut made, "fr-fr", "Images\\month.png");
    images(&mut made, "en-us")[0]["fileStatus"] = json!("PendingDelete");
    partner.update(QUIET, &made).await;
    let archive = zip(&[("planner.msix", &planner("3.3.0.0")), ("Images/month.png", &png(1366, 768))]);
    assert_eq!(partner.upload(&made, archive).await.status(), 201);
    assert_eq!(partner.commit(QUIET, &made).await.1, json!({"status": "CommitStarted"}));
    assert_eq!(partner.walk(QUIET, &made).await, PATH);

    let id = word(&made["id"]);
    let (_, app) = partner.get(&format!("applications/{QUIET}")).await;
    assert_eq!(app["lastPublishedApplicationSubmission"]["id"], id.as_str());
    assert!(app.get("pendingApplicationSubmission").is_none());
    let (_, mut live) = partner.get(&format!("applications/{QUIET}/submissions/{id}")).await;
    let packages = live["applicationPackages"].as_array().unwrap();
    assert_eq!(packages.len(), 1, "the deleted one is gone");
    let package = &packages[0];
    assert!(package["id"].as_str().unwrap().parse::<u64>().is_ok());
    assert_eq!(
        (word(&package["version"]), word(&package["architecture"]), word(&package["fileStatus"])),
        ("3.3.0.0".into(), "X64".into(), "Uploaded".into())
    );
    assert_eq!(package["languages"], json!(["en-US", "fr-FR"]));
    assert_eq!(package["capabilities"], json!(["internetClient", "runFullTrust"]));
    assert_eq!(package["targetDeviceFamilies"], json!(["Windows.Desktop min version 10.0.17763.0"]));
    let shots = images(&mut live, "en-us").clone();
    assert_eq!(shots.len(), 2);
    assert!(shots.iter().all(|shot| shot["fileStatus"] == "Uploaded" && shot["id"].is_string()));
    let month =
        |shots: &[Value]| word(&shots.iter().find(|s| s["fileName"] == "Images\\month.png").unwrap()["id"]);
    assert_ne!(month(&shots), month(images(&mut live, "fr-fr")), "one file, two images");
}

#[tokio::test]
async fn a_commit_without_upload_keeps_the_old_files() {
    let (partner, made, status) =
        outcome(|made| made["notesForCertification"] = json!("Words only."), None).await;
    assert_eq!(status["status"], "PreProcessing");
    assert!(status["statusDetails"]["errors"].as_array().unwrap().is_empty());
    let (_, after) = partner.get(&format!("applications/{QUIET}/submissions/{}", word(&made["id"]))).await;
    assert_eq!(after["applicationPackages"], made["applicationPackages"]);
    assert_eq!(after["listings"], made["listings"]);
}

#[tokio::test]
async fn missing_files_are_named() {
    let files = zip(&[("other.msix", &planner("3.3.0.0"))]);
    for upload in [None, Some(files)] {
        let (_, _, status) = outcome(|made| announce_package(made, "planner.msix"), upload).await;
        assert_eq!(
            (word(&status["status"]), codes(&status)),
            ("CommitFailed".into(), vec!["MissingFiles".into()])
        );
        assert!(detail(&status).contains("planner.msix"));
    }
    let upper = zip(&[("Planner.msix", &planner("3.3.0.0"))]);
    let (_, _, status) = outcome(|made| announce_package(made, "planner.msix"), Some(upper)).await;
    assert_eq!(codes(&status), ["MissingFiles"]);
}

#[tokio::test]
async fn what_is_not_an_archive_fails() {
    let good = zip(&[("planner.msix", &planner("3.3.0.0"))]);
    for upload in [b"this is not an archive".to_vec(), Vec::new(), good[..good.len() - 30].to_vec()] {
        let (_, _, status) = outcome(|made| announce_package(made, "planner.msix"), Some(upload)).await;
        assert_eq!(
            (word(&status["status"]), codes(&status)),
            ("CommitFailed".into(), vec!["InvalidArchive".into()])
        );
    }
}

#[tokio::test]
async fn a_bare_package_is_ignored_and_nothing_changes() {
    for upload in [planner("3.3.0.0"), msixbundle("3.3.0.0")] {
        let change = |made: &mut Value| {
            announce_package(made, "planner.msix");
            made["applicationPackages"][0]["fileStatus"] = json!("PendingDelete");
        };
        let (partner, made, status) = outcome(change, Some(upload)).await;
        assert_eq!(status["status"], "PreProcessing");
        let (_, after) =
            partner.get(&format!("applications/{QUIET}/submissions/{}", word(&made["id"]))).await;
        let packages = after["applicationPackages"].as_array().unwrap();
        assert_eq!(packages.len(), 1);
        assert_eq!(
            (word(&packages[0]["version"]), word(&packages[0]["fileStatus"])),
            ("3.2.0.0".into(), "Uploaded".into())
        );
    }
}

#[tokio::test]
async fn packages_that_do_not_belong_here_fail() {
    let mut damaged = zip(&[("AppxManifest.xml", b"<Package/>"), ("app.exe", b"the bytes of a program")]);
    let inside = damaged.windows(9).position(|window| window == b"a program").unwrap();
    damaged[inside] ^= 1;
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (b"not a package".to_vec(), "cannot be read"),
        (zip(&[("readme.txt", b"hello")]), "cannot be read"),
        (msix("ContosoSAS.Other", PUBLISHER, "3.3.0.0"), "identity name"),
        (msix("ContosoSAS.TailspinPlanner", "CN=Somebody", "3.3.0.0"), "publisher"),
        (damaged, "damaged"),
        (planner("3.3.0.1"), "version"),
        (planner("0.3.0.0"), "version"),
    ];
    for (package, said) in cases {
        let archive = zip(&[("planner.msix", &package)]);
        let (_, _, status) = outcome(|made| announce_package(made, "planner.msix"), Some(archive)).await;
        assert_eq!(codes(&status), ["PackageValidationFailed"], "{said}");
        assert!(detail(&status).contains(said), "{}", detail(&status));
    }
}

#[tokio::test]
async fn bundles_and_upload_files_are_read_to_their_manifest() {
    let upload = zipped(
        &[("TailspinPlanner.msixbundle", &msixbundle("3.3.0.0")), ("TailspinPlanner.appxsym", b"symbols")],
        zip::CompressionMethod::Deflated,
    );
    for (name, package) in [("p.msixbundle", msixbundle("3.3.0.0")), ("p.msixupload", upload)] {
        let archive = zip(&[(name, &package)]);
        let (partner, made, status) = outcome(|made| announce_package(made, name), Some(archive)).await;
        assert_eq!(status["status"], "PreProcessing", "{name}: {}", detail(&status));
        let (_, after) =
            partner.get(&format!("applications/{QUIET}/submissions/{}", word(&made["id"]))).await;
        let package = &after["applicationPackages"][1];
        assert_eq!(
            (word(&package["version"]), word(&package["architecture"])),
            ("3.3.0.0".into(), "X64".into())
        );
        assert_eq!(package["languages"], json!(["en-US", "fr-FR", "de-DE"]));
    }
}

#[tokio::test]
async fn package_faults_may_show_later() {
    let partner = Partner::assuming(&[("package-fault", "preprocessing")]).await;
    let archive = zip(&[("planner.msix", b"not a package")]);
    let made = partner.submitted(QUIET, |made| announce_package(made, "planner.msix"), Some(archive)).await;
    assert_eq!(partner.walk(QUIET, &made).await, ["PreProcessing", "PreProcessingFailed"]);
    assert_eq!(codes(&partner.status(QUIET, &made).await), ["PackageValidationFailed"]);
}

#[tokio::test]
async fn pictures_are_decoded_and_measured() {
    let half = png(1366, 768);
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (png(1280, 720), "1280 x 720"),
        (b"\xff\xd8\xff\xe0 not a PNG".to_vec(), "not a PNG"),
        (half[..half.len() / 2].to_vec(), "cannot be decoded"),
    ];
    for (picture, said) in cases {
        let archive = zip(&[("new.png", &picture)]);
        let (_, _, status) =
            outcome(|made| announce_screenshot(made, "en-us", "new.png"), Some(archive)).await;
        assert_eq!(
            (word(&status["status"]), codes(&status)),
            ("CommitFailed".into(), vec!["InvalidParameterValue".into()])
        );
        assert!(detail(&status).contains(said), "{}", detail(&status));
    }
}

#[tokio::test]
async fn words_are_looked_at_after_the_commit() {
    let listing =
        |made: &mut Value, name: &str, value: Value| made["listings"]["en-us"]["baseListing"][name] = value;
    let cases: Vec<(&str, Value, &str)> = vec![
        ("description", json!("x".repeat(10_001)), "description"),
        ("description", json!(" "), "description"),
        ("title", json!("Another Name"), "reserved"),
        ("keywords", json!(["a", "b", "c", "d", "e", "f", "g", "h"]), "keywords"),
        ("features", json!(["x".repeat(201)]), "features"),
    ];
    for (name, value, said) in cases {
        let (_, _, status) = outcome(|made| listing(made, name, value), None).await;
        assert_eq!(
            (word(&status["status"]), codes(&status)),
            ("CommitFailed".into(), vec!["InvalidParameterValue".into()])
        );
        assert!(detail(&status).contains(said), "{}", detail(&status));
    }
    let no_shot = |made: &mut Value| {
        for image in images(made, "fr-fr") {
            image["fileStatus"] = json!("PendingDelete");
        }
    };
    let (_, _, status) = outcome(no_shot, None).await;
    assert!(detail(&status).contains("screenshot"));
    let no_package = |made: &mut Value| made["applicationPackages"][0]["fileStatus"] = json!("PendingDelete");
    let (_, _, status) = outcome(no_package, None).await;
    assert_eq!(codes(&status), ["NoValidPackages"]);
}

#[tokio::test]
async fn a_failed_commit_is_deleted_and_made_again() {
    let (partner, made, _) = outcome(|made| announce_package(made, "planner.msix"), None).await;
    let path = format!("applications/{QUIET}/submissions/{}", word(&made["id"]));
    assert_eq!(partner.put(&path, &made).await.0, 409);
    assert_eq!(partner.call(reqwest::Method::DELETE, &path, None).await.0, 204);
    partner.create(QUIET).await;
}

#[tokio::test]
async fn a_manual_release_waits_for_partner_center() {
    let partner = Partner::start().await;
    let made = partner.submitted(QUIET, |made| made["targetPublishMode"] = json!("Manual"), None).await;
    assert_eq!(partner.walk(QUIET, &made).await, ["PreProcessing", "Certification", "Release"]);
    partner.sandbox.advance(Duration::from_secs(40 * 24 * 3600)).await.unwrap();
    let mut partner = partner;
    partner.sign_in().await;
    assert_eq!(partner.status(QUIET, &made).await["status"], "Release");
    partner.sandbox.portal(&json!({"action": "publishNow", "product": QUIET})).await.unwrap();
    assert_eq!(partner.walk(QUIET, &made).await.last().unwrap(), "Published");
}

#[tokio::test]
async fn a_dated_release_waits_for_its_date() {
    let partner = Partner::start().await;
    let date = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(72);
    let change = |made: &mut Value| {
        made["targetPublishMode"] = json!("SpecificDate");
        made["targetPublishDate"] = json!(date.to_string());
    };
    let mut partner = { partner };
    let made = partner.submitted(QUIET, change, None).await;
    partner.sandbox.advance(Duration::from_secs(71 * 3600)).await.unwrap();
    partner.sign_in().await;
    assert_eq!(partner.status(QUIET, &made).await["status"], "Release");
    partner.sandbox.advance(Duration::from_secs(2 * 3600)).await.unwrap();
    partner.sign_in().await;
    assert_eq!(partner.status(QUIET, &made).await["status"], "Published");
}

#[tokio::test]
async fn a_rollout_starts_at_publication_and_blocks_the_next_submission() {
    let partner = Partner::start().await;
    let (_, app) = partner.get(&format!("applications/{QUIET}")).await;
    let before = word(&app["lastPublishedApplicationSubmission"]["id"]);
    let change = |made: &mut Value| {
        let rollout = &mut made["packageDeliveryOptions"]["packageRollout"];
        rollout["isPackageRollout"] = json!(true);
        rollout["packageRolloutPercentage"] = json!(25);
        rollout["packageRolloutStatus"] = json!("PackageRolloutComplete");
    };
    let made = partner.submitted(QUIET, change, None).await;
    let path = format!("applications/{QUIET}/submissions/{}/packagerollout", word(&made["id"]));
    assert_eq!(partner.get(&path).await.1["packageRolloutStatus"], "PackageRolloutNotStarted");
    partner.walk(QUIET, &made).await;
    assert_eq!(
        partner.get(&path).await.1,
        json!({"isPackageRollout": true, "packageRolloutPercentage": 25.0,
               "packageRolloutStatus": "PackageRolloutInProgress", "fallbackSubmissionId": before})
    );
    assert_eq!(partner.post(&format!("applications/{QUIET}/submissions")).await.0, 409);
}

#[tokio::test]
async fn the_portal_cancels_and_fails_steps() {
    let partner = Partner::start().await;
    let made = partner.submitted(QUIET, |_| {}, None).await;
    let act = |action: &'static str| json!({"action": action, "product": QUIET});
    partner.sandbox.portal(&act("cancelCertification")).await.unwrap();
    assert_eq!(partner.status(QUIET, &made).await["status"], "Canceled");
    let path = format!("applications/{QUIET}/submissions/{}", word(&made["id"]));
    assert_eq!(partner.call(reqwest::Method::DELETE, &path, None).await.0, 204);

    let made = partner.submitted(QUIET, |_| {}, None).await;
    partner.sandbox.until_next_step().await.unwrap();
    partner.sandbox.portal(&act("failStep")).await.unwrap();
    let status = partner.status(QUIET, &made).await;
    assert_eq!(status["status"], "CertificationFailed");
    assert!(
        status["statusDetails"]["certificationReports"][0]["reportUrl"]
            .as_str()
            .unwrap()
            .starts_with("https://")
    );
    assert!(partner.sandbox.portal(&act("publishNow")).await.is_err());
}

#[tokio::test]
async fn a_commit_may_be_forgotten_by_the_service() {
    let partner = Partner::start().await;
    let made = partner.create(QUIET).await;
    partner.commit(QUIET, &made).await;
    let order = json!({"action": "failStep", "product": QUIET, "backToDraft": true});
    partner.sandbox.portal(&order).await.unwrap();
    assert_eq!(partner.status(QUIET, &made).await["status"], "PendingCommit");
    assert_eq!(partner.commit(QUIET, &made).await.0, 202, "and can be committed again");
}
