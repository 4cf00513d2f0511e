//! The load: connections that each send one request after the other.

use std::error::Error;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::{ClientConfig, HandshakeKind};
use rustls_pki_types::{CertificateDer, ServerName};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::Outcome;
use crate::material::request;
use crate::parts::Part;
use crate::process::Process;
use crate::wire::{Reader, Received};

/// What is sent.
#[derive(Clone, Debug)]
pub(crate) struct Load {
    pub(crate) bytes: usize,
    pub(crate) connections: usize,
    pub(crate) handshakes: Handshakes,
}

/// How often a connection is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Handshakes {
    /// Before the first call.
    Once,
    /// For every call, in full.
    Full,
    /// For every call, resuming a session where the other side allows it.
    Resumed,
}

impl fmt::Display for Load {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.handshakes {
            Handshakes::Once => "keep-alive",
            Handshakes::Full => "full handshake",
            Handshakes::Resumed => "resumed handshake",
        };
        write!(out, "{} KB, {} connections, {kind}", self.bytes >> 10, self.connections)
    }
}

/// What one turn of one part gave.
#[derive(Clone, Debug, Default)]
pub(crate) struct Turn {
    pub(crate) calls_a_second: f64,
    pub(crate) p50: Duration,
    pub(crate) p99: Duration,
    /// Time on a processor for one call, in microseconds; 0 without anything in between.
    pub(crate) proxy_cpu: f64,
    /// The same of client and backend together.
    pub(crate) ends_cpu: f64,
    pub(crate) failed: usize,
    pub(crate) resumed: usize,
    pub(crate) calls: usize,
}

#[derive(Default)]
struct Tally {
    times: Vec<Duration>,
    failed: usize,
    resumed: usize,
}

/// As many threads as there are processors.
pub(crate) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Loads a part for a time.
pub(crate) fn turn(load: &Load, part: &Part, backend: &Part, duration: Duration) -> Outcome<Turn> {
    let config = Arc::new(part.material.client(load.handshakes == Handshakes::Resumed)?);
    let request = Arc::new(request(load.bytes));
    let cpu = |process: Option<Process>| process.map_or(Ok(0.0), Process::cpu);
    let ends = || Ok::<_, Box<dyn Error + Send + Sync>>(Process::own().cpu_alone()? + cpu(backend.process)?);
    let (ends_before, proxy_before, begun) = (ends()?, cpu(part.process)?, Instant::now());
    let workers: Vec<_> = (0..threads())
        .map(|worker| {
            let own = (load.connections + threads() - 1 - worker) / threads();
            let (load, config, request, address) =
                (load.clone(), Arc::clone(&config), Arc::clone(&request), part.address);
            std::thread::spawn(move || work(&load, own, &config, &request, address, begun + duration))
        })
        .collect();
    let mut tally = Tally::default();
    for worker in workers {
        let own = worker.join().map_err(|_| "a worker panicked")??;
        tally.times.extend(own.times);
        tally.failed += own.failed;
        tally.resumed += own.resumed;
    }
    let took = begun.elapsed().as_secs_f64();
    let (ends_cpu, proxy_cpu) = (ends()? - ends_before, cpu(part.process)? - proxy_before);
    Ok(summary(tally, took, proxy_cpu, ends_cpu))
}

fn summary(mut tally: Tally, took: f64, proxy_cpu: f64, ends_cpu: f64) -> Turn {
    tally.times.sort_unstable();
    let calls = tally.times.len();
    let at = |hundredth: usize| tally.times.get(calls * hundredth / 100).copied().unwrap_or_default();
    let each = |seconds: f64| seconds * 1e6 / calls.max(1) as f64;
    Turn {
        calls_a_second: calls as f64 / took,
        p50: at(50),
        p99: at(99),
        proxy_cpu: each(proxy_cpu),
        ends_cpu: each(ends_cpu),
        failed: tally.failed,
        resumed: tally.resumed,
        calls,
    }
}

fn work(
    load: &Load,
    connections: usize,
    config: &Arc<ClientConfig>,
    request: &Arc<Vec<u8>>,
    address: SocketAddr,
    end: Instant,
) -> Outcome<Tally> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let tasks = tokio::task::LocalSet::new();
    let handshakes = load.handshakes;
    tasks.block_on(&runtime, async {
        let tasks: Vec<_> = (0..connections)
            .map(|_| {
                let (config, request) = (Arc::clone(config), Arc::clone(request));
                tokio::task::spawn_local(calls(handshakes, config, request, address, end))
            })
            .collect();
        let mut tally = Tally::default();
        for task in tasks {
            let own = task.await?;
            tally.times.extend(own.times);
            tally.failed += own.failed;
            tally.resumed += own.resumed;
        }
        Ok(tally)
    })
}

async fn calls(
    handshakes: Handshakes,
    config: Arc<ClientConfig>,
    request: Arc<Vec<u8>>,
    address: SocketAddr,
    end: Instant,
) -> Tally {
    let mut tally = Tally::default();
    let mut kept = None;
    while Instant::now() < end {
        let begun = Instant::now();
        let connection = match kept.take() {
            Some(connection) => Ok(connection),
            None => Connection::open(&config, address).await,
        };
        let called = match connection {
            Ok(mut connection) => connection.call(&request).await.map(|()| connection),
            Err(error) => Err(error),
        };
        match called {
            Ok(connection) => {
                tally.times.push(begun.elapsed());
                tally.resumed += usize::from(connection.is_resumed());
                kept = (handshakes == Handshakes::Once).then_some(connection);
            }
            Err(_) => tally.failed += 1,
        }
    }
    tally
}

/// So many calls of so many bytes, one after the other on one connection.
pub(crate) fn calls_in_turn(number: usize, bytes: usize, part: &Part) -> Outcome<()> {
    let config = Arc::new(part.material.client(false)?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut connection = Connection::open(&config, part.address).await?;
        let request = request(bytes);
        for _ in 0..number {
            connection.call(&request).await?;
        }
        Ok(())
    })
}

/// A connection to a part.
pub(crate) struct Connection {
    stream: TlsStream<TcpStream>,
    reader: Reader,
}

impl Connection {
    pub(crate) async fn open(config: &Arc<ClientConfig>, address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let name = ServerName::try_from("localhost")?;
        let stream = TlsConnector::from(Arc::clone(config)).connect(name, stream).await?;
        Ok(Self {
            stream,
            reader: Reader::default(),
        })
    }

    pub(crate) async fn call(&mut self, request: &[u8]) -> Outcome<()> {
        self.stream.write_all(request).await?;
        self.stream.flush().await?;
        match self.reader.message(&mut self.stream).await? {
            Some(head) if head.first_line().starts_with("HTTP/1.1 200") => Ok(()),
            Some(head) => Err(head.first_line().into()),
            None => Err("closed".into()),
        }
    }

    /// Sends a request and takes whatever comes.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> Received {
        let sent = async {
            self.stream.write_all(request).await?;
            self.stream.flush().await
        };
        match sent.await {
            Ok(()) => self.reader.received(&mut self.stream).await,
            Err(error) => Received::nothing(error.into()),
        }
    }

    /// Takes what comes without having been asked for.
    pub(crate) async fn listen(&mut self) -> Received {
        self.reader.received(&mut self.stream).await
    }

    /// The certificate that the other side has shown.
    pub(crate) fn certificate(&self) -> Option<&CertificateDer<'static>> {
        self.stream.get_ref().1.peer_certificates()?.first()
    }

    fn is_resumed(&self) -> bool {
        self.stream.get_ref().1.handshake_kind() == Some(HandshakeKind::Resumed)
    }
}
