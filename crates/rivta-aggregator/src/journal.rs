//! What is told about a call (section 1.12), never its payload.
//!
//! Events go through [`tracing`] with the target [`TARGET`] and the fields of the Elastic Common Schema that the router
//! uses as well. `event.action` is `req-in`, `resp-out` or `error-out`.

use std::fmt;
use std::time::{Duration, Instant};

use http::request::Parts;
use http::{HeaderMap, StatusCode};
use rivta_soap::http::{CORRELATION_ID, ORIGINAL_CONSUMER, SENDER_ID};
use tracing::{error, info};

use crate::platform::Platform;
use crate::refusal::Refusal;
use crate::select::{Fate, Selection};
use crate::status::{self, Record};

/// The target of the events of a call.
pub const TARGET: &str = "rivta_aggregator::message";

/// The name under which the incumbent logs.
const SERVICE: &str = "aggregating-services";

/// All that is known of a call so far.
pub(crate) struct Journal {
    started: Instant,
    id: String,
    correlation_id: Option<String>,
    sender: Option<String>,
    original_consumer: Option<String>,
    url: String,
    pub(crate) service: Option<&'static str>,
    pub(crate) contract: Option<&'static str>,
    /// The logical address of the call, which is told and otherwise not looked at.
    pub(crate) receiver: Option<String>,
    engagements: Option<String>,
    statuses: Option<String>,
    sources: usize,
    failed_sources: usize,
    failure: Option<(&'static str, String)>,
}

/// The one place where the fields are named, for either level.
macro_rules! tell {
    ($level:ident, $journal:expr, $action:expr, $status:expr) => {{
        let (journal, action): (&Journal, &str) = ($journal, $action);
        let status: Option<StatusCode> = $status;
        let text = Option::<String>::as_deref;
        let is_request = action.starts_with("req");
        $level!(
            target: TARGET,
            {
                event.kind = "event",
                event.category = "web",
                event.module = "skltp-messages",
                event.r#type = if is_request { "access,start" } else { "access,end" },
                event.action = action,
                event.duration = (!is_request).then(|| nanoseconds(journal.elapsed())),
                trace.id = text(&journal.correlation_id),
                transaction.id = journal.id.as_str(),
                service.name = SERVICE,
                url.full = journal.url.as_str(),
                http.response.status_code = status.map(|status| status.as_u16()),
                labels.serviceImpl = journal.service,
                labels.servicecontract_namespace = journal.contract,
                labels.senderid = text(&journal.sender),
                labels.originalServiceconsumerHsaid = text(&journal.original_consumer),
                labels.receiverid = text(&journal.receiver),
                labels.engagementProcessingStatus = text(&journal.engagements),
                labels.processingStatus = text(&journal.statuses),
                labels.totalSources = journal.statuses.as_ref().map(|_| journal.sources as u64),
                labels.failedSources = journal.statuses.as_ref().map(|_| journal.failed_sources as u64),
                error.r#type = journal.failure.as_ref().map(|(reason, _)| *reason),
                error.message = journal.failure.as_ref().map(|(_, message)| message.as_str())
            },
            "{} {}", action, journal.service.unwrap_or("unknown")
        );
    }};
}

impl Journal {
    pub(crate) fn new(head: &Parts, platform: &Platform) -> Self {
        Self {
            started: Instant::now(),
            id: (platform.ids)().to_string(),
            correlation_id: text(&head.headers, CORRELATION_ID),
            sender: text(&head.headers, SENDER_ID),
            original_consumer: text(&head.headers, ORIGINAL_CONSUMER),
            // Without the query, in which a caller may have put anything.
            url: head.uri.path().to_owned(),
            service: None,
            contract: None,
            receiver: None,
            engagements: None,
            statuses: None,
            sources: 0,
            failed_sources: 0,
            failure: None,
        }
    }

    /// The message was read.
    pub(crate) fn request_in(&self) {
        tell!(info, self, "req-in", None);
    }

    /// The index has answered.
    pub(crate) fn selected(&mut self, selection: &Selection) {
        self.engagements = Some(engagements(selection));
    }

    /// The sources have answered or failed.
    pub(crate) fn answered(&mut self, selection: &Selection, records: &[Record]) {
        self.engagements = Some(engagements(selection));
        self.statuses = Some(status::logged(records));
        self.sources = records.len();
        self.failed_sources = records.iter().filter(|record| record.failure.is_some()).count();
    }

    /// The answer is a fault.
    pub(crate) fn refused(&mut self, refusal: &Refusal) {
        // The incumbent's word for a question that never came to selecting.
        self.engagements.get_or_insert_with(|| "Error".to_owned());
        self.failure = Some((refusal.reason().as_str(), refusal.logged()));
    }

    /// The body of the call could not be taken.
    pub(crate) fn body_failure(&mut self, failure: &dyn fmt::Display) {
        self.failure = Some(("body", failure.to_string()));
    }

    /// The answer is ready. Tells of it and counts the call.
    pub(crate) fn departs(&self, platform: &Platform, status: StatusCode) {
        platform.metrics.count(self);
        if self.failure.is_none() {
            tell!(info, self, "resp-out", Some(status));
        } else {
            tell!(error, self, "error-out", Some(status));
        }
    }

    /// Why there is no aggregate, if there is none.
    pub(crate) fn failure(&self) -> Option<&'static str> {
        self.failure.as_ref().map(|(reason, _)| *reason)
    }

    /// Time since the call came in.
    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

/// What became of the index's hits, by source system.
fn engagements(selection: &Selection) -> String {
    if selection.fates.is_empty() {
        return "No match from findContent".to_owned();
    }
    let told = selection
        .fates
        .iter()
        .map(|(source, fate): &(String, Fate)| format!("{source}={fate}"));
    format!("{{{}}}", told.collect::<Vec<_>>().join(", "))
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    (!value.is_empty()).then(|| value.to_owned())
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
