//! What the generator does not cover yet: all of it, not only what it meets first.

use std::collections::BTreeSet;

use rivta_codegen::{Error, plan};
use rivta_schema::wsdl::SoapVersion;
use rivta_schema::xsd::{
    Annotation, Attributes, ComplexType, Compositor, Content, Definition, ModelGroup, QName, SimpleDerivation,
    SimpleType, TypeRef, XS,
};
use rivta_schema::{Package, Place};

use super::unusual::{Finding, Findings};

/// Constructs that are told; a package with more needs no longer list.
const MOST: usize = 200;

/// Asks the generator again and again, each time with something plain in the place of what it did
/// not take. So a component that holds several such constructs is told with the first of them.
pub(crate) fn gaps(package: &Package) -> Vec<Finding> {
    let mut package = package.clone();
    let (mut findings, mut replaced) = (Findings::default(), BTreeSet::new());
    for _ in 0..MOST {
        let (construct, place) = match plan::package(&package) {
            Err(Error::Uncovered { place, construct }) => (construct, place),
            Err(Error::NotRivTa { place, what }) => (what, place),
            Err(other) => {
                findings.add(other.to_string(), None);
                break;
            }
            Ok(_) => break,
        };
        findings.add(construct, Some(&place));
        if !leave_out(&mut package, &place, &mut replaced) {
            break;
        }
    }
    findings.into_list()
}

/// Takes the interaction or the component at a place out of the way. `false` if there is nothing more to do.
fn leave_out(package: &mut Package, place: &Place, replaced: &mut BTreeSet<(Option<QName>, &'static str)>) -> bool {
    if package.interactions.iter().any(|it| it.place == *place) {
        return make_plain(package, place);
    }
    let before = package.schemas.definitions().filter(|definition| {
        let own = definition.place();
        own.file == place.file && (own.line, own.column) <= (place.line, place.column)
    });
    let owner = before.max_by_key(|definition| (definition.place().line, definition.place().column));
    let Some((kind, plain)) = owner.map(plain) else {
        return false;
    };
    replaced.insert((plain.name().cloned(), kind)) && package.schemas.replace(plain)
}

/// Makes an interaction a little plainer, or takes it out when it is as plain as can be. The last one
/// stays, as a package without any is another thing.
fn make_plain(package: &mut Package, place: &Place) -> bool {
    let interaction = package.interactions.iter_mut().find(|it| it.place == *place);
    match interaction {
        Some(interaction) if interaction.soap_version == SoapVersion::Soap12 => {
            interaction.soap_version = SoapVersion::Soap11;
            true
        }
        Some(interaction) if !interaction.faults.is_empty() => {
            interaction.faults.clear();
            true
        }
        _ => {
            package.interactions.retain(|it| it.place != *place);
            !package.interactions.is_empty()
        }
    }
}

/// The plainest component of the same kind and name.
fn plain(definition: &Definition) -> (&'static str, Definition) {
    let annotation = |place: &Place| Annotation {
        documentation: None,
        place: place.clone(),
    };
    let model = ModelGroup {
        compositor: Compositor::Sequence,
        particles: Vec::new(),
    };
    match definition.clone() {
        Definition::Complex(complex) => {
            let empty = ComplexType {
                is_abstract: false,
                mixed: false,
                content: Content::Elements(None),
                attributes: Attributes::default(),
                annotation: annotation(definition.place()),
                ..complex
            };
            ("type", Definition::Complex(empty))
        }
        Definition::Simple(simple) => {
            let text = SimpleType {
                derivation: SimpleDerivation::Restriction {
                    base: string(),
                    facets: Vec::new(),
                },
                annotation: annotation(definition.place()),
                ..simple
            };
            ("type", Definition::Simple(text))
        }
        Definition::Element(mut element) => {
            element.type_ref = string();
            element.nillable = false;
            element.is_abstract = false;
            element.value = None;
            element.substitution_group = None;
            element.constraints = Vec::new();
            ("element", Definition::Element(element))
        }
        Definition::Group(mut group) => {
            group.model = model;
            ("group", Definition::Group(group))
        }
        Definition::AttributeGroup(mut group) => {
            group.attributes = Attributes::default();
            ("attribute group", Definition::AttributeGroup(group))
        }
        Definition::Attribute(mut attribute) => {
            attribute.type_ref = string();
            attribute.value = None;
            ("attribute", Definition::Attribute(attribute))
        }
    }
}

fn string() -> TypeRef {
    TypeRef::Named(QName::new(Some(XS), "string"))
}
