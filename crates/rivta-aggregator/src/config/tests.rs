use std::path::Path;
use std::time::Duration;

use super::{Configuration, Index, Limits, Sources};
use crate::error::AggregatorError;

const SMALLEST: &str = r#"
environment = "test"
listen = "127.0.0.1:0"
platform = "https://localhost:20000/vp"

[tls]
certificate = "aggregator.pem"
key = "/etc/rivta/aggregator-key.pem"
trust = "ca.pem"
"#;

#[test]
fn section_1_2_what_is_left_out_has_its_documented_default() {
    let read = Configuration::from_toml(SMALLEST, "aggregator.toml").unwrap();
    assert_eq!(read.logical_address, "5565594230");
    assert!(!read.validate_soap_action);
    assert_eq!(
        (&read.index, &read.sources, &read.limits),
        (&Index::default(), &Sources::default(), &Limits::default())
    );
    let seconds = Duration::from_secs;
    assert_eq!(
        (read.index.connect_timeout, read.index.receive_timeout),
        (seconds(2), seconds(20))
    );
    let Sources {
        connect_timeout,
        receive_timeout,
        total_timeout,
        ..
    } = read.sources;
    assert_eq!(
        (connect_timeout, receive_timeout, total_timeout),
        (seconds(2), seconds(27), seconds(28))
    );
    // Neither an answer nor an aggregate gets through a router that is larger.
    assert_eq!(
        (read.sources.answer_bytes, read.sources.total_bytes),
        (15_728_640, 15_728_640)
    );
}

#[test]
fn an_unknown_key_is_told_with_its_position() {
    let error = Configuration::from_toml(&format!("{SMALLEST}password = 1\n"), "aggregator.toml").unwrap_err();
    let AggregatorError::Configuration {
        line, column, message, ..
    } = error
    else {
        panic!("{error}")
    };
    assert_eq!((line, column), (10, 1));
    assert!(message.contains("unknown field `password`"), "{message}");
}

#[test]
fn paths_count_from_the_folder_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("aggregator.toml");
    std::fs::write(&file, SMALLEST.replace("platform", "catalog = \"tak.toml\"\nplatform")).unwrap();
    let read = Configuration::from_toml_file(&file).unwrap();
    assert_eq!(read.tls.certificate, folder.path().join("aggregator.pem"));
    assert_eq!(read.tls.key, Path::new("/etc/rivta/aggregator-key.pem"));
    assert_eq!(read.catalog, Some(folder.path().join("tak.toml")));
}

#[test]
fn a_file_is_read_up_to_a_mebibyte_and_no_further() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("aggregator.toml");
    let filled = |bytes: usize| {
        let comment = "#".repeat(bytes - SMALLEST.len() - 1);
        std::fs::write(&file, format!("{SMALLEST}{comment}\n")).unwrap();
        Configuration::from_toml_file(&file)
    };
    filled(1 << 20).unwrap();
    let refused = |outcome: Result<Configuration, AggregatorError>| {
        let AggregatorError::Reading { source, .. } = outcome.unwrap_err() else {
            panic!("not refused for its size")
        };
        source.kind()
    };
    assert_eq!(refused(filled((1 << 20) + 1)), std::io::ErrorKind::FileTooLarge);
    // A device has no size to look at, and no end.
    let endless = Configuration::from_toml_file(Path::new("/dev/zero"));
    assert_eq!(refused(endless), std::io::ErrorKind::FileTooLarge);
}
