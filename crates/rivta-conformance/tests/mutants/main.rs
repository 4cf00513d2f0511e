//! Every case can fail: producers, each broken in one way of its own, are caught by the cases that are meant for it, and
//! the sound producer that they are made of passes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod disclosure;
mod mutation;
mod producer;

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::atomic::{AtomicU8, Ordering};

use rivta_conformance::case::{Area, read_area};
use rivta_conformance::outcome::{Outcome, Verdict};
use rivta_conformance::target::{Lengths, Person, Receiver};
use rivta_conformance::{Options, Target};
use tokio::task::JoinSet;

use mutation::Mutation;
use producer::Producer;

/// Runs at the same time.
const AT_ONCE: usize = 8;

fn area() -> Area {
    read_area(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testsuite/cases/producer")).unwrap()
}

/// An address for a receiver. Each has a loopback address of its own, which no outgoing connection takes a port of.
fn free_address() -> SocketAddr {
    static TAKEN: AtomicU8 = AtomicU8::new(1);
    let own = Ipv4Addr::new(127, 0, 1, TAKEN.fetch_add(1, Ordering::Relaxed));
    TcpListener::bind((own, 0)).unwrap().local_addr().unwrap()
}

fn target(producer: u16, receiver: SocketAddr) -> Target {
    let person = |root: &str, extension: &str| Person {
        root: root.to_owned(),
        extension: extension.to_owned(),
    };
    let persons = producer::PERSONS.map(|(name, root, extension)| (name.to_owned(), person(root, extension)));
    let variables = [("transactionsAtRegion", "2"), ("transactionsLeft", "1")];
    Target {
        environment: "demo".to_owned(),
        addresses: BTreeMap::from([("producer".to_owned(), format!("http://127.0.0.1:{producer}/"))]),
        logical_addresses: BTreeMap::from([("producer".to_owned(), producer::ADDRESS.to_owned())]),
        receiver: Some(Receiver {
            listen: receiver,
            logical_address: "SE5560000003-JUDGE".to_owned(),
            in_clear: true,
        }),
        persons: persons.into(),
        lengths: Lengths {
            load_seconds: 1,
            load_callers: 3,
            endurance_seconds: 1,
            endurance_callers: 3,
            recovery_seconds: 1,
            recovery_callers: 5,
            disclosure_seconds: 3,
            silence_seconds: 1,
            ..Lengths::default()
        },
        variables: variables
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        ..Target::default()
    }
}

/// Runs cases against a producer with a defect; all unless given.
async fn run(mutation: Mutation, cases: &[&str]) -> Outcome {
    let receiver = free_address();
    let producer = Producer::start(mutation, receiver).await;
    let options = Options {
        cases: cases.iter().map(|case| (*case).to_owned()).collect(),
        ..Options::default()
    };
    let outcome = rivta_conformance::run(&target(producer.port(), receiver), &[area()], &options).await;
    producer.stop().await;
    outcome.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sound_producer_passes_every_case() {
    let outcome = run(Mutation::None, &[]).await;
    let wrong: Vec<_> = outcome
        .cases
        .iter()
        .filter(|case| case.verdict != Verdict::Passed)
        .collect();
    let told = wrong.iter().map(|case| format!("{}: {:?}", case.id, case.findings));
    assert!(wrong.is_empty(), "{}", told.collect::<Vec<_>>().join("\n"));
    assert!(outcome.cases.len() >= 87);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_mutant_is_caught_by_the_cases_meant_for_it() {
    let mut waiting = Mutation::ALL.into_iter();
    let mut running = JoinSet::new();
    let mut escaped = Vec::new();
    loop {
        while running.len() < AT_ONCE
            && let Some(mutation) = waiting.next()
        {
            running.spawn(async move { (mutation, run(mutation, mutation.meant_for()).await) });
        }
        let Some(ended) = running.join_next().await else {
            break;
        };
        let (mutation, outcome) = ended.unwrap();
        assert_eq!(outcome.cases.len(), mutation.meant_for().len(), "{mutation:?}");
        for case in outcome.cases {
            if case.verdict != Verdict::Failed || case.findings.is_empty() {
                escaped.push(format!("{mutation:?} by {}: {:?}", case.id, case.verdict));
            }
        }
    }
    assert!(escaped.is_empty(), "escaped: {escaped:#?}");
}

#[test]
fn every_case_on_producers_has_a_mutant() {
    let area = area();
    let known: BTreeSet<&str> = area.cases.iter().map(|case| case.id.as_str()).collect();
    let meant: BTreeSet<&str> = Mutation::ALL
        .iter()
        .flat_map(|mutation| mutation.meant_for().iter().copied())
        .collect();
    assert_eq!(known, meant, "left: the cases; right: those with a mutant");
}
