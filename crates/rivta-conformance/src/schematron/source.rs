//! Rule files and the files they include, which stand in the same folder.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use roxmltree::ParsingOptions;

use super::element::{Content, Element, Places, SCHEMATRON, element};
use crate::error::Error;
use crate::xpath::shallow;

/// Bytes of one rule file. The largest published one is a fiftieth.
const FILE_BYTES: u64 = 4 * 1024 * 1024;
/// Files that one rule file consists of, and how they may include each other.
const FILES: usize = 100;
const NESTED: usize = 8;
/// Nodes of one file.
const NODES: u32 = 500_000;

/// Reads a file and all it includes.
pub(super) fn read(path: &Path) -> Result<Element, Error> {
    let mut files = Files { read: 0 };
    let root = files.root(path, &bytes_of(path)?)?;
    files.with_includes(root, path.parent(), 0)
}

/// Reads text that includes nothing.
pub(super) fn parse(text: &str) -> Result<Element, Error> {
    let mut files = Files { read: 0 };
    let root = files.root(Path::new("(text)"), text.as_bytes())?;
    files.with_includes(root, None, 0)
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = |source| Error::Read {
        path: path.to_owned(),
        source,
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(FILE_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > FILE_BYTES {
        return Err(unreadable(path, format!("more than {FILE_BYTES} bytes")));
    }
    Ok(bytes)
}

fn unreadable(path: &Path, what: String) -> Error {
    Error::RuleFile {
        path: path.to_owned(),
        what,
    }
}

/// How many files have been read.
struct Files {
    read: usize,
}

impl Files {
    fn root(&mut self, path: &Path, bytes: &[u8]) -> Result<Element, Error> {
        self.read += 1;
        if self.read > FILES {
            return Err(unreadable(path, format!("more than {FILES} files are included")));
        }
        let text = shallow(bytes).map_err(|what| unreadable(path, what))?;
        let options = ParsingOptions {
            allow_dtd: false,
            nodes_limit: NODES,
            ..ParsingOptions::default()
        };
        let document = roxmltree::Document::parse_with_options(&text, options)
            .map_err(|error| unreadable(path, format!("not well-formed XML: {error}")))?;
        let root = document.root_element();
        let found = element(root, &mut Places::new(path, &text))?;
        match root.tag_name().namespace() {
            Some(SCHEMATRON) => Ok(found),
            Some("http://www.ascc.net/xml/schematron") => {
                Err(found.error("this is Schematron 1.5, not ISO Schematron"))
            }
            _ => Err(found.error(format!("{} is not an element of ISO Schematron", found.name))),
        }
    }

    /// The element with every `include` below it replaced by what it names.
    fn with_includes(&mut self, mut parent: Element, folder: Option<&Path>, nested: usize) -> Result<Element, Error> {
        let mut content = Vec::with_capacity(parent.content.len());
        for part in parent.content {
            content.push(match part {
                Content::Element(include) if include.is("include") => {
                    Content::Element(self.included(&include, folder, nested)?)
                }
                Content::Element(child) => Content::Element(self.with_includes(child, folder, nested)?),
                text @ Content::Text(_) => text,
            });
        }
        parent.content = content;
        Ok(parent)
    }

    fn included(&mut self, include: &Element, folder: Option<&Path>, nested: usize) -> Result<Element, Error> {
        let href = include.required("href")?;
        let (file, fragment) = href.split_once('#').map_or((href, None), |(file, id)| (file, Some(id)));
        let file = file.strip_prefix("./").unwrap_or(file);
        let outside = file.is_empty() || file.starts_with('.') || file.contains(['/', '\\', ':', '%']);
        let path = match folder {
            Some(folder) if !outside && nested < NESTED => folder.join(file),
            Some(_) if !outside => return Err(include.error("files include each other too deeply")),
            _ => return Err(include.error("only files of the same folder can be included")),
        };
        let root = self.root(&path, &bytes_of(&path)?)?;
        let root = match fragment {
            Some(id) => with_id(root, id).ok_or_else(|| include.error(format!("there is no element with id {id}")))?,
            None if root.is("schema") => {
                return Err(include.error("a part of a schema is included, not a whole schema"));
            }
            None => root,
        };
        let folder: Option<PathBuf> = folder.map(Path::to_owned);
        self.with_includes(root, folder.as_deref(), nested + 1)
    }
}

fn with_id(element: Element, id: &str) -> Option<Element> {
    let mut open = vec![element];
    while let Some(element) = open.pop() {
        if element.attribute("id") == Some(id) {
            return Some(element);
        }
        let children = element.content.into_iter().filter_map(|content| match content {
            Content::Element(child) => Some(child),
            Content::Text(_) => None,
        });
        open.extend(children);
    }
    None
}
