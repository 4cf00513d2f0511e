//! The odd packages of `testsuite/packages` are read as folders and as zip archives.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rivta_schema::wsdl::{Profile, SoapVersion};
use rivta_schema::xsd::{Content, Definition, QName, TypeRef};
use rivta_schema::{Error, ReadPackage, Reading, read};
use zip::write::{SimpleFileOptions, ZipWriter};

fn packages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testsuite/packages")
}

/// Reads a folder and a zip archive of it, which must say the same.
fn read_both(idea: &str) -> Reading {
    let folder = read(packages().join(idea)).unwrap();
    let archives = tempfile::tempdir().unwrap();
    let archive = archives.path().join("domain.zip");
    zip_folder(&packages().join(idea), &archive);
    let zipped = read(&archive).unwrap();
    assert_eq!(gist(&folder), gist(&zipped));
    folder
}

/// The only package, read without error.
fn read_one(idea: &str) -> ReadPackage {
    let reading = read_both(idea);
    assert!(reading.errors.is_empty(), "{:?}", reading.errors);
    let [package] = reading.packages.try_into().unwrap();
    package
}

fn zip_folder(folder: &Path, archive: &Path) {
    let mut zip = ZipWriter::new(std::fs::File::create(archive).unwrap());
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(&std::fs::read(&path).unwrap()).unwrap();
        }
    }
    zip.finish().unwrap();
}

/// What a reading says, places left out.
fn gist(reading: &Reading) -> Vec<String> {
    let mut lines = Vec::new();
    for read in &reading.packages {
        lines.push(read.package.id.domain.clone());
        for it in &read.package.interactions {
            lines.push(format!("{} {} {:?}", it.operation, it.soap_action, it.request));
        }
        lines.extend(names(read).iter().map(ToString::to_string));
        lines.extend(read.tree.files().map(|file| file.path.clone()));
        lines.extend(read.notes.iter().map(|note| note.what.clone()));
    }
    let errors = reading.errors.iter().map(Error::advice);
    lines.extend(errors.map(str::to_owned));
    // Places hold the path of the folder or archive.
    let lines = lines
        .into_iter()
        .map(|line| line.split("Place {").next().unwrap().to_owned());
    lines.collect()
}

fn names(read: &ReadPackage) -> BTreeSet<QName> {
    let definitions = read.package.schemas.definitions();
    definitions.filter_map(Definition::name).cloned().collect()
}

fn operations(read: &ReadPackage) -> Vec<&str> {
    let interactions = read.package.interactions.iter();
    interactions.map(|interaction| interaction.operation.as_str()).collect()
}

fn notes(read: &ReadPackage) -> String {
    let lines: Vec<String> = read.notes.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

fn id(read: &ReadPackage) -> (&str, &str) {
    (&read.package.id.domain, &read.package.id.release)
}

#[test]
fn as_published() {
    let read = read_one("published-layout");
    assert_eq!(id(&read), ("test:published:layout", "1.0"));
    assert_eq!(operations(&read), ["GetNotes", "RemoveNote"]);
    let responder = read
        .tree
        .get("interactions/GetNotesInteraction/GetNotesResponder_1.0.xsd")
        .unwrap();
    assert_eq!(responder.encoding(), ("UTF-8".to_owned(), true));
    assert!(responder.bytes.windows(2).any(|pair| pair == b"\r\n"));
    let note = QName::new(Some("urn:riv:test:published:layout:1"), "NoteType");
    let note = read.package.schemas.complex_type(&note).unwrap();
    assert_eq!(
        note.annotation.documentation.as_deref(),
        Some("En anteckning om åtgärden.")
    );
    assert!(
        notes(&read).contains("My_ext.xsd: left out: this is not XML"),
        "{}",
        notes(&read)
    );
}

#[test]
fn profile_2_0() {
    let read = read_one("older-profile");
    let [status] = read.package.interactions.as_slice() else {
        panic!()
    };
    assert_eq!(id(&read), ("test:profile:older", "1.0"));
    assert_eq!(status.profile(), Some(Profile::Rivtabp20));
    assert_eq!(status.request.body.local, "GetStatusRequest");
    assert_eq!(status.soap_action, "urn:riv:test:profile:older:GetStatusResponder:1");
}

#[test]
fn schemas_within_a_wsdl() {
    let read = read_one("inline-schema");
    let [ask] = read.package.interactions.as_slice() else {
        panic!()
    };
    assert_eq!(
        (ask.operation.as_str(), ask.soap_version),
        ("Enquire", SoapVersion::Soap12)
    );
    assert_eq!(ask.profile(), Some(Profile::Rivtabp21));
    assert_eq!(ask.request.headers.len(), 2);
    assert_eq!(ask.response.as_ref().unwrap().headers.len(), 1);
    assert_eq!(ask.faults.len(), 1);
}

#[test]
fn letters_in_iso_8859_1() {
    let read = read_one("latin-1");
    let status = QName::new(Some("urn:riv:test:latin:RegisterVisitResponder:1"), "StatusType");
    let status = read.package.schemas.simple_type(&status).unwrap();
    assert_eq!(status.annotation.documentation.as_deref(), Some("Hur besöket gick."));
    assert!(format!("{:?}", status.derivation).contains("Pågående"));
}

#[test]
fn what_is_used_and_not_imported() {
    let read = read_one("missing-import");
    let ns = "urn:riv:test:forgotten:import:base:1";
    assert!(names(&read).contains(&QName::new(Some(ns), "IdType")));
    let note = format!("GetUnitResponder_1.0.xsd:8:7: the namespace {ns} is used but not imported");
    assert!(notes(&read).contains(&note), "{}", notes(&read));
}

#[test]
fn one_namespace_from_two_files() {
    let read = read_one("same-namespace-twice");
    let in_namespace = |name: &QName| name.namespace.as_deref() == Some("urn:riv:test:twice:1");
    assert_eq!(names(&read).into_iter().filter(in_namespace).count(), 2);
}

#[test]
fn two_versions_of_one_component_in_one_release() {
    let reading = read_both("two-versions");
    assert!(reading.errors.is_empty(), "{:?}", reading.errors);
    let [first, second] = reading.packages.try_into().unwrap();
    assert_eq!(id(&first), ("test:versions", "1.0"));
    assert_eq!(id(&second), ("test:versions", "1.0-2"));
    assert_eq!(operations(&first), ["GetNew", "RemoveAny"]);
    assert_eq!(operations(&second), ["GetOld"]);
    let field = |read: &ReadPackage| {
        let name = QName::new(Some("urn:riv:test:versions:1"), "NoteType");
        format!("{:?}", read.package.schemas.complex_type(&name).unwrap().content)
    };
    assert!(field(&first).contains("\"title\"") && field(&second).contains("\"text\""));
    assert!(notes(&second).contains("use different versions of the same component"));
}

#[test]
fn wildcards_and_odd_components() {
    let read = read_one("odd-wildcards");
    assert!(notes(&read).contains("namespace=\"#other\" of the wildcard is taken for"));
    assert!(notes(&read).contains("namespace=\" #    other \" of the wildcard is taken for"));
    let read = read_one("odd-types");
    assert!(notes(&read).contains("white space around the name \"sequenceId \" is dropped"));
}

#[test]
fn included_schemas_take_the_namespace_of_their_includer() {
    let read = read_one("chameleon-include");
    let name = |local| QName::new(Some("urn:riv:test:chameleon:1"), local);
    let Content::Extension { base, .. } = &read.package.schemas.complex_type(&name("II")).unwrap().content else {
        panic!()
    };
    assert_eq!(*base, name("ANY"));
    let read = rivta_schema::read(packages().join("chameleon-include/schemas/core_components")).unwrap();
    let [schemas] = read.packages.as_slice() else {
        panic!("{:?}", read.errors)
    };
    assert!(
        names(schemas).iter().all(|name| name.namespace.is_some()),
        "without WSDL as well"
    );
}

#[test]
fn an_element_of_the_next_minor_version() {
    let read = read_one("minor-version-extension");
    assert_eq!(id(&read), ("test:minor", "2.0"));
    let comment = QName::new(Some("urn:riv:test:minor:2.1"), "comment");
    let comment = read.package.schemas.element(&comment).unwrap();
    assert!(matches!(comment.type_ref, TypeRef::Complex(_)));
}

#[test]
fn schemas_in_a_folder_beside_that_of_the_wsdls() {
    let read = read_one("schemas-elsewhere");
    assert_eq!(operations(&read), ["GetElsewhere"]);
    assert!(read.tree.get("contracts/GetElsewhere.wsdl").is_some());
    for path in [
        "schemas-elsewhere/contracts",
        "schemas-elsewhere/contracts/GetElsewhere.wsdl",
    ] {
        let reading = rivta_schema::read(packages().join(path)).unwrap();
        assert_eq!(operations(&reading.packages[0]), ["GetElsewhere"], "{path}");
        assert!(reading.errors.is_empty());
    }
}

#[test]
fn references_in_another_case() {
    assert_eq!(operations(&read_one("names-in-another-case")), ["GetCase"]);
}

#[test]
fn two_trees_from_every_place_in_them() {
    let read = read_one("two-trees");
    assert_eq!(id(&read), ("test:trees", "1.2"));
    let interaction = "interactions/GetTreeInteraction";
    for path in [
        "two-trees/wsdl".to_owned(),
        "two-trees/schemas".to_owned(),
        "two-trees/schemas/test_trees".to_owned(),
        "two-trees/wsdl/test_trees/1.2".to_owned(),
        format!("two-trees/wsdl/test_trees/1.2/{interaction}"),
        format!("two-trees/wsdl/test_trees/1.2/{interaction}/GetTreeInteraction_1.0_RIVTABP21.wsdl"),
    ] {
        let reading = rivta_schema::read(packages().join(&path)).unwrap();
        let [found] = reading.packages.as_slice() else {
            panic!("{path}: {:?}", reading.errors)
        };
        assert_eq!(
            (id(found), operations(found)),
            (("test:trees", "1.2"), vec!["GetTree"]),
            "{path}"
        );
    }
}

#[test]
fn any_number_of_releases() {
    let reading = read_both("several-releases");
    let ids: Vec<_> = reading.packages.iter().map(id).collect();
    assert_eq!(
        ids,
        [
            ("test:other", "1.0_RC2"),
            ("test:several", "1.0"),
            ("test:several", "2.0")
        ]
    );
    let everything = read(packages()).unwrap();
    assert!(everything.errors.is_empty(), "{:?}", everything.errors);
    let ideas = std::fs::read_dir(packages())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert_eq!(
        everything.packages.len(),
        ideas.count() + 3,
        "two-versions and several-releases hold more than one"
    );
}

#[test]
fn one_wsdl_of_a_release_and_all_it_leads_to() {
    let wsdl = "published-layout/schemas/interactions/RemoveNoteInteraction/RemoveNoteInteraction_1.0_RIVTABP21.wsdl";
    let reading = read(packages().join(wsdl)).unwrap();
    let [one] = reading.packages.as_slice() else { panic!() };
    assert_eq!(
        (id(one), operations(one)),
        (("test:published:layout", "1.0"), vec!["RemoveNote"])
    );
    assert_eq!(one.tree.files().count(), 3);
}

#[test]
fn a_wsdl_in_two_files() {
    assert_eq!(operations(&read_one("wsdl-in-two-files")), ["GetSplit"]);
}

#[test]
fn copies_and_namesakes() {
    let folder = tempfile::tempdir().unwrap();
    for (name, idea) in [
        ("a.zip", "two-trees"),
        ("b.zip", "two-trees"),
        ("c.zip", "several-releases"),
    ] {
        zip_folder(&packages().join(idea), &folder.path().join(name));
    }
    let wsdl = packages().join("inline-schema/Ask.wsdl");
    let text = std::fs::read_to_string(wsdl).unwrap();
    for (name, text) in [
        ("x", text.clone()),
        ("y", text.clone()),
        ("z", text.replace("urn:ask", "urn:other")),
    ] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        std::fs::write(folder.path().join(name).join("Ask.wsdl"), text).unwrap();
    }
    let reading = read(folder.path()).unwrap();
    let ids: Vec<_> = reading.packages.iter().map(id).collect();
    let expected = [
        ("test:inline", "1"),
        ("test:inline", "1-2"),
        ("test:trees", "1.2"),
        ("test:other", "1.0_RC2"),
        ("test:several", "1.0"),
        ("test:several", "2.0"),
    ];
    assert_eq!(ids, expected);
    assert!(notes(&reading.packages[1]).contains("was found more than once"));
}

#[test]
fn archives_within_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    for (name, idea) in [("a.zip", "latin-1"), ("b.ZIP", "older-profile")] {
        zip_folder(&packages().join(idea), &folder.path().join(name));
    }
    let reading = read(folder.path()).unwrap();
    let domains: Vec<&str> = reading.packages.iter().map(|read| id(read).0).collect();
    assert_eq!(domains, ["test:latin", "test:profile:older"]);
}

#[test]
fn a_broken_archive_does_not_keep_the_others_from_being_read() {
    let folder = tempfile::tempdir().unwrap();
    zip_folder(&packages().join("latin-1"), &folder.path().join("b.zip"));
    let broken = folder.path().join("a.zip");
    std::fs::write(&broken, "no archive").unwrap();
    let reading = read(folder.path()).unwrap();
    assert_eq!(id(&reading.packages[0]).0, "test:latin");
    assert!(matches!(reading.errors.as_slice(), [Error::Archive { path, .. }] if *path == broken));
}

/// `c` leads to `b`, which needs what is not there; `d` is of a type that nothing defines; `e` is a second version of `a`.
#[test]
fn of_schemas_without_wsdl_those_that_can_be_read_are() {
    let folder = tempfile::tempdir().unwrap();
    let schema = |name: &str, uri: &str, body: &str| {
        let text = format!(
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='{uri}'>{body}</xs:schema>"
        );
        std::fs::write(folder.path().join(name), text).unwrap();
    };
    schema("a.xsd", "urn:a", "<xs:element name='a' type='xs:int'/>");
    schema(
        "b.xsd",
        "urn:b",
        "<xs:import namespace='urn:x' schemaLocation='gone.xsd'/><xs:element xmlns:x='urn:x' name='b' type='x:T'/>",
    );
    schema(
        "c.xsd",
        "urn:c",
        "<xs:import namespace='urn:b' schemaLocation='b.xsd'/>",
    );
    schema("d.xsd", "urn:d", "<xs:element name='d' type='Nowhere'/>");
    schema("e.xsd", "urn:a", "<xs:element name='a' type='xs:string'/>");
    schema("f.xsd", "urn:f", "<xs:element name='f' type='xs:int'/>");
    let reading = read(folder.path()).unwrap();
    let [read] = reading.packages.as_slice() else {
        panic!("{:?}", reading.errors);
    };
    let names: Vec<_> = read.tree.files().map(|file| file.path.as_str()).collect();
    assert_eq!(names, ["a.xsd", "f.xsd"]);
    let places: Vec<_> = reading.errors.iter().filter_map(Error::place).collect();
    let mut names: Vec<_> = places.iter().map(|place| place.file.file_name().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(names, ["b.xsd", "d.xsd", "e.xsd"]);
}
