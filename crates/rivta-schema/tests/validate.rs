//! What the validator says, where, and what it does with input that means harm.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use rivta_schema::validate::{Limits, Rule, Validator, Verdict, payload};

const EXEMPTION: &str = "schemas/financial_patientfees_exemption/1.0";

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn validator(package: &str) -> Validator {
    let reading = rivta_schema::read(top().join(package)).unwrap();
    Validator::of(&reading.packages[0].package.schemas).unwrap()
}

fn sample(path: &str) -> String {
    std::fs::read_to_string(
        top()
            .join("testsuite/corpus/financial_patientfees_exemption")
            .join(path),
    )
    .unwrap()
}

fn rules(verdict: &Verdict) -> Vec<Rule> {
    verdict.violations.iter().map(|violation| violation.rule).collect()
}

/// A valid request without its XML declaration.
fn request() -> String {
    sample("valid/request_citizen.xml")
        .split_once("?>")
        .unwrap()
        .1
        .trim()
        .to_owned()
}

fn enveloped(namespace: &str, header: &str, body: &str) -> String {
    format!("<s:Envelope xmlns:s='{namespace}'><s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>")
}

const SOAP_1_1: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const SOAP_1_2: &str = "http://www.w3.org/2003/05/soap-envelope";
const ADDRESS: &str =
    "<r:LogicalAddress s:mustUnderstand='1' xmlns:r='urn:riv:itintegration:registry:1'>SE1</r:LogicalAddress>";

#[test]
fn a_validator_is_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&validator(EXEMPTION));
}

#[test]
fn all_mistakes_are_told_with_their_places() {
    let text = sample("valid/process_card_and_transactions.xml");
    let text = text.replacen("<core:code>SEK</core:code>", "", 1);
    let text = text.replacen("<core:dateOfVisit>20260115<", "<core:dateOfVisit>191212121212<", 1);
    let text = text.replacen("      <core:id>F-1</core:id>\n", "", 1);
    let verdict = validator(EXEMPTION).document(text.as_bytes(), &Limits::default());
    let told: Vec<String> = verdict.violations.iter().map(ToString::to_string).collect();
    assert_eq!(rules(&verdict), [Rule::Pattern, Rule::UnexpectedElement], "{told:?}");
    let date = &verdict.violations[0];
    let path = "/ProcessExemptionStatuses/feeExemption/transactions[2]/dateOfVisit";
    assert_eq!((date.path.as_str(), date.line, date.column), (path, 39, 7));
    assert!(!told.concat().contains("191212121212"), "{told:?}");
    assert!(
        told[1].contains("expected {urn:riv:financial:patientfees:exemption:1}id"),
        "{told:?}"
    );
}

#[test]
fn what_is_missing_is_told_at_the_end_of_its_parent() {
    let text = "<t:ProcessExemptionStatuses\n xmlns:t='urn:riv:financial:patientfees:exemption:ProcessExemptionStatusesResponder:1'>\n</t:ProcessExemptionStatuses>";
    let verdict = validator(EXEMPTION).document(text.as_bytes(), &Limits::default());
    assert_eq!(rules(&verdict), [Rule::MissingElement]);
    assert_eq!((verdict.violations[0].line, verdict.violations[0].column), (3, 1));
    assert!(verdict.violations[0].message.contains("requestId"));
}

#[test]
fn envelopes_are_judged_with_their_parts() {
    let validator = validator(EXEMPTION);
    let judged = |text: &str| rules(&validator.message(text.as_bytes(), &Limits::default()));
    for soap in [SOAP_1_1, SOAP_1_2] {
        assert_eq!(judged(&enveloped(soap, ADDRESS, &request())), []);
        assert_eq!(judged(&enveloped(soap, "<x xmlns='urn:x'/>", &request())), []);
        assert_eq!(judged(&enveloped(soap, ADDRESS, "")), [Rule::Envelope]);
        assert_eq!(
            judged(&enveloped(soap, ADDRESS, &request().repeat(2))),
            [Rule::Envelope]
        );
        assert_eq!(
            judged(&enveloped(soap, ADDRESS, "<x xmlns='urn:x'/>")),
            [Rule::UnknownElement]
        );
    }
    let child = ADDRESS.replace("SE1", "<x/>");
    assert_eq!(
        judged(&enveloped(SOAP_1_1, &child, &request())),
        [Rule::ElementInSimple]
    );
    let no_body = format!("<s:Envelope xmlns:s='{SOAP_1_1}'><s:Header/></s:Envelope>");
    assert_eq!(judged(&no_body), [Rule::Envelope]);
    let verdict = validator.envelope(request().as_bytes(), &Limits::default());
    assert_eq!(rules(&verdict), [Rule::Envelope]);
    let verdict = validator.document(enveloped(SOAP_1_1, "", &request()).as_bytes(), &Limits::default());
    assert_eq!(rules(&verdict), [Rule::UnknownElement]);
}

#[test]
fn faults_and_their_details_are_judged() {
    let validator = validator(EXEMPTION);
    let judged = |text: &str| rules(&validator.message(text.as_bytes(), &Limits::default()));
    let fault = |detail: &str| {
        let parts = "<faultcode>s:Server</faultcode><faultstring>VP004</faultstring>";
        enveloped(
            SOAP_1_1,
            "",
            &format!("<s:Fault>{parts}<detail>{detail}</detail></s:Fault>"),
        )
    };
    let wrong = "<r:LogicalAddress xmlns:r='urn:riv:itintegration:registry:1'><x/></r:LogicalAddress>";
    assert_eq!(judged(&fault("<x/>")), []);
    assert_eq!(judged(&fault(wrong)), [Rule::ElementInSimple]);
    let fault = "<s:Fault><faultcode>s:Server</faultcode></s:Fault>";
    assert_eq!(judged(&enveloped(SOAP_1_1, "", fault)), [Rule::Envelope]);
    let fault =
        "<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason><s:Text>no</s:Text></s:Reason></s:Fault>";
    assert_eq!(judged(&enveloped(SOAP_1_2, "", fault)), []);
}

#[test]
fn the_payload_is_found_without_judging_it() {
    let limits = Limits::default();
    let name = |text: &str| payload(text.as_bytes(), &limits).unwrap().map(|name| name.local);
    assert_eq!(
        name(&enveloped(SOAP_1_2, ADDRESS, &request())).unwrap(),
        "RequestExemptionStatuses"
    );
    assert_eq!(name(&request()).unwrap(), "RequestExemptionStatuses");
    assert_eq!(name(&enveloped(SOAP_1_1, "", "")), None);
    assert!(payload(b"<a", &limits).is_err());
}

#[test]
fn reading_ends_at_the_limit_of_violations() {
    let id = "<a:requestId xmlns:a='urn:riv:financial:patientfees:exemption:ProcessExemptionStatusesResponder:1'/>";
    let text = request().replacen("</", &format!("{}</", id.repeat(500)), 1);
    let limits = Limits {
        violations: 7,
        ..Limits::default()
    };
    let verdict = validator(EXEMPTION).document(text.as_bytes(), &limits);
    assert_eq!((verdict.violations.len(), verdict.cut_off), (7, true));
}

#[test]
fn hostile_documents_are_errors_in_bounded_time() {
    let validator = validator("testsuite/validation/wildcards/schemas");
    let roomy = Limits {
        document: rivta_soap::xml::Limits {
            depth: usize::MAX,
            ..rivta_soap::xml::Limits::default()
        },
        ..Limits::default()
    };
    let open = "<open xmlns='urn:rivta:validation'><lax>";
    let (starts, ends) = ("<x>".repeat(100_000), "</x>".repeat(100_000));
    let nested = format!("{open}<x xmlns=''>{starts}{ends}</x></lax></open>");
    assert_eq!(
        rules(&validator.document(nested.as_bytes(), &Limits::default())),
        [Rule::Document]
    );
    // Nothing recurses on depth, even where no limit is set.
    assert!(validator.document(nested.as_bytes(), &roomy).is_valid());
    let mistakes = format!(
        "{open}{}1{}</lax></open>",
        "<known>".repeat(100_000),
        "</known>".repeat(100_000)
    );
    assert_eq!(validator.document(mistakes.as_bytes(), &roomy).violations.len(), 1);
    for text in [
        "<!DOCTYPE a [<!ENTITY e 'x'>]><open xmlns='urn:rivta:validation'>&e;</open>",
        "<open xmlns='urn:rivta:validation'>&e;</open>",
        "<open xmlns='urn:rivta:validation'/>more",
        "<open xmlns='urn:rivta:validation'>\u{1}</open>",
        "",
    ] {
        let verdict = validator.document(text.as_bytes(), &Limits::default());
        assert_eq!(rules(&verdict), [Rule::Document], "{text}");
    }
    assert_eq!(
        rules(&validator.document(b"<open>\xFF</open>", &Limits::default())),
        [Rule::Document]
    );
}

/// Ten thousand occurrences with counters in each other, and more than are allowed.
#[test]
fn large_occurrences_are_counted() {
    let validator = validator("testsuite/validation/occurrence/schemas");
    let many = |count: usize| {
        let text = format!(
            "<many xmlns='urn:rivta:validation'>{}{}</many>",
            "<a>1</a><b>1</b>".repeat(count),
            "<c>1</c>".repeat(7)
        );
        validator.document(text.as_bytes(), &Limits::default())
    };
    assert!(many(10_000).is_valid());
    assert_eq!(rules(&many(10_001)).first(), Some(&Rule::UnexpectedElement));
}

/// Names from the document are shown cut and masked.
#[test]
fn names_are_shown_with_care() {
    let text = "<p191212121212 xmlns='urn:191212121212'/>";
    let verdict = validator(EXEMPTION).document(text.as_bytes(), &Limits::default());
    assert!(!format!("{verdict:?}").contains("191212121212"));
}
