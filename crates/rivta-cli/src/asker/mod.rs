//! `rivta ask`: puts the question and shows the answer.

mod live;
mod staff;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use rivta_consumer::{Consumer, DryRun, Endpoint, OriginalConsumer};
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatuses;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses;
use rivta_hogkostnadsskydd::{Actor, Asker, Inbox, Inquiry, Limits, Summary};
use rivta_producer::{Producer, RunningProducer};
use rivta_soap::identity::{HsaId, LogicalAddress, PersonIdentity};
use rivta_soap::time::{Clock, SystemClock, swedish_date};
use serde::Deserialize;
use uuid::Uuid;

use crate::arguments::AskOptions;
use crate::error::Error;
use crate::party::{Party, read_configuration};
use crate::progress;
use crate::resident;

/// The asker's TOML file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AskerFile {
    /// Where disclosures are taken. The platform's catalogue has a route to it.
    pub(crate) listen: SocketAddr,
    /// The platform's base URL.
    pub(crate) platform: String,
    /// The asker's HSA-id, which is also the logical address that disclosures are sent to.
    pub(crate) logical_address: String,
    /// The logical addresses asked: the national one, which asks all who know the person, or county codes and HSA-ids of
    /// source systems.
    #[serde(default = "national")]
    pub(crate) sources: Vec<String>,
    /// How many seconds to wait for the disclosures.
    #[serde(default = "default_patience")]
    pub(crate) patience_seconds: u64,
    pub(crate) tls: Party,
}

fn national() -> Vec<String> {
    vec![LogicalAddress::NATIONAL.to_owned()]
}

fn default_patience() -> u64 {
    Inquiry::PATIENCE.as_secs()
}

impl AskerFile {
    /// Reads the file; its relative paths count from its folder.
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        let (file, folder): (Self, PathBuf) = read_configuration(path)?;
        Ok(Self {
            tls: file.tls.in_folder(&folder),
            ..file
        })
    }

    /// With what the command line says instead.
    fn with(self, options: &AskOptions) -> Self {
        Self {
            sources: if options.sources.is_empty() {
                self.sources
            } else {
                options.sources.clone()
            },
            patience_seconds: options.deadline.unwrap_or(self.patience_seconds),
            ..self
        }
    }

    /// The question about a person, asked by that person.
    pub(crate) fn inquiry(&self, person: PersonIdentity) -> Result<Inquiry, Error> {
        let PersonIdentity::Personnummer(citizen) = &person else {
            return Err(Error::value(
                "the person",
                "a personnummer, since the question is asked as a citizen",
            ));
        };
        let actor = Actor::Citizen(citizen.clone());
        let sources = self
            .sources
            .iter()
            .map(|source| address("sources", source))
            .collect::<Result<_, _>>()?;
        Ok(Inquiry::new(person, actor, sources).patience(Duration::from_secs(self.patience_seconds)))
    }

    fn consumer(&self) -> Result<Consumer, Error> {
        let (identity, trust) = self.tls.as_client()?;
        let hsa_id =
            HsaId::new(&self.logical_address).map_err(|error| Error::value("logical_address", error.to_string()))?;
        Ok(Consumer::to(Endpoint::base(&self.platform)?)
            .trusting(trust)
            .identified_by(identity)
            .on_behalf_of(OriginalConsumer::Is(hsa_id))
            .build()?)
    }
}

fn address(what: &str, text: &str) -> Result<LogicalAddress, Error> {
    LogicalAddress::new(text).map_err(|error| Error::value(what, error.to_string()))
}

/// The asker with its inbox open to the platform.
pub(crate) struct RunningAsker {
    pub(crate) asker: Asker,
    producer: RunningProducer,
}

impl RunningAsker {
    pub(crate) async fn start(file: &AskerFile) -> Result<Self, Error> {
        let inbox = Inbox::new(Arc::new(SystemClock), Limits::default());
        let (identity, trust) = file.tls.as_server()?;
        let receiving = inbox.clone();
        let producer = Producer::listening_on(file.listen)
            .identified_by(identity)
            .admitting(trust)
            .handle::<ProcessExemptionStatuses, _, _>(move |call| receiving.handle(call))
            .start()
            .await?;
        let asker = Asker::new(
            file.consumer()?,
            inbox,
            address("logical_address", &file.logical_address)?,
        );
        Ok(Self { asker, producer })
    }

    pub(crate) fn local_addr(&self) -> SocketAddr {
        self.producer.local_addr()
    }

    pub(crate) async fn shutdown(self) -> bool {
        self.producer.shutdown().await
    }
}

/// Puts the question and waits for the answers, showing how it goes.
pub(crate) async fn answer(asker: &Asker, inquiry: &Inquiry, line: &progress::Line) -> Result<Summary, Error> {
    let mut question = asker.ask(inquiry)?;
    line.say(live::table(&question));
    while question.next().await.is_some() {
        line.say(live::table(&question));
    }
    let summary = question.finish().await?;
    line.clear();
    Ok(summary)
}

/// The person that a text from the command line names.
pub(crate) fn person(text: &str) -> Result<PersonIdentity, Error> {
    let today = swedish_date(SystemClock.now());
    PersonIdentity::from_input(text, today).map_err(|error| Error::value("the person", error.to_string()))
}

/// Prints the answer: JSON for a machine, a page for a person.
pub(crate) fn print(
    summary: &Summary,
    json: bool,
    unit_name: impl Fn(&str) -> Option<&'static str>,
) -> Result<(), Error> {
    if json {
        println!("{}", serde_json::to_string_pretty(summary)?);
    } else {
        print!("{}", resident::page(summary, unit_name));
    }
    Ok(())
}

/// What a machine learns from the exit code of `rivta ask`, besides 0: every source that was to answer has, and 1: the
/// question could not be put.
const ANSWERS_MISSING: u8 = 3;
const KNOWN_TO_NOBODY: u8 = 4;

pub(crate) async fn run(options: &AskOptions) -> Result<ExitCode, Error> {
    let file = AskerFile::read(&options.config)?.with(options);
    let inquiry = file.inquiry(person(&options.person)?)?;
    if options.dry_run {
        return dry_run(&file, &inquiry);
    }
    let running = RunningAsker::start(&file).await?;
    let line = if options.json {
        progress::Line::silent()
    } else {
        progress::Line::shown()
    };
    let summary = answer(&running.asker, &inquiry, &line).await;
    running.shutdown().await;
    let summary = summary?;
    print(&summary, options.json, |_| None)?;
    if options.details && !options.json {
        print!("\n{}", staff::page(&summary));
    }
    Ok(match (summary.complete, summary.no_engagement) {
        (true, false) => ExitCode::SUCCESS,
        (true, true) => ExitCode::from(KNOWN_TO_NOBODY),
        (false, _) => ExitCode::from(ANSWERS_MISSING),
    })
}

/// Shows the request to the first source, which is the person's own to see, and sends nothing.
fn dry_run(file: &AskerFile, inquiry: &Inquiry) -> Result<ExitCode, Error> {
    let own = address("logical_address", &file.logical_address)?;
    let to = inquiry
        .sources
        .first()
        .ok_or_else(|| Error::value("sources", "at least one logical address"))?;
    let request = inquiry.to_contract(Uuid::new_v4(), &own);
    let consumer = file.consumer()?;
    let DryRun {
        method,
        url,
        headers,
        body,
        ..
    } = consumer.request::<RequestExemptionStatuses>(to, &request).dry_run()?;
    println!("{method} {url}");
    for (name, value) in &headers {
        println!("{name}: {}", value.to_str().unwrap_or_default());
    }
    println!("\n{}", String::from_utf8_lossy(&body));
    Ok(ExitCode::SUCCESS)
}
