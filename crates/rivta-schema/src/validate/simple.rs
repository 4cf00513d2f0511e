//! Simple types, compiled: how a text becomes a value and what it must hold.

use std::borrow::Cow;
use std::cmp::Ordering;

use rivta_soap::pattern::Pattern;

use super::schema::Schema;
use super::value::{self, Value};
use super::verdict::Rule;
use crate::xsd::{Builtin, QName, WhiteSpace};

/// A simple type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct SimpleId(pub(super) usize);

/// A simple type.
#[derive(Debug, Clone)]
pub(super) struct Simple {
    /// The name of the type or of the nearest named one it is derived from, for people.
    pub(super) name: String,
    pub(super) variety: Variety,
    pub(super) white_space: WhiteSpace,
    /// What is narrowed, step by step; the base comes first.
    pub(super) steps: Vec<Step>,
    /// Whether prefixes are to be looked up.
    pub(super) has_names: bool,
    /// Whether any text at all is a value.
    pub(super) is_any_text: bool,
}

/// What values are made of.
#[derive(Debug, Clone)]
pub(super) enum Variety {
    Atomic(Builtin),
    List(SimpleId),
    Union(Vec<SimpleId>),
}

/// The facets of one restriction.
#[derive(Debug, Clone, Default)]
pub(super) struct Step {
    /// Patterns, as written and compiled; one must match.
    pub(super) patterns: Vec<(String, Pattern)>,
    pub(super) enumeration: Option<Enumeration>,
    pub(super) length: Option<u64>,
    pub(super) min_length: Option<u64>,
    pub(super) max_length: Option<u64>,
    pub(super) total_digits: Option<u64>,
    pub(super) fraction_digits: Option<u64>,
    /// Bounds, as written and as values.
    pub(super) bounds: Vec<Bound>,
}

/// The values listed.
#[derive(Debug, Clone)]
pub(super) struct Enumeration {
    pub(super) written: Vec<String>,
    pub(super) values: Vec<Value>,
}

/// A least or greatest value.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    pub(super) rule: Rule,
    pub(super) written: String,
    pub(super) value: Value,
}

/// Why a text is not a value: the rule and what was expected, never the text.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) rule: Rule,
    pub(super) expected: String,
}

/// What a text means beyond itself: the namespaces of its prefixes, and the IDs it gives and refers to.
pub(super) struct Context<'c> {
    /// The namespace of a prefix (empty: the default namespace).
    pub(super) resolve: &'c dyn Fn(&str) -> Option<String>,
    /// IDs (`true`) and references to IDs (`false`) of the text.
    pub(super) identities: Vec<(bool, String)>,
}

/// Values listed that a message tells at most.
const TOLD: usize = 12;

impl Simple {
    /// The members of a union.
    pub(super) fn members(&self) -> Option<&[SimpleId]> {
        match &self.variety {
            Variety::Union(members) => Some(members),
            _ => None,
        }
    }

    /// Checks a text; gives its value where `wanted`.
    pub(super) fn check(
        &self,
        schema: &Schema,
        text: &str,
        wanted: bool,
        context: &mut Context<'_>,
    ) -> Result<Option<Value>, Failure> {
        let text = treated(text, self.white_space);
        match &self.variety {
            Variety::Atomic(builtin) => self.check_atomic(*builtin, &text, wanted, context),
            Variety::List(item) => self.check_list(schema, *item, &text, wanted, context),
            Variety::Union(members) => self.check_union(schema, members, &text, wanted, context),
        }
    }

    fn check_atomic(
        &self,
        builtin: Builtin,
        text: &str,
        wanted: bool,
        context: &mut Context<'_>,
    ) -> Result<Option<Value>, Failure> {
        if !value::has_form(builtin, text) {
            return Err(Failure {
                rule: Rule::Form,
                expected: self.in_words(),
            });
        }
        let wanted = wanted || self.steps.iter().any(|step| step.needs_value(builtin));
        let value = match builtin {
            Builtin::QName | Builtin::Notation => Some(self.name_value(text, context)?),
            Builtin::Id | Builtin::IdRef => {
                context.identities.push((builtin == Builtin::Id, text.to_owned()));
                wanted.then(|| Value::Text(text.to_owned()))
            }
            _ => wanted.then(|| value::of(builtin, text)).flatten(),
        };
        for step in &self.steps {
            step.check(text, value.as_ref(), || length(builtin, text))?;
        }
        Ok(value)
    }

    fn name_value(&self, text: &str, context: &Context<'_>) -> Result<Value, Failure> {
        let (prefix, local) = text.split_once(':').unwrap_or(("", text));
        match (context.resolve)(prefix) {
            Some(namespace) => Ok(Value::Name(namespace, local.to_owned())),
            None if prefix.is_empty() => Ok(Value::Name(String::new(), local.to_owned())),
            None => Err(Failure {
                rule: Rule::Form,
                expected: format!("{} whose prefix is declared", self.in_words()),
            }),
        }
    }

    fn check_list(
        &self,
        schema: &Schema,
        item: SimpleId,
        text: &str,
        wanted: bool,
        context: &mut Context<'_>,
    ) -> Result<Option<Value>, Failure> {
        let wanted = wanted || self.steps.iter().any(|step| step.enumeration.is_some());
        let (mut values, mut count) = (Vec::new(), 0);
        if let Some(item) = schema.simple(item) {
            for text in text.split(' ').filter(|text| !text.is_empty()) {
                count += 1;
                values.extend(item.check(schema, text, wanted, context)?);
            }
        }
        let value = wanted.then_some(Value::List(values));
        for step in &self.steps {
            step.check(text, value.as_ref(), || Some(count))?;
        }
        Ok(value)
    }

    /// The first member that takes the text says what its value is.
    fn check_union(
        &self,
        schema: &Schema,
        members: &[SimpleId],
        text: &str,
        wanted: bool,
        context: &mut Context<'_>,
    ) -> Result<Option<Value>, Failure> {
        let wanted = wanted || self.steps.iter().any(|step| step.enumeration.is_some());
        for member in members.iter().filter_map(|member| schema.simple(*member)) {
            let before = context.identities.len();
            match member.check(schema, text, wanted, context) {
                Ok(value) => {
                    let text = treated(text, member.white_space);
                    for step in &self.steps {
                        step.check(&text, value.as_ref(), || None)?;
                    }
                    return Ok(value);
                }
                Err(_) => context.identities.truncate(before),
            }
        }
        let members = members.iter().filter_map(|member| schema.simple(*member));
        let words: Vec<String> = members.map(Self::in_words).collect();
        Err(Failure {
            rule: Rule::Member,
            expected: if words.is_empty() {
                "nothing".to_owned()
            } else {
                words.join(" or ")
            },
        })
    }

    /// What is expected, in words: the type.
    pub(super) fn in_words(&self) -> String {
        let builtin = match &self.variety {
            Variety::Atomic(builtin) => format!("xs:{}", builtin.name()),
            Variety::List(_) => "a list".to_owned(),
            Variety::Union(_) => "a union".to_owned(),
        };
        if self.name.is_empty() || self.name == builtin {
            format!("a value of {builtin}")
        } else {
            format!("a value of {} ({builtin})", self.name)
        }
    }
}

impl Step {
    fn needs_value(&self, builtin: Builtin) -> bool {
        let by_text = value::is_text(builtin);
        self.enumeration.is_some() && !by_text
            || !self.bounds.is_empty()
            || self.total_digits.is_some()
            || self.fraction_digits.is_some()
    }

    fn check(&self, text: &str, value: Option<&Value>, length: impl Fn() -> Option<usize>) -> Result<(), Failure> {
        if !self.patterns.is_empty() && !self.patterns.iter().any(|(_, pattern)| pattern.is_match(text)) {
            let written: Vec<&str> = self.patterns.iter().map(|(written, _)| written.as_str()).collect();
            return Err(failure(
                Rule::Pattern,
                format!("a value that matches {}", written.join(" or ")),
            ));
        }
        if let Some(listed) = &self.enumeration
            && !listed.has(text, value)
        {
            return Err(failure(Rule::Enumeration, listed.in_words()));
        }
        if self.length.is_some() || self.min_length.is_some() || self.max_length.is_some() {
            self.check_length(length())?;
        }
        if let Some(Value::Decimal(number)) = value {
            self.check_digits(number)?;
        }
        match value {
            Some(value) => self.bounds.iter().try_for_each(|bound| bound.check(value)),
            None => Ok(()),
        }
    }

    fn check_length(&self, length: Option<usize>) -> Result<(), Failure> {
        let Some(length) = length.and_then(|length| u64::try_from(length).ok()) else {
            return Ok(());
        };
        let tells = |rule, what: &str, bound: u64| Err(failure(rule, format!("a length of {what}{bound}")));
        match (self.length, self.min_length, self.max_length) {
            (Some(exact), ..) if length != exact => tells(Rule::Length, "", exact),
            (_, Some(min), _) if length < min => tells(Rule::MinLength, "at least ", min),
            (.., Some(max)) if length > max => tells(Rule::MaxLength, "at most ", max),
            _ => Ok(()),
        }
    }

    fn check_digits(&self, number: &value::Decimal) -> Result<(), Failure> {
        let over = |count: usize, max: Option<u64>| max.filter(|max| u64::try_from(count).is_ok_and(|it| it > *max));
        let (whole, fraction) = (number.whole_digits(), number.fraction_digits());
        if let Some(max) = over(whole + fraction, self.total_digits) {
            return Err(failure(Rule::TotalDigits, format!("at most {max} digits")));
        }
        match over(fraction, self.fraction_digits) {
            Some(max) => Err(failure(
                Rule::FractionDigits,
                format!("at most {max} digits after the point"),
            )),
            None => Ok(()),
        }
    }
}

impl Enumeration {
    fn has(&self, text: &str, value: Option<&Value>) -> bool {
        match value {
            Some(value) => self.values.contains(value),
            None => self.written.iter().any(|written| written == text),
        }
    }

    fn in_words(&self) -> String {
        let told: Vec<&str> = self.written.iter().take(TOLD).map(String::as_str).collect();
        let more = match self.written.len().saturating_sub(TOLD) {
            0 => String::new(),
            more => format!(" or {more} others"),
        };
        format!("one of {}{more}", told.join(", "))
    }
}

impl Bound {
    fn check(&self, value: &Value) -> Result<(), Failure> {
        let order = value.order(&self.value);
        let (holds, what) = match self.rule {
            Rule::MinInclusive => (order.is_some_and(Ordering::is_ge), "from"),
            Rule::MaxInclusive => (order.is_some_and(Ordering::is_le), "up to"),
            Rule::MinExclusive => (order.is_some_and(Ordering::is_gt), "above"),
            _ => (order.is_some_and(Ordering::is_lt), "below"),
        };
        if holds {
            Ok(())
        } else {
            Err(failure(self.rule, format!("a value {what} {}", self.written)))
        }
    }
}

impl Context<'_> {
    /// The value that a name in a schema is.
    pub(super) fn name_value(name: &QName) -> Value {
        Value::Name(name.namespace.clone().unwrap_or_default(), name.local.clone())
    }
}

fn failure(rule: Rule, expected: String) -> Failure {
    Failure { rule, expected }
}

/// The length of a value in the unit of its type; `None` where lengths say nothing.
fn length(builtin: Builtin, text: &str) -> Option<usize> {
    match builtin {
        Builtin::HexBinary | Builtin::Base64Binary => Some(value::byte_count(builtin, text)),
        _ if value::is_text(builtin) => Some(text.chars().count()),
        _ => None,
    }
}

/// Whether a character is white space to XML.
pub(super) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

/// A text with its white space treated.
pub(super) fn treated(text: &str, white_space: WhiteSpace) -> Cow<'_, str> {
    match white_space {
        WhiteSpace::Replace if text.contains(['\t', '\n', '\r']) => Cow::Owned(text.replace(is_space, " ")),
        WhiteSpace::Preserve | WhiteSpace::Replace => Cow::Borrowed(text),
        WhiteSpace::Collapse => {
            let trimmed = text.trim_matches(is_space);
            if !trimmed.contains(is_space) || !trimmed.contains("  ") && !trimmed.contains(['\t', '\n', '\r']) {
                return Cow::Borrowed(trimmed);
            }
            let words: Vec<&str> = trimmed.split(is_space).filter(|word| !word.is_empty()).collect();
            Cow::Owned(words.join(" "))
        }
    }
}
