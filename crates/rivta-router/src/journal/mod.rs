//! What is told about a call at its log points (platform router, section 8), never its payload.
//!
//! Events go through [`tracing`] with the target [`TARGET`]; their fields have the names of the Elastic Common Schema
//! that the incumbent uses, so that a JSON subscriber writes what operators know. Two fields are lists in that schema
//! and stand here as one text with commas: `event.category` and `event.type`.

mod departure;
mod headers;
mod payload;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http::header::{CONTENT_LENGTH, HOST};
use http::uri::Authority;
use http::{HeaderMap, Method, StatusCode, Uri};
use rivta_producer::IdSource;
use tracing::{error, field, info};
use uuid::Uuid;
use uuid::fmt::Simple;

pub(crate) use departure::Departure;
use headers::AsJson;
pub(crate) use payload::{SHOWN, masked};

use crate::exchange::{Call, Entrance};
use crate::header;
use crate::platform::Platform;
use crate::refusal::{Code, ProducerFailure, Refusal, SenderProblem};

/// The target of the events of a call.
pub const TARGET: &str = "rivta_router::message";

/// The name under which the incumbent logs, which collectors of logs look for.
const SERVICE: &str = "vp-services";

/// All that is known of a call so far.
pub(crate) struct Journal {
    started: Instant,
    ids: IdSource,
    transaction: Uuid,
    /// From `req-in` to the end.
    span: Option<Uuid>,
    /// From `req-out` to `resp-in`, and to the end when there is no `resp-in`.
    producer_span: Option<Uuid>,
    pub(crate) correlation_id: String,
    entrance: Entrance,
    method: Method,
    /// Without the query, in which a consumer may have put anything.
    url: String,
    headers: Arc<HeaderMap>,
    source: Option<SocketAddr>,
    /// Who called the proxy in front, or the caller itself; on the plain listener alone.
    source_ip: Option<String>,
    forwarded: [Option<String>; 3],
    pub(crate) sender: Option<String>,
    pub(crate) receiver: Option<String>,
    pub(crate) contract: Option<String>,
    pub(crate) profile: Option<String>,
    /// Which certificates and trust the producer is called with.
    pub(crate) tls_settings: Option<String>,
    pub(crate) original_consumer_in: Option<String>,
    pub(crate) original_consumer_out: Option<String>,
    pub(crate) acting_on_behalf_of: Option<String>,
    pub(crate) route_trail: Option<String>,
    pub(crate) permission_trail: Option<String>,
    /// The producer's, as the catalogue spells it.
    address: Option<String>,
    /// The same, when it is a URL.
    destination: Option<Uri>,
    /// The disturbance that was ordered for this call.
    pub(crate) disturbance: Option<&'static str>,
    /// The answer's status, once there is one.
    pub(crate) status: Option<StatusCode>,
    /// How long the producer took.
    pub(crate) producer_time: Option<Duration>,
    error_code: Option<Code>,
    has_failed: bool,
}

/// What one event tells beside what is known of the call.
#[derive(Default)]
struct Event<'a> {
    action: &'static str,
    route: &'static str,
    request_headers: Option<&'a HeaderMap>,
    response_headers: Option<Written<'a>>,
    response_bytes: Option<u64>,
    request_content: Option<String>,
    response_content: Option<String>,
    failure: Option<Failure<'a>>,
}

/// Headers as one JSON object, made already or yet to be.
#[derive(Clone, Copy)]
enum Written<'a> {
    Text(&'a str),
    Headers(&'a HeaderMap),
}

impl fmt::Display for Written<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => out.write_str(text),
            Self::Headers(headers) => AsJson(headers).fmt(out),
        }
    }
}

/// Why a call failed.
#[derive(Default)]
struct Failure<'a> {
    code: Option<Code>,
    description: &'a str,
    technical: &'a str,
    fault: FaultLabels<'a>,
}

/// What the consumer is told when a producer has failed, by the platform or by the producer itself.
#[derive(Clone, Copy, Default)]
pub(crate) struct FaultLabels<'a> {
    pub(crate) code: Option<&'a str>,
    pub(crate) text: Option<&'a str>,
    pub(crate) detail: Option<&'a str>,
}

/// The one place where the fields are named, for either level.
macro_rules! tell {
    // Much is worked out for an event, and for nothing when nobody wants it.
    ($level:ident, $threshold:ident, $journal:expr, $event:expr) => {
        if tracing::enabled!(target: TARGET, tracing::Level::$threshold) {
        let (journal, event) = ($journal, $event);
        let (span, parent) = journal.spans(event.action);
        let failure = event.failure.as_ref();
        let address = journal.address.as_deref();
        let destination = journal.destination.as_ref();
        let is_request = event.action.starts_with("req");
        let text = Option::<String>::as_deref;
        $level!(
            target: TARGET,
            {
                log.logger = logger(event.action),
                event.kind = "event",
                event.category = "web",
                event.module = "skltp-messages",
                event.r#type = if is_request { "access,start" } else { "access,end" },
                event.action = event.action,
                event.id = field::display((journal.ids)()),
                event.duration = (!is_request).then(|| journal.duration(event.action)),
                trace.id = journal.correlation_id.as_str(),
                transaction.id = field::display(journal.transaction.simple()),
                span.id = span.map(field::display),
                service.name = SERVICE,
                url.full = journal.url.as_str(),
                url.original = address,
                http.request.method = journal.method.as_str(),
                http.request.headers = event.request_headers.map(|headers| field::display(AsJson(headers))),
                http.request.body.bytes = event.request_headers.and_then(length),
                http.request.body.content = event.request_content,
                http.response.status_code = journal.status.map(|status| status.as_u16()),
                http.response.headers = event.response_headers.map(field::display),
                http.response.body.bytes = event.response_bytes,
                http.response.body.content = event.response_content,
                source.address = journal.source_ip.as_ref().and(journal.source).map(|source| source.ip().to_string()),
                source.ip = text(&journal.source_ip),
                destination.address = destination.and_then(Uri::authority).map(Authority::as_str),
                destination.domain = destination.and_then(Uri::host),
                destination.port = destination.and_then(Uri::port_u16),
                labels.parent.id = parent.map(field::display),
                labels.route = event.route,
                labels.senderid = text(&journal.sender),
                labels.receiverid = text(&journal.receiver),
                labels.originalServiceconsumerHsaid_in = text(&journal.original_consumer_in),
                labels.originalServiceconsumerHsaid = text(&journal.original_consumer_out),
                labels.actingOnBehalfOfHsaid = text(&journal.acting_on_behalf_of),
                labels.servicecontract_namespace = text(&journal.contract),
                labels.rivversion = text(&journal.profile),
                labels.wsdl_namespace = journal.wsdl_namespace().map(field::display),
                labels.routerVagvalTrace = text(&journal.route_trail),
                labels.routerBehorighetTrace = text(&journal.permission_trail),
                labels.sslContextId = text(&journal.tls_settings),
                labels.httpXForwardedHost = text(&journal.forwarded[0]),
                labels.httpXForwardedPort = text(&journal.forwarded[1]),
                labels.httpXForwardedProto = text(&journal.forwarded[2]),
                labels.disturbance = journal.disturbance,
                labels.faultCode = failure.and_then(|failure| failure.fault.code),
                labels.faultString = failure.and_then(|failure| failure.fault.text),
                labels.faultDetail = failure.and_then(|failure| failure.fault.detail),
                labels.sessionStatus = journal.has_failed.then_some("true"),
                labels.errorCode = journal.error_code.map(Code::as_str),
                labels.sessionErrorDescription = failure.map(|failure| failure.description),
                labels.sessionErrorTechnicalDescription = failure.map(|failure| failure.technical),
                labels.statusCode = failure.map(|_| "500 Internal Server Error"),
                error.r#type = failure.map(|failure| failure.code.map_or("producer", Code::as_str)),
                error.message = failure.map(|failure| failure.description),
                // Where the incumbent has a stack there is but what was said of the failure.
                error.stack_trace = failure.map(|failure| failure.technical)
            },
            "{}", journal.message(event.action)
        );
        }
    };
}

impl Journal {
    pub(crate) fn new(call: &Call, source: Option<SocketAddr>, platform: &Platform) -> Self {
        let names = &platform.configuration.forwarded;
        let told = |name: &str| header::text(&call.headers, name).map(str::to_owned);
        let source_ip = (call.entrance == Entrance::Plain).then(|| {
            let caller = || source.map(|source| source.ip().to_string());
            told(&names.client).or_else(caller)
        });
        Self {
            started: Instant::now(),
            ids: Arc::clone(&platform.ids),
            transaction: (platform.ids)(),
            span: None,
            producer_span: None,
            correlation_id: call.correlation_id.clone(),
            entrance: call.entrance,
            method: call.method.clone(),
            url: url(call),
            headers: Arc::clone(&call.headers),
            source,
            source_ip: source_ip.flatten(),
            forwarded: [told(&names.host), told(&names.port), told(&names.proto)],
            sender: None,
            receiver: None,
            contract: None,
            profile: None,
            tls_settings: None,
            original_consumer_in: None,
            original_consumer_out: None,
            acting_on_behalf_of: None,
            route_trail: None,
            permission_trail: None,
            address: None,
            destination: None,
            disturbance: None,
            status: None,
            producer_time: None,
            error_code: None,
            has_failed: false,
        }
    }

    /// The message was read: its sender, receiver and contract are known. `content` is its masked beginning, when an
    /// operator has asked for it.
    pub(crate) fn request_in(&mut self, content: Option<String>) {
        self.span = Some((self.ids)());
        let headers = Arc::clone(&self.headers);
        let event = Event {
            action: "req-in",
            route: "vagval-route",
            request_headers: Some(&headers),
            request_content: content,
            ..Event::default()
        };
        tell!(info, INFO, &*self, event);
        // The incumbent writes these once.
        self.forwarded = [None, None, None];
    }

    /// The catalogue leads to this address.
    pub(crate) fn addressed_to(&mut self, address: &str) {
        self.address = Some(address.to_owned());
        self.destination = address.trim().parse().ok();
    }

    /// Whether the catalogue leads anywhere.
    pub(crate) fn is_addressed(&self) -> bool {
        self.address.is_some()
    }

    /// The call is about to go to the producer with these headers.
    pub(crate) fn request_out(&mut self, headers: &HeaderMap) {
        self.producer_span = Some((self.ids)());
        let event = Event {
            action: "req-out",
            route: "to-producer-route",
            request_headers: Some(headers),
            ..Event::default()
        };
        tell!(info, INFO, &*self, event);
    }

    /// The producer has answered.
    pub(crate) fn response_in(&mut self, headers: &HeaderMap, content: Option<String>) {
        let event = Event {
            action: "resp-in",
            route: "to-producer-route",
            response_headers: Some(Written::Headers(headers)),
            response_bytes: length(headers),
            response_content: content,
            ..Event::default()
        };
        tell!(info, INFO, &*self, event);
        self.producer_span = None;
    }

    /// The call was refused.
    pub(crate) fn error(&mut self, refusal: &Refusal) {
        self.refused(refusal, None);
    }

    /// The producer failed; `text` is what the consumer is told.
    pub(crate) fn producer_failure(&mut self, refusal: &Refusal, text: &str) {
        self.refused(refusal, Some(text));
    }

    fn refused(&mut self, refusal: &Refusal, text: Option<&str>) {
        let code = refusal.logged_code();
        self.error_code = Some(code);
        let technical = logged_detail(refusal);
        self.fail(Failure {
            code: Some(code),
            description: code.row().operator,
            technical: &technical,
            fault: FaultLabels {
                code: text.map(|_| refusal.side()),
                text,
                detail: text.map(|_| technical.as_str()),
            },
        });
    }

    /// The producer answered with a fault of its own, which is passed on.
    pub(crate) fn producer_fault(&mut self, fault: FaultLabels<'_>) {
        self.fail(Failure {
            description: "The producer answered with a SOAP fault.",
            fault,
            ..Failure::default()
        });
    }

    /// The call was answered without SOAP because its body could not be taken.
    pub(crate) fn body_failure(&mut self, failure: &dyn fmt::Display) {
        let technical = failure.to_string();
        self.fail(Failure {
            description: "The body of the call could not be taken.",
            technical: &technical,
            ..Failure::default()
        });
    }

    fn fail(&mut self, failure: Failure<'_>) {
        self.has_failed = true;
        let event = Event {
            action: "error",
            route: self.entrance_route(),
            failure: Some(failure),
            ..Event::default()
        };
        tell!(error, ERROR, &*self, event);
    }

    /// The answer has left, or been given up.
    fn response_out(&self, headers: &str, bytes: u64) {
        let event = Event {
            action: "resp-out",
            route: self.entrance_route(),
            response_headers: Some(Written::Text(headers)),
            response_bytes: Some(bytes),
            ..Event::default()
        };
        tell!(info, INFO, self, event);
    }

    /// The code of the refusal or failure, if there was one.
    pub(crate) fn error_code(&self) -> Option<Code> {
        self.error_code
    }

    /// Whether an error was told.
    pub(crate) fn has_failed(&self) -> bool {
        self.has_failed
    }

    /// Time since the call came in.
    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// The span of an event, and the one it is part of.
    fn spans(&self, action: &str) -> (Option<Simple>, Option<Simple>) {
        let simple = |id: Option<Uuid>| id.map(Uuid::simple);
        match self.producer_span {
            Some(inner) if action != "req-in" => (Some(inner.simple()), simple(self.span)),
            _ => (simple(self.span), None),
        }
    }

    /// In nanoseconds: since the call came in, or what the producer took.
    fn duration(&self, action: &str) -> u64 {
        let duration = match self.producer_time {
            Some(took) if action == "resp-in" => Duration::from_millis(u64::try_from(took.as_millis()).unwrap_or(0)),
            _ => self.started.elapsed(),
        };
        u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
    }

    fn entrance_route(&self) -> &'static str {
        match self.entrance {
            Entrance::Tls => "vp-https-route",
            Entrance::Plain => "vp-http-route",
        }
    }

    fn wsdl_namespace(&self) -> Option<WsdlNamespace<'_>> {
        Some(WsdlNamespace {
            contract: self.contract.as_ref()?,
            profile: self.profile.as_ref()?,
        })
    }

    fn message(&self, action: &'static str) -> Message<'_> {
        Message {
            action,
            sender: self.sender.as_deref().unwrap_or("null"),
            receiver: self.receiver.as_deref().unwrap_or("null"),
        }
    }
}

/// The namespace of a contract's WSDL, as the incumbent derives it.
struct WsdlNamespace<'a> {
    contract: &'a str,
    profile: &'a str,
}

impl fmt::Display for WsdlNamespace<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in self.contract.split("Responder") {
            out.write_str(part)?;
        }
        write!(out, ":{}", self.profile)
    }
}

/// What a person sees of an event.
struct Message<'a> {
    action: &'static str,
    sender: &'a str,
    receiver: &'a str,
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} -> {}", self.action, self.sender, self.receiver)
    }
}

/// The names of the incumbent's loggers, by which collectors tell the events apart.
fn logger(action: &str) -> &'static str {
    match action {
        "req-in" => "se.skl.tp.vp.logging.req.in",
        "req-out" => "se.skl.tp.vp.logging.req.out",
        "resp-in" => "se.skl.tp.vp.logging.resp.in",
        "resp-out" => "se.skl.tp.vp.logging.resp.out",
        _ => "se.skl.tp.vp.logging.error",
    }
}

fn url(call: &Call) -> String {
    let scheme = match call.entrance {
        Entrance::Tls => "https",
        Entrance::Plain => "http",
    };
    let host = header::text(&call.headers, HOST.as_str()).unwrap_or("localhost");
    format!("{scheme}://{host}{}", call.path)
}

fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The detail of a refusal without what may name a person: a certificate's subject, and the query of the call.
fn logged_detail(refusal: &Refusal) -> String {
    match refusal {
        Refusal::SenderUnknown(SenderProblem::NotInCertificate(_)) => SenderProblem::NotInHeader.to_string(),
        Refusal::ProducerFailed {
            address,
            failure: ProducerFailure::Status { status, url, location },
        } => {
            let without_query = url.split('?').next().unwrap_or_default().to_owned();
            let failure = ProducerFailure::Status {
                status: *status,
                url: without_query,
                location: location.as_ref().map(|_| "elsewhere".to_owned()),
            };
            let address = address.clone();
            Refusal::ProducerFailed { address, failure }.detail()
        }
        refusal => refusal.detail(),
    }
}
