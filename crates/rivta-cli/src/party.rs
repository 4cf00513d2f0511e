//! A party's certificate files, and the configuration files that name them.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rivta_consumer::{Identity, Trust};
use rivta_producer::ClientTrust;
use rivta_soap::bounded;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::Error;

/// The largest configuration file that is read, in bytes.
const FILE_LIMIT: u64 = 1 << 20;

/// A party's certificates, as PEM files. Relative paths count from the configuration file's folder.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Party {
    /// Its function certificate with the chain.
    pub(crate) certificate: PathBuf,
    /// The private key.
    pub(crate) key: PathBuf,
    /// The authorities it trusts, as server and as client.
    pub(crate) trust: PathBuf,
    /// Revocation lists of those authorities. Default none: then nothing counts as revoked.
    #[serde(default)]
    pub(crate) revocation_lists: Vec<PathBuf>,
}

impl Party {
    pub(crate) fn as_server(&self) -> Result<(Identity, ClientTrust), rivta_producer::Error> {
        let identity = Identity::from_pem_files(&self.certificate, &self.key)?;
        let mut trust = ClientTrust::from_pem_file(&self.trust)?;
        for list in &self.revocation_lists {
            trust = trust.with_crl_file(list)?;
        }
        Ok((identity, trust))
    }

    pub(crate) fn as_client(&self) -> Result<(Identity, Trust), rivta_consumer::Error> {
        let identity = Identity::from_pem_files(&self.certificate, &self.key)?;
        let mut trust = Trust::from_pem_file(&self.trust)?;
        for list in &self.revocation_lists {
            trust = trust.with_crl_file(list)?;
        }
        Ok((identity, trust))
    }

    /// The same party with paths that count from `folder`.
    pub(crate) fn in_folder(self, folder: &Path) -> Self {
        Self {
            certificate: folder.join(self.certificate),
            key: folder.join(self.key),
            trust: folder.join(self.trust),
            revocation_lists: self.revocation_lists.iter().map(|list| folder.join(list)).collect(),
        }
    }
}

/// Reads a configuration file; gives its folder as well, from which its paths count.
pub(crate) fn read_configuration<T: DeserializeOwned>(path: &Path) -> Result<(T, PathBuf), Error> {
    let file = File::open(path).map_err(Error::file(path))?;
    let text = bounded::read_text(file, FILE_LIMIT).map_err(|source| match source.kind() {
        ErrorKind::FileTooLarge => Error::value(path.display().to_string(), "a configuration file of at most 1 MiB"),
        _ => Error::file(path)(source),
    })?;
    let configuration = toml::from_str(&text).map_err(|source| Error::Toml {
        path: path.to_owned(),
        source: Box::new(source),
    })?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    Ok((configuration, folder))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::read_configuration;

    #[cfg(unix)]
    #[test]
    fn a_configuration_that_never_ends_is_refused() {
        let refused = read_configuration::<toml::Table>(Path::new("/dev/zero")).unwrap_err();
        assert!(refused.to_string().contains("at most 1 MiB"), "{refused}");
    }
}
