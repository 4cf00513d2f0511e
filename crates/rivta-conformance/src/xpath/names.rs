//! Names that expressions mention, numbered, so that comparing two of them is comparing two numbers.

use std::collections::HashMap;

use super::tree::{Document, NodeId};

pub(crate) const FUNCTIONS: &str = "http://www.w3.org/2005/xpath-functions";
pub(crate) const SCHEMA: &str = "http://www.w3.org/2001/XMLSchema";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// A number that no expression mentions.
const UNKNOWN: u32 = u32::MAX;

/// Strings that stand in the name tests of compiled expressions.
#[derive(Debug, Default)]
pub(crate) struct Names {
    numbers: HashMap<String, u32>,
}

impl Names {
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(UNKNOWN);
        *self.numbers.entry(text.to_owned()).or_insert(next)
    }

    fn known(&self, text: &str) -> u32 {
        self.numbers.get(text).copied().unwrap_or(UNKNOWN)
    }

    /// The names of a document, in the numbers of these expressions.
    pub(crate) fn of(&self, document: &Document) -> DocumentNames {
        let numbers = document.names().iter();
        let numbers = numbers.map(|name| (self.known(&name.namespace), self.known(&name.local)));
        DocumentNames(numbers.collect())
    }
}

/// For each name of a document, the numbers of its namespace and local name.
#[derive(Debug)]
pub(crate) struct DocumentNames(Vec<(u32, u32)>);

impl DocumentNames {
    pub(crate) fn of(&self, document: &Document, node: NodeId) -> (u32, u32) {
        self.0
            .get(document.name_index(node))
            .copied()
            .unwrap_or((UNKNOWN, UNKNOWN))
    }
}

/// Prefixes and what they mean in a rule file.
#[derive(Debug, Clone)]
pub(crate) struct Namespaces(HashMap<String, String>);

impl Default for Namespaces {
    /// What the official pipeline declares in every stylesheet it makes.
    fn default() -> Self {
        let declared = [("xml", XML), ("xs", SCHEMA), ("xsd", SCHEMA), ("fn", FUNCTIONS)];
        Self(declared.map(|(prefix, uri)| (prefix.to_owned(), uri.to_owned())).into())
    }
}

impl Namespaces {
    pub(crate) fn declare(&mut self, prefix: &str, uri: &str) {
        self.0.insert(prefix.to_owned(), uri.to_owned());
    }

    pub(crate) fn get(&self, prefix: &str) -> Option<&str> {
        self.0.get(prefix).map(String::as_str)
    }
}
