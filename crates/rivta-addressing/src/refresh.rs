//! Reading anew: what becomes of a failure (sections 9.3 and 9.4), in lines that whoever asked is shown.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rivta_catalog::{Catalog, Hierarchy, Loaded, Warning};

use crate::error::AddressingError;
use crate::source::{CatalogueSource, blocking};

/// How the last reading of the rows ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefreshStatus {
    /// The source answered.
    RefreshOk,
    /// The source failed, and the rows from before stay in use.
    ReusingExistingCache,
    /// The source failed, and the copy on disk is in use.
    RestoredFromLocalCache,
    /// There are no rows: every call is refused with VP008.
    RefreshFailed,
}

impl RefreshStatus {
    /// The name the incumbent shows.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RefreshOk => "REFRESH_OK",
            Self::ReusingExistingCache => "REUSING_EXISTING_CACHE",
            Self::RestoredFromLocalCache => "RESTORED_FROM_LOCAL_CACHE",
            Self::RefreshFailed => "REFRESH_FAILED",
        }
    }
}

/// How a reading of the rows went.
#[derive(Debug)]
pub struct Refresh {
    /// How it ended.
    pub status: RefreshStatus,
    /// What is to be taken into use; nothing when what is in use stays so.
    pub catalog: Option<Catalog>,
    /// Rows that can be used but lead to refusals.
    pub warnings: Vec<Warning>,
    /// What happened, in the incumbent's words, which monitors look for.
    pub lines: Vec<String>,
}

/// How a reading of the organisation tree went.
#[derive(Debug)]
pub struct HierarchyRefresh {
    /// What is to be taken into use; nothing when what is in use stays so.
    pub hierarchy: Option<Arc<Hierarchy>>,
    /// What happened, in the incumbent's words.
    pub lines: Vec<String>,
}

impl Refresh {
    pub(crate) fn first(loaded: Loaded) -> Self {
        Self {
            status: RefreshStatus::RefreshOk,
            catalog: Some(loaded.catalog),
            warnings: loaded.warnings,
            lines: Vec::new(),
        }
    }

    /// What there is before anything has been read.
    pub fn nothing() -> Self {
        Self {
            status: RefreshStatus::RefreshFailed,
            catalog: None,
            warnings: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// Whether there are rows to work with.
    pub fn is_usable(&self) -> bool {
        self.status != RefreshStatus::RefreshFailed
    }
}

pub(crate) async fn rows(source: &CatalogueSource, current: Option<&Catalog>) -> Refresh {
    let time = source.clock.now().with_timezone(&chrono_tz::Europe::Stockholm);
    let mut lines = vec![
        format!("Host: {}", host_name()),
        format!("Time: {}", time.format("%Y-%m-%d %H:%M:%S")),
        "Initialize TAK cache resources...".to_owned(),
    ];
    let read = source.read_rows().await;
    let (status, loaded) = match read.and_then(|loaded| not_emptied(loaded, current)) {
        Ok(loaded) => {
            lines.extend(save(source, &loaded.catalog).await);
            (RefreshStatus::RefreshOk, Some(loaded))
        }
        Err(error) => {
            tracing::error!(%error, "the addressing catalogue could not be read");
            lines.push(format!("Reason for failure: {error}"));
            fall_back(source, current, &mut lines).await
        }
    };
    let kept = current.filter(|_| status == RefreshStatus::ReusingExistingCache);
    let shown = loaded.as_ref().map(|loaded| &loaded.catalog).or(kept);
    let (permissions, routes) = shown.map_or((0, 0), |catalog| (catalog.permission_count(), catalog.route_count()));
    lines.push(format!("Init TAK cache loaded number of permissions: {permissions}"));
    lines.push(format!("Init TAK cache loaded number of virtualizations: {routes}"));
    let is_successful = status != RefreshStatus::RefreshFailed;
    lines.push(format!("Init done, was successful: {is_successful}"));
    let (catalog, warnings) = loaded.map_or((None, Vec::new()), |loaded| (Some(loaded.catalog), loaded.warnings));
    Refresh {
        status,
        catalog,
        warnings,
        lines,
    }
}

/// The rows, unless all routes or all permissions of those in use would be gone (section 9.3): that refuses every call.
fn not_emptied(loaded: Loaded, current: Option<&Catalog>) -> Result<Loaded, AddressingError> {
    let counts = |catalog: &Catalog| [catalog.route_count(), catalog.permission_count()];
    let before = current.map_or([0, 0], counts);
    let kinds = ["routes", "permissions"].into_iter().zip(counts(&loaded.catalog));
    for ((rows, now), before) in kinds.zip(before) {
        if now == 0 && before > 0 {
            return Err(AddressingError::Emptied { rows });
        }
    }
    Ok(loaded)
}

/// Which of several routers was asked, as far as the operating system knows.
fn host_name() -> String {
    let told = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let told = told.or_else(|| std::env::var("HOSTNAME").ok());
    told.map_or_else(|| "localhost".to_owned(), |name| name.trim().to_owned())
}

/// Keeps a good answer on disk. A copy that cannot be written is told and harms nothing else.
async fn save(source: &CatalogueSource, catalog: &Catalog) -> Vec<String> {
    let Some(path) = source.local_copy() else {
        return Vec::new();
    };
    let mut lines =
        vec!["Succeeded to get virtualizations and/or permissions from TAK, save to local TAK copy...".to_owned()];
    let (catalog, target) = (catalog.clone(), path.to_owned());
    let shown = path.display();
    match blocking(move || write(&catalog, &target))
        .await
        .and_then(|written| written)
    {
        // The spelling is the incumbent's.
        Ok(()) => lines.push(format!(
            "Succesfully saved virtualizations and permissions to local TAK copy: {shown}"
        )),
        Err(error) => {
            tracing::error!(%error, "the local copy of the addressing catalogue could not be written");
            lines.push(format!(
                "Failed to save virtualizations and permissions to local TAK copy: {shown}"
            ));
            lines.push(format!("Reason for failure: {error}"));
        }
    }
    lines
}

/// Writes beside the old copy and puts the new one in its place at the end, so that there is always a whole one.
fn write(catalog: &Catalog, path: &Path) -> Result<(), AddressingError> {
    let failed = |source| AddressingError::Writing {
        file: path.display().to_string(),
        source,
    };
    let mut beside: PathBuf = path.to_owned();
    beside.add_extension("new");
    let mut file = BufWriter::new(File::create(&beside).map_err(failed)?);
    catalog.write_local_copy(&mut file).map_err(failed)?;
    file.flush().map_err(failed)?;
    file.get_ref().sync_all().map_err(failed)?;
    std::fs::rename(&beside, path).map_err(failed)
}

/// What is in use stays so; before there are permissions, the copy on disk serves. One that holds routes alone (section 9.2)
/// is read again, as the incumbent does: there may be more in it by now.
async fn fall_back(
    source: &CatalogueSource,
    current: Option<&Catalog>,
    lines: &mut Vec<String>,
) -> (RefreshStatus, Option<Loaded>) {
    let failure = "Failed to get virtualizations and/or permissions from TAK, see logfiles for details.";
    let is_complete = |current: &Catalog| current.permission_count() > 0 || source.local_copy().is_none();
    if current.is_some_and(is_complete) {
        lines.push(format!("{failure} Will continue to use already loaded TAK data."));
        return (RefreshStatus::ReusingExistingCache, None);
    }
    let Some(path) = source.local_copy() else {
        lines.push(failure.to_owned());
        return (RefreshStatus::RefreshFailed, None);
    };
    lines.push(format!("{failure} Restore from local TAK copy..."));
    let (file, environment) = (path.to_owned(), source.environment);
    let restored = blocking(move || Catalog::from_local_copy_file(&file, environment)).await;
    match restored.and_then(|restored| holding_rows(restored?, path)) {
        Ok(loaded) => {
            let shown = path.display();
            lines.push(format!(
                "Succesfully restored virtualizations and permissions from local TAK copy: {shown}"
            ));
            (RefreshStatus::RestoredFromLocalCache, Some(loaded))
        }
        Err(error) => {
            tracing::error!(%error, "the local copy of the addressing catalogue could not be read");
            let shown = path.display();
            lines.push(format!(
                "Failed to restore virtualizations and permissions from local TAK copy: {shown}"
            ));
            lines.push(format!("Reason for failure: {error}"));
            (RefreshStatus::RefreshFailed, None)
        }
    }
}

/// Either list may be absent, and not both (section 9.2).
fn holding_rows(restored: Loaded, path: &Path) -> Result<Loaded, AddressingError> {
    if restored.catalog.route_count() + restored.catalog.permission_count() > 0 {
        return Ok(restored);
    }
    Err(AddressingError::EmptyCopy {
        file: path.display().to_string(),
    })
}

pub(crate) async fn hierarchy(source: &CatalogueSource, before: usize) -> HierarchyRefresh {
    let names: Vec<String> = source.hsa_files.iter().map(|path| path.display().to_string()).collect();
    let mut lines = vec![format!(
        "Start a reset of HSA cache using files: [{}]",
        names.join(", ")
    )];
    match source.read_hierarchy().await {
        Ok(loaded) => {
            let now = loaded.hierarchy.len();
            if loaded.skipped > 0 {
                tracing::warn!(units = loaded.skipped, "units of HSA are incomplete and left out");
            }
            if now > 1 {
                lines.push("Successfully reset HSA cache. ".to_owned());
                lines.push(format!("HSA cache size was: {before} "));
                lines.push(format!("HSA cache now is: {now}."));
            } else {
                lines.push(format!("Warning: HSA cache reset to {now}. Was {before} entries!"));
            }
            let hierarchy = Some(Arc::new(loaded.hierarchy));
            HierarchyRefresh { hierarchy, lines }
        }
        Err(error) => {
            tracing::error!(%error, "the organisation tree could not be read; the one in use stays in use");
            lines.push("Reset HSA cache failed.".to_owned());
            lines.push(error.to_string());
            let hierarchy = None;
            HierarchyRefresh { hierarchy, lines }
        }
    }
}
