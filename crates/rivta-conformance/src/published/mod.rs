//! Suites as they are published: a domain release, or one suite's folder, run without being edited.
//!
//! ```text
//! test-suite/<X>/        <X>-soapui-project.xml  data.xml  constraints.xml      asks a producer
//! test-suite/<X>Mock/    <X>Mock-soapui-project.xml  constraints.xml            answers a consumer
//! schemas/               the contracts
//! ```
//!
//! Names drift between releases, so files are matched by how they end and what they hold. The projects are converted
//! ([`crate::soapui`]), `data.xml` gives the variables; a variable of the target goes before one of `globaldata`, which the
//! testers of a published suite fill in, and after one of a test case.

mod mock;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::case::{Area, read_area};
use crate::error::Error;
use crate::file;
use crate::soapui::{self, Conversion, Loss, Source};
use crate::target::Target;

/// Bytes of one file of a suite. The largest published project has some megabytes.
const FILE_BYTES: u64 = 64 << 20;
/// Folders that are looked into.
const FOLDERS: usize = 2_000;

/// Suites ready to run.
#[derive(Debug, Default)]
pub struct Published {
    /// An area for each test suite and each mock.
    pub areas: Vec<Area>,
    /// What has no counterpart, with the project it stands in.
    pub losses: Vec<(PathBuf, Loss)>,
}

/// A project, and what lies beside it.
#[derive(Debug)]
pub struct Suite {
    /// `…-soapui-project.xml`.
    pub project: Vec<u8>,
    /// `data.xml`, where there is one.
    pub data: Option<Vec<u8>>,
    /// `constraints.xml` and its like, with their file names.
    pub constraints: Vec<(String, Vec<u8>)>,
}

impl Suite {
    /// Reads a project and what belongs to it in the same folder: files whose names end with `data.xml` and
    /// `constraints.xml`, and all of the folder `schematron`.
    ///
    /// # Errors
    /// [`Error::Read`]; [`Error::CaseFile`] when a file is too large.
    pub fn read(project: &Path) -> Result<Self, Error> {
        let folder = project.parent().filter(|folder| !folder.as_os_str().is_empty());
        let (files, folders) = entries(folder.unwrap_or(Path::new(".")))?;
        let data = files
            .iter()
            .find(|path| ends(path, "data.xml") && !ends(path, "mockdata.xml"));
        let rules = rules_of(&files, &folders)?;
        let named = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok((name, bytes_of(path)?))
        };
        let rules = rules.iter().map(named).collect::<Result<Vec<_>, Error>>()?;
        Ok(Self {
            project: bytes_of(project)?,
            data: data.map(|path| bytes_of(path)).transpose()?,
            // A template that others are made from begins with its own mark; it is no rule file.
            constraints: rules.into_iter().filter(|(_, text)| !text.starts_with(b"#!")).collect(),
        })
    }

    /// As test cases of our format.
    ///
    /// # Errors
    /// As [`soapui::convert`].
    pub fn convert(&self) -> Result<Conversion, Error> {
        soapui::convert(&Source {
            project: &self.project,
            data: self.data.as_deref(),
            constraints: &self.constraints,
        })
    }
}

/// Reads every suite below a folder. What the projects hold is written below `work`, where the cases then lie.
///
/// # Errors
/// [`Error::Read`], [`Error::CaseFile`], [`Error::Message`] and [`Error::Project`]; [`Error::Configuration`] when there is no
/// project below the folder.
pub fn read(folder: &Path, work: &Path, target: &Target) -> Result<Published, Error> {
    let (projects, schemas) = found(folder)?;
    if projects.is_empty() {
        let problem = format!(
            "{}: här finns ingen fil som slutar på soapui-project.xml",
            folder.display()
        );
        return Err(Error::Configuration {
            problems: vec![problem],
        });
    }
    let mut published = Published::default();
    let mut taken = HashSet::new();
    for project in &projects {
        // Two folders may hold projects of one name.
        let name = soapui::unique(&name_of(project), &mut taken);
        let one_of_many = Some(name.as_str()).filter(|_| projects.len() > 1);
        published.add(project, &work.join(&name), one_of_many)?;
    }
    for area in &mut published.areas {
        if !schemas.is_empty() {
            area.packages.clone_from(&schemas);
        } else if !target.packages.is_empty() {
            area.packages.clear();
        }
        filled_in(area, target);
    }
    Ok(published)
}

impl Published {
    /// Adds the areas of a project; one of many puts its name before theirs.
    fn add(&mut self, project: &Path, work: &Path, one_of_many: Option<&str>) -> Result<(), Error> {
        let suite = Suite::read(project).map_err(|error| in_file(project, error))?;
        let mut conversion = suite.convert().map_err(|error| in_file(project, error))?;
        conversion.write(work)?;
        for converted in &conversion.areas {
            let mut area = read_area(&work.join(&converted.name))?;
            if let Some(name) = one_of_many {
                area.name = format!("{name}-{}", area.name);
            }
            self.areas.push(area);
        }
        let (mock, told) = mock::area(&suite, work)?;
        // What answers a consumer is an area of its own.
        let is_mock = |loss: &Loss| mock.is_some() && loss.what.starts_with("mockService");
        let losses = conversion.losses.into_iter().filter(|loss| !is_mock(loss));
        self.losses
            .extend(losses.chain(told).map(|loss| (project.to_owned(), loss)));
        self.areas.extend(mock);
        Ok(())
    }
}

/// An error of a file that does not name itself.
fn in_file(path: &Path, error: Error) -> Error {
    match error {
        Error::Message { what } | Error::Project { what } => Error::CaseFile {
            path: path.to_owned(),
            what,
        },
        other => other,
    }
}

/// Puts what the target says in place of what the publisher has left in `globaldata`.
fn filled_in(area: &mut Area, target: &Target) {
    area.variables.retain(|name, _| !target.variables.contains_key(name));
    if target.logical_addresses.contains_key("producer") && area.variables.contains_key("logicalAddress") {
        let ours = "${logicalAddress.producer}".to_owned();
        area.variables.insert("logicalAddress".to_owned(), ours);
    }
}

/// The name of a project, for a folder.
fn name_of(project: &Path) -> String {
    let name = project.file_name().unwrap_or_default().to_string_lossy();
    name.trim_end_matches(".xml")
        .trim_end_matches("-soapui-project")
        .to_owned()
}

/// The projects below a folder, and where its contracts are.
fn found(folder: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Error> {
    let mut open = vec![folder.to_owned()];
    let (mut projects, mut schemas, mut looked) = (Vec::new(), Vec::new(), 0);
    while let Some(folder) = open.pop() {
        looked += 1;
        if looked > FOLDERS {
            return Err(Error::CaseFile {
                path: folder,
                what: format!("more than {FOLDERS} folders"),
            });
        }
        let (files, folders) = entries(&folder)?;
        projects.extend(files.into_iter().filter(|path| ends(path, "soapui-project.xml")));
        for below in folders {
            if below.file_name().is_some_and(|name| name == "schemas") {
                schemas.push(below);
            } else {
                open.push(below);
            }
        }
    }
    projects.sort();
    if schemas.is_empty() {
        schemas.extend(schemas_above(folder));
    }
    Ok((projects, schemas))
}

/// The rules that lie beside a project.
fn rules_of(files: &[PathBuf], folders: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let is_rules = |path: &&PathBuf| ends(path, "constraints.xml") || ends(path, "constraints.sch");
    let mut rules: Vec<PathBuf> = files.iter().filter(is_rules).cloned().collect();
    for folder in folders.iter().filter(|path| ends(path, "schematron")) {
        let inside = entries(folder)?.0.into_iter();
        rules.extend(inside.filter(|path| ends(path, ".xml") || ends(path, ".sch")));
    }
    Ok(rules)
}

/// Whether a path ends so, in capitals or not.
fn ends(path: &Path, end: &str) -> bool {
    path.to_string_lossy().to_lowercase().ends_with(end)
}

/// The contracts of the release that a suite's folder belongs to.
fn schemas_above(folder: &Path) -> Option<PathBuf> {
    let above = folder.canonicalize().ok()?;
    above
        .ancestors()
        .skip(1)
        .take(3)
        .map(|above| above.join("schemas"))
        .find(|schemas| schemas.is_dir())
}

/// The files and the folders of a folder, in the order of their names; hidden ones are passed over.
fn entries(folder: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Error> {
    let failed = |source| Error::Read {
        path: folder.to_owned(),
        source,
    };
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let kind = entry.file_type().map_err(failed)?;
        if !hidden && !kind.is_symlink() {
            all.push(entry.path());
        }
    }
    all.sort();
    Ok(all.into_iter().partition(|path| path.is_file()))
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Error> {
    file::bytes(path, FILE_BYTES)
}
