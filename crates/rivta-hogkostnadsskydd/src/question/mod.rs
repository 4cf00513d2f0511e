use std::collections::VecDeque;
use std::fmt;
use std::future::Future;

use rivta_soap::identity::LogicalAddress;
use rivta_soap::time::swedish_date;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};
use uuid::Uuid;

use crate::Error;
use crate::ceiling::Ceilings;
use crate::disclosure::Disclosure;
use crate::inbox::{Arrival, Expectation, Inbox};
use crate::request::Inquiry;
use crate::rules::oldest_date_of;
use crate::source::{Failure, Source, SourceState};
use crate::summary::Summary;

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
    /// What it disclosed; more than one only if a source sent several through the national address.
    pub disclosures: Vec<Disclosure>,
}

/// A question that has been put and waits for its answers.
///
/// [`Question::next`] tells the progress until every source has answered or failed, or the deadline has passed;
/// [`Question::finish`] waits for that and gives the summary. A request to the national address is answered by an
/// unknown number of sources and therefore waits until the deadline.
///
/// When it ends, or is dropped, the inbox forgets it.
pub struct Question {
    reports: Vec<SourceReport>,
    ready: VecDeque<Progress>,
    arrivals: UnboundedReceiver<Arrival>,
    requests: OpenRequests,
    sending: JoinSet<()>,
    deadline: Instant,
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

/// Opens a question in the inbox before anything is sent, since a disclosure may overtake the answer to its
/// request.
pub(crate) struct Opening<'a> {
    inquiry: &'a Inquiry,
    question: Question,
    notice: UnboundedSender<Arrival>,
    runtime: Handle,
}

impl<'a> Opening<'a> {
    pub(crate) fn new(inquiry: &'a Inquiry, inbox: &Inbox, ceilings: &Ceilings) -> Result<Self, Error> {
        let runtime = Handle::try_current().map_err(|_| Error::NoRuntime)?;
        let (notice, arrivals) = unbounded_channel();
        let question = Question {
            reports: Vec::new(),
            ready: VecDeque::new(),
            arrivals,
            requests: OpenRequests {
                inbox: inbox.clone(),
                ids: Vec::new(),
            },
            sending: JoinSet::new(),
            deadline: Instant::now() + inquiry.patience,
            closed: false,
            ceilings: ceilings.clone(),
        };
        Ok(Self {
            inquiry,
            question,
            notice,
            runtime,
        })
    }

    /// Expects an answer to the request `id` put to `address`.
    pub(crate) fn expect(&mut self, id: Uuid, address: &LogicalAddress) -> Result<usize, Error> {
        let source = self.question.reports.len();
        let inbox = &self.question.requests.inbox;
        let expectation = Expectation {
            patient: self.inquiry.patient.clone(),
            actor: self.inquiry.actor.kind(),
            asked_on: oldest_date_of(inbox.clock().now()),
            source,
            aggregated: address.is_national(),
            arrivals: self.notice.clone(),
        };
        inbox.open(id, expectation)?;
        self.question.requests.ids.push(id);
        self.question.add(Source::at(address), SourceState::Asked);
        Ok(source)
    }

    /// Notes a source that is not asked, since the person pays nothing there.
    pub(crate) fn skip(&mut self, address: &LogicalAddress, free_below: u32) {
        self.question.add(Source::at(address), SourceState::Free { free_below });
    }

    /// Sends the request of `source` in the background.
    pub(crate) fn send<F>(&mut self, source: usize, delivery: F)
    where
        F: Future<Output = Result<(), Failure>> + Send + 'static,
    {
        let notice = self.notice.clone();
        let sending = async move {
            let arrival = match delivery.await {
                Ok(()) => Arrival::Accepted { source },
                Err(failure) => Arrival::NotAccepted { source, failure },
            };
            // A question that has ended no longer listens.
            let _ = notice.send(arrival);
        };
        self.question.sending.spawn_on(sending, &self.runtime);
    }

    pub(crate) fn done(self) -> Question {
        self.question
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
            if self.reports.iter().all(|report| report.state.is_settled()) {
                self.close();
                continue;
            }
            tokio::select! {
                biased;
                Some(arrival) = self.arrivals.recv() => self.apply(arrival),
                () = sleep_until(self.deadline) => self.close(),
            }
        }
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
        self.reports.push(SourceReport {
            source,
            state,
            disclosures: Vec::new(),
        });
    }

    fn apply(&mut self, arrival: Arrival) {
        match arrival {
            Arrival::Accepted { source } => self.change(source, SourceState::Accepted),
            Arrival::NotAccepted { source, failure } => self.change(source, SourceState::Failed(failure)),
            Arrival::Refused { source, from, failure } => {
                let source = self.place_of(source, from);
                self.change(source, SourceState::Failed(failure));
            }
            Arrival::Disclosed {
                source,
                from,
                disclosure,
            } => {
                let source = self.place_of(source, from);
                if let Some(report) = self.reports.get_mut(source) {
                    report.disclosures.push(disclosure);
                }
                self.change(source, SourceState::Answered);
            }
        }
    }

    /// The place of a sender behind an aggregating service; a new one gets a place of its own.
    fn place_of(&mut self, source: usize, from: Option<String>) -> usize {
        let Some(from) = from else { return source };
        let known = self.reports.iter().position(|report| report.source.address == from);
        known.unwrap_or_else(|| {
            self.reports.push(SourceReport {
                source: Source::new(&from),
                state: SourceState::Accepted,
                disclosures: Vec::new(),
            });
            self.reports.len() - 1
        })
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
