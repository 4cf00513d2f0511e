//! Contracts wherever they are: paths on disk, and URLs of running services.

use std::path::{Path, PathBuf};

use rivta_schema::Reading;

use crate::live::{self, LiveOptions};
use crate::problem::Problem;

/// What was given on the command line, read. All URLs are one reading, as the contracts of a domain are served each at
/// its own.
pub(crate) async fn read(paths: &[PathBuf], options: &LiveOptions) -> Vec<Result<Reading, Problem>> {
    let urls: Vec<&str> = paths.iter().filter_map(|path| url(path)).collect();
    let folders = paths.iter().filter(|path| url(path).is_none());
    let mut readings: Vec<_> = folders
        .map(|path| rivta_schema::read(path).map_err(|error| Problem::of(&error, &[])))
        .collect();
    if !urls.is_empty() {
        readings.push(live::read(&urls, options).await);
    }
    readings
}

fn url(path: &Path) -> Option<&str> {
    path.to_str().filter(|path| live::is_url(path))
}
