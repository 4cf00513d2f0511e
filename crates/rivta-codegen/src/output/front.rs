//! The files of a crate.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Collection, CrateName, MARK, OutputFile, Runtime, manifest, package_files, readme};
use crate::error::Error;

/// What git is to know: nothing may change the bytes, and nobody reviews the code line by line.
const ATTRIBUTES: &str = "* -text\nsrc/** linguist-generated=true\nschemas/** linguist-vendored=true\n";

/// A crate to be written.
#[derive(Debug, Clone)]
pub struct Crate {
    name: CrateName,
    runtime: Runtime,
}

impl Crate {
    /// A crate of this name.
    pub fn new(name: CrateName, runtime: Runtime) -> Self {
        Self { name, runtime }
    }

    /// The files, sorted by path. They depend on the packages and on nothing else: not on where the
    /// packages were found, nor on the order they were added in.
    ///
    /// # Errors
    /// [`Error::NotRust`], which is an error in the generator.
    pub fn files(&self, collection: &Collection) -> Result<Vec<OutputFile>, Error> {
        let domains: BTreeSet<&str> = collection
            .packages()
            .iter()
            .map(|it| it.plan.id.domain.as_str())
            .collect();
        let domains: Vec<&str> = domains.into_iter().collect();
        let mut files = vec![
            manifest::file(&self.name, &self.runtime, &domains),
            readme::file(&self.name, &self.runtime, collection),
            OutputFile::text(".gitattributes", ATTRIBUTES),
            OutputFile::text("src/lib.rs", front_page(&self.name, collection)),
        ];
        for package in collection.packages() {
            files.extend(package_files::files(package, package_files::Place::Crate)?);
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }
}

/// The `lib.rs`.
fn front_page(name: &CrateName, collection: &Collection) -> String {
    let rust_name = name.rust_name();
    let mut text = format!(
        "{MARK}
//! Types and contracts of service domains (RIV-TA), generated from their schemas.
//!
"
    );
    for package in collection.packages() {
        let (module, id) = (&package.plan.module, &package.plan.id);
        // Writing to a String cannot fail.
        let _ = writeln!(text, "//! * [`{module}`]: `{}` {}", id.domain, id.release);
    }
    let _ = write!(
        text,
        "//!
//! ```
//! for message in {rust_name}::messages() {{
//!     println!(\"{{}} {{}}\", message.package.domain, message.root);
//! }}
//! ```

// Names are those of the schemas. The compiler asks for these at the root of a crate.
#![allow(confusable_idents, mixed_script_confusables, uncommon_codepoints)]

pub use rivta_soap;
pub use rivta_soap::contract::Message;
pub use rivta_soap::xml::DecodeError;

{}",
        items(collection)
    );
    text
}

/// The modules of the packages, and the messages of all of them.
pub(super) fn items(collection: &Collection) -> String {
    let (mut modules, mut lists) = (String::new(), String::new());
    for package in collection.packages() {
        let module = &package.plan.module;
        // Writing to a String cannot fail.
        let _ = writeln!(modules, "#[rustfmt::skip]\npub mod {module};");
        let _ = writeln!(lists, "        {module}::messages(),");
    }
    format!(
        "{modules}
/// Every global element of every package, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [rivta_soap::contract::Message] {{
    &MESSAGES
}}

#[rustfmt::skip]
static MESSAGES: std::sync::LazyLock<Vec<rivta_soap::contract::Message>> = std::sync::LazyLock::new(|| {{
    [
{lists}    ]
    .concat()
}});
"
    )
}
