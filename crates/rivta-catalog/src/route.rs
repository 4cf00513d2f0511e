//! Routes: where a receiver is reached for a contract.

use crate::name::NameId;
use crate::validity::Validity;

/// A route (*vägval*, `virtualiseringsInfo`): the producer that answers for a receiver and a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The logical address, as written in the source.
    pub receiver: Box<str>,
    /// The namespace of the contract, `urn:riv:…Responder:<major>`.
    pub contract: Box<str>,
    /// The producer's URL. May be blank in a catalogue: a call that arrives there is refused with VP010.
    pub address: Box<str>,
    /// The profile the producer speaks, as the catalogue spells it (`RIVTABP20`, `RIVTABP21`). Other values are
    /// kept: a call that arrives there is refused with VP005.
    pub profile: Box<str>,
    /// When the route counts.
    pub validity: Validity,
}

impl Route {
    /// Whether the address is empty or white space alone.
    pub fn has_blank_address(&self) -> bool {
        self.address.trim().is_empty()
    }
}

/// What a route is found by. The profile is not part of it: two routes that differ in profile alone are ambiguous.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RouteKey {
    pub(crate) receiver: NameId,
    pub(crate) contract: NameId,
}
