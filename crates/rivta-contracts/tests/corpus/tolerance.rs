//! What tolerant reading promises, on every sample and on every single change of one.

use std::collections::BTreeSet;

use rivta_soap::xml::{DecodeErrorKind, Outcome};

use super::{Domain, Message, document};

/// The kinds of departures met, as words and outcome.
pub type Kinds = BTreeSet<(&'static str, String)>;

/// On every sample and change: what is valid is read alike in both strictnesses; what is not departs
/// first where the strict reader stops; what is read is written and read back the same.
pub fn keeps_its_promises(domains: &[Domain]) -> Kinds {
    let mut kinds = Kinds::new();
    let mut wrong = Vec::new();
    for domain in domains {
        for sample in domain.samples("invalid") {
            for message in &domain.messages {
                if let Err(why) = promise(message, &sample.bytes, &mut kinds) {
                    wrong.push(format!("{}: {why}", sample.name));
                }
            }
        }
        for sample in domain.samples("valid") {
            let (message, _) = domain.round_trip(&sample.bytes).unwrap();
            let text = document::text(&sample.bytes);
            let parsed = roxmltree::Document::parse(&text).unwrap();
            let changes = document::known(&parsed, message).into_iter();
            let changes = changes.flat_map(|node| document::changed(&parsed, &node, message));
            for (change, text) in changes.chain([("as it is", text.clone())]) {
                if let Err(why) = promise(message, text.as_bytes(), &mut kinds) {
                    wrong.push(format!("{} {change}: {why}\n{text}", sample.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    kinds
}

fn promise(message: &Message, bytes: &[u8], kinds: &mut Kinds) -> Result<(), String> {
    let strict = (message.round_trip)(bytes);
    let tolerant = (message.round_trip_tolerantly)(bytes);
    let (error, read) = match (strict, tolerant) {
        (Ok(written), Ok(read)) if read.departures.is_empty() && read.value == written => return Ok(()),
        (Ok(_), other) => return Err(format!("valid, but read tolerantly {other:?}")),
        (Err(_), Err(_)) => return Ok(()),
        (Err(error), Ok(read)) => (error, read),
    };
    let first = read.departures.iter().next().ok_or("no departure")?;
    let place = |it: &rivta_soap::xml::DecodeError| (it.path().to_owned(), it.line(), it.column());
    if place(first.mistake()) != place(&error) {
        return Err(format!("strict: {error}; tolerant: {}", read.departures));
    }
    kinds.extend(
        read.departures
            .iter()
            .map(|it| (word(it.mistake().kind()), format!("{:?}", it.outcome()))),
    );
    let again = (message.round_trip_tolerantly)(&read.value).map_err(|error| format!("not read back: {error}"))?;
    if again.value != read.value {
        return Err("read back it says something else".to_owned());
    }
    if again.departures.iter().any(|it| it.outcome() != Outcome::Kept) {
        return Err(format!("read back: {}", again.departures));
    }
    Ok(())
}

fn word(kind: &DecodeErrorKind) -> &'static str {
    match kind {
        DecodeErrorKind::Unknown(_) => "unknown element",
        DecodeErrorKind::UnknownAttribute(_) => "unknown attribute",
        DecodeErrorKind::BadValue(_) => "bad value",
        DecodeErrorKind::BadAttribute { .. } => "bad attribute",
        DecodeErrorKind::Expected { .. } => "missing element",
        DecodeErrorKind::MissingAttribute(_) => "missing attribute",
        DecodeErrorKind::TooFew { .. } => "too few",
        _ => "another",
    }
}
