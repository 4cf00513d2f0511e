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

#[test]
fn a_run_in_which_nothing_could_run_is_not_green() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("target.toml");
    let target_path = target.to_str().unwrap();
    std::fs::write(&target, "environment = \"test\"\n").unwrap();
    let (code, told) = conform(&["--target", target_path]);
    assert!(code == 2 && told.contains("producer: området prövades inte"), "{told}");
    let (code, told) = conform(&["--target", target_path, "--case", "9.9.9"]);
    assert!(code == 2 && told.contains("inget testfall 9.9.9"), "{told}");
    let (code, told) = conform(&["--target", target_path, "--cases", "no-such-folder"]);
    assert!(code == 2 && told.contains("ange med --cases"), "{told}");
    let address = "environment = \"test\"\n[addresses]\nproducer = \"http://localhost:1/\"\n[logical_addresses]\nproducer = \"1 4\"\n\
                   [receiver]\nlisten = \"127.0.0.1:0\"\nlogical_address = \"X\"\n";
    std::fs::write(&target, address).unwrap();
    let (code, told) = conform(&["--target", target_path, "--case", "producer/1.1.1"]);
    assert!(
        code == 2 && told.contains("logical_addresses.producer är tom eller"),
        "{told}"
    );
}

/// What a case is called may come from a suite; a number in it is hidden on the console unless it is asked for.
#[test]
fn personal_numbers_are_hidden_on_the_console() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("cases/own/1.1");
    std::fs::create_dir_all(&case).unwrap();
    std::fs::write(case.join("../area.toml"), "needs = [\"address.producer\"]\n").unwrap();
    let text = "title = \"Person 191212121212\"\nfailure = \"hittade 19121212-1212\"\n";
    std::fs::write(case.join("case.toml"), text).unwrap();
    let listening = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listening.local_addr().unwrap();
    std::thread::spawn(move || {
        use std::io::{Read as _, Write as _};
        for stream in listening.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .unwrap();
        }
    });
    let target = folder.path().join("target.toml");
    let own = format!("environment = \"test\"\n[addresses]\nproducer = \"http://{address}/\"\n");
    std::fs::write(&target, own).unwrap();
    let cases = folder.path().join("cases");
    let arguments = ["--target", target.to_str().unwrap(), "--cases", cases.to_str().unwrap()];
    let (code, told) = conform(&arguments);
    assert!(
        code == 1 && told.contains("hittade •••") && !told.contains("1212"),
        "{told}"
    );
    let (_, told) = conform(&[&arguments[..], &["--unmasked"]].concat());
    assert!(told.contains("191212121212"), "{told}");
}
