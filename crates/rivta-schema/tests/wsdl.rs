//! Interactions are read from bindings, not from names.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use rivta_schema::source::SourceTree;
use rivta_schema::wsdl::{Profile, SoapVersion};
use rivta_schema::xsd::QName;
use rivta_schema::{Error, Package, PackageId};

/// A WSDL that is odd in many allowed ways: profile 2.0, an inline schema, a part name for the body
/// that is not `parameters`, a header in a message of its own, a fault, a `soapAction` that follows
/// no rule, SOAP 1.2.
const ODD: &str = r#"<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap12/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:w="urn:w" xmlns:t="urn:t" xmlns:a="http://www.w3.org/2005/08/addressing"
    targetNamespace="urn:w">
  <documentation> Odd. </documentation>
  <types>
    <xs:schema targetNamespace="urn:t"><xs:element name="AskRequest"/><xs:element name="Answer"/>
      <xs:element name="Wrong"/><xs:element name="Extra"/></xs:schema>
    <xs:schema targetNamespace="http://www.w3.org/2005/08/addressing"><xs:element name="To"/></xs:schema>
  </types>
  <message name="in"><part name="head" element="a:To"/><part name="body" element="t:AskRequest"/></message>
  <message name="extra"><part name="x" element="t:Extra"/></message>
  <message name="out"><part name="any" element="t:Answer"/></message>
  <message name="fault"><part name="f" element="t:Wrong"/></message>
  <portType name="P"><operation name="Ask"><input message="w:in"/><output message="w:out"/>
    <fault name="f" message="w:fault"/></operation></portType>
  <binding name="B" type="w:P"><s:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Ask"><s:operation soapAction="urn:whatever"/>
      <input><s:header message="w:in" part="head" use="literal"/><s:header message="w:extra" part="x" use="literal"/>
        <s:body use="literal"/></input>
      <output><s:body use="literal"/></output><fault name="f"><s:fault name="f" use="literal"/></fault></operation></binding>
</definitions>"#;

#[test]
fn an_odd_wsdl_is_understood() {
    let package = load(ODD).unwrap();
    let [ask] = package.interactions.as_slice() else {
        panic!()
    };
    assert_eq!(
        (ask.operation.as_str(), ask.soap_action.as_str()),
        ("Ask", "urn:whatever")
    );
    assert_eq!(ask.soap_version, SoapVersion::Soap12);
    assert_eq!(ask.profile(), Some(Profile::Rivtabp20));
    assert_eq!(ask.request.body, t("AskRequest"));
    assert_eq!(ask.request.headers[1].element, t("Extra"));
    assert_eq!(ask.response.as_ref().unwrap().body, t("Answer"));
    assert_eq!(ask.faults, [t("Wrong")]);
    assert_eq!(ask.documentation.as_deref(), Some("Odd."));
}

#[test]
fn the_checked_in_wsdls_are_understood() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let id = PackageId::new("financial:patientfees:exemption", "1.0");
    let tree = SourceTree::overlay(["schemas", "wsdl"].map(|tree| top.join(tree).join(id.folder()))).unwrap();
    let package = Package::load(id, &tree).unwrap();
    let names: Vec<&str> = package.interactions.iter().map(|it| it.operation.as_str()).collect();
    assert_eq!(names, ["ProcessExemptionStatuses", "RequestExemptionStatuses"]);
    for interaction in &package.interactions {
        let namespace = format!(
            "urn:riv:financial:patientfees:exemption:{}Responder:1",
            interaction.operation
        );
        assert_eq!(interaction.profile(), Some(Profile::Rivtabp21));
        assert_eq!(interaction.soap_version, SoapVersion::Soap11);
        assert_eq!(
            interaction.request.body,
            QName::new(Some(&namespace), &interaction.operation)
        );
        assert_eq!(
            interaction.soap_action,
            format!("{namespace}:{}", interaction.operation)
        );
        assert_eq!(interaction.request.headers.len(), 1);
        assert!(interaction.response.as_ref().unwrap().headers.is_empty());
    }
    assert_eq!(package.schemas.files().len(), 5);
}

#[test]
fn what_a_binding_needs_must_be_there() {
    for (from, to, what) in [
        (
            "message=\"w:in\"/>",
            "message=\"w:none\"/>",
            "message {urn:w}none is not defined",
        ),
        ("type=\"w:P\"", "type=\"w:Q\"", "port type {urn:w}Q is not defined"),
        (
            "element=\"t:Answer\"",
            "element=\"t:None\"",
            "element {urn:t}None is not defined",
        ),
    ] {
        assert!(ODD.contains(from), "{from}");
        let error = load(&ODD.replace(from, to)).unwrap_err();
        let text = error.to_string();
        assert!(text.starts_with("odd.wsdl:") && text.contains(what), "{text}");
    }
}

#[test]
fn what_has_no_sense_is_left_out_with_a_note() {
    for (from, to, what, left) in [
        (
            "part=\"head\"",
            "part=\"none\"",
            "the header is left out: message part none is not defined",
            1,
        ),
        ("style=\"document\"", "style=\"rpc\"", "another style than document", 0),
        (
            "<s:body use=\"literal\"/></input>",
            "<s:body use=\"literal\" parts=\"none\"/></input>",
            "a body not made of exactly one element",
            0,
        ),
    ] {
        assert!(ODD.contains(from), "{from}");
        let package = load(&ODD.replace(from, to)).unwrap();
        assert_eq!(package.interactions.len(), left, "{what}");
        let notes: Vec<String> = package.notes.iter().map(ToString::to_string).collect();
        let told = notes
            .iter()
            .any(|note| note.starts_with("odd.wsdl:") && note.contains(what));
        assert!(told, "{what}: {notes:?}");
    }
}

fn load(text: &str) -> Result<Package, Error> {
    let mut tree = SourceTree::default();
    tree.add("odd.wsdl", PathBuf::from("odd.wsdl"), text.as_bytes().to_vec())?;
    Package::load(PackageId::new("odd", "1.0"), &tree)
}

fn t(local: &str) -> QName {
    QName::new(Some("urn:t"), local)
}
