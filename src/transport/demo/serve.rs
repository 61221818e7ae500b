//! A request meets the faults and then the account: what the one who carries the answer has to do.

use super::account::Account;
use super::faults::{FaultKind, Faults};
use super::incoming::{Answer, Incoming};
use super::list::gone_cursor;
use super::refusal::Refusal;
use crate::openai::request::Method;

/// How a request ends.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Milliseconds to wait first.
    pub delay: u64,
    pub end: End,
}

#[derive(Clone, Debug)]
pub enum End {
    Answer(Answer),
    /// Send status, headers and the full `content-length`, half of the body, then drop the connection.
    Cut(Answer),
    /// Drop the connection without an answer.
    Reset,
    /// Never answer.
    Hang,
}

/// Decides, carries out what is to be carried out, and says how it ends. Waits for nothing itself.
pub fn serve(account: &mut Account, faults: &mut Faults, request: &Incoming, now_ms: u64) -> Outcome {
    let decided = faults.decide(request.method.as_str(), &request.path, now_ms);
    let delay = decided.iter().map(|kind| if let FaultKind::Latency { ms } = kind { *ms } else { 0 }).sum();
    Outcome { delay, end: end(account, request, now_ms, &decided) }
}

fn end(account: &mut Account, request: &Incoming, now_ms: u64, decided: &[FaultKind]) -> End {
    // First what keeps the deed from being done …
    for kind in decided {
        match kind {
            FaultKind::Hang => return End::Hang,
            FaultKind::Reset => return End::Reset,
            FaultKind::Status { .. } => return End::Answer(status(account, kind)),
            FaultKind::ErrorIn200 => {
                let said = "The server had an error while processing your request.";
                let refusal = Refusal::invalid(said).with_type("server_error");
                return End::Answer(instead(account, 200, refusal.body()));
            }
            FaultKind::EmptyPageHasMore if is_list(request) => {
                let page = br#"{"object":"list","data":[],"first_id":null,"last_id":null,"has_more":true}"#;
                return End::Answer(instead(account, 200, page.to_vec()));
            }
            FaultKind::CursorGone if is_list(request) => {
                let cursor = request.query.iter().find(|(name, _)| name == "after" || name == "before");
                if let Some((name, id)) = cursor {
                    return End::Answer(instead(account, 400, gone_cursor(name, id).body()));
                }
            }
            FaultKind::DeletedStillListed { ms } if request.method == Method::Delete => account.lag = *ms,
            _ => {}
        }
    }
    // … then the deed, and what befalls its answer.
    let mut answer = if decided.contains(&FaultKind::CursorIgnored) && is_list(request) {
        let mut begun_again = request.clone();
        begun_again.query.retain(|(name, _)| name != "after" && name != "before");
        account.answer(&begun_again, now_ms)
    } else {
        account.answer(request, now_ms)
    };
    for kind in decided {
        match kind {
            FaultKind::LostAfter => return End::Reset,
            FaultKind::CutBody => return End::Cut(answer),
            FaultKind::WrongJson => answer.body = br#"{"object": list, "data": ["#.to_vec(),
            _ => {}
        }
    }
    End::Answer(answer)
}

fn is_list(request: &Incoming) -> bool {
    let last = request.path.rsplit('/').next().unwrap_or_default();
    request.method == Method::Get && ["files", "batches", "vector_stores"].contains(&last)
}

/// An answer that the account has no part in.
fn instead(account: &mut Account, status: u16, body: Vec<u8>) -> Answer {
    Answer { status, content_type: "application/json", request_id: account.request_id(), retry_after: None, body }
}

fn status(account: &mut Account, fault: &FaultKind) -> Answer {
    let FaultKind::Status { status, code, kind, message, retry_after_ms, html } = fault else {
        return instead(account, 500, Vec::new());
    };
    if *html {
        let page =
            format!("<!doctype html><html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>");
        let answer = instead(account, *status, page.into_bytes());
        return Answer { content_type: "text/html", retry_after: *retry_after_ms, ..answer };
    }
    let (usual, usual_code, said) = match status {
        401 => ("invalid_request_error", Some("invalid_api_key"), "Incorrect API key provided."),
        403 => ("invalid_request_error", None, "You have insufficient permissions for this operation."),
        404 => ("invalid_request_error", None, "Not found."),
        429 => ("requests", Some("rate_limit_exceeded"), "Rate limit reached for requests."),
        500.. => ("server_error", None, "The server had an error while processing your request."),
        _ => ("invalid_request_error", None, "The request was refused."),
    };
    let refusal = Refusal::invalid(message.as_deref().unwrap_or(said)).with_type(kind.as_deref().unwrap_or(usual));
    let refusal = match code.as_deref().or(usual_code) {
        Some(code) => refusal.code(code),
        None => refusal,
    };
    Answer { retry_after: *retry_after_ms, ..instead(account, *status, refusal.body()) }
}
