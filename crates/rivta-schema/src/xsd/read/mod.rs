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
    /// Those that take the place of others (`xs:redefine`).
    pub(super) redefinitions: Vec<Definition>,
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
            "redefine" | "override" => {
                read.references.extend(reference(&scope, child));
                for inner in scope::components(child) {
                    read.redefinitions.extend(definition(scope, inner)?);
                }
            }
            "notation" => {}
            other => {
                if let Some(definition) = definition(scope, child)? {
                    read.definitions.push(definition);
                } else {
                    let what = format!("xs:{other} is passed over");
                    read.notes.push(Note::at(scope.document.place(child), what));
                }
            }
        }
    }
    Ok(read)
}

/// A component at the top level; `None` for what is none of XML Schema 1.0.
fn definition(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<Option<Definition>, Error> {
    Ok(Some(match scope.xs_name(node)? {
        "element" => Definition::Element(element::global(scope, node)?),
        "complexType" => Definition::Complex(complex::named(scope, node)?),
        "simpleType" => Definition::Simple(simple::named(scope, node)?),
        "group" => Definition::Group(particle::named_group(scope, node)?),
        "attribute" => Definition::Attribute(attribute::global(scope, node)?),
        "attributeGroup" => Definition::AttributeGroup(attribute::named_group(scope, node)?),
        _ => return Ok(None),
    }))
}

/// An import may go without a location: its components are then looked for in the package.
fn reference(scope: &Scope<'_, '_>, node: Node<'_, '_>) -> Option<Reference> {
    Some(Reference {
        location: node.attribute("schemaLocation")?.trim().to_owned(),
        include: node.tag_name().name() != "import",
        place: scope.document.place(node),
    })
}
