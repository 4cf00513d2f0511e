//! Bodies on their way through: what is held, what is counted, and what is never held.

mod answer;
mod replay;

pub(crate) use answer::{AnswerBody, Opening};
pub(crate) use replay::{BodyFailure, Replay};
