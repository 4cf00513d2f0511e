//! The cases on consumers, with one that is sound or broken in one way.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Request, Response};
use http_body_util::BodyExt as _;
use rivta_conformance::outcome::Verdict;
use rivta_producer::Listener;
use rivta_producer::listener::{IncomingBody, OutgoingBody, Running, fault_response, full};
use rivta_schema::validate::{Limits, Validator};
use rivta_soap::Fault;

use crate::defect::defects;
use crate::{Caller, area, judged_by, run, target};

defects! {
    BreaksSchema => ["1.1"],
    RequestIdIsNoUuid => ["1.2"],
    RequestIdHasExtension => ["1.2"],
    PatientRootIsNoOid => ["1.3"],
    ActorIsUnit => ["1.4"],
    CareGiverOfCitizen => ["1.5"],
    NoResponseAddress => ["1.6"],
    EmptyElement => ["1.7"],
    OtherResponseAddress => ["1.8"],
    AsksTwice => ["1.9"],
    WrongCharset => ["2.1"],
    NoSoapAction => ["2.2"],
    AddressOutOfPlace => ["2.3"],
    NoOriginalConsumer => ["2.4"],
    SendsSenderHeader => ["2.5"],
    SendsInstanceHeader => ["2.5"],
    RefusesDisclosures => ["3.1", "3.2", "3.3", "3.4"],
    FaultsOnSecond => ["3.2"],
    RefusesExtensions => ["3.3"],
    RefusesEmptyDisclosure => ["3.4"],
    UncheckedSchema => ["3.5"],
    FaultOfServer => ["3.5"],
    FaultWithoutLogId => ["3.5"],
    FaultNamesThePerson => ["3.5"],
    TakesUnknownRequestId => ["3.6"],
    AnswerNamesThePerson => ["3.6"],
    SendsAtOnceAgain => ["4.1"],
    Impatient => ["4.2"],
}

const PERSON: &str = "191212121212";
const OWN: &str = "SE5565594230-HKS1";
const ACTION: &str =
    "\"urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1:RequestExemptionStatuses\"";

/// The consumer: what it has asked and not yet been answered, and what it checks disclosures with.
struct Peer {
    defect: Defect,
    validator: Validator,
    asked: Mutex<BTreeSet<String>>,
    answered: Mutex<BTreeSet<String>>,
}

impl Peer {
    fn new(defect: Defect) -> Self {
        let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../wsdl/financial_patientfees_exemption");
        let reading = rivta_schema::read(schemas).unwrap();
        Self {
            defect,
            validator: Validator::of(&reading.packages.first().unwrap().package.schemas).unwrap(),
            asked: Mutex::default(),
            answered: Mutex::default(),
        }
    }

    async fn listen(self: &Arc<Self>) -> Running {
        let peer = Arc::clone(self);
        let service = move |request| {
            let peer = Arc::clone(&peer);
            async move { peer.disclosed(request).await }
        };
        let listener = Listener::in_clear("127.0.0.1:0".parse().unwrap());
        listener.serve(service).await.unwrap()
    }

    /// Puts the question.
    async fn ask(&self, caller: &Caller) {
        use Defect as D;
        let id = match self.defect {
            D::RequestIdIsNoUuid => "17".to_owned(),
            _ => uuid::Uuid::new_v4().to_string(),
        };
        self.asked.lock().unwrap().insert(id.clone());
        let (message, headers) = (self.request(&id), self.headers());
        let asking = caller.send_as(&message, headers.clone(), self.content_type());
        if self.defect == D::Impatient {
            if tokio::time::timeout(Duration::from_millis(500), asking).await.is_err() {
                self.asked.lock().unwrap().remove(&id);
            }
            return;
        }
        let (status, _) = asking.await;
        if self.defect == D::AsksTwice || self.defect == D::SendsAtOnceAgain && status == 500 {
            caller.send_as(&message, headers, self.content_type()).await;
        }
    }

    fn content_type(&self) -> &'static str {
        match self.defect {
            Defect::WrongCharset => "text/xml; charset=ISO-8859-1",
            _ => "text/xml; charset=UTF-8",
        }
    }

    fn headers(&self) -> HeaderMap {
        use Defect as D;
        let mut headers = HeaderMap::new();
        let mut set = |name: &'static str, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
        set(
            "soapaction",
            if self.defect == D::NoSoapAction { "\"\"" } else { ACTION },
        );
        if self.defect != D::NoOriginalConsumer {
            set("x-rivta-original-serviceconsumer-hsaid", OWN);
        }
        match self.defect {
            D::SendsSenderHeader => set("x-vp-sender-id", OWN),
            D::SendsInstanceHeader => set("x-vp-instance-id", "1"),
            _ => None,
        };
        headers
    }

    fn request(&self, id: &str) -> String {
        use Defect as D;
        let of = |defect: Defect, wrong: &'static str, right: &'static str| {
            if self.defect == defect { wrong } else { right }
        };
        let address = "<itr:LogicalAddress>14</itr:LogicalAddress>";
        let address = match self.defect {
            D::AddressOutOfPlace => format!("<x:inside xmlns:x=\"urn:x\">{address}</x:inside>"),
            _ => address.to_owned(),
        };
        format!(
            r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:itr="urn:riv:itintegration:registry:1" xmlns:r="urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1" xmlns:c="urn:riv:financial:patientfees:exemption:1"><s:Header>{address}</s:Header><s:Body><r:RequestExemptionStatuses><r:requestId><c:root>{id}</c:root>{}</r:requestId><r:patientId><c:root>{}</c:root><c:extension>{PERSON}</c:extension></r:patientId><r:actor><c:actorTypeEnum>{}</c:actorTypeEnum><c:actorId><c:root>{}</c:root><c:extension>{PERSON}</c:extension></c:actorId>{}</r:actor><r:responseLogicalAddress>{}</r:responseLogicalAddress>{}</r:RequestExemptionStatuses></s:Body></s:Envelope>"#,
            of(D::RequestIdHasExtension, "<c:extension>1</c:extension>", ""),
            of(D::PatientRootIsNoOid, "personnummer", "1.2.752.129.2.1.3.1"),
            of(D::BreaksSchema, "SOMEONE", "CITIZEN"),
            of(D::ActorIsUnit, "1.2.752.129.2.1.4.1", "1.2.752.129.2.1.3.1"),
            of(
                D::CareGiverOfCitizen,
                "<c:careGiverId><c:root>1.2.752.129.2.1.4.1</c:root><c:extension>SE2321000131-A000</c:extension></c:careGiverId>",
                ""
            ),
            match self.defect {
                D::NoResponseAddress => "",
                D::OtherResponseAddress => "SE5565594230-HKS2",
                _ => OWN,
            },
            of(D::EmptyElement, "<x:note xmlns:x=\"urn:x\"/>", ""),
        )
    }

    /// Takes a disclosure.
    async fn disclosed(&self, request: Request<IncomingBody>) -> Response<OutgoingBody> {
        use Defect as D;
        let body = request.into_body().collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&body);
        let valid = self.validator.envelope(&body, &Limits::default()).is_valid();
        if !valid && self.defect != D::UncheckedSchema {
            return self.refused();
        }
        let id = text.split_once("requestId><core:root>");
        let Some((id, _)) = id.and_then(|(_, rest)| rest.split_once('<')) else {
            return self.refused();
        };
        let id = id.to_owned();
        let extended = text.contains("urn:rivta:conformance:extension");
        let empty = !text.contains("feeExemption");
        let again = !self.answered.lock().unwrap().insert(id.clone());
        if self.defect == D::FaultsOnSecond && again {
            return self.refused();
        }
        let known = self.asked.lock().unwrap().contains(&id) || self.defect == D::TakesUnknownRequestId;
        let refused = match self.defect {
            D::RefusesDisclosures => true,
            D::RefusesExtensions => extended,
            D::RefusesEmptyDisclosure => empty,
            _ => false,
        };
        let answer = if known && !refused { "OK" } else { "ERROR" };
        let person = if self.defect == D::AnswerNamesThePerson {
            PERSON
        } else {
            "17"
        };
        let told = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><ProcessExemptionStatusesResponse xmlns="urn:riv:financial:patientfees:exemption:ProcessExemptionStatusesResponder:1"><resultCode>{answer}</resultCode><resultText>{person}</resultText></ProcessExemptionStatusesResponse></s:Body></s:Envelope>"#
        );
        let mut response = Response::new(full(told));
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static("text/xml; charset=UTF-8"));
        response
    }

    fn refused(&self) -> Response<OutgoingBody> {
        let text = match self.defect {
            Defect::FaultNamesThePerson => format!("the disclosure about {PERSON} cannot be read"),
            _ => "the disclosure cannot be read".to_owned(),
        };
        let fault = match self.defect {
            Defect::FaultOfServer => Fault::server(text),
            _ => Fault::client(text),
        };
        fault_response(&match self.defect {
            Defect::FaultWithoutLogId => fault,
            _ => fault.with_log_id(&uuid::Uuid::new_v4().to_string()),
        })
    }
}

async fn verdicts(defect: Defect, cases: &[&str]) -> Vec<(String, Verdict)> {
    let mut target = target();
    let peer = Arc::new(Peer::new(defect));
    let running = peer.listen().await;
    let own = format!("http://127.0.0.1:{}/", running.local_addr().port());
    target.addresses = BTreeMap::from([("consumer".to_owned(), own)]);
    let caller = Caller::of(&target);
    let outcome = run(&target, judged_by("consumer", cases), move |_| {
        let (peer, caller) = (Arc::clone(&peer), caller.clone());
        async move { peer.ask(&caller).await }
    });
    let outcome = outcome.await;
    running.shutdown().await;
    let cases = outcome.cases.into_iter();
    cases.map(|case| (case.id, case.verdict)).collect()
}

#[tokio::test]
async fn a_sound_consumer_passes_every_case() {
    let verdicts = verdicts(Defect::None, &[]).await;
    let wrong: Vec<_> = verdicts.iter().filter(|case| case.1 != Verdict::Passed).collect();
    assert!(verdicts.len() >= 22 && wrong.is_empty(), "{wrong:?}");
}

#[tokio::test]
async fn every_broken_consumer_is_caught_by_the_cases_meant_for_it() {
    crate::defect::caught(&Defect::MEANT_FOR, async |defect, cases| verdicts(defect, cases).await).await;
}

#[test]
fn every_case_on_consumers_has_a_broken_one() {
    crate::defect::cover(&area("consumer"), &Defect::MEANT_FOR);
}
