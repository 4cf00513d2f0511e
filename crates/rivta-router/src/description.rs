//! WSDL and schemas at the router's own addresses (platform router, section 7.2).
//!
//! A query parameter `wsdl` or `xsd` asks for a description, before anybody's identity is looked at. Unlike the
//! incumbent, a header of that name does not: it would let a call pass unseen.

use http::header::{CONTENT_TYPE, HOST};
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, StatusCode};
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatuses;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses;
use rivta_producer::description::{Description, Query};
use rivta_soap::contract::{Contract, conventional_path};

use crate::body::Opening;
use crate::exchange::{Answered, Call};
use crate::refusal::{Refusal, Uncoded};

/// The contracts that are described, each at its conventional path below the router's.
pub(crate) struct Descriptions {
    contracts: Vec<Described>,
}

struct Described {
    path: String,
    description: Description,
}

impl Descriptions {
    /// All contracts this build knows, below `prefix`.
    pub(crate) fn below(prefix: &str) -> Self {
        Self {
            contracts: vec![
                Described::below::<RequestExemptionStatuses>(prefix),
                Described::below::<ProcessExemptionStatuses>(prefix),
            ],
        }
    }

    /// The document a call asks for; `None` when it asks for none.
    pub(crate) fn answer(&self, call: &Call) -> Option<Result<Answered, Refusal>> {
        let query = call.query.as_deref().and_then(Query::of)?;
        Some(self.document(call, &query))
    }

    fn document(&self, call: &Call, query: &Query) -> Result<Answered, Refusal> {
        let authority = authority(&call.headers);
        let Some(described) = self
            .contracts
            .iter()
            .find(|known| known.path.eq_ignore_ascii_case(&call.path))
        else {
            let (status, text) = (StatusCode::INTERNAL_SERVER_ERROR, self.known_urls(&authority));
            return Ok(answered(status, "text/plain;UTF-8", text.into_bytes()));
        };
        let url = format!("https://{authority}{}", call.path);
        let found = described.description.answer(query, &url);
        let document = found.ok_or_else(|| match query {
            Query::Xsd(name) => Refusal::Uncoded(Uncoded::SchemaMissing(name.clone())),
            Query::Wsdl => Refusal::Uncoded(Uncoded::SchemaMissing(described.path.clone())),
        })?;
        // The incumbent's content type lacks `charset=`, and so does ours.
        Ok(answered(StatusCode::OK, "text/xml;UTF-8", document))
    }

    fn known_urls(&self, authority: &Authority) -> String {
        let first = "No wsdl found on this path, following wsdl paths is available:";
        let urls = self
            .contracts
            .iter()
            .map(|known| format!("https://{authority}{}?wsdl", known.path));
        std::iter::once(first.to_owned())
            .chain(urls)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

impl Described {
    fn below<C: Contract>(prefix: &str) -> Self {
        Self {
            path: format!("{}{}", prefix.trim_end_matches('/'), conventional_path::<C>()),
            description: Description {
                package: C::PACKAGE,
                wsdl: C::WSDL,
            },
        }
    }
}

/// The host by which the consumer knows us. HTTP/1.1 demands it; without it the document cannot lead back.
fn authority(headers: &HeaderMap) -> Authority {
    let host = headers
        .get(HOST)
        .and_then(|host| Authority::try_from(host.as_bytes()).ok());
    host.unwrap_or_else(|| Authority::from_static("localhost"))
}

fn answered(status: StatusCode, content_type: &'static str, body: Vec<u8>) -> Answered {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    Answered {
        status,
        headers,
        body: Opening::whole(body),
    }
}
