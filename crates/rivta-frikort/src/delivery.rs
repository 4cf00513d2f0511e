//! Carrying a disclosure to the asker, through the platform.

use std::fmt;
use std::future::Future;

use rivta_consumer::Consumer;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::{
    ProcessExemptionStatuses, ProcessExemptionStatusesResponseType, ProcessExemptionStatusesType,
};
use rivta_soap::identity::{HsaId, LogicalAddress};

/// A disclosure that may leave, and where it goes. `Debug` leaves the message out: it holds personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The request's `responseLogicalAddress`.
    pub to: LogicalAddress,
    /// The region, when an agent's certificate is used (rule 24).
    pub acting_on_behalf_of: Option<HsaId>,
    /// The trace id the request came with.
    pub correlation_id: String,
    /// The message.
    pub message: ProcessExemptionStatusesType,
}

impl fmt::Debug for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Delivery");
        out.field("to", &self.to).field("correlation_id", &self.correlation_id);
        out.finish_non_exhaustive()
    }
}

/// A disclosure got no answer. It is sent again (rule 22).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Undelivered {
    /// No connection to the platform.
    #[error("no connection")]
    Connect,
    /// No answer in time.
    #[error("time-out")]
    TimedOut,
    /// A SOAP fault.
    #[error("SOAP fault")]
    Fault,
    /// An answer that is none: another HTTP status, or not what the contract says.
    #[error("no readable answer")]
    Unreadable,
}

/// Carries disclosures. A closure does, and so does [`Platform`].
pub trait Deliver: Send + Sync + 'static {
    /// Sends one disclosure and waits for the answer.
    fn deliver(
        &self,
        delivery: Delivery,
    ) -> impl Future<Output = Result<ProcessExemptionStatusesResponseType, Undelivered>> + Send;
}

impl<F, Answer> Deliver for F
where
    F: Fn(Delivery) -> Answer + Send + Sync + 'static,
    Answer: Future<Output = Result<ProcessExemptionStatusesResponseType, Undelivered>> + Send,
{
    fn deliver(
        &self,
        delivery: Delivery,
    ) -> impl Future<Output = Result<ProcessExemptionStatusesResponseType, Undelivered>> + Send {
        self(delivery)
    }
}

/// Carries disclosures as SOAP calls of `ProcessExemptionStatuses` to the platform, or to an asker that is
/// called directly.
#[derive(Debug)]
pub struct Platform(Consumer);

impl Platform {
    /// Calls through this consumer. Its time-outs end an attempt as the outbox's own does.
    pub fn new(consumer: Consumer) -> Self {
        Self(consumer)
    }
}

impl Deliver for Platform {
    async fn deliver(&self, delivery: Delivery) -> Result<ProcessExemptionStatusesResponseType, Undelivered> {
        let mut call = self
            .0
            .request::<ProcessExemptionStatuses>(&delivery.to, &delivery.message);
        call = call.correlation_id(delivery.correlation_id);
        if let Some(region) = delivery.acting_on_behalf_of {
            call = call.acting_on_behalf_of(region);
        }
        match call.send().await {
            Ok(answer) => Ok(answer.body),
            Err(error) => Err(undelivered(&error)),
        }
    }
}

/// The text of a fault is the other side's and stays out of the log.
fn undelivered(error: &rivta_consumer::Error) -> Undelivered {
    use rivta_consumer::Error;
    match error {
        Error::Fault { call, fault } => {
            tracing::warn!(%call, code = ?fault.code, "a SOAP fault");
            Undelivered::Fault
        }
        error => {
            tracing::warn!(%error, "a disclosure got no answer");
            match error {
                Error::Connect { .. } | Error::Tls { .. } => Undelivered::Connect,
                Error::Timeout { .. } => Undelivered::TimedOut,
                _ => Undelivered::Unreadable,
            }
        }
    }
}
