//! What a refused sign-in means.
//!
//! Entra asks clients to branch on OAuth's `error`; the AADSTS numbers are diagnostics that may change. So `error` decides the
//! kind, and a number only sharpens it; with none of them known the ids are still there to be copied.

use jiff::Timestamp;
use serde_json::Value;

use crate::error::{PartnerError, SignInError, SignInFault};
use crate::http::Reply;
use crate::patience::asked_to_wait;
use crate::secret::Key;

pub(super) fn meaning(reply: &Reply, operation: &str, key: &Key, now: Timestamp) -> PartnerError {
    let status = reply.status.as_u16();
    let mut details = reply.details(operation, None);
    if let Some(answer) = details.answer.as_mut().filter(|_| !key.is_empty()) {
        *answer = answer.replace(key.expose(), "…cut…");
    }
    if status == 407 {
        return PartnerError::ProxyRefused(details);
    }
    let body: Value = reply.json().unwrap_or_default();
    let error = body["error"].as_str().unwrap_or_default().to_owned();
    if error.is_empty() && status < 429 {
        // Not Entra: a captive portal, a proxy's page, an address that leads elsewhere.
        return PartnerError::Unreadable(details);
    }
    let id = |name: &str| body[name].as_str().filter(|id| !id.is_empty()).map(str::to_owned);
    details.correlation_id = id("correlation_id").or(details.correlation_id);
    let code = code(&body);
    PartnerError::SignIn(Box::new(SignInError {
        fault: fault(&error, code, status),
        error,
        code,
        trace_id: id("trace_id"),
        retry_after: asked_to_wait(&reply.headers, &reply.text(), now),
        details: *details,
    }))
}

fn fault(error: &str, code: Option<u32>, status: u16) -> SignInFault {
    use SignInFault::*;
    if status == 429 || code == Some(90055) {
        return Throttled;
    }
    // Numbers that say the same under any `error`.
    let hint = match code {
        Some(7_000_112) => Some(Disabled),
        Some(90_002 | 900_023) => Some(UnknownTenant),
        Some(700_016) => Some(UnknownApplication),
        Some(500_011) => Some(ResourceMissing),
        Some(90_033 | 90_006 | 90_012 | 90_024 | 50_000) => Some(Trouble),
        Some(53_003 | 530_032 | 50_076 | 50_079) => Some(Blocked),
        _ => None,
    };
    match error {
        "invalid_client" => match code {
            Some(7_000_222) => ExpiredKey,
            _ => hint.unwrap_or(WrongKey),
        },
        "unauthorized_client" => hint.unwrap_or(UnknownApplication),
        "invalid_resource" => hint.unwrap_or(ResourceMissing),
        "interaction_required" => hint.unwrap_or(Blocked),
        "temporarily_unavailable" | "server_error" => Trouble,
        _ if status >= 500 => Trouble,
        _ => hint.unwrap_or(Other),
    }
}

/// The number from `error_codes`, else from the sentence.
fn code(body: &Value) -> Option<u32> {
    let listed = body["error_codes"].get(0).and_then(Value::as_u64).and_then(|code| code.try_into().ok());
    listed.or_else(|| {
        let digits = body["error_description"].as_str()?.split_once("AADSTS")?.1;
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        digits[..end].parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    fn read(status: u16, body: &str) -> PartnerError {
        let reply = Reply {
            status: status.try_into().unwrap(),
            headers: Default::default(),
            body: Bytes::copy_from_slice(body.as_bytes()),
        };
        meaning(&reply, "POST token", &Key::new("the-very-key"), Timestamp::UNIX_EPOCH)
    }

    fn sign_in(status: u16, error: &str, code: u32) -> SignInError {
        let body = format!(
            r#"{{"error":"{error}","error_description":"AADSTS{code}: said with the-very-key in it.","error_codes":[{code}],"trace_id":"t-1","correlation_id":"c-1"}}"#
        );
        match read(status, &body) {
            PartnerError::SignIn(error) => *error,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn each_known_code_has_its_meaning() {
        use SignInFault::*;
        for (status, error, code, fault) in [
            (401, "invalid_client", 7_000_215, WrongKey),
            (401, "invalid_client", 7_000_222, ExpiredKey),
            (400, "unauthorized_client", 700_016, UnknownApplication),
            (400, "invalid_request", 90_002, UnknownTenant),
            (400, "invalid_request", 900_023, UnknownTenant),
            (400, "invalid_resource", 500_011, ResourceMissing),
            (400, "unauthorized_client", 7_000_112, Disabled),
            (400, "invalid_client", 53_003, Blocked),
            (429, "temporarily_unavailable", 90_055, Throttled),
            (503, "temporarily_unavailable", 90_033, Trouble),
            // A number nobody knows: the OAuth error alone decides.
            (401, "invalid_client", 9_999_999, WrongKey),
            (400, "invalid_request", 9_999_999, Other),
        ] {
            assert_eq!(sign_in(status, error, code).fault, fault, "{error} {code}");
        }
    }

    #[test]
    fn the_ids_are_kept_and_the_key_is_not() {
        let error = sign_in(401, "invalid_client", 7_000_215);
        assert_eq!(error.trace_id.as_deref(), Some("t-1"));
        assert_eq!(error.details.correlation_id.as_deref(), Some("c-1"));
        assert_eq!(error.code, Some(7_000_215));
        assert!(!format!("{error:?}").contains("the-very-key"));
    }

    #[test]
    fn a_code_in_the_sentence_alone_is_found() {
        let text = r#"{"error":"invalid_client","error_description":"AADSTS7000222: The key ended."}"#;
        assert!(matches!(read(401, text), PartnerError::SignIn(e) if e.fault == SignInFault::ExpiredKey));
    }

    #[test]
    fn a_page_in_place_of_an_answer_is_not_a_wrong_key() {
        assert!(matches!(read(403, "<html>blocked</html>"), PartnerError::Unreadable(_)));
        assert!(matches!(read(407, ""), PartnerError::ProxyRefused(_)));
        assert!(
            matches!(read(502, "<html>bad gateway</html>"), PartnerError::SignIn(e) if e.fault == SignInFault::Trouble)
        );
    }
}
