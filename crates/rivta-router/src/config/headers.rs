//! Which headers pass (platform router, section 3.6).

use serde::Deserialize;

/// Regular expressions over whole header names, in any case, with or without `(?i)`. A header that both removes and keeps
/// match stays.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HeaderRules {
    /// Not passed on to producers (`headers.reg.exp.requestHeadersToRemove`).
    pub request_remove: String,
    /// Passed on all the same.
    pub request_keep: String,
    /// Not passed on to consumers.
    pub response_remove: String,
    /// Passed on all the same. Default empty: none.
    pub response_keep: String,
}

impl Default for HeaderRules {
    fn default() -> Self {
        Self {
            request_remove: "(?i)x-vp.*|PEER_CERTIFICATES|X-Forwarded.*|MULE_.*|X-MULE_.*|Connection|accept-encoding|\
                             X-Forwarded-Tls-Client-Cert"
                .to_owned(),
            request_keep: "(?i)x-vp-sender-id|x-vp-instance-id".to_owned(),
            response_remove: "(?i)SOAPAction|MULE_.*|X-MULE_.*|LOCAL_CERTIFICATE|PEER_CERTIFICATES|http.method"
                .to_owned(),
            response_keep: String::new(),
        }
    }
}
