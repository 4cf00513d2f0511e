//! What an outbox decides before and after a delivery. The deliveries themselves are in `tests/frikort/outbox.rs`.

use chrono::{DateTime, Utc};
use rivta_soap::identity::{County, PersonIdentity, oid};
use rivta_soap::time::FixedClock;
use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::config::Configuration;
use crate::store::{StoredActor, StoredRequest};

fn now() -> DateTime<Utc> {
    "2026-05-10T10:00:00Z".parse().unwrap()
}

fn tolvan() -> PersonIdentity {
    PersonIdentity::from_root_extension(oid::PERSONNUMMER, "191212121212").unwrap()
}

fn request(producer: &str) -> StoredRequest {
    StoredRequest {
        request_id: Uuid::new_v4().to_string(),
        county: County::by_code("13").unwrap(),
        patient: tolvan(),
        actor: StoredActor::Citizen(tolvan()),
        response_address: LogicalAddress::new(producer).unwrap(),
        correlation_id: "trace-1".to_owned(),
    }
}

fn regions(connection: &str) -> Regions {
    let configuration: Configuration = toml::from_str(&format!(
        "store = \"frikort.sqlite\"\nconnection = \"{connection}\"\n[[regions]]\ncounty_code = \"13\"\n\
         name = \"Region Halland\"\nhsa_id = \"SE2321000115-H000\"\nlogical_addresses = [\"13\"]\n"
    ))
    .unwrap();
    Regions::from_configuration(&configuration).unwrap()
}

/// An outbox of so many senders whose deliveries never end.
async fn outbox(folder: &TempDir, senders: usize) -> Arc<Outbox<impl Deliver>> {
    let deliver = |_: Delivery| std::future::pending::<Result<ProcessExemptionStatusesResponseType, Undelivered>>();
    Arc::new(Outbox {
        store: Store::open(&folder.path().join("frikort.sqlite")).await.unwrap(),
        regions: Arc::new(regions("direct")),
        clock: Arc::new(FixedClock::at(now())),
        configuration: OutboxConfiguration {
            senders,
            ..OutboxConfiguration::default()
        },
        wake: Arc::default(),
        deliver,
        stopping: AtomicBool::new(false),
    })
}

#[tokio::test]
async fn no_more_senders_are_at_work_than_the_configuration_lets() {
    for (senders, expected) in [(0, 1), (1, 1), (2, 2), (5, 3)] {
        let folder = TempDir::new().unwrap();
        let outbox = outbox(&folder, senders).await;
        for producer in ["A", "A", "B", "C"] {
            outbox.store.accept(&request(producer), now()).await.unwrap();
        }
        let mut at_work = Senders::default();
        for _ in 0..2 {
            outbox.start_senders(&mut at_work).await;
            assert_eq!(at_work.producers.len(), expected, "{senders}");
        }
    }
}

#[tokio::test]
async fn the_outbox_rests_until_the_first_disclosure_is_due_and_a_minute_at_most() {
    let folder = TempDir::new().unwrap();
    let outbox = outbox(&folder, 1).await;
    let mut senders = Senders::default();
    assert_eq!(outbox.start_senders(&mut senders).await, REST);
    for (due_in, rest) in [(90, 60), (7, 7)] {
        let due = now() + TimeDelta::seconds(due_in);
        outbox.store.accept(&request("A"), due).await.unwrap();
        assert_eq!(outbox.start_senders(&mut senders).await, Duration::from_secs(rest));
    }
    assert!(senders.producers.is_empty());
}

#[tokio::test]
async fn what_was_delivered_is_looked_through_every_hour_while_the_outbox_runs() {
    let folder = TempDir::new().unwrap();
    let clock = FixedClock::at(now());
    let (wake, delivered) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let told = Arc::clone(&delivered);
    let outbox = Outbox {
        store: Store::open(&folder.path().join("frikort.sqlite")).await.unwrap(),
        regions: Arc::new(regions("direct")),
        clock: Arc::new(clock.clone()),
        configuration: OutboxConfiguration::default(),
        wake: Arc::clone(&wake),
        deliver: move |_: Delivery| {
            told.notify_one();
            async {
                Ok(ProcessExemptionStatusesResponseType {
                    result_code: ResultCodeEnum::Ok,
                    result_text: None,
                    any: Vec::new(),
                })
            }
        },
        stopping: AtomicBool::new(false),
    };
    let store = outbox.store.clone();
    store.accept(&request("A"), now()).await.unwrap();
    let running = tokio::spawn(outbox.run(std::future::pending()));
    delivered.notified().await;
    let held = async |expected: u64| {
        while store.request_counts().await.unwrap().delivered != expected {
            tokio::task::yield_now().await;
        }
    };
    held(1).await;
    clock.advance(TimeDelta::days(30) + TimeDelta::seconds(1));
    wake.notify_one();
    tokio::time::timeout(Duration::from_secs(30), held(0))
        .await
        .expect("forgotten");
    running.abort();
}

#[test]
fn an_agent_names_the_region_it_delivers_for_and_a_region_itself_names_nobody() {
    let due = DueRequest {
        key: 1,
        attempts: 0,
        request: request("A"),
    };
    let named = |connection: &str| {
        let regions = regions(connection);
        let region = regions.by_county("13").unwrap();
        let disclosure = disclose(&due.request, region, &crate::store::PersonRecord::default(), now()).unwrap();
        let delivery = delivery(&due, region, disclosure);
        delivery.acting_on_behalf_of.map(|region| region.as_str().to_owned())
    };
    assert_eq!(named("agent").as_deref(), Some("SE2321000115-H000"));
    assert_eq!(named("direct"), None);
}

#[test]
fn long_numbers_of_an_answer_are_masked_and_long_answers_cut() {
    assert_eq!(masked("rule002 för 19121212-1212"), "rule002 för ********-****");
    assert_eq!(masked("121212 1212, 12 av 13"), "****** ****, 12 av 13");
    // A birth date is six digits, a logical address and a status are fewer.
    assert_eq!(masked("född 121212"), "född ******");
    assert_eq!(masked("kod 12121"), "kod 12121");
    assert_eq!(masked(&"a".repeat(1000)).len(), ANSWER_KEPT);
}
