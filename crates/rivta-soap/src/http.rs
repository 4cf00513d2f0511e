//! HTTP headers of RIV-TA and of the platform, and the content type of every message.
//!
//! Names are in lower case, as HTTP libraries compare and as HTTP/2 demands; on the wire any case
//! is accepted. Source: RIV-TA Basic Profile 2.1 (rules 23 and 24) and the platform's behaviour.

/// Content type of a SOAP 1.1 message.
pub const CONTENT_TYPE_XML: &str = "text/xml; charset=UTF-8";

/// The HTTP header that SOAP 1.1 demands on a request; its value is in double quotes.
pub const SOAP_ACTION: &str = "soapaction";

/// Rule 23: HSA-id of the original consumer, set by the first hop and passed on by every other.
pub const ORIGINAL_CONSUMER: &str = "x-rivta-original-serviceconsumer-hsaid";

/// Rule 24: HSA-id of the principal that an agent acts for.
pub const ACTING_ON_BEHALF_OF: &str = "x-rivta-acting-on-behalf-of-hsaid";

/// Trace id of a call through the platform, echoed in its answer.
pub const CORRELATION_ID: &str = "x-skltp-correlation-id";

/// Platforms a call has passed, for guarding against loops.
pub const ROUTING_HISTORY: &str = "x-rivta-routing-history";

/// The sender as one part of a platform tells another. Never crosses a platform's border.
pub const SENDER_ID: &str = "x-vp-sender-id";

/// The platform instance a call belongs to. Never crosses a platform's border.
pub const INSTANCE_ID: &str = "x-vp-instance-id";

/// Whole milliseconds that the producer took, as the platform measured it; on responses only.
pub const PRODUCER_TIME: &str = "x-skltp-prt";

/// The `charset` parameter of a `Content-Type` value, without quotes.
///
/// ```
/// assert_eq!(rivta_soap::http::charset("text/xml; charset=\"utf-16\""), Some("utf-16"));
/// assert_eq!(rivta_soap::http::charset("text/xml"), None);
/// ```
pub fn charset(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        if !name.trim_ascii().eq_ignore_ascii_case("charset") {
            return None;
        }
        let value = value.trim_ascii().trim_matches('"');
        (!value.is_empty()).then_some(value)
    })
}
