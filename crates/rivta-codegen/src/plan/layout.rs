//! Modules and names of a whole package, settled before any type is looked at closely.

use std::collections::{BTreeMap, BTreeSet};

use rivta_schema::Package;
use rivta_schema::wsdl::Interaction;
use rivta_schema::xsd::{
    ComplexType, Content, Definition, Element, ModelGroup, Particle, QName, SimpleDerivation, Term, TypeRef,
};

use super::model::{ElementName, NamespacePlan, ValueType};
use super::{name, reach};
use crate::error::Error;

/// Prefixes that envelopes and the XML family use for themselves.
const TAKEN_PREFIXES: [&str; 7] = ["soapenv", "itr", "itr2", "wsa", "xsi", "xsd", "xml"];

/// Modules and names of a package.
#[derive(Debug, Default)]
pub(super) struct Layout {
    namespaces: BTreeMap<String, NamespacePlan>,
    types: BTreeMap<QName, ValueType>,
    elements: BTreeMap<String, Vec<ElementName>>,
    roots: BTreeMap<QName, Vec<String>>,
    aliases: BTreeMap<QName, QName>,
}

impl Layout {
    /// Settles modules and names.
    pub(super) fn of(package: &Package) -> Result<Self, Error> {
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
        if let Some(definition) = package
            .schemas
            .definitions()
            .find(|definition| definition.name().is_some_and(|name| name.namespace.is_none()))
        {
            return Err(Error::uncovered(
                definition.place(),
                "a schema without target namespace",
            ));
        }
        Ok(layout)
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
        self.namespaces.get(uri?).map(|plan| plan.module.as_str())
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
        let namespace = element.namespace.as_deref()?;
        let module = self.module(Some(namespace))?.to_owned();
        let names = self.elements.get(namespace)?;
        let name = names.iter().find(|name| name.local == element.local)?;
        Some((module, name.clone()))
    }

    fn namespace_plan(&self, domain: &str, uri: &str) -> NamespacePlan {
        let modules: Vec<String> = self.namespaces.values().map(|it| it.module.clone()).collect();
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
        for interaction in &package.interactions {
            if let Some(uri) = &interaction.request.body.namespace {
                let contract = contract_name(interaction);
                taken.entry(uri.clone()).or_default().push(contract);
            }
        }
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
    }

    fn collect_alias(&mut self, definition: &Definition) {
        if let Definition::Simple(simple) = definition
            && let SimpleDerivation::Restriction {
                base: TypeRef::Named(base),
                facets,
            } = &simple.derivation
            && let (Some(name), []) = (&simple.name, facets.as_slice())
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
        let Some(uri) = &element.namespace else {
            return;
        };
        let names = self.elements.entry(uri.clone()).or_default();
        if names.iter().all(|name| name.local != element.local) {
            let taken: Vec<String> = names.iter().map(|name| name.constant.clone()).collect();
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
                .is_some_and(|name| name.namespace.as_deref() == Some(namespace))
        })
        .collect();
    // The order of reading depends on who imports whom; that of the files does not.
    found.sort_by(|a, b| a.place().file.cmp(&b.place().file));
    found.into_iter()
}

/// The name of a contract's Rust type: the operation's.
pub(super) fn contract_name(interaction: &Interaction) -> String {
    name::type_name(&interaction.operation)
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
    if package.interactions.is_empty() {
        let names = package.schemas.definitions().filter_map(Definition::name);
        return names.filter_map(|name| name.namespace.clone()).collect();
    }
    let roots = package.interactions.iter().flat_map(roots);
    let reach = reach::from(package, roots);
    let reached = reach.element_namespaces.iter().chain(&reach.type_namespaces);
    reached.map(|uri| (*uri).to_owned()).collect()
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
