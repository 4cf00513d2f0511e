//! Names and simple types in few words.

use rivta_schema::xsd::{Facet, Namespaces, Occurs, QName, SimpleDerivation, SimpleType, TypeRef};

/// Values of an enumeration that are shown.
const SHOWN: usize = 8;

/// `xs:string`, or the local name alone.
pub(crate) fn name(name: &QName) -> String {
    if name.is_xs() {
        format!("xs:{}", name.local)
    } else {
        name.local.clone()
    }
}

/// `0..1`, `1..*`
pub(crate) fn occurs(occurs: Occurs) -> String {
    match occurs.max {
        Some(max) => format!("{}..{max}", occurs.min),
        None => format!("{}..*", occurs.min),
    }
}

/// The namespaces a wildcard takes, as they are written in a schema.
pub(crate) fn namespaces(namespaces: &Namespaces) -> String {
    match namespaces {
        Namespaces::Any => "##any".to_owned(),
        Namespaces::Other(_) => "##other".to_owned(),
        Namespaces::Only(listed) => {
            let listed = listed.iter().map(|uri| uri.as_deref().unwrap_or("##local"));
            listed.collect::<Vec<_>>().join(" ")
        }
    }
}

/// What a simple type allows.
pub(crate) fn simple(simple: &SimpleType) -> String {
    match &simple.derivation {
        SimpleDerivation::Restriction { base, facets } => restriction(base, facets),
        SimpleDerivation::List(item) => format!("list of {}", type_ref(item)),
        SimpleDerivation::Union(members) => {
            let members: Vec<String> = members.iter().map(type_ref).collect();
            format!("union of {}", members.join(", "))
        }
    }
}

fn restriction(base: &TypeRef, facets: &[Facet]) -> String {
    let values: Vec<&str> = facets.iter().filter_map(value).collect();
    let mut words = vec![type_ref(base)];
    if !values.is_empty() {
        let more = values.len().saturating_sub(SHOWN);
        let mut shown = values.iter().take(SHOWN).copied().collect::<Vec<_>>().join(" | ");
        if more > 0 {
            shown.push_str(&format!(" | {more} more"));
        }
        words.push(shown);
    }
    words.extend(facets.iter().filter_map(facet));
    words.join(", ")
}

/// The simple type of an attribute or of another simple type.
pub(crate) fn type_ref(type_ref: &TypeRef) -> String {
    match type_ref {
        TypeRef::Named(named) => name(named),
        TypeRef::Simple(_) | TypeRef::Complex(_) => "an anonymous type".to_owned(),
        TypeRef::Absent => "xs:anySimpleType".to_owned(),
    }
}

fn value(facet: &Facet) -> Option<&str> {
    match facet {
        Facet::Enumeration { value, .. } => Some(value),
        _ => None,
    }
}

fn facet(facet: &Facet) -> Option<String> {
    Some(match facet {
        Facet::Enumeration { .. } => return None,
        Facet::Pattern { expression, .. } => format!("pattern {expression}"),
        Facet::WhiteSpace(kind) => format!("whiteSpace {kind:?}").to_lowercase(),
        Facet::Length(length) => format!("length {length}"),
        Facet::MinLength(length) => format!("length from {length}"),
        Facet::MaxLength(length) => format!("length to {length}"),
        Facet::TotalDigits(digits) => format!("{digits} digits"),
        Facet::FractionDigits(digits) => format!("{digits} decimals"),
        Facet::MinInclusive(value) => format!("from {value}"),
        Facet::MaxInclusive(value) => format!("to {value}"),
        Facet::MinExclusive(value) => format!("above {value}"),
        Facet::MaxExclusive(value) => format!("below {value}"),
    })
}
