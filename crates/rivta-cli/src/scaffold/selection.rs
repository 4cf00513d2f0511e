//! Which of the contracts that were read is meant.

use rivta_codegen::output::Collection;
use rivta_codegen::plan::{Contract, PackagePlan};
use rivta_schema::{ReadPackage, Reading};

use crate::problem::Problem;

/// A contract and its package, planned.
pub(super) struct Selected {
    /// Holds the one package.
    pub(super) collection: Collection,
    /// The number of the contract in its package's plan.
    index: usize,
}

impl Selected {
    pub(super) fn plan(&self) -> Option<&PackagePlan> {
        self.collection.packages().first().map(|package| &package.plan)
    }

    pub(super) fn contract(&self) -> Option<&Contract> {
        self.plan()?.contracts.get(self.index)
    }
}

/// Chooses the contract of this name, or of this namespace.
///
/// # Errors
/// What to tell: it is not there, or it is there more than once, or no code can be written for it.
pub(super) fn choose(readings: Vec<Result<Reading, Problem>>, wanted: &str) -> Result<Selected, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut packages: Vec<ReadPackage> = Vec::new();
    for reading in readings {
        match reading {
            Ok(reading) => {
                problems.extend(reading.errors.iter().map(|error| Problem::of(error, &reading.failed)));
                packages.extend(reading.packages);
            }
            Err(problem) => problems.push(problem),
        }
    }
    let matching = packages.iter().enumerate().filter(|(_, read)| has(read, wanted));
    let found: Vec<usize> = matching.map(|(index, _)| index).collect();
    match found.as_slice() {
        [] => {
            problems.push(absent(&packages, wanted));
            Err(problems)
        }
        [index] => planned(packages.swap_remove(*index), wanted),
        several => {
            let several = several.iter().filter_map(|index| packages.get(*index));
            Err(vec![ambiguous(several, wanted)])
        }
    }
}

fn planned(read: ReadPackage, wanted: &str) -> Result<Selected, Vec<Problem>> {
    let tree = read.tree.clone();
    let names = listed(std::iter::once(&read), wanted);
    let mut collection = Collection::default();
    collection.add_package(read);
    let contracts = collection
        .packages()
        .first()
        .map(|package| package.plan.contracts.as_slice());
    let matching = contracts.unwrap_or_default().iter().enumerate();
    let matching: Vec<usize> = matching
        .filter(|(_, contract)| contract.name == wanted || contract.namespace == wanted)
        .map(|(index, _)| index)
        .collect();
    match matching.as_slice() {
        [index] => Ok(Selected {
            index: *index,
            collection,
        }),
        [] => {
            let refusals = collection.refusals().iter();
            Err(refusals
                .map(|refusal| Problem::of_generating(&refusal.error, std::slice::from_ref(&tree)))
                .collect())
        }
        _ => Err(vec![Problem::plain(
            format!("{wanted} means several contracts:{names}"),
            "Give the namespace of the one you mean: --contract urn:….",
        )]),
    }
}

fn has(read: &ReadPackage, wanted: &str) -> bool {
    let interactions = read.package.interactions.iter();
    let mut names = interactions.map(|it| (it.operation.as_str(), it.request.body.namespace.as_deref()));
    names.any(|(name, namespace)| name == wanted || namespace == Some(wanted))
}

fn absent(packages: &[ReadPackage], wanted: &str) -> Problem {
    let names = listed(packages.iter(), "");
    if names.is_empty() {
        return Problem::plain(
            format!("there is no contract {wanted}: nothing here has a WSDL"),
            "Give the folder or archive of a domain release, interactions beside core_components.",
        );
    }
    Problem::plain(
        format!("there is no contract {wanted}; there are:{names}"),
        "Names are told apart by case.",
    )
}

fn ambiguous<'p>(packages: impl Iterator<Item = &'p ReadPackage>, wanted: &str) -> Problem {
    let names = listed(packages, wanted);
    Problem::plain(
        format!("{wanted} means several contracts:{names}"),
        "Give the path of the one release you mean, or the namespace: --contract urn:….",
    )
}

/// One line for each contract of this name; for all where it is empty.
fn listed<'p>(packages: impl Iterator<Item = &'p ReadPackage>, wanted: &str) -> String {
    let mut lines = String::new();
    for read in packages {
        for it in &read.package.interactions {
            let namespace = it.request.body.namespace.as_deref().unwrap_or("no namespace");
            if wanted.is_empty() || it.operation == wanted || namespace == wanted {
                let (operation, path) = (&it.operation, read.path.display());
                lines.push_str(&format!("\n  {operation}  {namespace}  ({path})"));
            }
        }
    }
    lines
}
