//! Where in a document a mistake is, as a path of element names.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::error::shown;

/// Path of local names to the element that `offset` stands in or at the start tag of, for
/// [`DecodeError::path`](super::DecodeError::path).
pub(super) fn path_to(document: &str, offset: usize) -> String {
    paths_to(document, &[offset]).pop().unwrap_or_default()
}

/// As [`path_to`], for many offsets in rising order. The document is read anew, once: only mistakes
/// pay for it.
pub(super) fn paths_to(document: &str, offsets: &[usize]) -> Vec<String> {
    let mut paths = Vec::with_capacity(offsets.len());
    let mut open: Vec<Step<'_>> = Vec::new();
    let mut outside = Siblings::default();
    let mut wanted = offsets.iter().copied().peekable();
    for (place, mark) in marks(document, offsets.last().copied().unwrap_or(0)) {
        while wanted.next_if(|offset| *offset < place).is_some() {
            paths.push(render(&open));
        }
        match mark {
            Mark::Open(name) => {
                let siblings = open.last_mut().map_or(&mut outside, |parent| &mut parent.children);
                let index = siblings.entry(name).and_modify(|count| *count += 1).or_insert(1);
                let index = *index;
                open.push(Step {
                    name,
                    index,
                    children: Siblings::default(),
                });
            }
            Mark::Close => {
                open.pop();
            }
        }
    }
    paths.extend(wanted.map(|_| render(&open)));
    paths
}

/// How many children of each name there have been.
type Siblings<'a> = HashMap<&'a str, usize>;

/// An element on the way to a mistake.
struct Step<'a> {
    name: &'a str,
    /// Which of its parent's children of this name it is, from 1.
    index: usize,
    children: Siblings<'a>,
}

/// A start or an end of an element.
enum Mark<'a> {
    Open(&'a str),
    Close,
}

/// The starts and ends up to `last`, each with the first offset at which it holds: a start tag's own,
/// and that of the first byte after an end tag.
fn marks(document: &str, last: usize) -> impl Iterator<Item = (usize, Mark<'_>)> {
    let mut xml = quick_xml::Reader::from_str(document);
    xml.config_mut().check_end_names = false;
    let mut close_due = None;
    let position = |xml: &quick_xml::Reader<_>| usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
    std::iter::from_fn(move || {
        if let Some(after) = close_due.take() {
            return Some((after, Mark::Close));
        }
        loop {
            let at = position(&xml);
            if at > last {
                return None;
            }
            let event = xml.read_event().ok()?;
            let after = position(&xml);
            match event {
                Event::Start(tag) => return Some((at, Mark::Open(name(document, at, &tag)))),
                Event::Empty(tag) => {
                    close_due = (after <= last).then_some(after);
                    return Some((at, Mark::Open(name(document, at, &tag))));
                }
                Event::End(_) if after <= last => return Some((after, Mark::Close)),
                Event::Eof => return None,
                _ => {}
            }
        }
    })
}

fn name<'a>(document: &'a str, at: usize, tag: &BytesStart<'_>) -> &'a str {
    let start = at + 1;
    let qualified = document.get(start..start + tag.name().as_ref().len()).unwrap_or("");
    qualified.split_once(':').map_or(qualified, |(_, local)| local)
}

/// The deepest part of a path is what helps; of a very deep one the middle is left out.
const SHOWN_STEPS: usize = 40;

fn render(path: &[Step<'_>]) -> String {
    let mut text = String::new();
    for (place, step) in path.iter().enumerate() {
        if path.len() > SHOWN_STEPS && place == SHOWN_STEPS / 2 {
            text.push_str("/…");
        }
        if path.len() > SHOWN_STEPS && (SHOWN_STEPS / 2..path.len() - SHOWN_STEPS / 2).contains(&place) {
            continue;
        }
        text.push('/');
        text.push_str(&shown(step.name));
        if step.index > 1 {
            text.push('[');
            text.push_str(&step.index.to_string());
            text.push(']');
        }
    }
    if text.is_empty() { "/".to_owned() } else { text }
}
