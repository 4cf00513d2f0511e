//! Which prefix means which namespace, at one place of a document.

use std::borrow::Cow;

/// Namespace of the `xml` prefix, bound from the start.
const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// Namespace of the `xmlns` prefix, which nothing may be bound to.
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

#[derive(Debug)]
struct Binding<'a> {
    /// Empty for the default namespace.
    prefix: &'a str,
    /// Empty where the default namespace is switched off.
    uri: Cow<'a, str>,
}

/// A binding in a [`Scope`], valid while the element that declared it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BindingId(usize);

/// The namespace declarations in scope, innermost last.
#[derive(Debug)]
pub(crate) struct Scope<'a> {
    bindings: Vec<Binding<'a>>,
}

impl<'a> Scope<'a> {
    pub(crate) fn new() -> Self {
        let xml = Binding {
            prefix: "xml",
            uri: Cow::Borrowed(XML),
        };
        Self {
            bindings: vec![xml],
        }
    }

    /// A mark to give to [`Self::leave`] when the element that declares next is closed.
    pub(crate) fn mark(&self) -> usize {
        self.bindings.len()
    }

    pub(crate) fn leave(&mut self, mark: usize) {
        self.bindings.truncate(mark);
    }

    /// Declares a prefix (empty: the default namespace); an error says what Namespaces in XML 1.0
    /// forbids.
    pub(crate) fn declare(
        &mut self,
        prefix: &'a str,
        uri: Cow<'a, str>,
    ) -> Result<(), &'static str> {
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
        self.bindings.push(Binding { prefix, uri });
        Ok(())
    }

    /// The innermost binding of a prefix. `None`: the prefix is not declared.
    pub(crate) fn find(&self, prefix: &str) -> Option<BindingId> {
        self.bindings
            .iter()
            .rposition(|binding| binding.prefix == prefix)
            .map(BindingId)
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

    /// Prefix and namespace of a binding.
    pub(crate) fn pair(&self, BindingId(index): BindingId) -> Option<(&'a str, &str)> {
        self.bindings
            .get(index)
            .map(|binding| (binding.prefix, binding.uri.as_ref()))
    }
}
