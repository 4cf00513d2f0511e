//! The package as far as it is planned: types made on the way have their place and name here.

use std::collections::{BTreeMap, HashMap};

use rivta_schema::source::Note;
use rivta_schema::xsd::{ComplexType, Element, QName, SimpleType, TypeRef};
use rivta_schema::{Package, Place};

use super::layout::Layout;
use super::model::{Alias, Item, Struct, ValueType};
use super::{abstraction, builtin, name, restriction, structure};
use crate::error::Error;

/// A Rust type of the package: where anonymous parts of it are put and what they are called after.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Home {
    pub(super) module: String,
    pub(super) rust_name: String,
}

impl Home {
    pub(super) fn value(&self) -> ValueType {
        ValueType::Named {
            module: self.module.clone(),
            rust_name: self.rust_name.clone(),
        }
    }
}

/// Plans the types of a package one after the other.
pub(super) struct Draft<'p> {
    pub(super) package: &'p Package,
    pub(super) layout: &'p Layout,
    /// What is left out of the code, and what of it is taken in another way than written.
    pub(super) notes: Vec<Note>,
    items: BTreeMap<String, Vec<Item>>,
    taken: BTreeMap<String, Vec<String>>,
    /// Anonymous types and groups by where they stand and what they are: a derived type has those of its
    /// base.
    made: HashMap<(String, String, Place), Home>,
}

impl<'p> Draft<'p> {
    pub(super) fn new(package: &'p Package, layout: &'p Layout) -> Self {
        Self {
            package,
            layout,
            notes: Vec::new(),
            items: BTreeMap::new(),
            taken: layout.taken(),
            made: HashMap::new(),
        }
    }

    /// The types planned for a module.
    pub(super) fn take_items(&mut self, module: &str) -> Vec<Item> {
        self.items.remove(module).unwrap_or_default()
    }

    /// Plans a named complex type.
    pub(super) fn complex(&mut self, complex: &'p ComplexType) -> Result<(), Error> {
        let Some((name, home)) = complex
            .name
            .as_ref()
            .and_then(|name| Some((name, self.layout.home(name)?)))
        else {
            return Ok(());
        };
        let root = match self.layout.roots_of(name) {
            [root] => Some(root.clone()),
            _ => None,
        };
        self.complex_at(&home, complex, &name.local, root)?;
        if let Some(any) = self.layout.any(name) {
            let item = abstraction::any(self, &home, any, complex);
            self.push(&home.module, Item::Abstract(item));
        }
        Ok(())
    }

    /// Plans a named simple type.
    pub(super) fn simple(&mut self, simple: &'p SimpleType) -> Result<(), Error> {
        let Some((name, home)) = simple
            .name
            .as_ref()
            .and_then(|name| Some((name, self.layout.home(name)?)))
        else {
            return Ok(());
        };
        let item = restriction::item(self, &home, &name.local, simple)?;
        self.push(&home.module, item);
        Ok(())
    }

    fn complex_at(
        &mut self,
        home: &Home,
        complex: &'p ComplexType,
        xsd_name: &str,
        root: Option<String>,
    ) -> Result<(), Error> {
        let documentation = complex.annotation.documentation.clone();
        if structure::is_mixed(self.package, complex) {
            let alias = Alias {
                rust_name: home.rust_name.clone(),
                documentation,
                target: ValueType::Builtin("RawElement"),
            };
            self.push(&home.module, Item::Alias(alias));
            return Ok(());
        }
        if complex.is_abstract {
            let item = abstraction::item(self, home, complex);
            self.push(&home.module, Item::Abstract(item));
            return Ok(());
        }
        let at = self.items.entry(home.module.clone()).or_default().len();
        let structure = Struct {
            xsd_name: xsd_name.to_owned(),
            root,
            ..structure::structure(self, home, complex)?
        };
        let items = self.items.entry(home.module.clone()).or_default();
        items.insert(at.min(items.len()), Item::Struct(structure));
        Ok(())
    }

    pub(super) fn push(&mut self, module: &str, item: Item) {
        self.items.entry(module.to_owned()).or_default().push(item);
    }

    /// The Rust type of an element's or attribute's value. `stem` is what an anonymous type is
    /// called; `home` where it goes.
    pub(super) fn value(
        &mut self,
        home: &Home,
        stem: &str,
        type_ref: &'p TypeRef,
        place: &Place,
    ) -> Result<ValueType, Error> {
        match type_ref {
            TypeRef::Named(name) => self.named(name, place),
            TypeRef::Absent => Ok(ValueType::Builtin("RawElement")),
            TypeRef::Simple(simple) => self.anonymous_simple(home, stem, simple),
            TypeRef::Complex(complex) => {
                let (own, new) = self.made_at(home, stem, &complex.annotation.place);
                if new {
                    self.complex_at(&own, complex, "", None)?;
                }
                Ok(own.value())
            }
        }
    }

    pub(super) fn anonymous_simple(
        &mut self,
        home: &Home,
        stem: &str,
        simple: &'p SimpleType,
    ) -> Result<ValueType, Error> {
        let (own, new) = self.made_at(home, stem, &simple.annotation.place);
        if new {
            let item = restriction::item(self, &own, stem, simple)?;
            self.push(&own.module, item);
        }
        Ok(own.value())
    }

    /// The Rust type of a named type.
    pub(super) fn named(&self, name: &QName, place: &Place) -> Result<ValueType, Error> {
        let name = self.layout.unaliased(name);
        if let Some(value) = self.layout.type_of(name) {
            return Ok(value.clone());
        }
        builtin::value(name).ok_or_else(|| Error::uncovered(place, format!("the type {name}")))
    }

    /// The home of a global element's anonymous type, and what it is called.
    pub(super) fn element_home(&self, element: &Element) -> (Home, String) {
        let module = self
            .layout
            .module(element.name.namespace.as_deref())
            .unwrap_or_default();
        let home = Home {
            module: module.to_owned(),
            rust_name: String::new(),
        };
        (home, name::type_name(&element.name.local))
    }

    /// The Rust type made for the component at a place, and whether it is new.
    pub(super) fn made_at(&mut self, home: &Home, stem: &str, place: &Place) -> (Home, bool) {
        let key = (home.module.clone(), stem.to_owned(), place.clone());
        if let Some(made) = self.made.get(&key) {
            return (made.clone(), false);
        }
        let taken = self.taken.entry(home.module.clone()).or_default();
        let own = Home {
            module: home.module.clone(),
            rust_name: name::unique(format!("{}{stem}", home.rust_name), taken),
        };
        taken.push(own.rust_name.clone());
        self.made.insert(key, own.clone());
        (own, true)
    }
}
