//! The defaults of the configuration beside the incumbent's (platform router, sections 3.6, 6.1 and 7.7).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::Duration;

use rivta_addressing::CatalogueService;
use rivta_router::Configuration;

const SMALLEST: &str = "environment = \"test\"\nlisten = \"127.0.0.1:0\"\n[plain]\nlisten = \"127.0.0.1:0\"\n[tls]\n\
                        certificate = \"c.pem\"\nkey = \"k.pem\"\ntrust = \"t.pem\"\n[addressing.service]\nurl = \"http://h/\"\n";

fn smallest() -> Configuration {
    Configuration::from_toml(SMALLEST, "router.toml").unwrap()
}

/// Section 7.7: the incumbent's key and default, and what stands here when nothing is said.
#[test]
fn section_7_7_what_is_left_out_is_as_with_the_incumbent() {
    let configuration = smallest();
    let plain = configuration.plain.clone().unwrap();
    let service: CatalogueService = configuration.addressing.service.clone().unwrap();
    let (rules, sender, forwarded) = (
        &configuration.addressing.rules,
        &configuration.sender,
        &configuration.forwarded,
    );
    let (calls, headers) = (&configuration.producer, &configuration.headers);
    let milliseconds = |duration: Duration| duration.as_millis().to_string();
    let climbing = [&rules.route_climbing, &rules.permission_climbing];
    let rows = [
        ("vp.http.route.url, its path", "/vp", configuration.path.clone()),
        ("vp.use.routing.history", "true", plain.routing_history.to_string()),
        (
            "certificate.senderid.subject.pattern",
            "(?:2.5.4.5|SERIALNUMBER)=([^,]+)",
            sender.subject_pattern.clone(),
        ),
        (
            "http.forwarded.header.xfor",
            "X-Forwarded-For",
            forwarded.client.clone(),
        ),
        (
            "http.forwarded.header.host",
            "X-VP-Forwarded-Host",
            forwarded.host.clone(),
        ),
        (
            "http.forwarded.header.port",
            "X-VP-Forwarded-Port",
            forwarded.port.clone(),
        ),
        (
            "http.forwarded.header.proto",
            "X-VP-Forwarded-Proto",
            forwarded.proto.clone(),
        ),
        (
            "http.forwarded.header.auth_cert",
            "x-vp-auth-cert",
            plain.certificate_header.clone(),
        ),
        ("ip.whitelist", "127.0.0.1", plain.allowed_addresses.join(",")),
        ("sender.id.allowed.list", "", sender.original_consumer_from.join(",")),
        (
            "throw.vp013.when.originalconsumer.not.allowed",
            "false",
            sender.refuse_original_consumer.to_string(),
        ),
        (
            "propagate.correlation.id.for.https",
            "false",
            calls.propagate_correlation_id.to_string(),
        ),
        ("vp.header.user.agent", "SKLTP VP/4.3.x", calls.user_agent.clone()),
        (
            "vp.header.content.type",
            "text/xml;charset=UTF-8",
            calls.content_type.clone(),
        ),
        (
            "hsa.lookup.vagval.defaultEnabled",
            "true",
            climbing[0].enabled.to_string(),
        ),
        (
            "hsa.lookup.vagval.exceptedNamespaces",
            "",
            climbing[0].excepted.join(","),
        ),
        (
            "hsa.lookup.behorighet.defaultEnabled",
            "true",
            climbing[1].enabled.to_string(),
        ),
        (
            "hsa.lookup.behorighet.exceptedNamespaces",
            "",
            climbing[1].excepted.join(","),
        ),
        ("defaultrouting.delimiter", "#", rules.delimiter.clone()),
        (
            "defaultrouting.allowedContracts",
            "",
            rules.delimiter_contracts.join(","),
        ),
        ("defaultrouting.allowedSenderIds", "", rules.delimiter_senders.join(",")),
        ("takcache.header.user.agent", "SKLTP VP/3.1", service.user_agent),
        ("vp.producer.retry.attempts", "1", calls.retries.to_string()),
        ("vp.producer.retry.delay", "2000", milliseconds(calls.retry_delay)),
        (
            "vp.max.receive.length, of calls",
            "15728640",
            configuration.consumer.call_bytes.to_string(),
        ),
        (
            "vp.max.receive.length, of answers",
            "15728640",
            calls.answer_bytes.to_string(),
        ),
        ("producertimeout", "29000", milliseconds(calls.silence_timeout)),
        (
            "producer.https.connect.timeout",
            "2000",
            milliseconds(calls.connect_timeout),
        ),
        ("producer.https.keepAlive", "true", calls.keep_alive.to_string()),
        ("producer.chunked.encoding", "false", calls.chunked.to_string()),
        (
            "headers.reg.exp.requestHeadersToRemove",
            "(?i)x-vp.*|PEER_CERTIFICATES|X-Forwarded.*|MULE_.*|X-MULE_.*|Connection|accept-encoding|\
             X-Forwarded-Tls-Client-Cert",
            headers.request_remove.clone(),
        ),
        (
            "headers.reg.exp.requestHeadersToKeep",
            "(?i)x-vp-sender-id|x-vp-instance-id",
            headers.request_keep.clone(),
        ),
        (
            "headers.reg.exp.responseHeadersToRemove",
            "(?i)SOAPAction|MULE_.*|X-MULE_.*|LOCAL_CERTIFICATE|PEER_CERTIFICATES|http.method",
            headers.response_remove.clone(),
        ),
        (
            "headers.reg.exp.responseHeadersToKeep",
            "",
            headers.response_keep.clone(),
        ),
    ];
    for (key, expected, ours) in rows {
        assert_eq!(ours, expected, "{key}");
    }
}

/// Decision 0002: the one default that is stricter.
#[test]
fn section_6_1_host_names_are_checked_unless_told_otherwise() {
    assert!(smallest().producer.verify_host_name);
}
