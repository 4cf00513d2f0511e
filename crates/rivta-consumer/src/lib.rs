//! The consuming end of RIV-TA: typed calls over pooled mutual TLS.
//!
//! A [`Consumer`] calls the contracts of one endpoint with one identity. What must be decided cannot be forgotten:
//! where to, whom to trust, who we are and whose question it is are the steps of making one.
//!
//! ```no_run
//! # use rivta_consumer::{Consumer, Endpoint, Error, Identity, OriginalConsumer, Trust};
//! # use rivta_soap::{Contract, LogicalAddress};
//! # async fn ask<C: Contract>(request: C::Request) -> Result<C::Response, Box<dyn std::error::Error>> {
//! let consumer = Consumer::to(Endpoint::base("https://localhost:8443/vp")?)
//!     .trusting(Trust::from_pem_file("pki/ca.pem")?)
//!     .identified_by(Identity::from_pem_files("pki/asker.pem", "pki/asker-key.pem")?)
//!     .on_behalf_of(OriginalConsumer::FromCertificate)
//!     .build()?;
//! let answer = consumer.call::<C>(&LogicalAddress::new("13")?, &request).await?;
//! # Ok(answer.body) }
//! ```
//!
//! Before a call, [`Call::dry_run`] shows what would be sent; after it, [`Consumer::last_exchange`] what was. An
//! [`Error`] says which call failed, in which phase, and who can mend it.
//!
//! # Certificates
//!
//! TLS 1.2 and 1.3 only; the other side's certificate must be for the host name called. Certificates, trust and
//! revocation lists that stand in files are read anew when they change; connections in use are not disturbed.
//!
//! # Modules
//!
//! * [`builder`]: makes a consumer; [`endpoint`]: where it calls
//! * [`call`]: typed calls; [`exchange`]: what was sent and came back
//! * [`channel`]: the raw channel below, streaming both ways, for whoever passes messages on
//! * [`config`]: limits and time-outs; [`tls`]: certificates; [`ids`]: correlation ids
//! * [`probe`]: which versions of TLS a server takes, for tests of servers
//! * [`error`]: what can go wrong

pub mod builder;
pub mod call;
pub mod channel;
pub mod config;
pub mod endpoint;
pub mod error;
pub mod exchange;
pub mod ids;
pub mod probe;
mod reply;
pub mod tls;

pub use builder::OriginalConsumer;
pub use call::{Answer, Call, Consumer};
pub use channel::{Channel, ChannelError, Phase, TlsFailure};
pub use config::{Limits, Timeouts};
pub use endpoint::Endpoint;
pub use error::Error;
pub use exchange::{DryRun, Exchange};
pub use ids::IdSource;
#[doc(inline)]
pub use rivta_tls::Agreement;
pub use tls::{Identity, Trust};
