//! What is told about packages, for people and machines alike.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rivta_schema::wsdl::{Header, Interaction, SoapVersion};
use rivta_schema::xsd::Definition;
use rivta_schema::{ReadPackage, Reading};
use serde::Serialize;

use super::outline::Outline;
use super::unusual::Finding;
use super::{coverage, outline, unusual};
use crate::problem::Problem;

/// Everything about the paths given.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    pub(crate) packages: Vec<PackageReport>,
    pub(crate) types: Vec<Outline>,
    pub(crate) errors: Vec<Problem>,
    /// The files of each package, by which a package that two of the paths lead to is told once.
    #[serde(skip)]
    seen: BTreeSet<Vec<PathBuf>>,
}

/// One release of one domain.
#[derive(Debug, Serialize)]
pub(crate) struct PackageReport {
    pub(crate) domain: String,
    pub(crate) release: String,
    pub(crate) path: String,
    pub(crate) contracts: Vec<ContractReport>,
    pub(crate) namespaces: Vec<NamespaceReport>,
    /// What is unusual about all of it, contracts not counted.
    pub(crate) unusual: Vec<Finding>,
    /// What is odd about its files.
    pub(crate) notes: Vec<String>,
    /// What the generator does not cover yet.
    pub(crate) not_covered: Vec<Finding>,
    /// Where each file is, and its path in the package.
    #[serde(skip)]
    files: Vec<(String, String)>,
}

/// One operation.
#[derive(Debug, Serialize)]
pub(crate) struct ContractReport {
    pub(crate) operation: String,
    pub(crate) wsdl: String,
    pub(crate) wsdl_namespace: String,
    pub(crate) responder_namespace: Option<String>,
    pub(crate) profile: Option<String>,
    pub(crate) soap_version: &'static str,
    pub(crate) soap_action: String,
    /// What the rule gives, where the WSDL says something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) soap_action_by_rule: Option<String>,
    pub(crate) request: String,
    pub(crate) response: Option<String>,
    pub(crate) request_headers: Vec<String>,
    pub(crate) response_headers: Vec<String>,
    pub(crate) faults: Vec<String>,
    pub(crate) unusual: Vec<String>,
}

/// A namespace and the files that define something in it.
#[derive(Debug, Serialize)]
pub(crate) struct NamespaceReport {
    pub(crate) namespace: String,
    pub(crate) files: Vec<String>,
}

impl Report {
    /// Adds what was read; types only if some are asked for.
    pub(crate) fn add(&mut self, reading: Result<Reading, Problem>, types: &[String]) {
        let reading = match reading {
            Ok(reading) => reading,
            Err(problem) => {
                self.errors.push(problem);
                return;
            }
        };
        for read in &reading.packages {
            if !self.seen.insert(origins(read)) {
                continue;
            }
            if types.is_empty() {
                self.packages.push(PackageReport::of(read));
            }
            for name in types {
                self.types.extend(outline::outlines(read, name));
            }
        }
        let problems = reading.errors.iter().map(|error| Problem::of(error, &reading.failed));
        self.errors.extend(problems);
    }

    /// Adds an error for each type that was asked for and is nowhere.
    pub(crate) fn find_missing(&mut self, types: &[String]) {
        for name in types {
            if !self.types.iter().any(|outline| outline.asked == *name) {
                self.errors.push(Problem::plain(
                    format!("no element or type is called {name}"),
                    "Names are told apart by case; write {namespace}name to mean one of several.",
                ));
            }
        }
    }
}

impl PackageReport {
    fn of(read: &ReadPackage) -> Self {
        let package = &read.package;
        Self {
            domain: package.id.domain.clone(),
            release: package.id.release.clone(),
            path: read.path.display().to_string(),
            contracts: package.interactions.iter().map(ContractReport::of).collect(),
            namespaces: namespaces(read),
            unusual: unusual::of_package(read),
            notes: read.notes.iter().map(ToString::to_string).collect(),
            not_covered: coverage::gaps(package),
            files: read
                .tree
                .files()
                .map(|file| (file.origin.display().to_string(), file.path.clone()))
                .collect(),
        }
    }

    /// A place or note with the path in the package instead of the path on disk.
    pub(crate) fn shortened(&self, text: &str) -> String {
        let short = self.files.iter().find_map(|(origin, path)| {
            let rest = text
                .strip_prefix(origin.as_str())
                .filter(|rest| rest.starts_with(':'))?;
            Some(format!("{path}{rest}"))
        });
        short.unwrap_or_else(|| text.to_owned())
    }
}

impl ContractReport {
    fn of(interaction: &Interaction) -> Self {
        let headers = |headers: &[Header]| headers.iter().map(|header| header.element.to_string()).collect();
        let by_rule = unusual::soap_action_by_rule(interaction);
        let response = interaction.response.as_ref();
        Self {
            operation: interaction.operation.clone(),
            wsdl: interaction.wsdl.clone(),
            wsdl_namespace: interaction.namespace.clone(),
            responder_namespace: interaction.request.body.namespace.clone(),
            profile: interaction.profile().map(|profile| profile.to_string()),
            soap_version: match interaction.soap_version {
                SoapVersion::Soap11 => "1.1",
                SoapVersion::Soap12 => "1.2",
            },
            soap_action: interaction.soap_action.clone(),
            soap_action_by_rule: by_rule.filter(|rule| *rule != interaction.soap_action),
            request: interaction.request.body.to_string(),
            response: response.map(|message| message.body.to_string()),
            request_headers: headers(&interaction.request.headers),
            response_headers: response.map(|message| headers(&message.headers)).unwrap_or_default(),
            faults: interaction.faults.iter().map(ToString::to_string).collect(),
            unusual: unusual::of_contract(interaction),
        }
    }
}

fn origins(read: &ReadPackage) -> Vec<PathBuf> {
    let files = read.tree.files();
    files
        .map(|file| file.origin.canonicalize().unwrap_or_else(|_| file.origin.clone()))
        .collect()
}

fn namespaces(read: &ReadPackage) -> Vec<NamespaceReport> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for definition in read.package.schemas.definitions() {
        let namespace = definition
            .name()
            .and_then(|name| name.namespace.clone())
            .unwrap_or_default();
        found.entry(namespace).or_default().insert(file(read, definition));
    }
    let reports = found.into_iter().map(|(namespace, files)| NamespaceReport {
        namespace,
        files: files.into_iter().collect(),
    });
    reports.collect()
}

/// The path in the package of the file that holds a component.
fn file(read: &ReadPackage, definition: &Definition) -> String {
    let origin = &definition.place().file;
    let file = read.tree.found_at(origin);
    file.map_or_else(|| origin.display().to_string(), |file| file.path.clone())
}
