//! Which files make a package together, told by their paths.

use std::collections::BTreeMap;

use super::store::{MARKERS, Store, counterpart};
use crate::source::path;

/// The files of a package as far as paths tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Group {
    /// The folders that are laid over each other.
    pub(super) roots: Vec<String>,
    /// The files to begin with: the WSDLs or, where there are none, all schemas.
    pub(super) starts: Vec<String>,
    /// The schemas in the folders.
    pub(super) schemas: Vec<String>,
}

impl Group {
    pub(super) fn has_wsdl(&self) -> bool {
        self.starts.iter().any(|start| path::is_wsdl(start))
    }
}

/// The packages of a store, and schemas that stand where no package is.
pub(super) fn groups(store: &Store) -> (Vec<Group>, Vec<String>) {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    let mut loose = Vec::new();
    for file in &store.listed {
        let root = match (marked_root(file), path::is_wsdl(file)) {
            (Some(root), _) => root,
            (None, true) => path::folder(file).to_owned(),
            (None, false) => {
                loose.push(file.clone());
                continue;
            }
        };
        let root = first_tree(store, root);
        let group = groups.entry(root).or_default();
        if path::is_wsdl(file) {
            group.starts.push(file.clone());
        } else {
            group.schemas.push(file.clone());
        }
    }
    if groups.is_empty() && !loose.is_empty() {
        let schemas = std::mem::take(&mut loose);
        let root = common_folder(&schemas);
        groups.entry(root).or_default().schemas = schemas;
    }
    let groups = groups.into_iter().map(|(root, group)| finish(store, root, group));
    (groups.collect(), loose)
}

fn finish(store: &Store, root: String, mut group: Group) -> Group {
    if group.starts.is_empty() {
        group.starts.clone_from(&group.schemas);
    }
    let other = counterpart(&root).filter(|other| has_tree(store, other));
    group.roots = std::iter::once(root).chain(other).collect();
    group
}

/// The folder that holds `interactions` and `core_components`.
fn marked_root(file: &str) -> Option<String> {
    let parts: Vec<&str> = path::folder(file).split('/').collect();
    let is_marker = |part: &&str| MARKERS.contains(&part.to_lowercase().as_str());
    let marker = parts.iter().rposition(is_marker)?;
    Some(parts.get(..marker)?.join("/"))
}

/// Of two trees laid over each other, the folder in the one that counts first: that of the schemas.
fn first_tree(store: &Store, root: String) -> String {
    let in_wsdl = root.split('/').rfind(|part| matches!(*part, "schemas" | "wsdl")) == Some("wsdl");
    match counterpart(&root) {
        Some(other) if in_wsdl && has_tree(store, &other) => other,
        _ => root,
    }
}

/// Whether a folder holds what a package holds: a folder of the same name may hold anything else.
fn has_tree(store: &Store, root: &str) -> bool {
    MARKERS
        .iter()
        .any(|marker| store.has_folder(&path::within(root, marker)))
}

/// The deepest folder that holds all of the files.
fn common_folder(files: &[String]) -> String {
    let mut folders = files.iter().map(|file| path::folder(file));
    let mut common = folders.next().unwrap_or_default();
    for folder in folders {
        while !common.is_empty() && folder != common && path::below(common, folder).is_none() {
            common = path::folder(common);
        }
    }
    common.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_package_is_beside_its_markers() {
        let root = |file: &str| marked_root(file);
        assert_eq!(
            root("a/schemas/interactions/XInteraction/X.wsdl").as_deref(),
            Some("a/schemas")
        );
        assert_eq!(root("Interactions/X/X.wsdl").as_deref(), Some(""));
        assert_eq!(
            root("interactions/my/schemas/core_components/c.xsd").as_deref(),
            Some("interactions/my/schemas")
        );
        assert_eq!(root("a/interactions.wsdl"), None);
    }

    #[test]
    fn files_have_a_folder_in_common() {
        let common = |files: &[&str]| {
            let files: Vec<String> = files.iter().map(|file| (*file).to_owned()).collect();
            common_folder(&files)
        };
        assert_eq!(common(&["a/b/c.xsd", "a/b/d/e.xsd"]), "a/b");
        assert_eq!(common(&["a/b/c.xsd", "a/bc/e.xsd"]), "a");
        assert_eq!(common(&["a/b.xsd", "c.xsd"]), "");
    }
}
