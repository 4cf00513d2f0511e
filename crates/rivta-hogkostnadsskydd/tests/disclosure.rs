//! A question over mutual TLS: the asker calls a stand-in for the regions, which disclose to the asker's inbox.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::future::{Ready, ready};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use chrono::{NaiveDate, Utc};
use rivta_consumer::{Consumer, Endpoint, OriginalConsumer, Trust};
use rivta_contracts::financial_patientfees_exemption_1_0::core::{
    AmountType, CVType, DatePeriodType, DateType, ExemptionType, FeeExemptionType, IIType, TimeStampType,
    TransactionType,
};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::{ActorTypeEnum, ResultCodeEnum, TypeOfExemptionEnum};
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::{
    ProcessExemptionStatuses, ProcessExemptionStatusesResponseType, ProcessExemptionStatusesType,
};
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::{
    RequestExemptionStatuses, RequestExemptionStatusesResponseType, RequestExemptionStatusesType,
};
use rivta_hogkostnadsskydd::summary::State;
use rivta_hogkostnadsskydd::{Actor, Asker, Error, Inbox, Inquiry, Limits, Question, SourceState, Summary};
use rivta_pki::{Authority, FunctionCertificate, Subject, Validity};
use rivta_producer::{Call, ClientTrust, Producer, RunningProducer};
use rivta_soap::identity::{HsaId, LogicalAddress, PersonIdentity, Personnummer};
use rivta_soap::time::FixedClock;
use rivta_soap::value::Decimal;
use rivta_soap::{Contract, Fault};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;
use uuid::Uuid;

const ASKER: &str = "SE5565594230-1177";
const OVERALL: Duration = Duration::from_secs(30);

type Request = RequestExemptionStatusesType;
type Disclosure = ProcessExemptionStatusesType;

/// An asker and the regions on loopback, and what the regions were told.
struct Stage {
    asker: Asker,
    inbox: Inbox,
    regions: Arc<Consumer>,
    requests: UnboundedReceiver<Request>,
    results: UnboundedReceiver<(String, ProcessExemptionStatusesResponseType)>,
    servers: [RunningProducer; 2],
}

impl Stage {
    /// Every region answers each request with what `script` says.
    async fn set(script: impl Fn(&str, &Request) -> Vec<Disclosure> + Send + Sync + 'static) -> Self {
        let authority = Authority::new("Test CA", Utc::now()).unwrap();
        let clock = Arc::new(FixedClock::on(NaiveDate::from_ymd_opt(2026, 6, 15).unwrap()));
        let inbox = Inbox::new(clock, Limits::default());
        let asker = certificate(&authority, "asker", ASKER);
        let region = certificate(&authority, "regions", "SE2321000016-R");

        let mounted = inbox.clone();
        let asker_server =
            serve::<ProcessExemptionStatuses, _, _>(&authority, &asker, move |call| mounted.handle(call));
        let asker_server = asker_server.await;
        let regions = Arc::new(consumer(&authority, &region, &asker_server));

        let (questions, work) = unbounded_channel();
        let region_server =
            serve::<RequestExemptionStatuses, _, _>(&authority, &region, move |call| accept(call, &questions));
        let region_server = region_server.await;
        let (seen, requests) = unbounded_channel();
        let (told, results) = unbounded_channel();
        tokio::spawn(disclose(work, Arc::clone(&regions), script, seen, told));

        let consumer = consumer(&authority, &asker, &region_server);
        let counter = AtomicU64::new(1);
        let ids = Arc::new(move || Uuid::from_u128(counter.fetch_add(1, Ordering::Relaxed).into()));
        let asker = Asker::new(consumer, inbox.clone(), LogicalAddress::new(ASKER).unwrap()).ids(ids);
        let servers = [asker_server, region_server];
        Self {
            asker,
            inbox,
            regions,
            requests,
            results,
            servers,
        }
    }

    async fn result(&mut self) -> (String, ResultCodeEnum, String) {
        let (address, response) = timeout(OVERALL, self.results.recv()).await.unwrap().unwrap();
        (address, response.result_code, response.result_text.unwrap_or_default())
    }
}

fn certificate(authority: &Authority, name: &str, hsa_id: &str) -> FunctionCertificate {
    authority
        .issue(&Subject::new(name, hsa_id), Validity::current(Utc::now()))
        .unwrap()
}

async fn serve<C, H, F>(authority: &Authority, certificate: &FunctionCertificate, handle: H) -> RunningProducer
where
    C: Contract,
    H: Fn(Call<C::Request>) -> F + Send + Sync + 'static,
    F: Future<Output = Result<C::Response, Fault>> + Send + 'static,
{
    let (chain, key) = (
        certificate.certificate_pem().as_bytes(),
        certificate.private_key_pem().as_bytes(),
    );
    Producer::listening_on("127.0.0.1:0".parse().unwrap())
        .identified_by(rivta_producer::Identity::from_pem(chain, key).unwrap())
        .admitting(ClientTrust::from_pem(authority.certificate_pem().as_bytes()).unwrap())
        .handle::<C, H, F>(handle)
        .start()
        .await
        .unwrap()
}

fn consumer(authority: &Authority, certificate: &FunctionCertificate, server: &RunningProducer) -> Consumer {
    let (chain, key) = (
        certificate.certificate_pem().as_bytes(),
        certificate.private_key_pem().as_bytes(),
    );
    Consumer::to(Endpoint::base(&format!("https://localhost:{}", server.local_addr().port())).unwrap())
        .trusting(Trust::from_pem(authority.certificate_pem().as_bytes()).unwrap())
        .identified_by(rivta_consumer::Identity::from_pem(chain, key).unwrap())
        .on_behalf_of(OriginalConsumer::FromCertificate)
        .build()
        .unwrap()
}

/// Region 17 refuses; the others take the request.
fn accept(
    call: Call<Request>,
    questions: &UnboundedSender<(String, Request)>,
) -> Ready<Result<RequestExemptionStatusesResponseType, Fault>> {
    let address = call.logical_address.as_str().to_owned();
    if address == "17" {
        return ready(Err(Fault::server("closed for the night")));
    }
    questions.send((address, call.request)).unwrap();
    ready(Ok(RequestExemptionStatusesResponseType { any: Vec::new() }))
}

async fn disclose(
    mut work: UnboundedReceiver<(String, Request)>,
    regions: Arc<Consumer>,
    script: impl Fn(&str, &Request) -> Vec<Disclosure>,
    seen: UnboundedSender<Request>,
    told: UnboundedSender<(String, ProcessExemptionStatusesResponseType)>,
) {
    while let Some((address, request)) = work.recv().await {
        let to = LogicalAddress::new(request.response_logical_address.as_str()).unwrap();
        for disclosure in script(&address, &request) {
            let answer = regions
                .call::<ProcessExemptionStatuses>(&to, &disclosure)
                .await
                .unwrap();
            told.send((address.clone(), answer.body)).unwrap();
        }
        seen.send(request).unwrap();
    }
}

fn tolvan() -> Personnummer {
    Personnummer::new("191212121212").unwrap()
}

fn inquiry(addresses: &[&str]) -> Inquiry {
    let sources = addresses
        .iter()
        .map(|address| LogicalAddress::new(*address).unwrap())
        .collect();
    Inquiry::new(PersonIdentity::from(tolvan()), Actor::Citizen(tolvan()), sources).patience(OVERALL)
}

async fn finish(question: Question) -> Summary {
    timeout(2 * OVERALL, question.finish()).await.unwrap().unwrap()
}

fn states(summary: &Summary) -> Vec<(&str, &str)> {
    summary
        .sources
        .iter()
        .map(|source| (source.source.address.as_str(), source.state))
        .collect()
}

fn identity(root: &str, extension: &str) -> IIType {
    IIType {
        root: root.to_owned(),
        extension: Some(extension.to_owned()),
        any: Vec::new(),
    }
}

fn fee(visited: &str, amount: &str) -> TransactionType {
    let currency = CVType {
        code: Some("SEK".to_owned()),
        code_system: Some("1.0.4217".to_owned()),
        ..CVType::default()
    };
    TransactionType {
        fee: Some(AmountType {
            amount: Decimal::new(amount).unwrap(),
            currency,
            any: Vec::new(),
        }),
        date_of_visit: Some(DateType::new(visited).unwrap()),
        time_of_registration: Some(TimeStampType::new(format!("{visited}101500")).unwrap()),
        type_of_fee: TypeOfExemptionEnum::CareVisit,
        care_giver: Some(identity("1.2.752.129.2.1.4.1", "SE1-GIVER")),
        care_unit: Some(identity("1.2.752.129.2.1.4.1", "SE1-UNIT")),
        any: Vec::new(),
    }
}

fn card(number: &str, region: &str) -> ExemptionType {
    let period = |start: &str| DatePeriodType {
        start: Some(DateType::new(start).unwrap()),
        end: Some(DateType::new("20270109").unwrap()),
        any: Vec::new(),
    };
    ExemptionType {
        id: number.to_owned(),
        high_cost_protection_period: period("20260110"),
        exemption_period: period("20260520"),
        type_of_exemption: TypeOfExemptionEnum::CareVisit,
        region: identity("1.2.752.129.2.1.4.1", region),
        any: Vec::new(),
    }
}

fn disclosure(request: &Request, fees: Vec<TransactionType>, cards: Vec<ExemptionType>) -> Disclosure {
    let patient_id = request.patient_id.clone();
    let person = FeeExemptionType {
        patient_id,
        transactions: fees,
        exemptions: cards,
        any: Vec::new(),
    };
    Disclosure {
        request_id: request.request_id.clone(),
        fee_exemption: vec![person],
        any: Vec::new(),
    }
}

#[tokio::test]
async fn a_resident_sees_what_remains_over_all_regions() {
    let mut stage = Stage::set(|address, request| match address {
        "13" => vec![disclosure(
            request,
            vec![fee("20260110", "300"), fee("20260302", "150.50")],
            Vec::new(),
        )],
        "14" => vec![disclosure(request, vec![fee("20260401", "100")], Vec::new()); 2],
        _ => vec![disclosure(request, vec![fee("20260402", "0")], Vec::new())],
    })
    .await;
    let mut question = stage.asker.ask(&inquiry(&["13", "14", "17", "18"])).unwrap();
    let mut seen = Vec::new();
    while let Some(progress) = timeout(OVERALL, question.next()).await.unwrap() {
        seen.push((progress.source.address, progress.state.name()));
    }
    for expected in [
        ("13", "asked"),
        ("13", "answered"),
        ("14", "answered"),
        ("17", "failed"),
        ("18", "failed"),
    ] {
        assert!(
            seen.contains(&(expected.0.to_owned(), expected.1)),
            "{expected:?} in {seen:?}"
        );
    }
    let summary = finish(question).await;
    assert_eq!(
        states(&summary),
        [
            ("13", "answered"),
            ("14", "answered"),
            ("17", "failed"),
            ("18", "failed")
        ]
    );
    assert_eq!((summary.state, summary.complete), (State::NotReached, false));
    assert_eq!(serde_json::to_value(&summary).unwrap()["remaining"], "899.5");
    let reasons: Vec<_> = summary
        .sources
        .iter()
        .filter_map(|source| source.reason.as_deref())
        .collect();
    assert!(reasons[0].contains("closed for the night"), "{reasons:?}");
    assert_eq!(reasons[1], "the disclosure broke rule015 and was refused");
    assert_eq!(stage.inbox.open_requests(), 0);

    let mut results = Vec::new();
    for _ in 0..4 {
        results.push(stage.result().await);
    }
    results.sort_by(|one, other| one.0.cmp(&other.0));
    let codes: Vec<_> = results
        .iter()
        .map(|(address, code, _)| (address.as_str(), code.clone()))
        .collect();
    assert_eq!(codes[0], ("13", ResultCodeEnum::Ok));
    assert_eq!(codes[1], ("14", ResultCodeEnum::Ok));
    // The second of region 14 is a duplicate, or late when the question had already been answered.
    assert_eq!(codes[2], ("14", ResultCodeEnum::Info));
    assert_eq!(codes[3], ("18", ResultCodeEnum::Error));
    assert!(
        results[3]
            .2
            .contains("rule015 at feeExemption[1]/transactions[1]/fee/amount")
    );
    assert!(!results[3].2.contains("1912"), "a result text holds no personal data");
}

#[tokio::test]
async fn a_card_of_one_region_holds_in_all() {
    let stage = Stage::set(|address, request| {
        let cards = if address == "14" {
            vec![card("VGR-4711", "14")]
        } else {
            Vec::new()
        };
        let fees = if address == "14" {
            Vec::new()
        } else {
            vec![fee("20260110", "1450")]
        };
        vec![disclosure(request, fees, cards)]
    })
    .await;
    let summary = finish(stage.asker.ask(&inquiry(&["13", "14"])).unwrap()).await;
    assert_eq!(
        (summary.state, summary.complete, summary.fees.len()),
        (State::Card, true, 1)
    );
    let card = summary.card.unwrap();
    assert_eq!(
        (card.number.as_str(), card.region.name),
        ("VGR-4711", Some("Västra Götaland"))
    );
    assert_eq!(card.valid_through, NaiveDate::from_ymd_opt(2027, 1, 9));
}

#[tokio::test]
async fn a_care_giver_asks_with_hsa_ids_and_gets_anonymous_fees() {
    let mut stage = Stage::set(|_, request| {
        let anonymous = TransactionType {
            care_giver: None,
            care_unit: None,
            ..fee("20260110", "250")
        };
        vec![disclosure(request, vec![anonymous], Vec::new())]
    })
    .await;
    let mut inquiry = inquiry(&["13"]);
    inquiry.actor = Actor::Caregiver {
        person: HsaId::new("SE1-STAFF").unwrap(),
        care_giver: HsaId::new("SE1-GIVER").unwrap(),
    };
    let summary = finish(stage.asker.ask(&inquiry).unwrap()).await;
    assert_eq!((summary.fees.len(), summary.fees[0].care_unit.as_deref()), (1, None));
    let request = timeout(OVERALL, stage.requests.recv()).await.unwrap().unwrap();
    assert_eq!(request.request_id.root, Uuid::from_u128(1).to_string());
    assert_eq!(request.request_id.extension, None);
    assert_eq!(request.response_logical_address, ASKER);
    assert_eq!(request.actor.actor_type_enum, ActorTypeEnum::Caregiver);
    assert_eq!(request.actor.actor_id.extension.as_deref(), Some("SE1-STAFF"));
    assert_eq!(
        request.actor.care_giver_id.unwrap().extension.as_deref(),
        Some("SE1-GIVER")
    );
}

#[tokio::test]
async fn a_silent_region_is_late_and_its_disclosure_then_gets_info() {
    let mut stage = Stage::set(|_, _| Vec::new()).await;
    let question = stage
        .asker
        .ask(&inquiry(&["13"]).patience(Duration::from_millis(300)))
        .unwrap();
    let summary = finish(question).await;
    assert_eq!(states(&summary), [("13", "late")]);
    assert_eq!(stage.inbox.open_requests(), 0);

    let request = timeout(OVERALL, stage.requests.recv()).await.unwrap().unwrap();
    let address = LogicalAddress::new(ASKER).unwrap();
    let mut late = disclosure(&request, vec![fee("20260110", "300")], Vec::new());
    let answer = stage
        .regions
        .call::<ProcessExemptionStatuses>(&address, &late)
        .await
        .unwrap();
    assert_eq!(answer.body.result_code, ResultCodeEnum::Info);
    late.request_id.root = Uuid::from_u128(99).to_string();
    let answer = stage
        .regions
        .call::<ProcessExemptionStatuses>(&address, &late)
        .await
        .unwrap();
    assert_eq!(answer.body.result_code, ResultCodeEnum::Error);
}

#[tokio::test]
async fn an_answer_about_another_person_is_refused() {
    let mut stage = Stage::set(|_, request| {
        let mut mixed_up = disclosure(request, vec![fee("20260110", "300")], Vec::new());
        mixed_up.fee_exemption[0].patient_id.extension = Some("199001019802".to_owned());
        vec![mixed_up]
    })
    .await;
    let question = stage.asker.ask(&inquiry(&["13"])).unwrap();
    let summary = finish(question).await;
    assert_eq!((states(&summary)[0], summary.fees.len()), (("13", "failed"), 0));
    let (_, code, text) = stage.result().await;
    assert_eq!(code, ResultCodeEnum::Error);
    assert!(
        text.contains("patient at feeExemption[1]/patientId/extension") && !text.contains("1990"),
        "{text}"
    );
}

#[tokio::test]
async fn a_child_and_a_local_reserve_id_are_refused_before_anything_is_sent() {
    let mut stage = Stage::set(|_, _| Vec::new()).await;
    let today = NaiveDate::from_ymd_opt(2026, 6, 15).unwrap();
    let child = PersonIdentity::from_input("20080616-9801", today).unwrap();
    let mut question = inquiry(&["13", "14"]);
    question.actor = Actor::Guardian(tolvan());
    question.patient = child;
    assert_eq!(stage.asker.ask(&question).unwrap_err(), Error::Child { free_below: 18 });

    let mut question = inquiry(&["5565594230"]);
    question.actor = Actor::Guardian(tolvan());
    question.patient = PersonIdentity::from_root_extension("1.2.752.97.3.1.3", "R-4711").unwrap();
    assert_eq!(stage.asker.ask(&question).unwrap_err(), Error::LocalIdentityNationally);
    assert_eq!(stage.inbox.open_requests(), 0);
    assert!(stage.requests.try_recv().is_err());
}

#[tokio::test]
async fn questions_do_not_disturb_each_other() {
    let stage = Stage::set(|address, request| {
        let amount = if address == "13" { "100" } else { "40" };
        vec![disclosure(request, vec![fee("20260110", amount)], Vec::new())]
    })
    .await;
    let one = stage.asker.ask(&inquiry(&["13"])).unwrap();
    let other = stage.asker.ask(&inquiry(&["14"])).unwrap();
    let (one, other) = tokio::join!(finish(one), finish(other));
    assert_eq!((one.sum, other.sum), (100.into(), 40.into()));
    assert_eq!(stage.inbox.open_requests(), 0);
}

#[tokio::test]
async fn an_unreachable_platform_fails_every_source_at_once() {
    let stage = Stage::set(|_, _| Vec::new()).await;
    let Stage {
        asker,
        inbox,
        servers: [asker_server, region_server],
        ..
    } = stage;
    assert!(region_server.shutdown().await);
    let mut question = asker.ask(&inquiry(&["13", "14"])).unwrap();
    while timeout(OVERALL, question.next()).await.unwrap().is_some() {}
    assert!(
        question
            .sources()
            .all(|(_, state)| matches!(state, SourceState::Failed(_)))
    );
    let summary = finish(question).await;
    for source in &summary.sources {
        let reason = source.reason.as_deref().unwrap();
        assert!(
            reason.contains(&format!("RequestExemptionStatuses to {}", source.source.address)),
            "{reason}"
        );
    }
    assert_eq!(inbox.open_requests(), 0);
    asker_server.shutdown().await;
}
