//! docs/guides/run-the-platform.md, done as it says: its commands, its catalogue and its configuration.

use std::path::Path;

use http::{Method, Request, StatusCode};
use rivta_router::Configuration;
use rivta_router::config::{ConsumerLimits, Forwarded, HeaderRules, Instance, ProducerCalls, Sender};

use crate::stage::{CALL, channel, producer, run, send, start};

fn guide() -> String {
    std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/guides/run-the-platform.md"
    ))
    .unwrap()
}

/// The text of the block that begins with this line.
fn block<'a>(guide: &'a str, first: &str) -> &'a str {
    let (_, rest) = guide
        .split_once(&format!("```{first}\n"))
        .unwrap_or_else(|| panic!("no block {first}"));
    rest.split_once("\n```").unwrap().0
}

#[test]
fn the_configuration_shows_every_key_with_its_default() {
    let guide = guide();
    let shown = Configuration::from_toml(block(&guide, "toml router.toml"), "router.toml").unwrap();
    let Configuration { mut producer, .. } = shown.clone();
    assert_eq!((producer.timeout.len(), producer.tls.len()), (1, 1));
    producer.timeout.clear();
    producer.tls.clear();
    assert_eq!(producer, ProducerCalls::default());
    assert_eq!(shown.consumer, ConsumerLimits::default());
    assert_eq!(shown.instance, Instance::default());
    assert_eq!(shown.sender, Sender::default());
    assert_eq!(shown.forwarded, Forwarded::default());
    assert_eq!(shown.headers, HeaderRules::default());
    let plain = shown.plain.unwrap();
    assert_eq!(plain, rivta_router::config::Plain::new(plain.listen));
    assert_eq!(shown.addressing.rules, rivta_catalog::Rules::default());
    let service = whole_with(&guide, "toml service");
    assert!(service.addressing.service.is_some());
    // The tables for a limited time are understood beside it.
    let read = whole_with(&guide, "toml");
    assert_eq!((read.payload_log.len(), read.disturbance.len()), (1, 1));
}

#[test]
fn the_platforms_file_can_be_used_and_shows_every_key_of_the_aggregator() {
    let (guide, place) = (guide(), tempfile::tempdir().unwrap());
    let folder = place.path();
    let whole = block(&guide, "toml platform.toml");
    let pki = guide
        .lines()
        .map(str::trim)
        .find(|line| line.contains("--party aggregator"))
        .unwrap();
    let (is_done, said) = run(folder, pki);
    assert!(is_done, "{said}");
    std::fs::write(folder.join("platform.toml"), whole).unwrap();
    std::fs::write(folder.join("catalogue.toml"), block(&guide, "toml catalogue.toml")).unwrap();
    let (is_fine, said) = run(folder, "rivta platform check platform.toml");
    assert!(is_fine && said.ends_with("the platform can be started\n"), "{said}");
    // What keeps the parts from finding each other is told.
    let silent = whole.replace("senders = [\"SE5565594230-AGGREGATOR\"]", "senders = []");
    std::fs::write(folder.join("platform.toml"), silent).unwrap();
    let (is_fine, said) = run(folder, "rivta platform check platform.toml");
    assert!(!is_fine && said.contains("`router.parts.senders` is empty"), "{said}");

    let tables: toml::Table = whole.parse().unwrap();
    let text = toml::to_string(&tables["aggregator"]).unwrap();
    let shown = rivta_aggregator::Configuration::from_toml(&text, "aggregator.toml").unwrap();
    let mut expected = rivta_aggregator::Configuration::new(
        shown.environment,
        shown.listen,
        shown.platform.clone(),
        shown.tls.clone(),
    );
    expected.callers.clone_from(&shown.callers);
    expected.catalog.clone_from(&shown.catalog);
    expected.operation.clone_from(&shown.operation);
    expected.service.clone_from(&shown.service);
    // These two follow from other keys unless they are given.
    expected.index.url = Some(shown.platform.clone());
    expected.index.sender_id = Some(shown.instance_id.clone());
    assert_eq!(shown, expected);
}

/// The configuration with another block behind it.
fn whole_with(guide: &str, first: &str) -> Configuration {
    let whole = format!("{}\n{}", block(guide, "toml router.toml"), block(guide, first));
    Configuration::from_toml(&whole, "router.toml").unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_guide_works_as_it_says() {
    let (guide, place) = (guide(), tempfile::tempdir().unwrap());
    let folder = place.path();
    let commands: Vec<&str> = guide.lines().filter(|line| line.starts_with("rivta ")).collect();
    let [pki, check, serve] = commands.as_slice() else {
        panic!("{commands:?}")
    };
    let (is_done, said) = run(folder, pki);
    assert!(is_done, "{said}");
    let producer = producer(folder, |_| ()).await;
    let address = format!("https://localhost:{}/", producer.local_addr().port());
    let catalogue = block(&guide, "toml catalogue.toml").replace("https://localhost:9443/", &address);
    let catalogue = catalogue + "\n" + block(&guide, "toml rows");
    std::fs::write(folder.join("catalogue.toml"), catalogue).unwrap();
    let anywhere = ["20000", "8080", "8880", "8882"];
    let configuration = anywhere
        .iter()
        .fold(block(&guide, "toml router.toml").to_owned(), |text, port| {
            text.replace(&format!("127.0.0.1:{port}"), "127.0.0.1:0")
        });
    std::fs::write(folder.join("router.toml"), configuration).unwrap();

    // The folder for descriptions is missing: the check tells, and fails.
    let (is_fine, said) = run(folder, check);
    assert!(!is_fine && said.contains("wsdl"), "{said}");
    std::fs::create_dir(folder.join("wsdl")).unwrap();
    let (is_fine, said) = run(folder, check);
    assert!(is_fine && said.ends_with("the router can be started\n"), "{said}");

    let router = start(folder, serve);
    let channel = channel(folder);
    let url = format!("https://{}/vp", router.tls.replace("127.0.0.1", "localhost"));
    let call = Request::post(&url).header("content-type", "text/xml");
    assert_eq!(send(&channel, call, CALL).await, (StatusCode::OK, "<ok/>".to_owned()));
    let pem = std::fs::read_to_string(folder.join("pki/consumer.pem"))
        .unwrap()
        .replace('\n', " ");
    let call = Request::post(format!("http://{}/vp", router.plain)).header("x-vp-auth-cert", pem.trim());
    assert_eq!(send(&channel, call, CALL).await, (StatusCode::OK, "<ok/>".to_owned()));
    for (method, path, expected) in [
        (Method::GET, "/actuator/health/readiness", "\"UP\""),
        (Method::GET, "/status", "\"ServiceStatus\": \"Started\""),
        (Method::GET, "/metrics", "outcome=\"answered\",code=\"\"} 2"),
        (Method::POST, "/reset", "was successful: true"),
    ] {
        let request = Request::builder()
            .method(method)
            .uri(format!("http://{}{path}", router.operation));
        let (status, page) = send(&channel, request, "").await;
        assert!(status == StatusCode::OK && page.contains(expected), "{path}: {page}");
    }
    check_log(&log_of_two_calls(folder).await);
}

/// The log, which is written beside the calls, once it tells of the end of both.
async fn log_of_two_calls(folder: &Path) -> String {
    let told = async {
        loop {
            let log = std::fs::read_to_string(folder.join("log")).unwrap();
            if log.matches("\"event.action\":\"resp-out\"").count() >= 2 && log.ends_with('\n') {
                return log;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(10), told)
        .await
        .unwrap()
}

/// Section 8.2: each line is one object in the Elastic Common Schema.
fn check_log(log: &str) {
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of_calls = |line: &&serde_json::Value| line["event.module"] == "skltp-messages";
    let events: Vec<_> = lines.iter().filter(of_calls).collect();
    let actions: Vec<_> = events
        .iter()
        .map(|event| event["event.action"].as_str().unwrap())
        .collect();
    let good = ["req-in", "req-out", "resp-in", "resp-out"];
    assert_eq!(actions, [good, good].concat());
    for event in events {
        assert!(event["@timestamp"].as_str().unwrap().ends_with('Z'));
        assert_eq!(event["log.level"], "INFO");
        assert_eq!(event["event.category"], serde_json::json!(["web"]));
        assert_eq!(event["event.type"][0], "access");
        assert_eq!(event["labels.senderid"], "SE5565594230-CONSUMER");
        assert!(event["host.architecture"].is_string() && event["message"].is_string());
        let logger = event["log.logger"].as_str().unwrap();
        assert!(logger.starts_with("se.skl.tp.vp.logging.re"), "{logger}");
    }
}
