//! Sections 1.11 and 1.12: the catalogue's copy, status, health, figures and reset.

use http::StatusCode;
use rivta_aggregator::config::{Operation, ServiceSettings};
use rivta_aggregator::{Aggregator, Configuration};

use crate::stage::{Stage, catalog, permissions, route};

fn with_operation(configuration: &mut Configuration) {
    configuration.operation = Some(Operation {
        listen: "127.0.0.1:0".parse().unwrap(),
    });
}

async fn page(stage: &Stage, path: &str) -> (StatusCode, String) {
    let reply = stage
        .get(&format!("http://{}{path}", stage.aggregator.operation_addr().unwrap()))
        .await;
    (reply.status, reply.text)
}

#[tokio::test]
async fn section_1_12_status_in_the_incumbents_words() {
    let stage = Stage::with(with_operation, permissions(&["A", "B"])).await;
    let (status, text) = page(&stage, "/status?memory").await;
    let told: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(status, StatusCode::OK);
    assert_eq!(told["ServiceStatus"], "Started");
    assert_eq!(told["TakCacheInitialized"], "true");
    let reset = told["TakCacheResetInfo"].as_str().unwrap();
    assert!(
        reset.starts_with("Date:") && reset.ends_with("Status:REFRESH_OK vagval:4 behorigheter:4"),
        "{reset}"
    );
    assert!(
        told["Endpoints"][0]
            .as_str()
            .unwrap()
            .ends_with("/GetAggregatedRequestExemptionStatuses/service/v1")
    );
    assert_eq!(
        told["ServiceImplementations"][0],
        "GetAggregatedRequestExemptionStatuses-v1"
    );
    for key in [
        "Name",
        "Version",
        "BuildTime",
        "Uptime",
        "ManagementName",
        "JavaVersion",
        "CamelVersion",
        "ResidentMemory",
    ] {
        assert!(told[key].is_string(), "{key}");
    }
}

#[tokio::test]
async fn section_1_12_health_figures_and_unknown_pages() {
    let stage = Stage::with(with_operation, permissions(&["*"])).await;
    stage.posts(&["A"]);
    stage.ask().await.records();
    stage.send(&[], "").await.fault();
    assert_eq!(page(&stage, "/health/liveness").await.0, StatusCode::OK);
    let (status, health) = page(&stage, "/actuator/health").await;
    assert!(status == StatusCode::OK && health.contains("\"takCache\""), "{health}");
    let (_, figures) = page(&stage, "/metrics").await;
    let name = "GetAggregatedRequestExemptionStatuses-v1";
    for line in [
        format!("rivta_aggregator_calls_total{{service=\"{name}\",outcome=\"answered\"}} 1"),
        "rivta_aggregator_calls_total{service=\"unknown\",outcome=\"message\"} 1".to_owned(),
        format!("rivta_aggregator_sources_total{{service=\"{name}\",outcome=\"answered\"}} 1"),
    ] {
        assert!(figures.contains(&line), "{line}\n{figures}");
    }
    assert_eq!(page(&stage, "/nothing").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn section_1_11_a_catalogue_without_rows_for_a_service_is_a_failure() {
    let other =
        "[[route]]\nreceiver = \"A\"\ncontract = \"urn:other\"\naddress = \"https://a/\"\nprofile = \"RIVTABP21\"\n";
    for rows in [String::new(), other.to_owned(), route("A")] {
        let stage = Stage::with(with_operation, rows).await;
        stage.posts(&["A"]);
        assert!(stage.ask().await.records().is_empty(), "every hit is without rights");
        let (status, health) = page(&stage, "/health").await;
        assert!(
            status == StatusCode::SERVICE_UNAVAILABLE && health.contains("REFRESH_FAILED"),
            "{health}"
        );
        // A good one later is taken into use, and a bad one after it is not.
        stage
            .aggregator
            .replace_catalog(catalog(&permissions(&["A"])))
            .await
            .unwrap();
        assert_eq!(stage.ask().await.records().len(), 1);
        stage.aggregator.replace_catalog(catalog("")).await.unwrap();
        assert_eq!(stage.ask().await.records().len(), 1);
        assert!(page(&stage, "/health").await.1.contains("REUSING_EXISTING_CACHE"));
    }
}

#[tokio::test]
async fn section_1_12_a_reset_reads_the_file_anew() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("catalogue.toml");
    let write = |receiver: &str| {
        std::fs::write(&file, format!("environment = \"test\"\n{}", permissions(&[receiver]))).unwrap();
    };
    write("B");
    let path = file.clone();
    let configure = |configuration: &mut Configuration| {
        with_operation(configuration);
        configuration.catalog = Some(path);
        // Only the reset reads it.
        configuration.catalog_interval = std::time::Duration::from_hours(1);
    };
    let stage = Stage::with(configure, String::new()).await;
    stage.posts(&["A"]);
    assert!(stage.ask().await.records().is_empty());
    write("A");
    let (status, lines) = page(&stage, "/resetcache").await;
    assert_eq!(status, StatusCode::OK);
    for line in [
        "Init TAK cache loaded number of permissions: 2",
        "Init TAK cache loaded number of virtualizations: 2",
        "Init done, was successful: true",
    ] {
        assert_eq!(lines.matches(line).count(), 1, "{lines}");
    }
    assert_eq!(stage.ask().await.records().len(), 1);
    std::fs::write(&file, "nonsense").unwrap();
    let (status, lines) = page(&stage, "/resetcache").await;
    assert!(
        status == StatusCode::OK && lines.contains("Will continue to use already loaded TAK data"),
        "{lines}"
    );
    assert_eq!(stage.ask().await.records().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_used_is_told_at_the_start() {
    let stage = Stage::open().await;
    let file = |name: &str| stage.file(name);
    let tls = rivta_aggregator::config::Tls {
        certificate: file("aggregator.pem"),
        key: file("aggregator-key.pem"),
        trust: file("ca.pem"),
        revocation_lists: Vec::new(),
    };
    let listen = "127.0.0.1:0".parse().unwrap();
    let good = Configuration::new(rivta_catalog::Environment::Test, listen, stage.url(), tls);
    Aggregator::new(good.clone()).check().unwrap();
    let wrong = |configure: &dyn Fn(&mut Configuration)| {
        let mut configuration = good.clone();
        configure(&mut configuration);
        Aggregator::new(configuration).check().unwrap_err().to_string()
    };
    assert!(wrong(&|it| "nowhere".clone_into(&mut it.platform)).contains("`platform`"));
    assert!(wrong(&|it| "a\nb".clone_into(&mut it.instance_id)).contains("`instance_id`"));
    assert!(wrong(&|it| it.catalog = Some(file("none.toml"))).contains("none.toml"));
    assert!(wrong(&|it| it.tls.key = file("none.pem")).contains("none.pem"));
    std::fs::write(file("other.toml"), "environment = \"production\"\n").unwrap();
    assert!(wrong(&|it| it.catalog = Some(file("other.toml"))).contains("must not be mixed"));
    let service = |name: &str, categories: &[&str]| ServiceSettings {
        name: name.to_owned(),
        categories: Some(categories.iter().map(|category| (*category).to_owned()).collect()),
        ..ServiceSettings::default()
    };
    assert!(wrong(&|it| it.service.push(service("None", &[]))).contains("no such service"));
    let several = service("GetAggregatedVisits-v1", &["a", "B"]);
    assert!(wrong(&|it| it.service.push(several.clone())).contains("lower case"));
}
