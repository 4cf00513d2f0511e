//! Expectations about schemas and Schematron rules.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Bench, Findings, Message, at, whole};
use crate::case::Verb;
use crate::contracts::{Contracts, is_fault};
use crate::error::Error;
use crate::outcome::Finding;
use crate::schematron::{Rules, Settings};
use crate::xpath::Document;

/// The element that stands around a request and what it led to.
const EXCHANGE: (&str, &str) = ("urn:rivta:conformance:exchange:1", "exchange");

/// Rule files, each compiled once.
#[derive(Debug, Default)]
pub(crate) struct RuleFiles(Mutex<HashMap<PathBuf, Arc<Rules>>>);

impl RuleFiles {
    /// The rules of a file.
    pub(crate) fn get(&self, path: &Path) -> Result<Arc<Rules>, Error> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rules) = known.get(path) {
            return Ok(Arc::clone(rules));
        }
        let rules = Arc::new(Rules::read(path)?);
        known.insert(path.to_owned(), Arc::clone(&rules));
        Ok(rules)
    }
}

pub(super) fn schema(bench: &Bench<'_>, message: &Message) -> Result<Findings, String> {
    let body = message.text.as_ref().map_err(Clone::clone)?;
    let mut findings = schema_findings(bench.contracts, body);
    let asked = bench.request.and_then(crate::contracts::payload_of);
    let expected = asked.and_then(|name| bench.contracts.of_request(&name)?.response.as_ref());
    let payload = message.payload();
    let is_answer = message.status.is_some();
    if let (true, Some(expected), Some(payload)) = (is_answer, expected, payload)
        && payload != expected.body
        && !is_fault(&payload)
    {
        findings.push(whole(format!("svaret ska vara {}", expected.body)));
    }
    Ok(findings)
}

/// What is wrong with a message by the schemas.
pub(crate) fn schema_findings(contracts: &Contracts, body: &[u8]) -> Vec<Finding> {
    match contracts.verdict(body) {
        Some(verdict) => {
            let wrong = verdict.violations.into_iter();
            wrong
                .map(|violation| {
                    let (line, column) = (violation.line, violation.column);
                    at(
                        violation.path,
                        format!(
                            "rad {line}, kolumn {column}: {} ({})",
                            violation.message,
                            violation.rule.code()
                        ),
                    )
                })
                .collect()
        }
        None => vec![whole("meddelandets innehåll finns inte i kontraktets scheman")],
    }
}

pub(super) fn schematron(bench: &Bench<'_>, message: &Message, verb: &Verb) -> Result<Findings, String> {
    let Verb::Schematron {
        file,
        with_request,
        variables,
        only,
    } = verb
    else {
        return Err("villkoret är inget Schematron".to_owned());
    };
    let rules = bench
        .rules
        .get(&bench.folder.join(file))
        .map_err(|error| error.to_string())?;
    let mut settings = Settings::at(bench.now);
    settings.parameters = variables
        .iter()
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let together;
    let document = if *with_request {
        let request = bench.request.ok_or("fallet har ingen begäran att döma med")?;
        let body = message.text.as_ref().map_err(Clone::clone)?;
        together =
            Document::parse_together(EXCHANGE.0, EXCHANGE.1, &[request, body]).map_err(|error| error.to_string())?;
        &together
    } else {
        message.document()?
    };
    let verdict = rules.judge(document, &settings).map_err(|error| error.to_string())?;
    if verdict.judged == 0 {
        return Ok(vec![whole("meddelandet har inget som reglerna gäller")]);
    }
    let counts = |id: &Option<String>| only.is_empty() || id.as_ref().is_some_and(|id| only.contains(id));
    let broken = verdict.findings.into_iter().filter(|finding| counts(&finding.id));
    Ok(broken.map(|finding| at(finding.location, finding.outline)).collect())
}
