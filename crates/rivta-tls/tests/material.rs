//! What is read, what is refused and in which words, and how a change on disk is noticed. Real certificates, made here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Utc};
use rivta_pki::{Authority, Folder, FunctionCertificate, Subject, Validity};
use rivta_soap::time::FixedClock;
use rivta_tls::{Error, Identity, Material, Parts, Trust};

/// A folder with an authority and a certificate of it.
struct Site {
    authority: Authority,
    folder: Folder,
    _directory: tempfile::TempDir,
}

impl Site {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let site = Self {
            authority: Authority::new("Ours", Utc::now()).unwrap(),
            folder: Folder::create(directory.path()).unwrap(),
            _directory: directory,
        };
        site.folder.write_authority(&site.authority).unwrap();
        site.folder.write_certificate("own", &site.issue("BEFORE")).unwrap();
        site.revoke(&[]);
        site
    }

    fn issue(&self, name: &str) -> FunctionCertificate {
        let subject = Subject::new(name, format!("SE2321000016-{name}"));
        self.authority.issue(&subject, Validity::current(Utc::now())).unwrap()
    }

    fn revoke(&self, revoked: &[&FunctionCertificate]) {
        let list = self.authority.revocation_list(revoked, Utc::now()).unwrap();
        self.folder.write_revocation_list(&list).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn identity(&self) -> Identity {
        Identity::from_pem_files(self.path("own.pem"), self.path("own-key.pem")).unwrap()
    }

    fn trust(&self) -> Trust {
        let trust = Trust::from_pem_file(self.path("ca.pem")).unwrap();
        trust.with_crl_file(self.path("crl.pem")).unwrap()
    }

    /// Settings that are the parts themselves.
    fn material(&self) -> Material<Parts> {
        Material::new(Some(self.identity()), Some(self.trust()), clock(noon()), Ok).unwrap()
    }
}

fn noon() -> DateTime<Utc> {
    "2026-05-10T12:00:00Z".parse().unwrap()
}

fn clock(now: DateTime<Utc>) -> Arc<FixedClock> {
    Arc::new(FixedClock::at(now))
}

/// The own certificate that is shown.
fn shown(material: &Material<Parts>) -> Vec<u8> {
    let parts = material.current();
    parts.credentials.as_ref().unwrap().chain[0].to_vec()
}

fn lists(material: &Material<Parts>) -> Vec<Vec<u8>> {
    let parts = material.current();
    let anchors = parts.anchors.as_ref().unwrap();
    anchors.revocations.iter().map(|list| list.to_vec()).collect()
}

#[test]
fn parts_are_those_of_the_files_and_the_clock() {
    let site = Site::new();
    let material = site.material();
    let parts = material.current();
    let (own, anchors) = (parts.credentials.as_ref().unwrap(), parts.anchors.as_ref().unwrap());
    assert_eq!(own.origin, site.path("own.pem").display().to_string());
    assert_eq!(anchors.origin, site.path("ca.pem").display().to_string());
    assert_eq!(
        (own.chain.len(), anchors.roots.len(), anchors.revocations.len()),
        (1, 1, 1)
    );
    assert_eq!((parts.versions.len(), material.has_files()), (2, true));
    let seconds = u64::try_from(noon().timestamp()).unwrap();
    assert_eq!(parts.time.current_time().unwrap().as_secs(), seconds);
}

#[test]
fn neither_identity_nor_trust_is_material_too() {
    let material = Material::new(None, None, clock(noon()), Ok).unwrap();
    let parts = material.current();
    assert!(parts.credentials.is_none() && parts.anchors.is_none() && !material.has_files());
    assert!(!material.reload().unwrap());
}

#[test]
fn a_change_of_any_file_is_noticed_once() {
    let site = Site::new();
    let material = site.material();
    let (before, no_one) = (shown(&material), lists(&material));
    assert!(!material.reload().unwrap(), "nothing has changed");

    site.folder.write_certificate("own", &site.issue("AFTER")).unwrap();
    assert!(material.reload().unwrap() && !material.reload().unwrap());
    assert_ne!(shown(&material), before);

    site.revoke(&[&site.issue("REVOKED")]);
    assert!(material.reload().unwrap() && !material.reload().unwrap());
    assert_ne!(lists(&material), no_one);
}

#[test]
fn what_cannot_be_used_is_told_once_and_what_was_in_force_stays() {
    let site = Site::new();
    let material = site.material();
    let before = shown(&material);
    let good = std::fs::read(site.path("own.pem")).unwrap();

    std::fs::write(site.path("own.pem"), "no certificate").unwrap();
    let error = material.reload().unwrap_err().to_string();
    assert!(
        error.starts_with("no usable certificate in ") && error.contains("own.pem: none found"),
        "{error}"
    );
    assert!(!material.reload().unwrap(), "it was seen and is not tried again");
    assert_eq!(shown(&material), before);

    std::fs::write(site.path("own.pem"), good).unwrap();
    assert!(material.reload().unwrap());

    // A file that is not there may come at any time, so it is told at every look.
    std::fs::remove_file(site.path("crl.pem")).unwrap();
    for _ in 0..2 {
        let error = material.reload().unwrap_err();
        assert!(
            matches!(&error, Error::Reading { path, .. } if path.ends_with("crl.pem")),
            "{error}"
        );
    }
}

#[test]
fn settings_that_are_refused_leave_the_old_in_force() {
    let site = Site::new();
    let is_made = AtomicBool::new(false);
    let make = move |parts: Parts| {
        let origin = parts.credentials.unwrap().origin;
        if is_made.swap(true, Ordering::Relaxed) {
            return Err(Error::refused(origin, &"no"));
        }
        Ok(origin)
    };
    let material = Material::new(Some(site.identity()), None, clock(noon()), make).unwrap();
    let first = material.current();
    site.folder.write_certificate("own", &site.issue("AFTER")).unwrap();
    let error = material.reload().unwrap_err().to_string();
    assert_eq!(error, format!("the certificates of {first} cannot be used: no"));
    assert!(!material.reload().unwrap());
    assert_eq!(material.current(), first);
}

#[test]
fn unusable_pem_is_named_with_its_file_and_never_quoted() {
    let site = Site::new();
    let own = site.issue("OWN");
    let (chain, key) = (own.certificate_pem(), own.private_key_pem());
    let cut = |pem: &str| pem.lines().take(3).collect::<Vec<_>>().join("\n");
    let broken = chain.replacen("MII", "M!!", 1);
    for (chain, key, told) in [
        ("", key, "no usable certificate in memory: none found"),
        (chain, "", "no usable private key in memory: none found"),
        (key, key, "no usable certificate in memory: none found"),
        (chain, chain, "no usable private key in memory: none found"),
        (
            &cut(chain),
            key,
            "no usable certificate in memory: an END line is missing",
        ),
        (
            chain,
            &cut(key),
            "no usable private key in memory: an END line is missing",
        ),
        (
            &broken,
            key,
            "no usable certificate in memory: the base64 text is broken",
        ),
    ] {
        let error = Identity::from_pem(chain.as_bytes(), key.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), told);
        let secret = own.private_key_pem().lines().nth(1).unwrap();
        assert!(!format!("{error:?}").contains(secret));
    }
    let trust = || Trust::from_pem(site.authority.certificate_pem().as_bytes()).unwrap();
    let error = trust().with_crls(b"nothing").unwrap_err().to_string();
    assert_eq!(error, "no usable revocation list in memory: none found");
    let error = trust().with_crl_file("/nowhere/crl.pem").unwrap_err();
    assert!(matches!(&error, Error::Reading { path, .. } if path == Path::new("/nowhere/crl.pem")));
    let endless = Trust::from_pem_file("/dev/zero").unwrap_err();
    assert!(matches!(endless, Error::Reading { source, .. } if source.kind() == ErrorKind::FileTooLarge));
    assert!(
        error.to_string().starts_with("cannot read /nowhere/crl.pem: "),
        "{error}"
    );
}

#[test]
fn what_is_printed_for_debugging_holds_no_key() {
    let site = Site::new();
    let own = site.issue("OWN");
    let identity = Identity::from_pem(own.certificate_pem().as_bytes(), own.private_key_pem().as_bytes()).unwrap();
    assert_eq!(format!("{identity:?}"), r#"Identity { chain: "memory", .. }"#);
    let printed = format!("{:?}", site.material());
    assert!(
        printed.contains("own.pem") && printed.contains("crl.pem") && !printed.contains("key"),
        "{printed}"
    );
}
