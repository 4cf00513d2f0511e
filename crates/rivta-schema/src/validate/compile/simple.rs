//! Simple types.

use rivta_soap::pattern::Pattern;

use super::{Compiler, MAX_DERIVATIONS, unsupported};
use crate::error::{Error, Place};
use crate::validate::schema::{Body, Derivation, Type, TypeId};
use crate::validate::simple::{Bound, Context, Enumeration, Simple, SimpleId, Step, Variety, treated};
use crate::validate::value::{self, Value};
use crate::validate::verdict::Rule;
use crate::xsd::{
    Block, Builtin, Content, Definition, Facet, QName, SimpleDerivation, SimpleType, TypeRef, WhiteSpace, XS,
};

impl<'s> Compiler<'s> {
    /// All built-in types; `xs:anyType` is complex, the others are simple.
    pub(super) fn compile_builtins(&mut self) -> Result<(), Error> {
        for builtin in Builtin::all() {
            let name = QName::new(Some(XS), builtin.name());
            let Some(id) = self.numbers.get(&name).copied() else {
                continue;
            };
            if builtin == Builtin::AnyType {
                self.any_type(id)?;
                continue;
            }
            let simple = self.builtin(builtin);
            let base = self.numbers.get(&QName::new(Some(XS), builtin.base().name())).copied();
            let type_definition = Type {
                name: format!("xs:{}", builtin.name()),
                base: base.map(|base| (base, Derivation::Restriction)),
                block: Block::default(),
                body: Body::Simple(simple),
            };
            self.set_type(id, type_definition);
        }
        Ok(())
    }

    fn builtin(&mut self, builtin: Builtin) -> SimpleId {
        let name = QName::new(Some(XS), builtin.name());
        if let Some(id) = self.simple.get(&name) {
            return *id;
        }
        let item = match builtin {
            Builtin::NmTokens => Some(Builtin::NmToken),
            Builtin::IdRefs => Some(Builtin::IdRef),
            Builtin::Entities => Some(Builtin::Entity),
            _ => None,
        };
        let variety = match item {
            Some(item) => Variety::List(self.builtin(item)),
            None => Variety::Atomic(builtin),
        };
        let step = Step {
            min_length: Some(1),
            ..Step::default()
        };
        let simple = Simple {
            name: format!("xs:{}", builtin.name()),
            white_space: builtin.white_space(),
            steps: item.map(|_| step).into_iter().collect(),
            has_names: matches!(builtin, Builtin::QName | Builtin::Notation),
            is_any_text: is_any_text(&variety),
            variety,
        };
        let id = self.add_simple(simple);
        self.simple.insert(name, id);
        id
    }

    fn add_simple(&mut self, simple: Simple) -> SimpleId {
        self.schema.simple.push(simple);
        SimpleId(self.schema.simple.len() - 1)
    }

    pub(super) fn named_simple_type(&mut self, id: TypeId, simple: &'s SimpleType) -> Result<(), Error> {
        let compiled = match &simple.name {
            Some(name) => self.named_simple(name, 0, &simple.annotation.place)?,
            None => self.simple_type(simple, 0)?,
        };
        self.set_simple_type(id, simple, compiled)
    }

    fn set_simple_type(&mut self, id: TypeId, simple: &'s SimpleType, compiled: SimpleId) -> Result<(), Error> {
        let any_simple = self
            .numbers
            .get(&QName::new(Some(XS), Builtin::AnySimpleType.name()))
            .copied();
        let base = match &simple.derivation {
            SimpleDerivation::Restriction { base, .. } => Some(self.simple_base(base)?),
            SimpleDerivation::List(_) | SimpleDerivation::Union(_) => any_simple,
        };
        let type_definition = Type {
            name: simple.name.as_ref().map(|name| name.local.clone()).unwrap_or_default(),
            base: base.map(|base| (base, Derivation::Restriction)),
            block: Block::default(),
            body: Body::Simple(compiled),
        };
        self.set_type(id, type_definition);
        Ok(())
    }

    /// The type that a restriction narrows, as a type.
    fn simple_base(&mut self, base: &'s TypeRef) -> Result<TypeId, Error> {
        match base {
            TypeRef::Simple(inner) => {
                let id = self.new_type();
                let compiled = self.simple_type(inner, 0)?;
                let type_definition = Type {
                    name: String::new(),
                    base: Some((super::schema::ANY_TYPE, Derivation::Restriction)),
                    block: Block::default(),
                    body: Body::Simple(compiled),
                };
                self.set_type(id, type_definition);
                Ok(id)
            }
            TypeRef::Named(name) => Ok(self.numbers.get(name).copied().unwrap_or(super::schema::ANY_TYPE)),
            TypeRef::Complex(_) | TypeRef::Absent => Ok(super::schema::ANY_TYPE),
        }
    }

    /// A simple type written within a declaration.
    pub(super) fn anonymous_simple(&mut self, simple: &'s SimpleType) -> Result<TypeId, Error> {
        let id = self.new_type();
        self.named_simple_type(id, simple)?;
        Ok(id)
    }

    /// A simple type that a declaration or another type refers to.
    pub(super) fn simple_ref(&mut self, type_ref: &'s TypeRef, depth: usize, place: &Place) -> Result<SimpleId, Error> {
        match type_ref {
            TypeRef::Named(name) => self.named_simple(name, depth, place),
            TypeRef::Simple(simple) => self.simple_type(simple, depth),
            TypeRef::Absent => Ok(self.builtin(Builtin::AnySimpleType)),
            TypeRef::Complex(_) => Err(Error::invalid(place.clone(), "a simple type is needed here")),
        }
    }

    fn named_simple(&mut self, name: &QName, depth: usize, place: &Place) -> Result<SimpleId, Error> {
        if let Some(id) = self.simple.get(name) {
            return Ok(*id);
        }
        let set = self.set;
        let compiled = match (Builtin::of(name), set.type_definition(name)) {
            (Some(builtin), _) => return Ok(self.builtin(builtin)),
            (None, Some(Definition::Simple(simple))) => self.simple_type(simple, depth)?,
            _ => return Err(Error::invalid(place.clone(), format!("{name} is not a simple type"))),
        };
        self.simple.insert(name.clone(), compiled);
        Ok(compiled)
    }

    fn simple_type(&mut self, simple: &'s SimpleType, depth: usize) -> Result<SimpleId, Error> {
        let place = &simple.annotation.place;
        if depth > MAX_DERIVATIONS {
            return Err(unsupported(place, "a type derived so many times"));
        }
        let mut compiled = match &simple.derivation {
            SimpleDerivation::Restriction { base, facets } => {
                let base = self.simple_ref(base, depth + 1, place)?;
                self.restricted(base, facets, place)?
            }
            SimpleDerivation::List(item) => {
                let item = self.simple_ref(item, depth + 1, place)?;
                self.made_of(Variety::List(item), &[item])
            }
            SimpleDerivation::Union(members) => {
                let members = members.iter().map(|member| self.simple_ref(member, depth + 1, place));
                let members = members.collect::<Result<Vec<_>, _>>()?;
                self.made_of(Variety::Union(members.clone()), &members)
            }
        };
        if let Some(name) = &simple.name {
            compiled.name.clone_from(&name.local);
        }
        Ok(self.add_simple(compiled))
    }

    fn made_of(&self, variety: Variety, parts: &[SimpleId]) -> Simple {
        let mut parts = parts.iter().filter_map(|part| self.schema.simple(*part));
        let white_space = match variety {
            Variety::Union(_) => WhiteSpace::Preserve,
            _ => WhiteSpace::Collapse,
        };
        Simple {
            name: String::new(),
            white_space,
            steps: Vec::new(),
            has_names: parts.any(|part| part.has_names),
            is_any_text: false,
            variety,
        }
    }

    /// A simple type narrowed by facets; without facets it is the same type.
    pub(super) fn restricted(&self, base: SimpleId, facets: &[Facet], place: &Place) -> Result<Simple, Error> {
        let Some(base) = self.schema.simple(base) else {
            return Err(Error::invalid(place.clone(), "the base is not a simple type"));
        };
        let mut narrowed = base.clone();
        for facet in facets {
            if let Facet::WhiteSpace(white_space) = facet {
                narrowed.white_space = *white_space;
            }
        }
        let mut step = Step::default();
        let (mut written, mut values, mut has_facets) = (Vec::new(), Vec::new(), false);
        for facet in facets {
            has_facets |= !matches!(facet, Facet::WhiteSpace(_));
            match facet {
                Facet::Enumeration { value, name, .. } => {
                    let text = treated(value, narrowed.white_space).into_owned();
                    match &name.0 {
                        Some(name) if base.has_names => values.push(Context::name_value(name)),
                        _ => values.extend(self.value(base, &text)),
                    }
                    written.push(text);
                }
                Facet::Pattern { expression, .. } => {
                    let pattern = Pattern::new(expression)
                        .map_err(|error| unsupported(place, format!("the pattern {expression} ({error})")))?;
                    step.patterns.push((expression.clone(), pattern));
                }
                Facet::WhiteSpace(_) => {}
                Facet::Length(length) => step.length = Some(*length),
                Facet::MinLength(length) => step.min_length = Some(*length),
                Facet::MaxLength(length) => step.max_length = Some(*length),
                Facet::TotalDigits(digits) => step.total_digits = Some(*digits),
                Facet::FractionDigits(digits) => step.fraction_digits = Some(*digits),
                Facet::MinInclusive(text) => step.bounds.push(bound(base, Rule::MinInclusive, text, place)?),
                Facet::MaxInclusive(text) => step.bounds.push(bound(base, Rule::MaxInclusive, text, place)?),
                Facet::MinExclusive(text) => step.bounds.push(bound(base, Rule::MinExclusive, text, place)?),
                Facet::MaxExclusive(text) => step.bounds.push(bound(base, Rule::MaxExclusive, text, place)?),
            }
        }
        if !written.is_empty() {
            step.enumeration = Some(Enumeration { written, values });
        }
        if has_facets {
            narrowed.steps.push(step);
            narrowed.is_any_text = false;
        }
        Ok(narrowed)
    }

    /// The value of a text that the schema gives; `None` if the type does not have it.
    fn value(&self, simple: &Simple, text: &str) -> Option<Value> {
        let mut context = Context {
            resolve: &|_| None,
            identities: Vec::new(),
        };
        simple.check(&self.schema, text, true, &mut context).ok().flatten()
    }

    /// The simple type of the content of a type: itself, or that of a complex type with simple content.
    pub(super) fn content_of(&mut self, name: &QName, depth: usize, place: &Place) -> Result<SimpleId, Error> {
        if depth > MAX_DERIVATIONS {
            return Err(unsupported(place, "a type derived so many times"));
        }
        let set = self.set;
        let Some(complex) = set.complex_type(name) else {
            return self.named_simple(name, depth, place);
        };
        match &complex.content {
            Content::SimpleExtension { base } | Content::Extension { base, particle: None } => {
                self.content_of(base, depth + 1, place)
            }
            Content::SimpleRestriction {
                base,
                simple_type,
                facets,
            } => {
                let base = match simple_type {
                    Some(simple) => self.simple_type(simple, depth + 1)?,
                    None => self.content_of(base, depth + 1, place)?,
                };
                let narrowed = self.restricted(base, facets, place)?;
                Ok(self.add_simple(narrowed))
            }
            _ => Err(Error::invalid(place.clone(), format!("{name} has no simple content"))),
        }
    }
}

/// A least or greatest value, which must be one of the type.
fn bound(base: &Simple, rule: Rule, text: &str, place: &Place) -> Result<Bound, Error> {
    let value = match &base.variety {
        Variety::Atomic(builtin) if value::has_form(*builtin, text) => value::of(*builtin, text),
        _ => None,
    };
    match value {
        Some(value) => Ok(Bound {
            rule,
            written: text.to_owned(),
            value,
        }),
        None => Err(Error::invalid(place.clone(), "a bound is not a value of the type")),
    }
}

fn is_any_text(variety: &Variety) -> bool {
    matches!(
        variety,
        Variety::Atomic(Builtin::AnySimpleType | Builtin::String | Builtin::NormalizedString | Builtin::Token)
    )
}
