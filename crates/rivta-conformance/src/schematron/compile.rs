//! From elements to compiled rules.

use std::collections::{HashMap, HashSet};

use super::element::Element;
use super::expand;
use super::message::Message;
use super::rules::{Assertion, Pattern, Rule, Rules, Source};
use super::verdict::FindingKind;
use crate::error::Error;
use crate::xpath::names::{Names, Namespaces};
use crate::xpath::parse::{self, Misread, Surroundings};
use crate::xpath::syntax::{self, Expression};
use crate::xpath::{LetSource, Regexes};

/// Compiles a schema, or the part of it that belongs to a phase.
pub(super) fn compile(schema: &Element, phase: Option<&str>) -> Result<Rules, Error> {
    if !schema.is("schema") {
        return Err(schema.error(format!("a rule file is a schema, not a {}", schema.name)));
    }
    check_language(schema)?;
    let phase = chosen_phase(schema, phase)?;
    let mut compiler = Compiler::new(schema)?;
    compiler.declare_all(schema, GLOBAL)?;
    if let Some(phase) = phase {
        compiler.declare_all(phase, GLOBAL)?;
    }
    let active: Option<HashSet<&str>> = match phase {
        Some(phase) => Some(
            phase
                .named("active")
                .map(|active| active.required("pattern"))
                .collect::<Result<_, _>>()?,
        ),
        None => None,
    };
    let mut patterns = Vec::new();
    for pattern in expand::patterns(schema)? {
        let is_active = |active: &HashSet<&str>| pattern.attribute("id").is_some_and(|id| active.contains(id));
        if active.as_ref().is_none_or(is_active) {
            patterns.push(compiler.pattern(&pattern)?);
        }
    }
    let parameters = std::mem::take(compiler.scope(GLOBAL));
    Ok(Rules {
        title: schema.named("title").next().map(Element::text),
        patterns,
        lets: compiler.lets.into_iter().flatten().collect(),
        names: compiler.names,
        parameters,
        regexes: Regexes::default(),
    })
}

/// What may stand in a schema.
const KNOWN: [&str; 10] = [
    "title",
    "p",
    "ns",
    "let",
    "phase",
    "pattern",
    "diagnostics",
    "properties",
    "rules",
    "param",
];

fn check_language(schema: &Element) -> Result<(), Error> {
    let binding = schema.attribute("queryBinding").unwrap_or("xslt");
    match binding.to_ascii_lowercase().as_str() {
        "xslt2" | "xslt3" | "xpath2" | "xpath3" | "xpath31" => {}
        other => {
            return Err(schema.error(format!(
                "the query language is {other}; this engine speaks that of queryBinding xslt2"
            )));
        }
    }
    match schema.children().find(|child| !KNOWN.contains(&child.name.as_str())) {
        Some(child) => Err(child.error(format!("{} cannot stand in a schema", child.name))),
        None => Ok(()),
    }
}

/// The phase asked for, or the schema's default one; none is every pattern.
fn chosen_phase<'e>(schema: &'e Element, asked: Option<&'e str>) -> Result<Option<&'e Element>, Error> {
    let wanted = match asked {
        None | Some("#DEFAULT") => schema.attribute("defaultPhase"),
        some => some,
    };
    let Some(wanted) = wanted.filter(|wanted| *wanted != "#ALL") else {
        return Ok(None);
    };
    let found = schema
        .named("phase")
        .find(|phase| phase.attribute("id") == Some(wanted));
    let found = found.ok_or_else(|| schema.error(format!("there is no phase {wanted}")))?;
    Ok(Some(found))
}

/// What is known while a schema is compiled.
pub(super) struct Compiler<'e> {
    namespaces: Namespaces,
    names: Names,
    /// Variables by number; those of the schema and of patterns are compiled when all of them are known.
    lets: Vec<Option<LetSource>>,
    /// Variables in scope: of the schema, the pattern, the rule. An inner one hides an outer one.
    scopes: [HashMap<String, usize>; 3],
    diagnostics: HashMap<&'e str, &'e Element>,
}

const GLOBAL: usize = 0;
const PATTERN: usize = 1;
const RULE: usize = 2;

impl<'e> Compiler<'e> {
    fn new(schema: &'e Element) -> Result<Self, Error> {
        let mut namespaces = Namespaces::default();
        for declared in schema.named("ns") {
            namespaces.declare(declared.required("prefix")?, declared.required("uri")?);
        }
        let diagnostics = schema.named("diagnostics").flat_map(|all| all.named("diagnostic"));
        Ok(Self {
            namespaces,
            names: Names::default(),
            lets: Vec::new(),
            scopes: [HashMap::new(), HashMap::new(), HashMap::new()],
            diagnostics: diagnostics
                .filter_map(|found| Some((found.attribute("id")?, found)))
                .collect(),
        })
    }

    /// Takes in the variables of the schema, a phase or a pattern, which may refer to each other in any order.
    fn declare_all(&mut self, parent: &Element, scope: usize) -> Result<(), Error> {
        let mut declared = Vec::new();
        for element in parent.named("let") {
            let name = element.required("name")?;
            let index = self.lets.len();
            self.lets.push(None);
            if self.scope(scope).insert(name.to_owned(), index).is_some() {
                return Err(element.error(format!("there are two variables {name}")));
            }
            declared.push((index, element));
        }
        for (index, element) in declared {
            self.define(index, element, true)?;
        }
        Ok(())
    }

    fn define(&mut self, index: usize, element: &Element, at_document: bool) -> Result<(), Error> {
        let value = element.attribute("value").ok_or_else(|| {
            element.error("a variable has its value in the attribute value; content is not supported")
        })?;
        let expression = self.expression(element, value)?.compiled;
        if let Some(slot) = self.lets.get_mut(index) {
            *slot = Some(LetSource {
                expression,
                at_document,
            });
        }
        Ok(())
    }

    fn scope(&mut self, index: usize) -> &mut HashMap<String, usize> {
        let [global, pattern, rule] = &mut self.scopes;
        match index {
            GLOBAL => global,
            PATTERN => pattern,
            _ => rule,
        }
    }

    fn pattern(&mut self, element: &Element) -> Result<Pattern, Error> {
        self.scope(PATTERN).clear();
        self.declare_all(element, PATTERN)?;
        let mut rules = Vec::new();
        for child in element.children() {
            match child.name.as_str() {
                "rule" => rules.push(self.rule(child)?),
                "title" | "p" | "let" | "param" => {}
                other => return Err(child.error(format!("{other} cannot stand in a pattern"))),
            }
        }
        Ok(Pattern {
            id: element.owned("id"),
            rules,
        })
    }

    fn rule(&mut self, element: &Element) -> Result<Rule, Error> {
        self.scope(RULE).clear();
        let context = self.context(element)?;
        let first = self.lets.len();
        let mut assertions = Vec::new();
        for child in element.children() {
            match child.name.as_str() {
                "let" => {
                    let index = self.lets.len();
                    self.lets.push(None);
                    self.define(index, child, false)?;
                    let name = child.required("name")?.to_owned();
                    self.scope(RULE).insert(name, index);
                }
                "assert" => assertions.push(self.assertion(child, FindingKind::Assert)?),
                "report" => assertions.push(self.assertion(child, FindingKind::Report)?),
                "title" | "p" => {}
                other => return Err(child.error(format!("{other} cannot stand in a rule"))),
            }
        }
        Ok(Rule {
            id: element.owned("id"),
            role: element.owned("role"),
            context,
            lets: first..self.lets.len(),
            assertions,
        })
    }

    fn assertion(&mut self, element: &Element, kind: FindingKind) -> Result<Assertion, Error> {
        let test = self.expression(element, element.required("test")?)?;
        let mut diagnostics = Vec::new();
        for id in element.attribute("diagnostics").unwrap_or_default().split_whitespace() {
            let found = self.diagnostics.get(id).copied();
            let found = found.ok_or_else(|| element.error(format!("there is no diagnostic {id}")))?;
            diagnostics.push(Message::compile(found, self)?);
        }
        Ok(Assertion {
            kind,
            id: element.owned("id"),
            role: element.owned("role"),
            flag: element.owned("flag"),
            test,
            message: Message::compile(element, self)?,
            diagnostics,
        })
    }

    pub(super) fn expression(&mut self, element: &Element, text: &str) -> Result<Source<Expression>, Error> {
        let compiled = parse::expression(text, &mut self.surroundings());
        finished(compiled, element, text)
    }

    fn context(&mut self, element: &Element) -> Result<Source<syntax::Pattern>, Error> {
        let text = element.required("context")?;
        let compiled = parse::pattern(text, &mut self.surroundings());
        finished(compiled, element, text)
    }

    fn surroundings(&mut self) -> Surroundings<'_> {
        Surroundings {
            namespaces: &self.namespaces,
            names: &mut self.names,
            lets: &self.scopes,
        }
    }
}

/// The expression, or if it is long what stands around a place in it.
fn excerpt(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text).chars().count();
    let start = if text.chars().count() <= EXCERPT {
        0
    } else {
        before.saturating_sub(EXCERPT / 2)
    };
    let shown: String = text.chars().skip(start).take(EXCERPT).collect();
    let cut = |is_cut: bool| if is_cut { "…" } else { "" };
    let ends = start + shown.chars().count() < text.chars().count();
    format!("{}{shown}{}", cut(start > 0), cut(ends))
}

/// Characters of an expression that an error shows.
const EXCERPT: usize = 300;

fn finished<T>(compiled: Result<T, Misread>, element: &Element, text: &str) -> Result<Source<T>, Error> {
    let place = element.place.clone();
    match compiled {
        Ok(compiled) => Ok(Source {
            compiled,
            text: text.to_owned(),
            place,
        }),
        Err(misread) => Err(Error::Expression {
            place,
            expression: excerpt(text, misread.at),
            character: text.get(..misread.at).unwrap_or(text).chars().count() + 1,
            what: misread.what,
        }),
    }
}
