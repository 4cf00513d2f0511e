//! Who calls (section 3.1): the HSA-id in the verified client certificate, and nothing else.

use rivta_producer::listener::Peer;
use rivta_soap::certificate::CertificateSummary;

use crate::exchange::{Identified, Received};
use crate::refusal::{Refusal, SenderProblem};

/// Takes the sender from the client certificate; headers that claim a sender or carry a certificate are ignored.
pub(crate) fn identify(received: Received) -> Result<Identified, Refusal> {
    let Received { call, peer, body } = received;
    if let Some(Ok(hsa_id)) = peer.as_ref().and_then(Peer::hsa_id) {
        return Ok(Identified {
            call,
            body,
            sender: hsa_id.as_str().to_owned(),
        });
    }
    let der = peer.as_ref().and_then(Peer::certificate);
    let summary = der.and_then(|der| CertificateSummary::from_der(der).ok());
    let subject = summary.map(|summary| summary.subject);
    Err(Refusal::SenderUnknown(SenderProblem::NotInCertificate(subject)))
}
