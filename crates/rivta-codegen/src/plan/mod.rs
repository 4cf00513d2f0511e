//! What is to be written: names, modules and order. All decisions are made here.

mod abstraction;
mod attribute;
mod builtin;
mod content;
mod contract;
mod draft;
mod layout;
mod model;
mod name;
mod reach;
mod recursion;
mod restriction;
mod structure;
mod substitution;

use rivta_schema::Package;
use rivta_schema::xsd::Definition;

use crate::error::Error;
use draft::Draft;
use layout::Layout;
pub use model::{
    Abstract, Alias, Alternative, AttributeField, AttributeName, AttributeNamespace, Cardinality, Choice, Contract,
    Derived, ElementName, ElementPath, Enumeration, Facets, Field, FieldKind, First, Item, Module, NamespacePlan,
    Newtype, PackagePlan, Root, Struct, Union, ValueConstraint, ValueType, Variant, WhiteSpace, WildcardPlan,
};
pub(crate) use name::package_module;

/// Plans the code of a package.
///
/// Every namespace that a message body or an extra header reaches becomes a module with all its
/// named types; a package without WSDL gives all it has. The address headers of the profiles are
/// left to the runtime. What cannot be had is left out with a note, so that it never keeps the rest
/// of the package from being generated.
///
/// # Errors
/// [`Error::Uncovered`], where names lead to nothing; the reader of schemas finds that before.
pub fn package(package: &Package) -> Result<PackagePlan, Error> {
    let layout = Layout::of(package);
    let mut draft = Draft::new(package, &layout);
    let namespaces: Vec<&str> = layout.namespaces().collect();
    for namespace in &namespaces {
        types(package, &mut draft, namespace)?;
    }
    let mut modules: Vec<Module> = namespaces
        .iter()
        .map(|namespace| module(package, &layout, &mut draft, namespace))
        .collect();
    recursion::break_cycles(&mut modules);
    let mut contracts = Vec::new();
    for (index, interaction) in package.interactions.iter().enumerate() {
        contracts.extend(contract::contract(&mut draft, &modules, index, interaction)?);
    }
    let messages = messages(package, &mut draft, &modules)?;
    draft.notes.sort();
    draft.notes.dedup();
    Ok(PackagePlan {
        id: package.id.clone(),
        module: package_module(&package.id),
        messages,
        notes: draft.notes,
        modules,
        contracts,
        yaserde: false,
    })
}

/// Plans the types of a namespace.
fn types<'p>(package: &'p Package, draft: &mut Draft<'p>, namespace: &str) -> Result<(), Error> {
    for definition in layout::definitions(package, namespace) {
        match definition {
            Definition::Complex(complex) => draft.complex(complex)?,
            Definition::Simple(simple) => draft.simple(simple)?,
            Definition::Element(element) => {
                structure::global(draft, element)?;
            }
            Definition::Group(_) | Definition::Attribute(_) | Definition::AttributeGroup(_) => {}
        }
    }
    Ok(())
}

fn module(package: &Package, layout: &Layout, draft: &mut Draft<'_>, namespace: &str) -> Module {
    let mut sources: Vec<_> = layout::definitions(package, namespace)
        .map(|definition| definition.place().file.clone())
        .collect();
    sources.sort();
    sources.dedup();
    let plan = layout.namespace(namespace);
    let mut module = Module {
        elements: layout.element_names(namespace),
        items: draft.take_items(&plan.module),
        namespace: plan,
        sources,
    };
    structure::settle_defaults(&mut module);
    module
}

/// Every global element of the modules, in order of module and name.
fn messages(package: &Package, draft: &mut Draft<'_>, modules: &[Module]) -> Result<Vec<Root>, Error> {
    let mut messages = Vec::new();
    for module in modules {
        for definition in layout::definitions(package, &module.namespace.uri) {
            if let Definition::Element(element) = definition {
                messages.extend(contract::root(draft, modules, &element.name)?);
            }
        }
    }
    Ok(messages)
}
