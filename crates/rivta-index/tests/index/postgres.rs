//! The same index over a PostgreSQL server of the test's own.

use std::sync::Arc;

use rivta_index::config::Configuration;
use rivta_index::engagement::Engagement;
use rivta_index::subscriber::Subscriber;
use rivta_index::Index;
use rivta_soap::LogicalAddress;
use rivta_soap::time::SystemClock;
use tokio::task::JoinSet;

use crate::server::Server;
use crate::scene::{OWNER, engagement, removed, stored, wanted};

async fn index(server: &Server) -> Index {
    Index::new(server.store().await, Configuration::of(OWNER), Arc::new(SystemClock))
}

async fn update(index: &Index, transactions: Vec<rivta_index::engagement::Transaction>) {
    let to = LogicalAddress::new(OWNER).unwrap();
    index.update(Some(&to), transactions, "c").await.unwrap();
}

#[tokio::test]
async fn what_one_process_stored_another_finds() {
    let server = Server::start();
    let (one, other) = (index(&server).await, index(&server).await);
    update(&one, vec![stored(engagement("13")), stored(engagement("14"))]).await;
    update(&other, vec![removed(engagement("13"))]).await;
    let found = one.find(&wanted()).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].source_system, "14");
    assert!(found[0].creation_time.is_some() && found[0].update_time.is_none());
}

/// Two processes get Updates of the same posts at once: every change is made and told once, none is lost or mixed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_under_load_lose_no_update_and_tell_each_change_once() {
    const ROUNDS: u64 = 60;
    let server = Server::start();
    let indexes = [index(&server).await, index(&server).await];
    for index in &indexes {
        let subscriber = Subscriber {
            logical_address: "S".to_owned(),
            filters: Vec::new(),
        };
        index.set_subscribers(vec![subscriber]).await.unwrap();
    }
    let mut senders = JoinSet::new();
    for round in 0..ROUNDS {
        let index = indexes[usize::try_from(round % 2).unwrap()].clone();
        senders.spawn(async move {
            // The order of the two is another one in every other message.
            let mut sources = ["13", "14"];
            sources.rotate_left(usize::try_from(round % 4 / 2).unwrap());
            let transactions = sources.map(|source| {
                stored(Engagement {
                    most_recent_content: Some(format!("202601{:02}{:02}0000", 1 + round / 24, round % 24)),
                    ..engagement(source)
                })
            });
            update(&index, transactions.to_vec()).await;
        });
    }
    while let Some(ended) = senders.join_next().await {
        ended.unwrap();
    }
    let found = indexes[0].find(&wanted()).await.unwrap();
    assert_eq!(found.len(), 2);
    // The last message to be stored set both posts.
    assert_eq!(found[0].most_recent_content, found[1].most_recent_content);
    assert_eq!(indexes[1].store().waiting_notifications().await.unwrap(), ROUNDS);
}
