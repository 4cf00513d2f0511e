//! A PostgreSQL server of a test's own.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rivta_index::Store;
use tempfile::TempDir;
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_mins(1);

/// A server in a folder of its own, reached by a socket there.
pub(crate) struct Server {
    process: Child,
    folder: TempDir,
}

impl Server {
    pub(crate) fn start() -> Self {
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

    pub(crate) fn url(&self) -> String {
        format!(
            "postgres://rivta@localhost/postgres?host={}",
            self.folder.path().display()
        )
    }

    /// Waits until the server takes connections.
    pub(crate) async fn store(&self) -> Store {
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
