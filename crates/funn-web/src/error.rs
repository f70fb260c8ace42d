//! [`ApiError`]: everything that can go wrong, as HTTP. The one file that maps errors to statuses.

use axum::extract::multipart::MultipartError;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use funn_workbench::{ErrorKind, WorkbenchError};
use serde::Serialize;
use utoipa::ToSchema;

/// An error, ready to be answered. Holds no text of the study.
#[derive(Debug, PartialEq)]
pub(crate) struct ApiError {
    status: StatusCode,
    problem: Problem,
}

/// What went wrong.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// `not-found`, `invalid`, `conflict`, `query`, `locked`, `internal`, `forbidden`,
    /// `signed-out`, or `too-large`.
    kind: &'static str,
    /// What happened and where.
    message: String,
    /// What to do next; may be empty.
    hint: String,
    /// Where in the query, as positions in Unicode scalar values.
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<(u32, u32)>,
}

/// The body of every answer that is not a success.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Failure {
    error: Problem,
}

impl ApiError {
    fn new(status: StatusCode, kind: &'static str, message: &str, hint: &str) -> Self {
        let (message, hint) = (message.to_owned(), hint.to_owned());
        Self { status, problem: Problem { kind, message, hint, span: None } }
    }

    /// Not let in, whoever asks.
    pub(crate) fn forbidden(message: &str, hint: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", message, hint)
    }

    /// Not let in without a session.
    pub(crate) fn signed_out() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "signed-out",
            "this browser is not signed in to the workbench",
            "Open the link that funn printed when it started; it works once.",
        )
    }

    /// Whether it says [`ApiError::signed_out`].
    pub(crate) fn is_signed_out(&self) -> bool {
        self.status == StatusCode::UNAUTHORIZED
    }

    /// What was sent makes no sense.
    pub(crate) fn invalid(message: &str, hint: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid", message, hint)
    }

    /// There is no such thing.
    pub(crate) fn not_found(message: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", message, "")
    }

    /// The path is there, the method is not.
    pub(crate) fn no_such_method() -> Self {
        let message = "this address does not take this method";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "invalid", message, "")
    }

    /// Funn itself failed.
    pub(crate) fn internal(message: &str) -> Self {
        let hint = "Nothing was changed. If it happens again, report what you did.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", message, hint)
    }

    fn rejected(status: StatusCode, message: &str) -> Self {
        match status {
            StatusCode::PAYLOAD_TOO_LARGE => {
                Self::new(status, "too-large", "what was sent is too large", "Send it in parts.")
            }
            status => Self::new(status, "invalid", message, ""),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        (self.status, axum::Json(Failure { error: self.problem })).into_response()
    }
}

impl From<WorkbenchError> for ApiError {
    fn from(error: WorkbenchError) -> Self {
        let (status, kind) = match error.kind() {
            ErrorKind::NotFound => (StatusCode::NOT_FOUND, "not-found"),
            ErrorKind::Invalid => (StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
            ErrorKind::Conflict => (StatusCode::CONFLICT, "conflict"),
            ErrorKind::Query => (StatusCode::UNPROCESSABLE_ENTITY, "query"),
            ErrorKind::Locked => (StatusCode::LOCKED, "locked"),
            ErrorKind::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        };
        let mut answer = Self::new(status, kind, &error.to_string(), &error.hint());
        if let WorkbenchError::Query(query) = &error {
            answer.problem.span = Some((query.span.start, query.span.end));
        }
        answer
    }
}

impl From<getrandom::Error> for ApiError {
    fn from(_unavailable: getrandom::Error) -> Self {
        Self::internal("the operating system gave no random numbers")
    }
}

impl From<JsonRejection> for ApiError {
    /// The parser's own message may quote what was sent: only its kind and place are told.
    fn from(rejection: JsonRejection) -> Self {
        let message = match &rejection {
            JsonRejection::JsonDataError(error) => field_message(error),
            JsonRejection::JsonSyntaxError(_) => "the body is not JSON".to_owned(),
            JsonRejection::MissingJsonContentType(_) => {
                "the body is not marked as application/json".to_owned()
            }
            _ => "the body could not be read".to_owned(),
        };
        Self::rejected(rejection.status(), &message)
    }
}

/// What serde says of a field, where that quotes no value.
fn field_message(error: &axum::extract::rejection::JsonDataError) -> String {
    let mut innermost: &dyn std::error::Error = error;
    while let Some(next) = innermost.source() {
        innermost = next;
    }
    let full = innermost.to_string();
    let said = ["missing field", "unknown field"]
        .iter()
        .find_map(|what| full.find(what))
        .and_then(|place| full.get(place..))
        .map(|rest| rest.split_once(" at line ").map_or(rest, |(said, _)| said));
    said.unwrap_or("a field of the body has the wrong type").to_owned()
}

impl From<QueryRejection> for ApiError {
    fn from(rejection: QueryRejection) -> Self {
        Self::rejected(rejection.status(), "a parameter is missing or has the wrong type")
    }
}

impl From<PathRejection> for ApiError {
    fn from(rejection: PathRejection) -> Self {
        Self::rejected(rejection.status(), "the address is malformed")
    }
}

impl From<MultipartError> for ApiError {
    fn from(error: MultipartError) -> Self {
        Self::rejected(error.status(), "the upload is malformed or was cut short")
    }
}

impl From<serde_json::Error> for ApiError {
    fn from(_unwritable: serde_json::Error) -> Self {
        Self::internal("the answer could not be written as JSON")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_status() {
        let missing = WorkbenchError::NoSuch {
            noun: "code",
            name: "Trust".to_owned(),
            nearest: vec!["Tillit".to_owned()],
        };
        let answer = ApiError::from(missing);
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(answer.problem.kind, "not-found");
        assert_eq!(answer.problem.hint, "Did you mean Tillit?");
        let nothing = ApiError::from(WorkbenchError::NothingTo { what: "undo" });
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}
