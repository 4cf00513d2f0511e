//! Permissions: who may call whom with which contract.

use std::sync::Arc;

use crate::name::NameId;
use crate::pool::PoolId;
use crate::table::Key;
use crate::validity::Validity;

/// A permission (*anropsbehörighet*, `anropsBehorighetsInfo`): the sender may call the receiver with the contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permission {
    /// The logical address, as written in the source; `*` is every address that has no row of its own.
    pub receiver: Arc<str>,
    /// The namespace of the contract, `urn:riv:…Responder:<major>`.
    pub contract: Arc<str>,
    /// The HSA-id of the consumer, as written in the source.
    pub sender: Arc<str>,
    /// When the permission counts.
    pub validity: Validity,
    /// What a subscriber of the engagement index wants to be told of. Routing does not look at it.
    pub filters: Arc<[Filter]>,
}

/// Limits a permission to a service domain (`filterInfo`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Filter {
    /// The service domain, such as `riv:clinicalprocess:activity:actions`.
    pub service_domain: Arc<str>,
    /// The categories in the domain; none means all of them.
    pub categorizations: Vec<Arc<str>>,
}

/// What a permission is found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PermissionKey {
    pub(crate) receiver: NameId,
    pub(crate) contract: NameId,
    pub(crate) sender: NameId,
}

impl Key for PermissionKey {
    fn receiver(&self) -> NameId {
        self.receiver
    }
}

/// A permission as the catalogue holds it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PermissionRow {
    /// The names as they were spelled.
    pub(crate) spelled: PermissionKey,
    pub(crate) validity: PoolId,
    pub(crate) filters: PoolId,
    /// Where the row stands in its source, from 1; 0 when it came from no text.
    pub(crate) line: u32,
}
