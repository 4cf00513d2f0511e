//! Section 2.8: subscribers as the addressing catalogue tells them, through the router.

use serde_json::Value;

use crate::platform::{CATALOGUE, Places, subscriber};
use crate::ports::free_address;
use crate::stage::{DOMAIN, INDEX, IndexProcess, Stage, engagement, until, update};

fn write_index(stage: &Stage, places: &Places) {
    let top = format!(
        "platform = \"{}\"\nstore = {{ sqlite = \"index.sqlite\" }}",
        places.platform()
    );
    let index = format!(
        "notifications = {{ attempts = 1000, pause_ms = 20, longest_pause_ms = 100 }}\n\
         catalogue = {{ logical_address = \"{CATALOGUE}\", service_consumer = \"{INDEX}\", retry_s = 1, \
         file = \"subscribers.json\" }}"
    );
    stage.write_index("index.toml", &top, &index);
}

async fn known(index: &IndexProcess) -> Vec<String> {
    let (_, page) = index.ask("/skltp-ei/subscriber/status").await;
    let page: Value = serde_json::from_str(&page).unwrap();
    let subscribers = page["Subscribers"].as_array().unwrap().iter();
    let mut known: Vec<_> = subscribers
        .map(|subscriber| subscriber["logicalAddress"].as_str().unwrap().to_owned())
        .collect();
    known.sort();
    known
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn section_2_8_subscribers_come_from_the_catalogue_and_are_told_through_the_router() {
    let stage = Stage::set();
    let places = Places::new();
    let (one, other) = (free_address(), free_address());
    let (first, second) = (stage.subscriber(one).await, stage.subscriber(other).await);
    let of_the_domain = format!(
        "[{{ service_domain = \"{}\", categorization = [\"FPE-ES\"] }}]",
        DOMAIN.to_uppercase()
    );
    let of_another = "[{ service_domain = \"riv:crm:requeststatus\", categorization = [] }]";
    let rows = subscriber("SE-ONE", one, &of_the_domain) + &subscriber("SE-OTHER", other, of_another);
    let router = places.start_router(&stage, &rows).await;
    write_index(&stage, &places);
    let index = stage.start_index("index.toml");
    until("the catalogue is asked", async || {
        known(&index).await == ["SE-ONE", "SE-OTHER"]
    })
    .await;

    let caller = stage.caller(&index);
    assert!(update(&caller, engagement("14", "20260501120000"), "c-1").await);
    first.until(|told| told.contains_key("c-1")).await;
    assert!(second.told.lock().unwrap().is_empty(), "its filter does not fit");

    // The answer is used until an operator asks anew.
    places.write_catalogue(&stage, &subscriber("SE-OTHER", other, "[]"));
    router.reload_catalog().await;
    assert!(update(&caller, engagement("15", "20260501120000"), "c-2").await);
    assert_eq!(known(&index).await, ["SE-ONE", "SE-OTHER"]);
    assert_eq!(index.ask("/skltp-ei/resetcache").await.1, "Subscriber cache reset");
    assert_eq!(known(&index).await, ["SE-OTHER"]);
    assert!(update(&caller, engagement("16", "20260501120000"), "c-3").await);
    second.until(|told| told.contains_key("c-3")).await;
    assert!(!second.told.lock().unwrap().contains_key("c-2"));
    router.shutdown().await;
}

/// An index that does not know its subscribers takes Updates, and tells of them when it does.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn section_2_8_what_is_to_be_told_is_kept_while_the_catalogue_is_away() {
    let stage = Stage::set();
    let places = Places::new();
    let address = free_address();
    let subscribed = stage.subscriber(address).await;
    write_index(&stage, &places);
    let index = stage.start_index("index.toml");
    assert!(update(&stage.caller(&index), engagement("14", "20260501120000"), "c-1").await);
    index.kill();
    let index = stage.start_index("index.toml");
    assert!(update(&stage.caller(&index), engagement("15", "20260501120000"), "c-2").await);

    let router = places.start_router(&stage, &subscriber("SE-ONE", address, "[]")).await;
    subscribed
        .until(|told| told.contains_key("c-1") && told.contains_key("c-2"))
        .await;
    router.shutdown().await;

    // The next time it is away, its last answer counts: also for a process that has never asked.
    index.kill();
    let index = stage.start_index("index.toml");
    until("the last answer is read", async || known(&index).await == ["SE-ONE"]).await;
    assert!(update(&stage.caller(&index), engagement("16", "20260501120000"), "c-3").await);
    let router = places.start_router(&stage, &subscriber("SE-ONE", address, "[]")).await;
    subscribed.until(|told| told.contains_key("c-3")).await;
    router.shutdown().await;
}
