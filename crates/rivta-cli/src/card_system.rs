//! `rivta frikort`: a region's or an agent's card system, and looking after it.

use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use rivta_consumer::{Consumer, Endpoint, OriginalConsumer};
use rivta_frikort::delivery::Platform;
use rivta_frikort::import::{Progress, Summary};
use rivta_frikort::store::ParkedRequest;
use rivta_frikort::{CardSystem, Configuration, Overview};
use rivta_producer::{Producer, RunningProducer};
use rivta_soap::HsaId;
use rivta_soap::time::{Clock, SystemClock, format_date, format_timestamp, swedish_local};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::arguments::{FeeOptions, FrikortOptions, FrikortTask};
use crate::error::Error;
use crate::party::{Party, read_configuration};
use crate::progress;
use crate::reindex;
use crate::shutdown;

/// How often it is looked whether the engagement index has been told.
const LOOK: Duration = Duration::from_millis(50);

/// How many parked requests `status` shows.
const PARKED_SHOWN: u32 = 50;

/// A card system's TOML file: where it listens, the platform it delivers through, its certificates, and the
/// system itself (`[system]`, see [`Configuration`]).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CardSystemFile {
    /// Where requests are taken, such as `0.0.0.0:20014`. Port 0 takes a free one.
    pub(crate) listen: SocketAddr,
    /// Where the health endpoint listens; a loopback address. Default: there is none.
    pub(crate) health: Option<SocketAddr>,
    /// The platform's base URL, such as `https://localhost:20000/vp`.
    pub(crate) platform: String,
    /// The system's HSA-id: the original consumer of its deliveries (rule 23).
    pub(crate) hsa_id: String,
    pub(crate) tls: Party,
    pub(crate) system: Configuration,
}

impl CardSystemFile {
    /// Reads the file; its relative paths count from its folder.
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        let (file, folder): (Self, PathBuf) = read_configuration(path)?;
        let system = Configuration {
            store: folder.join(&file.system.store),
            ..file.system
        };
        Ok(Self {
            tls: file.tls.in_folder(&folder),
            system,
            ..file
        })
    }
}

/// A card system that takes requests and delivers disclosures.
pub(crate) struct RunningCardSystem {
    system: CardSystem,
    producer: RunningProducer,
    senders: JoinSet<Result<(), rivta_frikort::Error>>,
    stop: watch::Sender<bool>,
}

impl RunningCardSystem {
    pub(crate) async fn start(file: &CardSystemFile) -> Result<Self, Error> {
        let system = CardSystem::open(&file.system, Arc::new(SystemClock)).await?;
        let platform = Platform::new(consumer(file)?);
        let (identity, trust) = file.tls.as_server()?;
        let producer = Producer::listening_on(file.listen)
            .identified_by(identity)
            .admitting(trust);
        let mut builder = system.mount(producer);
        if let Some(health) = file.health {
            builder = builder.health_on(health);
        }
        let producer = builder.start().await?;
        let (stop, stopped) = watch::channel(false);
        let mut senders = JoinSet::new();
        let (delivering, stopping) = (system.clone(), stopped.clone());
        senders.spawn(async move { delivering.run_outbox(platform, shutdown::told(stopping)).await });
        if file.system.engagement_index.is_some() {
            let (telling, index) = (system.clone(), Arc::new(consumer(file)?));
            senders.spawn(async move { telling.run_engagement(index, shutdown::told(stopped)).await });
        }
        Ok(Self {
            system,
            producer,
            senders,
            stop,
        })
    }

    pub(crate) fn local_addr(&self) -> SocketAddr {
        self.producer.local_addr()
    }

    /// Waits until a sender has ended by itself. Requests that nobody answers must not be accepted then.
    pub(crate) async fn sender_ended(&mut self) -> Result<(), Error> {
        match self.senders.join_next().await {
            Some(ended) => Ok(ended??),
            None => Ok(()),
        }
    }

    /// Waits until the engagement index has been told of everything that is known now.
    pub(crate) async fn index_told(&self) -> Result<(), Error> {
        loop {
            let mut waiting = 0;
            for region in self.system.regions().iter() {
                waiting += self.system.store().waiting_posts(region.county).await?;
            }
            if waiting == 0 {
                return Ok(());
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Takes no more requests, finishes what is under way, and closes the store.
    pub(crate) async fn shutdown(mut self) -> Result<bool, Error> {
        let finished = self.producer.shutdown().await;
        let _ = self.stop.send(true);
        while let Some(ended) = self.senders.join_next().await {
            ended??;
        }
        self.system.close().await;
        Ok(finished)
    }
}

pub(crate) fn consumer(file: &CardSystemFile) -> Result<Consumer, Error> {
    let (identity, trust) = file.tls.as_client()?;
    let hsa_id = HsaId::new(&file.hsa_id).map_err(|error| Error::value("hsa_id", error.to_string()))?;
    Ok(Consumer::to(Endpoint::base(&file.platform)?)
        .trusting(trust)
        .identified_by(identity)
        .on_behalf_of(OriginalConsumer::Is(hsa_id))
        .build()?)
}

pub(crate) async fn run(options: &FrikortOptions) -> Result<ExitCode, Error> {
    let file = CardSystemFile::read(&options.config)?;
    match &options.task {
        FrikortTask::Run => serve(&file).await,
        FrikortTask::Import { identities, fees } => {
            let system = CardSystem::open(&file.system, Arc::new(SystemClock)).await?;
            import(&system, identities.as_deref(), fees.as_deref()).await?;
            system.close().await;
            Ok(ExitCode::SUCCESS)
        }
        FrikortTask::Register(fee) => register(&file, fee).await,
        FrikortTask::Status { json } => status(&file, *json).await,
        FrikortTask::Reindex { regions } => reindex::run(&file, regions).await,
        FrikortTask::Release { number } => {
            let system = CardSystem::open(&file.system, Arc::new(SystemClock)).await?;
            system.release(*number).await?;
            system.close().await;
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn serve(file: &CardSystemFile) -> Result<ExitCode, Error> {
    let mut running = RunningCardSystem::start(file).await?;
    println!("https://{}", running.local_addr());
    tokio::select! {
        () = shutdown::requested() => {}
        ended = running.sender_ended() => return ended.map(|()| ExitCode::FAILURE),
    }
    let finished = running.shutdown().await?;
    Ok(if finished { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Takes in CSV files, with a line that shows how far it has come.
pub(crate) async fn import(system: &CardSystem, identities: Option<&Path>, fees: Option<&Path>) -> Result<(), Error> {
    let line = progress::Line::shown();
    if let Some(path) = identities {
        let file = File::open(path).map_err(Error::file(path))?;
        let done = system
            .import_identities(file, |progress| line.say(told("identities", progress)))
            .await?;
        report("identities", &done);
    }
    if let Some(path) = fees {
        let file = File::open(path).map_err(Error::file(path))?;
        let done = system
            .import_fees(file, |progress| line.say(told("fees", progress)))
            .await?;
        report("fees", &done);
    }
    line.clear();
    Ok(())
}

/// Takes in one fee in the form that files of fees have; whoever runs the card system tells the engagement index.
async fn register(file: &CardSystemFile, fee: &FeeOptions) -> Result<ExitCode, Error> {
    let now = swedish_local(SystemClock.now());
    let visit = fee.date_of_visit.clone().unwrap_or_else(|| format_date(now.date()));
    let columns = [
        ("region", fee.region.as_str()),
        ("fee_id", &fee.fee_id),
        ("root", &fee.root),
        ("extension", &fee.extension),
        ("date_of_visit", &visit),
        ("time_of_registration", &format_timestamp(now)),
        ("amount", &fee.amount),
        ("care_giver", &fee.care_giver),
        ("care_unit", &fee.care_unit),
        ("cancelled", if fee.cancelled { "true" } else { "false" }),
    ];
    let quoted = |value: &str| format!("\"{}\"", value.replace('"', "\"\""));
    let csv = format!(
        "{}\n{}\n",
        columns.map(|(name, _)| name).join(","),
        columns.map(|(_, value)| quoted(value)).join(",")
    );
    let system = CardSystem::open(&file.system, Arc::new(SystemClock)).await?;
    let done = system.import_fees(csv.as_bytes(), |_| {}).await;
    system.close().await;
    report("fees", &done?);
    Ok(ExitCode::SUCCESS)
}

fn told(what: &str, progress: Progress) -> String {
    match progress {
        Progress::Checked(lines) => format!("{what}: {lines} lines checked"),
        Progress::Stored { lines, of } => format!("{what}: {lines} of {of} lines stored"),
    }
}

fn report(what: &str, done: &Summary) {
    println!(
        "{what}: {} new, {} corrected, {} known already",
        done.added, done.corrected, done.unchanged
    );
}

async fn status(file: &CardSystemFile, json: bool) -> Result<ExitCode, Error> {
    let system = CardSystem::open(&file.system, Arc::new(SystemClock)).await?;
    let overview = system.overview().await?;
    let parked = system.parked(PARKED_SHOWN).await?;
    system.close().await;
    if json {
        println!("{}", status_json(&overview, &parked));
    } else {
        print_status(&overview, &parked);
    }
    Ok(ExitCode::SUCCESS)
}

fn status_json(overview: &Overview, parked: &[ParkedRequest]) -> Value {
    let regions: Vec<_> = overview
        .regions
        .iter()
        .map(|region| {
            json!({
                "county": region.county_code,
                "name": region.name,
                "fees": region.fees,
                "waiting_posts": region.waiting_posts,
            })
        })
        .collect();
    let parked: Vec<_> = parked
        .iter()
        .map(|request| {
            json!({
                "number": request.key,
                "region": request.region,
                "reason": request.reason,
                "rules": request.rules,
                "attempts": request.attempts,
            })
        })
        .collect();
    json!({
        "regions": regions,
        "waiting": overview.requests.waiting,
        "delivered": overview.requests.delivered,
        "parked": overview.requests.parked,
        "parked_requests": parked,
    })
}

fn print_status(overview: &Overview, parked: &[ParkedRequest]) {
    for region in &overview.regions {
        let posts = region.waiting_posts.map(|count| format!(", {count} posts to tell"));
        let posts = posts.unwrap_or_default();
        println!("{} {}: {} fees{posts}", region.county_code, region.name, region.fees);
    }
    let requests = &overview.requests;
    println!(
        "requests: {} waiting, {} delivered, {} parked",
        requests.waiting, requests.delivered, requests.parked
    );
    for request in parked {
        let rules = request.rules.join(", ");
        println!(
            "  parked {} (region {}): {} {rules}",
            request.key, request.region, request.reason
        );
    }
}
