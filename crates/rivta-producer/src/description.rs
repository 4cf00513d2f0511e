//! A contract's WSDL and schemas over HTTP: `?wsdl` and `?xsd=…`.
//!
//! The published files are served as they are, except that `soap:address` names the URL asked, and every import leads
//! back to it: `<url>?xsd=<location>`, with the location as it is written, or as seen from the WSDL where what is written
//! means another file elsewhere in the contract. A client that follows the imports gets the whole tree.

use std::collections::BTreeSet;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};
use rivta_soap::contract::{File, Package};

/// What a client asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// `?wsdl`
    Wsdl,
    /// `?xsd=<location>`
    Xsd(String),
}

impl Query {
    /// Reads a URL's query; `None` when it asks for no description. Names in any case, `wsdl` with any value and before
    /// `xsd`, wherever they stand.
    pub fn of(query: &str) -> Option<Self> {
        let value_of = |wanted: &str| {
            let parameters = query.split('&');
            let mut split = parameters.map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")));
            split.find_map(|(name, value)| name.eq_ignore_ascii_case(wanted).then_some(value))
        };
        match value_of("wsdl") {
            Some(_) => Some(Self::Wsdl),
            None => percent_decoded(&value_of("xsd")?.replace('+', " ")).map(Self::Xsd),
        }
    }
}

/// The files that describe a contract.
#[derive(Debug, Clone, Copy)]
pub struct Description {
    /// The release the contract belongs to.
    pub package: &'static Package,
    /// Path of the contract's WSDL in the package.
    pub wsdl: &'static str,
}

impl Description {
    /// The document asked for, with locations that lead back to `url` (the URL asked, without its query); `None` when
    /// there is no such document.
    ///
    /// A schema is found by its location as seen from the WSDL, or by the `schemaLocation` text that some document
    /// of the contract uses for it.
    pub fn answer(&self, query: &Query, url: &str) -> Option<Vec<u8>> {
        let file = match query {
            Query::Wsdl => self.package.file(self.wsdl)?,
            Query::Xsd(location) => self.schema(location)?,
        };
        let relocate = |attribute: Attribute<'_>| match attribute {
            Attribute::Address => Some(url.to_owned()),
            Attribute::Import(location) => {
                let found = resolve(file.path, location)?;
                let by_text = self.schema(location).is_none_or(|file| file.path == found);
                let location = if by_text {
                    location.to_owned()
                } else {
                    relative(self.wsdl, &found)
                };
                Some(format!("{url}?xsd={}", percent_encoded(&location)))
            }
        };
        rewrite(file.bytes, relocate)
    }

    fn schema(&self, location: &str) -> Option<&'static File> {
        let direct = resolve(self.wsdl, location).and_then(|path| self.package.file(&path));
        direct
            .filter(|file| is_schema(file))
            .or_else(|| self.schema_by_text(location))
    }

    /// Follows the imports from the WSDL on, each document once.
    fn schema_by_text(&self, wanted: &str) -> Option<&'static File> {
        let (mut seen, mut open) = (BTreeSet::new(), vec![self.package.file(self.wsdl)?]);
        while let Some(file) = open.pop() {
            if !seen.insert(file.path) {
                continue;
            }
            for location in locations(file).0 {
                let found = resolve(file.path, &location).and_then(|path| self.package.file(&path));
                let Some(found) = found.filter(|file| is_schema(file)) else {
                    continue;
                };
                if location == wanted {
                    return Some(found);
                }
                open.push(found);
            }
        }
        None
    }
}

/// What a client that follows the imports would stumble over: documents that are no XML, and locations that lead to no
/// file of the contract. What is imported by URL is not looked at, and what several contracts share once.
pub fn problems<'a>(descriptions: impl IntoIterator<Item = &'a Description>) -> Vec<String> {
    let (mut problems, mut seen) = (Vec::new(), BTreeSet::new());
    for Description { package, wsdl } in descriptions {
        let mut open: Vec<_> = package.file(wsdl).into_iter().collect();
        while let Some(file) = open.pop() {
            if !seen.insert(file.bytes.as_ptr()) {
                continue;
            }
            let (locations, is_xml) = locations(file);
            if !is_xml {
                problems.push(format!("{} is not well-formed XML", file.path));
            }
            for location in locations.into_iter().filter(|location| !location.contains("://")) {
                match resolve(file.path, &location).and_then(|path| package.file(&path)) {
                    Some(next) => open.push(next),
                    None => problems.push(format!("{} imports {location}, which is not there", file.path)),
                }
            }
        }
    }
    problems
}

/// The documents that one imports or includes, as paths in its package. What a URL names is left out.
pub fn imports(file: &File) -> Vec<String> {
    let (locations, _) = locations(file);
    locations
        .iter()
        .filter_map(|location| resolve(file.path, location))
        .collect()
}

fn is_schema(file: &File) -> bool {
    std::path::Path::new(file.path)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("xsd"))
}

/// An attribute that says where something is.
enum Attribute<'a> {
    /// `location` of `soap:address`.
    Address,
    /// `schemaLocation` of `xsd:import`, `xsd:include` and `xsd:redefine`.
    Import(&'a str),
}

/// The schema locations a document uses, as they are written, and whether it is well-formed to its end.
fn locations(file: &File) -> (Vec<String>, bool) {
    let mut found = Vec::new();
    let copy = rewrite(file.bytes, |attribute| {
        if let Attribute::Import(location) = attribute {
            found.push(location.to_owned());
        }
        None
    });
    (found, copy.is_some())
}

/// Copies a document with new values for the attributes for which `relocate` has one. The files are part of the
/// program; one that is not XML has no description.
fn rewrite(document: &[u8], mut relocate: impl FnMut(Attribute<'_>) -> Option<String>) -> Option<Vec<u8>> {
    let document = std::str::from_utf8(document).ok()?.trim_start_matches('\u{feff}');
    let mut reader = Reader::from_str(document);
    let mut writer = Writer::new(Vec::with_capacity(document.len() + 1024));
    let mut depth = 0_usize;
    loop {
        let event = match reader.read_event().ok()? {
            Event::Eof => return (depth == 0).then(|| writer.into_inner()),
            Event::Start(tag) => {
                depth += 1;
                Event::Start(relocated(tag, &mut relocate)?)
            }
            Event::End(tag) => {
                depth = depth.checked_sub(1)?;
                Event::End(tag)
            }
            Event::Empty(tag) => Event::Empty(relocated(tag, &mut relocate)?),
            event => event,
        };
        writer.write_event(event).ok()?;
    }
}

fn relocated<'a>(
    tag: BytesStart<'a>,
    relocate: &mut impl FnMut(Attribute<'_>) -> Option<String>,
) -> Option<BytesStart<'a>> {
    let local = tag.local_name();
    let (is_address, is_import) = match local.as_ref() {
        "address" => (true, false),
        "import" | "include" | "redefine" => (false, true),
        _ => return Some(tag),
    };
    let mut copy = BytesStart::new(tag.name().as_ref().to_owned());
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        let new = match attribute.key.as_ref() {
            "location" if is_address => relocate(Attribute::Address),
            "schemaLocation" if is_import => relocate(Attribute::Import(&attribute.value)),
            _ => None,
        };
        match new {
            Some(value) => copy.push_attribute((attribute.key.as_ref(), value.as_str())),
            None => copy.push_attribute(attribute),
        }
    }
    Some(copy)
}

/// The package path of a location written in the document at `from`; `None` for a URL or a path out of the package.
fn resolve(from: &str, location: &str) -> Option<String> {
    if location.contains("://") || location.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in location.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// The location that the document at `from` would write for the package path `to`.
fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<_>, Vec<_>) = (from.split('/').collect(), to.split('/').collect());
    let folders = from.len().saturating_sub(1).min(to.len().saturating_sub(1));
    let shared = from.iter().zip(&to).take(folders).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len().saturating_sub(1 + shared));
    up.chain(to.into_iter().skip(shared)).collect::<Vec<_>>().join("/")
}

/// Encodes what would end a query or break an XML attribute; `/` and `.` stay readable.
fn percent_encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~/:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', hex(byte >> 4), hex(byte & 15)]);
        }
        out
    })
}

fn hex(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16)
        .unwrap_or('0')
        .to_ascii_uppercase()
}

/// A part of a URL as it was before it was escaped; `None` when it cannot have been text.
pub fn percent_decoded(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => {
                let digits = [bytes.next()?, bytes.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(out).ok()
}
