//! Every case on peers can fail: sources of index posts, consumers and platforms, each broken in one way of its own, are
//! caught by the cases meant for it, and sound ones pass. And our receiver as a mock: what it tells those who call it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod consumer;
mod defect;
mod index_posts;
mod mock;
mod router;
mod transport;
mod trigger;

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Request};
use http_body_util::{BodyExt as _, Full};
use rivta_conformance::case::{Area, read_area};
use rivta_conformance::outcome::Outcome;
use rivta_conformance::run::Event;
use rivta_conformance::target::{Lengths, Person, Receiver};
use rivta_conformance::{Options, Target};
use rivta_consumer::Channel;

/// An area of the suites.
fn area(name: &str) -> Area {
    read_area(
        &Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../testsuite/cases")
            .join(name),
    )
    .unwrap()
}

/// An area with these of its cases; all unless given.
fn judged_by(name: &str, cases: &[&str]) -> Area {
    let mut area = area(name);
    area.cases
        .retain(|case| cases.is_empty() || cases.contains(&case.id.as_str()));
    area
}

/// A target that is nothing but a caller of ours.
fn target() -> Target {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let person = |root: &str, extension: &str| Person {
        root: root.to_owned(),
        extension: extension.to_owned(),
    };
    let logical = [
        ("index", "5565594230"),
        ("consumer", "SE5565594230-HKS1"),
        ("source", "14"),
    ];
    Target {
        environment: "demo".to_owned(),
        logical_addresses: logical
            .map(|(role, address)| (role.to_owned(), address.to_owned()))
            .into(),
        receiver: Some(Receiver {
            listen: format!("127.0.0.1:{port}").parse().unwrap(),
            logical_address: "SE5560000003-JUDGE".to_owned(),
            in_clear: true,
        }),
        persons: BTreeMap::from([
            ("personnummer".to_owned(), person("1.2.752.129.2.1.3.1", "191212121212")),
            (
                "samordningsnummer".to_owned(),
                person("1.2.752.129.2.1.3.3", "198001612384"),
            ),
            ("frikort".to_owned(), person("1.2.752.129.2.1.3.1", "201201022397")),
            ("lrid".to_owned(), person("1.2.752.97.3.1.3", "14X000000001")),
        ]),
        lengths: Lengths {
            silence_seconds: 1,
            consumer_seconds: 2,
            ..Lengths::default()
        },
        ..Target::default()
    }
}

/// A caller of our receiver.
#[derive(Clone)]
struct Caller {
    url: String,
    channel: Channel,
}

impl Caller {
    fn of(target: &Target) -> Self {
        let receiver = target.receiver.as_ref().unwrap();
        Self {
            url: format!("http://{}/", receiver.listen),
            channel: Channel::anonymous(None).build().unwrap(),
        }
    }

    /// Sends a message; gives status and text of the answer.
    async fn send(&self, message: &str, headers: HeaderMap) -> (u16, String) {
        self.send_as(message, headers, "text/xml; charset=UTF-8").await
    }

    /// The same with a `Content-Type` of its own. The receiver is gone when the run is over: no status then.
    async fn send_as(&self, message: &str, headers: HeaderMap, content_type: &'static str) -> (u16, String) {
        let body = Full::new(Bytes::copy_from_slice(message.as_bytes())).map_err(|never| match never {});
        let mut request = Request::post(&self.url).body(body.boxed()).unwrap();
        *request.headers_mut() = headers;
        request
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        let Ok(answer) = self.channel.send(request).await else {
            return (0, String::new());
        };
        let (head, body) = answer.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        (head.status.as_u16(), String::from_utf8_lossy(&body).into_owned())
    }
}

/// Runs an area; whenever the tester is to do something, `act` does it.
async fn run<F>(target: &Target, area: Area, act: impl Fn(String) -> F + Send + Sync + 'static) -> Outcome
where
    F: Future<Output = ()> + Send + 'static,
{
    let options = Options {
        observer: Arc::new(move |event| {
            if let Event::Instruction(text) = event {
                tokio::spawn(act((*text).to_owned()));
            }
        }),
        ..Options::default()
    };
    rivta_conformance::run(target, &[area], &options).await.unwrap()
}
