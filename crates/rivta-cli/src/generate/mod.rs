//! `rivta generate`: a whole crate from contracts as published.

pub(crate) mod arguments;
pub(crate) mod runtime;
mod summary;

use std::process::ExitCode;

use rivta_codegen::fresh::Stale;
use rivta_codegen::output::{Collection, Crate, CrateName, Folder, OutputFile};
use rivta_schema::PackageId;

use crate::error::Error;
use crate::problem::Problem;
use crate::progress::Line;
use crate::{input, live, problem};
use arguments::GenerateOptions;

/// All was generated, or the crate is fresh.
const DONE: u8 = 0;
/// Something was refused, or the crate is stale.
const IN_PART: u8 = 1;
/// Nothing was written, or nothing can be said.
const NOTHING: u8 = 2;

/// Writes or checks the crate; the exit code tells how far that went.
pub(crate) async fn run(options: &GenerateOptions) -> ExitCode {
    let code = generate(options).await.unwrap_or_else(|error| {
        let problem = match &error {
            Error::Codegen(error) => Problem::of_generating(error, &[]),
            other => Problem::plain(other.to_string(), ""),
        };
        eprint!("{}", problem.text());
        NOTHING
    });
    ExitCode::from(code)
}

async fn generate(options: &GenerateOptions) -> Result<u8, Error> {
    let name = CrateName::new(&options.crate_name)?;
    let folder = Folder::at(&options.out)?;
    let runtime = runtime::find(options.workspace.as_deref(), &options.out)?;
    let (collection, problems) = collect(options).await;
    eprint!("{}", problem::text_of(&problems));
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
    Ok(if problems.is_empty() { DONE } else { IN_PART })
}

/// Reads and plans, and tells a person how far that has come; gives what was refused, too.
async fn collect(options: &GenerateOptions) -> (Collection, Vec<Problem>) {
    let line = Line::shown();
    let mut collection = Collection::default();
    let mut problems = Vec::new();
    let planning = |id: &PackageId, done, all| {
        line.say(format!("planning {} {} ({done} of {all})", id.domain, id.release));
    };
    let (urls, paths) = input::told_apart(&options.paths);
    for path in paths {
        line.say(format!("reading {}", path.display()));
        collection.add_with(path, planning);
    }
    if !urls.is_empty() {
        line.say(format!("fetching {}", urls.join(" ")));
        match live::read(&urls, &options.live).await {
            Ok(reading) => collection.add_reading(reading, planning),
            Err(problem) => problems.push(problem),
        }
    }
    line.clear();
    problems.extend(collection.refusals().iter().map(|refusal| {
        let mut problem = Problem::of_generating(&refusal.error, collection.failed());
        if !refusal.what.is_empty() {
            problem.message = format!("{}: {}", refusal.what, problem.message);
        }
        problem
    }));
    (collection, problems)
}

fn check(folder: &Folder, files: &[OutputFile]) -> Result<u8, Error> {
    let stale: Vec<Stale> = folder.compare(files)?;
    for change in &stale {
        println!("{change}");
    }
    Ok(if stale.is_empty() { DONE } else { IN_PART })
}
