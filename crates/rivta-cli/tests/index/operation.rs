//! Section 2.9: what operators ask and order, and the dead-letter list.

use http::StatusCode;
use serde_json::Value;

use crate::ports::free_address;
use crate::stage::{DOMAIN, PERSON, Stage, engagement, found, until, update};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[tokio::test]
async fn section_2_9_status_subscribers_and_figures() {
    let stage = Stage::set();
    let subscribers = format!(
        "[[index.subscribers]]\nlogical_address = \"SE-S\"\n\
         filters = [{{ service_domain = \"{DOMAIN}\", categorizations = [\"fpe-es\"] }}]"
    );
    stage.write_index("index.toml", "store = { sqlite = \"index.sqlite\" }", &subscribers);
    let index = stage.start_index("index.toml");
    assert!(update(&stage.caller(&index), engagement("14", "20260501120000"), "c-1").await);
    for path in ["/status", "/skltp-ei-backend/status", "/skltp-ei-frontend/status"] {
        let (status, page) = index.ask(path).await;
        let page = json(&page);
        assert_eq!(
            (status, &page["ServiceStatus"]),
            (StatusCode::OK, &Value::from("Started"))
        );
        assert_eq!(page["NotificationsWaiting"], 1, "nobody takes it without a platform");
    }
    let (_, page) = index.ask("/skltp-ei/subscriber/status").await;
    let told = &json(&page)["Subscribers"][0];
    assert_eq!(told["logicalAddress"], "SE-S");
    assert_eq!(told["filters"][0]["serviceDomain"], DOMAIN);
    assert_eq!(told["filters"][0]["categorizations"][0], "fpe-es");
    assert_eq!(index.ask("/skltp-ei/resetcache").await.1, "Subscriber cache reset");
    for path in ["/health/liveness", "/health/readiness"] {
        assert_eq!(index.ask(path).await, (StatusCode::OK, r#"{"status":"UP"}"#.to_owned()));
    }
    let (_, figures) = index.ask("/metrics").await;
    assert!(
        figures.contains("rivta_index_calls_total{contract=\"Update\",code=\"\"} 1"),
        "{figures}"
    );
    assert!(figures.contains("rivta_index_notifications_waiting 1"), "{figures}");
    assert!(!figures.contains(PERSON));
    assert_eq!(index.ask("/skltp-ei/other").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn section_2_9_the_write_lock_holds_messages_in_order_and_searches_go_on() {
    let stage = Stage::set();
    stage.write_plain_index();
    let index = stage.start_index("index.toml");
    let caller = stage.caller(&index);
    let lock = async || {
        let (_, page) = index.ask("/skltp-ei/writelock/status").await;
        let page = json(&page);
        let routes = &page["routes"];
        assert_eq!(routes["backend-process-route"], routes["backend-collection-route"]);
        (
            page["writeLockEnabled"].as_bool().unwrap(),
            routes["backend-process-route"].clone(),
        )
    };
    assert!(update(&caller, engagement("13", "20260501120000"), "c-1").await);
    assert_eq!(lock().await, (false, "Started".into()));
    for _ in 0..2 {
        assert_eq!(index.ask("/skltp-ei/writelock/enable").await.1, "Write lock enabled");
        assert_eq!(lock().await, (true, "Suspended".into()));
    }
    for moment in ["20260502120000", "20260503120000"] {
        assert!(update(&caller, engagement("14", moment), moment).await);
    }
    assert_eq!(found(&caller, PERSON).await.len(), 1, "what was there is found");
    for _ in 0..2 {
        assert_eq!(index.ask("/skltp-ei/writelock/disable").await.1, "Write lock disabled");
        assert_eq!(lock().await, (false, "Started".into()));
    }
    let mut posts = found(&caller, PERSON).await;
    posts.sort_by(|a, b| a.source_system.cmp(&b.source_system));
    assert_eq!(posts.len(), 2);
    assert_eq!(posts[1].most_recent_content.as_deref(), Some("20260503120000"));
    assert!(update(&caller, engagement("15", "20260501120000"), "c-2").await);
    assert_eq!(found(&caller, PERSON).await.len(), 3);
}

#[tokio::test]
async fn the_dead_letter_list_is_shown_and_sent_again() {
    let stage = Stage::set();
    let address = free_address();
    let top = format!(
        "platform = \"https://localhost:{}\"\nstore = {{ sqlite = \"index.sqlite\" }}",
        address.port()
    );
    let index = "notifications = { attempts = 2, pause_ms = 10, longest_pause_ms = 10 }\n\
                 [[index.subscribers]]\nlogical_address = \"SE-S\"";
    stage.write_index("index.toml", &top, index);
    let index = stage.start_index("index.toml");
    assert!(update(&stage.caller(&index), engagement("14", "20260501120000"), "c-1").await);
    let dead = || {
        let output = stage.rivta(&["index", "dead", "index.toml", "--json"]);
        assert!(output.status.success());
        json(&String::from_utf8(output.stdout).unwrap())
    };
    until("it is given up", async || dead().as_array().unwrap().len() == 1).await;
    let one = dead()[0].clone();
    assert_eq!((&one["subscriber"], &one["attempts"]), (&"SE-S".into(), &2.into()));
    assert_eq!(
        (&one["reason"], &one["correlation_id"]),
        (&"no connection".into(), &"c-1".into())
    );
    let table = String::from_utf8(stage.rivta(&["index", "dead", "index.toml"]).stdout).unwrap();
    assert!(table.contains("SE-S") && table.contains("no connection"), "{table}");
    assert!(!table.contains(PERSON));

    let subscriber = stage.subscriber(address).await;
    assert!(!stage.rivta(&["index", "resend", "index.toml", "4711"]).status.success());
    let number = one["number"].to_string();
    assert!(
        stage
            .rivta(&["index", "resend", "index.toml", &number])
            .status
            .success()
    );
    subscriber.until(|told| told.contains_key("c-1")).await;
    assert_eq!(dead().as_array().unwrap().len(), 0);
    let none = stage.rivta(&["index", "resend", "index.toml", "--all"]);
    assert_eq!(String::from_utf8(none.stdout).unwrap(), "0 put back in the queue\n");
}

/// Two processes would tell subscribers in disorder; PostgreSQL is for several.
#[tokio::test]
async fn a_second_process_on_the_same_sqlite_store_ends_and_says_why() {
    let stage = Stage::set();
    let top = "platform = \"https://localhost:1/vp\"\nstore = { sqlite = \"index.sqlite\" }";
    stage.write_index("index.toml", top, "");
    let _first = stage.start_index("index.toml");
    let second = tokio::process::Command::new(env!("CARGO_BIN_EXE_rivta"))
        .args(["index", "run", "index.toml"])
        .current_dir(stage.folder.path())
        .kill_on_drop(true)
        .output();
    let second = tokio::time::timeout(crate::stage::PATIENCE, second).await;
    let second = second.expect("it ends by itself").unwrap();
    let complaint = String::from_utf8_lossy(&second.stderr);
    assert!(!second.status.success());
    assert!(
        complaint.contains("another process already sends the notifications"),
        "{complaint}"
    );
}
