//! Simple types.

use rivta_schema::Place;
use rivta_schema::xsd::{Annotation, Builtin, Facet, QName, SimpleDerivation, SimpleType, TypeRef, WhiteSpace};

use super::layout::Layout;
use super::model::{Alias, Enumeration, Item, Newtype, Variant};
use super::{name, structure};
use crate::error::Error;

/// Plans a named simple type.
pub(super) fn item(layout: &Layout, simple: &SimpleType) -> Result<Item, Error> {
    let place = &simple.annotation.place;
    let Some(name) = &simple.name else {
        return Err(Error::uncovered(place, "an anonymous type"));
    };
    let SimpleDerivation::Restriction { base, facets } = &simple.derivation else {
        return Err(Error::uncovered(place, "xs:list or xs:union"));
    };
    let TypeRef::Named(base) = base else {
        return Err(Error::uncovered(place, "a restriction of an anonymous type"));
    };
    let rust_name = structure::rust_name(layout, name);
    let documentation = simple.annotation.documentation.clone();
    if facets.is_empty() {
        return Ok(Item::Alias(Alias {
            rust_name,
            documentation,
            target: structure::value_type(layout, base, place)?,
        }));
    }
    let collapse = text_white_space(layout, base, place)?;
    if let Some(variants) = variants(facets) {
        return Ok(Item::Enumeration(Enumeration {
            rust_name,
            documentation,
            variants,
            collapse,
        }));
    }
    Ok(Item::Newtype(Newtype {
        rust_name,
        xsd_name: name.local.clone(),
        documentation,
        patterns: patterns(facets, place)?,
        collapse,
    }))
}

/// Whether white space falls away in a restriction of a built-in text type.
fn text_white_space(layout: &Layout, base: &QName, place: &Place) -> Result<bool, Error> {
    let builtin = Builtin::of(base).filter(|_| layout.type_of(base).is_none());
    match builtin {
        Some(text @ (Builtin::String | Builtin::Token | Builtin::AnyUri)) => {
            Ok(text.white_space() == WhiteSpace::Collapse)
        }
        _ => Err(Error::uncovered(place, format!("a restriction of {base} with facets"))),
    }
}

/// The variants, if enumeration is the only facet. A value that is listed twice counts once.
fn variants(facets: &[Facet]) -> Option<Vec<Variant>> {
    let mut variants: Vec<Variant> = Vec::new();
    for facet in facets {
        let Facet::Enumeration { value, annotation } = facet else {
            return None;
        };
        if variants.iter().all(|variant| variant.value != *value) {
            variants.push(variant(value, annotation, &variants));
        }
    }
    Some(variants)
}

fn variant(value: &str, annotation: &Annotation, before: &[Variant]) -> Variant {
    let taken: Vec<String> = before.iter().map(|it| it.rust_name.clone()).collect();
    Variant {
        rust_name: name::unique(name::variant_name(value), &taken),
        value: value.to_owned(),
        documentation: annotation.documentation.clone(),
    }
}

/// The patterns of one restriction, which are alternatives. Each must be one the runtime takes.
fn patterns(facets: &[Facet], place: &Place) -> Result<Vec<String>, Error> {
    facets
        .iter()
        .map(|facet| match facet {
            Facet::Pattern { expression, annotation } => match facet.pattern_error() {
                None => Ok(expression.clone()),
                Some(reason) => Err(Error::uncovered(
                    &annotation.place,
                    format!("the pattern {expression} ({reason})"),
                )),
            },
            Facet::Enumeration { .. } => Err(Error::uncovered(place, "enumeration together with other facets")),
            _ => Err(Error::uncovered(place, "a facet other than enumeration and pattern")),
        })
        .collect()
}
