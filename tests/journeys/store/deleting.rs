//! A submission that is deleted at Microsoft is in History first, and comes back from there whole.

use serde_json::{Value, json};
use vitrine_tests::drag::file;
use vitrine_tests::pictures::make_png;
use vitrine_tests::window::{Start, until};

use crate::person::{Draft, PRODUCT, english, hold, promise};

const NEWS: &str = "/listings/en-us/baseListing/releaseNotes";

/// Statement 19.
#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_submission_comes_back_whole() {
    promise("deleting", Start::default(), async |window| {
        let t = english();
        let partner_center = window.partner_center().await;
        hold(window, 0).await;
        let draft = Draft::start(window, PRODUCT).await;
        draft
            .set(
                window,
                &[
                    (NEWS, json!("Planned together 🗓️, שבוע משותף")),
                    ("/pricing/priceId", json!("Tier1022")),
                    ("/pricing/marketSpecificPricings/BR", json!("NotAvailable")),
                    ("/notesForCertification", json!("No account is needed.")),
                ],
            )
            .await;
        let folder = window.display.folder("Pictures");
        let picture = file(&folder, "Together.png", &make_png(1920, 1080, 11));
        draft.open(window, "images").await;
        window.at(&t.say("images:title")).await;
        window.drop_files(std::slice::from_ref(&picture), &t.count("common:drop.images", 1, &[])).await;
        window.says(&t.say("draft:landing.notSent")).await;
        let before = window.call("draft_open", draft.id.clone()).await["document"].clone();

        // Microsoft takes it and then refuses the commit: the submission stands open there.
        let refusal = json!({ "route": "POST applications/*/submissions/*/commit", "effect": "status", "value": 400, "times": 1 });
        partner_center.fault(refusal).await;
        draft.open(window, "review").await;
        window.press("button", &t.say("review:submit")).await;
        window.at(&t.with("publish:title.failed", &[("product", PRODUCT)])).await;
        draft.open(window, "draft").await;
        window.press("button", &t.say("draft:discard.open")).await;
        window.press("button", &t.say("draft:discard.act")).await;
        window.at(PRODUCT).await;
        window.gone("region", &t.say("draft:landing.label")).await;
        std::fs::remove_file(&picture).expect("the file can be removed");

        let since = partner_center.now().await;
        draft.open(window, "pending").await;
        window.control("heading", &t.say("pending:live.title")).await;
        let elsewhere = window.shows("heading", &t.say("pending:since.title")).await;
        assert!(!elsewhere, "what stands there is what this computer sent");
        window.press_first("button", &t.say("pending:delete")).await;
        window.says(&t.say("dialogs:act.fact.deletePending.copy")).await;
        window.picture("asked").await;
        window.press("button", &t.say("dialogs:act.deletePending.verb")).await;
        window.says(&t.with("acts:done.deletePending", &[("product", PRODUCT)])).await;
        assert_eq!(partner_center.changes(since).await, ["DELETE applications/9PTLSPNPLNR1/submissions/#"]);

        draft.open(window, "history").await;
        window.says(&t.say("history:reason.beforeDelete")).await;
        window.press_first("button", &t.say("history:copy")).await;
        window.at(&t.say("draft:title")).await;
        window.picture("back").await;
        let product = window.product(PRODUCT).await;
        let again = until("the draft that came back", async || {
            let view = window.call("draft_start", json!(product)).await;
            (view["document"].pointer(NEWS) == before.pointer(NEWS)).then(|| view["document"].clone())
        })
        .await;
        assert_eq!(told(&again), told(&before), "every field and every picture, byte for byte");
    })
    .await;
}

/// What a person made: words, prices, options, and the pictures by what they are, not by the numbers of the service.
fn told(document: &Value) -> Value {
    let mut told = document.clone();
    let listings = told["listings"].as_object_mut().expect("listings");
    for (_, listing) in listings.iter_mut() {
        for image in listing["baseListing"]["images"].as_array_mut().into_iter().flatten() {
            let kept =
                ["imageType", "description", "$asset"].map(|name| (name.to_owned(), image[name].clone()));
            *image = Value::Object(kept.into_iter().collect());
        }
    }
    for own in ["id", "status", "statusDetails", "fileUploadUrl", "friendlyName", "applicationPackages"] {
        told.as_object_mut().expect("a submission").remove(own);
    }
    // Seen once on a live account: any update turns this flag, and nothing reads it.
    told["pricing"].as_object_mut().expect("prices").remove("isAdvancedPricingModel");
    told
}
