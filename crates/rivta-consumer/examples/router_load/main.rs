//! Measures a router beside nginx and haproxy: `make bench-router`. Loads it for hours: `make soak` ([`soak`]).
//!
//! A client and a backend with as little in them as possible stand on either side; every connection is mutual TLS 1.3. All
//! parts are measured in turn, several times over, in one run, so that what else the machine does falls on all alike.
//! Prints a table and writes the figures as JSON.
#![allow(clippy::print_stdout, clippy::cast_precision_loss)]
// Figures and numbers of calls that fit by far.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

mod backend;
mod client;
mod material;
mod memory;
mod parts;
mod process;
mod report;
mod soak;
mod wire;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use client::{Handshakes, Load};
use material::Material;
use parts::Part;
use report::{Cell, Report};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// What is asked for on the command line, as `--name value`.
struct Options {
    rivta: PathBuf,
    seconds: f64,
    rounds: usize,
    /// Beginnings of the parts of names of cells: `2 KB, 16`, `64 connections`; empty takes all.
    cells: Vec<String>,
    /// Names of parts; empty takes all.
    parts: Vec<String>,
    json: PathBuf,
    has_memory: bool,
}

fn main() -> Outcome<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["backend", folder, says @ ..] => backend::run(&Material::in_folder(folder), says.contains(&"tell-call"))?,
        ["calls", of_calls @ ..] => calls(of_calls)?,
        ["soak", of_soak @ ..] => return soak::run(&soak_options(of_soak)?),
        of_measurement => run(&Options::of(of_measurement)?)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// A router takes so many calls and ends: what one call costs is the difference between two numbers of them, start and
/// handshakes taken off.
fn calls(arguments: &[&str]) -> Outcome<()> {
    let number = |name, otherwise: &'static str| value(arguments, name).unwrap_or(otherwise).parse();
    let folder = tempfile::tempdir()?;
    let (material, _authority) = Material::create(folder.path())?;
    let backend = parts::backend(&material, &[])?;
    let router = parts::router(&material, &backend, &rivta(arguments)?)?;
    client::calls_in_turn(number("--number", "1000")?, number("--bytes", "2048")?, &router)
}

/// What follows `name`.
fn value<'a>(arguments: &[&'a str], name: &str) -> Option<&'a str> {
    let at = arguments.iter().position(|argument| *argument == name)?;
    arguments.get(at + 1).copied()
}

fn rivta(arguments: &[&str]) -> Outcome<PathBuf> {
    Ok(value(arguments, "--rivta").ok_or("--rivta <binary> is missing")?.into())
}

fn soak_options(arguments: &[&str]) -> Outcome<soak::Options> {
    Ok(soak::Options {
        rivta: rivta(arguments)?,
        minutes: value(arguments, "--minutes").unwrap_or("60").parse()?,
        rate: value(arguments, "--rate").map(str::parse).transpose()?,
        json: value(arguments, "--json").unwrap_or("target/soak.json").into(),
    })
}

impl Options {
    fn of(arguments: &[&str]) -> Outcome<Self> {
        let value = |name: &str| value(arguments, name);
        let list = |name| value(name).map_or_else(Vec::new, |names| names.split(';').map(str::to_owned).collect());
        Ok(Self {
            rivta: rivta(arguments)?,
            seconds: value("--seconds").map_or(Ok(2.0), str::parse)?,
            rounds: value("--rounds").map_or(Ok(5), str::parse)?,
            cells: list("--cells"),
            parts: list("--parts"),
            json: value("--json").unwrap_or("target/bench-router.json").into(),
            has_memory: value("--memory").is_none_or(|text| text != "no"),
        })
    }
}

fn cells() -> Vec<Load> {
    let mut cells = Vec::new();
    for bytes in [2 << 10, 12 << 10] {
        for connections in [1, 16, 64] {
            cells.push(Load {
                bytes,
                connections,
                handshakes: Handshakes::Once,
            });
        }
    }
    for handshakes in [Handshakes::Full, Handshakes::Resumed] {
        cells.push(Load {
            bytes: 2 << 10,
            connections: 16,
            handshakes,
        });
    }
    cells
}

fn run(options: &Options) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let (material, _authority) = Material::create(folder.path())?;
    let backend = parts::backend(&material, &[])?;
    let wanted = |name: &str| options.parts.is_empty() || options.parts.iter().any(|part| part == name);
    let mut all = vec![Part::direct(&backend)];
    for started in [
        parts::nginx(&material, &backend),
        parts::haproxy(&material, &backend),
        parts::router(&material, &backend, &options.rivta),
    ] {
        match started {
            Ok(part) if wanted(part.name) => all.push(part),
            Ok(_) => {}
            Err(error) => println!("left out: {error}"),
        }
    }
    let mut report = Report::new(&all);
    for load in cells().iter().filter(|load| is_asked_for(load, &options.cells)) {
        let cell = measure(load, options, &all, &backend)?;
        println!("{}", report::lines(&cell));
        report.cells.push(cell);
    }
    if options.has_memory {
        for part in all.iter().filter(|part| part.process.is_some()) {
            let memory = memory::measure(part, &material)?;
            println!("{}", report::memory_line(&memory));
            report.memory.push(memory);
        }
    }
    report.write(&options.json)?;
    println!("figures: {}", options.json.display());
    Ok(())
}

fn is_asked_for(load: &Load, cells: &[String]) -> bool {
    let name = load.to_string();
    cells.is_empty()
        || cells
            .iter()
            .any(|cell| format!(", {name}").contains(&format!(", {cell}")))
}

fn measure(load: &Load, options: &Options, all: &[Part], backend: &Part) -> Outcome<Cell> {
    let mut cell = Cell::new(load, all);
    let duration = Duration::from_secs_f64(options.seconds);
    for round in 0..options.rounds {
        // Nobody always comes first.
        for position in 0..all.len() {
            let index = (position + round) % all.len();
            if let (Some(part), Some(turns)) = (all.get(index), cell.turns.get_mut(index)) {
                turns.push(client::turn(load, part, backend, duration)?);
            }
        }
    }
    Ok(cell)
}
