//! Abstract complex types.

use rivta_schema::Package;
use rivta_schema::xsd::{ComplexType, Content, Definition, QName};

use super::draft::{Draft, Home};
use super::model::{Abstract, Derived};
use super::{name, structure};

/// The enum of the types derived from an abstract one. Mixed ones are left to what is kept verbatim.
pub(super) fn item(draft: &Draft<'_>, home: &Home, complex: &ComplexType) -> Abstract {
    let mut taken = vec!["Other".to_owned()];
    let own = complex.name.clone();
    let mut derived = Vec::new();
    for (name, descendant) in own.iter().flat_map(|own| descendants(draft.package, own)) {
        let Some(type_home) = draft.layout.home(name) else {
            continue;
        };
        if descendant.is_abstract || structure::is_mixed(draft.package, descendant) {
            continue;
        }
        let variant = name::unique(type_home.rust_name.clone(), &taken);
        taken.push(variant.clone());
        derived.push(Derived {
            variant,
            module: type_home.module,
            rust_name: type_home.rust_name,
            xsd_name: name.local.clone(),
        });
    }
    Abstract {
        rust_name: home.rust_name.clone(),
        xsd_name: own.map(|name| name.local).unwrap_or_default(),
        documentation: complex.annotation.documentation.clone(),
        derived,
    }
}

/// The named types derived from a type, over any number of steps, in order of name.
pub(super) fn descendants<'p>(package: &'p Package, base: &QName) -> Vec<(&'p QName, &'p ComplexType)> {
    let mut found: Vec<(&QName, &ComplexType)> = Vec::new();
    let mut queue = vec![base.clone()];
    while let Some(base) = queue.pop() {
        for definition in package.schemas.definitions() {
            if let Definition::Complex(complex) = definition
                && let Some(name) = &complex.name
                && self::base(complex) == Some(&base)
                && found.iter().all(|(known, _)| *known != name)
            {
                found.push((name, complex));
                queue.push(name.clone());
            }
        }
    }
    found.sort_by_key(|(name, _)| *name);
    found
}

/// The type that a complex type is derived from.
pub(super) fn base(complex: &ComplexType) -> Option<&QName> {
    match &complex.content {
        Content::Elements(_) => None,
        Content::Extension { base, .. }
        | Content::Restriction { base, .. }
        | Content::SimpleExtension { base }
        | Content::SimpleRestriction { base, .. } => Some(base),
    }
}
