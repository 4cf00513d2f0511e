//! The call becomes what the producer wants: its profile (section 4.6) and its headers (section 3.6).

use std::borrow::Cow;

use encoding_rs::UTF_8;
use http::HeaderValue;
use rivta_soap::http::ORIGINAL_CONSUMER;

use crate::exchange::{Adapted, Authorized, Routed};
use crate::header::{self, Outgoing};
use crate::journal::Journal;
use crate::platform::Platform;
use crate::refusal::Refusal;

/// Checks the profile and makes the headers. Profiles are not converted: a call in another profile than the route's
/// is refused.
pub(crate) fn adapt(authorized: Authorized, platform: &Platform, journal: &mut Journal) -> Result<Adapted, Refusal> {
    let Routed {
        call,
        body,
        sender,
        head,
        route,
        producer,
        ..
    } = authorized.routed;
    let profile = head.profile.ok_or(Refusal::ProfileMissing)?.name();
    if !route.profile.eq_ignore_ascii_case(profile) {
        return Err(Refusal::ProfileUnsupported(profile.to_owned()));
    }
    let headers = Outgoing {
        sender: &sender,
        correlation_id: &call.correlation_id,
        instance_id: &platform.configuration.instance.id,
        user_agent: &platform.user_agent,
        content_type: &content_type(platform, head.encoding),
        host: &producer.host,
        is_plain: producer.is_plain,
        propagate_correlation_id: platform.configuration.producer.propagate_correlation_id,
    }
    .headers(&call.headers);
    journal.original_consumer_out = header::text(&headers, ORIGINAL_CONSUMER).map(str::to_owned);
    Ok(Adapted {
        method: call.method,
        headers,
        body,
        producer,
    })
}

/// A message in another encoding than UTF-8 passes as it is, and its encoding is named.
fn content_type<'a>(platform: &'a Platform, encoding: &'static encoding_rs::Encoding) -> Cow<'a, HeaderValue> {
    if encoding == UTF_8 {
        return Cow::Borrowed(&platform.content_type);
    }
    let named = HeaderValue::from_str(&format!("text/xml;charset={}", encoding.name()));
    named.map_or(Cow::Borrowed(&platform.content_type), Cow::Owned)
}
