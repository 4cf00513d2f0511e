//! Every kind of wrong input gets one message: file, line, column, the line with a caret, and what to do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use zip::write::{SimpleFileOptions, ZipWriter};

const COMPARE: &str = "Compare the file with the one that was published, and tell its publisher.";
const SPELLING: &str =
    "Check the spelling and the prefix; then that some file that is imported, directly or not, defines it.";
const ANEW: &str = "Fetch the file anew from where it is published; what is wrong begins at this place or before it.";
const ARCHIVE: &str = "Fetch the archive anew from where it is published, or unpack it and give the folder.";
const NOTHING: &str = "Give a folder or zip archive of a domain release as published, a .wsdl or a .xsd file.";
const TAKE_OVER: &str =
    "Take over the whole release, core_components beside interactions; nothing is fetched over the network.";
const ENCODING: &str =
    "Correct the encoding in the XML declaration on the file's first line, or save the file in that encoding.";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rivta"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// What is said about a file with this content.
#[track_caller]
fn says(name: &str, content: impl AsRef<[u8]>, expected: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), content).unwrap();
    says_in(folder.path(), name, expected);
}

#[track_caller]
fn says_in(folder: &Path, path: &str, expected: &[&str]) {
    let output = run(folder, &["inspect", path]);
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(text.lines().collect::<Vec<_>>(), expected, "{path}");
    assert_eq!(output.status.code(), Some(1), "{path}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "", "{path}");
}

/// A schema that begins on line 1 and holds the body from line 2 on.
fn schema(body: &str) -> String {
    format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:t' targetNamespace='urn:t'>\n{body}\n</xs:schema>\n"
    )
}

fn latin_1(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

#[test]
fn paths_that_lead_to_nothing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    let missing = "error: missing: cannot be read: No such file or directory (os error 2)";
    let advice = "  Check that the path is right and that you may read it.";
    says_in(folder.path(), "missing", &[missing, advice]);
    let nothing = format!("  {NOTHING}");
    says_in(
        folder.path(),
        "empty",
        &["error: empty: there is no WSDL or XML Schema here", &nothing],
    );
    says(
        "a.docx",
        "x",
        &["error: a.docx: there is no WSDL or XML Schema here", &nothing],
    );
}

#[test]
fn what_is_not_xml() {
    let anew = format!("  {ANEW}");
    let expected = [
        "error: a.xsd:1:1: not well-formed XML: unknown token",
        "  |",
        "1 | Not found",
        "  | ^",
        &anew,
    ];
    says("a.xsd", "Not found\r\n", &expected);
    says(
        "a.xsd",
        "",
        &[
            "error: a.xsd:1:1: not well-formed XML: the document does not have a root node",
            &anew,
        ],
    );
    let expected = [
        "error: a.wsdl:2:2: not well-formed XML: expected 'b' tag, not 'a'",
        "  |",
        "2 | </a>",
        "  | ^",
        &anew,
    ];
    says("a.wsdl", "<a><b>\n </a>", &expected);
    let expected = [
        "error: a.xsd:1:1: not well-formed XML: XML with DTD detected",
        "  |",
        "1 | <!DOCTYPE a [<!ENTITY e 'e'>]><a>&e;</a>",
        "  | ^",
        &anew,
    ];
    says("a.xsd", "<!DOCTYPE a [<!ENTITY e 'e'>]><a>&e;</a>", &expected);
}

#[test]
fn xml_that_is_something_else() {
    let compare = format!("  {COMPARE}");
    let expected = [
        "error: a.xsd:1:1: this is not an XML Schema",
        "  |",
        "1 | <html><body>Log in</body></html>",
        "  | ^",
        &compare,
    ];
    says("a.xsd", "<html><body>Log in</body></html>", &expected);
    let expected = [
        "error: a.xsd:2:26: xs:element cannot stand in xs:complexType",
        "  |",
        "2 | <xs:complexType name='T'><xs:element name='e'/></xs:complexType>",
        "  |                          ^",
        &compare,
    ];
    let misplaced = schema("<xs:complexType name='T'><xs:element name='e'/></xs:complexType>");
    says("a.xsd", misplaced, &expected);
}

#[test]
fn names_that_nothing_defines_in_every_kind_of_text() {
    let spelling = format!("  {SPELLING}");
    let message = "type {urn:t}Missing is not defined in the package";
    let plain = schema("  <xs:element name='a\u{e5}' type='t:Missing'/>");
    let expected = [
        &format!("error: a.xsd:2:3: {message}"),
        "  |",
        "2 | <xs:element name='aå' type='t:Missing'/>",
        "  | ^",
        &spelling,
    ];
    says("a.xsd", &plain, &expected);
    says("a.xsd", format!("\u{feff}{plain}"), &expected);
    says("a.xsd", plain.replace('\n', "\r\n"), &expected);
    let latin = format!("<?xml version='1.0' encoding='ISO-8859-1'?>{plain}");
    says("a.xsd", latin_1(&latin), &expected);
    let tabs = schema("<!--\u{e5}-->\t<xs:element name='a'\ttype='t:Missing'/>");
    let expected = [
        &format!("error: a.xsd:2:10: {message}"),
        "  |",
        "2 | <!--å--> <xs:element name='a' type='t:Missing'/>",
        "  |          ^",
        &spelling,
    ];
    says("a.xsd", tabs, &expected);
    let long = schema(&format!(
        "<!--{}--><xs:element name='a' type='t:Missing'/><!--{}-->",
        "x".repeat(2_000),
        "y".repeat(2_000)
    ));
    let cut = format!(
        "2 | …{}--><xs:element name='a' type='t:Missing'/><!--{}…",
        "x".repeat(47),
        "y".repeat(7)
    );
    let caret = format!("  | {:>52}", '^');
    let expected = [
        &format!("error: a.xsd:2:2008: {message}"),
        "  |",
        &cut,
        &caret,
        &spelling,
    ];
    says("a.xsd", long, &expected);
}

#[test]
fn bytes_that_are_not_in_the_encoding() {
    let advice = format!("  {ENCODING}");
    let expected = [
        "error: a.xsd:2:7: the bytes are not valid UTF-8",
        "  |",
        "2 | <!-- V\u{fffd}rd -->",
        "  |       ^",
        &advice,
    ];
    says("a.xsd", latin_1(&schema("<!-- V\u{e5}rd -->")), &expected);
    let expected = [
        "error: a.xsd:1:31: the bytes are not valid klingon",
        "  |",
        "1 | <?xml version='1.0' encoding='klingon'?><a/>",
        "  |                               ^",
        &advice,
    ];
    says("a.xsd", "<?xml version='1.0' encoding='klingon'?><a/>", &expected);
}

#[test]
fn files_that_are_missing_and_circles() {
    let take_over = format!("  {TAKE_OVER}");
    let include = |location: &str| {
        schema(&format!(
            "<xs:include schemaLocation='{location}'/>\n<xs:element name='a' type='t:T'/>"
        ))
    };
    let expected = [
        "error: a.xsd:2:1: the file b.xsd is not in the package; put it there as published",
        "  |",
        "2 | <xs:include schemaLocation='b.xsd'/>",
        "  | ^",
        &take_over,
    ];
    says("a.xsd", include("b.xsd"), &expected);
    let expected = [
        "error: a.xsd:2:1: the file https://example.org/b.xsd is not in the package; put it there as published",
        "  |",
        "2 | <xs:include schemaLocation='https://example.org/b.xsd'/>",
        "  | ^",
        &take_over,
    ];
    says("a.xsd", include("https://example.org/b.xsd"), &expected);
    // Files may include each other in a circle; a type may not be made of itself.
    let derived = |name: &str, base: &str| {
        format!(
            "<xs:complexType name='{name}'><xs:complexContent><xs:extension base='t:{base}'/></xs:complexContent></xs:complexType>"
        )
    };
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, include: &str, body: String| {
        let text = schema(&format!("<xs:include schemaLocation='{include}'/>\n{body}"));
        std::fs::write(folder.path().join(name), text).unwrap();
    };
    write("a.xsd", "b.xsd", derived("A", "B"));
    write("b.xsd", "a.xsd", derived("B", "A"));
    let compare = format!("  {COMPARE}");
    let line = format!("3 | {}…", &derived("A", "B")[..100]);
    let expected = [
        "error: a.xsd:3:1: {urn:t}A is made of itself",
        "  |",
        &line,
        "  | ^",
        &compare,
    ];
    says_in(folder.path(), "a.xsd", &expected);
    write(
        "b.xsd",
        "a.xsd",
        derived("B", "C").replace("extension base='t:C'", "extension base='xs:anyType'"),
    );
    assert!(run(folder.path(), &["inspect", "a.xsd"]).status.success());
}

#[test]
fn archives_that_are_broken_or_hostile() {
    let advice = format!("  {ARCHIVE}");
    let expected = [
        "error: a.zip: the archive cannot be read: invalid Zip archive: Could not find EOCD",
        &advice,
    ];
    says("a.zip", "garbage", &expected);
    let zipped = |name: &str, content: &[u8]| {
        let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
        zip.finish().unwrap().into_inner()
    };
    let bomb = "error: a.zip: the archive cannot be read: a.xsd unpacks to more than 200 times its size";
    says("a.zip", zipped("a.xsd", &vec![b' '; 8 << 20]), &[bomb, &advice]);
    let leading_out = "error: a.zip: the archive cannot be read: the path \"../a.xsd\" leads out of the archive";
    says("a.zip", zipped("../a.xsd", b"<a/>"), &[leading_out, &advice]);
    let nothing = format!("  {NOTHING}");
    let none = "error: a.zip: there is no WSDL or XML Schema here";
    says("a.zip", zipped("a.txt", b"x"), &[none, &nothing]);
    let compare = format!("  {COMPARE}");
    let expected = [
        "error: a.zip/x/a.xsd:1:1: this is not an XML Schema",
        "  |",
        "1 | <a/>",
        "  | ^",
        &compare,
    ];
    says("a.zip", zipped("x/a.xsd", b"<a/>"), &expected);
}

#[test]
fn machines_get_the_same() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("a.xsd"),
        schema("\t<xs:element name='e' type='t:Missing'/>"),
    )
    .unwrap();
    let output = run(folder.path(), &["inspect", "a.xsd", "--json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let expected = serde_json::json!([{
        "message": "a.xsd:2:2: type {urn:t}Missing is not defined in the package",
        "file": "a.xsd",
        "line": 2,
        "column": 2,
        "snippet": {"line": "<xs:element name='e' type='t:Missing'/>", "caret": 1},
        "advice": SPELLING,
    }]);
    assert_eq!(report["errors"], expected);
}
