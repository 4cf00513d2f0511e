//! Wildcard content: kept verbatim, with the namespaces it relies on.

use rivta_soap::xml::{DecodeErrorKind, Limits, RawElement, read_document, write_document};

use super::{NS, VISIT, Visit, inside, read};

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

#[test]
fn an_element_with_as_many_attributes_as_allowed_can_be_decoded() {
    let limits = Limits {
        attributes: 3,
        ..Limits::default()
    };
    let xml = "<visit xmlns='urn:test:1' xmlns:x='urn:x' xmlns:y='urn:y'><date>x</date>\
        <x:Open a='1' b='y:c' c='3'><x:any/></x:Open></visit>";
    let visit: Visit = read_document(xml.as_bytes(), &VISIT, &limits).unwrap();
    let error = visit.any[0].decode::<Visit>(&VISIT, &limits).unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::Expected { .. }), "{error}");
}
