//! What is sent and what came back, for a person to look at.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, Uri};

/// A request as it would be sent, or was.
///
/// The body holds the payload, and so most often personal data: [`fmt::Debug`] leaves it out.
#[derive(Clone, PartialEq, Eq)]
pub struct DryRun {
    /// Always `POST`.
    pub method: Method,
    /// The URL.
    pub url: Uri,
    /// The HTTP headers, except those that HTTP itself adds.
    pub headers: HeaderMap,
    /// The SOAP envelope.
    pub body: Bytes,
}

impl fmt::Debug for DryRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("DryRun");
        out.field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &self.headers);
        out.field("body_bytes", &self.body.len()).finish()
    }
}

/// The last request and its answer. Kept only on request, in memory, and overwritten by the next call.
///
/// Both bodies hold payload, and so most often personal data: [`fmt::Debug`] leaves them out.
#[derive(Clone, PartialEq, Eq)]
pub struct Exchange {
    /// What was sent.
    pub request: DryRun,
    /// The status of the answer.
    pub status: StatusCode,
    /// The HTTP headers of the answer.
    pub headers: HeaderMap,
    /// The body of the answer.
    pub body: Bytes,
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Exchange");
        out.field("request", &self.request).field("status", &self.status);
        out.field("headers", &self.headers)
            .field("body_bytes", &self.body.len())
            .finish()
    }
}
