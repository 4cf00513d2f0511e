//! `make bench-national`: a load of national questions on a whole Sweden in one process.
//!
//! Router, engagement index, aggregator, an asker and a card system for each region, each with its own certificate and
//! its own SQLite file, meet over mutual TLS on loopback. Every person has a fee in every region. Questions are put at a
//! steady rate, whether the earlier ones have been answered or not; measured is the time from a question to its complete
//! picture: the aggregate's answer and a disclosure from every region.
//!
//! Arguments, each with a default: `--seconds 60 --rate 50 --regions 21 --persons 200`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
// The tests, which share the stage, use more of it.
#![allow(dead_code)]

#[path = "../tests/picture/card_system.rs"]
mod card_system;
#[path = "../tests/picture/platform.rs"]
mod platform;
#[path = "../tests/ports/mod.rs"]
mod ports;
#[path = "../tests/picture/source.rs"]
mod source;
#[path = "../tests/picture/stage.rs"]
mod stage;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use rivta_soap::identity::{County, Personnummer};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};

use platform::NATIONAL;
use stage::{Part, Stage};

/// What to measure.
#[derive(Debug, Parser)]
struct Load {
    /// How long questions are put.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Questions a second.
    #[arg(long, default_value_t = 50)]
    rate: u64,
    /// How many regions know each person; at most 21.
    #[arg(long, default_value_t = 21)]
    regions: usize,
    /// How many persons there are to ask about.
    #[arg(long, default_value_t = 200)]
    persons: usize,
}

/// The asker refuses a question when so many wait; here it then counts as not answered.
const MOST_OPEN: usize = 1_000;

/// How long a question may take before it counts as not answered.
const PATIENCE: Duration = Duration::from_mins(1);

#[tokio::main]
async fn main() -> ExitCode {
    let load = Load::parse();
    let persons = persons(load.persons);
    let began = Instant::now();
    let stage = filled(&load, &persons).await;
    println!(
        "{} regions, {} persons, {} posts: ready after {:.1} s",
        load.regions,
        persons.len(),
        load.regions * persons.len(),
        began.elapsed().as_secs_f64()
    );
    // Connections, and what is done once.
    put(&stage, 2, load.rate.div_ceil(5), &persons, load.regions).await;
    let began = Instant::now();
    let pictures = put(&stage, load.seconds, load.rate, &persons, load.regions).await;
    let is_whole = pictures.iter().all(Option::is_some);
    report(&load, pictures, began.elapsed());
    let (delivered, left) = deliveries(&stage).await;
    println!("disclosures, the first seconds' included: {delivered} delivered, {left} left over");
    if left == 0 && is_whole {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The stage with every person's fee in every region, told to the index through the platform.
async fn filled(load: &Load, persons: &[String]) -> Stage {
    let counties = || County::ALL.iter().take(load.regions);
    let parts = counties().map(|county| {
        let hsa_id = format!("SE{}-FRIK", county.organisation());
        Part::card_system(&hsa_id, &[county.code()])
    });
    let stage = Stage::set(parts.collect()).await;
    let fees: Vec<_> = persons.iter().map(|person| (person.as_str(), 50)).collect();
    for (county, (_, _, system)) in counties().zip(&stage.card_systems) {
        system.register((county.code(), &fees)).await;
    }
    for person in persons {
        stage.until_known(person, load.regions).await;
    }
    stage
}

/// Personal numbers of Skatteverket's test series.
fn persons(count: usize) -> Vec<String> {
    let dates = (1950..2000).flat_map(|year| (1..=12).map(move |month| format!("{year}{month:02}15")));
    let numbers = dates.flat_map(|date| (980..1000).map(move |number| format!("{date}{number}")));
    let checked = numbers.filter_map(|number| {
        let mut candidates = (0..10).map(|digit| format!("{number}{digit}"));
        candidates.find(|candidate| Personnummer::new(candidate.as_str()).is_ok())
    });
    checked.take(count).collect()
}

/// Puts questions at a steady rate; gives the time of each that became a complete picture, and none for each other.
async fn put(stage: &Stage, seconds: u64, rate: u64, persons: &[String], regions: usize) -> Vec<Option<Duration>> {
    let mut ticks = interval(Duration::from_secs(1) / u32::try_from(rate).unwrap());
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let (mut asking, mut pictures) = (JoinSet::new(), Vec::new());
    for person in persons.iter().cycle().take(usize::try_from(seconds * rate).unwrap()) {
        ticks.tick().await;
        if stage.inbox.open_requests() >= MOST_OPEN {
            pictures.push(None);
            continue;
        }
        let began = Instant::now();
        let question = stage.ask_about(person, NATIONAL, PATIENCE);
        asking.spawn(async move {
            let summary = question.finish().await.unwrap();
            let is_whole = summary.complete && summary.sources.len() == regions && summary.fees.len() == regions;
            is_whole.then(|| began.elapsed())
        });
        while let Some(picture) = asking.try_join_next() {
            pictures.push(picture.unwrap());
        }
    }
    pictures.extend(asking.join_all().await);
    pictures
}

fn report(load: &Load, pictures: Vec<Option<Duration>>, took: Duration) {
    let asked = pictures.len();
    let mut times: Vec<Duration> = pictures.into_iter().flatten().collect();
    times.sort_unstable();
    println!(
        "{asked} questions at {} a second: {} complete pictures, {} incomplete; the last after {:.1} s",
        load.rate,
        times.len(),
        asked - times.len(),
        took.as_secs_f64()
    );
    let at = |share: usize| times.get((times.len() * share).div_ceil(100).saturating_sub(1));
    for (name, time) in [("p50", at(50)), ("p95", at(95)), ("p99", at(99)), ("max", times.last())] {
        let shown = time.map_or_else(
            || "–".to_owned(),
            |time| format!("{:.0} ms", time.as_secs_f64() * 1000.0),
        );
        println!("{name} from question to complete picture: {shown}");
    }
}

/// How many disclosures the regions have delivered, and how many are still waiting or parked. A region notes a delivery
/// a moment after the asker has it.
async fn deliveries(stage: &Stage) -> (u64, u64) {
    let patience = Instant::now() + PATIENCE;
    loop {
        let (mut delivered, mut left) = (0, 0);
        for (_, _, system) in &stage.card_systems {
            let requests = system.system.overview().await.unwrap().requests;
            delivered += requests.delivered;
            left += requests.waiting + requests.parked;
        }
        if left == 0 || Instant::now() > patience {
            return (delivered, left);
        }
    }
}
