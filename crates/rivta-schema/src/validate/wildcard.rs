//! The namespaces of wildcards as sets.

use crate::xsd::{Namespaces, ProcessContents, Wildcard};

/// A set of namespaces, or all but a set; `None` among the names is the absence of a namespace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamespaceSet {
    all_but: bool,
    names: Vec<Option<String>>,
}

/// A wildcard for elements or attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) namespaces: NamespaceSet,
    pub(super) process: ProcessContents,
}

impl NamespaceSet {
    fn of(namespaces: &Namespaces) -> Self {
        match namespaces {
            Namespaces::Any => Self {
                all_but: true,
                names: Vec::new(),
            },
            Namespaces::Other(target) => {
                let mut names = vec![None];
                names.extend(target.is_some().then(|| target.clone()));
                Self { all_but: true, names }
            }
            Namespaces::Only(names) => Self {
                all_but: false,
                names: names.clone(),
            },
        }
    }

    pub(super) fn has(&self, namespace: Option<&str>) -> bool {
        self.all_but != self.names.iter().any(|name| name.as_deref() == namespace)
    }

    /// What is in both.
    fn and(&self, other: &Self) -> Self {
        let of = |all_but, names: Vec<Option<String>>| Self { all_but, names };
        match (self.all_but, other.all_but) {
            (true, true) => of(true, joined(&self.names, &other.names)),
            (false, _) => of(false, kept(&self.names, |name| other.has(name))),
            (true, false) => of(false, kept(&other.names, |name| self.has(name))),
        }
    }

    /// What is in one of them at least.
    fn or(&self, other: &Self) -> Self {
        let of = |all_but, names: Vec<Option<String>>| Self { all_but, names };
        match (self.all_but, other.all_but) {
            (false, false) => of(false, joined(&self.names, &other.names)),
            (true, _) => of(true, kept(&self.names, |name| !other.has(name))),
            (false, true) => of(true, kept(&other.names, |name| !self.has(name))),
        }
    }
}

fn joined(a: &[Option<String>], b: &[Option<String>]) -> Vec<Option<String>> {
    let mut all = a.to_vec();
    all.extend(b.iter().filter(|name| !a.contains(name)).cloned());
    all
}

fn kept(names: &[Option<String>], keep: impl Fn(Option<&str>) -> bool) -> Vec<Option<String>> {
    names.iter().filter(|name| keep(name.as_deref())).cloned().collect()
}

impl Open {
    /// `##any`, as far as there are declarations: the content of `xs:anyType`.
    pub(super) fn lax() -> Self {
        Self {
            namespaces: NamespaceSet::of(&Namespaces::Any),
            process: ProcessContents::Lax,
        }
    }

    pub(super) fn of(wildcard: &Wildcard) -> Self {
        Self {
            namespaces: NamespaceSet::of(&wildcard.namespaces),
            process: wildcard.process,
        }
    }

    /// A type's wildcard and those of its attribute groups: what all of them take.
    pub(super) fn and(&self, other: &Self) -> Self {
        Self {
            namespaces: self.namespaces.and(&other.namespaces),
            process: self.process,
        }
    }

    /// An extension's wildcard and its base's: what one of them takes.
    pub(super) fn or(&self, base: &Self) -> Self {
        Self {
            namespaces: self.namespaces.or(&base.namespaces),
            process: self.process,
        }
    }

    /// What it takes, in words.
    pub(super) fn in_words(&self) -> String {
        let NamespaceSet { all_but, names } = &self.namespaces;
        let told: Vec<&str> = names
            .iter()
            .map(|name| name.as_deref().unwrap_or("no namespace"))
            .collect();
        match (*all_but, told.as_slice()) {
            (true, []) => "any element".to_owned(),
            (true, told) => format!("an element of any namespace but {}", told.join(" and ")),
            (false, told) => format!("an element of {}", told.join(" or ")),
        }
    }
}
