//! `docs/guides/run-an-index.md`: its files and commands, as a reader would use them.

use rivta_frikort::config::EngagementConfiguration;
use serde::Deserialize;

use crate::stage::{Stage, found};

const GUIDE: &str = include_str!("../../../../docs/guides/run-an-index.md");

/// The block that begins with this line.
fn block(beginning: &str) -> &'static str {
    let (_, rest) = GUIDE.split_once(beginning).expect("the guide has the block");
    rest.split_once("```").expect("the block ends").0
}

#[tokio::test]
async fn the_guide_s_file_starts_an_index_and_its_commands_run() {
    let stage = Stage::set();
    std::fs::create_dir(stage.path("pki")).unwrap();
    let words: Vec<_> = block("```sh\n").split_whitespace().skip(1).collect();
    assert!(stage.rivta(&words).status.success());
    let toml = block("```toml index.toml\n");
    // The guide's ports may be taken on this machine.
    let toml = toml
        .replace("127.0.0.1:20030", "127.0.0.1:0")
        .replace("127.0.0.1:20031", "127.0.0.1:0");
    // A call is made with the certificates of the stage.
    let toml = toml.replace("pki/", "");
    std::fs::write(stage.path("index.toml"), toml).unwrap();
    let index = stage.start_index("index.toml");
    assert!(found(&stage.caller(&index), crate::stage::PERSON).await.is_empty());
    for path in [
        "/status",
        "/health/liveness",
        "/health/readiness",
        "/metrics",
        "/subscriber/status",
        "/resetcache",
    ] {
        assert_eq!(index.ask(path).await.0, 200, "{path}");
    }
    let commands = GUIDE
        .lines()
        .filter(|line| line.starts_with("rivta index dead") || line.starts_with("rivta index resend"));
    let mut count = 0;
    for command in commands {
        let words: Vec<_> = command.split_whitespace().skip(1).collect();
        assert!(stage.rivta(&words).status.success(), "{command}");
        count += 1;
    }
    assert_eq!(count, 2);
}

#[derive(Deserialize)]
struct CardSystemPart {
    system: SystemPart,
}

#[derive(Deserialize)]
struct SystemPart {
    engagement_index: EngagementConfiguration,
}

#[test]
fn the_guide_tells_the_defaults_of_a_region() {
    let part: CardSystemPart = toml::from_str(&format!(
        "[system.engagement_index]\n{}",
        block("[system.engagement_index]\n")
    ))
    .unwrap();
    assert_eq!(part.system.engagement_index, EngagementConfiguration::default());
}
