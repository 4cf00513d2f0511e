//! From XML to the model: one file a kind of component.

mod annotation;
mod attribute;
mod complex;
mod element;
mod oddity;
mod particle;
mod scope;
mod simple;

use roxmltree::Node;

use super::set::Definition;
use crate::error::Error;
use crate::source::Note;
pub(super) use scope::Scope;

/// A reference from one schema to another.
pub(super) struct Reference {
    /// The `schemaLocation` as written.
    pub(super) location: String,
    /// Whether the other schema takes this one's target namespace when it has none (`xs:include`).
    pub(super) include: bool,
    /// Where the reference stands.
    pub(super) place: crate::error::Place,
}

/// What one `xs:schema` holds.
#[derive(Default)]
pub(super) struct Read {
    pub(super) definitions: Vec<Definition>,
    pub(super) references: Vec<Reference>,
    pub(super) notes: Vec<Note>,
}

/// Reads the top level of a schema.
pub(super) fn schema(scope: Scope<'_, '_>, schema: Node<'_, '_>) -> Result<Read, Error> {
    let mut read = Read {
        notes: oddity::notes(scope, schema),
        ..Read::default()
    };
    for child in scope::components(schema) {
        match scope.xs_name(child)? {
            "import" | "include" => read.references.extend(reference(&scope, child)),
            "element" => {
                let element = element::global(scope, child)?;
                read.definitions.push(Definition::Element(element));
            }
            "complexType" => {
                let complex = complex::named(scope, child)?;
                read.definitions.push(Definition::Complex(complex));
            }
            "simpleType" => {
                let simple = simple::named(scope, child)?;
                read.definitions.push(Definition::Simple(simple));
            }
            "group" => {
                let group = particle::named_group(scope, child)?;
                read.definitions.push(Definition::Group(group));
            }
            "attribute" => {
                let attribute = attribute::global(scope, child)?;
                read.definitions.push(Definition::Attribute(attribute));
            }
            "attributeGroup" => {
                let group = attribute::named_group(scope, child)?;
                read.definitions.push(Definition::AttributeGroup(group));
            }
            "notation" => {}
            other => return Err(scope.unsupported(child, format!("xs:{other}"))),
        }
    }
    Ok(read)
}

/// An import may go without a location: its components are then looked for in the package.
fn reference(scope: &Scope<'_, '_>, node: Node<'_, '_>) -> Option<Reference> {
    Some(Reference {
        location: node.attribute("schemaLocation")?.trim().to_owned(),
        include: node.tag_name().name() == "include",
        place: scope.document.place(node),
    })
}
