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
