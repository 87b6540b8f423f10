//! Flights: their packages, delivery and options, and the form that creates one.

use serde_json::json;

use super::*;

/// The live packages of a flight, told as the service tells them: without architecture and device families.
fn flight() -> Document {
    document(json!({
        "id": "115", "flightId": "7bfc11d5", "status": "Published", "targetPublishMode": "Immediate", "targetPublishDate": "",
        "flightPackages": [{
            "id": "9", "fileName": "tailspin_3.1.msix", "fileStatus": "Uploaded", "version": "3.1.4.0",
            "languages": ["en-US"], "capabilities": ["internetClient"] }],
        "packageDeliveryOptions": {"packageRollout": {"isPackageRollout": false, "packageRolloutPercentage": 0.0}},
    }))
}

#[test]
fn flights() {
    let new =
        set("/flightPackages/@n", json!({"fileName": "t.msix", "fileStatus": "PendingUpload", "$file": "f"}));
    let check = |edits: &[Edit], context: &StoreContext| {
        check_against(SubmissionKind::Flight, &flight(), edits, context)
    };
    assert_told("as live", &check(&[], &context()), &[]);
    assert_told(
        "new",
        &check(&[remove("/flightPackages/@9"), new.clone()], &with_package(facts(|_| {}))),
        &[],
    );
    assert_told(
        "none",
        &check(&[remove("/flightPackages/@9")], &context()),
        &["must package.none /flightPackages"],
    );
    let other = facts(|facts| {
        facts.identity.name = "Contoso.Other".into();
        facts.languages.push("pl-PL".into());
        facts.capabilities.push("webcam".into());
    });
    assert_told(
        "another product, a language, a capability",
        &check(std::slice::from_ref(&new), &with_package(other)),
        &[
            "must package.identity.name /flightPackages/@n name=t.msix found=Contoso.Other expected=Contoso.Tailspin",
            "check package.capability.added /flightPackages/@n name=t.msix capability=webcam",
        ],
    );
    let rollout = set(
        "/packageDeliveryOptions/packageRollout",
        json!({"isPackageRollout": true, "packageRolloutPercentage": 120.0}),
    );
    assert_told(
        "delivery and options",
        &check(&[rollout, set("/targetPublishMode", json!("Manual"))], &context()),
        &[
            "must rollout.percentage.range /packageDeliveryOptions/packageRollout/packageRolloutPercentage percentage=120.0",
            "check options.manual.handoff /targetPublishMode",
        ],
    );
    let mut missing = context();
    missing.missing.insert(at("/flightPackages/@9"));
    assert_told(
        "file gone",
        &check(&[], &missing),
        &["must archive.file.missing /flightPackages/@9 name=tailspin_3.1.msix"],
    );
}

#[test]
fn a_new_flight() {
    let groups = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let table: Vec<(&str, Vec<String>, &[&str])> = vec![
        ("Insiders", groups(&["1152921504606962205"]), &[]),
        (" ", groups(&["1"]), &["must flight.name.empty /friendlyName"]),
        ("Insiders", groups(&[]), &["check flight.groups.none /groupIds"]),
        (
            "Insiders",
            groups(&["1", "testers", ""]),
            &[
                "must flight.group.invalid /groupIds/1 group=testers",
                "must flight.group.invalid /groupIds/2 group=",
            ],
        ),
    ];
    for (name, groups, expected) in table {
        assert_told(name, &flight_problems(name, &groups), expected);
    }
}
