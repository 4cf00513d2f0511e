//! Where the catalogue comes from, and how it is read anew without dropping a call (platform router, section 9).
//!
//! Rows come from a TOML file or from the service `SokVagvalsInfo`; the organisation tree from files of HSA. Reading
//! makes a new [`Catalog`] beside the one in use; nothing is replaced before all of it is there. The incumbent may have
//! new routes beside old permissions for a while when the second of its two questions fails; here a failure changes
//! nothing.

mod refresh;
mod service;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rivta_catalog::{Catalog, Environment, Hierarchy, Loaded, LoadedHierarchy, Rules};
use rivta_soap::time::Clock;
use tokio::task::spawn_blocking;

use crate::config::Configuration;
use crate::error::RouterError;
use service::Service;

pub use refresh::{HierarchyRefresh, Refresh, RefreshStatus};

/// Reads the catalogue as a configuration says.
pub struct CatalogueSource {
    rows: RowSource,
    environment: Environment,
    hsa_files: Arc<[PathBuf]>,
    rules: Arc<Rules>,
    clock: Arc<dyn Clock>,
}

enum RowSource {
    /// The program hands the catalogue over.
    None,
    File(PathBuf),
    Service(Box<Service>),
}

/// What tells that files have changed, as far as the operating system knows.
#[derive(Debug)]
pub(crate) struct Stamp {
    rows: State,
    tree: Vec<State>,
}

/// When a file was last changed, and its size; nothing when it is not there.
type State = Option<(SystemTime, u64)>;

impl Stamp {
    pub(crate) fn has_new_rows(&self, seen: &Self) -> bool {
        is_new(self.rows, seen.rows)
    }

    pub(crate) fn has_new_tree(&self, seen: &Self) -> bool {
        self.tree.iter().zip(&seen.tree).any(|(now, seen)| is_new(*now, *seen))
    }

    /// Takes over what is there now; a file that is away is remembered as it was.
    pub(crate) fn follow(&mut self, now: Self) {
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
    /// The source a configuration names. Nothing is read yet.
    ///
    /// # Errors
    ///
    /// [`RouterError::Value`] when it names both a file and a service, and [`RouterError::Calling`] when the
    /// certificates toward the service cannot be used.
    pub fn open(configuration: &Configuration, clock: &Arc<dyn Clock>) -> Result<Self, RouterError> {
        let addressing = &configuration.addressing;
        let rows = match (&configuration.catalog, &addressing.service) {
            (None, None) => RowSource::None,
            (Some(file), None) => RowSource::File(file.clone()),
            (None, Some(service)) => {
                RowSource::Service(Box::new(Service::open(service, &configuration.tls, Arc::clone(clock))?))
            }
            (Some(_), Some(_)) => {
                let reason = "there is `catalog` already; name a file or a service".to_owned();
                let key = "addressing.service";
                return Err(RouterError::Value { key, reason });
            }
        };
        Ok(Self {
            rows,
            environment: configuration.environment,
            hsa_files: addressing.hsa_files.clone().into(),
            rules: Arc::new(addressing.rules.clone()),
            clock: Arc::clone(clock),
        })
    }

    /// A catalogue in TOML alone, of whatever environment it says it is, with the default rules of look-up.
    ///
    /// # Errors
    ///
    /// [`RouterError::Catalog`] when the file cannot be used.
    pub fn of_file(path: &Path, clock: &Arc<dyn Clock>) -> Result<Self, RouterError> {
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
    /// [`RouterError`] when a file cannot be used. A service that cannot be reached is no error: see
    /// [`Refresh::status`].
    pub async fn load(&self) -> Result<Refresh, RouterError> {
        let mut refresh = match &self.rows {
            RowSource::Service(_) => refresh::rows(self, None).await,
            RowSource::None | RowSource::File(_) => Refresh::first(self.read_rows().await?),
        };
        let tree = Arc::new(self.read_hierarchy().await?.hierarchy);
        let complete = |catalog| self.adopt(catalog, None).with_hierarchy(tree);
        refresh.catalog = refresh.catalog.map(complete);
        Ok(refresh)
    }

    /// Reads what stands in files, without calling anybody; `None` when the rows come from a service.
    ///
    /// # Errors
    ///
    /// [`RouterError`] when a file cannot be used.
    pub fn read_files(&self) -> Result<Option<Loaded>, RouterError> {
        let tree = Arc::new(Hierarchy::from_files(&self.hsa_files)?.hierarchy);
        let path = match &self.rows {
            RowSource::None => return Err(RouterError::NoCatalog),
            RowSource::Service(_) => return Ok(None),
            RowSource::File(path) => path,
        };
        let Loaded { catalog, warnings } = Catalog::from_toml_file(path)?;
        let catalog = self.adopt(catalog, None).with_hierarchy(tree);
        Ok(Some(Loaded { catalog, warnings }))
    }

    /// Gives a catalogue from elsewhere the rules of this source and the organisation tree of the one in use.
    pub(crate) fn adopt(&self, catalog: Catalog, current: Option<&Catalog>) -> Catalog {
        let catalog = catalog.with_rules(Arc::clone(&self.rules));
        match current {
            Some(current) => catalog.with_hierarchy(Arc::clone(current.hierarchy())),
            None => catalog,
        }
    }

    /// Gives a catalogue that the program hands over the rules and the organisation tree of this source.
    pub(crate) async fn complete(&self, catalog: Catalog) -> Result<Refresh, RouterError> {
        let tree = Arc::new(self.read_hierarchy().await?.hierarchy);
        let catalog = self.adopt(catalog, None).with_hierarchy(tree);
        let warnings = Vec::new();
        Ok(Refresh::first(Loaded { catalog, warnings }))
    }

    /// Reads the rows anew; those of `current` stay in use when that fails, and its organisation tree in any case. The
    /// first rows there are get the tree that the files hold.
    pub async fn refresh(&self, current: Option<&Catalog>) -> Refresh {
        let mut refresh = refresh::rows(self, current).await;
        if let Some(catalog) = refresh.catalog {
            let adopted = self.adopt(catalog, current);
            let tree = match current {
                Some(_) => None,
                None => self.refresh_hierarchy(None).await.hierarchy,
            };
            refresh.catalog = Some(match tree {
                Some(tree) => adopted.with_hierarchy(tree),
                None => adopted,
            });
        }
        refresh
    }

    /// Reads the organisation tree anew; that of `current` stays in use when that fails.
    pub async fn refresh_hierarchy(&self, current: Option<&Catalog>) -> HierarchyRefresh {
        refresh::hierarchy(self, current).await
    }

    /// What the files are like now.
    pub(crate) fn stamp(&self) -> Stamp {
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
    async fn read_rows(&self) -> Result<Loaded, RouterError> {
        let loaded = match &self.rows {
            RowSource::None => return Err(RouterError::NoCatalog),
            RowSource::Service(service) => service.fetch(self.environment).await?,
            RowSource::File(path) => {
                let path = path.clone();
                blocking(move || Catalog::from_toml_file(&path)).await??
            }
        };
        let (router, catalog) = (self.environment, loaded.catalog.environment());
        if router == catalog {
            Ok(loaded)
        } else {
            Err(RouterError::MixedEnvironments { router, catalog })
        }
    }

    async fn read_hierarchy(&self) -> Result<LoadedHierarchy, RouterError> {
        let files = Arc::clone(&self.hsa_files);
        Ok(blocking(move || Hierarchy::from_files(&files)).await??)
    }

    fn local_copy(&self) -> Option<&Path> {
        match &self.rows {
            RowSource::Service(service) => service.local_copy.as_deref(),
            RowSource::None | RowSource::File(_) => None,
        }
    }
}

/// Large files are read and written where no call waits for this thread.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, RouterError> {
    spawn_blocking(work)
        .await
        .map_err(|error| RouterError::Task(error.to_string()))
}
