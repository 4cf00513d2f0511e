//! The stage: an authority, a stand-in for the rest of the platform, an aggregator and a caller.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use chrono::Utc;
use http::{HeaderMap, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Full};
use rivta_aggregator::config::Tls;
use rivta_aggregator::{Aggregator, Configuration, Running};
use rivta_catalog::{Catalog, Environment};
use rivta_consumer::{Channel, Trust};
use rivta_contracts::interoperability_headers_1_0::{
    self as headers, ProcessingStatusRecordType, ProcessingStatusType,
};
use rivta_pki::{Authority, Folder, Subject, Validity};
use rivta_producer::listener::{IncomingBody, Listener, OutgoingBody, Running as Listening, full};
use rivta_producer::{ClientTrust, Identity};
use rivta_soap::Fault;
use rivta_soap::envelope::Envelope;
use rivta_soap::time::{Clock, FixedClock, SystemClock};
use rivta_soap::xml::{Limits, RawElement};
use tempfile::TempDir;

pub(crate) const CONTRACT: &str = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1";
pub(crate) const VISITS: &str = "urn:riv:test:carecontact:visit:GetVisitsResponder:1";
pub(crate) const NATIONAL: &str = "5565594230";
pub(crate) const SENDER: &str = "sample-sender-id";
pub(crate) const ORIGINAL: &str = "sample-original-consumer-hsaid";
pub(crate) const ROUTER: &str = "SE5565594230-ROUTER";
pub(crate) const TEST_PERSON: &str = "191212121212";

/// A post of the index.
#[derive(Clone)]
pub(crate) struct Post {
    pub(crate) category: &'static str,
    pub(crate) address: String,
    pub(crate) source: String,
    /// `mostRecentContent`.
    pub(crate) newest: Option<String>,
}

/// What somebody behind the aggregator does with a call.
#[derive(Clone)]
pub(crate) enum Deed {
    /// Answers 200 with this payload in an envelope.
    Answer(String),
    /// Answers 200 with exactly this.
    Verbatim(&'static str),
    /// Answers with a fault and this status.
    Fault(u16, &'static str),
    /// Answers with this status and this payload in an envelope.
    Payload(u16, String),
    /// Answers with this status and no SOAP.
    Status(u16),
    /// Never answers.
    Hang,
    /// Sends half an answer and breaks the connection.
    Break,
}

/// A call as it came.
#[derive(Clone)]
pub(crate) struct Seen {
    pub(crate) headers: HeaderMap,
    pub(crate) address: String,
    /// The text of the payload.
    pub(crate) payload: String,
    pub(crate) body: String,
}

/// What the rest of the platform is to do, and what it has seen.
#[derive(Default)]
pub(crate) struct Script {
    pub(crate) posts: Mutex<Vec<Post>>,
    /// Instead of the posts.
    pub(crate) index: Mutex<Option<Deed>>,
    pub(crate) deeds: Mutex<HashMap<String, Deed>>,
    pub(crate) questions: Mutex<Vec<Seen>>,
    pub(crate) requests: Mutex<Vec<Seen>>,
}

pub(crate) struct Stage {
    pub(crate) script: Arc<Script>,
    pub(crate) aggregator: Running,
    pub(crate) caller: Channel,
    pub(crate) authority: Authority,
    pub(crate) place: TempDir,
    platform: Option<Listening>,
}

/// The answer as the caller gets it.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Stage {
    pub(crate) async fn open() -> Self {
        Self::with(|_| {}, permissions(&["*"])).await
    }

    pub(crate) async fn with(configure: impl FnOnce(&mut Configuration), rows: String) -> Self {
        Self::at(Arc::new(SystemClock), configure, rows).await
    }

    pub(crate) async fn at_instant(instant: &str) -> Self {
        let clock = FixedClock::at(instant.parse().unwrap());
        // Certificates are judged by the same clock.
        Self::at(Arc::new(clock), |_| {}, permissions(&["*"])).await
    }

    async fn at(clock: Arc<dyn Clock>, configure: impl FnOnce(&mut Configuration), rows: String) -> Self {
        let place = tempfile::tempdir().unwrap();
        let authority = Authority::new("Test CA", clock.now()).unwrap();
        let folder = Folder::create(place.path()).unwrap();
        folder.write_authority(&authority).unwrap();
        let issued = |hsa_id: &str| {
            authority
                .issue(&Subject::new(hsa_id, hsa_id), Validity::current(clock.now()))
                .unwrap()
        };
        folder
            .write_certificate("aggregator", &issued("SE5565594230-AGGREGATOR"))
            .unwrap();
        let script = Arc::new(Script::default());
        let router = issued(ROUTER);
        let (chain, key) = (router.certificate_pem(), router.private_key_pem());
        let identity = Identity::from_pem(chain.as_bytes(), key.as_bytes()).unwrap();
        let trust = ClientTrust::from_pem(authority.certificate_pem().as_bytes()).unwrap();
        let listener = Listener::mutual_tls("127.0.0.1:0".parse().unwrap(), identity, trust).clock(Arc::clone(&clock));
        let played = Arc::clone(&script);
        let platform = listener
            .serve(move |request| play(Arc::clone(&played), request))
            .await
            .unwrap();
        let url = format!("https://localhost:{}/vp", platform.local_addr().port());
        let file = |name: &str| place.path().join(name);
        let tls = Tls {
            certificate: file("aggregator.pem"),
            key: file("aggregator-key.pem"),
            trust: file("ca.pem"),
            revocation_lists: Vec::new(),
        };
        let mut configuration = Configuration::new(Environment::Test, "127.0.0.1:0".parse().unwrap(), url, tls);
        "SE-EI".clone_into(&mut configuration.index.logical_address);
        configuration.index.sender_id = Some("SENDER1".to_owned());
        "dev_env".clone_into(&mut configuration.instance_id);
        configure(&mut configuration);
        let mut aggregator = Aggregator::new(configuration.clone()).clock(Arc::clone(&clock));
        if configuration.catalog.is_none() && configuration.addressing.is_none() {
            aggregator = aggregator.catalog(catalog(&rows));
        }
        let aggregator = aggregator.start().await.unwrap();
        let identity = Identity::from_pem(chain.as_bytes(), key.as_bytes()).unwrap();
        let trust = Trust::from_pem(authority.certificate_pem().as_bytes()).unwrap();
        let caller = Channel::builder(trust, identity).clock(clock).build().unwrap();
        Self {
            script,
            aggregator,
            caller,
            authority,
            place,
            platform: Some(platform),
        }
    }

    /// A channel with another certificate.
    pub(crate) fn channel_of(&self, hsa_id: &str) -> Channel {
        let certificate = self
            .authority
            .issue(&Subject::new(hsa_id, hsa_id), Validity::current(Utc::now()))
            .unwrap();
        let (chain, key) = (certificate.certificate_pem(), certificate.private_key_pem());
        let identity = Identity::from_pem(chain.as_bytes(), key.as_bytes()).unwrap();
        let trust = Trust::from_pem(self.authority.certificate_pem().as_bytes()).unwrap();
        Channel::builder(trust, identity).build().unwrap()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    /// Stops router, index and sources.
    pub(crate) async fn take_platform_away(&mut self) {
        if let Some(platform) = self.platform.take() {
            platform.shutdown().await;
        }
    }

    /// Puts posts into the index whose logical addresses and source systems are the same.
    pub(crate) fn posts(&self, sources: &[&str]) {
        for source in sources {
            self.post("fpe-es", source, source);
        }
    }

    pub(crate) fn post(&self, category: &'static str, address: &str, source: &str) {
        let (address, source) = (address.to_owned(), source.to_owned());
        self.script.posts.lock().unwrap().push(Post {
            category,
            address,
            source,
            newest: None,
        });
    }

    /// Puts a post into the index whose newest content is of this Swedish moment.
    pub(crate) fn post_of(&self, moment: &str, source: &str) {
        self.script.posts.lock().unwrap().push(Post {
            category: "fpe-es",
            address: source.to_owned(),
            source: source.to_owned(),
            newest: Some(moment.to_owned()),
        });
    }

    pub(crate) fn index_does(&self, deed: Deed) {
        *self.script.index.lock().unwrap() = Some(deed);
    }

    pub(crate) fn source_does(&self, source: &str, deed: Deed) {
        self.script.deeds.lock().unwrap().insert(source.to_owned(), deed);
    }

    pub(crate) fn questions(&self) -> Vec<Seen> {
        self.script.questions.lock().unwrap().clone()
    }

    pub(crate) fn requests(&self) -> Vec<Seen> {
        self.script.requests.lock().unwrap().clone()
    }

    /// The addresses that were asked, sorted.
    pub(crate) fn asked(&self) -> Vec<String> {
        let mut asked: Vec<String> = self.requests().into_iter().map(|seen| seen.address).collect();
        asked.sort();
        asked
    }

    pub(crate) fn url(&self) -> String {
        format!(
            "https://localhost:{}/GetAggregatedRequestExemptionStatuses/service/v1",
            self.aggregator.local_addr().port()
        )
    }

    /// Asks about the test person as the router would.
    pub(crate) async fn ask(&self) -> Reply {
        self.send(&mandatory(), &request(TEST_PERSON)).await
    }

    pub(crate) async fn send(&self, headers: &[(&str, &str)], body: &str) -> Reply {
        self.send_to(&self.url(), headers, body).await
    }

    pub(crate) async fn send_to(&self, url: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        self.send_through(&self.caller, url, headers, body).await
    }

    pub(crate) async fn send_through(
        &self,
        channel: &Channel,
        url: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Reply {
        let mut request = Request::post(url).header("content-type", "text/xml; charset=UTF-8");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = Full::new(Bytes::from(body.to_owned()))
            .map_err(|never| match never {})
            .boxed();
        reply(channel.send(request.body(body).unwrap()).await.unwrap()).await
    }

    pub(crate) async fn get(&self, url: &str) -> Reply {
        reply(self.caller.get(url).await.unwrap()).await
    }
}

async fn reply(response: Response<rivta_consumer::channel::IncomingBody>) -> Reply {
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response.into_body().collect().await.unwrap().to_bytes();
    Reply {
        status,
        headers,
        text: String::from_utf8(body.to_vec()).unwrap(),
    }
}

impl Reply {
    /// The records of the header, read strictly by their schema.
    pub(crate) fn records(&self) -> Vec<ProcessingStatusRecordType> {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        let envelope = Envelope::read(&self.text, &Limits::default()).unwrap();
        let status: Option<ProcessingStatusType> = envelope.headers().get(&headers::name::PROCESSING_STATUS).unwrap();
        status.expect("a ProcessingStatus").processing_status_list
    }

    /// Address, status code, and code of the error of each record, sorted.
    pub(crate) fn summary(&self) -> Vec<(String, String, Option<String>)> {
        let mut summary: Vec<_> = self
            .records()
            .into_iter()
            .map(|record| {
                let code = record.last_unsuccessful_synch_error.map(|error| error.code);
                (record.logical_address, record.status_code.to_string(), code)
            })
            .collect();
        summary.sort();
        summary
    }

    pub(crate) fn payload(&self) -> RawElement {
        let envelope = Envelope::read(&self.text, &Limits::default()).unwrap();
        envelope.into_raw().unwrap().1.unwrap()
    }

    /// The fault, which comes with HTTP 500, and without a `ProcessingStatus`.
    pub(crate) fn fault(&self) -> Fault {
        assert_eq!(self.status, StatusCode::INTERNAL_SERVER_ERROR, "{}", self.text);
        assert!(!self.text.contains("ProcessingStatus"));
        Envelope::read(&self.text, &Limits::default())
            .unwrap()
            .decode_fault()
            .unwrap()
    }
}

pub(crate) fn mandatory() -> [(&'static str, &'static str); 3] {
    [
        ("x-vp-sender-id", SENDER),
        ("x-rivta-original-serviceconsumer-hsaid", ORIGINAL),
        ("x-skltp-correlation-id", "c-1"),
    ]
}

/// A request for a person, with white space and a prefix of its own, as no encoder would write it.
pub(crate) fn request(person: &str) -> String {
    format!(
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:u=\"{CONTRACT}\" \
         xmlns:c=\"urn:riv:financial:patientfees:exemption:1\"><e:Header>\
         <r:LogicalAddress xmlns:r=\"urn:riv:itintegration:registry:1\">{NATIONAL}</r:LogicalAddress></e:Header><e:Body>\
         <u:RequestExemptionStatuses  >{}</u:RequestExemptionStatuses></e:Body></e:Envelope>",
        content(person)
    )
}

/// The content of the request. The kind of actor is what Inera's own tests send, and not in the schema.
pub(crate) fn content(person: &str) -> String {
    format!(
        "<u:requestId><c:root>3f0e4a64-7d5b-4a4e-8a06-2f9f7f2f8f01</c:root></u:requestId>\n\
         <u:patientId><c:root>1.2.752.129.2.1.3.1</c:root><c:extension>{person}</c:extension></u:patientId>\
         <u:actor><c:actorTypeEnum>?</c:actorTypeEnum><c:actorId><c:root>1.2.752.129.2.1.3.1</c:root>\
         <c:extension>{person}</c:extension></c:actorId></u:actor>\
         <u:responseLogicalAddress>SE5565594230-ASKER</u:responseLogicalAddress>"
    )
}

/// The empty answer of a source.
pub(crate) fn acknowledgement() -> Deed {
    Deed::Answer(format!("<q:RequestExemptionStatusesResponse xmlns:q=\"{CONTRACT}\"/>"))
}

/// Rows that let the sender ask these receivers, with routes to them.
pub(crate) fn permissions(receivers: &[&str]) -> String {
    receivers
        .iter()
        .flat_map(|receiver| [route(receiver), permission(receiver, SENDER)])
        .collect()
}

/// Routes for both services.
pub(crate) fn route(receiver: &str) -> String {
    let row = |contract: &str| {
        format!(
            "[[route]]\nreceiver = \"{receiver}\"\ncontract = \"{contract}\"\naddress = \"https://localhost:1/\"\nprofile = \"RIVTABP21\"\n"
        )
    };
    row(CONTRACT) + &row(VISITS)
}

/// Permissions for both services.
pub(crate) fn permission(receiver: &str, sender: &str) -> String {
    let row = |contract: &str| {
        format!("[[permission]]\nreceiver = \"{receiver}\"\ncontract = \"{contract}\"\nsender = \"{sender}\"\n")
    };
    row(CONTRACT) + &row(VISITS)
}

pub(crate) fn catalog(rows: &str) -> Catalog {
    let text = format!("environment = \"test\"\n{rows}");
    Catalog::from_toml(&text, "rows").unwrap().catalog
}

/// Time-outs that a test can wait for.
pub(crate) fn impatient(configuration: &mut Configuration) {
    configuration.index.receive_timeout = Duration::from_millis(700);
    configuration.sources.receive_timeout = Duration::from_millis(700);
    configuration.sources.total_timeout = Duration::from_secs(10);
}

/// Plays the rest of the platform: calls of the contract of the index are the index's, the others those of sources.
async fn play(script: Arc<Script>, request: Request<IncomingBody>) -> Response<OutgoingBody> {
    let (head, body) = request.into_parts();
    let body = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
    let envelope = Envelope::read(&body, &Limits::default()).unwrap();
    let is_question = envelope.payload().unwrap().1 == "FindContent";
    let (found, payload) = envelope.into_raw().unwrap();
    let seen = Seen {
        headers: head.headers,
        address: found.logical_address.unwrap(),
        payload: payload.unwrap().as_str().to_owned(),
        body,
    };
    let deed = if is_question {
        let since = asked_since(&seen.payload);
        script.questions.lock().unwrap().push(seen);
        let ordered = script.index.lock().unwrap().clone();
        ordered.unwrap_or_else(|| found_content(&script.posts.lock().unwrap(), since.as_deref()))
    } else {
        let ordered = script.deeds.lock().unwrap().get(&seen.address).cloned();
        script.requests.lock().unwrap().push(seen);
        ordered.unwrap_or_else(acknowledgement)
    };
    done(deed).await
}

async fn done(deed: Deed) -> Response<OutgoingBody> {
    let (status, body) = match deed {
        Deed::Answer(payload) => (200, enveloped(&payload)),
        Deed::Verbatim(text) => (200, text.to_owned()),
        Deed::Payload(status, payload) => (status, enveloped(&payload)),
        Deed::Fault(status, text) => (status, String::from_utf8(Fault::server(text).to_envelope()).unwrap()),
        Deed::Status(status) => (status, "<html/>".to_owned()),
        Deed::Hang => std::future::pending().await,
        Deed::Break => {
            let broken = broken_body();
            return Response::new(broken);
        }
    };
    let mut response = Response::new(full(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    response
        .headers_mut()
        .insert("content-type", "text/xml; charset=UTF-8".parse().unwrap());
    response
}

/// A body that ends with a reset of the connection.
fn broken_body() -> OutgoingBody {
    let error: rivta_producer::listener::BoxError = Box::new(rivta_producer::listener::ConnectionReset);
    Full::new(Bytes::from("<half"))
        .map_err(|never| match never {})
        .with_trailers(async move { Some(Err(error)) })
        .boxed()
}

pub(crate) fn enveloped(payload: &str) -> String {
    format!("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>{payload}</s:Body></s:Envelope>")
}

/// From when on content is asked for.
fn asked_since(question: &str) -> Option<String> {
    let (_, rest) = question.split_once("mostRecentContent>")?;
    rest.split_once("</").map(|(moment, _)| moment.to_owned())
}

/// Posts with content from this moment on, as an index finds them; a post whose moment no test names is always found.
fn found_content(posts: &[Post], since: Option<&str>) -> Deed {
    let engagements: Vec<String> = posts
        .iter()
        .filter(|post| post.newest.as_deref().is_none_or(|newest| since.is_none_or(|since| newest >= since)))
        .map(|Post { category, address, source, .. }| {
            format!(
                "<f:engagement><c:registeredResidentIdentification>{TEST_PERSON}</c:registeredResidentIdentification>\
                 <c:serviceDomain>riv:d</c:serviceDomain><c:categorization>{category}</c:categorization>\
                 <c:logicalAddress>{address}</c:logicalAddress>\
                 <c:businessObjectInstanceIdentifier>NA</c:businessObjectInstanceIdentifier>\
                 <c:clinicalProcessInterestId>NA</c:clinicalProcessInterestId><c:sourceSystem>{source}</c:sourceSystem>\
                 <c:dataController>D</c:dataController></f:engagement>"
            )
        })
        .collect();
    Deed::Answer(format!(
        "<f:FindContentResponse xmlns:f=\"urn:riv:itintegration:engagementindex:FindContentResponder:1\" \
         xmlns:c=\"urn:riv:itintegration:engagementindex:1\">{}</f:FindContentResponse>",
        engagements.concat()
    ))
}
