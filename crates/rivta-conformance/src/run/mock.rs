//! How our receiver answers: the checks of Inera's mocks, in their order, and canned answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use rivta_soap::Fault;

use crate::case::{Area, Expansion};
use crate::contracts::Contracts;
use crate::error::Error;
use crate::expect::{Message, RuleFiles, empty_elements, schema_findings};
use crate::schematron::{Rules, Settings};

/// The HTTP header by which a caller chooses the answer.
const CHOICE: &str = "x-mock-response";

/// A mock, ready to answer.
#[derive(Debug, Default)]
pub(crate) struct Mock {
    contracts: Option<Arc<Contracts>>,
    constraints: Vec<Arc<Rules>>,
    answers: BTreeMap<String, Vec<u8>>,
    by_person: BTreeMap<String, String>,
    now: DateTime<FixedOffset>,
}

impl Mock {
    /// The mock of an area, its answers filled in for a case.
    pub(super) fn new(
        area: &Area,
        contracts: &Arc<Contracts>,
        rules: &RuleFiles,
        expansion: &Expansion,
        now: DateTime<FixedOffset>,
    ) -> Result<Self, Error> {
        let mut answers = BTreeMap::new();
        for (name, file) in &area.mock.answers {
            answers.insert(
                name.clone(),
                super::template(&area.folder.join(file), expansion)?.into_bytes(),
            );
        }
        let constraints = area
            .mock
            .constraints
            .iter()
            .map(|file| rules.get(&area.folder.join(file)));
        Ok(Self {
            contracts: area.mock.checks.then(|| Arc::clone(contracts)),
            constraints: constraints.collect::<Result<_, _>>()?,
            answers,
            by_person: area.mock.by_person.clone(),
            now,
        })
    }

    /// The answer to a request: HTTP status and envelope.
    pub(super) fn answer(&self, request: &Message) -> (u16, Vec<u8>) {
        let refused = self.refusal(request);
        let answer = refused.map_or_else(|| self.canned(request), Err);
        match answer {
            Ok(body) => (200, body),
            Err(text) => (500, Fault::client(text).to_envelope()),
        }
    }

    /// The texts of the first check that fails.
    fn refusal(&self, request: &Message) -> Option<String> {
        let contracts = self.contracts.as_ref()?;
        let document = match request.document() {
            Ok(document) => document,
            Err(reason) => return Some(format!("Schema validation failed: {reason}")),
        };
        let body = request.text.as_deref().unwrap_or_default();
        let wrong = schema_findings(contracts, body);
        if !wrong.is_empty() {
            let texts: Vec<_> = wrong
                .iter()
                .map(|finding| format!("{}: {}", finding.place, finding.text))
                .collect();
            return Some(format!("Schema validation failed: {}", texts.join("; ")));
        }
        let broken: Vec<String> = self
            .constraints
            .iter()
            .flat_map(|rules| self.broken(rules, document))
            .collect();
        if !broken.is_empty() {
            return Some(format!("Schematron validation failed: {}", broken.join("; ")));
        }
        let empty = empty_elements(document).into_iter();
        let empty: Vec<_> = empty
            .map(|node| format!("{} is empty.", document.location(node)))
            .collect();
        (!empty.is_empty()).then(|| empty.join(" "))
    }

    fn broken(&self, rules: &Rules, document: &crate::Document) -> Vec<String> {
        match rules.judge(document, &Settings::at(self.now)) {
            Ok(verdict) => verdict.findings.into_iter().map(|finding| finding.outline).collect(),
            Err(error) => vec![error.to_string()],
        }
    }

    fn canned(&self, request: &Message) -> Result<Vec<u8>, String> {
        let chosen = match request.header(CHOICE) {
            Some(name) => Some(name.to_owned()),
            None => self.of_person(request),
        };
        if let Some(name) = chosen {
            let found = self.answers.get(&name).cloned();
            return found.ok_or_else(|| format!("there is no answer {name}"));
        }
        let payload = request.payload().map(|name| name.local).unwrap_or_default();
        let found = self
            .answers
            .get(&payload)
            .or_else(|| self.answers.get("DefaultResponse"));
        found.cloned().ok_or_else(|| format!("there is no answer to {payload}"))
    }

    /// The answer for the person that the request is about.
    fn of_person(&self, request: &Message) -> Option<String> {
        let document = request.document().ok()?;
        let named = |node: u32, name: &str| document.name(node).is_some_and(|found| found.local == name);
        let patient = document.descendants(0).find(|node| named(*node, "patientId"))?;
        let extension = document.descendants(patient).find(|node| named(*node, "extension"))?;
        self.by_person.get(document.string(extension).trim()).cloned()
    }
}
