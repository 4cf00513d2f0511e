//! Every case can fail: producers, each broken in one way of its own, are caught by the case that is meant for it, and
//! the sound producer that they are made of passes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod disclosure;
mod mutation;
mod producer;

use std::collections::BTreeMap;
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

/// Runs cases against a producer with a defect.
async fn run(mutation: Mutation, cases: Vec<String>) -> Outcome {
    let receiver = free_address();
    let producer = Producer::start(mutation, receiver).await;
    let options = Options {
        cases,
        ..Options::default()
    };
    let outcome = rivta_conformance::run(&target(producer.port(), receiver), &[area()], &options).await;
    producer.stop().await;
    outcome.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sound_producer_passes_every_case_that_mutants_are_for() {
    let meant = Mutation::ALL.map(|mutation| mutation.meant_for().to_owned());
    let outcome = run(Mutation::None, meant.into()).await;
    let wrong: Vec<_> = outcome
        .cases
        .iter()
        .filter(|case| case.verdict != Verdict::Passed)
        .collect();
    let told = wrong.iter().map(|case| format!("{}: {:?}", case.id, case.findings));
    assert!(wrong.is_empty(), "{}", told.collect::<Vec<_>>().join("\n"));
    assert!(outcome.cases.len() >= 30);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_mutant_is_caught_by_the_case_meant_for_it() {
    let mut waiting = Mutation::ALL.into_iter();
    let mut running = JoinSet::new();
    let mut escaped = Vec::new();
    loop {
        while running.len() < AT_ONCE
            && let Some(mutation) = waiting.next()
        {
            running.spawn(async move { (mutation, run(mutation, vec![mutation.meant_for().to_owned()]).await) });
        }
        let Some(ended) = running.join_next().await else {
            break;
        };
        let (mutation, outcome) = ended.unwrap();
        let case = outcome.cases.first().unwrap();
        if case.verdict != Verdict::Failed || case.findings.is_empty() {
            escaped.push(format!("{mutation:?} by {}: {:?}", case.id, case.verdict));
        }
    }
    assert!(escaped.is_empty(), "escaped: {escaped:#?}");
}
