//! `rivta validate`: messages judged by the schemas of a package.

mod judge;
mod report;

use std::io::Write;
use std::process::ExitCode;

use crate::arguments::ValidateOptions;
use crate::error::Error;
use crate::problem;
use crate::progress::Line;
use judge::Judge;
use report::{FileReport, Report, Verdict};

/// Files from which on there is a line that tells how far things have come.
const MANY: usize = 20;

/// The exit code when not everything could be looked at.
const NOT_LOOKED_AT: u8 = 2;

/// Prints a line a file, and below it what is wrong. The exit code is 0 when all files are valid, 1 when some are
/// not, and 2 when some, or the schemas, could not be read.
pub(crate) fn run(options: &ValidateOptions) -> Result<ExitCode, Error> {
    let (judge, problems) = Judge::of(&options.packages);
    eprint!("{}", problem::text_of(&problems));
    let line = if options.files.len() >= MANY {
        Line::shown()
    } else {
        Line::silent()
    };
    let mut report = Report {
        files: Vec::new(),
        problems,
    };
    for (index, path) in options.files.iter().enumerate() {
        line.say(format!("{} of {} files", index + 1, options.files.len()));
        let file = judge.file(path);
        if !options.json {
            print(&file.in_words())?;
        }
        report.files.push(file);
    }
    line.clear();
    if options.json {
        print(&(serde_json::to_string_pretty(&report)? + "\n"))?;
    }
    Ok(code(&report))
}

fn code(report: &Report) -> ExitCode {
    let any = |verdict| report.files.iter().any(|file: &FileReport| file.verdict == verdict);
    if any(Verdict::Unreadable) || !report.problems.is_empty() {
        ExitCode::from(NOT_LOOKED_AT)
    } else if any(Verdict::Invalid) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// Writes to standard output. Whoever reads it may have seen enough, as `head` has, and that is no error.
fn print(text: &str) -> Result<(), Error> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Error::file("standard output")(error)),
        _ => Ok(()),
    }
}
