use http::StatusCode;
use rivta_soap::fault::FaultCode;

use super::{Code, Destination, ProducerFailure, ReadProblem, Refusal, SenderProblem, Side, TABLE, Uncoded};

const ADDRESS: &str = "https://producer.example/a";

fn destination(receiver: &str) -> Destination {
    Destination {
        receiver: receiver.to_owned(),
        contract: Some("urn:c".to_owned()),
    }
}

fn failed(failure: ProducerFailure) -> Refusal {
    Refusal::ProducerFailed {
        address: ADDRESS.to_owned(),
        failure,
    }
}

/// Every refusal with its code, side and the detail of the facts on the platform router, section 5.2.
fn rows() -> Vec<(Refusal, &'static str, Side, &'static str)> {
    use Side::{Client, Server};
    let missing = Refusal::PermissionMissing {
        destination: destination("R"),
        sender: "S".to_owned(),
    };
    let bodiless = Destination {
        receiver: "R".to_owned(),
        contract: None,
    };
    let ip = Refusal::CallerNotAllowed {
        ip: "10.0.0.1".to_owned(),
        header: "X-Forwarded-For".to_owned(),
    };
    vec![
        (Refusal::ProfileMissing, "VP001", Client, "No RIV version configured"),
        (
            Refusal::SenderUnknown(SenderProblem::NotInCertificate(Some("CN=a".to_owned()))),
            "VP002",
            Client,
            "No senderId found in Certificate: CN=a",
        ),
        (
            Refusal::SenderUnknown(SenderProblem::NotInCertificate(None)),
            "VP002",
            Client,
            "No senderId found in Certificate: null",
        ),
        (
            Refusal::SenderUnknown(SenderProblem::HeaderMissing("x-h".to_owned())),
            "VP002",
            Client,
            "No certificate found in httpheader x-h",
        ),
        (
            Refusal::SenderUnknown(SenderProblem::HeaderOfUnknownKind("x-h".to_owned())),
            "VP002",
            Client,
            "Exception, unkown certificate type found in httpheader x-h",
        ),
        (
            Refusal::SenderUnknown(SenderProblem::HeaderUndecodable("x-h".to_owned())),
            "VP002",
            Client,
            "Exception occured parsing certificate in httpheader x-h",
        ),
        (
            Refusal::SenderUnknown(SenderProblem::NotInHeader),
            "VP002",
            Client,
            "No senderId found in Certificate",
        ),
        (
            Refusal::ReceiverMissing,
            "VP003",
            Client,
            "No receiverId (logical address) found in message header. ",
        ),
        (
            Refusal::RouteMissing(destination("R")),
            "VP004",
            Client,
            "No receiverId (logical address) found for serviceNamespace: urn:c, receiverId: R",
        ),
        (
            Refusal::RouteMissing(destination("R ")),
            "VP004",
            Client,
            "No receiverId (logical address) found for serviceNamespace: urn:c, receiverId: R . Whitespace detected \
             in incoming request!",
        ),
        (
            Refusal::RouteMissing(bodiless),
            "VP004",
            Client,
            "No receiverId (logical address) found for serviceNamespace: null, receiverId: R",
        ),
        (
            Refusal::ProfileUnsupported("rivtabp20".to_owned()),
            "VP005",
            Client,
            "No receiverId (logical address) with matching Riv-version found for rivtabp20",
        ),
        (
            Refusal::RouteAmbiguous(destination("R")),
            "VP006",
            Server,
            "More than one receiverId (logical address) with matching Riv-version found for serviceNamespace: urn:c, \
             receiverId: R",
        ),
        (
            missing,
            "VP007",
            Server,
            "Authorization missing for serviceNamespace: urn:c, receiverId: R, senderId: S",
        ),
        (
            Refusal::CatalogueMissing,
            "VP008",
            Server,
            "No contact with TAK at startup, and no local cache to fallback on, not possible to route call",
        ),
        (
            Refusal::AddressBlank(destination("R")),
            "VP010",
            Server,
            "Physical Address field is empty in Service Producer for serviceNamespace: urn:c, receiverId: R",
        ),
        (
            ip,
            "VP011",
            Client,
            "Caller was not on the white list of accepted IP-addresses.  IP-address: 10.0.0.1. HTTP header that \
             caused checking: X-Forwarded-For",
        ),
        (Refusal::ConversionFailed("text".to_owned()), "VP012", Server, "text"),
        (
            Refusal::OriginalConsumerNotAllowed,
            "VP013",
            Client,
            "Sender is not approved to set header x-rivta-original-serviceconsumer-hsaid.",
        ),
        (Refusal::RoutingLoop, "VP014", Server, ""),
        (
            Refusal::Unreadable(ReadProblem::Parser("text".to_owned())),
            "VP015",
            Client,
            "text",
        ),
        (
            Refusal::Unreadable(ReadProblem::NoEnvelopeInMultipart),
            "VP015",
            Client,
            "Inkommande begäran är ej korrekt utformat och kan därför inte behandlas.",
        ),
    ]
}

/// Every producer failure with the detail of section 6.2 after the address.
fn producer_failures() -> Vec<(ProducerFailure, &'static str)> {
    const CAUGHT: &str = "Exception Caught by Camel when contacting producer. Exception information: (";
    assert!(failed(ProducerFailure::Reset).detail().contains(CAUGHT));
    let status = |status, location: Option<&str>| ProducerFailure::Status {
        status,
        url: ADDRESS.to_owned(),
        location: location.map(str::to_owned),
    };
    vec![
        (
            ProducerFailure::EmptyAnswer(StatusCode::OK),
            "Empty message when server responded with status code: 200 OK",
        ),
        (
            ProducerFailure::EmptyAnswer(StatusCode::from_u16(299).unwrap()),
            "Empty message when server responded with status code: 299",
        ),
        (
            status(StatusCode::NOT_FOUND, None),
            "Exception Caught by Camel when contacting producer. Exception information: \
             (org.apache.camel.component.netty.http.NettyHttpOperationFailedException: Netty HTTP operation failed \
             invoking https://producer.example/a with statusCode: 404)\nVP_PRODUCER_EXCEPTION_HTTP_STATUS=404",
        ),
        (
            status(StatusCode::FOUND, Some("/b")),
            "Exception Caught by Camel when contacting producer. Exception information: \
             (org.apache.camel.component.netty.http.NettyHttpOperationFailedException: Netty HTTP operation failed \
             invoking https://producer.example/a with statusCode: 302, redirectLocation: \
             /b)\nVP_PRODUCER_EXCEPTION_HTTP_STATUS=302",
        ),
        (
            ProducerFailure::Connect("h:1".to_owned()),
            "Exception Caught by Camel when contacting producer. Exception information: (java.net.ConnectException: \
             Cannot connect to h:1)",
        ),
        (
            ProducerFailure::Reset,
            "Exception Caught by Camel when contacting producer. Exception information: (java.net.SocketException: \
             Connection reset)",
        ),
        (
            ProducerFailure::Silence,
            "Exception Caught by Camel when contacting producer. Exception information: \
             (io.netty.handler.timeout.ReadTimeoutException: Timeout when waiting on response from producer.)",
        ),
        (
            ProducerFailure::Tls("bad".to_owned()),
            "Exception Caught by Camel when contacting producer. Exception information: \
             (javax.net.ssl.SSLHandshakeException: bad)",
        ),
        (
            ProducerFailure::Connection("odd".to_owned()),
            "Exception Caught by Camel when contacting producer. Exception information: (java.io.IOException: odd)",
        ),
    ]
}

#[test]
fn section_5_2_the_table_holds_every_code_once_in_order() {
    for (position, row) in TABLE.iter().enumerate() {
        assert_eq!(row.code.as_str(), format!("VP{:03}", position + 1));
        assert_eq!(row.code.row(), row);
        assert!(!row.caller.is_empty() && !row.operator.is_empty(), "{}", row.code);
    }
}

#[test]
fn section_5_2_every_refusal_becomes_the_documented_fault() {
    let mut seen = Vec::new();
    for (refusal, code, side, detail) in rows() {
        assert_eq!(refusal.code().map(Code::as_str), Some(code), "{refusal:?}");
        assert_eq!(refusal.detail(), detail);
        let fault = refusal.to_fault("Test Name");
        let expected = if side == Side::Client {
            FaultCode::Client
        } else {
            FaultCode::Server
        };
        assert_eq!(fault.code, expected, "{code}");
        let caller = refusal.logged_code().row().caller;
        assert_eq!(fault.string, format!("{code} [Test Name] {caller}"));
        assert_eq!(fault.detail_text("detailString").unwrap_or_default(), detail);
        seen.push(code);
    }
    seen.push("VP009");
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen, TABLE.map(|row| row.code.as_str()));
}

#[test]
fn section_6_2_every_producer_failure_is_told_as_documented() {
    for (failure, told) in producer_failures() {
        let refusal = failed(failure);
        assert_eq!(refusal.code(), Some(Code::Vp009));
        assert_eq!(refusal.to_fault("N").code, FaultCode::Server);
        let expected = format!("Error connecting to service producer at address {ADDRESS}. {told}");
        assert_eq!(refusal.detail(), expected);
    }
}

#[test]
fn section_5_4_a_failure_without_code_is_told_bare() {
    let refusal = Refusal::Uncoded(Uncoded::NoAnswer("h:1".to_owned()));
    assert_eq!((refusal.code(), refusal.logged_code()), (None, Code::Vp009));
    let fault = refusal.to_fault("N");
    assert_eq!(fault.code, FaultCode::Server);
    assert_eq!(fault.string, "No response received from remote server: h:1");
    let detail = "org.apache.camel.CamelExchangeException: No response received from remote server: h:1";
    assert_eq!(fault.detail_text("detailString").as_deref(), Some(detail));
    let refusal = Refusal::Uncoded(Uncoded::AddressIsNoUrl("nowhere".to_owned()));
    assert_eq!(refusal.to_fault("N").string, "Expected an http or https URL: nowhere");
}

#[test]
fn section_5_3_a_fault_has_the_wire_shape_of_the_platform() {
    let refusal = Refusal::RouteMissing(destination("<R&>"));
    let envelope = String::from_utf8(refusal.to_fault("Test").to_envelope()).unwrap();
    assert_eq!(
        envelope,
        "<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\"><SOAP-ENV:Header/>\
         <SOAP-ENV:Body><SOAP-ENV:Fault><faultcode>SOAP-ENV:Client</faultcode><faultstring>VP004 [Test] Det finns \
         inget vägval för den logiska adressen och tjänstekontraktet. Kontrollera båda eller beställ \
         konfigurationen.</faultstring><detail><detailString>No receiverId (logical address) found for \
         serviceNamespace: urn:c, receiverId: &lt;R&amp;&gt;</detailString></detail></SOAP-ENV:Fault>\
         </SOAP-ENV:Body></SOAP-ENV:Envelope>"
    );
}
