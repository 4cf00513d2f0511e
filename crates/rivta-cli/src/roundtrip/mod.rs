//! `rivta roundtrip`: messages run through a generated crate, and judged by a foreign parser.

pub(crate) mod arguments;
mod building;
mod comparison;
mod form;
mod payload;
mod runner;
mod trial;
mod verdict;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::error::Error;
use crate::problem::Problem;
use crate::progress::Line;
use arguments::RoundtripOptions;
use runner::Runner;
use trial::Trial;
use verdict::{FileReport, Verdict};

/// Prints a line for each file; the exit code tells whether all came out as they went in.
pub(crate) fn run(options: &RoundtripOptions) -> ExitCode {
    match run_all(options) {
        Ok(Verdict::Ok) => ExitCode::SUCCESS,
        Ok(Verdict::Differs | Verdict::Refused) => ExitCode::FAILURE,
        Err(error) => {
            eprint!("{}", Problem::plain(error.to_string(), "").text());
            ExitCode::from(2)
        }
    }
}

fn run_all(options: &RoundtripOptions) -> Result<Verdict, Error> {
    let files = files(&options.files)?;
    let line = Line::shown();
    line.say("building the crate");
    let program = building::program(&options.crate_dir);
    line.clear();
    let mut trial = Trial {
        runner: Runner::new(program?),
        exact: options.exact,
        show_values: options.show_values,
    };
    let mut counts = [0; 3];
    for file in files {
        let report = trial.file(file)?;
        for (count, verdict) in counts.iter_mut().zip([Verdict::Ok, Verdict::Differs, Verdict::Refused]) {
            *count += usize::from(report.verdict == verdict);
        }
        if !print(&report, options.json)? {
            break;
        }
    }
    let [ok, differ, refused] = counts;
    eprintln!("{ok} ok, {differ} differ, {refused} refused");
    Ok(match (differ, refused) {
        (0, 0) => Verdict::Ok,
        (_, 0) => Verdict::Differs,
        _ => Verdict::Refused,
    })
}

/// Prints what is said of a file; `false` when nobody reads it any longer.
fn print(report: &FileReport, json: bool) -> Result<bool, Error> {
    let line = if json {
        serde_json::to_string(report)?
    } else {
        report.line()
    };
    match writeln!(std::io::stdout().lock(), "{line}") {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(false),
        written => written.map(|()| true).map_err(Error::file("standard output")),
    }
}

/// The files given and, sorted, the `.xml` files in folders given. Links and hidden files in them are
/// passed over.
fn files(given: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for path in given {
        if !path.is_dir() {
            path.metadata().map_err(Error::file(path))?;
            files.push(path.clone());
            continue;
        }
        let mut found = Vec::new();
        let mut folders = vec![path.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).map_err(Error::file(&folder))? {
                let path = entry.map_err(Error::file(&folder))?.path();
                if path.is_symlink() || is_hidden(&path) {
                    continue;
                }
                if path.is_dir() {
                    folders.push(path);
                } else if path
                    .extension()
                    .is_some_and(|extension| extension.eq_ignore_ascii_case("xml"))
                {
                    found.push(path);
                }
            }
        }
        found.sort();
        files.extend(found);
    }
    if files.is_empty() {
        return Err(Error::value("FILE", "there are no .xml files in the folders given"));
    }
    Ok(files)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}
