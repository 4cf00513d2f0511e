use std::fmt;
use std::sync::Arc;

use rivta_consumer::{Consumer, IdSource};
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses;
use rivta_soap::identity::LogicalAddress;
use rivta_soap::time::swedish_date;
use uuid::Uuid;

use crate::Error;
use crate::age_limit::AgeLimits;
use crate::ceiling::Ceilings;
use crate::inbox::Inbox;
use crate::question::{Opening, Question};
use crate::request::Inquiry;
use crate::source::Failure;
use crate::status::StatusList;

/// How much of a delivery's error text is kept.
const REASON_LENGTH: usize = 400;

/// Puts questions: sends the requests through a consumer and lets an inbox gather the disclosures.
#[derive(Clone)]
pub struct Asker {
    consumer: Arc<Consumer>,
    inbox: Inbox,
    response_address: LogicalAddress,
    ids: IdSource,
    age_limits: AgeLimits,
    ceilings: Ceilings,
}

impl Asker {
    /// An asker that is known to the sources as `response_address`: the logical address under which `inbox` is
    /// mounted on a producer.
    pub fn new(consumer: impl Into<Arc<Consumer>>, inbox: Inbox, response_address: LogicalAddress) -> Self {
        Self {
            consumer: consumer.into(),
            inbox,
            response_address,
            ids: Arc::new(Uuid::new_v4),
            age_limits: AgeLimits::default(),
            ceilings: Ceilings::default(),
        }
    }

    /// Takes request ids from `ids` instead of random ones. Every id must be fresh.
    #[must_use]
    pub fn ids(mut self, ids: IdSource) -> Self {
        self.ids = ids;
        self
    }

    /// Judges ages by `age_limits` instead of the national default.
    #[must_use]
    pub fn age_limits(mut self, age_limits: AgeLimits) -> Self {
        self.age_limits = age_limits;
        self
    }

    /// Sums up by `ceilings` instead of the national ones.
    #[must_use]
    pub fn ceilings(mut self, ceilings: Ceilings) -> Self {
        self.ceilings = ceilings;
        self
    }

    /// Puts a question: one request, with an id of its own, to each source, all at once. A request is sent
    /// once and not resent: the person who asked is waiting, and may ask again.
    ///
    /// # Errors
    /// When the question may not be asked (a child, a local reserve id at the national address, another
    /// person's fees as citizen), names no or too many sources, or too many requests are open. Nothing has been
    /// sent then. Also when the call is made outside a tokio runtime.
    pub fn ask(&self, inquiry: &Inquiry) -> Result<Question, Error> {
        inquiry.check()?;
        let limit = self.inbox.limits().sources;
        if inquiry.sources.len() > limit {
            return Err(Error::TooManySources {
                asked: inquiry.sources.len(),
                limit,
            });
        }
        self.refuse_child(inquiry)?;
        let mut opening = Opening::new(inquiry, &self.inbox, &self.ceilings)?;
        let mut requests = Vec::with_capacity(inquiry.sources.len());
        for address in &inquiry.sources {
            if let Some(free_below) = self.free_at(inquiry, address) {
                opening.skip(address, free_below);
            } else {
                let id = (self.ids)();
                requests.push((opening.expect(id, address)?, id, address.clone()));
            }
        }
        for (source, id, address) in requests {
            opening.send(source, self.delivery(inquiry, id, address));
        }
        Ok(opening.done())
    }

    /// Refuses when the person pays nothing at any of the sources.
    fn refuse_child(&self, inquiry: &Inquiry) -> Result<(), Error> {
        let limits = inquiry.sources.iter().map(|address| self.free_at(inquiry, address));
        match limits.min().flatten() {
            Some(free_below) => Err(Error::Child { free_below }),
            None => Ok(()),
        }
    }

    fn free_at(&self, inquiry: &Inquiry, address: &LogicalAddress) -> Option<u32> {
        let today = swedish_date(self.inbox.clock().now());
        self.age_limits.free_for(&inquiry.patient, address, today)
    }

    /// The sending of one request.
    fn delivery(
        &self,
        inquiry: &Inquiry,
        id: Uuid,
        address: LogicalAddress,
    ) -> impl Future<Output = Result<Option<StatusList>, Failure>> + Send + 'static {
        let request = inquiry.to_contract(id, &self.response_address);
        let consumer = Arc::clone(&self.consumer);
        let limit = self.inbox.limits().answers;
        async move {
            let answer = consumer.call::<RequestExemptionStatuses>(&address, &request).await;
            let accepted = answer.is_ok();
            tracing::info!(request_id = %id, source_address = %address, accepted, "request for exemption statuses sent");
            // The reason is for the person who asked; a source's own words do not belong in our log.
            let answer = answer.map_err(|error| Failure::NotAccepted(cut(&error.to_string())))?;
            let statuses = address
                .is_national()
                .then(|| StatusList::of(&answer.headers, limit))
                .flatten();
            Ok(statuses)
        }
    }
}

impl fmt::Debug for Asker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Asker")
            .field("inbox", &self.inbox)
            .field("response_address", &self.response_address)
            .finish_non_exhaustive()
    }
}

fn cut(text: &str) -> String {
    text.chars().take(REASON_LENGTH).collect()
}
