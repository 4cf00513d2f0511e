//! Abstract patterns and abstract rules, made concrete.

use std::collections::HashMap;

use super::element::{Content, Element};
use crate::error::Error;

/// Rules that extend each other.
const NESTED: usize = 16;
/// Elements that abstract patterns may become in all.
const ELEMENTS: usize = 200_000;

/// The patterns of a schema that judge something: those that are abstract are gone, those that are an instance of one
/// have its rules, and every rule has what it extends.
pub(super) fn patterns(schema: &Element) -> Result<Vec<Element>, Error> {
    let mut patterns = Vec::new();
    let mut budget = ELEMENTS;
    for pattern in schema.named("pattern").filter(|pattern| !pattern.is_abstract()) {
        patterns.push(match pattern.attribute("is-a") {
            Some(id) => instance(schema, pattern, id, &mut budget)?,
            None => pattern.clone(),
        });
    }
    let mut elsewhere: HashMap<String, Element> = HashMap::new();
    for rule in schema
        .named("pattern")
        .chain(schema.named("rules"))
        .flat_map(|pattern| pattern.named("rule"))
    {
        if let Some(id) = rule.attribute("id").filter(|_| rule.is_abstract()) {
            elsewhere.entry(id.to_owned()).or_insert_with(|| rule.clone());
        }
    }
    patterns
        .into_iter()
        .map(|pattern| with_whole_rules(pattern, &elsewhere, &mut budget))
        .collect()
}

/// An abstract pattern with the parameters of one that is an instance of it.
fn instance(schema: &Element, caller: &Element, id: &str, budget: &mut usize) -> Result<Element, Error> {
    let found = schema
        .named("pattern")
        .find(|pattern| pattern.attribute("id") == Some(id));
    let found = found.ok_or_else(|| caller.error(format!("there is no abstract pattern {id}")))?;
    let mut parameters = Vec::new();
    for parameter in caller.named("param") {
        parameters.push((
            format!("${}", parameter.required("name")?),
            parameter.required("value")?.to_owned(),
        ));
    }
    let mut pattern = replaced(found, &parameters, budget)?;
    pattern
        .attributes
        .retain(|(name, _)| name != "abstract" && name != "id" && name != "is-a");
    pattern
        .attributes
        .extend(caller.owned("id").map(|id| ("id".to_owned(), id)));
    Ok(pattern)
}

/// A copy in whose expressions the parameters are replaced as text, one after the other.
fn replaced(element: &Element, parameters: &[(String, String)], budget: &mut usize) -> Result<Element, Error> {
    *budget = budget
        .checked_sub(1)
        .ok_or_else(|| element.error("abstract patterns and rules become too large"))?;
    let mut copy = element.clone();
    for (name, value) in &mut copy.attributes {
        if matches!(name.as_str(), "test" | "context" | "select" | "path" | "value") {
            for (parameter, replacement) in parameters {
                *value = value.replace(parameter, replacement);
            }
        }
    }
    let content = element.content.iter().map(|content| match content {
        Content::Element(child) => replaced(child, parameters, budget).map(Content::Element),
        Content::Text(text) => Ok(Content::Text(text.clone())),
    });
    copy.content = content.collect::<Result<_, _>>()?;
    Ok(copy)
}

/// The pattern with every rule that extends abstract ones completed, and the abstract ones gone.
fn with_whole_rules(
    mut pattern: Element,
    elsewhere: &HashMap<String, Element>,
    budget: &mut usize,
) -> Result<Element, Error> {
    // An abstract rule of the pattern itself comes before one elsewhere: its parameters are replaced.
    let mut known = elsewhere.clone();
    for rule in pattern.named("rule").filter(|rule| rule.is_abstract()) {
        if let Some(id) = rule.attribute("id") {
            known.insert(id.to_owned(), rule.clone());
        }
    }
    let mut content = Vec::with_capacity(pattern.content.len());
    for part in pattern.content {
        match part {
            Content::Element(rule) if rule.is("rule") && rule.is_abstract() => {}
            Content::Element(rule) if rule.is("rule") => {
                content.push(Content::Element(whole(rule, &known, 0, budget)?));
            }
            other => content.push(other),
        }
    }
    pattern.content = content;
    Ok(pattern)
}

fn whole(
    mut rule: Element,
    known: &HashMap<String, Element>,
    nested: usize,
    budget: &mut usize,
) -> Result<Element, Error> {
    if nested > NESTED {
        return Err(rule.error("rules extend each other too deeply"));
    }
    let mut content = Vec::with_capacity(rule.content.len());
    for part in rule.content {
        let Content::Element(extends) = &part else {
            content.push(part);
            continue;
        };
        if !extends.is("extends") {
            content.push(part);
            continue;
        }
        let id = extends.required("rule")?;
        let found = known
            .get(id)
            .ok_or_else(|| extends.error(format!("there is no abstract rule {id}")))?;
        *budget = budget
            .checked_sub(found.content.len())
            .ok_or_else(|| extends.error("abstract patterns and rules become too large"))?;
        content.extend(whole(found.clone(), known, nested + 1, budget)?.content);
    }
    rule.content = content;
    Ok(rule)
}
