//! What a command is given to read: contracts, on disk or from running services, and messages.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rivta_schema::Reading;
use rivta_soap::xml::Limits;

use crate::live::{self, LiveOptions};
use crate::problem::Problem;

/// What was given on the command line, read. All URLs are one reading, as the contracts of a domain are served each at
/// its own.
pub(crate) async fn read(given: &[PathBuf], options: &LiveOptions) -> Vec<Result<Reading, Problem>> {
    let (urls, paths) = told_apart(given);
    let read = |path| rivta_schema::read(path).map_err(|error| Problem::of(&error, &[]));
    let mut readings: Vec<_> = paths.into_iter().map(read).collect();
    if !urls.is_empty() {
        readings.push(live::read(&urls, options).await);
    }
    readings
}

/// The URLs among what was given, and the paths.
pub(crate) fn told_apart(given: &[PathBuf]) -> (Vec<&str>, Vec<&Path>) {
    let url = |path: &PathBuf| path.to_str().is_some_and(live::is_url);
    let (urls, paths): (Vec<&PathBuf>, Vec<&PathBuf>) = given.iter().partition(|path| url(path));
    let urls = urls.into_iter().filter_map(|url| url.to_str()).collect();
    (urls, paths.into_iter().map(PathBuf::as_path).collect())
}

/// The bytes of a message. Of a file that is larger than any reader takes, one byte more than they take, so that they
/// say so.
pub(crate) fn message(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = Limits::default().bytes as u64 + 1;
    File::open(file)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
