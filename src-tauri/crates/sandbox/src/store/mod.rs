//! The submission API v1 for packaged apps, below `/manage.devcenter.microsoft.com/v1.0/my/`.
//!
//! Apps, add-ons and flights, their submissions (create, get, update, commit, status, delete) and rollouts. Not built,
//! and answered with a 404 that says so: analytics and reviews.
//!
//! Source: `store-api` Section I. 401 and 429 have the form of the gateway in front of the service.

pub mod add_ons;
mod applications;
pub mod checks;
pub mod create;
mod error;
pub mod files;
pub mod flights;
mod members;
mod owner;
mod pages;
mod pricing;
mod rollout;
mod submissions;
pub mod tables;
pub mod trailers;
mod update;

use hyper::{Method, StatusCode};
use serde_json::json;
use uuid::Uuid;

use crate::Shared;
use crate::account::Role;
use crate::http::{Gone, Reply, Request};
use crate::{rate, token};
pub use error::ApiError;
pub use owner::Owner;

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
    if let Some((owner, rest)) = Owner::of(below) {
        return of_submission(shared, request, body, owner, rest).await;
    }
    match (&request.method, below) {
        (&Method::GET, ["applications"]) => applications::list(shared, request),
        (&Method::GET, ["applications", app]) => applications::get(shared, app),
        (&Method::GET, ["applications", app, "listinappproducts"]) => add_ons::of_app(shared, app, request),
        (&Method::GET, ["applications", app, "listflights"]) => flights::of_app(shared, app, request),
        (&Method::GET, ["inappproducts"]) => add_ons::list(shared, request),
        (&Method::POST, ["inappproducts"]) => add_ons::create(shared, body),
        (&Method::GET, ["inappproducts", id]) => add_ons::get(shared, id),
        (&Method::DELETE, ["inappproducts", id]) => add_ons::delete(shared, id),
        (&Method::POST, ["applications", app, "flights"]) => flights::create(shared, app, body),
        (&Method::GET, ["applications", app, "flights", id]) => flights::get(shared, app, id),
        (&Method::DELETE, ["applications", app, "flights", id]) => flights::delete(shared, app, id),
        _ => Err(not_built(request)),
    }
}

/// The calls that are the same for every owner. An add-on has no rollout.
async fn of_submission(
    shared: &Shared,
    request: &Request,
    body: &[u8],
    owner: Owner<'_>,
    rest: &[&str],
) -> Result<Reply, ApiError> {
    let rolls_out = !matches!(owner, Owner::AddOn(_));
    match (&request.method, rest) {
        (&Method::POST, []) => {
            let minimal = request.query("isMinimalResponse").is_some_and(|v| v.eq_ignore_ascii_case("true"));
            create::submission(shared, &owner, minimal).await
        }
        (&Method::GET, [id]) => submissions::get(shared, &owner, id),
        (&Method::PUT, [id]) => update::submission(shared, &owner, id, body),
        (&Method::DELETE, [id]) => submissions::delete(shared, &owner, id),
        (&Method::POST, [id, "commit"]) => {
            if matches!(owner, Owner::AddOn(_))
                && shared.assume.is("add-on-commits", "throttled")
                && let Err(seconds) = shared.meter.add_on_commit(shared.clock.wall(), shared.clock.speed())
            {
                return Ok(rate::exceeded(seconds, &shared.assume));
            }
            submissions::commit(shared, &owner, id)
        }
        (&Method::GET, [id, "status"]) => submissions::status(shared, &owner, id),
        (&Method::GET, [id, "packagerollout"]) if rolls_out => rollout::info(shared, &owner, id),
        (&Method::POST, [id, "updatepackagerolloutpercentage"]) if rolls_out => {
            rollout::percentage(shared, &owner, id, request)
        }
        (&Method::POST, [id, "haltpackagerollout"]) if rolls_out => rollout::halt(shared, &owner, id),
        (&Method::POST, [id, "finalizepackagerollout"]) if rolls_out => rollout::finalize(shared, &owner, id),
        _ => Err(not_built(request)),
    }
}

/// The status of a thing that was made.
fn created(shared: &Shared) -> StatusCode {
    if shared.assume.is("create-status", "200") { StatusCode::OK } else { StatusCode::CREATED }
}

/// The answer to a delete.
fn emptied(shared: &Shared) -> Reply {
    let status =
        if shared.assume.is("delete-status", "200") { StatusCode::OK } else { StatusCode::NO_CONTENT };
    Reply::empty(status)
}

fn not_built(request: &Request) -> ApiError {
    let message = format!("The sandbox does not play {} /{}.", request.method, request.path.join("/"));
    ApiError::new(404, "ResourceNotFound", message, "")
}
