//! `rivta ask` as persons and machines run it.

use std::process::Output;

use serde_json::Value;

use crate::platform::ASKER;
use crate::source::{Deed, fee};
use crate::stage::{PERSON, Part, Stage};

const HALLAND: &str = "SE2321000115-FRIK";
const VGR: &str = "SE2321000131-FRIK";

/// Runs `rivta ask` in the place of the stage's own asker.
async fn ask(stage: &mut Stage, arguments: &[&str]) -> Output {
    if let Some(receiver) = stage.receiver.take() {
        receiver.shutdown().await;
    }
    let file = stage.pki.file("ask.toml");
    let toml = format!(
        "listen = \"{}\"\nplatform = \"{}\"\nlogical_address = \"{ASKER}\"\n\
         [tls]\ncertificate = \"{ASKER}.pem\"\nkey = \"{ASKER}-key.pem\"\ntrust = \"ca.pem\"\n",
        stage.addresses.inbox, stage.platform
    );
    std::fs::write(&file, toml).unwrap();
    let command = tokio::process::Command::new(env!("CARGO_BIN_EXE_rivta"))
        .args(["ask", "--config", file.to_str().unwrap(), PERSON])
        .args(arguments)
        .output();
    command.await.unwrap()
}

fn page(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn exit_code_and_answer_tell_machines_what_there_is() {
    let parts = vec![
        Part::scripted(HALLAND, "13", Deed::Discloses(Vec::new())),
        Part::scripted(VGR, "14", Deed::Discloses(vec![fee(100)])),
    ];
    let mut stage = Stage::set(parts).await;
    let unknown = ask(&mut stage, &[]).await;
    assert_eq!(unknown.status.code(), Some(4));
    assert!(page(&unknown).contains("behöver inte betyda att du inte har betalat"));

    stage.post_all(&[(VGR, "14")]).await;
    let whole = ask(&mut stage, &["--json"]).await;
    let answer: Value = serde_json::from_slice(&whole.stdout).unwrap();
    assert_eq!(
        (whole.status.code(), &answer["complete"]),
        (Some(0), &Value::Bool(true))
    );
    assert_eq!(
        (&answer["sum"], &answer["no_engagement"]),
        (&Value::from("100"), &Value::Bool(false))
    );

    stage.post_all(&[(HALLAND, "13")]).await;
    let partial = ask(&mut stage, &["--deadline", "3", "--details"]).await;
    assert_eq!(partial.status.code(), Some(3));
    let shown = page(&partial);
    for text in ["… Halland", "från Halland är inte med", "För personal", "Halland (13)"] {
        assert!(shown.contains(text), "{text} in\n{shown}");
    }

    let directly = ask(&mut stage, &["--source", "14"]).await;
    assert_eq!(directly.status.code(), Some(0), "{}", page(&directly));
    let neither = ask(&mut stage, &["--source", "14", "--source", "5565594230"]).await;
    assert_eq!(neither.status.code(), Some(1));
}
