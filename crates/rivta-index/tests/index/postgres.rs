//! The same index over a PostgreSQL server of the test's own.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use rivta_index::config::Configuration;
use rivta_index::engagement::Engagement;
use rivta_index::subscriber::Subscriber;
use rivta_index::{Index, Store};
use rivta_soap::LogicalAddress;
use rivta_soap::time::SystemClock;
use tempfile::TempDir;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::scene::{OWNER, engagement, removed, stored, wanted};

const PATIENCE: Duration = Duration::from_mins(1);

/// A server in a folder of its own, reached by a socket there.
struct Server {
    process: Child,
    folder: TempDir,
}

impl Server {
    fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let user = serving_user(folder.path());
        let data = folder.path().join("data");
        let mut initdb = as_user(user, "initdb");
        initdb
            .args(["--no-sync", "--auth=trust", "--username=rivta", "-D"])
            .arg(&data);
        let made = initdb
            .stdout(Stdio::null())
            .status()
            .expect("PostgreSQL's initdb is installed");
        assert!(made.success());
        let mut postgres = as_user(user, "postgres");
        postgres.arg("-D").arg(&data).arg("-k").arg(folder.path());
        postgres.args(["-c", "listen_addresses=", "-c", "fsync=off"]);
        let process = postgres.stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        Self { process, folder }
    }

    fn url(&self) -> String {
        format!(
            "postgres://rivta@localhost/postgres?host={}",
            self.folder.path().display()
        )
    }

    /// Waits until the server takes connections.
    async fn store(&self) -> Store {
        let connected = async {
            loop {
                match Store::connect_to(&self.url()).await {
                    Ok(store) => return store,
                    Err(rivta_index::Error::Store { .. }) => tokio::task::yield_now().await,
                    Err(error) => panic!("{error}"),
                }
            }
        };
        timeout(PATIENCE, connected).await.expect("the server starts in time")
    }

    async fn index(&self) -> Index {
        Index::new(self.store().await, Configuration::of(OWNER), Arc::new(SystemClock))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The postmaster's children end with it.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// PostgreSQL refuses to run as root: then it runs as the user its package made, who gets the folder.
fn serving_user(folder: &Path) -> Option<&'static str> {
    let id = Command::new("id").arg("-u").output().unwrap().stdout;
    if id != b"0\n" {
        return None;
    }
    let given = Command::new("chown").arg("postgres").arg(folder).status().unwrap();
    assert!(given.success());
    Some("postgres")
}

fn as_user(user: Option<&str>, program: &str) -> Command {
    let Some(user) = user else {
        return Command::new(program);
    };
    let mut command = Command::new("setpriv");
    command.args(["--reuid", user, "--regid", user, "--clear-groups", program]);
    command
}

async fn update(index: &Index, transactions: Vec<rivta_index::engagement::Transaction>) {
    let to = LogicalAddress::new(OWNER).unwrap();
    index.update(Some(&to), transactions, "c").await.unwrap();
}

#[tokio::test]
async fn what_one_process_stored_another_finds() {
    let server = Server::start();
    let (one, other) = (server.index().await, server.index().await);
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
    let indexes = [server.index().await, server.index().await];
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
