//! Which release of which domain a package is. No file says so; names and namespaces do.

use std::collections::BTreeMap;

use super::{path, stem};
use crate::package::PackageId;
use crate::source::{Document, SourceTree};

/// Folders whose names say nothing about what is in them.
const SILENT: [&str; 4] = ["schemas", "wsdl", "interactions", "core_components"];
/// Folders above a package whose names may tell the release.
const NEAR: usize = 3;

/// Names the package in a folder (or in an archive, whose name then is among the folders').
pub(in crate::source) fn of(tree: &SourceTree, folder: &str) -> PackageId {
    let parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let named: Vec<&str> = parts
        .iter()
        .rev()
        .take(NEAR)
        .copied()
        .filter(|part| !SILENT.contains(part))
        .collect();
    let domain = domain(tree).or_else(|| folder_domain(&named));
    let release = named
        .iter()
        .find_map(|part| version(part))
        .or_else(|| file_version(tree))
        .unwrap_or_else(|| "1".to_owned());
    PackageId::new(domain.unwrap_or_else(|| "unnamed".to_owned()), release)
}

/// The domain that most WSDLs say they belong to; where there is none, most schemas.
fn domain(tree: &SourceTree) -> Option<String> {
    let has_wsdl = tree.files().any(super::super::SourceFile::is_wsdl);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for file in tree.files().filter(|file| file.is_wsdl() == has_wsdl) {
        let document = Document::parse(file).ok();
        let namespace = document
            .as_ref()
            .and_then(|document| document.root().attribute("targetNamespace"));
        if let Some(domain) = namespace.and_then(|namespace| domain_of(namespace, has_wsdl)) {
            *counts.entry(domain).or_default() += 1;
        }
    }
    let most = counts
        .iter()
        .max_by_key(|(name, count)| (**count, std::cmp::Reverse(name.len())));
    most.map(|(name, _)| name.clone())
}

/// The domain in a namespace: `urn:riv:<domain>:<contract>:<major>:rivtabp21` of a WSDL,
/// `urn:riv:<domain>[:<subject>]:<major>` of a schema.
pub(in crate::source) fn domain_of(namespace: &str, is_wsdl: bool) -> Option<String> {
    let mut parts: Vec<&str> = namespace.strip_prefix("urn:riv:")?.split(':').collect();
    parts.pop_if(|last| last.to_lowercase().starts_with("rivtabp"));
    parts.pop_if(|last| last.starts_with(|c: char| c.is_ascii_digit()));
    let names_contract = |last: &&str| last.starts_with(|c: char| c.is_ascii_uppercase());
    if is_wsdl || parts.last().is_some_and(names_contract) {
        parts.pop();
    }
    (!parts.is_empty()).then(|| parts.join(":"))
}

fn folder_domain(named: &[&str]) -> Option<String> {
    let name = named
        .iter()
        .map(|part| without_version(part))
        .find(|part| !part.is_empty())?;
    Some(name.replace(['_', '.'], ":"))
}

/// The version that a name is or ends with: `1.0`, `riv.some.domain-2.1`, `some_domain_2.1_RC3.zip`.
fn version(name: &str) -> Option<String> {
    let name = name.strip_suffix(".zip").unwrap_or(name);
    let found = name
        .get(without_version(name).len()..)?
        .trim_start_matches(['-', '_', ' ', 'v']);
    // A number alone may be a year or a copy's number.
    found.contains('.').then(|| found.to_owned())
}

/// A name up to the version that it ends with.
fn without_version(name: &str) -> &str {
    let name = name.strip_suffix(".zip").unwrap_or(name);
    let mut rest = name;
    let mut candidate = name.len();
    while let Some(index) = rest.rfind(['-', '_', ' ']) {
        if is_version(rest.get(index + 1..).unwrap_or_default()) {
            candidate = index;
            break;
        }
        if !is_candidate(rest.get(index + 1..).unwrap_or_default()) {
            break;
        }
        rest = rest.get(..index).unwrap_or_default();
    }
    if candidate == name.len() && is_version(rest) {
        candidate = 0;
    }
    name.get(..candidate).unwrap_or(name)
}

/// `1.0`, `v2.1.3`: digits and points, at least one point unless it is digits alone.
fn is_version(text: &str) -> bool {
    let text = text.strip_prefix('v').unwrap_or(text);
    let digits = text
        .split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    digits && !text.is_empty() && text.len() < 20
}

/// What may follow a version: `RC1`, `rc2`, `SNAPSHOT`.
fn is_candidate(text: &str) -> bool {
    let text = text.to_lowercase();
    text.starts_with("rc") || text == "snapshot"
}

/// The greatest version in the names of the WSDLs, or of the schemas where there are none:
/// `XInteraction_1.0_RIVTABP21.wsdl`.
fn file_version(tree: &SourceTree) -> Option<String> {
    let has_wsdl = tree.files().any(super::super::SourceFile::is_wsdl);
    tree.files()
        .filter(|file| file.is_wsdl() == has_wsdl)
        .flat_map(|file| stem(path::name(&file.path)).split('_'))
        .filter(|part| is_version(part))
        .max_by_key(|version| numbers(version))
        .map(|version| version.trim_start_matches('v').to_owned())
}

fn numbers(version: &str) -> Vec<u64> {
    let parts = version.trim_start_matches('v').split('.');
    parts.map(|part| part.parse().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namespaces_tell_the_domain() {
        let of = |namespace| domain_of(namespace, true);
        assert_eq!(of("urn:riv:a:b:c:GetX:1:rivtabp21").as_deref(), Some("a:b:c"));
        assert_eq!(of("urn:riv:se.company:axs:GetX:6").as_deref(), Some("se.company:axs"));
        assert_eq!(of("urn:other"), None);
        assert_eq!(domain_of("urn:riv:a:b:1", false).as_deref(), Some("a:b"));
        assert_eq!(domain_of("urn:riv:a:b:GetXResponder:1", false).as_deref(), Some("a:b"));
    }

    #[test]
    fn names_tell_the_release() {
        for (name, expected) in [
            ("1.0", Some("1.0")),
            ("riv.some.domain-2.1", Some("2.1")),
            ("ServiceContracts_some_domain_2.1.3_RC1.zip", Some("2.1.3_RC1")),
            ("some_domain", None),
            ("inera-2015", None),
            ("domain-v3.0", Some("3.0")),
        ] {
            assert_eq!(version(name).as_deref(), expected, "{name}");
        }
        assert_eq!(folder_domain(&["1.0", "some_domain"]).as_deref(), Some("some:domain"));
    }
}
