//! The same index over a PostgreSQL server of the test's own.

use std::sync::Arc;

use rivta_index::Index;
use rivta_index::config::Configuration;
use rivta_index::engagement::Engagement;
use rivta_index::subscriber::Subscriber;
use rivta_soap::LogicalAddress;
use rivta_soap::time::SystemClock;
use tokio::task::JoinSet;

use crate::scene::{OWNER, engagement, removed, stored, wanted};
use crate::server::Server;

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

/// An operator locks at one process and gives free at the other, while Updates come in at both.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_write_lock_holds_for_every_process_and_keeps_the_order() {
    const ROUNDS: u32 = 40;
    let server = Server::start();
    let (one, other) = (index(&server).await, index(&server).await);
    one.lock().await.unwrap();
    let sending = tokio::spawn({
        let indexes = [one.clone(), other.clone()];
        async move {
            for round in 0..ROUNDS {
                let post = Engagement {
                    most_recent_content: Some(format!("20260101{:02}{:02}00", round / 60, round % 60)),
                    ..engagement("13")
                };
                update(&indexes[usize::try_from(round % 2).unwrap()], vec![stored(post)]).await;
            }
        }
    });
    while other.store().held_messages().await.unwrap() < 5 {
        tokio::task::yield_now().await;
    }
    assert!(other.find(&wanted()).await.unwrap().is_empty());
    // Both empty the queue while it still grows.
    let (first, second) = tokio::join!(one.unlock(), other.unlock());
    first.unwrap();
    second.unwrap();
    sending.await.unwrap();
    one.store_held().await.unwrap();
    let found = one.find(&wanted()).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].most_recent_content.as_deref(), Some("20260101003900"));
    assert_eq!(other.store().held_messages().await.unwrap(), 0);
    assert!(!other.store().is_locked().await.unwrap());
}
