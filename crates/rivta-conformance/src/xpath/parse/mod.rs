//! From text to [`Expression`]: precedence climbing over XPath's operators.

mod path;
mod pattern;
mod primary;
mod sequence_type;

use std::collections::HashMap;

use super::names::{Names, Namespaces};
use super::syntax::{
    Binding, CastTarget, Combination, Comparison, Expression, NodeRelation, Operator, Pattern, Relation,
};
use super::token::{Lexed, Token, tokens};
use super::value::Type;

/// How deep expressions may stand in each other, and how many operators in a row.
const DEPTH: usize = 64;
const CHAIN: usize = 200;
/// Bytes of one expression. The longest published one is a few thousand.
const LENGTH: usize = 64 * 1024;

/// Why a text is no expression, and the byte where that was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misread {
    pub(crate) at: usize,
    pub(crate) what: String,
}

impl Misread {
    pub(super) fn new(at: usize, what: impl Into<String>) -> Self {
        Self { at, what: what.into() }
    }
}

/// What an expression may refer to.
pub(crate) struct Surroundings<'s> {
    pub(crate) namespaces: &'s Namespaces,
    pub(crate) names: &'s mut Names,
    /// The numbers of the variables by name, the innermost scope last.
    pub(crate) lets: &'s [HashMap<String, usize>],
}

/// Reads an expression.
pub(crate) fn expression(text: &str, surroundings: &mut Surroundings<'_>) -> Result<Expression, Misread> {
    let mut parser = Parser::new(text, surroundings)?;
    let expression = parser.sequence()?;
    parser.expect_end()?;
    Ok(expression)
}

/// Reads a rule's context.
pub(crate) fn pattern(text: &str, surroundings: &mut Surroundings<'_>) -> Result<Pattern, Misread> {
    let mut parser = Parser::new(text, surroundings)?;
    let pattern = parser.pattern()?;
    parser.expect_end()?;
    Ok(pattern)
}

struct Parser<'e, 's, 't> {
    tokens: Vec<Lexed<'e>>,
    next: usize,
    depth: usize,
    /// Variables of `for`, `some`, `every` and `let` in scope, the innermost last.
    locals: Vec<&'e str>,
    surroundings: &'t mut Surroundings<'s>,
}

type Parsed = Result<Expression, Misread>;

/// An operator between two operands.
#[derive(Clone, Copy)]
enum Infix {
    Or,
    And,
    Compare(Comparison, Relation),
    Nodes(NodeRelation),
    Join,
    Range,
    Calculate(Operator),
    Combine(Combination),
}

/// An operator after its operand, followed by a type.
#[derive(Clone, Copy)]
enum Postfix {
    InstanceOf,
    Treat,
    Castable,
    Cast,
}

const COMPARING: u8 = 3;

impl<'e, 's, 't> Parser<'e, 's, 't> {
    fn new(text: &'e str, surroundings: &'t mut Surroundings<'s>) -> Result<Self, Misread> {
        if text.len() > LENGTH {
            return Err(Misread::new(0, "the expression is too long"));
        }
        Ok(Self {
            tokens: tokens(text)?,
            next: 0,
            depth: 0,
            locals: Vec::new(),
            surroundings,
        })
    }

    fn peek(&self) -> Token<'e> {
        self.peek_at(0)
    }

    fn peek_at(&self, ahead: usize) -> Token<'e> {
        self.tokens
            .get(self.next + ahead)
            .map_or(Token::End, |lexed| lexed.token)
    }

    fn take(&mut self) -> Token<'e> {
        let token = self.peek();
        self.next += 1;
        token
    }

    fn at(&self) -> usize {
        self.tokens
            .get(self.next)
            .or(self.tokens.last())
            .map_or(0, |lexed| lexed.at)
    }

    fn misread(&self, what: impl Into<String>) -> Misread {
        Misread::new(self.at(), what)
    }

    fn is_symbol(&self, symbol: &str) -> bool {
        matches!(self.peek(), Token::Symbol(found) if found == symbol)
    }

    fn take_symbol(&mut self, symbol: &str) -> bool {
        let found = self.is_symbol(symbol);
        self.next += usize::from(found);
        found
    }

    fn expect_symbol(&mut self, symbol: &str) -> Result<(), Misread> {
        if self.take_symbol(symbol) {
            return Ok(());
        }
        Err(self.misread(format!("{symbol} was expected")))
    }

    fn is_word(&self, ahead: usize, word: &str) -> bool {
        matches!(self.peek_at(ahead), Token::Name { prefix: None, local } if local == word)
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = self.is_word(0, word);
        self.next += usize::from(found);
        found
    }

    fn expect_word(&mut self, word: &str) -> Result<(), Misread> {
        if self.take_word(word) {
            return Ok(());
        }
        Err(self.misread(format!("{word} was expected")))
    }

    fn expect_end(&self) -> Result<(), Misread> {
        match self.peek() {
            Token::End => Ok(()),
            _ => Err(self.misread("the expression should have ended")),
        }
    }

    fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Result<T, Misread>) -> Result<T, Misread> {
        if self.depth >= DEPTH {
            return Err(self.misread(format!("more than {DEPTH} expressions stand in each other")));
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    /// Expressions with commas between.
    fn sequence(&mut self) -> Parsed {
        let first = self.single()?;
        if !self.is_symbol(",") {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.take_symbol(",") {
            parts.push(self.single()?);
        }
        Ok(Expression::Sequence(parts))
    }

    fn single(&mut self) -> Parsed {
        self.deeper(|parser| {
            let binds = matches!(parser.peek_at(1), Token::Variable(_));
            if parser.is_word(0, "if") && matches!(parser.peek_at(1), Token::Symbol("(")) {
                return parser.condition();
            }
            for (word, binding, last) in [
                ("for", Binding::For, "return"),
                ("let", Binding::Let, "return"),
                ("some", Binding::Some, "satisfies"),
                ("every", Binding::Every, "satisfies"),
            ] {
                if binds && parser.take_word(word) {
                    return parser.binding(binding, last);
                }
            }
            parser.binary(0)
        })
    }

    fn condition(&mut self) -> Parsed {
        self.expect_word("if")?;
        self.expect_symbol("(")?;
        let test = self.sequence()?;
        self.expect_symbol(")")?;
        self.expect_word("then")?;
        let then = self.single()?;
        self.expect_word("else")?;
        let otherwise = self.single()?;
        Ok(Expression::If(Box::new([test, then, otherwise])))
    }

    /// One variable, then either the next or the body.
    fn binding(&mut self, binding: Binding, last: &str) -> Parsed {
        self.deeper(|parser| {
            let Token::Variable(name) = parser.take() else {
                parser.next -= 1;
                return Err(parser.misread("a variable was expected"));
            };
            match binding {
                Binding::Let => parser.expect_symbol(":=")?,
                _ => parser.expect_word("in")?,
            }
            let values = parser.single()?;
            parser.locals.push(name);
            let body = if parser.take_symbol(",") {
                parser.binding(binding, last)
            } else {
                parser.expect_word(last).and_then(|()| parser.single())
            };
            parser.locals.pop();
            Ok(Expression::Bind(binding, Box::new((values, body?))))
        })
    }

    /// Operands joined by operators that bind at least as tightly as `least`.
    fn binary(&mut self, least: u8) -> Parsed {
        let mut left = self.unary()?;
        let mut compared = false;
        let mut chain = 0;
        while chain <= CHAIN {
            if let Some((_, words, operator)) = self.postfix().filter(|(level, ..)| *level >= least) {
                chain += 1;
                self.next += words;
                left = self.with_type(operator, left)?;
                continue;
            }
            let Some((level, operator)) = self.infix().filter(|(level, _)| *level >= least) else {
                return Ok(left);
            };
            if level == COMPARING {
                if compared {
                    return Err(self.misread("comparisons do not follow each other"));
                }
                compared = true;
            }
            // Operands of `or` and `and` stand side by side; all others become an expression inside the next.
            chain += usize::from(!matches!(operator, Infix::Or | Infix::And));
            self.next += 1;
            let right = self.binary(level + 1)?;
            left = joined(operator, left, right);
        }
        Err(self.misread(format!("more than {CHAIN} operators follow each other")))
    }

    /// The operator that comes next and how tightly it binds.
    fn infix(&self) -> Option<(u8, Infix)> {
        use Relation::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
        let general = |relation| (COMPARING, Infix::Compare(Comparison::General, relation));
        let value = |relation| (COMPARING, Infix::Compare(Comparison::Value, relation));
        let calculate = |level, operator| (level, Infix::Calculate(operator));
        let combine = |level, combination| (level, Infix::Combine(combination));
        let found = match self.peek() {
            Token::Symbol(symbol) => match symbol {
                "=" => general(Equal),
                "!=" => general(NotEqual),
                "<" => general(Less),
                "<=" => general(LessOrEqual),
                ">" => general(Greater),
                ">=" => general(GreaterOrEqual),
                "<<" => (COMPARING, Infix::Nodes(NodeRelation::Before)),
                ">>" => (COMPARING, Infix::Nodes(NodeRelation::After)),
                "||" => (4, Infix::Join),
                "+" => calculate(6, Operator::Add),
                "-" => calculate(6, Operator::Subtract),
                "*" => calculate(7, Operator::Multiply),
                "|" => combine(8, Combination::Union),
                _ => return None,
            },
            Token::Name { prefix: None, local } => match local {
                "or" => (1, Infix::Or),
                "and" => (2, Infix::And),
                "eq" => value(Equal),
                "ne" => value(NotEqual),
                "lt" => value(Less),
                "le" => value(LessOrEqual),
                "gt" => value(Greater),
                "ge" => value(GreaterOrEqual),
                "is" => (COMPARING, Infix::Nodes(NodeRelation::Is)),
                "to" => (5, Infix::Range),
                "div" => calculate(7, Operator::Divide),
                "idiv" => calculate(7, Operator::IntegerDivide),
                "mod" => calculate(7, Operator::Modulo),
                "union" => combine(8, Combination::Union),
                "intersect" => combine(9, Combination::Intersect),
                "except" => combine(9, Combination::Except),
                _ => return None,
            },
            _ => return None,
        };
        Some(found)
    }

    /// The operator with a type that comes next, how tightly it binds and how many words it has.
    fn postfix(&self) -> Option<(u8, usize, Postfix)> {
        let found = |first, second| self.is_word(0, first) && self.is_word(1, second);
        if found("instance", "of") {
            Some((10, 2, Postfix::InstanceOf))
        } else if found("treat", "as") {
            Some((11, 2, Postfix::Treat))
        } else if found("castable", "as") {
            Some((12, 2, Postfix::Castable))
        } else if found("cast", "as") {
            Some((13, 2, Postfix::Cast))
        } else {
            None
        }
    }

    fn with_type(&mut self, operator: Postfix, operand: Expression) -> Parsed {
        let operand = Box::new(operand);
        Ok(match operator {
            Postfix::InstanceOf => Expression::InstanceOf(operand, self.sequence_type()?),
            Postfix::Treat => Expression::Treat(operand, self.sequence_type()?),
            Postfix::Castable => Expression::Castable(operand, self.cast_target()?),
            Postfix::Cast => Expression::Cast(operand, self.cast_target()?),
        })
    }

    fn cast_target(&mut self) -> Result<CastTarget, Misread> {
        let to = self.atomic_type()?;
        let optional = self.take_symbol("?");
        Ok(CastTarget { to, optional })
    }

    fn atomic_type(&mut self) -> Result<Type, Misread> {
        let found = match self.peek() {
            Token::Name { prefix, local } if self.means_schema(prefix) => Type::named(local),
            _ => None,
        };
        let found = found.ok_or_else(|| self.misread("an atomic type such as xs:date was expected"))?;
        self.next += 1;
        Ok(found)
    }

    fn means_schema(&self, prefix: Option<&str>) -> bool {
        let namespace = prefix.and_then(|prefix| self.surroundings.namespaces.get(prefix));
        namespace == Some(super::names::SCHEMA)
    }

    fn unary(&mut self) -> Parsed {
        let mut negative = false;
        let mut signed = false;
        loop {
            if self.take_symbol("-") {
                negative = !negative;
            } else if !self.take_symbol("+") {
                break;
            }
            signed = true;
        }
        let operand = self.mapped()?;
        if !signed {
            return Ok(operand);
        }
        let negated = Expression::Negate(Box::new(operand));
        Ok(if negative {
            negated
        } else {
            Expression::Negate(Box::new(negated))
        })
    }

    /// Paths with `!` between.
    fn mapped(&mut self) -> Parsed {
        let mut left = self.path()?;
        for _ in 0..CHAIN {
            if !self.take_symbol("!") {
                return Ok(left);
            }
            left = Expression::Map(Box::new((left, self.path()?)));
        }
        Err(self.misread(format!("more than {CHAIN} operators follow each other")))
    }
}

fn joined(operator: Infix, left: Expression, right: Expression) -> Expression {
    match (operator, left) {
        (Infix::Or, Expression::Or(mut parts)) => {
            parts.push(right);
            Expression::Or(parts)
        }
        (Infix::And, Expression::And(mut parts)) => {
            parts.push(right);
            Expression::And(parts)
        }
        (Infix::Or, left) => Expression::Or(vec![left, right]),
        (Infix::And, left) => Expression::And(vec![left, right]),
        (Infix::Compare(kind, relation), left) => Expression::Compare(kind, relation, Box::new((left, right))),
        (Infix::Nodes(relation), left) => Expression::Nodes(relation, Box::new((left, right))),
        (Infix::Join, left) => Expression::Join(Box::new((left, right))),
        (Infix::Range, left) => Expression::Range(Box::new((left, right))),
        (Infix::Calculate(operator), left) => Expression::Calculate(operator, Box::new((left, right))),
        (Infix::Combine(combination), left) => Expression::Combine(combination, Box::new((left, right))),
    }
}
