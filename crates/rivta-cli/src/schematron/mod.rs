//! `rivta schematron`: whether messages keep the rules of a Schematron file.

mod report;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use chrono::{DateTime, FixedOffset, Offset};
use chrono_tz::Europe::Stockholm;
use rivta_conformance::Document;
use rivta_conformance::schematron::{Rules, Settings, Verdict};
use rivta_soap::time::{Clock, SystemClock};

use crate::arguments::SchematronOptions;
use crate::error::Error;
use crate::input;
use report::{FileReport, Report};

/// The element that stands around a request and what it led to.
const EXCHANGE: (&str, &str) = ("urn:rivta:conformance:exchange:1", "exchange");

/// Every message kept the rules, one did not, or there is no verdict on one.
const VALID: u8 = 0;
const INVALID: u8 = 1;
const NO_VERDICT: u8 = 2;

/// Prints the verdicts. What keeps the rules from being used ends the command with the code of no verdict.
pub(crate) fn run(options: &SchematronOptions) -> Result<ExitCode, Error> {
    let prepared = rules(options).and_then(|rules| Ok((rules, settings(options)?, request(options)?)));
    let (rules, settings, request) = match prepared {
        Ok(prepared) => prepared,
        Err(reason) => {
            eprintln!("rivta: {reason}");
            return Ok(ExitCode::from(NO_VERDICT));
        }
    };
    let judge = |file: &Path| match judged(file, request.as_deref(), &rules, &settings) {
        Ok(verdict) => FileReport::of(file, &verdict),
        Err(reason) => FileReport::without_verdict(file, reason),
    };
    let report = Report {
        rules: options.rules.display().to_string(),
        files: options.files.iter().map(|file| judge(file)).collect(),
    };
    let text = if options.json {
        serde_json::to_string_pretty(&report)? + "\n"
    } else {
        report.text()
    };
    print(&text)?;
    Ok(ExitCode::from(exit_code(&report)))
}

fn rules(options: &SchematronOptions) -> Result<Rules, String> {
    let rules = match &options.phase {
        Some(phase) => Rules::read_phase(&options.rules, phase),
        None => Rules::read(&options.rules),
    };
    rules.map_err(|error| error.to_string())
}

fn settings(options: &SchematronOptions) -> Result<Settings, String> {
    let mut settings = Settings::at(instant(options.clock.as_deref())?);
    settings.record_fired = options.fired;
    for parameter in &options.parameters {
        let (name, value) = parameter.split_once('=').ok_or("--let: NAME=VALUE was expected")?;
        settings.parameters.push((name.to_owned(), value.to_owned()));
    }
    Ok(settings)
}

fn request(options: &SchematronOptions) -> Result<Option<Vec<u8>>, String> {
    let bytes = options.request.as_deref().map(bytes_of).transpose();
    bytes.map_err(|error| error.to_string())
}

fn exit_code(report: &Report) -> u8 {
    if report.files.iter().any(|file| file.valid.is_none()) {
        NO_VERDICT
    } else if report.files.iter().any(|file| file.valid == Some(false)) {
        INVALID
    } else {
        VALID
    }
}

fn judged(file: &Path, request: Option<&[u8]>, rules: &Rules, settings: &Settings) -> Result<Verdict, String> {
    let bytes = bytes_of(file).map_err(|error| error.to_string())?;
    let document = match request {
        Some(request) => Document::parse_together(EXCHANGE.0, EXCHANGE.1, &[request, &bytes]),
        None => Document::parse(&bytes),
    };
    let verdict = document.and_then(|document| rules.judge(&document, settings));
    verdict.map_err(|error| error.to_string())
}

fn bytes_of(file: &Path) -> Result<Vec<u8>, Error> {
    input::message(file).map_err(Error::file(file))
}

/// The instant asked for, or the present one in Swedish time.
fn instant(clock: Option<&str>) -> Result<DateTime<FixedOffset>, String> {
    let Some(clock) = clock else {
        let now = SystemClock.now().with_timezone(&Stockholm);
        return Ok(now.with_timezone(&now.offset().fix()));
    };
    DateTime::parse_from_rfc3339(clock)
        .map_err(|_| "--clock: a moment such as 2026-05-10T12:00:00+02:00 was expected".to_owned())
}

/// Writes to standard output. Whoever reads it may have seen enough, as `head` has, and that is no error.
fn print(text: &str) -> Result<(), Error> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Error::file("standard output")(error)),
        _ => Ok(()),
    }
}
