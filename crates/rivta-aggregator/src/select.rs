//! Which of the index's hits are asked (sections 1.5 and 1.6).

use std::collections::HashMap;
use std::fmt;

use chrono::{DateTime, Utc};
use rivta_catalog::{Catalog, PermissionOutcome, RouteOutcome};

use crate::question::Hit;

/// By what a hit is judged.
pub(crate) struct Rules<'a> {
    /// The categories of the service.
    pub(crate) categories: &'a [String],
    /// The aggregator's own logical address.
    pub(crate) own_address: &'a str,
    /// The one logical address whose posts count, if the request has named one.
    pub(crate) logical_address: Option<&'a str>,
    pub(crate) contract: &'a str,
    /// The sender and the original consumer: what either may ask is asked.
    pub(crate) callers: [&'a str; 2],
    /// None while none has been loaded: then nobody has a right to anything.
    pub(crate) catalog: Option<&'a Catalog>,
    pub(crate) now: DateTime<Utc>,
}

/// What became of a source system, in the incumbent's codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// `FT`: the catalogue lets neither caller ask it, or knows no way to it.
    NotPermitted,
    /// `FS`: the service left it out.
    LeftOut,
    /// `ERR`: it was asked and failed.
    Failed,
    /// `OK`: it was asked and answered.
    Answered,
}

impl fmt::Display for Fate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NotPermitted => "FT",
            Self::LeftOut => "FS",
            Self::Failed => "ERR",
            Self::Answered => "OK",
        })
    }
}

/// The outcome of a selection.
#[derive(Default)]
pub(crate) struct Selection {
    /// The source systems to ask, each once, in the order of their first hit.
    pub(crate) sources: Vec<String>,
    /// What became of every source system that a hit names.
    pub(crate) fates: Vec<(String, Fate)>,
    /// Posts without logical address or source system, which are left out.
    nameless: usize,
    /// Posts with the aggregator's own address, which are left out.
    own: usize,
    /// Where each source system stands among the fates: an index may give as many as fit into an answer.
    places: HashMap<String, usize>,
}

/// Selects the source systems to ask.
pub(crate) fn select(hits: &[Hit], rules: &Rules<'_>) -> Selection {
    let mut selection = Selection::default();
    for hit in hits {
        if !selection.admits(hit, rules) {
            continue;
        }
        let fate = fate(hit, rules);
        if selection.note(&hit.source_system, fate) && fate == Fate::Failed {
            selection.sources.push(hit.source_system.clone());
        }
    }
    selection.warn();
    selection
}

/// Until it has answered, a source that is asked counts as failed.
fn fate(hit: &Hit, rules: &Rules<'_>) -> Fate {
    if !is_permitted(&hit.logical_address, rules) {
        return Fate::NotPermitted;
    }
    match rules.logical_address {
        Some(only) if only != hit.logical_address => Fate::LeftOut,
        _ => Fate::Failed,
    }
}

/// Whether either caller may call the receiver, and there is a way to it. The catalogue decides with exact receivers and
/// `*` alone: it has no organisation tree here, and no old-style addresses.
fn is_permitted(receiver: &str, rules: &Rules<'_>) -> bool {
    let Some(catalog) = rules.catalog else { return false };
    let may = |sender: &&str| {
        let decision = catalog.find_permission(receiver, rules.contract, sender, rules.now);
        matches!(decision.outcome, PermissionOutcome::Permitted(_))
    };
    let route = catalog.find_route(receiver, rules.contract, rules.now);
    rules.callers.iter().any(may) && !matches!(route.outcome, RouteOutcome::Unknown)
}

impl Selection {
    /// The filters that leave no trace among the fates: categories, and the guard against asking ourselves.
    fn admits(&mut self, hit: &Hit, rules: &Rules<'_>) -> bool {
        if hit.logical_address.is_empty() || hit.source_system.is_empty() {
            self.nameless += 1;
            return false;
        }
        if rules.categories.len() > 1 && !rules.categories.contains(&hit.categorization.to_lowercase()) {
            return false;
        }
        if hit.logical_address == rules.own_address {
            self.own += 1;
            return false;
        }
        true
    }

    /// Tells of the posts that are left out, once for all of an answer: an index may give a hundred thousand of them.
    fn warn(&self) {
        if self.nameless > 0 {
            let count = self.nameless;
            tracing::warn!(
                count,
                "posts of the engagement index without logical address or source system are left out"
            );
        }
        if self.own > 0 {
            let count = self.own;
            tracing::warn!(
                count,
                "posts of the engagement index with the aggregator's own address are left out"
            );
        }
    }

    /// A source that several hits name keeps the best of its fates; tells whether this is a better one, or the first.
    fn note(&mut self, source: &str, fate: Fate) -> bool {
        let known = self.places.get(source).and_then(|place| self.fates.get_mut(*place));
        if let Some((_, known)) = known {
            let is_better = rank(fate) > rank(*known);
            if is_better {
                *known = fate;
            }
            return is_better;
        }
        self.places.insert(source.to_owned(), self.fates.len());
        self.fates.push((source.to_owned(), fate));
        true
    }

    /// Notes that a source has answered.
    pub(crate) fn answered(&mut self, source: &str) {
        self.note(source, Fate::Answered);
    }
}

fn rank(fate: Fate) -> u8 {
    match fate {
        Fate::NotPermitted => 0,
        Fate::LeftOut => 1,
        Fate::Failed => 2,
        Fate::Answered => 3,
    }
}

#[cfg(test)]
mod tests;
