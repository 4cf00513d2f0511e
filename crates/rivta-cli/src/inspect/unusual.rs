//! What departs from the usual: not wrong, but worth knowing before writing code against it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rivta_schema::source::SourceFile;
use rivta_schema::wsdl::{Interaction, Profile, SoapVersion};
use rivta_schema::xsd::{
    Attributes, Compositor, Content, Definition, Element, Facet, ModelGroup, Particle, QName, SimpleDerivation,
    SimpleType, Term, TypeRef, ValueConstraint, XS,
};
use rivta_schema::{Place, ReadPackage};
use serde::Serialize;

use super::component::{self, Component};
use super::recursion;

/// Something that occurs at some places.
#[derive(Debug, Serialize)]
pub(crate) struct Finding {
    pub(crate) what: String,
    pub(crate) places: Vec<String>,
}

/// Findings, those that say the same put together.
#[derive(Debug, Default)]
pub(crate) struct Findings(BTreeMap<String, BTreeSet<(PathBuf, u32, u32)>>);

impl Findings {
    pub(crate) fn add(&mut self, what: impl Into<String>, place: Option<&Place>) {
        let places = self.0.entry(what.into()).or_default();
        places.extend(place.map(|place| (place.file.clone(), place.line, place.column)));
    }

    fn add_if(&mut self, is_so: bool, what: &str, place: &Place) {
        if is_so {
            self.add(what, Some(place));
        }
    }

    pub(crate) fn into_list(self) -> Vec<Finding> {
        let findings = self.0.into_iter().map(|(what, places)| Finding {
            what,
            places: places.into_iter().map(shown).collect(),
        });
        findings.collect()
    }
}

fn shown((file, line, column): (PathBuf, u32, u32)) -> String {
    Place { file, line, column }.to_string()
}

/// The `soapAction` that RIV-TA's rule gives: the responder's namespace and the operation.
pub(crate) fn soap_action_by_rule(interaction: &Interaction) -> Option<String> {
    let namespace = interaction.request.body.namespace.as_deref()?;
    Some(format!("{namespace}:{}", interaction.operation))
}

/// What is unusual about a contract as bound.
pub(crate) fn of_contract(interaction: &Interaction) -> Vec<String> {
    let mut found = Vec::new();
    let mut say = |is_so: bool, what: String| {
        if is_so {
            found.push(what);
        }
    };
    let profile = interaction.profile();
    let (request, operation) = (&interaction.request, &interaction.operation);
    say(
        profile.is_none(),
        "no header names the receiver: not a RIV-TA contract".to_owned(),
    );
    say(
        profile == Some(Profile::Rivtabp20),
        "RIVTABP20: the receiver stands in wsa:To".to_owned(),
    );
    let suffix = interaction
        .namespace
        .rsplit(':')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let named = profile.is_some_and(|profile| profile.name() == suffix);
    let what = "the WSDL's namespace does not end in its profile";
    say(profile.is_some() && !named, what.to_owned());
    say(interaction.soap_version == SoapVersion::Soap12, "SOAP 1.2".to_owned());
    say(
        soap_action_by_rule(interaction).as_ref() != Some(&interaction.soap_action),
        "soapAction does not follow the rule: dispatch on the body's element".to_owned(),
    );
    let other = contract_name(&request.body).filter(|contract| contract != operation);
    let what = other.map(|contract| format!("the operation is not called as the contract, {contract}"));
    say(what.is_some(), what.unwrap_or_default());
    say(
        request.body.local != *operation,
        format!(
            "the request element {} is not called as the operation",
            request.body.local
        ),
    );
    let count = request.headers.len();
    say(count > 1, format!("several header parts in the request: {count}"));
    match &interaction.response {
        None => say(true, "no answer: a one-way operation".to_owned()),
        Some(response) => {
            let local = &response.body.local;
            let what = format!("the response element {local} is not called as the operation with Response after it");
            say(*local != format!("{operation}Response"), what);
            say(!response.headers.is_empty(), "the answer declares headers".to_owned());
            let what = "request and response are in different namespaces";
            say(response.body.namespace != request.body.namespace, what.to_owned());
        }
    }
    let count = interaction.faults.len();
    say(count > 0, format!("declared faults: {count}"));
    found
}

/// The contract of a responder's namespace: `urn:riv:<domain>:<contract>Responder:<major>`.
fn contract_name(body: &QName) -> Option<String> {
    let mut parts = body.namespace.as_deref()?.rsplit(':');
    let contract = parts.nth(1)?.strip_suffix("Responder")?;
    Some(contract.to_owned())
}

/// What is unusual about the schemas and files of a package.
pub(crate) fn of_package(read: &ReadPackage) -> Vec<Finding> {
    let mut findings = Findings::default();
    let schemas = &read.package.schemas;
    for definition in schemas.definitions() {
        let place = definition.place();
        let inline = read.tree.found_at(&place.file).is_some_and(SourceFile::is_wsdl);
        findings.add_if(inline, "a schema within a WSDL", &first_line(place));
        let unnamed = definition.name().is_some_and(|name| name.namespace.is_none());
        findings.add_if(unnamed, "a component without namespace", place);
        findings.add_if(matches!(definition, Definition::Group(_)), "a named group", place);
        findings.add_if(
            matches!(definition, Definition::AttributeGroup(_)),
            "an attribute group",
            place,
        );
        for component in component::within(definition) {
            findings.component(component);
        }
    }
    for name in recursion::recursive_types(schemas) {
        if let Some(complex) = schemas.complex_type(name) {
            findings.add("a recursive type", Some(&complex.annotation.place));
        }
    }
    for file in read.tree.files() {
        let (encoding, _) = file.encoding();
        let place = Place {
            file: file.origin.clone(),
            line: 1,
            column: 1,
        };
        findings.add_if(
            !encoding.eq_ignore_ascii_case("UTF-8"),
            &format!("a file in {encoding}"),
            &place,
        );
    }
    findings.into_list()
}

fn first_line(place: &Place) -> Place {
    Place {
        line: 1,
        column: 1,
        ..place.clone()
    }
}

impl Findings {
    fn component(&mut self, component: Component<'_>) {
        match component {
            Component::Element(element) => self.element(element),
            Component::Complex(complex) => {
                let place = &complex.annotation.place;
                self.add_if(
                    complex.is_abstract,
                    "an abstract type: xsi:type tells which one it is",
                    place,
                );
                self.add_if(complex.mixed, "mixed content: text between elements", place);
                self.add_if(complex.name.is_none(), "an anonymous complex type", place);
                self.attributes(&complex.attributes, place);
                match &complex.content {
                    Content::Elements(_) => {}
                    Content::Extension { .. } => self.add("an extended complex type", Some(place)),
                    Content::Restriction { .. } => self.add("a restricted complex type", Some(place)),
                    Content::SimpleExtension { .. } => self.add("text with attributes (simpleContent)", Some(place)),
                    Content::SimpleRestriction { .. } => self.add("restricted simpleContent", Some(place)),
                }
                if let Some(particle) = component::model(complex) {
                    self.whole_model(particle);
                }
            }
            Component::Simple(simple) => self.simple(simple),
            Component::Particle(particle) => self.particle(particle),
            Component::Attribute(_) => {}
        }
    }

    fn element(&mut self, element: &Element) {
        let place = &element.annotation.place;
        let untyped = element.type_ref == TypeRef::Absent && element.substitution_group.is_none();
        self.add_if(untyped, "an element without a type: anything may stand in it", place);
        let any = matches!(&element.type_ref, TypeRef::Named(name) if *name == QName::new(Some(XS), "anyType"));
        self.add_if(any, "an element of xs:anyType: anything may stand in it", place);
        self.add_if(element.nillable, "a nillable element", place);
        self.add_if(element.is_abstract, "an abstract element", place);
        self.add_if(element.substitution_group.is_some(), "a substitution group", place);
        self.add_if(
            !element.constraints.is_empty(),
            "an identity constraint (xs:unique, xs:key)",
            place,
        );
        match &element.value {
            Some(ValueConstraint::Default(_)) => self.add("an element with a default", Some(place)),
            Some(ValueConstraint::Fixed(_)) => self.add("an element with a fixed value", Some(place)),
            None => {}
        }
    }

    fn simple(&mut self, simple: &SimpleType) {
        let place = &simple.annotation.place;
        let SimpleDerivation::Restriction { facets, .. } = &simple.derivation else {
            let is_list = matches!(simple.derivation, SimpleDerivation::List(_));
            self.add(if is_list { "xs:list" } else { "xs:union" }, Some(place));
            return;
        };
        let mut values = Vec::new();
        for facet in facets {
            match facet {
                Facet::Enumeration { value, annotation, .. } if values.contains(&value) => {
                    self.add("a value that is listed twice", Some(&annotation.place));
                }
                Facet::Enumeration { value, .. } => values.push(value),
                Facet::Pattern { expression, annotation } => {
                    let anchored = expression.starts_with('^') || expression.ends_with('$');
                    let what = "a pattern with ^ or $, which are ordinary characters in XML Schema; taken as meant";
                    self.add_if(anchored, what, &annotation.place);
                }
                _ => {}
            }
        }
    }

    fn attributes(&mut self, attributes: &Attributes, place: &Place) {
        let some = !attributes.uses.is_empty() || !attributes.groups.is_empty() || attributes.any.is_some();
        self.add_if(some, "a type with attributes", place);
    }

    /// Looks at a content model as a whole.
    fn whole_model(&mut self, particle: &Particle) {
        let place = &particle.annotation.place;
        let Term::Group(group) = &particle.term else {
            return;
        };
        let whole = group.compositor == Compositor::Choice;
        self.add_if(whole, "a choice as the whole content", place);
        let only_wildcard = matches!(group.particles.as_slice(), [only] if matches!(only.term, Term::Any(_)));
        self.add_if(only_wildcard, "a type of nothing but a wildcard", place);
    }

    fn particle(&mut self, particle: &Particle) {
        let place = &particle.annotation.place;
        match &particle.term {
            Term::ElementRef(_) => self.add("a reference to an element", Some(place)),
            Term::Group(group) => {
                let repeated = particle.occurs.max != Some(1);
                self.add_if(repeated, "a repeated group of elements", place);
                let optional = particle.occurs.min == 0 && !repeated;
                self.add_if(optional, "an optional group of elements", place);
                self.group(group, place);
            }
            Term::Element(_) | Term::GroupRef(_) | Term::Any(_) => {}
        }
    }

    fn group(&mut self, group: &ModelGroup, place: &Place) {
        self.add_if(group.compositor == Compositor::Choice, "a choice", place);
        self.add_if(group.compositor == Compositor::All, "xs:all", place);
        let last = group.particles.len().saturating_sub(1);
        let mut names = Vec::new();
        for (index, particle) in group.particles.iter().enumerate() {
            let place = &particle.annotation.place;
            match &particle.term {
                Term::Any(_) if group.compositor == Compositor::Choice => {
                    self.add("a wildcard in a choice", Some(place));
                }
                Term::Any(_) => self.add_if(index != last, "a wildcard that is not last", place),
                Term::Element(element) if names.contains(&&element.name) => {
                    self.add("the same element twice in one group", Some(place));
                }
                Term::Element(element) => names.push(&element.name),
                _ => {}
            }
        }
    }
}
