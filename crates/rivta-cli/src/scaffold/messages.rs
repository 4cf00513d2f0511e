//! The sample messages of a project.

use std::path::Path;

use rivta_codegen::plan::{Contract, PackagePlan, Root};
use rivta_soap::Profile;

use super::project;
use super::sample::{self, Sample};
use crate::error::Error;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The least request and response of a contract.
pub(super) struct Messages {
    request: Sample,
    response: Sample,
    profile: Profile,
}

impl Messages {
    pub(super) fn of(plan: &PackagePlan, contract: &Contract) -> Self {
        Self {
            request: least(plan, &contract.request),
            response: least(plan, &contract.response),
            profile: contract.profile,
        }
    }

    /// Where a person must fill in a value: file and path in it.
    pub(super) fn open(&self) -> Vec<String> {
        let files = [("request-body.xml", &self.request), ("response.xml", &self.response)];
        let open = files
            .into_iter()
            .flat_map(|(file, sample)| sample.open.iter().map(move |path| (file, path)));
        open.map(|(file, path)| format!("samples/{file}: {path}")).collect()
    }

    /// Writes both payloads, and the request in an envelope, ready for curl.
    pub(super) fn write(&self, folder: &Path, logical_address: &str) -> Result<(), Error> {
        let payload = |sample: &Sample| format!("{DECLARATION}{}", sample.xml);
        project::write_file(folder, "samples/request-body.xml", &payload(&self.request))?;
        project::write_file(folder, "samples/response.xml", &payload(&self.response))?;
        let header = self.profile.address_header();
        let envelope = format!(
            "{DECLARATION}<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">\n\
             <soapenv:Header><{local} xmlns=\"{uri}\">{logical_address}</{local}></soapenv:Header>\n\
             <soapenv:Body>\n{body}</soapenv:Body>\n</soapenv:Envelope>\n",
            local = header.local,
            uri = header.namespace.uri,
            body = self.request.xml,
        );
        project::write_file(folder, "samples/request.xml", &envelope)
    }
}

/// A message of a root element; where there is no least one, the element alone.
fn least(plan: &PackagePlan, root: &Root) -> Sample {
    sample::message(plan, root).unwrap_or_else(|| {
        let module = plan
            .modules
            .iter()
            .find(|module| module.namespace.module == root.module);
        let uri = module.map_or("", |module| &module.namespace.uri);
        Sample {
            xml: format!("<{} xmlns=\"{uri}\"/>\n", root.name.local),
            open: vec![format!("/{}", root.name.local)],
        }
    })
}
