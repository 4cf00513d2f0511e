//! Calling the subject.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, Uri};
use http_body_util::{BodyExt as _, Full};
use rivta_consumer::channel::ChannelBuilder;
use rivta_consumer::{Channel, ChannelError, Identity, Trust};
use rivta_soap::http::{CONTENT_TYPE_XML, SOAP_ACTION};
use rivta_soap::time::{Clock, swedish_local};

use super::exchange::{Asked, US, pairs};
use crate::error::Error;
use crate::expect::Message;
use crate::outcome::Exchange;
use crate::target::{Party, Target};

/// The identity that shows no certificate.
const NONE: &str = "none";

/// Channels to the subject, one for each identity of the target.
#[derive(Debug)]
pub(super) struct Channels {
    ordinary: Channel,
    others: Mutex<HashMap<String, Channel>>,
    target: Arc<Target>,
    clock: Arc<dyn Clock>,
}

/// A request that is ready to be sent.
#[derive(Debug, Clone)]
pub(super) struct Outgoing {
    pub(super) url: String,
    pub(super) method: Method,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) to: String,
}

/// What came of it.
pub(super) struct Sent {
    pub(super) answer: Result<Message, ChannelError>,
    pub(super) exchange: Exchange,
}

impl Channels {
    pub(super) fn new(target: &Arc<Target>, clock: &Arc<dyn Clock>) -> Result<Self, Error> {
        let ordinary = match &target.tls {
            Some(tls) => as_party(trust(tls)?, &tls.certificate, &tls.key)?
                .clock(Arc::clone(clock))
                .build()?,
            None => Channel::anonymous(None).build()?,
        };
        Ok(Self {
            ordinary,
            others: Mutex::default(),
            target: Arc::clone(target),
            clock: Arc::clone(clock),
        })
    }

    /// The channel of an identity, made when it is first used.
    pub(super) fn of(&self, identity: Option<&str>) -> Result<Channel, Error> {
        let Some(name) = identity else {
            return Ok(self.ordinary.clone());
        };
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = others.get(name) {
            return Ok(known.clone());
        }
        let trust = self.target.tls.as_ref().map(trust).transpose()?;
        let builder = match (self.target.identities.get(name), trust) {
            (Some(files), Some(trust)) => as_party(trust, &files.certificate, &files.key)?,
            (_, trust) if name == NONE => Channel::anonymous(trust),
            _ => return Err(super::configuration(format!("målfilen saknar [identities.{name}]"))),
        };
        let channel = builder.clock(Arc::clone(&self.clock)).build()?;
        others.insert(name.to_owned(), channel.clone());
        Ok(channel)
    }

    /// Sends a request and reads the answer to its end.
    pub(super) async fn send(&self, channel: &Channel, outgoing: &Outgoing) -> Sent {
        let asked = Asked {
            from: US.to_owned(),
            to: outgoing.to.clone(),
            at: swedish_local(self.clock.now()),
            method: outgoing.method.clone(),
            url: outgoing.url.parse::<Uri>().unwrap_or_default(),
            headers: outgoing.headers.clone(),
            body: outgoing.body.to_vec(),
        };
        let begun = Instant::now();
        let answer = exchanged(channel, outgoing).await;
        let elapsed = begun.elapsed();
        let seen = match &answer {
            Ok((status, headers, body)) => Ok((*status, headers, body.as_ref())),
            Err(error) => Err(error.to_string()),
        };
        let exchange = asked.answered(elapsed, seen);
        let answer = answer.map(|(status, headers, body)| {
            Message::new(Some(status.as_u16()), pairs(&headers), body.to_vec(), elapsed)
        });
        Sent { answer, exchange }
    }
}

async fn exchanged(channel: &Channel, outgoing: &Outgoing) -> Result<(StatusCode, HeaderMap, Bytes), ChannelError> {
    let body = Full::new(outgoing.body.clone()).map_err(|never| match never {}).boxed();
    let mut request = Request::new(body);
    *request.method_mut() = outgoing.method.clone();
    *request.uri_mut() = outgoing
        .url
        .parse()
        .map_err(|_| ChannelError::Address("it is malformed"))?;
    request.headers_mut().clone_from(&outgoing.headers);
    let response = channel.send(request).await?;
    let (head, body) = response.into_parts();
    let body = body.collect().await?.to_bytes();
    Ok((head.status, head.headers, body))
}

fn as_party(trust: Trust, certificate: &Path, key: &Path) -> Result<ChannelBuilder, rivta_consumer::Error> {
    Ok(Channel::builder(trust, Identity::from_pem_files(certificate, key)?))
}

fn trust(party: &Party) -> Result<Trust, rivta_consumer::Error> {
    let mut trust = Trust::from_pem_file(&party.trust)?;
    for list in &party.revocation_lists {
        trust = trust.with_crl_file(list)?;
    }
    Ok(trust)
}

/// The headers of a SOAP 1.1 call, and those that the case adds or sets anew.
pub(super) fn headers(
    soap_action: &str,
    content_type: Option<&str>,
    more: &BTreeMap<String, String>,
) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    let value = |name: &str, text: &str| {
        HeaderValue::from_str(text).map_err(|_| format!("värdet på {name} kan inte stå i ett HTTP-huvud"))
    };
    headers.insert(
        CONTENT_TYPE,
        value("Content-Type", content_type.unwrap_or(CONTENT_TYPE_XML))?,
    );
    headers.insert(
        HeaderName::from_static(SOAP_ACTION),
        value("SOAPAction", &format!("\"{soap_action}\""))?,
    );
    for (name, text) in more {
        let header = HeaderName::try_from(name.as_str()).map_err(|_| format!("{name} är inget HTTP-huvud"))?;
        headers.insert(header, value(name, text)?);
    }
    Ok(headers)
}

/// A message in the encoding that a case asks for.
pub(super) fn encoded(text: &str, encoding: Option<&str>) -> Result<Bytes, String> {
    match encoding.unwrap_or("UTF-8").to_ascii_uppercase().as_str() {
        "UTF-8" => Ok(Bytes::copy_from_slice(text.as_bytes())),
        "UTF-16" => {
            let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
            Ok(units.flat_map(u16::to_be_bytes).collect::<Vec<u8>>().into())
        }
        "ISO-8859-1" => {
            let byte = |character: char| u8::try_from(u32::from(character)).unwrap_or(b'?');
            Ok(text.chars().map(byte).collect::<Vec<u8>>().into())
        }
        other => Err(format!("okänd teckenkodning {other}")),
    }
}

/// Milliseconds as they are told.
pub(super) fn milliseconds(time: Duration) -> String {
    format!("{} ms", time.as_millis())
}
