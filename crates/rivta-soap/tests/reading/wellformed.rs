//! What XML allows is taken as XML means it; what it does not allow is refused.

use rivta_soap::value::Decimal;
use rivta_soap::xml::{DecodeErrorKind, Limits, RawElement};

use super::{inside, kind, read};

#[test]
fn text_comes_as_xml_says() {
    let visit = inside("<date>a&amp;b&#x41;<![CDATA[<c>]]><!-- no -->\r\nd\re</date><fee> 1.50\n</fee>").unwrap();
    assert_eq!(visit.date, "a&bA<c>\nd\ne");
    assert_eq!(visit.fee, [Decimal::new("1.50").unwrap()]);
}

#[test]
fn the_declaration_comments_and_instructions_are_skipped() {
    let xml = "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- a --><?pi b?>\n<t:visit xmlns:t='urn:test:1' \
        xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='a b' xsi:type='t:VisitType'>\
        <!-- c --><t:date>x</t:date><?pi d?></t:visit><!-- e -->\n";
    assert_eq!(read(xml).unwrap().date, "x");
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
        root("<!-- a -- b<date>x</date>"),
        root("<!-a--><date>x</date>"),
        root("<![cdata[x]]><date>x</date>"),
        root("<!Date><date>x</date>"),
        root("<!d><date>x</date>"),
        root("<?><date>x</date>"),
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
        root("<date>x</date'>"),
        root("<date>x</date '>"),
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
fn a_document_that_ends_early_is_incomplete() {
    for xml in [
        "",
        "<visit",
        "<visit xmlns='urn:test:1'>",
        "<visit xmlns='urn:test:1'><date>x",
        "<!-- ",
        "<visit xmlns='urn:test:1'><date>&am",
        "<",
        "<visit xmlns='>",
        "<visit xmlns='urn:test:1'><date>x</date",
        "<visit xmlns='urn:test:1'><!",
        "<visit xmlns='urn:test:1'><!-",
        "<visit xmlns='urn:test:1'><!-- a -",
        "<visit xmlns='urn:test:1'><!-- a --",
        "<visit xmlns='urn:test:1'><![CDA",
        "<visit xmlns='urn:test:1'><![CDATA[ x ]]",
        "<!DOC",
        "<?a ?",
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
