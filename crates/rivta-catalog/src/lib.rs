//! The addressing catalogue of the national platform (TAK, *tjänsteadresseringskatalogen*): who is reached where,
//! who may call whom, and the decisions that follow.
//!
//! A [`Catalog`] holds [`Route`]s (*vägval*) and [`Permission`]s (*anropsbehörigheter*). It is a value: nothing in
//! it changes, nothing in it reads a clock, and the time of a decision is a parameter. A new catalogue replaces an
//! old one as a whole.
//!
//! ```
//! use rivta_catalog::{Catalog, Environment, RouteOutcome};
//!
//! let loaded = Catalog::from_toml(
//!     r#"
//!     environment = "test"
//!
//!     [[route]]
//!     receiver = "14"
//!     contract = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1"
//!     address = "https://localhost:9443/exemption"
//!     profile = "RIVTABP21"
//!     "#,
//!     "catalogue.toml",
//! )?;
//! assert_eq!(loaded.catalog.environment(), Environment::Test);
//! let decision = loaded.catalog.find_route(
//!     "14",
//!     "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1",
//!     chrono::Utc::now(),
//! );
//! assert!(matches!(decision.outcome, RouteOutcome::To(_)));
//! assert_eq!(decision.trail.to_string(), "14");
//! # Ok::<(), rivta_catalog::CatalogError>(())
//! ```
//!
//! Receivers, contracts and senders compare without regard to case; white space in them is significant. Both ends
//! of a validity are inclusive.

mod builder;
mod catalog;
mod decide;
mod directory;
mod environment;
mod error;
pub mod explain;
mod hierarchy;
pub mod load;
mod name;
mod permission;
mod pool;
mod route;
mod rules;
mod table;
mod trail;
mod validity;
mod write;

pub use catalog::Catalog;
pub use decide::{DEFAULT_RECEIVER, Decision, PermissionOutcome, RouteOutcome};
pub use directory::Addressee;
pub use environment::Environment;
pub use error::{CatalogError, RowProblem};
pub use explain::{Explanation, Question, Verdict};
pub use hierarchy::{Hierarchy, ROOT, Unit};
pub use load::{Gathering, Loaded, LoadedHierarchy, RowCounts, Warning};
pub use permission::{Filter, Permission};
pub use route::Route;
pub use rules::{Climbing, Rules};
pub use trail::{Trail, TrailStep};
pub use validity::Validity;
pub use write::{RowStyle, VAGVALSINFO};
