//! `docs/guides/add-a-contract.md` is followed to the letter.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod ports;
mod turn;

use std::path::{Path, PathBuf};
use std::process::Command;

use ports::free_address;

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// The commands of the guide's `sh` blocks, one block after the other.
fn commands(guide: &str) -> Vec<String> {
    let blocks = guide.split("```sh\n").skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_guide_can_be_followed() {
    let _turn = turn::taken();
    let guide = std::fs::read_to_string(top().join("docs/guides/add-a-contract.md")).unwrap();
    let blocks = commands(&guide);
    assert!(blocks.len() >= 8, "{blocks:?}");
    let (port, folder) = (free_address().port().to_string(), tempfile::tempdir().unwrap());
    // `rivta` is built already; everything else is as it stands.
    let own = Path::new(env!("CARGO_BIN_EXE_rivta"));
    let mut script = format!("set -e -o pipefail\nPATH={}:$PATH\n", own.parent().unwrap().display());
    for block in blocks.iter().skip(1) {
        for line in block.replace("8443", &port).lines() {
            script.push_str(&format!("{line}\n"));
            if line.starts_with("rivta new-") {
                let project = line.split(' ').nth(2).unwrap();
                script.push_str(&format!("sed -i.bak s/8443/{port}/ {project}/settings.toml\n"));
            }
        }
    }
    let output = Command::new("bash")
        .args([
            "-c",
            &format!("trap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n{script}"),
        ])
        .current_dir(folder.path())
        .env("RIVTA", top())
        .env("CARGO_TARGET_DIR", own.ancestors().nth(2).unwrap())
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .unwrap();
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{script}\n{out}\n{err}");
    for expected in [
        "test:assistivedevice:loan 2.1",
        "loan-period    1..1  Period",
        "pub loan_period: Period",
        "refused, with its place",
        "invalid, with all places",
        "GetLoansResponse",
    ] {
        assert!(out.contains(expected), "{expected} is not in\n{out}\n{err}");
    }
    assert!(!err.contains("191212121212"), "a person in a log: {err}");
}
