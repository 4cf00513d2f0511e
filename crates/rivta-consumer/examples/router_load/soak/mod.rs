//! A router under steady load with disturbances on: `make soak`.
//!
//! Half of what the router can do, by the clock, for a long time: kept and fresh connections, small and large messages,
//! several senders, every kind of disturbance, refusals, and changes of catalogue and certificates meanwhile. Every answer is
//! compared with what was ordered for its call. Memory and descriptors must stay flat ([`verdict`]).

mod account;
mod change;
mod drive;
mod order;
mod record;
mod stage;
mod verdict;

use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::Scope;
use std::time::{Duration, Instant};

use crate::Outcome;
use account::Account;
use change::{Changes, Changing};
use drive::Drive;
use record::{Record, Sample};
use stage::Stage;
use verdict::{Growth, Verdict};

/// What is asked for on the command line.
pub(crate) struct Options {
    pub(crate) rivta: PathBuf,
    pub(crate) minutes: f64,
    /// Calls a second; half of what is measured unless given.
    pub(crate) rate: Option<f64>,
    pub(crate) json: PathBuf,
}

/// How long the capacity is measured.
const MEASURE: Duration = Duration::from_secs(10);

/// Calls a second that fall due meanwhile: more than anybody can make.
const FLOOD: f64 = 1e6;

/// Samples at least, however short the time.
const SAMPLES: u32 = 20;

/// Changes at least.
const CHANGES: u32 = 6;

pub(crate) fn run(options: &Options) -> Outcome<ExitCode> {
    let folder = tempfile::tempdir()?;
    let stage = Stage::open(folder.path(), &options.rivta)?;
    let capacity = if options.rate.is_none() {
        Some(capacity(&stage)?)
    } else {
        None
    };
    let rate = options.rate.or(capacity.map(|all| all / 2.0)).unwrap_or_default();
    if rate < 1.0 || options.minutes <= 0.0 {
        return Err("there is nothing to do at this rate or in this time".into());
    }
    let mut record = Record {
        version: stage.router.version.clone(),
        minutes: options.minutes,
        capacity,
        rate,
        samples: Vec::new(),
        account: Account::default(),
        changes: Changes::default(),
    };
    println!("{}", beginning(&record));
    // What fails ends the thread of changes too, and then the stage: no router stays behind.
    std::thread::scope(|scope| drive(scope, &stage, &mut record, options))?;
    let verdict = Verdict::of(&record.samples, &record.account, &record.changes);
    record.write(&options.json, Some(&verdict))?;
    println!("{}\nfigures: {}", end(&record, &verdict), options.json.display());
    Ok(if verdict.is_sound() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Calls a second of the ordered mix when more fall due than can be made, after a second to warm up.
fn capacity(stage: &Stage) -> Outcome<f64> {
    flood(stage, Duration::from_secs(1))?;
    flood(stage, MEASURE)
}

fn flood(stage: &Stage, length: Duration) -> Outcome<f64> {
    let begin = Instant::now();
    let mut drive = Drive::start(&stage.material, stage.router.address, FLOOD, length)?;
    drive.finish()?;
    let took = begin.elapsed();
    let mut account = Account::default();
    for thread in drive.accounts() {
        account.absorb(thread);
    }
    match account.strays.first() {
        Some(stray) => Err(format!("while the capacity was measured: {stray}").into()),
        None => Ok(account.calls() as f64 / took.as_secs_f64()),
    }
}

fn drive<'scope, 'env>(
    scope: &'scope Scope<'scope, 'env>,
    stage: &'env Stage,
    record: &mut Record,
    options: &Options,
) -> Outcome<()> {
    let router = stage.router.process.ok_or("the router has no process")?;
    let length = Duration::from_secs_f64(60.0 * options.minutes);
    let interval = Duration::from_mins(1).min(length / SAMPLES);
    let begin = Instant::now();
    let mut drive = Drive::start(&stage.material, stage.router.address, record.rate, length)?;
    let changing = Changing::start(scope, stage, Duration::from_secs(30).min(length / CHANGES), length);
    for number in 1..=length.div_duration_f64(interval).round() as u32 {
        std::thread::sleep((begin + interval * number).saturating_duration_since(Instant::now()));
        let sample = Sample::take(begin.elapsed(), router, drive.accounts(), &mut record.account)?;
        println!("{}", sample.line());
        record.samples.push(sample);
        record.changes = changing.so_far();
        record.write(&options.json, None)?;
    }
    drive.finish()?;
    for account in drive.accounts() {
        record.account.absorb(account);
    }
    record.changes = changing.finish()?;
    Ok(())
}

fn beginning(record: &Record) -> String {
    let capacity = record
        .capacity
        .map_or_else(String::new, |all| format!("half of {all:.0} measured, "));
    format!(
        "{}: {:.0} calls a second, {capacity}for {} minutes\n{}",
        record.version,
        record.rate,
        record.minutes,
        Sample::heading()
    )
}

fn end(record: &Record, verdict: &Verdict) -> String {
    let Changes {
        catalogues,
        certificates,
        ..
    } = record.changes;
    let mut lines = vec![
        record.kinds(),
        format!("{catalogues} times another catalogue, {certificates} times other certificates and revocation lists"),
    ];
    lines.extend(record.account.strays.iter().cloned());
    lines.extend(record.slowness());
    for (what, growth) in [("RSS in KiB", verdict.memory), ("descriptors", verdict.descriptors)] {
        if let Some(Growth { early, late, limit }) = growth {
            lines.push(format!(
                "{what}: {early:.0} in the second quarter, {late:.0} in the last; at most {limit:.0} allowed"
            ));
        }
    }
    lines.extend(verdict.findings.iter().map(|finding| format!("FAILED: {finding}")));
    if verdict.is_sound() {
        lines.push("passed: memory and descriptors are flat, nothing failed that was not ordered".to_owned());
    }
    lines.join("\n")
}
