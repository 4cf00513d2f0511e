//! The demonstration's source of index posts, to be judged: a card system of its own, whose engagement index is the judge.

use std::path::Path;

use super::files::Files;
use super::judged::COUNTY;
use super::platform;
use super::sweden::care_unit;
use crate::card_system::CardSystemFile;
use crate::error::Error;

/// Name of its certificate and of its files.
pub(super) const SOURCE: &str = "judged-source";
/// HSA-id in its certificate.
pub(super) const HSA_ID: &str = "SE5560000003-SOURCE";

/// Writes its file and reads it back. What an earlier demonstration in the folder left to be told is removed: it would be
/// told in the wrong case.
pub(super) fn file(files: &Files, judge: u16) -> Result<CardSystemFile, Error> {
    for end in ["", "-wal", "-shm"] {
        let left = files.folder().join(format!("{SOURCE}.sqlite{end}"));
        if left.exists() {
            std::fs::remove_file(&left).map_err(Error::file(&left))?;
        }
    }
    let toml = format!(
        r#"listen = "127.0.0.1:0"
platform = "https://localhost:{judge}/vp"
hsa_id = "{HSA_ID}"

{tls}
[system]
store = "{SOURCE}.sqlite"
connection = "direct"

# A demonstration does not wait as the rules for sources ask for, but with a post that was refused: it must not come while
# another case runs.
[system.engagement_index]
pause_ms = 0
same_post_pause_ms = 0
retry_pause_ms = 3600000
look_ms = 200

[[system.regions]]
county_code = "{COUNTY}"
name = "Västra Götalandsregionen"
hsa_id = "SE2321000131-A000"
logical_addresses = ["{COUNTY}"]
lrid_roots = ["1.2.752.97.3.1.14"]
"#,
        tls = platform::tls("", SOURCE),
    );
    CardSystemFile::read(&files.write(&format!("{SOURCE}.toml"), &toml)?)
}

/// The commands by which it gets something to tell.
pub(super) fn triggers(program: &Path, folder: &Path) -> String {
    let unit = care_unit(COUNTY, 0);
    let fee = |event: &str, amount: u32, more: &str| {
        format!(
            "{event} = ['{}', 'frikort', 'register', '--config', '{}/{SOURCE}.toml', '--region', '{COUNTY}', \
             '--fee-id', '${{requestId}}', '--root', '${{person.root}}', '--extension', '${{person.extension}}', \
             '--amount', '{amount}', '--care-giver', '{}', '--care-unit', '{}'{more}]\n",
            program.display(),
            folder.display(),
            unit.care_giver,
            unit.hsa_id
        )
    };
    [
        fee("new-fee", 275, ""),
        fee("changed-fee", 300, ""),
        fee("cancelled-fee", 300, ", '--cancelled'"),
    ]
    .concat()
}
