//! The portal's page: plain HTML with forms, no scripts, nothing from elsewhere.

use std::fmt::Write as _;

use hyper::StatusCode;
use quick_xml::escape::escape;

use crate::Shared;
use crate::http::{Reply, Request};
use crate::model::{Status, Submission};
use crate::product::{Kind, Product};

pub const STYLE: &str = include_str!("../../data/portal.css");

/// Products on one page of the list.
const SHOWN: usize = 60;

/// Words of the page, by language.
struct Words {
    lang: &'static str,
    title: &'static str,
    intro: &'static str,
    all: &'static str,
    live: &'static str,
    nothing: &'static str,
    more: &'static str,
    add_on: &'static str,
    flight: &'static str,
    new_name: &'static str,
    new_app: &'static str,
    acts: fn(&str) -> &'static str,
}

const ENGLISH: Words = Words {
    lang: "en",
    title: "Partner Center (practice)",
    intro: "This page stands for Partner Center. It does what only a person there can do; nothing leaves this computer.",
    all: "All products",
    live: "live",
    nothing: "no open submission",
    more: "more products: open one by its address",
    add_on: "add-on",
    flight: "flight",
    new_name: "Name",
    new_app: "Create a new app",
    acts: |act| match act {
        "publishNow" => "Publish now",
        "cancelCertification" => "Cancel certification",
        "finishReview" => "Let the review pass",
        "failStep" => "Let this step fail",
        "submit" => "Submit the draft here",
        "editDraft" => "Change the draft here",
        "deleteSubmission" => "Delete the submission here",
        "createSubmission" => "Create a submission here",
        "firstSubmission" => "Make the first submission",
        "makeUnavailable" => "Make product unavailable",
        "makeAvailable" => "Make product available",
        "answerAgeRating" => "Answer the age rating questionnaire",
        "useMandatoryUpdates" => "Use mandatory updates",
        "createFlight" => "Create a flight here",
        _ => "",
    },
};

const FRENCH: Words = Words {
    lang: "fr",
    title: "Espace partenaires (entraînement)",
    intro: "Cette page remplace l’Espace partenaires. Elle fait ce que seule une personne peut y faire ; rien ne quitte cet ordinateur.",
    all: "Tous les produits",
    live: "en ligne",
    nothing: "aucune soumission ouverte",
    more: "autres produits : ouvrez-les par leur adresse",
    add_on: "module complémentaire",
    flight: "version d’évaluation",
    new_name: "Nom",
    new_app: "Créer une nouvelle application",
    acts: |act| match act {
        "publishNow" => "Publier maintenant",
        "cancelCertification" => "Annuler la certification",
        "finishReview" => "Faire réussir l’examen",
        "failStep" => "Faire échouer cette étape",
        "submit" => "Envoyer le brouillon ici",
        "editDraft" => "Modifier le brouillon ici",
        "deleteSubmission" => "Supprimer la soumission ici",
        "createSubmission" => "Créer une soumission ici",
        "firstSubmission" => "Faire la première soumission",
        "makeUnavailable" => "Rendre le produit indisponible",
        "makeAvailable" => "Rendre le produit disponible",
        "answerAgeRating" => "Répondre au questionnaire d’âge",
        "useMandatoryUpdates" => "Utiliser les mises à jour obligatoires",
        "createFlight" => "Créer une version d’évaluation ici",
        _ => "",
    },
};

/// What a person can do with a product now.
fn possible(product: &Product) -> Vec<&'static str> {
    let mut acts = Vec::new();
    match product.pending() {
        Some(pending) => {
            let held = matches!(pending.text("targetPublishMode"), "Manual" | "SpecificDate")
                && !pending.publish_now;
            match pending.status {
                Status::PendingCommit => acts.extend(["submit", "editDraft"]),
                Status::Release if held => acts.push("publishNow"),
                Status::PreProcessing | Status::Certification => acts.push("finishReview"),
                _ => {}
            }
            if pending.status.moving() {
                if pending.status != Status::Publishing {
                    acts.push("cancelCertification");
                }
                acts.push("failStep");
            } else {
                acts.push("deleteSubmission");
            }
        }
        None if product.last_published.is_some() => acts.push("createSubmission"),
        None => {}
    }
    if product.flight().is_none() {
        acts.push(match (&product.last_published, product.available) {
            (None, _) => "firstSubmission",
            (Some(_), true) => "makeUnavailable",
            (Some(_), false) => "makeAvailable",
        });
    }
    if let Some(app) = product.app() {
        if !app.age_rated {
            acts.push("answerAgeRating");
        }
        if product.last_published.is_some() {
            acts.push("createFlight");
        }
        if !product.unsupported {
            acts.push("useMandatoryUpdates");
        }
    }
    acts
}

pub fn page(shared: &Shared, request: &Request) -> Reply {
    let asked = request.query("lang").filter(|lang| !lang.is_empty());
    let asked = asked.or_else(|| request.header("accept-language").map(str::to_owned)).unwrap_or_default();
    let words = if asked.starts_with("fr") { &FRENCH } else { &ENGLISH };
    let one = request.query("product").filter(|id| !id.is_empty());
    let mut world = shared.lock();
    let ids: Vec<String> = match &one {
        // An app with what belongs to it.
        Some(id) => std::iter::once(id.clone())
            .chain(world.flights_of(id))
            .chain(world.add_ons_of(id).into_iter().take(SHOWN))
            .collect(),
        None => world.apps().iter().take(SHOWN).cloned().collect(),
    };
    let mut body = String::new();
    if let Some(said) = request.query("said") {
        let _ = write!(body, "<p class=\"said\" role=\"status\">{}</p>", escape(said.as_str()));
    }
    for id in &ids {
        if let Some(product) = world.product(id) {
            card(&mut body, product, words);
        }
    }
    if one.is_none() {
        let _ = write!(
            body,
            "<section><form method=\"post\" action=\"/_sandbox/portal\" class=\"acts\">\
             <input type=\"hidden\" name=\"action\" value=\"reserveName\">\
             <input type=\"hidden\" name=\"lang\" value=\"{}\">\
             <label>{} <input name=\"name\" required maxlength=\"256\"></label><button>{}</button></form></section>",
            words.lang, words.new_name, words.new_app
        );
    }
    if one.is_some() {
        let _ = write!(body, "<p><a href=\"/_sandbox/portal?lang={}\">{}</a></p>", words.lang, words.all);
    } else if world.apps().len() > SHOWN {
        let _ = write!(body, "<p>{} {}</p>", world.apps().len() - SHOWN, words.more);
    }
    let html = format!(
        "<!doctype html><html lang=\"{0}\"><head><meta charset=\"utf-8\"><title>{1}</title>\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <link rel=\"stylesheet\" href=\"/_sandbox/portal/portal.css\"></head>\
         <body><main><h1>{1}</h1><p>{2}</p>{body}</main></body></html>",
        words.lang, words.title, words.intro
    );
    Reply::text(StatusCode::OK, "text/html; charset=utf-8", html)
        .with(
            "content-security-policy",
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'",
        )
        .with("cache-control", "no-store")
}

/// A submission of a flight has no name of its own.
fn name(submission: &Submission) -> &str {
    Some(submission.text("friendlyName")).filter(|name| !name.is_empty()).unwrap_or(&submission.id)
}

fn card(out: &mut String, product: &Product, words: &Words) {
    let state = match product.pending() {
        Some(pending) => format!("{}: {}", name(pending), pending.status.word()),
        None => words.nothing.to_owned(),
    };
    let kind = match product.kind {
        Kind::App(_) => String::new(),
        Kind::AddOn(_) => format!(" · {}", words.add_on),
        Kind::Flight(_) => format!(" · {}", words.flight),
    };
    let live = product.published().map(|published| name(published).to_owned());
    let live = live.map_or_else(String::new, |live| format!(" · {live}: {}", words.live));
    let _ = write!(
        out,
        "<section><h2>{}</h2><p>{}{kind} · {}{}</p><div class=\"acts\">",
        escape(product.name()),
        product.id,
        escape(state.as_str()),
        escape(live.as_str())
    );
    for act in possible(product) {
        let _ = write!(
            out,
            "<form method=\"post\" action=\"/_sandbox/portal\"><input type=\"hidden\" name=\"action\" value=\"{act}\">\
             <input type=\"hidden\" name=\"product\" value=\"{}\"><input type=\"hidden\" name=\"lang\" value=\"{}\">\
             <button>{}</button></form>",
            product.id,
            words.lang,
            (words.acts)(act)
        );
    }
    out.push_str("</div></section>");
}
