//! Typed calls: a request of a contract's type goes out, its response or an [`Error`] comes back.

use std::fmt;
use std::marker::PhantomData;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request};
use http_body_util::{BodyExt as _, Full};
use rivta_soap::envelope::{self, Headers, OutgoingHeaders};
use rivta_soap::http::{ACTING_ON_BEHALF_OF, CONTENT_TYPE_XML, CORRELATION_ID, ORIGINAL_CONSUMER, SOAP_ACTION};
use rivta_soap::xml::{self, Decoded, Departures, Name, RawElement, Strictness};
use rivta_soap::{Contract, HsaId, LogicalAddress};
use tokio::time::Instant;
use tracing::{debug, warn};

use crate::builder::OriginalConsumer;
use crate::channel::Channel;
use crate::config::Timeouts;
use crate::endpoint::Endpoint;
use crate::error::{Circumstances, Error};
use crate::exchange::{DryRun, Exchange};
use crate::ids::IdSource;
use crate::reply;

/// Calls the contracts of one endpoint, the platform or a producer, with one identity.
///
/// Made by [`Consumer::to`]. Calls may run side by side; connections are pooled and kept alive.
pub struct Consumer {
    pub(crate) endpoint: Endpoint,
    pub(crate) channel: Channel,
    pub(crate) original: OriginalConsumer,
    pub(crate) xml_limits: xml::Limits,
    /// The responses that are read tolerantly.
    pub(crate) tolerant: Vec<Name>,
    pub(crate) timeouts: Timeouts,
    pub(crate) ids: IdSource,
    pub(crate) last_exchange: Option<Mutex<Option<Exchange>>>,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<R> {
    /// The response.
    pub body: R,
    /// The SOAP headers of the answer.
    pub headers: Headers,
    /// Where the response departs from the contract. There are none unless the contract is read tolerantly
    /// ([`ConsumerBuilder::tolerant`](crate::builder::ConsumerBuilder::tolerant)).
    pub departures: Departures,
    /// The trace id of the call.
    pub correlation_id: String,
    /// From the start of the call to the decoded response.
    pub elapsed: Duration,
}

impl Consumer {
    /// Calls a contract at a logical address.
    ///
    /// # Errors
    /// [`Error`], each kind of failure told apart; a SOAP fault is [`Error::Fault`] whatever the HTTP status.
    pub async fn call<C: Contract>(
        &self,
        to: &LogicalAddress,
        request: &C::Request,
    ) -> Result<Answer<C::Response>, Error> {
        self.request::<C>(to, request).send().await
    }

    /// Begins a call with options of its own.
    pub fn request<'a, C: Contract>(&'a self, to: &'a LogicalAddress, request: &'a C::Request) -> Call<'a, C> {
        let options = Options {
            original_consumer: match &self.original {
                OriginalConsumer::Is(hsa_id) => Some(hsa_id.clone()),
                OriginalConsumer::FromCertificate | OriginalConsumer::Forwarded => None,
            },
            acting_on_behalf_of: None,
            correlation_id: (self.ids)().to_string(),
            soap_headers: Vec::new(),
            http_headers: HeaderMap::new(),
            timeouts: self.timeouts.clone(),
        };
        Call {
            consumer: self,
            to,
            request,
            options,
            contract: PhantomData,
        }
    }

    /// The last request and its answer, when the consumer was told to keep them. Both hold payload, most often
    /// personal data, and stand in memory only.
    pub fn last_exchange(&self) -> Option<Exchange> {
        let last = self.last_exchange.as_ref()?;
        last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads certificates, trust and revocation lists anew at once; gives `false` when nothing has changed.
    ///
    /// # Errors
    /// [`Error::Certificates`]; the old settings then stay in use.
    pub fn reload_certificates(&self) -> Result<bool, Error> {
        self.channel.reload_certificates()
    }

    fn strictness<C: Contract>(&self) -> Strictness {
        if self.tolerant.contains(&C::RESPONSE) {
            Strictness::Tolerant
        } else {
            Strictness::Strict
        }
    }

    fn keep(&self, exchange: impl FnOnce() -> Exchange) {
        if let Some(last) = &self.last_exchange {
            *last.lock().unwrap_or_else(PoisonError::into_inner) = Some(exchange());
        }
    }
}

impl fmt::Debug for Consumer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Consumer")
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

struct Options {
    original_consumer: Option<HsaId>,
    acting_on_behalf_of: Option<HsaId>,
    correlation_id: String,
    soap_headers: Vec<RawElement>,
    http_headers: HeaderMap,
    timeouts: Timeouts,
}

/// A call that has yet to be sent.
#[must_use = "nothing is sent before `send`"]
pub struct Call<'a, C: Contract> {
    consumer: &'a Consumer,
    to: &'a LogicalAddress,
    request: &'a C::Request,
    options: Options,
    contract: PhantomData<fn() -> C>,
}

impl<C: Contract> Call<'_, C> {
    /// Names the principal an agent acts for (rule 24).
    pub fn acting_on_behalf_of(mut self, principal: HsaId) -> Self {
        self.options.acting_on_behalf_of = Some(principal);
        self
    }

    /// Names the original consumer of this call (rule 23).
    pub fn original_consumer(mut self, consumer: HsaId) -> Self {
        self.options.original_consumer = Some(consumer);
        self
    }

    /// Continues the trace of an incoming call instead of beginning a new one.
    pub fn correlation_id(mut self, id: impl Into<String>) -> Self {
        self.options.correlation_id = id.into();
        self
    }

    /// Adds a SOAP header, for example `Actor` of the optional additions.
    pub fn soap_header(mut self, header: RawElement) -> Self {
        self.options.soap_headers.push(header);
        self
    }

    /// Sets an HTTP header, for example one that a platform asks for within itself. The headers of the profile are set
    /// after it and cannot be replaced.
    pub fn http_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.options.http_headers.insert(name, value);
        self
    }

    /// Sets the time limits of this call; `write` holds for connections made for it.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.options.timeouts = timeouts;
        self
    }

    /// The request as it would be sent. Nothing is sent.
    ///
    /// # Errors
    /// [`Error::NoOriginalConsumer`], [`Error::Header`], [`Error::Endpoint`].
    pub fn dry_run(&self) -> Result<DryRun, Error> {
        let address = Some((C::PROFILE, self.to.as_str()));
        let headers = OutgoingHeaders {
            address,
            others: &self.options.soap_headers,
        };
        let body = envelope::write(headers, &C::REQUEST, C::REQUEST_NAMESPACES, self.request);
        Ok(DryRun {
            method: Method::POST,
            url: self.consumer.endpoint.url_of::<C>()?,
            headers: self.http_headers()?,
            body: body.into(),
        })
    }

    /// Sends the request and waits for the answer.
    ///
    /// # Errors
    /// [`Error`], each kind of failure told apart; a SOAP fault is [`Error::Fault`] whatever the HTTP status.
    pub async fn send(self) -> Result<Answer<C::Response>, Error> {
        let started = Instant::now();
        let call = self.circumstances();
        let outcome = self.exchange(&call).await;
        let elapsed = started.elapsed();
        match outcome {
            Ok((headers, response)) => {
                let Decoded {
                    value: body,
                    departures,
                } = response;
                debug!(%call, ?elapsed, "answered");
                if !departures.is_empty() {
                    warn!(%call, count = departures.len(), %departures, "the answer departs from the contract");
                }
                Ok(Answer {
                    body,
                    headers,
                    departures,
                    correlation_id: call.correlation_id,
                    elapsed,
                })
            }
            Err(error) => {
                // The text of a fault is the other side's, and nobody here knows what it holds.
                if let Some(fault) = error.fault() {
                    debug!(%call, code = ?fault.code, ?elapsed, "answered with a SOAP fault");
                } else {
                    debug!(%error, ?elapsed, "not answered");
                }
                Err(error)
            }
        }
    }

    async fn exchange(&self, call: &Circumstances) -> Result<(Headers, Decoded<C::Response>), Error> {
        let sent = self.dry_run()?;
        let body = Full::new(sent.body.clone()).map_err(|never| match never {}).boxed();
        let mut request = Request::new(body);
        request.method_mut().clone_from(&sent.method);
        request.uri_mut().clone_from(&sent.url);
        request.headers_mut().clone_from(&sent.headers);
        let consumer = self.consumer;
        let failed = |error| Error::of_channel(call, error);
        let response = consumer
            .channel
            .send_within(request, &self.options.timeouts)
            .await
            .map_err(failed)?;
        let (head, body) = response.into_parts();
        let body: Bytes = match body.collect().await {
            Ok(body) => body.to_bytes(),
            // The status says more than the body's failure.
            Err(_) if !head.status.is_success() => Bytes::new(),
            Err(error) => return Err(failed(error)),
        };
        consumer.keep(|| Exchange {
            request: sent,
            status: head.status,
            headers: head.headers.clone(),
            body: body.clone(),
        });
        reply::read::<C>(&head, &body, &consumer.xml_limits, consumer.strictness::<C>(), call)
    }

    fn circumstances(&self) -> Circumstances {
        Circumstances {
            contract: C::NAME,
            logical_address: self.to.as_str().to_owned(),
            correlation_id: self.options.correlation_id.clone(),
        }
    }

    fn http_headers(&self) -> Result<HeaderMap, Error> {
        let options = &self.options;
        if options.original_consumer.is_none() && self.consumer.original == OriginalConsumer::Forwarded {
            return Err(Error::NoOriginalConsumer(Box::new(self.circumstances())));
        }
        let mut headers = options.http_headers.clone();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE_XML));
        let action = format!("\"{}\"", C::SOAP_ACTION);
        let optional = |hsa_id: &Option<HsaId>| hsa_id.as_ref().map(|hsa_id| hsa_id.as_str().to_owned());
        let values = [
            (SOAP_ACTION, Some(action)),
            (ORIGINAL_CONSUMER, optional(&options.original_consumer)),
            (ACTING_ON_BEHALF_OF, optional(&options.acting_on_behalf_of)),
            (CORRELATION_ID, Some(options.correlation_id.clone())),
        ];
        for (header, value) in values {
            let Some(value) = value else { continue };
            let refused = |_| Error::Header {
                call: Box::new(self.circumstances()),
                header,
            };
            headers.insert(
                HeaderName::from_static(header),
                HeaderValue::from_str(&value).map_err(refused)?,
            );
        }
        Ok(headers)
    }
}

impl<C: Contract> fmt::Debug for Call<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("contract", &C::NAME)
            .field("to", self.to)
            .finish_non_exhaustive()
    }
}
