//! Decoding and encoding a disclosure, beside bare quick-xml pulling and yaserde in the same run.
//!
//! `cargo bench -p rivta-contracts --features yaserde --bench codec`
#![allow(clippy::unwrap_used)]
// criterion_group! makes a public function without documentation.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use quick_xml::NsReader;
use quick_xml::events::Event;
use rivta_contracts::financial_patientfees_exemption_1_0::core::{
    AmountType, CVType, DatePeriodType, DateType, ExemptionType, FeeExemptionType, IIType, TimeStampType,
    TransactionType,
};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::TypeOfExemptionEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::{
    ProcessExemptionStatuses, ProcessExemptionStatusesType,
};
use rivta_soap::Contract;
use rivta_soap::value::Decimal;
use rivta_soap::xml::{Limits, read_document, write_document};

/// The sizes of the message: a patient with many visits, and far more than any patient has.
const SIZES: [(&str, usize); 2] = [("12 KB", 12 * 1024), ("1 MB", 1024 * 1024)];

fn decode(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("decode");
    for (name, size) in SIZES {
        let bytes = encoded(&disclosure_of(size));
        let text = std::str::from_utf8(&bytes).unwrap();
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_with_input(BenchmarkId::new("rivta", name), &bytes, |bencher, bytes| {
            bencher.iter(|| decoded(black_box(bytes)));
        });
        group.bench_with_input(BenchmarkId::new("quick-xml pull", name), text, |bencher, text| {
            bencher.iter(|| pulled(black_box(text)));
        });
        group.bench_with_input(BenchmarkId::new("yaserde", name), text, |bencher, text| {
            bencher.iter(|| yaserde::de::from_str::<ProcessExemptionStatusesType>(black_box(text)).unwrap());
        });
    }
    group.finish();
}

fn encode(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("encode");
    for (name, size) in SIZES {
        let value = disclosure_of(size);
        group.throughput(Throughput::Bytes(encoded(&value).len() as u64));
        group.bench_with_input(BenchmarkId::new("rivta", name), &value, |bencher, value| {
            bencher.iter(|| encoded(black_box(value)));
        });
        group.bench_with_input(BenchmarkId::new("yaserde", name), &value, |bencher, value| {
            bencher.iter(|| yaserde::ser::to_string(black_box(value)).unwrap());
        });
    }
    group.finish();
}

fn decoded(bytes: &[u8]) -> ProcessExemptionStatusesType {
    read_document(bytes, &ProcessExemptionStatuses::REQUEST, &Limits::default()).unwrap()
}

fn encoded(value: &ProcessExemptionStatusesType) -> Vec<u8> {
    let namespaces = ProcessExemptionStatuses::REQUEST_NAMESPACES;
    write_document(&ProcessExemptionStatuses::REQUEST, namespaces, value)
}

/// All that any decoder must do: find the events, resolve the names, unescape the text.
fn pulled(text: &str) -> usize {
    let mut reader = NsReader::from_str(text);
    let mut seen = 0;
    loop {
        match reader.read_resolved_event().unwrap() {
            (namespace, Event::Start(start)) => {
                black_box(namespace);
                seen += black_box(start.local_name()).as_ref().len();
            }
            (_, Event::Text(text)) => seen += black_box(text.xml10_content()).len(),
            (_, Event::Eof) => return seen,
            (_, event) => seen += black_box(event).len(),
        }
    }
}

/// A disclosure that is at least so many bytes long when it is encoded.
fn disclosure_of(size: usize) -> ProcessExemptionStatusesType {
    let mut disclosure = ProcessExemptionStatusesType {
        request_id: identifier("5f7f5a7e-3f4a-4c9b-9b53-0f2f1f6f6d10", None),
        fee_exemption: vec![FeeExemptionType {
            patient_id: identifier("1.2.752.129.2.1.3.1", Some("191212121212")),
            transactions: Vec::new(),
            exemptions: vec![exemption()],
            any: Vec::new(),
        }],
        any: Vec::new(),
    };
    let without = encoded(&disclosure).len();
    disclosure.fee_exemption[0].transactions.push(transaction(0));
    let each = encoded(&disclosure).len() - without;
    let count = (size.saturating_sub(without)) / each + 1;
    disclosure.fee_exemption[0].transactions = (0..count).map(transaction).collect();
    disclosure
}

fn transaction(index: usize) -> TransactionType {
    let day = index % 28 + 1;
    TransactionType {
        fee: Some(AmountType {
            amount: Decimal::new(format!("{}.00", 100 + index % 250)).unwrap(),
            currency: CVType {
                code: Some("SEK".to_owned()),
                code_system: Some("1.0.4217".to_owned()),
                ..CVType::default()
            },
            any: Vec::new(),
        }),
        date_of_visit: Some(DateType::new(format!("202601{day:02}")).unwrap()),
        time_of_registration: Some(TimeStampType::new(format!("202601{day:02}101500")).unwrap()),
        type_of_fee: TypeOfExemptionEnum::CareVisit,
        care_giver: Some(identifier("1.2.752.129.2.1.4.1", Some("SE2321000016-GIVER"))),
        care_unit: Some(identifier("1.2.752.129.2.1.4.1", Some("SE2321000016-UNIT"))),
        any: Vec::new(),
    }
}

fn exemption() -> ExemptionType {
    ExemptionType {
        id: "F-1".to_owned(),
        high_cost_protection_period: period("20250425", "20260424"),
        exemption_period: period("20251101", "20260424"),
        type_of_exemption: TypeOfExemptionEnum::CareVisit,
        region: identifier("1.2.752.129.2.1.4.1", Some("SE2321000016-REGION")),
        any: Vec::new(),
    }
}

fn period(start: &str, end: &str) -> DatePeriodType {
    DatePeriodType {
        start: Some(DateType::new(start).unwrap()),
        end: Some(DateType::new(end).unwrap()),
        any: Vec::new(),
    }
}

fn identifier(root: &str, extension: Option<&str>) -> IIType {
    IIType {
        root: root.to_owned(),
        extension: extension.map(str::to_owned),
        any: Vec::new(),
    }
}

criterion_group!(codec, decode, encode);
criterion_main!(codec);
