//! One call from request to answer, in the order that consumers can see (section 1.3).

use std::sync::Arc;

use bytes::Bytes;
use http::header::{ALLOW, CONNECTION, CONTENT_TYPE, HOST, RETRY_AFTER};
use http::request::Parts;
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use rivta_producer::description::Query;
use rivta_producer::listener::{BodyError, IncomingBody, OutgoingBody, Peer, fault_response, full};
use rivta_soap::envelope::Envelope;
use rivta_soap::http::{CONTENT_TYPE_XML, CORRELATION_ID, ORIGINAL_CONSUMER, SENDER_ID, SOAP_ACTION, charset};
use rivta_soap::xml::{RawElement, decode_text};

use crate::allowance::Allowance;
use crate::exchange::{Message, passed_on};
use crate::fan_out::{self, Mission};
use crate::journal::Journal;
use crate::merge;
use crate::platform::{Platform, Served};
use crate::question::{self, Hit, Question};
use crate::refusal::Refusal;
use crate::select::{self, Rules, Selection};
use crate::status::{Failure, Record};

/// The headers that every call must have, in the order their absence is told.
const MANDATORY: [&str; 3] = [SENDER_ID, ORIGINAL_CONSUMER, CORRELATION_ID];

/// A call that has been read.
struct Call<'a> {
    served: &'a Served,
    request: Arc<RawElement>,
    /// Child elements of the request.
    children: Vec<RawElement>,
    headers: HeaderMap,
    sender: HeaderValue,
}

/// Answers a request.
pub(crate) async fn answer(platform: Arc<Platform>, request: Request<IncomingBody>) -> Response<OutgoingBody> {
    let query = request.uri().query().and_then(Query::of);
    match (request.method(), query) {
        (&Method::POST, _) => {}
        (&Method::GET, Some(query)) => return describe(&platform, &request, &query),
        _ => return method_not_allowed(),
    }
    let Some(_in_flight) = platform.metrics.enter() else {
        return overloaded();
    };
    let (head, body) = request.into_parts();
    let mut journal = Journal::new(&head, &platform);
    let mut response = match respond(&platform, &head, body, &mut journal).await {
        Ok(response) => response,
        Err(Stop::Refused(refusal)) => {
            journal.refused(&refusal);
            fault_response(&refusal.to_fault())
        }
        Err(Stop::Body(error)) => {
            journal.body_failure(&error);
            give_up(&error)
        }
    };
    // Of the caller's headers none but this comes back (`headers.response.filter`).
    if let Some(id) = head.headers.get(CORRELATION_ID) {
        response.headers_mut().insert(CORRELATION_ID, id.clone());
    }
    journal.departs(&platform, response.status());
    response
}

enum Stop {
    Refused(Refusal),
    Body(BodyError),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

async fn respond(
    platform: &Platform,
    head: &Parts,
    body: IncomingBody,
    journal: &mut Journal,
) -> Result<Response<OutgoingBody>, Stop> {
    check_caller(platform, head)?;
    let body = body.collect().await.map_err(Stop::Body)?.to_bytes();
    let call = read(platform, head, &body, journal)?;
    drop(body);
    let envelope = aggregate(platform, &call, journal).await?;
    let mut response = Response::new(full(envelope));
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE_XML));
    Ok(response)
}

/// Only parts of this platform may say who the sender is.
fn check_caller(platform: &Platform, head: &Parts) -> Result<(), Refusal> {
    let callers = &platform.configuration.callers;
    let caller = head.extensions.get::<Peer>().and_then(Peer::hsa_id);
    let is_allowed = |caller: &str| callers.iter().any(|allowed| allowed.eq_ignore_ascii_case(caller));
    match caller {
        _ if callers.is_empty() => Ok(()),
        Some(Ok(caller)) if is_allowed(caller.as_str()) => Ok(()),
        _ => Err(Refusal::CallerNotAllowed),
    }
}

/// Reads the envelope, finds the service, and checks the headers; the request itself is not checked against its schema.
fn read<'a>(platform: &'a Platform, head: &Parts, body: &[u8], journal: &mut Journal) -> Result<Call<'a>, Refusal> {
    let unreadable = |error| Refusal::Unreadable(Box::new(error));
    let content_type = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let text = decode_text(body, content_type.and_then(charset), &platform.xml_limits).map_err(unreadable)?;
    let envelope = Envelope::read(&text, &platform.xml_limits).map_err(unreadable)?;
    let (namespace, local) = envelope.payload().unwrap_or_default();
    let served = service_of(platform, head.uri.path(), (namespace, local)).ok_or_else(|| Refusal::Unrecognized {
        namespace: namespace.to_owned(),
        local: local.to_owned(),
    })?;
    let contract = &served.service.facts().contract;
    journal.service = Some(served.service.facts().name);
    journal.contract = Some(contract.namespace);
    let (headers, request) = envelope.into_raw().map_err(unreadable)?;
    journal.receiver = headers.logical_address;
    check_action(platform, head, contract.soap_action)?;
    let sender = check_headers(&head.headers)?;
    journal.request_in();
    let request = request.ok_or_else(|| Refusal::Unrecognized {
        namespace: String::new(),
        local: String::new(),
    })?;
    let children = question::children(&request, &contract.request, &platform.xml_limits).map_err(unreadable)?;
    Ok(Call {
        served,
        request: Arc::new(request),
        children,
        headers: head.headers.clone(),
        sender,
    })
}

/// The service at this path; where no service has the path, the one that knows the element.
fn service_of<'a>(platform: &'a Platform, path: &str, (namespace, local): (&str, &str)) -> Option<&'a Served> {
    let knows = |served: &&Served| served.service.facts().contract.request.is(Some(namespace), local);
    let at_path = platform
        .services
        .iter()
        .find(|served| served.service.facts().path == path);
    match at_path {
        Some(served) => Some(served).filter(knows),
        None => platform.services.iter().find(knows),
    }
}

fn check_action(platform: &Platform, head: &Parts, expected: &str) -> Result<(), Refusal> {
    if !platform.configuration.validate_soap_action {
        return Ok(());
    }
    let given = head.headers.get(SOAP_ACTION).and_then(|value| value.to_str().ok());
    let given = given.unwrap_or_default().trim().trim_matches('"');
    if given.is_empty() || given == expected {
        return Ok(());
    }
    Err(Refusal::SoapAction(given.to_owned()))
}

/// Gives the sender, when all headers are there. An empty one counts as missing.
fn check_headers(headers: &HeaderMap) -> Result<HeaderValue, Refusal> {
    let present = |name: &str| headers.get(name).filter(|value| !value.is_empty());
    let mut missing = String::new();
    for name in MANDATORY.into_iter().filter(|name| present(name).is_none()) {
        missing.push_str(&format!("Mandatory HTTP header {name} is missing\n"));
    }
    match present(SENDER_ID) {
        Some(sender) if missing.is_empty() => Ok(sender.clone()),
        _ => Err(Refusal::HeadersMissing(missing)),
    }
}

/// Asks the index, then the sources, and puts the answer together.
async fn aggregate(platform: &Platform, call: &Call<'_>, journal: &mut Journal) -> Result<Vec<u8>, Refusal> {
    let service = &call.served.service;
    let question = service.question(&call.children, platform.clock.now());
    let hits = ask_index(platform, call, &question).await.map_err(Refusal::Index)?;
    let mut selection = select(platform, call, &question, &hits);
    journal.selected(&selection);
    let mission = Mission {
        service: Arc::clone(service),
        request: Arc::clone(&call.request),
        headers: passed_on(&call.headers, &call.sender, &platform.instance),
        platform: call.served.platform.clone(),
        validates: call.served.validates,
        limits: platform.answer_limits,
        allowance: Arc::new(Allowance::new(platform.configuration.sources.total_bytes)),
    };
    let within = platform.configuration.sources.total_timeout;
    let outcomes = fan_out::ask(&mission, &selection.sources, within).await;
    let (mut content, mut records) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        let (at, last_answer) = (platform.clock.now(), platform.last_answers.of(&outcome.source));
        let failure = match outcome.records {
            Ok(children) => {
                content.extend(children);
                platform.last_answers.note(&outcome.source, at);
                selection.answered(&outcome.source);
                None
            }
            Err(failure) => Some(failure),
        };
        records.push(Record {
            source: outcome.source,
            at,
            last_answer,
            failure,
        });
    }
    journal.answered(&selection, &records);
    platform.metrics.count_sources(service.facts().name, &records);
    let contract = &service.facts().contract;
    merge::aggregate(contract, content, &records).map_err(|error| Refusal::Technical(Box::new(error)))
}

async fn ask_index(platform: &Platform, call: &Call<'_>, question: &Question) -> Result<Vec<Hit>, Failure> {
    let index = &platform.configuration.index;
    let Served {
        service_domain,
        categories,
        ..
    } = call.served;
    let envelope = question::find_content(&index.logical_address, question, service_domain, categories);
    let message = Message {
        soap_action: question::SOAP_ACTION,
        headers: passed_on(&call.headers, &platform.index_sender, &platform.instance),
        envelope: Bytes::from(envelope),
        expected: &question::RESPONSE,
    };
    let Some(answer) = platform.index.call(message, None).await? else {
        return Ok(Vec::new());
    };
    let unusable = |error| Failure::Other(format!("the answer of the engagement index cannot be read: {error}"));
    question::hits(&answer, &platform.answer_limits).map_err(unusable)
}

fn select(platform: &Platform, call: &Call<'_>, question: &Question, hits: &[Hit]) -> Selection {
    let text = |name| {
        call.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let catalog = platform.addresses.catalog();
    let rules = Rules {
        categories: &call.served.categories,
        own_address: &platform.configuration.logical_address,
        logical_address: question.logical_address.as_deref(),
        contract: call.served.service.facts().contract.namespace,
        callers: [text(SENDER_ID), text(ORIGINAL_CONSUMER)],
        catalog: catalog.as_deref(),
        now: platform.clock.now(),
    };
    select::select(hits, &rules)
}

/// WSDL and schemas of the service at the path.
fn describe(platform: &Platform, request: &Request<IncomingBody>, query: &Query) -> Response<OutgoingBody> {
    let path = request.uri().path();
    let served = platform
        .services
        .iter()
        .find(|served| served.service.facts().path == path);
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let document = served.zip(host.and_then(|host| host.parse::<Authority>().ok()));
    let document = document.and_then(|(served, authority)| {
        let description = served.service.facts().contract.description;
        description.answer(query, &format!("https://{authority}{path}"))
    });
    match document {
        Some(document) => {
            let mut response = Response::new(full(document));
            response
                .headers_mut()
                .insert(CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE_XML));
            response
        }
        None => bare(StatusCode::NOT_FOUND),
    }
}

/// The rest of the body is not read, so the connection cannot carry another call.
fn give_up(error: &BodyError) -> Response<OutgoingBody> {
    let mut response = bare(match error {
        BodyError::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::REQUEST_TIMEOUT,
    });
    response
        .headers_mut()
        .insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Told at once, so that a consumer can try elsewhere.
fn overloaded() -> Response<OutgoingBody> {
    let mut response = bare(StatusCode::SERVICE_UNAVAILABLE);
    let headers = response.headers_mut();
    headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

fn method_not_allowed() -> Response<OutgoingBody> {
    let mut response = bare(StatusCode::METHOD_NOT_ALLOWED);
    response
        .headers_mut()
        .insert(ALLOW, HeaderValue::from_static("POST, GET"));
    response
}

fn bare(status: StatusCode) -> Response<OutgoingBody> {
    let mut response = Response::new(full(Bytes::new()));
    *response.status_mut() = status;
    response
}
