//! Where in a document a mistake is, as a path of element names.

use quick_xml::events::{BytesStart, Event};

use super::error::shown;

/// Path of local names to the element that `offset` stands in or at the start tag of, for
/// [`DecodeError::path`](super::DecodeError::path). It reads the document anew, twice: only mistakes
/// pay for it, and nothing is kept but the path.
pub(super) fn path_to(document: &str, offset: usize) -> String {
    let mut path: Vec<Step<'_>> = Vec::new();
    for mark in marks(document, offset) {
        match mark {
            Mark::Open { at, name } => path.push(Step { at, name, index: 0 }),
            Mark::Close => {
                path.pop();
            }
        }
    }
    count_siblings(document, offset, &mut path);
    render(&path)
}

/// An element on the way to a mistake.
struct Step<'a> {
    /// Offset of its start tag.
    at: usize,
    name: &'a str,
    /// Which of its parent's children of this name it is, from 1.
    index: usize,
}

fn count_siblings(document: &str, offset: usize, path: &mut [Step<'_>]) {
    let (mut depth, mut on_path) = (0_usize, 0_usize);
    for mark in marks(document, offset) {
        match mark {
            Mark::Open { at, name } => {
                if depth == on_path
                    && let Some(step) = path.get_mut(depth)
                    && step.name == name
                {
                    step.index += 1;
                    on_path += usize::from(step.at == at);
                }
                depth += 1;
            }
            Mark::Close => depth = depth.saturating_sub(1),
        }
    }
}

/// A start or an end of an element.
enum Mark<'a> {
    Open { at: usize, name: &'a str },
    Close,
}

/// The starts and ends up to `offset`; an end tag that `offset` stands in is not among them.
fn marks(document: &str, offset: usize) -> impl Iterator<Item = Mark<'_>> {
    let mut xml = quick_xml::Reader::from_str(document);
    xml.config_mut().check_end_names = false;
    let mut close_due = false;
    let position = |xml: &quick_xml::Reader<_>| usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
    std::iter::from_fn(move || {
        if std::mem::take(&mut close_due) {
            return Some(Mark::Close);
        }
        loop {
            let at = position(&xml);
            if at > offset {
                return None;
            }
            let event = xml.read_event().ok()?;
            let ends_before = position(&xml) <= offset;
            match event {
                Event::Start(tag) => return Some(open(document, at, &tag)),
                Event::Empty(tag) => {
                    close_due = ends_before;
                    return Some(open(document, at, &tag));
                }
                Event::End(_) if ends_before => return Some(Mark::Close),
                Event::Eof => return None,
                _ => {}
            }
        }
    })
}

fn open<'a>(document: &'a str, at: usize, tag: &BytesStart<'_>) -> Mark<'a> {
    let start = at + 1;
    let qualified = document.get(start..start + tag.name().as_ref().len()).unwrap_or("");
    let name = qualified.split_once(':').map_or(qualified, |(_, local)| local);
    Mark::Open { at, name }
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
