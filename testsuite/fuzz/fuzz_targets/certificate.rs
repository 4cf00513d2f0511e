//! A certificate somebody shows: nothing makes its reading panic, and an HSA-id that is found in it is one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rivta_soap::HsaId;
use rivta_soap::certificate::{CertificateSummary, Notation, hsa_id_from_subject_text};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(summary) = CertificateSummary::from_der(bytes)
        && let Ok(hsa_id) = &summary.hsa_id
    {
        assert_eq!(HsaId::new(hsa_id.as_str()).as_ref(), Ok(hsa_id));
    }
    for notation in [Notation::Rfc2253, Notation::Spaced] {
        let written = notation.subject(bytes);
        assert_eq!(written.is_ok(), Notation::Rfc2253.subject(bytes).is_ok());
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(hsa_id) = hsa_id_from_subject_text(text)
    {
        assert_eq!(HsaId::new(hsa_id.as_str()), Ok(hsa_id));
    }
});
