//! Complex types.

use rivta_schema::Package;
use rivta_schema::xsd::{Builtin, ComplexType, Content, Element, TypeRef};

use super::content::{self, Matter, Node};
use super::draft::{Draft, Home};
use super::model::{Alternative, Cardinality, Choice, Field, FieldKind, Item, Module, Struct, ValueType};
use super::{attribute, name, restriction};
use crate::error::Error;

/// Plans a complex type; its names in the schema are left to the caller.
pub(super) fn structure<'p>(draft: &mut Draft<'p>, home: &Home, complex: &'p ComplexType) -> Result<Struct, Error> {
    let mut taken = Vec::new();
    let content::Parts { ordered, unordered } = content::of(draft, home, complex)?;
    let mut fields = fields(draft, &ordered, &mut taken)?;
    fields.extend(unordered_fields(draft, &unordered, &mut taken)?);
    let text = restriction::text(draft, home, complex)?;
    let content = text.map(|value| (field_name("value".to_owned(), &mut taken), value));
    let (attributes, any) = attribute::fields(draft, home, complex, &mut taken)?;
    Ok(Struct {
        rust_name: home.rust_name.clone(),
        xsd_name: String::new(),
        documentation: complex.annotation.documentation.clone(),
        group: None,
        attributes,
        any_attribute: any.map(|plan| (field_name("any_attributes".to_owned(), &mut taken), plan)),
        content,
        fields,
        default: false,
        root: None,
    })
}

/// Whether text may stand between the elements of a type.
pub(super) fn is_mixed(package: &Package, complex: &ComplexType) -> bool {
    let mut step = Some(complex);
    while let Some(complex) = step {
        if complex.mixed
            && !matches!(
                complex.content,
                Content::SimpleExtension { .. } | Content::SimpleRestriction { .. }
            )
        {
            return true;
        }
        step = match &complex.content {
            // What anything is added to is anything.
            Content::Extension { base, .. } if Builtin::of(base) == Some(Builtin::AnyType) => return true,
            Content::Extension { base, .. } => package.schemas.complex_type(base),
            _ => None,
        };
    }
    false
}

/// Plans a global element: its anonymous type, if it has one. Gives the type of its value.
pub(super) fn global<'p>(draft: &mut Draft<'p>, element: &'p Element) -> Result<ValueType, Error> {
    let (home, stem) = draft.element_home(element);
    element_value(draft, &home, &stem, element)
}

/// The Rust type of an element's value: where `xsi:type` may replace the type that the schema names, the
/// enum of all there may be.
fn element_value<'p>(draft: &mut Draft<'p>, home: &Home, stem: &str, element: &'p Element) -> Result<ValueType, Error> {
    let any = match &element.type_ref {
        TypeRef::Named(name) => draft.layout.any(name),
        _ => None,
    };
    let value = match any {
        Some(any) => any.value(),
        None => draft.value(home, stem, &element.type_ref, &element.annotation.place)?,
    };
    Ok(nillable(element, value))
}

/// A qualified name keeps what its prefix means where it is a value of its own. In a list or a union it
/// is a text.
pub(super) fn qualified(value: ValueType) -> ValueType {
    match value {
        ValueType::Builtin("QName") => ValueType::Builtin("QualifiedName"),
        other => other,
    }
}

fn nillable(element: &Element, value: ValueType) -> ValueType {
    let value = qualified(value);
    if element.nillable && value != ValueType::Builtin("RawElement") {
        ValueType::Nillable(Box::new(value))
    } else {
        value
    }
}

fn fields<'p>(draft: &mut Draft<'p>, parts: &[Node<'p>], taken: &mut Vec<String>) -> Result<Vec<Field>, Error> {
    let mut fields = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let kind = kind(draft, part, parts.get(index + 1..).unwrap_or(&[]))?;
        fields.push(Field {
            rust_name: field_name(stem(part), taken),
            documentation: part.documentation.clone(),
            kind,
            unordered: false,
        });
    }
    Ok(fields)
}

/// The fields of elements that come in any order.
fn unordered_fields<'p>(
    draft: &mut Draft<'p>,
    parts: &[Node<'p>],
    taken: &mut Vec<String>,
) -> Result<Vec<Field>, Error> {
    // The reader's name in decoders, where such fields are variables for a moment.
    taken.extend((!parts.is_empty()).then(|| "r".to_owned()));
    let mut fields = fields(draft, parts, taken)?;
    for field in &mut fields {
        field.unordered = true;
    }
    Ok(fields)
}

/// What a field for a part is called.
fn stem(part: &Node<'_>) -> String {
    match &part.matter {
        Matter::Element { element, .. } => name::field_name(&element.name.local),
        Matter::Any(_) => "any".to_owned(),
        Matter::Choice(_) => part.called.map_or_else(|| "choice".to_owned(), name::field_name),
        Matter::Sequence(_) | Matter::All(_) => "group".to_owned(),
    }
}

/// A new name for a field.
pub(super) fn field_name(name: String, taken: &mut Vec<String>) -> String {
    let name = name::unique(name, taken);
    taken.push(name.clone());
    name
}

fn kind<'p>(draft: &mut Draft<'p>, part: &Node<'p>, following: &[Node<'p>]) -> Result<FieldKind, Error> {
    let cardinality = match (part.min, part.max) {
        (1, Some(1)) => Cardinality::Required,
        (0, Some(1)) => Cardinality::Optional,
        (min, max) => Cardinality::Repeated { min, max },
    };
    match &part.matter {
        Matter::Element { element, global } => {
            let path = content::path(draft, element, part.place)?;
            let value = if *global {
                self::global(draft, element)?
            } else {
                let stem = name::type_name(&element.name.local);
                element_value(draft, &part.home, &stem, element)?
            };
            let given = element.value.clone().filter(|_| is_text(draft.package, element));
            Ok(FieldKind::Element {
                module: path.module,
                name: path.name,
                value,
                cardinality,
                boxed: false,
                given,
            })
        }
        Matter::Any(wildcard) => Ok(FieldKind::Any {
            wildcard: content::wildcard_plan(draft, wildcard),
            stops: content::stops(draft, wildcard, following)?,
            min: part.min,
            max: part.max,
        }),
        Matter::Choice(parts) => group(draft, part, cardinality, "Choice", |draft, own| {
            choice(draft, own, part, parts)
        }),
        Matter::Sequence(_) | Matter::All(_) => group(draft, part, cardinality, "Group", |draft, own| {
            sequence(draft, own, part)
        }),
    }
}

/// Whether a default or fixed value can be the element's: its type is simple or has simple content.
fn is_text(package: &Package, element: &Element) -> bool {
    match &element.type_ref {
        TypeRef::Simple(_) => true,
        TypeRef::Named(name) => match package.schemas.complex_type(name) {
            Some(complex) => restriction::is_text(complex),
            None => name.local != "anyType" || !name.is_xs(),
        },
        TypeRef::Complex(complex) => restriction::is_text(complex),
        TypeRef::Absent => false,
    }
}

fn group<'p>(
    draft: &mut Draft<'p>,
    part: &Node<'p>,
    cardinality: Cardinality,
    stem: &str,
    plan: impl FnOnce(&mut Draft<'p>, &Home) -> Result<Item, Error>,
) -> Result<FieldKind, Error> {
    let (own, new) = draft.made_at(&part.home, stem, part.place);
    if new {
        let item = plan(draft, &own)?;
        draft.push(&own.module, item);
    }
    Ok(FieldKind::Group {
        module: own.module,
        rust_name: own.rust_name,
        cardinality,
        boxed: false,
    })
}

fn sequence<'p>(draft: &mut Draft<'p>, own: &Home, node: &Node<'p>) -> Result<Item, Error> {
    let mut taken = Vec::new();
    let fields = match &node.matter {
        Matter::All(parts) => unordered_fields(draft, parts, &mut taken)?,
        Matter::Sequence(parts) => fields(draft, parts, &mut taken)?,
        _ => Vec::new(),
    };
    Ok(Item::Struct(Struct {
        rust_name: own.rust_name.clone(),
        xsd_name: String::new(),
        documentation: node.documentation.clone(),
        group: Some(content::first(draft, node)?),
        attributes: Vec::new(),
        any_attribute: None,
        content: None,
        fields,
        default: false,
        root: None,
    }))
}

fn choice<'p>(draft: &mut Draft<'p>, own: &Home, node: &Node<'p>, parts: &[Node<'p>]) -> Result<Item, Error> {
    let mut alternatives = Vec::new();
    let mut taken = Vec::new();
    for part in parts {
        // That it comes next is known before it is read.
        let part = Node {
            min: part.min.max(1),
            ..part.clone()
        };
        let variant = match &part.matter {
            Matter::Element { element, .. } => name::variant_name(&element.name.local),
            Matter::Any(_) => "Any".to_owned(),
            Matter::Choice(_) => part.called.map_or_else(|| "Choice".to_owned(), name::variant_name),
            Matter::Sequence(_) | Matter::All(_) => "Group".to_owned(),
        };
        alternatives.push(Alternative {
            first: content::first(draft, &part)?,
            field: Field {
                rust_name: field_name(variant, &mut taken),
                documentation: part.documentation.clone(),
                kind: kind(draft, &part, &[])?,
                unordered: false,
            },
        });
    }
    alternatives.sort_by_key(|it| it.first.names.is_empty());
    Ok(Item::Choice(Choice {
        rust_name: own.rust_name.clone(),
        documentation: node.documentation.clone(),
        alternatives,
    }))
}

/// Settles which structs have an empty value: those that are valid with nothing in them.
pub(super) fn settle_defaults(module: &mut Module) {
    for item in &mut module.items {
        if let Item::Struct(structure) = item {
            let bare = structure.content.is_none() && structure.attributes.iter().all(|it| !it.required);
            structure.default = bare && structure.fields.iter().all(is_empty_allowed);
        }
    }
}

fn is_empty_allowed(field: &Field) -> bool {
    match &field.kind {
        FieldKind::Element { cardinality, .. } | FieldKind::Group { cardinality, .. } => match cardinality {
            Cardinality::Required => false,
            Cardinality::Optional => true,
            Cardinality::Repeated { min, .. } => *min == 0,
        },
        FieldKind::Any { min, .. } => *min == 0,
    }
}

/// The complex types a type is derived from, the nearest first.
pub(super) fn bases<'p>(package: &'p Package, complex: &'p ComplexType) -> Vec<&'p ComplexType> {
    let mut bases = Vec::new();
    let mut step = complex.base();
    while let Some(base) = step.and_then(|name| package.schemas.complex_type(name)) {
        bases.push(base);
        step = base.base();
    }
    bases
}
