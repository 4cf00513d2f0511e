//! Bodies on their way through: what is held, what is counted, and what is never held.

mod answer;
mod charset;
mod multipart;
mod replay;

pub(crate) use answer::{AnswerBody, Opening, ProducerBody};
pub(crate) use charset::Charset;
pub(crate) use multipart::{envelope, is_mtom};
pub(crate) use replay::{Attempt, BodyFailure, Replay};
