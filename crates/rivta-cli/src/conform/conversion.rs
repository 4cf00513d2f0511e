//! `rivta conform convert`: a `SoapUI` project becomes test cases.

use std::path::Path;
use std::process::ExitCode;

use rivta_conformance::soapui::{Conversion, Source, convert};

use super::arguments::ConvertOptions;
use super::report::write_file;
use crate::error::Error;

/// Bytes of a project; published ones with their contracts inside stay below ten million.
const PROJECT_BYTES: u64 = 15 << 20;

pub(super) fn run(options: &ConvertOptions) -> ExitCode {
    match converted(options) {
        Ok(conversion) => {
            if options.json {
                json(&conversion);
            } else {
                table(&conversion);
            }
            ExitCode::from(u8::from(!conversion.losses.is_empty()))
        }
        Err(error) => {
            eprintln!("rivta: {}: {error}", options.project.display());
            ExitCode::from(2)
        }
    }
}

fn converted(options: &ConvertOptions) -> Result<Conversion, Error> {
    let beside = |name: &str| {
        let path = options.project.with_file_name(name);
        if path.is_file() {
            file(&path).map(Some)
        } else {
            Ok(None)
        }
    };
    let (project, data, constraints) = (file(&options.project)?, beside("data.xml")?, beside("constraints.xml")?);
    let conversion = convert(&Source {
        project: &project,
        data: data.as_deref(),
        constraints: constraints.as_deref(),
    })?;
    let is_free = std::fs::read_dir(&options.out).map_or(true, |mut entries| entries.next().is_none());
    if !is_free {
        return Err(Error::Value {
            what: options.out.display().to_string(),
            reason: "the folder must be empty or missing, so that no cases are mixed up".to_owned(),
        });
    }
    for (path, content) in conversion.files()? {
        write_file(&options.out.join(path), &content)?;
    }
    Ok(conversion)
}

fn file(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = |source| Error::File {
        path: path.to_owned(),
        source,
    };
    if std::fs::metadata(path).map_err(failed)?.len() > PROJECT_BYTES {
        return Err(Error::Value {
            what: path.display().to_string(),
            reason: format!("at most {PROJECT_BYTES} bytes"),
        });
    }
    std::fs::read(path).map_err(failed)
}

fn counts(conversion: &Conversion) -> (usize, usize) {
    let cases = conversion.areas.iter().map(|area| area.cases.len()).sum();
    (conversion.areas.len(), cases)
}

fn json(conversion: &Conversion) {
    let (areas, cases) = counts(conversion);
    println!(
        "{:#}",
        serde_json::json!({"areas": areas, "cases": cases, "converted": conversion.converted, "losses": conversion.losses})
    );
}

fn table(conversion: &Conversion) {
    let (areas, cases) = counts(conversion);
    println!(
        "{areas} områden, {cases} fall; {} steg och kontroller konverterade, {} inte.",
        conversion.converted,
        conversion.losses.len()
    );
    for loss in &conversion.losses {
        println!("  {}: {}: {}", loss.place(), loss.what, loss.reason);
    }
}
