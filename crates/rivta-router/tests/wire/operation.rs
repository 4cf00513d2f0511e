//! Status, health, figures, reset and overload (sections 7.3 to 7.5).

use http::{Method, Request, StatusCode};
use rivta_router::config::Operation;
use rivta_router::{Configuration, Router};

use crate::socket::{Act, Wreck};
use crate::stage::{CONTRACT, RECEIVER, Reply, SENDER, Stage, message, permissions, route, timely, whole};

pub(crate) fn with_operation(configuration: &mut Configuration) {
    configuration.operation = Some(Operation {
        listen: "127.0.0.1:0".parse().unwrap(),
    });
}

pub(crate) async fn ask(stage: &Stage, method: Method, path: &str, body: &str) -> Reply {
    let url = format!("http://{}{path}", stage.router.operation_addr().unwrap());
    let request = Request::builder()
        .method(method)
        .uri(url)
        .body(whole(body.to_owned()))
        .unwrap();
    Reply::of(&stage.consumer, request).await.unwrap()
}

async fn json(stage: &Stage, path: &str) -> serde_json::Value {
    let reply = ask(stage, Method::GET, path, "").await;
    assert_eq!(reply.header("content-type"), Some("application/json"));
    serde_json::from_str(&reply.body).unwrap()
}

async fn open(configure: impl FnOnce(&mut Configuration)) -> Stage {
    let configure = |configuration: &mut Configuration| {
        with_operation(configuration);
        configure(configuration);
    };
    Stage::with(
        configure,
        |address| vec![route(RECEIVER, address)],
        permissions(&[RECEIVER]),
    )
    .await
}

#[tokio::test]
async fn section_7_3_the_status() {
    let stage = open(|_| {}).await;
    let status = json(&stage, "/status").await;
    assert_eq!(status["Name"], "Test");
    assert_eq!(status["ServiceStatus"], "Started");
    assert_eq!(status["TakCacheInitialized"], "true");
    let info = status["TakCacheResetInfo"].as_str().unwrap();
    assert!(info.ends_with("Status:REFRESH_OK vagval:1 behorigheter:1"), "{info}");
    assert!(
        status["Uptime"]
            .as_str()
            .unwrap()
            .starts_with("0 days, 0 hours, 0 minutes, ")
    );
    let text = ask(&stage, Method::POST, "/status", "").await.body;
    assert!(text.contains("\n  \"ServiceStatus\": \"Started\""), "{text}");
    let own = text
        .lines()
        .filter_map(|line| line.strip_prefix("  \"")?.split('"').next());
    let keys = [
        "Name",
        "Version",
        "BuildTime",
        "ServiceStatus",
        "Uptime",
        "ManagementName",
        "JavaVersion",
        "CamelVersion",
        "TakCacheInitialized",
        "TakCacheResetInfo",
        "HsaCacheInitialized",
        "HsaCacheResetInfo",
        "JvmTotalMemory",
        "JvmFreeMemory",
        "JvmUsedMemory",
        "JvmMaxMemory",
        "Endpoints",
    ];
    assert_eq!(own.collect::<Vec<_>>(), keys);
    assert!(keys.iter().all(|key| *key == "Endpoints" || status[key].is_string()));
    let memory = json(&stage, "/status?memory").await;
    for key in ["DirectMemBufferPool", "NonHeapMemory", "ResidentMemory", "Name"] {
        assert!(memory[key].is_string(), "{key}");
    }
    assert!(memory["NettyDirectMemory"].as_str().unwrap().starts_with("Direct: "));
    let netty = json(&stage, "/status?netty").await;
    assert!(netty["DirectArena1"].is_string() && netty["NettyTotal"].is_string());
    assert_eq!(netty["Name"], serde_json::Value::Null);
    for path in ["/statuses", "/status/more", "/"] {
        assert_eq!(
            ask(&stage, Method::GET, path, "").await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

/// Section 7.3: where something is listened for without TLS, and nothing else.
#[tokio::test]
async fn section_7_3_the_endpoints_are_those_of_plain_http() {
    let stage = open(|configuration| {
        configuration.plain = Some(rivta_router::config::Plain::new("127.0.0.1:0".parse().unwrap()));
    })
    .await;
    let plain = stage.router.plain_addr().unwrap();
    let operation = stage.router.operation_addr().unwrap();
    let pages = ["status", "resetcache", "resethsacache"].map(|page| format!("http://{operation}/{page}"));
    let expected: Vec<_> = [format!("http://{plain}/vp")].into_iter().chain(pages).collect();
    assert_eq!(json(&stage, "/status").await["Endpoints"], serde_json::json!(expected));
}

#[tokio::test]
async fn section_7_5_health() {
    let stage = open(|_| {}).await;
    for path in ["/actuator/health", "/actuator/health/readiness", "/health/readiness"] {
        let health = json(&stage, path).await;
        assert_eq!(health["status"], "UP");
        assert_eq!(
            health["components"]["takCache"]["details"]["refreshStatus"],
            "REFRESH_OK"
        );
    }
    let alive = ask(&stage, Method::GET, "/actuator/health/liveness", "").await;
    assert_eq!(
        alive.body,
        r#"{"status":"UP","components":{"livenessState":{"status":"UP"}}}"#
    );
    let ready = ask(&stage, Method::GET, "/actuator/health/readiness", "").await;
    assert_eq!(
        ready.body,
        r#"{"status":"UP","components":{"readinessState":{"status":"UP"},"takCache":{"status":"UP","details":{"refreshStatus":"REFRESH_OK"}},"hsaCache":{"status":"UP","details":{"hsaCacheStatus":"Not configured"}}}}"#
    );
}

#[tokio::test]
async fn figures_count_calls_by_contract_outcome_and_code() {
    let stage = open(|_| {}).await;
    stage.call(message(RECEIVER)).await.is_ok();
    stage.call(message(RECEIVER)).await.is_ok();
    stage.call(message("unknown")).await.refused("VP004", "Client");
    stage.call("<").await.refused("VP015", "Client");
    for path in ["/metrics", "/actuator/prometheus"] {
        let page = ask(&stage, Method::GET, path, "").await.body;
        for line in [
            format!("rivta_router_calls_total{{contract=\"{CONTRACT}\",outcome=\"answered\",code=\"\"}} 2"),
            "rivta_router_calls_total{contract=\"unknown\",outcome=\"refused\",code=\"VP004\"} 1".to_owned(),
            "rivta_router_calls_total{contract=\"unknown\",outcome=\"refused\",code=\"VP015\"} 1".to_owned(),
            format!("rivta_router_producer_duration_seconds_count{{contract=\"{CONTRACT}\"}} 2"),
            "rivta_router_connections 1".to_owned(),
            "rivta_router_catalogue_routes 1".to_owned(),
            "rivta_router_calls_in_flight 0".to_owned(),
        ] {
            assert!(page.contains(&line), "{line} in {page}");
        }
    }
}

#[tokio::test]
async fn section_7_4_a_reset_reads_the_catalogue_anew() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("catalogue.toml");
    let write = |receiver: &str, address: &str| {
        let row = format!(
            "environment = \"test\"\n[[route]]\nreceiver = \"{receiver}\"\ncontract = \"{CONTRACT}\"\naddress = \
             \"{address}\"\nprofile = \"RIVTABP21\"\n[[permission]]\nreceiver = \"{receiver}\"\ncontract = \
             \"{CONTRACT}\"\nsender = \"{SENDER}\"\n"
        );
        std::fs::write(&file, row).unwrap();
    };
    let producer = Wreck::new(&[Act::Say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<ok/>")]);
    let stage = open(|configuration| configuration.catalog = Some(file.clone())).await;
    write("15", &producer.address);
    stage.call(message("15")).await.refused("VP004", "Client");
    let reply = ask(&stage, Method::GET, "/resetcache", "").await;
    assert_eq!(
        (reply.status, reply.header("content-type")),
        (StatusCode::OK, Some("text/html;"))
    );
    assert!(reply.body.starts_with("<br>Host: "), "{}", reply.body);
    for line in [
        "<br>Time: 20",
        "<br>Init TAK cache loaded number of permissions: 1",
        "<br>Init done, was successful: true",
    ] {
        assert!(reply.body.contains(line), "{}", reply.body);
    }
    stage.call(message("15")).await.is_ok();
    // A broken file leaves the catalogue in use, and the answer tells why.
    std::fs::write(&file, "environment = \"test\"\n[[route").unwrap();
    let reply = ask(&stage, Method::POST, "/reset", "").await;
    assert_eq!(reply.status, StatusCode::OK);
    assert!(reply.body.contains("Reason for failure: "), "{}", reply.body);
    stage.call(message("15")).await.is_ok();
    assert_eq!(
        ask(&stage, Method::GET, "/reset", "").await.status,
        StatusCode::NOT_FOUND
    );
}

const TREE: &str = "<r><endDate>2026-11-01T00:00:00.000+01:00</endDate><hsaUnit><hsaIdentity>14</hsaIdentity><DN>o=a</DN>\
                    <name>a</name></hsaUnit><hsaUnit><hsaIdentity>15</hsaIdentity><DN>ou=b,o=a</DN><name>b</name></hsaUnit></r>";

/// Sections 7.3 to 7.5: step, the file, the beginning of the answer's second line, whether the tree counts as read, and how
/// its line in the status ends. The address below is reached by climbing all the time.
#[tokio::test]
async fn section_7_4_a_tree_that_cannot_be_read_is_told_and_the_old_one_serves() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("hsacache.xml");
    std::fs::write(&file, TREE).unwrap();
    let stage = open(|configuration| configuration.addressing.hsa_files = vec![file.clone()]).await;
    let rows = [
        (None, "", true, "Status:true oldNum:0 newNum:2"),
        (
            Some(TREE),
            "Successfully reset HSA cache. ",
            true,
            "Status:true oldNum:2 newNum:2",
        ),
        (
            Some("<r>"),
            "Reset HSA cache failed.",
            false,
            "Status:false oldNum:2 newNum:2",
        ),
        (
            Some(TREE),
            "Successfully reset HSA cache. ",
            true,
            "Status:true oldNum:2 newNum:2",
        ),
    ];
    for (content, told, is_read, info) in rows {
        if let Some(content) = content {
            std::fs::write(&file, content).unwrap();
            let reply = ask(&stage, Method::GET, "/resethsacache", "").await;
            assert_eq!(reply.status, StatusCode::OK);
            let mut lines = reply.body.lines();
            let first = lines.next().unwrap();
            assert!(
                first.starts_with("Start a reset of HSA cache using files: ["),
                "{first}"
            );
            assert_eq!(lines.next(), Some(told));
        }
        let status = json(&stage, "/status").await;
        assert_eq!(status["HsaCacheInitialized"], is_read.to_string());
        let shown = status["HsaCacheResetInfo"].as_str().unwrap();
        assert!(shown.starts_with("Date:20") && shown.ends_with(info), "{shown}");
        let health = json(&stage, "/actuator/health/readiness").await;
        let (word, detail) = if is_read {
            ("UP", "Initialized")
        } else {
            ("DOWN", "Not initialized")
        };
        assert_eq!(
            (&health["status"], &health["components"]["hsaCache"]["status"]),
            (&word.into(), &word.into())
        );
        assert_eq!(health["components"]["hsaCache"]["details"]["hsaCacheStatus"], detail);
        stage.call(message("15")).await.is_ok();
    }
}

/// Section 7.5: a tree that is not there at the start keeps nobody from calling; it is told, and taken when it comes.
#[tokio::test]
async fn section_7_5_a_router_starts_without_its_tree_and_says_so() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("hsacache.xml");
    let stage = open(|configuration| configuration.addressing.hsa_files = vec![file.clone()]).await;
    let status = json(&stage, "/status").await;
    assert_eq!(status["HsaCacheInitialized"], "false");
    let told = status["HsaCacheResetInfo"].as_str().unwrap();
    assert!(told.ends_with("Status:false oldNum:0 newNum:0"), "{told}");
    let health = ask(&stage, Method::GET, "/actuator/health", "").await;
    assert_eq!(health.status, StatusCode::SERVICE_UNAVAILABLE);
    let down = r#""hsaCache":{"status":"DOWN","details":{"hsaCacheStatus":"Not initialized"}}"#;
    assert!(health.body.contains(down), "{}", health.body);
    stage.call(message(RECEIVER)).await.is_ok();
    stage.call(message("15")).await.refused("VP004", "Client");
    std::fs::write(&file, TREE).unwrap();
    let reply = ask(&stage, Method::GET, "/resethsacache", "").await;
    assert!(
        reply.body.contains("HSA cache size was: 0 \nHSA cache now is: 2."),
        "{}",
        reply.body
    );
    stage.call(message("15")).await.is_ok();
    // A tree of no units is a tree.
    std::fs::write(&file, "<r/>").unwrap();
    ask(&stage, Method::GET, "/resethsacache", "").await;
    let status = json(&stage, "/status").await;
    assert_eq!(status["HsaCacheInitialized"], "true");
    let told = status["HsaCacheResetInfo"].as_str().unwrap();
    assert!(told.ends_with("Status:true oldNum:2 newNum:0"), "{told}");
}

/// Section 7.1: where something is listened for, and what is there. Everything else is not found.
#[tokio::test]
async fn section_7_1_what_each_listener_answers() {
    let stage = open(|configuration| {
        configuration.plain = Some(rivta_router::config::Plain::new("127.0.0.1:0".parse().unwrap()));
    })
    .await;
    let (tls, plain) = (
        stage.url_of(""),
        format!("http://{}", stage.router.plain_addr().unwrap()),
    );
    let operation = format!("http://{}", stage.router.operation_addr().unwrap());
    let rows = [
        (&tls, "/vp", 500),
        (&tls, "/vp/any/where", 500),
        (&tls, "/status", 404),
        (&plain, "/vp", 500),
        (&plain, "/vp/any/where", 500),
        (&plain, "/resetcache", 404),
        (&operation, "/vp", 404),
        (&operation, "/status", 200),
        (&operation, "/resetcache", 200),
        (&operation, "/resethsacache", 200),
        (&operation, "/resetcache/more", 404),
        (&operation, "/actuator/health", 200),
        (&operation, "/actuator/health/liveness", 200),
        (&operation, "/actuator/health/readiness", 200),
        (&operation, "/actuator/prometheus", 200),
    ];
    for (base, path, status) in rows {
        // The incumbent takes any method here.
        for method in [Method::GET, Method::POST] {
            let request = Request::builder().method(method).uri(format!("{base}{path}"));
            let reply = Reply::of(&stage.consumer, request.body(whole("")).unwrap())
                .await
                .unwrap();
            assert_eq!(reply.status.as_u16(), status, "{base}{path}");
        }
    }
}

#[tokio::test]
async fn too_many_calls_in_flight_are_turned_away_at_once() {
    let producer = Wreck::new(&[Act::Silence]);
    let stage = Stage::leading_to(&producer.address, |configuration| {
        with_operation(configuration);
        configuration.consumer.calls = 1;
        configuration.producer.silence_timeout = std::time::Duration::from_millis(500);
    })
    .await;
    let second = async {
        timely(async {
            while producer.connections() == 0 {
                tokio::task::yield_now().await;
            }
        })
        .await;
        let reply = stage
            .send(&[("x-skltp-correlation-id", "c-2")], message(RECEIVER))
            .await;
        assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(reply.header("retry-after"), Some("1"));
        assert_eq!(reply.header("x-skltp-correlation-id"), Some("c-2"));
        let page = ask(&stage, Method::GET, "/metrics", "").await.body;
        assert!(page.contains("rivta_router_turned_away_total 1"), "{page}");
        assert!(page.contains("rivta_router_calls_in_flight 1"), "{page}");
    };
    let (first, ()) = tokio::join!(stage.call(message(RECEIVER)), second);
    first.refused("VP009", "Server");
    stage.call(message("unknown")).await.refused("VP004", "Client");
}

#[tokio::test]
async fn too_many_calls_to_one_producer_are_refused_at_once_and_others_get_through() {
    let slow = Wreck::new(&[Act::Silence]);
    let stage = Stage::leading_to(&slow.address, |configuration| {
        configuration.producer.calls = 1;
        configuration.producer.silence_timeout = std::time::Duration::from_secs(2);
    })
    .await;
    let second = async {
        timely(async {
            while slow.connections() == 0 {
                tokio::task::yield_now().await;
            }
        })
        .await;
        let refused = timely(stage.call(message(RECEIVER))).await;
        let told = refused.refused("VP009", "Server");
        assert!(told.contains("calls in flight"), "{told}");
    };
    let (first, ()) = tokio::join!(stage.call(message(RECEIVER)), second);
    let told = first.refused("VP009", "Server");
    assert!(told.contains("ReadTimeoutException"), "{told}");
    assert_eq!(
        slow.connections(),
        1,
        "nothing was sent of the second call, nor was it tried again"
    );
}

#[tokio::test]
async fn values_that_cannot_work_are_told_at_the_start() {
    type Spoil = fn(&mut Configuration);
    let rows: [(&str, Spoil); 5] = [
        ("`sender.subject_pattern`", |c| {
            "(".clone_into(&mut c.sender.subject_pattern);
        }),
        ("`headers.request_remove`", |c| {
            "(".clone_into(&mut c.headers.request_remove);
        }),
        ("`listen`", |c| c.listen = None),
        ("`path`", |c| "vp".clone_into(&mut c.path)),
        ("`producer.content_type`", |c| {
            "\n".clone_into(&mut c.producer.content_type);
        }),
    ];
    for (key, spoil) in rows {
        let pki = crate::stage::Pki::new();
        let mut configuration = pki.configuration();
        spoil(&mut configuration);
        let catalog = rivta_catalog::Catalog::new(rivta_catalog::Environment::Test, [], []);
        let Err(error) = Router::new(configuration).catalog(catalog).start().await else {
            panic!("it started with {key}")
        };
        assert!(error.to_string().contains(key), "{error}");
    }
}
