//! The validator and `xmllint --schema` agree on every message here and on every single change of it, but for
//! what `testsuite/validation/ledger.toml` lists with reasons.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod case;
mod change;
mod judge;
mod ledger;

use case::Case;
use ledger::Ledger;
use rivta_schema::validate::Limits;

/// A message as both are to judge it.
struct Message {
    /// The case, the file in it, and what was changed.
    id: String,
    bytes: Vec<u8>,
}

#[test]
fn both_judge_messages_and_their_changes_alike() {
    let mut ledger = Ledger::read();
    let mut wrong = Vec::new();
    let (mut judged, mut valid) = (0, 0);
    for case in case::all() {
        let messages = messages(&case);
        let Some(theirs) = judge::verdicts(&case, &messages) else {
            assert!(case.not_loaded, "xmllint cannot load the schemas of {}", case.name);
            continue;
        };
        assert!(!case.not_loaded, "xmllint can load the schemas of {}", case.name);
        for (message, theirs) in messages.iter().zip(theirs) {
            let verdict = case.validator.message(&message.bytes, &Limits::default());
            judged += 1;
            valid += usize::from(theirs);
            if verdict.is_valid() != theirs && !ledger.lists(&message.id, theirs) {
                let text = String::from_utf8_lossy(&message.bytes);
                let said: Vec<String> = verdict.violations.iter().map(ToString::to_string).collect();
                let theirs = if theirs { "valid" } else { "invalid" };
                wrong.push(format!(
                    "xmllint: {theirs}: {}\n{}\n{text}",
                    message.id,
                    said.join("\n")
                ));
            }
        }
    }
    let unused = ledger.unused();
    let count = wrong.len();
    wrong.truncate(20);
    assert!(wrong.is_empty(), "{count} of {judged} differ:\n{}", wrong.join("\n\n"));
    assert!(unused.is_empty(), "no longer different: {}", unused.join(", "));
    assert!(valid > 1000 && judged > 4 * valid / 3, "{valid} of {judged} are valid");
}

/// What a folder says of its messages holds for the validator, xmllint or not.
#[test]
fn messages_are_what_their_folders_say() {
    let mut wrong = Vec::new();
    for case in case::all() {
        for (folder, expected) in [("valid", true), ("invalid", false)] {
            for (name, bytes) in case.samples(folder) {
                let verdict = case.validator.message(&bytes, &Limits::default());
                if verdict.is_valid() != expected {
                    let said: Vec<String> = verdict.violations.iter().map(ToString::to_string).collect();
                    wrong.push(format!("{name}: {}", said.join("\n")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn messages(case: &Case) -> Vec<Message> {
    let mut messages = Vec::new();
    for folder in ["valid", "invalid", "understood"] {
        for (id, bytes) in case.samples(folder) {
            if folder != "invalid" {
                for (change, text) in change::all(&bytes) {
                    messages.push(Message {
                        id: format!("{id} with {change}"),
                        bytes: text.into_bytes(),
                    });
                }
            }
            messages.push(Message { id, bytes });
        }
    }
    messages
}
