//! What a rule says when it is broken.

use super::compile::Compiler;
use super::element::{Content, Element};
use super::rules::Source;
use crate::error::Error;
use crate::xpath::syntax::Expression;
use crate::xpath::{Context, Failure, name_of, text_of};

/// A message with gaps.
#[derive(Debug)]
pub(super) struct Message(Vec<Part>);

#[derive(Debug)]
enum Part {
    Text(String),
    /// `value-of`: all values of the expression.
    Values(Source<Expression>),
    /// `name`: the name of the expression's first node, or of the node judged.
    Name(Option<Source<Expression>>),
}

impl Message {
    pub(super) fn compile(element: &Element, compiler: &mut Compiler<'_>) -> Result<Self, Error> {
        let mut parts = Vec::new();
        push_parts(element, compiler, &mut parts)?;
        Ok(Self(parts))
    }

    /// The message for a node, white space collapsed. An error comes with the expression it happened in.
    pub(super) fn filled<'a>(&'a self, context: &Context<'_, 'a>) -> Result<String, (Failure, &'a Source<Expression>)> {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Text(part) => text.push_str(part),
                Part::Values(source) => {
                    text.push_str(&text_of(&source.compiled, context).map_err(|failure| (failure, source))?);
                }
                Part::Name(None) => text.push_str(&name_of(&Expression::Context, context).unwrap_or_default()),
                Part::Name(Some(source)) => {
                    text.push_str(&name_of(&source.compiled, context).map_err(|failure| (failure, source))?);
                }
            }
        }
        Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The message with its gaps left open: nothing of what stands in the message judged.
    pub(super) fn outline(&self) -> String {
        let text = self.0.iter().map(|part| match part {
            Part::Text(text) => text.as_str(),
            Part::Values(_) | Part::Name(_) => "…",
        });
        text.collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }
}

fn push_parts(element: &Element, compiler: &mut Compiler<'_>, parts: &mut Vec<Part>) -> Result<(), Error> {
    for content in &element.content {
        match content {
            Content::Text(text) => parts.push(Part::Text(text.clone())),
            Content::Element(child) => match child.name.as_str() {
                "value-of" => parts.push(Part::Values(compiler.expression(child, child.required("select")?)?)),
                "name" => {
                    let path = child.attribute("path").map(|path| compiler.expression(child, path));
                    parts.push(Part::Name(path.transpose()?));
                }
                "emph" | "dir" | "span" => push_parts(child, compiler, parts)?,
                other => return Err(child.error(format!("{other} does not belong into a message"))),
            },
        }
    }
    Ok(())
}
