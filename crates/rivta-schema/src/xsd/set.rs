//! All components of a package.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use super::read::{self, Read, Scope};
use super::{
    Attribute, AttributeGroup, ComplexType, Content, Element, Group, QName, SimpleDerivation, SimpleType, Term, TypeRef,
};
use crate::error::{Error, Place};
use crate::source::{Document, Note, SourceTree};

/// A global component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Definition {
    /// `xs:element`
    Element(Element),
    /// `xs:complexType`
    Complex(ComplexType),
    /// `xs:simpleType`
    Simple(SimpleType),
    /// `xs:group`
    Group(Group),
    /// `xs:attribute`
    Attribute(Attribute),
    /// `xs:attributeGroup`
    AttributeGroup(AttributeGroup),
}

/// The symbol spaces of XML Schema: simple and complex types share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Space {
    Element,
    Type,
    Group,
    Attribute,
    AttributeGroup,
}

impl Definition {
    /// The component's name; global components always have one.
    pub fn name(&self) -> Option<&QName> {
        match self {
            Self::Element(element) => Some(&element.name),
            Self::Complex(complex) => complex.name.as_ref(),
            Self::Simple(simple) => simple.name.as_ref(),
            Self::Group(group) => Some(&group.name),
            Self::Attribute(attribute) => Some(&attribute.name),
            Self::AttributeGroup(group) => Some(&group.name),
        }
    }

    /// Where the component stands.
    pub fn place(&self) -> &Place {
        match self {
            Self::Element(element) => &element.annotation.place,
            Self::Complex(complex) => &complex.annotation.place,
            Self::Simple(simple) => &simple.annotation.place,
            Self::Group(group) => &group.annotation.place,
            Self::Attribute(attribute) => &attribute.annotation.place,
            Self::AttributeGroup(group) => &group.annotation.place,
        }
    }

    fn set_name(&mut self, name: QName) {
        match self {
            Self::Element(element) => element.name = name,
            Self::Complex(complex) => complex.name = Some(name),
            Self::Simple(simple) => simple.name = Some(name),
            Self::Group(group) => group.name = name,
            Self::Attribute(attribute) => attribute.name = name,
            Self::AttributeGroup(group) => group.name = name,
        }
    }

    /// Gives another name to what the component refers to under its own, as one in `xs:redefine` does.
    fn rename_base(&mut self, from: &QName, to: &QName) {
        let rename = |name: &mut QName| {
            if name == from {
                to.clone_into(name);
            }
        };
        match self {
            Self::Complex(complex) => match &mut complex.content {
                Content::Elements(_) => {}
                Content::Extension { base, .. }
                | Content::Restriction { base, .. }
                | Content::SimpleExtension { base }
                | Content::SimpleRestriction { base, .. } => rename(base),
            },
            Self::Simple(simple) => {
                if let SimpleDerivation::Restriction {
                    base: TypeRef::Named(base),
                    ..
                } = &mut simple.derivation
                {
                    rename(base);
                }
            }
            Self::Group(group) => {
                for particle in &mut group.model.particles {
                    if let Term::GroupRef(name) = &mut particle.term {
                        rename(name);
                    }
                }
            }
            Self::AttributeGroup(group) => group.attributes.groups.iter_mut().for_each(rename),
            Self::Element(_) | Self::Attribute(_) => {}
        }
    }

    fn space(&self) -> (Space, &'static str) {
        match self {
            Self::Element(_) => (Space::Element, "element"),
            Self::Complex(_) | Self::Simple(_) => (Space::Type, "type"),
            Self::Group(_) => (Space::Group, "group"),
            Self::Attribute(_) => (Space::Attribute, "attribute"),
            Self::AttributeGroup(_) => (Space::AttributeGroup, "attribute group"),
        }
    }
}

/// The global components of a package, looked up by name over all its schemas.
///
/// A component may be defined several times, as when a file is reached by two paths, so long as
/// the definitions say the same.
#[derive(Debug, Clone, Default)]
pub struct SchemaSet {
    definitions: Vec<Definition>,
    index: HashMap<Space, HashMap<QName, usize>>,
    files: HashSet<(String, Option<String>)>,
    /// The complex types derived from a type, and the elements that may stand for an element, directly.
    derived: HashMap<QName, Vec<usize>>,
    substitutes: HashMap<QName, Vec<usize>>,
    notes: Vec<Note>,
    /// What takes the place of a definition once all are read.
    redefinitions: Vec<Definition>,
    /// Files that are imported and are not there.
    missing: Vec<(Place, String)>,
}

impl SchemaSet {
    /// Reads a schema file and all it imports and includes.
    ///
    /// # Errors
    /// Any [`Error`] about the files read.
    pub fn add_file(&mut self, tree: &SourceTree, path: &str) -> Result<(), Error> {
        let Some(file) = tree.get(path) else {
            return Ok(());
        };
        self.add_reachable(tree, vec![(file.path.clone(), None)])
    }

    /// Reads a schema within a WSDL and all it imports and includes.
    ///
    /// # Errors
    /// Any [`Error`] about the files read.
    pub(crate) fn add_inline<'d, 'a>(
        &mut self,
        tree: &SourceTree,
        document: &'d Document<'a>,
        schema: Node<'d, 'a>,
    ) -> Result<(), Error> {
        let scope = Scope::of(document, schema, None);
        let read = read::schema(scope, schema)?;
        let queue = self.take(tree, &document.file.path, scope.target(), read)?;
        self.add_reachable(tree, queue)
    }

    /// Puts redefinitions in their places, and checks that every name that is referred to is defined and
    /// that no component is made of itself. To be called once, when all schemas are added.
    ///
    /// An import whose file is not there does no harm where nothing of it is missed.
    ///
    /// # Errors
    /// [`Error::Unresolved`] and [`Error::Invalid`]; [`Error::MissingFile`] in the place of the first
    /// where a file is missing.
    pub fn check(&mut self) -> Result<(), Error> {
        for definition in std::mem::take(&mut self.redefinitions) {
            self.redefine(definition);
        }
        super::check::references(self).map_err(|error| self.blamed_on_missing_file(error))?;
        let unneeded = |(place, location): &(Place, String)| {
            Note::at(
                place.clone(),
                format!("{location} is not there, and nothing of it is missed"),
            )
        };
        self.notes.extend(self.missing.iter().map(unneeded));
        self.index_families();
        super::check::cycles(self)
    }

    /// The error about a file that is missing, in the place of one about a name that it may define.
    pub(crate) fn blamed_on_missing_file(&self, error: Error) -> Error {
        match (error, self.missing.first().cloned()) {
            (Error::Unresolved { .. }, Some((place, location))) => Error::MissingFile { place, location },
            (error, _) => error,
        }
    }

    fn index_families(&mut self) {
        self.derived.clear();
        self.substitutes.clear();
        for (index, definition) in self.definitions.iter().enumerate() {
            let (family, head) = match definition {
                Definition::Complex(complex) => (&mut self.derived, complex.base()),
                Definition::Element(element) => (&mut self.substitutes, element.substitution_group.as_ref()),
                _ => continue,
            };
            if let Some(head) = head {
                family.entry(head.clone()).or_default().push(index);
            }
        }
    }

    /// The named complex types derived from a type, in one step. Known once the set has been checked.
    pub fn derived(&self, base: &QName) -> impl Iterator<Item = (&QName, &ComplexType)> {
        let indices = self.derived.get(base).into_iter().flatten();
        indices.filter_map(|index| match self.definitions.get(*index)? {
            Definition::Complex(complex) => Some((complex.name.as_ref()?, complex)),
            _ => None,
        })
    }

    /// The global elements whose substitution group an element heads. Known once the set has been checked.
    pub fn substitutes(&self, head: &QName) -> impl Iterator<Item = &Element> {
        let indices = self.substitutes.get(head).into_iter().flatten();
        indices.filter_map(|index| match self.definitions.get(*index)? {
            Definition::Element(element) => Some(element),
            _ => None,
        })
    }

    /// Puts a definition in the place of one of its name, which keeps another name for what is derived
    /// from it there.
    fn redefine(&mut self, mut definition: Definition) {
        let (space, _) = definition.space();
        let Some(name) = definition.name().cloned() else {
            return;
        };
        if let Some(index) = self.position(space, &name)
            && let Some(place) = self.definitions.get_mut(index)
        {
            let before = QName::new(name.namespace.as_deref(), &format!("{}-redefined", name.local));
            definition.rename_base(&name, &before);
            let mut old = std::mem::replace(place, definition);
            old.set_name(before.clone());
            self.push(space, before, old);
        } else {
            self.push(space, name, definition);
        }
    }

    /// All components, in the order they were read.
    pub fn definitions(&self) -> impl Iterator<Item = &Definition> {
        self.definitions.iter()
    }

    /// The paths of the schema files that were read, in order.
    pub fn files(&self) -> Vec<&str> {
        let mut files: Vec<&str> = self.files.iter().map(|(path, _)| path.as_str()).collect();
        files.sort_unstable();
        files.dedup();
        files
    }

    /// Whether a file has been read.
    pub(crate) fn has_read(&self, path: &str) -> bool {
        self.files.iter().any(|(read, _)| read == path)
    }

    /// What is odd in the text of the schemas and was understood all the same.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Puts a component in the place of the one of the same kind and name, for asking what the
    /// rest of the package would be without it. `false` if there is none.
    pub fn replace(&mut self, definition: Definition) -> bool {
        let (space, _) = definition.space();
        let index = definition.name().and_then(|name| self.position(space, name));
        match index.and_then(|index| self.definitions.get_mut(index)) {
            Some(place) => {
                *place = definition;
                self.index_families();
                true
            }
            None => false,
        }
    }

    /// A global element.
    pub fn element(&self, name: &QName) -> Option<&Element> {
        match self.find(Space::Element, name)? {
            Definition::Element(element) => Some(element),
            _ => None,
        }
    }

    /// A named type, simple or complex.
    pub fn type_definition(&self, name: &QName) -> Option<&Definition> {
        self.find(Space::Type, name)
    }

    /// A named complex type.
    pub fn complex_type(&self, name: &QName) -> Option<&ComplexType> {
        match self.find(Space::Type, name)? {
            Definition::Complex(complex) => Some(complex),
            _ => None,
        }
    }

    /// A named simple type.
    pub fn simple_type(&self, name: &QName) -> Option<&SimpleType> {
        match self.find(Space::Type, name)? {
            Definition::Simple(simple) => Some(simple),
            _ => None,
        }
    }

    /// A named group.
    pub fn group(&self, name: &QName) -> Option<&Group> {
        match self.find(Space::Group, name)? {
            Definition::Group(group) => Some(group),
            _ => None,
        }
    }

    /// A global attribute.
    pub fn attribute(&self, name: &QName) -> Option<&Attribute> {
        match self.find(Space::Attribute, name)? {
            Definition::Attribute(attribute) => Some(attribute),
            _ => None,
        }
    }

    /// A named attribute group.
    pub fn attribute_group(&self, name: &QName) -> Option<&AttributeGroup> {
        match self.find(Space::AttributeGroup, name)? {
            Definition::AttributeGroup(group) => Some(group),
            _ => None,
        }
    }

    fn find(&self, space: Space, name: &QName) -> Option<&Definition> {
        self.definitions.get(self.position(space, name)?)
    }

    fn position(&self, space: Space, name: &QName) -> Option<usize> {
        self.index.get(&space)?.get(name).copied()
    }

    /// Adds a component that has this name.
    fn push(&mut self, space: Space, name: QName, definition: Definition) {
        let names = self.index.entry(space).or_default();
        names.insert(name, self.definitions.len());
        self.definitions.push(definition);
    }

    /// Reads files until nothing new is referred to; each once for each target namespace that an
    /// includer gives it.
    fn add_reachable(&mut self, tree: &SourceTree, mut queue: Vec<(String, Option<String>)>) -> Result<(), Error> {
        while let Some(key) = queue.pop() {
            let Some(file) = tree.get(&key.0) else {
                continue;
            };
            if !self.files.insert(key.clone()) {
                continue;
            }
            let document = Document::parse(file)?;
            let root = document.root();
            if !root.has_tag_name((super::XS, "schema")) {
                return Err(Error::invalid(document.place(root), "this is not an XML Schema"));
            }
            let scope = Scope::of(&document, root, key.1.as_deref());
            let read = read::schema(scope, root)?;
            let mut found = self.take(tree, &key.0, scope.target(), read)?;
            found.reverse();
            queue.append(&mut found);
        }
        Ok(())
    }

    /// Takes what a schema holds and tells which files it refers to.
    fn take(
        &mut self,
        tree: &SourceTree,
        from: &str,
        target: Option<&str>,
        read: Read,
    ) -> Result<Vec<(String, Option<String>)>, Error> {
        self.notes.extend(read.notes);
        self.redefinitions.extend(read.redefinitions);
        for definition in read.definitions {
            self.define(definition)?;
        }
        let mut queue = Vec::new();
        for reference in read.references {
            let file = match tree.resolve(from, &reference.location, &reference.place) {
                Ok(file) => file,
                Err(Error::MissingFile { place, location }) => {
                    self.missing.push((place, location));
                    continue;
                }
                Err(error) => return Err(error),
            };
            let includer = target.filter(|_| reference.include).map(str::to_owned);
            let own = includer.filter(|_| !has_target_namespace(file));
            queue.push((file.path.clone(), own));
        }
        Ok(queue)
    }

    fn define(&mut self, definition: Definition) -> Result<(), Error> {
        let (space, kind) = definition.space();
        let Some(name) = definition.name().cloned() else {
            return Ok(());
        };
        match self.find(space, &name) {
            None => {
                self.push(space, name, definition);
                Ok(())
            }
            Some(first) if *first == definition => Ok(()),
            Some(first) => Err(Error::Conflict {
                kind,
                name: Box::new(name),
                first: Box::new(first.place().clone()),
                second: Box::new(definition.place().clone()),
            }),
        }
    }
}

/// Whether a schema file names its target namespace; if so, an includer gives it none.
fn has_target_namespace(file: &crate::source::SourceFile) -> bool {
    Document::parse(file).is_ok_and(|document| document.root().has_attribute("targetNamespace"))
}
