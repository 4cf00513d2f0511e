//! The addressing catalogue as others ask it: `SokVagvalsInfo` version 2, `GetSupportedServiceContracts` versions 1 and 2
//! and `GetLogicalAddresseesByServiceContract` version 2.
//!
//! Usable inside a router, which serves what it routes by, and alone. The paths are those of the incumbent's service
//! (`/tak-services/…`), but a question is known by its message, so it is answered at every path below.

mod question;
mod rows;

use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HOST};
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use rivta_catalog::Catalog;
use rivta_contracts::infrastructure_itintegration_registry_2_0 as registry_2;
use rivta_contracts::itintegration_registry_1_0 as registry_1;
use rivta_contracts::skl_tp_vagvalsinfo_2_0::v2::HamtaAllaVirtualiseringar;
use rivta_producer::description::{Description, Query};
use rivta_producer::listener::{IncomingBody, Listener, OutgoingBody, Running, fault_response, full};
use rivta_soap::http::{CONTENT_TYPE_XML, charset};
use rivta_soap::time::Clock;
use rivta_soap::xml::{Limits, decode_text};
use rivta_soap::{Contract, Fault};

use crate::error::RouterError;

/// What all paths begin with.
const BASE: &str = "/tak-services";

/// A question has no size to speak of.
const QUESTION_BYTES: u64 = 64 << 10;

/// Gives the catalogue that is in use now, if there is one.
pub type Provider = Arc<dyn Fn() -> Option<Arc<Catalog>> + Send + Sync>;

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
    let path = request.uri().path();
    if !path.starts_with(BASE) {
        return text(StatusCode::NOT_FOUND, "");
    }
    match path.strip_prefix(BASE).unwrap_or_default() {
        "/status/liveness" => return text(StatusCode::OK, "OK"),
        "/status/readiness" if catalog().is_some() => return text(StatusCode::OK, "OK"),
        "/status/readiness" => return text(StatusCode::SERVICE_UNAVAILABLE, "there is no catalogue yet"),
        _ => {}
    }
    if let Some(query) = request.uri().query().and_then(Query::of) {
        return describe(&request, &query);
    }
    if request.method() != Method::POST {
        return text(StatusCode::METHOD_NOT_ALLOWED, "");
    }
    let outcome = match catalog() {
        Some(catalog) => ask(catalog, clock.as_ref(), request).await,
        None => Err(Fault::server("there is no catalogue yet")),
    };
    match outcome {
        Ok(body) => xml(body),
        Err(fault) => {
            tracing::warn!(reason = %fault, "a question to the addressing catalogue was refused");
            fault_response(&fault)
        }
    }
}

async fn ask(catalog: Arc<Catalog>, clock: &dyn Clock, request: Request<IncomingBody>) -> Result<OutgoingBody, Fault> {
    let content_type = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let charset = content_type.and_then(charset).map(str::to_owned);
    let body = request.into_body().collect().await;
    let body: Bytes = body.map_err(|error| Fault::client(error.to_string()))?.to_bytes();
    let limits = Limits::default();
    let text = decode_text(&body, charset.as_deref(), &limits).map_err(|error| Fault::client(error.to_string()))?;
    question::answer(catalog, &text, &limits, clock.now())
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

fn xml(body: OutgoingBody) -> Response<OutgoingBody> {
    let mut response = Response::new(body);
    let value = HeaderValue::from_static(CONTENT_TYPE_XML);
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
