//! Decoding and encoding a disclosure, ours beside others in the same run: `make bench-codec`.
#![allow(clippy::unwrap_used)]
// criterion_group! makes a public function without documentation; the modules are this program's own.
#![allow(missing_docs, unreachable_pub)]

mod codecs;
mod message;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use message::{SIZES, disclosure_of};

fn decode(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("decode");
    for (name, size) in SIZES {
        let bytes = codecs::rivta_encode(&disclosure_of(size));
        let text = std::str::from_utf8(&bytes).unwrap();
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        macro_rules! measure {
            ($($title:literal: $decode:path),* $(,)?) => {$(
                group.bench_with_input(BenchmarkId::new($title, name), text, |bencher, text| {
                    bencher.iter(|| $decode(black_box(text)));
                });
            )*};
        }
        measure! {
            "rivta": codecs::rivta,
            "quick-xml pull": codecs::pull,
            "rivta tolerant": codecs::rivta_tolerant,
            "quick-xml serde": codecs::serde,
            "xsd-parser": codecs::xsd_parser,
            "yaserde": codecs::yaserde,
        }
    }
    group.finish();
}

fn encode(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("encode");
    for (name, size) in SIZES {
        let value = disclosure_of(size);
        let bytes = codecs::rivta_encode(&value);
        let foreign = codecs::xsd_parser(std::str::from_utf8(&bytes).unwrap());
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_with_input(BenchmarkId::new("rivta", name), &value, |bencher, value| {
            bencher.iter(|| codecs::rivta_encode(black_box(value)));
        });
        group.bench_with_input(BenchmarkId::new("yaserde", name), &value, |bencher, value| {
            bencher.iter(|| codecs::yaserde_encode(black_box(value)));
        });
        group.bench_with_input(BenchmarkId::new("xsd-parser", name), &foreign, |bencher, value| {
            bencher.iter(|| codecs::xsd_parser_encode(black_box(value)));
        });
    }
    group.finish();
}

criterion_group!(codec, decode, encode);
criterion_main!(codec);
