//! The strict decoders and the foreign judge agree.

use super::{Domain, document, judge};

/// Both take every valid sample.
pub fn on_valid_samples(domains: &[Domain]) {
    let mut wrong = Vec::new();
    for domain in domains {
        let samples = domain.samples("valid");
        let judged = judge::valid(domain, samples.iter().map(|sample| sample.path.as_path()));
        for sample in samples {
            if !judged.contains(&sample.path) {
                wrong.push(format!("xmllint refuses {}", sample.name));
            }
            if let Err(error) = domain.round_trip(&sample.bytes) {
                wrong.push(format!("the decoder refuses {}: {error}", sample.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Both refuse every invalid sample.
pub fn on_invalid_samples(domains: &[Domain]) {
    let mut wrong = Vec::new();
    for domain in domains {
        let samples = domain.samples("invalid");
        let judged = judge::valid(domain, samples.iter().map(|sample| sample.path.as_path()));
        for sample in samples {
            if judged.contains(&sample.path) {
                wrong.push(format!("xmllint takes {}", sample.name));
            }
            if domain.round_trip(&sample.bytes).is_ok() {
                wrong.push(format!("the decoder takes {}", sample.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is encoded again is valid for the foreign judge.
pub fn on_what_is_encoded(domains: &[Domain]) {
    let mut wrong = Vec::new();
    let folder = tempfile::tempdir().unwrap();
    for domain in domains {
        let mut written = Vec::new();
        for (index, sample) in domain.samples("valid").iter().enumerate() {
            let Ok((_, encoded)) = domain.round_trip(&sample.bytes) else {
                wrong.push(format!("the decoder refuses {}", sample.name));
                continue;
            };
            let path = folder.path().join(format!("{}_{index}.xml", domain.folder()));
            std::fs::write(&path, encoded).unwrap();
            written.push((path, sample.name.clone()));
        }
        let judged = judge::valid(domain, written.iter().map(|(path, _)| path.as_path()));
        for (path, name) in written {
            if !judged.contains(&path) {
                wrong.push(format!("xmllint refuses {name} after a round trip"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The decoder takes, on purpose, what the foreign judge refuses. Gives how many there are.
pub fn on_understood_samples(domains: &[Domain]) -> usize {
    let (mut count, mut wrong) = (0, Vec::new());
    for domain in domains
        .iter()
        .filter(|domain| domain.corpus.join("understood").is_dir())
    {
        let samples = domain.samples("understood");
        let judged = judge::valid(domain, samples.iter().map(|sample| sample.path.as_path()));
        for sample in samples {
            count += 1;
            if judged.contains(&sample.path) {
                wrong.push(format!("xmllint takes {}", sample.name));
            }
            let again = domain.round_trip(&sample.bytes).and_then(|(message, first)| {
                let second = (message.round_trip)(&first)?;
                Ok(first == second)
            });
            match again {
                Ok(true) => {}
                Ok(false) => wrong.push(format!("{} changes", sample.name)),
                Err(error) => wrong.push(format!("the decoder refuses {}: {error}", sample.name)),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    count
}

/// Both judge alike what one change of one element gives, `except` where it says by domain and name.
pub fn on_changes(domains: &[Domain], except: fn(&Domain, &str) -> bool) {
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for domain in domains {
        let mut written = Vec::new();
        for sample in domain.samples("valid") {
            let (message, _) = domain.round_trip(&sample.bytes).unwrap();
            let text = document::text(&sample.bytes);
            let parsed = roxmltree::Document::parse(&text).unwrap();
            for node in document::known(&parsed, message) {
                for (change, text) in document::changed(&parsed, &node, message) {
                    let name = format!("{} with {} {change}", sample.name, document::path(&node));
                    if document::misjudged(change, &node, message) {
                        if domain.round_trip(text.as_bytes()).is_ok() && !except(domain, &name) {
                            wrong.push(format!("the decoder takes {name}\n{text}"));
                        }
                        continue;
                    }
                    let path = folder.path().join(format!("{}_{}.xml", domain.folder(), written.len()));
                    std::fs::write(&path, &text).unwrap();
                    written.push((path, name, text));
                }
            }
        }
        let judged = judge::valid(domain, written.iter().map(|(path, ..)| path.as_path()));
        assert!(
            !judged.is_empty() && judged.len() < written.len(),
            "{}",
            domain.folder()
        );
        for (path, name, text) in written {
            let ours = domain.round_trip(text.as_bytes());
            let theirs = if judged.contains(&path) { "valid" } else { "invalid" };
            let told = ours.as_ref().err().map(ToString::to_string).unwrap_or_default();
            if ours.is_ok() != judged.contains(&path) && !except(domain, &name) {
                wrong.push(format!("xmllint: {theirs}: {name}\n{told}\n{text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
