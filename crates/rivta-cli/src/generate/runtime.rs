//! Where a generated crate finds its runtime.

use std::path::{Component, Path, PathBuf};

use rivta_codegen::output::Runtime;

use crate::error::Error;

/// How a crate in the folder `out` finds its runtime. A checkout given by an absolute path is named by
/// it, so that the crate can be moved; one given by a relative path is named relative to the crate, so
/// that both can be moved together.
pub(crate) fn find(checkout: Option<&Path>, out: &Path) -> Result<Runtime, Error> {
    let Some(given) = checkout else {
        return Ok(Runtime::Version);
    };
    if !given.join("crates/rivta-soap/Cargo.toml").is_file() {
        let reason = format!(
            "{} is no checkout of rivta: it holds no crates/rivta-soap",
            given.display()
        );
        return Err(Error::value("--workspace", reason));
    }
    Ok(Runtime::Checkout {
        path: way(out, given)?.to_string_lossy().replace('\\', "/"),
        around: resolved(out)?.starts_with(resolved(given)?),
    })
}

/// The way from a folder to another as it is to be written: as given if that is absolute, else relative.
pub(crate) fn way(from: &Path, to: &Path) -> Result<PathBuf, Error> {
    let (from, target) = (resolved(from)?, resolved(to)?);
    Ok(if to.is_absolute() {
        target
    } else {
        relative(&from, &target)
    })
}

/// The path from the top of the disk without `.` and `..`. What is there is resolved as the system
/// does it, since `..` after a link is not the folder before it.
fn resolved(path: &Path) -> Result<PathBuf, Error> {
    let absolute = std::path::absolute(path).map_err(Error::file(path))?;
    let there = absolute
        .ancestors()
        .find(|ancestor| ancestor.exists())
        .unwrap_or(&absolute);
    let mut resolved = there.canonicalize().map_err(Error::file(path))?;
    for part in absolute.strip_prefix(there).into_iter().flat_map(Path::components) {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            part => resolved.push(part),
        }
    }
    Ok(resolved)
}

/// The way from a folder to another; both from the top of the disk.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let shared = from
        .components()
        .zip(to.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_from_a_folder_to_another() {
        let way = |from: &str, to: &str| relative(Path::new(from), Path::new(to));
        assert_eq!(way("/a/b/out", "/a/rivta"), Path::new("../../rivta"));
        assert_eq!(way("/a/rivta/target/out", "/a/rivta"), Path::new("../.."));
        assert_eq!(way("/a", "/a/rivta"), Path::new("rivta"));
    }

    #[test]
    fn folders_that_are_not_there_yet_have_a_place() {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().canonicalize().unwrap();
        assert_eq!(resolved(&top.join("x/./y/../z")).unwrap(), top.join("x/z"));
    }
}
