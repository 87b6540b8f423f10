//! The sandbox's own routes below `/_sandbox/`: clock, faults, log, assumptions, and the portal's part.
//!
//! | route | |
//! | --- | --- |
//! | `GET clock`, `POST clock` | `{now, speed}`; `{"advance":"PT6H"}`, `{"untilNextStep":true}` (of one `product`, or of any) or `{"speed":N}` |
//! | `GET faults`, `POST faults`, `DELETE faults` | the rules in force; add one; clear |
//! | `GET log?since=N` | entries after number N |
//! | `GET assumptions` | what is assumed of the real service |
//! | `GET portal`, `POST portal` | `portal`'s page, and its acts |
//!
//! A request that carries a foreign `Origin` is refused: a web page must not steer the sandbox.

use hyper::{Method, StatusCode};
use serde_json::{Value, json};

use crate::Shared;
use crate::clock;
use crate::faults::Fault;
use crate::http::{Gone, Reply, Request};
use crate::portal;
use crate::server::is_loopback;

const BODY_LIMIT: usize = 1024 * 1024;

pub async fn handle(shared: &Shared, request: &mut Request) -> Result<Reply, Gone> {
    if request.header("origin").is_some_and(|origin| !is_own(shared, origin)) {
        let refused = json!({"error": "The sandbox is not steered by pages of another origin."});
        return Ok(Reply::json(StatusCode::FORBIDDEN, &refused));
    }
    let Ok(body) = request.body.whole(BODY_LIMIT).await? else {
        return Ok(problem(StatusCode::PAYLOAD_TOO_LARGE, "The body is too long."));
    };
    let segments = request.segments();
    let reply = match (&request.method, segments.as_slice()) {
        (_, ["portal", rest @ ..]) => return Ok(portal::handle(shared, request, rest, &body).await),
        (&Method::GET, ["clock"]) => reading(shared),
        (&Method::POST, ["clock"]) => match parsed(&body) {
            Ok(order) => set_clock(shared, &order).await,
            Err(reply) => reply,
        },
        (&Method::GET, ["faults"]) => Reply::json(StatusCode::OK, &json!(shared.faults.list())),
        (&Method::POST, ["faults"]) => match serde_json::from_slice::<Fault>(&body) {
            Ok(fault) => {
                shared.faults.add(fault);
                Reply::json(StatusCode::OK, &json!(shared.faults.list()))
            }
            Err(error) => problem(StatusCode::BAD_REQUEST, &format!("This is not a fault: {error}.")),
        },
        (&Method::DELETE, ["faults"]) => {
            shared.faults.clear();
            Reply::empty(StatusCode::NO_CONTENT)
        }
        (&Method::GET, ["log"]) => {
            let since = request.query("since").and_then(|n| n.parse().ok()).unwrap_or(0);
            Reply::json(StatusCode::OK, &json!(shared.log.since(since)))
        }
        (&Method::GET, ["assumptions"]) => Reply::json(StatusCode::OK, &shared.assume.to_json()),
        _ => problem(StatusCode::NOT_FOUND, "The sandbox has no such route."),
    };
    Ok(reply)
}

/// The sandbox's own pages, under any name of loopback.
fn is_own(shared: &Shared, origin: &str) -> bool {
    let port = shared.base().rsplit(':').next().unwrap_or_default();
    origin
        .strip_prefix("http://")
        .is_some_and(|host| is_loopback(host) && host.ends_with(&format!(":{port}")))
}

async fn set_clock(shared: &Shared, order: &Value) -> Reply {
    if let Some(text) = order["advance"].as_str() {
        match clock::duration(text) {
            Some(by) => shared.clock.advance(by),
            None => {
                return problem(
                    StatusCode::BAD_REQUEST,
                    "advance is an ISO 8601 duration, for example PT6H.",
                );
            }
        }
    } else if let Some(speed) = order["speed"].as_f64() {
        if !(speed > 0.0 && speed.is_finite()) {
            return problem(StatusCode::BAD_REQUEST, "speed is a number above 0.");
        }
        shared.clock.set_speed(speed);
    } else if order["untilNextStep"] == true {
        if let Err(error) = shared.until_next_step(order["product"].as_str()).await {
            return problem(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string());
        }
    } else {
        return problem(StatusCode::BAD_REQUEST, "Say advance, untilNextStep or speed.");
    }
    match shared.settle().await.and_then(|()| shared.lock().save_account()) {
        Ok(()) => reading(shared),
        Err(error) => problem(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

fn reading(shared: &Shared) -> Reply {
    Reply::json(StatusCode::OK, &json!({"now": shared.clock.now(), "speed": shared.clock.speed()}))
}

fn parsed(body: &[u8]) -> Result<Value, Reply> {
    serde_json::from_slice(body).map_err(|_| problem(StatusCode::BAD_REQUEST, "The body is not JSON."))
}

pub fn problem(status: StatusCode, message: &str) -> Reply {
    Reply::json(status, &json!({"error": message}))
}
