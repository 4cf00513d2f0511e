//! One call: limits on the request, the service itself, and an answer whatever happens.

use std::convert::Infallible;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::FutureExt as _;
use http::header::{CONNECTION, CONTENT_TYPE, EXPECT, HOST};
use http::{HeaderName, HeaderValue, Request, Response, StatusCode, Version};
use http_body::Body as _;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use rivta_soap::Fault;
use rivta_soap::http::CONTENT_TYPE_XML;
use tokio::time::Instant;
use tracing::error;

use super::body::{IncomingBody, OutgoingBody, discard};
use super::connection::{Line, Shared};

/// Taken apart once.
static CORRELATION_ID: HeaderName = HeaderName::from_static(rivta_soap::http::CORRELATION_ID);

/// What a listener calls for every request.
///
/// Any `Fn(Request<IncomingBody>) -> impl Future<Output = Response<OutgoingBody>>` is one. The request's extensions
/// hold a [`super::Peer`].
pub trait Service: Send + Sync + 'static {
    /// Answers one request. The future is dropped when the time for an answer is over or the connection breaks; a caller
    /// that merely closes its sending side still gets its answer.
    fn call(&self, request: Request<IncomingBody>) -> impl Future<Output = Response<OutgoingBody>> + Send;
}

impl<S, F> Service for S
where
    S: Fn(Request<IncomingBody>) -> F + Send + Sync + 'static,
    F: Future<Output = Response<OutgoingBody>> + Send,
{
    fn call(&self, request: Request<IncomingBody>) -> impl Future<Output = Response<OutgoingBody>> + Send {
        self(request)
    }
}

/// A body held in memory, as an answer's body.
pub fn full(bytes: impl Into<Bytes>) -> OutgoingBody {
    Full::new(bytes.into()).map_err(|never| match never {}).boxed()
}

/// A SOAP fault as an answer: HTTP 500 and `text/xml`, as WS-I Basic Profile 1.1 asks for.
pub fn fault_response(fault: &Fault) -> Response<OutgoingBody> {
    let mut response = Response::new(full(fault.to_envelope()));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE_XML));
    response
}

pub(crate) async fn answer<S: Service>(
    request: Request<Incoming>,
    line: Arc<Line>,
    shared: Arc<Shared<S>>,
) -> Result<Response<OutgoingBody>, Infallible> {
    if request.version() == Version::HTTP_11 && !request.headers().contains_key(HOST) {
        return Ok(given_up(StatusCode::BAD_REQUEST));
    }
    if request.body().size_hint().lower() > shared.limits.body_bytes {
        if !is_held_back(&request) {
            discard(request.into_body());
        }
        return Ok(given_up(StatusCode::PAYLOAD_TOO_LARGE));
    }
    // Compared with few names, not looked up: a name that no standard knows is hashed letter by letter.
    let mut fields = request.headers().iter();
    let correlation_id = fields
        .find(|(name, _)| **name == CORRELATION_ID)
        .map(|(_, id)| id.clone());
    let begun = Instant::now();
    let request = limited(request, begun, &line, &shared);
    // On the heap: a service's future can be large. Here it would be copied with every step outward, and its room kept while
    // the connection rests.
    let answering = AssertUnwindSafe(Box::pin(shared.service.call(request))).catch_unwind();
    let mut response = match line.alarm.within(begun, shared.timeouts.answer, answering).await {
        Some(Ok(response)) => response,
        Some(Err(_panic)) => broken(&shared, "a handler panicked", correlation_id),
        None => broken(&shared, "no answer was made in time", correlation_id),
    };
    if is_outdated(&line, &shared) {
        response
            .headers_mut()
            .insert(CONNECTION, HeaderValue::from_static("close"));
    }
    Ok(response)
}

fn limited<S>(request: Request<Incoming>, begun: Instant, line: &Line, shared: &Shared<S>) -> Request<IncomingBody> {
    let Shared { limits, timeouts, .. } = shared;
    let is_held_back = is_held_back(&request);
    let limited = |body| IncomingBody::new(body, limits.body_bytes, begun, timeouts.body_idle, timeouts.body_total);
    let mut request = request.map(|body| limited(body).held_back(is_held_back));
    request.extensions_mut().insert(line.peer.clone());
    request
}

/// Whether the caller sends its body only when it is asked to, with `100 Continue`.
fn is_held_back(request: &Request<Incoming>) -> bool {
    let expected = request.headers().get(EXPECT);
    expected.is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"100-continue"))
}

/// Whether the certificates, the trust or the revocation lists have changed since the connection was made. Such a
/// connection ends with this answer: the next is made, and the caller's certificate checked, under the new settings.
fn is_outdated<S>(line: &Line, shared: &Shared<S>) -> bool {
    match (&line.settings, &shared.tls) {
        (Some(then), Some(tls)) => !Arc::ptr_eq(then, &tls.current()),
        _ => false,
    }
}

/// A status and the end of the connection. HTTP 413 for a body that is announced too
/// large, 400 for a request without `Host` (RFC 9112, section 3.2).
fn given_up(status: StatusCode) -> Response<OutgoingBody> {
    let mut response = Response::new(full(Bytes::new()));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// The answer when the service made none. What a panic says is not logged: it may quote the message.
fn broken<S>(shared: &Shared<S>, what: &'static str, correlation_id: Option<HeaderValue>) -> Response<OutgoingBody> {
    let log_id = (shared.ids)().to_string();
    error!(log_id, "{what}");
    let fault = Fault::server("The request could not be handled because of a technical error.");
    let mut response = fault_response(&fault.with_log_id(&log_id));
    if let Some(correlation_id) = correlation_id {
        response.headers_mut().insert(&CORRELATION_ID, correlation_id);
    }
    response
}
