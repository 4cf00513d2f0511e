//! The shape of the workspace, held by a test: who may name whom, where sockets live, how files
//! are called, and that the README's map shows every crate.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Which of our crates a crate may name, in what it ships. docs/architecture.md shows the same.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("rivta-soap", &[]),
    ("rivta-pki", &[]),
    ("rivta-test-log", &[]),
    ("rivta-schema", &["rivta-soap"]),
    ("rivta-contracts", &["rivta-soap"]),
    ("rivta-catalog", &["rivta-soap"]),
    ("rivta-tls", &["rivta-soap"]),
    ("rivta-consumer", &["rivta-soap", "rivta-tls"]),
    ("rivta-producer", &["rivta-soap", "rivta-tls"]),
    ("rivta-codegen", &["rivta-schema"]),
    (
        "rivta-addressing",
        &["rivta-soap", "rivta-catalog", "rivta-contracts", "rivta-consumer"],
    ),
    (
        "rivta-aggregator",
        &[
            "rivta-soap",
            "rivta-catalog",
            "rivta-addressing",
            "rivta-contracts",
            "rivta-consumer",
            "rivta-producer",
        ],
    ),
    (
        "rivta-router",
        &[
            "rivta-soap",
            "rivta-catalog",
            "rivta-addressing",
            "rivta-contracts",
            "rivta-consumer",
            "rivta-producer",
        ],
    ),
    (
        "rivta-index",
        &["rivta-soap", "rivta-contracts", "rivta-consumer", "rivta-producer"],
    ),
    (
        "rivta-frikort",
        &["rivta-soap", "rivta-contracts", "rivta-consumer", "rivta-producer"],
    ),
    (
        "rivta-hogkostnadsskydd",
        &["rivta-soap", "rivta-contracts", "rivta-consumer", "rivta-producer"],
    ),
    (
        "rivta-conformance",
        &["rivta-soap", "rivta-schema", "rivta-consumer", "rivta-producer"],
    ),
    (
        "rivta-cli",
        &[
            "rivta-soap",
            "rivta-pki",
            "rivta-schema",
            "rivta-contracts",
            "rivta-catalog",
            "rivta-consumer",
            "rivta-producer",
            "rivta-codegen",
            "rivta-router",
            "rivta-index",
            "rivta-addressing",
            "rivta-aggregator",
            "rivta-frikort",
            "rivta-index",
            "rivta-hogkostnadsskydd",
            "rivta-conformance",
        ],
    ),
];

/// Crates that open sockets or speak over them, and the only two that may name them.
const SOCKETS: &[&str] = &["hyper", "hyper-util", "tokio-rustls"];
const ENDS: &[&str] = &["rivta-consumer", "rivta-producer"];

/// What TLS is configured with, and who may name it: what both ends share, which has no sockets, and the ends.
const TLS: &str = "rustls";
const TLS_NAMERS: &[&str] = &["rivta-tls", "rivta-consumer", "rivta-producer"];

const FORBIDDEN_NAMES: &[&str] = &[
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "types",
    "traits",
    "constants",
    "manager",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// Names of the dependencies a package ships with: those for tests are its own business.
fn shipped(package: &Value) -> BTreeSet<String> {
    let dependencies = package["dependencies"].as_array().unwrap().iter();
    dependencies
        .filter(|d| d["kind"] != "dev")
        .map(|d| d["name"].as_str().unwrap().to_owned())
        .collect()
}

fn name(package: &Value) -> &str {
    package["name"].as_str().unwrap()
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn crates_name_only_those_below_them() {
    let table: BTreeMap<_, BTreeSet<_>> = MAY_NAME
        .iter()
        .map(|(name, names)| (*name, names.iter().copied().collect()))
        .collect();
    for package in packages() {
        let allowed = table
            .get(name(&package))
            .unwrap_or_else(|| panic!("{} is not in the table", name(&package)));
        for dependency in shipped(&package)
            .iter()
            .filter(|dependency| dependency.starts_with("rivta-"))
        {
            assert!(
                allowed.contains(dependency.as_str()),
                "{} may not name {dependency}",
                name(&package)
            );
        }
    }
}

#[test]
fn the_table_has_no_crate_that_is_gone() {
    let found: BTreeSet<String> = packages().iter().map(|package| name(package).to_owned()).collect();
    let table: BTreeSet<String> = MAY_NAME.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, table);
}

#[test]
fn sockets_live_in_two_crates() {
    for package in packages() {
        if ENDS.contains(&name(&package)) {
            continue;
        }
        let names = shipped(&package);
        for forbidden in SOCKETS {
            assert!(
                !names.contains(*forbidden),
                "{} may not depend on {forbidden}",
                name(&package)
            );
        }
        let mut files = Vec::new();
        let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
        rust_files(&manifest.parent().unwrap().join("src"), &mut files);
        for file in files {
            let source = std::fs::read_to_string(&file).unwrap();
            for forbidden in ["tokio::net", "std::net::TcpStream", "std::net::TcpListener"] {
                assert!(!source.contains(forbidden), "{} names {forbidden}", file.display());
            }
        }
    }
}

#[test]
fn tls_is_configured_in_three_crates() {
    for package in packages() {
        let names = shipped(&package);
        if names.contains(TLS) {
            assert!(
                TLS_NAMERS.contains(&name(&package)),
                "{} may not depend on {TLS}",
                name(&package)
            );
        }
    }
}

#[test]
fn every_crate_takes_versions_lints_and_edition_from_the_workspace() {
    for package in packages() {
        let manifest = std::fs::read_to_string(package["manifest_path"].as_str().unwrap()).unwrap();
        for line in [
            "version.workspace = true",
            "edition.workspace = true",
            "[lints]\nworkspace = true",
        ] {
            assert!(manifest.contains(line), "{} lacks {line}", name(&package));
        }
        let document: toml::Table = manifest.parse().unwrap();
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(table) = document.get(section).and_then(|section| section.as_table()) else {
                continue;
            };
            for (dependency, value) in table {
                let inherited = value.get("workspace").and_then(toml::Value::as_bool) == Some(true);
                assert!(inherited, "{}: {dependency} has its own version", name(&package));
            }
        }
    }
}

#[test]
fn folders_are_called_as_their_packages_and_files_as_things() {
    for package in packages() {
        let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
        let folder = manifest.parent().unwrap();
        assert_eq!(folder.file_name().unwrap().to_str().unwrap(), name(&package));
        let mut files = Vec::new();
        rust_files(folder, &mut files);
        for file in files {
            let stem = file.file_stem().unwrap().to_str().unwrap();
            let parent = file.parent().unwrap().file_name().unwrap().to_str().unwrap();
            for part in [stem, parent] {
                assert!(
                    !FORBIDDEN_NAMES.contains(&part),
                    "{}: {part} says nothing",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn files_written_by_hand_stay_short() {
    let mut files = Vec::new();
    rust_files(&root().join("crates"), &mut files);
    for file in files {
        if file.components().any(|part| part.as_os_str() == "generated") {
            continue;
        }
        let lines = std::fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= 600, "{} has {lines} lines", file.display());
    }
}

#[test]
fn front_pages_hold_no_logic() {
    for package in packages() {
        let front = PathBuf::from(package["manifest_path"].as_str().unwrap())
            .with_file_name("src")
            .join("lib.rs");
        let Ok(source) = std::fs::read_to_string(&front) else {
            continue;
        };
        assert!(source.lines().count() < 120, "{} is over 120 lines", front.display());
        let code: Vec<_> = source
            .lines()
            .filter(|line| line.trim_start().starts_with("fn "))
            .collect();
        assert!(code.is_empty(), "{} holds functions", front.display());
    }
}

#[test]
fn the_readme_shows_every_crate() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let shown: BTreeSet<String> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| [`rivta-"))
        .filter_map(|rest| rest.split('`').next())
        .map(|rest| format!("rivta-{rest}"))
        .collect();
    let found: BTreeSet<String> = packages().iter().map(|package| name(package).to_owned()).collect();
    assert_eq!(shown, found, "the crate map of README.md");
}
