//! HTTP methods and paths (section 2.6).

use http::{Method, Request, StatusCode};

use crate::stage::{RECEIVER, Reply, Stage, message, whole};

async fn send(stage: &Stage, method: Method, path: &str, body: &str) -> Reply {
    let request = Request::builder().method(method).uri(stage.url_of(path));
    let request = request.body(whole(body.to_owned())).unwrap();
    Reply::of(&stage.consumer, request).await.unwrap()
}

#[tokio::test]
async fn section_2_6_the_method_is_passed_on() {
    let stage = Stage::open().await;
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
        send(&stage, method.clone(), "/vp", &message(RECEIVER)).await.is_ok();
        assert_eq!(stage.last_call().method, method);
    }
}

#[tokio::test]
async fn section_2_6_a_call_without_body_is_vp015() {
    let stage = Stage::open().await;
    for method in [Method::GET, Method::POST] {
        send(&stage, method, "/vp", "").await.refused("VP015", "Client");
    }
    let reply = send(&stage, Method::HEAD, "/vp", "").await;
    assert_eq!(
        (reply.status, reply.body.as_str()),
        (StatusCode::INTERNAL_SERVER_ERROR, "")
    );
}

#[tokio::test]
async fn section_2_6_options_and_trace_are_no_calls() {
    let stage = Stage::open().await;
    let reply = send(&stage, Method::OPTIONS, "/vp/any", "").await;
    assert_eq!((reply.status, reply.body.as_str()), (StatusCode::OK, ""));
    assert!(reply.header("allow").unwrap().split(',').any(|method| method == "POST"));
    let reply = send(&stage, Method::TRACE, "/vp", "").await;
    assert_eq!(
        (reply.status, reply.body.as_str()),
        (StatusCode::METHOD_NOT_ALLOWED, "")
    );
    let reply = send(&stage, Method::OPTIONS, "/other", "").await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
}
