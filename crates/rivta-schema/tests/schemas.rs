//! The whole of XML Schema that contracts use is read into the model.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use rivta_schema::source::SourceTree;
use rivta_schema::xsd::{
    AttributeTerm, Compositor, Content, Definition, Facet, Namespaces, Occurs, Particle, Presence, ProcessContents,
    QName, SchemaSet, SimpleDerivation, Term, TypeRef, ValueConstraint,
};
use rivta_schema::{Error, Package, PackageId};

#[test]
fn elements_with_occurrence_types_and_values() {
    let schemas = read(
        r#"<xs:element name="e" type="t:T" nillable="true"/>
        <xs:complexType name="T"><xs:sequence>
          <xs:element name="a" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
          <xs:element name="b" type="xs:int" default="1"/>
          <xs:element name=" c " form="unqualified" fixed="x"/>
          <xs:element ref="t:e" minOccurs="2" maxOccurs="3"/>
        </xs:sequence></xs:complexType>"#,
    );
    assert!(schemas.element(&name("e")).unwrap().nillable);
    let particles = sequence(&schemas, "T");
    assert_eq!(particles[0].occurs, Occurs { min: 0, max: None });
    let [a, b, c] = [0, 1, 2].map(|index| match &particles[index].term {
        Term::Element(element) => element.as_ref(),
        other => panic!("{other:?}"),
    });
    assert_eq!(a.name, name("a"));
    assert_eq!(b.value, Some(ValueConstraint::Default("1".to_owned())));
    assert_eq!((c.name.namespace.as_deref(), c.name.local.as_str()), (None, "c"));
    assert_eq!(c.type_ref, TypeRef::Absent);
    assert_eq!(particles[3].term, Term::ElementRef(name("e")));
    assert_eq!(particles[3].occurs, Occurs { min: 2, max: Some(3) });
}

#[test]
fn groups_within_groups_and_named_groups() {
    let schemas = read(
        r#"<xs:group name="G"><xs:choice><xs:element name="x"/></xs:choice></xs:group>
        <xs:complexType name="T"><xs:choice minOccurs="0" maxOccurs="unbounded">
          <xs:sequence minOccurs="0"><xs:group ref="t:G"/><xs:any/></xs:sequence>
        </xs:choice></xs:complexType>"#,
    );
    let Content::Elements(Some(model)) = &schemas.complex_type(&name("T")).unwrap().content else {
        panic!();
    };
    assert_eq!(model.occurs, Occurs { min: 0, max: None });
    let Term::Group(choice) = &model.term else { panic!() };
    assert_eq!(choice.compositor, Compositor::Choice);
    let Term::Group(inner) = &choice.particles[0].term else {
        panic!()
    };
    assert_eq!(inner.particles[0].term, Term::GroupRef(name("G")));
    let Term::Any(any) = &inner.particles[1].term else {
        panic!()
    };
    assert_eq!(
        (&any.namespaces, any.process),
        (&Namespaces::Any, ProcessContents::Strict)
    );
}

#[test]
fn wildcards_in_every_form_that_is_written() {
    for (written, expected) in [
        ("##any", Namespaces::Any),
        ("##other", Namespaces::Other(Some("urn:t".to_owned()))),
        ("#other", Namespaces::Other(Some("urn:t".to_owned()))),
        (" #    other ", Namespaces::Other(Some("urn:t".to_owned()))),
        (
            "##targetNamespace ##local urn:x",
            Namespaces::Only(vec![Some("urn:t".to_owned()), None, Some("urn:x".to_owned())]),
        ),
    ] {
        let schemas = read(&format!(
            r#"<xs:complexType name="T"><xs:sequence><xs:any namespace="{written}" processContents="lax"/>
            </xs:sequence></xs:complexType>"#
        ));
        let Term::Any(any) = &sequence(&schemas, "T")[0].term else {
            panic!()
        };
        assert_eq!(any.namespaces, expected, "{written}");
    }
}

#[test]
fn derivations_attributes_and_anonymous_types() {
    let schemas = read(
        r###"<xs:attribute name="g" type="xs:string"/>
        <xs:attributeGroup name="A"><xs:attribute ref="t:g" fixed="1"/></xs:attributeGroup>
        <xs:complexType name="Base" abstract="true" mixed="true"><xs:attribute name="a" use="required"/></xs:complexType>
        <xs:complexType name="More"><xs:complexContent><xs:extension base="t:Base">
          <xs:sequence><xs:element name="x"><xs:complexType><xs:sequence/></xs:complexType></xs:element></xs:sequence>
          <xs:attributeGroup ref="t:A"/><xs:anyAttribute namespace="##other" processContents="skip"/>
        </xs:extension></xs:complexContent></xs:complexType>
        <xs:complexType name="Less"><xs:complexContent><xs:restriction base="t:Base">
          <xs:attribute name="a" use="prohibited"/></xs:restriction></xs:complexContent></xs:complexType>
        <xs:complexType name="Text"><xs:simpleContent><xs:extension base="xs:string">
          <xs:attribute ref="xml:lang"/></xs:extension></xs:simpleContent></xs:complexType>
        <xs:complexType name="Short"><xs:simpleContent><xs:restriction base="t:Text">
          <xs:maxLength value="5"/></xs:restriction></xs:simpleContent></xs:complexType>"###,
    );
    let base = schemas.complex_type(&name("Base")).unwrap();
    assert!(base.is_abstract && base.mixed);
    assert_eq!(base.attributes.uses[0].presence, Presence::Required);
    let more = schemas.complex_type(&name("More")).unwrap();
    assert!(matches!(&more.content, Content::Extension { base, particle: Some(_) } if base == &name("Base")));
    assert_eq!(more.attributes.groups, [name("A")]);
    assert_eq!(more.attributes.any.as_ref().unwrap().process, ProcessContents::Skip);
    let less = schemas.complex_type(&name("Less")).unwrap();
    assert!(matches!(&less.content, Content::Restriction { particle: None, .. }));
    assert_eq!(less.attributes.uses[0].presence, Presence::Prohibited);
    let text = schemas.complex_type(&name("Text")).unwrap();
    assert!(matches!(&text.attributes.uses[0].term, AttributeTerm::Ref(name, None) if name.local == "lang"));
    let short = schemas.complex_type(&name("Short")).unwrap();
    assert!(matches!(&short.content, Content::SimpleRestriction { facets, .. } if *facets == [Facet::MaxLength(5)]));
}

#[test]
fn simple_types_lists_unions_and_facets() {
    let schemas = read(
        r#"<xs:simpleType name="L"><xs:list itemType="xs:int"/></xs:simpleType>
        <xs:simpleType name="U"><xs:union memberTypes="t:L xs:string"><xs:simpleType><xs:restriction base="xs:date"/>
          </xs:simpleType></xs:union></xs:simpleType>
        <xs:simpleType name="R"><xs:restriction base="xs:string"><xs:whiteSpace value="collapse"/>
          <xs:enumeration value=" a "><xs:annotation><xs:documentation>First<br/>second</xs:documentation>
          </xs:annotation></xs:enumeration><xs:pattern value="\d+"/><xs:minInclusive value=" 1 "/>
          </xs:restriction></xs:simpleType>"#,
    );
    let of = |local| &schemas.simple_type(&name(local)).unwrap().derivation;
    assert!(matches!(of("L"), SimpleDerivation::List(TypeRef::Named(item)) if item.local == "int"));
    assert!(matches!(of("U"), SimpleDerivation::Union(members) if members.len() == 3));
    let SimpleDerivation::Restriction { facets, .. } = of("R") else {
        panic!()
    };
    let Facet::Enumeration { value, annotation, .. } = &facets[1] else {
        panic!()
    };
    assert_eq!(value, " a ");
    assert_eq!(annotation.documentation.as_deref(), Some("First\nsecond"));
    assert_eq!(facets[3], Facet::MinInclusive("1".to_owned()));
}

#[test]
fn includes_take_the_namespace_of_their_includer() {
    let mut tree = SourceTree::default();
    add(
        &mut tree,
        "a.xsd",
        &schema(r#"<xs:include schemaLocation="sub/b.xsd"/><xs:element name="e" type="t:T"/>"#),
    );
    let chameleon = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <xs:complexType name="T"><xs:sequence><xs:element name="x" type="U"/></xs:sequence></xs:complexType>
        <xs:simpleType name="U"><xs:restriction base="xs:string"/></xs:simpleType></xs:schema>"#;
    add(&mut tree, "sub/b.xsd", chameleon);
    let mut schemas = SchemaSet::default();
    schemas.add_file(&tree, "a.xsd").unwrap();
    schemas.check().unwrap();
    assert!(schemas.complex_type(&name("T")).is_some());
    assert!(schemas.simple_type(&name("U")).is_some());
}

#[test]
fn includes_in_a_circle_and_equal_definitions_are_accepted() {
    let definition = r#"<xs:simpleType name="S"><xs:restriction base="xs:string"/></xs:simpleType>"#;
    let mut tree = SourceTree::default();
    for (path, other) in [("a.xsd", "b.xsd"), ("b.xsd", "a.xsd")] {
        let include = format!(r#"<xs:include schemaLocation="{other}"/>{definition}"#);
        add(&mut tree, path, &schema(&include));
    }
    let package = Package::load(PackageId::new("t", "1.0"), &tree).unwrap();
    assert_eq!(package.schemas.definitions().count(), 1);
    assert_eq!(package.schemas.files(), ["a.xsd", "b.xsd"]);
}

#[test]
fn different_definitions_of_one_name_are_a_conflict() {
    let mut tree = SourceTree::default();
    for (path, base) in [("a.xsd", "xs:string"), ("b.xsd", "xs:int")] {
        let body = format!(r#"<xs:simpleType name="S"><xs:restriction base="{base}"/></xs:simpleType>"#);
        add(&mut tree, path, &schema(&body));
    }
    let error = Package::load(PackageId::new("t", "1.0"), &tree).unwrap_err();
    assert!(matches!(error, Error::Conflict { kind: "type", .. }), "{error}");
    let text = error.to_string();
    assert!(text.contains("a.xsd:") && text.contains("b.xsd:"), "{text}");
}

#[test]
fn a_forgotten_import_does_no_harm() {
    let mut tree = SourceTree::default();
    add(
        &mut tree,
        "a.xsd",
        &schema(r#"<xs:element name="e" type="o:T" xmlns:o="urn:o"/>"#),
    );
    let other = schema(r#"<xs:simpleType name="T"><xs:restriction base="xs:string"/></xs:simpleType>"#);
    add(&mut tree, "o.xsd", &other.replace("urn:t", "urn:o"));
    Package::load(PackageId::new("t", "1.0"), &tree).unwrap();
}

fn read(body: &str) -> SchemaSet {
    let mut tree = SourceTree::default();
    add(&mut tree, "t.xsd", &schema(body));
    let mut schemas = SchemaSet::default();
    schemas.add_file(&tree, "t.xsd").unwrap();
    schemas.check().unwrap();
    assert!(schemas.definitions().all(|it| it.place().file.ends_with("t.xsd")));
    schemas
}

fn schema(body: &str) -> String {
    format!(
        r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t"
            elementFormDefault="qualified">{body}</xs:schema>"#
    )
}

fn add(tree: &mut SourceTree, path: &str, text: &str) {
    tree.add(path, PathBuf::from(path), text.as_bytes().to_vec()).unwrap();
}

fn sequence<'s>(schemas: &'s SchemaSet, type_name: &str) -> &'s [Particle] {
    match schemas.type_definition(&name(type_name)) {
        Some(Definition::Complex(complex)) => match &complex.content {
            Content::Elements(Some(Particle {
                term: Term::Group(group),
                ..
            })) => &group.particles,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn name(local: &str) -> QName {
    QName::new(Some("urn:t"), local)
}
