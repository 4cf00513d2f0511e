//! `rivta generate` and `rivta roundtrip` as a person runs them: on folders and an archive, with cargo, clippy and
//! rustfmt as judges.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod turn;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A workspace around a generated crate, as a vendor has one. It has the profiles of this repository, so that what
/// both depend on is built once, and stays where it is between runs.
struct Workspace(PathBuf);

impl Workspace {
    fn new(test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("generated_crates")
            .join(test);
        if folder.exists() {
            std::fs::remove_dir_all(&folder).unwrap();
        }
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::copy(top().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        let manifest = std::fs::read_to_string(top().join("Cargo.toml")).unwrap();
        let (_, profiles) = manifest.split_once("[profile.dev]").unwrap();
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [\"contracts\"]\n\n[profile.dev]{profiles}");
        std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        Self(folder)
    }

    fn contracts(&self) -> PathBuf {
        self.0.join("contracts")
    }

    fn generate(&self, paths: &[&Path], more: &[&str]) -> Output {
        let mut command = rivta();
        command.args(["generate", "--crate", "test-contracts", "--workspace"]);
        command.arg(top()).arg("--out").arg(self.contracts());
        command.args(more).args(paths).output().unwrap()
    }

    fn cargo(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).current_dir(self.contracts());
        command
            .env("CARGO_TARGET_DIR", target())
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_NET_OFFLINE", "true");
        command.output().unwrap()
    }
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// The target folder that these tests were built into.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().to_owned()
}

fn rivta() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rivta"));
    command
        .env("CARGO", env!("CARGO"))
        .env("CARGO_TARGET_DIR", target())
        .env("CARGO_INCREMENTAL", "0");
    command.env("CARGO_NET_OFFLINE", "true").env_remove("RUSTFLAGS");
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[track_caller]
fn assert_code(output: &Output, code: i32) {
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{out}\n{err}");
}

/// All files of a folder by their paths in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut found, mut folders) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    found
}

fn zip(folder: &Path, archive: &Path) {
    let mut zip = ZipWriter::new(std::fs::File::create(archive).unwrap());
    for (name, bytes) in files(folder) {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap();
}

/// The odd packages, one of them as an archive, and all golden cases, in one crate. The allowances for what schemas
/// bring with them are taken out: they are not to cover the generator.
#[test]
fn a_crate_of_everything_passes_the_judges() {
    let _turn = turn::taken();
    let workspace = Workspace::new("judged");
    let archive = workspace.0.join("published.zip");
    zip(&top().join("testsuite/packages/published-layout"), &archive);
    let (packages, golden) = (top().join("testsuite/packages"), top().join("testsuite/golden"));
    let output = workspace.generate(&[&archive, &packages, &golden], &[]);
    assert_code(&output, 0);
    let table = text(&output.stdout);
    for part in [
        "test:published:layout",
        "test_several_2_0",
        "golden:builtintypes",
        "nothing refused",
        "left out: this is not XML",
    ] {
        assert!(table.contains(part), "{part} is missing in\n{table}");
    }
    // The archive holds what the folder holds.
    assert_eq!(table.matches("test:published:layout ").count(), 1, "{table}");

    assert_code(&workspace.cargo(&["fmt", "--check"]), 0);
    assert_code(&workspace.cargo(&["clippy", "--quiet", "--", "-D", "warnings"]), 0);
    let sources = files(&workspace.contracts().join("src"));
    for (name, bytes) in sources {
        let lines = text(&bytes);
        let lines = lines.lines().filter(|line| !line.starts_with("#![allow("));
        let lines: Vec<&str> = lines.collect();
        std::fs::write(workspace.contracts().join("src").join(name), lines.join("\n")).unwrap();
    }
    assert_code(&workspace.cargo(&["clippy", "--quiet", "--", "-D", "warnings"]), 0);
}

#[test]
fn what_is_written_depends_on_the_packages_alone() {
    let first = Workspace::new("first");
    let (packages, golden) = (top().join("testsuite/packages"), top().join("testsuite/golden"));
    assert_code(&first.generate(&[&packages, &golden], &[]), 0);
    let archive = first.0.join("packages.zip");
    let second = Workspace::new("second");
    zip(&golden, &archive);
    assert_code(&second.generate(&[&archive, &packages], &[]), 0);
    let (first, second) = (files(&first.contracts()), files(&second.contracts()));
    assert!(first.keys().eq(second.keys()));
    for (name, bytes) in first {
        assert!(second[&name] == bytes, "{name}");
        assert!(
            !text_of(&bytes).contains(top().to_str().unwrap()) || name == "Cargo.toml",
            "{name}"
        );
    }
}

/// Published files may be in any encoding.
fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_folder_is_kept_fresh_and_never_overwritten_unasked() {
    let workspace = Workspace::new("folder");
    let several = top().join("testsuite/packages/several-releases");
    let latin = top().join("testsuite/packages/latin-1");
    let check = |code| assert_code(&workspace.generate(&[&several], &["--check"]), code);
    check(1);
    assert_code(&workspace.generate(&[&several, &latin], &[]), 0);
    assert!(workspace.contracts().join("src/test_latin_1_0").is_dir());
    check(1);
    assert_code(&workspace.generate(&[&several], &[]), 0);
    assert!(!workspace.contracts().join("src/test_latin_1_0").exists());
    assert!(!workspace.contracts().join("schemas/test_latin_1_0").exists());
    check(0);

    let (front, own) = (
        workspace.contracts().join("src/lib.rs"),
        workspace.contracts().join("NOTES.md"),
    );
    std::fs::write(&own, "mine").unwrap();
    std::fs::write(&front, "// edited").unwrap();
    check(1);
    let output = workspace.generate(&[&several], &[]);
    assert_code(&output, 2);
    assert!(text(&output.stderr).contains("edited since it was generated: src/lib.rs"));
    assert_eq!(std::fs::read_to_string(&front).unwrap(), "// edited");
    assert_code(&workspace.generate(&[&several], &["--force"]), 0);
    check(0);
    assert_eq!(std::fs::read_to_string(&own).unwrap(), "mine");

    std::fs::remove_file(workspace.contracts().join("generated.sha256")).unwrap();
    let output = workspace.generate(&[&several], &[]);
    assert_code(&output, 2);
    assert!(text(&output.stderr).contains("not empty and no generated crate"));
}

/// One contract leads to a schema that is not there, and an archive is none: the rest is generated, and each is told
/// with its place.
#[test]
fn what_is_wrong_does_not_keep_the_rest_from_being_generated() {
    let workspace = Workspace::new("partial");
    let published = workspace.0.join("published");
    let layout = top().join("testsuite/packages/published-layout");
    for (name, bytes) in files(&layout) {
        let path = published.join("a").join(&name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let is_odd = name.contains("RemoveNoteInteraction_");
        let bytes = if is_odd {
            text(&bytes).replace("Responder_", "Gone_").into_bytes()
        } else {
            bytes
        };
        std::fs::write(path, bytes).unwrap();
    }
    std::fs::write(published.join("b.zip"), "no archive").unwrap();
    let output = workspace.generate(&[&published], &[]);
    assert_code(&output, 1);
    let (table, told) = (text(&output.stdout), text(&output.stderr));
    assert!(
        table.contains("test:published:layout") && table.contains("2 refused"),
        "{table}"
    );
    for part in ["RemoveNoteInteraction", "is not in the package", "b.zip", "^"] {
        assert!(told.contains(part), "{part} is missing in\n{told}");
    }
    let output = workspace.generate(&[&workspace.0.join("nowhere")], &[]);
    assert_code(&output, 2);
    let output = rivta()
        .args(["generate", "--crate", "fn", "--out", "x", "y"])
        .output()
        .unwrap();
    assert_code(&output, 2);
    assert!(text(&output.stderr).contains("keyword"));
}

#[test]
fn messages_of_every_kind_run_through_a_crate() {
    let _turn = turn::taken();
    let workspace = Workspace::new("roundtrip");
    let (packages, golden) = (
        top().join("testsuite/packages/several-releases"),
        top().join("testsuite/golden"),
    );
    let (headers, exemption) = (top().join("schemas"), top().join("wsdl"));
    assert_code(&workspace.generate(&[&packages, &golden, &headers, &exemption], &[]), 0);
    let messages = workspace.0.join("messages");
    std::fs::create_dir(&messages).unwrap();
    enveloped(&messages);

    let output = roundtrip(
        &workspace,
        &[&golden, &top().join("testsuite/corpus"), &messages],
        &["--json"],
    );
    assert_code(&output, 1);
    let mut verdicts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for line in text(&output.stdout).lines() {
        let report: Value = serde_json::from_str(line).unwrap();
        let file = PathBuf::from(report["file"].as_str().unwrap());
        let kind = file.parent().unwrap().file_name().unwrap().to_str().unwrap().to_owned();
        let verdict = report["verdict"].as_str().unwrap().to_owned();
        let is_expected = match kind.as_str() {
            "valid" => verdict == "ok" || CHANGED.iter().any(|name| file.ends_with(name)) && verdict == "differs",
            "invalid" => verdict == "refused",
            "messages" => file.file_stem().unwrap().to_str().unwrap().starts_with(&verdict),
            _ => true,
        };
        assert!(is_expected, "{line}");
        *verdicts.entry((kind, verdict)).or_default() += 1;
    }
    let count = |kind: &str, verdict: &str| verdicts.get(&(kind.to_owned(), verdict.to_owned())).copied();
    assert_eq!(count("valid", "differs"), Some(CHANGED.len()));
    assert!(
        count("valid", "ok") > Some(100) && count("invalid", "refused") > Some(100),
        "{verdicts:?}"
    );
    assert_eq!(count("messages", "refused"), Some(2));

    values_are_told_when_asked_for(&workspace);
    let output = roundtrip(&workspace, &[&messages.join("ok-envelope.xml")], &[]);
    assert_code(&output, 0);
    let line = text(&output.stdout);
    assert!(line.contains("GetTree (golden:recursion 1.0)"), "{line}");
    let output = rivta()
        .args(["roundtrip", "--crate", "nowhere"])
        .arg(&messages)
        .output()
        .unwrap();
    assert_code(&output, 2);
}

/// Valid messages that do not come out as they went in: an `xsi:type` that says what the schema says is left out,
/// and empty elements get the value that the schema gives them.
const CHANGED: [&str; 5] = [
    "golden/derived-types/valid/declared.xml",
    "golden/derived-types/valid/simple.xml",
    "financial_patientfees_exemption/valid/request_xsi.xml",
    "itintegration_engagementindex/valid/update_xsi.xml",
    "golden/nil-and-given-values/valid/values.xml",
];

fn roundtrip(workspace: &Workspace, paths: &[&Path], more: &[&str]) -> Output {
    let mut command = rivta();
    command.args(["roundtrip", "--crate"]).arg(workspace.contracts());
    command.args(more).args(paths).output().unwrap()
}

/// The element that differs is told; what stands in it only on request.
fn values_are_told_when_asked_for(workspace: &Workspace) {
    let file = top().join("testsuite/golden/nil-and-given-values/valid/values.xml");
    let quiet = text(&roundtrip(workspace, &[&file], &[]).stdout);
    assert!(quiet.contains(": text is new\n"), "{quiet}");
    let open = text(&roundtrip(workspace, &[&file], &["--show-values"]).stdout);
    assert!(open.contains("\"\" became \""), "{open}");
}

/// Messages in envelopes, with headers that the crate knows and does not know.
fn enveloped(folder: &Path) {
    let recursion = top().join("testsuite/golden/recursion/valid");
    let file = std::fs::read_dir(recursion).unwrap().next().unwrap().unwrap().path();
    let message = std::fs::read_to_string(file).unwrap();
    let message = message.split_once("?>").map_or(message.as_str(), |(_, rest)| rest);
    let envelope = |header: &str, body: &str| {
        format!(
            "<?xml version='1.0'?>\n<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>\n\
             <s:Header>{header}</s:Header>\n<s:Body>\n{body}\n</s:Body></s:Envelope>"
        )
    };
    let actor = |kind: &str| {
        format!(
            "<h:Actor xmlns:h='urn:riv:interoperability:headers:1'><h:actorId>191212121212</h:actorId>\
             <h:actorType>{kind}</h:actorType></h:Actor><x:unknown xmlns:x='urn:x'/>"
        )
    };
    let write = |name: &str, text: String| std::fs::write(folder.join(name), text).unwrap();
    write("ok-envelope.xml", envelope(&actor("subject_of_care"), message));
    write("refused-header.xml", envelope(&actor("?"), message));
    write("refused-body.xml", envelope("", "<x xmlns='urn:x'/>"));
}
