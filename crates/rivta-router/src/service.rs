//! One call from request to answer: the stages in their order.

use std::ops::ControlFlow;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{ALLOW, CONNECTION, CONTENT_TYPE, HOST, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use rivta_producer::listener::{IncomingBody, OutgoingBody, Peer, full};
use rivta_soap::Fault;
use rivta_soap::http::CONTENT_TYPE_XML;

use crate::body::{AnswerBody, BodyFailure, Charset, Opening};
use crate::config::ConsumerLimits;
use crate::disturbance::disturb;
use crate::exchange::{Addressed, Answered, Authorized, Entrance, Received};
use crate::header::{self, CORRELATION_ID};
use crate::journal::{Departure, Journal, SHOWN, masked};
use crate::metrics::InFlight;
use crate::platform::Platform;
use crate::refusal::{self, Refusal};
use crate::stages::{self, Stop};

/// Answers a request. Every answer under the router's path carries the correlation id.
pub(crate) async fn answer(
    platform: Arc<Platform>,
    entrance: Entrance,
    request: Request<IncomingBody>,
) -> Response<OutgoingBody> {
    let Admitted {
        received,
        refusal,
        in_flight,
    } = match admitted(request, entrance, &platform) {
        ControlFlow::Continue(admitted) => admitted,
        ControlFlow::Break(response) => return response,
    };
    let source = received.peer.as_ref().map(Peer::address);
    let journal = Journal::new(&received.call, received.begun, source, &platform);
    let mut departure = Departure::new(Box::new(journal), platform, in_flight);
    let (platform, journal) = (&departure.platform, &mut departure.journal);
    let mut answered = match refusal {
        Some(refusal) => refused(&refusal, platform, journal),
        None => exchange(received, platform, journal).await,
    };
    header::set(
        &mut answered.headers,
        &CORRELATION_ID,
        &departure.journal.correlation_id,
    );
    departure.answered(&answered);
    depart(answered, Some(departure))
}

/// A call, whether it is refused already, and its place among those in flight.
struct Admitted {
    received: Received,
    refusal: Option<Refusal>,
    in_flight: InFlight,
}

/// The call that is to be told of; an answer when the request is none, or there is no place.
fn admitted(
    request: Request<IncomingBody>,
    entrance: Entrance,
    platform: &Platform,
) -> ControlFlow<Response<OutgoingBody>, Admitted> {
    if is_improper(&request, &platform.configuration.consumer) {
        return ControlFlow::Break(closing(StatusCode::BAD_REQUEST));
    }
    if !request.uri().path().starts_with(&platform.configuration.path) {
        return ControlFlow::Break(bare(StatusCode::NOT_FOUND));
    }
    // Section 2.6: these two methods are answered before anything is looked at, every other is a call.
    match *request.method() {
        Method::OPTIONS => return ControlFlow::Break(options()),
        Method::TRACE => return ControlFlow::Break(bare(StatusCode::METHOD_NOT_ALLOWED)),
        _ => {}
    }
    let received = stages::receive(request, entrance, platform);
    let correlation_id = &received.call.correlation_id;
    let refusal = match platform.descriptions.answer(&received.call) {
        Some(Ok(mut answered)) => {
            header::set(&mut answered.headers, &CORRELATION_ID, correlation_id);
            return ControlFlow::Break(depart(answered, None));
        }
        Some(Err(refusal)) => Some(refusal),
        None => None,
    };
    match platform.metrics.enter() {
        Some(in_flight) => ControlFlow::Continue(Admitted {
            received,
            refusal,
            in_flight,
        }),
        None => ControlFlow::Break(overloaded(correlation_id)),
    }
}

/// The call's answer, whatever comes of it.
async fn exchange(received: Received, platform: &Platform, journal: &mut Journal) -> Answered {
    match pass(received, platform, journal).await {
        Ok(answered) => answered,
        Err(Stop::Refused(refusal)) => refused(&refusal, platform, journal),
        Err(Stop::Failed(refusal, charset)) => {
            let told = refusal.to_fault(&platform.configuration.instance.name);
            journal.producer_failure(&refusal, &told.string);
            in_charset(answered_with(&told), charset, &told)
        }
        Err(Stop::Body(failure)) => {
            journal.body_failure(&failure);
            give_up(failure)
        }
    }
}

fn refused(refusal: &Refusal, platform: &Platform, journal: &mut Journal) -> Answered {
    let told = refusal.to_fault(&platform.configuration.instance.name);
    journal.error(refusal, &told.string);
    answered_with(&told)
}

/// The stages in the order that consumers can see (section 1.4).
async fn pass(received: Received, platform: &Platform, journal: &mut Journal) -> Result<Answered, Stop> {
    let identified = stages::identify(received, platform)?;
    journal.identified(&identified.call, &identified.sender, platform);
    let addressed = stages::address(identified, &platform.head_limits, journal).await?;
    journal.read(&addressed);
    stages::vouch(&addressed, platform)?;
    let shown = shown(&addressed, platform).await?;
    journal.request_in(&addressed.call.headers, shown.as_deref());
    let authorized = authorized(addressed, platform, journal)?;
    let mut adapted = stages::adapt(authorized, platform, journal).await?;
    let ordered = adapted.disturbance.as_ref().map(|ordered| ordered.action);
    let answered = stages::forward(&mut adapted, platform, journal).await?;
    Ok(match ordered {
        // On the heap: it is large and nearly all calls do without.
        Some(action) => Box::pin(disturb(action, answered)).await,
        None => answered,
    })
}

/// What the catalogue says of the call, both times the same catalogue at the same moment.
fn authorized(addressed: Addressed, platform: &Platform, journal: &mut Journal) -> Result<Authorized, Refusal> {
    let catalog = platform.catalog.load();
    let catalog = catalog.as_deref().ok_or(Refusal::CatalogueMissing)?;
    let now = platform.clock.now();
    let routed = stages::route(addressed, catalog, &platform.addresses, now, journal)?;
    stages::authorize(routed, catalog, now, journal)
}

/// The beginning of the message, masked, when an operator wants it in the log.
async fn shown(addressed: &Addressed, platform: &Platform) -> Result<Option<String>, Stop> {
    if !platform.shows_payload(addressed.head.contract()) {
        return Ok(None);
    }
    while addressed.body.kept_bytes() < SHOWN && addressed.body.fill().await? {}
    Ok(Some(masked(&addressed.body.kept())))
}

fn answered_with(fault: &Fault) -> Answered {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE_XML));
    Answered {
        status: refusal::STATUS,
        headers,
        body: Opening::whole(fault.to_envelope()),
    }
}

/// A fault in the encoding the consumer wrote in (section 5.3).
fn in_charset(mut answered: Answered, charset: Option<Charset>, fault: &Fault) -> Answered {
    let Some(charset) = charset else { return answered };
    if let (Ok(text), Some(content_type)) = (String::from_utf8(fault.to_envelope()), charset.content_type()) {
        answered.headers.insert(CONTENT_TYPE, content_type);
        answered.body = Opening::whole(charset.encode(&text));
    }
    answered
}

/// Whether the first line or the headers take more than they may, or `Host` is missing, which only HTTP/1.1 demands and
/// the incumbent always (section 2.7).
fn is_improper(request: &Request<IncomingBody>, limits: &ConsumerLimits) -> bool {
    let uri = request.uri().path_and_query().map_or(0, |path| path.as_str().len());
    // Two spaces and the version; a colon, a space and the end of the line.
    let line = request.method().as_str().len() + uri + " HTTP/1.1 ".len();
    let fields = request.headers().iter();
    let headers: usize = fields.map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    line > limits.line_bytes || headers > limits.header_bytes || !request.headers().contains_key(HOST)
}

/// The connection carries no other call.
fn give_up(failure: BodyFailure) -> Answered {
    let status = match failure {
        BodyFailure::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        BodyFailure::Slow | BodyFailure::Interrupted => StatusCode::REQUEST_TIMEOUT,
    };
    let mut headers = HeaderMap::new();
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    Answered {
        status,
        headers,
        body: Opening::default(),
    }
}

fn depart(answered: Answered, departure: Option<Departure>) -> Response<OutgoingBody> {
    let Answered { status, headers, body } = answered;
    let mut response = Response::new(AnswerBody::new(body, departure).boxed());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// Told at once, so that a consumer can try elsewhere.
fn overloaded(correlation_id: &str) -> Response<OutgoingBody> {
    let mut response = closing(StatusCode::SERVICE_UNAVAILABLE);
    response
        .headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from_static("1"));
    header::set(response.headers_mut(), &CORRELATION_ID, correlation_id);
    response
}

/// The methods that are taken, as the incumbent lists them, without those that are not.
fn options() -> Response<OutgoingBody> {
    let mut response = bare(StatusCode::OK);
    let methods = HeaderValue::from_static("GET,HEAD,POST,PUT,DELETE,OPTIONS,PATCH");
    response.headers_mut().insert(ALLOW, methods);
    response
}

/// A status and the end of the connection.
fn closing(status: StatusCode) -> Response<OutgoingBody> {
    let mut response = bare(status);
    response
        .headers_mut()
        .insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

fn bare(status: StatusCode) -> Response<OutgoingBody> {
    let mut response = Response::new(full(Bytes::new()));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    response
}
