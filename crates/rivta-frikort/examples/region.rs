//! A region's card system in one file: a producer that receives requests, and the outbox that answers them.
//!
//! ```text
//! region <configuration.toml> <folder with ca.pem, region.pem, region-key.pem> <URL of the platform> [hold]
//! ```
//!
//! It writes `listening <address>`, and `sending` and `accepted` around each delivery. With `hold` set to one of
//! these two words it writes the word and then does nothing more with that delivery: the place where a test
//! kills it.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use rivta_consumer::{Consumer, Endpoint, OriginalConsumer, Trust};
use rivta_frikort::{CardSystem, Configuration, Deliver, Delivery, Platform};
use rivta_producer::{ClientTrust, Producer};
use rivta_soap::time::SystemClock;

type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [configuration, pki, platform, rest @ ..] = arguments.as_slice() else {
        return Err("usage: region <configuration.toml> <pki folder> <platform URL> [hold]".into());
    };
    let configuration: Configuration = toml::from_str(&std::fs::read_to_string(configuration)?)?;
    let system = CardSystem::open(&configuration, Arc::new(SystemClock)).await?;
    let (authority, certificate, key) = files(pki.as_ref());

    let producer = Producer::listening_on("127.0.0.1:0".parse()?)
        .identified_by(rivta_producer::Identity::from_pem_files(&certificate, &key)?)
        .admitting(ClientTrust::from_pem_file(&authority)?);
    let running = system.mount(producer).start().await?;
    say(&format!("listening {}", running.local_addr()))?;

    let consumer = Consumer::to(Endpoint::base(platform)?)
        .trusting(Trust::from_pem_file(&authority)?)
        .identified_by(rivta_consumer::Identity::from_pem_files(&certificate, &key)?)
        .on_behalf_of(OriginalConsumer::FromCertificate)
        .build()?;
    let (platform, hold) = (Arc::new(Platform::new(consumer)), rest.first().cloned());
    let deliver = move |delivery: Delivery| {
        let (platform, hold) = (Arc::clone(&platform), hold.clone());
        async move {
            reach("sending", hold.as_deref()).await;
            let answer = platform.deliver(delivery).await;
            if answer.is_ok() {
                reach("accepted", hold.as_deref()).await;
            }
            answer
        }
    };
    let shutdown = async { tokio::signal::ctrl_c().await.unwrap_or_default() };
    system.run_outbox(deliver, shutdown).await?;
    running.shutdown().await;
    system.close().await;
    Ok(())
}

fn files(pki: &Path) -> (std::path::PathBuf, std::path::PathBuf, std::path::PathBuf) {
    (pki.join("ca.pem"), pki.join("region.pem"), pki.join("region-key.pem"))
}

async fn reach(place: &str, hold: Option<&str>) {
    // Nobody left to read it is no reason to stop delivering.
    let _ = say(place);
    if hold == Some(place) {
        std::future::pending::<()>().await;
    }
}

fn say(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}
