//! Permissions: who may call a receiver with a contract.

use crate::name::NameId;
use crate::validity::Validity;

/// A permission to call (*anropsbehörighet*, `anropsBehorighetsInfo`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permission {
    /// The logical address that may be called, as written in the source.
    pub receiver: Box<str>,
    /// The namespace of the contract, `urn:riv:…Responder:<major>`.
    pub contract: Box<str>,
    /// The HSA-id in the certificate of the caller that is let through.
    pub sender: Box<str>,
    /// When the permission counts.
    pub validity: Validity,
}

/// What a permission is found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PermissionKey {
    pub(crate) receiver: NameId,
    pub(crate) contract: NameId,
    pub(crate) sender: NameId,
}
