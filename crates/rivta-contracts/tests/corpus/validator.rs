//! The strict decoders and the validator of the schemas agree: two readings of the same contracts that share no
//! code but the tokenizer.

use rivta_schema::validate::{Limits, Validator};

use super::{Domain, document};

/// Both judge alike every sample, and what one change of one element of a valid one gives, `except` where it says by
/// name.
pub fn agrees(domains: &[Domain], except: fn(&str) -> bool) {
    let (mut wrong, mut judged) = (Vec::new(), 0);
    for domain in domains {
        let validator = validator(domain);
        let mut compare = |name: &str, bytes: &[u8]| {
            judged += 1;
            let verdict = validator.document(bytes, &Limits::default());
            let decoded = domain.round_trip(bytes);
            if verdict.is_valid() != decoded.is_ok() && !except(name) {
                let said: Vec<String> = verdict.violations.iter().map(ToString::to_string).collect();
                let told = decoded.as_ref().err().map(ToString::to_string).unwrap_or_default();
                let text = String::from_utf8_lossy(bytes);
                wrong.push(format!(
                    "{name}\nvalidator: {}\ndecoder: {told}\n{text}",
                    said.join("; ")
                ));
            }
        };
        for kind in ["valid", "invalid", "understood"] {
            if !domain.corpus.join(kind).is_dir() {
                continue;
            }
            for sample in domain.samples(kind) {
                compare(&sample.name, &sample.bytes);
                if kind != "valid" {
                    continue;
                }
                let (message, _) = domain.round_trip(&sample.bytes).unwrap();
                let text = document::text(&sample.bytes);
                let parsed = roxmltree::Document::parse(&text).unwrap();
                for node in document::known(&parsed, message) {
                    for (change, text) in document::changed(&parsed, &node, message) {
                        let name = format!("{} with {} {change}", sample.name, document::path(&node));
                        compare(&name, text.as_bytes());
                    }
                }
            }
        }
    }
    let count = wrong.len();
    wrong.truncate(20);
    assert!(wrong.is_empty(), "{count} of {judged} differ:\n{}", wrong.join("\n\n"));
    assert!(judged > 1000, "{judged}");
}

fn validator(domain: &Domain) -> Validator {
    let reading = rivta_schema::read(&domain.published).unwrap();
    assert!(reading.errors.is_empty(), "{:?}", reading.errors);
    let [read] = reading.packages.as_slice() else {
        panic!("{} packages in {}", reading.packages.len(), domain.published.display());
    };
    Validator::of(&read.package.schemas).unwrap()
}
