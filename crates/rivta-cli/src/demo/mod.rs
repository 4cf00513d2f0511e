//! `rivta demo`: a small Sweden on loopback.
//!
//! One process runs the platform (router, engagement index and aggregator), three regions, an agent for two more, and the
//! asker; each has its own certificate and they meet only over mutual TLS, as they would on machines of their own. The
//! configuration files written to the demonstration's folder start the platform, and each part, alone.

mod files;
mod judged;
mod ledgers;
mod platform;
mod population;
mod posts;
mod source;
mod sweden;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use rivta_catalog::{Catalog, Environment};
use rivta_hogkostnadsskydd::{Ceilings, Summary};
use rivta_soap::time::{Clock, SystemClock, swedish_date};
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};

use crate::arguments::DemoOptions;
use crate::asker::{self, AskerFile, RunningAsker};
use crate::card_system::{CardSystemFile, RunningCardSystem};
use crate::error::Error;
use crate::platform::RunningPlatform;
use crate::progress;
use crate::shutdown;
use files::{Addresses, Files};
pub(crate) use judged::Judged;
use population::Person;

/// How long the regions may take to tell the engagement index.
const TELLING: Duration = Duration::from_mins(1);

/// Everything that runs.
struct Sweden {
    platform: RunningPlatform,
    addresses: Addresses,
    systems: Vec<RunningCardSystem>,
    /// The source of index posts that can be judged.
    source: RunningCardSystem,
    asker: RunningAsker,
    asker_file: AskerFile,
    files: Files,
}

pub(crate) async fn run(options: &DemoOptions) -> Result<ExitCode, Error> {
    let persons = persons()?;
    if options.persons {
        list(&persons);
        return Ok(ExitCode::SUCCESS);
    }
    let (folder, temporary) = folder(options)?;
    let outcome = run_in(options, &folder, &persons).await;
    if temporary {
        std::fs::remove_dir_all(&folder).map_err(Error::file(&folder))?;
    }
    outcome
}

/// The folder for the run, and whether it is to be removed afterwards.
fn folder(options: &DemoOptions) -> Result<(PathBuf, bool), Error> {
    let (folder, temporary) = match &options.dir {
        Some(folder) => (folder.clone(), false),
        None => (
            std::env::temp_dir().join(format!("rivta-demo-{}", uuid::Uuid::new_v4())),
            true,
        ),
    };
    std::fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    Ok((folder.canonicalize().map_err(Error::file(&folder))?, temporary))
}

fn persons() -> Result<Vec<Person>, Error> {
    let today = swedish_date(SystemClock.now());
    let ceiling = Ceilings::default().on(today).and_then(|amount| amount.to_i64());
    let ceiling = ceiling.ok_or_else(|| Error::value("the date of today", "a date with a known ceiling"))?;
    population::population(today, ceiling)
        .map_err(|error| Error::value("the demonstration's persons", error.to_string()))
}

fn list(persons: &[Person]) {
    for person in persons.iter().filter(|person| !person.story.is_empty()) {
        println!("{}  {}", person.identity.extension(), person.story);
    }
}

async fn run_in(options: &DemoOptions, folder: &Path, persons: &[Person]) -> Result<ExitCode, Error> {
    let quiet = options.json || options.serve;
    let line = if quiet {
        progress::Line::silent()
    } else {
        progress::Line::shown()
    };
    let sweden = Sweden::start(options, folder, persons, &line).await?;
    let code = if options.serve {
        sweden.serve(options.json).await
    } else {
        sweden.ask(options, &line).await
    };
    sweden.shutdown().await?;
    code
}

impl Sweden {
    async fn start(
        options: &DemoOptions,
        folder: &Path,
        persons: &[Person],
        line: &progress::Line,
    ) -> Result<Self, Error> {
        line.say("Gör certifikat …");
        let files = Files::make(folder, SystemClock.now())?;
        line.say("Startar tjänsteplattformen …");
        let (platform, mut addresses) = start_platform(&files, options.port).await?;
        platform.use_catalogue(&files.write_catalogue(&addresses)?).await?;
        let mut systems = Vec::new();
        for system in &sweden::SYSTEMS {
            line.say(format!("Startar {} …", system.name));
            systems.push(start_system(&files, system, &addresses.platform(), persons).await?);
        }
        let asker_file = files.asker(&addresses.platform(), options.patience)?;
        let asker = RunningAsker::start(&asker_file).await?;
        addresses.systems = systems.iter().map(|system| system.local_addr().port()).collect();
        addresses.asker = asker.local_addr().port();
        addresses.judge = judged::free_port().await?;
        platform.use_catalogue(&files.write_catalogue(&addresses)?).await?;
        files.write_addresses(&addresses, options.patience)?;
        let source = RunningCardSystem::start(&source::file(&files, addresses.judge)?).await?;
        judged::write_target(&files, &addresses).await?;
        line.say("Regionerna anmäler till engagemangsindexet …");
        posts::of_region_that_is_down(&files.down_party(), &addresses.platform()).await?;
        index_told(&systems).await?;
        Ok(Self {
            platform,
            addresses,
            systems,
            source,
            asker,
            asker_file,
            files,
        })
    }

    /// Asks about the person and prints the answer; an expected source that is missing is a failure.
    async fn ask(&self, options: &DemoOptions, line: &progress::Line) -> Result<ExitCode, Error> {
        let inquiry = self.asker_file.inquiry(asker::person(&options.person)?)?;
        let summary = asker::answer(&self.asker.asker, &inquiry, line).await?;
        asker::print(&summary, options.json, sweden::care_unit_name)?;
        if !options.json {
            println!(
                "\nRegion Västerbottens system är avstängt i demonstrationen. Fler personer: rivta demo --persons"
            );
        }
        let missing = missing_sources(&summary);
        if missing.is_empty() {
            return Ok(ExitCode::SUCCESS);
        }
        eprintln!(
            "rivta: no answer from {}, which should have answered",
            missing.join(", ")
        );
        Ok(ExitCode::FAILURE)
    }

    /// Keeps everything running until interrupted, after saying where it is.
    async fn serve(&self, json: bool) -> Result<ExitCode, Error> {
        let facts = self.facts();
        if json {
            println!("{facts}");
        } else {
            self.print_addresses()?;
        }
        shutdown::requested().await;
        Ok(ExitCode::SUCCESS)
    }

    fn router_url(&self) -> String {
        self.addresses.platform()
    }

    /// What a program needs to call in.
    fn facts(&self) -> Value {
        let party = self.files.asker_party();
        let systems: Vec<_> = sweden::SYSTEMS.iter().zip(&self.systems).map(|(system, running)| {
            let counties: Vec<_> = system.regions.iter().map(|region| region.county).collect();
            json!({"name": system.name, "hsa_id": system.hsa_id, "logical_addresses": counties, "address": running.local_addr()})
        }).collect();
        json!({
            "router": self.router_url(),
            "wsdl": {
                "RequestExemptionStatuses": files::path_of_request(),
                "ProcessExemptionStatuses": files::path_of_process(),
            },
            "trust": party.trust,
            "client": {"certificate": party.certificate, "key": party.key, "hsa_id": sweden::ASKER},
            "asker": {"logical_address": sweden::ASKER, "address": self.asker.local_addr()},
            "systems": systems,
            "folder": self.files.folder(),
        })
    }

    fn print_addresses(&self) -> Result<(), Error> {
        let party = self.files.asker_party();
        println!("Tjänsteplattformen  {}", self.router_url());
        for (system, running) in sweden::SYSTEMS.iter().zip(&self.systems) {
            let counties: Vec<_> = system.regions.iter().map(|region| region.county).collect();
            println!(
                "{:<19} https://{}  logisk adress {}",
                system.name,
                running.local_addr(),
                counties.join(", ")
            );
        }
        println!(
            "Frågeställaren      https://{}  logisk adress {}",
            self.asker.local_addr(),
            sweden::ASKER
        );
        println!("Filer               {}", self.files.folder().display());
        println!(
            "WSDL                {}{}?wsdl",
            self.router_url(),
            files::path_of_request()
        );
        let person = population::main_person().map_err(|error| Error::value("the person", error.to_string()))?;
        let request = self.files.write_request(&self.asker_file.inquiry(person)?)?;
        println!("\nFråga Västra Götaland med curl:\n");
        println!(
            "  curl --cacert {} --cert {} --key {} \\",
            party.trust.display(),
            party.certificate.display(),
            party.key.display()
        );
        println!(
            "    -H 'Content-Type: text/xml; charset=UTF-8' --data-binary @{} {}",
            request.display(),
            self.router_url()
        );
        println!("\nAvsluta med Ctrl-C.");
        Ok(())
    }

    async fn shutdown(self) -> Result<(), Error> {
        self.asker.shutdown().await;
        self.source.shutdown().await?;
        for system in self.systems {
            system.shutdown().await?;
        }
        self.platform.shutdown().await?;
        Ok(())
    }
}

/// Starts router, engagement index and aggregator. Their catalogue is empty so far.
async fn start_platform(files: &Files, port: u16) -> Result<(RunningPlatform, Addresses), Error> {
    let empty = Catalog::from_toml("environment = \"demo\"\n", "the empty catalogue")?.catalog;
    let (mut running, mut addresses) = (RunningPlatform::default(), Addresses::default());
    addresses.router = running.start_router(files.router(port)?, Some(empty)).await?.port();
    let url = addresses.platform();
    addresses.index = running.start_index(&files.index(&url)?).await?.port();
    addresses.aggregator = running.start_aggregator(files.aggregator(&url)?).await?.port();
    Ok((running, addresses))
}

/// Waits until the engagement index knows of everything in the ledgers.
async fn index_told(systems: &[RunningCardSystem]) -> Result<(), Error> {
    let telling = async {
        for system in systems {
            system.index_told().await?;
        }
        Ok(())
    };
    tokio::time::timeout(TELLING, telling).await.unwrap_or_else(|_| {
        Err(Error::value(
            "the engagement index",
            "that it takes the regions' posts in time",
        ))
    })
}

async fn start_system(
    files: &Files,
    system: &sweden::System,
    platform: &str,
    persons: &[Person],
) -> Result<RunningCardSystem, Error> {
    let file: CardSystemFile = files.card_system(system, platform)?;
    ledgers::fill(files.folder(), system, &file, persons).await?;
    RunningCardSystem::start(&file).await
}

/// The sources that are up, have something about the person and have not answered.
fn missing_sources(summary: &Summary) -> Vec<String> {
    let is_missing = |state: &str| !matches!(state, "answered" | "free_of_charge");
    let expected = summary
        .sources
        .iter()
        .filter(|source| source.source.address != sweden::DOWN.county);
    let missing = expected.filter(|source| is_missing(source.state));
    missing.map(|source| source.source.address.clone()).collect()
}

/// The environment of every configuration file here: none of them is accepted by another platform.
const ENVIRONMENT: Environment = Environment::Demo;
