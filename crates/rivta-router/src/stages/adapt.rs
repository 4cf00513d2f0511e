//! The call becomes what the producer wants: its profile (section 4.6), its encoding (section 2.4) and its headers
//! (section 3.6).

use bytes::Bytes;
use http::HeaderMap;
use rivta_soap::Profile;
use rivta_soap::envelope::conversion;
use rivta_soap::xml::{DecodeError, Limits, decode_text};

use super::Stop;
use crate::body::Replay;
use crate::disturbance::Subject;
use crate::exchange::{Adapted, Authorized, Routed};
use crate::header::{self, Outgoing};
use crate::journal::Journal;
use crate::platform::Platform;
use crate::refusal::{Refusal, Uncoded};

/// Converts profile and encoding where they differ, for which the body is held in memory, and makes the headers.
pub(crate) async fn adapt(authorized: Authorized, platform: &Platform, journal: &mut Journal) -> Result<Adapted, Stop> {
    let mut routed = authorized.routed;
    let conversion = conversion_of(&routed)?;
    if conversion.is_some() {
        journal.spoken(&routed.route.profile);
    }
    let headers = headers(&routed, platform);
    journal.vouched_for(header::text(&headers, &header::ORIGINAL_CONSUMER));
    if conversion.is_some() || routed.charset.is_some() {
        routed.body = rewritten(&routed, conversion, platform).await?;
    }
    let bytes = if platform.configuration.producer.chunked {
        routed.body.length()
    } else {
        routed.body.measure().await?
    };
    let disturbance = platform.disturbances.of(&Subject {
        contract: routed.head.contract().unwrap_or_default(),
        receiver: routed.receiver(),
        sender: &routed.sender,
    });
    if let Some(ordered) = &disturbance {
        journal.disturbed(ordered.action.as_str());
    }
    journal.request_out(&headers, bytes);
    Ok(Adapted {
        routed,
        disturbance,
        headers: Some(headers),
    })
}

/// The headers for the producer.
pub(super) fn headers(routed: &Routed, platform: &Platform) -> HeaderMap {
    outgoing(routed, platform).headers(&routed.call.headers)
}

/// The profile to convert from; `None` when the producer has the call's own.
fn conversion_of(routed: &Routed) -> Result<Option<Profile>, Refusal> {
    let profile = routed.head.said.profile.ok_or(Refusal::ProfileMissing)?;
    if routed.route.profile.eq_ignore_ascii_case(profile.name()) {
        return Ok(None);
    }
    // Only the catalogue's own spelling counts as a profile to convert to.
    match (profile, &*routed.route.profile) {
        (Profile::Rivtabp20, "RIVTABP21") | (Profile::Rivtabp21, "RIVTABP20") => Ok(Some(profile)),
        _ => Err(Refusal::ProfileUnsupported(profile.name().to_owned())),
    }
}

fn outgoing<'a>(routed: &'a Routed, platform: &'a Platform) -> Outgoing<'a> {
    let calls = &platform.configuration.producer;
    Outgoing {
        rules: &platform.header_rules,
        sender: &routed.sender,
        correlation_id: &routed.call.correlation_id,
        instance_id: &platform.configuration.instance.id,
        user_agent: &platform.user_agent,
        content_type: &platform.content_type,
        host: &routed.producer.host,
        is_inside: routed.producer.is_inside || platform.configuration.parts.has_receiver(routed.receiver()),
        is_last: !calls.keep_alive,
        propagate_correlation_id: calls.propagate_correlation_id,
    }
}

async fn rewritten(routed: &Routed, conversion: Option<Profile>, platform: &Platform) -> Result<Replay, Stop> {
    let bytes = routed.body.gather().await?;
    let limits = Limits {
        bytes: usize::try_from(platform.configuration.consumer.call_bytes).unwrap_or(usize::MAX),
        ..Limits::default()
    };
    let written = rewrite(&bytes, routed, conversion, &limits).map_err(|error| match conversion {
        Some(_) => Refusal::ConversionFailed(error.to_string()),
        None => Refusal::Uncoded(Uncoded::NotRecoded(error.to_string())),
    })?;
    Ok(Replay::whole(Bytes::from(written)))
}

fn rewrite(
    bytes: &[u8],
    routed: &Routed,
    conversion: Option<Profile>,
    limits: &Limits,
) -> Result<Vec<u8>, DecodeError> {
    let text = decode_text(bytes, Some(routed.head.said.encoding.name()), limits)?;
    match conversion {
        Some(from) => conversion::convert(&text, from, limits),
        None => conversion::in_utf_8(&text, limits),
    }
}
