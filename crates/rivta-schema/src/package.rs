//! One release of one service domain.

use crate::error::Error;
use crate::source::{Document, Note, SourceTree};
use crate::wsdl::{self, Interaction};
use crate::xsd::SchemaSet;

/// Which release of which domain a package is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackageId {
    /// The service domain, for example `financial:patientfees:exemption`.
    pub domain: String,
    /// The release, for example `1.0`.
    pub release: String,
}

impl PackageId {
    /// Names a package.
    pub fn new(domain: impl Into<String>, release: impl Into<String>) -> Self {
        Self {
            domain: domain.into(),
            release: release.into(),
        }
    }

    /// The folder of the package in `schemas/` and `wsdl/`, `/` between its parts.
    pub fn folder(&self) -> String {
        format!("{}/{}", self.domain.replace(':', "_"), self.release)
    }
}

/// The components and interactions of one release of one domain. It is the scope of names: the
/// same namespace may hold other components in another package.
#[derive(Debug, Clone)]
pub struct Package {
    /// Which package this is.
    pub id: PackageId,
    /// The components of all schemas, those inlined in WSDLs included.
    pub schemas: SchemaSet,
    /// The interactions, in order of WSDL path and operation.
    pub interactions: Vec<Interaction>,
    /// What is odd in the text of WSDLs and schemas and was understood all the same, or left out.
    pub notes: Vec<Note>,
}

impl Package {
    /// Reads every WSDL of the tree and the schemas they lead to; every schema where there is no
    /// WSDL. Names are looked up in the package as a whole, so a forgotten import does no harm.
    ///
    /// A tree may hold several versions of one namespace, each used by WSDLs of its own; such a
    /// tree is not one package. [`crate::read`] takes it apart.
    ///
    /// # Errors
    /// Any [`Error`] but [`Error::Read`]; the first one found.
    pub fn load(id: PackageId, tree: &SourceTree) -> Result<Self, Error> {
        let mut schemas = SchemaSet::default();
        let documents = wsdls(tree)?;
        for document in &documents {
            for schema in wsdl::inline_schemas(document) {
                schemas.add_inline(tree, document, schema)?;
            }
        }
        if documents.is_empty() {
            add_all(tree, &mut schemas)?;
        }
        schemas.check()?;
        let mut notes = schemas.notes().to_vec();
        let interactions = wsdl::interactions(tree, &documents, &mut notes)?;
        for interaction in &interactions {
            interaction.check(&schemas)?;
        }
        Ok(Self {
            id,
            schemas,
            interactions,
            notes,
        })
    }
}

/// Adds schemas that have a target namespace of their own first: what they include takes theirs, and
/// is not a schema by itself.
fn add_all(tree: &SourceTree, schemas: &mut SchemaSet) -> Result<(), Error> {
    let mut without_target = Vec::new();
    for file in tree.files() {
        if Document::parse(file)?.root().has_attribute("targetNamespace") {
            schemas.add_file(tree, &file.path)?;
        } else {
            without_target.push(file.path.as_str());
        }
    }
    for path in without_target {
        if !schemas.has_read(path) {
            schemas.add_file(tree, path)?;
        }
    }
    Ok(())
}

fn wsdls(tree: &SourceTree) -> Result<Vec<Document<'_>>, Error> {
    tree.files()
        .filter(|file| file.is_wsdl())
        .map(Document::parse)
        .collect()
}
