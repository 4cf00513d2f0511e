//! `rivta conform convert`: a `SoapUI` project becomes test cases.

use std::process::ExitCode;

use rivta_conformance::published::Suite;
use rivta_conformance::soapui::Conversion;

use super::arguments::ConvertOptions;
use crate::error::Error;

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
    let mut conversion = Suite::read(&options.project)?.convert()?;
    let is_free = std::fs::read_dir(&options.out).map_or(true, |mut entries| entries.next().is_none());
    if !is_free {
        return Err(Error::Value {
            what: options.out.display().to_string(),
            reason: "the folder must be empty or missing, so that no cases are mixed up".to_owned(),
        });
    }
    conversion.write(&options.out)?;
    Ok(conversion)
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
