//! One request to each source, all at once, within the time there is (section 1.8).

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use rivta_soap::envelope::{self, OutgoingHeaders};
use rivta_soap::xml::{Limits, RawElement};
use tokio::task::{Id, JoinSet};
use tokio::time::{Instant, timeout_at};

use crate::allowance::Allowance;
use crate::exchange::{Callee, Message};
use crate::services::AggregatingService;
use crate::status::Failure;

/// What is sent to every source.
#[derive(Clone)]
pub(crate) struct Mission {
    pub(crate) service: Arc<dyn AggregatingService>,
    /// The consumer's request, as it is written.
    pub(crate) request: Arc<RawElement>,
    pub(crate) headers: HeaderMap,
    pub(crate) platform: Callee,
    /// Whether answers are judged by their schema.
    pub(crate) validates: bool,
    pub(crate) limits: Limits,
    /// What all answers may have together.
    pub(crate) allowance: Arc<Allowance>,
}

/// A source and what it gave to the aggregate.
pub(crate) struct Outcome {
    pub(crate) source: String,
    pub(crate) records: Result<Vec<RawElement>, Failure>,
}

/// Asks all sources; gives one outcome for each, in their order. A source that has not answered when the time is over is
/// cut off, and what it may answer later is never read.
pub(crate) async fn ask(mission: &Mission, sources: &[String], within: Duration) -> Vec<Outcome> {
    let deadline = Instant::now() + within;
    let mut asked = JoinSet::new();
    let mut positions: HashMap<Id, usize> = HashMap::new();
    for (position, source) in sources.iter().enumerate() {
        let (mission, source) = (mission.clone(), source.clone());
        let task = asked.spawn(async move { mission.ask(&source).await });
        positions.insert(task.id(), position);
    }
    let mut answers: Vec<Option<Result<Vec<RawElement>, Failure>>> = vec![None; sources.len()];
    // What is still under way when this ends is aborted with the set.
    while let Ok(Some(ended)) = timeout_at(deadline, asked.join_next_with_id()).await {
        let (id, answer) = match ended {
            Ok((id, answer)) => (id, answer),
            Err(error) => (error.id(), Err(Failure::CutOff)),
        };
        if let Some(place) = positions.get(&id).and_then(|position| answers.get_mut(*position)) {
            *place = Some(answer);
        }
    }
    let count = answers.iter().filter(|answer| answer.is_none()).count();
    if count > 0 {
        tracing::warn!(count, "sources were cut off when the time for all of them was over");
    }
    let outcomes = sources.iter().zip(answers);
    outcomes
        .map(|(source, answer)| Outcome {
            source: source.clone(),
            records: answer.unwrap_or(Err(Failure::CutOff)),
        })
        .collect()
}

impl Mission {
    async fn ask(&self, source: &str) -> Result<Vec<RawElement>, Failure> {
        let contract = &self.service.facts().contract;
        let headers = OutgoingHeaders {
            address: Some((contract.profile, source)),
            others: &[],
        };
        let message = Message {
            soap_action: contract.soap_action,
            headers: self.headers.clone(),
            envelope: Bytes::from(envelope::write_raw(headers, &self.request)),
            expected: &contract.response,
        };
        let mut share = self.allowance.share();
        let Some(answer) = self.platform.call(message, Some(&mut share)).await? else {
            return Ok(Vec::new());
        };
        let unusable = |error| Failure::Other(format!("the answer cannot be used: {error}"));
        if self.validates {
            (contract.validate)(&answer, &self.limits).map_err(unusable)?;
        }
        let records = self.service.records(&answer, &self.limits).map_err(unusable)?;
        share.grow_to(records.iter().map(|record| record.as_str().len()).sum())?;
        share.keep();
        Ok(records)
    }
}
