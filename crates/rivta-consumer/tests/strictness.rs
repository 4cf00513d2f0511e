//! Answers of one contract read strictly or tolerantly, over mutual TLS.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../rivta-producer/tests/support/mod.rs"]
mod support;

use http::{Request, Response};
use rivta_consumer::builder::ConsumerBuilder;
use rivta_consumer::{Answer, Consumer, Endpoint, Error, OriginalConsumer};
use rivta_contracts::financial_patientfees_exemption_1_0::core::IIType;
use rivta_contracts::financial_patientfees_exemption_1_0::enums::ResultCodeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::{
    ProcessExemptionStatuses as C, ProcessExemptionStatusesResponseType, ProcessExemptionStatusesType,
};
use rivta_producer::Listener;
use rivta_producer::listener::{IncomingBody, full};
use rivta_soap::xml::Outcome;
use rivta_soap::{Contract, LogicalAddress};
use rivta_test_log::Log;
use support::{PERSON, Pki, client_identity, loopback, server_identity, url, within};

/// Calls a server whose answer has a code of its own making.
async fn call(
    pki: &Pki,
    strictness: impl Fn(ConsumerBuilder) -> ConsumerBuilder,
) -> Result<Answer<ProcessExemptionStatusesResponseType>, Error> {
    let answer = format!(
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><p:{} xmlns:p='{}'>\
        <p:resultCode>{PERSON}</p:resultCode></p:{}></e:Body></e:Envelope>",
        C::RESPONSE.local,
        C::NAMESPACE,
        C::RESPONSE.local,
    );
    let listener = Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), pki.client_trust());
    let respond = move |_: Request<IncomingBody>| {
        let answer = answer.clone();
        async move { Response::new(full(answer)) }
    };
    let running = listener.serve(respond).await.unwrap();
    let builder = Consumer::to(Endpoint::base(&url(running.local_addr())).unwrap())
        .trusting(pki.trust())
        .identified_by(client_identity(&pki.issue("ASKER")))
        .on_behalf_of(OriginalConsumer::FromCertificate);
    let request = ProcessExemptionStatusesType {
        request_id: IIType {
            root: "5c1b9a0e-2f5e-4a3c-9a55-6c1a6f8d1f11".to_owned(),
            extension: None,
            any: Vec::new(),
        },
        fee_exemption: Vec::new(),
        any: Vec::new(),
    };
    let consumer = strictness(builder).build().unwrap();
    let to = LogicalAddress::new("SE2321000016-ASKER").unwrap();
    within(consumer.call::<C>(&to, &request)).await
}

#[tokio::test]
async fn unless_told_otherwise_an_answer_that_departs_is_an_error() {
    let error = call(&Pki::new(), |builder| builder).await.unwrap_err();
    assert!(matches!(&error, Error::Undecodable { source, .. } if source.path().ends_with("/resultCode")));
}

#[tokio::test]
async fn a_tolerant_contract_gives_the_answer_and_its_departures() {
    let (log, _guard) = Log::capture();
    let answer = call(&Pki::new(), ConsumerBuilder::tolerant::<C>).await.unwrap();
    assert!(matches!(&answer.body.result_code, ResultCodeEnum::Unlisted(text) if text.as_str() == PERSON));
    let departure = answer.departures.iter().next().unwrap();
    assert_eq!((answer.departures.len(), departure.outcome()), (1, Outcome::Kept));
    assert!(departure.mistake().path().ends_with("/resultCode"));
    assert!(
        log.text().contains("the answer departs from the contract"),
        "{}",
        log.text()
    );
    assert!(!log.text().contains(PERSON), "{}", log.text());
}
