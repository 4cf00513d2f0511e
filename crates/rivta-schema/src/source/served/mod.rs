//! Contracts as a running service describes itself: a WSDL and schemas by URL, which refer to each other by URL.
//!
//! Whoever fetches them asks [`references`] what a document leads to, fetches that, and hands all of it to
//! [`crate::read_served`]. Nothing is fetched here.

mod layout;
mod relocation;

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::reference;
use super::{Document, SourceFile, SourceTree};
use crate::error::{Error, Place};
use crate::wsdl::WSDL;
use crate::xsd::XS;

pub(crate) use layout::packages;

/// A WSDL or schema that was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServedDocument {
    /// Where it was fetched.
    pub url: String,
    /// The bytes as they came.
    pub bytes: Vec<u8>,
    /// The URL that each reference in it means, by the reference as written.
    pub links: BTreeMap<String, String>,
}

/// A reference to another document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The `schemaLocation` or `location` as written.
    pub location: String,
    /// Where it stands.
    pub place: Place,
}

/// What a document leads to, each location once.
///
/// # Errors
/// [`Error::Encoding`], [`Error::Xml`], and [`Error::Invalid`] when it is neither a WSDL nor a schema: a service that
/// wants to be logged in to, or does not know the URL, may answer with a page.
pub fn references(url: &str, bytes: &[u8]) -> Result<Vec<Reference>, Error> {
    let tree = tree(url, bytes)?;
    let mut found: Vec<Reference> = Vec::new();
    for file in tree.files() {
        let document = Document::parse(file)?;
        let root = document.root();
        if !root.has_tag_name((WSDL, "definitions")) && !root.has_tag_name((XS, "schema")) {
            let what = "this is neither a WSDL nor an XML Schema";
            return Err(Error::invalid(document.place(root), what));
        }
        for attribute in reference::attributes(&document) {
            if found.iter().all(|reference| reference.location != attribute.location) {
                found.push(Reference {
                    place: document.place(attribute.node),
                    location: attribute.location,
                });
            }
        }
    }
    Ok(found)
}

/// A document alone, found at its URL, for reading it and for showing what an error is about.
///
/// # Errors
/// [`Error::Encoding`].
fn tree(url: &str, bytes: &[u8]) -> Result<SourceTree, Error> {
    let mut tree = SourceTree::default();
    tree.add(url, PathBuf::from(url), bytes.to_vec())?;
    Ok(tree)
}

impl SourceTree {
    /// The tree of one document that was fetched, for showing what an error is about.
    pub fn of_served(url: &str, bytes: &[u8]) -> Self {
        let mut tree = Self::default();
        tree.add_any(url, PathBuf::from(url), bytes.to_vec());
        tree
    }
}

/// What the root of a document tells.
struct Root {
    is_wsdl: bool,
    /// The target namespace, empty if there is none.
    target: String,
}

impl Root {
    fn of(file: &SourceFile) -> Self {
        let document = Document::parse(file).ok();
        let root = document.as_ref().map(Document::root);
        Self {
            is_wsdl: root.is_some_and(|root| root.has_tag_name((WSDL, "definitions"))),
            target: root
                .and_then(|root| root.attribute("targetNamespace"))
                .unwrap_or_default()
                .to_owned(),
        }
    }
}
