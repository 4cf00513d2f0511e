//! Verdicts as text and as JSON.

use std::fmt::Write;
use std::path::Path;

use rivta_conformance::schematron::{Finding, FindingKind, Fired, Verdict};
use serde::Serialize;

/// The verdicts on all files.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) rules: String,
    pub(super) files: Vec<FileReport>,
}

/// The verdict on one file.
#[derive(Debug, Serialize)]
pub(super) struct FileReport {
    file: String,
    /// None when there is no verdict; `reason` tells why.
    pub(super) valid: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// How many nodes were judged, once for each pattern that did.
    judged: usize,
    findings: Vec<FindingReport>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fired: Vec<FiredReport>,
}

#[derive(Debug, Serialize)]
struct FindingReport {
    kind: &'static str,
    id: Option<String>,
    pattern: Option<String>,
    rule: Option<String>,
    role: Option<String>,
    flag: Option<String>,
    context: String,
    test: String,
    location: String,
    message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    diagnostics: Vec<String>,
    /// File, line and column of the assertion.
    place: String,
}

#[derive(Debug, Serialize)]
struct FiredReport {
    pattern: Option<String>,
    context: String,
    location: String,
}

impl FileReport {
    pub(super) fn of(file: &Path, verdict: &Verdict) -> Self {
        Self {
            file: file.display().to_string(),
            valid: Some(verdict.is_valid()),
            reason: None,
            judged: verdict.judged,
            findings: verdict.findings.iter().map(FindingReport::of).collect(),
            fired: verdict.fired.iter().map(FiredReport::of).collect(),
        }
    }

    pub(super) fn without_verdict(file: &Path, reason: String) -> Self {
        Self {
            file: file.display().to_string(),
            valid: None,
            reason: Some(reason),
            judged: 0,
            findings: Vec::new(),
            fired: Vec::new(),
        }
    }
}

impl FindingReport {
    fn of(finding: &Finding) -> Self {
        Self {
            kind: match finding.kind {
                FindingKind::Assert => "assert",
                FindingKind::Report => "report",
            },
            id: finding.id.clone(),
            pattern: finding.pattern.clone(),
            rule: finding.rule.clone(),
            role: finding.role.clone(),
            flag: finding.flag.clone(),
            context: finding.context.clone(),
            test: finding.test.clone(),
            location: finding.location.clone(),
            message: finding.message.clone(),
            diagnostics: finding.diagnostics.clone(),
            place: finding.place.to_string(),
        }
    }
}

impl FiredReport {
    fn of(fired: &Fired) -> Self {
        Self {
            pattern: fired.pattern.clone(),
            context: fired.context.clone(),
            location: fired.location.clone(),
        }
    }
}

impl Report {
    /// For a person: one line for each file, and what was found below it.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        for file in &self.files {
            file.push_text(&mut out);
        }
        out
    }
}

impl FileReport {
    fn push_text(&self, out: &mut String) {
        let verdict = match (self.valid, self.judged) {
            (None, _) => "no verdict".to_owned(),
            (Some(true), 0) => "valid, but no rule applied to it".to_owned(),
            (Some(true), judged) => format!("valid, {judged} judgements"),
            (Some(false), _) => format!("invalid, {} findings", self.findings.len()),
        };
        let _ = writeln!(out, "{}: {verdict}", self.file);
        if let Some(reason) = &self.reason {
            let _ = writeln!(out, "  {reason}");
        }
        for finding in &self.findings {
            let id = finding
                .id
                .as_ref()
                .or(finding.rule.as_ref())
                .or(finding.pattern.as_ref());
            let label = id.map_or(finding.kind, String::as_str);
            // Messages of published rules often begin with the id.
            let named = finding.message.starts_with(label);
            let label = if named { String::new() } else { format!("{label}: ") };
            let _ = writeln!(out, "  {label}{}", finding.message);
            let _ = writeln!(out, "    at {}", finding.location);
            let _ = writeln!(out, "    {} in {}, {}", finding.test, finding.context, finding.place);
            for diagnostic in &finding.diagnostics {
                let _ = writeln!(out, "    {diagnostic}");
            }
        }
    }
}
