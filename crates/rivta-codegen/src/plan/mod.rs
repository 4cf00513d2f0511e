//! What is to be written: names, modules and order. All decisions are made here.

mod contract;
mod layout;
mod model;
mod name;
mod reach;
mod restriction;
mod structure;

use rivta_schema::Package;

use crate::error::Error;
use layout::Layout;
pub use model::{
    Alias, Cardinality, Contract, ElementName, Enumeration, Field, FieldKind, Item, Module, NamespacePlan, Newtype,
    PackagePlan, Root, Struct, ValueType, Variant, WildcardPlan,
};

/// Plans the code of a package.
///
/// Every namespace that a message body or an extra header reaches becomes a module with all its
/// named types; a package without WSDL gives all it has. The address headers of the profiles are
/// left to the runtime.
///
/// # Errors
/// [`Error::Uncovered`] and [`Error::NotRivTa`].
pub fn package(package: &Package) -> Result<PackagePlan, Error> {
    let layout = Layout::of(package)?;
    let mut modules = Vec::new();
    for namespace in layout.namespaces() {
        modules.push(module(package, &layout, namespace)?);
    }
    structure::refuse_endless(&modules, package)?;
    let contracts = package
        .interactions
        .iter()
        .map(|interaction| contract::contract(package, &layout, &modules, interaction))
        .collect::<Result<_, _>>()?;
    Ok(PackagePlan {
        id: package.id.clone(),
        module: name::package_module(&package.id),
        modules,
        contracts,
    })
}

fn module(package: &Package, layout: &Layout, namespace: &str) -> Result<Module, Error> {
    let mut items = Vec::new();
    for definition in layout::definitions(package, namespace) {
        use rivta_schema::xsd::Definition;
        match definition {
            Definition::Complex(complex) => {
                items.push(Item::Struct(structure::structure(layout, complex)?));
            }
            Definition::Simple(simple) => items.push(restriction::item(layout, simple)?),
            Definition::Element(element) => structure::check_global(element)?,
            Definition::Group(_) | Definition::Attribute(_) | Definition::AttributeGroup(_) => {}
        }
    }
    let mut sources: Vec<_> = layout::definitions(package, namespace)
        .map(|definition| definition.place().file.clone())
        .collect();
    sources.sort();
    sources.dedup();
    let mut module = Module {
        namespace: layout.namespace(namespace),
        elements: layout.element_names(namespace),
        items,
        sources,
    };
    structure::settle_defaults(&mut module);
    Ok(module)
}
