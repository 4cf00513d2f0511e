//! The producing end of RIV-TA: a SOAP server with mutual TLS and typed handlers.
//!
//! A [`Producer`] serves contracts. What must be decided cannot be forgotten: the address, who we are and whom to
//! admit are the steps of making one.
//!
//! ```no_run
//! # use rivta_producer::{ClientTrust, Identity, Producer};
//! # use rivta_soap::{Contract, Fault};
//! # async fn serve<C: Contract>() -> Result<(), Box<dyn std::error::Error>> {
//! let running = Producer::listening_on("127.0.0.1:8443".parse()?)
//!     .identified_by(Identity::from_pem_files("pki/region.pem", "pki/region-key.pem")?)
//!     .admitting(ClientTrust::from_pem_file("pki/ca.pem")?.with_crl_file("pki/crl.pem")?)
//!     .handle::<C, _, _>(|call| async move { Err(Fault::server(format!("{} is not at home", call.logical_address))) })
//!     .start()
//!     .await?;
//! # running.shutdown().await; Ok(()) }
//! ```
//!
//! # What a caller meets
//!
//! | the caller | gets |
//! | --- | --- |
//! | has no certificate, or one that is expired, revoked or of an unknown authority | a TLS alert that says so |
//! | sends what is not well-formed, holds a DTD, or does not follow the contract | a fault `Client` with path, line and column |
//! | names an unknown contract, no logical address, or the wrong profile | a fault `Client` |
//! | sends a body over the limit | HTTP 413, and the rest is not read |
//! | sends headers over the limit | HTTP 431 |
//! | is too slow | HTTP 408 for a body, a closed connection for headers and handshake |
//! | meets a handler that panics or takes too long | a fault `Server` |
//!
//! Every fault travels with HTTP 500 and holds a log id, which stands in the log beside the reason. Neither holds
//! anything of the message but element names.
//!
//! A contract whose callers are known to be less exact can be read tolerantly:
//! [`tolerant`](builder::ProducerBuilder::tolerant). Everything else stays strict.
//!
//! # Certificates
//!
//! TLS 1.2 and 1.3 only. Certificates, trust and revocation lists that stand in files are read anew on SIGHUP and when
//! they change. No connection is dropped for it: one that was made before is closed after its next answer, so that a
//! revoked caller has to show its certificate again.
//!
//! Callers may resume their sessions with tickets, which are worth nothing once such a change was read, and after ten
//! minutes at most; nothing is kept of a caller here. A certificate that has run out is refused on a resumed session
//! too. Nothing is read before a handshake is done (no early data).
//! [`without_resumption`](builder::ProducerBuilder::without_resumption) turns it off.
//!
//! # Modules
//!
//! * [`builder`]: makes a producer; [`handler`]: what a handler is given
//! * [`listener`]: the raw listener below, streaming both ways, for whoever passes messages on
//! * [`description`]: `?wsdl` and `?xsd=…`
//! * [`config`]: limits and time-outs; [`tls`]: certificates; [`ids`]: log ids
//! * [`error`]: what can go wrong

pub mod builder;
pub mod config;
pub mod description;
mod dispatch;
pub mod error;
pub mod handler;
mod health;
pub mod ids;
pub mod listener;
mod refusal;
mod tickets;
pub mod tls;

pub use builder::{Producer, RunningProducer};
pub use config::{Limits, Timeouts};
pub use error::Error;
pub use handler::Call;
pub use ids::IdSource;
pub use listener::{Listener, Peer};
#[doc(inline)]
pub use rivta_tls::Agreement;
pub use tls::{ClientTrust, Identity};
