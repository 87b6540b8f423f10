//! The rules of packages.

use serde_json::json;

use super::*;
use crate::facts::{PackageForm, PackageIdentity, TargetFamily};

#[test]
fn packages() {
    type Change = fn(&mut PackageFacts);
    let table: Vec<(&str, Change, &[&str])> = vec![
        (
            "name",
            |f| f.identity.name = "Contoso.Other".into(),
            &[
                "must package.identity.name /applicationPackages/@new name=t.msix found=Contoso.Other expected=Contoso.Tailspin",
            ],
        ),
        (
            "publisher",
            |f| f.identity.publisher = "CN=Other".into(),
            &[
                "must package.identity.publisher /applicationPackages/@new name=t.msix found=CN=Other expected=CN=Contoso",
            ],
        ),
        (
            "family",
            |f| f.family_name = "x_y".into(),
            &[
                "must package.identity.family /applicationPackages/@new name=t.msix found=x_y expected=Contoso.Tailspin_8wekyb3d8bbwe",
            ],
        ),
        (
            "display name",
            |f| f.display_name = "Tailspin Pro".into(),
            &[
                "check package.displayname.other /applicationPackages/@new name=t.msix found=Tailspin Pro product=Tailspin",
            ],
        ),
        ("display name from resources", |f| f.display_name = "ms-resource:AppName".into(), &[]),
        (
            "fourth part",
            |f| f.identity.version = "3.2.0.1".into(),
            &["must package.version.fourth /applicationPackages/@new name=t.msix version=3.2.0.1"],
        ),
        (
            "no version",
            |f| f.identity.version = "3.2".into(),
            &["must package.version.invalid /applicationPackages/@new name=t.msix version=3.2"],
        ),
        (
            "zero first",
            |f| f.identity.version = "0.2.0.0".into(),
            &["must package.version.invalid /applicationPackages/@new name=t.msix version=0.2.0.0"],
        ),
        (
            "same as live",
            |f| f.identity.version = "3.1.4.0".into(),
            &[
                "check package.version.same /applicationPackages/@new name=t.msix version=3.1.4.0 architecture=x64",
            ],
        ),
        (
            "lower",
            |f| f.identity.version = "3.0.0.0".into(),
            &[
                "check package.version.lower /applicationPackages/@new name=t.msix version=3.0.0.0 live=3.1.4.0",
            ],
        ),
        (
            "capability",
            |f| f.capabilities.push("webcam".into()),
            &["check package.capability.added /applicationPackages/@new name=t.msix capability=webcam"],
        ),
        (
            "restricted",
            |f| {
                f.capabilities.push("runFullTrust".into());
                f.restricted.push("runFullTrust".into());
            },
            &[
                "check package.capability.restricted /applicationPackages/@new name=t.msix capability=runFullTrust",
            ],
        ),
        (
            "language",
            |f| f.languages.push("pl-PL".into()),
            &["check package.language.nolisting /applicationPackages/@new"],
        ),
        ("language of a listing", |f| f.languages = vec!["en".into()], &[]),
        (
            "families",
            |f| f.families = vec![TargetFamily { name: "Windows.Team".into(), min_version: "10.0".into() }],
            &["check package.family.removed /applicationPackages family=Windows.Desktop"],
        ),
        (
            "every family",
            |f| {
                f.families[0].name = "Windows.Universal".into();
                f.form = PackageForm::Msixupload;
            },
            &[],
        ),
        (
            "universal and bare",
            |f| f.families[0].name = "Windows.Universal".into(),
            &["tip package.form.upload /applicationPackages/@new name=t.msix"],
        ),
        (
            "architecture",
            |f| f.architectures = vec!["arm64".into()],
            &["check package.architecture.removed /applicationPackages architecture=x64"],
        ),
        (
            "resources only",
            |f| f.resource_package = true,
            &["check package.resource.alone /applicationPackages/@new name=t.msix"],
        ),
        (
            "too big",
            |f| f.bytes = 26_843_545_601,
            &["must package.file.toobig /applicationPackages/@new bytes=26843545601 max=26843545600"],
        ),
    ];
    for (name, change, expected) in table {
        let problems = check(&replaced(), &with_package(facts(change)));
        assert_told(name, &problems, expected);
    }
    // Both in one submission: the version is taken for sure.
    let twins = check(&replaced()[1..], &with_package(facts(|f| f.identity.version = "3.1.4.0".into())));
    assert_told(
        "twins",
        &twins,
        &["must package.version.same /applicationPackages/@new name=t.msix version=3.1.4.0 architecture=x64"],
    );
    assert_told(
        "none",
        &check(&[remove("/applicationPackages/@9")], &context()),
        &["must package.none /applicationPackages"],
    );
    let many: Vec<Edit> = (0..25)
        .map(|number| {
            let package = json!({"id": format!("p{number}"), "fileName": "p.msix", "fileStatus": "Uploaded"});
            set(&format!("/applicationPackages/@p{number}"), package)
        })
        .collect();
    assert_told("twenty-five", &check(&many[1..], &context()), &[]);
    assert_told(
        "twenty-six",
        &check(&many, &context()),
        &["check package.count.toomany /applicationPackages count=26 max=25"],
    );
    let unread = check(&[set(NEW, json!({"fileName": "t.msix", "fileStatus": "PendingUpload"}))], &context());
    assert_told("no source", &unread, &["must archive.file.missing /applicationPackages/@new name=t.msix"]);
    // Facts inside the package serve as well as facts beside it.
    let mut embedded = replaced();
    embedded[1] = set(
        NEW,
        json!({"fileName": "t.msix", "fileStatus": "PendingUpload", "$file": "f", "$facts": facts(|f| f.identity = PackageIdentity { version: "3.2.0.7".into(), ..f.identity.clone() })}),
    );
    assert_told(
        "embedded",
        &check(&embedded, &context()),
        &["must package.version.fourth /applicationPackages/@new name=t.msix version=3.2.0.7"],
    );
}
