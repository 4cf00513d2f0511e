//! The contracts that messages are judged by, read from their packages.

use std::path::{Path, PathBuf};

use rivta_schema::validate::{Limits, Validator, Verdict, payload};
use rivta_schema::wsdl::Interaction;
use rivta_schema::xsd::QName;

use crate::error::Error;

/// Schemas and WSDLs of any number of packages.
#[derive(Debug, Default)]
pub(crate) struct Contracts {
    validators: Vec<Validator>,
    interactions: Vec<Interaction>,
}

impl Contracts {
    /// Reads packages: folders or archives as published. One of which nothing can be read is an error; what is wrong with
    /// a part of one keeps that part's contracts out, and a message of theirs is told to be of no contract.
    pub(crate) fn read(paths: &[PathBuf]) -> Result<Self, Error> {
        let mut contracts = Self::default();
        for path in paths {
            contracts.add(path)?;
        }
        Ok(contracts)
    }

    fn add(&mut self, path: &Path) -> Result<(), Error> {
        let wrong = |error: &rivta_schema::Error| Error::CaseFile {
            path: path.to_owned(),
            what: error.to_string(),
        };
        let reading = rivta_schema::read(path).map_err(|error| wrong(&error))?;
        if let (true, Some(error)) = (reading.packages.is_empty(), reading.errors.first()) {
            return Err(wrong(error));
        }
        for read in reading.packages {
            let validator = Validator::of(&read.package.schemas).map_err(|error| wrong(&error))?;
            self.validators.push(validator);
            self.interactions.extend(read.package.interactions);
        }
        Ok(())
    }

    /// The verdict on a message by the package that declares its payload; of several, by the one that finds least
    /// wrong. None when no package declares it.
    pub(crate) fn verdict(&self, message: &[u8]) -> Option<Verdict> {
        let limits = Limits::default();
        let name = payload(message, &limits).ok().flatten()?;
        let knowing = self
            .validators
            .iter()
            .filter(|validator| is_fault(&name) || validator.declares(&name));
        let verdicts = knowing.map(|validator| validator.message(message, &limits));
        verdicts.min_by_key(|verdict| verdict.violations.len())
    }

    /// The interaction whose request has this payload.
    pub(crate) fn of_request(&self, name: &QName) -> Option<&Interaction> {
        self.interactions.iter().find(|known| known.request.body == *name)
    }

    /// The path of a contract below a base URL, by convention: `/<domain>/<Contract>/<major>/rivtabp21`.
    pub(crate) fn path_of(interaction: &Interaction) -> Option<String> {
        let parts = interaction.namespace.strip_prefix("urn:riv:")?;
        Some(format!("/{}", parts.replace(':', "/")))
    }
}

/// The name of a message's payload, if it can be read so far.
pub(crate) fn payload_of(message: &[u8]) -> Option<QName> {
    payload(message, &Limits::default()).ok().flatten()
}

/// Whether a payload is a SOAP fault, of either version.
pub(crate) fn is_fault(name: &QName) -> bool {
    let soap = [
        "http://schemas.xmlsoap.org/soap/envelope/",
        "http://www.w3.org/2003/05/soap-envelope",
    ];
    name.local == "Fault"
        && name
            .namespace
            .as_deref()
            .is_some_and(|namespace| soap.contains(&namespace))
}
