//! What all calls of a router share.

use std::sync::Arc;

use arc_swap::ArcSwapOption;
use http::HeaderValue;
use rivta_catalog::Catalog;
use rivta_producer::IdSource;
use rivta_soap::time::Clock;
use rivta_soap::xml::Limits;

use crate::config::Configuration;
use crate::description::Descriptions;
use crate::header::Rules;
use crate::producers::Producers;
use crate::sender::{PlainRules, SubjectPattern};

/// What all calls of a router share.
pub(crate) struct Platform {
    pub(crate) configuration: Configuration,
    /// A call keeps the catalogue it began with. There is none until one has been loaded.
    pub(crate) catalog: ArcSwapOption<Catalog>,
    pub(crate) producers: Producers,
    pub(crate) descriptions: Descriptions,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: IdSource,
    pub(crate) subject_pattern: SubjectPattern,
    /// Absent when there is no plain listener.
    pub(crate) plain: Option<PlainRules>,
    pub(crate) header_rules: Rules,
    pub(crate) user_agent: HeaderValue,
    pub(crate) content_type: HeaderValue,
    /// What the head of a message may be.
    pub(crate) head_limits: Limits,
}
