//! Modules and names of a whole package, settled before any type is looked at closely.

use std::collections::{BTreeMap, BTreeSet};

use rivta_schema::Package;
use rivta_schema::wsdl::{Interaction, Profile};
use rivta_schema::xsd::{
    Builtin, ComplexType, Content, Definition, Element, ModelGroup, Particle, QName, SimpleDerivation, Term, TypeRef,
};

use super::draft::Home;
use super::model::{ElementName, NamespacePlan, ValueType};
use super::{abstraction, contract, name, reach};

/// Prefixes that envelopes and the XML family use for themselves.
const TAKEN_PREFIXES: [&str; 7] = ["soapenv", "itr", "itr2", "wsa", "xsi", "xsd", "xml"];

/// Modules and names of a package.
#[derive(Debug, Default)]
pub(super) struct Layout {
    namespaces: BTreeMap<String, NamespacePlan>,
    types: BTreeMap<QName, ValueType>,
    elements: BTreeMap<String, Vec<ElementName>>,
    roots: BTreeMap<QName, Vec<String>>,
    /// The named types of elements.
    used: BTreeSet<QName>,
    /// For types that `xsi:type` may replace by derived ones: the enum of all of them.
    any: BTreeMap<QName, Home>,
    aliases: BTreeMap<QName, QName>,
    /// The names taken in each module.
    taken: BTreeMap<String, Vec<String>>,
    /// The Rust names of the contracts, in the order of the interactions.
    contracts: Vec<String>,
}

impl Layout {
    /// Settles modules and names.
    pub(super) fn of(package: &Package) -> Self {
        let mut layout = Self::default();
        for uri in &namespaces(package) {
            let plan = layout.namespace_plan(&package.id.domain, uri);
            layout.namespaces.insert(uri.clone(), plan);
        }
        for definition in package.schemas.definitions() {
            layout.collect_elements(definition);
            if let Definition::Element(element) = definition
                && let TypeRef::Named(type_name) = &element.type_ref
            {
                let roots = layout.roots.entry(type_name.clone()).or_default();
                roots.push(element.name.local.clone());
            }
            layout.collect_alias(definition);
        }
        layout.name_types(package);
        layout
    }

    /// The namespaces that become modules, in order of module name.
    pub(super) fn namespaces(&self) -> impl Iterator<Item = &str> {
        let mut plans: Vec<&NamespacePlan> = self.namespaces.values().collect();
        plans.sort_by(|a, b| a.module.cmp(&b.module));
        plans.into_iter().map(|plan| plan.uri.as_str())
    }

    /// The plan of one of [`Self::namespaces`].
    pub(super) fn namespace(&self, uri: &str) -> NamespacePlan {
        self.namespaces.get(uri).cloned().unwrap_or_else(|| NamespacePlan {
            uri: uri.to_owned(),
            prefix: String::new(),
            module: String::new(),
        })
    }

    /// The module of a namespace, if it becomes one.
    pub(super) fn module(&self, uri: Option<&str>) -> Option<&str> {
        self.namespaces.get(uri.unwrap_or("")).map(|plan| plan.module.as_str())
    }

    /// The namespace of a module.
    pub(super) fn uri(&self, module: &str) -> &str {
        let plan = self.namespaces.values().find(|plan| plan.module == module);
        plan.map_or("", |plan| plan.uri.as_str())
    }

    /// The Rust type of a named type of the package, unless it is one of the runtime.
    pub(super) fn home(&self, name: &QName) -> Option<Home> {
        match self.types.get(name)? {
            ValueType::Named { module, rust_name } => Some(Home {
                module: module.clone(),
                rust_name: rust_name.clone(),
            }),
            _ => None,
        }
    }

    /// The enum of a type and of those derived from it, where elements need it.
    pub(super) fn any(&self, name: &QName) -> Option<&Home> {
        self.any.get(name)
    }

    /// The names taken in each module, by module.
    pub(super) fn taken(&self) -> BTreeMap<String, Vec<String>> {
        self.taken.clone()
    }

    /// The Rust name of a contract, by the place of its interaction.
    pub(super) fn contract(&self, index: usize) -> String {
        self.contracts.get(index).cloned().unwrap_or_default()
    }

    /// The Rust type of a named type of the package.
    pub(super) fn type_of(&self, name: &QName) -> Option<&ValueType> {
        self.types.get(name)
    }

    /// The type that a name stands for in the end: a simple type that adds nothing to another is
    /// that other one. Derive macros such as yaserde's know `String` but no alias of it.
    pub(super) fn unaliased<'n>(&'n self, name: &'n QName) -> &'n QName {
        let mut name = name;
        while let Some(base) = self.aliases.get(name) {
            name = base;
        }
        name
    }

    /// The global elements of a named type.
    pub(super) fn roots_of(&self, type_name: &QName) -> &[String] {
        self.roots.get(type_name).map_or(&[], Vec::as_slice)
    }

    /// The element names of a namespace.
    pub(super) fn element_names(&self, namespace: &str) -> Vec<ElementName> {
        self.elements.get(namespace).cloned().unwrap_or_default()
    }

    /// The module and constant of an element's name, if its namespace becomes a module.
    pub(super) fn element_name(&self, element: &QName) -> Option<(String, ElementName)> {
        let namespace = element.namespace.as_deref().unwrap_or("");
        let module = self.module(Some(namespace))?.to_owned();
        let names = self.elements.get(namespace)?;
        let name = names.iter().find(|name| name.local == element.local)?;
        Some((module, name.clone()))
    }

    fn namespace_plan(&self, domain: &str, uri: &str) -> NamespacePlan {
        // `name` is the module of the constants; the others are crates.
        let mut modules = ["name", "std", "rivta_soap"].map(str::to_owned).to_vec();
        modules.extend(self.namespaces.values().map(|it| it.module.clone()));
        if uri.is_empty() {
            return NamespacePlan {
                uri: String::new(),
                prefix: String::new(),
                module: name::unique("unqualified".to_owned(), &modules),
            };
        }
        let mut prefixes: Vec<String> = TAKEN_PREFIXES.map(str::to_owned).to_vec();
        prefixes.extend(self.namespaces.values().map(|it| it.prefix.clone()));
        let subject = subject(domain, uri);
        let prefix = match subject.strip_suffix("Responder") {
            Some(contract) => name::initials(contract),
            None => name::module_name(&subject),
        };
        let stem = subject.strip_suffix("Responder").unwrap_or(&subject);
        NamespacePlan {
            uri: uri.to_owned(),
            prefix: name::unique(prefix, &prefixes),
            module: name::unique(name::module_name(stem), &modules),
        }
    }

    /// Gives every named type of the package a name that is unique in its module.
    fn name_types(&mut self, package: &Package) {
        let mut taken: BTreeMap<String, Vec<String>> = BTreeMap::new();
        // Of two profiles of a contract, the newer one has the plain name.
        let mut order: Vec<(usize, &Interaction)> = package.interactions.iter().enumerate().collect();
        order.sort_by_key(|(_, interaction)| contract::profile(interaction) == Profile::Rivtabp20);
        let mut contracts = BTreeMap::new();
        for (index, interaction) in order {
            let uri = interaction.request.body.namespace.clone().unwrap_or_default();
            let taken = taken.entry(uri).or_default();
            let contract = contract_name(interaction, taken);
            taken.push(contract.clone());
            contracts.insert(index, contract);
        }
        self.contracts = contracts.into_values().collect();
        let mut types = BTreeMap::new();
        for (uri, plan) in &self.namespaces {
            let taken = taken.entry(uri.clone()).or_default();
            for definition in definitions(package, uri) {
                let (Definition::Complex(_) | Definition::Simple(_)) = definition else {
                    continue;
                };
                let Some(xml) = definition.name() else {
                    continue;
                };
                let rust_name = name::unique(name::type_name(&xml.local), taken);
                taken.push(rust_name.clone());
                let value = ValueType::Named {
                    module: plan.module.clone(),
                    rust_name,
                };
                types.insert(xml.clone(), value);
            }
        }
        self.types = types;
        for name in abstraction::replaceable(package, &self.used) {
            if let Some(own) = self.home(&name) {
                let taken = taken.entry(name.namespace.clone().unwrap_or_default()).or_default();
                let rust_name = name::unique(format!("Any{}", own.rust_name), taken);
                taken.push(rust_name.clone());
                self.any.insert(name, Home { rust_name, ..own });
            }
        }
        let module_of = |(uri, names)| Some((self.namespaces.get(&uri)?.module.clone(), names));
        self.taken = taken.into_iter().filter_map(module_of).collect();
    }

    fn collect_alias(&mut self, definition: &Definition) {
        if let Definition::Simple(simple) = definition
            && let SimpleDerivation::Restriction {
                base: TypeRef::Named(base),
                facets,
            } = &simple.derivation
            && let Some(name) = &simple.name
            // What a prefix means depends on the place, so names are taken whatever they are narrowed to.
            && (facets.is_empty() || matches!(Builtin::of(base), Some(Builtin::QName | Builtin::Notation)))
        {
            self.aliases.insert(name.clone(), base.clone());
        }
    }

    fn collect_elements(&mut self, definition: &Definition) {
        let mut elements: Vec<&Element> = Vec::new();
        let mut particles: Vec<&Particle> = Vec::new();
        match definition {
            Definition::Element(element) => elements.push(element),
            Definition::Complex(complex) => particles.extend(own_particle(complex)),
            Definition::Group(group) => particles.extend(&group.model.particles),
            _ => {}
        }
        loop {
            if let Some(particle) = particles.pop() {
                match &particle.term {
                    Term::Element(element) => elements.push(element),
                    Term::Group(ModelGroup { particles: inner, .. }) => particles.extend(inner),
                    Term::ElementRef(_) | Term::GroupRef(_) | Term::Any(_) => {}
                }
            } else if let Some(element) = elements.pop() {
                self.add_element(&element.name);
                if let TypeRef::Named(name) = &element.type_ref
                    && !self.used.contains(name)
                {
                    self.used.insert(name.clone());
                }
                if let TypeRef::Complex(complex) = &element.type_ref {
                    particles.extend(own_particle(complex));
                }
            } else {
                break;
            }
        }
        for names in self.elements.values_mut() {
            names.sort();
        }
    }

    fn add_element(&mut self, element: &QName) {
        let uri = element.namespace.clone().unwrap_or_default();
        let names = self.elements.entry(uri).or_default();
        if names.iter().all(|name| name.local != element.local) {
            // The constants stand beside an import of the namespace.
            let mut taken = vec!["NAMESPACE".to_owned()];
            taken.extend(names.iter().map(|name| name.constant.clone()));
            names.push(ElementName {
                constant: name::unique(name::constant_name(&element.local), &taken),
                local: element.local.clone(),
            });
        }
    }
}

/// The components of a namespace, in the order of the schema.
pub(super) fn definitions<'p>(package: &'p Package, namespace: &str) -> impl Iterator<Item = &'p Definition> + use<'p> {
    let mut found: Vec<&Definition> = package
        .schemas
        .definitions()
        .filter(|it| {
            it.name()
                .is_some_and(|name| name.namespace.as_deref().unwrap_or("") == namespace)
        })
        .collect();
    // The order of reading depends on who imports whom; that of the files does not.
    found.sort_by(|a, b| a.place().file.cmp(&b.place().file));
    found.into_iter()
}

/// The name of a contract's Rust type: the operation's, with the profile where a package has the
/// contract for both.
fn contract_name(interaction: &Interaction, taken: &[String]) -> String {
    let name = name::type_name(&interaction.operation);
    match contract::profile(interaction) {
        Profile::Rivtabp20 if taken.contains(&name) => name::unique(format!("{name}Rivtabp20"), taken),
        _ => name::unique(name, taken),
    }
}

fn own_particle(complex: &ComplexType) -> Option<&Particle> {
    match &complex.content {
        Content::Elements(particle) | Content::Extension { particle, .. } | Content::Restriction { particle, .. } => {
            particle.as_ref()
        }
        Content::SimpleExtension { .. } | Content::SimpleRestriction { .. } => None,
    }
}

/// The namespaces to generate: what bodies and extra headers reach, or all where there is no WSDL.
fn namespaces(package: &Package) -> BTreeSet<String> {
    let roots = package.interactions.iter().flat_map(roots);
    let all = package.schemas.definitions().filter_map(Definition::name);
    let all = all.map(|name| name.namespace.as_deref().unwrap_or(""));
    let wanted = all.filter(|_| package.interactions.is_empty());
    let reached = reach::namespaces(package, roots, wanted);
    reached.into_iter().map(str::to_owned).collect()
}

fn roots(interaction: &Interaction) -> impl Iterator<Item = &QName> {
    let messages = [Some(&interaction.request), interaction.response.as_ref()];
    let messages = || messages.into_iter().flatten();
    let bodies = messages().map(|message| &message.body);
    let headers = messages()
        .flat_map(|message| &message.headers)
        .filter(|header| header.profile().is_none())
        .map(|header| &header.element);
    bodies.chain(headers).chain(&interaction.faults)
}

/// What a namespace is about within a domain: nothing but versions left is the `core`.
fn subject(domain: &str, uri: &str) -> String {
    let own = format!("urn:riv:{domain}:");
    let rest = uri.strip_prefix(&own).unwrap_or(uri);
    rest.split([':', '/', '#'])
        .rev()
        .find(|part| part.starts_with(char::is_alphabetic))
        .unwrap_or("core")
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::subject;

    #[test]
    fn namespaces_tell_their_subject() {
        let of = |uri| subject("a:b", uri);
        assert_eq!(of("urn:riv:a:b:1"), "core");
        assert_eq!(of("urn:riv:a:b:1.1"), "core");
        assert_eq!(of("urn:riv:a:b:enums:1"), "enums");
        assert_eq!(of("urn:riv:a:b:GetXResponder:2"), "GetXResponder");
        assert_eq!(of("urn:riv:itintegration:registry:1"), "registry");
        assert_eq!(of("http://www.w3.org/2000/09/xmldsig#"), "xmldsig");
    }
}
