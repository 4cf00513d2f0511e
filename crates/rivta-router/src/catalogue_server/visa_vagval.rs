//! `VisaVagval`, version 2: the service by which the platform's router once asked for one route at a time.
//!
//! Its schemas are published and no answers of it: they are made as the schemas of `SokVagvalsInfo` have them, with the
//! row that is in force for the sender; none when there is no route or no permission.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, TimeZone as _, Utc};
use chrono_tz::Europe::Stockholm;
use rivta_catalog::{Catalog, RouteOutcome, RowStyle, VAGVALSINFO};
use rivta_producer::listener::{OutgoingBody, full};
use rivta_soap::Fault;
use rivta_soap::xml::{DecodeError, Limits, Token, Tokens};

/// Namespace of question and answer.
pub(super) const NAMESPACE: &str = "urn:skl:tp:vagval:v2";

/// The route that a call of this kind would take (`visaVagvalRequest`).
pub(super) fn answer(
    catalog: Option<&Catalog>,
    message: &str,
    limits: &Limits,
    now: DateTime<Utc>,
) -> Result<OutgoingBody, Fault> {
    let catalog = catalog.ok_or_else(|| Fault::server("there is no catalogue yet"))?;
    let fields = fields(message, limits).map_err(|error| Fault::client(error.to_string()))?;
    let field = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
    let (receiver, contract) = (field("receiverId"), field("tjanstegranssnitt"));
    let at = match field("tidpunkt") {
        "" => now,
        written => instant(written).ok_or_else(|| Fault::client("tidpunkt is no dateTime"))?,
    };
    let route = catalog.find_route(receiver, contract, at).outcome;
    let is_permitted = catalog.permits(receiver, contract, field("senderId"), at).outcome;
    let mut rows = String::new();
    if let (RouteOutcome::To(route), true) = (route, is_permitted) {
        let place = catalog
            .routes()
            .position(|other| Arc::ptr_eq(other, &route))
            .unwrap_or(0);
        catalog.write_routes(place..place + 1, RowStyle::LocalCopy, &mut rows);
    }
    Ok(envelope("visaVagvalResponse", &rows))
}

/// Whether the catalogue could be read anew (`resetVagvalCache`).
pub(super) fn reset(is_successful: bool) -> OutgoingBody {
    let row = format!("<processResult>{is_successful}</processResult>");
    envelope("resetVagvalCacheResponse", &row)
}

fn envelope(name: &str, content: &str) -> OutgoingBody {
    full(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope \
         xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body><{name} xmlns=\"{NAMESPACE}\" \
         xmlns:v=\"{VAGVALSINFO}\">{content}</{name}></soapenv:Body></soapenv:Envelope>"
    ))
}

/// The texts of the elements without children, by local name.
fn fields(message: &str, limits: &Limits) -> Result<BTreeMap<String, String>, DecodeError> {
    let (mut tokens, mut found) = (Tokens::new(message, limits), BTreeMap::new());
    let mut open: Option<(String, String)> = None;
    loop {
        match tokens.next()? {
            Token::Start(tag) => open = Some((tag.local.to_owned(), String::new())),
            Token::Text(text) => {
                if let Some((_, value)) = &mut open {
                    value.push_str(&text);
                }
            }
            Token::End => found.extend(open.take()),
            Token::Eof => return Ok(found),
        }
    }
}

/// An `xs:dateTime`; one without zone is Swedish time.
fn instant(written: &str) -> Option<DateTime<Utc>> {
    let written = written.trim();
    if let Ok(instant) = DateTime::parse_from_rfc3339(written) {
        return Some(instant.into());
    }
    let local: NaiveDateTime = written.parse().ok()?;
    Some(Stockholm.from_local_datetime(&local).latest()?.with_timezone(&Utc))
}
