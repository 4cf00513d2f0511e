//! Where the catalogue comes from, and how it is read anew without dropping a call (platform router, section 9).
//!
//! Rows come from a TOML file or from the service `SokVagvalsInfo`; the organisation tree from files of HSA. Reading
//! makes a new [`Catalog`] beside the one in use; nothing is replaced before all of it is there. The incumbent may have
//! new routes beside old permissions for a while when the second of its two questions fails; here a failure changes
//! nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, mpsc};
use std::thread;
use std::time::SystemTime;

use rivta_catalog::{Catalog, Environment, Hierarchy, Loaded, LoadedHierarchy, Rules};
use rivta_soap::time::Clock;
use tokio::sync::oneshot;

use crate::error::AddressingError;
use crate::refresh::{self, HierarchyRefresh, Refresh};
use crate::service::Service;
use crate::settings::{Origin, Settings};

/// Reads the catalogue as a configuration says.
pub struct CatalogueSource {
    rows: RowSource,
    pub(crate) environment: Environment,
    pub(crate) hsa_files: Arc<[PathBuf]>,
    rules: Arc<Rules>,
    pub(crate) clock: Arc<dyn Clock>,
}

enum RowSource {
    /// The program hands the catalogue over.
    None,
    File(PathBuf),
    Service(Box<Service>),
}

/// What tells that files have changed, as far as the operating system knows.
#[derive(Debug)]
pub struct Stamp {
    rows: State,
    tree: Vec<State>,
}

/// When a file was last changed, and its size; nothing when it is not there.
type State = Option<(SystemTime, u64)>;

impl Stamp {
    /// Whether the rows' file is another than the one seen.
    pub fn has_new_rows(&self, seen: &Self) -> bool {
        is_new(self.rows, seen.rows)
    }

    /// Whether a file of the organisation tree is another than the one seen.
    pub fn has_new_tree(&self, seen: &Self) -> bool {
        self.tree.iter().zip(&seen.tree).any(|(now, seen)| is_new(*now, *seen))
    }

    /// Takes over what is there now; a file that is away is remembered as it was.
    pub fn follow(&mut self, now: Self) {
        self.rows = now.rows.or(self.rows);
        for (seen, now) in self.tree.iter_mut().zip(now.tree) {
            *seen = now.or(*seen);
        }
    }
}

fn is_new(now: State, seen: State) -> bool {
    now.is_some() && now != seen
}

impl CatalogueSource {
    /// The source that the settings name. Nothing is read yet.
    ///
    /// # Errors
    ///
    /// [`AddressingError::Value`] and [`AddressingError::Calling`] when the service cannot be called as they say.
    pub fn open(settings: Settings, clock: &Arc<dyn Clock>) -> Result<Self, AddressingError> {
        let rows = match settings.origin {
            Origin::Program => RowSource::None,
            Origin::File(file) => RowSource::File(file),
            Origin::Service(service, sides) => {
                let (trust, identity) = *sides;
                RowSource::Service(Box::new(Service::open(&service, trust, identity, Arc::clone(clock))?))
            }
        };
        Ok(Self {
            rows,
            environment: settings.environment,
            hsa_files: settings.hsa_files.into(),
            rules: Arc::new(settings.rules),
            clock: Arc::clone(clock),
        })
    }

    /// A catalogue in TOML alone, of whatever environment it says it is, with the default rules of look-up.
    ///
    /// # Errors
    ///
    /// [`AddressingError::Catalog`] when the file cannot be used.
    pub fn of_file(path: &Path, clock: &Arc<dyn Clock>) -> Result<Self, AddressingError> {
        let environment = Catalog::from_toml_file(path)?.catalog.environment();
        Ok(Self {
            rows: RowSource::File(path.to_owned()),
            environment,
            hsa_files: Arc::default(),
            rules: Arc::default(),
            clock: Arc::clone(clock),
        })
    }

    /// Reads rows and organisation tree for the first time.
    ///
    /// # Errors
    ///
    /// [`AddressingError`] when a file cannot be used. A service that cannot be reached is no error: see
    /// [`Refresh::status`].
    pub async fn load(&self) -> Result<Refresh, AddressingError> {
        let mut refresh = match &self.rows {
            RowSource::Service(_) => self.refresh_rows(None).await,
            RowSource::None | RowSource::File(_) => self.load_rows().await?,
        };
        let tree = Arc::new(self.read_hierarchy().await?.hierarchy);
        refresh.catalog = refresh.catalog.map(|catalog| catalog.with_hierarchy(tree));
        Ok(refresh)
    }

    /// Reads the rows for the first time, without organisation tree.
    ///
    /// # Errors
    ///
    /// [`AddressingError`] when the file cannot be used or the service gives no answer to work with.
    pub async fn load_rows(&self) -> Result<Refresh, AddressingError> {
        let mut refresh = Refresh::first(self.read_rows().await?);
        refresh.catalog = refresh.catalog.map(|catalog| self.adopt(catalog, None));
        Ok(refresh)
    }

    /// Whether the rows come from a service, which may be slow or away, and not from a file.
    pub fn is_service(&self) -> bool {
        matches!(self.rows, RowSource::Service(_))
    }

    /// Reads what stands in files, without calling anybody; `None` when the rows come from a service.
    ///
    /// # Errors
    ///
    /// [`AddressingError`] when a file cannot be used.
    pub fn read_files(&self) -> Result<Option<Loaded>, AddressingError> {
        let tree = Arc::new(Hierarchy::from_files(&self.hsa_files)?.hierarchy);
        let path = match &self.rows {
            RowSource::None => return Err(AddressingError::NoCatalog),
            RowSource::Service(_) => return Ok(None),
            RowSource::File(path) => path,
        };
        let Loaded { catalog, warnings } = Catalog::from_toml_file(path)?;
        let catalog = self.adopt(catalog, None).with_hierarchy(tree);
        Ok(Some(Loaded { catalog, warnings }))
    }

    /// Gives a catalogue from elsewhere the rules of this source and the organisation tree of the one in use.
    pub fn adopt(&self, catalog: Catalog, current: Option<&Catalog>) -> Catalog {
        let catalog = catalog.with_rules(Arc::clone(&self.rules));
        match current {
            Some(current) => catalog.with_hierarchy(Arc::clone(current.hierarchy())),
            None => catalog,
        }
    }

    /// Gives a catalogue that the program hands over the rules of this source.
    ///
    /// # Errors
    ///
    /// [`AddressingError::MixedEnvironments`] when the catalogue is of another environment.
    pub fn complete(&self, catalog: Catalog) -> Result<Refresh, AddressingError> {
        same_environment(self.environment, &catalog)?;
        let catalog = self.adopt(catalog, None);
        let warnings = Vec::new();
        Ok(Refresh::first(Loaded { catalog, warnings }))
    }

    /// Reads the rows anew; those of `current` stay in use when that fails, and its organisation tree in any case. The
    /// first rows there are get the tree that the files hold.
    pub async fn refresh(&self, current: Option<&Catalog>) -> Refresh {
        let mut refresh = self.refresh_rows(current).await;
        if refresh.catalog.is_some() && current.is_none() {
            let tree = self.refresh_hierarchy(0).await.hierarchy.unwrap_or_default();
            refresh.catalog = refresh.catalog.map(|catalog| catalog.with_hierarchy(tree));
        }
        refresh
    }

    /// Reads the rows anew, and no organisation tree; otherwise as [`Self::refresh`].
    pub async fn refresh_rows(&self, current: Option<&Catalog>) -> Refresh {
        let mut refresh = refresh::rows(self, current).await;
        refresh.catalog = refresh.catalog.map(|catalog| self.adopt(catalog, current));
        refresh
    }

    /// Reads the organisation tree anew; the one in use, of so many units, stays in use when that fails.
    pub async fn refresh_hierarchy(&self, units_before: usize) -> HierarchyRefresh {
        refresh::hierarchy(self, units_before).await
    }

    /// What the files are like now.
    pub fn stamp(&self) -> Stamp {
        let changed = |path: &Path| -> State {
            let metadata = path.metadata().ok()?;
            Some((metadata.modified().ok()?, metadata.len()))
        };
        Stamp {
            rows: match &self.rows {
                RowSource::File(path) => changed(path),
                RowSource::None | RowSource::Service(_) => None,
            },
            tree: self.hsa_files.iter().map(|path| changed(path)).collect(),
        }
    }

    /// Reads the rows from where they come from.
    pub(crate) async fn read_rows(&self) -> Result<Loaded, AddressingError> {
        let loaded = match &self.rows {
            RowSource::None => return Err(AddressingError::NoCatalog),
            RowSource::Service(service) => service.fetch(self.environment).await?,
            RowSource::File(path) => {
                let path = path.clone();
                blocking(move || Catalog::from_toml_file(&path)).await??
            }
        };
        same_environment(self.environment, &loaded.catalog)?;
        Ok(loaded)
    }

    pub(crate) async fn read_hierarchy(&self) -> Result<LoadedHierarchy, AddressingError> {
        let files = Arc::clone(&self.hsa_files);
        Ok(blocking(move || Hierarchy::from_files(&files)).await??)
    }

    pub(crate) fn local_copy(&self) -> Option<&Path> {
        match &self.rows {
            RowSource::Service(service) => service.local_copy.as_deref(),
            RowSource::None | RowSource::File(_) => None,
        }
    }
}

/// Refuses a catalogue of another environment.
///
/// # Errors
///
/// [`AddressingError::MixedEnvironments`].
pub fn same_environment(own: Environment, catalog: &Catalog) -> Result<(), AddressingError> {
    let catalog = catalog.environment();
    if own == catalog {
        return Ok(());
    }
    Err(AddressingError::MixedEnvironments { own, catalog })
}

/// Large files are read and written where no call waits for this thread: one after the other on a thread of their own.
/// On a pool's threads, which come and go, the allocator keeps what a reading took, once for each thread.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AddressingError> {
    static READER: LazyLock<mpsc::Sender<Work>> = LazyLock::new(reader);
    let (tell, told) = oneshot::channel();
    // Who asked may have gone; nobody misses the result then.
    let order: Work = Box::new(move || drop(tell.send(work())));
    READER
        .send(order)
        .map_err(|_| AddressingError::Task("there is no thread for it".to_owned()))?;
    told.await.map_err(|_| AddressingError::Task("it panicked".to_owned()))
}

type Work = Box<dyn FnOnce() + Send>;

/// Starts the thread that reads; without one, orders cannot be sent.
fn reader() -> mpsc::Sender<Work> {
    let (sender, orders) = mpsc::channel::<Work>();
    let thread = thread::Builder::new().name("catalogue".to_owned());
    let started = thread.spawn(move || {
        for work in orders {
            drop(catch_unwind(AssertUnwindSafe(work)));
        }
    });
    drop(started);
    sender
}

#[cfg(test)]
mod tests {
    use super::blocking;
    use crate::error::AddressingError;

    #[tokio::test]
    async fn work_is_done_on_one_thread_also_after_a_panic() {
        let name = || std::thread::current().name().map(str::to_owned);
        assert_eq!(blocking(name).await.unwrap().unwrap(), "catalogue");
        let failed: Result<(), _> = blocking(|| panic!("a fault of ours")).await;
        assert!(matches!(failed, Err(AddressingError::Task(_))));
        assert_eq!(blocking(name).await.unwrap().unwrap(), "catalogue");
    }
}
