//! What is rendered for constructs that the checked-in domains do not have, and what is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use rivta_codegen::{Error, plan, render};
use rivta_schema::source::SourceTree;
use rivta_schema::{Package, PackageId};

#[test]
fn names_are_legal_and_unique() {
    let code = rendered(
        r#"<xs:element name="root" type="t:T"/>
        <xs:complexType name="T"><xs:sequence>
          <xs:element name="type" type="t:string"/><xs:element name="person-id" type="t:fritext"/>
          <xs:element name="any" type="t:Fritext"/>
        </xs:sequence></xs:complexType>
        <xs:complexType name="string"><xs:sequence/></xs:complexType>
        <xs:complexType name="Fritext"><xs:sequence/></xs:complexType>
        <xs:complexType name="fritext"><xs:sequence/></xs:complexType>
        <xs:simpleType name="E"><xs:restriction base="xs:string"><xs:enumeration value="1"/>
          <xs:enumeration value="&lt;"/><xs:enumeration value="a-b"/><xs:enumeration value="a_b"/>
          <xs:enumeration value="1"/></xs:restriction></xs:simpleType>"#,
    );
    assert_has(
        &code,
        &[
            "pub type_: StringType,",
            "pub person_id: Fritext2,",
            "pub any_: Fritext,",
            "type_: r.required(&name::TYPE)?,",
            "V1,",
            "U003C,",
            "AB,",
            "AB2,",
            "pub const ALL: [Self; 4]",
        ],
    );
}

#[test]
fn occurrence_and_wildcards() {
    let code = rendered(
        r#"<xs:complexType name="T"><xs:sequence>
          <xs:element name="a" type="xs:int" minOccurs="2" maxOccurs="5"/>
          <xs:sequence><xs:element name="b" type="xs:boolean" minOccurs="0"/></xs:sequence>
          <xs:element name="gone" type="xs:int" minOccurs="0" maxOccurs="0"/>
          <xs:any processContents="lax" minOccurs="1" maxOccurs="2"/>
        </xs:sequence></xs:complexType>"#,
    );
    assert_has(
        &code,
        &[
            "pub a: Vec<i32>,",
            "a: r.repeated(&name::A, 2, Some(5))?,",
            "pub b: Option<bool>,",
            "any: r.any(Wildcard::Any, 1, Some(2))?,",
        ],
    );
    assert!(!code.contains("gone:"), "{code}");
}

#[test]
fn only_what_is_valid_when_empty_has_a_default() {
    let code = rendered(
        r###"<xs:complexType name="Empty"><xs:sequence>
          <xs:element name="a" type="xs:int" minOccurs="0" maxOccurs="unbounded"/>
          <xs:any namespace="##other" processContents="lax" minOccurs="0"/>
        </xs:sequence></xs:complexType>
        <xs:complexType name="Full"><xs:sequence>
          <xs:element name="a" type="xs:int" maxOccurs="unbounded"/>
        </xs:sequence></xs:complexType>
        <xs:complexType name="Open"><xs:sequence>
          <xs:any namespace="##other" processContents="lax"/>
        </xs:sequence></xs:complexType>"###,
    );
    let derived = |name: &str| {
        let (before, _) = code.split_once(&format!("pub struct {name} ")).unwrap();
        before.rsplit_once("#[derive(").unwrap().1.contains("Default")
    };
    assert_eq!(["Empty", "Full", "Open"].map(derived), [true, false, false], "{code}");
    assert_has(
        &code,
        &[
            "any: r.any(Wildcard::Other(&NAMESPACE), 0, Some(1))?,",
            "any: r.any(Wildcard::Other(&NAMESPACE), 1, Some(1))?,",
        ],
    );
}

#[test]
fn documentation_becomes_doc_comments() {
    let code = rendered(
        r#"<xs:complexType name="T"><xs:annotation><xs:documentation>
            Första raden <b>fet</b>
              | kolumn [1] |
          </xs:documentation></xs:annotation><xs:sequence/></xs:complexType>"#,
    );
    assert_has(&code, &["/// F\u{f6}rsta raden fet\n/// \\| kolumn \\[1\\] \\|\n"]);
}

#[test]
fn what_is_not_covered_is_refused_with_file_line_and_construct() {
    let in_type = |inner: &str| format!("<xs:complexType name='T'>\n{inner}</xs:complexType>");
    let in_sequence = |inner: &str| in_type(&format!("<xs:sequence>{inner}</xs:sequence>"));
    let restriction = |inner: &str| {
        format!("\n<xs:simpleType name='T'><xs:restriction base='xs:string'>{inner}</xs:restriction></xs:simpleType>")
    };
    for (body, construct) in [
        (in_type("<xs:choice><xs:element name='a' type='xs:int'/></xs:choice>"), "xs:choice"),
        (in_type("<xs:all/>"), "xs:all"),
        (in_sequence("<xs:sequence minOccurs='0'/>"), "a repeated or optional sequence"),
        (in_sequence("<xs:element name='a'/>"), "an element with an anonymous or no type"),
        (in_sequence("<xs:element name='a' type='xs:int' nillable='true'/>"), "a nillable element"),
        (in_sequence("<xs:element name='a' type='xs:int' default='1'/>"), "a default or fixed value"),
        (in_sequence("<xs:element name='a' type='xs:int' form='unqualified'/>"), "an element without namespace"),
        (in_sequence("<xs:element name='a' type='xs:duration'/>"), "the type {http://www.w3.org/2001/XMLSchema}duration"),
        (in_sequence("<xs:element name='a' type='xs:int'/><xs:element name='a' type='xs:int'/>"), "the same element twice"),
        (in_sequence("<xs:element name='a' type='t:T'/>"), "a type that holds itself"),
        (in_sequence("<xs:any namespace='urn:x'/>"), "a wildcard of listed namespaces"),
        (in_sequence("<xs:any/><xs:any/>"), "a second wildcard in one type"),
        (in_type("<xs:attribute name='a'/>"), "an attribute"),
        ("<xs:complexType name='B'><xs:sequence/></xs:complexType>\n<xs:complexType name='T'><xs:complexContent><xs:extension base='t:B'/></xs:complexContent></xs:complexType>".to_owned(), "a derived complex type"),
        ("\n<xs:complexType name='T' mixed='true'/>".to_owned(), "mixed content"),
        ("\n<xs:complexType name='T' abstract='true'/>".to_owned(), "an abstract type"),
        ("\n<xs:element name='e'/>".to_owned(), "a global element without a named type"),
        ("\n<xs:simpleType name='T'><xs:list itemType='xs:int'/></xs:simpleType>".to_owned(), "xs:list or xs:union"),
        (restriction("<xs:maxLength value='3'/>"), "a facet other than enumeration and pattern"),
        (restriction("<xs:pattern value='\\i'/>"), "the pattern \\i"),
        (restriction("<xs:pattern value='a'/><xs:enumeration value='a'/>"), "enumeration together with other facets"),
    ] {
        let error = attempt(&body).expect_err(construct);
        let text = error.to_string();
        assert!(matches!(error, Error::Uncovered { .. }), "{text}");
        assert!(text.contains(construct) && text.ends_with("is not covered by the generator yet"), "{text}");
        let place = text.strip_prefix("t.xsd:").unwrap_or_default();
        assert!(place.starts_with("2:") || place.starts_with("3:"), "{text}");
    }
}

fn rendered(body: &str) -> String {
    attempt(body).unwrap()
}

/// The code of the only namespace of a package with this one schema body, which begins on line 2.
fn attempt(body: &str) -> Result<String, Error> {
    let text = format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:riv:t:1' targetNamespace='urn:riv:t:1' elementFormDefault='qualified'>\n{body}\n</xs:schema>"
    );
    let mut tree = SourceTree::default();
    tree.add("t.xsd", PathBuf::from("t.xsd"), text.into_bytes())?;
    let plan = plan::package(&Package::load(PackageId::new("t", "1.0"), &tree)?)?;
    let files = render::package(&plan, &[])?;
    let file = files.into_iter().find(|file| file.path == "t_1_0/core.rs");
    Ok(file.expect("the namespace becomes the module core").text)
}

#[track_caller]
fn assert_has(code: &str, parts: &[&str]) {
    for part in parts {
        assert!(code.contains(part), "{part} is missing in:\n{code}");
    }
}
