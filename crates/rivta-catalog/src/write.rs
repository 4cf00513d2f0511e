//! Rows in the XML of the service `SokVagvalsInfo`, for whoever asks for them and for the copy on disk.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Stockholm;

use crate::catalog::Catalog;
use crate::permission::{Filter, Permission};
use crate::validity::Validity;

/// Namespace of `SokVagvalsInfo`, version 2.
pub const VAGVALSINFO: &str = "urn:skl:tp:vagvalsinfo:v2";

/// What stands for an end that is open: the service knows none.
const BEGINNING: &str = "1900-01-01T00:00:00.000";
const END: &str = "2999-12-31T23:59:59.999";

/// Rows that are turned into text at a time.
const CHUNK: usize = 1000;

/// What the elements of rows are called: in answers all have the namespace of the service, in the copy on disk the
/// outermost have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowStyle {
    /// `v:virtualiseringsInfo`; the caller declares the prefix `v`.
    Answer,
    /// `virtualiseringsInfo` with children in the namespace of the prefix `v`.
    LocalCopy,
}

impl RowStyle {
    fn prefix(self) -> &'static str {
        match self {
            Self::Answer => "v:",
            Self::LocalCopy => "",
        }
    }

    /// Ends a row. In a file each stands on a line of its own, by which messages can tell it.
    fn end(self, out: &mut String, name: &str) {
        close(out, self.prefix(), name);
        if self == Self::LocalCopy {
            out.push('\n');
        }
    }
}

impl Catalog {
    /// Appends the routes at these places in the order of [`Catalog::routes`], as `virtualiseringsInfo` elements.
    pub fn write_routes(&self, places: Range<usize>, style: RowStyle, out: &mut String) {
        for place in places {
            let Some(row) = self.rows.routes.get(place) else {
                return;
            };
            let route = &row.route;
            open(out, style.prefix(), "virtualiseringsInfo");
            element(out, "virtualiseringsInfoId", &(place + 1).to_string());
            element(out, "receiverId", &route.receiver);
            element(out, "rivProfil", &route.profile);
            element(out, "tjansteKontrakt", &route.contract);
            period(out, route.validity);
            element(out, "adress", &route.address);
            style.end(out, "virtualiseringsInfo");
        }
    }

    /// Appends the permissions at these places in the order of [`Catalog::permissions`], as `anropsBehorighetsInfo`
    /// elements.
    pub fn write_permissions(&self, places: Range<usize>, style: RowStyle, out: &mut String) {
        for place in places {
            let Some(row) = self.rows.permissions.get(place) else {
                return;
            };
            let permission = self.rows.permission(row);
            open(out, style.prefix(), "anropsBehorighetsInfo");
            element(out, "anropsBehorighetsInfoId", &(place + 1).to_string());
            element(out, "receiverId", &permission.receiver);
            element(out, "senderId", &permission.sender);
            element(out, "tjansteKontrakt", &permission.contract);
            period(out, permission.validity);
            for filter in permission.filters.iter() {
                write_filter(out, filter);
            }
            style.end(out, "anropsBehorighetsInfo");
        }
    }

    /// Appends every contract that a row names, as `tjanstekontraktInfo` elements. The major version is the number the
    /// namespace ends with; minor versions are not told by a namespace.
    pub fn write_contracts(&self, out: &mut String) {
        for contract in self.contracts() {
            let major = contract.rsplit(':').next().and_then(|part| part.parse::<u32>().ok());
            open(out, "v:", "tjanstekontraktInfo");
            element(out, "namnrymd", &contract);
            element(out, "majorVersion", &major.unwrap_or(0).to_string());
            element(out, "minorVersion", "0");
            element(out, "beskrivning", "");
            close(out, "v:", "tjanstekontraktInfo");
        }
    }

    /// Appends every consumer with its permissions, as `tjanstekomponentInfo` elements. Producers are not among them: a
    /// route tells the address of one, not its HSA-id.
    pub fn write_components(&self, out: &mut String) {
        let mut components: BTreeMap<Arc<str>, Vec<Permission>> = BTreeMap::new();
        for permission in self.permissions() {
            let of_sender = components.entry(Arc::clone(&permission.sender)).or_default();
            of_sender.push(permission);
        }
        for (sender, permissions) in components {
            open(out, "v:", "tjanstekomponentInfo");
            element(out, "hsaId", &sender);
            element(out, "beskrivning", "");
            for permission in permissions {
                open(out, "v:", "anropsbehorighetInfo");
                period(out, permission.validity);
                element(out, "integrationsavtal", "");
                element(out, "tjanstekontraktNamnrymd", &permission.contract);
                element(out, "logiskAdressHsaId", &permission.receiver);
                element(out, "logiskAdressBeskrivning", "");
                close(out, "v:", "anropsbehorighetInfo");
            }
            close(out, "v:", "tjanstekomponentInfo");
        }
    }

    /// Writes all rows as clients of the service keep them on disk (`persistentCache`); what
    /// [`Catalog::from_local_copy_file`] reads.
    ///
    /// # Errors
    ///
    /// What the writer says.
    pub fn write_local_copy(&self, mut file: impl io::Write) -> io::Result<()> {
        let mut text =
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<persistentCache xmlns:v=\"{VAGVALSINFO}\">\n");
        for place in (0..self.route_count()).step_by(CHUNK) {
            self.write_routes(place..place + CHUNK, RowStyle::LocalCopy, &mut text);
            file.write_all(text.as_bytes())?;
            text.clear();
        }
        for place in (0..self.permission_count()).step_by(CHUNK) {
            self.write_permissions(place..place + CHUNK, RowStyle::LocalCopy, &mut text);
            file.write_all(text.as_bytes())?;
            text.clear();
        }
        text.push_str("</persistentCache>\n");
        file.write_all(text.as_bytes())
    }
}

fn write_filter(out: &mut String, filter: &Filter) {
    open(out, "v:", "filterInfo");
    element(out, "serviceDomain", &filter.service_domain);
    for category in &filter.categorizations {
        element(out, "categorization", category);
    }
    close(out, "v:", "filterInfo");
}

fn period(out: &mut String, validity: Validity) {
    element(out, "fromTidpunkt", &moment(validity.from, BEGINNING));
    element(out, "tomTidpunkt", &moment(validity.to, END));
}

/// Swedish time with milliseconds and without zone, as the service writes it.
fn moment(instant: Option<DateTime<Utc>>, open: &str) -> String {
    instant.map_or_else(
        || open.to_owned(),
        |instant| {
            let local = instant.with_timezone(&Stockholm).naive_local();
            local.format("%Y-%m-%dT%H:%M:%S%.3f").to_string()
        },
    )
}

fn open(out: &mut String, prefix: &str, name: &str) {
    out.extend(["<", prefix, name, ">"]);
}

fn close(out: &mut String, prefix: &str, name: &str) {
    out.extend(["</", prefix, name, ">"]);
}

fn element(out: &mut String, name: &str, value: &str) {
    open(out, "v:", name);
    for character in value.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' => out.push(character),
            // XML cannot hold these at all.
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    close(out, "v:", name);
}
