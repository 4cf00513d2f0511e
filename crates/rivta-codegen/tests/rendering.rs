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

/// XML Schema forbids such models, but two published contracts have them.
#[test]
fn a_wildcard_ends_where_an_element_it_admits_is_named_after_it() {
    let code = rendered(
        r###"<xs:complexType name="T"><xs:sequence>
          <xs:any namespace="##any" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>
          <xs:element name="a" type="xs:int" minOccurs="0"/><xs:element name="b" type="xs:int"/>
          <xs:any namespace="##other" processContents="lax" minOccurs="0"/>
          <xs:element name="c" type="xs:int" minOccurs="0"/>
        </xs:sequence></xs:complexType>"###,
    );
    assert_has(
        &code,
        &[
            "any: r.any_until(&[name::A, name::B], Wildcard::Any, 0, None)?,",
            "any2: r.any(Wildcard::Other(&NAMESPACE), 0, Some(1))?,",
        ],
    );
}

#[test]
fn of_two_profiles_the_newer_one_has_the_plain_name() {
    let part = |prefix: &str, header: &str| {
        format!(
            r#"<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
              xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:p="urn:p:{prefix}" xmlns:t="urn:riv:t:PingResponder:1"
              xmlns:h="{header}" targetNamespace="urn:p:{prefix}"><wsdl:types><xs:schema targetNamespace="urn:p:{prefix}">
              <xs:import namespace="urn:riv:t:PingResponder:1" schemaLocation="t.xsd"/>
              <xs:import namespace="{header}" schemaLocation="{prefix}.xsd"/></xs:schema></wsdl:types>
              <wsdl:message name="In"><wsdl:part name="body" element="t:Ping"/><wsdl:part name="to" element="h:{prefix}"/></wsdl:message>
              <wsdl:message name="Out"><wsdl:part name="body" element="t:Pong"/></wsdl:message>
              <wsdl:portType name="P"><wsdl:operation name="Ping"><wsdl:input message="p:In"/><wsdl:output message="p:Out"/></wsdl:operation></wsdl:portType>
              <wsdl:binding name="B" type="p:P"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/><wsdl:operation name="Ping">
              <soap:operation soapAction="a"/><wsdl:input><soap:body use="literal" parts="body"/><soap:header use="literal" message="p:In" part="to"/></wsdl:input>
              <wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation></wsdl:binding></wsdl:definitions>"#
        )
    };
    let schema = |uri: &str, body: &str| {
        format!("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='{uri}'>{body}</xs:schema>")
    };
    let (older, newer) = (
        "http://www.w3.org/2005/08/addressing",
        "urn:riv:itintegration:registry:1",
    );
    let mut tree = SourceTree::default();
    for (path, text) in [
        ("a20.wsdl", part("To", older)),
        ("b21.wsdl", part("LogicalAddress", newer)),
        ("To.xsd", schema(older, "<xs:element name='To' type='xs:anyURI'/>")),
        (
            "LogicalAddress.xsd",
            schema(newer, "<xs:element name='LogicalAddress' type='xs:string'/>"),
        ),
        (
            "t.xsd",
            schema(
                "urn:riv:t:PingResponder:1",
                "<xs:element name='Ping' type='xs:string'/><xs:element name='Pong' type='xs:string'/>",
            ),
        ),
    ] {
        tree.add(path, PathBuf::from(path), text.into_bytes()).unwrap();
    }
    let plan = plan::package(&Package::load(PackageId::new("t", "1.0"), &tree).unwrap()).unwrap();
    let names: Vec<_> = plan
        .contracts
        .iter()
        .map(|it| (it.wsdl.as_str(), it.rust_name.as_str()))
        .collect();
    assert_eq!(names, [("a20.wsdl", "PingRivtabp20"), ("b21.wsdl", "Ping")]);
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

/// One thing that cannot be had does not keep the rest from being generated.
#[test]
fn what_is_left_out_is_told() {
    let mut tree = SourceTree::default();
    let schema = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:riv:t:1" targetNamespace="urn:riv:t:1">
        <xs:element name="Ask" type="t:CodeType"/><xs:element name="Answer" type="xs:string"/>
        <xs:element name="Nothing" type="xs:string" abstract="true"/>
        <xs:simpleType name="CodeType"><xs:restriction base="xs:string"><xs:maxLength value="3"/>
          <xs:pattern value="\x41"/></xs:restriction></xs:simpleType></xs:schema>"#;
    let operation = |name: &str, output: &str| {
        let bound = if output.is_empty() {
            ""
        } else {
            "<wsdl:output><soap:body use='literal'/></wsdl:output>"
        };
        let port = format!("<wsdl:operation name='{name}'><wsdl:input message='t:Ask'/>{output}</wsdl:operation>");
        let binding = format!(
            "<wsdl:operation name='{name}'><soap:operation soapAction='a'/><wsdl:input><soap:body use='literal'/></wsdl:input>{bound}</wsdl:operation>"
        );
        (port, binding)
    };
    let operations = [
        operation("GetIt", "<wsdl:output message='t:Answer'/>"),
        operation("SendIt", ""),
        operation("GetNothing", "<wsdl:output message='t:Nothing'/>"),
    ];
    let (ports, bindings): (Vec<String>, Vec<String>) = operations.into_iter().unzip();
    let messages: String = ["Ask", "Answer", "Nothing"]
        .map(|it| format!("<wsdl:message name='{it}'><wsdl:part name='body' element='t:{it}'/></wsdl:message>"))
        .concat();
    let wsdl = format!(
        "<wsdl:definitions xmlns:wsdl='http://schemas.xmlsoap.org/wsdl/' xmlns:soap='http://schemas.xmlsoap.org/wsdl/soap/' \
         xmlns:t='urn:riv:t:1' targetNamespace='urn:riv:t:1'><wsdl:types>{schema}</wsdl:types>{messages}\
         <wsdl:portType name='P'>{}</wsdl:portType><wsdl:binding name='B' type='t:P'>\
         <soap:binding transport='http://schemas.xmlsoap.org/soap/http'/>{}</wsdl:binding></wsdl:definitions>",
        ports.concat(),
        bindings.concat()
    );
    tree.add("t.wsdl", PathBuf::from("t.wsdl"), wsdl.into_bytes()).unwrap();
    let plan = plan::package(&Package::load(PackageId::new("t", "1.0"), &tree).unwrap()).unwrap();
    let contracts: Vec<_> = plan.contracts.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(contracts, ["GetIt"]);
    let notes: Vec<String> = plan.notes.iter().map(ToString::to_string).collect();
    for what in [
        "the contract SendIt is left out",
        "the contract GetNothing is left out",
        r"the pattern \x41 is not enforced",
    ] {
        assert!(
            notes
                .iter()
                .any(|note| note.starts_with("t.wsdl:") && note.contains(what)),
            "{notes:?}"
        );
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

/// The published oddities that the reader copes with, the generator copes with too.
#[test]
fn odd_packages_are_rendered() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testsuite/packages");
    let mut rendered = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            continue;
        }
        for read in rivta_schema::read(&path).unwrap().packages {
            let plan = plan::package(&read.package).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let files = render::package(&plan, &[]).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert!(
                files.iter().any(|file| file.text.contains("pub fn messages()")),
                "{}",
                path.display()
            );
            rendered += 1;
        }
    }
    assert!(rendered > 5, "{rendered}");
}
