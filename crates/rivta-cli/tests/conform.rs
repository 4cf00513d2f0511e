//! `rivta conform` as a build server calls it: what it says and how it ends.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::process::{Command, Output};

fn conform(arguments: &[&str]) -> (i32, String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output: Output = Command::new(env!("CARGO_BIN_EXE_rivta"))
        .arg("conform")
        .args(arguments)
        .current_dir(root)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap(), told)
}

#[test]
fn the_demonstration_passes_and_a_ledger_that_says_otherwise_is_red() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger.toml");
    std::fs::write(
        &ledger,
        "[[deviation]]\ncase = \"producer/1.3.1\"\nreason = \"?\"\ndate = \"2026-05-10\"\n",
    )
    .unwrap();
    let cases = ["producer/1.3.1", "index/1.2", "index/1.4", "transport/1.9"];
    let arguments = cases.iter().flat_map(|case| ["--case", case]);
    let (code, told) = conform(&["--demo"].into_iter().chain(arguments).collect::<Vec<_>>());
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("4 testfall: 4 godkända"), "{told}");
    let (code, told) = conform(&[
        "--demo",
        "--case",
        "producer/1.3.1",
        "--ledger",
        ledger.to_str().unwrap(),
    ]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("1 oväntat godkända"), "{told}");
}

#[test]
fn bad_configuration_is_told_in_words_before_any_case() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("target.toml");
    std::fs::write(
        &target,
        "environment = \"test\"\n[addresses]\nproducer = \"https://esb.ntjp.se/vp\"\n",
    )
    .unwrap();
    let (code, told) = conform(&["--target", target.to_str().unwrap(), "--area", "producer"]);
    assert_eq!(code, 2, "{told}");
    for part in [
        "Inget testfall kördes",
        "blandade miljöer",
        "ange [tls] i målfilen",
        "testpersonen personnummer saknas",
        "målfilen anger inte receiver",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    std::fs::write(&target, "enviroment = \"test\"\n").unwrap();
    let (code, told) = conform(&["--target", target.to_str().unwrap()]);
    assert!(code == 2 && told.contains("enviroment"), "{told}");
}
