//! From an HTTP request to a handler and back: the service of a typed producer.

use std::future::Future;

use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE, HOST};
use http::request::Parts;
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use rivta_soap::envelope::Envelope;
use rivta_soap::http::{ACTING_ON_BEHALF_OF, CONTENT_TYPE_XML, CORRELATION_ID, ORIGINAL_CONSUMER, charset};
use rivta_soap::xml::{self, decode_text};
use rivta_soap::{HsaId, LogicalAddress};
use tokio::time::Instant;
use tracing::{info, warn};

use crate::description::Query;
use crate::handler::{Circumstances, Handler, Handling};
use crate::ids::IdSource;
use crate::listener::{IncomingBody, OutgoingBody, Peer, Service, fault_response, full};
use crate::refusal::Refusal;

/// Longer trace ids are replaced: they end up in every log on the way.
const CORRELATION_ID_MAX: usize = 128;

pub(crate) struct Dispatch {
    pub(crate) handlers: Vec<Handler>,
    pub(crate) xml_limits: xml::Limits,
    pub(crate) ids: IdSource,
    /// The address of calls that name none; without it they are refused.
    pub(crate) unaddressed: Option<LogicalAddress>,
    /// Whether the faults of handlers go out without a log id.
    pub(crate) bare_faults: bool,
}

impl Service for Dispatch {
    fn call(&self, request: Request<IncomingBody>) -> impl Future<Output = Response<OutgoingBody>> + Send {
        self.respond(request)
    }
}

impl Dispatch {
    async fn respond(&self, request: Request<IncomingBody>) -> Response<OutgoingBody> {
        let query = request.uri().query().and_then(Query::of);
        match (request.method(), query) {
            (&Method::GET, Some(query)) => self.describe(&request, &query),
            (&Method::POST, _) => self.soap(request).await,
            _ => {
                let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "A call is a POST; ?wsdl describes it.");
                response
                    .headers_mut()
                    .insert(ALLOW, HeaderValue::from_static("POST, GET"));
                response
            }
        }
    }

    async fn soap(&self, request: Request<IncomingBody>) -> Response<OutgoingBody> {
        let started = Instant::now();
        let (head, body) = request.into_parts();
        let correlation_id = self.correlation_id(&head.headers);
        let outcome = self.handle(&head, body, &correlation_id).await;
        let caller = caller(&head).ok();
        let caller = caller.as_ref().map(HsaId::as_str);
        let elapsed_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let mut response = match outcome {
            Ok((contract, body)) => {
                info!(contract, caller, correlation_id, elapsed_ms, "answered");
                let mut response = Response::new(full(body));
                response
                    .headers_mut()
                    .insert(CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE_XML));
                response
            }
            Err(refusal) => {
                let log_id = refusal.log_id().unwrap_or_else(|| (self.ids)().to_string());
                warn!(log_id, caller, correlation_id, elapsed_ms, reason = %refusal, "refused");
                match refusal {
                    Refusal::ByHandler(fault) if self.bare_faults => fault_response(&fault),
                    refusal => refusal.response(&log_id),
                }
            }
        };
        if let Ok(value) = HeaderValue::from_str(&correlation_id) {
            response.headers_mut().insert(CORRELATION_ID, value);
        }
        response
    }

    async fn handle(
        &self,
        head: &Parts,
        body: IncomingBody,
        correlation_id: &str,
    ) -> Result<(&'static str, Vec<u8>), Refusal> {
        let body: Bytes = body.collect().await.map_err(Refusal::Body)?.to_bytes();
        let (handler, handling) = self.begin(head, &body, correlation_id)?;
        drop(body);
        let answer = handling.await.map_err(Refusal::ByHandler)?;
        Ok((handler.contract, answer))
    }

    /// Finds the handler by the qualified name of the body's first child, and begins to handle the call.
    fn begin(&self, head: &Parts, body: &[u8], correlation_id: &str) -> Result<(&Handler, Handling), Refusal> {
        let content_type = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let charset = content_type.and_then(charset);
        let text = decode_text(body, charset, &self.xml_limits).map_err(unreadable)?;
        let envelope = Envelope::read(&text, &self.xml_limits).map_err(unreadable)?;
        let handler = self.handler_of(&envelope).ok_or(Refusal::UnknownContract)?;
        let circumstances = Circumstances {
            caller: caller(head)?,
            original_consumer: hsa_id(&head.headers, ORIGINAL_CONSUMER)?,
            acting_on_behalf_of: hsa_id(&head.headers, ACTING_ON_BEHALF_OF)?,
            correlation_id: correlation_id.to_owned(),
            logical_address: self.logical_address(&envelope, handler)?,
            http_headers: head.headers.clone(),
        };
        let handling = handler.begin(envelope, circumstances).map_err(unreadable)?;
        Ok((handler, handling))
    }

    fn logical_address(&self, envelope: &Envelope<'_>, handler: &Handler) -> Result<LogicalAddress, Refusal> {
        let headers = envelope.headers();
        match (headers.profile, headers.logical_address.as_deref()) {
            (Some(found), _) if found != handler.profile => Err(Refusal::WrongProfile {
                expected: handler.profile,
                found,
            }),
            (_, Some(address)) if self.unaddressed.is_none() || !address.trim().is_empty() => {
                LogicalAddress::new(address).map_err(Refusal::LogicalAddress)
            }
            _ => {
                let missing = Refusal::NoLogicalAddress(handler.profile.address_header().local);
                self.unaddressed.clone().ok_or(missing)
            }
        }
    }

    fn handler_of(&self, envelope: &Envelope<'_>) -> Option<&Handler> {
        let (namespace, local) = envelope.payload()?;
        self.handlers
            .iter()
            .find(|handler| handler.request.is(Some(namespace), local))
    }

    /// The caller's trace id when it can stand in a log, else a new one.
    fn correlation_id(&self, headers: &HeaderMap) -> String {
        let given = headers
            .get(CORRELATION_ID)
            .and_then(|value| value.to_str().ok())
            .map(str::trim);
        let given = given.filter(|id| !id.is_empty() && id.len() <= CORRELATION_ID_MAX);
        given.map_or_else(|| (self.ids)().to_string(), str::to_owned)
    }

    fn describe(&self, request: &Request<IncomingBody>, query: &Query) -> Response<OutgoingBody> {
        let path = request.uri().path();
        let of_path = |handler: &&Handler| path.to_ascii_lowercase().ends_with(&handler.path.to_ascii_lowercase());
        let handler = match self.handlers.as_slice() {
            [only] => Some(only),
            several => several.iter().find(of_path),
        };
        let (Some(handler), Some(authority)) = (handler, authority(request)) else {
            return text(StatusCode::NOT_FOUND, &self.known_paths());
        };
        let url = format!("https://{authority}{path}");
        match handler.description.answer(query, &url) {
            Some(document) => {
                let mut response = Response::new(full(document));
                response
                    .headers_mut()
                    .insert(CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE_XML));
                response
            }
            None => text(StatusCode::NOT_FOUND, "The contract has no such schema."),
        }
    }

    fn known_paths(&self) -> String {
        let paths = self.handlers.iter().map(|handler| format!("\n{}?wsdl", handler.path));
        format!("No WSDL at this path. There are:{}", paths.collect::<String>())
    }
}

fn unreadable(error: xml::DecodeError) -> Refusal {
    Refusal::Unreadable(Box::new(error))
}

/// The host by which the caller knows us.
fn authority(request: &Request<IncomingBody>) -> Option<Authority> {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    host.and_then(|host| host.parse().ok())
        .or_else(|| request.uri().authority().cloned())
}

fn text(status: StatusCode, text: &str) -> Response<OutgoingBody> {
    let mut response = Response::new(full(text.to_owned()));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=UTF-8"));
    response
}

fn caller(head: &Parts) -> Result<HsaId, Refusal> {
    match head.extensions.get::<Peer>().and_then(Peer::hsa_id) {
        Some(Ok(hsa_id)) => Ok(hsa_id.clone()),
        Some(Err(error)) => Err(Refusal::NoCaller(error.to_string())),
        None => Err(Refusal::NoCaller("there is none".to_owned())),
    }
}

/// The HSA-id of a header; an empty header counts as absent.
fn hsa_id(headers: &HeaderMap, name: &'static str) -> Result<Option<HsaId>, Refusal> {
    let Some(value) = headers.get(name) else {
        return Ok(None);
    };
    let value = value.to_str().map_err(|_| Refusal::Header(name))?.trim();
    if value.is_empty() {
        return Ok(None);
    }
    HsaId::new(value).map(Some).map_err(|_| Refusal::Header(name))
}
