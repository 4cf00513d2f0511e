//! A message in one profile written in the other (facts on the platform router, section 4.6).
//!
//! The document is copied from tag to tag. Every element in the namespace of the one profile's address header moves to
//! that of the other's, the address element gets the other's name, and everything else stays as it is written.

use quick_xml::NsReader;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

use crate::profile::Profile;
use crate::xml::{DecodeError, Limits, Token, Tokens};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

/// Writes a message of the profile `from` in the other profile: UTF-8 with an XML declaration, without processing
/// instructions.
///
/// # Errors
///
/// When the message is not well-formed or exceeds a limit, anywhere in it.
pub fn convert(document: &str, from: Profile, limits: &Limits) -> Result<Vec<u8>, DecodeError> {
    check(document, limits)?;
    let mut copy = Copy::new(document.len(), from);
    let mut reader = NsReader::from_str(document);
    // What the check lets pass, the reader below reads; should it not, the copy ends and is found incomplete.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) => copy.start(&reader, &tag, false),
            Event::Empty(tag) => copy.start(&reader, &tag, true),
            Event::End(_) => copy.end(),
            Event::Text(text) => copy.out.push_str(&text),
            Event::CData(section) => copy.text(&section),
            Event::GeneralRef(reference) => copy.enclosed("&", &reference, ";"),
            Event::Comment(comment) => copy.enclosed("<!--", &comment, "-->"),
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    check(&copy.out, limits)?;
    Ok(copy.out.into_bytes())
}

/// The same message in UTF-8, whatever its XML declaration said.
///
/// # Errors
///
/// As for [`convert`].
pub fn in_utf_8(document: &str, limits: &Limits) -> Result<Vec<u8>, DecodeError> {
    check(document, limits)?;
    let rest = match document.split_once("?>") {
        Some((declaration, rest)) if declaration.starts_with("<?xml ") => rest,
        _ => document,
    };
    Ok([DECLARATION.as_bytes(), rest.as_bytes()].concat())
}

/// Reads a document to its end.
fn check(document: &str, limits: &Limits) -> Result<(), DecodeError> {
    let mut tokens = Tokens::new(document, limits);
    while !matches!(tokens.next()?, Token::Eof) {}
    Ok(())
}

/// A copy in progress, and which prefix means what in it.
struct Copy {
    out: String,
    from: &'static str,
    to: &'static str,
    address: (&'static str, &'static str),
    /// Prefix and namespace of the declarations in scope, innermost last.
    scope: Vec<(String, String)>,
    /// Of each open element, its written name and the length of `scope` before it.
    open: Vec<(String, usize)>,
    made: usize,
}

impl Copy {
    fn new(length: usize, from: Profile) -> Self {
        let to = match from {
            Profile::Rivtabp20 => Profile::Rivtabp21,
            Profile::Rivtabp21 => Profile::Rivtabp20,
        };
        let (from, to) = (from.address_header(), to.address_header());
        let mut out = String::with_capacity(length + 1024);
        out.push_str(DECLARATION);
        Self {
            out,
            from: from.namespace.uri,
            to: to.namespace.uri,
            address: (from.local, to.local),
            scope: Vec::new(),
            open: Vec::new(),
            made: 0,
        }
    }

    fn start(&mut self, reader: &NsReader<&[u8]>, tag: &BytesStart<'_>, is_empty: bool) {
        let mark = self.scope.len();
        let namespace = uri(&reader.resolver().resolve_element(tag.name()).0);
        let (local, prefix) = parts(tag);
        let is_moved = namespace == self.from;
        let is_address = is_moved && local == self.address.0;
        let mut written = Tag::default();
        let attributes: Vec<Attribute<'_>> = tag.attributes().flatten().collect();
        for attribute in attributes.iter().filter(|attribute| declared(attribute).is_some()) {
            let moves = is_address || matches!(local, "Envelope" | "Header");
            self.declaration(attribute, moves, &mut written);
        }
        let namespace = if is_moved { self.to } else { &namespace };
        let in_use = attributes
            .iter()
            .any(|attribute| prefix_of(attribute.key.as_ref()) == prefix);
        let prefix = self.prefix_for(prefix, namespace, mark, in_use && !prefix.is_empty(), &mut written);
        let local = if is_address { self.address.1 } else { local };
        written.name = qualified(&prefix, local);
        for attribute in attributes.iter().filter(|attribute| declared(attribute).is_none()) {
            self.attribute(reader, attribute, is_address, mark, &mut written);
        }
        self.write(written, is_empty, mark);
    }

    fn declaration(&mut self, attribute: &Attribute<'_>, moves: bool, written: &mut Tag) {
        let is_moved = moves && attribute.value.as_ref() == self.from;
        let value = if is_moved { self.to } else { attribute.value.as_ref() };
        let prefix = declared(attribute).unwrap_or_default();
        self.declare(prefix, value, written);
    }

    fn attribute(
        &mut self,
        reader: &NsReader<&[u8]>,
        attribute: &Attribute<'_>,
        is_address: bool,
        mark: usize,
        written: &mut Tag,
    ) {
        let key = attribute.key.as_ref();
        let mut name = key.to_owned();
        if let (Some((prefix, local)), false) = (key.split_once(':'), key.starts_with("xml:")) {
            let namespace = uri(&reader.resolver().resolve_attribute(attribute.key).0);
            let is_moved = is_address && namespace == self.from;
            let namespace = if is_moved { self.to } else { &namespace };
            name = qualified(&self.prefix_for(prefix, namespace, mark, true, written), local);
        }
        written
            .attributes
            .push_str(&format!(" {name}=\"{}\"", attribute.value.replace('"', "&quot;")));
    }

    /// A prefix that stands for the namespace: the one wished for, declared anew where nothing else on the tag needs it
    /// otherwise, or one made for it.
    fn prefix_for(&mut self, wished: &str, namespace: &str, mark: usize, in_use: bool, written: &mut Tag) -> String {
        if self.meaning(wished) == namespace {
            return wished.to_owned();
        }
        let is_own = self.scope.iter().skip(mark).any(|(prefix, _)| prefix == wished);
        let free = !is_own && !in_use || wished.is_empty();
        let prefix = if free { wished.to_owned() } else { self.made_prefix() };
        if wished.is_empty() {
            written.drop_default();
        }
        self.declare(&prefix, namespace, written);
        prefix
    }

    fn made_prefix(&mut self) -> String {
        loop {
            self.made += 1;
            let prefix = format!("ns{}", self.made);
            if self.meaning(&prefix).is_empty() {
                return prefix;
            }
        }
    }

    fn meaning(&self, prefix: &str) -> &str {
        let found = self.scope.iter().rev().find(|(other, _)| other == prefix);
        found.map_or("", |(_, namespace)| namespace.as_str())
    }

    fn declare(&mut self, prefix: &str, namespace: &str, written: &mut Tag) {
        written
            .declarations
            .push((prefix.to_owned(), namespace.replace('"', "&quot;")));
        self.scope.push((prefix.to_owned(), namespace.to_owned()));
    }

    fn write(&mut self, written: Tag, is_empty: bool, mark: usize) {
        self.out.push('<');
        self.out.push_str(&written.name);
        for (prefix, namespace) in &written.declarations {
            let name = if prefix.is_empty() {
                "xmlns".to_owned()
            } else {
                format!("xmlns:{prefix}")
            };
            self.out.push_str(&format!(" {name}=\"{namespace}\""));
        }
        self.out.push_str(&written.attributes);
        if is_empty {
            self.out.push_str("/>");
            self.scope.truncate(mark);
        } else {
            self.out.push('>');
            self.open.push((written.name, mark));
        }
    }

    fn end(&mut self) {
        if let Some((name, mark)) = self.open.pop() {
            self.enclosed("</", &name, ">");
            self.scope.truncate(mark);
        }
    }

    fn enclosed(&mut self, before: &str, content: &str, after: &str) {
        for part in [before, content, after] {
            self.out.push_str(part);
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(&quick_xml::escape::partial_escape(text));
    }
}

/// A start tag as it will be written.
#[derive(Default)]
struct Tag {
    name: String,
    declarations: Vec<(String, String)>,
    attributes: String,
}

impl Tag {
    fn drop_default(&mut self) {
        self.declarations.retain(|(prefix, _)| !prefix.is_empty());
    }
}

fn parts<'a>(tag: &'a BytesStart<'_>) -> (&'a str, &'a str) {
    let name = tag.name();
    let whole: &str = name.into_inner();
    whole
        .split_once(':')
        .map_or((whole, ""), |(prefix, local)| (local, prefix))
}

fn prefix_of(name: &str) -> &str {
    name.split_once(':').map_or("", |(prefix, _)| prefix)
}

/// The prefix an attribute declares, empty for the default namespace; `None` when it is no declaration.
fn declared<'a>(attribute: &'a Attribute<'_>) -> Option<&'a str> {
    let key: &str = attribute.key.into_inner();
    if key == "xmlns" {
        Some("")
    } else {
        key.strip_prefix("xmlns:")
    }
}

fn qualified(prefix: &str, local: &str) -> String {
    if prefix.is_empty() {
        local.to_owned()
    } else {
        format!("{prefix}:{local}")
    }
}

fn uri(resolved: &ResolveResult<'_>) -> String {
    match resolved {
        ResolveResult::Bound(namespace) => namespace.into_inner().to_owned(),
        _ => String::new(),
    }
}
