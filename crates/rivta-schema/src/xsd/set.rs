//! All components of a package.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use super::read::{self, Read, Scope};
use super::{Attribute, AttributeGroup, ComplexType, Element, Group, QName, SimpleType};
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
    index: HashMap<(Space, QName), usize>,
    files: HashSet<(String, Option<String>)>,
    notes: Vec<Note>,
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

    /// Checks that every name that is referred to is defined, and that no component is made of
    /// itself.
    ///
    /// # Errors
    /// [`Error::Unresolved`] and [`Error::Invalid`].
    pub fn check(&self) -> Result<(), Error> {
        super::check::references(self)?;
        super::check::cycles(self)
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
        let index = definition
            .name()
            .and_then(|name| self.index.get(&(space, name.clone())));
        match index.and_then(|index| self.definitions.get_mut(*index)) {
            Some(place) => {
                *place = definition;
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
        let index = self.index.get(&(space, name.clone()))?;
        self.definitions.get(*index)
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
        for definition in read.definitions {
            self.define(definition)?;
        }
        let mut queue = Vec::new();
        for reference in read.references {
            let file = tree.resolve(from, &reference.location, &reference.place)?;
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
                self.index.insert((space, name), self.definitions.len());
                self.definitions.push(definition);
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
