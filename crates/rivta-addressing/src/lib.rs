//! Where the parts of a platform take the addressing catalogue (TAK) from: a file, or the service `SokVagvalsInfo` with
//! its last good answer kept on disk. Router and aggregator each hold a copy of their own.
//!
//! A [`CatalogueSource`] reads rows and organisation tree; a [`Refresh`] tells how a reading went, in the lines that
//! monitors of the incumbent look for.

pub mod amount;
mod error;
mod refresh;
mod service;
pub mod settings;
mod source;

pub use error::AddressingError;
pub use refresh::{HierarchyRefresh, Refresh, RefreshStatus};
pub use settings::{CatalogueService, Origin, Settings};
pub use source::{CatalogueSource, Stamp, same_environment};
