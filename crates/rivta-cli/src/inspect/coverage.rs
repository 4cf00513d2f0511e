//! What the generator leaves out of the code or takes in another way than written.

use rivta_codegen::plan;
use rivta_schema::{Package, Place};

use super::unusual::{Finding, Findings};

/// What the generator notes about a package.
pub(crate) fn gaps(package: &Package) -> Vec<Finding> {
    let mut findings = Findings::default();
    match plan::package(package) {
        Ok(plan) => {
            for note in plan.notes {
                let place = note.position.map(|(line, column)| Place {
                    file: note.path.clone(),
                    line,
                    column,
                });
                findings.add(note.what, place.as_ref());
            }
        }
        Err(error) => findings.add(error.to_string(), None),
    }
    findings.into_list()
}
