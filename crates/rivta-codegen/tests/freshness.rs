//! The checked-in contracts are what the generator writes now, and staleness is noticed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use rivta_codegen::fresh::{self, Stale};
use rivta_codegen::render::RenderedFile;
use rivta_codegen::{Error, Repository};

#[test]
fn generated_contracts_are_fresh() {
    let repository = repository();
    let rendered = repository.render().unwrap();
    let stale = fresh::compare(&repository.output(), &rendered).unwrap();
    let lines: Vec<String> = stale.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "run `make generate`:\n{}", lines.join("\n"));
}

#[test]
fn golden_cases_are_fresh() {
    let repository = repository();
    let rendered = repository.render_golden().unwrap();
    let stale = fresh::compare(&repository.golden_output(), &rendered).unwrap();
    let lines: Vec<String> = stale.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "run `make generate`:\n{}", lines.join("\n"));
}

#[test]
fn rendering_is_deterministic_and_names_no_place_on_this_machine() {
    let rendered = repository().render().unwrap();
    assert_eq!(rendered, repository().render().unwrap());
    let top = env!("CARGO_MANIFEST_DIR");
    for file in rendered {
        assert!(!file.text.contains(top), "{}", file.path);
        assert!(file.text.starts_with("// Written by rivta-codegen"), "{}", file.path);
    }
}

#[test]
fn missing_changed_and_orphan_files_are_told_and_mended() {
    let folder = tempfile::tempdir().unwrap();
    let file = |path: &str, text: &str| RenderedFile {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let first = [file("a.rs", "a\n"), file("p/b.rs", "b\n"), file("p/c.rs", "c\n")];
    fresh::write(folder.path(), &first).unwrap();
    assert_eq!(fresh::compare(folder.path(), &first).unwrap(), []);

    let second = [file("a.rs", "a\n"), file("p/b.rs", "other\n"), file("p/d.rs", "d\n")];
    let stale = [
        Stale::Missing("p/d.rs".to_owned()),
        Stale::Changed("p/b.rs".to_owned()),
        Stale::Orphan("p/c.rs".to_owned()),
    ];
    assert_eq!(fresh::compare(folder.path(), &second).unwrap(), stale);
    assert_eq!(fresh::write(folder.path(), &second).unwrap(), stale);
    assert_eq!(fresh::compare(folder.path(), &second).unwrap(), []);
}

#[test]
fn line_ends_of_a_checkout_do_not_matter() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.rs"), "a\r\nb\r\n").unwrap();
    let rendered = [RenderedFile {
        path: "a.rs".to_owned(),
        text: "a\nb\n".to_owned(),
    }];
    assert_eq!(fresh::compare(folder.path(), &rendered).unwrap(), []);
}

#[test]
fn a_folder_that_is_no_repository_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let error = Repository::at(folder.path()).render().unwrap_err();
    assert!(matches!(error, Error::File { .. }), "{error}");
    assert!(error.to_string().contains("schemas"), "{error}");
}

fn repository() -> Repository {
    Repository::at(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
}
