//! The outbox: delivery, sending again, parking.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::TimeDelta;
use rivta_contracts::financial_patientfees_exemption_1_0::enums::ResultCodeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatusesResponseType as Response;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatusesType;
use rivta_frikort::request::Received;
use rivta_frikort::{CardSystem, Configuration, Delivery, Error, Undelivered};
use rivta_soap::time::{Clock, FixedClock, SystemClock, format_date, swedish_date};
use tempfile::TempDir;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::scene::{LRID, citizen, configuration, fee, id, personnummer};

const ANNA: &str = "191212121212";
const PATIENCE: Duration = Duration::from_secs(20);

/// A delivery that reached the asker, who has to answer it.
struct Arrived {
    delivery: Delivery,
    answer: oneshot::Sender<Result<Response, Undelivered>>,
}

/// A card system with its outbox running, and the asker's end of it.
struct Running {
    system: CardSystem,
    arrivals: mpsc::Receiver<Arrived>,
    stop: oneshot::Sender<()>,
    outbox: JoinHandle<Result<(), Error>>,
    folder: TempDir,
}

impl Running {
    async fn new(outbox: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let configuration = configuration(&folder, outbox);
        let system = open(&configuration).await;
        let (arrived, arrivals) = mpsc::channel(16);
        let (stop, stopped) = oneshot::channel();
        let running = system.clone();
        let outbox = tokio::spawn(async move {
            let deliver = move |delivery| {
                let arrived = arrived.clone();
                async move {
                    let (answer, answered) = oneshot::channel();
                    arrived
                        .send(Arrived { delivery, answer })
                        .await
                        .map_err(|_| Undelivered::Connect)?;
                    answered.await.map_err(|_| Undelivered::Connect)?
                }
            };
            running
                .run_outbox(deliver, async { stopped.await.unwrap_or_default() })
                .await
        });
        Self {
            system,
            arrivals,
            stop,
            outbox,
            folder,
        }
    }

    async fn request(&self, number: u32, to: &str) {
        let mut request = citizen(number, personnummer(ANNA));
        request.response_logical_address = to.to_owned();
        self.receive("13", &request).await;
    }

    async fn receive(&self, address: &str, request: &RequestExemptionStatusesType) {
        let address = address.parse().unwrap();
        let received = Received {
            address: &address,
            correlation_id: "trace-1",
            request,
        };
        self.system.receive(&received).await.unwrap();
    }

    async fn arrival(&mut self) -> Arrived {
        tokio::time::timeout(PATIENCE, self.arrivals.recv())
            .await
            .expect("a delivery in time")
            .unwrap()
    }

    /// Stops the outbox, which first finishes what is under way. Nothing more may arrive.
    async fn stopped(self) -> (CardSystem, TempDir) {
        let Self {
            system,
            mut arrivals,
            stop,
            outbox,
            folder,
        } = self;
        stop.send(()).unwrap();
        tokio::time::timeout(PATIENCE, outbox)
            .await
            .expect("a stop in time")
            .unwrap()
            .unwrap();
        assert!(arrivals.recv().await.is_none(), "nothing else was sent");
        let counts = system.overview().await.unwrap().requests;
        assert_eq!(counts.waiting, 0);
        (system, folder)
    }
}

async fn open(configuration: &Configuration) -> CardSystem {
    CardSystem::open(configuration, Arc::new(SystemClock)).await.unwrap()
}

#[allow(clippy::unnecessary_wraps, reason = "what a delivery gives")]
fn answer(code: ResultCodeEnum) -> Result<Response, Undelivered> {
    Ok(Response {
        result_code: code,
        result_text: Some("rule002: 191212121212".to_owned()),
        any: Vec::new(),
    })
}

const FAST: &str = "first_pause_ms = 1\nlongest_pause_ms = 4\nattempts = 3\ntimeout_ms = 10000";

#[tokio::test]
async fn ok_and_info_are_deliveries_and_error_is_parked_and_none_is_sent_again() {
    for (code, delivered, parked) in [
        (ResultCodeEnum::Ok, 1, 0),
        (ResultCodeEnum::Info, 1, 0),
        (ResultCodeEnum::Error, 0, 1),
    ] {
        let mut running = Running::new(FAST).await;
        running.request(1, "ASKER").await;
        running.arrival().await.answer.send(answer(code)).unwrap();
        let (system, _folder) = running.stopped().await;
        let counts = system.overview().await.unwrap().requests;
        assert_eq!((counts.delivered, counts.parked), (delivered, parked));
        for request in system.parked(10).await.unwrap() {
            assert_eq!(request.reason, "the asker answered ERROR");
            assert_eq!(
                request.answer.as_deref(),
                Some("rule002: ************"),
                "no personal number for the operator"
            );
            assert_eq!((request.attempts, request.response_address.as_str()), (1, "ASKER"));
        }
    }
}

#[tokio::test]
async fn a_delivery_carries_address_trace_and_region() {
    let mut running = Running::new(FAST).await;
    running.receive("10", &citizen(7, personnummer(ANNA))).await;
    let arrived = running.arrival().await;
    assert_eq!(arrived.delivery.to.as_str(), "SE5565594230-1177");
    assert_eq!(arrived.delivery.correlation_id, "trace-1");
    assert_eq!(
        arrived.delivery.acting_on_behalf_of.as_ref().unwrap().as_str(),
        "SE2321000081-K000"
    );
    assert_eq!(
        arrived.delivery.message.request_id.root,
        "6f7c1d3e-0000-4000-8000-000000000007"
    );
    arrived.answer.send(answer(ResultCodeEnum::Ok)).unwrap();
    running.stopped().await;
}

#[tokio::test]
async fn faults_and_lost_connections_are_sent_again_with_the_same_id() {
    let mut running = Running::new(FAST).await;
    running.request(1, "ASKER").await;
    running.arrival().await.answer.send(Err(Undelivered::Fault)).unwrap();
    running.arrival().await.answer.send(Err(Undelivered::Connect)).unwrap();
    let third = running.arrival().await;
    assert_eq!(
        third.delivery.message.request_id.root,
        "6f7c1d3e-0000-4000-8000-000000000001"
    );
    third.answer.send(answer(ResultCodeEnum::Ok)).unwrap();
    let (system, _folder) = running.stopped().await;
    assert_eq!(system.overview().await.unwrap().requests.delivered, 1);
}

#[tokio::test]
async fn a_time_out_is_sent_again() {
    let mut running = Running::new("first_pause_ms = 1\ntimeout_ms = 20").await;
    running.request(1, "ASKER").await;
    let _never_answered = running.arrival().await;
    loop {
        // The next attempt may run into the short time-out too, before it is answered here.
        if running.arrival().await.answer.send(answer(ResultCodeEnum::Ok)).is_ok() {
            break;
        }
    }
    running.stopped().await;
}

#[tokio::test]
async fn after_the_last_attempt_a_request_is_parked_until_the_operator_releases_it() {
    let mut running = Running::new(FAST).await;
    running.request(1, "ASKER").await;
    for _ in 0..3 {
        running
            .arrival()
            .await
            .answer
            .send(Err(Undelivered::Unreadable))
            .unwrap();
    }
    let parked = async {
        loop {
            if let Some(parked) = running.system.parked(10).await.unwrap().pop() {
                break parked;
            }
            tokio::task::yield_now().await;
        }
    };
    let parked = tokio::time::timeout(PATIENCE, parked).await.expect("parked in time");
    assert_eq!(
        (parked.reason.as_str(), parked.attempts),
        ("no answer after the last attempt", 3)
    );
    running.system.release(parked.key).await.unwrap();
    running.arrival().await.answer.send(answer(ResultCodeEnum::Ok)).unwrap();
    let (system, _folder) = running.stopped().await;
    assert_eq!(system.overview().await.unwrap().requests.delivered, 1);
    assert!(matches!(system.release(parked.key).await, Err(Error::NotParked { .. })));
}

#[tokio::test]
async fn a_disclosure_that_breaks_a_rule_never_leaves() {
    let mut running = Running::new(FAST).await;
    let file = format!(
        "{}\n{}\n",
        crate::scene::FEES,
        fee("13", "a", (LRID, "X-17"), &recently(), "200")
    );
    running.system.import_fees(file.as_bytes(), |_| ()).await.unwrap();
    let mut lrid = citizen(1, personnummer(ANNA));
    lrid.patient_id = id(LRID, "X-17");
    running.receive("13", &lrid).await;
    // To the same asker, so it is sent after the first one has been dealt with.
    running.request(2, "SE5565594230-1177").await;
    let arrived = running.arrival().await;
    assert!(arrived.delivery.message.request_id.root.ends_with("02"));
    arrived.answer.send(answer(ResultCodeEnum::Ok)).unwrap();
    let (system, _folder) = running.stopped().await;
    let parked = system.parked(10).await.unwrap();
    assert_eq!(
        (parked[0].rules.as_slice(), parked[0].attempts),
        (["rule008".to_owned()].as_slice(), 0)
    );
    assert!(!format!("{parked:?}").contains("X-17"));
}

/// A day of the last twelve months on the machine's clock.
fn recently() -> String {
    format_date(swedish_date(SystemClock.now() - TimeDelta::days(3)))
}

#[tokio::test]
async fn one_sender_per_producer_and_a_silent_one_holds_up_no_other() {
    let mut running = Running::new(FAST).await;
    for number in 1..=4 {
        running.request(number, "SILENT").await;
        running.request(number + 10, "QUICK").await;
    }
    let (mut open, mut quick): (HashMap<String, Arrived>, usize) = (HashMap::new(), 0);
    while quick < 4 {
        let arrived = running.arrival().await;
        let to = arrived.delivery.to.to_string();
        if to == "QUICK" {
            quick += 1;
            arrived.answer.send(answer(ResultCodeEnum::Ok)).unwrap();
        } else {
            assert!(
                open.insert(to, arrived).is_none(),
                "never two at a time to one producer"
            );
        }
    }
    let first = match open.remove("SILENT") {
        Some(arrived) => arrived,
        None => running.arrival().await,
    };
    first.answer.send(answer(ResultCodeEnum::Ok)).unwrap();
    for _ in 0..3 {
        running.arrival().await.answer.send(answer(ResultCodeEnum::Ok)).unwrap();
    }
    let (system, _folder) = running.stopped().await;
    assert_eq!(system.overview().await.unwrap().requests.delivered, 8);
}

#[tokio::test]
async fn what_waited_when_the_process_ended_is_sent_by_the_next_one() {
    let folder = TempDir::new().unwrap();
    let configuration = configuration(&folder, FAST);
    let first = open(&configuration).await;
    let address = "13".parse().unwrap();
    let request = citizen(1, personnummer(ANNA));
    first
        .receive(&Received {
            address: &address,
            correlation_id: "c",
            request: &request,
        })
        .await
        .unwrap();
    first.close().await;

    let second = open(&configuration).await;
    let (sent, sending) = oneshot::channel();
    let sent = Arc::new(Mutex::new(Some(sent)));
    let deliver = move |_| {
        let sent = Arc::clone(&sent);
        async move {
            sent.lock().unwrap().take().expect("sent once").send(()).unwrap();
            answer(ResultCodeEnum::Ok)
        }
    };
    let until_sent = async { tokio::time::timeout(PATIENCE, sending).await.unwrap().unwrap() };
    second.run_outbox(deliver, until_sent).await.unwrap();
    assert_eq!(second.overview().await.unwrap().requests.delivered, 1);
}

#[tokio::test]
async fn two_processes_cannot_deliver_from_one_store() {
    let mut running = Running::new(FAST).await;
    running.request(1, "ASKER").await;
    let arrived = running.arrival().await;
    let nothing = |_: Delivery| async { Err(Undelivered::Connect) };
    let second = running.system.run_outbox(nothing, std::future::pending()).await;
    assert!(matches!(second, Err(Error::OutboxRunning { .. })));
    arrived.answer.send(answer(ResultCodeEnum::Ok)).unwrap();
    running.stopped().await;
}

#[tokio::test]
async fn delivered_requests_can_be_forgotten() {
    let mut running = Running::new(FAST).await;
    running.request(1, "ASKER").await;
    running.arrival().await.answer.send(answer(ResultCodeEnum::Ok)).unwrap();
    let (system, _folder) = running.stopped().await;
    assert_eq!(system.forget_delivered(TimeDelta::days(1)).await.unwrap(), 0);
    assert_eq!(system.forget_delivered(TimeDelta::seconds(-1)).await.unwrap(), 1);
    assert_eq!(system.overview().await.unwrap().requests.delivered, 0);
}

#[tokio::test]
async fn the_outbox_forgets_what_was_delivered_long_ago() {
    let mut running = Running::new(FAST).await;
    running.request(1, "ASKER").await;
    running.arrival().await.answer.send(answer(ResultCodeEnum::Ok)).unwrap();
    let (system, folder) = running.stopped().await;
    system.close().await;

    let in_31_days = FixedClock::at(SystemClock.now() + TimeDelta::days(31));
    let later = CardSystem::open(&configuration(&folder, FAST), Arc::new(in_31_days))
        .await
        .unwrap();
    let nothing = |_: Delivery| async { Err(Undelivered::Connect) };
    later.run_outbox(nothing, tokio::task::yield_now()).await.unwrap();
    assert_eq!(later.overview().await.unwrap().requests.delivered, 0);
}

#[cfg(unix)]
#[tokio::test]
async fn the_files_are_readable_by_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let system = open(&configuration(&folder, FAST)).await;
    let mut names = Vec::new();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", file.file_name());
        names.push(file.file_name());
    }
    assert!(
        names.contains(&"frikort.sqlite".into()) && names.contains(&"frikort.requests.sqlite".into()),
        "{names:?}"
    );
    system.close().await;
}
