//! Which prefix means which namespace, at one place of a document.

use std::borrow::Cow;

/// Namespace of the `xml` prefix, bound from the start.
const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// Namespace of the `xmlns` prefix, which nothing may be bound to.
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// How many declarations may be in scope at once, that of `xml` included. Looking a prefix up
/// goes through them, and messages have ten or so; hostile ones must not make it cost more.
pub(super) const MAX_BINDINGS: usize = 256;

#[derive(Debug)]
struct Binding<'a> {
    /// Empty for the default namespace.
    prefix: &'a str,
    /// Empty where the default namespace is switched off.
    uri: Cow<'a, str>,
}

/// A namespace binding, valid while the element that declared it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BindingId(usize);

/// The namespace declarations in scope, innermost last.
#[derive(Debug)]
pub(crate) struct Scope<'a> {
    bindings: Vec<Binding<'a>>,
    /// The [`key`] of each binding's prefix: most prefixes are told apart without being looked at.
    keys: Vec<u64>,
}

/// Length and first seven bytes of a prefix: all of it, for most.
fn key(prefix: &str) -> u64 {
    let length = u64::try_from(prefix.len()).unwrap_or(u64::MAX).min(255);
    prefix
        .bytes()
        .take(7)
        .fold(length, |key, byte| (key << 8) | u64::from(byte))
}

impl<'a> Scope<'a> {
    pub(crate) fn new() -> Self {
        let xml = Binding {
            prefix: "xml",
            uri: Cow::Borrowed(XML),
        };
        // Room for what most messages declare.
        let (mut bindings, mut keys) = (Vec::with_capacity(8), Vec::with_capacity(8));
        bindings.push(xml);
        keys.push(key("xml"));
        Self { bindings, keys }
    }

    /// A mark to give to [`Self::leave`] when the element that declares next is closed.
    pub(crate) fn mark(&self) -> usize {
        self.bindings.len()
    }

    pub(crate) fn leave(&mut self, mark: usize) {
        self.bindings.truncate(mark);
        self.keys.truncate(mark);
    }

    /// Declares a prefix (empty: the default namespace) on the element whose mark this is; an error
    /// says what Namespaces in XML 1.0 forbids.
    pub(crate) fn declare(&mut self, mark: usize, prefix: &'a str, uri: Cow<'a, str>) -> Result<(), &'static str> {
        let reserved = match prefix {
            "xml" => uri != XML,
            "xmlns" => true,
            _ => uri == XML || uri == XMLNS,
        };
        if reserved {
            return Err("a reserved namespace prefix or name is declared");
        }
        if uri.is_empty() && !prefix.is_empty() {
            return Err("a namespace prefix is bound to nothing");
        }
        if self
            .find(prefix)
            .is_some_and(|binding| !Self::is_outside(binding, mark))
        {
            return Err("a namespace prefix that is declared twice");
        }
        self.keys.push(key(prefix));
        self.bindings.push(Binding { prefix, uri });
        Ok(())
    }

    /// The innermost binding of a prefix. `None`: the prefix is not declared.
    pub(crate) fn find(&self, prefix: &str) -> Option<BindingId> {
        let wanted = key(prefix);
        let mut end = self.keys.len();
        loop {
            let index = self.keys.get(..end)?.iter().rposition(|key| *key == wanted)?;
            if prefix.len() <= 7 || self.bindings.get(index)?.prefix == prefix {
                return Some(BindingId(index));
            }
            end = index;
        }
    }

    /// The namespace a binding stands for; `None` where the default namespace is switched off.
    pub(crate) fn uri(&self, binding: Option<BindingId>) -> Option<&str> {
        let BindingId(index) = binding?;
        self.bindings
            .get(index)
            .map(|binding| binding.uri.as_ref())
            .filter(|uri| !uri.is_empty())
    }

    /// Whether a binding was made before `mark`, that is by an element further out.
    pub(crate) fn is_outside(binding: BindingId, mark: usize) -> bool {
        binding.0 < mark
    }

    /// Prefixes and namespaces of all bindings, innermost last.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&'a str, &str)> {
        self.bindings
            .iter()
            .map(|binding| (binding.prefix, binding.uri.as_ref()))
    }

    /// Prefix and namespace of a binding.
    pub(crate) fn pair(&self, BindingId(index): BindingId) -> Option<(&'a str, &str)> {
        self.bindings
            .get(index)
            .map(|binding| (binding.prefix, binding.uri.as_ref()))
    }
}
