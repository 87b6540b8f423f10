//! What a refusal of the Store means.
//!
//! The bodies are `{code, message, target, …}`, or a gateway's page. The sentences below come from public issue threads of
//! Microsoft's clients; none is documented, so each is only a reason to be more precise, never the only sign of trouble.

use serde_json::Value;

use crate::error::{Change, PartnerError};
use crate::http::Reply;
use crate::redact::redact;

/// Longest sentence of the service that travels in an error, bytes.
const SENTENCE: usize = 600;

/// A reply that is neither a success nor of general meaning (401, 403, 429, 5xx are judged before).
pub(super) fn meaning(reply: &Reply, operation: &str, change: Option<Change>) -> PartnerError {
    let details = reply.details(operation, None);
    let body: Value = reply.json().unwrap_or_default();
    let word = |name: &str| {
        let inner = &body["innererror"];
        body[name].as_str().or_else(|| inner[name].as_str()).filter(|text| !text.is_empty())
    };
    let code = word("code");
    let target = word("target");
    let message = sentence(word("message").unwrap_or_default());
    let lower = message.to_lowercase();

    match reply.status.as_u16() {
        404 | 410 => PartnerError::NotFound(details),
        400 if code == Some("InvalidOperation") && lower.contains("created through the api") => {
            PartnerError::NotMadeHere(details)
        }
        409 if lower.contains("features that are not supported") => PartnerError::Unsupported(details),
        400 | 409 if lower.contains("rollout") && change == Some(Change::CreateSubmission) => {
            PartnerError::RolloutRunning(details)
        }
        409 if change == Some(Change::CreateSubmission) => {
            PartnerError::PendingExists { submission: None, details }
        }
        // What does not exist yet is in no state: only the service's words can tell why.
        409 if matches!(change, Some(Change::CreateAddOn | Change::CreateFlight)) => {
            PartnerError::Refused { code: code.map(str::to_owned), message, details }
        }
        // A read is refused by state only where the product itself is closed to the API.
        409 if change.is_none() => PartnerError::Unsupported(details),
        409 => PartnerError::WrongState(details),
        400 if target == Some("pricing") || lower.contains("priceid") || lower.contains("pricing data") => {
            PartnerError::PriceRefused { message, details }
        }
        400 if code == Some("InvalidParameterValue") => {
            PartnerError::InvalidParameter { target: target.map(str::to_owned), message, details }
        }
        400 if code == Some("InvalidState") => PartnerError::WrongState(details),
        _ => PartnerError::Refused { code: code.map(str::to_owned), message, details },
    }
}

fn sentence(text: &str) -> String {
    let mut clean = redact(text.trim());
    clean.truncate(clean.floor_char_boundary(SENTENCE));
    clean
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    fn read(status: u16, body: &str, change: Option<Change>) -> PartnerError {
        let reply = Reply {
            status: status.try_into().unwrap(),
            headers: Default::default(),
            body: Bytes::copy_from_slice(body.as_bytes()),
        };
        meaning(&reply, "X", change)
    }

    fn body(code: &str, target: &str, message: &str) -> String {
        serde_json::json!({"code": code, "data": [], "details": [], "message": message, "source": "Ingestion Api", "target": target})
            .to_string()
    }

    #[test]
    fn what_was_seen_in_the_field_has_its_meaning() {
        use Change::*;
        let unsupported = body(
            "InvalidState",
            "application",
            "This application uses features that are not supported by the submission API.",
        );
        assert!(matches!(read(409, &unsupported, Some(CreateSubmission)), PartnerError::Unsupported(_)));
        let conflict = body(
            "InvalidState",
            "submission",
            "Create submission failed, status code Conflict, reason phrase Conflict",
        );
        assert!(matches!(
            read(409, &conflict, Some(CreateSubmission)),
            PartnerError::PendingExists { submission: None, .. }
        ));
        let state = body("InvalidState", "submissionId", "Submission in its current state cannot be deleted");
        assert!(matches!(read(409, &state, Some(DeleteSubmission)), PartnerError::WrongState(_)));
        let portal = body(
            "InvalidOperation",
            "applicationSubmission",
            "Ingestion API can only update, delete, and commit submissions that are created through the API.",
        );
        for change in [UpdateSubmission, CommitSubmission, DeleteSubmission] {
            assert!(matches!(read(400, &portal, Some(change)), PartnerError::NotMadeHere(_)));
        }
        let base = body("InvalidParameterValue", "pricing", "'Base' is not a valid PriceId for base price.");
        assert!(
            matches!(read(400, &base, Some(UpdateSubmission)), PartnerError::PriceRefused { message, .. } if message.starts_with("'Base'"))
        );
        let none = body("InvalidParameterValue", "listings", "The size of Listings must be 1 or more");
        assert!(
            matches!(read(400, &none, Some(UpdateSubmission)), PartnerError::InvalidParameter { target: Some(t), .. } if t == "listings")
        );
        let rollout = body("InvalidState", "submission", "A package rollout is in progress.");
        assert!(matches!(read(409, &rollout, Some(CreateSubmission)), PartnerError::RolloutRunning(_)));
    }

    #[test]
    fn a_page_of_a_gateway_and_an_unknown_code_are_refusals_without_a_guess() {
        assert!(matches!(
            read(418, "<html>teapot</html>", None),
            PartnerError::Refused { code: None, message, .. } if message.is_empty()
        ));
        let new = body("BrandNew", "x", "Something else.");
        assert!(matches!(
            read(400, &new, Some(Change::UpdateSubmission)),
            PartnerError::Refused { code: Some(code), .. } if code == "BrandNew"
        ));
        assert!(matches!(read(404, "gone", None), PartnerError::NotFound(_)));
    }

    #[test]
    fn a_sentence_with_an_address_in_it_is_redacted() {
        let text = body(
            "InvalidParameterValue",
            "x",
            "Cannot read https://a.blob.core.windows.net/c/b?sv=1&sig=abcdef now",
        );
        let PartnerError::InvalidParameter { message, details, .. } =
            read(400, &text, Some(Change::UpdateSubmission))
        else {
            panic!("not about a parameter")
        };
        assert!(!message.contains("abcdef") && !format!("{details:?}").contains("abcdef"), "{message}");
    }
}
