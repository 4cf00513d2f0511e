//! Where log ids and correlation ids come from.

use std::sync::Arc;

use uuid::Uuid;

/// Makes the ids of log entries and calls; a parameter, so that tests can foretell them.
pub type IdSource = Arc<dyn Fn() -> Uuid + Send + Sync>;

pub(crate) fn random() -> IdSource {
    Arc::new(Uuid::new_v4)
}
