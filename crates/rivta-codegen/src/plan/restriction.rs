//! Simple types, and the text of complex types with simple content.

use std::collections::BTreeMap;

use rivta_schema::Place;
use rivta_schema::source::Note;
use rivta_schema::xsd::{
    Annotation, Builtin, ComplexType, Content, Facet, QName, SimpleDerivation, SimpleType, TypeRef, WhiteSpace,
};

use super::draft::{Draft, Home};
use super::model::{Alias, Enumeration, Facets, Item, Newtype, Union, ValueType, Variant};
use super::{builtin, name, structure};
use crate::error::Error;

/// Plans a simple type.
pub(super) fn item<'p>(
    draft: &mut Draft<'p>,
    home: &Home,
    xsd_name: &str,
    simple: &'p SimpleType,
) -> Result<Item, Error> {
    let place = &simple.annotation.place;
    let documentation = simple.annotation.documentation.clone();
    match &simple.derivation {
        SimpleDerivation::List(items) => {
            let items = draft.value(home, "Item", items, place)?;
            Ok(alias(home, documentation, ValueType::List(Box::new(items))))
        }
        SimpleDerivation::Union(members) => union(draft, home, documentation, members, place),
        SimpleDerivation::Restriction { base, facets } if facets.is_empty() => {
            let target = draft.value(home, "Base", base, place)?;
            Ok(alias(home, documentation, target))
        }
        SimpleDerivation::Restriction { base, facets } => {
            let narrowed = Narrowed {
                home,
                xsd_name,
                documentation,
                place,
            };
            let base = Base::of(base, place)?;
            narrowed.item(draft, base, vec![facets])
        }
    }
}

fn alias(home: &Home, documentation: Option<String>, target: ValueType) -> Item {
    Item::Alias(Alias {
        rust_name: home.rust_name.clone(),
        documentation,
        target,
    })
}

fn union<'p>(
    draft: &mut Draft<'p>,
    home: &Home,
    documentation: Option<String>,
    members: &'p [TypeRef],
    place: &Place,
) -> Result<Item, Error> {
    let mut taken = Vec::new();
    let mut planned = Vec::new();
    for member in members {
        let variant = match member {
            TypeRef::Named(name) => name::variant_name(&name.local),
            _ => "Member".to_owned(),
        };
        let value = draft.value(home, "Member", member, place)?;
        planned.push((structure::field_name(variant, &mut taken), value));
    }
    Ok(Item::Union(Union {
        rust_name: home.rust_name.clone(),
        documentation,
        members: planned,
    }))
}

/// The type that a restriction narrows.
#[derive(Clone, Copy)]
enum Base<'p> {
    Named(&'p QName),
    Written(&'p SimpleType),
}

impl<'p> Base<'p> {
    fn of(type_ref: &'p TypeRef, place: &Place) -> Result<Self, Error> {
        match type_ref {
            TypeRef::Named(name) => Ok(Self::Named(name)),
            TypeRef::Simple(simple) => Ok(Self::Written(simple)),
            TypeRef::Complex(_) | TypeRef::Absent => Err(Error::uncovered(place, "a restriction of nothing")),
        }
    }

    fn value(self, draft: &mut Draft<'p>, home: &Home, place: &Place) -> Result<ValueType, Error> {
        match self {
            Self::Named(name) => draft.named(name, place),
            Self::Written(simple) => draft.anonymous_simple(home, "Base", simple),
        }
    }
}

/// What a restriction narrows in the end.
enum Ground {
    Builtin(Builtin),
    List,
    Union,
}

/// A restriction with facets.
struct Narrowed<'n> {
    home: &'n Home,
    xsd_name: &'n str,
    documentation: Option<String>,
    place: &'n Place,
}

impl Narrowed<'_> {
    /// `steps` are the facets, the nearest first.
    fn item<'p>(self, draft: &mut Draft<'p>, base: Base<'p>, mut steps: Vec<&'p [Facet]>) -> Result<Item, Error> {
        let ground = ground(draft, base, &mut steps, self.place)?;
        let white_space = steps.iter().copied().flatten().find_map(|facet| match facet {
            Facet::WhiteSpace(white_space) => Some(*white_space),
            _ => None,
        });
        let listed = steps.iter().find_map(|facets| variants(facets));
        if let (Some(variants), Ground::Builtin(builtin)) = (&listed, &ground)
            && let Some(enumeration) = self.enumeration(variants, *builtin, white_space)
        {
            return Ok(Item::Enumeration(enumeration));
        }
        let mut facets = facets(&steps, &mut draft.notes);
        let checked = !matches!(ground, Ground::Builtin(Builtin::QName | Builtin::Notation));
        facets.values = listed
            .filter(|_| checked)
            .map(|it| it.into_iter().map(|it| it.value).collect());
        let (inner, measure, white_space) = match ground {
            Ground::Builtin(builtin) if builtin::is_text(builtin) => (
                ValueType::Builtin("String"),
                None,
                white_space.or(Some(builtin.white_space())),
            ),
            Ground::Builtin(builtin) => {
                // A pattern looks at the digits as written, which only unbounded integers keep.
                let range = builtin::range(builtin).filter(|_| !facets.patterns.is_empty());
                let inner = match range {
                    Some((least, greatest)) => {
                        facets.bounds.entry("min_inclusive").or_insert(least);
                        facets.bounds.entry("max_inclusive").or_insert(greatest);
                        ValueType::Builtin("Integer")
                    }
                    None => value_of(builtin),
                };
                (inner, measure(builtin), white_space)
            }
            Ground::List => (base.value(draft, self.home, self.place)?, Some("Items"), None),
            Ground::Union => (base.value(draft, self.home, self.place)?, None, None),
        };
        facets.measure = measure;
        Ok(Item::Newtype(Newtype {
            rust_name: self.home.rust_name.clone(),
            xsd_name: self.xsd_name.to_owned(),
            documentation: self.documentation,
            inner,
            facets,
            white_space,
        }))
    }

    /// An enumeration, where the values are texts or whole numbers.
    fn enumeration(
        &self,
        variants: &[Variant],
        builtin: Builtin,
        white_space: Option<WhiteSpace>,
    ) -> Option<Enumeration> {
        let number = builtin::number(builtin);
        let is_name = matches!(
            builtin,
            Builtin::Language | Builtin::Name | Builtin::NcName | Builtin::NmToken | Builtin::Id | Builtin::IdRef
        );
        if number.is_none() && !is_name && !builtin::is_text(builtin) {
            return None;
        }
        let white_space = white_space.unwrap_or(builtin.white_space());
        let mut named: Vec<Variant> = Vec::new();
        for variant in variants {
            let value = normal(&variant.value, white_space, number.is_some())?;
            if named.iter().any(|it| it.value == value) {
                continue;
            }
            let taken: Vec<String> = named.iter().map(|it| it.rust_name.clone()).collect();
            named.push(Variant {
                rust_name: name::unique(name::variant_name(&value), &taken),
                value,
                documentation: variant.documentation.clone(),
            });
        }
        Some(Enumeration {
            rust_name: self.home.rust_name.clone(),
            documentation: self.documentation.clone(),
            variants: named,
            white_space,
            number,
        })
    }
}

/// A value as it is compared with those of messages.
fn normal(value: &str, white_space: WhiteSpace, number: bool) -> Option<String> {
    if number {
        return value.trim().parse::<i64>().ok().map(|number| number.to_string());
    }
    Some(match white_space {
        WhiteSpace::Preserve => value.to_owned(),
        WhiteSpace::Replace => value.replace(['\t', '\n', '\r'], " "),
        WhiteSpace::Collapse => value.split_whitespace().collect::<Vec<_>>().join(" "),
    })
}

fn value_of(builtin: Builtin) -> ValueType {
    let name = QName::new(Some(rivta_schema::xsd::XS), builtin.name());
    builtin::value(&name).unwrap_or(ValueType::Builtin("String"))
}

fn measure(builtin: Builtin) -> Option<&'static str> {
    match builtin {
        Builtin::NmTokens | Builtin::IdRefs | Builtin::Entities => Some("Items"),
        Builtin::Base64Binary => Some("Base64"),
        Builtin::HexBinary => Some("Hex"),
        _ => None,
    }
}

/// Follows restrictions down; `steps` collects their facets, the nearest first.
fn ground<'p>(
    draft: &Draft<'p>,
    mut base: Base<'p>,
    steps: &mut Vec<&'p [Facet]>,
    place: &Place,
) -> Result<Ground, Error> {
    loop {
        let simple = match base {
            Base::Written(simple) => simple,
            Base::Named(name) => {
                if let Some(simple) = draft.package.schemas.simple_type(name) {
                    simple
                } else if let Some(builtin) = Builtin::of(name) {
                    return Ok(Ground::Builtin(builtin));
                } else {
                    return Err(Error::uncovered(place, format!("a restriction of {name}")));
                }
            }
        };
        match &simple.derivation {
            SimpleDerivation::Restriction { base: next, facets } => {
                steps.push(facets);
                base = Base::of(next, place)?;
            }
            SimpleDerivation::List(_) => return Ok(Ground::List),
            SimpleDerivation::Union(_) => return Ok(Ground::Union),
        }
    }
}

/// The enumerated values among facets, if there are any. A value that is listed twice counts once.
fn variants(facets: &[Facet]) -> Option<Vec<Variant>> {
    let mut variants: Vec<Variant> = Vec::new();
    for facet in facets {
        if let Facet::Enumeration { value, annotation, .. } = facet
            && variants.iter().all(|variant| variant.value != *value)
        {
            variants.push(variant(value, annotation));
        }
    }
    (!variants.is_empty()).then_some(variants)
}

fn variant(value: &str, annotation: &Annotation) -> Variant {
    Variant {
        rust_name: String::new(),
        value: value.to_owned(),
        documentation: annotation.documentation.clone(),
    }
}

/// The facets of all steps together: of two numbers the nearest, of patterns all. A pattern that cannot
/// be understood is left out, and with it its alternatives, since a value may match that one.
fn facets(steps: &[&[Facet]], notes: &mut Vec<Note>) -> Facets {
    let mut found = Facets::default();
    for step in steps.iter().rev() {
        let mut patterns = Vec::new();
        let mut understood = true;
        for facet in *step {
            if let Facet::Pattern { expression, annotation } = facet {
                if let Some(reason) = facet.pattern_error() {
                    let what = format!("the pattern {expression} is not enforced ({reason})");
                    notes.push(Note::at(annotation.place.clone(), what));
                    understood = false;
                }
                patterns.push(expression.clone());
            }
            add(&mut found.numbers, &mut found.bounds, facet);
        }
        if understood && !patterns.is_empty() {
            found.patterns.push(patterns);
        }
    }
    found
}

fn add(numbers: &mut BTreeMap<&'static str, u64>, bounds: &mut BTreeMap<&'static str, String>, facet: &Facet) {
    match facet {
        Facet::Length(length) => {
            numbers.insert("min_length", *length);
            numbers.insert("max_length", *length);
        }
        Facet::MinLength(length) => {
            numbers.insert("min_length", *length);
        }
        Facet::MaxLength(length) => {
            numbers.insert("max_length", *length);
        }
        Facet::TotalDigits(digits) => {
            numbers.insert("total_digits", *digits);
        }
        Facet::FractionDigits(digits) => {
            numbers.insert("fraction_digits", *digits);
        }
        Facet::MinInclusive(bound) => {
            bounds.insert("min_inclusive", bound.clone());
        }
        Facet::MaxInclusive(bound) => {
            bounds.insert("max_inclusive", bound.clone());
        }
        Facet::MinExclusive(bound) => {
            bounds.insert("min_exclusive", bound.clone());
        }
        Facet::MaxExclusive(bound) => {
            bounds.insert("max_exclusive", bound.clone());
        }
        Facet::Enumeration { .. } | Facet::Pattern { .. } | Facet::WhiteSpace(_) => {}
    }
}

/// Whether a complex type has simple content.
pub(super) fn is_text(complex: &ComplexType) -> bool {
    matches!(
        complex.content,
        Content::SimpleExtension { .. } | Content::SimpleRestriction { .. }
    )
}

/// The type of the text of a complex type with simple content.
pub(super) fn text<'p>(
    draft: &mut Draft<'p>,
    home: &Home,
    complex: &'p ComplexType,
) -> Result<Option<ValueType>, Error> {
    let mut step = complex;
    let mut home = home.clone();
    // The facets so far, and the type that has them.
    let mut narrowed: Option<(Home, &Place, Vec<&'p [Facet]>)> = None;
    let base = loop {
        let place = &step.annotation.place;
        let base = match &step.content {
            Content::SimpleExtension { base } => base,
            Content::SimpleRestriction {
                base,
                simple_type,
                facets,
            } => {
                if !facets.is_empty() {
                    let (_, _, steps) = narrowed.get_or_insert_with(|| (home.clone(), place, Vec::new()));
                    steps.push(facets);
                }
                if let Some(simple) = simple_type {
                    break Base::Written(simple);
                }
                base
            }
            _ => return Ok(None),
        };
        match draft.package.schemas.complex_type(base) {
            Some(complex) => {
                home = draft.layout.home(base).unwrap_or(home);
                step = complex;
            }
            None => break Base::Named(base),
        }
    };
    match (narrowed, base) {
        (Some((home, place, steps)), base) => narrowed_text(draft, &home, place, base, steps).map(Some),
        (None, Base::Named(name)) => draft.named(name, &step.annotation.place).map(Some),
        (None, Base::Written(simple)) => draft.anonymous_simple(&home, "Value", simple).map(Some),
    }
}

/// The type of a text that the restriction of a complex type narrows.
fn narrowed_text<'p>(
    draft: &mut Draft<'p>,
    home: &Home,
    place: &Place,
    base: Base<'p>,
    steps: Vec<&'p [Facet]>,
) -> Result<ValueType, Error> {
    let (own, new) = draft.made_at(home, "Value", place);
    if new {
        let narrowed = Narrowed {
            home: &own,
            xsd_name: "text",
            documentation: None,
            place,
        };
        let item = narrowed.item(draft, base, steps)?;
        draft.push(&own.module, item);
    }
    Ok(own.value())
}
