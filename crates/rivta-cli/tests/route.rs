//! `rivta route` from the outside: explanations in words and in JSON, and a catalogue served and fetched.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const CATALOGUE: &str = r#"environment = "test"
[[route]]
receiver = "SE2321000016-1234"
contract = "urn:riv:x:AResponder:1"
address = "https://localhost/a"
profile = "RIVTABP21"
[[permission]]
receiver = "*"
contract = "urn:riv:x:AResponder:1"
sender = "SE5565594230-B9P"
"#;

fn rivta(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rivta"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn explain(folder: &Path, source: &[&str], sender: &str, others: &[&str]) -> Output {
    let call = [
        "--contract",
        "urn:riv:x:AResponder:1",
        "--address",
        "SE2321000016-1234",
        "--sender",
        sender,
    ];
    rivta(folder, &[&["route", "explain"], source, &call, others].concat())
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn a_call_is_explained_in_words_and_in_json() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("c.toml"), CATALOGUE).unwrap();
    let source = ["--catalog", "c.toml"];
    let output = explain(folder.path(), &source, "SE5565594230-B9P", &[]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let words = text(&output.stdout);
    assert!(
        words.starts_with("The call is let through to https://localhost/a (RIVTABP21).\n"),
        "{words}"
    );
    assert!(
        words.contains("2. * (every address without a row of its own): a permission, valid (always), line 7"),
        "{words}"
    );

    let output = explain(
        folder.path(),
        &source,
        "SE5565594230-X",
        &["--json", "--at", "2026-06-01T12:00:00+02:00"],
    );
    assert!(!output.status.success());
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["verdict"]["code"], "VP007");
    assert_eq!(json["permission_trail"], "SE2321000016-1234,(default),*,(parent),SE");
    assert_eq!(json["route_steps"][0]["rows"][0]["is_valid"], true);
}

/// The program at work; it ends with the value.
struct Serving {
    child: Child,
    url: String,
}

impl Serving {
    fn start(folder: &Path) -> Self {
        let arguments = ["route", "serve", "--catalog", "c.toml", "--listen", "127.0.0.1:0"];
        let mut child = Command::new(env!("CARGO_BIN_EXE_rivta"))
            .current_dir(folder)
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut url)
            .unwrap();
        let url = url.trim().to_owned();
        Self { child, url }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn a_served_catalogue_is_what_another_router_explains_from() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::write(path.join("c.toml"), CATALOGUE).unwrap();
    let made = rivta(path, &["pki", "--out", "pki", "--party", "router=SE5565594230-ROUTER"]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let serving = Serving::start(path);
    let configuration = format!(
        "environment = \"test\"\nlisten = \"127.0.0.1:0\"\n[tls]\ncertificate = \"pki/router.pem\"\n\
         key = \"pki/router-key.pem\"\ntrust = \"pki/ca.pem\"\n[addressing]\nservice = {{ url = \"{}\", local_copy = \
         \"copy.xml\" }}\n",
        serving.url
    );
    std::fs::write(path.join("router.toml"), configuration).unwrap();
    let fetched = explain(path, &[], "SE5565594230-B9P", &[]);
    assert!(
        fetched.status.success(),
        "{}{}",
        text(&fetched.stdout),
        text(&fetched.stderr)
    );
    drop(serving);
    let from_copy = explain(path, &[], "SE5565594230-B9P", &[]);
    // A row stands on another line in the copy than in the answer.
    let without_lines = |output: &Output| text(&output.stdout).replace(|c: char| c.is_ascii_digit(), "");
    assert_eq!(without_lines(&from_copy), without_lines(&fetched));
    assert!(
        text(&from_copy.stdout)
            .contains("a permission, valid (from 1900-01-01 00:00:00 until 2999-12-31 23:59:59), line 4")
    );
    std::fs::remove_file(path.join("copy.xml")).unwrap();
    let from_nothing = explain(path, &[], "SE5565594230-B9P", &["--json"]);
    let json: serde_json::Value = serde_json::from_slice(&from_nothing.stdout).unwrap();
    assert_eq!(json["verdict"]["code"], "VP008");
}

/// A page of the served catalogue.
fn page(serving: &Serving, path: &str) -> String {
    let host = serving.url.trim_start_matches("http://").split('/').next().unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "GET /tak-services{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    page
}

#[test]
fn a_served_catalogue_follows_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.toml");
    std::fs::write(&file, CATALOGUE).unwrap();
    let serving = Serving::start(folder.path());
    assert!(page(&serving, "/status").contains("\"VIRTUALISERING\":1"));
    let second = "[[route]]\nreceiver = \"*\"\ncontract = \"urn:c:1\"\naddress = \"https://localhost/b\"\nprofile = \"RIVTABP21\"\n";
    std::fs::write(&file, format!("{CATALOGUE}{second}")).unwrap();
    let patience = Instant::now() + Duration::from_secs(20);
    while !page(&serving, "/status").contains("\"VIRTUALISERING\":2") {
        assert!(Instant::now() < patience, "the changed file was not noticed");
    }
}
