//! What all calls of a router share.

use std::sync::Arc;

use arc_swap::ArcSwap;
use http::HeaderValue;
use rivta_catalog::Catalog;
use rivta_consumer::Channel;
use rivta_producer::IdSource;
use rivta_soap::time::Clock;
use rivta_soap::xml::Limits;

use crate::config::Configuration;
use crate::description::Descriptions;

/// What all calls of a router share.
pub(crate) struct Platform {
    pub(crate) configuration: Configuration,
    /// A call keeps the catalogue it began with.
    pub(crate) catalog: ArcSwap<Catalog>,
    pub(crate) channel: Channel,
    pub(crate) descriptions: Descriptions,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: IdSource,
    pub(crate) user_agent: HeaderValue,
    pub(crate) content_type: HeaderValue,
    /// What the head of a message may be.
    pub(crate) head_limits: Limits,
}
