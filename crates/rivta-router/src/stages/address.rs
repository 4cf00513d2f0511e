//! What the message says about itself (section 2): read from its head while the rest is still on its way.

use std::cell::RefCell;
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8};
use http::header::CONTENT_TYPE;
use rivta_soap::envelope::head::Scan;
use rivta_soap::envelope::known_heads::KnownHeads;
use rivta_soap::http::charset;
use rivta_soap::xml::{DecodeError, DecodeErrorKind, Limits, declared_label};

use super::Stop;
use crate::body::{Charset, Replay, envelope, is_mtom};
use crate::exchange::{Addressed, Call, Identified, MessageHead};
use crate::header;
use crate::journal::Journal;
use crate::refusal::{ReadProblem, Refusal, Uncoded};

thread_local! {
    /// The heads that this thread has read.
    static KNOWN: RefCell<KnownHeads<Arc<MessageHead>>> = const { RefCell::new(KnownHeads::new()) };
}

/// Reads logical address, profile and contract. What comes after the first child of Body is not looked at.
pub(crate) async fn address(identified: Identified, limits: &Limits, journal: &mut Journal) -> Result<Addressed, Stop> {
    let Identified { call, body, sender } = identified;
    let (body, head) = match read(&call, body, limits).await {
        Ok(read) => read,
        Err(stop) => {
            journal.unread(&call.headers);
            return Err(stop);
        }
    };
    let told = charset(content_type(&call));
    let charset = if head.said.encoding == UTF_8 {
        warn_if_mislabelled(told, &call.correlation_id);
        None
    } else {
        Charset::of(head.said.encoding, [told, declared_label(&body.kept())])
    };
    Ok(Addressed {
        call,
        body,
        sender,
        head,
        charset,
    })
}

fn content_type(call: &Call) -> &str {
    header::text(&call.headers, &CONTENT_TYPE).unwrap_or_default()
}

/// The message, cut out of a multipart body, and its head.
async fn read(call: &Call, body: Replay, limits: &Limits) -> Result<(Replay, Arc<MessageHead>), Stop> {
    let content_type = content_type(call);
    let body = if is_mtom(content_type) {
        cut_out(&body, &call.correlation_id).await?
    } else {
        body
    };
    let head = read_head(&body, charset(content_type), limits, &call.correlation_id).await?;
    Ok((body, head))
}

/// Tells of a message in UTF-8 that is told to be something else.
fn warn_if_mislabelled(told: Option<&str>, correlation_id: &str) {
    let Some(told) = told.filter(|told| !told.eq_ignore_ascii_case("UTF-8")) else {
        return;
    };
    if Encoding::for_label(told.as_bytes()) != Some(UTF_8) {
        tracing::warn!(
            { trace.id = correlation_id },
            "the message is not in the encoding that Content-Type names; it is read as UTF-8"
        );
    }
}

/// The envelope of an MTOM message as the whole body.
async fn cut_out(body: &Replay, correlation_id: &str) -> Result<Replay, Stop> {
    tracing::warn!(
        { trace.id = correlation_id },
        "MTOM is supported in part: the envelope is passed on, attachments are dropped"
    );
    let found = envelope(&body.gather().await?);
    let found = found.ok_or(Refusal::Unreadable(ReadProblem::NoEnvelopeInMultipart))?;
    Ok(Replay::whole(found))
}

async fn read_head(
    body: &Replay,
    mut charset: Option<&str>,
    limits: &Limits,
    correlation_id: &str,
) -> Result<Arc<MessageHead>, Stop> {
    // Text takes up to three bytes in UTF-8 for two in UTF-16, and two for one in ISO-8859-1.
    let decoded = Limits {
        bytes: limits.bytes.saturating_mul(2),
        ..*limits
    };
    // Each look begins at the start, so the next waits until there is twice as much to see.
    let mut enough = 0;
    loop {
        let is_complete = !body.fill().await?;
        let wanted = if is_complete { 0 } else { enough.min(limits.bytes) };
        let Some(kept) = body.kept_from(wanted) else { continue };
        let seen = kept.len();
        // A piece may reach beyond the limit; what counts is that the head stands before it.
        let beginning = kept.get(..limits.bytes).unwrap_or(&kept);
        let is_all = is_complete && seen <= limits.bytes;
        let make = |head| Arc::new(MessageHead::new(head));
        let scan = |charset| KNOWN.with_borrow_mut(|known| known.scan(beginning, is_all, charset, &decoded, make));
        let mut found = scan(charset);
        if found.is_err() && is_in_no_known_encoding(beginning, charset) {
            tracing::warn!(
                { trace.id = correlation_id },
                "the message names an encoding that is not known; it is read as UTF-8"
            );
            charset = Some("UTF-8");
            found = scan(charset);
        }
        match found.map_err(|error| unreadable(&error))? {
            Scan::Found(head) => return Ok(head),
            Scan::Incomplete if is_complete || seen >= limits.bytes => return Err(headless(limits.bytes)),
            Scan::Incomplete => enough = seen * 2,
        }
    }
}

/// Whether only the XML declaration tells an encoding, and one that nobody knows.
fn is_in_no_known_encoding(message: &[u8], charset: Option<&str>) -> bool {
    let is_known = |label: &str| Encoding::for_label(label.as_bytes()).is_some();
    declared_label(message).is_some_and(|label| !is_known(label)) && !charset.is_some_and(is_known)
}

fn unreadable(error: &DecodeError) -> Stop {
    if *error.kind() == DecodeErrorKind::ElementInAddress {
        return Refusal::Uncoded(Uncoded::AddressIsNoText(error.to_string())).into();
    }
    Refusal::Unreadable(ReadProblem::Parser(error.to_string())).into()
}

fn headless(limit: usize) -> Stop {
    let text = format!("The first child of Body does not begin within the first {limit} bytes of the message");
    Refusal::Unreadable(ReadProblem::Parser(text)).into()
}
