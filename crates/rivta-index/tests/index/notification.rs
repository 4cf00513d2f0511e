//! Sections 2.4 and 2.8: notifications from other indexes, and to subscribers.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rivta_contracts::itintegration_engagementindex_1_0::core::ResultCodeEnum;
use rivta_contracts::itintegration_engagementindex_1_0::process_notification::ProcessNotificationResponseType;
use rivta_index::config::{Configuration, Redelivery};
use rivta_index::engagement::{Engagement, Transaction};
use rivta_index::message::ProcessNotification;
use rivta_index::subscriber::{Filter, Subscriber};
use rivta_index::{Index, Store, notify};
use rivta_producer::RunningProducer;
use rivta_soap::time::SystemClock;
use rivta_soap::{Fault, LogicalAddress};
use tempfile::TempDir;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use crate::scene::{OWNER, Scene, engagement, removed, stored};
use crate::wire::Certificates;

const PATIENCE: Duration = Duration::from_mins(1);

fn of_another_index(source: &str) -> Engagement {
    Engagement {
        owner: "SE-LOCAL".to_owned(),
        creation_time: Some("20240101000000".to_owned()),
        update_time: Some("20250101000000".to_owned()),
        ..engagement(source)
    }
}

#[tokio::test]
async fn another_index_s_post_keeps_its_owner_and_times_and_our_own_are_passed_over() {
    let scene = Scene::new().await;
    let ours = Engagement {
        owner: OWNER.to_owned(),
        ..engagement("14")
    };
    let message = vec![stored(of_another_index("13")), stored(ours)];
    scene.index.notification(message, "c").await.unwrap();
    assert!(scene.all().await == [of_another_index("13")]);
}

#[tokio::test]
async fn a_post_that_moves_to_another_index_is_no_longer_ours() {
    let scene = Scene::new().await;
    scene.update(vec![stored(engagement("13"))]).await.unwrap();
    scene
        .index
        .notification(vec![stored(of_another_index("13"))], "c")
        .await
        .unwrap();
    let owners: Vec<_> = scene.all().await.into_iter().map(|post| post.owner).collect();
    assert_eq!(owners, ["SE-LOCAL"]);
    scene
        .index
        .notification(vec![removed(of_another_index("13"))], "c")
        .await
        .unwrap();
    assert!(scene.all().await.is_empty());
}

#[tokio::test]
async fn a_notification_without_owner_is_refused() {
    let scene = Scene::new().await;
    let refusal = scene
        .index
        .notification(vec![stored(engagement("13"))], "c")
        .await
        .unwrap_err();
    assert_eq!(
        Fault::from(refusal).string,
        "EI004: The payload does not validate, error messge: mandatory field \"owner\" is missing"
    );
}

#[test]
fn filters_compare_without_case_and_an_empty_list_admits_all() {
    let transaction = stored(engagement("13"));
    let subscriber = |filters: Vec<Filter>| Subscriber {
        logical_address: "S".to_owned(),
        filters,
    };
    let filter = |domain: &str, categories: &[&str]| Filter {
        service_domain: domain.to_owned(),
        categorizations: categories.iter().map(|&one| one.to_owned()).collect(),
    };
    let domain = "RIV:financial:PATIENTFEES:exemption";
    let cases = [
        (vec![], true),
        (vec![filter(domain, &[])], true),
        (vec![filter(domain, &["other", "FPE-ES"])], true),
        (vec![filter(domain, &["other"])], false),
        (vec![filter("riv:other", &[])], false),
        (vec![filter("riv:other", &[]), filter(domain, &[])], true),
    ];
    for (filters, wanted) in cases {
        assert_eq!(subscriber(filters.clone()).wants(&transaction), wanted, "{filters:?}");
    }
}

/// A subscriber that faults the first calls and then answers, and tells of every call.
struct Stage {
    _folder: TempDir,
    index: Index,
    subscriber: RunningProducer,
    arrivals: mpsc::UnboundedReceiver<(String, Vec<Transaction>)>,
    certificates: Certificates,
}

impl Stage {
    async fn set(faults: usize, attempts: u32) -> Self {
        let folder = TempDir::new().unwrap();
        let certificates = Certificates::new();
        let configuration = Configuration {
            notifications: Redelivery {
                attempts,
                pause_ms: 1,
                longest_pause_ms: 2,
            },
            ..Configuration::of(OWNER)
        };
        let store = Store::open(&folder.path().join("index.sqlite")).await.unwrap();
        let index = Index::new(store, configuration, Arc::new(SystemClock));
        let told = Vec::from([Subscriber {
            logical_address: "SUBSCRIBER".to_owned(),
            filters: Vec::new(),
        }]);
        index.set_subscribers(told).await.unwrap();
        let (arrived, arrivals) = mpsc::unbounded_channel();
        let left = Arc::new(AtomicUsize::new(faults));
        let subscriber = certificates
            .producer("SUBSCRIBER")
            .handle::<ProcessNotification, _, _>(move |call| {
                let refuses = left
                    .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1))
                    .is_ok();
                arrived
                    .send((call.correlation_id.clone(), call.request.0))
                    .unwrap_or_default();
                async move {
                    if refuses {
                        return Err(Fault::server("not now"));
                    }
                    Ok(ProcessNotificationResponseType {
                        result_code: ResultCodeEnum::Ok,
                        comment: None,
                        any: Vec::new(),
                    })
                }
            })
            .start()
            .await
            .unwrap();
        Self {
            _folder: folder,
            index,
            subscriber,
            arrivals,
            certificates,
        }
    }

    fn send(
        &self,
    ) -> (
        oneshot::Sender<()>,
        tokio::task::JoinHandle<Result<(), rivta_index::Error>>,
    ) {
        let (stop, stopped) = oneshot::channel::<()>();
        let platform = self.certificates.consumer("INDEX", &self.subscriber);
        let index = self.index.clone();
        let sender = tokio::spawn(notify::run(index, platform, async {
            let _ = stopped.await;
        }));
        (stop, sender)
    }

    async fn update(&self, transactions: Vec<Transaction>, correlation_id: &str) {
        let to = LogicalAddress::new(OWNER).unwrap();
        self.index
            .update(Some(&to), transactions, correlation_id)
            .await
            .unwrap();
    }

    async fn arrival(&mut self) -> (String, Vec<Transaction>) {
        timeout(PATIENCE, self.arrivals.recv())
            .await
            .expect("a notification in time")
            .unwrap()
    }

    async fn until(&self, what: impl AsyncFn(&Store) -> bool) {
        let wait = async {
            while !what(self.index.store()).await {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, wait).await.expect("in time");
    }
}

#[tokio::test]
async fn changes_are_told_in_order_and_what_changes_nothing_is_not_told() {
    let mut stage = Stage::set(0, 6).await;
    stage.update(vec![stored(engagement("13"))], "first").await;
    stage.update(vec![stored(engagement("13"))], "the same again").await;
    stage.update(vec![removed(engagement("13"))], "second").await;
    let (stop, sender) = stage.send();
    let (correlation_id, told) = stage.arrival().await;
    assert_eq!(correlation_id, "first");
    assert!(!told[0].delete && told[0].engagement.owner == OWNER && told[0].engagement.creation_time.is_some());
    let (correlation_id, told) = stage.arrival().await;
    assert_eq!(correlation_id, "second");
    assert!(told[0].delete);
    stop.send(()).unwrap();
    sender.await.unwrap().unwrap();
    assert!(stage.arrivals.try_recv().is_err());
}

#[tokio::test]
async fn what_a_subscriber_does_not_take_is_sent_again() {
    let mut stage = Stage::set(3, 6).await;
    let (stop, sender) = stage.send();
    stage.update(vec![stored(engagement("13"))], "c").await;
    for _ in 0..4 {
        assert_eq!(stage.arrival().await.0, "c");
    }
    stage.update(vec![stored(engagement("14"))], "d").await;
    assert_eq!(stage.arrival().await.0, "d");
    stop.send(()).unwrap();
    sender.await.unwrap().unwrap();
    assert!(stage.index.store().dead_notifications(10).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_never_taken_is_kept_on_the_dead_letter_list_and_sent_again_on_demand() {
    let mut stage = Stage::set(2, 2).await;
    let (stop, sender) = stage.send();
    stage.update(vec![stored(engagement("13"))], "c").await;
    stage.arrival().await;
    stage.arrival().await;
    stage
        .until(async |store| store.dead_notifications(10).await.unwrap().len() == 1)
        .await;
    let dead = stage.index.store().dead_notifications(10).await.unwrap();
    assert_eq!(
        (dead[0].subscriber.as_str(), dead[0].attempts, dead[0].reason.as_str()),
        ("SUBSCRIBER", 2, "SOAP fault")
    );
    stage.index.resend(dead[0].id).await.unwrap();
    assert_eq!(stage.arrival().await.0, "c");
    stage
        .until(async |store| store.dead_notifications(10).await.unwrap().is_empty())
        .await;
    assert!(stage.index.resend(dead[0].id + 1).await.is_err());
    stop.send(()).unwrap();
    sender.await.unwrap().unwrap();
}

#[tokio::test]
async fn what_is_told_before_the_subscribers_are_known_is_kept_for_them() {
    let configuration = || Configuration {
        catalogue: Some(toml::from_str("logical_address = \"SE-VP\"").unwrap()),
        ..Configuration::of(OWNER)
    };
    let subscriber = |address: &str, domain: Option<&str>| Subscriber {
        logical_address: address.to_owned(),
        filters: Vec::from_iter(domain.map(|domain| Filter {
            service_domain: domain.to_owned(),
            categorizations: Vec::new(),
        })),
    };
    let scene = Scene::with(configuration()).await;
    assert!(scene.index.subscribers().await.is_none());
    scene.update(vec![stored(engagement("13"))]).await.unwrap();
    scene.update(vec![stored(engagement("14"))]).await.unwrap();
    let waiting = async || scene.index.store().waiting_notifications().await.unwrap();
    assert_eq!(waiting().await, 2);
    let told = vec![
        subscriber("A", None),
        subscriber("B", None),
        subscriber("C", Some("riv:other")),
    ];
    scene.index.set_subscribers(told).await.unwrap();
    assert_eq!(waiting().await, 4);
    // From here on each is told at once, and nothing is kept of what nobody wants.
    scene
        .index
        .set_subscribers(vec![subscriber("C", Some("riv:other"))])
        .await
        .unwrap();
    scene.update(vec![stored(engagement("15"))]).await.unwrap();
    assert_eq!(waiting().await, 4);
}

#[tokio::test]
async fn two_processes_do_not_send_for_one_store() {
    let stage = Stage::set(0, 1).await;
    let (_stop, _sender) = stage.send();
    stage
        .until(async |store| {
            let mut lock = store.path().unwrap().as_os_str().to_owned();
            lock.push("-lock");
            std::fs::File::open(lock).is_ok_and(|file| file.try_lock().is_err())
        })
        .await;
    let platform = stage.certificates.consumer("INDEX", &stage.subscriber);
    let second = notify::run(stage.index.clone(), platform, std::future::pending()).await;
    assert!(matches!(second, Err(rivta_index::Error::SenderRunning { .. })));
}

/// What another index tells is told on whole, with its times (kR1, pR3): it has found each change worth telling.
#[tokio::test]
async fn what_another_index_tells_is_told_on_also_when_it_is_known() {
    let mut stage = Stage::set(0, 6).await;
    let (stop, sender) = stage.send();
    for id in ["first", "again"] {
        let message = vec![stored(of_another_index("13"))];
        stage.index.notification(message, id).await.unwrap();
        let (correlation_id, told) = stage.arrival().await;
        assert_eq!(correlation_id, id);
        assert!(told == [stored(of_another_index("13"))], "{told:?}");
    }
    stop.send(()).unwrap();
    sender.await.unwrap().unwrap();
}

#[tokio::test]
async fn what_is_held_is_told_when_it_is_stored_and_an_order_once_given_outlives_the_process() {
    let mut stage = Stage::set(0, 6).await;
    let (stop, sender) = stage.send();
    stage.index.lock().await.unwrap();
    stage.update(vec![stored(engagement("13"))], "held").await;
    stage.update(vec![removed(engagement("13"))], "held too").await;
    assert_eq!(stage.index.store().held_messages().await.unwrap(), 2);
    assert_eq!(stage.index.store().waiting_notifications().await.unwrap(), 0);
    // A start does not give free what an operator has locked.
    stage.index.store_held().await.unwrap();
    assert_eq!(stage.index.store().held_messages().await.unwrap(), 2);
    stage.index.unlock().await.unwrap();
    assert_eq!(stage.arrival().await.0, "held");
    let (correlation_id, told) = stage.arrival().await;
    assert_eq!((correlation_id.as_str(), told[0].delete), ("held too", true));
    assert_eq!(stage.index.store().held_messages().await.unwrap(), 0);
    stop.send(()).unwrap();
    sender.await.unwrap().unwrap();
}
