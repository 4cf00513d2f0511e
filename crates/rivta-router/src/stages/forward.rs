//! The producer is called, and its answer judged (section 6).

use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, LOCATION};
use http::uri::Scheme;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use rivta_consumer::Channel;
use rivta_consumer::channel::{ChannelError, IncomingBody, OutgoingBody, Phase};
use rivta_soap::Envelope;
use rivta_soap::http::{CONTENT_TYPE_XML, charset};
use rivta_soap::xml::{Limits, Token, Tokens, decode_text};
use tracing::warn;

use super::{Stop, adapt};
use crate::body::{Attempt, Opening, ProducerBody};
use crate::config::Action;
use crate::exchange::{Adapted, Answered, Routed};
use crate::header;
use crate::journal::{FaultLabels, Journal, SHOWN, TARGET, masked};
use crate::platform::Platform;
use crate::refusal::{ProducerFailure, Refusal, Uncoded};

/// What makes an answer with status 500 a SOAP 1.1 fault.
const SOAP_11: &str = "http://schemas.xmlsoap.org/soap/envelope/";

/// Calls the producer; once more after a failed connect or a reset, as long as the body can be sent from its beginning.
pub(crate) async fn forward(
    adapted: &mut Adapted,
    platform: &Platform,
    journal: &mut Journal,
) -> Result<Answered, Stop> {
    let settings = &platform.configuration.producer;
    let chosen = platform.producers.channel(&adapted.routed.producer.uri);
    if adapted.routed.producer.uri.scheme() == Some(&Scheme::HTTPS) {
        journal.secured(&chosen.id);
    }
    if let Some(ordered) = &adapted.disturbance {
        match ordered.action {
            Action::Delay => tokio::time::sleep(ordered.delay).await,
            Action::Fault => return Err(failed(adapted, Refusal::Ordered(ordered.code))),
            _ => {}
        }
    }
    let mut retries = settings.retries;
    loop {
        let error = match attempt(adapted, &chosen.channel, platform).await? {
            Ok(answer) => {
                let is_recoded = adapted.routed.charset.is_some();
                let told = answer.headers.get(CONTENT_TYPE).filter(|_| is_recoded).cloned();
                return match judge(answer, adapted, platform, journal) {
                    // On the heap: it is large and most calls do without.
                    Ok(answered) if is_recoded => Box::pin(recoded(answered, told.as_ref(), adapted, platform)).await,
                    Ok(answered) => Ok(answered),
                    Err(refusal) => Err(failed(adapted, refusal)),
                };
            }
            Err(error) => error,
        };
        // A body that broke off, grew too large or stalled is the consumer's doing.
        if let Some(failure) = adapted.routed.body.failure() {
            return Err(failure.into());
        }
        if retries == 0 || !is_worth_a_retry(&error) || !adapted.routed.body.can_be_sent_again() {
            return Err(failed(adapted, refusal(&adapted.routed.producer.written, error)));
        }
        retries -= 1;
        let correlation_id = &*journal.correlation_id;
        warn!(target: TARGET, { trace.id = correlation_id, %error }, "the producer is called again");
        tokio::time::sleep(settings.retry_delay).await;
    }
}

fn failed(adapted: &Adapted, refusal: Refusal) -> Stop {
    Stop::Failed(refusal, adapted.routed.charset.clone())
}

/// An answer whose opening has been gathered.
struct Gathered {
    status: StatusCode,
    headers: HeaderMap,
    opening: Opening,
    /// From the call to the end of the opening.
    took: Duration,
}

async fn attempt(
    adapted: &mut Adapted,
    channel: &Channel,
    platform: &Platform,
) -> Result<Result<Gathered, ChannelError>, Stop> {
    let calls = &platform.configuration.producer;
    let routed = &adapted.routed;
    let Some(body) = routed.body.attempt(calls.chunked) else {
        // The first attempt always has its beginning, unless the consumer failed while the head was read.
        let failure = routed.body.failure().unwrap_or(crate::body::BodyFailure::Interrupted);
        return Err(failure.into());
    };
    let headers = adapted.headers.take();
    let headers = headers.unwrap_or_else(|| adapt::headers(routed, platform));
    let timeouts = platform
        .producers
        .timeouts(calls.silence_timeout_for(routed.head.contract()));
    let sent = match &routed.producer.target {
        Some(target) => channel.send_to(target, request(routed, headers, body), &timeouts).await,
        None => Err(ChannelError::Address("it names no host")),
    };
    Ok(match sent {
        Ok(response) => gather(response, calls.opening_bytes).await,
        Err(error) => Err(error),
    })
}

fn request(routed: &Routed, headers: HeaderMap, body: Attempt) -> Request<OutgoingBody> {
    let mut request = Request::new(body.boxed());
    *request.method_mut() = routed.call.method.clone();
    *request.uri_mut() = routed.producer.uri.clone();
    *request.headers_mut() = headers;
    request
}

async fn gather(response: Response<IncomingBody>, limit: usize) -> Result<Gathered, ChannelError> {
    let (head, body) = response.into_parts();
    // Whether status 500 is a fault can show in any part of the body.
    let is_error = head.status == StatusCode::INTERNAL_SERVER_ERROR;
    let body = ProducerBody::new(body, &head.headers);
    let (opening, took) = Opening::gather(body, if is_error { usize::MAX } else { limit }).await?;
    Ok(Gathered {
        status: head.status,
        headers: head.headers,
        opening,
        took,
    })
}

/// Passes on any 2xx answer with a body and SOAP 1.1 faults with status 500; everything else is a failure.
fn judge(answer: Gathered, adapted: &Adapted, platform: &Platform, journal: &mut Journal) -> Result<Answered, Refusal> {
    let Gathered {
        status,
        headers,
        opening,
        took,
    } = answer;
    let address = || adapted.routed.producer.written.clone();
    let is_fault = status == StatusCode::INTERNAL_SERVER_ERROR && opening.contains(SOAP_11);
    if !status.is_success() && !is_fault {
        let location = header::text(&headers, &LOCATION).filter(|_| status.is_redirection());
        let (url, location) = (adapted.routed.producer.uri.to_string(), location.map(str::to_owned));
        return Err(Refusal::ProducerFailed {
            address: address(),
            failure: ProducerFailure::Status { status, url, location },
        });
    }
    journal.status = Some(status);
    journal.producer_time = Some(took);
    if is_fault {
        let (code, text) = fault_of(&opening);
        let fault = FaultLabels {
            code: code.as_deref(),
            text: text.as_deref(),
            detail: None,
        };
        let technical = format!(
            "{} answered with status {}",
            adapted.routed.producer.written,
            status.as_u16()
        );
        journal.producer_fault(fault, &technical);
    } else {
        let content = platform.shows_payload(adapted.routed.head.contract());
        let content = content.then(|| masked(&opening.beginning(SHOWN)));
        journal.response_in(&headers, content.as_deref());
    }
    // It is told before it is found to be empty (section 1.2, steps 17 and 19).
    if opening.is_empty() {
        let correlation_id = &*journal.correlation_id;
        warn!(target: TARGET, { trace.id = correlation_id }, "Response from producer is empty");
        return Err(Refusal::ProducerFailed {
            address: address(),
            failure: ProducerFailure::EmptyAnswer(status),
        });
    }
    let mut headers = header::for_consumer(
        &headers,
        &platform.header_rules,
        HeaderValue::from_static(CONTENT_TYPE_XML),
    );
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    headers.insert(&header::PRODUCER_TIME, HeaderValue::from(milliseconds));
    Ok(Answered {
        status,
        headers,
        body: opening,
    })
}

/// Code, as it is written, and text of a producer's fault; the profile forbids personal data in them, and numbers are masked
/// all the same.
fn fault_of(opening: &Opening) -> (Option<String>, Option<String>) {
    let bytes = opening.beginning(SHOWN);
    let limits = Limits::default();
    let fault = decode_text(&bytes, None, &limits).ok().and_then(|text| {
        let envelope = Envelope::read(&text, &limits).ok()?;
        Some((written_code(&text, &limits), envelope.decode_fault().ok()?.string))
    });
    let shown = |text: &str| {
        let mask = |c: char| if c.is_ascii_digit() { '0' } else { c };
        text.chars().take(256).map(mask).collect()
    };
    match fault {
        Some((code, text)) => (code.as_deref().map(shown), Some(shown(&text))),
        None => (None, Some("Unknown SOAPFault".to_owned())),
    }
}

/// The text of `faultcode`, with the prefix of its namespace.
fn written_code(message: &str, limits: &Limits) -> Option<String> {
    let mut tokens = Tokens::new(message, limits);
    let mut is_code = false;
    loop {
        match tokens.next().ok()? {
            Token::Start(tag) => is_code = tag.local == "faultcode",
            Token::Text(text) if is_code && !text.trim().is_empty() => return Some(text.trim().to_owned()),
            Token::Text(_) => {}
            Token::End => is_code = false,
            Token::Eof => return None,
        }
    }
}

/// The answer in the encoding the consumer wrote in. One that cannot be read as text stays as it is.
async fn recoded(
    mut answered: Answered,
    content_type: Option<&HeaderValue>,
    adapted: &Adapted,
    platform: &Platform,
) -> Result<Answered, Stop> {
    let Some(wanted) = &adapted.routed.charset else {
        return Ok(answered);
    };
    let gathered = answered.body.collect().await;
    let bytes = gathered.map_err(|error| failed(adapted, refusal(&adapted.routed.producer.written, error)))?;
    let limits = Limits {
        bytes: usize::try_from(platform.configuration.producer.answer_bytes).unwrap_or(usize::MAX),
        ..Limits::default()
    };
    let told = content_type.and_then(|value| charset(str::from_utf8(value.as_bytes()).ok()?));
    let text = decode_text(&bytes, told, &limits).ok();
    answered.body = Opening::whole(match &text {
        Some(text) => {
            if let Some(content_type) = wanted.content_type() {
                answered.headers.insert(CONTENT_TYPE, content_type);
            }
            Bytes::from(wanted.encode(text))
        }
        None => bytes.clone(),
    });
    Ok(answered)
}

/// Only failures of the connection itself are tried again: a producer that was merely slow may have done its work.
fn is_worth_a_retry(error: &ChannelError) -> bool {
    matches!(
        error,
        ChannelError::Refused { .. }
            | ChannelError::Connect { .. }
            | ChannelError::Reset { .. }
            | ChannelError::Timeout {
                phase: Phase::Connect,
                ..
            }
    )
}

fn refusal(address: &str, error: ChannelError) -> Refusal {
    let failure = match error {
        ChannelError::Address(_) => return Refusal::Uncoded(Uncoded::AddressIsNoUrl(address.to_owned())),
        ChannelError::Closed { authority, .. } | ChannelError::Truncated { authority } => {
            return Refusal::Uncoded(Uncoded::NoAnswer(authority));
        }
        ChannelError::Refused { authority }
        | ChannelError::Connect { authority, .. }
        | ChannelError::Timeout {
            authority,
            phase: Phase::Connect,
            ..
        } => ProducerFailure::Connect(authority),
        ChannelError::Tls { failure, .. } => ProducerFailure::Tls(failure.to_string()),
        ChannelError::Timeout { phase: Phase::Tls, .. } => {
            ProducerFailure::Tls("the handshake was not complete in time".to_owned())
        }
        ChannelError::Timeout { .. } => ProducerFailure::Silence,
        ChannelError::Reset { .. } => ProducerFailure::Reset,
        other => ProducerFailure::Connection(other.to_string()),
    };
    Refusal::ProducerFailed {
        address: address.to_owned(),
        failure,
    }
}
