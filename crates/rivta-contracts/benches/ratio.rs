//! Decoding and encoding as ratios, on a machine that others use too: what is compared is run in turn, and the
//! fastest round of each counts. `make bench-codec`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]
#![allow(missing_docs, unreachable_pub)]
// Of the codecs, those that the aims name.
#![allow(dead_code)]

mod codecs;
mod message;

use std::hint::black_box;
use std::time::{Duration, Instant};

use message::{SIZES, disclosure_of};

const ROUNDS: usize = 150;
/// Bytes that a task goes through in one round: small documents several times.
const ROUND: usize = 250_000;

/// The fastest round of each task, per run.
fn fastest<const N: usize>(runs: u32, tasks: [&dyn Fn(); N]) -> [Duration; N] {
    let mut fastest = [Duration::MAX; N];
    for _ in 0..ROUNDS {
        for (task, fastest) in tasks.iter().zip(&mut fastest) {
            // What ran before has left its own memory in the caches.
            task();
            let start = Instant::now();
            (0..runs).for_each(|_| task());
            *fastest = start.elapsed().min(*fastest);
        }
    }
    fastest.map(|round| round / runs)
}

fn main() {
    println!("| | decode | : pull | yaserde : decode | encode | yaserde : encode |");
    println!("| --- | --- | --- | --- | --- | --- |");
    for (name, size) in SIZES {
        let value = disclosure_of(size);
        let bytes = codecs::rivta_encode(&value);
        let text = std::str::from_utf8(&bytes).unwrap();
        let runs = u32::try_from((ROUND / bytes.len()).max(1)).unwrap();
        let [decode, pull, yaserde, encode, yaserde_encode] = fastest(
            runs,
            [
                &|| drop(black_box(codecs::rivta(black_box(text)))),
                &|| _ = black_box(codecs::pull(black_box(text))),
                &|| drop(black_box(codecs::yaserde(black_box(text)))),
                &|| drop(black_box(codecs::rivta_encode(black_box(&value)))),
                &|| drop(black_box(codecs::yaserde_encode(black_box(&value)))),
            ],
        );
        let ratio = |a: Duration, b: Duration| a.as_secs_f64() / b.as_secs_f64();
        println!(
            "| {name} | {decode:.1?} | {:.2} | {:.1} | {encode:.1?} | {:.1} |",
            ratio(decode, pull),
            ratio(yaserde, decode),
            ratio(yaserde_encode, encode)
        );
    }
}
