//! Receivers, contracts and senders as the catalogue compares them: lower-cased, white space significant.

use std::borrow::Cow;
use std::collections::HashMap;

/// A name that stands somewhere in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NameId(u32);

/// All names of a catalogue, each once, folded to lower case.
///
/// The same few thousand names recur in hundreds of thousands of rows; a row's key holds numbers instead of text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    ids: HashMap<Box<str>, NameId>,
}

impl Names {
    /// The id of `name`, given out now if it is new.
    pub(crate) fn intern(&mut self, name: &str) -> NameId {
        let folded = fold(name);
        if let Some(&id) = self.ids.get(folded.as_ref()) {
            return id;
        }
        // More than four thousand million names cannot be reached: every loader limits the number of rows.
        let id = NameId(u32::try_from(self.ids.len()).unwrap_or(u32::MAX));
        self.ids.insert(folded.into_owned().into_boxed_str(), id);
        id
    }

    /// The id of `name`, if it stands anywhere in the catalogue.
    pub(crate) fn find(&self, name: &str) -> Option<NameId> {
        self.ids.get(fold(name).as_ref()).copied()
    }
}

/// Lower-cases a name; borrows when nothing in it changes, which is the usual case for contracts.
fn fold(name: &str) -> Cow<'_, str> {
    let unchanged = name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if unchanged {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_compare_without_case_and_with_white_space() {
        let mut names = Names::default();
        let id = names.intern("SE0000000001-Å1");
        assert_eq!(names.intern("se0000000001-å1"), id);
        assert_eq!(names.find("Se0000000001-å1"), Some(id));
        assert_eq!(names.find(" SE0000000001-Å1"), None);
        assert_eq!(names.find("SE0000000001-Å1 "), None);
        assert_ne!(names.intern("SE0000000001-Å1 "), id);
    }
}
