//! All rows as JSON of the form in which the incumbent exports a published version: relations by name instead of by
//! number. Written while it is sent, so that a large catalogue never stands in memory as text.

use std::collections::{BTreeSet, VecDeque};
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use chrono_tz::Europe::Stockholm;
use http_body::{Body, Frame};
use http_body_util::BodyExt as _;
use rivta_catalog::{Catalog, Validity};
use rivta_producer::listener::OutgoingBody;
use serde_json::{Value, json};

/// Rows written at a time.
const CHUNK: usize = 256;

/// What stands for an end that is open.
const BEGINNING: &str = "1900-01-01";
const END: &str = "2999-12-31";

/// One list of the export.
struct Section {
    name: &'static str,
    rows: Box<dyn Iterator<Item = Value> + Send + Sync>,
    has_begun: bool,
}

/// The export on its way.
pub(super) struct Export {
    opening: Option<String>,
    sections: VecDeque<Section>,
    is_pretty: bool,
}

impl Export {
    pub(super) fn of(catalog: &Arc<Catalog>, version: u64, now: DateTime<Utc>, is_pretty: bool) -> OutgoingBody {
        let time = now.with_timezone(&Stockholm).format("%Y-%m-%dT%H:%M:%S%z");
        let opening = format!(
            "{{\"formatVersion\":1,\"version\":{version},\"tidpunkt\":\"{time}\",\"utforare\":\"rivta\",\
             \"kommentar\":\"\",\"data\":{{"
        );
        let export = Self {
            opening: Some(opening),
            sections: sections(catalog, version).into(),
            is_pretty,
        };
        export.map_err(|never| match never {}).boxed()
    }

    /// The next rows of the first list, or its end; nothing at the end of the export.
    fn write(&mut self) -> Option<String> {
        if let Some(opening) = self.opening.take() {
            return Some(opening);
        }
        let is_pretty = self.is_pretty;
        let section = self.sections.front_mut()?;
        let mut text = section.head();
        let mut is_first = !text.is_empty();
        let mut left = CHUNK;
        for row in section.rows.by_ref().take(CHUNK) {
            text.push_str(if is_first { "\n" } else { ",\n" });
            text.push_str(&written(&row, is_pretty));
            (is_first, left) = (false, left - 1);
        }
        if left > 0 {
            self.sections.pop_front();
            text.push_str(if self.sections.is_empty() { "]}}\n" } else { "]," });
        }
        Some(text)
    }
}

impl Section {
    fn new(name: &'static str, rows: impl Iterator<Item = Value> + Send + Sync + 'static) -> Self {
        let rows = Box::new(rows);
        let has_begun = false;
        Self { name, rows, has_begun }
    }

    /// What stands before the first row, once.
    fn head(&mut self) -> String {
        if std::mem::replace(&mut self.has_begun, true) {
            return String::new();
        }
        format!("\"{}\":[", self.name)
    }
}

impl Body for Export {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.write().map(|text| Ok(Frame::data(text.into()))))
    }
}

fn written(row: &Value, is_pretty: bool) -> String {
    let written = if is_pretty {
        serde_json::to_string_pretty(row)
    } else {
        serde_json::to_string(row)
    };
    written.unwrap_or_default()
}

fn sections(catalog: &Arc<Catalog>, version: u64) -> Vec<Section> {
    let profiles: BTreeSet<_> = catalog.routes().map(|route| Arc::clone(&route.profile)).collect();
    let of_routes = catalog.routes().map(|route| Arc::clone(&route.receiver));
    let receivers: BTreeSet<_> = of_routes
        .chain(catalog.permissions().map(|permission| permission.receiver))
        .collect();
    vec![
        Section::new("rivtaprofil", named(profiles, "namn", version)),
        Section::new("tjanstekontrakt", contracts(catalog.contracts(), version)),
        Section::new("logiskadress", named(receivers, "hsaId", version)),
        Section::new("tjanstekomponent", named(catalog.senders(), "hsaId", version)),
        Section::new("anropsadress", addresses(catalog, version)),
        Section::new("anropsbehorighet", permissions(catalog, version)),
        Section::new("vagval", routes(catalog, version)),
        Section::new("filter", filters(catalog, version)),
        Section::new("filtercategorization", categories(catalog, version)),
    ]
}

/// Rows that are a name and nothing else.
fn named(names: BTreeSet<Arc<str>>, key: &'static str, version: u64) -> impl Iterator<Item = Value> {
    (1..)
        .zip(names)
        .map(move |(id, name)| json!({ "id": id, key: *name, "beskrivning": "", "pubversion": version }))
}

fn contracts(contracts: BTreeSet<Arc<str>>, version: u64) -> impl Iterator<Item = Value> {
    (1..).zip(contracts).map(move |(id, contract)| {
        let major = contract.rsplit(':').next().and_then(|part| part.parse::<u32>().ok());
        json!({
            "id": id, "namnrymd": *contract, "beskrivning": "", "majorVersion": major.unwrap_or(0), "minorVersion": 0,
            "pubversion": version,
        })
    })
}

/// Addresses without their components: a route does not say whose address it leads to.
fn addresses(catalog: &Catalog, version: u64) -> impl Iterator<Item = Value> + use<> {
    let addresses: BTreeSet<_> = catalog
        .routes()
        .map(|route| (Arc::clone(&route.address), Arc::clone(&route.profile)))
        .collect();
    (1..).zip(addresses).map(move |(id, (address, profile))| {
        json!({
            "id": id, "adress": *address, "pubversion": version,
            "relationships": { "rivtaprofil": *profile, "tjanstekomponent": null },
        })
    })
}

fn permissions(catalog: &Arc<Catalog>, version: u64) -> impl Iterator<Item = Value> + use<> {
    let catalog = Arc::clone(catalog);
    (0..catalog.permission_count()).filter_map(move |place| {
        let permission = catalog.permission_at(place)?;
        let (from, to) = period(permission.validity);
        Some(json!({
            "id": place + 1, "integrationsavtal": "", "fromTidpunkt": from, "tomTidpunkt": to, "pubversion": version,
            "relationships": {
                "logiskAdress": *permission.receiver, "tjanstekonsument": *permission.sender,
                "tjanstekontrakt": *permission.contract,
            },
        }))
    })
}

fn routes(catalog: &Arc<Catalog>, version: u64) -> impl Iterator<Item = Value> + use<> {
    let routes: Vec<_> = catalog.routes().cloned().collect();
    (1..).zip(routes).map(move |(id, route)| {
        let (from, to) = period(route.validity);
        json!({
            "id": id, "fromTidpunkt": from, "tomTidpunkt": to, "pubversion": version,
            "relationships": {
                "anropsadress": *route.address, "logiskadress": *route.receiver, "tjanstekontrakt": *route.contract,
            },
        })
    })
}

/// Filters with the numbers of their permissions, which have no name.
fn filters(catalog: &Arc<Catalog>, version: u64) -> impl Iterator<Item = Value> + use<> {
    let catalog = Arc::clone(catalog);
    let all = (0..catalog.permission_count()).flat_map(move |place| {
        let permission = catalog.permission_at(place);
        let filters = permission.map(|permission| permission.filters.to_vec());
        filters
            .unwrap_or_default()
            .into_iter()
            .map(move |filter| (place, filter))
    });
    (1..).zip(all).map(move |(id, (place, filter))| {
        json!({
            "id": id, "servicedomain": *filter.service_domain, "pubversion": version,
            "relationships": { "anropsbehorighet": place + 1 },
        })
    })
}

fn categories(catalog: &Arc<Catalog>, version: u64) -> impl Iterator<Item = Value> + use<> {
    let all = catalog
        .permissions()
        .flat_map(|permission| permission.filters.to_vec())
        .zip(1..);
    let rows: Vec<_> = all
        .flat_map(|(filter, id)| filter.categorizations.into_iter().map(move |category| (category, id)))
        .collect();
    (1..).zip(rows).map(move |(id, (category, filter))| {
        json!({ "id": id, "category": *category, "pubversion": version, "relationships": { "filter": filter } })
    })
}

/// First and last day, in Swedish time.
fn period(validity: Validity) -> (String, String) {
    let day = |instant: Option<DateTime<Utc>>, open: &str| {
        instant.map_or_else(
            || open.to_owned(),
            |instant| instant.with_timezone(&Stockholm).date_naive().to_string(),
        )
    };
    (day(validity.from, BEGINNING), day(validity.to, END))
}
