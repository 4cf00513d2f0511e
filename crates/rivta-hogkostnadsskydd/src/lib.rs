//! The asker of the high-cost protection: what has a person paid, what remains to the free card, is there a card.
//!
//! A question goes out as `RequestExemptionStatuses` to the regions' systems; each answers later, on its own, with a
//! `ProcessExemptionStatuses`. So an asker is both: a consumer that asks, and a producer whose [`Inbox`] takes the
//! disclosures.
//!
//! ```text
//! Inquiry ──► Asker::ask ──► Question::next … Progress   (asked, accepted, answered, failed, late)
//!                                 │
//!  disclosures ──► Inbox ─────────┤
//!                                 └► Question::finish ──► Summary
//! ```
//!
//! A region or an agent is asked at its own address, or all who know the person at the national one: then the platform
//! says in its answer whom it has asked ([`status`]), and every disclosure is tied to one of them ([`sender`]).
//!
//! ```no_run
//! # use std::sync::Arc;
//! # use rivta_consumer::Consumer;
//! # use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatuses;
//! # use rivta_hogkostnadsskydd::{Actor, Asker, Inbox, Inquiry, Limits, Summary};
//! # use rivta_producer::{ClientTrust, Identity, Producer};
//! # use rivta_soap::identity::{LogicalAddress, Personnummer};
//! # use rivta_soap::time::SystemClock;
//! # async fn ask(consumer: Consumer, person: Personnummer) -> Result<Summary, Box<dyn std::error::Error>> {
//! let inbox = Inbox::new(Arc::new(SystemClock), Limits::default());
//! let mounted = inbox.clone();
//! let producer = Producer::listening_on("0.0.0.0:8443".parse()?)
//!     .identified_by(Identity::from_pem_files("pki/asker.pem", "pki/asker-key.pem")?)
//!     .admitting(ClientTrust::from_pem_file("pki/ca.pem")?)
//!     .handle::<ProcessExemptionStatuses, _, _>(move |call| mounted.handle(call))
//!     .start()
//!     .await?;
//! let asker = Asker::new(consumer, inbox, LogicalAddress::new("SE5565594230-1177")?);
//! let regions = vec![LogicalAddress::new("13")?, LogicalAddress::new("14")?];
//! let question = asker.ask(&Inquiry::new(person.clone().into(), Actor::Citizen(person), regions))?;
//! let summary = question.finish().await?;
//! # producer.shutdown().await;
//! # Ok(summary) }
//! ```
//!
//! Nothing is kept when the summary has been given: no store, no log of values, and the inbox forgets the question.
//! Children are refused, since open care is free for them ([`AgeLimits`]). The ceiling is data ([`Ceilings`]).
//!
//! Source: tjänstekontraktsbeskrivning `financial:patientfees:exemption` 1.0.

pub mod age_limit;
mod asker;
pub mod ceiling;
pub mod disclosure;
mod error;
pub mod inbox;
mod limits;
mod question;
pub mod request;
pub mod rules;
pub mod sender;
pub mod source;
pub mod status;
pub mod summary;
mod verdict;

pub use age_limit::{AgeLimit, AgeLimits};
pub use asker::Asker;
pub use ceiling::{Ceiling, Ceilings};
pub use error::Error;
pub use inbox::Inbox;
pub use limits::Limits;
pub use question::{Progress, Question, SourceReport};
pub use request::{Actor, Inquiry};
pub use sender::Sender;
pub use source::{Failure, Source, SourceState};
pub use summary::Summary;
pub use verdict::Verdict;

#[cfg(test)]
mod test_message;
