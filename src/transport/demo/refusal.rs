//! The API's errors, in its own words as far as they are known.

use serde::Serialize;

/// An error answer: its status, and `{"error": {…}}`.
#[derive(Clone, Debug, Serialize)]
pub struct Refusal {
    #[serde(skip)]
    pub status: u16,
    pub message: String,
    pub r#type: String,
    pub param: Option<String>,
    pub code: Option<String>,
}

#[derive(Serialize)]
struct Envelope<'a> {
    error: &'a Refusal,
}

impl Refusal {
    /// 400 without further particulars.
    pub fn invalid(message: impl Into<String>) -> Self {
        Refusal {
            status: 400,
            message: message.into(),
            r#type: "invalid_request_error".to_owned(),
            param: None,
            code: None,
        }
    }

    /// 404.
    pub fn not_found(message: impl Into<String>) -> Self {
        Refusal { status: 404, ..Refusal::invalid(message) }
    }

    pub fn no_file(id: &str) -> Self {
        Refusal::not_found(format!("No such File object: {id}")).param("id")
    }

    pub fn missing(name: &str) -> Self {
        Refusal::invalid(format!("Missing required parameter: '{name}'."))
            .param(name)
            .code("missing_required_parameter")
    }

    pub fn unknown(name: &str) -> Self {
        Refusal::invalid(format!("Unknown parameter: '{name}'.")).param(name).code("unknown_parameter")
    }

    /// The wrong kind of JSON value.
    pub fn wrong_type(name: &str, expected: &str, got: &str) -> Self {
        Refusal::invalid(format!("Invalid type for '{name}': expected {expected}, but got {got} instead."))
            .param(name)
            .code("invalid_type")
    }

    /// Not one of the values there are.
    pub fn wrong_value(name: &str, got: &str, supported: &[&str]) -> Self {
        let supported = supported.join("', '");
        Refusal::invalid(format!("Invalid value: '{got}'. Supported values are: '{supported}'."))
            .param(name)
            .code("invalid_value")
    }

    /// The right type, but beyond a limit; `what` says which: "integer above maximum value", "array too long".
    pub fn beyond(name: &str, what: &str, code: &str) -> Self {
        Refusal::invalid(format!("Invalid '{name}': {what}.")).param(name).code(code)
    }

    /// An id of another kind of object.
    pub fn wrong_prefix(name: &str, got: &str, prefix: &str) -> Self {
        Refusal::invalid(format!("Invalid '{name}': '{got}'. Expected an ID that begins with '{prefix}'."))
            .param(name)
            .code("invalid_value")
    }

    pub fn param(mut self, name: &str) -> Self {
        self.param = Some(name.to_owned());
        self
    }

    pub fn code(mut self, code: &str) -> Self {
        self.code = Some(code.to_owned());
        self
    }

    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    pub fn body(&self) -> Vec<u8> {
        json(&Envelope { error: self })
    }
}

/// JSON text. Nothing that is written here can fail to be written.
pub fn json<T: Serialize + ?Sized>(object: &T) -> Vec<u8> {
    serde_json::to_vec(object).unwrap_or_default()
}
