//! The folder of a crate: nothing that a person has put or changed there is lost, and a list from a stranger does no harm.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;

use rivta_codegen::Error;
use rivta_codegen::fresh::Stale;
use rivta_codegen::output::{Folder, OutputFile};
use tempfile::TempDir;

fn file(path: &str, text: &str) -> OutputFile {
    OutputFile {
        path: path.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

/// A folder with a crate of two files that has just been written.
fn written() -> TempDir {
    let folder = TempDir::new().unwrap();
    let files = [file("src/a.rs", "a"), file("src/old/b.rs", "b")];
    Folder::at(folder.path()).unwrap().write(&files).unwrap();
    folder
}

fn text(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap()
}

#[test]
fn what_is_no_longer_written_goes_away_with_its_folder_and_a_person_s_file_stays() {
    let folder = written();
    fs::write(folder.path().join("src/own.rs"), "own").unwrap();
    let changes = Folder::at(folder.path())
        .unwrap()
        .write(&[file("src/a.rs", "new")])
        .unwrap();
    let expected = [
        Stale::Changed("src/a.rs".to_owned()),
        Stale::Orphan("src/old/b.rs".to_owned()),
    ];
    assert_eq!(changes, expected);
    assert_eq!(
        (
            text(folder.path(), "src/a.rs").as_str(),
            text(folder.path(), "src/own.rs").as_str()
        ),
        ("new", "own")
    );
    assert!(!folder.path().join("src/old").exists());
    assert_eq!(
        Folder::at(folder.path())
            .unwrap()
            .write(&[file("src/a.rs", "new")])
            .unwrap(),
        []
    );
}

#[test]
fn a_file_that_was_edited_is_neither_overwritten_nor_removed_unless_that_is_ordered() {
    let folder = written();
    for path in ["src/a.rs", "src/old/b.rs"] {
        fs::write(folder.path().join(path), "edited").unwrap();
    }
    let next = [file("src/a.rs", "new")];
    let Error::Edited { files, .. } = Folder::at(folder.path()).unwrap().write(&next).unwrap_err() else {
        panic!("not refused as edited")
    };
    assert_eq!(files, ["src/a.rs", "src/old/b.rs"]);
    assert_eq!(text(folder.path(), "src/old/b.rs"), "edited");
    Folder::at(folder.path()).unwrap().overwrite(&next).unwrap();
    assert_eq!(text(folder.path(), "src/a.rs"), "new");
    assert!(!folder.path().join("src/old/b.rs").exists());
}

#[test]
fn an_edit_that_says_what_would_be_written_is_no_obstacle() {
    let folder = written();
    fs::write(folder.path().join("src/a.rs"), "new").unwrap();
    let next = [file("src/a.rs", "new"), file("src/old/b.rs", "b")];
    assert_eq!(Folder::at(folder.path()).unwrap().write(&next).unwrap(), []);
}

#[test]
fn a_folder_that_holds_something_else_is_not_written_into() {
    for list in [None, Some("0000  Cargo.toml\n")] {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("Cargo.toml"), "theirs").unwrap();
        if let Some(list) = list {
            fs::write(folder.path().join("generated.sha256"), list).unwrap();
        }
        let outcome = Folder::at(folder.path()).unwrap().write(&[file("Cargo.toml", "ours")]);
        assert!(matches!(outcome, Err(Error::Occupied { .. })));
        assert_eq!(text(folder.path(), "Cargo.toml"), "theirs");
    }
    let cloned = TempDir::new().unwrap();
    fs::create_dir(cloned.path().join(".git")).unwrap();
    Folder::at(cloned.path())
        .unwrap()
        .write(&[file("Cargo.toml", "ours")])
        .unwrap();
}

#[test]
fn a_list_that_names_files_outside_the_folder_removes_none_of_them() {
    let place = TempDir::new().unwrap();
    let (outside, folder) = (place.path().join("outside.rs"), place.path().join("crate"));
    fs::write(&outside, "theirs").unwrap();
    Folder::at(&folder).unwrap().write(&[file("src/a.rs", "a")]).unwrap();
    let list = folder.join("generated.sha256");
    let digest = "00".repeat(32);
    let hostile = format!(
        "{}{digest}  ../outside.rs\n{digest}  {}\n",
        fs::read_to_string(&list).unwrap(),
        outside.display()
    );
    fs::write(&list, hostile).unwrap();
    assert_eq!(
        Folder::at(&folder)
            .unwrap()
            .overwrite(&[file("src/a.rs", "a")])
            .unwrap(),
        []
    );
    assert_eq!(fs::read_to_string(&outside).unwrap(), "theirs");
}
