//! Where in a document a mistake is, as a path of element names.

use quick_xml::events::Event;

use super::error::shown;

/// Path of local names to the element that `offset` stands in or at the start tag of, for
/// [`DecodeError::path`]. It reads the document anew: only mistakes pay for it.
pub(super) fn path_to(document: &str, offset: usize) -> String {
    let mut xml = quick_xml::Reader::from_str(document);
    xml.config_mut().check_end_names = false;
    let mut path: Vec<Step> = Vec::new();
    let mut roots = Step::default();
    loop {
        let at = usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
        if at > offset {
            break;
        }
        match xml.read_event() {
            Ok(Event::Start(start)) => {
                let step = path.last_mut().unwrap_or(&mut roots).child(start.local_name().as_ref());
                path.push(step);
            }
            Ok(Event::Empty(start)) => {
                let step = path.last_mut().unwrap_or(&mut roots).child(start.local_name().as_ref());
                if usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX) > offset {
                    path.push(step);
                }
            }
            Ok(Event::End(_)) if usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX) <= offset => {
                path.pop();
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    render(&path)
}

/// An element on the way to a mistake, and how many children of each name it has had.
#[derive(Default)]
struct Step {
    name: String,
    index: usize,
    children: std::collections::HashMap<String, usize>,
}

impl Step {
    fn child(&mut self, name: &str) -> Step {
        let index = self.children.entry(name.to_owned()).or_default();
        *index += 1;
        Step {
            name: name.to_owned(),
            index: *index,
            ..Step::default()
        }
    }
}

/// The deepest part of a path is what helps; of a very deep one the middle is left out.
const SHOWN_STEPS: usize = 40;

fn render(path: &[Step]) -> String {
    let mut text = String::new();
    for (place, step) in path.iter().enumerate() {
        if path.len() > SHOWN_STEPS && place == SHOWN_STEPS / 2 {
            text.push_str("/…");
        }
        if path.len() > SHOWN_STEPS && (SHOWN_STEPS / 2..path.len() - SHOWN_STEPS / 2).contains(&place) {
            continue;
        }
        text.push('/');
        text.push_str(&shown(&step.name));
        if step.index > 1 {
            text.push('[');
            text.push_str(&step.index.to_string());
            text.push(']');
        }
    }
    if text.is_empty() { "/".to_owned() } else { text }
}
