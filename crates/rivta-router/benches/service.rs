//! A catalogue of national size fetched from the service `SokVagvalsInfo`: how long it takes and what it costs in memory.
//!
//! 100,000 routes and 500,000 permissions. A second process, which is this program again, serves them, so that the
//! figures are the client's alone. They are told on Linux only.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::Ipv4Addr;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use rivta_catalog::{Catalog, Environment, Permission, Route, Validity};
use rivta_pki::{Authority, Folder, Subject};
use rivta_router::catalogue_server::{self, Provider};
use rivta_router::config::{CatalogueService, Tls};
use rivta_router::{CatalogueSource, Configuration};
use rivta_soap::time::{Clock, SystemClock};

const ROUTES: usize = 100_000;
const PERMISSIONS: usize = 500_000;
const SERVE: &str = "serve";

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    if std::env::args().any(|argument| argument == SERVE) {
        runtime.block_on(serve());
        return;
    }
    let mut server = Command::new(std::env::current_exe().unwrap())
        .arg(SERVE)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut url = String::new();
    BufReader::new(server.stdout.take().unwrap())
        .read_line(&mut url)
        .unwrap();
    runtime.block_on(fetch(url.trim()));
    server.kill().unwrap();
    server.wait().unwrap();
}

/// Serves until the other process ends.
async fn serve() {
    let catalog = Arc::new(catalog());
    let provider: Provider = Arc::new(move || Some(Arc::clone(&catalog)));
    let address = (Ipv4Addr::LOCALHOST, 0).into();
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let running = catalogue_server::serve(address, provider, clock).await.unwrap();
    println!("http://{}/tak-services/SokVagvalsInfo/v2", running.local_addr());
    let end = || std::io::stdin().read_to_end(&mut Vec::new());
    tokio::task::spawn_blocking(end).await.unwrap().unwrap();
}

async fn fetch(url: &str) {
    let place = tempfile::tempdir().unwrap();
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let source = configuration(place.path(), url, clock.as_ref())
        .catalogue_source(&clock)
        .unwrap();
    println!("before: in use {}", memory("VmRSS"));
    let started = Instant::now();
    let catalog = source.load().await.unwrap().catalog.unwrap();
    println!(
        "SokVagvalsInfo over HTTP: {} routes and {} permissions in {:.2?}, serving included; in use {}, peak {}",
        catalog.route_count(),
        catalog.permission_count(),
        started.elapsed(),
        memory("VmRSS"),
        memory("VmHWM"),
    );
}

fn configuration(place: &std::path::Path, url: &str, clock: &dyn Clock) -> Configuration {
    let authority = Authority::new("bench", clock.now()).unwrap();
    let pki = Folder::create(place).unwrap();
    pki.write_authority(&authority).unwrap();
    let subject = Subject::new("router", "SE5565594230-ROUTER");
    let own = authority
        .issue(&subject, rivta_pki::Validity::current(clock.now()))
        .unwrap();
    pki.write_certificate("router", &own).unwrap();
    let tls = Tls {
        certificate: place.join("router.pem"),
        key: place.join("router-key.pem"),
        trust: place.join("ca.pem"),
        ..Tls::default()
    };
    let mut configuration = Configuration::new(Environment::Test, (Ipv4Addr::LOCALHOST, 0).into(), tls);
    configuration.addressing.service = Some(CatalogueService {
        url: url.to_owned(),
        local_copy: Some(place.join("copy.xml")),
        user_agent: "bench".to_owned(),
        total_timeout: std::time::Duration::from_mins(2),
    });
    configuration
}

fn catalog() -> Catalog {
    let routes = (0..ROUTES).map(|number| Route {
        receiver: receiver(number),
        contract: contract(number),
        address: format!(
            "https://region{:03}.example.org/services/{}",
            number % 400,
            number % 300
        )
        .into(),
        profile: "RIVTABP21".into(),
        validity: Validity::ALWAYS,
    });
    let permissions = (0..PERMISSIONS).map(|number| Permission {
        receiver: receiver(number % ROUTES),
        contract: contract(number % ROUTES),
        sender: format!(
            "SE{:010}-C{:03X}",
            5_560_000_000_usize + number * 7 % 2000,
            number * 7 % 2000
        )
        .into(),
        validity: Validity::ALWAYS,
        filters: Arc::default(),
    });
    Catalog::new(Environment::Test, routes, permissions)
}

fn receiver(number: usize) -> Arc<str> {
    format!("SE{:010}-{:04X}", 2_321_000_000 + number / 50, number % 50).into()
}

fn contract(number: usize) -> Arc<str> {
    let (domain, interaction) = (number % 40, number % 300);
    format!("urn:riv:clinicalprocess:healthcond:domain{domain:02}:GetInteraction{interaction:03}Responder:1").into()
}

fn memory(field: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(field));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.map_or_else(|| "unknown".to_owned(), |kilobytes| format!("{} MB", kilobytes / 1000))
}
