//! Which versions and cipher suites of TLS may be agreed on.

use std::sync::Arc;

use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::version::{TLS12, TLS13};
use rustls::{ProtocolVersion, SupportedCipherSuite, SupportedProtocolVersion};

use crate::error::Error;

/// The versions there are, with the names that configurations use. Older ones are not offered.
const VERSIONS: [(&str, &SupportedProtocolVersion); 2] = [("TLSv1.3", &TLS13), ("TLSv1.2", &TLS12)];

/// Which versions and cipher suites of TLS may be agreed on; all that there are unless said otherwise.
#[derive(Debug, Clone)]
pub struct Agreement {
    versions: Vec<(&'static str, &'static SupportedProtocolVersion)>,
    suites: Vec<SupportedCipherSuite>,
}

impl Default for Agreement {
    fn default() -> Self {
        Self {
            versions: VERSIONS.to_vec(),
            suites: aws_lc_rs::default_provider().cipher_suites,
        }
    }
}

impl Agreement {
    /// These versions (`TLSv1.2`, `TLSv1.3`) and cipher suites (by their registered names, such as
    /// `TLS_AES_256_GCM_SHA384`); an empty list means all.
    ///
    /// # Errors
    /// [`Error::Agreement`] when a name is not known, or a version is left without a cipher suite.
    pub fn of(versions: &[String], suites: &[String]) -> Result<Self, Error> {
        let mut this = Self::default();
        if !versions.is_empty() {
            this.versions = chosen(versions, this.versions, |(name, _)| (*name).to_owned())?;
        }
        if !suites.is_empty() {
            this.suites = chosen(suites, this.suites, registered)?;
        }
        let has_suite = |(_, version): &&(&str, &SupportedProtocolVersion)| {
            this.suites.iter().any(|suite| suite.version() == *version)
        };
        if let Some((name, _)) = this.versions.iter().find(|version| !has_suite(version)) {
            return Err(Error::Agreement(format!("no cipher suite is left for {name}")));
        }
        Ok(this)
    }

    /// The names of the versions, the newest first.
    pub fn versions(&self) -> Vec<&'static str> {
        self.versions.iter().map(|(name, _)| *name).collect()
    }

    /// The registered names of the cipher suites, those preferred first.
    pub fn cipher_suites(&self) -> Vec<String> {
        self.suites.iter().map(registered).collect()
    }

    pub(crate) fn protocol_versions(&self) -> Vec<&'static SupportedProtocolVersion> {
        self.versions.iter().map(|(_, version)| *version).collect()
    }

    pub(crate) fn provider(&self) -> Arc<CryptoProvider> {
        Arc::new(CryptoProvider {
            cipher_suites: self.suites.clone(),
            ..aws_lc_rs::default_provider()
        })
    }
}

/// The known ones that are wanted, in the order of preference, which is the library's.
fn chosen<T>(wanted: &[String], known: Vec<T>, name: impl Fn(&T) -> String) -> Result<Vec<T>, Error> {
    let is_known = |wanted: &&String| {
        known
            .iter()
            .any(|known| name(known).eq_ignore_ascii_case(wanted.trim()))
    };
    if let Some(unknown) = wanted.iter().find(|wanted| !is_known(wanted)) {
        let names: Vec<_> = known.iter().map(name).collect();
        return Err(Error::Agreement(format!(
            "`{unknown}` is not known; there are {}",
            names.join(", ")
        )));
    }
    let is_wanted = |known: &T| {
        wanted
            .iter()
            .any(|wanted| name(known).eq_ignore_ascii_case(wanted.trim()))
    };
    Ok(known.into_iter().filter(is_wanted).collect())
}

/// A version as logs write it: `1.3`.
pub fn version(version: ProtocolVersion) -> Option<&'static str> {
    match version {
        ProtocolVersion::TLSv1_3 => Some("1.3"),
        ProtocolVersion::TLSv1_2 => Some("1.2"),
        _ => None,
    }
}

/// The name in the registry of TLS; the library writes those of TLS 1.3 in its own way.
pub fn registered(suite: &SupportedCipherSuite) -> String {
    let name = suite.suite().as_str().unwrap_or_default();
    name.replacen("TLS13_", "TLS_", 1)
}

#[cfg(test)]
mod tests {
    use super::Agreement;

    fn of(versions: &[&str], suites: &[&str]) -> Result<Agreement, String> {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        Agreement::of(&owned(versions), &owned(suites)).map_err(|error| error.to_string())
    }

    #[test]
    fn versions_and_cipher_suites_are_chosen_by_name() {
        let all = of(&[], &[]).unwrap();
        assert_eq!(all.versions(), ["TLSv1.3", "TLSv1.2"]);
        assert!(all.cipher_suites().len() >= 6);
        let one = of(&["tlsv1.3"], &["TLS_AES_256_GCM_SHA384"]).unwrap();
        assert_eq!(
            (one.versions(), one.cipher_suites()),
            (vec!["TLSv1.3"], vec!["TLS_AES_256_GCM_SHA384".to_owned()])
        );
    }

    #[test]
    fn what_cannot_be_agreed_on_is_refused() {
        for (versions, suites, told) in [
            (
                &["TLSv1.1"][..],
                &[][..],
                "`TLSv1.1` is not known; there are TLSv1.3, TLSv1.2",
            ),
            (
                &[],
                &["TLS_RSA_WITH_NULL_MD5"],
                "`TLS_RSA_WITH_NULL_MD5` is not known; there are TLS_AES",
            ),
            (&[], &["TLS_AES_256_GCM_SHA384"], "no cipher suite is left for TLSv1.2"),
        ] {
            let error = of(versions, suites).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
    }
}
