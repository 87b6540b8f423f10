//! Microsoft Entra's token endpoints, v1 and v2, for client credentials: the answers and the AADSTS errors that a
//! Store client meets. No other flow, no certificate credentials, no user.
//!
//! Source: `store-api` 2.1 (both endpoints, one hour of life, error members), `reliability` 4.1 and 4.5 (codes, v1
//! numbers as strings). Error sentences follow the service's form: `AADSTS<code>: <sentence> Trace ID: …`.

use hyper::{Method, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::Shared;
use crate::http::{Gone, Reply, Request, pairs};
use crate::token;

/// A token lives one hour of the wall clock.
pub const LIFE_SECONDS: i64 = 3_600;

/// Resources for which this directory hands out tokens.
const RESOURCES: &[&str] = &[
    "https://manage.devcenter.microsoft.com",
    "https://api.store.microsoft.com",
    "https://api.partner.microsoft.com",
    "https://graph.microsoft.com",
];

const FORM_LIMIT: usize = 64 * 1024;

struct Refusal {
    status: StatusCode,
    error: &'static str,
    code: u32,
    sentence: String,
}

fn refusal(status: u16, error: &'static str, code: u32, sentence: impl Into<String>) -> Refusal {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    Refusal { status, error, code, sentence: sentence.into() }
}

pub async fn handle(shared: &Shared, request: &mut Request) -> Result<Reply, Gone> {
    let segments = request.segments();
    let (tenant, v2) = match segments.as_slice() {
        [tenant, "oauth2", "token"] => ((*tenant).to_owned(), false),
        [tenant, "oauth2", "v2.0", "token"] => ((*tenant).to_owned(), true),
        _ => return Ok(Reply::json(StatusCode::NOT_FOUND, &json!({"error": "not_found"}))),
    };
    if request.method != Method::POST {
        let wrong = refusal(400, "invalid_request", 900_561, "The endpoint only accepts POST requests.");
        return Ok(refused(shared, request, &wrong));
    }
    let form = match request.body.whole(FORM_LIMIT).await? {
        Ok(bytes) => pairs(&String::from_utf8_lossy(&bytes)),
        Err(_) => {
            let long = refusal(400, "invalid_request", 90_094, "The request body is too long.");
            return Ok(refused(shared, request, &long));
        }
    };
    Ok(match grant(shared, &tenant, v2, &form) {
        Ok(body) => Reply::json(StatusCode::OK, &body).with("cache-control", "no-store"),
        Err(refusal) => refused(shared, request, &refusal),
    })
}

fn grant(shared: &Shared, tenant: &str, v2: bool, form: &[(String, String)]) -> Result<Value, Refusal> {
    let credentials = &shared.credentials;
    if Uuid::parse_str(tenant).is_err() && !tenant.contains('.') {
        return Err(refusal(
            400,
            "invalid_request",
            900_023,
            format!(
                "Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain."
            ),
        ));
    }
    if !tenant.eq_ignore_ascii_case(&credentials.tenant_id) {
        return Err(refusal(
            400,
            "invalid_request",
            90_002,
            format!(
                "Tenant '{tenant}' not found. Check that the tenant ID is right and belongs to this cloud."
            ),
        ));
    }
    let field = |name: &str| {
        form.iter().find(|(key, _)| key == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    };
    let needed = |name: &str| {
        field(name).ok_or_else(|| {
            let sentence = format!("The request body must contain the following parameter: '{name}'.");
            refusal(400, "invalid_request", 900_144, sentence)
        })
    };
    let grant_type = needed("grant_type")?;
    if grant_type != "client_credentials" {
        let sentence = format!("The app requested an unsupported grant type '{grant_type}'.");
        return Err(refusal(400, "unsupported_grant_type", 70_003, sentence));
    }
    let client = needed("client_id")?;
    if !client.eq_ignore_ascii_case(&credentials.client_id) {
        let sentence =
            format!("Application with identifier '{client}' was not found in the directory '{tenant}'.");
        return Err(refusal(400, "unauthorized_client", 700_016, sentence));
    }
    let secret = needed("client_secret")?;
    let resource =
        if v2 { v2_resource(field("scope"), field("resource"))? } else { needed("resource")?.to_owned() };
    let resource = resource.trim_end_matches('/');
    if !RESOURCES.contains(&resource) {
        let sentence =
            format!("The resource principal named {resource} was not found in the tenant named {tenant}.");
        return Err(refusal(400, "invalid_resource", 500_011, sentence));
    }
    if secret != credentials.client_secret {
        let sentence = format!(
            "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, \
             not the client secret ID, for a secret added to app '{client}'."
        );
        return Err(refusal(401, "invalid_client", 7_000_215, sentence));
    }
    let now = shared.clock.wall().as_second();
    let expires = now + LIFE_SECONDS;
    let access_token = token::issue(&shared.token_key, tenant, client, resource, now, expires);
    Ok(if v2 {
        json!({"token_type": "Bearer", "expires_in": LIFE_SECONDS, "ext_expires_in": LIFE_SECONDS,
               "access_token": access_token})
    } else {
        // The v1 endpoint writes its numbers as strings (reliability 4.1).
        json!({"token_type": "Bearer", "expires_in": LIFE_SECONDS.to_string(),
               "ext_expires_in": LIFE_SECONDS.to_string(), "expires_on": expires.to_string(),
               "not_before": now.to_string(), "resource": resource, "access_token": access_token})
    })
}

fn v2_resource(scope: Option<&str>, resource: Option<&str>) -> Result<String, Refusal> {
    if resource.is_some() {
        let sentence = "The 'resource' request parameter isn't supported.";
        return Err(refusal(400, "invalid_request", 901_002, sentence));
    }
    let Some(scope) = scope else {
        let sentence = "The request body must contain the following parameter: 'scope'.";
        return Err(refusal(400, "invalid_request", 900_144, sentence));
    };
    // Client credentials take exactly one scope, `<resource>/.default`.
    scope.strip_suffix("/.default").filter(|resource| !resource.contains(' ')).map(str::to_owned).ok_or_else(|| {
        let sentence = format!(
            "The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid: client \
             credentials need the resource followed by /.default."
        );
        refusal(400, "invalid_scope", 70_011, sentence)
    })
}

fn refused(shared: &Shared, request: &Request, refusal: &Refusal) -> Reply {
    let trace = Uuid::new_v4().to_string();
    let correlation = request
        .header("client-request-id")
        .filter(|id| Uuid::parse_str(id).is_ok())
        .map_or_else(|| Uuid::new_v4().to_string(), str::to_owned);
    let timestamp = shared.clock.wall().strftime("%Y-%m-%d %H:%M:%SZ").to_string();
    let description = format!(
        "AADSTS{}: {} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {timestamp}",
        refusal.code, refusal.sentence
    );
    Reply::json(
        refusal.status,
        &json!({
            "error": refusal.error,
            "error_description": description,
            "error_codes": [refusal.code],
            "timestamp": timestamp,
            "trace_id": trace,
            "correlation_id": correlation,
            "error_uri": format!("https://login.microsoftonline.com/error?code={}", refusal.code),
        }),
    )
    .with("cache-control", "no-store")
    .with("x-ms-request-id", &trace)
}
