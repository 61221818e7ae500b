//! The two sides of the server: `/v1`, which is the API, and `/control`, which is the tests'.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Query, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use quartermaster::openai::request;
use quartermaster::transport::demo::incoming::Incoming;
use quartermaster::transport::demo::serve::Outcome;

use crate::ending::{refused, respond};
use crate::keys::{self, Refused};
use crate::log::{self, Entry, Ticket};
use crate::receive::{Unread, receive};
use crate::settings::Settings;
use crate::world::Shared;
use crate::{control, cors};

/// Where the API begins.
const BASE: &str = "/v1";

pub fn app(world: Shared) -> Router {
    Router::new()
        .route("/v1/{*path}", any(api))
        .route("/control/{what}", any(control::control))
        // Uploads are as large as they are; what is held of them is bounded where they are read.
        .layer(DefaultBodyLimit::disable())
        .with_state(world)
}

async fn api(State(world): State<Shared>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().strip_prefix(BASE).unwrap_or_default().to_owned();
    let ticket = Ticket::new(&world, Entry::of(&parts, &path));
    if parts.method == Method::OPTIONS {
        let response = preflight(&world, &parts.headers, &path).await;
        ticket.close(Some(response.status().as_u16()), log::End::Answered);
        return response;
    }

    let key = keys::bearer(&parts.headers).map(str::to_owned);
    let settings = settings(&world, key.as_deref());
    let half_way = Duration::from_millis(settings.latency_ms) / 2;
    pause(half_way).await;
    let request = Request::from_parts(parts, body);
    let outcome = match carry_out(&world, key.as_deref(), path, &settings, request).await {
        Ok(outcome) => outcome,
        Err(Some(refusal)) => Outcome { delay: 0, end: refused(&refusal, ticket.number) },
        // Nobody is left to read this; the ticket says that the request was abandoned.
        Err(None) => return StatusCode::BAD_REQUEST.into_response(),
    };
    pause(half_way + Duration::from_millis(outcome.delay)).await;
    let (response, status, end) = respond(outcome.end, &settings).await;
    ticket.close(status, end);
    response
}

/// Of the key's account, or of any other for a key that has none.
fn settings(world: &Shared, key: Option<&str>) -> Settings {
    let mut world = world.open();
    match keys::good(key) {
        Ok(key) => world.tenant(key).settings.clone(),
        Err(_) => world.defaults.settings.clone(),
    }
}

async fn carry_out(
    world: &Shared,
    key: Option<&str>,
    path: String,
    settings: &Settings,
    request: Request,
) -> Result<Outcome, Unread> {
    let method = match *request.method() {
        Method::GET => request::Method::Get,
        Method::POST => request::Method::Post,
        Method::DELETE => request::Method::Delete,
        _ => {
            let message = format!("Invalid method for URL ({} /v1{path})", request.method());
            return Err(Some(Refused::new(405, &message, None)));
        }
    };
    let Query(query) = Query::try_from_uri(request.uri())
        .map_err(|_| Refused::new(400, "The query of the address cannot be read.", None))?;
    // Read before the key is judged: a client that is still sending does not see an answer.
    let body = receive(request, settings.upload_bytes_per_second).await?;
    let key = keys::good(key)?;
    keys::allowed(key, &settings.missing_scopes, method.as_str(), &path)?;
    Ok(world.open().tenant(key).serve(&Incoming { method, path, query, body }))
}

async fn preflight(world: &Shared, headers: &HeaderMap, path: &str) -> Response {
    let method = headers.get(header::ACCESS_CONTROL_REQUEST_METHOD).and_then(|value| value.to_str().ok());
    let (refused, preflights) = {
        let mut world = world.open();
        (world.refuses_preflight(method.unwrap_or_default(), path), world.preflights.clone())
    };
    pause(Duration::from_millis(preflights.latency_ms)).await;
    if refused { StatusCode::TOO_MANY_REQUESTS.into_response() } else { cors::preflight(headers, &preflights) }
}

async fn pause(time: Duration) {
    // Even a sleep of nothing takes a millisecond.
    if !time.is_zero() {
        tokio::time::sleep(time).await;
    }
}
