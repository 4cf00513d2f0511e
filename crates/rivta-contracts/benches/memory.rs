//! Allocations and peak memory of decoding and encoding a disclosure: `make bench-codec`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]
#![allow(unreachable_pub)]

mod codecs;
mod message;

use std::hint::black_box;

use message::{SIZES, disclosure_of};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// Allocations while something is made, and the most memory held at once, the result included.
fn measured<T>(task: impl FnOnce() -> T) -> (u64, usize) {
    let profiler = dhat::Profiler::builder().testing().build();
    let result = black_box(task());
    let stats = dhat::HeapStats::get();
    drop(profiler);
    drop(result);
    (stats.total_blocks, stats.max_bytes)
}

fn main() {
    println!("| | allocations | peak memory | peak : document |");
    println!("| --- | --- | --- | --- |");
    for (name, size) in SIZES {
        let value = disclosure_of(size);
        let bytes = codecs::rivta_encode(&value);
        let text = std::str::from_utf8(&bytes).unwrap();
        let foreign = codecs::xsd_parser(text);
        // Patterns are compiled once, before anything is counted.
        drop(codecs::rivta(text));
        let row = |what: &str, (allocations, peak): (u64, usize)| {
            let tenths = peak * 10 / bytes.len();
            println!(
                "| {what} {name} | {allocations} | {peak} | {}.{} |",
                tenths / 10,
                tenths % 10
            );
        };
        row("decode, rivta,", measured(|| codecs::rivta(text)));
        row("decode, rivta tolerant,", measured(|| codecs::rivta_tolerant(text)));
        row("decode, quick-xml pull,", measured(|| codecs::pull(text)));
        row("decode, quick-xml serde,", measured(|| codecs::serde(text)));
        row("decode, xsd-parser,", measured(|| codecs::xsd_parser(text)));
        row("decode, yaserde,", measured(|| codecs::yaserde(text)));
        row("encode, rivta,", measured(|| codecs::rivta_encode(&value)));
        row("encode, yaserde,", measured(|| codecs::yaserde_encode(&value)));
        row("encode, xsd-parser,", measured(|| codecs::xsd_parser_encode(&foreign)));
    }
}
