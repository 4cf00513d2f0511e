//! A small producer, sound or with a defect: no code of ours but the listener, the channel and the validator.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use chrono::NaiveDateTime;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Full};
use rivta_consumer::Channel;
use rivta_producer::Listener;
use rivta_producer::listener::{IncomingBody, OutgoingBody, Running, fault_response, full};
use rivta_schema::validate::{Limits, Validator};
use rivta_soap::Fault;
use rivta_soap::identity::{PersonIdentity, Personnummer, Samordningsnummer, oid};
use rivta_soap::time::{Clock, SystemClock, swedish_local};
use rivta_soap::xml::decode_text;

use crate::disclosure::{Asked, envelope};
use crate::mutation::Mutation;

/// Its logical address.
pub(crate) const ADDRESS: &str = "14";

/// Whom it knows, by the name that cases have for them.
pub(crate) const PERSONS: [(&str, &str, &str); 10] = [
    ("personnummer", oid::PERSONNUMMER, "191212121212"),
    ("samordningsnummer", oid::SAMORDNINGSNUMMER, "198001612384"),
    ("nrid", oid::NRID, "00900101AAAA"),
    ("lrid", "1.2.752.97.3.1.3", "14X000000001"),
    ("avgifter", oid::PERSONNUMMER, "191212121212"),
    ("frikort", oid::PERSONNUMMER, "201201022397"),
    ("gamla", oid::PERSONNUMMER, "201201032388"),
    ("okänd", oid::PERSONNUMMER, "201201042387"),
    ("makulerad", oid::PERSONNUMMER, "201201052386"),
    ("länkad", oid::PERSONNUMMER, "201201062385"),
];

/// Bytes of a request that one falls over.
const LARGE: usize = 256 << 10;

/// Calls after which one never comes back.
const OVERLOAD: usize = 3;

/// How often it sends a disclosure that is not taken.
const ATTEMPTS: usize = 2;

/// The producer at work.
pub(crate) struct Producer {
    running: Running,
}

struct Inner {
    mutation: Mutation,
    receiver: String,
    validator: Validator,
    channel: Channel,
    calls: AtomicUsize,
    fallen: AtomicBool,
}

impl Producer {
    /// Starts one that sends its disclosures to a port of this machine.
    pub(crate) async fn start(mutation: Mutation, receiver: SocketAddr) -> Self {
        let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../wsdl/financial_patientfees_exemption");
        let reading = rivta_schema::read(schemas).unwrap();
        let inner = Arc::new(Inner {
            mutation,
            receiver: format!("http://{receiver}/"),
            validator: Validator::of(&reading.packages.first().unwrap().package.schemas).unwrap(),
            channel: Channel::anonymous(None).build().unwrap(),
            calls: AtomicUsize::new(0),
            fallen: AtomicBool::new(false),
        });
        let service = move |request| {
            let inner = Arc::clone(&inner);
            async move { inner.answer(request).await }
        };
        let mut limits = rivta_producer::Limits::default();
        if mutation == Mutation::FallsOverLargeRequests {
            limits.body_bytes *= 2;
        }
        let running = Listener::in_clear("127.0.0.1:0".parse().unwrap())
            .limits(limits)
            .serve(service)
            .await
            .unwrap();
        Self { running }
    }

    pub(crate) fn port(&self) -> u16 {
        self.running.local_addr().port()
    }

    pub(crate) async fn stop(self) {
        self.running.shutdown().await;
    }
}

fn now() -> NaiveDateTime {
    swedish_local(SystemClock.now())
}

impl Inner {
    async fn answer(self: Arc<Self>, request: Request<IncomingBody>) -> Response<OutgoingBody> {
        use Mutation as M;
        let (head, body) = request.into_parts();
        let body = body.collect().await.map(http_body_util::Collected::to_bytes);
        let large = body.as_ref().map_or(true, |body| body.len() > LARGE);
        self.fallen
            .fetch_or(large && self.mutation == M::FallsOverLargeRequests, Ordering::Relaxed);
        let Ok(body) = body.map_err(drop) else {
            return self.refuse("the body is too large", None);
        };
        if self.fallen.load(Ordering::Relaxed) {
            return self.refuse("out of order", None);
        }
        let header = |name: &str| {
            head.headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
        let charset = rivta_soap::http::charset(header("content-type"));
        let read = self.read(&body, charset, header("soapaction"));
        let asked = match read {
            Ok(asked) => asked,
            Err(refused) => return self.refuse(refused.0, refused.1),
        };
        let number = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        let busy = match self.mutation {
            M::FaultsUnderLoad => number.is_multiple_of(7),
            M::NeverRecovers => number > OVERLOAD,
            _ => false,
        };
        if busy {
            return self.refuse("busy", None);
        }
        if self.mutation == M::SlowAnswer {
            tokio::time::sleep(Duration::from_millis(1300)).await;
        }
        tokio::spawn(Arc::clone(&self).disclose(asked));
        self.acknowledge()
    }

    fn acknowledge(&self) -> Response<OutgoingBody> {
        let major = if self.mutation == Mutation::OtherNamespaceInAnswer {
            2
        } else {
            1
        };
        let text = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><RequestExemptionStatusesResponse xmlns="urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:{major}"/></s:Body></s:Envelope>"#
        );
        let mut bytes = text.into_bytes();
        if self.mutation == Mutation::BytesAreNotUtf8 {
            bytes.extend(b"<!-- \xE5\xE4\xF6 -->");
        }
        let mut response = Response::new(full(bytes));
        let charset = match self.mutation {
            Mutation::WrongCharset => "text/xml; charset=ISO-8859-1",
            _ => "text/xml; charset=UTF-8",
        };
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static(charset));
        response
    }

    fn refuse(self: &Arc<Self>, reason: &str, asked: Option<Asked>) -> Response<OutgoingBody> {
        use Mutation as M;
        if self.mutation == M::AcceptsEverything {
            return self.acknowledge();
        }
        if let (M::DisclosesWhatItRefused, Some(asked)) = (self.mutation, asked) {
            tokio::spawn(Arc::clone(self).disclose(asked));
        }
        let text = match self.mutation {
            M::FaultWithPersonalNumber => format!("{reason}: 19121212-1212"),
            _ => reason.to_owned(),
        };
        let fault = if self.mutation == M::FaultOfServer {
            Fault::server(text)
        } else {
            Fault::client(text)
        };
        let log_id = uuid::Uuid::new_v4().to_string();
        let fault = if self.mutation == M::FaultWithoutLogId {
            fault
        } else {
            fault.with_log_id(&log_id)
        };
        let mut response = fault_response(&fault);
        if self.mutation == M::FaultWithStatus200 {
            *response.status_mut() = StatusCode::OK;
        }
        response
    }

    /// Reads a request; what is wrong with it comes with what could be read all the same.
    fn read(
        &self,
        body: &[u8],
        charset: Option<&str>,
        action: &str,
    ) -> Result<Asked, Box<(&'static str, Option<Asked>)>> {
        use Mutation as M;
        let mutation = self.mutation;
        let text = decode_text(body, charset, &rivta_soap::xml::Limits::default());
        let text = text.map_err(|_| Box::new(("the encoding is unknown", None)))?;
        let unread = match mutation {
            M::RefusesMissingCharset => charset.is_none(),
            M::RefusesByteOrderMark => body.starts_with(b"\xEF\xBB\xBF"),
            M::RefusesOtherPrefixes => !text.contains("<soapenv:Envelope"),
            _ => false,
        };
        if unread {
            return Err(Box::new(("the form is not taken", None)));
        }
        if mutation == M::RefusesUtf16 && charset.is_some_and(|charset| charset.eq_ignore_ascii_case("utf-16")) {
            return Err(Box::new(("the encoding is not taken", None)));
        }
        if mutation == M::RefusesExtension && text.contains("urn:rivta:conformance:extension") {
            return Err(Box::new(("an unknown element", None)));
        }
        if mutation == M::SoapActionDecides && !action.contains("RequestExemptionStatuses") {
            return Err(Box::new(("an unknown action", None)));
        }
        let text = text.replace("encoding=\"UTF-16\"", "encoding=\"UTF-8\"");
        let readable = match mutation {
            M::AcceptsBrokenXml if !text.contains("</soapenv:Envelope>") => format!("{text}</soapenv:Envelope>"),
            M::AcceptsDocumentType => text.replace("<!DOCTYPE x [<!ENTITY a \"b\">]>", ""),
            _ => text,
        };
        let valid = self
            .validator
            .envelope(readable.as_bytes(), &Limits::default())
            .is_valid();
        if !valid {
            return Err(Box::new(("the message does not follow the schema", None)));
        }
        let asked = asked(&readable).ok_or_else(|| Box::new(("something is missing", None)))?;
        let wrong = wrong(&asked, &readable, mutation);
        wrong.map_or(Ok(asked.clone()), |reason| Err(Box::new((reason, Some(asked)))))
    }

    async fn disclose(self: Arc<Self>, asked: Asked) {
        use Mutation as M;
        match self.mutation {
            M::NoDisclosure => return,
            M::LateDisclosure => tokio::time::sleep(Duration::from_secs(5)).await,
            _ => {}
        }
        let message = envelope(&asked, self.mutation, now());
        let times = if self.mutation == M::DoubleDisclosure { 2 } else { 1 };
        for _ in 0..times {
            self.deliver(&message).await;
        }
    }

    /// Sends a disclosure; again after a while when it met a fault, and never when the answer was a considered no.
    async fn deliver(&self, message: &str) {
        use Mutation as M;
        for _ in 0..ATTEMPTS {
            let patience = match self.mutation {
                M::ImpatientDelivery => Duration::from_millis(500),
                _ => Duration::from_secs(30),
            };
            let Ok(answer) = tokio::time::timeout(patience, self.post(message)).await else {
                continue;
            };
            let again = match self.mutation {
                M::SendsAgainAfterError => answer.contains("ERROR"),
                M::SendsAgainAfterInfo => answer.contains("INFO"),
                _ => answer.contains("Fault"),
            };
            if !again {
                return;
            }
            let at_once = matches!(
                self.mutation,
                M::SendsAtOnceAfterFault | M::SendsAgainAfterError | M::SendsAgainAfterInfo
            );
            if !at_once {
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
        }
    }

    async fn post(&self, message: &str) -> String {
        const ACTION: &str =
            "\"urn:riv:financial:patientfees:exemption:ProcessExemptionStatusesResponder:1:ProcessExemptionStatuses\"";
        let body = Full::new(Bytes::copy_from_slice(message.as_bytes())).map_err(|never| match never {});
        let action = if self.mutation == Mutation::NoSoapAction {
            "\"\""
        } else {
            ACTION
        };
        let request = Request::post(&self.receiver)
            .header(CONTENT_TYPE, "text/xml; charset=UTF-8")
            .header("soapaction", action)
            .body(body.boxed())
            .unwrap();
        // The receiver is gone when the run is over.
        let Ok(response) = self.channel.send(request).await else {
            return String::new();
        };
        let body = response
            .into_body()
            .collect()
            .await
            .map(http_body_util::Collected::to_bytes)
            .unwrap_or_default();
        String::from_utf8_lossy(&body).into_owned()
    }
}

fn asked(text: &str) -> Option<Asked> {
    let document = roxmltree::Document::parse(text).ok()?;
    let of = |path: &[&str]| {
        let mut node = document.root();
        for name in path {
            node = node.descendants().find(|node| node.tag_name().name() == *name)?;
        }
        node.text().map(str::to_owned)
    };
    let extension = of(&["patientId", "extension"]).unwrap_or_default();
    let person = PERSONS.iter().rev().find(|(_, _, known)| *known == extension);
    Some(Asked {
        request_id: of(&["requestId", "root"])?,
        root: of(&["patientId", "root"])?,
        extension,
        actor: of(&["actor", "actorTypeEnum"])?,
        address: of(&["responseLogicalAddress"])?,
        person: person.map_or("okänd", |(name, ..)| name),
    })
}

/// What the schema cannot say.
fn wrong(asked: &Asked, text: &str, mutation: Mutation) -> Option<&'static str> {
    let known = format!("LogicalAddress>{ADDRESS}<");
    let number = match asked.root.as_str() {
        oid::PERSONNUMMER => Personnummer::new(&asked.extension)
            .map(PersonIdentity::Personnummer)
            .is_ok(),
        oid::SAMORDNINGSNUMMER => Samordningsnummer::new(&asked.extension).is_ok(),
        _ => true,
    };
    if !text.contains(&known) {
        return Some("the logical address is unknown");
    }
    if uuid::Uuid::parse_str(&asked.request_id).is_err() {
        return Some("requestId is no UUID");
    }
    if !number && mutation != Mutation::AcceptsWrongCheckDigit {
        return Some("patientId is no identity");
    }
    if mutation == Mutation::RefusesLocalIds && asked.person == "lrid" {
        return Some("patientId is not national");
    }
    if asked.actor == "CAREGIVER" && !text.contains("careGiverId") {
        return Some("careGiverId is missing");
    }
    if mutation == Mutation::UnknownPersonIsFault && asked.person == "okänd" {
        return Some("the person is unknown");
    }
    None
}
