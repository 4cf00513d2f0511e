//! What changes while calls are under way: the catalogue's file, certificates and revocation lists.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Scope, ScopedJoinHandle};
use std::time::{Duration, Instant};

use rivta_pki::FunctionCertificate;
use rustls::ClientConfig;

use super::stage::{Stage, passing};
use crate::Outcome;
use crate::client::Connection;
use crate::material::{CONTRACT, Message, request_with};

/// How long a change may take to be seen.
const PATIENCE: Duration = Duration::from_secs(20);

/// What has been changed so far.
#[derive(Clone, Default)]
pub(super) struct Changes {
    pub(super) catalogues: u64,
    pub(super) certificates: u64,
    /// Changes that were not seen in time.
    pub(super) missed: Vec<String>,
}

/// Makes changes in turn, one at every interval, until it is dropped.
pub(super) struct Changing<'scope> {
    changes: Arc<Mutex<Changes>>,
    thread: ScopedJoinHandle<'scope, Outcome<()>>,
    _end: Sender<()>,
}

impl<'scope> Changing<'scope> {
    pub(super) fn start<'env>(
        scope: &'scope Scope<'scope, 'env>,
        stage: &'env Stage,
        interval: Duration,
        length: Duration,
    ) -> Self {
        let (changes, end) = (Arc::<Mutex<Changes>>::default(), Instant::now() + length);
        let noted = Arc::clone(&changes);
        let (goes_on, is_over) = channel();
        let thread = scope.spawn(move || {
            for number in 1.. {
                let pause = interval.min(end.saturating_duration_since(Instant::now()));
                if is_over.recv_timeout(pause) != Err(RecvTimeoutError::Timeout) || Instant::now() >= end {
                    break;
                }
                change(stage, number, &noted)?;
            }
            Ok(())
        });
        Self {
            changes,
            thread,
            _end: goes_on,
        }
    }

    pub(super) fn so_far(&self) -> Changes {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn finish(self) -> Outcome<Changes> {
        self.thread.join().map_err(|_| "the thread of changes panicked")??;
        Ok(self.changes.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }
}

fn change(stage: &Stage, number: u64, noted: &Mutex<Changes>) -> Outcome<()> {
    let (is_catalogue, catalogue) = (number % 2 == 1, number / 2 + 1);
    let is_seen = if is_catalogue {
        stage.write_catalogue(catalogue)?;
        let (new, old) = (passing(catalogue), passing(catalogue - 1));
        wait(stage, &async |config| {
            answers(stage, config, &new).await && !answers(stage, config, &old).await
        })?
    } else {
        let issued = stage.write_certificates()?;
        wait(stage, &async |config| shows(stage, config, &issued).await)?
    };
    let mut noted = noted.lock().unwrap_or_else(PoisonError::into_inner);
    let (what, count) = if is_catalogue {
        ("catalogue", &mut noted.catalogues)
    } else {
        ("certificate", &mut noted.certificates)
    };
    *count += u64::from(is_seen);
    if !is_seen {
        noted
            .missed
            .push(format!("change {number}: the {what} was not in use after {PATIENCE:?}"));
    }
    Ok(())
}

/// Looks until it is so; gives `false` when it takes too long.
fn wait(stage: &Stage, is_so: &impl AsyncFn(&Arc<ClientConfig>) -> bool) -> Outcome<bool> {
    let config = Arc::new(stage.material.client(false)?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut looks = tokio::time::interval(Duration::from_millis(100));
        let looking = async {
            loop {
                looks.tick().await;
                if is_so(&config).await {
                    return;
                }
            }
        };
        Ok(tokio::time::timeout(PATIENCE, looking).await.is_ok())
    })
}

async fn answers(stage: &Stage, config: &Arc<ClientConfig>, receiver: &str) -> bool {
    let message = Message {
        receiver,
        contract: CONTRACT,
        element: "RequestExemptionStatuses",
        bytes: 2 << 10,
    };
    let request = request_with(&message.envelope(), CONTRACT, "change");
    match Connection::open(config, stage.router.address).await {
        Ok(mut connection) => connection.call(&request).await.is_ok(),
        Err(_) => false,
    }
}

async fn shows(stage: &Stage, config: &Arc<ClientConfig>, issued: &FunctionCertificate) -> bool {
    let opened = Connection::open(config, stage.router.address).await;
    opened.is_ok_and(|connection| connection.certificate() == Some(issued.der()))
}
