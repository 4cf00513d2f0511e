//! The stage: an authority, a catalogue, producers, a router and consumers.

use std::convert::Infallible;
use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use chrono::Utc;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Full};
use rivta_catalog::{Catalog, Environment, Permission, Route, Validity};
use rivta_consumer::channel::{ChannelError, OutgoingBody};
use rivta_consumer::{Channel, Trust};
use rivta_pki::{Authority, Folder, FunctionCertificate, Subject};
use rivta_producer::listener::{IncomingBody, Listener, Running as Listening, Service};
use rivta_producer::{ClientTrust, Identity};
use rivta_router::config::{Plain, Tls};
use rivta_router::{Configuration, Router, Running};
use tempfile::TempDir;

pub(crate) const CONTRACT: &str = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1";
pub(crate) const RECEIVER: &str = "14";
pub(crate) const SENDER: &str = "SE5565594230-CONSUMER";

/// How long anything on this stage may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// An authority and the files of a router it has certified.
pub(crate) struct Pki {
    pub(crate) authority: Authority,
    pub(crate) folder: Folder,
    place: TempDir,
}

impl Pki {
    pub(crate) fn new() -> Self {
        Self::named("Test CA")
    }

    pub(crate) fn named(name: &str) -> Self {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::create(place.path()).unwrap();
        let pki = Self {
            authority: Authority::new(name, Utc::now()).unwrap(),
            folder,
            place,
        };
        pki.folder.write_authority(&pki.authority).unwrap();
        let nothing_revoked = pki.authority.revocation_list(&[], Utc::now()).unwrap();
        pki.folder.write_revocation_list(&nothing_revoked).unwrap();
        pki.folder
            .write_certificate("router", &pki.certificate("SE5565594230-ROUTER"))
            .unwrap();
        pki
    }

    pub(crate) fn certificate(&self, hsa_id: &str) -> FunctionCertificate {
        self.issue(&Subject::new(hsa_id, hsa_id), rivta_pki::Validity::current(Utc::now()))
    }

    pub(crate) fn issue(&self, subject: &Subject, validity: rivta_pki::Validity) -> FunctionCertificate {
        self.authority.issue(subject, validity).unwrap()
    }

    pub(crate) fn configuration(&self) -> Configuration {
        let file = |name: &str| self.place.path().join(name);
        let tls = Tls {
            certificate: file("router.pem"),
            key: file("router-key.pem"),
            trust: file("ca.pem"),
            ..Tls::default()
        };
        let mut configuration = Configuration::new(Environment::Test, "127.0.0.1:0".parse().unwrap(), tls);
        "Test".clone_into(&mut configuration.instance.name);
        configuration.producer.retry_delay = Duration::from_millis(20);
        configuration
    }

    /// A consumer's channel with this certificate.
    pub(crate) fn channel(&self, certificate: &FunctionCertificate) -> Channel {
        let (chain, key) = (certificate.certificate_pem(), certificate.private_key_pem());
        let identity = Identity::from_pem(chain.as_bytes(), key.as_bytes()).unwrap();
        let trust = Trust::from_pem(self.authority.certificate_pem().as_bytes()).unwrap();
        Channel::builder(trust, identity).build().unwrap()
    }

    /// A producer behind TLS and its address.
    pub(crate) async fn producer(&self, service: impl Service) -> (Listening, String) {
        let certificate = self.certificate("SE2321000131-PRODUCER");
        let (chain, key) = (certificate.certificate_pem(), certificate.private_key_pem());
        let identity = Identity::from_pem(chain.as_bytes(), key.as_bytes()).unwrap();
        let trust = ClientTrust::from_pem(self.authority.certificate_pem().as_bytes()).unwrap();
        let limits = rivta_producer::Limits {
            body_bytes: 1 << 30,
            ..rivta_producer::Limits::default()
        };
        let listener = Listener::mutual_tls("127.0.0.1:0".parse().unwrap(), identity, trust).limits(limits);
        let listening = listener.serve(service).await.unwrap();
        let address = format!("https://localhost:{}/producer", listening.local_addr().port());
        (listening, address)
    }
}

/// A router with one consumer and one producer that keeps what it gets.
pub(crate) struct Stage {
    pub(crate) pki: Pki,
    pub(crate) router: Running,
    pub(crate) consumer: Channel,
    pub(crate) seen: Seen,
    _producer: Listening,
}

/// The calls that reached the producer.
pub(crate) type Seen = Arc<Mutex<Vec<SeenCall>>>;

/// A call as the producer got it.
#[derive(Debug)]
pub(crate) struct SeenCall {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Stage {
    /// A producer that answers `<ok/>`, and one valid route and permission to it.
    pub(crate) async fn open() -> Self {
        Self::with(
            |_| {},
            |address| vec![route(RECEIVER, address)],
            permissions(&[RECEIVER]),
        )
        .await
    }

    pub(crate) async fn with(
        configure: impl FnOnce(&mut Configuration),
        routes_to: impl FnOnce(&str) -> Vec<Route>,
        permissions: Vec<Permission>,
    ) -> Self {
        let pki = Pki::new();
        let seen = Seen::default();
        let (producer, address) = pki.producer(recorder(&seen)).await;
        let mut configuration = pki.configuration();
        configure(&mut configuration);
        let catalog = Catalog::new(Environment::Test, routes_to(&address), permissions);
        let router = Router::new(configuration).catalog(catalog).start().await.unwrap();
        let consumer = pki.channel(&pki.certificate(SENDER));
        Self {
            pki,
            router,
            consumer,
            seen,
            _producer: producer,
        }
    }

    /// A stage with a plain listener beside the other.
    pub(crate) async fn open_plain(configure: impl FnOnce(&mut Configuration)) -> Self {
        let configure = |configuration: &mut Configuration| {
            configuration.plain = Some(Plain::new("127.0.0.1:0".parse().unwrap()));
            configure(configuration);
        };
        Self::with(
            configure,
            |address| vec![route(RECEIVER, address)],
            permissions(&[RECEIVER]),
        )
        .await
    }

    /// A stage whose route leads to this address.
    pub(crate) async fn leading_to(address: &str, configure: impl FnOnce(&mut Configuration)) -> Self {
        Self::with(configure, |_| vec![route(RECEIVER, address)], permissions(&[RECEIVER])).await
    }

    pub(crate) fn url(&self) -> String {
        self.url_of("/vp")
    }

    pub(crate) fn url_of(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.router.local_addr().port())
    }

    pub(crate) async fn call(&self, message: impl Into<Bytes>) -> Reply {
        self.send(&[], message).await
    }

    pub(crate) async fn send(&self, headers: &[(&str, &str)], message: impl Into<Bytes>) -> Reply {
        let mut request = Request::post(self.url());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Reply::of(&self.consumer, request.body(whole(message)).unwrap())
            .await
            .unwrap()
    }

    /// A call on the plain listener, which must be there.
    pub(crate) async fn send_plain(&self, headers: &[(&str, &str)], message: impl Into<Bytes>) -> Reply {
        let mut request = Request::post(format!("http://{}/vp", self.router.plain_addr().unwrap()));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Reply::of(&self.consumer, request.body(whole(message)).unwrap())
            .await
            .unwrap()
    }

    pub(crate) fn calls(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    pub(crate) fn last_call(&self) -> SeenCall {
        self.seen.lock().unwrap().pop().expect("the producer was not called")
    }
}

/// An answer as the consumer got it.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    pub(crate) bytes: Bytes,
}

impl Reply {
    pub(crate) async fn of(channel: &Channel, request: Request<OutgoingBody>) -> Result<Self, ChannelError> {
        let response = timely(channel.send(request)).await?;
        let (head, body) = response.into_parts();
        let bytes = timely(body.collect()).await?.to_bytes();
        Ok(Self {
            status: head.status,
            headers: head.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        })
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The text of an element of the fault.
    pub(crate) fn text(&self, element: &str) -> &str {
        let (open, close) = (format!("<{element}>"), format!("</{element}>"));
        let begin = self
            .body
            .find(&open)
            .unwrap_or_else(|| panic!("no {element} in {self:?}"))
            + open.len();
        let end = self.body[begin..].find(&close).unwrap() + begin;
        &self.body[begin..end]
    }

    /// Checks that this is the platform's own fault with this code and side, and gives its detail.
    pub(crate) fn refused(&self, code: &str, side: &str) -> String {
        assert_eq!(self.status, StatusCode::INTERNAL_SERVER_ERROR, "{self:?}");
        assert_eq!(self.header("content-type"), Some("text/xml; charset=UTF-8"));
        assert!(self.header("x-skltp-correlation-id").is_some_and(|id| !id.is_empty()));
        assert_eq!(self.text("faultcode"), format!("SOAP-ENV:{side}"));
        let text = self.text("faultstring");
        assert!(
            text.starts_with(&format!("{code} [Test] ")),
            "expected {code}, got {self:?}"
        );
        self.text("detailString")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
    }

    /// Checks that this is the producer's answer.
    pub(crate) fn is_ok(&self) {
        assert_eq!((self.status, self.body.as_str()), (StatusCode::OK, "<ok/>"), "{self:?}");
    }
}

pub(crate) async fn timely<F: Future>(future: F) -> F::Output {
    tokio::time::timeout(PATIENCE, future).await.expect("it took too long")
}

pub(crate) fn whole(bytes: impl Into<Bytes>) -> OutgoingBody {
    Full::new(bytes.into())
        .map_err(|never: Infallible| match never {})
        .boxed()
}

pub(crate) fn route(receiver: &str, address: &str) -> Route {
    Route {
        receiver: receiver.into(),
        contract: CONTRACT.into(),
        address: address.into(),
        profile: "RIVTABP21".into(),
        validity: Validity::ALWAYS,
    }
}

pub(crate) fn permissions(receivers: &[&str]) -> Vec<Permission> {
    let permission = |receiver: &&str| Permission {
        receiver: (*receiver).into(),
        contract: CONTRACT.into(),
        sender: SENDER.into(),
        validity: Validity::ALWAYS,
        filters: [].into(),
    };
    receivers.iter().map(permission).collect()
}

/// A call in profile 2.1.
pub(crate) fn message(receiver: &str) -> String {
    message_with(&format!("<r:LogicalAddress>{receiver}</r:LogicalAddress>"), CONTRACT)
}

pub(crate) fn message_with(header: &str, contract: &str) -> String {
    format!(
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:r=\"urn:riv:itintegration:registry:1\"><s:Header>{header}</s:Header><s:Body>\
         <c:RequestExemptionStatuses xmlns:c=\"{contract}\"><c:secret>191212121212</c:secret>\
         </c:RequestExemptionStatuses></s:Body></s:Envelope>"
    )
}

/// A producer that keeps each call and answers `<ok/>`.
pub(crate) fn recorder(seen: &Seen) -> impl Service + use<> {
    let seen = Arc::clone(seen);
    move |request: Request<IncomingBody>| {
        let seen = Arc::clone(&seen);
        async move {
            let (head, body) = request.into_parts();
            let body = body.collect().await.unwrap().to_bytes();
            let path = head.uri.to_string();
            seen.lock().unwrap().push(SeenCall {
                method: head.method,
                path,
                headers: head.headers,
                body,
            });
            Response::builder()
                .header("content-type", "text/html")
                .header("soapaction", "x")
                .header("x-producer", "here")
                .body(whole("<ok/>"))
                .unwrap()
        }
    }
}
