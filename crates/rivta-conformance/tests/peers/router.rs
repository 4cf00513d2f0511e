//! The cases on the router, with a platform that is sound or broken in one way.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Full};
use rivta_conformance::Target;
use rivta_conformance::outcome::Verdict;
use rivta_consumer::Channel;
use rivta_producer::Listener;
use rivta_producer::listener::{IncomingBody, OutgoingBody, Running, fault_response, full};
use rivta_soap::Fault;
use rivta_soap::xml::{Limits, decode_text};

use crate::defect::defects;
use crate::{area, judged_by, run, target};

defects! {
    NeverForwards => ["1.1", "1.8"],
    LosesLetters => ["1.2"],
    OtherCode => ["1.3", "1.4", "1.5", "1.6", "1.7", "1.9", "2.1", "2.2", "2.3", "5.1", "5.3", "5.4", "5.5", "5.6", "6.1", "6.2"],
    OtherSide => ["1.3", "1.4", "1.5", "1.7", "1.9", "2.1", "5.1", "6.1", "6.2"],
    FaultWithStatus200 => ["1.3", "2.1", "5.1", "6.1", "6.4"],
    TrimsAddress => ["1.6"],
    AnyContract => ["1.7"],
    SoapActionDecides => ["1.8"],
    TakesFirstRoute => ["1.9"],
    EveryoneMay => ["2.1", "2.2", "2.3"],
    ForwardsWhatItRefuses => ["2.2"],
    BelievesSenderHeader => ["2.3"],
    NeverConverts => ["3.1", "3.2"],
    AlwaysNewProfile => ["3.1", "3.3"],
    NoOriginalConsumer => ["4.1"],
    OwnCorrelationId => ["4.2"],
    NoCorrelationId => ["4.2", "4.3"],
    NoProducerTime => ["4.4"],
    DropsActingOnBehalf => ["4.5"],
    DropsSoapAction => ["4.6"],
    ReplacesFaults => ["5.2"],
    RelaysWhatever => ["5.3", "5.4", "5.5"],
    NamesThePerson => ["5.6"],
    TakesAnyText => ["6.1"],
    TakesDocumentType => ["6.2"],
    KeepsEncoding => ["6.3"],
    SulksAfterBadCall => ["6.4"],
}

/// Who calls: without TLS there is no certificate that would tell.
const SENDER: &str = "SE5560000003-JUDGE";
const ORDINARY: &str = "SE5560000003-PROD";
const OLDER: &str = "SE5560000003-PROD20";
const NOT_PERMITTED: &str = "SE5560000003-NOPERM";
const DOWN: &str = "SE5560000003-DOWN";
const TWO_ROUTES: &str = "SE5560000003-TWICE";
const REGISTRY: &str = "urn:riv:itintegration:registry:1";
const ADDRESSING: &str = "http://www.w3.org/2005/08/addressing";
const CONTRACT: &str = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1";
const CORRELATION: &str = "x-skltp-correlation-id";

/// The platform at work.
struct Peer {
    defect: Defect,
    receiver: String,
    channel: Channel,
    spoilt: AtomicBool,
}

/// What a call says of itself.
struct Called {
    address: String,
    /// Where the header block with the address stands, and whether it is that of RIVTABP20.
    block: Option<(Range<usize>, bool)>,
    contract: String,
    person: String,
}

/// A call that is refused: code, whose fault it is, and the text.
struct Refusal(&'static str, bool, String);

fn client(code: &'static str, text: &str) -> Refusal {
    Refusal(code, true, text.to_owned())
}

fn server(code: &'static str, text: &str) -> Refusal {
    Refusal(code, false, text.to_owned())
}

fn read(text: &str) -> Option<Called> {
    let document = roxmltree::Document::parse(text).ok()?;
    let named = |name: &'static str| document.descendants().find(move |node| node.tag_name().name() == name);
    let block = named("LogicalAddress").or_else(|| named("To"));
    let payload = named("Body")?.first_element_child()?;
    let person = named("patientId").and_then(|id| id.descendants().find(|node| node.tag_name().name() == "extension"));
    Some(Called {
        address: block.and_then(|node| node.text()).unwrap_or_default().to_owned(),
        block: block.map(|node| (node.range(), node.tag_name().name() == "To")),
        contract: payload.tag_name().namespace().unwrap_or_default().to_owned(),
        person: person.and_then(|node| node.text()).unwrap_or_default().to_owned(),
    })
}

impl Peer {
    async fn start(defect: Defect, receiver: String) -> Running {
        let peer = Arc::new(Self {
            defect,
            receiver,
            channel: Channel::anonymous(None).build().unwrap(),
            spoilt: AtomicBool::new(false),
        });
        let service = move |request| {
            let peer = Arc::clone(&peer);
            async move { peer.answer(request).await }
        };
        let listener = Listener::in_clear("127.0.0.1:0".parse().unwrap());
        listener.serve(service).await.unwrap()
    }

    async fn answer(&self, request: Request<IncomingBody>) -> Response<OutgoingBody> {
        let (head, body) = request.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let routed = self.route(&head.headers, &body).await;
        let mut answer = routed.unwrap_or_else(|refusal| self.refused(refusal));
        let given = head.headers.get(CORRELATION).cloned();
        let correlation = given.filter(|_| self.defect != Defect::OwnCorrelationId);
        let own = || HeaderValue::from_str(&uuid::Uuid::new_v4().to_string()).unwrap();
        if self.defect != Defect::NoCorrelationId {
            answer
                .headers_mut()
                .insert(CORRELATION, correlation.unwrap_or_else(own));
        }
        if self.defect != Defect::NoProducerTime {
            answer
                .headers_mut()
                .insert("x-skltp-prt", HeaderValue::from_static("3"));
        }
        answer
    }

    fn refused(&self, Refusal(code, client, text): Refusal) -> Response<OutgoingBody> {
        let code = if self.defect == Defect::OtherCode {
            "VP001"
        } else {
            code
        };
        let text = format!("{code} {text}");
        let fault = if client == (self.defect == Defect::OtherSide) {
            Fault::server(text)
        } else {
            Fault::client(text)
        };
        let mut response = fault_response(&fault);
        if self.defect == Defect::FaultWithStatus200 {
            *response.status_mut() = StatusCode::OK;
        }
        response
    }

    async fn route(&self, headers: &HeaderMap, body: &Bytes) -> Result<Response<OutgoingBody>, Refusal> {
        use Defect as D;
        let of = |name: &str| {
            headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
        let text = decode_text(body, rivta_soap::http::charset(of("content-type")), &Limits::default());
        let mut text = text.map(|text| text.to_string()).unwrap_or_default();
        if self.defect == D::TakesDocumentType {
            text = text.replace("<!DOCTYPE x [<!ENTITY a \"b\">]>", "");
        }
        let called = match read(&text) {
            _ if self.spoilt.load(Ordering::Relaxed) => return Err(server("VP009", "out of order")),
            None if self.defect == D::TakesAnyText => return Ok(Response::new(full("<a/>"))),
            None => {
                self.spoilt
                    .store(self.defect == D::SulksAfterBadCall, Ordering::Relaxed);
                return Err(client("VP015", "the message cannot be read"));
            }
            Some(called) => called,
        };
        self.check(&called, of("soapaction"))?;
        if let Err(refusal) = self.permitted(&called, of("x-vp-sender-id")) {
            if self.defect == D::ForwardsWhatItRefuses {
                self.forward(&called, headers, &text).await?;
            }
            return Err(refusal);
        }
        if self.defect == D::NeverForwards {
            return Err(server("VP009", "no connection"));
        }
        let utf_16 = rivta_soap::http::charset(of("content-type")).is_some_and(|charset| charset.starts_with("UTF-16"));
        if self.defect == D::KeepsEncoding && utf_16 {
            return self.send(headers, body.clone()).await;
        }
        self.forward(&called, headers, &text).await
    }

    /// Address and contract must be known, and lead to one place.
    fn check(&self, called: &Called, action: &str) -> Result<(), Refusal> {
        use Defect as D;
        let address = match self.defect {
            D::TrimsAddress => called.address.trim(),
            _ => called.address.as_str(),
        };
        if address.trim().is_empty() {
            return Err(client("VP003", "no logical address"));
        }
        if address != address.trim() {
            return Err(client("VP004", "Whitespace detected in the logical address"));
        }
        let by_action = self.defect == D::SoapActionDecides && !action.contains("RequestExemptionStatuses");
        if by_action || called.contract != CONTRACT && self.defect != D::AnyContract {
            return Err(client("VP004", "no route for the contract"));
        }
        match address {
            TWO_ROUTES if self.defect != D::TakesFirstRoute => Err(server("VP006", "several routes")),
            TWO_ROUTES | ORDINARY | OLDER | NOT_PERMITTED | DOWN => Ok(()),
            _ => Err(client("VP004", "no route for the address")),
        }
    }

    fn permitted(&self, called: &Called, sender: &str) -> Result<(), Refusal> {
        let believed = self.defect == Defect::BelievesSenderHeader && !sender.is_empty();
        let allowed = called.address != NOT_PERMITTED || self.defect == Defect::EveryoneMay || believed;
        allowed.then_some(()).ok_or_else(|| server("VP007", "no permission"))
    }

    async fn forward(
        &self,
        called: &Called,
        headers: &HeaderMap,
        text: &str,
    ) -> Result<Response<OutgoingBody>, Refusal> {
        use Defect as D;
        if called.address == DOWN {
            let person = if self.defect == D::NamesThePerson {
                &called.person
            } else {
                ""
            };
            return Err(server("VP009", &format!("no connection {person}")));
        }
        let older = match self.defect {
            D::NeverConverts => called.block.as_ref().is_some_and(|(_, older)| *older),
            D::AlwaysNewProfile => false,
            _ => called.address == OLDER,
        };
        let address = called.address.trim();
        let block = if older {
            format!("<a:To xmlns:a=\"{ADDRESSING}\">{address}</a:To>")
        } else {
            format!("<r:LogicalAddress xmlns:r=\"{REGISTRY}\">{address}</r:LogicalAddress>")
        };
        let mut text = text.to_owned();
        if let Some((range, _)) = &called.block {
            text.replace_range(range.clone(), &block);
        }
        text = text.replace("encoding=\"UTF-16\"", "encoding=\"UTF-8\"");
        if self.defect == D::LosesLetters {
            text = text.replace(|letter: char| !letter.is_ascii(), "?");
        }
        self.send(headers, text.into()).await
    }

    async fn send(&self, headers: &HeaderMap, body: Bytes) -> Result<Response<OutgoingBody>, Refusal> {
        use Defect as D;
        let mut request = Request::post(&self.receiver).header(CONTENT_TYPE, "text/xml; charset=UTF-8");
        if self.defect != D::NoOriginalConsumer {
            request = request.header("x-rivta-original-serviceconsumer-hsaid", SENDER);
        }
        let dropped = match self.defect {
            D::DropsActingOnBehalf => "x-rivta-acting-on-behalf-of-hsaid",
            D::DropsSoapAction => "soapaction",
            _ => "",
        };
        for name in ["x-rivta-acting-on-behalf-of-hsaid", "soapaction"] {
            if let Some(value) = headers.get(name).filter(|_| name != dropped) {
                request = request.header(name, value);
            }
        }
        let request = request
            .body(Full::new(body).map_err(|never| match never {}).boxed())
            .unwrap();
        let (head, body) = self.channel.send(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        self.relayed(head.status, body)
    }

    fn relayed(&self, status: StatusCode, body: Bytes) -> Result<Response<OutgoingBody>, Refusal> {
        use Defect as D;
        let fault = status == StatusCode::INTERNAL_SERVER_ERROR && self.defect != D::ReplacesFaults;
        let sound = (status == StatusCode::OK || fault) && !body.is_empty();
        if !sound && self.defect != D::RelaysWhatever {
            return Err(server("VP009", "the producer did not answer"));
        }
        let mut response = Response::new(full(body));
        *response.status_mut() = status;
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static("text/xml; charset=UTF-8"));
        Ok(response)
    }
}

/// A target that is a platform, with both of its ends at us.
fn platform(target: Target, port: u16) -> Target {
    let logical = [
        ("router", ORDINARY),
        ("older_profile", OLDER),
        ("not_permitted", NOT_PERMITTED),
        ("unreachable", DOWN),
        ("two_routes", TWO_ROUTES),
    ];
    Target {
        addresses: BTreeMap::from([("router".to_owned(), format!("http://127.0.0.1:{port}/"))]),
        logical_addresses: logical
            .map(|(role, address)| (role.to_owned(), address.to_owned()))
            .into(),
        variables: BTreeMap::from([("sender".to_owned(), SENDER.to_owned())]),
        ..target
    }
}

async fn verdicts(defect: Defect, cases: &[&str]) -> Vec<(String, Verdict)> {
    let mut target = target();
    target.lengths.disclosure_seconds = 1;
    let receiver = target.receiver.as_ref().unwrap().listen;
    let peer = Peer::start(defect, format!("http://{receiver}/")).await;
    let target = platform(target, peer.local_addr().port());
    let outcome = run(&target, judged_by("router", cases), |_| async {}).await;
    peer.shutdown().await;
    let cases = outcome.cases.into_iter();
    cases.map(|case| (case.id, case.verdict)).collect()
}

#[tokio::test]
async fn a_sound_router_passes_every_case() {
    let verdicts = verdicts(Defect::None, &[]).await;
    let wrong: Vec<_> = verdicts.iter().filter(|case| case.1 != Verdict::Passed).collect();
    assert!(verdicts.len() >= 31 && wrong.is_empty(), "{wrong:?}");
}

#[tokio::test]
async fn every_broken_router_is_caught_by_the_cases_meant_for_it() {
    crate::defect::caught(&Defect::MEANT_FOR, async |defect, cases| verdicts(defect, cases).await).await;
}

#[test]
fn every_case_on_the_router_has_a_broken_one() {
    crate::defect::cover(&area("router"), &Defect::MEANT_FOR);
}
