//! Killed (SIGKILL) under load: no accepted Update and no notification is lost, and none is made twice.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{TimeDelta, Utc};
use rivta_consumer::Consumer;
use rivta_soap::time::{format_timestamp, swedish_local};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use crate::ports::free_address;
use crate::server::Server;
use crate::stage::{IndexProcess, Stage, Subscriber, engagement, found, until, update};

/// How many sources send at once. Each has one post, and tells of it one moment after the other.
pub(crate) const SOURCES: u64 = 8;

/// The sources at work.
pub(crate) struct Load {
    callers: watch::Sender<Vec<Arc<Consumer>>>,
    stop: watch::Sender<bool>,
    accepted: Arc<AtomicU64>,
    progress: Arc<Notify>,
    sources: JoinSet<(String, Vec<String>)>,
}

impl Load {
    pub(crate) fn begin(callers: Vec<Arc<Consumer>>) -> Self {
        let (callers, seen) = watch::channel(callers);
        let (stop, stopped) = watch::channel(false);
        let mut load = Self {
            callers,
            stop,
            accepted: Arc::default(),
            progress: Arc::default(),
            sources: JoinSet::new(),
        };
        for source in 0..SOURCES {
            let (seen, stopped) = (seen.clone(), stopped.clone());
            let (accepted, progress) = (Arc::clone(&load.accepted), Arc::clone(&load.progress));
            load.sources.spawn(async move {
                let (source, mut done, mut turn) = (format!("SE-SOURCE-{source}"), Vec::new(), 0_usize);
                // So late that the aggregator counts it, and never in the future.
                let mut next = swedish_local(Utc::now()) - TimeDelta::days(7);
                while !*stopped.borrow() {
                    // The moment that was not accepted is told again, as a source does.
                    let moment = format_timestamp(next);
                    let callers = seen.borrow().clone();
                    let caller = &callers[turn % callers.len()];
                    turn += 1;
                    if update(caller, engagement(&source, &moment), &format!("{source}/{moment}")).await {
                        done.push(moment);
                        next += TimeDelta::seconds(1);
                        accepted.fetch_add(1, Ordering::SeqCst);
                        progress.notify_one();
                    } else {
                        tokio::task::yield_now().await;
                    }
                }
                (source, done)
            });
        }
        load
    }

    /// Waits until so many more Updates have been accepted.
    pub(crate) async fn accepts(&self, more: u64) {
        let goal = self.accepted.load(Ordering::SeqCst) + more;
        let reached = async {
            while self.accepted.load(Ordering::SeqCst) < goal {
                self.progress.notified().await;
            }
        };
        tokio::time::timeout(crate::stage::PATIENCE, reached)
            .await
            .expect("the index accepts Updates");
    }

    fn now_through(&self, callers: Vec<Arc<Consumer>>) {
        self.callers.send(callers).unwrap();
    }

    /// Ends the load; what each source was told is accepted.
    pub(crate) async fn end(self) -> HashMap<String, Vec<String>> {
        self.stop.send(true).unwrap();
        self.sources.join_all().await.into_iter().collect()
    }
}

pub(crate) fn write_index(stage: &Stage, name: &str, store: &str, subscriber: u16) {
    let top = format!("platform = \"https://localhost:{subscriber}\"\nstore = {store}");
    let index = "notifications = { attempts = 1000, pause_ms = 20, longest_pause_ms = 100 }\n\
                 [[index.subscribers]]\nlogical_address = \"SE5560000001-SUBSCRIBER\"";
    stage.write_index(name, &top, index);
}

/// What was accepted is found, and the subscriber was told of each change, in order.
pub(crate) async fn check(
    caller: &Consumer,
    subscriber: &Subscriber,
    accepted: &HashMap<String, Vec<String>>,
    kills: usize,
) {
    let posts = found(caller, crate::stage::PERSON).await;
    for (source, moments) in accepted {
        let of_source: Vec<_> = posts.iter().filter(|post| post.source_system == *source).collect();
        assert_eq!(of_source.len(), 1, "{source}");
        let stored = of_source[0].most_recent_content.clone().unwrap();
        // The last one that was sent may have been stored although nobody got the answer.
        assert!(stored >= *moments.last().unwrap(), "{source}: {stored}");
    }
    subscriber
        .until(|told| {
            let mut all = accepted
                .iter()
                .flat_map(|(source, moments)| moments.iter().map(move |moment| format!("{source}/{moment}")));
            all.all(|id| told.contains_key(&id))
        })
        .await;
    let told = subscriber.told.lock().unwrap();
    let again: usize = told.values().map(|times| times.len() - 1).sum();
    // A kill between the subscriber's answer and its noting lets one notification be told again.
    assert!(again <= kills, "{again} were told twice");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_killed_again_and_again_loses_no_update_and_no_notification() {
    const KILLS: usize = 5;
    let stage = Stage::set();
    let address = free_address();
    write_index(&stage, "index.toml", "{ sqlite = \"index.sqlite\" }", address.port());
    let mut index = stage.start_index("index.toml");
    let load = Load::begin(vec![Arc::new(stage.caller(&index))]);
    // Nobody takes notifications before the first kill, and somebody does after it.
    load.accepts(20).await;
    let mut subscriber = None;
    for _ in 0..KILLS {
        index.kill();
        if subscriber.is_none() {
            subscriber = Some(stage.subscriber(address).await);
        }
        index = stage.start_index("index.toml");
        load.now_through(vec![Arc::new(stage.caller(&index))]);
        load.accepts(20).await;
    }
    let accepted = load.end().await;
    check(&stage.caller(&index), &subscriber.unwrap(), &accepted, KILLS).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_two_indexes_over_one_postgresql_server_is_killed_under_load() {
    const KILLS: usize = 3;
    let stage = Stage::set();
    let server = Server::start();
    // Waits until it takes connections.
    server.store().await.close().await;
    let address = free_address();
    let subscriber = stage.subscriber(address).await;
    let store = format!("{{ postgres = {:?} }}", server.url());
    for name in ["one.toml", "other.toml"] {
        write_index(&stage, name, &store, address.port());
    }
    let mut indexes: Vec<(&str, IndexProcess)> = ["one.toml", "other.toml"]
        .map(|name| (name, stage.start_index(name)))
        .into();
    let callers = |indexes: &[(&str, IndexProcess)]| -> Vec<_> {
        indexes.iter().map(|(_, index)| Arc::new(stage.caller(index))).collect()
    };
    let load = Load::begin(callers(&indexes));
    load.accepts(30).await;
    for _ in 0..KILLS {
        // The first is the one that sends the notifications, or takes over from it.
        let (name, index) = indexes.remove(0);
        index.kill();
        load.accepts(20).await;
        indexes.push((name, stage.start_index(name)));
        load.now_through(callers(&indexes));
        load.accepts(20).await;
    }
    let accepted = load.end().await;
    check(&stage.caller(&indexes[0].1), &subscriber, &accepted, KILLS).await;
    until("nothing waits", async || {
        let (_, status) = indexes[0].1.ask("/status").await;
        status.contains("\"NotificationsWaiting\": 0")
    })
    .await;
}

/// Messages that are held behind the write lock are stored before they are answered, too.
#[tokio::test]
async fn a_message_held_by_the_write_lock_survives_a_kill_and_is_stored_when_the_lock_is_gone() {
    let stage = Stage::set();
    stage.write_plain_index();
    let index = stage.start_index("index.toml");
    assert_eq!(index.ask("/skltp-ei/writelock/enable").await.1, "Write lock enabled");
    let caller = stage.caller(&index);
    for moment in ["20260101120000", "20260102120000"] {
        assert!(update(&caller, engagement("14", moment), moment).await);
    }
    index.kill();
    let index = stage.start_index("index.toml");
    let caller = stage.caller(&index);
    assert!(found(&caller, crate::stage::PERSON).await.is_empty());
    assert!(index.ask("/status").await.1.contains("\"MessagesHeld\": 2"));
    assert_eq!(index.ask("/skltp-ei/writelock/disable").await.1, "Write lock disabled");
    let posts = found(&caller, crate::stage::PERSON).await;
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0].most_recent_content.as_deref(), Some("20260102120000"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_killed_while_it_stores_what_was_held_goes_on_when_it_starts() {
    const HELD: usize = 100;
    let stage = Stage::set();
    stage.write_plain_index();
    let index = stage.start_index("index.toml");
    index.ask("/skltp-ei/writelock/enable").await;
    let caller = stage.caller(&index);
    for number in 0..HELD {
        let post = engagement(&format!("SE-SOURCE-{number}"), "20260101120000");
        assert!(update(&caller, post, "c-1").await);
    }
    let begun = async {
        while index
            .ask("/status")
            .await
            .1
            .contains(&format!("\"MessagesHeld\": {HELD}"))
        {}
    };
    tokio::select! {
        _ = index.ask("/skltp-ei/writelock/disable") => {}
        () = begun => {}
    }
    index.kill();
    let index = stage.start_index("index.toml");
    assert!(index.ask("/status").await.1.contains("\"MessagesHeld\": 0"));
    assert_eq!(found(&stage.caller(&index), crate::stage::PERSON).await.len(), HELD);
}
