//! The API's errors, in its own words as far as they are known.

use crate::json::{Object, ToJson};

/// An error answer. Boxed, since every operation may return one and few do.
#[derive(Debug)]
pub struct Refusal(Box<Said>);

#[derive(Debug)]
struct Said {
    status: u16,
    error: Error,
}

#[derive(Debug)]
struct Error {
    message: String,
    r#type: String,
    param: Option<String>,
    code: Option<String>,
}

impl ToJson for Error {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("message", &self.message);
        object.field("type", &self.r#type);
        object.field("param", &self.param);
        object.field("code", &self.code);
        object.end();
    }
}

impl Refusal {
    /// 400 without further particulars.
    pub fn invalid(message: impl Into<String>) -> Self {
        let r#type = "invalid_request_error".to_owned();
        Refusal(Box::new(Said {
            status: 400,
            error: Error { message: message.into(), r#type, param: None, code: None },
        }))
    }

    /// 404.
    pub fn not_found(message: impl Into<String>) -> Self {
        Refusal::invalid(message).with_status(404)
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
        self.0.error.param = Some(name.to_owned());
        self
    }

    pub fn code(mut self, code: &str) -> Self {
        self.0.error.code = Some(code.to_owned());
        self
    }

    pub fn with_type(mut self, r#type: &str) -> Self {
        self.0.error.r#type = r#type.to_owned();
        self
    }

    pub fn with_status(mut self, status: u16) -> Self {
        self.0.status = status;
        self
    }

    pub fn status(&self) -> u16 {
        self.0.status
    }

    pub fn body(&self) -> Vec<u8> {
        object(&[("error", &self.0.error)])
    }
}

/// An object of these fields.
pub fn object(fields: &[(&str, &dyn ToJson)]) -> Vec<u8> {
    let mut text = String::new();
    let mut object = Object::begin(&mut text);
    for (name, value) in fields {
        object.field(name, *value);
    }
    object.end();
    text.into_bytes()
}
