//! `rivta generate`: a whole crate from contracts as published.

pub(crate) mod arguments;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rivta_codegen::output::{Collection, Crate, CrateName, Folder, Runtime};

use crate::error::Error;
use arguments::GenerateOptions;

/// Writes the crate. The exit code tells whether everything was generated (0), something was refused
/// (1), or nothing could be generated (2).
pub(crate) fn run(options: &GenerateOptions) -> Result<ExitCode, Error> {
    let name = CrateName::new(&options.crate_name)?;
    let folder = Folder::open(&options.out)?;
    let runtime = runtime(options)?;
    let mut collection = Collection::default();
    for path in &options.paths {
        collection.add(path);
    }
    for refusal in collection.refusals() {
        eprintln!("refused: {refusal}");
    }
    if collection.packages().is_empty() {
        return Ok(ExitCode::from(2));
    }
    let files = Crate::new(name, runtime).files(&collection)?;
    folder.write(&files)?;
    Ok(ExitCode::from(u8::from(!collection.refusals().is_empty())))
}

/// How the crate finds its runtime. A checkout given by an absolute path is named by it; one given by
/// a relative path is named relative to the crate, so that both can be moved together.
fn runtime(options: &GenerateOptions) -> Result<Runtime, Error> {
    let Some(workspace) = &options.workspace else {
        return Ok(Runtime::Version);
    };
    let checkout = std::path::absolute(workspace).map_err(Error::file(workspace))?;
    if !checkout.join("crates/rivta-soap/Cargo.toml").is_file() {
        let reason = format!("{} holds no crates/rivta-soap", workspace.display());
        return Err(Error::value("--workspace", reason));
    }
    let out = std::path::absolute(&options.out).map_err(Error::file(&options.out))?;
    let (checkout, out) = (normal(&checkout), normal(&out));
    let path = if workspace.is_absolute() {
        checkout.clone()
    } else {
        relative(&out, &checkout)
    };
    Ok(Runtime::Checkout {
        path: path.to_string_lossy().replace('\\', "/"),
        around: out.starts_with(&checkout),
    })
}

/// A path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}

/// The way from a folder to another; both are absolute.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let shared = from
        .components()
        .zip(to.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = from.components().skip(shared).map(|_| std::path::Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}
