//! Certificates, revocation lists and files as another library reads them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{DateTime, TimeDelta, Utc};
use rivta_pki::{Authority, Folder, PkiError, Subject, Validity};
use rustls_pki_types::CertificateRevocationListDer;
use rustls_pki_types::pem::PemObject as _;
use x509_parser::prelude::{CertificateRevocationList, FromDer as _, X509Certificate};

fn noon() -> DateTime<Utc> {
    "2025-03-01T12:00:00Z".parse().unwrap()
}

#[test]
fn the_hsa_id_stands_in_the_subjects_serial_number() {
    let authority = Authority::new("Test CA", noon()).unwrap();
    let issued = authority
        .issue(&Subject::new("region", "SE2321000131-R13"), Validity::current(noon()))
        .unwrap();
    let (_, certificate) = X509Certificate::from_der(issued.der()).unwrap();
    let serial_number = x509_parser::oid_registry::OID_X509_SERIALNUMBER;
    let values: Vec<_> = certificate
        .subject()
        .iter_by_oid(&serial_number)
        .map(|a| a.as_str().unwrap())
        .collect();
    assert_eq!(values, ["SE2321000131-R13"]);
    assert_eq!(certificate.raw_serial(), issued.serial());
    assert!(format!("{issued:?}").contains("region") && !format!("{issued:?}").contains("PRIVATE"));
}

#[test]
fn a_certificate_without_an_hsa_id_has_no_serial_number() {
    let authority = Authority::new("Test CA", noon()).unwrap();
    let issued = authority
        .issue(&Subject::without_hsa_id("nobody"), Validity::current(noon()))
        .unwrap();
    let (_, certificate) = X509Certificate::from_der(issued.der()).unwrap();
    let serial_number = x509_parser::oid_registry::OID_X509_SERIALNUMBER;
    assert_eq!(certificate.subject().iter_by_oid(&serial_number).count(), 0);
}

#[test]
fn validity_follows_the_time_given() {
    let authority = Authority::new("Test CA", noon()).unwrap();
    let valid_at_noon = |validity| {
        let issued = authority.issue(&Subject::new("party", "SE1"), validity).unwrap();
        let (_, certificate) = X509Certificate::from_der(issued.der()).unwrap();
        let noon = x509_parser::time::ASN1Time::from_timestamp(noon().timestamp()).unwrap();
        certificate.validity().is_valid_at(noon)
    };
    assert!(valid_at_noon(Validity::current(noon())));
    assert!(!valid_at_noon(Validity::expired(noon())));
    assert!(!valid_at_noon(Validity::not_yet(noon())));
}

#[test]
fn a_time_before_1970_is_refused() {
    let long_ago = DateTime::UNIX_EPOCH - TimeDelta::days(400);
    assert!(matches!(Authority::new("Test CA", long_ago), Err(PkiError::Time(_))));
}

#[test]
fn a_revocation_list_names_the_revoked_and_no_other() {
    let authority = Authority::new("Test CA", noon()).unwrap();
    let issue = |name| {
        authority
            .issue(&Subject::new(name, "SE1"), Validity::current(noon()))
            .unwrap()
    };
    let (revoked, kept) = (issue("revoked"), issue("kept"));
    let pem = authority.revocation_list(&[&revoked], noon()).unwrap();
    let der = CertificateRevocationListDer::from_pem_slice(pem.as_bytes()).unwrap();
    let (_, list) = CertificateRevocationList::from_der(&der).unwrap();
    let serials: Vec<_> = list
        .iter_revoked_certificates()
        .map(|entry| entry.raw_serial().to_vec())
        .collect();
    assert_eq!(serials, [revoked.serial()]);
    assert_ne!(revoked.serial(), kept.serial());
}

#[cfg(unix)]
#[test]
fn private_keys_are_readable_by_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let directory = tempfile::tempdir().unwrap();
    let folder = Folder::create(directory.path().join("pki")).unwrap();
    let authority = Authority::new("Test CA", noon()).unwrap();
    let issued = authority
        .issue(&Subject::new("region", "SE1"), Validity::current(noon()))
        .unwrap();
    folder.write_authority(&authority).unwrap();
    folder
        .write_revocation_list(&authority.revocation_list(&[], noon()).unwrap())
        .unwrap();
    folder.write_certificate("region", &issued).unwrap();
    let (certificate, key) = folder.write_certificate("region", &issued).unwrap();
    let mode = |path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&key), mode(&certificate)), (0o600, 0o644));
    assert_eq!(std::fs::read_to_string(key).unwrap(), issued.private_key_pem());
    let mut names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["ca.pem", "crl.pem", "region-key.pem", "region.pem"]);
}

#[test]
fn a_file_name_cannot_leave_the_folder() {
    let directory = tempfile::tempdir().unwrap();
    let folder = Folder::create(directory.path()).unwrap();
    let authority = Authority::new("Test CA", noon()).unwrap();
    let issued = authority
        .issue(&Subject::new("region", "SE1"), Validity::current(noon()))
        .unwrap();
    for name in ["../outside", "/outside", "", ".hidden", "a b"] {
        assert!(
            matches!(folder.write_certificate(name, &issued), Err(PkiError::FileName(_))),
            "{name}"
        );
    }
}
