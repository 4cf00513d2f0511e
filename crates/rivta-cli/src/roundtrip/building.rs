//! Builds the program around a generated crate with cargo.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::error::Error;

/// The source of the program.
const PROGRAM: &str = include_str!("program.rs");

/// Builds the program for the crate in a folder and tells where it is.
///
/// The program's package lies in the target folder of the crate, which its dependencies are shared
/// with. They have the versions of the crate's lock file or, where it has none, of that of the rivta
/// checkout that it depends on; so nothing is looked up that has been built before.
pub(super) fn program(crate_dir: &Path) -> Result<PathBuf, Error> {
    let metadata = metadata(crate_dir)?;
    let name = metadata["name"].as_str().unwrap_or_default();
    let target = PathBuf::from(metadata["target"].as_str().unwrap_or_default());
    let crate_dir = crate_dir.canonicalize().map_err(Error::file(crate_dir))?;
    let package = target.join("rivta-roundtrip").join(name);
    write(&package.join("src/main.rs"), PROGRAM.as_bytes())?;
    write(&package.join("Cargo.toml"), manifest(name, &crate_dir).as_bytes())?;
    let workspace = Path::new(metadata["workspace"].as_str().unwrap_or_default());
    let locks = [Some(workspace.join("Cargo.lock")), checkout_lock(&crate_dir)];
    if let Some(lock) = locks.into_iter().flatten().find(|lock| lock.is_file()) {
        let bytes = std::fs::read(&lock).map_err(Error::file(&lock))?;
        write(&package.join("Cargo.lock"), &bytes)?;
    }
    let arguments = ["build", "--message-format=json-render-diagnostics", "--manifest-path"].map(OsString::from);
    let paths = [package.join("Cargo.toml").into(), "--target-dir".into(), target.into()];
    let messages = cargo(&crate_dir, arguments.into_iter().chain(paths))?;
    executable(&messages).ok_or_else(|| Error::value("cargo build", "cargo did not tell where the program is"))
}

/// The crate's name, its target folder and its workspace, as cargo sees them from the crate.
fn metadata(crate_dir: &Path) -> Result<Value, Error> {
    let manifest = crate_dir.join("Cargo.toml");
    if !manifest.is_file() {
        let reason = format!("{} holds no Cargo.toml; see rivta generate", crate_dir.display());
        return Err(Error::value("--crate", reason));
    }
    let arguments = ["metadata", "--no-deps", "--format-version=1"].map(OsString::from);
    let output: Value = serde_json::from_slice(&cargo(crate_dir, arguments)?)?;
    let manifest = manifest.canonicalize().map_err(Error::file(&manifest))?;
    let is_it = |package: &&Value| {
        let path = package["manifest_path"].as_str().map(Path::new);
        path.is_some_and(|path| path.canonicalize().is_ok_and(|path| path == manifest))
    };
    let package = output["packages"]
        .as_array()
        .and_then(|packages| packages.iter().find(is_it));
    let package = package.ok_or_else(|| Error::value("--crate", "cargo finds no package there"))?;
    Ok(serde_json::json!({
        "name": package["name"],
        "target": output["target_directory"],
        "workspace": output["workspace_root"],
    }))
}

fn manifest(name: &str, crate_dir: &Path) -> String {
    // A TOML string takes what Rust's debug form escapes in a path, but for control characters.
    let path = crate_dir.to_string_lossy().replace('\\', "/");
    format!(
        "[package]\nname = \"roundtrip-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\nsubject = {{ package = \"{name}\", path = {path:?} }}\n\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n\n\
         [profile.dev.package.\"*\"]\nopt-level = 1\ndebug = false\n\n\
         [workspace]\n"
    )
}

/// The lock file of the checkout that a crate takes `rivta-soap` from.
fn checkout_lock(crate_dir: &Path) -> Option<PathBuf> {
    let manifest: toml::Table = std::fs::read_to_string(crate_dir.join("Cargo.toml"))
        .ok()?
        .parse()
        .ok()?;
    let path = manifest.get("dependencies")?.get("rivta-soap")?.get("path")?.as_str()?;
    Some(crate_dir.join(path).join("../../Cargo.lock"))
}

fn cargo(folder: &Path, arguments: impl IntoIterator<Item = OsString>) -> Result<Vec<u8>, Error> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // In the crate's folder, so that its cargo configuration counts.
    let output = Command::new(&cargo)
        .args(arguments)
        .current_dir(folder)
        .output()
        .map_err(Error::file(PathBuf::from(cargo)))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(Error::value(
        "cargo",
        format!("the crate cannot be built\n{}", said.trim_end()),
    ))
}

fn executable(messages: &[u8]) -> Option<PathBuf> {
    let lines = messages.split(|byte| *byte == b'\n').rev();
    let mut messages = lines.filter_map(|line| serde_json::from_slice::<Value>(line).ok());
    messages.find_map(|message| message["executable"].as_str().map(PathBuf::from))
}

/// Writes a file, unless it holds the same already: a new date would have it built again.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if std::fs::read(path).is_ok_and(|present| present == bytes) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder).map_err(Error::file(folder))?;
    std::fs::write(path, bytes).map_err(Error::file(path))
}
