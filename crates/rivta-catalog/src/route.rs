//! Routes: where a receiver is reached for a contract.

use std::sync::Arc;

use crate::name::NameId;
use crate::table::Key;
use crate::validity::Validity;

/// A route (*vägval*, `virtualiseringsInfo`): the producer that answers for a receiver and a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The logical address, as written in the source; `*` is every address that has no row of its own.
    pub receiver: Arc<str>,
    /// The namespace of the contract, `urn:riv:…Responder:<major>`.
    pub contract: Arc<str>,
    /// The producer's URL. May be blank in a catalogue: a call that arrives there is refused with VP010.
    pub address: Arc<str>,
    /// The profile the producer speaks, as the catalogue spells it (`RIVTABP20`, `RIVTABP21`). Other values are
    /// kept: a call that arrives there is refused with VP005.
    pub profile: Arc<str>,
    /// When the route counts.
    pub validity: Validity,
}

impl Route {
    /// Whether the address is empty or white space alone.
    pub fn has_blank_address(&self) -> bool {
        self.address.trim().is_empty()
    }

    /// Whether the address begins as an `http` or `https` URL does. A call that arrives at another gets a fault.
    pub fn begins_as_url(&self) -> bool {
        let address = self.address.trim_start();
        ["http://", "https://"].iter().any(|scheme| {
            let start = address.get(..scheme.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        })
    }
}

/// A route as the catalogue holds it.
#[derive(Clone, Debug)]
pub(crate) struct RouteRow {
    pub(crate) route: Arc<Route>,
    /// Where the row stands in its source, from 1; 0 when it came from no text.
    pub(crate) line: u32,
}

/// What a route is found by. The profile is not part of it: two routes that differ in profile alone are ambiguous.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RouteKey {
    pub(crate) receiver: NameId,
    pub(crate) contract: NameId,
}

impl Key for RouteKey {
    fn receiver(&self) -> NameId {
        self.receiver
    }
}
