//! Paths and their steps.

use super::{Misread, Parsed, Parser};
use crate::xpath::syntax::{Axis, AxisStep, Expression, NameTest, NodeTest, Predicate};
use crate::xpath::token::Token;

/// Steps of one path.
const STEPS: usize = 100;

impl<'e> Parser<'e, '_, '_> {
    pub(super) fn path(&mut self) -> Parsed {
        self.deeper(Self::whole_path)
    }

    fn whole_path(&mut self) -> Parsed {
        let mut steps = Vec::new();
        if self.take_symbol("//") {
            steps.push(Expression::Root);
            steps.push(anything_below());
            steps.push(self.step()?);
        } else if self.take_symbol("/") {
            steps.push(Expression::Root);
            if self.starts_step() {
                steps.push(self.step()?);
            }
        } else {
            steps.push(self.step()?);
        }
        while steps.len() <= STEPS {
            if self.take_symbol("//") {
                steps.push(anything_below());
            } else if !self.take_symbol("/") {
                return Ok(path_of(steps));
            }
            steps.push(self.step()?);
        }
        Err(self.misread(format!("more than {STEPS} steps in a path")))
    }

    /// Whether a step follows the slash that a path may consist of alone.
    fn starts_step(&self) -> bool {
        match self.peek() {
            Token::End => false,
            Token::Symbol(symbol) => matches!(symbol, "." | ".." | "@" | "*" | "("),
            // `/ or ...` is read as the step `or`, as the standard says.
            _ => true,
        }
    }

    fn step(&mut self) -> Parsed {
        if let Some(step) = self.axis_step()? {
            return Ok(Expression::Axis(Box::new(step)));
        }
        let primary = self.primary()?;
        let predicates = self.predicates()?;
        if predicates.is_empty() {
            return Ok(primary);
        }
        Ok(Expression::Filter(Box::new(primary), predicates))
    }

    /// A step along an axis, if one comes next.
    pub(super) fn axis_step(&mut self) -> Result<Option<AxisStep>, Misread> {
        let (axis, test) = if self.take_symbol("..") {
            (Axis::Parent, NodeTest::Any)
        } else if self.take_symbol("@") {
            (Axis::Attribute, self.node_test()?)
        } else if matches!(self.peek_at(1), Token::Symbol("::")) {
            let axis = self.axis()?;
            (axis, self.node_test()?)
        } else if self.starts_node_test() {
            let attribute = self.is_word(0, "attribute") || self.is_word(0, "schema-attribute");
            let is_kind = matches!(self.peek_at(1), Token::Symbol("("));
            let axis = if attribute && is_kind {
                Axis::Attribute
            } else {
                Axis::Child
            };
            (axis, self.node_test()?)
        } else {
            return Ok(None);
        };
        let predicates = self.predicates()?;
        Ok(Some(AxisStep { axis, test, predicates }))
    }

    fn axis(&mut self) -> Result<Axis, Misread> {
        let found = match self.peek() {
            Token::Name { prefix: None, local } => match local {
                "child" => Some(Axis::Child),
                "descendant" => Some(Axis::Descendant),
                "descendant-or-self" => Some(Axis::DescendantOrSelf),
                "attribute" => Some(Axis::Attribute),
                "self" => Some(Axis::Self_),
                "parent" => Some(Axis::Parent),
                "ancestor" => Some(Axis::Ancestor),
                "ancestor-or-self" => Some(Axis::AncestorOrSelf),
                "following" => Some(Axis::Following),
                "following-sibling" => Some(Axis::FollowingSibling),
                "preceding" => Some(Axis::Preceding),
                "preceding-sibling" => Some(Axis::PrecedingSibling),
                _ => None,
            },
            _ => None,
        };
        let found = found.ok_or_else(|| self.misread("an axis this engine knows was expected"))?;
        self.next += 2;
        Ok(found)
    }

    /// A name or wildcard that no bracket follows, or a test of kind.
    fn starts_node_test(&self) -> bool {
        match self.peek() {
            Token::Symbol("*") | Token::AnyNamespace(_) | Token::AnyLocal(_) => true,
            Token::Name { prefix, local } => {
                !matches!(self.peek_at(1), Token::Symbol("(")) || (prefix.is_none() && is_kind(local))
            }
            _ => false,
        }
    }

    pub(super) fn node_test(&mut self) -> Result<NodeTest, Misread> {
        let is_kind = matches!(self.peek(), Token::Name { prefix: None, local } if is_kind(local));
        if is_kind && matches!(self.peek_at(1), Token::Symbol("(")) {
            return self.kind_test();
        }
        let test = self.name_test()?;
        Ok(NodeTest::Principal(test))
    }

    pub(super) fn name_test(&mut self) -> Result<NameTest, Misread> {
        let token = self.peek();
        let test = match token {
            Token::Symbol("*") => NameTest {
                namespace: None,
                local: None,
            },
            Token::AnyNamespace(local) => NameTest {
                namespace: None,
                local: Some(self.surroundings.names.number(local)),
            },
            Token::AnyLocal(prefix) => NameTest {
                namespace: Some(self.namespace(prefix)?),
                local: None,
            },
            // A name without prefix is in no namespace: rules have no default namespace for elements.
            Token::Name { prefix, local } => NameTest {
                namespace: Some(match prefix {
                    Some(prefix) => self.namespace(prefix)?,
                    None => self.surroundings.names.number(""),
                }),
                local: Some(self.surroundings.names.number(local)),
            },
            _ => return Err(self.misread("a name was expected")),
        };
        self.next += 1;
        Ok(test)
    }

    fn namespace(&mut self, prefix: &'e str) -> Result<u32, Misread> {
        let Some(uri) = self.surroundings.namespaces.get(prefix) else {
            return Err(self.misread(format!("the prefix {prefix} is not declared with ns")));
        };
        let uri = uri.to_owned();
        Ok(self.surroundings.names.number(&uri))
    }

    pub(super) fn kind_test(&mut self) -> Result<NodeTest, Misread> {
        let Token::Name { local, .. } = self.take() else {
            return Err(self.misread("a test of kind was expected"));
        };
        self.expect_symbol("(")?;
        let named = !self.is_symbol(")");
        let test = match local {
            "node" => NodeTest::Any,
            "text" => NodeTest::Text,
            "comment" => NodeTest::Comment,
            "document-node" => NodeTest::Document,
            "processing-instruction" if named => NodeTest::Instruction(Some(self.instruction_target()?)),
            "processing-instruction" => NodeTest::Instruction(None),
            "element" if named => NodeTest::Element(Some(self.name_test()?)),
            "element" => NodeTest::Element(None),
            "attribute" if named => NodeTest::Attribute(Some(self.name_test()?)),
            "attribute" => NodeTest::Attribute(None),
            _ => return Err(self.misread(format!("{local}() needs a schema, which rules are judged without"))),
        };
        self.expect_symbol(")")?;
        Ok(test)
    }

    fn instruction_target(&mut self) -> Result<String, Misread> {
        match self.take() {
            Token::Name { prefix: None, local } => Ok(local.to_owned()),
            Token::Text { body, .. } => Ok(body.trim().to_owned()),
            _ => Err(self.misread("a target was expected")),
        }
    }

    pub(super) fn predicates(&mut self) -> Result<Vec<Predicate>, Misread> {
        let mut predicates = Vec::new();
        while self.take_symbol("[") {
            predicates.push(Predicate::new(self.sequence()?));
            self.expect_symbol("]")?;
        }
        Ok(predicates)
    }
}

/// Names that before a bracket are tests of kind and no functions.
pub(super) fn is_kind(name: &str) -> bool {
    matches!(
        name,
        "node"
            | "text"
            | "comment"
            | "processing-instruction"
            | "element"
            | "attribute"
            | "document-node"
            | "schema-element"
            | "schema-attribute"
    )
}

/// What `//` stands for.
fn anything_below() -> Expression {
    Expression::Axis(Box::new(AxisStep {
        axis: Axis::DescendantOrSelf,
        test: NodeTest::Any,
        predicates: Vec::new(),
    }))
}

/// A path of these steps. `//name` becomes one step along the descendants where no predicate counts places, which is
/// what makes it fast.
fn path_of(steps: Vec<Expression>) -> Expression {
    let mut short: Vec<Expression> = Vec::with_capacity(steps.len());
    for step in steps {
        let merged = match (short.last(), &step) {
            (Some(before), Expression::Axis(next)) if is_anything_below(before) && may_merge(next) => {
                let mut step = next.clone();
                step.axis = Axis::Descendant;
                Some(Expression::Axis(step))
            }
            _ => None,
        };
        if merged.is_some() {
            short.pop();
        }
        short.push(merged.unwrap_or(step));
    }
    match (short.len(), short.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            short.extend(last);
            Expression::Path(short)
        }
    }
}

fn is_anything_below(step: &Expression) -> bool {
    matches!(step, Expression::Axis(step)
        if step.axis == Axis::DescendantOrSelf && step.predicates.is_empty() && matches!(step.test, NodeTest::Any))
}

fn may_merge(step: &AxisStep) -> bool {
    step.axis == Axis::Child && step.predicates.iter().all(|predicate| !predicate.positional)
}
