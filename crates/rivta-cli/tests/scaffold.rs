//! Projects as `rivta new-producer` and `rivta new-consumer` write them: built, tested, run, and calling each other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod turn;

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

/// A small package.
const PACKAGE: &str = "testsuite/packages/older-profile";
const CONTRACT: &str = "GetStatus";

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

fn rivta(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rivta"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

#[track_caller]
fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Cargo in a project; what is built goes where this test was built, as most of it is there already.
fn cargo(project: &Path) -> Command {
    let target = Path::new(env!("CARGO_BIN_EXE_rivta")).ancestors().nth(2).unwrap();
    let mut command = Command::new(env!("CARGO"));
    command
        .current_dir(project)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0");
    command.env_remove("RUSTFLAGS").env("RUST_LOG", "info").arg("--offline");
    command
}

/// A process that is ended when the test is.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn set(project: &Path, from: &str, to: &str) {
    let path = project.join("settings.toml");
    let settings = std::fs::read_to_string(&path).unwrap();
    assert!(settings.contains(from), "{settings}");
    std::fs::write(path, settings.replace(from, to)).unwrap();
}

/// The promise: two commands each, and they talk.
#[test]
fn a_consumer_calls_a_producer() {
    let _turn = turn::taken();
    let folder = tempfile::tempdir().unwrap();
    let (checkout, package) = (top(), top().join(PACKAGE));
    let (checkout, package) = (checkout.to_str().unwrap(), package.to_str().unwrap());
    let own = ["--contract", CONTRACT, "--workspace", checkout, package];
    let told = done(&rivta(
        folder.path(),
        &[&["new-producer", "the-producer"], &own[..]].concat(),
    ));
    assert_eq!(
        told,
        "the-producer: a producer of GetStatus\n  cd the-producer\n  cargo run    # serves it\n  cargo test\n"
    );
    let shared = ["new-consumer", "the-consumer", "--pki", "the-producer/pki"];
    done(&rivta(folder.path(), &[&shared, &own[..]].concat()));
    let (producer, consumer) = (folder.path().join("the-producer"), folder.path().join("the-consumer"));
    for project in [&producer, &consumer] {
        done(&cargo(project).args(["test", "--quiet"]).output().unwrap());
        done(&cargo(project).args(["fmt", "--check"]).output().unwrap());
    }

    set(&producer, "127.0.0.1:8443", "127.0.0.1:0");
    let started = cargo(&producer)
        .args(["run", "--quiet"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut running = Running(started.unwrap());
    let mut url = String::new();
    BufReader::new(running.0.stdout.take().unwrap())
        .read_line(&mut url)
        .unwrap();
    let base = url.split("/test/").next().unwrap();
    set(&consumer, "https://localhost:8443", base);
    let answer = done(&cargo(&consumer).args(["run", "--quiet"]).output().unwrap());
    assert!(answer.contains("GetStatusResponse"), "{answer}");

    let pki = |name: &str| producer.join("pki").join(name).to_str().unwrap().to_owned();
    let wsdl = format!("{}?wsdl", url.trim());
    let (cert, key, trust) = (pki("consumer.pem"), pki("consumer-key.pem"), pki("ca.pem"));
    let live = ["inspect", &wsdl, "--cert", &cert, "--key", &key, "--trust", &trust];
    assert!(done(&rivta(folder.path(), &live)).contains(CONTRACT));

    drop(running.0.kill());
    let mut log = String::new();
    running.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(
        log.contains("\"answered\"") && log.contains("SE5560000001-CONSUMER"),
        "{log}"
    );
}

/// The contracts below a path, and the folder of the package each is in.
fn contracts(path: &Path) -> Vec<(String, String)> {
    let report = done(&rivta(&top(), &["inspect", "--json", path.to_str().unwrap()]));
    let report: Value = serde_json::from_str(&report).unwrap();
    let packages = report["packages"].as_array().unwrap().iter();
    let contracts = packages.flat_map(|package| package["contracts"].as_array().unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    contracts
        .map(|contract| (text(&contract["operation"]), text(&contract["responder_namespace"])))
        .collect()
}

/// The schema of a namespace among the published files of a project.
fn schema(project: &Path, namespace: &str) -> PathBuf {
    let mut folders = vec![project.join("contracts/schemas")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "xsd") {
                let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).replace('\'', "\"");
                if text.contains(&format!("targetNamespace=\"{namespace}\"")) {
                    return path;
                }
            }
        }
    }
    panic!("no schema of {namespace}")
}

/// What xmllint says of the project's samples, if it is not that they are valid.
fn judgement(project: &Path, namespace: &str) -> Option<String> {
    let samples = ["request-body.xml", "response.xml"].map(|sample| project.join("samples").join(sample));
    let output = Command::new("xmllint")
        .args(["--nonet", "--noout", "--schema"])
        .arg(schema(project, namespace))
        .args(samples)
        .output()
        .expect("xmllint; make test installs it");
    (!output.status.success()).then(|| String::from_utf8(output.stderr).unwrap())
}

/// For every construct of the schema language that published contracts use.
#[test]
fn samples_are_valid() {
    let mut judged = 0;
    for cases in ["testsuite/golden", "schemas"] {
        for case in std::fs::read_dir(top().join(cases)).unwrap() {
            let case = case.unwrap().path();
            if !case.is_dir() {
                continue;
            }
            let contracts = contracts(&case);
            for (contract, namespace) in &contracts {
                // Names with the prefixes of their namespaces are not made up: the command says which are missing.
                if case.ends_with("golden/qualified-names") {
                    continue;
                }
                let folder = tempfile::tempdir().unwrap();
                let project = folder.path().join("project");
                let out = project.to_str().unwrap();
                // A WSDL of several operations has one namespace for all of them.
                let is_shared = contracts.iter().filter(|(_, other)| other == namespace).count() > 1;
                let asked = if is_shared { contract } else { namespace };
                let told = done(&rivta(
                    &top(),
                    &["new-producer", out, "--contract", asked, case.to_str().unwrap()],
                ));
                assert!(!told.contains("No value was found"), "{contract}: {told}");
                assert_eq!(judgement(&project, namespace), None, "{contract}");
                judged += 1;
            }
        }
    }
    assert!(judged > 20, "{judged}");
}

/// What is wrong with the command, in the form that all commands use.
#[test]
fn what_cannot_be_scaffolded_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let said = |arguments: &[&str]| {
        let output = rivta(folder.path(), &[&["new-producer"], arguments].concat());
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    let several = top().join("testsuite/packages/several-releases");
    let several = several.to_str().unwrap();
    let text = said(&["p", "--contract", "GetOne", several]);
    assert!(
        text.starts_with("error: GetOne means several contracts:\n  GetOne  urn:riv:test:several:GetOneResponder:1  ("),
        "{text}"
    );
    assert!(
        text.ends_with("  Give the path of the one release you mean, or the namespace: --contract urn:….\n"),
        "{text}"
    );
    let text = said(&["p", "--contract", "getone", several]);
    assert!(
        text.contains("there is no contract getone; there are:\n") && text.contains("GetOther  urn:"),
        "{text}"
    );
    assert!(said(&["p", "--contract", "X", "missing"]).contains("error: missing: cannot be read"));
    assert!(said(&["fn", "--contract", "GetOther", several]).contains("\"fn\" cannot be the name of a crate"));
    assert!(said(&["p", "--contract", "GetOther", "--pki", ".", several]).contains("--pki: . holds no ca.pem"));
    assert!(said(&["p", "--contract", "GetOther", "--workspace", ".", several]).contains("is no checkout of rivta"));
    assert!(!folder.path().join("p").exists());
    std::fs::create_dir(folder.path().join("taken")).unwrap();
    std::fs::write(folder.path().join("taken/a"), "").unwrap();
    assert!(said(&["taken", "--contract", "GetOther", several]).contains("taken: the folder must be missing or empty"));
    assert_eq!(
        done(&rivta(
            folder.path(),
            &[
                "new-producer",
                "p",
                "--contract",
                "urn:riv:test:several:GetOneResponder:2",
                several
            ]
        ))
        .lines()
        .next(),
        Some("p: a producer of GetOne")
    );
}
