//! What an account really holds, for tests to compare with what a page shows.

use quartermaster::openai::request::Method;
use quartermaster::transport::demo::incoming::{Incoming, IncomingBody};
use serde_json::{Value, json};

use crate::world::Tenant;

/// `{now, files: [{id, filename, bytes, purpose}], stores: [{id, name, files: [id]}], batches: [{id, status}]}`,
/// oldest first; `now` is the account's time in seconds since 1970.
pub fn of(tenant: &mut Tenant) -> Value {
    // The first question brings the account up to its time: what was to expire has expired when ids are read.
    get(tenant, "/models");
    let files: Vec<Value> = tenant
        .account
        .file_ids()
        .iter()
        .map(|id| {
            let file = get(tenant, &format!("/files/{id}"));
            json!({ "id": id, "filename": file["filename"], "bytes": file["bytes"], "purpose": file["purpose"] })
        })
        .collect();
    let stores: Vec<Value> = tenant
        .account
        .store_ids()
        .iter()
        .map(|id| {
            let name = get(tenant, &format!("/vector_stores/{id}"))["name"].take();
            json!({ "id": id, "name": name, "files": tenant.account.store_file_ids(id) })
        })
        .collect();
    let batches: Vec<Value> = tenant
        .account
        .batch_ids()
        .iter()
        .map(|id| json!({ "id": id, "status": get(tenant, &format!("/batches/{id}"))["status"] }))
        .collect();
    json!({ "now": tenant.now_ms() / 1_000, "files": files, "stores": stores, "batches": batches })
}

/// The account's own answer, past all faults.
fn get(tenant: &mut Tenant, path: &str) -> Value {
    let now_ms = tenant.now_ms();
    let request = Incoming { method: Method::Get, path: path.to_owned(), query: Vec::new(), body: IncomingBody::Empty };
    let answer = tenant.account.answer(&request, now_ms);
    serde_json::from_slice(&answer.body).unwrap_or_default()
}
