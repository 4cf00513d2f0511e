//! What a consumer was seen to send.

use std::collections::HashMap;
use std::time::Duration;

use chrono::NaiveDateTime;

use crate::outcome::{Exchange, Outcome, Verdict};
use crate::report::layout::with_document;

/// What a consumer's form asks for: a kind of identity, by its OID, or elements, by what their names hold.
const KINDS: &[(&str, &[&str], &[&str])] = &[
    ("Personnummer", &["1.2.752.129.2.1.3.1"], &[]),
    ("Samordningsnummer", &["1.2.752.129.2.1.3.3"], &[]),
    ("Reservnummer", &["1.2.752.74.9.1", "1.2.752.97.3.1.3"], &[]),
    ("Vårdenhet", &[], &["careunit"]),
    ("Tid", &[], &["timeperiod", "dateperiod", "timeof", "dateof"]),
    ("Källsystem", &[], &["sourcesystem"]),
    ("Vårdkontakt", &[], &["carecontact"]),
];

/// What the calls of the judged system held and how often they came. No values of theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::report) struct Sent {
    /// For each kind: in how many calls of passed cases it stood.
    pub(super) kinds: Vec<(&'static str, usize)>,
    /// Calls in all.
    pub(super) calls: usize,
    /// The most calls that began within a minute.
    pub(super) in_a_minute: usize,
    /// The shortest time between two calls alike.
    pub(super) repeated_after: Option<Duration>,
}

/// Looks through everything that the judged system sent.
pub(in crate::report) fn sent(outcome: &Outcome) -> Sent {
    let mut kinds: Vec<(&'static str, usize)> = KINDS.iter().map(|(kind, _, _)| (*kind, 0)).collect();
    let mut calls: Vec<(NaiveDateTime, &str)> = Vec::new();
    for case in &outcome.cases {
        for exchange in case.exchanges.iter().filter(|exchange| is_theirs(exchange)) {
            calls.push((exchange.at, &exchange.request));
            if case.verdict == Verdict::Passed {
                let held = held(&exchange.request);
                for ((_, count), held) in kinds.iter_mut().zip(held) {
                    *count += usize::from(held);
                }
            }
        }
    }
    calls.sort_unstable();
    Sent {
        kinds,
        calls: calls.len(),
        in_a_minute: in_a_minute(&calls),
        repeated_after: repeated_after(&calls),
    }
}

fn is_theirs(exchange: &Exchange) -> bool {
    !exchange.from.starts_with("rivta")
}

/// Which kinds stand in a message.
fn held(message: &str) -> Vec<bool> {
    let found = with_document(message, |_, document| {
        let mut found = vec![false; KINDS.len()];
        for node in document.descendants() {
            let name = node.tag_name().name().to_lowercase();
            let text = node.text().unwrap_or_default().trim();
            for ((_, oids, names), found) in KINDS.iter().zip(&mut found) {
                let by_oid =
                    oids.contains(&text) || node.attributes().any(|attribute| oids.contains(&attribute.value()));
                *found |= by_oid || (node.is_element() && names.iter().any(|part| name.contains(part)));
            }
        }
        found
    });
    found.unwrap_or_else(|| vec![false; KINDS.len()])
}

fn in_a_minute(calls: &[(NaiveDateTime, &str)]) -> usize {
    let mut first = 0;
    let mut most = 0;
    for (last, (at, _)) in calls.iter().enumerate() {
        while calls
            .get(first)
            .is_some_and(|(begin, _)| (*at - *begin).num_seconds() >= 60)
        {
            first += 1;
        }
        most = most.max(last + 1 - first);
    }
    most
}

fn repeated_after(calls: &[(NaiveDateTime, &str)]) -> Option<Duration> {
    let mut before: HashMap<&str, NaiveDateTime> = HashMap::new();
    let mut shortest = None;
    for (at, message) in calls {
        if let Some(earlier) = before.insert(message, *at) {
            let between = (*at - earlier).to_std().unwrap_or_default();
            shortest = Some(shortest.map_or(between, |shortest: Duration| shortest.min(between)));
        }
    }
    shortest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_oid_and_by_name() {
        let kinds = |message: &str| -> Vec<&str> {
            let held = held(message).into_iter().zip(KINDS);
            held.filter_map(|(held, (kind, _, _))| held.then_some(*kind)).collect()
        };
        assert_eq!(kinds("<a><root> 1.2.752.129.2.1.3.1 </root></a>"), ["Personnummer"]);
        assert_eq!(
            kinds("<a root='1.2.752.129.2.1.3.3'><x:careUnitHSAId xmlns:x='u'/></a>"),
            ["Samordningsnummer", "Vårdenhet"]
        );
        assert!(kinds("<a>careUnit</a>").is_empty());
        assert!(kinds("no message").is_empty());
    }

    #[test]
    fn calls_are_counted_over_any_minute_and_repetitions_measured() {
        let at = |time: &str| format!("2026-05-10T{time}").parse::<NaiveDateTime>().unwrap();
        let calls = [
            (at("12:00:00"), "a"),
            (at("12:00:50"), "b"),
            (at("12:01:10"), "a"),
            (at("12:01:40"), "c"),
        ];
        assert_eq!(in_a_minute(&calls), 3);
        assert_eq!(repeated_after(&calls), Some(Duration::from_secs(70)));
        assert_eq!((in_a_minute(&[]), repeated_after(&calls[1..])), (0, None));
    }
}
