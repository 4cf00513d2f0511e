//! What is told about a call at its log points (platform router, section 8), never its payload.
//!
//! Events go through [`tracing`] with the target [`TARGET`], at level INFO, `error` at ERROR. What there is to tell stands
//! in one field of the event, [`FIELD`]: a JSON object whose members have the names of the Elastic Common Schema that the
//! incumbent uses, `message` among them. A subscriber that writes log lines adds the time, the level and the machine to it.
//! The event's own message is its action.
//!
//! The object is written while the call passes, so that each fact is put into JSON once a call and not once an event.
//! Whatever looks like a person's number is masked there, whoever listens.

mod departure;
mod headers;
mod members;
mod payload;
mod plain;
mod point;
mod told_head;

use std::fmt;
use std::net::SocketAddr;
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http::header::{CONTENT_LENGTH, HOST};
use http::{HeaderMap, HeaderName, StatusCode, Uri};
use rivta_catalog::{Trail, TrailStep};
use rivta_producer::IdSource;
use tracing::{Level, enabled, error, info};
use uuid::Uuid;

pub(crate) use departure::Departure;
use headers::{OF_REQUEST_IN, OF_REQUEST_OUT, OF_RESPONSE_IN};
pub use members::Members;
pub(crate) use payload::{SHOWN, masked};
use point::Point;
pub(crate) use told_head::ToldHead;

use crate::address::ProducerAddress;
use crate::exchange::{Addressed, Call, Entrance, MessageHead};
use crate::header;
use crate::platform::Platform;
use crate::refusal::{self, Code, ProducerFailure, Refusal, SenderProblem};

/// The target of the events of a call.
pub const TARGET: &str = "rivta_router::message";

/// The field that holds all there is to tell, as a JSON object.
pub const FIELD: &str = "ecs";

/// What most events take, in bytes.
const EVENT: usize = 2 << 10;

/// What two spans take, in bytes.
const SPANS: usize = 112;

/// All that is known of a call so far.
pub(crate) struct Journal {
    started: Instant,
    ids: IdSource,
    /// From `req-in` to the end.
    span: Option<Uuid>,
    /// From `req-out` to `resp-in`, and to the end when there is no `resp-in`: a span of its own.
    is_at_producer: bool,
    pub(crate) correlation_id: Arc<str>,
    entrance: Entrance,
    /// What every event from now on tells: the beginning of the object. `None` when nobody listens.
    known: Option<Members>,
    /// What the next event tells, and no other.
    once: Members,
    /// The spans as every event tells them until they change.
    spans: Members,
    /// Where the profile stands in `known`; it changes when the message is converted.
    profile: Range<usize>,
    /// Where the last failure stands in `known`.
    failure: Range<usize>,
    /// Where in `known` it stands who calls and whom, once it does.
    sender: Option<Range<usize>>,
    receiver: Option<Range<usize>>,
    head: Option<Arc<MessageHead>>,
    is_addressed: bool,
    /// The answer's status, once there is one.
    pub(crate) status: Option<StatusCode>,
    /// How long the producer took.
    pub(crate) producer_time: Option<Duration>,
    error_code: Option<Code>,
    has_failed: bool,
}

/// What the incumbent says of a failure that says nothing of itself.
const NO_DESCRIPTION: &str = "Fel vid kontakt med tjänsteproducenten.";

/// Why a call failed.
#[derive(Default)]
struct Failure<'a> {
    code: Option<Code>,
    /// What whoever runs the platform should know.
    operator: &'a str,
    /// What the consumer is told.
    description: &'a str,
    technical: &'a str,
    /// No exception stands behind it, so no stack of calls is told (platform router, section 1.2, step 19).
    is_without_stack: bool,
    fault: FaultLabels<'a>,
}

/// What the consumer is told when a producer has failed, by the platform or by the producer itself.
#[derive(Clone, Copy, Default)]
pub(crate) struct FaultLabels<'a> {
    pub(crate) code: Option<&'a str>,
    pub(crate) text: Option<&'a str>,
    pub(crate) detail: Option<&'a str>,
}

impl Journal {
    pub(crate) fn new(call: &Call, started: Instant, source: Option<SocketAddr>, platform: &Platform) -> Self {
        let mut this = Self {
            started,
            ids: Arc::clone(&platform.ids),
            span: None,
            is_at_producer: false,
            correlation_id: Arc::clone(&call.correlation_id),
            entrance: call.entrance,
            known: None,
            once: Members::default(),
            spans: Members::default(),
            profile: 0..0,
            failure: 0..0,
            sender: None,
            receiver: None,
            head: None,
            is_addressed: false,
            status: None,
            producer_time: None,
            error_code: None,
            has_failed: false,
        };
        if enabled!(target: TARGET, Level::ERROR) {
            this.begin(call, source, platform);
        }
        this
    }

    /// What is known before the message is looked at.
    fn begin(&mut self, call: &Call, source: Option<SocketAddr>, platform: &Platform) {
        let mut known = Members::with_capacity(EVENT);
        known.written(point::EVERYWHERE);
        known.text("trace.id", &call.correlation_id);
        known.simple_id("transaction.id", (platform.ids)());
        known.text("http.request.method", call.method.as_str());
        let names = &platform.forwarded;
        let told = |name: &Option<HeaderName>| header::text(&call.headers, name.as_ref()?);
        if call.entrance == Entrance::Plain {
            // Who called the proxy in front, or the caller itself.
            let ip = source.map(|source| source.ip());
            match (told(&names.client), ip) {
                (Some(client), _) => known.text("source.ip", client),
                (None, Some(ip)) => known.shown("source.ip", ip),
                (None, None) => {}
            }
            if let Some(ip) = ip {
                known.shown("source.address", ip);
            }
        }
        self.known = Some(known);
        self.spans = Members::with_capacity(SPANS);
    }

    /// It is known who calls.
    pub(crate) fn identified(&mut self, call: &Call, sender: &str, platform: &Platform) {
        let Some(known) = &mut self.known else { return };
        self.sender = Some(known.party("labels.senderid", sender));
        push_url(known, call);
        // The incumbent writes these once.
        let names = &platform.forwarded;
        let told = |name: &Option<HeaderName>| header::text(&call.headers, name.as_ref()?);
        self.once.text_if("labels.httpXForwardedHost", told(&names.host));
        self.once.text_if("labels.httpXForwardedPort", told(&names.port));
        self.once.text_if("labels.httpXForwardedProto", told(&names.proto));
    }

    /// The head of the message was read.
    pub(crate) fn read(&mut self, addressed: &Addressed) {
        let Addressed { call, head, .. } = addressed;
        self.head = Some(Arc::clone(head));
        let Some(known) = &mut self.known else { return };
        let told = |name| header::text(&call.headers, name);
        known.text_if(
            "labels.originalServiceconsumerHsaid_in",
            told(&header::ORIGINAL_CONSUMER),
        );
        known.text_if("labels.actingOnBehalfOfHsaid", told(&header::ACTING_ON_BEHALF_OF));
        let begin = known.len();
        known.written(head.told.as_str());
        let place = head.told.receiver();
        self.receiver = place.map(|place| begin + place.start..begin + place.end);
        self.profile = begin + head.told.profile()..known.len();
    }

    /// The message cannot be read: the error tells its headers, among them `Content-Type` and `SOAPAction` (section 2.2), as
    /// no event has done so.
    pub(crate) fn unread(&mut self, headers: &HeaderMap) {
        if self.known.is_some() {
            self.once.headers("http.request.headers", headers, &OF_REQUEST_IN);
        }
    }

    /// The contract that the message belongs to, once it was read.
    pub(crate) fn contract(&self) -> Option<&str> {
        self.head.as_ref()?.contract()
    }

    /// The message is, from now on, of this profile.
    pub(crate) fn spoken(&mut self, profile: &str) {
        let Some(known) = &mut self.known else { return };
        known.remove(self.profile.clone());
        let begin = known.len();
        let contract = self.head.as_ref().and_then(|head| head.contract());
        told_head::push_profile(known, profile, contract);
        self.profile = begin..known.len();
    }

    /// Where the catalogue was asked for a route.
    pub(crate) fn routed(&mut self, trail: &Trail) {
        if let Some(known) = &mut self.known {
            known.joined("labels.routerVagvalTrace", trail.steps().iter().map(TrailStep::as_str));
        }
    }

    /// The catalogue leads to this address; `producer` is what is called there, when it is a URL.
    pub(crate) fn addressed_to(&mut self, address: &str, producer: Option<&ProducerAddress>) {
        self.is_addressed = true;
        let Some(known) = &mut self.known else { return };
        match producer {
            Some(producer) => known.written(producer.told.as_str()),
            None => known.text("url.original", address),
        }
    }

    /// Whether the catalogue leads anywhere.
    pub(crate) fn is_addressed(&self) -> bool {
        self.is_addressed
    }

    /// Where the catalogue was asked for a permission.
    pub(crate) fn authorized(&mut self, trail: &Trail) {
        if let Some(known) = &mut self.known {
            known.joined(
                "labels.routerBehorighetTrace",
                trail.steps().iter().map(TrailStep::as_str),
            );
        }
    }

    /// The producer will be told that this is the original consumer.
    pub(crate) fn vouched_for(&mut self, original_consumer: Option<&str>) {
        if let Some(known) = &mut self.known {
            known.text_if("labels.originalServiceconsumerHsaid", original_consumer);
        }
    }

    /// A disturbance was ordered for this call.
    pub(crate) fn disturbed(&mut self, action: &str) {
        if let Some(known) = &mut self.known {
            known.text("labels.disturbance", action);
        }
    }

    /// The producer is called with these certificates and this trust.
    pub(crate) fn secured(&mut self, tls_settings: &str) {
        if let Some(known) = &mut self.known {
            known.text("labels.sslContextId", tls_settings);
        }
    }

    /// The call is, from now on, in another span.
    fn enter(&mut self, span: Option<Uuid>, parent: Option<Uuid>) {
        self.spans.clear();
        if self.known.is_none() {
            return;
        }
        for (name, id) in [("span.id", span), ("labels.parent.id", parent)] {
            if let Some(id) = id {
                self.spans.simple_id(name, id);
            }
        }
    }

    /// The message was read: its sender, receiver and contract are known. It came with these headers; `content` is its
    /// masked beginning, when an operator has asked for it.
    pub(crate) fn request_in(&mut self, headers: &HeaderMap, content: Option<&str>) {
        self.span = Some((self.ids)());
        self.enter(self.span, None);
        self.tell(&point::REQUEST_IN, |event, _| {
            event.written(point::INSIDE);
            event.headers("http.request.headers", headers, &OF_REQUEST_IN);
            event.number_if("http.request.body.bytes", length(headers));
            event.text_if("http.request.body.content", content);
        });
    }

    /// The call is about to go to the producer with these headers, and a body of so many bytes.
    pub(crate) fn request_out(&mut self, headers: &HeaderMap, bytes: Option<u64>) {
        self.is_at_producer = true;
        self.enter(Some((self.ids)()), self.span);
        self.tell(&point::REQUEST_OUT, |event, _| {
            event.written(point::TO_PRODUCER);
            event.headers("http.request.headers", headers, &OF_REQUEST_OUT);
            event.number_if("http.request.body.bytes", bytes);
        });
    }

    /// The producer has answered.
    pub(crate) fn response_in(&mut self, headers: &HeaderMap, content: Option<&str>) {
        self.tell(&point::RESPONSE_IN, |event, this| {
            event.written(point::TO_PRODUCER);
            push_duration(event, this.duration());
            event.headers("http.response.headers", headers, &OF_RESPONSE_IN);
            event.number_if("http.response.body.bytes", length(headers));
            event.text_if("http.response.body.content", content);
        });
        self.is_at_producer = false;
        self.enter(self.span, None);
    }

    /// The answer has left, or been given up, so long after the call came in. Its headers are written already.
    fn response_out(&mut self, headers: &Members, bytes: u64, elapsed: Duration) {
        self.tell(&point::RESPONSE_OUT, |event, this| {
            event.written(this.entrance_route());
            push_duration(event, this.time_there().unwrap_or(elapsed));
            event.written(headers.as_str());
            event.number("http.response.body.bytes", bytes);
        });
    }

    /// The call was refused; `text` is what the consumer is told.
    pub(crate) fn error(&mut self, refusal: &Refusal, text: &str) {
        self.refused(refusal, text, FaultLabels::default());
    }

    /// The producer failed; `text` is what the consumer is told.
    pub(crate) fn producer_failure(&mut self, refusal: &Refusal, text: &str) {
        // Where there was no error in the answer, the incumbent does not look for a fault in it.
        if !matches!(refusal, Refusal::ProducerFailed { .. }) || refusal.is_empty_answer() {
            return self.error(refusal, text);
        }
        let (side, detail) = (refusal.side(), logged_detail(refusal));
        let code = format!("SOAP-ENV:{side}");
        let fault = FaultLabels {
            code: Some(&code),
            text: Some(text),
            detail: Some(&detail),
        };
        self.refused(refusal, text, fault);
    }

    fn refused(&mut self, refusal: &Refusal, text: &str, fault: FaultLabels<'_>) {
        let code = refusal.logged_code();
        self.error_code = Some(code);
        self.status = Some(refusal::STATUS);
        self.fail(&Failure {
            code: Some(code),
            operator: code.row().operator,
            description: text,
            technical: &logged_detail(refusal),
            is_without_stack: refusal.is_empty_answer(),
            fault,
        });
    }

    /// The producer answered with a fault of its own, which is passed on.
    pub(crate) fn producer_fault(&mut self, fault: FaultLabels<'_>, technical: &str) {
        self.fail(&Failure {
            operator: "The producer answered with a SOAP fault.",
            description: NO_DESCRIPTION,
            technical,
            fault,
            ..Failure::default()
        });
    }

    /// The call was answered without SOAP because its body could not be taken.
    pub(crate) fn body_failure(&mut self, failure: &dyn fmt::Display) {
        let operator = "The body of the call could not be taken.";
        self.fail(&Failure {
            operator,
            description: operator,
            technical: &failure.to_string(),
            ..Failure::default()
        });
    }

    /// Nobody takes the answer, or its rest. A call has one error (section 1.3): what was told before says more.
    pub(crate) fn broken_off(&mut self) {
        if self.has_failed {
            return;
        }
        let technical = match self.status {
            Some(_) => "the answer could not be handed over to its end",
            None => "the call ended before its answer",
        };
        let operator = "The connection ended before the answer: the consumer left, or the router was stopped.";
        self.fail(&Failure {
            operator,
            description: operator,
            technical,
            ..Failure::default()
        });
    }

    fn fail(&mut self, failure: &Failure<'_>) {
        self.has_failed = true;
        if let Some(known) = &mut self.known {
            known.remove(self.failure.clone());
            let begin = known.len();
            failure.push(known);
            self.failure = begin..known.len();
        }
        self.tell(&point::ERROR, |event, this| {
            event.written(this.entrance_route());
            push_duration(event, this.duration());
            failure.push_error(event);
        });
    }

    /// Tells of one log point all that is known, what is to be told once, and what `add` adds.
    fn tell(&mut self, point: &Point, add: impl Fn(&mut Members, &Self)) {
        let Some(mut event) = self.known.take() else { return };
        let known = event.len();
        // What stands in an event is written only when somebody listens.
        if point.level == Level::ERROR {
            error!(target: TARGET, ecs = self.object(&mut event, point, add), "{}", point.action);
        } else {
            info!(target: TARGET, ecs = self.object(&mut event, point, add), "{}", point.action);
        }
        if event.len() > known {
            self.once.clear();
            event.truncate(known);
        }
        self.known = Some(event);
    }

    /// The object of an event, made of what is known.
    fn object<'a>(&self, event: &'a mut Members, point: &Point, add: impl Fn(&mut Members, &Self)) -> &'a str {
        self.push(event, point);
        add(event, self);
        event.written("}");
        event.as_str()
    }

    /// What every event tells anew.
    fn push(&self, event: &mut Members, point: &Point) {
        event.written(point.members);
        push_party(event, self.sender.as_ref());
        event.written(" -> ");
        push_party(event, self.receiver.as_ref());
        event.close();
        event.id("event.id", (self.ids)());
        event.written(self.spans.as_str());
        event.written(self.once.as_str());
        if self.sender.is_none() {
            // The incumbent looks at who calls before it looks at what was called.
            event.text("url.full", "");
        }
        if let Some(status) = self.status {
            event.json("http.response.status_code", status.as_str());
        }
        if self.has_failed {
            event.text("labels.sessionStatus", "true");
        }
        event.text_if("labels.errorCode", self.error_code.map(Code::as_str));
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

    /// What `event.duration` tells: how long the producer took, in whole milliseconds as the consumer is told too, as long as
    /// the call counts as being there; else the time since the call came in.
    fn duration(&self) -> Duration {
        self.time_there().unwrap_or_else(|| self.elapsed())
    }

    fn time_there(&self) -> Option<Duration> {
        let is_there = self.is_at_producer && self.error_code.is_none();
        let took = self.producer_time.filter(|_| is_there);
        took.map(|took| Duration::from_millis(u64::try_from(took.as_millis()).unwrap_or(u64::MAX)))
    }

    fn entrance_route(&self) -> &'static str {
        match self.entrance {
            Entrance::Tls => point::FROM_TLS,
            Entrance::Plain => point::FROM_PLAIN,
        }
    }
}

impl Failure<'_> {
    /// What this event and all later ones tell.
    fn push(&self, event: &mut Members) {
        event.text_if("labels.faultCode", self.fault.code);
        event.text_if("labels.faultString", self.fault.text);
        event.text_if("labels.faultDetail", self.fault.detail);
        event.text("labels.sessionErrorDescription", self.description);
        event.text("labels.sessionErrorTechnicalDescription", self.technical);
        event.text("labels.statusCode", "500 Internal Server Error");
    }

    /// What this event alone tells.
    fn push_error(&self, event: &mut Members) {
        event.text("error.type", self.code.map_or("producer", Code::as_str));
        event.text("error.message", self.operator);
        // Where the incumbent has a stack there is but what was said of the failure.
        event.text_if("error.stack_trace", (!self.is_without_stack).then_some(self.technical));
    }
}

/// What is told of a producer's address, as the catalogue spells it and as it is called.
pub(crate) fn of_producer(address: &str, url: &Uri) -> Members {
    let mut told = Members::default();
    told.text("url.original", address);
    if let Some(authority) = url.authority() {
        told.text("destination.address", authority.as_str());
        told.text("destination.domain", authority.host());
        if let Some(port) = authority.port_u16() {
            told.number("destination.port", port.into());
        }
    }
    told
}

/// Who calls or is called, as the incumbent tells it.
fn push_party(event: &mut Members, place: Option<&Range<usize>>) {
    match place {
        Some(place) => event.again(place.clone()),
        None => event.written("null"),
    }
}

fn push_duration(event: &mut Members, duration: Duration) {
    event.number("event.duration", u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX));
}

/// The URL of a call without its query, in which a consumer may have put anything.
fn push_url(known: &mut Members, call: &Call) {
    let host = call
        .headers
        .get(HOST)
        .and_then(|host| str::from_utf8(host.as_bytes()).ok());
    known.open("url.full");
    known.written(match call.entrance {
        Entrance::Tls => "https://",
        Entrance::Plain => "http://",
    });
    known.piece(host.filter(|host| !host.is_empty()).unwrap_or("localhost"));
    known.piece(call.path());
    known.close();
}

fn length(headers: &HeaderMap) -> Option<u64> {
    str::from_utf8(headers.get(CONTENT_LENGTH)?.as_bytes())
        .ok()?
        .parse()
        .ok()
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
