//! What only a person in Partner Center can do, so that every hand-off can be rehearsed to its end.
//!
//! A product is an app or an add-on by its Store id, or a flight by its GUID.
//!
//! `POST` takes `{"action", "product", …}` as JSON and answers what was done, or 409 and why not; the page's forms
//! post the same fields and come back to the page. Acts of offers (`stopDistribution`) arrive with the offers.
//!
//! | action | |
//! | --- | --- |
//! | `publishNow` | releases what waits as *Manual* or for its date |
//! | `cancelCertification` | `Canceled`, until publishing has begun |
//! | `finishReview` | pre-processing and certification pass at once |
//! | `failStep` | the running step fails; `code` and `details` say why; `backToDraft` forgets a commit instead |
//! | `createSubmission`, `editDraft` (`change`: a JSON merge patch), `submit`, `deleteSubmission` | a person works on the submission there |
//! | `reserveName` (`name`; no `product`) | a new app without a submission |
//! | `firstSubmission` | the pages that the API cannot fill in; it is live at once |
//! | `makeUnavailable`, `makeAvailable` | the switch that the API neither shows nor changes |
//! | `answerAgeRating`, `useMandatoryUpdates` | |
//! | `createFlight` (`product`: the app; `friendlyName`, `groupIds`, `rankHigherThan`) | a flight with a first submission that the API cannot use |
//! | `editFlight` (`product`: the flight; `friendlyName`, `groupIds`) | what the API cannot change |
//! | `setRole` (`role`: `manager`, `developer`, `absent`) | the application's role, for the whole account |

mod acts;
mod flights;
mod names;
mod page;

use hyper::{Method, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use crate::Shared;
use crate::control::problem;
use crate::http::{Reply, Request, pairs};

pub use acts::act;

pub async fn handle(shared: &Shared, request: &Request, rest: &[&str], body: &[u8]) -> Reply {
    if let Err(error) = shared.settle().await {
        return problem(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string());
    }
    match (&request.method, rest) {
        (&Method::GET, []) => page::page(shared, request),
        (&Method::GET, ["portal.css"]) => Reply::text(StatusCode::OK, "text/css; charset=utf-8", page::STYLE),
        (&Method::POST, []) => posted(shared, request, body),
        _ => problem(StatusCode::NOT_FOUND, "The portal has no such page."),
    }
}

fn posted(shared: &Shared, request: &Request, body: &[u8]) -> Reply {
    let form = request
        .header("content-type")
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    let order = if form {
        let fields = pairs(&String::from_utf8_lossy(body));
        Value::Object(fields.into_iter().map(|(name, value)| (name, json!(value))).collect::<Map<_, _>>())
    } else {
        match serde_json::from_slice(body) {
            Ok(order) => order,
            Err(_) => return problem(StatusCode::BAD_REQUEST, "The body is not JSON."),
        }
    };
    let done = act(shared, &order);
    if form {
        let said = match &done {
            Ok(said) | Err(said) => utf8_percent_encode(said, NON_ALPHANUMERIC).to_string(),
        };
        let product =
            utf8_percent_encode(order["product"].as_str().unwrap_or_default(), NON_ALPHANUMERIC).to_string();
        let lang =
            utf8_percent_encode(order["lang"].as_str().unwrap_or_default(), NON_ALPHANUMERIC).to_string();
        let back = format!("/_sandbox/portal?product={product}&lang={lang}&said={said}");
        return Reply::empty(StatusCode::SEE_OTHER).with("location", &back);
    }
    match done {
        Ok(said) => Reply::json(StatusCode::OK, &json!({"done": said})),
        Err(why) => problem(StatusCode::CONFLICT, &why),
    }
}
