//! What a run of test cases leaves behind: the one thing that runs make and reports are made of.

use std::time::Duration;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// A whole run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// What was judged.
    pub subject: Subject,
    /// When the run began, Swedish local time.
    pub started: NaiveDateTime,
    /// How long it took.
    pub elapsed: Duration,
    /// The cases in the order they ran.
    pub cases: Vec<CaseOutcome>,
}

/// What was judged: the "verifieringsobjekt" of a self-declaration. Empty texts are filled in by hand later.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Subject {
    /// The organisation that answers for the system.
    pub organisation: String,
    /// The product.
    pub product: String,
    /// The version of the product.
    pub version: String,
    /// The system the data comes from.
    pub source_system: String,
    /// The contract with its version, for example `RequestExemptionStatuses 1.0`.
    pub contract: String,
    /// Who can be asked about the run.
    pub contact: String,
    /// The environment it ran in.
    pub environment: String,
}

/// One case and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseOutcome {
    /// The stable id, for example `1.1.1`.
    pub id: String,
    /// The suite, for example `producer`.
    pub area: String,
    /// The heading the case stands under, in Swedish.
    pub group: String,
    /// The title, in Swedish.
    pub title: String,
    /// The rule that it tests, as it is cited.
    pub rule: String,
    /// The numbers of the self-declaration that the case answers, for example `TF 1.1.1`.
    pub declaration: Vec<String>,
    /// What the case was made from checks and this run did not: it is left to the tester.
    #[serde(default)]
    pub untested: Vec<String>,
    /// The verdict.
    pub verdict: Verdict,
    /// What was found wrong; why the case was not run; or the reason of a known deviation.
    pub findings: Vec<Finding>,
    /// What was measured, name and value with unit, for example `svarstid p95` and `12 ms`.
    pub measured: Vec<(String, String)>,
    /// When the case began, Swedish local time.
    pub started: NaiveDateTime,
    /// How long it took.
    pub elapsed: Duration,
    /// The messages that went over the wire, in order.
    pub exchanges: Vec<Exchange>,
}

/// What a case came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Every expectation was met.
    Passed,
    /// Some expectation was not met.
    Failed,
    /// The case was not run; a finding says why.
    NotRun,
    /// It failed, as the ledger of known deviations says.
    KnownDeviation,
    /// It passed although the ledger says that it fails.
    UnexpectedPass,
}

impl Verdict {
    /// Whether a run with such a verdict is red.
    pub fn is_red(self) -> bool {
        matches!(self, Self::Failed | Self::UnexpectedPass)
    }
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What is wrong, in Swedish, without values of the message.
    pub text: String,
    /// Where: an element path, a header, a hop. Empty when it concerns the whole case.
    pub place: String,
}

/// One message and its answer between two parties.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Exchange {
    /// Who sent the request, for example `rivta conform`.
    pub from: String,
    /// Who answered.
    pub to: String,
    /// When the request went out or came in, Swedish local time.
    pub at: NaiveDateTime,
    /// From the request to the end of the answer.
    pub elapsed: Duration,
    /// The request line and headers as they stood, one per line.
    pub request_headers: String,
    /// The request's body.
    pub request: String,
    /// The status line and headers of the answer; empty when none came.
    pub response_headers: String,
    /// The answer's body.
    pub response: String,
    /// What went wrong on the wire, when something did.
    pub failure: Option<String>,
}

impl Outcome {
    /// Whether the run is red: something failed, or passed against the ledger.
    pub fn is_red(&self) -> bool {
        self.cases.iter().any(|case| case.verdict.is_red())
    }

    /// How many cases came to this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.cases.iter().filter(|case| case.verdict == verdict).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_and_an_unexpected_pass_are_red() {
        let red = [
            Verdict::Passed,
            Verdict::Failed,
            Verdict::NotRun,
            Verdict::KnownDeviation,
            Verdict::UnexpectedPass,
        ]
        .map(Verdict::is_red);
        assert_eq!(red, [false, true, false, false, true]);
    }
}
