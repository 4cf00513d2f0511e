//! Attributes.

use std::borrow::Cow;

use rivta_soap::xml::{Tag, shown};

use super::assess::XSI;
use super::{Walk, is_soap};
use crate::validate::place::Raw;
use crate::validate::schema::{Attribute, Complex, Schema};
use crate::validate::simple::{Context, Failure};
use crate::validate::value::Value;
use crate::validate::verdict::Rule;
use crate::validate::wildcard::Open;
use crate::xsd::ProcessContents;

/// What is found out about an attribute.
struct Judged {
    value: Option<Value>,
    identities: Vec<(bool, String)>,
}

/// An attribute that is wrong: the rule, and what was expected.
type Wrong = (Rule, String);

/// An attribute of a start tag.
struct Written<'a> {
    namespace: Option<&'a str>,
    local: &'a str,
    value: &'a str,
}

impl<'d> Walk<'_, 'd> {
    /// An element of simple type has none but those of XML Schema instances.
    pub(super) fn no_attributes(&mut self, tag: Tag<'d>) {
        for index in 0..self.tokens.attributes().len() {
            if let Some((local, _)) = self.own_attribute(index) {
                let message = "expected no attribute on an element of simple type";
                self.tell_attribute(Rule::AttributeOnSimple, tag.offset, local, message.to_owned());
            }
        }
    }

    pub(super) fn attributes(&mut self, tag: Tag<'d>, complex: &Complex) {
        let schema = self.schema;
        for index in 0..self.tokens.attributes().len() {
            let Some((local, value)) = self.own_attribute(index) else {
                continue;
            };
            let binding = self.tokens.attributes().get(index).and_then(|it| it.binding);
            let namespace = self.tokens.namespace(binding);
            let written = Written {
                namespace,
                local,
                value: &value,
            };
            let resolve = |prefix: &str| self.tokens.resolve_prefix(prefix).map(str::to_owned);
            match judge(schema, complex, &written, self.tables.are_active(), &resolve) {
                Ok(judged) => {
                    let value = judged.value.as_ref();
                    let found = value.map(|value| self.tables.attribute(schema, (namespace, local), value));
                    self.tell_found(found.into_iter().flatten());
                    self.take_identities(tag.offset, judged.identities);
                }
                Err((rule, message)) => self.tell_attribute(rule, tag.offset, local, message),
            }
        }
        for attribute in &complex.attributes {
            self.absent(tag, attribute);
        }
    }

    /// An attribute that the type has and the element may lack.
    fn absent(&mut self, tag: Tag<'d>, attribute: &Attribute) {
        let given = attribute.given.as_ref().and_then(|given| given.value.as_ref());
        let given = given.filter(|_| self.tables.are_active());
        if !attribute.required && given.is_none() {
            return;
        }
        let Some(name) = self.schema.names.name(attribute.name) else {
            return;
        };
        let namespace = name.namespace.as_deref();
        let is_it = |it: &rivta_soap::xml::Attribute<'_>| {
            it.local == name.local && self.tokens.namespace(it.binding) == namespace
        };
        if self.tokens.attributes().iter().any(is_it) {
            return;
        }
        if let Some(value) = given {
            let found = self.tables.attribute(self.schema, (namespace, &name.local), value);
            self.tell_found(found.into_iter());
        }
        if attribute.required {
            let message = format!("expected the attribute {name}");
            self.tell(Rule::MissingAttribute, tag.offset, message);
        }
    }

    /// Name and value of an attribute, unless it is one that XML Schema or SOAP lets any element have.
    fn own_attribute(&self, index: usize) -> Option<(&'d str, Cow<'d, str>)> {
        let attribute = self.tokens.attributes().get(index)?;
        let namespace = self.tokens.namespace(attribute.binding);
        let local = attribute.local;
        let instance = matches!(local, "type" | "nil" | "schemaLocation" | "noNamespaceSchemaLocation");
        if namespace == Some(XSI) && instance || is_soap(namespace) && self.is_header_block() {
            return None;
        }
        Some((local, attribute.value.clone()))
    }

    fn tell_attribute(&mut self, rule: Rule, offset: usize, local: &str, message: String) {
        self.raw.push(Raw {
            rule,
            offset,
            attribute: Some(local.to_owned()),
            message,
        });
    }
}

/// Judges an attribute by a type.
fn judge(
    schema: &Schema,
    complex: &Complex,
    written: &Written<'_>,
    wanted: bool,
    resolve: &dyn Fn(&str) -> Option<String>,
) -> Result<Judged, Wrong> {
    let id = schema.names.find(written.namespace, written.local);
    let own = id.and_then(|id| complex.attributes.iter().find(|it| it.name == id));
    let declared = match own {
        Some(own) => Some(own),
        None => in_wildcard(schema, complex.any_attribute.as_ref(), written)?,
    };
    match declared {
        Some(attribute) => of_type(schema, attribute, written.value, wanted, resolve),
        None => Ok(Judged {
            value: None,
            identities: Vec::new(),
        }),
    }
}

/// The declaration that a wildcard asks for; `None` if it asks for none.
fn in_wildcard<'s>(
    schema: &'s Schema,
    any: Option<&Open>,
    written: &Written<'_>,
) -> Result<Option<&'s Attribute>, Wrong> {
    let Some(open) = any.filter(|open| open.namespaces.has(written.namespace)) else {
        return Err((
            Rule::UnexpectedAttribute,
            format!("expected no attribute {} here", shown(written.local)),
        ));
    };
    if open.process == ProcessContents::Skip {
        return Ok(None);
    }
    let id = schema.names.find(written.namespace, written.local);
    match id.and_then(|id| schema.attributes.get(&id)) {
        None if open.process == ProcessContents::Strict => Err((
            Rule::UndeclaredInWildcard,
            "expected an attribute that the schemas declare".to_owned(),
        )),
        declared => Ok(declared),
    }
}

fn of_type(
    schema: &Schema,
    attribute: &Attribute,
    text: &str,
    wanted: bool,
    resolve: &dyn Fn(&str) -> Option<String>,
) -> Result<Judged, Wrong> {
    let mut context = Context {
        resolve,
        identities: Vec::new(),
    };
    let fixed = attribute.given.as_ref().filter(|given| given.fixed);
    let Some(simple) = schema.simple(attribute.simple) else {
        return Ok(Judged {
            value: None,
            identities: Vec::new(),
        });
    };
    let checked = simple.check(schema, text, wanted || fixed.is_some(), &mut context);
    let value = checked.map_err(|Failure { rule, expected }| (rule, format!("expected {expected}")))?;
    if let Some(given) = fixed
        && given.value.is_some()
        && given.value != value
    {
        return Err((Rule::FixedAttribute, format!("expected the fixed value {}", given.text)));
    }
    Ok(Judged {
        value,
        identities: context.identities,
    })
}
