//! XML for readers: one element on each line, its values shown or hidden.

use roxmltree::{Document, Node, NodeType, ParsingOptions};

use super::personal::{HIDDEN, hide_numbers};
use super::wording::printable;
use crate::xpath::{prefix_of, shallow};

/// Nodes of one message.
const MAX_NODES: u32 = 2_000_000;
/// Namespaces whose elements browsers act upon, wherever in a document they stand.
const RUN_BY_BROWSERS: [&str; 2] = ["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"];
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Whether the values of a message are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Values {
    /// As they stand.
    Shown,
    /// Hidden, element by element: what is left are names, `xsi:nil` and the standard fault codes.
    Hidden,
}

/// A message laid out; `None` when it is not well-formed XML, has a document type or exceeds the limits.
pub(super) fn laid_out(message: &str, values: Values) -> Option<String> {
    with_document(message, |source, document| {
        let mut layout = Layout {
            source,
            values,
            out: String::with_capacity(source.len()),
            open: Vec::new(),
        };
        for node in document.root().descendants().skip(1) {
            if node.is_text() && node.parent().is_some_and(is_simple) {
                continue; // written with its element
            }
            layout.close_until(node.parent());
            layout.node(node);
        }
        layout.close_until(None);
        match values {
            Values::Shown => layout.out,
            Values::Hidden => hide_numbers(&layout.out).into_owned(),
        }
    })
}

/// The message without its XML declaration, as it can stand inside another document; `None` as for [`laid_out`], and when
/// a browser that opens the document would run scripts of it.
pub(super) fn embeddable(message: &str) -> Option<String> {
    let embedded = with_document(message, |source, document| {
        let runs = |node: Node<'_, '_>| {
            node.tag_name()
                .namespace()
                .is_some_and(|uri| RUN_BY_BROWSERS.contains(&uri))
        };
        if document.descendants().any(runs) {
            return None;
        }
        let text = source.trim_start_matches('\u{feff}').trim_start();
        let declared = text.strip_prefix("<?xml ").and_then(|rest| rest.split_once("?>"));
        Some(declared.map_or(text, |(_, rest)| rest).trim().to_owned())
    });
    embedded.flatten()
}

/// What a message is: the local name of the first child of its SOAP body, or of its root.
pub(super) fn name_of(message: &str) -> Option<String> {
    with_document(message, |_, document| {
        let root = document.root_element();
        let body = root.children().find(|child| child.tag_name().name() == "Body");
        let payload = body.and_then(|body| body.children().find(Node::is_element));
        hide_numbers(payload.unwrap_or(root).tag_name().name()).into_owned()
    })
}

/// Does something with a message that is well-formed and within limits.
pub(super) fn with_document<T>(message: &str, work: impl FnOnce(&str, &Document<'_>) -> T) -> Option<T> {
    let text = shallow(message.as_bytes()).ok()?;
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(&text, options).ok()?;
    Some(work(&text, &document))
}

struct Layout<'a> {
    source: &'a str,
    values: Values,
    out: String,
    /// Elements that are not closed yet, with the names of their tags.
    open: Vec<(roxmltree::NodeId, String)>,
}

impl Layout<'_> {
    fn close_until(&mut self, parent: Option<Node<'_, '_>>) {
        let parent = parent.map(|parent| parent.id());
        while let Some((id, name)) = self.open.pop() {
            if Some(id) == parent {
                self.open.push((id, name));
                return;
            }
            self.indent();
            self.out.push_str(&format!("</{name}>\n"));
        }
    }

    fn indent(&mut self) {
        self.out.push_str(&"  ".repeat(self.open.len()));
    }

    fn node(&mut self, node: Node<'_, '_>) {
        match node.node_type() {
            NodeType::Root => {}
            NodeType::Element => self.element(node),
            NodeType::Text => self.text(node),
            NodeType::Comment => {
                self.indent();
                let text = match self.values {
                    Values::Shown => printable(node.text().unwrap_or_default()).into_owned(),
                    Values::Hidden => format!(" {HIDDEN} "),
                };
                self.out.push_str(&format!("<!--{text}-->\n"));
            }
            NodeType::PI => {
                self.indent();
                let (target, value) = node.pi().map_or(("", None), |pi| (pi.target, pi.value));
                let value = match self.values {
                    Values::Shown => value.unwrap_or_default(),
                    Values::Hidden => HIDDEN,
                };
                self.out.push_str(&format!("<?{target} {value}?>\n"));
            }
        }
    }

    fn element(&mut self, node: Node<'_, '_>) {
        let tag = self.source.get(node.range().start + 1..).unwrap_or_default();
        let local = node.tag_name().name();
        let name = qualified(&prefix_of(tag, local), local);
        self.indent();
        self.out.push_str(&format!("<{name}"));
        self.namespaces(node);
        self.attributes(node);
        if !node.has_children() {
            self.out.push_str("/>\n");
        } else if is_simple(node) {
            let value = self.value(node);
            self.out.push_str(&format!(">{value}</{name}>\n"));
        } else {
            self.out.push_str(">\n");
            self.open.push((node.id(), name));
        }
    }

    /// The namespaces that the element declares itself.
    fn namespaces(&mut self, node: Node<'_, '_>) {
        let parent = node.parent().filter(Node::is_element);
        for namespace in node.namespaces() {
            let inherited = parent.is_some_and(|parent| parent.namespaces().any(|other| other == namespace));
            if inherited || namespace.name() == Some("xml") {
                continue;
            }
            let name = namespace
                .name()
                .map_or("xmlns".to_owned(), |name| format!("xmlns:{name}"));
            self.out.push_str(&format!(" {name}=\"{}\"", escaped(namespace.uri())));
        }
    }

    fn attributes(&mut self, node: Node<'_, '_>) {
        for attribute in node.attributes() {
            let written = self.source.get(attribute.range().start..).unwrap_or_default();
            let name = qualified(&prefix_of(written, attribute.name()), attribute.name());
            let nil = attribute.namespace() == Some(INSTANCE) && attribute.name() == "nil";
            let harmless = nil && matches!(attribute.value().trim(), "true" | "false" | "1" | "0");
            let value = match self.values {
                Values::Hidden if !harmless => HIDDEN.to_owned(),
                _ => escaped(attribute.value()),
            };
            self.out.push_str(&format!(" {name}=\"{value}\""));
        }
    }

    /// The text of an element that has nothing else.
    fn value(&self, node: Node<'_, '_>) -> String {
        let text: String = node.children().filter_map(|child| child.text()).collect();
        match self.values {
            Values::Hidden if !text.trim().is_empty() && !is_fault_code(node, &text) => HIDDEN.to_owned(),
            _ => escaped(&text),
        }
    }

    /// Text beside elements.
    fn text(&mut self, node: Node<'_, '_>) {
        let text = node.text().unwrap_or_default().trim();
        if text.is_empty() {
            return;
        }
        self.indent();
        let text = match self.values {
            Values::Shown => escaped(text),
            Values::Hidden => HIDDEN.to_owned(),
        };
        self.out.push_str(&format!("{text}\n"));
    }
}

/// Whether the element holds text alone.
fn is_simple(node: Node<'_, '_>) -> bool {
    node.children().all(|child| child.is_text())
}

/// The codes that SOAP 1.1 defines tell nothing about anybody.
fn is_fault_code(node: Node<'_, '_>, text: &str) -> bool {
    let code = text.trim().rsplit(':').next().unwrap_or_default();
    let standard = matches!(code, "Client" | "Server" | "VersionMismatch" | "MustUnderstand");
    standard && node.tag_name().name() == "faultcode" && text.trim().len() <= 40
}

fn qualified(prefix: &str, local: &str) -> String {
    match prefix {
        "" => local.to_owned(),
        prefix => format!("{prefix}:{local}"),
    }
}

/// Text as it stands in XML.
pub(super) fn escaped(text: &str) -> String {
    let text = printable(text);
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\r', "&#13;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAULT: &str = r#"<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
        <s:Fault><faultcode>s:Server</faultcode><faultstring>Tolvan &amp; 191212121212</faultstring></s:Fault></s:Body></s:Envelope>"#;

    #[test]
    fn values_are_hidden_and_names_are_left() {
        let masked = laid_out(FAULT, Values::Hidden).unwrap();
        let expected = "\
<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">
  <s:Body>
    <s:Fault>
      <faultcode>s:Server</faultcode>
      <faultstring>•••</faultstring>
    </s:Fault>
  </s:Body>
</s:Envelope>
";
        assert_eq!(masked, expected);
        assert!(
            laid_out(FAULT, Values::Shown)
                .unwrap()
                .contains("Tolvan &amp; 191212121212")
        );
    }

    #[test]
    fn nothing_that_can_hold_a_value_is_forgotten() {
        let message = r#"<a xmlns="urn:a" xmlns:x="http://www.w3.org/2001/XMLSchema-instance" id="secret" x:nil="true" x:type="secret"
            ><!--secret--><?p secret?>secret<b>sec<![CDATA[ret]]></b>secret<_191212121212/><faultcode>secret:Client is a secret</faultcode></a>"#;
        let masked = laid_out(message, Values::Hidden).unwrap();
        assert!(
            !masked.contains("secret") && !masked.contains("191212121212"),
            "{masked}"
        );
        assert!(!masked.contains("sec"), "{masked}");
        for kept in ["<a xmlns=\"urn:a\"", "x:nil=\"true\"", "id=\"•••\"", "<b>•••</b>"] {
            assert!(masked.contains(kept), "{kept} is not in {masked}");
        }
    }

    #[test]
    fn what_is_laid_out_says_the_same() {
        let message = "<a b='1&quot;2'><c>x &lt; y</c><d/>text<e><f>1</f></e></a>";
        let shown = laid_out(message, Values::Shown).unwrap();
        let document = Document::parse(&shown).unwrap();
        assert_eq!(document.root_element().attribute("b"), Some("1\"2"));
        assert_eq!(document.descendants().filter(Node::is_element).count(), 5);
        let texts: Vec<_> = document
            .descendants()
            .filter_map(|node| node.text())
            .map(str::trim)
            .collect();
        assert!(texts.contains(&"x < y") && texts.contains(&"text"), "{texts:?}");
    }

    #[test]
    fn what_is_no_message_is_refused() {
        for hostile in ["", "plain", "<a>", "<!DOCTYPE a [<!ENTITY e 'e'>]><a>&e;</a>"] {
            assert_eq!(laid_out(hostile, Values::Shown), None, "{hostile}");
        }
        assert_eq!(
            laid_out(&format!("{}{}", "<a>".repeat(200), "</a>".repeat(200)), Values::Shown),
            None
        );
        assert_eq!(name_of(FAULT).as_deref(), Some("Fault"));
        assert!(embeddable(FAULT).unwrap().starts_with("<s:Envelope"));
        assert_eq!(
            embeddable("<a><script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script></a>"),
            None
        );
    }
}
