//! Typed handlers: a call of a contract's request type comes in, its response or a fault goes out.

use std::fmt;
use std::future::Future;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use rivta_soap::contract::conventional_path;
use rivta_soap::envelope::{self, Envelope, Headers, OutgoingHeaders};
use rivta_soap::xml::{DecodeError, Name};
use rivta_soap::{Contract, Fault, HsaId, LogicalAddress, Profile};

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
}

pub(crate) type Handling = BoxFuture<'static, Result<Vec<u8>, Box<Fault>>>;
type Begin = dyn Fn(Envelope<'_>, Circumstances) -> Result<Handling, DecodeError> + Send + Sync;

/// A contract and its handler, without their types.
pub(crate) struct Handler {
    pub(crate) contract: &'static str,
    pub(crate) request: Name,
    pub(crate) profile: Profile,
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
        let begin = move |envelope: Envelope<'_>, circumstances| {
            let (headers, request) = envelope.decode(&C::REQUEST)?;
            let handling = handle(call(request, headers, circumstances, C::PROFILE));
            Ok(handling
                .map(|outcome| outcome.map(|response| encode::<C>(&response)).map_err(Box::new))
                .boxed())
        };
        Self {
            contract: C::NAME,
            request: C::REQUEST,
            profile: C::PROFILE,
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
        (self.begin)(envelope, circumstances)
    }
}

impl fmt::Debug for Handler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handler")
            .field("contract", &self.contract)
            .finish_non_exhaustive()
    }
}

fn call<R>(request: R, headers: Headers, circumstances: Circumstances, profile: Profile) -> Call<R> {
    let Circumstances {
        caller,
        original_consumer,
        acting_on_behalf_of,
        correlation_id,
        logical_address,
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
