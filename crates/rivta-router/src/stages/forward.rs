//! The producer is called, and its answer judged (section 6).

use std::time::{Duration, Instant};

use http::{HeaderMap, Request, Response, StatusCode, header::LOCATION};
use http_body_util::BodyExt as _;
use rivta_consumer::channel::{ChannelError, IncomingBody, Phase};
use rivta_soap::http::PRODUCER_TIME;
use tracing::warn;

use super::Stop;
use crate::body::Opening;
use crate::exchange::{Adapted, Answered};
use crate::header;
use crate::journal::{Journal, TARGET};
use crate::platform::Platform;
use crate::refusal::{ProducerFailure, Refusal, Uncoded};

/// What makes an answer with status 500 a SOAP 1.1 fault.
const SOAP_11: &str = "http://schemas.xmlsoap.org/soap/envelope/";

/// Calls the producer; once more after a failed connect or a reset, as long as the body can be sent from its beginning.
pub(crate) async fn forward(adapted: Adapted, platform: &Platform, journal: &mut Journal) -> Result<Answered, Stop> {
    let settings = &platform.configuration.producer;
    let mut retries = settings.retries;
    loop {
        let error = match attempt(&adapted, platform).await? {
            Ok(answer) => return judge(answer, &adapted, journal).map_err(Stop::from),
            Err(error) => error,
        };
        // A body that broke off, grew too large or stalled is the consumer's doing.
        if let Some(failure) = adapted.body.failure() {
            return Err(failure.into());
        }
        if retries == 0 || !is_worth_a_retry(&error) || !adapted.body.can_be_sent_again() {
            return Err(refusal(&adapted.producer.written, error).into());
        }
        retries -= 1;
        let correlation_id = journal.correlation_id.as_str();
        warn!(target: TARGET, { trace.id = correlation_id, %error }, "the producer is called again");
        tokio::time::sleep(settings.retry_delay).await;
    }
}

/// An answer whose opening has been gathered.
struct Gathered {
    status: StatusCode,
    headers: HeaderMap,
    opening: Opening,
    /// From the call to the end of the opening.
    took: Duration,
}

async fn attempt(adapted: &Adapted, platform: &Platform) -> Result<Result<Gathered, ChannelError>, Stop> {
    let Some(body) = adapted.body.attempt() else {
        // The first attempt always has its beginning, unless the consumer failed while the head was read.
        let failure = adapted.body.failure().unwrap_or(crate::body::BodyFailure::Interrupted);
        return Err(failure.into());
    };
    let mut request = Request::new(body.boxed());
    *request.method_mut() = adapted.method.clone();
    *request.uri_mut() = adapted.producer.uri.clone();
    *request.headers_mut() = adapted.headers.clone();
    let started = Instant::now();
    let limit = platform.configuration.producer.opening_bytes;
    let gathered = match platform.channel.send(request).await {
        Ok(response) => gather(response, limit).await,
        Err(error) => Err(error),
    };
    Ok(gathered.map(|(status, headers, opening)| Gathered {
        status,
        headers,
        opening,
        took: started.elapsed(),
    }))
}

async fn gather(
    response: Response<IncomingBody>,
    limit: usize,
) -> Result<(StatusCode, HeaderMap, Opening), ChannelError> {
    let (head, body) = response.into_parts();
    let opening = Opening::gather(body, limit).await?;
    Ok((head.status, head.headers, opening))
}

/// Passes on any 2xx answer with a body and SOAP 1.1 faults with status 500; everything else is a failure.
fn judge(answer: Gathered, adapted: &Adapted, journal: &mut Journal) -> Result<Answered, Refusal> {
    let Gathered {
        status,
        headers,
        opening,
        took,
    } = answer;
    let address = adapted.producer.written.clone();
    let is_fault = status == StatusCode::INTERNAL_SERVER_ERROR && opening.contains(SOAP_11);
    if !status.is_success() && !is_fault {
        let location = header::text(&headers, LOCATION.as_str()).filter(|_| status.is_redirection());
        let (url, location) = (adapted.producer.uri.to_string(), location.map(str::to_owned));
        return Err(Refusal::ProducerFailed {
            address,
            failure: ProducerFailure::Status { status, url, location },
        });
    }
    if opening.is_empty() {
        return Err(Refusal::ProducerFailed {
            address,
            failure: ProducerFailure::EmptyAnswer(status),
        });
    }
    journal.status = Some(status);
    if is_fault {
        journal.producer_fault();
    } else {
        journal.response_in();
    }
    let mut headers = header::for_consumer(&headers);
    header::set(&mut headers, PRODUCER_TIME, &took.as_millis().to_string());
    Ok(Answered {
        status,
        headers,
        body: opening,
    })
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
        ChannelError::Closed { authority, .. } => return Refusal::Uncoded(Uncoded::NoAnswer(authority)),
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
