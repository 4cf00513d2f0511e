//! `docs/guides/judge-a-system.md` is followed to the letter.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod ports;

use std::path::{Path, PathBuf};
use std::process::Command;

use ports::free_address;

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// The blocks of a guide that begin with this word, as what follows it on that line and their text.
fn blocks<'a>(guide: &'a str, kind: &str) -> Vec<(&'a str, &'a str)> {
    let starts = guide.split("\n```").filter_map(|block| block.strip_prefix(kind));
    starts
        .map(|block| block.split_once('\n').unwrap())
        .map(|(name, text)| (name.trim(), text))
        .collect()
}

#[test]
fn the_guide_can_be_followed() {
    let guide = std::fs::read_to_string(top().join("docs/guides/judge-a-system.md")).unwrap();
    let (producer, receiver) = (free_address().port().to_string(), free_address().port().to_string());
    let guide = guide.replace("8443", &producer).replace("9443", &receiver);
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in blocks(&guide, "toml") {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let commands = blocks(&guide, "sh");
    assert!(commands.len() >= 7, "{commands:?}");
    // `rivta` is built already. What the guide starts behind it is there when its port can be reached.
    let own = Path::new(env!("CARGO_BIN_EXE_rivta")).parent().unwrap();
    let mut script = format!(
        "set -e -o pipefail\nPATH={}:$PATH\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n",
        own.display()
    );
    for (_, text) in &commands[1..] {
        script.push_str(text);
        if text.trim_end().ends_with('&') {
            script.push_str(&format!(
                "\nwhile ! (exec 3<>/dev/tcp/localhost/{producer}) 2>/dev/null; do kill -0 $!; done"
            ));
        }
        script.push('\n');
    }
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder.path())
        .env("RIVTA", top())
        .output()
        .unwrap();
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{script}\n{out}\n{err}");
    for expected in [
        "3 testfall: 3 godkända",
        "Rapport: report/rapport.html",
        "5 testfall: 2 godkända, 3 underkända",
        "producer-1.7.9.xml",
        "1 testfall: 1 kända avvikelser",
        "2 områden, 8 fall",
        "1.1.2",
        "1 testfall: 1 godkända",
    ] {
        assert!(out.contains(expected), "{expected} is not in\n{out}\n{err}");
    }
    for expected in [
        "Inget testfall kördes. Rätta först:",
        "samordningsnummer",
        "transactionsAtRegion",
    ] {
        let told = err.contains(expected);
        assert_eq!(told, expected != "transactionsAtRegion", "{expected}\n{out}\n{err}");
    }
    let report = std::fs::read_to_string(folder.path().join("report/rapport.html")).unwrap();
    assert!(
        report.contains("Kortsystemet") && report.contains("Underkänd"),
        "{report}"
    );
    assert!(
        !err.contains("191212121212") && !report.contains("191212121212"),
        "a person in a report or log: {err}"
    );
}
