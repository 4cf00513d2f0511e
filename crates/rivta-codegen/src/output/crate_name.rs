//! The name of a crate.

use std::fmt;

use crate::error::Error;

/// Names that a crate cannot have: it would hide what its code depends on.
const HIDING: [&str; 7] = ["alloc", "core", "proc_macro", "rivta_soap", "std", "test", "build"];
/// The longest name that registries take.
const LONGEST: usize = 64;

/// A name that cargo and Rust both take: ASCII letters, digits, `-` and `_`, first a letter, at most
/// 64 in all, no keyword, and no name of a crate that generated code uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrateName(String);

impl CrateName {
    /// Checks a name.
    ///
    /// # Errors
    /// [`Error::CrateName`], which says what is wrong with it.
    pub fn new(name: impl Into<String>) -> Result<Self, Error> {
        let name = name.into();
        match wrong(&name) {
            Some(reason) => Err(Error::CrateName { name, reason }),
            None => Ok(Self(name)),
        }
    }

    /// The name as Rust code has it: `_` for `-`.
    pub fn rust_name(&self) -> String {
        self.0.replace('-', "_")
    }
}

impl fmt::Display for CrateName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn wrong(name: &str) -> Option<String> {
    let in_code = name.replace('-', "_");
    let odd = name
        .chars()
        .find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')));
    if name.is_empty() {
        Some("it is empty".to_owned())
    } else if let Some(odd) = odd {
        Some(format!(
            "{odd:?} may not stand in it, only ASCII letters, digits, - and _"
        ))
    } else if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        Some("it must begin with a letter".to_owned())
    } else if name.len() > LONGEST {
        Some(format!("it has more than {LONGEST} characters"))
    } else if syn::parse_str::<syn::Ident>(&in_code).is_err() {
        Some("it is a keyword of Rust".to_owned())
    } else if HIDING.contains(&in_code.as_str()) {
        Some("a crate that generated code depends on, or cargo itself, has that name".to_owned())
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_cargo_takes_are_taken() {
        for name in ["a", "care-contracts", "Care_1", &"x".repeat(64)] {
            assert!(CrateName::new(name).is_ok(), "{name}");
        }
        assert!(CrateName::new("a-b").is_ok_and(|name| name.rust_name() == "a_b"));
    }

    #[test]
    fn others_are_refused_with_the_reason() {
        for (name, reason) in [
            ("", "empty"),
            ("v\u{e5}rd", "'\u{e5}'"),
            ("a b", "' '"),
            ("1a", "begin with a letter"),
            ("-a", "begin with a letter"),
            ("fn", "keyword"),
            ("rivta-soap", "depends on"),
            (&"x".repeat(65), "64"),
        ] {
            let error = CrateName::new(name)
                .err()
                .map(|error| error.to_string())
                .unwrap_or_default();
            assert!(error.contains(reason), "{name}: {error}");
        }
    }
}
