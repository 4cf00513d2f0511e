//! What an expression is once it is understood: names resolved, functions found, variables counted.

use rust_decimal::Decimal;

use super::functions::Function;
use super::value::Type;

/// An expression.
#[derive(Debug, Clone)]
pub(crate) enum Expression {
    Text(String),
    Integer(i128),
    Decimal(Decimal),
    Double(f64),
    /// Comma-separated; with no parts the empty sequence.
    Sequence(Vec<Expression>),
    Or(Vec<Expression>),
    And(Vec<Expression>),
    Compare(Comparison, Relation, Pair),
    Nodes(NodeRelation, Pair),
    Range(Pair),
    Join(Pair),
    Calculate(Operator, Pair),
    Negate(Box<Expression>),
    Combine(Combination, Pair),
    InstanceOf(Box<Expression>, SequenceType),
    Treat(Box<Expression>, SequenceType),
    Castable(Box<Expression>, CastTarget),
    Cast(Box<Expression>, CastTarget),
    If(Box<[Expression; 3]>),
    /// Binds a variable to each item in turn, or with `Let` to all of them.
    Bind(Binding, Pair),
    Local(usize),
    Let(usize),
    Context,
    Root,
    Axis(Box<AxisStep>),
    /// A filtered expression, `(...)[...]`.
    Filter(Box<Expression>, Vec<Predicate>),
    /// `start/step/step`.
    Path(Vec<Expression>),
    /// `start ! mapping`.
    Map(Pair),
    Call(Function, Vec<Expression>),
}

/// Two operands.
pub(crate) type Pair = Box<(Expression, Expression)>;

/// Which items are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// `=`: any pair.
    General,
    /// `eq`: one item each.
    Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NodeRelation {
    Is,
    Before,
    After,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    IntegerDivide,
    Modulo,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Combination {
    Union,
    Intersect,
    Except,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Binding {
    For,
    Let,
    Some,
    Every,
}

/// The target of a cast; `?` lets the empty sequence through.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CastTarget {
    pub(crate) to: Type,
    pub(crate) optional: bool,
}

/// A sequence type, as in `instance of xs:date?`.
#[derive(Debug, Clone)]
pub(crate) struct SequenceType {
    /// None for `empty-sequence()`.
    pub(crate) item: Option<ItemType>,
    pub(crate) least: usize,
    pub(crate) most: usize,
}

#[derive(Debug, Clone)]
pub(crate) enum ItemType {
    Any,
    Atomic(Type),
    Node(NodeTest),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Axis {
    Child,
    Descendant,
    DescendantOrSelf,
    Attribute,
    Self_,
    Parent,
    Ancestor,
    AncestorOrSelf,
    Following,
    FollowingSibling,
    Preceding,
    PrecedingSibling,
}

impl Axis {
    /// Whether it runs against document order, which is how predicates count.
    pub(crate) fn is_reverse(self) -> bool {
        matches!(
            self,
            Self::Parent | Self::Ancestor | Self::AncestorOrSelf | Self::Preceding | Self::PrecedingSibling
        )
    }
}

/// A name, by its numbers among [`super::names::Names`]; none is any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NameTest {
    pub(crate) namespace: Option<u32>,
    pub(crate) local: Option<u32>,
}

#[derive(Debug, Clone)]
pub(crate) enum NodeTest {
    Any,
    Text,
    Comment,
    Document,
    Instruction(Option<String>),
    Element(Option<NameTest>),
    Attribute(Option<NameTest>),
    /// An attribute on the attribute axis, an element on any other.
    Principal(NameTest),
}

#[derive(Debug, Clone)]
pub(crate) struct AxisStep {
    pub(crate) axis: Axis,
    pub(crate) test: NodeTest,
    pub(crate) predicates: Vec<Predicate>,
}

/// A predicate, and whether it may look at the place among its neighbours.
#[derive(Debug, Clone)]
pub(crate) struct Predicate {
    pub(crate) expression: Expression,
    pub(crate) positional: bool,
}

impl Predicate {
    pub(crate) fn new(expression: Expression) -> Self {
        let positional = may_be_number(&expression) || expression.mentions_place();
        Self { expression, positional }
    }
}

/// Whether the value may be a number, which as a predicate means a place.
fn may_be_number(expression: &Expression) -> bool {
    match expression {
        Expression::Text(_)
        | Expression::Or(_)
        | Expression::And(_)
        | Expression::Compare(..)
        | Expression::Nodes(..)
        | Expression::Join(_)
        | Expression::Combine(..)
        | Expression::InstanceOf(..)
        | Expression::Castable(..)
        | Expression::Bind(Binding::Some | Binding::Every, _)
        | Expression::Root
        | Expression::Axis(_) => false,
        Expression::Path(steps) => steps.last().is_none_or(may_be_number),
        Expression::Filter(inner, _) => may_be_number(inner),
        Expression::If(parts) => parts.iter().skip(1).any(may_be_number),
        Expression::Call(function, _) => function.may_give_number(),
        _ => true,
    }
}

impl Expression {
    /// Whether `position()` or `last()` stands in it. Those inside an inner predicate mean another place, but telling
    /// them apart is not worth it.
    fn mentions_place(&self) -> bool {
        match self {
            Self::Call(function, arguments) => function.is_place() || arguments.iter().any(Self::mentions_place),
            Self::Sequence(parts) | Self::Or(parts) | Self::And(parts) | Self::Path(parts) => {
                parts.iter().any(Self::mentions_place)
            }
            Self::Compare(_, _, pair)
            | Self::Nodes(_, pair)
            | Self::Range(pair)
            | Self::Join(pair)
            | Self::Calculate(_, pair)
            | Self::Combine(_, pair)
            | Self::Bind(_, pair)
            | Self::Map(pair) => pair.0.mentions_place() || pair.1.mentions_place(),
            Self::Negate(inner)
            | Self::InstanceOf(inner, _)
            | Self::Treat(inner, _)
            | Self::Castable(inner, _)
            | Self::Cast(inner, _) => inner.mentions_place(),
            Self::If(parts) => parts.iter().any(Self::mentions_place),
            Self::Filter(inner, predicates) => inner.mentions_place() || place_in(predicates),
            Self::Axis(step) => place_in(&step.predicates),
            _ => false,
        }
    }
}

fn place_in(predicates: &[Predicate]) -> bool {
    predicates.iter().any(|predicate| predicate.expression.mentions_place())
}

/// A rule's context: alternatives of which one must match.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    pub(crate) alternatives: Vec<PathPattern>,
}

/// A path read from its end: the node, then what must stand above it.
#[derive(Debug, Clone)]
pub(crate) struct PathPattern {
    /// The last step first; none for `/`.
    pub(crate) steps: Vec<PatternStep>,
    /// Whether the path starts at the document: `/a`.
    pub(crate) rooted: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct PatternStep {
    pub(crate) step: AxisStep,
    /// Whether `//` stands before it, so that any ancestor may match what is above.
    pub(crate) anywhere: bool,
}
