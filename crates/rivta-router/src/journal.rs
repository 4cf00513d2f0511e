//! What is told about a call at its log points (platform router, section 8), never its payload.
//!
//! Events go through [`tracing`] with the target [`TARGET`]; their fields have the names of the Elastic Common Schema
//! that the incumbent uses, so that a JSON subscriber writes what operators know.

use std::fmt;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use http::{Method, StatusCode};
use tracing::{error, info};

use crate::exchange::Call;
use crate::refusal::{Code, ProducerFailure, Refusal, SenderProblem};

/// The target of the events of a call.
pub const TARGET: &str = "rivta_router::message";

/// All that is known of a call so far.
#[derive(Debug)]
pub(crate) struct Journal {
    started: Instant,
    pub(crate) correlation_id: String,
    method: Method,
    /// Without the query, in which a consumer may have put anything.
    path: String,
    source: Option<SocketAddr>,
    pub(crate) sender: Option<String>,
    pub(crate) receiver: Option<String>,
    pub(crate) contract: Option<String>,
    pub(crate) profile: Option<String>,
    /// Which certificates and trust the producer is called with.
    pub(crate) tls_settings: Option<String>,
    pub(crate) original_consumer_in: Option<String>,
    pub(crate) original_consumer_out: Option<String>,
    pub(crate) acting_on_behalf_of: Option<String>,
    pub(crate) route_trail: Option<String>,
    pub(crate) permission_trail: Option<String>,
    pub(crate) address: Option<String>,
    /// The answer's status, once there is one.
    pub(crate) status: Option<StatusCode>,
    error_code: Option<Code>,
}

impl Journal {
    pub(crate) fn new(call: &Call, source: Option<SocketAddr>) -> Self {
        Self {
            started: Instant::now(),
            correlation_id: call.correlation_id.clone(),
            method: call.method.clone(),
            path: call.path.clone(),
            source,
            sender: None,
            receiver: None,
            contract: None,
            profile: None,
            tls_settings: None,
            original_consumer_in: None,
            original_consumer_out: None,
            acting_on_behalf_of: None,
            route_trail: None,
            permission_trail: None,
            address: None,
            status: None,
            error_code: None,
        }
    }

    /// The message was read: its sender, receiver and contract are known.
    pub(crate) fn request_in(&self) {
        self.event("req-in", None);
    }

    /// The call is about to go to the producer.
    pub(crate) fn request_out(&self) {
        self.event("req-out", None);
    }

    /// The producer has answered.
    pub(crate) fn response_in(&self) {
        self.event("resp-in", None);
    }

    /// The call was refused or failed.
    pub(crate) fn error(&mut self, refusal: &Refusal) {
        let code = refusal.logged_code();
        self.error_code = Some(code);
        let detail = logged_detail(refusal);
        self.error_event(Some(code), code.row().operator, &detail);
    }

    /// The producer answered with a fault of its own, which is passed on.
    pub(crate) fn producer_fault(&self) {
        self.error_event(None, "The producer answered with a SOAP fault.", "");
    }

    /// The call was answered without SOAP because its body could not be taken.
    pub(crate) fn body_failure(&self, failure: &dyn fmt::Display) {
        self.error_event(None, "The body of the call could not be taken.", &failure.to_string());
    }

    /// Makes the last event wait for the end of the answer's body.
    pub(crate) fn departing(mut self, status: StatusCode) -> Departure {
        self.status = Some(status);
        Departure {
            journal: self,
            bytes: 0,
            is_told: false,
        }
    }

    fn error_event(&self, code: Option<Code>, description: &str, detail: &str) {
        error!(
            target: TARGET,
            {
                event.action = "error",
                event.duration = nanoseconds(self.started.elapsed()),
                trace.id = self.correlation_id,
                http.request.method = self.method.as_str(),
                url.full = self.path,
                url.original = self.address,
                labels.senderid = self.sender,
                labels.receiverid = self.receiver,
                labels.servicecontract_namespace = self.contract,
                labels.rivversion = self.profile,
                labels.routerVagvalTrace = self.route_trail,
                labels.routerBehorighetTrace = self.permission_trail,
                labels.sessionStatus = "true",
                labels.errorCode = code.map(Code::as_str),
                labels.sessionErrorDescription = description,
                labels.sessionErrorTechnicalDescription = detail
            },
            "{}", self.message("error")
        );
    }

    fn event(&self, action: &str, answer_bytes: Option<u64>) {
        info!(
            target: TARGET,
            {
                event.action = action,
                event.duration = nanoseconds(self.started.elapsed()),
                trace.id = self.correlation_id,
                http.request.method = self.method.as_str(),
                http.response.status_code = self.status.map(|status| status.as_u16()),
                http.response.body.bytes = answer_bytes,
                url.full = self.path,
                url.original = self.address,
                source.address = self.source.map(tracing::field::display),
                labels.senderid = self.sender,
                labels.receiverid = self.receiver,
                labels.originalServiceconsumerHsaid_in = self.original_consumer_in,
                labels.originalServiceconsumerHsaid = self.original_consumer_out,
                labels.actingOnBehalfOfHsaid = self.acting_on_behalf_of,
                labels.servicecontract_namespace = self.contract,
                labels.rivversion = self.profile,
                labels.routerVagvalTrace = self.route_trail,
                labels.routerBehorighetTrace = self.permission_trail,
                labels.errorCode = self.error_code.map(Code::as_str)
            },
            "{}", self.message(action)
        );
    }

    fn message(&self, action: &str) -> String {
        let sender = self.sender.as_deref().unwrap_or("null");
        format!("{action} {sender} -> {}", self.receiver.as_deref().unwrap_or("null"))
    }
}

/// The end of a call: tells `resp-out` once, when the answer's last byte is handed over or when it is given up.
#[derive(Debug)]
pub(crate) struct Departure {
    journal: Journal,
    bytes: u64,
    is_told: bool,
}

impl Departure {
    pub(crate) fn count(&mut self, bytes: usize) {
        self.bytes += bytes as u64;
    }

    pub(crate) fn complete(&mut self) {
        if !self.is_told {
            self.is_told = true;
            self.journal.event("resp-out", Some(self.bytes));
        }
    }
}

impl Drop for Departure {
    fn drop(&mut self) {
        if !self.is_told {
            self.journal
                .body_failure(&"the answer could not be handed over to its end");
            self.complete();
        }
    }
}

/// The detail of a refusal without what may name a person: a certificate's subject, and URLs with the query of the call.
fn logged_detail(refusal: &Refusal) -> String {
    match refusal {
        Refusal::SenderUnknown(_) => SenderProblem::NotInHeader.to_string(),
        Refusal::ProducerFailed {
            address,
            failure: ProducerFailure::Status { status, .. },
        } => {
            format!("{address} answered with status {}", status.as_str())
        }
        refusal => refusal.detail(),
    }
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
