//! Names as numbers.

use std::collections::HashMap;

use crate::xsd::QName;

/// A name that the schemas know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NameId(u32);

/// A name in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'a> {
    /// Its number, if the schemas know it.
    pub(super) id: Option<NameId>,
    pub(super) namespace: Option<&'a str>,
    pub(super) local: &'a str,
}

/// All names that the schemas know.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By local name, which is short and tells most names apart: the namespaces it is known in.
    by_local: HashMap<String, Vec<(Option<String>, NameId)>>,
    all: Vec<QName>,
}

impl Names {
    /// The number of a name, a new one if it is new.
    pub(super) fn number(&mut self, name: &QName) -> NameId {
        if let Some(id) = self.find(name.namespace.as_deref(), &name.local) {
            return id;
        }
        let id = NameId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.all.push(name.clone());
        let namespaces = self.by_local.entry(name.local.clone()).or_default();
        namespaces.push((name.namespace.clone(), id));
        id
    }

    pub(super) fn find(&self, namespace: Option<&str>, local: &str) -> Option<NameId> {
        let namespaces = self.by_local.get(local)?;
        let found = namespaces.iter().find(|(known, _)| known.as_deref() == namespace);
        found.map(|(_, id)| *id)
    }

    /// A name in a document.
    pub(super) fn of<'a>(&self, namespace: Option<&'a str>, local: &'a str) -> Name<'a> {
        Name {
            id: self.find(namespace, local),
            namespace,
            local,
        }
    }

    /// A name that the schemas know, as one in a document.
    pub(super) fn known(&self, id: NameId) -> Option<Name<'_>> {
        let name = self.name(id)?;
        Some(Name {
            id: Some(id),
            namespace: name.namespace.as_deref(),
            local: &name.local,
        })
    }

    pub(super) fn name(&self, NameId(id): NameId) -> Option<&QName> {
        self.all.get(usize::try_from(id).ok()?)
    }
}
