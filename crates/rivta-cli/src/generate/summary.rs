//! What was generated, as a table, and what was left out.

use std::fmt::Write as _;
use std::path::Path;

use rivta_codegen::fresh::Stale;
use rivta_codegen::output::{Collected, Collection};

/// A line of the table: domain, release, module, and the counts.
type Row = ([String; 3], [usize; 4]);

const TITLES: [&str; 7] = ["domain", "release", "module", "contracts", "messages", "types", "files"];

/// The table, the oddities of the files, and the changes in the folder.
pub(super) fn of(collection: &Collection, out: &Path, files: usize, changes: &[Stale]) -> String {
    let rows: Vec<Row> = collection.packages().iter().map(row).collect();
    let mut text = table(&rows);
    let notes = collection.packages().iter().flat_map(|package| &package.notes);
    // Those with a position are about the language of a file; `rivta inspect` tells them.
    let notes: Vec<String> = notes
        .filter(|note| note.position.is_none())
        .map(ToString::to_string)
        .collect();
    if !notes.is_empty() {
        let _ = writeln!(text, "\nnotes");
    }
    for note in notes {
        let _ = writeln!(text, "  {note}");
    }
    let count = |is_such: fn(&Stale) -> bool| changes.iter().filter(|change| is_such(change)).count();
    let (new, other) = (
        count(|it| matches!(it, Stale::Missing(_))),
        count(|it| matches!(it, Stale::Changed(_))),
    );
    let removed = count(|it| matches!(it, Stale::Orphan(_)));
    let same = files.saturating_sub(new + other);
    let refused = match collection.refusals().len() {
        0 => "nothing refused".to_owned(),
        refused => format!("{refused} refused, see above"),
    };
    let _ = writeln!(
        text,
        "\n{}: {new} files new, {other} changed, {removed} removed, {same} as before; {refused}",
        out.display()
    );
    text
}

fn row(package: &Collected) -> Row {
    let plan = &package.plan;
    let types = plan.modules.iter().map(|module| module.items.len()).sum();
    (
        [plan.id.domain.clone(), plan.id.release.clone(), plan.module.clone()],
        [
            plan.contracts.len(),
            plan.messages.len(),
            types,
            package.tree.files().count(),
        ],
    )
}

fn table(rows: &[Row]) -> String {
    let mut lines: Vec<Vec<String>> = vec![TITLES.map(str::to_owned).to_vec()];
    let mut totals = [0; 4];
    for (names, counts) in rows {
        lines.push(
            names
                .iter()
                .cloned()
                .chain(counts.iter().map(usize::to_string))
                .collect(),
        );
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
    }
    if rows.len() > 1 {
        let names = [format!("{} packages", rows.len()), String::new(), String::new()];
        lines.push(names.into_iter().chain(totals.map(|total| total.to_string())).collect());
    }
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..TITLES.len()).map(width).collect();
    let mut text = String::new();
    for line in &lines {
        let cells = line.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            if column < 3 {
                format!("{cell:<width$}")
            } else {
                format!("{cell:>width$}")
            }
        });
        let _ = writeln!(text, "{}", cells.collect::<Vec<_>>().join("  "));
    }
    text
}
