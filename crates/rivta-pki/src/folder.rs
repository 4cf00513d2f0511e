//! Writes certificates, keys and revocation lists to files.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::authority::Authority;
use crate::certificate::FunctionCertificate;
use crate::error::PkiError;

/// A folder of PEM files: `ca.pem`, `crl.pem`, and `<name>.pem` with `<name>-key.pem` for each party.
///
/// Each file is written beside its final name and then renamed, so a service that watches the folder never reads half
/// a file. Private keys get mode 0600.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Opens a folder and makes it when it is missing.
    ///
    /// # Errors
    /// [`PkiError::Writing`] when the folder cannot be made.
    pub fn create(path: impl Into<PathBuf>) -> Result<Self, PkiError> {
        let path = path.into();
        fs::create_dir_all(&path).map_err(|source| PkiError::Writing {
            path: path.clone(),
            source,
        })?;
        Ok(Self { path })
    }

    /// Writes the authority's certificate to `ca.pem`.
    ///
    /// # Errors
    /// [`PkiError::Writing`].
    pub fn write_authority(&self, authority: &Authority) -> Result<PathBuf, PkiError> {
        self.write("ca.pem", &authority.certificate_pem(), 0o644)
    }

    /// Writes a revocation list (PEM) to `crl.pem`.
    ///
    /// # Errors
    /// [`PkiError::Writing`].
    pub fn write_revocation_list(&self, pem: &str) -> Result<PathBuf, PkiError> {
        self.write("crl.pem", pem, 0o644)
    }

    /// Writes a certificate to `<name>.pem` and its private key to `<name>-key.pem`, and gives back both paths.
    ///
    /// # Errors
    /// [`PkiError::FileName`] when `name` is not a plain file name, [`PkiError::Writing`].
    pub fn write_certificate(
        &self,
        name: &str,
        certificate: &FunctionCertificate,
    ) -> Result<(PathBuf, PathBuf), PkiError> {
        let key = self.write(&format!("{name}-key.pem"), certificate.private_key_pem(), 0o600)?;
        Ok((
            self.write(&format!("{name}.pem"), certificate.certificate_pem(), 0o644)?,
            key,
        ))
    }

    /// Where the files stand.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn write(&self, name: &str, text: &str, mode: u32) -> Result<PathBuf, PkiError> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if name.starts_with(['.', '-']) || !name.chars().all(plain) {
            return Err(PkiError::FileName(name.to_owned()));
        }
        let (path, fresh) = (self.path.join(name), self.path.join(format!(".{name}.new")));
        let written = write_new(&fresh, text, mode).and_then(|()| fs::rename(&fresh, &path));
        written.map_err(|source| PkiError::Writing {
            path: path.clone(),
            source,
        })?;
        Ok(path)
    }
}

/// The mode is given when the file is made: a key is never readable by others, not even for a moment.
fn write_new(path: &Path, text: &str, mode: u32) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
