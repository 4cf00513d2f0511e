//! What an element may hold: its declaration, `xsi:type`, `xsi:nil`.

use std::borrow::Cow;

use rivta_soap::xml::{Attribute, Tag};

use super::soap::Part;
use super::{Frame, Inside, Role, Walk};
use crate::validate::schema::{ANY_TYPE, Body, Complex, Content, Element, Type, TypeId};
use crate::validate::simple::{Simple, is_space};
use crate::validate::verdict::Rule;

/// Namespace of `xsi:type` and its like.
pub(super) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What the attributes of XML Schema instances say.
#[derive(Default)]
struct Instance<'d> {
    type_name: Option<Cow<'d, str>>,
    nil: Option<Cow<'d, str>>,
}

impl<'v, 'd> Walk<'v, 'd> {
    /// Judges a start tag; what comes of it.
    pub(super) fn assess(&mut self, tag: Tag<'d>, role: Role) -> Frame<'v, 'd> {
        let mut frame = Frame {
            offset: tag.offset,
            element: None,
            inside: Inside::Anything,
            text: Cow::Borrowed(""),
            told: false,
            has_children: false,
            prefixes: Vec::new(),
        };
        let declared = match role {
            Role::Declared(id) => Some(id),
            Role::Undeclared => None,
            Role::Skipped => {
                self.open_tables(tag, None);
                return frame;
            }
            Role::Soap(part) => {
                frame.inside = Inside::Soap(part);
                self.open_tables(tag, None);
                return frame;
            }
        };
        let schema = self.schema;
        frame.element = declared.and_then(|id| schema.element(id));
        self.open_tables(tag, declared);
        if frame.element.is_some_and(|element| element.is_abstract) {
            self.tell(
                Rule::AbstractElement,
                tag.offset,
                "expected another element: this one is abstract",
            );
            return frame;
        }
        let instance = self.instance();
        let declared_type = frame.element.map_or(ANY_TYPE, |element| element.type_id);
        let id = match &instance.type_name {
            Some(name) => self.instance_type(tag, name, frame.element, declared_type),
            None => declared_type,
        };
        let nil = match (&instance.nil, frame.element) {
            (Some(nil), Some(element)) => self.is_nil(tag, nil, element),
            _ => false,
        };
        if let Some(type_definition) = schema.type_of(id) {
            frame.inside = self.inside(tag, type_definition);
            if nil && !matches!(frame.inside, Inside::Anything) {
                frame.inside = Inside::Nil;
            }
        }
        if let Inside::Text(simple) = &frame.inside {
            frame.prefixes = self.prefixes(simple);
        }
        frame
    }

    fn open_tables(&mut self, tag: Tag<'d>, declared: Option<super::ElementId>) {
        let namespace = self.tokens.namespace(tag.binding);
        let place = (self.frames.len(), tag.offset);
        self.tables.open(self.schema, place, (namespace, tag.local), declared);
    }

    fn instance(&self) -> Instance<'d> {
        let mut instance = Instance::default();
        for Attribute {
            local, binding, value, ..
        } in self.tokens.attributes()
        {
            if self.tokens.namespace(*binding) == Some(XSI) {
                match *local {
                    "type" => instance.type_name = Some(value.clone()),
                    "nil" => instance.nil = Some(value.clone()),
                    _ => {}
                }
            }
        }
        instance
    }

    /// The type that `xsi:type` names, if it may stand for the declared one; else that.
    fn instance_type(&mut self, tag: Tag<'d>, name: &str, element: Option<&Element>, declared: TypeId) -> TypeId {
        let schema = self.schema;
        let name = name.trim_matches(is_space);
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let namespace = self.tokens.resolve_prefix(prefix);
        let known = namespace.is_some() || prefix.is_empty();
        let id = schema.names.find(namespace, local).filter(|_| known);
        let Some(id) = id.and_then(|id| schema.named.get(&id)).copied() else {
            self.tell(Rule::UnknownType, tag.offset, "expected the name of a type in xsi:type");
            return declared;
        };
        let block = element.map(|element| element.block).unwrap_or_default();
        let base = schema.type_of(declared).map(|it| it.block).unwrap_or_default();
        let allowed = schema.derivation(id, declared).is_some_and(|(extended, restricted)| {
            !(extended && (block.extension || base.extension))
                && !(restricted && (block.restriction || base.restriction))
        });
        if allowed {
            return id;
        }
        let name = schema.type_of(declared).map_or("", |it| it.name.as_str());
        let message = format!("expected a type in xsi:type that may stand for {name}");
        self.tell(Rule::TypeNotDerived, tag.offset, message);
        declared
    }

    fn is_nil(&mut self, tag: Tag<'d>, nil: &str, element: &Element) -> bool {
        let nil = match nil.trim_matches(is_space) {
            "true" | "1" => true,
            "false" | "0" => false,
            _ => {
                self.tell(Rule::Form, tag.offset, "expected true or false in xsi:nil");
                return false;
            }
        };
        if !element.nillable {
            self.tell(
                Rule::NotNillable,
                tag.offset,
                "expected no xsi:nil: the element is not nillable",
            );
            return false;
        }
        if nil && element.given.as_ref().is_some_and(|given| given.fixed) {
            self.tell(
                Rule::NilWithContent,
                tag.offset,
                "expected the fixed value, found xsi:nil",
            );
        }
        nil
    }

    /// What a type lets in; its attributes are judged on the way.
    fn inside(&mut self, tag: Tag<'d>, type_definition: &'v Type) -> Inside<'v> {
        let schema = self.schema;
        let text = |id| schema.simple(id).map_or(Inside::Anything, Inside::Text);
        let complex: &'v Complex = match &type_definition.body {
            Body::Simple(simple) => {
                self.no_attributes(tag);
                return text(*simple);
            }
            Body::Complex(complex) => complex,
        };
        if complex.is_abstract {
            let message = format!("expected an xsi:type: the type {} is abstract", type_definition.name);
            self.tell(Rule::AbstractType, tag.offset, message);
            return Inside::Anything;
        }
        self.attributes(tag, complex);
        match &complex.content {
            Content::Empty => Inside::Nothing,
            Content::Simple(simple) => text(*simple),
            Content::Elements { model, mixed } => Inside::Elements {
                model,
                state: model.start(),
                mixed: *mixed,
                broken: false,
            },
        }
    }

    /// The prefixes in scope, if the text of a type may hold some: at the end tag they are gone.
    fn prefixes(&self, simple: &Simple) -> Vec<(String, String)> {
        if !simple.has_names {
            return Vec::new();
        }
        let bindings = self.tokens.prefixes();
        bindings
            .map(|(prefix, uri)| (prefix.to_owned(), uri.to_owned()))
            .collect()
    }

    /// Whether the parent is the header of an envelope: SOAP then gives the element attributes of its own.
    pub(super) fn is_header_block(&self) -> bool {
        let parent = self.frames.last().map(|parent| &parent.inside);
        matches!(parent, Some(Inside::Soap(Part::Header)))
    }
}
