//! The file that says what is judged, and with what.
//!
//! ```toml
//! environment = "test"
//! packages = ["../schemas", "../wsdl"]
//!
//! [subject]
//! organisation = "Region Exempel"
//! product = "Frikortssystemet"
//! version = "4.2"
//! contract = "RequestExemptionStatuses 1.0"
//!
//! [addresses]
//! producer = "https://frikort.example.org/exemption"
//!
//! [logical_addresses]
//! producer = "13"
//!
//! [tls]
//! certificate = "pki/tester.pem"
//! key = "pki/tester-key.pem"
//! trust = "pki/ca.pem"
//!
//! [receiver]
//! listen = "0.0.0.0:8443"
//! logical_address = "SE5565594230-HKS1"
//!
//! [persons.personnummer]
//! root = "1.2.752.129.2.1.3.1"
//! extension = "191212121212"
//!
//! [triggers]
//! consumer = ["./ask.sh", "${person.extension}"]
//! new-fee = ["./register.sh", "${requestId}", "${person.extension}"]
//!
//! [lengths]
//! load_seconds = 180
//!
//! [[omit]]
//! case = "producer/1.1.3"
//! reason = "Regionen har inga nationella reservnummer"
//! ```

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::case::{self, Variables};
use crate::error::Error;
use crate::outcome::Subject;

/// What is judged, and with what. Paths count from the file's folder.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Target {
    /// `production`, `qa`, `test`, or `demo`: certificates and addresses must be of it.
    pub environment: String,
    /// Folders or archives with the contracts, for areas that name none.
    pub packages: Vec<PathBuf>,
    /// What the report says about the system.
    pub subject: Subject,
    /// URLs of the subject by role: `producer`, `router`, `index`, `consumer`. They are the variables `address.<role>`.
    pub addresses: BTreeMap<String, String>,
    /// Logical addresses by role: the variables `logicalAddress.<role>`.
    pub logical_addresses: BTreeMap<String, String>,
    /// Our certificate, as caller and as receiver, and whom we trust.
    pub tls: Option<Party>,
    /// Other certificates that cases show: `expired`, `revoked`, `stranger`, and whatever else they name.
    pub identities: BTreeMap<String, Certificate>,
    /// Where we take calls of the subject.
    pub receiver: Option<Receiver>,
    /// What makes the subject call us, by the name that cases have for it ([`crate::case::Receive::trigger`]): a command
    /// and its arguments, with `${variables}`. Where there is none the tester is asked to do it.
    pub triggers: BTreeMap<String, Vec<String>>,
    /// Test persons by the name that cases have for them.
    pub persons: BTreeMap<String, Person>,
    /// How long what lasts is to last.
    pub lengths: Lengths,
    /// More variables for the cases.
    pub variables: Variables,
    /// Cases that do not apply.
    pub omit: Vec<Omission>,
}

/// A certificate with its key, as PEM files.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// The certificate with the chain.
    pub certificate: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

/// Our certificate and whom we trust, as PEM files.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// The certificate with the chain.
    pub certificate: PathBuf,
    /// The private key.
    pub key: PathBuf,
    /// The authorities we trust, as server and as client.
    pub trust: PathBuf,
    /// Their revocation lists.
    #[serde(default)]
    pub revocation_lists: Vec<PathBuf>,
}

/// Where we take calls of the subject.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receiver {
    /// The network address; the platform's catalogue, or the subject itself, leads to it.
    pub listen: SocketAddr,
    /// The logical address that disclosures are to be sent to: the variable `responseLogicalAddress`.
    pub logical_address: String,
    /// Whether it listens without TLS, behind something that ends it.
    #[serde(default)]
    pub in_clear: bool,
}

/// A test person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The OID of the kind of id.
    pub root: String,
    /// The id, 12 characters without separator.
    pub extension: String,
}

/// How long what lasts is to last, in seconds, and with how many callers at once. What is not given is as in Inera's
/// suites.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lengths {
    /// The load test (6.1.1).
    pub load_seconds: u64,
    /// Its callers.
    pub load_callers: usize,
    /// The endurance test (6.1.2).
    pub endurance_seconds: u64,
    /// Its callers.
    pub endurance_callers: usize,
    /// The recovery test (6.2.1).
    pub recovery_seconds: u64,
    /// Its callers: more than the subject can serve.
    pub recovery_callers: usize,
    /// How many milliseconds each caller rests between its calls; 0 unless given. `SoapUI`'s own loads rest 1 000.
    pub pause_milliseconds: u64,
    /// How many milliseconds 98 calls of 100 may take under load; 1 000 is what is asked of a producer.
    pub p98_milliseconds: u64,
    /// How long to wait for a disclosure.
    pub disclosure_seconds: u64,
    /// How long to wait for what must not come.
    pub silence_seconds: u64,
    /// How long to wait for the consumer to call.
    pub consumer_seconds: u64,
}

impl Default for Lengths {
    fn default() -> Self {
        Self {
            load_seconds: 180,
            load_callers: 10,
            endurance_seconds: 1800,
            endurance_callers: 5,
            recovery_seconds: 300,
            recovery_callers: 50,
            pause_milliseconds: 0,
            p98_milliseconds: 1000,
            disclosure_seconds: 60,
            silence_seconds: 20,
            consumer_seconds: 300,
        }
    }
}

/// A case that does not apply.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Omission {
    /// `<area>/<id>`, or `<area>/*`.
    pub case: String,
    /// Why not, in Swedish.
    pub reason: String,
}

impl Target {
    /// Reads the file.
    ///
    /// # Errors
    /// [`Error::Read`] and [`Error::CaseFile`].
    pub fn read(path: &Path) -> Result<Self, Error> {
        let mut target: Self = case::toml_file(path)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        target
            .packages
            .iter_mut()
            .for_each(|package| *package = folder.join(&package));
        if let Some(tls) = &mut target.tls {
            for file in [&mut tls.certificate, &mut tls.key, &mut tls.trust] {
                *file = folder.join(&file);
            }
            tls.revocation_lists
                .iter_mut()
                .for_each(|list| *list = folder.join(&list));
        }
        for identity in target.identities.values_mut() {
            identity.certificate = folder.join(&identity.certificate);
            identity.key = folder.join(&identity.key);
        }
        Ok(target)
    }

    /// What the target says, as variables for the cases.
    pub(crate) fn variables(&self) -> Variables {
        let mut variables = self.variables.clone();
        let addresses = self
            .addresses
            .iter()
            .map(|(role, url)| (format!("address.{role}"), url));
        let logical = self.logical_addresses.iter();
        let logical = logical.map(|(role, address)| (format!("logicalAddress.{role}"), address));
        variables.extend(addresses.chain(logical).map(|(name, value)| (name, value.clone())));
        for (name, person) in &self.persons {
            variables.insert(format!("{name}.root"), person.root.clone());
            variables.insert(format!("{name}.extension"), person.extension.clone());
        }
        if let Some(receiver) = &self.receiver {
            variables.insert("responseLogicalAddress".to_owned(), receiver.logical_address.clone());
        }
        variables
    }

    /// Whether the subject is only there once it has been made to call: a consumer started by a command.
    pub(crate) fn consumer_comes(&self, role: &str) -> bool {
        role == "consumer" && self.triggers.contains_key(role)
    }

    /// Whether the target has what a case needs: a variable, `receiver`, or `identity.<name>`.
    pub(crate) fn has(&self, need: &str) -> bool {
        match need.strip_prefix("identity.") {
            Some(name) => self.identities.contains_key(name),
            None if need == "receiver" => self.receiver.is_some(),
            None => self.variables().contains_key(need),
        }
    }

    /// Why a case does not apply, if the target says so.
    pub(crate) fn omission(&self, area: &str, id: &str) -> Option<&str> {
        let (case, all) = (format!("{area}/{id}"), format!("{area}/*"));
        let found = self
            .omit
            .iter()
            .find(|omission| omission.case == case || omission.case == all);
        found.map(|omission| omission.reason.as_str())
    }
}
