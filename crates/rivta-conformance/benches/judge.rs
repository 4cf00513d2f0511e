//! Judging disclosures by rule001 to rule018: reading the message, and the rules on it.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rivta_conformance::Document;
use rivta_conformance::schematron::{Rules, Settings};

/// A disclosure with this many transactions.
fn disclosure(transactions: usize) -> String {
    let transaction = r"<c:transactions><c:fee><c:amount>250</c:amount><c:currency><c:code>SEK</c:code><c:codeSystem>1.0.4217</c:codeSystem></c:currency></c:fee><c:dateOfVisit>20260401</c:dateOfVisit><c:timeOfRegistration>20260401101500</c:timeOfRegistration><c:typeOfFee>CARE_VISIT</c:typeOfFee><c:careGiver><c:root>1.2.752.129.2.1.4.1</c:root><c:extension>SE2321000115-V001</c:extension></c:careGiver><c:careUnit><c:root>1.2.752.129.2.1.4.1</c:root><c:extension>SE2321000115-E001</c:extension></c:careUnit></c:transactions>";
    format!(
        r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:c="urn:riv:financial:patientfees:exemption:1" xmlns:p="urn:riv:financial:patientfees:exemption:ProcessExemptionStatusesResponder:1"><s:Body><p:ProcessExemptionStatuses><p:requestId><c:root>6f7c1d3e-0000-4000-8000-000000000001</c:root></p:requestId><p:feeExemption><c:patientId><c:root>1.2.752.129.2.1.3.1</c:root><c:extension>191212121212</c:extension></c:patientId>{}</p:feeExemption></p:ProcessExemptionStatuses></s:Body></s:Envelope>"#,
        transaction.repeat(transactions)
    )
}

fn judge(c: &mut Criterion) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../testsuite/rules/financial_patientfees_exemption/constraints.xml");
    let rules = Rules::read(&file).unwrap();
    let mut settings = Settings::at("2026-05-10T12:00:00+02:00".parse().unwrap());
    settings.parameters = vec![("actor".to_owned(), "CITIZEN".to_owned())];
    let mut group = c.benchmark_group("judge");
    for (name, transactions) in [("12 KB", 20), ("1 MB", 1_750)] {
        let message = disclosure(transactions);
        let document = Document::parse(message.as_bytes()).unwrap();
        assert!(rules.judge(&document, &settings).unwrap().is_valid());
        group.throughput(Throughput::Bytes(message.len() as u64));
        group.bench_function(format!("read {name}"), |b| {
            b.iter(|| Document::parse(black_box(message.as_bytes())).unwrap());
        });
        group.bench_function(format!("rules on {name}"), |b| {
            b.iter(|| rules.judge(black_box(&document), &settings).unwrap());
        });
    }
    group.finish();
    c.bench_function("compile constraints.xml", |b| {
        b.iter(|| Rules::read(black_box(&file)).unwrap());
    });
}

criterion_group!(benches, judge);
criterion_main!(benches);
