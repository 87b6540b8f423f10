//! The submission API v1 for packaged apps, below `/manage.devcenter.microsoft.com/v1.0/my/`.
//!
//! Built: the list of apps and one app; app submissions (create, get, update, commit, status, delete); what clients
//! read beside them: the rollout of a submission, add-ons and flights of an app, add-ons of the account (an account
//! here has none, so these lists are empty).
//!
//! Not built, and answered with a 404 that says so: changing, halting and finishing a rollout, creating flights and
//! add-ons and their submissions, analytics and reviews.
//!
//! Source: `store-api` Section I. 401 and 429 have the form of the gateway in front of the service.

mod applications;
pub mod checks;
pub mod create;
mod error;
pub mod files;
mod members;
mod pricing;
mod submissions;
pub mod tables;
mod update;

use hyper::{Method, StatusCode};
use serde_json::json;
use uuid::Uuid;

use crate::Shared;
use crate::account::Role;
use crate::http::{Gone, Reply, Request};
use crate::{rate, token};
pub use error::ApiError;

/// The audience of tokens for this API.
const AUDIENCE: &str = "https://manage.devcenter.microsoft.com";

/// A document of 100 languages is about five megabytes (reliability 8, row 22).
const BODY_LIMIT: usize = 32 * 1024 * 1024;

pub async fn handle(shared: &Shared, request: &mut Request) -> Result<Reply, Gone> {
    // The answer carries an id for support: the client's own, or a new one (store-api 2.2).
    let correlation = request
        .header("ms-correlationid")
        .or_else(|| request.header("correlationid"))
        .map_or_else(|| Uuid::new_v4().to_string(), str::to_owned);
    let reply = answer(shared, request).await?;
    Ok(reply.with("ms-correlationid", &correlation))
}

async fn answer(shared: &Shared, request: &mut Request) -> Result<Reply, Gone> {
    let tenant = match signed_in(shared, request) {
        Ok(tenant) => tenant,
        Err(reply) => return Ok(reply),
    };
    if let Err(seconds) = shared.meter.count(&tenant, shared.clock.wall(), shared.clock.speed()) {
        return Ok(rate::exceeded(seconds, &shared.assume));
    }
    let role = shared.role();
    if role == Role::Absent {
        // Seen for an application that Entra knows and Partner Center does not (store-api 1).
        let body = json!({"statusCode": 503, "message": "Account service is experiencing issue"});
        return Ok(Reply::json(StatusCode::SERVICE_UNAVAILABLE, &body));
    }
    let changes = !matches!(request.method, Method::GET | Method::HEAD);
    if changes && role != Role::Manager {
        let status = if shared.assume.is("missing-role", "401") { 401 } else { 403 };
        let message = "The application does not have the role that this operation needs.";
        return Ok(ApiError::new(status, "Unauthorized", message, "application").reply());
    }
    if let Err(error) = shared.settle().await {
        return Ok(ApiError::from(error).reply());
    }
    let Ok(body) = request.body.whole(BODY_LIMIT).await? else {
        return Ok(ApiError::new(413, "InvalidParameterValue", "The request body is too long.", "").reply());
    };
    Ok(route(shared, request, &body).await.unwrap_or_else(|error| error.reply()))
}

/// The tenant of a good token, or the 401 of the gateway.
fn signed_in(shared: &Shared, request: &Request) -> Result<String, Reply> {
    let bearer = request
        .header("authorization")
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim());
    let refused = |message: &str| {
        Reply::json(StatusCode::UNAUTHORIZED, &json!({"statusCode": 401, "message": message}))
            .with("www-authenticate", "Bearer")
    };
    let Some(bearer) = bearer else { return Err(refused("Unauthorized. Access token is missing.")) };
    token::tenant(&shared.token_key, bearer, AUDIENCE, shared.clock.wall().as_second()).map_err(|rejected| {
        refused(match rejected {
            token::Rejected::Expired => "Unauthorized. Access token has expired.",
            token::Rejected::Audience => "Unauthorized. Access token is meant for another resource.",
            token::Rejected::Malformed => "Unauthorized. Access token is invalid.",
        })
    })
}

async fn route(shared: &Shared, request: &Request, body: &[u8]) -> Result<Reply, ApiError> {
    // Words of the path compare without case, ids do not: `msstore-cli` posts to `…/Commit`.
    let words: Vec<String> = request
        .path
        .iter()
        .enumerate()
        .map(|(n, part)| if n < 2 || n % 2 == 0 { part.to_ascii_lowercase() } else { part.clone() })
        .collect();
    let segments: Vec<&str> = words.iter().map(String::as_str).collect();
    let ["v1.0", "my", below @ ..] = segments.as_slice() else { return Err(not_built(request)) };
    match (&request.method, below) {
        (&Method::GET, ["applications"]) => applications::list(shared, request),
        (&Method::GET, ["applications", app]) => applications::get(shared, app),
        (&Method::GET, ["applications", app, list @ ("listinappproducts" | "listflights")]) => {
            applications::no_children(shared, app, list)
        }
        (&Method::GET, ["inappproducts"]) => applications::no_add_ons(shared),
        (&Method::POST, ["applications", app, "submissions"]) => {
            let minimal = request.query("isMinimalResponse").is_some_and(|v| v.eq_ignore_ascii_case("true"));
            create::submission(shared, app, minimal).await
        }
        (&Method::GET, ["applications", app, "submissions", id]) => submissions::get(shared, app, id),
        (&Method::PUT, ["applications", app, "submissions", id]) => update::submission(shared, app, id, body),
        (&Method::DELETE, ["applications", app, "submissions", id]) => submissions::delete(shared, app, id),
        (&Method::POST, ["applications", app, "submissions", id, "commit"]) => {
            submissions::commit(shared, app, id)
        }
        (&Method::GET, ["applications", app, "submissions", id, "status"]) => {
            submissions::status(shared, app, id)
        }
        (&Method::GET, ["applications", app, "submissions", id, "packagerollout"]) => {
            submissions::rollout(shared, app, id)
        }
        _ => Err(not_built(request)),
    }
}

fn not_built(request: &Request) -> ApiError {
    let message = format!("The sandbox does not play {} /{}.", request.method, request.path.join("/"));
    ApiError::new(404, "ResourceNotFound", message, "")
}
