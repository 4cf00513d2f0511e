//! Paths and archives that are wrong, damaged or hostile.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write as _;
use std::path::{Path, PathBuf};

use rivta_schema::{Error, read};
use tempfile::TempDir;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

const SCHEMA: &str = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:t'/>";

/// A zip archive with these files.
fn archive(files: &[(&str, &[u8])]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    let mut zip = ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (name, content) in files {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap();
    (folder, path)
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    folder
}

#[track_caller]
fn assert_refused(path: &Path, what: &str) -> Error {
    let error = read(path).expect_err(what);
    assert!(error.to_string().contains(what), "{error}");
    assert!(error.advice().ends_with('.'));
    error
}

#[test]
fn a_path_that_leads_nowhere() {
    let empty = folder(&[("readme.txt", b"nothing")]);
    assert_refused(&empty.path().join("missing"), "cannot be read");
    assert_refused(empty.path(), "there is no WSDL or XML Schema here");
    assert_refused(&empty.path().join("readme.txt"), "there is no WSDL or XML Schema here");
}

#[test]
fn an_archive_that_is_none() {
    let broken = folder(&[("a.zip", b"PK\x03\x04 and no more")]);
    let error = assert_refused(&broken.path().join("a.zip"), "the archive cannot be read");
    assert!(matches!(error, Error::Archive { .. }));
}

#[test]
fn paths_that_lead_out_of_an_archive() {
    for name in [
        "../a.xsd",
        "/a.xsd",
        "a/../../b.xsd",
        r"..\a.xsd",
        "C:/a.xsd",
        "../readme.txt",
    ] {
        let (_folder, path) = archive(&[(name, SCHEMA.as_bytes())]);
        assert_refused(&path, "leads out of the archive");
    }
}

#[test]
fn references_that_lead_out_of_an_archive() {
    let folder = folder(&[("outside.xsd", SCHEMA.as_bytes())]);
    let importing = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:u'>\n\
        <xs:import namespace='urn:t' schemaLocation='../outside.xsd'/>\n\
        <xs:element name='e' xmlns:t='urn:t' type='t:T'/></xs:schema>";
    let (_archive_folder, path) = archive(&[("inside.xsd", importing.as_bytes())]);
    let moved = folder.path().join("a.zip");
    std::fs::copy(path, &moved).unwrap();
    let reading = read(&moved).unwrap();
    assert!(matches!(reading.errors.as_slice(), [Error::MissingFile { .. }]));
    let place = reading.errors[0].place().unwrap();
    assert_eq!(
        (place.line, place.column, &place.file),
        (2, 1, &moved.join("inside.xsd"))
    );
}

#[test]
fn files_that_unpack_to_far_more_than_they_are() {
    let mut bomb = SCHEMA.as_bytes().to_vec();
    bomb.resize(4 * 1024 * 1024, b' ');
    let (_folder, path) = archive(&[("a.xsd", &bomb)]);
    assert!(std::fs::metadata(&path).unwrap().len() < 10_000);
    assert_refused(&path, "a.xsd unpacks to more than 200 times its size");
    let (_folder, path) = archive(&[("a.xsd", SCHEMA.as_bytes()), ("picture.png", &bomb)]);
    assert_eq!(
        read(&path).unwrap().packages.len(),
        1,
        "what is not needed is not unpacked"
    );
}

#[test]
fn archives_as_various_systems_make_them() {
    let (_folder, path) = archive(&[
        (r"dom\schemas\core_components\a.xsd", SCHEMA.as_bytes()),
        ("__MACOSX/dom/._a.xsd", b"\0\x05\x16\x07"),
        ("./other/b.XSD", SCHEMA.replace("urn:t", "urn:b").as_bytes()),
    ]);
    let reading = read(&path).unwrap();
    assert!(reading.errors.is_empty(), "{:?}", reading.errors);
    assert_eq!(reading.packages[0].tree.files().count(), 1);
    assert!(reading.packages[0].tree.get("core_components/a.xsd").is_some());
}

#[test]
fn what_nobody_refers_to_may_be_anything() {
    let with = |import: &str| {
        format!("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:u'>\n{import}</xs:schema>")
    };
    let files = |schema: &str| {
        folder(&[
            ("a.xsd", schema.as_bytes()),
            ("b.xsd", b"not XML"),
            ("c.xsd", b"<\xff/>"),
        ])
    };
    let alone = files(&with(""));
    let reading = read(alone.path()).unwrap();
    assert!(reading.errors.is_empty(), "{:?}", reading.errors);
    assert_eq!(reading.packages[0].notes.len(), 2);
    for (file, what) in [
        ("b.xsd", "b.xsd:1:1: not well-formed"),
        ("c.xsd", "c.xsd:1:2: the bytes are not valid UTF-8"),
    ] {
        let importing = files(&with(&format!(
            "<xs:import namespace='urn:x' schemaLocation='{file}'/>"
        )));
        let reading = read(importing.path()).unwrap();
        assert!(reading.errors[0].to_string().contains(what), "{}", reading.errors[0]);
    }
}

#[test]
fn hidden_files_caches_and_links_are_passed_over() {
    let folder = folder(&[
        ("a.xsd", SCHEMA.as_bytes()),
        (".git/b.xsd", b"broken"),
        ("target/CACHEDIR.TAG", b"Signature: 8a477f597d28d172789f06886806bc55"),
        ("target/c.xsd", b"broken"),
    ]);
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
    let reading = read(folder.path()).unwrap();
    assert!(reading.errors.is_empty(), "{:?}", reading.errors);
    assert_eq!(reading.packages[0].tree.files().count(), 1);
}

#[test]
fn one_broken_wsdl_does_not_hide_the_others() {
    let odd = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testsuite/packages/inline-schema/Ask.wsdl");
    let good = std::fs::read(odd).unwrap();
    let folder = folder(&[
        ("good.wsdl", &good),
        ("broken.wsdl", b"<definitions>\n  <oops></definitions>"),
    ]);
    let reading = read(folder.path()).unwrap();
    assert_eq!(reading.packages[0].package.interactions.len(), 1);
    assert!(
        reading.errors[0].to_string().contains("broken.wsdl:2:"),
        "{}",
        reading.errors[0]
    );
}
