//! A call as it passes the platform: one type for each state, so that no stage can be skipped or reordered.
//!
//! ```text
//! Received → Identified → Addressed → Routed → Authorized → Adapted → Answered
//! ```

use std::sync::Arc;
use std::time::Instant;

use http::{HeaderMap, Method, StatusCode, Uri};
use rivta_catalog::Route;
use rivta_producer::listener::Peer;
use rivta_soap::envelope::head::Head;

use crate::address::ProducerAddress;
use crate::body::{Charset, Opening, Replay};
use crate::config::Disturbance;
use crate::journal::ToldHead;
use crate::refusal::Destination;

/// Where a call came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entrance {
    /// Over mutual TLS.
    Tls,
    /// On the plain listener.
    Plain,
}

/// What a consumer sent besides the message.
pub(crate) struct Call {
    pub(crate) entrance: Entrance,
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) correlation_id: Arc<str>,
    /// Whether it comes over TLS from a part of this platform, which names the sender.
    pub(crate) is_of_part: bool,
}

impl Call {
    pub(crate) fn path(&self) -> &str {
        self.uri.path()
    }

    /// What stands after the question mark, unless that is nothing.
    pub(crate) fn query(&self) -> Option<&str> {
        self.uri.query().filter(|query| !query.is_empty())
    }
}

/// A call has come. What its consumer sent is on the heap: stages move it, and it is large.
pub(crate) struct Received {
    pub(crate) call: Box<Call>,
    pub(crate) begun: Instant,
    pub(crate) peer: Option<Peer>,
    pub(crate) body: Replay,
}

/// Its sender is known.
pub(crate) struct Identified {
    pub(crate) call: Box<Call>,
    pub(crate) body: Replay,
    pub(crate) sender: String,
}

/// The head of a message, shared by the messages that begin alike.
pub(crate) struct MessageHead {
    pub(crate) said: Head,
    /// What is told of it at the log points.
    pub(crate) told: ToldHead,
}

impl MessageHead {
    pub(crate) fn new(said: Head) -> Self {
        let told = ToldHead::new(&said);
        Self { said, told }
    }

    /// The contract that the message belongs to by its namespace, if there is one.
    pub(crate) fn contract(&self) -> Option<&str> {
        self.said.contract.as_deref()
    }

    /// Where the message goes, for texts.
    pub(crate) fn destination(&self) -> Destination {
        Destination {
            receiver: self.said.receiver.clone().unwrap_or_default(),
            contract: self.said.contract.clone(),
        }
    }
}

/// The head of its message has been read.
pub(crate) struct Addressed {
    pub(crate) call: Box<Call>,
    pub(crate) body: Replay,
    pub(crate) sender: String,
    pub(crate) head: Arc<MessageHead>,
    /// The encoding the consumer wrote in, when it is not UTF-8.
    pub(crate) charset: Option<Charset>,
}

/// The catalogue knows where it goes.
pub(crate) struct Routed {
    pub(crate) call: Box<Call>,
    pub(crate) body: Replay,
    pub(crate) sender: String,
    /// It has a receiver.
    pub(crate) head: Arc<MessageHead>,
    pub(crate) charset: Option<Charset>,
    pub(crate) route: Arc<Route>,
    pub(crate) producer: Arc<ProducerAddress>,
}

impl Routed {
    /// The logical address.
    pub(crate) fn receiver(&self) -> &str {
        self.head.said.receiver.as_deref().unwrap_or_default()
    }
}

/// The catalogue lets it through. On the heap from here on: it is moved often, and nothing but its body changes.
pub(crate) struct Authorized {
    pub(crate) routed: Box<Routed>,
}

/// It is as the producer wants it: its body in the producer's profile and encoding.
pub(crate) struct Adapted {
    pub(crate) routed: Box<Routed>,
    /// What testers have ordered for this call.
    pub(crate) disturbance: Option<Disturbance>,
    /// For the first attempt; another makes them anew.
    pub(crate) headers: Option<HeaderMap>,
}

/// The producer has answered.
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Opening,
}
