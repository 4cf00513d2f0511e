//! Who is told of changes.

use crate::engagement::Transaction;

/// An index or system that is told of changes (`ProcessNotification`).
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Subscriber {
    /// Its logical address.
    pub logical_address: String,
    /// What it wants to be told of; without any, everything.
    #[serde(default)]
    pub filters: Vec<Filter>,
}

/// Changes of a service domain.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// The domain; case does not count.
    pub service_domain: String,
    /// Its categories; without any, all of them. Case does not count.
    #[serde(default)]
    pub categorizations: Vec<String>,
}

impl Subscriber {
    /// Whether it is to be told of a change.
    pub fn wants(&self, transaction: &Transaction) -> bool {
        self.filters.is_empty() || self.filters.iter().any(|filter| filter.admits(transaction))
    }
}

impl Filter {
    fn admits(&self, transaction: &Transaction) -> bool {
        let engagement = &transaction.engagement;
        let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
        same(&self.service_domain, &engagement.service_domain)
            && (self.categorizations.is_empty()
                || self
                    .categorizations
                    .iter()
                    .any(|one| same(one, &engagement.categorization)))
    }
}
