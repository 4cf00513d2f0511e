//! Evaluating expressions.
//!
//! Recursion follows the expression, whose depth the parser limits, never the message.

use super::arithmetic;
use super::axis;
use super::cast::cast;
use super::compare;
use super::failure::{Failure, Outcome};
use super::functions;
use super::run::{Context, Local};
use super::syntax::{
    AxisStep, Binding, CastTarget, Combination, Comparison, Expression, ItemType, NodeRelation, Operator, Pair,
    Predicate, Relation, SequenceType,
};
use super::tree::{Kind, NodeId, NodeName};
use super::value::{Atomic, Item, Sequence, Type};

/// The value of an expression.
pub(crate) fn evaluate<'a>(expression: &'a Expression, context: &Context<'_, 'a>) -> Outcome<Sequence<'a>> {
    context.run.spend(1)?;
    match expression {
        Expression::Text(text) => Ok(one(Atomic::text(text.as_str()))),
        Expression::Integer(number) => Ok(one(Atomic::Integer(*number))),
        Expression::Decimal(number) => Ok(one(Atomic::Decimal(*number))),
        Expression::Double(number) => Ok(one(Atomic::Double(*number))),
        Expression::Sequence(parts) => sequence(parts, context),
        Expression::Or(_)
        | Expression::And(_)
        | Expression::Compare(Comparison::General, ..)
        | Expression::Bind(Binding::Some | Binding::Every, _) => {
            truth(expression, context).map(|truth| one(Atomic::Boolean(truth)))
        }
        Expression::Compare(Comparison::Value, relation, pair) => compared(*relation, pair, context),
        Expression::Nodes(relation, pair) => node_relation(*relation, pair, context),
        Expression::Range(pair) => range(pair, context),
        Expression::Join(pair) => joined(pair, context),
        Expression::Calculate(operator, pair) => calculated(*operator, pair, context),
        Expression::Negate(inner) => negated(inner, context),
        Expression::Combine(combination, pair) => combined(*combination, pair, context),
        Expression::InstanceOf(inner, wanted) => {
            let value = evaluate(inner, context)?;
            Ok(one(Atomic::Boolean(is_instance(&value, wanted, context))))
        }
        Expression::Treat(inner, wanted) => treated(inner, wanted, context),
        Expression::Castable(inner, target) => castable(inner, *target, context),
        Expression::Cast(inner, target) => casted(inner, *target, context),
        Expression::If(parts) => {
            let [test, then, otherwise] = &**parts;
            evaluate(if truth(test, context)? { then } else { otherwise }, context)
        }
        Expression::Bind(binding, pair) => bound(*binding, pair, context),
        Expression::Local(index) => local(*index, context),
        Expression::Let(index) => context.run.value_of(*index).map(|value| value.to_vec()),
        Expression::Context => context.item().map(|item| vec![item]),
        Expression::Root => context.node().map(|_| vec![Item::Node(0)]),
        Expression::Axis(step) => Ok(step_from(step, context.node()?, context)?
            .into_iter()
            .map(Item::Node)
            .collect()),
        Expression::Filter(inner, predicates) => filtered(inner, predicates, context),
        Expression::Path(steps) => path(steps, context),
        Expression::Map(pair) => mapped(pair, context),
        Expression::Call(function, arguments) => functions::call(*function, arguments, context),
    }
}

fn one(value: Atomic<'_>) -> Sequence<'_> {
    vec![Item::Atomic(value)]
}

/// The effective boolean value of an expression. `and` and `or` look no further than they must.
pub(crate) fn truth<'a>(expression: &'a Expression, context: &Context<'_, 'a>) -> Outcome<bool> {
    match expression {
        Expression::Or(parts) => any(parts, context, true),
        Expression::And(parts) => any(parts, context, false).map(|found| !found),
        Expression::Compare(Comparison::General, relation, pair) => any_pair(*relation, pair, context),
        Expression::Bind(Binding::Some, pair) => some_item(pair, context, true),
        Expression::Bind(Binding::Every, pair) => some_item(pair, context, false).map(|found| !found),
        // A node that comes first decides, so that what comes after it is not evaluated.
        Expression::Sequence(_) => match first(expression, context)? {
            Some(Item::Node(_)) => Ok(true),
            _ => boolean(&evaluate(expression, context)?),
        },
        _ => boolean(&evaluate(expression, context)?),
    }
}

/// The first item of an expression, with nothing evaluated that comes after it.
pub(super) fn first<'a>(expression: &'a Expression, context: &Context<'_, 'a>) -> Outcome<Option<Item<'a>>> {
    let Expression::Sequence(parts) = expression else {
        return Ok(evaluate(expression, context)?.into_iter().next());
    };
    for part in parts {
        if let Some(item) = first(part, context)? {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

/// All values as text, with spaces between: what `value-of` shows. Text nodes that follow each other are one text.
pub(crate) fn text_of<'a>(expression: &'a Expression, context: &Context<'_, 'a>) -> Outcome<String> {
    let document = context.run.document;
    let is_text = |item: &Item<'_>| matches!(item, Item::Node(node) if document.kind(*node) == Kind::Text);
    let mut shown = String::new();
    let mut before: Option<bool> = None;
    for item in evaluate(expression, context)? {
        let text = is_text(&item);
        if before.is_some_and(|before| !before || !text) {
            shown.push(' ');
        }
        shown.push_str(&atomized(item, context).into_text());
        before = Some(text);
    }
    Ok(shown)
}

/// The name of the first node, as it is written in the message.
pub(crate) fn name_of<'a>(expression: &'a Expression, context: &Context<'_, 'a>) -> Outcome<String> {
    let name = match evaluate(expression, context)?.first() {
        Some(Item::Node(node)) => context.run.document.name(*node),
        _ => None,
    };
    Ok(name.map(NodeName::lexical).unwrap_or_default())
}

/// Whether any part is as wanted. One that fails does not matter when another one decides, wherever it stands: the
/// standard allows that, and it is what Saxon does.
fn any<'a>(parts: &'a [Expression], context: &Context<'_, 'a>, wanted: bool) -> Outcome<bool> {
    context.run.spend(1)?;
    let mut failed = None;
    for part in parts {
        match truth(part, context) {
            Ok(found) if found == wanted => return Ok(true),
            Ok(_) => {}
            Err(failure) if failure.is_limit() => return Err(failure),
            Err(failure) => failed = failed.or(Some(failure)),
        }
    }
    failed.map_or(Ok(false), Err)
}

/// The effective boolean value of a sequence.
pub(super) fn boolean(value: &[Item<'_>]) -> Outcome<bool> {
    match value {
        [] => Ok(false),
        [Item::Node(_), ..] => Ok(true),
        [Item::Atomic(atomic)] => match atomic {
            Atomic::Boolean(flag) => Ok(*flag),
            Atomic::Untyped(text) | Atomic::Text(text) | Atomic::Uri(text) => Ok(!text.is_empty()),
            number if number.is_number() => Ok(number.double().is_some_and(|number| number != 0.0 && !number.is_nan())),
            other => Err(Failure::new(
                "FORG0006",
                format!("{} is neither true nor false", other.kind().name()),
            )),
        },
        _ => Err(Failure::new("FORG0006", "several values are neither true nor false")),
    }
}

/// The typed value of an item: of a node, its text.
pub(super) fn atomized<'a>(item: Item<'a>, context: &Context<'_, 'a>) -> Atomic<'a> {
    let document = context.run.document;
    match item {
        Item::Atomic(atomic) => atomic,
        Item::Node(node) => {
            let text = document.string(node).into();
            match document.kind(node) {
                Kind::Comment | Kind::Instruction => Atomic::Text(text),
                _ => Atomic::Untyped(text),
            }
        }
    }
}

/// The one atomic value of an expression, or none.
pub(super) fn single<'a>(expression: &'a Expression, context: &Context<'_, 'a>) -> Outcome<Option<Atomic<'a>>> {
    let mut items = evaluate(expression, context)?.into_iter();
    match (items.next(), items.next()) {
        (item, None) => Ok(item.map(|item| atomized(item, context))),
        _ => Err(Failure::wrong_type("there are several values where one was expected")),
    }
}

fn sequence<'a>(parts: &'a [Expression], context: &Context<'_, 'a>) -> Outcome<Sequence<'a>> {
    let mut all = Vec::new();
    for part in parts {
        all.extend(evaluate(part, context)?);
    }
    Ok(all)
}

fn any_pair<'a>(relation: Relation, pair: &'a Pair, context: &Context<'_, 'a>) -> Outcome<bool> {
    let left = evaluate(&pair.0, context)?;
    if left.is_empty() {
        return Ok(false);
    }
    let right: Vec<_> = evaluate(&pair.1, context)?
        .into_iter()
        .map(|item| atomized(item, context))
        .collect();
    let zone = context.run.zone();
    for item in left {
        let left = atomized(item, context);
        context.run.spend(right.len())?;
        for right in &right {
            if compare::general(&left, right, relation, zone)? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// The operands, if neither is empty; the right one is not evaluated when the left one is.
fn both<'a>(pair: &'a Pair, context: &Context<'_, 'a>) -> Outcome<Option<(Atomic<'a>, Atomic<'a>)>> {
    let Some(left) = single(&pair.0, context)? else {
        return Ok(None);
    };
    Ok(single(&pair.1, context)?.map(|right| (left, right)))
}

fn compared<'a>(relation: Relation, pair: &'a Pair, context: &Context<'_, 'a>) -> Outcome<Sequence<'a>> {
    let Some((left, right)) = both(pair, context)? else {
        return Ok(Vec::new());
    };
    compare::values(&left, &right, relation, context.run.zone()).map(|holds| one(Atomic::Boolean(holds)))
}

fn calculated<'a>(operator: Operator, pair: &'a Pair, context: &Context<'_, 'a>) -> Outcome<Sequence<'a>> {
    let Some(left) = single(&pair.0, context)? else {
        return Ok(Vec::new());
    };
    // An operand that is no number is an error even when the other one is missing.
    let left = arithmetic::typed(left)?;
    let Some(right) = single(&pair.1, context)? else {
        return Ok(Vec::new());
    };
    arithmetic::calculate(operator, left, right, context.run.zone()).map(one)
}

fn negated<'a>(inner: &'a Expression, context: &Context<'_, 'a>) -> Outcome<Sequence<'a>> {
    match single(inner, context)? {
        Some(value) => arithmetic::negated(value).map(one),
        None => Ok(Vec::new()),
    }
}

fn joined<'a>(pair: &'a Pair, context: &Context<'_, 'a>) -> Outcome<Sequence<'a>> {
    let text = |expression| {
        let value = single(expression, context)?;
        Ok(value.map(|value| value.into_text().into_owned()).unwrap_or_default())
    };
    let joined = text(&pair.0)? + &text(&pair.1)?;
    context.run.spend(joined.len() / 16)?;
    Ok(one(Atomic::text(joined)))
}

fn node_relation<'a>(relation: NodeRelation, pair: &'a Pair, context: &Context<'_, 'a>) -> Outcome<Sequence<'a>> {
    let node = |expression| match evaluate(expression, context)?.as_slice() {
        [] => Ok(None),
        [Item::Node(node)] => Ok(Some(*node)),
        _ => Err(Failure::wrong_type("one node was expected")),
    };
    let Some(left) = node(&pair.0)? else {
        return Ok(Vec::new());
    };
    let Some(right) = node(&pair.1)? else {
        return Ok(Vec::new());
    };
    let holds = match relation {
        NodeRelation::Is => left == right,
        NodeRelation::Before => left < right,
        NodeRelation::After => left > right,
    };
    Ok(one(Atomic::Boolean(holds)))
}

fn range<'a>(pair: &'a Pair, context: &Context<'_, 'a>) -> Outcome<Sequence<'a>> {
    let Some((first, last)) = both(pair, context)? else {
        return Ok(Vec::new());
    };
    let whole = |value: Atomic<'a>| match value {
        Atomic::Integer(number) => Ok(number),
        Atomic::Untyped(_) => match cast(value, Type::Integer)? {
            Atomic::Integer(number) => Ok(number),
            _ => Err(Failure::overflow()),
        },
        _ => Err(Failure::wrong_type("a range goes from integer to integer")),
    };
    let (first, last) = (whole(first)?, whole(last)?);
    let length = last.checked_sub(first).ok_or_else(Failure::overflow)?;
    context
        .run
        .spend(usize::try_from(length.max(0)).unwrap_or(usize::MAX))?;
    Ok((first..=last)
        .map(|number| Item::Atomic(Atomic::Integer(number)))
        .collect())
}

fn combined<'a>(combination: Combination, pair: &'a Pair, context: &Context<'_, 'a>) -> Outcome<Sequence<'a>> {
    let mut left = ordered_nodes(evaluate(&pair.0, context)?)?;
    let right = ordered_nodes(evaluate(&pair.1, context)?)?;
    context.run.spend(left.len() + right.len())?;
    match combination {
        Combination::Union => {
            left.extend(right);
            left.sort_unstable();
            left.dedup();
        }
        Combination::Intersect => left.retain(|node| right.binary_search(node).is_ok()),
        Combination::Except => left.retain(|node| right.binary_search(node).is_err()),
    }
    Ok(left.into_iter().map(Item::Node).collect())
}

fn ordered_nodes(items: Sequence<'_>) -> Outcome<Vec<NodeId>> {
    let nodes = items.into_iter().map(|item| match item {
        Item::Node(node) => Ok(node),
        Item::Atomic(_) => Err(Failure::wrong_type("nodes were expected")),
    });
    let mut nodes = nodes.collect::<Outcome<Vec<_>>>()?;
    nodes.sort_unstable();
    nodes.dedup();
    Ok(nodes)
}

fn is_instance(value: &[Item<'_>], wanted: &SequenceType, context: &Context<'_, '_>) -> bool {
    let Some(item_type) = &wanted.item else {
        return value.is_empty();
    };
    let fits = |item: &Item<'_>| match (item_type, item) {
        (ItemType::Any, _) => true,
        (ItemType::Atomic(wanted), Item::Atomic(value)) => value.kind().is_a(*wanted),
        (ItemType::Node(test), Item::Node(node)) => {
            let is_attribute = matches!(context.run.document.kind(*node), Kind::Attribute);
            let axis = if is_attribute {
                super::syntax::Axis::Attribute
            } else {
                super::syntax::Axis::Self_
            };
            axis::passes(context.run, axis, test, *node)
        }
        _ => false,
    };
    (wanted.least..=wanted.most).contains(&value.len()) && value.iter().all(fits)
}

fn treated<'a>(inner: &'a Expression, wanted: &SequenceType, context: &Context<'_, 'a>) -> Outcome<Sequence<'a>> {
    let value = evaluate(inner, context)?;
    if is_instance(&value, wanted, context) {
        return Ok(value);
    }
    Err(Failure::new("XPDY0050", "a value is not of the type it is treated as"))
}

fn castable<'a>(inner: &'a Expression, target: CastTarget, context: &Context<'_, 'a>) -> Outcome<Sequence<'a>> {
    let value = evaluate(inner, context)?;
    let castable = match value.as_slice() {
        [] => target.optional,
        [item] => cast(atomized(item.clone(), context), target.to).is_ok(),
        _ => false,
    };
    Ok(one(Atomic::Boolean(castable)))
}

fn casted<'a>(inner: &'a Expression, target: CastTarget, context: &Context<'_, 'a>) -> Outcome<Sequence<'a>> {
    match single(inner, context)? {
        Some(value) => cast(value, target.to).map(one),
        None if target.optional => Ok(Vec::new()),
        None => Err(Failure::wrong_type("nothing cannot be cast")),
    }
}

/// Calls the body with each item bound; stops with true when one gives the wanted truth.
fn some_item<'a>(pair: &'a Pair, context: &Context<'_, 'a>, wanted: bool) -> Outcome<bool> {
    context.run.spend(1)?;
    for item in evaluate(&pair.0, context)? {
        let value = [item];
        let local = Local {
            value: &value,
            outer: context.locals,
        };
        let inner = Context {
            locals: Some(&local),
            ..context.clone()
        };
        if truth(&pair.1, &inner)? == wanted {
            return Ok(true);
        }
    }
    Ok(false)
}

fn bound<'a>(binding: Binding, pair: &'a Pair, context: &Context<'_, 'a>) -> Outcome<Sequence<'a>> {
    let values = evaluate(&pair.0, context)?;
    let with = |value: &[Item<'a>]| {
        let local = Local {
            value,
            outer: context.locals,
        };
        let inner = Context {
            locals: Some(&local),
            ..context.clone()
        };
        evaluate(&pair.1, &inner)
    };
    if binding == Binding::Let {
        return with(&values);
    }
    let mut all = Vec::new();
    for item in values {
        all.extend(with(&[item])?);
    }
    Ok(all)
}

fn local<'a>(index: usize, context: &Context<'_, 'a>) -> Outcome<Sequence<'a>> {
    let mut local = context.locals;
    for _ in 0..index {
        local = local.and_then(|local| local.outer);
    }
    let missing = || Failure::new("XPST0008", "a variable is missing");
    local.map(|local| local.value.to_vec()).ok_or_else(missing)
}

/// The nodes of a step from a node, in document order.
fn step_from<'a>(step: &'a AxisStep, node: NodeId, context: &Context<'_, 'a>) -> Outcome<Vec<NodeId>> {
    let mut found = axis::nodes(context.run, step.axis, &step.test, node)?;
    for predicate in &step.predicates {
        found = keep(found, predicate, context, Item::Node)?;
    }
    if step.axis.is_reverse() {
        found.reverse();
    }
    Ok(found)
}

/// Those of the candidates for which a predicate holds.
pub(super) fn keep<'a, T: Clone>(
    candidates: Vec<T>,
    predicate: &'a Predicate,
    context: &Context<'_, 'a>,
    item: impl Fn(T) -> Item<'a>,
) -> Outcome<Vec<T>> {
    // A number written out is a place: no need to look at the others.
    if let Expression::Integer(place) = &predicate.expression {
        let index = usize::try_from(*place).ok().and_then(|place| place.checked_sub(1));
        return Ok(index
            .and_then(|index| candidates.into_iter().nth(index))
            .into_iter()
            .collect());
    }
    let size = candidates.len();
    let mut kept = Vec::new();
    for (index, candidate) in candidates.into_iter().enumerate() {
        let inner = context.with(item(candidate.clone()), index + 1, size);
        if holds(predicate, &inner)? {
            kept.push(candidate);
        }
    }
    Ok(kept)
}

fn holds<'a>(predicate: &'a Predicate, context: &Context<'_, 'a>) -> Outcome<bool> {
    if !predicate.positional {
        return truth(&predicate.expression, context);
    }
    let value = evaluate(&predicate.expression, context)?;
    match value.as_slice() {
        [Item::Atomic(number)] if number.is_number() => {
            #[allow(clippy::cast_precision_loss, reason = "places are far below 2^52")]
            let place = context.position as f64;
            Ok(number.double() == Some(place))
        }
        value => boolean(value),
    }
}

fn filtered<'a>(
    inner: &'a Expression,
    predicates: &'a [Predicate],
    context: &Context<'_, 'a>,
) -> Outcome<Sequence<'a>> {
    if let [
        Predicate {
            expression: Expression::Integer(1),
            ..
        },
    ] = predicates
    {
        return Ok(first(inner, context)?.into_iter().collect());
    }
    let mut items = evaluate(inner, context)?;
    for predicate in predicates {
        items = keep(items, predicate, context, |item| item)?;
    }
    Ok(items)
}

fn path<'a>(steps: &'a [Expression], context: &Context<'_, 'a>) -> Outcome<Sequence<'a>> {
    let Some((first, rest)) = steps.split_first() else {
        return Ok(Vec::new());
    };
    let mut items = evaluate(first, context)?;
    for step in rest {
        let size = items.len();
        let mut found = Vec::new();
        for (index, item) in items.into_iter().enumerate() {
            if matches!(item, Item::Atomic(_)) {
                return Err(Failure::new(
                    "XPTY0019",
                    "a path goes on from a value that is not a node",
                ));
            }
            found.extend(evaluate(step, &context.with(item, index + 1, size))?);
        }
        let ordered = size <= 1 && matches!(step, Expression::Axis(_));
        items = if ordered { found } else { in_document_order(found)? };
    }
    Ok(items)
}

/// Nodes in document order, each once; atomic values as they are.
fn in_document_order(items: Sequence<'_>) -> Outcome<Sequence<'_>> {
    let nodes = items.iter().filter(|item| matches!(item, Item::Node(_))).count();
    if nodes == 0 {
        return Ok(items);
    }
    if nodes < items.len() {
        return Err(Failure::new("XPTY0018", "a step gives both nodes and other values"));
    }
    Ok(ordered_nodes(items)?.into_iter().map(Item::Node).collect())
}

fn mapped<'a>(pair: &'a Pair, context: &Context<'_, 'a>) -> Outcome<Sequence<'a>> {
    let items = evaluate(&pair.0, context)?;
    let size = items.len();
    let mut all = Vec::new();
    for (index, item) in items.into_iter().enumerate() {
        all.extend(evaluate(&pair.1, &context.with(item, index + 1, size))?);
    }
    Ok(all)
}
