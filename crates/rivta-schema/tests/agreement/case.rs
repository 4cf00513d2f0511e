//! Schemas with messages: the golden cases, the corpus, and the validator's own cases.

use std::path::{Path, PathBuf};

use rivta_schema::validate::Validator;

/// Schemas and a folder with messages.
pub(crate) struct Case {
    pub(crate) name: String,
    folder: PathBuf,
    pub(crate) validator: Validator,
    /// The schemas that lead to all others.
    pub(crate) schemas: Vec<PathBuf>,
    /// Whether libxml2 cannot load the schemas: the file `not-loaded` says so.
    pub(crate) not_loaded: bool,
}

impl Case {
    fn new(name: String, folder: PathBuf, package: &Path) -> Self {
        let reading = rivta_schema::read(package).unwrap();
        assert!(reading.errors.is_empty(), "{name}: {:?}", reading.errors);
        let [read] = reading.packages.as_slice() else {
            panic!("{name}: {} packages", reading.packages.len());
        };
        let mut schemas = xsds(&package.join("interactions"));
        if schemas.is_empty() {
            schemas = xsds(package);
        }
        Self {
            validator: Validator::of(&read.package.schemas).unwrap_or_else(|error| panic!("{name}: {error}")),
            not_loaded: folder.join("not-loaded").exists(),
            name,
            folder,
            schemas,
        }
    }

    /// The messages of a folder: their names and bytes.
    pub(crate) fn samples(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let mut found = files(&self.folder.join(folder), "xml");
        found.sort();
        let name = |path: &Path| format!("{}/{folder}/{}", self.name, path.file_name().unwrap().display());
        found
            .iter()
            .map(|path| (name(path), std::fs::read(path).unwrap()))
            .collect()
    }
}

/// Every case of the repository.
pub(crate) fn all() -> Vec<Case> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap();
    let mut cases = Vec::new();
    for folder in folders(&top.join("testsuite/golden")) {
        let package = folder.join("schemas");
        cases.push(Case::new(format!("golden/{}", name(&folder)), folder, &package));
    }
    for folder in folders(&top.join("testsuite/validation")) {
        let package = folder.join("schemas");
        cases.push(Case::new(format!("validation/{}", name(&folder)), folder, &package));
    }
    for folder in folders(&top.join("testsuite/corpus")) {
        let releases = folders(&top.join("schemas").join(name(&folder)));
        let [package] = releases.as_slice() else {
            panic!("{} releases of {}", releases.len(), name(&folder));
        };
        cases.push(Case::new(format!("corpus/{}", name(&folder)), folder, package));
    }
    cases
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap().to_str().unwrap().to_owned()
}

fn folders(parent: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(parent).unwrap();
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension() == Some(extension.as_ref()))
        .collect()
}

/// All schemas below a folder.
fn xsds(folder: &Path) -> Vec<PathBuf> {
    let mut found = files(folder, "xsd");
    if folder.is_dir() {
        found.extend(folders(folder).iter().flat_map(|inner| xsds(inner)));
    }
    found.sort();
    found
}
