//! A crate that generates its contracts with [`rivta_codegen::Build`], built and run with cargo.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rivta_codegen::{Build, Error};

const BUILD: &str = r#"fn main() -> Result<(), rivta_codegen::Error> {
    rivta_codegen::Build::new().package("published/b").package("published/a").compile()
}
"#;

/// What a stranger writes from the words "a message has the root's name and a round trip".
const MAIN: &str = r#"#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]
//! Prints the messages.

/// The contracts.
pub mod contracts {
    rivta_soap::include_contracts!();
}

use contracts::test_latin_1_0::register_visit::RegisterVisit;
use rivta_soap::Contract as _;

fn main() {
    for m in contracts::messages() {
        let (namespace, local): (&str, &str) = (m.root.namespace.uri, m.root.local);
        assert_eq!((namespace, local), (m.namespace(), m.local_name()));
        let wrong = b"<wrong/>";
        assert_eq!(m.roundtrip(wrong).unwrap_err(), (m.roundtrip)(wrong).unwrap_err());
        println!("{} {} {}", m.package.domain, m.package.release, m.root);
    }
    println!("{} {}", RegisterVisit::NAME, RegisterVisit::PACKAGE.files.len());
}
"#;

#[test]
fn a_crate_generates_its_contracts_while_it_is_built() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("building");
    let top = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap();
    let packages = top.join("testsuite/packages");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    copy(&packages.join("several-releases"), &folder.join("published/a"));
    copy(&packages.join("latin-1"), &folder.join("published/b"));
    let manifest = std::fs::read_to_string(top.join("Cargo.toml")).unwrap();
    let (_, profiles) = manifest.split_once("[profile.dev]").unwrap();
    let crates = top.join("crates");
    let manifest = format!(
        "[package]\nname = \"built\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\nrivta-soap = {{ path = {:?} }}\n\n[build-dependencies]\nrivta-codegen = {{ path = {:?} }}\n\n\
         [profile.dev]{profiles}",
        crates.join("rivta-soap"),
        crates.join("rivta-codegen")
    );
    for (name, text) in [
        ("Cargo.toml", manifest.as_str()),
        ("build.rs", BUILD),
        ("src/main.rs", MAIN),
    ] {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    std::fs::copy(top.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();

    let (printed, _) = run(&folder);
    for line in [
        "test:several 1.0 {urn:riv:test:several:GetOneResponder:1}GetOne",
        "test:several 2.0 {urn:riv:test:several:GetOneResponder:2}GetOne",
        "RegisterVisit 3",
    ] {
        assert!(printed.lines().any(|it| it == line), "{line} is missing in\n{printed}");
    }

    let (_, told) = run(&folder);
    assert!(!told.contains("Compiling"), "nothing has changed: {told}");
    std::fs::remove_dir_all(folder.join("published/a")).unwrap();
    copy(&packages.join("inline-schema"), &folder.join("published/a"));
    let (printed, _) = run(&folder);
    assert!(
        printed.contains("test:inline 1 ") && !printed.contains("test:several"),
        "{printed}"
    );
}

#[test]
fn refusals_are_errors_unless_passed_over() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let schema = |body: &str| format!("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>{body}</xs:schema>");
    std::fs::write(
        folder.path().join("a.xsd"),
        schema("<xs:element name='a' type='xs:int'/>"),
    )
    .unwrap();
    std::fs::write(
        folder.path().join("b.xsd"),
        schema("\n<xs:element name='b' type='Nowhere'/>"),
    )
    .unwrap();
    let build = Build::new().package(folder.path()).out_dir(out.path());
    let error = build.clone().compile().unwrap_err();
    assert!(
        matches!(&error, Error::Refused { refused } if refused.len() == 1),
        "{error}"
    );
    assert!(error.to_string().contains("b.xsd:2:1"), "{error}");
    assert!(!out.path().join("contracts.rs").exists());
    build.skip_refused().compile().unwrap();
    assert!(out.path().join("contracts.rs").exists());
    assert!(matches!(Build::new().compile(), Err(Error::NoOutDir)));
}

/// Runs the crate; what it printed and what cargo said.
fn run(folder: &Path) -> (String, String) {
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().to_owned();
    let mut command = Command::new(env!("CARGO"));
    command
        .arg("run")
        .current_dir(folder)
        .env_remove("OUT_DIR")
        .env_remove("RUSTFLAGS");
    let Output { status, stdout, stderr } = command
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_NET_OFFLINE", "true")
        .output()
        .unwrap();
    let told = String::from_utf8(stderr).unwrap();
    assert!(status.success(), "{told}");
    (String::from_utf8(stdout).unwrap(), told)
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}
