//! Whom we trust: authorities and their revocation lists.

use std::fmt;
use std::path::PathBuf;

use crate::agreement::Agreement;
use crate::error::Error;
use crate::pem::{self, Pem};

/// Whose certificates are accepted: those of the trusted authorities that their revocation lists do not name.
///
/// With at least one list, every certificate must be covered by a list: one whose issuer has none is refused, because
/// nobody can tell whether it is revoked.
#[derive(Clone)]
pub struct Trust {
    pub(crate) authorities: Pem,
    pub(crate) revocations: Vec<Pem>,
    pub(crate) agreement: Agreement,
}

impl Trust {
    /// From the authorities' certificates as PEM text.
    ///
    /// # Errors
    /// [`Error::Pem`] when there is no certificate in the text.
    pub fn from_pem(authorities: &[u8]) -> Result<Self, Error> {
        Self::of(Pem::Memory(authorities.to_vec()))
    }

    /// From a PEM file of the authorities' certificates, which is read anew when it changes.
    ///
    /// # Errors
    /// [`Error::Reading`], [`Error::Pem`].
    pub fn from_pem_file(authorities: impl Into<PathBuf>) -> Result<Self, Error> {
        Self::of(Pem::File(authorities.into()))
    }

    /// Agrees with the other side on these versions and cipher suites of TLS alone.
    pub fn agreeing_on(mut self, agreement: Agreement) -> Self {
        self.agreement = agreement;
        self
    }

    /// Honours the revocation lists in this PEM text as well.
    ///
    /// # Errors
    /// [`Error::Pem`] when there is no list in the text.
    pub fn with_crls(self, lists: &[u8]) -> Result<Self, Error> {
        self.honouring(Pem::Memory(lists.to_vec()))
    }

    /// Honours the revocation lists in this PEM file as well; it is read anew when it changes.
    ///
    /// # Errors
    /// [`Error::Reading`], [`Error::Pem`].
    pub fn with_crl_file(self, lists: impl Into<PathBuf>) -> Result<Self, Error> {
        self.honouring(Pem::File(lists.into()))
    }

    fn of(authorities: Pem) -> Result<Self, Error> {
        pem::certificates(&authorities.read()?, &authorities.origin())?;
        Ok(Self {
            authorities,
            revocations: Vec::new(),
            agreement: Agreement::default(),
        })
    }

    fn honouring(mut self, lists: Pem) -> Result<Self, Error> {
        pem::revocation_lists(&lists.read()?, &lists.origin())?;
        self.revocations.push(lists);
        Ok(self)
    }
}

impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let revocations: Vec<_> = self.revocations.iter().map(Pem::origin).collect();
        let mut out = f.debug_struct("Trust");
        out.field("authorities", &self.authorities.origin())
            .field("revocations", &revocations)
            .field("agreement", &self.agreement)
            .finish()
    }
}
