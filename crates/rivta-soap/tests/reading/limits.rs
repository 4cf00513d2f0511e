//! Limits hold, and hostile documents cost no more than their size.

use rivta_soap::xml::{DecodeErrorKind, Limits, RawElement, Strictness, decode_text, read_document};

use super::{VISIT, Visit, read};

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
fn what_just_keeps_to_a_limit_is_read_and_one_more_is_not() {
    let judged = |xml: &str, limits: &Limits| match RawElement::parse(xml, limits) {
        Ok(_) => "read",
        Err(error) => match error.kind() {
            DecodeErrorKind::TooLarge { what, .. } => what,
            other => panic!("{other:?}"),
        },
    };
    let limits = Limits {
        bytes: 60,
        depth: 3,
        elements: 5,
        attributes: 2,
    };
    let rows = [
        ("<a><a><a/></a></a>", "<a><a><a><a/></a></a></a>", "open elements"),
        ("<a><b/><b/><b/><b/></a>", "<a><b/><b/><b/><b/><b/></a>", "elements"),
        ("<a b='1' c='2'/>", "<a b='1' c='2' d='3'/>", "attributes"),
    ];
    for (allowed, refused, what) in rows {
        assert_eq!((judged(allowed, &limits), judged(refused, &limits)), ("read", what));
    }
    let filled = |bytes: usize| format!("<a>{}</a>", "x".repeat(bytes - 7));
    assert_eq!(
        (judged(&filled(60), &limits), judged(&filled(61), &limits)),
        ("read", "bytes")
    );
    // Sixty letters of one byte each in ISO-8859-1 are twice as many bytes as text.
    let latin1 = [&b"<a>"[..], &[0xE5; 53], b"</a>"].concat();
    let error = decode_text(&latin1, Some("iso-8859-1"), &limits).unwrap_err();
    assert!(
        matches!(error.kind(), DecodeErrorKind::TooLarge { what: "bytes", .. }),
        "{error}"
    );
    assert!(decode_text(&latin1, Some("iso-8859-1"), &Limits { bytes: 113, ..limits }).is_ok());
    assert_eq!(Limits::default().depth, 100);
}

#[test]
fn all_departures_are_counted_and_a_hundred_are_told() {
    let departures = |count: usize| {
        let unknown = "<odd/>".repeat(count);
        let xml = format!("<visit xmlns='urn:test:1'><date>x</date>{unknown}</visit>");
        let raw = RawElement::parse(&xml, &Limits::default()).unwrap();
        let read = raw.decode_as::<Visit>(&VISIT, &Limits::default(), Strictness::Tolerant);
        let departures = read.unwrap().departures;
        (departures.len(), departures.iter().count())
    };
    assert_eq!(departures(100), (100, 100));
    assert_eq!(departures(150), (150, 100));
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
