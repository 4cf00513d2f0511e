//! Deviations that are known.

use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::case;
use crate::error::Error;
use crate::outcome::{CaseOutcome, Finding, Verdict};

/// Cases that are known to fail, each with a reason. One that passes all the same is red: the ledger is to be mended.
///
/// ```toml
/// [[deviation]]
/// case = "producer/1.7.2"
/// reason = "Loggid saknas, rättas i 4.3"
/// date = "2026-05-10"
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Ledger {
    /// The deviations.
    #[serde(rename = "deviation")]
    pub deviations: Vec<Deviation>,
}

/// A deviation that is known.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deviation {
    /// `<area>/<id>`.
    pub case: String,
    /// Why it fails, in Swedish.
    pub reason: String,
    /// When it was entered, `YYYY-MM-DD`.
    pub date: NaiveDate,
}

impl Ledger {
    /// Reads a ledger.
    ///
    /// # Errors
    /// [`Error::Read`] and [`Error::CaseFile`].
    pub fn read(path: &Path) -> Result<Self, Error> {
        case::toml_file(path)
    }

    /// Settles an outcome with what is known.
    pub(super) fn settle(&self, outcome: &mut CaseOutcome) {
        let name = format!("{}/{}", outcome.area, outcome.id);
        let Some(known) = self.deviations.iter().find(|known| known.case == name) else {
            return;
        };
        let (verdict, word) = match outcome.verdict {
            Verdict::Failed => (Verdict::KnownDeviation, "känd avvikelse"),
            Verdict::Passed => (Verdict::UnexpectedPass, "godkänt trots känd avvikelse"),
            _ => return,
        };
        outcome.verdict = verdict;
        let text = format!("{word} sedan {}: {}", known.date, known.reason);
        outcome.findings.insert(
            0,
            Finding {
                text,
                place: String::new(),
            },
        );
    }
}
