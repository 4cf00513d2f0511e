//! The smallest producer: accepts every request for a patient's fees and cards.

use std::{error::Error, net::SocketAddr, path::Path};

use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses as contract;
use rivta_producer::{ClientTrust, Identity, Producer, RunningProducer};

/// Serves with the certificates in a folder that `rivta pki` has written.
pub(crate) async fn serve(pki: &Path, address: SocketAddr) -> Result<RunningProducer, Box<dyn Error>> {
    let (certificate, key) = (pki.join("region.pem"), pki.join("region-key.pem"));
    let trust = ClientTrust::from_pem_file(pki.join("ca.pem"))?.with_crl_file(pki.join("crl.pem"))?;
    let accept = |_call| async { Ok(contract::RequestExemptionStatusesResponseType::default()) };
    let producer = Producer::listening_on(address)
        .identified_by(Identity::from_pem_files(certificate, key)?)
        .admitting(trust)
        .handle::<contract::RequestExemptionStatuses, _, _>(accept);
    Ok(producer.start().await?)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let running = serve(Path::new("pki"), "127.0.0.1:8443".parse()?).await?;
    tokio::signal::ctrl_c().await?;
    running.shutdown().await;
    Ok(())
}
