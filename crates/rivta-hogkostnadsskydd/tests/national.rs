//! A question to the national address over mutual TLS: a stand-in for the platform says in `ProcessingStatus` whom it
//! has asked, and these disclose to the asker's inbox, or do not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDate, Utc};
use http::{Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use rivta_consumer::{Answer, Consumer, Endpoint, OriginalConsumer, Trust};
use rivta_contracts::financial_patientfees_exemption_1_0::core::IIType;
use rivta_contracts::financial_patientfees_exemption_1_0::enums::ResultCodeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::{
    ProcessExemptionStatuses, ProcessExemptionStatusesResponseType, ProcessExemptionStatusesType,
};
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::{
    RequestExemptionStatuses, RequestExemptionStatusesResponseType, RequestExemptionStatusesType,
};
use rivta_hogkostnadsskydd::{Actor, Asker, Inbox, Inquiry, Limits, Question, Summary};
use rivta_pki::{Authority, FunctionCertificate, Subject, Validity};
use rivta_producer::listener::{IncomingBody, Listener, OutgoingBody, Running, fault_response, full};
use rivta_producer::{ClientTrust, Producer, RunningProducer};
use rivta_soap::envelope::{self, Envelope, OutgoingHeaders};
use rivta_soap::identity::{HsaId, LogicalAddress, Personnummer};
use rivta_soap::time::FixedClock;
use rivta_soap::xml::{Limits as XmlLimits, RawElement};
use rivta_soap::{Contract, Fault};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;
use uuid::Uuid;

const ASKER: &str = "SE5565594230-1177";
const HALLAND: &str = "SE2321000115-FRIK";
const VGR: &str = "SE2321000131-FRIK";
const OVERALL: Duration = Duration::from_secs(30);

/// The asker, a platform that answers as told, and the sources' way to the asker.
struct Stage {
    asker: Asker,
    sources: Consumer,
    requests: UnboundedReceiver<RequestExemptionStatusesType>,
    _inbox: RunningProducer,
    _platform: Running,
}

impl Stage {
    /// A platform with this header in its answer; none: it gives a fault.
    async fn set(header: Option<String>) -> Self {
        let authority = Authority::new("Test CA", Utc::now()).unwrap();
        let certificate = |name: &str, hsa_id: &str| {
            let subject = Subject::new(name, hsa_id);
            authority.issue(&subject, Validity::current(Utc::now())).unwrap()
        };
        let (asker, platform) = (certificate("asker", ASKER), certificate("platform", "SE5565594230-P"));
        let clock = Arc::new(FixedClock::on(NaiveDate::from_ymd_opt(2026, 6, 15).unwrap()));
        let inbox = Inbox::new(clock, Limits::default());
        let receiving = inbox.clone();
        let receiver = Producer::listening_on("127.0.0.1:0".parse().unwrap())
            .identified_by(identity(&asker))
            .admitting(trust(&authority))
            .handle::<ProcessExemptionStatuses, _, _>(move |call| receiving.handle(call))
            .start()
            .await
            .unwrap();
        let (seen, requests) = unbounded_channel();
        let answering = move |request: Request<IncomingBody>| {
            let (seen, header) = (seen.clone(), header.clone());
            async move {
                let body = request.into_body().collect().await.unwrap().to_bytes();
                let text = std::str::from_utf8(&body).unwrap();
                let request = Envelope::read(text, &XmlLimits::default()).unwrap();
                let (_, request) = request.decode(&RequestExemptionStatuses::REQUEST).unwrap();
                seen.send(request).unwrap();
                answer(header.as_deref())
            }
        };
        let listener = Listener::mutual_tls("127.0.0.1:0".parse().unwrap(), identity(&platform), trust(&authority));
        let listener = listener.serve(answering).await.unwrap();
        let consumer = consumer(&authority, &asker, listener.local_addr().port());
        Self {
            asker: Asker::new(consumer, inbox, LogicalAddress::new(ASKER).unwrap()),
            sources: self::consumer(&authority, &platform, receiver.local_addr().port()),
            requests,
            _inbox: receiver,
            _platform: listener,
        }
    }

    fn ask(&self, patience: Duration) -> Question {
        let tolvan = Personnummer::new("191212121212").unwrap();
        let national = LogicalAddress::new(LogicalAddress::NATIONAL).unwrap();
        let inquiry = Inquiry::new(tolvan.clone().into(), Actor::Citizen(tolvan), vec![national]);
        self.asker
            .ask(&inquiry.patience(patience).linger(Duration::ZERO))
            .unwrap()
    }

    async fn request(&mut self) -> RequestExemptionStatusesType {
        timeout(OVERALL, self.requests.recv()).await.unwrap().unwrap()
    }

    /// A source discloses that it knows nothing.
    async fn disclose(&self, sender: &str, request_id: &IIType) -> ResultCodeEnum {
        let disclosure = ProcessExemptionStatusesType {
            request_id: request_id.clone(),
            fee_exemption: Vec::new(),
            any: Vec::new(),
        };
        let to = LogicalAddress::new(ASKER).unwrap();
        let call = self.sources.request::<ProcessExemptionStatuses>(&to, &disclosure);
        let answer = call
            .original_consumer(HsaId::new(sender).unwrap())
            .send()
            .await
            .unwrap();
        let Answer::<ProcessExemptionStatusesResponseType> { body, .. } = answer;
        body.result_code
    }
}

fn identity(certificate: &FunctionCertificate) -> rivta_producer::Identity {
    let (chain, key) = (certificate.certificate_pem(), certificate.private_key_pem());
    rivta_producer::Identity::from_pem(chain.as_bytes(), key.as_bytes()).unwrap()
}

fn trust(authority: &Authority) -> ClientTrust {
    ClientTrust::from_pem(authority.certificate_pem().as_bytes()).unwrap()
}

fn consumer(authority: &Authority, certificate: &FunctionCertificate, port: u16) -> Consumer {
    let (chain, key) = (certificate.certificate_pem(), certificate.private_key_pem());
    Consumer::to(Endpoint::base(&format!("https://localhost:{port}")).unwrap())
        .trusting(Trust::from_pem(authority.certificate_pem().as_bytes()).unwrap())
        .identified_by(rivta_consumer::Identity::from_pem(chain.as_bytes(), key.as_bytes()).unwrap())
        .on_behalf_of(OriginalConsumer::FromCertificate)
        .build()
        .unwrap()
}

/// The platform's answer.
fn answer(header: Option<&str>) -> Response<OutgoingBody> {
    let Some(header) = header else {
        return fault_response(&Fault::server("Invalid Id: EI:INV_ID"));
    };
    let status = RawElement::parse(header, &XmlLimits::default()).unwrap();
    let headers = OutgoingHeaders {
        address: None,
        others: &[status],
    };
    let namespaces = RequestExemptionStatuses::RESPONSE_NAMESPACES;
    let response = RequestExemptionStatusesResponseType { any: Vec::new() };
    let message = envelope::write(headers, &RequestExemptionStatuses::RESPONSE, namespaces, &response);
    let mut answer = Response::new(full(message));
    *answer.status_mut() = StatusCode::OK;
    let content_type = "text/xml; charset=UTF-8".parse().unwrap();
    answer.headers_mut().insert("content-type", content_type);
    answer
}

fn status(records: &[String]) -> String {
    let uri = "urn:riv:interoperability:headers:1";
    format!(
        "<h:ProcessingStatus xmlns:h='{uri}'>{}</h:ProcessingStatus>",
        records.concat()
    )
}

fn reached(address: &str) -> String {
    format!(
        "<h:ProcessingStatusList><h:logicalAddress>{address}</h:logicalAddress><h:statusCode>DataFromSource</h:statusCode>\
         <h:isResponseFromCache>false</h:isResponseFromCache><h:isResponseInSynch>true</h:isResponseInSynch>\
         <h:lastSuccessfulSynch>20260615120000</h:lastSuccessfulSynch></h:ProcessingStatusList>"
    )
}

/// As the platform in use has it: without `lastSuccessfulSynch`.
fn unreached(address: &str, text: &str) -> String {
    format!(
        "<h:ProcessingStatusList><h:logicalAddress>{address}</h:logicalAddress><h:statusCode>NoDataSynchFailed</h:statusCode>\
         <h:isResponseFromCache>false</h:isResponseFromCache><h:isResponseInSynch>false</h:isResponseInSynch>\
         <h:lastUnsuccessfulSynch>20260615120000</h:lastUnsuccessfulSynch><h:lastUnsuccessfulSynchError>\
         <h:causingAgent>virtualization_platform</h:causingAgent><h:code>500</h:code><h:text>{text}</h:text>\
         </h:lastUnsuccessfulSynchError></h:ProcessingStatusList>"
    )
}

async fn finish(question: Question) -> Summary {
    timeout(2 * OVERALL, question.finish()).await.unwrap().unwrap()
}

fn states(summary: &Summary) -> Vec<(&str, &str)> {
    let sources = summary.sources.iter();
    sources
        .map(|source| (source.source.address.as_str(), source.state))
        .collect()
}

#[tokio::test]
async fn all_that_the_platform_asked_answer_and_the_question_ends() {
    let mut stage = Stage::set(Some(status(&[reached("13"), reached("14")]))).await;
    let question = stage.ask(10 * OVERALL);
    let request = stage.request().await;
    assert_eq!(request.response_logical_address, ASKER);
    assert_eq!(stage.disclose(VGR, &request.request_id).await, ResultCodeEnum::Ok);
    assert_eq!(
        stage.disclose(VGR, &request.request_id).await,
        ResultCodeEnum::Info,
        "twice"
    );
    assert_eq!(stage.disclose(HALLAND, &request.request_id).await, ResultCodeEnum::Ok);
    let summary = finish(question).await;
    assert_eq!(states(&summary), [("13", "answered"), ("14", "answered")]);
    assert!(summary.complete);
    let after = stage.disclose(HALLAND, &request.request_id).await;
    assert_eq!(after, ResultCodeEnum::Info, "the question is closed");
}

#[tokio::test]
async fn a_fault_at_a_source_another_request_id_and_silence() {
    let header = status(&[reached("13"), unreached("14", "VP009: no contact"), reached("17")]);
    let mut stage = Stage::set(Some(header)).await;
    let question = stage.ask(Duration::from_secs(2));
    let request = stage.request().await;
    let other = IIType {
        root: Uuid::new_v4().to_string(),
        ..request.request_id.clone()
    };
    assert_eq!(stage.disclose(HALLAND, &other).await, ResultCodeEnum::Error);
    assert_eq!(stage.disclose(HALLAND, &request.request_id).await, ResultCodeEnum::Ok);
    let summary = finish(question).await;
    assert_eq!(states(&summary), [("13", "answered"), ("14", "failed"), ("17", "late")]);
    let reason = summary.sources[1].reason.as_deref().unwrap();
    assert!(
        reason.contains("virtualization_platform: 500: VP009: no contact"),
        "{reason}"
    );
    assert!(!summary.complete);
}

#[tokio::test]
async fn no_source_is_asked_when_no_region_knows_the_person() {
    let stage = Stage::set(Some(status(&[]))).await;
    let summary = finish(stage.ask(10 * OVERALL)).await;
    assert!(summary.no_engagement && summary.sources.is_empty());
}

#[tokio::test]
async fn a_fault_of_the_platform_is_a_failure_and_not_an_empty_picture() {
    let stage = Stage::set(None).await;
    let summary = finish(stage.ask(10 * OVERALL)).await;
    assert_eq!(states(&summary), [("5565594230", "failed")]);
    assert!(!summary.no_engagement && !summary.complete);
    let reason = summary.sources[0].reason.as_deref().unwrap();
    assert!(reason.contains("EI:INV_ID"), "{reason}");
}
