//! What judging a message gave.

use rivta_schema::Place;

/// The verdict on a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// What was found, in the order of the patterns and, within each, of the message.
    pub findings: Vec<Finding>,
    /// How many nodes were judged by a rule, once for each pattern that did.
    pub judged: usize,
    /// Which rules judged which nodes; empty unless the settings ask for it.
    pub fired: Vec<Fired>,
}

impl Verdict {
    /// Whether every assertion held and no report was made.
    pub fn is_valid(&self) -> bool {
        self.findings.is_empty()
    }
}

/// An assertion that did not hold or a report that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which of them.
    pub kind: FindingKind,
    /// The id of the assertion or report.
    pub id: Option<String>,
    /// The id of the pattern.
    pub pattern: Option<String>,
    /// The id of the rule.
    pub rule: Option<String>,
    /// The rule's context.
    pub context: String,
    /// The test.
    pub test: String,
    /// The role of the assertion or, failing that, of its rule, such as `warning`.
    pub role: Option<String>,
    /// The flag of the assertion.
    pub flag: Option<String>,
    /// The node judged, as an XPath with the prefixes of the message.
    pub location: String,
    /// The message, its gaps filled: it may hold what stands in the message judged.
    pub message: String,
    /// The message with its gaps left open: safe to log.
    pub outline: String,
    /// Diagnostics that the assertion refers to, filled likewise.
    pub diagnostics: Vec<String>,
    /// Where the assertion stands.
    pub place: Place,
}

/// What a rule says about a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingKind {
    /// An assertion that must hold.
    Assert,
    /// A report that is made when its test holds.
    Report,
}

/// A rule that judged a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fired {
    /// The id of the pattern.
    pub pattern: Option<String>,
    /// The rule's context.
    pub context: String,
    /// The node judged.
    pub location: String,
}
