//! The attributes of a type, inherited ones among them.

use std::collections::HashSet;

use super::{Compiler, MAX_DERIVATIONS, unsupported};
use crate::error::Error;
use crate::validate::schema::{Attribute, Given};
use crate::validate::wildcard::Open;
use crate::xsd::{
    self, AttributeTerm, AttributeUse, Attributes, Builtin, ComplexType, Content, Definition, Presence, QName, TypeRef,
    ValueConstraint,
};

/// What one type says of attributes, groups taken in.
struct Own<'s> {
    uses: Vec<&'s AttributeUse>,
    any: Option<Open>,
}

impl<'s> Compiler<'s> {
    /// The global attributes.
    pub(super) fn compile_attributes(&mut self) -> Result<(), Error> {
        let set = self.set;
        for definition in set.definitions() {
            if let Definition::Attribute(attribute) = definition {
                let compiled = self.attribute(attribute, attribute.value.as_ref(), false)?;
                self.schema.attributes.insert(compiled.name, compiled);
            }
        }
        Ok(())
    }

    /// The types that a type is derived from, itself last; and whether the first comes from `xs:anyType`.
    pub(super) fn lineage(&self, complex: &'s ComplexType) -> Result<(Vec<&'s ComplexType>, bool), Error> {
        let mut lineage = vec![complex];
        let mut current = complex;
        while let Some(base) = base(&current.content) {
            if lineage.len() > MAX_DERIVATIONS {
                return Err(unsupported(&complex.annotation.place, "a type derived so many times"));
            }
            let Some(next) = self.set.complex_type(base) else {
                let from_any = Builtin::of(base) == Some(Builtin::AnyType);
                lineage.reverse();
                return Ok((lineage, from_any));
            };
            lineage.push(next);
            current = next;
        }
        lineage.reverse();
        Ok((lineage, false))
    }

    pub(super) fn attributes(&mut self, complex: &'s ComplexType) -> Result<(Vec<Attribute>, Option<Open>), Error> {
        let (lineage, from_any) = self.lineage(complex)?;
        let mut found: Vec<Attribute> = Vec::new();
        let mut any = from_any.then(Open::lax);
        for level in lineage {
            let own = self.own(&level.attributes);
            let restricts = matches!(
                level.content,
                Content::Restriction { .. } | Content::SimpleRestriction { .. }
            );
            for used in own.uses {
                let compiled = self.attribute_use(used)?;
                if restricts || used.presence != Presence::Prohibited {
                    found.retain(|attribute| attribute.name != compiled.name);
                }
                if used.presence != Presence::Prohibited {
                    found.push(compiled);
                }
            }
            any = match (own.any, any) {
                (own, _) if restricts => own,
                (Some(own), Some(base)) => Some(own.or(&base)),
                (own, base) => own.or(base),
            };
        }
        Ok((found, any))
    }

    fn own(&self, attributes: &'s Attributes) -> Own<'s> {
        let mut own = Own {
            uses: Vec::new(),
            any: None,
        };
        let (mut queue, mut seen): (Vec<&'s Attributes>, HashSet<&'s QName>) = (vec![attributes], HashSet::new());
        while let Some(part) = queue.pop() {
            own.uses.extend(&part.uses);
            let open = part.any.as_ref().map(Open::of);
            own.any = match (own.any, open) {
                (Some(outer), Some(inner)) => Some(outer.and(&inner)),
                (outer, inner) => outer.or(inner),
            };
            for name in &part.groups {
                if seen.insert(name)
                    && let Some(group) = self.set.attribute_group(name)
                {
                    queue.push(&group.attributes);
                }
            }
        }
        own
    }

    fn attribute_use(&mut self, used: &'s AttributeUse) -> Result<Attribute, Error> {
        let set = self.set;
        let required = used.presence == Presence::Required;
        match &used.term {
            AttributeTerm::Local(local) => self.attribute(local, local.value.as_ref(), required),
            AttributeTerm::Ref(name, value) => match set.attribute(name) {
                Some(global) => self.attribute(global, value.as_ref().or(global.value.as_ref()), required),
                // One of the namespace of XML itself, whose schema need not be in the package.
                None => Ok(Attribute {
                    name: self.schema.names.number(name),
                    simple: self.simple_ref(&TypeRef::Absent, 0, &used.annotation.place)?,
                    required,
                    given: value.as_ref().map(given),
                }),
            },
        }
    }

    fn attribute(
        &mut self,
        attribute: &'s xsd::Attribute,
        value: Option<&'s ValueConstraint>,
        required: bool,
    ) -> Result<Attribute, Error> {
        Ok(Attribute {
            name: self.schema.names.number(&attribute.name),
            simple: self.simple_ref(&attribute.type_ref, 0, &attribute.annotation.place)?,
            required,
            given: value.map(given),
        })
    }
}

/// A default or fixed value whose type is not known yet.
pub(super) fn given(value: &ValueConstraint) -> Given {
    let (fixed, text) = match value {
        ValueConstraint::Default(text) => (false, text),
        ValueConstraint::Fixed(text) => (true, text),
    };
    Given {
        fixed,
        text: text.clone(),
        value: None,
    }
}

/// The type that content is derived from.
pub(super) fn base(content: &Content) -> Option<&QName> {
    match content {
        Content::Elements(_) => None,
        Content::Extension { base, .. }
        | Content::Restriction { base, .. }
        | Content::SimpleExtension { base }
        | Content::SimpleRestriction { base, .. } => Some(base),
    }
}
