//! One line of a file with a caret below the place.

use serde::Serialize;

/// Characters shown of a line: schemas that programs wrote may be one line.
const SHOWN: usize = 100;
/// Stands for what was cut off.
const CUT: &str = "…";

/// A line, shortened around a place.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Snippet {
    /// What is shown of the line.
    line: String,
    /// Where the place is in what is shown, in characters from 1.
    caret: usize,
}

impl Snippet {
    /// A line of a text, its number and the column both from 1; `None` if the text has no such line.
    pub(super) fn of(text: &str, line: u32, column: u32) -> Option<Self> {
        let line = text.lines().nth(usize::try_from(line).ok()?.checked_sub(1)?)?;
        let column = usize::try_from(column).ok()?.checked_sub(1)?;
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        // A place far to the right is shown in the middle.
        let start = column.saturating_sub(SHOWN / 2).max(indent).min(column);
        let rest = line.chars().skip(start);
        let mut shown: String = rest.clone().take(SHOWN).map(visible).collect();
        if rest.clone().nth(SHOWN).is_some() {
            shown.push_str(CUT);
        }
        let mut caret = column - start + 1;
        if start > indent {
            shown.insert_str(0, CUT);
            caret += 1;
        }
        Some(Self { line: shown, caret })
    }

    /// As it is shown: a margin with the line's number, the line, the caret.
    pub(super) fn text(&self, number: u32) -> String {
        let Self { line, caret } = self;
        let margin = " ".repeat(number.to_string().len());
        format!("{margin} |\n{number} | {line}\n{margin} | {:>caret$}\n", '^')
    }
}

/// A tab takes one column, as it does in the place; what a terminal would obey is not shown.
fn visible(character: char) -> char {
    match character {
        '\t' => ' ',
        control if control.is_control() => char::REPLACEMENT_CHARACTER,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, line: u32, column: u32) -> (String, usize) {
        let snippet = Snippet::of(text, line, column).unwrap();
        (snippet.line, snippet.caret)
    }

    #[test]
    fn indentation_line_ends_and_tabs_do_not_move_the_caret() {
        assert_eq!(shown("<a>\r\n\t<b\tc='å'>\r\n", 2, 2), ("<b c='å'>".to_owned(), 1));
        assert_eq!(shown("<a>\r\n\t<b\tc='å'>\r\n", 2, 5), ("<b c='å'>".to_owned(), 4));
        assert_eq!(shown("\u{1b}[31m<a>", 1, 6), ("\u{FFFD}[31m<a>".to_owned(), 6));
    }

    #[test]
    fn long_lines_are_cut_on_both_sides() {
        let line = format!("{}X{}", "a".repeat(500), "b".repeat(500));
        let (text, caret) = shown(&line, 1, 501);
        assert_eq!(text, format!("…{}X{}…", "a".repeat(50), "b".repeat(49)));
        assert_eq!(text.chars().nth(caret - 1), Some('X'));
        let (text, caret) = shown(&line, 1, 1);
        assert_eq!((text, caret), (format!("{}…", "a".repeat(100)), 1));
    }

    #[test]
    fn places_at_the_end_and_beyond() {
        assert_eq!(shown("<a>", 1, 4), ("<a>".to_owned(), 4));
        assert_eq!(Snippet::of("<a>", 2, 1), None);
        assert_eq!(Snippet::of("", 1, 1), None);
        assert_eq!(Snippet::of("<a>", 0, 0), None);
        assert_eq!(shown("   ", 1, 2), ("  ".to_owned(), 1));
    }
}
