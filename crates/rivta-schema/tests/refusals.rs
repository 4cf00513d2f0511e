//! What is wrong or hostile is refused with its place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use rivta_schema::source::SourceTree;
use rivta_schema::{Error, Package, PackageId};

/// The error of a package with this one schema body, which begins on line 2.
fn refused(body: &str) -> Error {
    refused_text(&format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:t' targetNamespace='urn:t'>\n{body}\n</xs:schema>"
    ))
}

fn refused_text(text: &str) -> Error {
    let mut tree = SourceTree::default();
    tree.add("t.xsd", PathBuf::from("t.xsd"), text.as_bytes().to_vec())
        .unwrap();
    Package::load(PackageId::new("t", "1.0"), &tree).expect_err("the schema is wrong")
}

#[track_caller]
fn assert_says(error: &Error, place: &str, what: &str) {
    let text = error.to_string();
    assert!(text.starts_with(place) && text.contains(what), "{text}");
}

#[test]
fn a_document_type_declaration() {
    let error = refused_text("<!DOCTYPE x [<!ENTITY e 'e'>]><xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'/>");
    assert!(matches!(error, Error::Xml { .. }), "{error}");
    assert_says(&error, "t.xsd:1:", "DTD");
}

#[test]
fn what_is_not_xml_or_not_a_schema() {
    assert_says(&refused_text("<a>\n<b></a>"), "t.xsd:2:", "not well-formed");
    assert_says(&refused_text("<a/>"), "t.xsd:1:1", "not an XML Schema");
}

#[test]
fn names_that_nothing_defines() {
    let error = refused("<xs:element name='e'\n type='t:Missing'/>");
    assert_says(&error, "t.xsd:2:1", "type {urn:t}Missing is not defined");
    let error =
        refused("<xs:complexType name='T'><xs:sequence>\n  <xs:element ref='t:e'/></xs:sequence></xs:complexType>");
    assert_says(&error, "t.xsd:3:3", "element {urn:t}e is not defined");
    assert_says(
        &refused("<xs:element name='e' type='u:T'/>"),
        "t.xsd:2:1",
        "prefix of u:T",
    );
}

#[test]
fn files_outside_the_package_and_on_the_network() {
    for location in ["../../etc/x.xsd", "http://example.org/x.xsd", "missing.xsd"] {
        let error = refused(&format!(
            "<xs:element name='e' type='x:T' xmlns:x='urn:x'/>\n<xs:import namespace='urn:x' schemaLocation='{location}'/>"
        ));
        assert_says(&error, "t.xsd:3:1", location);
    }
}

#[test]
fn components_made_of_themselves() {
    let derived = |name: &str, base: &str| {
        format!(
            "<xs:complexType name='{name}'><xs:complexContent><xs:extension base='t:{base}'/></xs:complexContent></xs:complexType>"
        )
    };
    let error = refused(&(derived("A", "B") + &derived("B", "A")));
    assert_says(&error, "t.xsd:2:1", "{urn:t}A is made of itself");
    let error = refused("<xs:group name='G'><xs:sequence><xs:group ref='t:G'/></xs:sequence></xs:group>");
    assert_says(&error, "t.xsd:2:1", "{urn:t}G is made of itself");
}

#[test]
fn deep_nesting() {
    let depth = 100_000;
    let body = format!(
        "<xs:complexType name='T'>{}{}</xs:complexType>",
        "<xs:sequence>".repeat(depth),
        "</xs:sequence>".repeat(depth)
    );
    assert_says(&refused(&body), "t.xsd:2:", "nested more than 100 deep");
}

#[test]
fn misplaced_and_misspelt() {
    for (body, what) in [
        (
            "<xs:complexType name='T'><xs:element name='e'/></xs:complexType>",
            "xs:element cannot stand in xs:complexType",
        ),
        (
            "<xs:complexType name='T'><xs:sequence><xs:element name='e' minOccurs='x'/></xs:sequence></xs:complexType>",
            "minOccurs",
        ),
        (
            "<xs:complexType name='T'><xs:sequence minOccurs='2'/></xs:complexType>",
            "maxOccurs is less than minOccurs",
        ),
        ("<xs:element/>", "the attribute name is missing"),
        (
            "<xs:element name='e' nillable='ja'/>",
            "nillable is neither true nor false",
        ),
        (
            "<xs:simpleType name='S'><xs:restriction base='xs:string'><xs:length value='-1'/></xs:restriction></xs:simpleType>",
            "not a number",
        ),
        ("<x xmlns='urn:x'/>", "x is not an element of XML Schema"),
    ] {
        assert_says(&refused(body), "t.xsd:2:", what);
    }
}

#[test]
fn bytes_that_are_not_text() {
    let mut tree = SourceTree::default();
    let error = tree
        .add("t.xsd", PathBuf::from("t.xsd"), b"<a>\xff</a>".to_vec())
        .unwrap_err();
    assert_eq!(error.to_string(), "t.xsd:1:4: the bytes are not valid UTF-8");
}
