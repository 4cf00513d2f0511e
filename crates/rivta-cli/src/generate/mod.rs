//! `rivta generate`: a whole crate from contracts as published.

pub(crate) mod arguments;
mod runtime;
mod summary;

use std::process::ExitCode;

use rivta_codegen::fresh::Stale;
use rivta_codegen::output::{Collection, Crate, CrateName, Folder, OutputFile};

use crate::error::Error;
use crate::problem::Problem;
use crate::progress::Line;
use arguments::GenerateOptions;

/// All was generated, or the crate is fresh.
const DONE: u8 = 0;
/// Something was refused, or the crate is stale.
const IN_PART: u8 = 1;
/// Nothing was written, or nothing can be said.
const NOTHING: u8 = 2;

/// Writes or checks the crate; the exit code tells how far that went.
pub(crate) fn run(options: &GenerateOptions) -> ExitCode {
    let code = generate(options).unwrap_or_else(|error| {
        let problem = match &error {
            Error::Codegen(error) => Problem::of_generating(error, &[]),
            other => Problem::plain(other.to_string(), ""),
        };
        eprint!("{}", problem.text());
        NOTHING
    });
    ExitCode::from(code)
}

fn generate(options: &GenerateOptions) -> Result<u8, Error> {
    let name = CrateName::new(&options.crate_name)?;
    let folder = Folder::at(&options.out)?;
    let runtime = runtime::find(options.workspace.as_deref(), &options.out)?;
    let collection = collect(options);
    for refusal in collection.refusals() {
        let mut problem = Problem::of_generating(&refusal.error, collection.failed());
        if !refusal.what.is_empty() {
            problem.message = format!("{}: {}", refusal.what, problem.message);
        }
        eprint!("{}", problem.text());
    }
    if collection.packages().is_empty() {
        return Ok(NOTHING);
    }
    let files = Crate::new(name, runtime).files(&collection)?;
    if options.check {
        return check(&folder, &files);
    }
    let changes = if options.force {
        folder.overwrite(&files)?
    } else {
        folder.write(&files)?
    };
    print!("{}", summary::of(&collection, &options.out, files.len(), &changes));
    Ok(if collection.refusals().is_empty() {
        DONE
    } else {
        IN_PART
    })
}

/// Reads and plans, and tells a person how far that has come.
fn collect(options: &GenerateOptions) -> Collection {
    let line = Line::shown();
    let mut collection = Collection::default();
    for path in &options.paths {
        line.say(format!("reading {}", path.display()));
        collection.add_with(path, |id, done, all| {
            line.say(format!("planning {} {} ({done} of {all})", id.domain, id.release));
        });
    }
    line.clear();
    collection
}

fn check(folder: &Folder, files: &[OutputFile]) -> Result<u8, Error> {
    let stale: Vec<Stale> = folder.compare(files)?;
    for change in &stale {
        println!("{change}");
    }
    Ok(if stale.is_empty() { DONE } else { IN_PART })
}
