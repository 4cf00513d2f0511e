//! The demonstration as its users run it: the command, its answer, and a stranger's bad input over real mutual TLS.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::convert::Infallible;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use bytes::Bytes;
use futures_util::stream;
use http_body::Frame;
use http_body_util::{BodyExt, Full, StreamBody};
use rivta_consumer::channel::OutgoingBody;
use rivta_consumer::{Channel, ChannelError, Identity, Trust};
use serde_json::Value;

const PERSONNUMMER: &str = "1.2.752.129.2.1.3.1";
const REQUEST: &str = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1";
const PROCESS: &str = "urn:riv:financial:patientfees:exemption:ProcessExemptionStatusesResponder:1";

fn rivta(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rivta"))
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn the_answer_names_every_source_and_adds_up() {
    let output = rivta(&["demo", "--json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut states: Vec<_> = answer["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|source| (source["address"].as_str().unwrap(), source["state"].as_str().unwrap()))
        .collect();
    // Only those who have something about the person are asked, in no promised order.
    states.sort_unstable();
    let answered = ["01", "13", "14", "17"].map(|county| (county, "answered"));
    assert_eq!(states, [&answered[..], &[("24", "failed")]].concat());
    assert_eq!(
        (&answer["sum"], &answer["remaining"]),
        (&Value::from("1075"), &Value::from("375"))
    );
    assert_eq!(answer["fees"].as_array().unwrap().len(), 5);
    assert_eq!(answer["complete"], false);
}

#[test]
fn a_resident_gets_a_page_in_swedish() {
    let output = rivta(&["demo"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = String::from_utf8(output.stdout).unwrap();
    for text in [
        "Det återstår 375 kr till frikort.",
        "Vårdcentralen Ängen",
        "✗ Västerbotten",
    ] {
        assert!(page.contains(text), "{text} in\n{page}");
    }
}

#[test]
fn an_expected_source_that_is_missing_is_a_failure() {
    let output = rivta(&["demo", "--json", "--patience", "0"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("no answer from 5565594230"));
}

#[test]
fn a_child_is_refused_clearly() {
    let persons = String::from_utf8(rivta(&["demo", "--persons"]).stdout).unwrap();
    let child = persons
        .lines()
        .find(|line| line.contains("barn"))
        .unwrap()
        .split(' ')
        .next()
        .unwrap();
    let output = rivta(&["demo", "--person", child]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("under 18"), "{said}");
    assert!(!said.contains(child), "a personal number in an error");
}

/// `rivta demo --serve --json` in a folder of its own, ended when dropped.
struct Demonstration {
    process: Child,
    facts: Value,
    _folder: tempfile::TempDir,
}

impl Demonstration {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_rivta"))
            .args(["demo", "--serve", "--json", "--dir", folder.path().to_str().unwrap()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        Self {
            process,
            facts: serde_json::from_str(&line).unwrap(),
            _folder: folder,
        }
    }

    /// A channel with the certificate that the demonstration made for a party.
    fn channel(&self, party: &str) -> Channel {
        let pki = Path::new(self.facts["folder"].as_str().unwrap()).join("pki");
        let identity = Identity::from_pem_files(pki.join(format!("{party}.pem")), pki.join(format!("{party}-key.pem")));
        Channel::builder(Trust::from_pem_file(pki.join("ca.pem")).unwrap(), identity.unwrap())
            .build()
            .unwrap()
    }

    async fn send(&self, party: &str, body: OutgoingBody) -> Result<(u16, String), ChannelError> {
        let request = http::Request::post(self.facts["router"].as_str().unwrap())
            .header("content-type", "text/xml; charset=UTF-8")
            .body(body)
            .unwrap();
        let answer = self.channel(party).send(request).await?;
        let status = answer.status().as_u16();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        Ok((status, String::from_utf8(body.to_vec()).unwrap()))
    }

    async fn post(&self, party: &str, message: &str) -> (u16, String) {
        self.send(party, whole(message)).await.unwrap()
    }
}

impl Drop for Demonstration {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let mut rest = String::new();
        let _ = self.process.stdout.take().unwrap().read_to_string(&mut rest);
    }
}

fn whole(message: &str) -> OutgoingBody {
    Full::new(Bytes::from(message.to_owned()))
        .map_err(|never: Infallible| match never {})
        .boxed()
}

fn envelope(header: &str, body: &str) -> String {
    format!(
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:l='urn:riv:itintegration:registry:1' \
         xmlns:r='{REQUEST}' xmlns:p='{PROCESS}' xmlns:c='urn:riv:financial:patientfees:exemption:1' \
         xmlns:a='http://www.w3.org/2005/08/addressing'><s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>"
    )
}

fn to(address: &str) -> String {
    format!("<l:LogicalAddress>{address}</l:LogicalAddress>")
}

/// A request about a person, with the parts that tests vary.
fn request(root: &str, extension: &str, actor: &str) -> String {
    let id = uuid::Uuid::new_v4();
    format!(
        "<r:RequestExemptionStatuses><r:requestId><c:root>{id}</c:root></r:requestId>\
         <r:patientId><c:root>{root}</c:root><c:extension>{extension}</c:extension></r:patientId>\
         <r:actor><c:actorTypeEnum>{actor}</c:actorTypeEnum><c:actorId><c:root>{PERSONNUMMER}</c:root>\
         <c:extension>191212121212</c:extension></c:actorId></r:actor>\
         <r:responseLogicalAddress>SE5565594230-HKS1</r:responseLogicalAddress></r:RequestExemptionStatuses>"
    )
}

fn good() -> String {
    request(PERSONNUMMER, "191212121212", "CITIZEN")
}

/// What a stranger may send, and what the fault must say.
fn bad_messages() -> Vec<(&'static str, String, Vec<&'static str>)> {
    let with = |header: &str, body: &str| envelope(header, body);
    vec![
        ("empty body", String::new(), vec!["VP015", "Client"]),
        (
            "malformed XML",
            with(&to("14"), &good()).replace("<s:Header>", "<s:Header"),
            vec!["VP015", "Client"],
        ),
        (
            "DTD",
            format!("<!DOCTYPE s [<!ENTITY a 'b'>]>{}", with(&to("14"), &good())),
            vec!["VP015", "Client"],
        ),
        (
            "100,000 nested headers",
            with(&"<x>".repeat(100_000), ""),
            vec!["VP015", "Client"],
        ),
        ("no address", with("", &good()), vec!["VP003", "Client"]),
        ("unknown address", with(&to("99"), &good()), vec!["VP004", "Client"]),
        (
            "another profile, which is converted, and not well-formed behind the head",
            with("<a:To>14</a:To>", &good().replace("</r:actor>", "")),
            vec!["VP012", "Server"],
        ),
        (
            "a region that is down",
            with(&to("24"), &good()),
            vec!["VP009", "Server"],
        ),
        (
            "wrong enum",
            with(&to("14"), &request(PERSONNUMMER, "191212121212", "?")),
            vec!["Client", "actorTypeEnum"],
        ),
        (
            "a date that does not exist",
            with(&to("14"), &request(PERSONNUMMER, "202502312380", "CITIZEN")),
            vec!["Client", "patientId"],
        ),
        (
            "a local reserve id that the region does not know",
            with(&to("14"), &request("1.2.752.97.3.1.3", "R4711", "CITIZEN")),
            vec!["Client", "patientId"],
        ),
        (
            "an unknown element of the contract's namespace",
            with(&to("14"), &good().replace("<r:actor>", "<r:extra/><r:actor>")),
            vec!["Client", "extra"],
        ),
        (
            "100,000 nested elements in the payload",
            with(
                &to("14"),
                &good().replace("</r:RequestExemptionStatuses>", &"<x xmlns='urn:x'>".repeat(100_000)),
            ),
            vec!["Client"],
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_gets_its_fault_and_nothing_is_lost() {
    let demonstration = Demonstration::start();
    for (what, message, expected) in bad_messages() {
        let (status, answer) = demonstration.post("asker", &message).await;
        assert_eq!(status, 500, "{what}: {answer}");
        for text in expected {
            assert!(answer.contains(text), "{what}: {text} in {answer}");
        }
        assert!(
            !answer.contains("191212121212") && !answer.contains("20250231"),
            "{what}: a person in {answer}"
        );
    }
    let (status, answer) = demonstration.post("region-13", &envelope(&to("14"), &good())).await;
    assert!(
        status == 500 && answer.contains("VP007"),
        "no permission: {status} {answer}"
    );
    let (status, answer) = demonstration.post("asker", &envelope(&to("14"), &good())).await;
    assert!(
        status == 200 && answer.contains("RequestExemptionStatusesResponse"),
        "{status} {answer}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_certificate_gets_no_answer() {
    let demonstration = Demonstration::start();
    let refused = demonstration
        .send("revoked", whole(&envelope(&to("14"), &good())))
        .await
        .unwrap_err();
    assert!(matches!(refused, ChannelError::Tls { .. }), "{refused}");
    let (status, _) = demonstration.post("asker", &envelope(&to("14"), &good())).await;
    assert_eq!(status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gigabyte_is_refused_before_it_has_come() {
    let demonstration = Demonstration::start();
    let head = Bytes::from(envelope(&to("14"), "<r:RequestExemptionStatuses>"));
    let megabyte = Bytes::from(vec![b' '; 1 << 20]);
    let body = std::iter::once(head).chain(std::iter::repeat_n(megabyte, 1024));
    let body = StreamBody::new(stream::iter(body.map(|chunk| Ok(Frame::data(chunk)))));
    // The refusal may overtake the sending, whose connection is then closed under it.
    match demonstration.send("asker", BodyExt::boxed(body)).await {
        Ok((status, answer)) => assert_eq!(status, 413, "{answer}"),
        Err(error) => assert!(!matches!(error, ChannelError::Timeout { .. }), "{error}"),
    }
    let (status, _) = demonstration.post("asker", &envelope(&to("14"), &good())).await;
    assert_eq!(status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disclosure_nobody_asked_for_is_not_accepted() {
    let demonstration = Demonstration::start();
    let disclosure = format!(
        "<p:ProcessExemptionStatuses><p:requestId><c:root>{}</c:root></p:requestId></p:ProcessExemptionStatuses>",
        uuid::Uuid::new_v4()
    );
    let (status, answer) = demonstration
        .post("region-14", &envelope(&to("SE5565594230-HKS1"), &disclosure))
        .await;
    assert!(
        status == 200 && answer.contains("ERROR"),
        "nobody asked: {status} {answer}"
    );
}
