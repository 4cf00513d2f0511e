//! What is told about files, for people and machines alike.

use std::path::Path;

use rivta_schema::validate;
use serde::Serialize;

use crate::problem::Problem;

/// Everything about the files given.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) files: Vec<FileReport>,
    /// What is wrong with the packages.
    pub(super) problems: Vec<Problem>,
}

/// How a file was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Verdict {
    Ok,
    Invalid,
    Unreadable,
}

/// One file.
#[derive(Debug, Serialize)]
pub(super) struct FileReport {
    path: String,
    pub(super) verdict: Verdict,
    /// The package that it was judged by.
    #[serde(skip_serializing_if = "Option::is_none")]
    package: Option<String>,
    /// Why it could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    violations: Vec<ViolationReport>,
    /// There may be more violations.
    cut_off: bool,
}

/// One thing that is wrong with a file.
#[derive(Debug, Serialize)]
struct ViolationReport {
    line: usize,
    column: usize,
    path: String,
    message: String,
    rule: &'static str,
    advice: &'static str,
}

impl FileReport {
    pub(super) fn judged(path: &Path, package: &str, verdict: validate::Verdict) -> Self {
        let violations = verdict.violations.into_iter().map(|violation| ViolationReport {
            line: violation.line,
            column: violation.column,
            path: violation.path,
            message: violation.message,
            rule: violation.rule.code(),
            advice: violation.rule.advice(),
        });
        let violations: Vec<_> = violations.collect();
        Self {
            path: path.display().to_string(),
            verdict: if violations.is_empty() {
                Verdict::Ok
            } else {
                Verdict::Invalid
            },
            package: Some(package.to_owned()),
            error: None,
            violations,
            cut_off: verdict.cut_off,
        }
    }

    pub(super) fn unreadable(path: &Path, error: String) -> Self {
        Self {
            path: path.display().to_string(),
            verdict: Verdict::Unreadable,
            package: None,
            error: Some(error),
            violations: Vec::new(),
            cut_off: false,
        }
    }

    /// A line for the file, and below it all that is wrong.
    pub(super) fn in_words(&self) -> String {
        let mut text = match (self.verdict, &self.error) {
            (Verdict::Ok, _) => format!("ok {}\n", self.path),
            (Verdict::Invalid, _) => format!("invalid {}\n", self.path),
            (Verdict::Unreadable, error) => {
                format!("unreadable {}: {}\n", self.path, error.as_deref().unwrap_or_default())
            }
        };
        for violation in &self.violations {
            let ViolationReport {
                line,
                column,
                path,
                message,
                rule,
                advice,
            } = violation;
            text.push_str(&format!(
                "  {line}:{column} {path}\n    {message} ({rule})\n    {advice}\n"
            ));
        }
        if self.cut_off {
            text.push_str("  reading ended here; there may be more\n");
        }
        text
    }
}
