//! A catalogue that is served, and how it is read anew.

use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;

use rivta_catalog::Catalog;

use rivta_addressing::{Refresh, RefreshStatus};

/// Gives the catalogue that is served.
pub type Provider = Arc<dyn Served>;

/// A catalogue that others may ask, and have read anew.
pub trait Served: Send + Sync + 'static {
    /// The catalogue in use now, if there is one.
    fn current(&self) -> Option<Arc<Catalog>>;

    /// The number of the catalogue in use: how many have been, since the start.
    fn version(&self) -> u64;

    /// Reads it anew. What cannot be read leaves the old one in use.
    fn reload(&self) -> Pin<Box<dyn Future<Output = Refresh> + Send + '_>>;
}

/// A function is a catalogue that somebody else keeps: reading it anew changes nothing.
impl<F: Fn() -> Option<Arc<Catalog>> + Send + Sync + 'static> Served for F {
    fn current(&self) -> Option<Arc<Catalog>> {
        self()
    }

    fn version(&self) -> u64 {
        1
    }

    fn reload(&self) -> Pin<Box<dyn Future<Output = Refresh> + Send + '_>> {
        let status = match self() {
            Some(_) => RefreshStatus::RefreshOk,
            None => RefreshStatus::RefreshFailed,
        };
        Box::pin(ready(Refresh {
            status,
            ..Refresh::nothing()
        }))
    }
}
