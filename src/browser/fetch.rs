//! The transport of a real account: fetch, and XMLHttpRequest where an upload's progress is wanted.
//! The only place that writes the key into a header.

use std::rc::Rc;

use futures_util::future::{Either, select};
use gloo_net::http;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AbortController, AbortSignal, Blob, ReadableStream, ReadableStreamDefaultReader, ReferrerPolicy,
    RequestCredentials, RequestInit, RequestRedirect,
};

use super::content::{BlobContent, next, whole};
use super::patience::Patience;
use super::policy::Policy;
use super::{page, tools, xhr};
use crate::account::profile::Profile;
use crate::openai::key::Key;
use crate::openai::request::{Body, Content, Form, Local, Method, Request};
use crate::transport::clock::Clock;
use crate::transport::{Apart, Drain, Failure, Held, Response, Transport};

/// How long an answer may take before it is given up, in milliseconds; an upload has no such limit.
pub(super) const PATIENCE: u64 = 90_000;
/// The same for a file that is saved.
const PATIENCE_FOR_FILE: u64 = 1_800_000;

pub struct Fetch {
    base: String,
    headers: Vec<(&'static str, String)>,
    pub(super) clock: Rc<dyn Clock>,
    patience: Patience,
    policy: Policy,
}

impl Fetch {
    pub fn new(profile: &Profile, key: &Key, clock: Rc<dyn Clock>) -> Self {
        let mut headers = vec![("authorization", format!("Bearer {}", key.reveal()))];
        headers.extend(profile.organization.clone().map(|id| ("openai-organization", id)));
        headers.extend(profile.project.clone().map(|id| ("openai-project", id)));
        let (patience, policy) = (Patience::new(clock.clone(), PATIENCE), Policy::watch(profile.base.origin()));
        Fetch { base: profile.base.as_str().to_owned(), headers, clock, patience, policy }
    }

    fn url(&self, request: &Request) -> String {
        let mut url = format!("{}{}", self.base, request.path);
        for (i, (name, value)) in request.query.iter().enumerate() {
            url.push(if i == 0 { '?' } else { '&' });
            url.push_str(name);
            url.push('=');
            url.push_str(&String::from(js_sys::encode_uri_component(value)));
        }
        url
    }

    fn headers(&self, request: &Request) -> Vec<(&'static str, &str)> {
        let mut headers: Vec<_> = self.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        if request.beta {
            headers.push(("openai-beta", "assistants=v2"));
        }
        if matches!(request.body, Body::Json(_)) {
            headers.push(("content-type", "application/json"));
        }
        headers
    }

    /// Made by hand: the builder of gloo makes two of them and parses the URL twice, for each of thousands.
    fn request(&self, request: &Request, signal: Option<&AbortSignal>) -> Result<web_sys::Request, JsValue> {
        let (manner, headers) = (RequestInit::new(), web_sys::Headers::new()?);
        for (name, value) in self.headers(request) {
            headers.set(name, value)?;
        }
        manner.set_method(match request.method {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Delete => "DELETE",
        });
        manner.set_headers(&headers);
        manner.set_credentials(RequestCredentials::Omit);
        manner.set_redirect(RequestRedirect::Error);
        manner.set_referrer_policy(ReferrerPolicy::NoReferrer);
        manner.set_signal(signal);
        if let Body::Json(text) = &request.body {
            manner.set_body(&text.as_str().into());
        }
        web_sys::Request::new_with_str_and_init(&self.url(request), &manner)
    }

    /// The head of the answer.
    pub(super) async fn ask(
        &self,
        request: &Request,
        abort: &AbortOnDrop,
    ) -> Result<(http::Response, Response), Failure> {
        let signal = abort.0.as_ref().map(AbortController::signal);
        let object = self.request(request, signal.as_ref()).map_err(|_| Failure::Unreadable)?;
        let answer = http::Request::from(object).send().await.map_err(|_| unreadable())?;
        let headers = answer.headers();
        let told = Response {
            status: answer.status(),
            request_id: headers.get("x-request-id"),
            retry_after: if answer.ok() { None } else { retry_after(|name| headers.get(name)) },
            body: Vec::new(),
        };
        Ok((answer, told))
    }

    /// With somebody who hears of it, the body of a success is kept apart and handed over beside the answer.
    async fn fetch(&self, request: &Request, apart: Option<&dyn Fn(u64)>) -> Result<Answer, Failure> {
        let mut abort = AbortOnDrop::new();
        let (answer, mut told) = self.ask(request, &abort).await?;
        let mut blob = None;
        match (answer.ok(), request.most, apart) {
            (true, _, Some(heard)) => blob = Some(whole(answer.body(), heard).await.map_err(|_| Failure::Cut)?),
            (true, Some(most), None) => {
                told.body = first(answer.body(), most).await.map_err(|_| Failure::Cut)?;
                return Ok((told, None));
            }
            _ => told.body = answer.binary().await.map_err(|_| Failure::Cut)?,
        }
        // There is nothing left to end, and aborting is not free.
        abort.0 = None;
        Ok((told, blob))
    }

    async fn upload(&self, request: &Request, form: &Form) -> Result<Response, Failure> {
        xhr::send(request.method, &self.url(request), &self.headers(request), form).await
    }
}

/// An answer, and its body where that is kept apart.
type Answer = (Response, Option<Blob>);

/// The first bytes of a body. The rest is not read, and the request ends when its controller is dropped.
async fn first(body: Option<ReadableStream>, most: u64) -> Result<Vec<u8>, JsValue> {
    let Some(body) = body else { return Ok(Vec::new()) };
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let reader: ReadableStreamDefaultReader = body.get_reader().dyn_into()?;
    let mut bytes = Vec::new();
    while bytes.len() < most
        && let Some(chunk) = next(&reader).await?
    {
        bytes.extend(chunk.to_vec());
    }
    bytes.truncate(most);
    Ok(bytes)
}

impl Transport for Fetch {
    fn send<'a>(&'a self, request: &'a Request) -> Local<'a, Result<Response, Failure>> {
        Box::pin(async move {
            if let (Body::Form(form), false) = (&request.body, page::is_offline()) {
                return self.upload(request, form).await;
            }
            self.carry(request, None).await.map(|(answer, _)| answer)
        })
    }

    fn fetch<'a>(&'a self, request: &'a Request, heard: &'a dyn Fn(u64)) -> Local<'a, Result<Apart, Failure>> {
        Box::pin(async move {
            let (answer, blob) = self.carry(request, Some(heard)).await?;
            let content: Rc<dyn Content> = match blob {
                Some(blob) => Rc::new(BlobContent(blob)),
                None => Rc::new(Held(Vec::new())),
            };
            Ok((answer, content))
        })
    }

    fn pour<'a>(&'a self, request: &'a Request, into: &'a mut dyn Drain) -> Local<'a, Result<Response, Failure>> {
        tools::pour(self, request, into)
    }
}

impl Fetch {
    /// What could not be read may have been forbidden by the page's own policy.
    pub(super) async fn honest<T>(&self, answer: Result<T, Failure>) -> Result<T, Failure> {
        match answer {
            Err(Failure::Unreadable) if self.policy.forbids(&*self.clock).await => Err(Failure::Blocked),
            answer => answer,
        }
    }

    fn carry<'a>(&'a self, request: &'a Request, apart: Option<&'a dyn Fn(u64)>) -> Local<'a, Result<Answer, Failure>> {
        Box::pin(async move {
            if page::is_offline() {
                return Err(Failure::Offline);
            }
            let patience = match apart {
                Some(_) => self.clock.sleep(PATIENCE_FOR_FILE),
                None => Box::pin(self.patience.end()),
            };
            // Dropping the slower of the two ends the request.
            match select(Box::pin(self.fetch(request, apart)), patience).await {
                Either::Left((answer, _)) => self.honest(answer).await,
                Either::Right(_) => Err(Failure::TimedOut),
            }
        })
    }
}

/// A failed fetch: the browser says only whether there is a network at all.
pub(super) fn unreadable() -> Failure {
    if page::is_offline() { Failure::Offline } else { Failure::Unreadable }
}

/// Milliseconds from the headers the official clients read, where the server exposes them to scripts.
pub(super) fn retry_after(header: impl Fn(&str) -> Option<String>) -> Option<u64> {
    let number = |name: &str| header(name)?.trim().parse::<f64>().ok().filter(|n| *n >= 0.0);
    number("retry-after-ms").or_else(|| Some(number("retry-after")? * 1000.0)).map(|ms| ms as u64)
}

/// Ends the request when the future that waits for it is dropped.
pub(super) struct AbortOnDrop(pub(super) Option<AbortController>);

impl AbortOnDrop {
    pub(super) fn new() -> Self {
        AbortOnDrop(AbortController::new().ok())
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}
