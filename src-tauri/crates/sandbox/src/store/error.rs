//! Errors of the ingestion service in their observed form (store-api 3 and 14, samples `error-*`).

use std::io;

use hyper::StatusCode;
use serde_json::json;

use crate::http::Reply;

#[derive(Debug)]
pub struct ApiError {
    status: u16,
    code: &'static str,
    message: String,
    target: String,
}

impl ApiError {
    pub fn new(
        status: u16,
        code: &'static str,
        message: impl Into<String>,
        target: impl Into<String>,
    ) -> Self {
        Self { status, code, message: message.into(), target: target.into() }
    }

    /// 404: no such thing, or it does not belong to its parent.
    pub fn not_found(what: &str, id: &str) -> Self {
        Self::new(404, "ResourceNotFound", format!("The {what} {id} was not found."), what)
    }

    /// 400: a value of the body.
    pub fn value(target: &str, message: impl Into<String>) -> Self {
        Self::new(400, "InvalidParameterValue", message, target)
    }

    /// 409: the state forbids it.
    pub fn state(target: &str, message: &str) -> Self {
        Self::new(409, "InvalidState", message, target)
    }

    /// 409: the product is one that the API does not take.
    pub fn unsupported() -> Self {
        let message = "This application uses features that are not supported by the submission API. To perform this \
                       operation, use the Dev Center dashboard.";
        Self::state("application", message)
    }

    /// 400: made, or changed since, in Partner Center. `target` is what the service calls the submission.
    pub fn not_made_by_api(target: &str) -> Self {
        let message = "Ingestion API can only update, delete, and commit submissions that are created through the API. \
                       Please delete the current in-progress submission and create one using the API";
        Self::new(400, "InvalidOperation", message, target)
    }

    /// What happened, in a sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// 500, as after a clone that took minutes (store-api 3).
    pub fn internal() -> Self {
        Self::new(500, "InternalServerError", "The server encountered an internal error.", "")
    }

    pub fn reply(&self) -> Reply {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Reply::json(
            status,
            &json!({"code": self.code, "data": [], "details": [], "message": self.message,
                    "source": "Ingestion Api", "target": self.target}),
        )
    }
}

/// The state folder failed: the service's own fault.
impl From<io::Error> for ApiError {
    fn from(error: io::Error) -> Self {
        tracing::error!(%error, "the state folder could not be read or written");
        Self::internal()
    }
}
