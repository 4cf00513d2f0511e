//! The addressing catalogue as others ask it: `SokVagvalsInfo` version 2, `GetSupportedServiceContracts` versions 1 and 2,
//! `GetLogicalAddresseesByServiceContract` version 2, `PingForConfiguration` version 1 and the older `VisaVagval`
//! version 2; and the pages beside them, which read the catalogue anew and tell of it (`/reset/pv`, `/export/pv`,
//! `/status`).
//!
//! Usable inside a router, which serves what it routes by, and alone. The paths are those of the incumbent's service
//! (`/tak-services/…`), but a question is known by its message, so it is answered at every path below.

mod export;
mod ping;
mod question;
mod rows;
mod served;
mod shelf;
mod snapshot;
mod visa_vagval;

use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::header::{CONTENT_TYPE, HOST};
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use rivta_contracts::infrastructure_itintegration_registry_2_0 as registry_2;
use rivta_contracts::itintegration_registry_1_0 as registry_1;
use rivta_contracts::skl_tp_vagvalsinfo_2_0::v2::HamtaAllaVirtualiseringar;
use rivta_producer::description::{Description, Query};
use rivta_producer::listener::{IncomingBody, Listener, OutgoingBody, Running, fault_response, full};
use rivta_soap::http::{CONTENT_TYPE_XML, charset};
use rivta_soap::time::Clock;
use rivta_soap::xml::{DecodeError, Limits, decode_text};
use rivta_soap::{Contract, Envelope, Fault};

use crate::error::RouterError;

/// What all paths begin with.
const BASE: &str = "/tak-services";

/// A question has no size to speak of.
const QUESTION_BYTES: u64 = 64 << 10;

pub use served::{Provider, Served};
pub use shelf::Shelf;

/// Serves a catalogue in plain HTTP, without asking who calls: it belongs on a loopback address or an inner network.
///
/// # Errors
///
/// [`RouterError::Listening`] when the address cannot be had.
pub async fn serve(address: SocketAddr, catalog: Provider, clock: Arc<dyn Clock>) -> Result<Running, RouterError> {
    let limits = rivta_producer::Limits {
        body_bytes: QUESTION_BYTES,
        ..rivta_producer::Limits::default()
    };
    let listener = Listener::in_clear(address).limits(limits);
    let serving = listener.serve(move |request| answer(Arc::clone(&catalog), Arc::clone(&clock), request));
    Ok(serving.await?)
}

async fn answer(catalog: Provider, clock: Arc<dyn Clock>, request: Request<IncomingBody>) -> Response<OutgoingBody> {
    let Some(path) = request.uri().path().strip_prefix(BASE) else {
        return text(StatusCode::NOT_FOUND, "");
    };
    let query = request.uri().query().unwrap_or_default();
    match path {
        "/status" => return json(&snapshot::status(catalog.as_ref())),
        "/status/liveness" => return text(StatusCode::OK, "OK"),
        "/status/readiness" if catalog.current().is_some() => return text(StatusCode::OK, "OK"),
        "/status/readiness" => return text(StatusCode::SERVICE_UNAVAILABLE, "there is no catalogue yet"),
        "/reset/pv" => return json(&snapshot::reset(catalog.as_ref(), query).await),
        "/export/pv" => return exported(catalog.as_ref(), query, clock.now()),
        _ => {}
    }
    if let Some(query) = request.uri().query().and_then(Query::of) {
        return describe(&request, &query);
    }
    if request.method() != Method::POST {
        return text(StatusCode::METHOD_NOT_ALLOWED, "");
    }
    match ask(catalog.as_ref(), clock.as_ref(), request).await {
        Ok(body) => xml(body),
        Err(fault) => {
            tracing::warn!(reason = %fault, "a question to the addressing catalogue was refused");
            fault_response(&fault)
        }
    }
}

async fn ask(served: &dyn Served, clock: &dyn Clock, request: Request<IncomingBody>) -> Result<OutgoingBody, Fault> {
    let content_type = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let charset = content_type.and_then(charset).map(str::to_owned);
    let body = request.into_body().collect().await;
    let body: Bytes = body.map_err(|error| Fault::client(error.to_string()))?.to_bytes();
    let limits = Limits::default();
    let unreadable = |error: DecodeError| Fault::client(error.to_string());
    let text = decode_text(&body, charset.as_deref(), &limits).map_err(unreadable)?;
    let now = clock.now();
    let (namespace, name) = {
        let envelope = Envelope::read(&text, &limits).map_err(unreadable)?;
        let (namespace, name) = envelope.payload().unwrap_or_default();
        (namespace.to_owned(), name.to_owned())
    };
    match (namespace.as_str(), name.as_str()) {
        (ping::NAMESPACE, _) => ping::answer(served.current().as_deref(), now),
        (visa_vagval::NAMESPACE, name) if name.starts_with("resetVagvalCache") => {
            Ok(visa_vagval::reset(served.reload().await.is_usable()))
        }
        (visa_vagval::NAMESPACE, _) => visa_vagval::answer(served.current().as_deref(), &text, &limits, now),
        _ => {
            let missing = || Fault::server("there is no catalogue yet");
            question::answer(served.current().ok_or_else(missing)?, &text, &limits, now)
        }
    }
}

/// What is described, by the path below [`BASE`].
fn descriptions() -> [(&'static str, Description); 4] {
    fn of<C: Contract>() -> Description {
        Description {
            package: C::PACKAGE,
            wsdl: C::WSDL,
        }
    }
    [
        ("/SokVagvalsInfo/v2", of::<HamtaAllaVirtualiseringar>()),
        (
            "/GetSupportedServiceContracts",
            of::<registry_1::get_supported_service_contracts::GetSupportedServiceContracts>(),
        ),
        (
            "/GetSupportedServiceContracts/v2",
            of::<registry_2::get_supported_service_contracts::GetSupportedServiceContracts>(),
        ),
        (
            "/GetLogicalAddresseesByServiceContract/v2",
            of::<registry_2::get_logical_addressees_by_service_contract::GetLogicalAddresseesByServiceContract>(),
        ),
    ]
}

fn describe(request: &Request<IncomingBody>, query: &Query) -> Response<OutgoingBody> {
    let path = request.uri().path();
    let below = path.strip_prefix(BASE).unwrap_or_default();
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let url = format!("http://{}{path}", host.unwrap_or_default());
    let known = descriptions();
    let found = known.iter().find(|(path, _)| path.eq_ignore_ascii_case(below));
    if let Some(document) = found.and_then(|(_, description)| description.answer(query, &url)) {
        return xml(full(document));
    }
    let paths = known.map(|(path, _)| format!("\n{BASE}{path}?wsdl"));
    text(
        StatusCode::NOT_FOUND,
        &format!("No such document. There are:{}", paths.concat()),
    )
}

fn exported(served: &dyn Served, query: &str, now: DateTime<Utc>) -> Response<OutgoingBody> {
    match snapshot::export(served, query, now) {
        Ok(body) => of_kind("application/json", body),
        Err(refused) => json(&refused),
    }
}

fn json(page: &serde_json::Value) -> Response<OutgoingBody> {
    of_kind("application/json", full(page.to_string()))
}

fn xml(body: OutgoingBody) -> Response<OutgoingBody> {
    of_kind(CONTENT_TYPE_XML, body)
}

fn of_kind(content_type: &'static str, body: OutgoingBody) -> Response<OutgoingBody> {
    let mut response = Response::new(body);
    let value = HeaderValue::from_static(content_type);
    response.headers_mut().insert(CONTENT_TYPE, value);
    response
}

fn text(status: StatusCode, text: &str) -> Response<OutgoingBody> {
    let mut response = Response::new(full(text.to_owned()));
    *response.status_mut() = status;
    let value = HeaderValue::from_static("text/plain; charset=UTF-8");
    response.headers_mut().insert(CONTENT_TYPE, value);
    response
}
