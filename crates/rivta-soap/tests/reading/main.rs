//! Strict reading: what is well-formed and in order is taken, every other thing is named and placed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod encodings;
mod limits;
mod wellformed;
mod wildcards;

use rivta_soap::value::Decimal;
use rivta_soap::xml::{
    Decode, DecodeError, DecodeErrorKind, Encode, Limits, Name, Namespace, RawElement, Reader, Wildcard, Writer,
    read_document, write_document,
};

static NS: Namespace = Namespace {
    uri: "urn:test:1",
    prefix: "t",
};
const TYPE: Name = Name::new(&NS, "VisitType");
const VISIT: Name = Name::new(&NS, "visit");
const DATE: Name = Name::new(&NS, "date");
const FEE: Name = Name::new(&NS, "fee");

#[derive(Debug, Clone, PartialEq, Eq)]
struct Visit {
    date: String,
    fee: Vec<Decimal>,
    any: Vec<RawElement>,
}

impl Decode for Visit {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.begin(&TYPE, &["date", "fee"], &[Wildcard::Other(&NS)])?;
        let value = Self {
            date: reader.required(&DATE)?,
            fee: reader.repeated(&FEE, 0, Some(2))?,
            any: reader.any(Wildcard::Other(&NS), 0, None)?,
        };
        reader.end()?;
        Ok(value)
    }
}

impl Encode for Visit {
    fn encode(&self, writer: &mut Writer) {
        writer.required(&DATE, &self.date);
        writer.repeated(&FEE, &self.fee);
        writer.any(&self.any);
    }
}

fn read(xml: &str) -> Result<Visit, DecodeError> {
    read_document(xml.as_bytes(), &VISIT, &Limits::default())
}

fn inside(content: &str) -> Result<Visit, DecodeError> {
    read(&format!(r#"<visit xmlns="urn:test:1">{content}</visit>"#))
}

fn kind(xml: &str) -> DecodeErrorKind {
    read(xml).expect_err(xml).kind().clone()
}

#[test]
fn what_is_written_is_read_back() {
    let visit = Visit {
        date: "<å> & \"'\r\n\t]]>".to_owned(),
        fee: vec![Decimal::new("100.00").unwrap()],
        any: vec![],
    };
    let bytes = write_document(&VISIT, &[&NS], &visit);
    assert_eq!(
        read_document::<Visit>(&bytes, &VISIT, &Limits::default()).unwrap(),
        visit
    );
}

#[test]
fn characters_that_xml_does_not_allow_are_never_written() {
    let visit = Visit {
        date: "a\u{0}b\u{FFFE}".to_owned(),
        fee: vec![],
        any: vec![],
    };
    let bytes = write_document(&VISIT, &[&NS], &visit);
    let back = read_document::<Visit>(&bytes, &VISIT, &Limits::default()).unwrap();
    assert_eq!(back.date, "a\u{FFFD}b\u{FFFD}");
}

#[test]
fn every_kind_of_disorder_has_its_own_error() {
    let found = |content: &str| inside(content).expect_err(content);
    let error = found("<fee>1</fee><date>x</date>");
    assert!(
        matches!(error.kind(), DecodeErrorKind::Expected { expected, .. } if *expected == DATE),
        "{error}"
    );
    let error = found("");
    assert!(matches!(error.kind(), DecodeErrorKind::Expected { .. }), "{error}");
    let error = found("<date>x</date><date>x</date>");
    assert_eq!(error.kind(), &DecodeErrorKind::OutOfOrder("date".to_owned()));
    assert_eq!((error.path(), error.line(), error.column()), ("/visit/date[2]", 1, 41));
    let error = found("<date>x</date><fee>1</fee><fee>2</fee><fee>3</fee>");
    assert_eq!(error.kind(), &DecodeErrorKind::OutOfOrder("fee".to_owned()));
    assert_eq!(error.path(), "/visit/fee[3]");
    let error = found("<date xmlns='urn:other'>x</date>");
    assert!(
        matches!(error.kind(), DecodeErrorKind::WrongNamespace { .. }),
        "{error}"
    );
    let error = found("<date>x</date><fee xmlns=''>1</fee>");
    assert!(
        matches!(error.kind(), DecodeErrorKind::WrongNamespace { .. }),
        "{error}"
    );
    let error = found("<date>x</date><price>1</price>");
    assert!(matches!(error.kind(), DecodeErrorKind::Unknown(_)), "{error}");
    let error = found("<date>x</date>stray");
    assert_eq!(error.kind(), &DecodeErrorKind::UnexpectedText);
    let error = found("<date><b>x</b></date>");
    assert!(matches!(error.kind(), DecodeErrorKind::Unknown(_)), "{error}");
    let error = found("<date a='1'>x</date>");
    assert_eq!(error.kind(), &DecodeErrorKind::UnknownAttribute("a".to_owned()));
}

#[test]
fn a_bad_value_is_placed_but_not_shown() {
    let error = inside("\n<date>x</date>\n  <fee>1</fee><fee>191212121212,50</fee>").unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::BadValue(_)));
    assert_eq!((error.path(), error.line(), error.column()), ("/visit/fee[2]", 3, 15));
    assert!(!error.to_string().contains("1912"), "{error}");
    assert!(!format!("{error:?}").contains("1912"), "{error:?}");
}

#[test]
fn names_that_hold_a_personal_number_are_masked() {
    let error = inside("<date>x</date><p191212121212/>").unwrap_err();
    assert!(!format!("{error} {error:?}").contains("191212"), "{error}");
}

#[test]
fn paths_count_siblings_of_the_same_name_only() {
    let error = inside("<date>x</date><a xmlns='u'><b/><c/><b><d/><d></e></b></a>").unwrap_err();
    assert_eq!(error.path(), "/visit/a/b[2]/d[2]");
    let error = inside("<date>x</date><a xmlns='u'/><a xmlns='u'><b/></a><fee/>").unwrap_err();
    assert_eq!(error.path(), "/visit/fee");
}
