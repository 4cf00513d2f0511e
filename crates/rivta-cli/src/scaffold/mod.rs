//! `rivta new-producer` and `rivta new-consumer`: a running project for one contract, with mutual TLS.

pub(crate) mod arguments;
mod certificates;
mod messages;
mod project;
mod sample;
mod selection;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rivta_codegen::output::{Crate, CrateName, Folder, Runtime};
use rivta_codegen::plan::{Contract, PackagePlan};
use rivta_soap::time::{Clock as _, SystemClock};

use crate::error::Error;
use crate::generate::runtime;
use crate::input;
use crate::problem::{self, Problem};
use arguments::ScaffoldOptions;
use messages::Messages;
pub(crate) use project::End;
use project::Words;
use selection::Selected;

/// The crate of generated code within a project.
const CONTRACTS: &str = "contracts";
/// The oldest Rust that builds the libraries.
const RUST_VERSION: &str = env!("CARGO_PKG_RUST_VERSION");
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Writes the project; the exit code tells whether it is there.
pub(crate) async fn run(end: End, options: &ScaffoldOptions) -> ExitCode {
    match scaffold(end, options).await {
        Ok(told) => {
            print!("{told}");
            ExitCode::SUCCESS
        }
        Err(problems) => {
            eprint!("{}", problem::text_of(&problems));
            ExitCode::FAILURE
        }
    }
}

async fn scaffold(end: End, options: &ScaffoldOptions) -> Result<String, Vec<Problem>> {
    let told = |error: Error| {
        vec![match &error {
            Error::Codegen(error) => Problem::of_generating(error, &[]),
            other => Problem::plain(other.to_string(), ""),
        }]
    };
    let name = name(&options.folder).map_err(told)?;
    check_free(&options.folder).map_err(told)?;
    let selected = selection::choose(input::read(&options.paths, &options.live).await, &options.contract)?;
    let (Some(plan), Some(contract)) = (selected.plan(), selected.contract()) else {
        return Err(told(Error::value(
            "--contract",
            "a contract that code can be written for",
        )));
    };
    let project = Project {
        end,
        options,
        name,
        selected: &selected,
        plan,
        contract,
    };
    project.write().map_err(told)
}

/// The name of the project: that of its folder.
fn name(folder: &Path) -> Result<CrateName, Error> {
    let absolute = std::path::absolute(folder).map_err(Error::file(folder))?;
    let name = absolute.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = CrateName::new(name.unwrap_or_default())?;
    if name.rust_name() == CONTRACTS {
        return Err(Error::value("DIR", "another name than that of the generated crate"));
    }
    Ok(name)
}

fn check_free(folder: &Path) -> Result<(), Error> {
    let mut entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::file(folder)(error)),
    };
    match entries.next() {
        Some(_) => Err(Error::value(
            folder.display().to_string(),
            "the folder must be missing or empty",
        )),
        None => Ok(()),
    }
}

struct Project<'p> {
    end: End,
    options: &'p ScaffoldOptions,
    name: CrateName,
    selected: &'p Selected,
    plan: &'p PackagePlan,
    contract: &'p Contract,
}

impl Project<'_> {
    /// Writes everything; gives what is told about it.
    fn write(&self) -> Result<String, Error> {
        let folder = &self.options.folder;
        let messages = Messages::of(self.plan, self.contract);
        let words = self.words(&messages)?;
        self.write_contracts(&folder.join(CONTRACTS))?;
        project::write(folder, self.end, &words)?;
        messages.write(folder, certificates::PRODUCER.1)?;
        if self.options.pki.is_none() {
            certificates::make(&folder.join("pki"), SystemClock.now())?;
        }
        self.lock_versions()?;
        Ok(self.told(&messages))
    }

    fn write_contracts(&self, folder: &Path) -> Result<(), Error> {
        let name = CrateName::new(CONTRACTS)?;
        let files = Crate::new(name, self.runtime(folder)?).files(&self.selected.collection)?;
        Folder::at(folder)?.write(&files)?;
        Ok(())
    }

    /// How a crate in a folder of the project finds rivta. The project is a workspace of its own, wherever it stands.
    fn runtime(&self, folder: &Path) -> Result<Runtime, Error> {
        Ok(match runtime::find(self.options.workspace.as_deref(), folder)? {
            Runtime::Checkout { path, .. } => Runtime::Checkout { path, around: false },
            Runtime::Version => Runtime::Version,
        })
    }

    /// The versions that the checkout was tested with; cargo takes from them what the project needs.
    fn lock_versions(&self) -> Result<(), Error> {
        let Some(checkout) = &self.options.workspace else {
            return Ok(());
        };
        match std::fs::read_to_string(checkout.join("Cargo.lock")) {
            Ok(lock) => project::write_file(&self.options.folder, "Cargo.lock", &lock),
            // A checkout may do without.
            Err(_) => Ok(()),
        }
    }

    fn words(&self, messages: &Messages) -> Result<Words, Error> {
        let runtime = self.runtime(&self.options.folder)?;
        let library = |name: &str| match &runtime {
            Runtime::Version => format!("{VERSION:?}"),
            Runtime::Checkout { path, .. } => {
                let path = format!("{}/crates/{name}", path.trim_end_matches('/'));
                format!("{{ version = {VERSION:?}, path = {path:?} }}")
            }
        };
        let Contract {
            name,
            module,
            rust_name,
            ..
        } = self.contract;
        let domain = self.plan.id.domain.replace(':', "/");
        let (major, profile) = (self.contract.major, self.contract.profile);
        Ok(vec![
            ("project", self.name.to_string()),
            ("crate", self.name.rust_name()),
            ("rust_version", RUST_VERSION.to_owned()),
            ("rivta_soap", library("rivta-soap")),
            ("rivta_producer", library("rivta-producer")),
            ("rivta_consumer", library("rivta-consumer")),
            ("contract", name.clone()),
            ("namespace", self.contract.namespace.clone()),
            ("path", format!("{}::{module}::{rust_name}", self.plan.module)),
            ("soap_action", self.contract.soap_action.clone()),
            ("url_path", format!("/{domain}/{name}/{major}/{profile}")),
            ("logical_address", certificates::PRODUCER.1.to_owned()),
            ("producer_id", certificates::PRODUCER.1.to_owned()),
            ("consumer_id", certificates::CONSUMER.1.to_owned()),
            ("pki", self.pki()?),
            ("notes", notes(messages)),
        ])
    }

    /// The folder of the certificates as seen from the project.
    fn pki(&self) -> Result<String, Error> {
        let Some(given) = &self.options.pki else {
            return Ok("pki".to_owned());
        };
        if !given.join("ca.pem").is_file() {
            return Err(Error::value("--pki", format!("{} holds no ca.pem", given.display())));
        }
        let path: PathBuf = runtime::way(&self.options.folder, given)?;
        Ok(path.to_string_lossy().replace('\\', "/"))
    }

    fn told(&self, messages: &Messages) -> String {
        let (what, does) = match self.end {
            End::Producer => ("producer", "serves it"),
            End::Consumer => ("consumer", "calls it"),
        };
        let folder = self.options.folder.display();
        let mut text = format!(
            "{folder}: a {what} of {}\n  cd {folder}\n  cargo run    # {does}\n  cargo test\n",
            self.contract.name
        );
        for path in messages.open() {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "No value was found for {path}; put one in the place of ?.");
        }
        text
    }
}

/// What a person has to do yet, for the project's README.
fn notes(messages: &Messages) -> String {
    let open = messages.open();
    if open.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = open.iter().map(|path| format!("- `{path}`")).collect();
    format!(
        "\n\nNo value was found for these; put one in the place of `?`:\n\n{}",
        lines.join("\n")
    )
}
