//! Functions on nodes and names.

use super::{Call, Function, flag, one};
use crate::xpath::axis::ancestors;
use crate::xpath::evaluate::atomized;
use crate::xpath::failure::{Failure, Outcome};
use crate::xpath::tree::NodeId;
use crate::xpath::value::{Atomic, Item, Sequence, Type};

pub(super) fn call<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    match call.function {
        Function::Current => Ok(vec![Item::Node(call.context.current)]),
        Function::Data => data(call),
        Function::Lang => lang(call).map(flag),
        Function::QName => qname(call),
        Function::LocalNameFromQName | Function::NamespaceUriFromQName | Function::PrefixFromQName => {
            part_of_name(call)
        }
        _ => about_node(call),
    }
}

fn data<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    if call.has(0) {
        return Ok(call.values(0)?.into_iter().map(Item::Atomic).collect());
    }
    Ok(one(atomized(call.context.item()?, call.context)))
}

fn own_node(call: &Call<'_, '_, '_>) -> Outcome<Option<NodeId>> {
    match call.item_or_context()? {
        None => Ok(None),
        Some(Item::Node(node)) => Ok(Some(node)),
        Some(Item::Atomic(_)) => Err(Failure::wrong_type("a node was expected")),
    }
}

fn about_node<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    let node = own_node(call)?;
    let document = call.context.run.document;
    let name = node.and_then(|node| document.name(node));
    let text = match call.function {
        Function::Name => name
            .map(crate::xpath::tree::NodeName::lexical)
            .unwrap_or_default()
            .into(),
        Function::LocalName => name.map_or("", |name| name.local.as_str()).into(),
        Function::NamespaceUri => {
            let uri = name.map_or("", |name| name.namespace.as_str());
            return Ok(one(Atomic::Uri(uri.into())));
        }
        Function::NodeName => {
            let name = name.map(|name| Atomic::QName {
                namespace: name.namespace.clone(),
                lexical: name.lexical(),
            });
            return Ok(name.map(Item::Atomic).into_iter().collect());
        }
        Function::GenerateId => node.map(|node| format!("n{node}")).unwrap_or_default().into(),
        Function::HasChildren => {
            return Ok(flag(node.is_some_and(|node| document.children(node).next().is_some())));
        }
        _ => return Ok(node.map(|_| Item::Node(0)).into_iter().collect()),
    };
    Ok(one(Atomic::Text(text)))
}

/// Whether the nearest `xml:lang` names a language or one of its dialects.
fn lang(call: &Call<'_, '_, '_>) -> Outcome<bool> {
    let wanted = call.text(0)?.to_lowercase();
    let node = if call.has(1) {
        match call.items(1)?.as_slice() {
            [Item::Node(node)] => *node,
            _ => return Err(Failure::wrong_type("a node was expected")),
        }
    } else {
        call.context.node()?
    };
    let document = call.context.run.document;
    let is_lang = |attribute: &NodeId| {
        let name = document.name(*attribute);
        name.is_some_and(|name| name.local == "lang" && name.namespace.ends_with("/XML/1998/namespace"))
    };
    let mut elements = std::iter::once(node).chain(ancestors(document, node));
    let found = elements.find_map(|element| document.attributes(element).find(is_lang));
    let language = found.map(|attribute| document.string(attribute).to_lowercase());
    Ok(language.is_some_and(|language| {
        let rest = language.strip_prefix(wanted.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }))
}

fn qname<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    let (namespace, lexical) = (call.text(0)?.into_owned(), call.required_text(1)?.into_owned());
    Ok(one(Atomic::QName { namespace, lexical }))
}

fn part_of_name<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    let Some(Atomic::QName { namespace, lexical }) = call.typed(0, Type::QName)? else {
        return Ok(Vec::new());
    };
    let (prefix, local) = match lexical.split_once(':') {
        Some((prefix, local)) => (Some(prefix.to_owned()), local.to_owned()),
        None => (None, lexical),
    };
    Ok(match call.function {
        Function::LocalNameFromQName => one(Atomic::text(local)),
        Function::NamespaceUriFromQName => one(Atomic::Uri(namespace.into())),
        _ => prefix
            .map(|prefix| Item::Atomic(Atomic::text(prefix)))
            .into_iter()
            .collect(),
    })
}
