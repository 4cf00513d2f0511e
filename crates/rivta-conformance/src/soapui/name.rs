//! Names of suites and cases as names of folders.

use std::collections::{BTreeMap, BTreeSet, HashSet};

/// First words that are the number of one case alone: `1.1.1`, `TC1`.
pub(super) fn short_ids<'a>(names: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for name in names {
        *seen.entry(first_word(name)).or_default() += 1;
    }
    let number = |word: &str| word.chars().any(|c| c.is_ascii_digit()) && word.len() <= 20;
    seen.into_iter()
        .filter(|(word, count)| *count == 1 && number(word))
        .map(|(word, _)| word)
        .collect()
}

fn first_word(name: &str) -> String {
    let end = name.trim().find([' ', '_', ':', ',']).unwrap_or(name.trim().len());
    let word = name.trim().get(..end).unwrap_or_default().trim_end_matches(['.', '-']);
    slug(word)
}

/// The id that a case is known by and the rest of its name.
pub(super) fn id_and_title(name: &str, short: &BTreeSet<String>) -> (String, String) {
    let id = first_word(name);
    if !short.contains(&id) {
        return (slug(name), name.to_owned());
    }
    let end = name.find([' ', '_', ':', ',']).unwrap_or(name.len());
    let rest = name.get(end..).unwrap_or_default();
    let title = rest.trim_matches([' ', '_', ':', ',', '-', '.']);
    let title = if title.is_empty() { name } else { title };
    (id, title.to_owned())
}

/// Numbers that stand otherwise in the projects than in the forms of self-declaration.
const ALIASES: &[(&str, &str)] = &[("TF 1.1.4", "TF 1.1.3")];

/// The number of the self-declaration that a case answers by its id: `1.1.1`, also where more follows it.
pub(super) fn declared(id: &str) -> Vec<String> {
    let end = id.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(id.len());
    let digits = id.get(..end).unwrap_or_default().trim_end_matches('.');
    if !digits.contains('.') {
        return Vec::new();
    }
    let number = format!("TF {digits}");
    let alias = ALIASES.iter().find(|(project, _)| *project == number);
    vec![alias.map_or(number.clone(), |(_, form)| (*form).to_owned())]
}

/// A name for a folder.
pub(super) fn slug(name: &str) -> String {
    let plain = |c: char| {
        if c.is_alphanumeric() || matches!(c, '.' | '_' | '-') {
            c
        } else {
            '-'
        }
    };
    let slug: String = name.chars().map(plain).take(80).collect();
    let slug = slug.trim_matches(['-', '.']);
    if slug.is_empty() {
        "namnlos".to_owned()
    } else {
        slug.to_owned()
    }
}

/// The name, or with a number when another has it; upper and lower case count as one, for file systems do so.
pub(crate) fn unique(name: &str, taken: &mut HashSet<String>) -> String {
    let mut candidate = name.to_owned();
    let mut copy = 2;
    while !taken.insert(candidate.to_lowercase()) {
        candidate = format!("{name}-{copy}");
        copy += 1;
    }
    candidate
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn numbers_of_the_self_declaration() {
        assert_eq!(declared("1.2.2"), ["TF 1.2.2"]);
        assert_eq!(declared("1.1.4"), ["TF 1.1.3"]);
        assert_eq!(declared("6.1.1-Grund"), ["TF 6.1.1"]);
        assert!(declared("TC1").is_empty() && declared("1").is_empty());
    }
}
