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

use std::fs;
use std::path::{Path, PathBuf};

use crate::case::{Area, read_area};
use crate::error::Error;
use crate::soapui::{self, Loss, Source};
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

/// A folder with a project, and what lies beside it.
#[derive(Debug)]
struct Suite {
    project: PathBuf,
    data: Option<PathBuf>,
    constraints: Vec<PathBuf>,
}

/// Reads every suite below a folder. What the projects hold is written below `work`, where the cases then lie.
///
/// # Errors
/// [`Error::Read`], [`Error::CaseFile`], [`Error::Message`] and [`Error::Project`]; [`Error::Configuration`] when there is no
/// project below the folder.
pub fn read(folder: &Path, work: &Path, target: &Target) -> Result<Published, Error> {
    let (suites, schemas) = found(folder)?;
    if suites.is_empty() {
        let problem = format!(
            "{}: här finns ingen fil som slutar på soapui-project.xml",
            folder.display()
        );
        return Err(Error::Configuration {
            problems: vec![problem],
        });
    }
    let mut published = Published::default();
    for suite in &suites {
        published.add(suite, work, suites.len() > 1)?;
    }
    for area in &mut published.areas {
        area.packages.clone_from(&schemas);
        filled_in(area, target);
    }
    Ok(published)
}

impl Published {
    /// Adds the areas of a project; one of many puts its name before theirs.
    fn add(&mut self, suite: &Suite, work: &Path, one_of_many: bool) -> Result<(), Error> {
        let project = bytes_of(&suite.project)?;
        let data = suite.data.as_deref().map(bytes_of).transpose()?;
        let rules = suite.constraints.first().map(|path| bytes_of(path)).transpose()?;
        let source = Source {
            project: &project,
            data: data.as_deref(),
            constraints: rules.as_deref(),
        };
        let conversion = soapui::convert(&source)?;
        let own = work.join(name_of(&suite.project));
        for (path, content) in conversion.files()? {
            write(&own.join(path), &content)?;
        }
        for converted in &conversion.areas {
            let mut area = read_area(&own.join(&converted.name))?;
            if one_of_many {
                area.name = format!("{}-{}", name_of(&suite.project), area.name);
            }
            self.areas.push(area);
        }
        self.losses
            .extend(conversion.losses.into_iter().map(|loss| (suite.project.clone(), loss)));
        self.areas.extend(mock::area(&project, &suite.constraints, &own)?);
        Ok(())
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

/// The suites below a folder, and where its contracts are.
fn found(folder: &Path) -> Result<(Vec<Suite>, Vec<PathBuf>), Error> {
    let mut open = vec![folder.to_owned()];
    let (mut suites, mut schemas, mut looked) = (Vec::new(), Vec::new(), 0);
    while let Some(folder) = open.pop() {
        looked += 1;
        if looked > FOLDERS {
            break;
        }
        let (files, folders) = entries(&folder)?;
        let ends = |path: &&PathBuf, end: &str| path.to_string_lossy().to_lowercase().ends_with(end);
        let mut constraints: Vec<_> = files
            .iter()
            .filter(|path| ends(path, "constraints.xml"))
            .cloned()
            .collect();
        let beside = folders.iter().filter(|path| ends(path, "schematron"));
        for rules in beside {
            constraints.extend(entries(rules)?.0.into_iter().filter(|path| ends(&path, ".xml")));
        }
        for project in files.iter().filter(|path| ends(path, "soapui-project.xml")) {
            suites.push(Suite {
                project: project.clone(),
                data: files
                    .iter()
                    .find(|path| ends(path, "data.xml") && !ends(path, "mockdata.xml"))
                    .cloned(),
                constraints: constraints.clone(),
            });
        }
        for below in folders {
            if below.file_name().is_some_and(|name| name == "schemas") {
                schemas.push(below);
            } else {
                open.push(below);
            }
        }
    }
    suites.sort_by(|a, b| a.project.cmp(&b.project));
    if schemas.is_empty() {
        schemas.extend(schemas_above(folder));
    }
    Ok((suites, schemas))
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
    let failed = |source| Error::Read {
        path: path.to_owned(),
        source,
    };
    if fs::metadata(path).map_err(failed)?.len() > FILE_BYTES {
        return Err(Error::CaseFile {
            path: path.to_owned(),
            what: format!("more than {FILE_BYTES} bytes"),
        });
    }
    fs::read(path).map_err(failed)
}

fn write(path: &Path, content: &[u8]) -> Result<(), Error> {
    let failed = |source| Error::Read {
        path: path.to_owned(),
        source,
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, content).map_err(failed)
}
