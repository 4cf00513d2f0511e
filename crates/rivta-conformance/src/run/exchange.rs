//! Messages as they went over the wire.

use std::time::Duration;

use chrono::NaiveDateTime;
use http::{HeaderMap, Method, StatusCode, Uri};

use crate::outcome::Exchange;

/// How we are called in a record.
pub(super) const US: &str = "rivta conform";

/// Bytes of a body that are kept: reports hold every message of a run.
const SHOWN: usize = 1 << 20;

/// A request that has been sent or has come in.
pub(super) struct Asked {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) at: NaiveDateTime,
    pub(super) method: Method,
    pub(super) url: Uri,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Asked {
    /// The record with its answer: status, headers and body, or what went wrong.
    pub(super) fn answered(
        &self,
        elapsed: Duration,
        answer: Result<(StatusCode, &HeaderMap, &[u8]), String>,
    ) -> Exchange {
        let (response_headers, response, failure) = match answer {
            Ok((status, headers, body)) => {
                let line = format!("HTTP/1.1 {status}\n");
                (line + &lines(headers), readable(body), None)
            }
            Err(reason) => (String::new(), String::new(), Some(reason)),
        };
        Exchange {
            from: self.from.clone(),
            to: self.to.clone(),
            at: self.at,
            elapsed,
            request_headers: format!("{} {} HTTP/1.1\n{}", self.method, self.url, lines(&self.headers)),
            request: readable(&self.body),
            response_headers,
            response,
            failure,
        }
    }
}

fn lines(headers: &HeaderMap) -> String {
    let line = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes()))
    };
    headers.iter().map(line).collect()
}

/// A body as text: what its byte order mark says, else UTF-8; of a very long one the beginning.
fn readable(body: &[u8]) -> String {
    if let Some(begin) = body.get(..SHOWN).filter(|_| body.len() > SHOWN) {
        let left = body.len() - SHOWN;
        return format!("{}… ({left} byte till)", String::from_utf8_lossy(begin));
    }
    let limits = rivta_soap::xml::Limits::default();
    match rivta_soap::xml::decode_text(body, None, &limits) {
        Ok(text) => text.into_owned(),
        Err(_) => String::from_utf8_lossy(body).into_owned(),
    }
}

/// Headers with names in lower case, as expectations look at them.
pub(super) fn pairs(headers: &HeaderMap) -> Vec<(String, String)> {
    let pair = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        (
            name.as_str().to_owned(),
            String::from_utf8_lossy(value.as_bytes()).into_owned(),
        )
    };
    headers.iter().map(pair).collect()
}
