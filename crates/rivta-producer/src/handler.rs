//! Typed handlers: a call of a contract's request type comes in, its response or a fault goes out.

use std::fmt;
use std::future::Future;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use http::HeaderMap;
use rivta_soap::contract::conventional_path;
use rivta_soap::envelope::{self, Envelope, Headers, OutgoingHeaders};
use rivta_soap::xml::{DecodeError, Decoded, Departures, Name, Strictness};
use rivta_soap::{Contract, Fault, HsaId, LogicalAddress, Profile};
use tracing::warn;

use crate::description::Description;

/// A call of a contract.
///
/// [`fmt::Debug`] leaves the request out: it most often holds personal data.
#[derive(Clone)]
#[non_exhaustive]
pub struct Call<R> {
    /// What is asked.
    pub request: R,
    /// Who calls: the HSA-id of the verified client certificate. Behind the platform this is the platform.
    pub caller: HsaId,
    /// Whose question it is (rule 23), as the caller says.
    pub original_consumer: Option<HsaId>,
    /// For whom an agent acts (rule 24), as the caller says.
    pub acting_on_behalf_of: Option<HsaId>,
    /// The trace id: the caller's, or a new one.
    pub correlation_id: String,
    /// Whom the call is for.
    pub logical_address: LogicalAddress,
    /// The profile the call is written in, always the contract's.
    pub profile: Profile,
    /// The SOAP headers, for example `Actor` of the optional additions.
    pub headers: Headers,
    /// The HTTP headers as they came, for a contract or a platform that asks for one of its own.
    pub http_headers: HeaderMap,
    /// Where the request departs from the contract. There are none unless the contract is read tolerantly
    /// ([`ProducerBuilder::tolerant`](crate::builder::ProducerBuilder::tolerant)).
    pub departures: Departures,
}

impl<R> fmt::Debug for Call<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Call");
        out.field("caller", &self.caller)
            .field("correlation_id", &self.correlation_id);
        out.field("logical_address", &self.logical_address)
            .finish_non_exhaustive()
    }
}

/// What is known of a call besides its request and its SOAP headers.
pub(crate) struct Circumstances {
    pub(crate) caller: HsaId,
    pub(crate) original_consumer: Option<HsaId>,
    pub(crate) acting_on_behalf_of: Option<HsaId>,
    pub(crate) correlation_id: String,
    pub(crate) logical_address: LogicalAddress,
    pub(crate) http_headers: HeaderMap,
}

pub(crate) type Handling = BoxFuture<'static, Result<Vec<u8>, Box<Fault>>>;
type Begin = dyn Fn(Envelope<'_>, Strictness, Circumstances) -> Result<Handling, DecodeError> + Send + Sync;

/// A contract and its handler, without their types.
pub(crate) struct Handler {
    pub(crate) contract: &'static str,
    pub(crate) request: Name,
    pub(crate) profile: Profile,
    pub(crate) strictness: Strictness,
    pub(crate) path: String,
    pub(crate) description: Description,
    begin: Box<Begin>,
}

impl Handler {
    pub(crate) fn of<C, H, F>(handle: H) -> Self
    where
        C: Contract,
        H: Fn(Call<C::Request>) -> F + Send + Sync + 'static,
        F: Future<Output = Result<C::Response, Fault>> + Send + 'static,
    {
        let begin = move |envelope: Envelope<'_>, strictness, circumstances| {
            let (headers, request) = envelope.decode_as(&C::REQUEST, strictness)?;
            log::<C>(&request.departures, &circumstances);
            let handling = handle(call(request, headers, circumstances, C::PROFILE));
            Ok(handling
                .map(|outcome| outcome.map(|response| encode::<C>(&response)).map_err(Box::new))
                .boxed())
        };
        Self {
            contract: C::NAME,
            request: C::REQUEST,
            profile: C::PROFILE,
            strictness: Strictness::Strict,
            path: conventional_path::<C>(),
            description: Description {
                package: C::PACKAGE,
                wsdl: C::WSDL,
            },
            begin: Box::new(begin),
        }
    }

    /// Decodes the request and begins to handle it; the outcome is a whole envelope.
    pub(crate) fn begin(&self, envelope: Envelope<'_>, circumstances: Circumstances) -> Result<Handling, DecodeError> {
        (self.begin)(envelope, self.strictness, circumstances)
    }
}

impl fmt::Debug for Handler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handler")
            .field("contract", &self.contract)
            .finish_non_exhaustive()
    }
}

/// Tells what a tolerant contract let through: how much, what and where, without values.
fn log<C: Contract>(departures: &Departures, circumstances: &Circumstances) {
    if departures.is_empty() {
        return;
    }
    warn!(
        contract = C::NAME,
        caller = circumstances.caller.as_str(),
        correlation_id = circumstances.correlation_id,
        count = departures.len(),
        departures = %departures,
        "the request departs from the contract"
    );
}

fn call<R>(request: Decoded<R>, headers: Headers, circumstances: Circumstances, profile: Profile) -> Call<R> {
    let Decoded {
        value: request,
        departures,
    } = request;
    let Circumstances {
        caller,
        original_consumer,
        acting_on_behalf_of,
        correlation_id,
        logical_address,
        http_headers,
    } = circumstances;
    Call {
        request,
        caller,
        original_consumer,
        acting_on_behalf_of,
        correlation_id,
        logical_address,
        profile,
        headers,
        http_headers,
        departures,
    }
}

fn encode<C: Contract>(response: &C::Response) -> Vec<u8> {
    envelope::write(
        OutgoingHeaders::default(),
        &C::RESPONSE,
        C::RESPONSE_NAMESPACES,
        response,
    )
}
