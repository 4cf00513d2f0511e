//! What the tests of both ends share: certificates made at run time, a hand-driven TLS client, and a request.
// Every test program uses its own part of it.
#![allow(dead_code, unreachable_pub)]

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use chrono::Utc;
use rivta_contracts::financial_patientfees_exemption_1_0::core::{ActorType, IIType};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::ActorTypeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatusesType;
use rivta_pki::{Authority, FunctionCertificate, Subject, Validity};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

/// A test person's number, to look for where it must not be.
pub const PERSON: &str = "191212121212";

/// Two authorities: ours, and a stranger's.
pub struct Pki {
    pub ours: Authority,
    pub strangers: Authority,
}

impl Pki {
    pub fn new() -> Self {
        let authority = |name| Authority::new(name, Utc::now()).unwrap();
        Self {
            ours: authority("Ours"),
            strangers: authority("Strangers"),
        }
    }

    /// A valid certificate with the HSA-id `SE2321000016-<NAME>`.
    pub fn issue(&self, name: &str) -> FunctionCertificate {
        self.issue_with(name, Validity::current(Utc::now()))
    }

    pub fn issue_with(&self, name: &str, validity: Validity) -> FunctionCertificate {
        self.ours
            .issue(&Subject::new(name, format!("SE2321000016-{name}")), validity)
            .unwrap()
    }

    pub fn ca(&self) -> Vec<u8> {
        self.ours.certificate_pem().into_bytes()
    }

    pub fn crl(&self, revoked: &[&FunctionCertificate]) -> Vec<u8> {
        self.ours.revocation_list(revoked, Utc::now()).unwrap().into_bytes()
    }

    pub fn client_trust(&self) -> rivta_producer::ClientTrust {
        rivta_producer::ClientTrust::from_pem(&self.ca()).unwrap()
    }

    pub fn trust(&self) -> rivta_consumer::Trust {
        rivta_consumer::Trust::from_pem(&self.ca()).unwrap()
    }

    /// A raw channel that shows this certificate.
    pub fn channel(&self, certificate: &FunctionCertificate) -> rivta_consumer::Channel {
        rivta_consumer::Channel::builder(self.trust(), client_identity(certificate))
            .build()
            .unwrap()
    }

    /// A typed consumer of a listener on loopback.
    pub fn consumer(&self, address: SocketAddr) -> rivta_consumer::Consumer {
        use rivta_consumer::{Consumer, Endpoint, OriginalConsumer};
        Consumer::to(Endpoint::base(&url(address)).unwrap())
            .trusting(self.trust())
            .identified_by(client_identity(&self.issue("ASKER")))
            .on_behalf_of(OriginalConsumer::FromCertificate)
            .build()
            .unwrap()
    }

    /// A TLS connection driven by hand; without a certificate when there is none.
    pub async fn connect(
        &self,
        address: SocketAddr,
        certificate: Option<&FunctionCertificate>,
    ) -> TlsStream<TcpStream> {
        let stream = TcpStream::connect(address).await.unwrap();
        self.secure(stream, certificate).await.unwrap()
    }

    pub async fn secure(
        &self,
        stream: TcpStream,
        certificate: Option<&FunctionCertificate>,
    ) -> std::io::Result<TlsStream<TcpStream>> {
        self.secure_with(rustls::DEFAULT_VERSIONS, stream, certificate).await
    }

    pub async fn secure_with(
        &self,
        versions: &[&'static rustls::SupportedProtocolVersion],
        stream: TcpStream,
        certificate: Option<&FunctionCertificate>,
    ) -> std::io::Result<TlsStream<TcpStream>> {
        let chain = certificate.map(|certificate| (certificate, vec![certificate.der().clone()]));
        secure_by(Arc::new(self.tls_client(versions, chain)), stream).await
    }

    /// A TLS client's settings, with sessions of their own to resume; a chain goes with the certificate it begins with.
    pub fn tls_client(
        &self,
        versions: &[&'static rustls::SupportedProtocolVersion],
        chain: Option<(&FunctionCertificate, Vec<CertificateDer<'static>>)>,
    ) -> rustls::ClientConfig {
        let mut roots = rustls::RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(&self.ca()).unwrap()).unwrap();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let builder = rustls::ClientConfig::builder_with_provider(provider).with_protocol_versions(versions);
        let builder = builder.unwrap().with_root_certificates(roots);
        match chain {
            None => builder.with_no_client_auth(),
            Some((certificate, chain)) => {
                let key = PrivateKeyDer::from_pem_slice(certificate.private_key_pem().as_bytes()).unwrap();
                builder.with_client_auth_cert(chain, key).unwrap()
            }
        }
    }
}

pub async fn secure_by(config: Arc<rustls::ClientConfig>, stream: TcpStream) -> std::io::Result<TlsStream<TcpStream>> {
    let connector = tokio_rustls::TlsConnector::from(config);
    connector
        .connect(ServerName::try_from("localhost").unwrap(), stream)
        .await
}

pub fn server_identity(certificate: &FunctionCertificate) -> rivta_producer::Identity {
    let (chain, key) = (certificate.certificate_pem(), certificate.private_key_pem());
    rivta_producer::Identity::from_pem(chain.as_bytes(), key.as_bytes()).unwrap()
}

pub fn client_identity(certificate: &FunctionCertificate) -> rivta_consumer::Identity {
    let (chain, key) = (certificate.certificate_pem(), certificate.private_key_pem());
    rivta_consumer::Identity::from_pem(chain.as_bytes(), key.as_bytes()).unwrap()
}

pub fn loopback() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 0))
}

pub fn url(address: SocketAddr) -> String {
    format!("https://localhost:{}/vp", address.port())
}

/// Waits for an event, but not for ever: a test that waits in vain has failed.
pub async fn within<F: Future>(future: F) -> F::Output {
    tokio::time::timeout(Duration::from_secs(30), future)
        .await
        .expect("the event did not come")
}

/// Everything the other side still sends until it closes.
pub async fn rest(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut bytes = Vec::new();
    // An end without a TLS farewell is an end too.
    let _ = within(stream.read_to_end(&mut bytes)).await;
    String::from_utf8_lossy(&bytes).into_owned()
}

/// One answer with a Content-Length, on a connection that stays open.
pub async fn one_answer(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut bytes = Vec::new();
    within(async {
        loop {
            bytes.push(stream.read_u8().await.expect("the answer ended early"));
            let text = String::from_utf8_lossy(&bytes);
            let Some((head, body)) = text.split_once("\r\n\r\n") else {
                continue;
            };
            let head = head.to_ascii_lowercase();
            let (_, length) = head.split_once("content-length: ").expect("no length");
            let length: usize = length.split("\r\n").next().unwrap().parse().unwrap();
            if body.len() >= length {
                return;
            }
        }
    })
    .await;
    String::from_utf8(bytes).unwrap()
}

pub fn request() -> RequestExemptionStatusesType {
    let id = |root: &str, extension: Option<&str>| IIType {
        root: root.to_owned(),
        extension: extension.map(str::to_owned),
        any: Vec::new(),
    };
    RequestExemptionStatusesType {
        request_id: id("5c1b9a0e-2f5e-4a3c-9a55-6c1a6f8d1f11", None),
        patient_id: id("1.2.752.129.2.1.3.1", Some(PERSON)),
        actor: ActorType {
            actor_type_enum: ActorTypeEnum::Citizen,
            actor_id: id("1.2.752.129.2.1.3.1", Some(PERSON)),
            care_giver_id: None,
            any: Vec::new(),
        },
        response_logical_address: "5565594230".to_owned(),
        any: Vec::new(),
    }
}

/// The envelope of [`request`], as text to be spoiled.
pub fn envelope() -> String {
    use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses as C;
    use rivta_soap::Contract as _;
    use rivta_soap::envelope::{OutgoingHeaders, write};
    let headers = OutgoingHeaders {
        address: Some((C::PROFILE, "13")),
        others: &[],
    };
    String::from_utf8(write(headers, &C::REQUEST, C::REQUEST_NAMESPACES, &request())).unwrap()
}

/// A body in memory for the raw channel.
pub fn body(text: impl Into<bytes::Bytes>) -> rivta_consumer::channel::OutgoingBody {
    use http_body_util::BodyExt as _;
    http_body_util::Full::new(text.into())
        .map_err(|never| match never {})
        .boxed()
}

/// A POST for the raw channel.
pub fn post(
    url: &str,
    body: rivta_consumer::channel::OutgoingBody,
) -> http::Request<rivta_consumer::channel::OutgoingBody> {
    http::Request::post(url)
        .header("content-type", "text/xml; charset=UTF-8")
        .body(body)
        .unwrap()
}
