//! Lines of a file of identities.

use rivta_soap::identity::PersonIdentity;

use super::lines::{Line, LineProblem};

pub(super) const COLUMNS: &[&str] = &["root", "extension", "main_root", "main_extension"];

/// An identity and the main identity it is linked with.
pub(super) struct IdentityLine {
    pub(super) identity: PersonIdentity,
    pub(super) main: Option<PersonIdentity>,
}

pub(super) fn read_line(line: &Line<'_>) -> Result<IdentityLine, LineProblem> {
    let identity = read_identity(line, "root", "extension")?;
    if line.text("main_root").is_empty() && line.text("main_extension").is_empty() {
        return Ok(IdentityLine { identity, main: None });
    }
    let main = read_identity(line, "main_root", "main_extension")?;
    Ok(IdentityLine {
        identity,
        main: Some(main),
    })
}

/// Reads an identity from its two columns.
pub(super) fn read_identity(line: &Line<'_>, root: &str, extension: &str) -> Result<PersonIdentity, LineProblem> {
    if !rivta_soap::identity::oid::is_oid(line.text(root)) {
        return Err(line.problem(root, "an OID"));
    }
    line.read(extension, |text| {
        PersonIdentity::from_root_extension(line.text(root), text)
    })
}
