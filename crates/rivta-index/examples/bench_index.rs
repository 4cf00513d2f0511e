//! How fast an index of a whole country is: fills a store with posts, then measures searches and Updates at that size.
//!
//! `make bench-index POSTS=20000000`; the store is kept in the folder given, so that a second run need not fill it.
//! The residents are ids of the form that the contract gives temporary ones (`19000101p000`): no person has them.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rivta_index::engagement::{Engagement, Transaction};
use rivta_index::{Configuration, Index, Store};
use rivta_soap::LogicalAddress;
use rivta_soap::time::SystemClock;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};

const OWNER: &str = "5565594230";
const DOMAIN: &str = "riv:financial:patientfees:exemption";
/// How many sources a resident has posts at.
const SOURCES: u64 = 20;
const SEARCHES: u64 = 20_000;
const UPDATES: u64 = 100;

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let posts: u64 = arguments.next().map_or(1_000_000, |text| text.parse().unwrap());
    let folder = arguments.next().map_or_else(std::env::temp_dir, PathBuf::from);
    let path = folder.join(format!("bench-index-{posts}.sqlite"));
    let store = Store::open(&path).await.unwrap();
    if store.count().await.unwrap() < posts {
        fill(&store, &path, posts).await;
    }
    let index = Index::new(store, Configuration::of(OWNER), Arc::new(SystemClock));
    let residents = posts / SOURCES;
    println!(
        "{posts} posts, {} MB on disk",
        std::fs::metadata(&path).unwrap().len() / 1_000_000
    );
    searches(&index, residents).await;
    updates(&index, residents).await;
    println!("peak memory {} MB", peak_memory_kb() / 1024);
    index.store().close().await;
}

/// Numbers that look random and are the same in every run.
fn scattered(number: u64) -> u64 {
    let mixed = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 8
}

/// The form of a temporary id, which no person has.
fn resident(number: u64) -> String {
    format!("{:08}p{:03}", number / 1000, number % 1000)
}

fn engagement(resident_number: u64, source: &str) -> Engagement {
    Engagement {
        resident: resident(resident_number),
        service_domain: DOMAIN.to_owned(),
        categorization: "fpe-es".to_owned(),
        logical_address: source.to_owned(),
        business_object: "NA".to_owned(),
        care_process: "NA".to_owned(),
        most_recent_content: Some("20260501120000".to_owned()),
        source_system: source.to_owned(),
        data_controller: source.to_owned(),
        ..Engagement::default()
    }
}

/// Writes posts straight into the table, in its order; one Update each teaches the store its terms.
async fn fill(store: &Store, path: &Path, posts: u64) {
    let started = Instant::now();
    let index = Index::new(store.clone(), Configuration::of(OWNER), Arc::new(SystemClock));
    let first = (0..SOURCES).map(|source| Transaction {
        delete: false,
        engagement: engagement(0, &source_name(source)),
    });
    let to = LogicalAddress::new(OWNER).unwrap();
    index.update(Some(&to), first.collect(), "bench").await.unwrap();
    let mut connection = SqliteConnectOptions::new().filename(path).connect().await.unwrap();
    copy_to_all_residents(&mut connection, posts / SOURCES).await;
    // What is measured later must not wait for what filling has left in the log.
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    println!("filled in {:.0?}", started.elapsed());
}

async fn copy_to_all_residents(connection: &mut SqliteConnection, residents: u64) {
    sqlx::query(
        "WITH RECURSIVE resident (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM resident WHERE n + 1 < $1) \
         INSERT INTO post SELECT printf('%08dp%03d', n / 1000, n % 1000), service_domain, categorization, \
         logical_address, source_system, data_controller, owner, business_object, care_process, most_recent_content, \
         created, updated FROM resident CROSS JOIN post WHERE post.resident = '00000000p000'",
    )
    .bind(i64::try_from(residents).unwrap())
    .execute(connection)
    .await
    .unwrap();
}

fn source_name(source: u64) -> String {
    format!("SE2321000{source:03}-SOURCE")
}

async fn searches(index: &Index, residents: u64) {
    let mut taken = Vec::new();
    for number in 0..SEARCHES {
        let wanted = Engagement {
            resident: resident(scattered(number) % residents),
            service_domain: DOMAIN.to_owned(),
            categorization: "fpe-es".to_owned(),
            most_recent_content: Some("20250501120000".to_owned()),
            ..Engagement::default()
        };
        let started = Instant::now();
        let found = index.find(&wanted).await.unwrap();
        taken.push(started.elapsed());
        assert!(found.len() as u64 >= SOURCES);
    }
    report(&format!("FindContent, {SOURCES} posts found"), taken);
}

/// A thousand posts of a thousand residents each: half of them new, half changed.
async fn updates(index: &Index, residents: u64) {
    let to = LogicalAddress::new(OWNER).unwrap();
    let mut taken = Vec::new();
    let run = std::process::id();
    for round in 0..UPDATES {
        let transactions = (0..1000_u64).map(|position| {
            let number = scattered(round * 1000 + position + SEARCHES) % residents;
            let source = if position % 2 == 0 {
                source_name(position % SOURCES)
            } else {
                format!("NEW-{run}")
            };
            Transaction {
                delete: false,
                engagement: Engagement {
                    business_object: if position % 2 == 0 {
                        "NA".to_owned()
                    } else {
                        format!("{round}-{position}")
                    },
                    most_recent_content: Some(format!("202606{:02}120000", 1 + round % 28)),
                    ..engagement(number, &source)
                },
            }
        });
        let mut seen = std::collections::HashSet::new();
        let transactions: Vec<_> = transactions.filter(|one| seen.insert(one.engagement.key())).collect();
        let started = Instant::now();
        index.update(Some(&to), transactions, "bench").await.unwrap();
        taken.push(started.elapsed());
    }
    report("Update of 1 000 posts", taken);
}

fn report(what: &str, mut taken: Vec<Duration>) {
    taken.sort_unstable();
    let at = |share: usize| taken[(taken.len() - 1) * share / 1000];
    println!(
        "{what}: p50 {:.2?}, p95 {:.2?}, p99 {:.2?}, worst {:.2?}",
        at(500),
        at(950),
        at(990),
        at(1000)
    );
}

/// The most memory this process has had, in kB; 0 where the system does not tell.
fn peak_memory_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_ascii_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}
