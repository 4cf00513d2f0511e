//! Receivers, contracts and senders as the catalogue compares them: lower-cased, white space significant.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

/// A spelling that stands somewhere in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NameId(u32);

impl NameId {
    pub(crate) fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// All names of a catalogue, each spelling once.
///
/// The same few thousand names recur in hundreds of thousands of rows: rows hold numbers, and all that hand out the
/// text of a name share one copy of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    ids: HashMap<Arc<str>, NameId, RandomState>,
    spellings: Vec<Spelling>,
}

#[derive(Clone, Debug)]
struct Spelling {
    text: Arc<str>,
    /// The lower-cased spelling: what names are compared by.
    key: NameId,
}

impl Names {
    /// The id of this spelling, given out now if it is new.
    pub(crate) fn intern(&mut self, name: &str) -> NameId {
        if let Some(&id) = self.ids.get(name) {
            return id;
        }
        let folded = fold(name);
        let key = (folded != name).then(|| {
            let known = self.ids.get(folded.as_ref()).copied();
            known.unwrap_or_else(|| self.add(&folded, None))
        });
        self.add(name, key)
    }

    /// What a name that stands in the catalogue is compared by.
    pub(crate) fn key(&self, id: NameId) -> NameId {
        self.spellings.get(id.index()).map_or(id, |spelling| spelling.key)
    }

    /// The text of a name as it was spelled.
    pub(crate) fn text(&self, id: NameId) -> Arc<str> {
        self.spellings
            .get(id.index())
            .map_or_else(Arc::default, |spelling| Arc::clone(&spelling.text))
    }

    /// What `name` is compared by, if it stands anywhere in the catalogue.
    pub(crate) fn find(&self, name: &str) -> Option<NameId> {
        let spelled = self.ids.get(name);
        let id = spelled.or_else(|| self.ids.get(fold(name).as_ref()))?;
        Some(self.key(*id))
    }

    fn add(&mut self, name: &str, key: Option<NameId>) -> NameId {
        // More than four thousand million names cannot be reached: every loader limits the size of its source.
        let id = NameId(u32::try_from(self.spellings.len()).unwrap_or(u32::MAX));
        let text: Arc<str> = name.into();
        self.ids.insert(Arc::clone(&text), id);
        self.spellings.push(Spelling {
            text,
            key: key.unwrap_or(id),
        });
        id
    }
}

/// Lower-cases a name; borrows when nothing in it changes.
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
        let other = names.intern("se0000000001-å1");
        assert_ne!(id, other);
        assert_eq!(names.key(id), names.key(other));
        assert_eq!(names.find("Se0000000001-å1"), Some(names.key(id)));
        assert_eq!(&*names.text(id), "SE0000000001-Å1");
        assert_eq!(names.find(" SE0000000001-Å1"), None);
        assert_eq!(names.find("SE0000000001-Å1 "), None);
        let spaced = names.intern("SE0000000001-Å1 ");
        assert_ne!(names.key(spaced), names.key(id));
    }

    #[test]
    fn the_order_in_which_spellings_come_does_not_matter() {
        let spellings = ["Ab", "ab", "AB", "aB"];
        for first in spellings {
            let mut names = Names::default();
            let key = names.intern(first);
            let key = names.key(key);
            for spelling in spellings {
                let id = names.intern(spelling);
                assert_eq!((names.key(id), &*names.text(id)), (key, spelling));
                assert_eq!(names.find(spelling), Some(key));
            }
        }
    }
}
