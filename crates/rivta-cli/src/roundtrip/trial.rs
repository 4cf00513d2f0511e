//! One file through the crate.

use std::path::PathBuf;

use rivta_soap::xml::{Limits, decode_text};
use roxmltree::{Document, Node, ParsingOptions};

use super::comparison::{self, Comparison, Difference};
use super::payload::{self, Payload, Position};
use super::runner::{Answer, Outcome, Runner};
use super::verdict::{FileReport, MessageReport, Refusal, Verdict};
use crate::error::Error;

/// Larger files are no messages.
const FILE_BYTES: u64 = 64 * 1024 * 1024;
/// More elements, attributes and texts are no message either.
const NODES: u32 = 20_000_000;

/// A crate on trial.
pub(super) struct Trial {
    pub(super) runner: Runner,
    /// Whether another form of the same value is a difference.
    pub(super) exact: bool,
    pub(super) show_values: bool,
}

impl Trial {
    /// Runs the messages in a file.
    pub(super) fn file(&mut self, file: PathBuf) -> Result<FileReport, Error> {
        let size = file.metadata().map_err(Error::file(&file))?.len();
        if size > FILE_BYTES {
            let reason = format!("more than {FILE_BYTES} bytes");
            return Ok(FileReport::new(file, vec![not_a_message(reason, (1, 1))]));
        }
        let bytes = std::fs::read(&file).map_err(Error::file(&file))?;
        let messages = self.messages(&bytes);
        Ok(FileReport::new(file, messages))
    }

    fn messages(&mut self, bytes: &[u8]) -> Vec<MessageReport> {
        let text = match decode_text(bytes, None, &Limits::default()) {
            Ok(text) => text,
            Err(error) => return vec![not_a_message(error.kind().to_string(), (error.line(), error.column()))],
        };
        let options = ParsingOptions {
            nodes_limit: NODES,
            ..ParsingOptions::default()
        };
        let document = match Document::parse_with_options(&text, options) {
            Ok(document) => document,
            Err(error) => {
                let place = error.pos();
                let place = [place.row, place.col].map(|number| usize::try_from(number).unwrap_or(usize::MAX));
                // What the parser says may hold a part of the message.
                return vec![not_a_message(self.reason(&error), place.into())];
            }
        };
        let mut reports = Vec::new();
        for payload in payload::payloads(&document) {
            if let Some(node) = document.get_node(payload.node) {
                reports.extend(self.message(bytes, &node, &payload));
            }
        }
        if reports.is_empty() {
            let reason = "the envelope holds nothing that the crate has a message for";
            reports.push(not_a_message(reason.to_owned(), (1, 1)));
        }
        reports
    }

    fn reason(&self, error: &roxmltree::Error) -> String {
        if matches!(error, roxmltree::Error::DtdDetected) {
            "a document type declaration is not allowed".to_owned()
        } else if self.show_values {
            format!("not well-formed XML: {error}")
        } else {
            "not well-formed XML".to_owned()
        }
    }

    /// The report on one message; `None` for a header or detail that the crate does not know, which is
    /// nothing that it must know.
    fn message(&mut self, file: &[u8], node: &Node<'_, '_>, payload: &Payload) -> Option<MessageReport> {
        let name = node.tag_name();
        let (namespace, local) = (name.namespace().unwrap_or_default(), name.name());
        let report = |verdict| MessageReport {
            root: format!("{{{namespace}}}{local}"),
            position: payload.position,
            verdict,
            packages: Vec::new(),
            other_packages: Vec::new(),
            refusal: None,
            difference: None,
            forms: Vec::new(),
        };
        let refused = |reason: &str| MessageReport {
            refusal: Some(Refusal {
                path: comparison::path(node),
                reason: reason.to_owned(),
                ..Refusal::at(node, node.range().start)
            }),
            ..report(Verdict::Refused)
        };
        let Ok(answers) = self.runner.ask(namespace, local, payload.bytes(file)) else {
            return Some(refused("the crate's code ended unexpectedly"));
        };
        let mut candidates: Vec<MessageReport> = Vec::new();
        for answer in answers {
            let judged = self.judged(answer, node, payload, report(Verdict::Ok));
            candidates.push(judged);
        }
        let must_be_known = matches!(payload.position, Position::Document | Position::Body);
        if candidates.is_empty() {
            return must_be_known.then(|| refused("the crate has no message with this root element"));
        }
        Some(best(candidates))
    }

    fn judged(&self, answer: Answer, node: &Node<'_, '_>, payload: &Payload, report: MessageReport) -> MessageReport {
        let packages = vec![format!("{} {}", answer.domain, answer.release)];
        let report = MessageReport { packages, ..report };
        match answer.outcome {
            Outcome::Refused { offset, path, reason } => MessageReport {
                verdict: Verdict::Refused,
                refusal: Some(Refusal {
                    path,
                    reason,
                    ..Refusal::at(node, payload.offset_in_file(offset))
                }),
                ..report
            },
            Outcome::Again(again) => self.compared(node, &again, report),
        }
    }

    fn compared(&self, before: &Node<'_, '_>, again: &[u8], report: MessageReport) -> MessageReport {
        let text = String::from_utf8_lossy(again);
        let Ok(after) = Document::parse(&text) else {
            return MessageReport {
                verdict: Verdict::Differs,
                difference: Some(Difference {
                    path: comparison::path(before),
                    what: "what was encoded is not XML".to_owned(),
                    values: None,
                }),
                ..report
            };
        };
        let Comparison {
            mut difference,
            mut forms,
        } = comparison::compare(*before, after.root_element());
        if self.exact && !forms.is_empty() {
            difference = Some(forms.remove(0));
            forms.clear();
        }
        if !self.show_values {
            difference.iter_mut().chain(&mut forms).for_each(|it| it.values = None);
        }
        let verdict = if difference.is_some() {
            Verdict::Differs
        } else {
            Verdict::Ok
        };
        MessageReport {
            verdict,
            difference,
            forms,
            ..report
        }
    }
}

impl Refusal {
    /// A place in the text that an element stands in.
    fn at(node: &Node<'_, '_>, offset: usize) -> Self {
        let place = node.document().text_pos_at(offset);
        let [line, column] = [place.row, place.col].map(|number| usize::try_from(number).unwrap_or(usize::MAX));
        Self {
            path: String::new(),
            line,
            column,
            reason: String::new(),
        }
    }
}

/// Of packages that know a root, the one that does best; the one that came furthest if all refuse.
fn best(mut candidates: Vec<MessageReport>) -> MessageReport {
    let rank = |report: &MessageReport| {
        let reached = report.refusal.as_ref().map(|refusal| (refusal.line, refusal.column));
        (report.verdict, std::cmp::Reverse(reached))
    };
    candidates.sort_by_key(rank);
    let mut candidates = candidates.into_iter();
    let mut best = candidates
        .next()
        .unwrap_or_else(|| not_a_message(String::new(), (1, 1)));
    for other in candidates {
        let is_equal = other.verdict == best.verdict && other.verdict != Verdict::Refused;
        let packages = if is_equal {
            &mut best.packages
        } else {
            &mut best.other_packages
        };
        packages.extend(other.packages);
    }
    best
}

fn not_a_message(reason: String, (line, column): (usize, usize)) -> MessageReport {
    MessageReport {
        root: String::new(),
        position: Position::Document,
        verdict: Verdict::Refused,
        packages: Vec::new(),
        other_packages: Vec::new(),
        refusal: Some(Refusal {
            path: "/".to_owned(),
            line,
            column,
            reason,
        }),
        difference: None,
        forms: Vec::new(),
    }
}
