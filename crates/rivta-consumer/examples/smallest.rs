//! The smallest consumer: sends a request that stands in a file to region 13.

use std::{error::Error, path::Path};

use rivta_consumer::{Consumer, Endpoint, Identity, OriginalConsumer, Trust};
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses as Ask;
use rivta_soap::{Contract, LogicalAddress, xml};

/// Calls with the certificates in a folder that `rivta pki` has written; gives the call's correlation id.
pub(crate) async fn ask(pki: &Path, url: &str, request: &[u8]) -> Result<String, Box<dyn Error>> {
    let (certificate, key) = (pki.join("asker.pem"), pki.join("asker-key.pem"));
    let consumer = Consumer::to(Endpoint::base(url)?)
        .trusting(Trust::from_pem_file(pki.join("ca.pem"))?)
        .identified_by(Identity::from_pem_files(certificate, key)?)
        .on_behalf_of(OriginalConsumer::FromCertificate)
        .build()?;
    let request = xml::read_document(request, &Ask::REQUEST, &xml::Limits::default())?;
    let answer = consumer.call::<Ask>(&LogicalAddress::new("13")?, &request).await?;
    Ok(answer.correlation_id)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let request = std::fs::read("request.xml")?;
    ask(Path::new("pki"), "https://localhost:8443/vp", &request).await?;
    Ok(())
}
