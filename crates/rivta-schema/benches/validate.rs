//! Judging a disclosure of 12 KB and of 1 MB, beside bare quick-xml pulling in the same run.
//!
//! `cargo bench -p rivta-schema --bench validate`. With xmllint at hand it prints what libxml2's own validation of
//! the same message takes, too: xmllint's `--timing` tells it apart from parsing and from starting.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]
// criterion_group! makes a public function without documentation.
#![allow(missing_docs)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use quick_xml::NsReader;
use quick_xml::events::Event;
use rivta_schema::validate::{Limits, Validator};

/// The sizes of the message: a patient with many visits, and far more than any patient has.
const SIZES: [(&str, usize); 2] = [("12 KB", 12 * 1024), ("1 MB", 1024 * 1024)];

fn package() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/financial_patientfees_exemption/1.0")
}

fn validate(criterion: &mut Criterion) {
    let reading = rivta_schema::read(package()).unwrap();
    let schemas = &reading.packages[0].package.schemas;
    let validator = Validator::of(schemas).unwrap();
    let mut group = criterion.benchmark_group("validate");
    group.bench_function("compile the schemas", |bencher| {
        bencher.iter(|| Validator::of(black_box(schemas)));
    });
    for (name, size) in SIZES {
        let message = message(size);
        assert_eq!(
            validator.document(message.as_bytes(), &Limits::default()).violations,
            []
        );
        group.throughput(Throughput::Bytes(message.len() as u64));
        group.bench_with_input(BenchmarkId::new("rivta", name), &message, |bencher, message| {
            bencher.iter(|| validator.document(black_box(message.as_bytes()), &Limits::default()));
        });
        group.bench_with_input(
            BenchmarkId::new("quick-xml pull", name),
            &message,
            |bencher, message| {
                bencher.iter(|| pulled(black_box(message)));
            },
        );
        by_xmllint(name, &message);
    }
    group.finish();
}

/// All that any reader must do: find the events, resolve the names, unescape the text.
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

/// What xmllint says it takes to parse and to validate, the least of ten runs each.
fn by_xmllint(name: &str, message: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("message.xml");
    std::fs::write(&file, message).unwrap();
    let schema =
        package().join("interactions/ProcessExemptionStatusesInteraction/ProcessExemptionStatusesResponder_1.0.xsd");
    for what in ["Parsing", "Validating"] {
        let least = (0..10)
            .filter_map(|_| timing(&schema, &file, what))
            .min_by(f64::total_cmp);
        if let Some(least) = least {
            println!("validate/xmllint {what}/{name}: {least} ms");
        }
    }
}

fn timing(schema: &Path, file: &Path, what: &str) -> Option<f64> {
    let output = Command::new("xmllint")
        .args(["--nonet", "--noout", "--timing", "--schema"])
        .args([schema, file])
        .output()
        .ok()?;
    let report = String::from_utf8_lossy(&output.stderr);
    let line = report.lines().find(|line| line.starts_with(what))?;
    line.split_whitespace().rev().nth(1)?.parse().ok()
}

/// A disclosure of at least so many bytes: the corpus's, without white space, with more of its first visit.
fn message(size: usize) -> String {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testsuite/corpus/financial_patientfees_exemption");
    let text = std::fs::read_to_string(corpus.join("valid/process_card_and_transactions.xml")).unwrap();
    let text: String = text.lines().map(str::trim_start).collect::<Vec<_>>().join("");
    let end = text.find("</core:transactions>").unwrap() + "</core:transactions>".len();
    let visit = &text[text.find("<core:transactions>").unwrap()..end];
    let more = visit.repeat(size.saturating_sub(text.len()).div_ceil(visit.len()));
    format!("{}{more}{}", &text[..end], &text[end..])
}

criterion_group!(benches, validate);
criterion_main!(benches);
