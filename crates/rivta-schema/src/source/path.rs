//! Paths within a package or archive: relative, with `/` between their parts.

use std::path::Path;

/// Applies a relative reference to the path of the file it stands in. `None` if it leaves the
/// package or is not relative.
pub(super) fn join(from: &str, location: &str) -> Option<String> {
    let location = location.trim();
    if location.contains("://") || location.starts_with(['/', '\\']) {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in location.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// A folder and a path within it.
pub(super) fn within(folder: &str, path: &str) -> String {
    if folder.is_empty() {
        path.to_owned()
    } else {
        format!("{folder}/{path}")
    }
}

/// What is left of a path below a folder; `None` if it is elsewhere.
pub(super) fn below<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    if folder.is_empty() {
        return Some(path);
    }
    path.strip_prefix(folder)?.strip_prefix('/')
}

/// The folder that holds a path, empty at the top.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a path.
pub(super) fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

pub(super) fn is_wsdl(path: &str) -> bool {
    has_suffix(path, "wsdl")
}

/// Whether a file is to be looked at.
pub(super) fn is_source(path: &str) -> bool {
    is_wsdl(path) || has_suffix(path, "xsd")
}

pub(super) fn is_archive(path: &str) -> bool {
    has_suffix(path, "zip")
}

fn has_suffix(path: &str, suffix: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|found| found.eq_ignore_ascii_case(suffix))
}

/// Files that operating systems and version control leave about, some of them with our endings.
pub(super) fn is_litter(name: &str) -> bool {
    name.starts_with('.') || name == "__MACOSX"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_resolve_within_the_package_only() {
        let from = "interactions/XInteraction/X.wsdl";
        assert_eq!(
            join(from, "../../core_components/a.xsd").as_deref(),
            Some("core_components/a.xsd")
        );
        assert_eq!(
            join(from, "./X.xsd").as_deref(),
            Some("interactions/XInteraction/X.xsd")
        );
        assert_eq!(join(from, r"..\..\a.xsd").as_deref(), Some("a.xsd"));
        assert_eq!(join(from, "../../../a.xsd"), None);
        assert_eq!(join(from, "/etc/a.xsd"), None);
        assert_eq!(join(from, "http://example.org/a.xsd"), None);
    }

    #[test]
    fn folders_hold_what_is_below_them() {
        assert_eq!(below("a/b", "a/b/c.xsd"), Some("c.xsd"));
        assert_eq!(below("a/b", "a/bc/c.xsd"), None);
        assert_eq!(below("", "c.xsd"), Some("c.xsd"));
        assert_eq!(within("", "c.xsd"), "c.xsd");
        assert_eq!((folder("a/b/c"), name("a/b/c")), ("a/b", "c"));
    }
}
