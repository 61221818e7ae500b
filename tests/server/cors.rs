//! CORS as measured of the API in 2026: any origin, asked headers reflected, and almost nothing to read.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::settings::{Preflights, Settings};

/// Headers that a script may read beside those that are always readable.
const EXPOSED: HeaderValue = HeaderValue::from_static("X-Request-ID, CF-Ray");
const EXPOSED_WITH_RETRY: HeaderValue = HeaderValue::from_static("X-Request-ID, CF-Ray, Retry-After, Retry-After-Ms");
const ANY: HeaderValue = HeaderValue::from_static("*");

/// Lets scripts read the answer, unless it is an error that the settings withhold from them.
pub fn allow(headers: &mut HeaderMap, status: StatusCode, settings: &Settings) {
    let withheld = !settings.cors_on_errors
        && (matches!(status, StatusCode::UNAUTHORIZED | StatusCode::TOO_MANY_REQUESTS) || status.is_server_error());
    let plain = settings.plain_401 && status == StatusCode::UNAUTHORIZED;
    if withheld || plain {
        return;
    }
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
    let exposed = if settings.expose_retry_after { EXPOSED_WITH_RETRY } else { EXPOSED };
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
}

/// The answer to a preflight with these headers.
pub fn preflight(asked: &HeaderMap, preflights: &Preflights) -> Response {
    let status = StatusCode::from_u16(preflights.status).unwrap_or(StatusCode::OK);
    if status != StatusCode::OK {
        return (status, Body::empty()).into_response();
    }
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, preflights.max_age_s.into());
    if let Ok(methods) = HeaderValue::from_str(&preflights.allow_methods) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
    }
    let allowed = match &preflights.allow_headers {
        Some(names) => HeaderValue::from_str(names).ok(),
        None => asked.get(header::ACCESS_CONTROL_REQUEST_HEADERS).cloned(),
    };
    if let Some(allowed) = allowed {
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, allowed);
    }
    response
}
