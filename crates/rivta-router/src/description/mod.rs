//! WSDL and schemas at the router's own addresses (platform router, section 7.2).
//!
//! A query parameter `wsdl` or `xsd` asks for a description, before anybody's identity is looked at. Unlike the
//! incumbent, a header of that name does not: it would let a call pass unseen.

mod folder;

use std::collections::BTreeMap;

use http::header::{CONTENT_TYPE, HOST};
use http::uri::Authority;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatuses;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses;
use rivta_contracts::itintegration_engagementindex_1_0::find_content::FindContent;
use rivta_contracts::itintegration_engagementindex_1_0::process_notification::ProcessNotification;
use rivta_contracts::itintegration_engagementindex_1_0::update::Update;
use rivta_producer::description::{Description, Query, percent_decoded, problems};
use rivta_soap::contract::{Contract, conventional_path};

use crate::body::Opening;
use crate::config::{self, Configuration};
use crate::error::RouterError;
use crate::exchange::{Answered, Call, Entrance};
use crate::header::{self, Forwarded};
use crate::refusal::{Refusal, Uncoded};

/// No more doubts are told.
const DOUBTS: usize = 100;

/// The contracts that are described, by the path of their URL without its first slash, in lower case.
pub(crate) struct Descriptions {
    known: BTreeMap<String, Described>,
    forwarded: Forwarded,
    /// What an operator should know of the files.
    pub(crate) doubts: Vec<String>,
}

struct Described {
    /// The path as it is shown.
    path: String,
    contract: String,
    description: Description,
}

impl Descriptions {
    /// Single files, then those in the folder; a contract that has a URL gets no second one. Where neither is configured,
    /// the contracts this build knows.
    pub(crate) fn load(configuration: &Configuration) -> Result<Self, RouterError> {
        let config::Descriptions { directory, file } = &configuration.wsdl;
        let prefix = configuration.path.trim_matches('/');
        let mut this = Self {
            known: BTreeMap::new(),
            forwarded: Forwarded::of(&configuration.forwarded),
            doubts: Vec::new(),
        };
        for file in file {
            this.add(folder::single(file)?);
        }
        if let Some(directory) = directory {
            for described in folder::all(directory, prefix)? {
                this.add(described);
            }
        }
        if !file.is_empty() || directory.is_some() {
            let described = this.known.values().map(|known| &known.description);
            this.doubts.extend(problems(described));
            this.doubts.truncate(DOUBTS);
            return Ok(this);
        }
        this.add(built_in::<RequestExemptionStatuses>(prefix));
        this.add(built_in::<ProcessExemptionStatuses>(prefix));
        this.add(built_in::<Update>(prefix));
        this.add(built_in::<ProcessNotification>(prefix));
        this.add(built_in::<FindContent>(prefix));
        Ok(this)
    }

    fn add(&mut self, described: Described) {
        let is_same = |known: &&Described| known.contract.eq_ignore_ascii_case(&described.contract);
        if let Some(known) = self.known.values().find(is_same) {
            let (contract, path, wsdl) = (&known.contract, &known.path, described.description.wsdl);
            self.doubts.push(format!(
                "{contract} is described at {path} already, so {wsdl} is left out"
            ));
            return;
        }
        self.known.insert(described.path.to_lowercase(), described);
    }

    /// The document a call asks for; `None` when it asks for none.
    pub(crate) fn answer(&self, call: &Call) -> Option<Result<Answered, Refusal>> {
        let query = call.query().and_then(Query::of)?;
        Some(self.document(call, &query))
    }

    fn document(&self, call: &Call, query: &Query) -> Result<Answered, Refusal> {
        let base = self.base(call);
        let path = percent_decoded(call.path());
        let path = path.as_deref().unwrap_or(call.path()).trim_start_matches('/');
        let Some(described) = self.known.get(&path.to_lowercase()) else {
            let (status, text) = (StatusCode::INTERNAL_SERVER_ERROR, self.known_urls(&base));
            return Ok(answered(status, "text/plain;UTF-8", text.into_bytes()));
        };
        let found = described.description.answer(query, &format!("{base}{}", call.path()));
        let document = found.ok_or_else(|| match query {
            Query::Xsd(name) => Refusal::Uncoded(Uncoded::SchemaMissing(name.clone())),
            Query::Wsdl => Refusal::Uncoded(Uncoded::DescriptionBroken(described.path.clone())),
        })?;
        // The incumbent's content type lacks `charset=`, and so does ours.
        Ok(answered(StatusCode::OK, "text/xml;UTF-8", document))
    }

    /// Scheme and authority by which the consumer knows us, each part as a proxy in front tells it.
    fn base(&self, call: &Call) -> String {
        let told = |name: &Option<HeaderName>| header::text(&call.headers, name.as_ref()?);
        let own = match call.entrance {
            Entrance::Tls => "https",
            Entrance::Plain => "http",
        };
        let authority = authority(&call.headers);
        let host = told(&self.forwarded.host).unwrap_or_else(|| authority.host());
        let own_port = authority.port().map(|port| port.as_str().to_owned());
        let port = told(&self.forwarded.port).map(str::to_owned).or(own_port);
        let port = port.map_or_else(String::new, |port| format!(":{port}"));
        format!("{}://{host}{port}", told(&self.forwarded.proto).unwrap_or(own))
    }

    fn known_urls(&self, base: &str) -> String {
        let first = "No wsdl found on this path, following wsdl paths is available:".to_owned();
        let urls = self.known.values().map(|known| format!("{base}/{}?wsdl", known.path));
        std::iter::once(first).chain(urls).collect::<Vec<_>>().join("\n")
    }
}

fn built_in<C: Contract>(prefix: &str) -> Described {
    Described {
        path: format!("{prefix}{}", conventional_path::<C>()),
        contract: C::NAMESPACE.to_owned(),
        description: Description {
            package: C::PACKAGE,
            wsdl: C::WSDL,
        },
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
