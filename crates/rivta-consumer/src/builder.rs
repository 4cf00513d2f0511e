//! Makes a consumer. What must be decided are steps: there is no `build` before the last of them.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use rivta_soap::time::Clock;
use rivta_soap::xml::{self, Name};
use rivta_soap::{Contract, HsaId};

use crate::call::Consumer;
use crate::channel::{Channel, ChannelBuilder};
use crate::config::{Limits, Timeouts};
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::ids::{self, IdSource};
use crate::tls::{Identity, Trust};

/// Whose question a call is (rule 23): the original consumer, who stands in
/// `x-rivta-original-serviceconsumer-hsaid`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OriginalConsumer {
    /// This system, under this HSA-id. The platform must allow the caller to set the header.
    Is(HsaId),
    /// The header is not sent; the platform takes the HSA-id from the caller's certificate.
    FromCertificate,
    /// Somebody else, for whom calls are passed on: every call must name it.
    Forwarded,
}

/// Step one: whom to trust.
#[derive(Debug)]
#[must_use]
pub struct NeedsTrust {
    endpoint: Endpoint,
}

/// Step two: who we are.
#[derive(Debug)]
#[must_use]
pub struct NeedsIdentity {
    endpoint: Endpoint,
    trust: Trust,
}

/// Step three: whose question the calls are.
#[derive(Debug)]
#[must_use]
pub struct NeedsOriginalConsumer {
    endpoint: Endpoint,
    channel: ChannelBuilder,
}

/// Everything that must be decided is; the rest has defaults.
#[must_use]
pub struct ConsumerBuilder {
    endpoint: Endpoint,
    channel: ChannelBuilder,
    original_consumer: OriginalConsumer,
    xml_limits: xml::Limits,
    tolerant: Vec<Name>,
    ids: IdSource,
    keep_exchange: bool,
}

impl Consumer {
    /// Begins a consumer that calls this endpoint.
    pub fn to(endpoint: Endpoint) -> NeedsTrust {
        NeedsTrust { endpoint }
    }
}

impl NeedsTrust {
    /// Trusts servers whose certificates these authorities issued, for the host name called.
    pub fn trusting(self, trust: Trust) -> NeedsIdentity {
        NeedsIdentity {
            endpoint: self.endpoint,
            trust,
        }
    }
}

impl NeedsIdentity {
    /// Shows this certificate.
    pub fn identified_by(self, identity: Identity) -> NeedsOriginalConsumer {
        NeedsOriginalConsumer {
            endpoint: self.endpoint,
            channel: Channel::builder(self.trust, identity),
        }
    }
}

impl NeedsOriginalConsumer {
    /// Says whose question the calls are (rule 23).
    pub fn on_behalf_of(self, original_consumer: OriginalConsumer) -> ConsumerBuilder {
        ConsumerBuilder {
            endpoint: self.endpoint,
            channel: self.channel,
            original_consumer,
            xml_limits: xml::Limits::default(),
            tolerant: Vec::new(),
            ids: ids::random(),
            keep_exchange: false,
        }
    }
}

impl ConsumerBuilder {
    /// Sets how much an answer may hold and how many connections rest.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.channel = self.channel.limits(limits);
        self
    }

    /// Sets how deep the XML of an answer may be, and how many elements and attributes it may have. Its size is limited
    /// by [`Limits::answer_bytes`].
    pub fn xml_limits(mut self, limits: xml::Limits) -> Self {
        self.xml_limits = limits;
        self
    }

    /// Reads the answers of a contract tolerantly ([`Strictness::Tolerant`](xml::Strictness::Tolerant)); what departs
    /// from the contract stands in [`Answer::departures`](crate::Answer::departures). Unless this is said, such an
    /// answer is an [`Error::Undecodable`].
    pub fn tolerant<C: Contract>(mut self) -> Self {
        self.tolerant.push(C::RESPONSE);
        self
    }

    /// Sets how long each phase of a call may take.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.channel = self.channel.timeouts(timeouts);
        self
    }

    /// Sets how often, at most, files with certificates are looked at; 30 s unless set.
    pub fn reload_interval(mut self, interval: Duration) -> Self {
        self.channel = self.channel.reload_interval(interval);
        self
    }

    /// Sets the clock against which the other side's certificate is checked.
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.channel = self.channel.clock(clock);
        self
    }

    /// Sets where correlation ids come from.
    pub fn ids(mut self, ids: IdSource) -> Self {
        self.ids = ids;
        self
    }

    /// Keeps the last request and its answer in memory, see [`Consumer::last_exchange`]. For debugging: both hold
    /// payload, most often personal data.
    pub fn keeping_last_exchange(mut self) -> Self {
        self.keep_exchange = true;
        self
    }

    /// Makes the consumer. Nothing is connected yet.
    ///
    /// # Errors
    /// [`Error::Certificates`] when the certificates cannot be used.
    pub fn build(self) -> Result<Consumer, Error> {
        let timeouts = self.channel.timeouts.clone();
        // Whoever admits larger answers wants them read.
        let answer_bytes = usize::try_from(self.channel.limits.answer_bytes).unwrap_or(usize::MAX);
        let xml_limits = xml::Limits {
            bytes: self.xml_limits.bytes.max(answer_bytes),
            ..self.xml_limits
        };
        Ok(Consumer {
            endpoint: self.endpoint,
            channel: self.channel.build()?,
            original: self.original_consumer,
            xml_limits,
            tolerant: self.tolerant,
            timeouts,
            ids: self.ids,
            last_exchange: self.keep_exchange.then(Mutex::default),
        })
    }
}

impl std::fmt::Debug for ConsumerBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConsumerBuilder")
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}
