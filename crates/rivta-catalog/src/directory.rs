//! Questions that systems ask the addressing catalogue: what is supported where, and who may be called.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::catalog::Catalog;
use crate::permission::Filter;

/// A logical address a consumer may call (`logicalAddressRecord`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    /// The logical address.
    pub receiver: Arc<str>,
    /// What the consumer wants to be told of; none means everything.
    pub filters: Arc<[Filter]>,
}

impl Catalog {
    /// The contracts in force at a logical address at `now` (`GetSupportedServiceContracts`): those that `sender` may
    /// call there or, without a sender, those that have a route there.
    ///
    /// Address and sender compare without case; neither `*` nor the organisation tree is looked at.
    pub fn supported_contracts(&self, receiver: &str, sender: Option<&str>, now: DateTime<Utc>) -> BTreeSet<Arc<str>> {
        let rows = &self.rows;
        let Some(receiver) = rows.names.find(receiver) else {
            return BTreeSet::new();
        };
        let Some(sender) = sender else {
            let routes = rows.routes.of_receiver(receiver).iter().map(|(_, row)| &row.route);
            let valid = routes.filter(|route| route.validity.contains(now));
            return valid.map(|route| Arc::clone(&route.contract)).collect();
        };
        let sender = rows.names.find(sender);
        let permissions = rows.permissions.of_receiver(receiver).iter();
        permissions
            .filter(|(key, row)| Some(key.sender) == sender && rows.validities.get(row.validity).contains(now))
            .map(|(_, row)| rows.names.text(row.spelled.contract))
            .collect()
    }

    /// The logical addresses that a sender may call with a contract, one for each permission, valid today or not
    /// (`GetLogicalAddresseesByServiceContract`).
    ///
    /// The sender compares without case, the contract exactly.
    pub fn addressees(&self, sender: &str, contract: &str) -> Vec<Addressee> {
        let rows = &self.rows;
        let names = rows.names.find(sender).zip(rows.names.find(contract));
        let Some((sender, folded)) = names else {
            return Vec::new();
        };
        rows.permissions
            .rows()
            .filter(|(key, _)| key.sender == sender && key.contract == folded)
            .filter(|(_, row)| *rows.names.text(row.spelled.contract) == *contract)
            .map(|(_, row)| Addressee {
                receiver: rows.names.text(row.spelled.receiver),
                filters: rows.filters.get(row.filters),
            })
            .collect()
    }
}
