//! `rivta inspect`: what contracts a path holds, what is unusual about them, how their types look.

mod component;
mod coverage;
mod gist;
mod outline;
mod recursion;
mod report;
mod text;
mod unusual;

use std::io::Write;
use std::process::ExitCode;

use crate::arguments::InspectOptions;
use crate::error::Error;
use crate::{input, problem};
use report::Report;

/// Prints the report. The exit code tells whether everything could be read and every type asked for was found.
pub(crate) async fn run(options: &InspectOptions) -> Result<ExitCode, Error> {
    let mut report = Report::default();
    for reading in input::read(&options.paths, &options.live).await {
        report.add(reading, &options.types);
    }
    report.find_missing(&options.types);
    let text = match (options.json, options.types.is_empty()) {
        (true, _) => serde_json::to_string_pretty(&report)? + "\n",
        (false, true) => text::packages(&report),
        (false, false) => text::outlines(&report),
    };
    print(&text)?;
    eprint!("{}", problem::text_of(&report.errors));
    Ok(if report.errors.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Writes to standard output. Whoever reads it may have seen enough, as `head` has, and that is no error.
fn print(text: &str) -> Result<(), Error> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Error::file("standard output")(error)),
        _ => Ok(()),
    }
}
