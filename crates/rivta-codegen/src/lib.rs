//! Writes Rust for RIV-TA contracts from their schemas.
//!
//! Generation has two stages. [`plan`] decides: which namespaces become modules, which types
//! become structs, enums or newtypes, what everything is called and in which order it stands.
//! [`render`] writes: one concern a file, no decisions. What the plan leaves out of the code, or takes in
//! another way than written, is in its notes with file and line; no wrong code is ever written.
//!
//! [`output`] makes whole crates of whatever is found below a path, and [`Build`] is for a `build.rs`.
//! [`Repository`] applies both stages to the `schemas/` and `wsdl/` of this repository, and [`fresh`]
//! tells whether files on disk are what would be written now.
//!
//! ```no_run
//! let repository = rivta_codegen::Repository::at(".");
//! let files = repository.render()?;
//! rivta_codegen::fresh::write(&repository.output(), &files)?;
//! # Ok::<(), rivta_codegen::Error>(())
//! ```

mod error;
pub mod fresh;
pub mod output;
pub mod plan;
pub mod render;
mod repository;

pub use error::Error;
pub use output::Build;
pub use repository::Repository;
