//! One outgoing call: to the index or to a source, through the platform.

use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::CONTENT_TYPE;
use http::response::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri};
use http_body_util::{BodyExt as _, Full};
use rivta_consumer::channel::IncomingBody;
use rivta_consumer::{Channel, ChannelError, Timeouts};
use rivta_soap::envelope::Envelope;
use rivta_soap::http::{CONTENT_TYPE_XML, CORRELATION_ID, INSTANCE_ID, SENDER_ID, SOAP_ACTION, charset};
use rivta_soap::xml::{DecodeError, Limits, Name, RawElement, decode_text};
use tokio::sync::Semaphore;

use crate::allowance::Share;
use crate::status::Failure;

/// Headers of RIV-TA are passed on whatever they are.
const RIVTA: &str = "x-rivta-";

/// Somebody who is called, and how.
#[derive(Clone)]
pub(crate) struct Callee {
    pub(crate) channel: Channel,
    pub(crate) url: Uri,
    pub(crate) timeouts: Timeouts,
    /// How many calls may be under way.
    pub(crate) places: Arc<Semaphore>,
    pub(crate) limits: Limits,
}

/// What is sent.
pub(crate) struct Message<'a> {
    pub(crate) soap_action: &'a str,
    pub(crate) headers: HeaderMap,
    pub(crate) envelope: Bytes,
    /// The root element of an answer.
    pub(crate) expected: &'a Name,
}

/// The limits of a call that may take so long to connect and be silent for so long.
pub(crate) fn timeouts(connect: Duration, receive: Duration) -> Timeouts {
    Timeouts {
        connect,
        tls: connect,
        write: receive,
        first_byte: receive,
        read: receive,
        total: connect.saturating_mul(2).saturating_add(receive),
    }
}

/// The headers of a call that is made because of a call with the headers `received` (section 1.7).
pub(crate) fn passed_on(received: &HeaderMap, sender: &HeaderValue, instance: &HeaderValue) -> HeaderMap {
    let is_passed = |name: &HeaderName| name.as_str().starts_with(RIVTA) || name == CORRELATION_ID;
    let passed = received.iter().filter(|(name, _)| is_passed(name));
    let mut headers: HeaderMap = passed.map(|(name, value)| (name.clone(), value.clone())).collect();
    headers.insert(SENDER_ID, sender.clone());
    headers.insert(INSTANCE_ID, instance.clone());
    headers
}

impl Callee {
    /// Sends a message; gives the payload of the answer as it is written, `None` when its body is empty.
    ///
    /// The answer of a source takes its bytes from the share; that of the index has a limit of its own alone.
    pub(crate) async fn call(
        &self,
        message: Message<'_>,
        share: Option<&mut Share<'_>>,
    ) -> Result<Option<RawElement>, Failure> {
        let Ok(_place) = self.places.acquire().await else {
            return Err(Failure::CutOff);
        };
        let expected = message.expected;
        let request = self.request(message)?;
        let response = self
            .channel
            .send_within(request, &self.timeouts)
            .await
            .map_err(failed)?;
        let (head, body) = response.into_parts();
        let body = collected(body, share).await?;
        self.read(&head, &body, expected)
    }

    fn request(&self, message: Message<'_>) -> Result<Request<rivta_consumer::channel::OutgoingBody>, Failure> {
        let action = HeaderValue::from_str(&format!("\"{}\"", message.soap_action));
        let action = action.map_err(|_| Failure::Other("the SOAPAction cannot stand in an HTTP header".to_owned()))?;
        let body = Full::new(message.envelope).map_err(|never| match never {}).boxed();
        let mut request = Request::new(body);
        *request.method_mut() = Method::POST;
        request.uri_mut().clone_from(&self.url);
        *request.headers_mut() = message.headers;
        let headers = request.headers_mut();
        headers.insert(SOAP_ACTION, action);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE_XML));
        Ok(request)
    }

    fn read(&self, head: &Parts, body: &[u8], expected: &Name) -> Result<Option<RawElement>, Failure> {
        let status = head.status;
        let content_type = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        match self.answer(body, content_type.and_then(charset)) {
            Ok(Answer::Fault(text)) => Err(Failure::Fault {
                status: status.as_u16(),
                text,
            }),
            _ if !status.is_success() => Err(Failure::Other(format!("HTTP status {status} without a SOAP fault"))),
            Ok(Answer::Empty) => Ok(None),
            Ok(Answer::Payload(payload)) => {
                let (namespace, local) = payload.name();
                if expected.is(namespace, local) {
                    return Ok(Some(payload));
                }
                Err(Failure::Other(format!(
                    "Unexpected element in the answer, expected {}",
                    expected.local
                )))
            }
            Err(error) => Err(Failure::Other(format!("the answer cannot be read: {error}"))),
        }
    }

    fn answer(&self, body: &[u8], charset: Option<&str>) -> Result<Answer, DecodeError> {
        let text = decode_text(body, charset, &self.limits)?;
        let envelope = Envelope::read(&text, &self.limits)?;
        if envelope.is_fault() {
            return Ok(Answer::Fault(envelope.decode_fault()?.string));
        }
        Ok(match envelope.into_raw()? {
            (_, Some(payload)) => Answer::Payload(payload),
            (_, None) => Answer::Empty,
        })
    }
}

/// The whole body, as long as there is room for it.
async fn collected(mut body: IncomingBody, mut share: Option<&mut Share<'_>>) -> Result<Bytes, Failure> {
    let mut collected = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(piece) = frame.map_err(failed)?.into_data() else {
            continue;
        };
        if let Some(share) = &mut share {
            share.take(piece.len())?;
        }
        collected.extend_from_slice(&piece);
    }
    Ok(collected.freeze())
}

enum Answer {
    Fault(String),
    Payload(RawElement),
    Empty,
}

fn failed(error: ChannelError) -> Failure {
    match error {
        ChannelError::Timeout { after, .. } => Failure::Timeout { after },
        error => Failure::Other(error.to_string()),
    }
}
