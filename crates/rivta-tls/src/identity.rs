//! Who we are: a certificate chain and its private key.

use std::fmt;
use std::path::PathBuf;

use crate::error::Error;
use crate::pem::{self, Pem};

/// Our own certificate chain and private key.
#[derive(Clone)]
pub struct Identity {
    pub(crate) chain: Pem,
    pub(crate) key: Pem,
}

impl Identity {
    /// From PEM text: the certificate first, then any intermediates; and the private key (PKCS #8, PKCS #1 or SEC1).
    ///
    /// # Errors
    /// [`Error::Pem`] when there is no certificate or no key in the text.
    pub fn from_pem(chain: &[u8], key: &[u8]) -> Result<Self, Error> {
        Self {
            chain: Pem::Memory(chain.to_vec()),
            key: Pem::Memory(key.to_vec()),
        }
        .checked()
    }

    /// From PEM files, which are read anew when they change.
    ///
    /// # Errors
    /// [`Error::Reading`], [`Error::Pem`].
    pub fn from_pem_files(chain: impl Into<PathBuf>, key: impl Into<PathBuf>) -> Result<Self, Error> {
        Self {
            chain: Pem::File(chain.into()),
            key: Pem::File(key.into()),
        }
        .checked()
    }

    fn checked(self) -> Result<Self, Error> {
        pem::certificates(&self.chain.read()?, &self.chain.origin())?;
        pem::private_key(&self.key.read()?, &self.key.origin())?;
        Ok(self)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("chain", &self.chain.origin())
            .finish_non_exhaustive()
    }
}
