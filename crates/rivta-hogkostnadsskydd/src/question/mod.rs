mod national;
mod opening;

use std::collections::VecDeque;
use std::fmt;
use std::time::Duration;

use rivta_soap::time::swedish_date;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};
use uuid::Uuid;

use crate::Error;
use crate::ceiling::Ceilings;
use crate::disclosure::Disclosure;
use crate::inbox::{Arrival, Inbox};
use crate::sender::Sender;
use crate::source::{Failure, Source, SourceState, county_of};
use crate::summary::Summary;
use national::National;
pub(crate) use opening::Opening;

/// Something that has happened to a question. Holds no personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// At which source.
    pub source: Source,
    /// What its state is now.
    pub state: SourceState,
}

/// One source's part in a question. The disclosures are personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceReport {
    /// The source.
    pub source: Source,
    /// How far it has come.
    pub state: SourceState,
    /// What it disclosed; an agent may disclose once for each of its regions.
    pub disclosures: Vec<Disclosure>,
    /// How long after the asking it came so far.
    pub after: Duration,
    /// Whether the source was to be asked: named in the question, or by the platform as one the national request was
    /// sent on to. Another has answered without anybody having said that it would.
    pub expected: bool,
}

impl SourceReport {
    /// An expected source that has disclosed nothing.
    pub fn new(source: Source, state: SourceState) -> Self {
        Self {
            source,
            state,
            disclosures: Vec::new(),
            after: Duration::ZERO,
            expected: true,
        }
    }

    /// Whether it has answered and may yet answer more: it is not one region's own system.
    fn may_add(&self) -> bool {
        self.state == SourceState::Answered && county_of(&self.source.address).is_none()
    }
}

/// A question that has been put and waits for its answers.
///
/// [`Question::next`] tells the progress until every source has answered or failed, or the deadline has passed;
/// [`Question::finish`] waits for that and gives the summary.
///
/// Through the national address the sources are not known from the start. The platform's answer names them, and they
/// take the place of the national address among the [`Question::sources`]. Those it could not reach have failed, those
/// it reached are waited for, and whoever else answers is taken too. When it names none, no region knows the person
/// and the question ends. When it does not name all, or not readably, nobody knows how many there are, and the question
/// lasts to the deadline.
///
/// When it ends, or is dropped, the inbox forgets it.
pub struct Question {
    reports: Vec<SourceReport>,
    /// Of a question to the national address.
    national: Option<National>,
    ready: VecDeque<Progress>,
    arrivals: UnboundedReceiver<Arrival>,
    requests: OpenRequests,
    sending: JoinSet<()>,
    asked: Instant,
    /// When something last came.
    latest: Instant,
    deadline: Instant,
    linger: Duration,
    closed: bool,
    ceilings: Ceilings,
}

/// The question's entries in the inbox; gone with it.
struct OpenRequests {
    inbox: Inbox,
    ids: Vec<Uuid>,
}

impl OpenRequests {
    fn close(&mut self) {
        for id in self.ids.drain(..) {
            self.inbox.close(id);
        }
    }
}

impl Drop for OpenRequests {
    fn drop(&mut self) {
        self.close();
    }
}

impl Question {
    /// The next thing that happens, or `None` when the question has ended. Safe to cancel.
    pub async fn next(&mut self) -> Option<Progress> {
        loop {
            if let Some(progress) = self.ready.pop_front() {
                return Some(progress);
            }
            if self.closed {
                return None;
            }
            let end = self.end();
            tokio::select! {
                biased;
                Some(arrival) = self.arrivals.recv() => self.apply(arrival),
                () = sleep_until(end) => self.close(),
            }
        }
    }

    /// When the question ends, as things stand: at the deadline while a source is waited for, else at once, or after a
    /// little while if more may come.
    fn end(&self) -> Instant {
        let waiting = self.reports.iter().any(|report| !report.state.is_settled());
        if waiting {
            return self.deadline;
        }
        // A national request that failed may have been sent on to some.
        let failed = self.national.as_ref().is_some_and(|national| !national.is_listed());
        if failed || self.reports.iter().any(SourceReport::may_add) {
            return self.deadline.min(self.latest + self.linger);
        }
        self.asked
    }

    /// Waits until the question has ended and sums up for the person who asked.
    ///
    /// # Errors
    /// [`Error::NoCeiling`] when the table of ceilings does not reach today.
    pub async fn finish(mut self) -> Result<Summary, Error> {
        while self.next().await.is_some() {}
        let today = swedish_date(self.requests.inbox.clock().now());
        Summary::of(today, &self.reports, &self.ceilings)
    }

    /// The state of every source so far.
    pub fn sources(&self) -> impl Iterator<Item = (&Source, &SourceState)> {
        self.reports.iter().map(|report| (&report.source, &report.state))
    }

    fn add(&mut self, source: Source, state: SourceState) {
        self.ready.push_back(Progress {
            source: source.clone(),
            state: state.clone(),
        });
        let after = self.latest - self.asked;
        self.reports.push(SourceReport {
            after,
            ..SourceReport::new(source, state)
        });
    }

    fn apply(&mut self, arrival: Arrival) {
        self.latest = Instant::now();
        match arrival {
            Arrival::Accepted {
                statuses: Some(list), ..
            } => self.list(list),
            Arrival::Accepted { source, statuses: None } => self.change(source, SourceState::Accepted),
            Arrival::NotAccepted { source, failure } => self.change(source, SourceState::Failed(failure)),
            Arrival::Disclosed {
                source,
                sender,
                disclosure,
            } => self.answer(source, &sender, Ok(disclosure)),
            Arrival::Refused {
                source,
                sender,
                failure,
            } => self.answer(source, &sender, Err(failure)),
        }
    }

    /// Takes what a sender has to say, as the answer of `source` unless that is the national address.
    fn answer(&mut self, source: usize, sender: &Sender, answer: Result<Disclosure, Failure>) {
        if self.national.is_some() {
            self.answer_nationally(sender, answer);
        } else {
            self.settle(source, sender, answer);
        }
    }

    /// Moves a source on by an answer.
    fn settle(&mut self, place: usize, sender: &Sender, answer: Result<Disclosure, Failure>) {
        match answer {
            Ok(disclosure) => {
                if let Some(report) = self.reports.get_mut(place) {
                    let discloser = sender.behind(&report.source);
                    report.disclosures.push(Disclosure {
                        discloser,
                        ..disclosure
                    });
                }
                self.change(place, SourceState::Answered);
            }
            Err(failure) => self.change(place, SourceState::Failed(failure)),
        }
    }

    /// Moves a source on. An answer stands whatever comes after it; a failed source may still answer.
    fn change(&mut self, source: usize, state: SourceState) {
        let Some(report) = self.reports.get_mut(source) else {
            return;
        };
        let superseded = match report.state {
            SourceState::Answered => true,
            SourceState::Failed(_) => matches!(
                state,
                SourceState::Accepted | SourceState::Failed(Failure::NotAccepted(_))
            ),
            _ => false,
        };
        if superseded {
            return;
        }
        report.state = state.clone();
        report.after = self.latest - self.asked;
        self.ready.push_back(Progress {
            source: report.source.clone(),
            state,
        });
    }

    /// Ends the question: from here on a disclosure is late. What the inbox has already accepted still counts.
    fn close(&mut self) {
        self.closed = true;
        self.requests.close();
        while let Ok(arrival) = self.arrivals.try_recv() {
            self.apply(arrival);
        }
        // Requests under way are left to finish within the consumer's time-outs: breaking a connection
        // would look like a fault at the source.
        self.sending.detach_all();
        for index in 0..self.reports.len() {
            if self.reports.get(index).is_some_and(|report| !report.state.is_settled()) {
                self.latest = Instant::now();
                self.change(index, SourceState::Late);
            }
        }
    }
}

impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Question")
            .field(
                "sources",
                &self
                    .reports
                    .iter()
                    .map(|report| report.state.name())
                    .collect::<Vec<_>>(),
            )
            .field("closed", &self.closed)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
