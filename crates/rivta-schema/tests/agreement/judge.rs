//! The foreign judge: xmllint.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Message;
use super::case::Case;

/// Files a call: the arguments of a process are limited.
const AT_ONCE: usize = 2000;

/// Whether each message is valid for xmllint; `None` if it cannot load the schemas.
pub(crate) fn verdicts(case: &Case, messages: &[Message]) -> Option<Vec<bool>> {
    let folder = tempfile::tempdir().unwrap();
    let schema = folder.path().join("all.xsd");
    std::fs::write(&schema, imports(&case.schemas)).unwrap();
    let paths: Vec<PathBuf> = (0..messages.len())
        .map(|index| folder.path().join(format!("{index}.xml")))
        .collect();
    for (path, message) in paths.iter().zip(messages) {
        std::fs::write(path, &message.bytes).unwrap();
    }
    let mut valid = HashSet::new();
    for some in paths.chunks(AT_ONCE) {
        valid.extend(valid_by(&schema, some)?);
    }
    Some(paths.iter().map(|path| valid.contains(path)).collect())
}

/// A schema that leads to all of a package.
fn imports(schemas: &[PathBuf]) -> String {
    let mut text = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>".to_owned();
    for schema in schemas {
        let source = std::fs::read_to_string(schema).unwrap();
        let document = roxmltree::Document::parse(&source).unwrap();
        let location = schema.display();
        match document.root_element().attribute("targetNamespace") {
            Some(namespace) => {
                text.push_str(&format!(
                    "<xs:import namespace='{namespace}' schemaLocation='{location}'/>"
                ));
            }
            None => text.push_str(&format!("<xs:include schemaLocation='{location}'/>")),
        }
    }
    text + "</xs:schema>"
}

fn valid_by(schema: &Path, files: &[PathBuf]) -> Option<Vec<PathBuf>> {
    let output = Command::new("xmllint")
        .args(["--nonet", "--noout", "--schema"])
        .arg(schema)
        .args(files)
        .output()
        .expect(
            "this test needs xmllint as a foreign judge; install it with \
             `apt-get install libxml2-utils`, `dnf install libxml2` or `brew install libxml2`",
        );
    let report = String::from_utf8_lossy(&output.stderr);
    if report.contains("failed to compile") {
        return None;
    }
    let verdicts = report.lines().filter_map(|line| line.strip_suffix(" validates"));
    Some(verdicts.map(PathBuf::from).collect())
}
