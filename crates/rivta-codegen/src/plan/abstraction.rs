//! Types that stand for others: abstract ones, and those that elements have and others are derived from.

use std::collections::{BTreeMap, BTreeSet};

use rivta_schema::Package;
use rivta_schema::xsd::{ComplexType, QName};

use super::draft::{Draft, Home};
use super::model::{Abstract, Derived};
use super::{name, structure};

/// The enum of an abstract type: the types derived from it. Mixed ones are left to what is kept verbatim.
pub(super) fn item(draft: &Draft<'_>, home: &Home, complex: &ComplexType) -> Abstract {
    let mut taken = vec!["Other".to_owned()];
    let documentation = complex.annotation.documentation.clone();
    plan(draft, home, complex, documentation, None, &mut taken)
}

/// The enum of a type that is not abstract: itself, and the types derived from it.
pub(super) fn any(draft: &Draft<'_>, own: &Home, any: &Home, complex: &ComplexType) -> Abstract {
    let mut taken = vec!["Other".to_owned()];
    let own = Derived {
        variant: name::unique(own.rust_name.clone(), &taken),
        module: own.module.clone(),
        rust_name: own.rust_name.clone(),
        xsd_name: complex.name.as_ref().map(|name| name.local.clone()).unwrap_or_default(),
    };
    taken.push(own.variant.clone());
    plan(draft, any, complex, None, Some(own), &mut taken)
}

fn plan(
    draft: &Draft<'_>,
    home: &Home,
    complex: &ComplexType,
    documentation: Option<String>,
    own: Option<Derived>,
    taken: &mut Vec<String>,
) -> Abstract {
    let name = complex.name.clone();
    let mut derived = Vec::new();
    for (name, _) in name.iter().flat_map(|name| concrete(draft.package, name)) {
        let Some(type_home) = draft.layout.home(name) else {
            continue;
        };
        let variant = name::unique(type_home.rust_name.clone(), taken);
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
        xsd_name: name.map(|name| name.local).unwrap_or_default(),
        documentation,
        own,
        derived,
    }
}

/// The types that are not abstract, that an element has, and that others are derived from: there,
/// `xsi:type` may say that a value is of another type.
pub(super) fn replaceable(package: &Package, used: &BTreeSet<QName>) -> Vec<QName> {
    let mut found: Vec<QName> = Vec::new();
    for name in used {
        let is_open = package
            .schemas
            .complex_type(name)
            .is_some_and(|complex| !complex.is_abstract && !structure::is_mixed(package, complex));
        if is_open && concrete(package, name).next().is_some() {
            found.push(name.clone());
        }
    }
    found
}

fn concrete<'p>(package: &'p Package, base: &QName) -> impl Iterator<Item = (&'p QName, &'p ComplexType)> {
    descendants(package, base)
        .into_iter()
        .filter(|(_, derived)| !derived.is_abstract && !structure::is_mixed(package, derived))
}

/// The named types derived from a type, over any number of steps, in order of name.
pub(super) fn descendants<'p>(package: &'p Package, base: &QName) -> Vec<(&'p QName, &'p ComplexType)> {
    let mut found: BTreeMap<&QName, &ComplexType> = BTreeMap::new();
    let mut queue: Vec<(&QName, &ComplexType)> = package.schemas.derived(base).collect();
    while let Some((name, complex)) = queue.pop() {
        if found.insert(name, complex).is_none() {
            queue.extend(package.schemas.derived(name));
        }
    }
    found.into_iter().collect()
}
