//! The command `rivta`: the only place where the parts are put together.
//!
//! `rivta demo` starts a small Sweden on loopback and asks for one person's high-cost protection. The other
//! subcommands start one part each, from a TOML file: `rivta router`, `rivta index`, `rivta aggregator`, `rivta frikort`, `rivta ask`; `rivta pki`
//! makes the certificates they need for tests, and `rivta platform` starts the first three from one file. `rivta inspect` shows contracts, published by whomever, and `rivta validate`
//! judges messages by them, `rivta schematron` by rules; `rivta generate` writes a crate of them, `rivta roundtrip` runs messages through it,
//! `rivta new-producer` and `rivta new-consumer` write projects that serve and call them. `rivta route` explains what
//! becomes of a call. `rivta conform` runs connection tests against any system.

// A command line prints; every other crate may not.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod aggregator;
mod arguments;
mod asker;
mod card_system;
mod conform;
mod demo;
mod ecs;
mod error;
mod generate;
mod index;
mod input;
mod inspect;
mod legacy;
mod live;
mod log;
mod party;
mod pki;
mod platform;
mod problem;
mod progress;
mod reindex;
mod resident;
mod roundtrip;
mod route;
mod router;
mod scaffold;
#[cfg(target_os = "linux")]
mod scheduling;
mod schematron;
mod shutdown;
mod spool;
mod validate;

use std::process::ExitCode;

use arguments::{Arguments, Subcommand};
use clap::Parser;
use scaffold::End;
use tikv_jemallocator::Jemalloc;

/// A call through the router takes a dozen pieces of memory larger than those that the C library keeps at hand
/// (`docs/decisions/0012-one-runtime-per-core.md`).
#[global_allocator]
static ALLOCATOR: Jemalloc = Jemalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let (reader, level) = arguments.log();
    #[cfg(target_os = "linux")]
    let scheduled = match reader {
        log::Reader::Collector(_) => scheduling::let_others_finish(),
        log::Reader::Person => Ok(()),
    };
    let logging = match log::to_stderr(reader, level) {
        Ok(logging) => logging,
        Err(error) => {
            eprintln!("rivta: no log can be written: {error}");
            return ExitCode::FAILURE;
        }
    };
    #[cfg(target_os = "linux")]
    if let Err(error) = scheduled {
        tracing::debug!(%error, "the operating system does not let us be scheduled as a batch");
    }
    say_where_and_not_what();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("rivta: no threads could be started: {error}");
            return ExitCode::FAILURE;
        }
    };
    let outcome = runtime.block_on(run(arguments.subcommand));
    // The log ends before the last word is said.
    drop((runtime, logging));
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("rivta: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(subcommand: Subcommand) -> Result<ExitCode, error::Error> {
    match subcommand {
        Subcommand::Demo(options) => demo::run(&options).await,
        Subcommand::Pki(options) => pki::run(&options),
        Subcommand::Router(options) => router::run(&options).await,
        Subcommand::Aggregator(options) => aggregator::run(&options).await,
        Subcommand::Platform(options) => platform::run(&options).await,
        Subcommand::Index(options) => index::run(&options).await,
        Subcommand::Frikort(options) => card_system::run(&options).await,
        Subcommand::Ask(options) => asker::run(&options).await,
        Subcommand::Inspect(options) => inspect::run(&options).await,
        Subcommand::Generate(options) => Ok(generate::run(&options).await),
        Subcommand::Roundtrip(options) => Ok(roundtrip::run(&options)),
        Subcommand::NewProducer(options) => Ok(scaffold::run(End::Producer, &options).await),
        Subcommand::NewConsumer(options) => Ok(scaffold::run(End::Consumer, &options).await),
        Subcommand::Validate(options) => validate::run(&options),
        Subcommand::Route(options) => route::run(&options).await,
        Subcommand::Schematron(options) => schematron::run(&options),
        Subcommand::Conform(options) => Ok(conform::run(&options).await),
    }
}

/// A panic's text may hold a value from a message, so only its place is told.
fn say_where_and_not_what() {
    std::panic::set_hook(Box::new(|panic| match panic.location() {
        Some(place) => eprintln!("rivta: a mistake in the program at {place}"),
        None => eprintln!("rivta: a mistake in the program"),
    }));
}
