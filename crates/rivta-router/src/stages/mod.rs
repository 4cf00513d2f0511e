//! The stages of a call, one function each: a state in, the next state or a refusal out.
//!
//! Their order is that of section 1.4 of the facts on the platform router, and consumers can see it: a call with
//! neither route nor permission gets VP004, and a call with the wrong profile learns so only when it is permitted.

mod adapt;
mod address;
mod authorize;
mod forward;
mod identify;
mod receive;
mod route;
mod vouch;

pub(crate) use adapt::adapt;
pub(crate) use address::address;
pub(crate) use authorize::authorize;
pub(crate) use forward::forward;
pub(crate) use identify::identify;
pub(crate) use receive::receive;
pub(crate) use route::route;
pub(crate) use vouch::vouch;

use crate::body::{BodyFailure, Charset};
use crate::refusal::{ReadProblem, Refusal};

/// Why a call ends before its answer.
#[derive(Debug)]
pub(crate) enum Stop {
    /// It is refused with a fault.
    Refused(Refusal),
    /// The producer failed; the fault is written in the consumer's encoding.
    Failed(Refusal, Option<Charset>),
    /// Its body is larger than the limit or comes too slowly, which is answered in HTTP alone.
    Body(BodyFailure),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<crate::refusal::SenderProblem> for Stop {
    fn from(problem: crate::refusal::SenderProblem) -> Self {
        Self::Refused(problem.into())
    }
}

impl From<BodyFailure> for Stop {
    fn from(failure: BodyFailure) -> Self {
        match failure {
            BodyFailure::Interrupted => Self::Refused(Refusal::Unreadable(ReadProblem::Parser(failure.to_string()))),
            BodyFailure::TooLarge | BodyFailure::Slow => Self::Body(failure),
        }
    }
}
