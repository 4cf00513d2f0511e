//! Whatever the bytes: every way in gives a value or an error, and what is captured is written and
//! read back unchanged in meaning.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use rivta_soap::Fault;
use rivta_soap::envelope::head::{Scan, scan};
use rivta_soap::envelope::{Envelope, OutgoingHeaders, write};
use rivta_soap::pattern::Pattern;
use rivta_soap::value::{Date, DateTime, Decimal};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Limits, Name, Namespace, RawElement, Reader, Wildcard, Writer, decode_text,
    read_document, write_document,
};

static NS: Namespace = Namespace {
    uri: "urn:test:1",
    prefix: "t",
};
const ROOT: Name = Name::new(&NS, "root");

/// A type that takes any element.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Open(Vec<RawElement>);

impl Decode for Open {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let elements = reader.any(Wildcard::Any, 0, None)?;
        reader.end()?;
        Ok(Self(elements))
    }
}

impl Encode for Open {
    fn encode(&self, writer: &mut Writer) {
        writer.any(&self.0);
    }
}

/// Pieces that tokenizers stumble over.
const PIECES: &[&str] = &[
    "<",
    ">",
    "/",
    "</",
    "/>",
    "<a>",
    "</a>",
    "<a/>",
    "<t:root xmlns:t='urn:test:1'>",
    "</t:root>",
    "=",
    "'",
    "\"",
    "&",
    ";",
    "&amp;",
    "&#65;",
    "&#x41;",
    "&#0;",
    "&#",
    "<!--",
    "-->",
    "--",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<?xml",
    "<?a",
    " version='1.0'",
    " encoding='UTF-16'",
    " encoding='ISO-8859-1'",
    "<!DOCTYPE",
    "<!",
    " xmlns='u'",
    " xmlns:p='u'",
    " xmlns:q='u'",
    " xmlns=''",
    "<p:a",
    " p:b='1'",
    " q:b='2'",
    ":",
    "xml:",
    " ",
    "\n",
    "\r",
    "\u{0}",
    "\u{FEFF}",
    "\u{FFFE}",
    "å",
    "😀",
    "Envelope",
    "Header",
    "Body",
    "To",
    "x",
    "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header>",
    "</s:Header><s:Body>",
    "<s:Fault><faultcode>s:Client</faultcode>",
    "</s:Fault></s:Body></s:Envelope>",
];

fn document() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat());
    let text = prop_oneof![
        pieces.clone(),
        pieces.prop_map(|inner| format!("<t:root xmlns:t='urn:test:1'>{inner}</t:root>")),
        any::<String>(),
    ];
    prop_oneof![
        6 => text.clone().prop_map(String::into_bytes),
        1 => text.clone().prop_map(|text| text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        1 => (text, any::<prop::sample::Index>(), any::<u8>()).prop_map(|(text, at, byte)| {
            let mut bytes = text.into_bytes();
            bytes.insert(at.index(bytes.len() + 1), byte);
            bytes
        }),
        1 => prop::collection::vec(any::<u8>(), 0..64),
    ]
}

/// Reads bytes in every way there is; only a panic, or a head found in part of a message and not in
/// the whole of it, fails.
fn read_every_way(bytes: &[u8]) {
    let limits = Limits {
        bytes: 4096,
        depth: 8,
        elements: 32,
        attributes: 4,
    };
    let _ = read_document::<Open>(bytes, &ROOT, &limits);
    let _ = read_document::<String>(bytes, &ROOT, &limits);
    for charset in [None, Some("utf-16"), Some("iso-8859-1"), Some("?")] {
        let whole = scan(bytes, true, charset, &limits);
        assert_ne!(whole.as_ref().ok(), Some(&Scan::Incomplete));
        for length in [bytes.len() / 2, bytes.len()] {
            let _ = scan(&bytes[..length], false, charset, &limits);
        }
        let Ok(text) = decode_text(bytes, charset, &limits) else {
            continue;
        };
        for read in [0, 1] {
            if let Ok(envelope) = Envelope::read(&text, &limits) {
                let _ = envelope.headers().get::<String>(&ROOT);
                let _ = if read == 0 {
                    envelope.decode::<Open>(&ROOT).map(|_| ())
                } else {
                    envelope.decode_fault().map(|fault: Fault| {
                        let _ = (fault.to_string(), fault.detail_text("logId"), fault.to_envelope());
                    })
                };
            }
        }
        if let Ok(element) = RawElement::parse(&text, &limits) {
            let _ = (element.name(), element.text_of("a"));
            let _ = element.decode::<Open>(&ROOT, &limits);
        }
    }
}

/// What a document means, without prefixes: (namespace, local name), attributes, text, children.
#[derive(Debug, PartialEq)]
enum Meaning {
    Start((String, String), BTreeMap<(String, String), String>),
    Text(String),
    End,
}

/// Reads a document's meaning with quick-xml's own namespace resolution, as a second opinion.
fn meaning(xml: &str) -> Vec<Meaning> {
    use quick_xml::events::Event;
    use quick_xml::name::ResolveResult;
    let uri = |result: ResolveResult<'_>| match result {
        ResolveResult::Bound(namespace) => namespace.as_ref().to_owned(),
        _ => String::new(),
    };
    let mut reader = quick_xml::NsReader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut meaning = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                let (namespace, local) = reader.resolver().resolve_element(tag.name());
                let name = (uri(namespace), local.as_ref().to_owned());
                let mut attributes = BTreeMap::new();
                for attribute in tag.attributes().map(Result::unwrap) {
                    if attribute.key.as_namespace_binding().is_some() {
                        continue;
                    }
                    let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
                    let value = expanded(&attribute.value, |prefix| {
                        let name = format!("{prefix}:x");
                        uri(reader.resolver().resolve_element(quick_xml::name::QName(&name)).0)
                    });
                    attributes.insert((uri(namespace), local.as_ref().to_owned()), value);
                }
                meaning.push(Meaning::Start(name, attributes));
            }
            Event::End(_) => meaning.push(Meaning::End),
            Event::Text(text) => {
                let text = expanded(&text, |prefix| {
                    let name = format!("{prefix}:x");
                    uri(reader.resolver().resolve_element(quick_xml::name::QName(&name)).0)
                });
                meaning.push(Meaning::Text(text));
            }
            Event::Eof => return meaning,
            other => panic!("{other:?}"),
        }
    }
}

/// The words of a value, qualified names among them with namespace instead of prefix.
fn expanded(value: &str, uri: impl Fn(&str) -> String) -> String {
    let words = value.split(' ').map(|word| match word.split_once(':') {
        Some((prefix, local)) => format!("{{{}}}{local}", uri(prefix)),
        None => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

const PREFIXES: [&str; 4] = ["", "p", "q", "t"];
const URIS: [&str; 4] = ["urn:a", "urn:b", "urn:test:1", "urn:a&amp;b"];

/// An element that uses what is declared on it or further out: `p`, `q` and `t` always are.
fn element() -> impl Strategy<Value = String> {
    let declared = prop::collection::btree_map(0..PREFIXES.len(), 0..URIS.len(), 0..3);
    let value = prop_oneof!["[a-z]{0,3}", "[pqt]:[a-z]{1,2}", "[pqt]:[a-z] [pqt]:[a-z]"];
    let attribute = prop::option::of((1..PREFIXES.len(), value.clone()));
    let leaf = (declared.clone(), 0..PREFIXES.len(), attribute.clone(), value)
        .prop_map(|(declared, prefix, attribute, text)| tag(&declared, prefix, attribute.as_ref(), &text));
    leaf.prop_recursive(4, 16, 3, move |inner| {
        let children = prop::collection::vec(inner, 0..3).prop_map(|children| children.concat());
        (declared.clone(), 0..PREFIXES.len(), attribute.clone(), children)
            .prop_map(|(declared, prefix, attribute, content)| tag(&declared, prefix, attribute.as_ref(), &content))
    })
}

fn tag(declared: &BTreeMap<usize, usize>, prefix: usize, attribute: Option<&(usize, String)>, content: &str) -> String {
    use std::fmt::Write as _;
    let name = match PREFIXES[prefix] {
        "" => "e".to_owned(),
        prefix => format!("{prefix}:e"),
    };
    let mut tag = format!("<{name}");
    for (prefix, uri) in declared {
        match PREFIXES[*prefix] {
            "" => write!(tag, " xmlns='{}'", URIS[*uri]).unwrap(),
            prefix => write!(tag, " xmlns:{prefix}='{}'", URIS[*uri]).unwrap(),
        }
    }
    if let Some((prefix, value)) = attribute {
        write!(tag, " {}:k='{value}'", PREFIXES[*prefix]).unwrap();
    }
    if content.is_empty() {
        tag + "/>"
    } else {
        format!("{tag}>{content}</{name}>")
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8 * ProptestConfig::default().cases, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_panic(bytes in document()) {
        read_every_way(&bytes);
    }

    #[test]
    fn no_text_panics_a_value_or_a_pattern(text in any::<String>(), plain in "[-+0-9T:.Z]{0,30}", xsd in r"[-\[\]\\a-z^$&~.*+?{}()|0-9]{0,12}") {
        for text in [&text, &plain] {
            let _ = (Decimal::new(text.as_str()).map(|d| d.value()), Date::new(text.as_str()), DateTime::new(text.as_str()));
        }
        for pattern in [&text, &xsd] {
            let _ = Pattern::new(pattern).map(|pattern| pattern.is_match(&plain));
        }
    }

    #[test]
    fn captured_elements_keep_their_meaning(elements in prop::collection::vec(element(), 1..4), outer in 0..URIS.len()) {
        // Declarations far from the elements, a default namespace among them.
        let (open, close) = (
            format!("<t:root xmlns:t='urn:test:1' xmlns='{}' xmlns:p='urn:p' xmlns:q='urn:q'>", URIS[outer]),
            "</t:root>",
        );
        let document = format!("{open}{}{close}", elements.concat());
        let read: Open = read_document(document.as_bytes(), &ROOT, &Limits::default()).unwrap();
        prop_assert_eq!(read.0.len(), elements.len());
        for (raw, source) in read.0.iter().zip(&elements) {
            let in_place = meaning(&format!("{open}{source}{close}"));
            prop_assert_eq!(&meaning(raw.as_str())[..], &in_place[1..in_place.len() - 1]);
            prop_assert_eq!(&RawElement::parse(raw.as_str(), &Limits::default()).unwrap(), raw);
        }
        let written = write_document(&ROOT, &[&NS], &read);
        prop_assert_eq!(&read_document::<Open>(&written, &ROOT, &Limits::default()).unwrap(), &read);
        let headers = OutgoingHeaders { address: None, others: &read.0 };
        let envelope = write(headers, &ROOT, &[&NS], &read);
        let text = decode_text(&envelope, None, &Limits::default()).unwrap();
        let (headers, payload) = Envelope::read(&text, &Limits::default()).unwrap().decode::<Open>(&ROOT).unwrap();
        prop_assert_eq!(&headers.others, &read.0);
        prop_assert_eq!(&payload, &read);
    }

    #[test]
    fn every_text_is_written_and_read_back(text in any::<String>()) {
        let written = write_document(&ROOT, &[&NS], &text);
        let back: String = read_document(&written, &ROOT, &Limits::default()).unwrap();
        let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
        let expected: String = text.chars().map(|c| if allowed(c) { c } else { '\u{FFFD}' }).collect();
        prop_assert_eq!(back, expected);
    }
}
