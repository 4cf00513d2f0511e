//! Telling the engagement index: how much at a time, how often, and what becomes of a no.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rivta_consumer::{Consumer, Endpoint, OriginalConsumer, Trust};
use rivta_contracts::itintegration_engagementindex_1_0::core::{EngagementType, ResultCodeEnum};
use rivta_contracts::itintegration_engagementindex_1_0::update::{Update, UpdateResponseType};
use rivta_frikort::config::EngagementConfiguration;
use rivta_frikort::{CardSystem, Configuration, Error};
use rivta_pki::{Authority, FunctionCertificate, Subject, Validity};
use rivta_producer::{ClientTrust, Producer, RunningProducer};
use rivta_soap::Fault;
use rivta_soap::time::{Clock, FixedClock, SystemClock};
use tempfile::TempDir;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::scene::{FEES, IDENTITIES, LRID, TODAY, configuration, fee, instant, person, personnummer};

const PATIENCE: Duration = Duration::from_mins(1);
const ANNA: &str = "191212121212";

/// What the index says to an Update.
type Verdict = Result<ResultCodeEnum, ()>;
type Ending = JoinHandle<Result<(), Error>>;
type Judge = dyn Fn(&[Told]) -> Verdict + Send + Sync;

/// One transaction as it came, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    delete: bool,
    resident: String,
    source: String,
    moment: Option<String>,
}

/// A call as it came: its transactions, whom it was for, and the clock's time.
struct Arrived {
    told: Vec<Told>,
    to: String,
    principal: Option<String>,
    at: DateTime<Utc>,
}

struct Scene {
    folder: TempDir,
    clock: FixedClock,
    system: CardSystem,
    _index: RunningProducer,
    consumer: Arc<Consumer>,
    judge: Arc<Mutex<Box<Judge>>>,
    arrivals: mpsc::UnboundedReceiver<Arrived>,
    sender: Option<(oneshot::Sender<()>, Ending)>,
}

fn issue(authority: &Authority, hsa_id: &str) -> FunctionCertificate {
    let subject = Subject::new("localhost", hsa_id).at_hosts(&["localhost", "127.0.0.1"]);
    authority.issue(&subject, Validity::current(SystemClock.now())).unwrap()
}

fn with_index(folder: &TempDir, engagement: EngagementConfiguration) -> Configuration {
    Configuration {
        engagement_index: Some(engagement),
        ..configuration(folder, "")
    }
}

/// The rules' own pauses, looked at often: the clock stands still unless a test sets it.
fn impatient() -> EngagementConfiguration {
    EngagementConfiguration {
        look_ms: 5,
        ..EngagementConfiguration::default()
    }
}

impl Scene {
    async fn set(engagement: EngagementConfiguration) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = FixedClock::at(instant(TODAY));
        let authority = Authority::new("Test CA", SystemClock.now()).unwrap();
        let ca = authority.certificate_pem().as_bytes().to_vec();
        let (arrived, arrivals) = mpsc::unbounded_channel();
        let judge: Arc<Mutex<Box<Judge>>> = Arc::new(Mutex::new(Box::new(|_| Ok(ResultCodeEnum::Ok))));
        let own = issue(&authority, "INDEX");
        let identity =
            rivta_producer::Identity::from_pem(own.certificate_pem().as_bytes(), own.private_key_pem().as_bytes());
        let (judging, seen) = (Arc::clone(&judge), clock.clone());
        let index = Producer::listening_on("127.0.0.1:0".parse().unwrap())
            .identified_by(identity.unwrap())
            .admitting(ClientTrust::from_pem(&ca).unwrap())
            .handle::<Update, _, _>(move |call| {
                let transactions = call.request.engagement_transaction.into_iter();
                let told: Vec<_> = transactions.map(|one| told(one.delete_flag, &one.engagement)).collect();
                let verdict = (judging.lock().unwrap())(&told);
                let call = Arrived {
                    told,
                    to: call.logical_address.to_string(),
                    principal: call.acting_on_behalf_of.map(|principal| principal.to_string()),
                    at: seen.now(),
                };
                arrived.send(call).unwrap_or_default();
                std::future::ready(match verdict {
                    Ok(result_code) => Ok(UpdateResponseType {
                        result_code,
                        comment: Some("191212121212".to_owned()),
                        any: Vec::new(),
                    }),
                    Err(()) => Err(Fault::server("EI004: 191212121212")),
                })
            })
            .start()
            .await
            .unwrap();
        let own = issue(&authority, "REGION");
        let identity =
            rivta_consumer::Identity::from_pem(own.certificate_pem().as_bytes(), own.private_key_pem().as_bytes());
        let consumer = Consumer::to(Endpoint::base(&format!("https://{}", index.local_addr())).unwrap())
            .trusting(Trust::from_pem(&ca).unwrap())
            .identified_by(identity.unwrap())
            .on_behalf_of(OriginalConsumer::FromCertificate)
            .build()
            .unwrap();
        let configuration = with_index(&folder, engagement);
        let system = CardSystem::open(&configuration, Arc::new(clock.clone())).await.unwrap();
        let mut scene = Self {
            folder,
            clock,
            system,
            _index: index,
            consumer: Arc::new(consumer),
            judge,
            arrivals,
            sender: None,
        };
        scene.start();
        scene
    }

    fn start(&mut self) {
        let (stop, stopped) = oneshot::channel();
        let (system, consumer) = (self.system.clone(), Arc::clone(&self.consumer));
        let sender = tokio::spawn(async move {
            system
                .run_engagement(consumer, async { stopped.await.unwrap_or_default() })
                .await
        });
        self.sender = Some((stop, sender));
    }

    async fn stop(&mut self) {
        let (stop, sender) = self.sender.take().unwrap();
        stop.send(()).unwrap();
        sender.await.unwrap().unwrap();
    }

    fn judge(&self, judge: impl Fn(&[Told]) -> Verdict + Send + Sync + 'static) {
        *self.judge.lock().unwrap() = Box::new(judge);
    }

    async fn fees(&self, lines: &[String]) {
        let file = format!("{FEES}\n{}\n", lines.join("\n"));
        self.system.import_fees(file.as_bytes(), |_| ()).await.unwrap();
    }

    async fn arrival(&mut self) -> Arrived {
        timeout(PATIENCE, self.arrivals.recv())
            .await
            .expect("a call in time")
            .unwrap()
    }

    fn later(&self, by: TimeDelta) {
        self.clock.set(self.clock.now() + by);
    }

    /// Lets the clock run until the next call comes.
    async fn next_within(&mut self, step: TimeDelta) -> Arrived {
        let next = async {
            loop {
                if let Ok(arrived) = self.arrivals.try_recv() {
                    return arrived;
                }
                self.later(step);
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(PATIENCE, next).await.expect("a call in time")
    }

    /// Nothing waits to be told, and nothing more has come.
    async fn is_done(&mut self) {
        self.stop().await;
        assert!(self.arrivals.try_recv().is_err(), "nothing else was sent");
        for region in self.system.regions().iter() {
            assert_eq!(self.system.store().waiting_posts(region.county).await.unwrap(), 0);
        }
    }
}

fn told(delete: bool, engagement: &EngagementType) -> Told {
    assert_eq!(
        engagement.service_domain.as_str(),
        "riv:financial:patientfees:exemption"
    );
    assert_eq!(engagement.categorization, "fpe-es");
    assert_eq!(engagement.business_object_instance_identifier, "NA");
    assert_eq!(engagement.clinical_process_interest_id, "NA");
    assert_eq!(engagement.logical_address, engagement.source_system);
    assert_eq!(engagement.data_controller, engagement.source_system);
    assert_eq!(
        (&engagement.creation_time, &engagement.update_time, &engagement.owner),
        (&None, &None, &None)
    );
    Told {
        delete,
        resident: engagement.registered_resident_identification.as_str().to_owned(),
        source: engagement.source_system.clone(),
        moment: engagement
            .most_recent_content
            .as_ref()
            .map(|moment| moment.as_str().to_owned()),
    }
}

/// A test person of her own for each number below 9 000.
fn resident(number: usize) -> String {
    let (year, month, day) = (1920 + number / 300, 1 + number / 25 % 12, 1 + number % 25);
    person(&format!("{year}{month:02}{day:02}"), 980)
}

#[tokio::test]
async fn a_post_says_who_where_and_when_and_an_agent_for_whom() {
    let mut scene = Scene::set(impatient()).await;
    scene
        .fees(&[
            fee("13", "1", personnummer(ANNA), "20260401", "100"),
            fee("13", "2", personnummer(ANNA), "20260301", "100"),
            fee("10", "3", personnummer(ANNA), "20260201", "100"),
            fee("13", "4", (LRID, "X-17"), "20260401", "100"),
        ])
        .await;
    for _ in 0..2 {
        let call = scene.arrival().await;
        let (source, moment, principal) = match call.told[0].source.as_str() {
            "13" => ("13", "20260401120000", "SE2321000115-H000"),
            _ => ("10", "20260201120000", "SE2321000081-K000"),
        };
        assert_eq!(call.to, "5565594230");
        assert_eq!(call.principal.as_deref(), Some(principal));
        let expected = Told {
            delete: false,
            resident: ANNA.to_owned(),
            source: source.to_owned(),
            moment: Some(moment.to_owned()),
        };
        assert_eq!(
            call.told,
            [expected],
            "one post for each region, none for a local reserve id"
        );
    }
    scene.is_done().await;
}

#[tokio::test]
async fn a_thousand_posts_a_call_with_five_seconds_between() {
    let mut scene = Scene::set(impatient()).await;
    scene.stop().await;
    let lines: Vec<_> = (0..1003)
        .map(|number| {
            fee(
                "13",
                &number.to_string(),
                personnummer(&resident(number)),
                "20260401",
                "100",
            )
        })
        .collect();
    scene.fees(&lines).await;
    scene.start();
    let first = scene.arrival().await;
    let second = scene.next_within(TimeDelta::seconds(1)).await;
    assert_eq!((first.told.len(), second.told.len()), (1000, 3));
    assert!(
        second.at - first.at >= TimeDelta::seconds(5),
        "{}",
        second.at - first.at
    );
    scene.is_done().await;
}

#[tokio::test]
async fn events_of_one_resident_within_five_minutes_are_told_as_one() {
    let mut scene = Scene::set(impatient()).await;
    scene
        .fees(&[fee("13", "1", personnummer(ANNA), "20260401", "100")])
        .await;
    let first = scene.arrival().await;
    // Told as soon as it has happened; the next ones wait.
    assert_eq!(first.at, instant(TODAY));
    for (id, day) in [("2", "20260402"), ("3", "20260403")] {
        scene.fees(&[fee("13", id, personnummer(ANNA), day, "100")]).await;
    }
    let second = scene.next_within(TimeDelta::seconds(20)).await;
    assert!(
        second.at - first.at >= TimeDelta::minutes(5),
        "{}",
        second.at - first.at
    );
    assert_eq!(second.told[0].moment.as_deref(), Some("20260403120000"));
    // What changes nothing is no event.
    scene
        .fees(&[fee("13", "3", personnummer(ANNA), "20260403", "100")])
        .await;
    scene.is_done().await;
}

#[tokio::test]
async fn info_is_taken_and_a_fault_or_error_is_told_again_after_five_minutes_in_halves() {
    for refusal in [Ok(ResultCodeEnum::Error), Err(())] {
        let mut scene = Scene::set(impatient()).await;
        let bad = resident(2);
        let refused = bad.clone();
        scene.judge(move |told| {
            if told.iter().any(|post| post.resident == refused) {
                return refusal.clone();
            }
            Ok(ResultCodeEnum::Info)
        });
        let lines: Vec<_> = (0..4)
            .map(|number| {
                fee(
                    "13",
                    &number.to_string(),
                    personnummer(&resident(number)),
                    "20260401",
                    "100",
                )
            })
            .collect();
        scene.fees(&lines).await;
        let first = scene.arrival().await;
        assert_eq!(first.told.len(), 4);
        // The batch is halved until the one that cannot be taken stands alone.
        let mut alone = 0;
        while alone == 0 {
            let call = scene.next_within(TimeDelta::seconds(30)).await;
            assert!(call.at - first.at >= TimeDelta::minutes(5));
            alone = usize::from(call.told.len() == 1 && call.told[0].resident == bad);
        }
        let waiting = async || {
            let region = scene.system.regions().by_county("13").unwrap();
            scene.system.store().waiting_posts(region.county).await.unwrap()
        };
        let others_taken = async {
            while waiting().await > 1 {
                scene.later(TimeDelta::seconds(30));
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(PATIENCE, others_taken).await.expect("the others are taken");
        // What was wrong has been mended.
        scene.judge(|_| Ok(ResultCodeEnum::Ok));
        let mended = async {
            while waiting().await > 0 {
                scene.later(TimeDelta::seconds(30));
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(PATIENCE, mended).await.expect("the last one is taken");
    }
}

#[tokio::test]
async fn what_was_not_told_when_the_system_ended_is_told_by_the_next() {
    let mut scene = Scene::set(impatient()).await;
    scene.stop().await;
    scene
        .fees(&[fee("13", "1", personnummer(ANNA), "20260401", "100")])
        .await;
    scene.system.close().await;
    let configuration = with_index(&scene.folder, impatient());
    scene.system = CardSystem::open(&configuration, Arc::new(scene.clock.clone()))
        .await
        .unwrap();
    scene.start();
    assert_eq!(scene.arrival().await.told[0].resident, ANNA);
    scene.is_done().await;
}

/// A removal is bare: it names no moment.
#[tokio::test]
async fn a_fee_that_moves_to_another_resident_takes_its_post_along() {
    let mut scene = Scene::set(EngagementConfiguration {
        same_post_pause_ms: 0,
        pause_ms: 0,
        ..impatient()
    })
    .await;
    let other = resident(1);
    scene
        .fees(&[fee("13", "1", personnummer(ANNA), "20260401", "100")])
        .await;
    scene.arrival().await;
    scene
        .fees(&[fee("13", "1", personnummer(&other), "20260401", "100")])
        .await;
    let mut told = scene.arrival().await.told;
    if told.len() == 1 {
        told.extend(scene.arrival().await.told);
    }
    told.sort_by_key(|post| post.delete);
    let post = |delete, resident: &str, moment: Option<&str>| Told {
        delete,
        resident: resident.to_owned(),
        source: "13".to_owned(),
        moment: moment.map(str::to_owned),
    };
    // A correction is an event of the moment when it happens: noon of the day the scene plays.
    let expected = [post(false, &other, Some("20260510120000")), post(true, ANNA, None)];
    assert_eq!(told, expected);
    scene.is_done().await;
}

#[tokio::test]
async fn reindex_tells_every_post_and_of_every_other_identity_that_there_is_none() {
    let mut scene = Scene::set(impatient()).await;
    let former = resident(1);
    let file = format!("{IDENTITIES}\n1.2.752.129.2.1.3.1,{former},1.2.752.129.2.1.3.1,{ANNA}\n{LRID},X-17,,\n");
    scene.system.import_identities(file.as_bytes(), |_| ()).await.unwrap();
    scene
        .fees(&[fee("13", "1", personnummer(ANNA), "20260401", "100")])
        .await;
    scene.arrival().await;
    let region = scene.system.regions().by_county("13").unwrap().clone();
    assert_eq!(scene.system.reindex(&region).await.unwrap(), 2);
    let mut told = Vec::new();
    while told.len() < 2 {
        told.extend(scene.next_within(TimeDelta::seconds(20)).await.told);
    }
    told.sort_by_key(|post| post.delete);
    assert_eq!((told[0].delete, told[0].resident.as_str()), (false, ANNA));
    assert_eq!((told[1].delete, told[1].resident.as_str()), (true, former.as_str()));
    scene.is_done().await;
}
