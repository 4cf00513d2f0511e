//! What is said of a file.

use std::path::PathBuf;

use serde::Serialize;

use super::comparison::Difference;
use super::payload::Position;

/// How a round trip went. The later one is worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Verdict {
    /// The document came out as it went in.
    Ok,
    /// It came out changed.
    Differs,
    /// It was not decoded.
    Refused,
}

/// A file and the messages in it.
#[derive(Debug, Serialize)]
pub(super) struct FileReport {
    pub(super) file: PathBuf,
    /// The worst verdict of its messages.
    pub(super) verdict: Verdict,
    pub(super) messages: Vec<MessageReport>,
}

/// A message within a file.
#[derive(Debug, Serialize)]
pub(super) struct MessageReport {
    /// Its root element, `{namespace}local`; empty where there is none.
    pub(super) root: String,
    pub(super) position: Position,
    pub(super) verdict: Verdict,
    /// The packages that say so, of those that know the root.
    pub(super) packages: Vec<String>,
    /// Those that know the root and do worse.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) other_packages: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) refusal: Option<Refusal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) difference: Option<Difference>,
    /// Values that say the same in another form.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) forms: Vec<Difference>,
}

/// Why a document was not decoded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Refusal {
    pub(super) path: String,
    /// In the file, from 1.
    pub(super) line: usize,
    /// In characters, from 1.
    pub(super) column: usize,
    pub(super) reason: String,
}

impl FileReport {
    pub(super) fn new(file: PathBuf, messages: Vec<MessageReport>) -> Self {
        let verdict = messages.iter().map(|message| message.verdict).max();
        Self {
            file,
            verdict: verdict.unwrap_or(Verdict::Refused),
            messages,
        }
    }

    /// As one line.
    pub(super) fn line(&self) -> String {
        let verdict = match self.verdict {
            Verdict::Ok => "ok",
            Verdict::Differs => "differs",
            Verdict::Refused => "refused",
        };
        let worst = self.messages.iter().filter(|message| message.verdict == self.verdict);
        let messages: Vec<String> = worst.map(MessageReport::text).collect();
        format!("{verdict:<8} {}: {}", self.file.display(), messages.join(" + "))
    }
}

impl MessageReport {
    fn text(&self) -> String {
        let mut text = self.root.clone();
        if !self.packages.is_empty() {
            text.push_str(&format!(" ({})", self.packages.join(", ")));
        }
        if let Some(refusal) = &self.refusal {
            let Refusal {
                path,
                line,
                column,
                reason,
            } = refusal;
            let separator = if text.is_empty() { "" } else { ": " };
            text.push_str(&format!("{separator}{path}, line {line}, column {column}: {reason}"));
        }
        if let Some(difference) = &self.difference {
            text.push_str(&format!(": {}", difference.text()));
        }
        if let Some(first) = self.forms.first() {
            let count = match self.forms.len() {
                1 => "1 value".to_owned(),
                many => format!("{many} values"),
            };
            text.push_str(&format!("; {count} in another form, first {}", first.text()));
        }
        text
    }
}

impl Difference {
    fn text(&self) -> String {
        let Self { path, what, values } = self;
        match values {
            Some((before, after)) => format!("{path}: {what}, {before:?} became {after:?}"),
            None => format!("{path}: {what}"),
        }
    }
}
