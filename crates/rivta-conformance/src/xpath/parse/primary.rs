//! Literals, variables, brackets and calls.

use super::{Parsed, Parser};
use crate::xpath::functions::Function;
use crate::xpath::names::{FUNCTIONS, SCHEMA};
use crate::xpath::syntax::{CastTarget, Expression};
use crate::xpath::token::Token;
use crate::xpath::value::Type;

impl<'e> Parser<'e, '_, '_> {
    pub(super) fn primary(&mut self) -> Parsed {
        let token = self.peek();
        let literal = match token {
            Token::Text { body, quote } => {
                let doubled: String = [quote, quote].iter().collect();
                Expression::Text(body.replace(&doubled, &quote.to_string()))
            }
            Token::Integer(digits) => match digits.parse() {
                Ok(number) => Expression::Integer(number),
                Err(_) => return Err(self.misread("the number has too many digits")),
            },
            Token::Decimal(digits) => match format!("0{}", digits.trim_end_matches('.')).parse() {
                Ok(number) => Expression::Decimal(number),
                Err(_) => return Err(self.misread("the number has too many digits")),
            },
            Token::Double(digits) => match digits.parse() {
                Ok(number) => Expression::Double(number),
                Err(_) => return Err(self.misread("this is no number")),
            },
            Token::Variable(name) => self.variable(name)?,
            Token::Symbol(".") => Expression::Context,
            Token::Symbol("(") => return self.brackets(),
            Token::Name { prefix, local } if matches!(self.peek_at(1), Token::Symbol("(")) => {
                return self.call(prefix, local);
            }
            Token::End => return Err(self.misread("the expression ends too early")),
            _ => return Err(self.misread("an operand was expected")),
        };
        self.next += 1;
        Ok(literal)
    }

    fn variable(&self, name: &str) -> Parsed {
        if let Some(index) = self.locals.iter().rev().position(|local| *local == name) {
            return Ok(Expression::Local(index));
        }
        let found = self
            .surroundings
            .lets
            .iter()
            .rev()
            .find_map(|scope| scope.get(name).copied());
        found
            .map(Expression::Let)
            .ok_or_else(|| self.misread(format!("there is no variable ${name}")))
    }

    fn brackets(&mut self) -> Parsed {
        self.expect_symbol("(")?;
        if self.take_symbol(")") {
            return Ok(Expression::Sequence(Vec::new()));
        }
        let inner = self.sequence()?;
        self.expect_symbol(")")?;
        // Brackets around a sequence change nothing: sequences do not nest.
        Ok(inner)
    }

    fn call(&mut self, prefix: Option<&'e str>, local: &'e str) -> Parsed {
        let at = self.at();
        let namespace = match prefix {
            None => FUNCTIONS,
            Some(prefix) => match self.surroundings.namespaces.get(prefix) {
                Some(uri) => uri,
                None => return Err(self.misread(format!("the prefix {prefix} is not declared with ns"))),
            },
        };
        let (is_function, is_cast) = (namespace == FUNCTIONS, namespace == SCHEMA);
        self.next += 1;
        let mut arguments = self.arguments()?;
        let unknown = |what: String| super::Misread::new(at, what);
        if is_cast {
            let to = Type::named(local).ok_or_else(|| unknown(format!("there is no type {local} to cast to")))?;
            let argument = arguments.pop().filter(|_| arguments.is_empty());
            let argument = argument.ok_or_else(|| unknown("a cast takes one value".to_owned()))?;
            return Ok(Expression::Cast(Box::new(argument), CastTarget { to, optional: true }));
        }
        if !is_function {
            return Err(unknown(format!(
                "{local} is a function of an extension this engine does not have"
            )));
        }
        let function = Function::named(local).ok_or_else(|| unknown(format!("there is no function {local}()")))?;
        let (least, most) = function.arity();
        if !(least..=most).contains(&arguments.len()) {
            return Err(unknown(format!(
                "{local}() does not take {} arguments",
                arguments.len()
            )));
        }
        Ok(Expression::Call(function, arguments))
    }

    fn arguments(&mut self) -> Result<Vec<Expression>, super::Misread> {
        self.expect_symbol("(")?;
        let mut arguments = Vec::new();
        if self.take_symbol(")") {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.single()?);
            if self.take_symbol(")") {
                return Ok(arguments);
            }
            self.expect_symbol(",")?;
        }
    }
}
