//! Strict reading: what is well-formed and in order is taken, every other thing is named and placed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use rivta_soap::value::Decimal;
use rivta_soap::xml::{
    Decode, DecodeError, DecodeErrorKind, Encode, Limits, Name, Namespace, RawElement, Reader, Wildcard, Writer,
    decode_text, read_document, write_document,
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
        reader.begin(&TYPE, &["date", "fee"])?;
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
fn text_comes_as_xml_says() {
    let visit = inside("<date>a&amp;b&#x41;<![CDATA[<c>]]><!-- no -->\r\nd\re</date><fee> 1.50\n</fee>").unwrap();
    assert_eq!(visit.date, "a&bA<c>\nd\ne");
    assert_eq!(visit.fee, [Decimal::new("1.50").unwrap()]);
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
fn the_declaration_comments_and_instructions_are_skipped() {
    let xml = "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- a --><?pi b?>\n<t:visit xmlns:t='urn:test:1' \
        xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='a b' xsi:type='t:VisitType'>\
        <!-- c --><t:date>x</t:date><?pi d?></t:visit><!-- e -->\n";
    assert_eq!(read(xml).unwrap().date, "x");
}

#[test]
fn every_kind_of_disorder_has_its_own_error() {
    let found = |content: &str| inside(content).expect_err(content);
    let error = found("<fee>1</fee><date>x</date>");
    assert!(
        matches!(error.kind(), DecodeErrorKind::Expected { expected: DATE, .. }),
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
fn xml_that_is_not_well_formed_is_refused() {
    let root = |content: &str| format!("<visit xmlns='urn:test:1'>{content}</visit>");
    let malformed = [
        root("<date>x</fee>"),
        root("<date>]]></date>"),
        root("<date>&nbsp;</date>"),
        root("<date>&#0;</date>"),
        root("<date>&#xFFFF;</date>"),
        root("<date>a\u{1}</date>"),
        root("<date>a\u{FFFE}</date>"),
        root("<p:date>x</p:date>"),
        root("<date a='1' a='2'>x</date>"),
        root("<date a=1>x</date>"),
        root("<date a='<'>x</date>"),
        root("<date xmlns:p=''>x</date>"),
        root("<date xmlns:xml='urn:x'>x</date>"),
        root("<date xmlns:xmlns='urn:x'>x</date>"),
        root("<1date>x</1date>"),
        root("<:date>x</:date>"),
        root("<a:b:date xmlns:a='urn:x'>x</a:b:date>"),
        root("<!-- a -- b --><date>x</date>"),
        root("<?xml version='1.0'?><date>x</date>"),
        root("<!ELEMENT a><date>x</date>"),
        root("<!-- a ---><date>x</date>"),
        root("<date a='1'b='2'>x</date>"),
        root("<date a='1' / >x</date>"),
        root("<date a>x</date>"),
        root("<date a='&'>x</date>"),
        root("<date a='&#1;'>x</date>"),
        root("<date a='&#X41;'>x</date>"),
        root("<date>&#X41;</date>"),
        root("<date>&#+65;</date>"),
        root("<date>&#xD800;</date>"),
        root("<date>&#x110000;</date>"),
        root("<date>a & b</date>"),
        root("<date>a &</date>"),
        root("<date xmlns:a='u' xmlns:b='u' a:x='1' b:x='2'>x</date>"),
        root("<date xmlns:a='u&amp;' xmlns:b='u&#38;' a:x='1' b:x='2'>x</date>"),
        root("<date xmlns:a='u' xmlns:a='u'>x</date>"),
        root("<date xmlns:='u'>x</date>"),
        root("<date xmlns:a:b='u'>x</date>"),
        root("<date xmlns='http://www.w3.org/2000/xmlns/'>x</date>"),
        root("<date xmlns:a='http://www.w3.org/XML/1998/namespace'>x</date>"),
        root("<date a:x='1'>x</date>"),
        root("<date :x='1'>x</date>"),
        root("<date>x</date b='1'>"),
        root("<date>x</ date>"),
        root("< date>x</date>"),
        root("<??><date>x</date>"),
        root("<? a?><date>x</date>"),
        root("<?1?><date>x</date>"),
        root("<?a:b?><date>x</date>"),
        root("<?a<b c?><date>x</date>"),
        root("<?XML a?><date>x</date>"),
        format!("<?xml?>{}", root("<date>x</date>")),
        format!("<?xml version=''?>{}", root("<date>x</date>")),
        format!("<?xml version='1.'?>{}", root("<date>x</date>")),
        format!("<?xml version='2.0'?>{}", root("<date>x</date>")),
        format!("<?xml version=1.0?>{}", root("<date>x</date>")),
        format!("<?xml version='1.0'encoding='UTF-8'?>{}", root("<date>x</date>")),
        format!("<?xml encoding='UTF-8' version='1.0'?>{}", root("<date>x</date>")),
        format!("<?xml encoding='UTF-8'?>{}", root("<date>x</date>")),
        format!("<?xml version='1.0' standalone='maybe'?>{}", root("<date>x</date>")),
        format!(
            "<?xml version='1.0' standalone='no' encoding='UTF-8'?>{}",
            root("<date>x</date>")
        ),
        format!("<?xml version='1.0' a='b'?>{}", root("<date>x</date>")),
        format!("<![CDATA[ ]]>{}", root("<date>x</date>")),
        format!("{}&#32;", root("<date>x</date>")),
        format!("\u{FEFF}\u{FEFF}{}", root("<date>x</date>")),
        format!("{}\u{FEFF}", root("<date>x</date>")),
        format!("{}<visit/>", root("<date>x</date>")),
        format!("{}text", root("<date>x</date>")),
        format!("text{}", root("<date>x</date>")),
        format!(" <?xml version='1.0'?>{}", root("<date>x</date>")),
        format!("{}</visit>", root("<date>x</date>")),
    ];
    for xml in malformed {
        let found = kind(&xml);
        assert!(matches!(found, DecodeErrorKind::Malformed(_)), "{xml}: {found:?}");
    }
}

#[test]
fn unusual_xml_that_is_well_formed_is_taken() {
    for xml in [
        "<?xml version = '1.0'\tencoding=\"utf-8\" standalone='yes' ?><visit xmlns='urn:test:1'><date>x</date></visit>",
        "<?xml version='1.1'?><visit xmlns='urn:test:1'><date>x</date></visit\n>",
        "<?xml-stylesheet a?><visit xmlns='urn:test:1'><?a?><?xmla b?><date>x</date></visit>",
        "<visit xmlns='urn:&#116;est:1'><date>&#0000120;</date></visit>",
        "<visit\r\n\txmlns\n=\n'urn:test:1'><date xmlns:åäö='>' xmlns:xml='http://www.w3.org/XML/1998/namespace'>x</date></visit>",
        "<visit xmlns='urn:test:1'><!----><!--->--><date>x</date></visit>",
    ] {
        match read(xml) {
            Ok(visit) => assert_eq!(visit.date, "x", "{xml}"),
            Err(error) => panic!("{xml}: {error}"),
        }
    }
}

#[test]
fn attribute_values_come_as_xml_says() {
    let raw = RawElement::parse(
        "<a b='1\t2\r\n3\n4&#10;5&lt;&quot;&#xe5;' c=\"'\"/>",
        &Limits::default(),
    );
    assert!(raw.is_ok(), "{raw:?}");
    let schema = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:t='urn:test:1'";
    let visit = read(&format!(
        "<t:visit {schema} xsi:type='\r\n&#116;:VisitType\t'><t:date>x</t:date></t:visit>"
    ));
    assert_eq!(visit.unwrap().date, "x");
}

#[test]
fn an_encoding_nobody_knows_is_refused_unless_the_transport_tells() {
    let xml = "<?xml version='1.0' encoding='UTF-7'?><visit xmlns='urn:test:1'><date>x</date></visit>";
    assert!(matches!(kind(xml), DecodeErrorKind::Encoding(_)));
    assert!(decode_text(xml.as_bytes(), Some("utf-8"), &Limits::default()).is_ok());
}

#[test]
fn a_replacement_character_that_was_sent_is_no_mistake() {
    let xml = "\u{FEFF}<visit xmlns='urn:test:1'><date>\u{FFFD}</date></visit>";
    let bytes: Vec<u8> = xml.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let visit: Visit = read_document(&bytes, &VISIT, &Limits::default()).unwrap();
    assert_eq!(visit.date, "\u{FFFD}");
    let mut lone = bytes;
    lone.extend([0x00, 0xD8]);
    let error = read_document::<Visit>(&lone, &VISIT, &Limits::default()).unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::Encoding(_)), "{error}");
}

#[test]
fn a_raw_element_is_checked_like_a_document() {
    let limits = Limits {
        bytes: 20,
        ..Limits::default()
    };
    for text in [
        "<a>\u{1}</a>",
        "<a>\u{FFFE}</a>",
        "\u{FEFF}<a/>",
        "<a>12345678901234567890</a>",
        "<a/>b",
        "b<a/>",
        "",
    ] {
        assert!(RawElement::parse(text, &limits).is_err(), "{text:?}");
    }
}

#[test]
fn declarations_in_scope_are_limited() {
    let level = |level: usize| -> String {
        let declared: Vec<String> = (0..60).map(|n| format!("xmlns:p{level}.{n}='u'")).collect();
        format!("<a {}>", declared.join(" "))
    };
    let nested = |levels: usize| {
        let open: String = (0..levels).map(level).collect();
        RawElement::parse(&format!("{open}{}", "</a>".repeat(levels)), &Limits::default())
    };
    assert!(nested(4).is_ok());
    let error = nested(5).unwrap_err();
    let what = "namespace declarations in scope";
    assert_eq!(error.kind(), &DecodeErrorKind::TooLarge { what, limit: 256 });
}

#[test]
fn a_long_namespace_name_is_not_copied_without_end() {
    let uri = "u".repeat(10_000);
    let read_many = |count: usize| {
        let elements = "<x:a/>".repeat(count);
        read(&format!(
            "<visit xmlns='urn:test:1' xmlns:x='{uri}'><date>x</date>{elements}</visit>"
        ))
    };
    assert_eq!(read_many(4).unwrap().any.len(), 4);
    assert!(matches!(
        read_many(1000).unwrap_err().kind(),
        DecodeErrorKind::TooLarge { .. }
    ));
}

#[test]
fn paths_count_siblings_of_the_same_name_only() {
    let error = inside("<date>x</date><a xmlns='u'><b/><c/><b><d/><d></e></b></a>").unwrap_err();
    assert_eq!(error.path(), "/visit/a/b[2]/d[2]");
    let error = inside("<date>x</date><a xmlns='u'/><a xmlns='u'><b/></a><fee/>").unwrap_err();
    assert_eq!(error.path(), "/visit/fee");
}

#[test]
fn a_document_that_ends_early_is_incomplete() {
    for xml in [
        "",
        "<visit",
        "<visit xmlns='urn:test:1'>",
        "<visit xmlns='urn:test:1'><date>x",
        "<!-- ",
        "<visit xmlns='urn:test:1'><date>&am",
    ] {
        assert_eq!(kind(xml), DecodeErrorKind::Incomplete, "{xml}");
    }
}

#[test]
fn a_dtd_is_refused_wherever_it_stands() {
    for xml in [
        "<!DOCTYPE visit><visit xmlns='urn:test:1'/>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><visit/>",
        "<!DOCTYPE a [",
        "<visit xmlns='urn:test:1'><!DOCTYPE a></visit>",
    ] {
        assert_eq!(kind(xml), DecodeErrorKind::Dtd, "{xml}");
    }
}

#[test]
fn every_limit_holds() {
    let limits = Limits {
        bytes: 600,
        depth: 5,
        elements: 8,
        attributes: 3,
    };
    let refused = |xml: &str| match read_document::<Visit>(xml.as_bytes(), &VISIT, &limits)
        .expect_err(xml)
        .kind()
    {
        DecodeErrorKind::TooLarge { what, .. } => *what,
        other => panic!("{other:?}"),
    };
    let visit = |rest: &str| format!("<visit xmlns='urn:test:1'><date>x</date>{rest}</visit>");
    assert_eq!(refused(&visit(&" ".repeat(600))), "bytes");
    assert_eq!(
        refused(&visit("<a xmlns='u'><a><a><a><a/></a></a></a></a>")),
        "open elements"
    );
    assert_eq!(refused(&visit(&"<a xmlns='u'/>".repeat(8))), "elements");
    assert_eq!(refused(&visit("<a xmlns='u' b='1' c='2' d='3'/>")), "attributes");
}

#[test]
fn a_hundred_thousand_nested_elements_are_refused_quickly() {
    let xml = format!(
        "<visit xmlns='urn:test:1'><date>x</date>{}",
        "<a xmlns='u'>".repeat(100_000)
    );
    let error = read(&xml).unwrap_err();
    assert!(matches!(
        error.kind(),
        DecodeErrorKind::TooLarge {
            what: "open elements",
            ..
        }
    ));
    assert!(error.path().len() < 1000);
}

#[test]
fn other_encodings_are_read_and_wrong_bytes_refused() {
    let xml = "<?xml version='1.0' encoding='ISO-8859-1'?><visit xmlns='urn:test:1'><date>åäö</date></visit>";
    let latin1: Vec<u8> = xml.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let visit: Visit = read_document(&latin1, &VISIT, &Limits::default()).unwrap();
    assert_eq!(visit.date, "åäö");

    let xml = "<?xml version='1.0' encoding='UTF-16'?><visit xmlns='urn:test:1'><date>åäö</date></visit>";
    for mark in ["\u{FEFF}", ""] {
        let text = format!("{mark}{xml}");
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [big, little] {
            let visit: Visit = read_document(&bytes, &VISIT, &Limits::default()).unwrap();
            assert_eq!(visit.date, "åäö");
        }
    }

    let broken = b"<visit xmlns='urn:test:1'><date>\xE5</date></visit>";
    let error = read_document::<Visit>(broken, &VISIT, &Limits::default()).unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::Encoding(_)), "{error}");
}

fn wildcard(xml: &str) -> RawElement {
    let visit = read(xml).unwrap();
    let bytes = write_document(&VISIT, &[&NS], &visit);
    let back: Visit = read_document(&bytes, &VISIT, &Limits::default()).unwrap();
    assert_eq!(back, visit, "wildcard content survives a round trip");
    visit.any.into_iter().next().unwrap()
}

#[test]
fn wildcard_content_is_kept_verbatim() {
    let inner = "<x:a xmlns:x='urn:x' b = \"1\" >t&amp;&#65;<![CDATA[<]]><!-- c --><?p i?><x:b/></x:a >";
    let raw = wildcard(&format!("<visit xmlns='urn:test:1'><date>x</date>{inner}</visit>"));
    assert_eq!(raw.as_str(), inner);
    assert_eq!(raw.name(), (Some("urn:x"), "a"));
}

#[test]
fn wildcard_content_takes_along_the_prefixes_it_relies_on() {
    let raw = wildcard(
        "<t:visit xmlns:t='urn:test:1' xmlns:x='urn:x' xmlns:y='urn:y' xmlns:z='urn:z' xmlns:u='urn:unused'>\
         <t:date>x</t:date><x:a y:b='1'><c/><d e='z:q'/></x:a></t:visit>",
    );
    assert_eq!(
        raw.as_str(),
        "<x:a xmlns:x=\"urn:x\" xmlns:y=\"urn:y\" xmlns:z=\"urn:z\" y:b='1'><c/><d e='z:q'/></x:a>"
    );
    let raw = wildcard("<t:visit xmlns:t='urn:test:1' xmlns='urn:d'><t:date>x</t:date><a><b xmlns=''/></a></t:visit>");
    assert_eq!(raw.as_str(), "<a xmlns=\"urn:d\"><b xmlns=''/></a>");
}

#[test]
fn wildcard_content_keeps_what_its_qualified_names_mean() {
    let raw = wildcard(
        "<t:visit xmlns:t='urn:test:1' xmlns='urn:d' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' \
         xmlns:x='urn:x' xmlns:y='urn:y' xmlns:z='urn:z'><t:date>x</t:date>\
         <x:a xsi:type='Local'><x:b>y:one z:two</x:b></x:a></t:visit>",
    );
    assert_eq!(
        raw.as_str(),
        "<x:a xmlns=\"urn:d\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:x=\"urn:x\" \
         xmlns:y=\"urn:y\" xmlns:z=\"urn:z\" xsi:type='Local'><x:b>y:one z:two</x:b></x:a>"
    );
}

#[test]
fn wildcard_content_keeps_rebound_prefixes_apart() {
    let raw = wildcard(
        "<p:visit xmlns:p='urn:test:1'><p:date>x</p:date><p:a xmlns:p='urn:a&amp;&#9;&quot;'><p:b xmlns:p='urn:b'/></p:a></p:visit>",
    );
    assert_eq!(raw.name(), (Some("urn:a&\t\""), "a"));
    assert_eq!(RawElement::parse(raw.as_str(), &Limits::default()).unwrap(), raw);
}

#[test]
fn a_wildcard_does_not_hide_its_own_namespace_or_none() {
    let error = inside("<date>x</date><other/>").unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::Unknown(_)));
    let error = inside("<date>x</date><other xmlns=''/>").unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::Unknown(_)));
    let error = inside("<date>x</date><a xmlns='u'><b></a>").unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::Malformed(_)));
}
