use std::collections::VecDeque;
use std::future::Future;

use rivta_soap::identity::LogicalAddress;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;
use tokio::time::Instant;
use uuid::Uuid;

use super::national::National;
use super::{OpenRequests, Question};
use crate::Error;
use crate::ceiling::Ceilings;
use crate::inbox::{Arrival, Expectation, Inbox};
use crate::request::Inquiry;
use crate::rules::oldest_date_of;
use crate::source::{Failure, Source, SourceState};
use crate::status::StatusList;

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
        let now = Instant::now();
        let question = Question {
            reports: Vec::new(),
            national: None,
            ready: VecDeque::new(),
            arrivals,
            requests: OpenRequests {
                inbox: inbox.clone(),
                ids: Vec::new(),
            },
            sending: JoinSet::new(),
            asked: now,
            latest: now,
            deadline: now + inquiry.patience,
            linger: inquiry.linger,
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
            arrivals: self.notice.clone(),
        };
        inbox.open(id, expectation)?;
        self.question.requests.ids.push(id);
        if address.is_national() {
            self.question.national = Some(National::default());
        }
        self.question.add(Source::at(address), SourceState::Asked);
        Ok(source)
    }

    /// Notes a source that is not asked, since the person pays nothing there.
    pub(crate) fn skip(&mut self, address: &LogicalAddress, free_below: u32) {
        self.question.add(Source::at(address), SourceState::Free { free_below });
    }

    /// Sends the request of `source` in the background. The national one may tell whom it was sent on to.
    pub(crate) fn send<F>(&mut self, source: usize, delivery: F)
    where
        F: Future<Output = Result<Option<StatusList>, Failure>> + Send + 'static,
    {
        let notice = self.notice.clone();
        let sending = async move {
            let arrival = match delivery.await {
                Ok(statuses) => Arrival::Accepted { source, statuses },
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
