//! From the first page to an account, and from there to practice.

use vitrine_sandbox::Sandbox;

use super::Tour;

pub async fn welcome(tour: &Tour<'_>) {
    tour.at("accounts:welcome.title").await;
    tour.picture("welcome").await;
}

/// A key that is wrong first: the verdict says which of the three values it is about.
pub async fn connect(tour: &Tour<'_>, sandbox: &Sandbox) {
    let (window, t) = (tour.window, &tour.words);
    tour.press("accounts:welcome.connect.act").await;
    tour.at("accounts:connect.title").await;
    tour.press("accounts:connect.where").await;
    window.says(&t.say("accounts:steps.role.title")).await;
    window
        .script("document.querySelector('[aria-expanded=true][aria-controls]').scrollIntoView();", vec![])
        .await;
    tour.picture("where-the-values-are").await;
    tour.press("accounts:connect.whereClose").await;

    window.press_first("radio", &t.say("accounts:endpoints.custom")).await;
    window.fill(&t.say("accounts:endpoints.login"), sandbox.base()).await;
    let given = sandbox.credentials();
    window.fill(&t.say("accounts:connect.tenant"), &given.tenant_id).await;
    let filled = window.value(&t.say("accounts:endpoints.store")).await;
    assert_eq!(
        filled,
        format!("{}/manage.devcenter.microsoft.com", sandbox.base()),
        "one base fills all four"
    );
    window.fill(&t.say("accounts:connect.client"), &given.client_id).await;
    window.fill(&t.say("accounts:connect.key"), "not the key that was copied").await;
    window.fill(&t.say("accounts:connect.name"), "Contoso SAS").await;
    tour.press("accounts:connect.check").await;
    window.control("heading", &t.say("accounts:verdicts.bad")).await;
    tour.picture("a-key-to-put-right").await;

    window.fill(&t.say("accounts:connect.key"), &given.client_secret).await;
    tour.press("accounts:connect.check").await;
    window.control("heading", &t.say("accounts:verdicts.good")).await;
    window.says(&t.count("accounts:verdicts.products", 13, &[])).await;
    window.says(&t.say("accounts:verdicts.role")).await;
    tour.picture("a-connection-that-holds").await;

    tour.press("accounts:connect.act").await;
    window.says(&t.say("shell:endpoints.mark")).await;
    window.control("heading", &t.say("home:you")).await;
    tour.picture("connected").await;
}

pub async fn practise(tour: &Tour<'_>) {
    let (window, t) = (tour.window, &tour.words);
    window.press("button", &t.with("shell:account.switch", &[("name", "Contoso SAS")])).await;
    window.press("menuitem", &t.say("shell:account.practice")).await;
    window.says(&t.say("shell:practice.mark")).await;
    window.control("heading", &t.say("home:you")).await;
    window.control("heading", &t.say("home:waiting")).await;
    tour.picture("home").await;
}
