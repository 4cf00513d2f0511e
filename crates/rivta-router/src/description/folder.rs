//! WSDL files of an operator's own.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use encoding_rs::UTF_8;
use regex::Regex;
use rivta_producer::description::{Description, imports};
use rivta_soap::bounded;
use rivta_soap::contract::{File, Package};
use rivta_soap::xml::{Limits, declared_label, decode_text, encoding_of};

use super::Described;
use crate::config::DescriptionFile;
use crate::error::RouterError;

/// How many files are read, and how large each may be.
const FILES: usize = 50_000;
const FILE_BYTES: u64 = 16 << 20;

/// How many characters may stand before the XML declaration, a byte order mark among them.
const JUNK: usize = 9;

/// Values of attributes.
static VALUE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"=\s*(?:"([^"]*)"|'([^']*)')"#).ok());

/// Every WSDL below a folder that names a RIV-TA profile, each at the path its target namespace gives.
pub(super) fn all(directory: &Path, prefix: &str) -> Result<Vec<Described>, RouterError> {
    let package = read(directory)?;
    let wsdls = package.files.iter().filter(|file| has_extension(file.path, "wsdl"));
    let described = wsdls.filter_map(|file| {
        let Names { path, contract } = names(file.bytes, prefix)?;
        Some(Described {
            path,
            contract,
            description: Description {
                package,
                wsdl: file.path,
            },
        })
    });
    Ok(described.collect())
}

/// One WSDL at a path of the operator's choice, with what it imports and nothing else.
pub(super) fn single(given: &DescriptionFile) -> Result<Described, RouterError> {
    let path = fs::canonicalize(&given.wsdl).map_err(|source| RouterError::Reading {
        file: given.wsdl.display().to_string(),
        source,
    })?;
    // Imports may lead anywhere, so paths in the package count from the root.
    let root = path.ancestors().last().unwrap_or(&path);
    let wsdl = file(root, &path)?;
    let (mut open, mut seen, mut files) = (imports(&wsdl), BTreeSet::new(), vec![wsdl]);
    while let Some(next) = open.pop() {
        let place = root.join(&next);
        if files.len() < FILES && is_description(&place) && place != path && seen.insert(next) {
            let found = file(root, &place)?;
            open.extend(imports(&found));
            files.push(found);
        }
    }
    let wsdl = slashed(path.strip_prefix(root).unwrap_or(&path)).leak();
    Ok(Described {
        path: given.path.trim_matches('/').to_owned(),
        contract: given.contract.clone(),
        description: Description {
            package: package(files),
            wsdl,
        },
    })
}

/// All descriptions below a folder. They are read once and kept for as long as the process runs.
fn read(directory: &Path) -> Result<&'static Package, RouterError> {
    let (mut files, mut open) = (Vec::new(), vec![directory.to_owned()]);
    while let Some(folder) = open.pop() {
        let failed = |source| RouterError::Reading {
            file: folder.display().to_string(),
            source,
        };
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            // A link may lead in a circle.
            if path.is_dir() && !path.is_symlink() {
                open.push(path);
            } else if is_description(&path) && files.len() < FILES {
                files.push(file(directory, &path)?);
            }
        }
    }
    Ok(package(files))
}

fn package(mut files: Vec<File>) -> &'static Package {
    files.sort_unstable_by_key(|file: &File| file.path);
    Box::leak(Box::new(Package {
        domain: "",
        release: "",
        files: files.leak(),
    }))
}

fn file(directory: &Path, path: &Path) -> Result<File, RouterError> {
    let failed = |source| RouterError::Reading {
        file: path.display().to_string(),
        source,
    };
    let bytes = bounded::read_file(path, FILE_BYTES).map_err(failed)?;
    let relative = path.strip_prefix(directory).map_or_else(|_| String::new(), slashed);
    Ok(File {
        path: relative.leak(),
        bytes: without_junk(in_utf_8(bytes)).leak(),
    })
}

/// The document in UTF-8, in which all descriptions are told; one whose encoding is not what it claims stays as it is.
fn in_utf_8(bytes: Vec<u8>) -> Vec<u8> {
    if encoding_of(&bytes, None) == UTF_8 {
        return bytes;
    }
    let limits = Limits {
        bytes: 2 * usize::try_from(FILE_BYTES).unwrap_or(usize::MAX),
        ..Limits::default()
    };
    let Ok(text) = decode_text(&bytes, None, &limits) else {
        return bytes;
    };
    match declared_label(text.as_bytes()) {
        // The declaration is where a document first names its encoding.
        Some(label) => text.replacen(label, "UTF-8", 1).into_bytes(),
        None => text.into_owned().into_bytes(),
    }
}

fn without_junk(bytes: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes.get(..64).unwrap_or(&bytes));
    let before = text.split("<?xml").next().unwrap_or_default();
    // A byte order mark is three bytes and one character.
    if before.len() < text.len() && before.chars().count() <= JUNK {
        let at = bytes.windows(5).position(|window| window == b"<?xml").unwrap_or(0);
        return bytes.get(at..).unwrap_or_default().to_vec();
    }
    bytes
}

fn is_description(path: &Path) -> bool {
    let name = path.to_string_lossy();
    path.is_file() && (has_extension(&name, "wsdl") || has_extension(&name, "xsd"))
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|own| own.eq_ignore_ascii_case(extension))
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// Where a WSDL is served, and for which contract.
#[derive(Debug, PartialEq, Eq)]
struct Names {
    path: String,
    contract: String,
}

/// What the attributes of the root element say; `None` when none of them names a profile.
fn names(wsdl: &[u8], prefix: &str) -> Option<Names> {
    let text = String::from_utf8_lossy(wsdl);
    let root = root_tag(&text)?;
    let values: Vec<&str> = VALUE
        .as_ref()?
        .captures_iter(root)
        .filter_map(|found| found.get(1).or_else(|| found.get(2)))
        .map(|value| value.as_str())
        .collect();
    let holding = |part: &str| values.iter().find(|value| value.to_ascii_lowercase().contains(part));
    let target = holding("rivtabp")?;
    let path = target.strip_prefix("urn:riv:").unwrap_or(target).replace(':', "/");
    Some(Names {
        path: format!("{prefix}/{path}"),
        contract: holding("responder").map_or_else(|| (*target).to_owned(), |&contract| contract.to_owned()),
    })
}

/// The start tag of the root element, after declaration and comments.
fn root_tag(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        let (_, after) = rest.split_once('<')?;
        let end = match after {
            _ if after.starts_with("!--") => "-->",
            _ if after.starts_with(['?', '!']) => ">",
            _ => return after.split('>').next(),
        };
        rest = after.split_once(end)?.1;
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;
    use std::path::Path;

    use super::{Names, file, in_utf_8, names, without_junk};
    use crate::error::RouterError;

    #[test]
    fn a_file_without_an_end_is_refused() {
        let refused = file(Path::new("/dev"), Path::new("/dev/zero")).map(|_| ());
        assert!(
            matches!(refused, Err(RouterError::Reading { source, .. }) if source.kind() == ErrorKind::FileTooLarge)
        );
    }

    #[test]
    fn section_7_2_descriptions_are_told_in_utf_8() {
        let text = |encoding: &str| format!("<?xml version='1.0' encoding='{encoding}'?><a>\u{e5}</a>");
        let latin: Vec<u8> = text("ISO-8859-1").chars().map(|c| c as u8).collect();
        let utf_16: Vec<u8> = text("utf-16").encode_utf16().flat_map(u16::to_be_bytes).collect();
        for document in [latin, utf_16, text("UTF-8").into_bytes()] {
            assert_eq!(String::from_utf8(in_utf_8(document)).unwrap(), text("UTF-8"));
        }
        let wrong = b"<?xml version='1.0' encoding='utf-8'?>\xe5".to_vec();
        assert_eq!(in_utf_8(wrong.clone()), wrong);
    }

    #[test]
    fn section_7_2_the_root_element_says_where_a_wsdl_is_served() {
        let wsdl = "\u{feff}<?xml version='1.0'?>\n<!-- <a rivtabp> --><wsdl:definitions \
                    xmlns:tjgr='urn:riv:clinicalprocess:healthcond:certificate:GetCertificateResponder:2' \
                    targetNamespace=\"urn:riv:clinicalprocess:healthcond:certificate:GetCertificate:2:rivtabp21\"><a/>";
        let expected = Names {
            path: "vp/clinicalprocess/healthcond/certificate/GetCertificate/2/rivtabp21".to_owned(),
            contract: "urn:riv:clinicalprocess:healthcond:certificate:GetCertificateResponder:2".to_owned(),
        };
        assert_eq!(names(wsdl.as_bytes(), "vp"), Some(expected));
        assert_eq!(names(b"<definitions targetNamespace='urn:other'/>", "vp"), None);
        assert_eq!(names(b"", "vp"), None);
    }

    #[test]
    fn section_7_2_up_to_nine_characters_before_the_declaration_are_dropped() {
        for (text, expected) in [
            ("\u{feff}<?xml?><a/>", "<?xml?><a/>"),
            ("123456789<?xml?><a/>", "<?xml?><a/>"),
            ("1234567890<?xml?><a/>", "1234567890<?xml?><a/>"),
            ("<a/>", "<a/>"),
        ] {
            assert_eq!(without_junk(text.as_bytes().to_vec()), expected.as_bytes());
        }
    }
}
