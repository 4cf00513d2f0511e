//! The service `SokVagvalsInfo` as a client sees it (section 9.1).

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, Method, Request, StatusCode, Uri};
use http_body_util::{BodyExt as _, Full};
use rivta_catalog::load::{Arrival, FILE_LIMIT, Gathering};
use rivta_catalog::{CatalogError, Environment, Loaded};
use rivta_consumer::channel::IncomingBody;
use rivta_consumer::{Channel, ChannelError, Identity, Limits, Timeouts, Trust};
use rivta_contracts::skl_tp_vagvalsinfo_2_0::v2::{HamtaAllaAnropsBehorigheter, HamtaAllaVirtualiseringar};
use rivta_soap::Contract;
use rivta_soap::envelope::{self, OutgoingHeaders};
use rivta_soap::http::{CONTENT_TYPE_XML, SOAP_ACTION, charset};
use rivta_soap::time::Clock;
use rivta_soap::xml::{Encode, Writer};

use tokio::sync::mpsc;

use crate::error::AddressingError;
use crate::settings::CatalogueService;
use crate::source::blocking;

/// Pieces of an answer that wait to be read.
const PIECES: usize = 16;

/// The service and how it is reached.
pub(crate) struct Service {
    url: Uri,
    channel: Channel,
    user_agent: HeaderValue,
    pub(crate) local_copy: Option<PathBuf>,
}

/// The content of a question: none.
struct Nothing;

impl Encode for Nothing {
    fn encode(&self, _writer: &mut Writer) {}
}

impl Service {
    pub(crate) fn open(
        settings: &CatalogueService,
        trust: Trust,
        identity: Identity,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, AddressingError> {
        let refused = |key, reason: &str| AddressingError::Value {
            key,
            reason: reason.to_owned(),
        };
        let url = settings.url.parse().ok();
        let is_called = |url: &Uri| url.host().is_some() && matches!(url.scheme_str(), Some("http" | "https"));
        let url: Uri = url
            .filter(is_called)
            .ok_or_else(|| refused("addressing.service.url", "it is no URL with http or https and a host"))?;
        let user_agent = HeaderValue::from_str(&settings.user_agent)
            .map_err(|_| refused("addressing.service.user_agent", "it cannot stand in an HTTP header"))?;
        let limits = Limits {
            answer_bytes: FILE_LIMIT,
            ..Limits::default()
        };
        let timeouts = Timeouts {
            first_byte: settings.total_timeout,
            read: settings.total_timeout,
            total: settings.total_timeout,
            ..Timeouts::default()
        };
        let builder = Channel::builder(trust, identity).limits(limits).timeouts(timeouts);
        Ok(Self {
            url,
            channel: builder.clock(clock).build()?,
            user_agent,
            local_copy: settings.local_copy.clone(),
        })
    }

    /// All routes and all permissions. A list without a single usable row is a failure, as it is to the incumbent: an
    /// empty catalogue would refuse every call.
    pub(crate) async fn fetch(&self, environment: Environment) -> Result<Loaded, AddressingError> {
        let gathering = self.add::<HamtaAllaVirtualiseringar>(Gathering::new()).await?;
        if gathering.counts().routes == 0 {
            return Err(self.unusable("there are no routes in it"));
        }
        let gathering = self.add::<HamtaAllaAnropsBehorigheter>(gathering).await?;
        let counts = gathering.counts();
        if counts.permissions == 0 {
            return Err(self.unusable("there are no permissions in it"));
        }
        if counts.skipped > 0 {
            tracing::warn!(
                rows = counts.skipped,
                "rows of the addressing catalogue cannot be used and are left out"
            );
        }
        blocking(move || gathering.into_catalog(environment)).await
    }

    /// Asks one question and adds the rows of the answer while it arrives, so that its text never stands in memory as a
    /// whole.
    async fn add<C: Contract>(&self, gathering: Gathering) -> Result<Gathering, AddressingError> {
        let (charset, status, mut body) = self.ask::<C>().await?;
        let name = format!("{} ({})", self.url, C::NAME);
        let mut arrival = Arrival::new(gathering, charset, name);
        let (pieces, mut arrived) = mpsc::channel::<Bytes>(PIECES);
        let reading = blocking(move || {
            while let Some(piece) = arrived.blocking_recv() {
                arrival.push(&piece)?;
            }
            Ok::<_, CatalogError>(arrival)
        });
        let handing_over = async move {
            while let Some(frame) = body.frame().await {
                let Ok(piece) = frame?.into_data() else { continue };
                if pieces.send(piece).await.is_err() {
                    // Whoever reads has given up, and tells why.
                    break;
                }
            }
            Ok::<_, ChannelError>(())
        };
        let (handed_over, read) = tokio::join!(handing_over, reading);
        handed_over.map_err(|source| self.asked(source))?;
        let gathered = match read? {
            Ok(arrival) => blocking(move || arrival.finish()).await?,
            Err(error) => Err(error),
        };
        match gathered {
            // It travels with another status and says more than that.
            Err(fault @ CatalogError::Fault { .. }) => Err(fault.into()),
            _ if !status.is_success() => Err(self.unusable(&format!("it has the HTTP status {status}"))),
            gathered => Ok(gathered?),
        }
    }

    fn asked(&self, source: ChannelError) -> AddressingError {
        let url = self.url.to_string();
        AddressingError::CatalogueService { url, source }
    }

    /// The encoding of the answer, its status and the answer.
    async fn ask<C: Contract>(&self) -> Result<(Option<String>, StatusCode, IncomingBody), AddressingError> {
        let question = envelope::write(OutgoingHeaders::default(), &C::REQUEST, C::REQUEST_NAMESPACES, &Nothing);
        let body = Full::new(Bytes::from(question)).map_err(|never| match never {});
        let mut request = Request::new(body.boxed());
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.url.clone();
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE_XML));
        headers.insert(SOAP_ACTION, HeaderValue::from_static("\"\""));
        headers.insert(USER_AGENT, self.user_agent.clone());
        let response = self.channel.send(request).await.map_err(|source| self.asked(source))?;
        let (head, body) = response.into_parts();
        let content_type = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let charset = content_type.and_then(charset).map(str::to_owned);
        Ok((charset, head.status, body))
    }

    fn unusable(&self, reason: &str) -> AddressingError {
        AddressingError::CatalogueAnswer {
            url: self.url.to_string(),
            reason: reason.to_owned(),
        }
    }
}
