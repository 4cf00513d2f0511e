//! Complex types.

use rivta_schema::xsd::{
    Builtin, ComplexType, Compositor, Content, Element, Namespaces, Occurs, Particle, QName, Term, TypeRef, Wildcard,
};
use rivta_schema::{Package, Place};

use super::layout::Layout;
use super::model::{Cardinality, Field, FieldKind, Item, Module, Struct, ValueType, WildcardPlan};
use super::name;
use crate::error::Error;

/// Plans a named complex type.
pub(super) fn structure(layout: &Layout, complex: &ComplexType) -> Result<Struct, Error> {
    let place = &complex.annotation.place;
    refuse(complex.is_abstract, place, "an abstract type")?;
    refuse(complex.mixed, place, "mixed content")?;
    let attributes = &complex.attributes;
    let has_attributes = !attributes.uses.is_empty() || !attributes.groups.is_empty() || attributes.any.is_some();
    refuse(has_attributes, place, "an attribute")?;
    let Some(name) = &complex.name else {
        return Err(Error::uncovered(place, "an anonymous type"));
    };
    let Content::Elements(model) = &complex.content else {
        return Err(Error::uncovered(place, "a derived complex type"));
    };
    let mut fields = Vec::new();
    if let Some(particle) = model {
        add_sequence(layout, name, particle, &mut fields)?;
    }
    Ok(Struct {
        rust_name: rust_name(layout, name),
        xsd_name: name.local.clone(),
        documentation: complex.annotation.documentation.clone(),
        fields,
        default: false,
        root: match layout.roots_of(name) {
            [root] => Some(root.clone()),
            _ => None,
        },
    })
}

/// Refuses what a global element says beyond its type.
pub(super) fn check_global(element: &Element) -> Result<(), Error> {
    check_element(element)?;
    match &element.type_ref {
        TypeRef::Named(_) => Ok(()),
        _ => Err(Error::uncovered(
            &element.annotation.place,
            "a global element without a named type",
        )),
    }
}

/// Settles which structs have an empty value: those that are valid with nothing in them.
pub(super) fn settle_defaults(module: &mut Module) {
    for item in &mut module.items {
        if let Item::Struct(structure) = item {
            structure.default = structure.fields.iter().all(|field| match &field.kind {
                FieldKind::Element { cardinality, .. } => match cardinality {
                    Cardinality::Required => false,
                    Cardinality::Optional => true,
                    Cardinality::Repeated { min, .. } => *min == 0,
                },
                FieldKind::Any { min, .. } => *min == 0,
            });
        }
    }
}

/// Refuses types that hold themselves other than in a list: their size would be endless.
pub(super) fn refuse_endless(modules: &[Module], package: &Package) -> Result<(), Error> {
    let structs = || {
        modules
            .iter()
            .flat_map(|module| structs_of(module).map(move |it| (module, it)))
    };
    for (module, start) in structs() {
        let key = (module.namespace.module.as_str(), start.rust_name.as_str());
        let mut queue = held_directly(start);
        let mut seen = Vec::new();
        while let Some(next) = queue.pop() {
            if next == key {
                let name = QName::new(Some(&module.namespace.uri), &start.xsd_name);
                let complex = package.schemas.complex_type(&name);
                let place = complex.map(|complex| &complex.annotation.place);
                return Err(match place {
                    Some(place) => Error::uncovered(place, "a type that holds itself"),
                    None => continue,
                });
            }
            if seen.contains(&next) {
                continue;
            }
            seen.push(next);
            let found =
                structs().find(|(module, it)| (module.namespace.module.as_str(), it.rust_name.as_str()) == next);
            queue.extend(found.map(|(_, it)| held_directly(it)).into_iter().flatten());
        }
    }
    Ok(())
}

fn structs_of(module: &Module) -> impl Iterator<Item = &Struct> {
    module.items.iter().filter_map(|item| match item {
        Item::Struct(structure) => Some(structure),
        _ => None,
    })
}

fn held_directly(structure: &Struct) -> Vec<(&str, &str)> {
    let held = structure.fields.iter().filter_map(|field| match &field.kind {
        FieldKind::Element {
            value: ValueType::Named { module, rust_name },
            cardinality: Cardinality::Required | Cardinality::Optional,
            ..
        } => Some((module.as_str(), rust_name.as_str())),
        _ => None,
    });
    held.collect()
}

/// Adds the fields of a sequence; one within another, once, is the same as its parts. The nesting
/// is limited by the reader of the schema.
fn add_sequence(layout: &Layout, owner: &QName, particle: &Particle, fields: &mut Vec<Field>) -> Result<(), Error> {
    let place = &particle.annotation.place;
    let Term::Group(group) = &particle.term else {
        return Err(Error::uncovered(place, "a reference to a group"));
    };
    match group.compositor {
        Compositor::Sequence if particle.occurs == Occurs::ONCE => {}
        Compositor::Sequence => return Err(Error::uncovered(place, "a repeated or optional sequence")),
        Compositor::Choice => return Err(Error::uncovered(place, "xs:choice")),
        Compositor::All => return Err(Error::uncovered(place, "xs:all")),
    }
    for inner in &group.particles {
        match &inner.term {
            Term::Group(_) | Term::GroupRef(_) => add_sequence(layout, owner, inner, fields)?,
            _ if inner.occurs.max == Some(0) => {}
            _ => fields.push(field(layout, owner, inner, fields)?),
        }
    }
    Ok(())
}

fn field(layout: &Layout, owner: &QName, particle: &Particle, before: &[Field]) -> Result<Field, Error> {
    let place = &particle.annotation.place;
    let (rust_name, kind) = match &particle.term {
        Term::Any(wildcard) => {
            let taken = before.iter().any(|it| matches!(it.kind, FieldKind::Any { .. }));
            refuse(taken, place, "a second wildcard in one type")?;
            let kind = FieldKind::Any {
                wildcard: wildcard_plan(owner, wildcard, place)?,
                min: particle.occurs.min,
                max: particle.occurs.max,
            };
            ("any".to_owned(), kind)
        }
        Term::Element(element) => {
            check_element(element)?;
            let TypeRef::Named(type_name) = &element.type_ref else {
                return Err(Error::uncovered(place, "an element with an anonymous or no type"));
            };
            let kind = element_kind(layout, &element.name, type_name, particle)?;
            (name::field_name(&element.name.local), kind)
        }
        _ => return Err(Error::uncovered(place, "a reference to an element")),
    };
    let twice = before.iter().any(|field| field.rust_name == rust_name);
    refuse(twice, place, "the same element twice in one type")?;
    Ok(Field {
        rust_name,
        documentation: particle.annotation.documentation.clone(),
        kind,
    })
}

fn element_kind(layout: &Layout, element: &QName, type_name: &QName, particle: &Particle) -> Result<FieldKind, Error> {
    let place = &particle.annotation.place;
    let (module, name) = layout
        .element_name(element)
        .ok_or_else(|| Error::uncovered(place, "an element without namespace"))?;
    Ok(FieldKind::Element {
        module,
        name,
        value: value_type(layout, type_name, place)?,
        cardinality: match particle.occurs {
            Occurs { min: 1, max: Some(1) } => Cardinality::Required,
            Occurs { min: 0, max: Some(1) } => Cardinality::Optional,
            Occurs { min, max } => Cardinality::Repeated { min, max },
        },
    })
}

/// The Rust type of a named type.
pub(super) fn value_type(layout: &Layout, name: &QName, place: &Place) -> Result<ValueType, Error> {
    let name = layout.unaliased(name);
    if let Some(value) = layout.type_of(name) {
        return Ok(value.clone());
    }
    let rust = Builtin::of(name).and_then(|builtin| match builtin {
        Builtin::String => Some("String"),
        Builtin::Boolean => Some("bool"),
        Builtin::Decimal => Some("Decimal"),
        Builtin::AnyUri => Some("AnyUri"),
        Builtin::DateTime => Some("DateTime"),
        Builtin::Date => Some("Date"),
        Builtin::Byte => Some("i8"),
        Builtin::Short => Some("i16"),
        Builtin::Int => Some("i32"),
        Builtin::Long => Some("i64"),
        Builtin::UnsignedByte => Some("u8"),
        Builtin::UnsignedShort => Some("u16"),
        Builtin::UnsignedInt => Some("u32"),
        Builtin::UnsignedLong => Some("u64"),
        _ => None,
    });
    rust.map(ValueType::Builtin)
        .ok_or_else(|| Error::uncovered(place, format!("the type {name}")))
}

fn wildcard_plan(owner: &QName, wildcard: &Wildcard, place: &Place) -> Result<WildcardPlan, Error> {
    match &wildcard.namespaces {
        Namespaces::Other(target) if *target == owner.namespace => Ok(WildcardPlan::Other),
        Namespaces::Any => Ok(WildcardPlan::Any),
        _ => Err(Error::uncovered(place, "a wildcard of listed namespaces")),
    }
}

fn check_element(element: &Element) -> Result<(), Error> {
    let place = &element.annotation.place;
    refuse(element.nillable, place, "a nillable element")?;
    refuse(element.is_abstract, place, "an abstract element")?;
    refuse(element.value.is_some(), place, "a default or fixed value")?;
    refuse(element.substitution_group.is_some(), place, "a substitution group")?;
    refuse(!element.constraints.is_empty(), place, "an identity constraint")
}

fn refuse(present: bool, place: &Place, construct: &str) -> Result<(), Error> {
    if present {
        return Err(Error::uncovered(place, construct));
    }
    Ok(())
}

pub(super) fn rust_name(layout: &Layout, name: &QName) -> String {
    match layout.type_of(name) {
        Some(ValueType::Named { rust_name, .. }) => rust_name.clone(),
        _ => name::type_name(&name.local),
    }
}
