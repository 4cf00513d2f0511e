//! What is allowed in a catalogue but probably not meant.

use std::fmt;

use crate::catalog::Catalog;
use crate::route::{Route, RouteRow};
use crate::validity::Validity;

/// Something the author of a catalogue should know: the rows are used as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// Two routes have the same receiver and contract and are valid at the same time: calls get VP006 meanwhile.
    AmbiguousRoutes {
        /// The line of the earlier row, from 1.
        first_line: usize,
        /// The line of the later row.
        second_line: usize,
    },
    /// Two permissions say the same thing at the same time.
    RepeatedPermission {
        /// The line of the earlier row, from 1.
        first_line: usize,
        /// The line of the later row.
        second_line: usize,
    },
    /// A route has no address: calls get VP010.
    BlankAddress {
        /// The line of the row, from 1.
        line: usize,
    },
    /// The address of a route is not an `http://` or `https://` URL: calls get a fault.
    AddressIsNoUrl {
        /// The line of the row, from 1.
        line: usize,
    },
    /// The profile of a route is neither RIVTABP20 nor RIVTABP21: calls get VP005.
    UnknownProfile {
        /// The line of the row, from 1.
        line: usize,
    },
    /// A receiver, contract or sender begins or ends with white space, which is significant.
    SurroundingWhiteSpace {
        /// The line of the row, from 1.
        line: usize,
    },
    /// A row of `SokVagvalsInfo` is left out: letting a call through on half a row is worse than refusing it.
    UnusableRow {
        /// The line of the row, from 1.
        line: usize,
        /// Its element and its id.
        row: Box<str>,
        /// The field that is missing, or a time that cannot be read.
        field: &'static str,
    },
}

impl Warning {
    /// The line of the row that is odd, of the first one where there are two.
    pub fn line(&self) -> usize {
        match self {
            Self::AmbiguousRoutes { first_line: line, .. }
            | Self::RepeatedPermission { first_line: line, .. }
            | Self::BlankAddress { line }
            | Self::AddressIsNoUrl { line }
            | Self::UnknownProfile { line }
            | Self::SurroundingWhiteSpace { line }
            | Self::UnusableRow { line, .. } => *line,
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AmbiguousRoutes {
                first_line,
                second_line,
            } => write!(
                formatter,
                "lines {first_line} and {second_line}: two routes for the same receiver and contract are valid at \
                 the same time; calls get VP006 meanwhile"
            ),
            Self::RepeatedPermission {
                first_line,
                second_line,
            } => {
                write!(
                    formatter,
                    "lines {first_line} and {second_line}: the same permission twice"
                )
            }
            Self::BlankAddress { line } => {
                write!(formatter, "line {line}: no address; calls get VP010")
            }
            Self::AddressIsNoUrl { line } => {
                write!(
                    formatter,
                    "line {line}: the address is no http:// or https:// URL; calls get a fault"
                )
            }
            Self::UnknownProfile { line } => {
                write!(
                    formatter,
                    "line {line}: the profile is neither RIVTABP20 nor RIVTABP21; calls get VP005"
                )
            }
            Self::SurroundingWhiteSpace { line } => {
                write!(
                    formatter,
                    "line {line}: a name begins or ends with white space, which is significant"
                )
            }
            Self::UnusableRow { line, row, field } => write!(
                formatter,
                "line {line}: {row} is left out: `{field}` is missing or cannot be read; its owner must mend it"
            ),
        }
    }
}

/// What is odd about the rows of a catalogue, in the order of their lines.
pub(super) fn warnings(catalog: &Catalog) -> Vec<Warning> {
    let rows = &catalog.rows;
    let mut warnings = Vec::new();
    for group in rows.routes.groups() {
        for (_, RouteRow { route, line }) in group {
            warnings.extend(route_warnings(route, line_number(*line)));
        }
        let validities = group.iter().map(|(_, row)| (row.route.validity, line_number(row.line)));
        warnings.extend(
            overlaps(validities.collect()).map(|(first_line, second_line)| Warning::AmbiguousRoutes {
                first_line,
                second_line,
            }),
        );
    }
    for group in rows.permissions.groups() {
        for (_, row) in group {
            let names =
                [row.spelled.receiver, row.spelled.contract, row.spelled.sender].map(|name| rows.names.text(name));
            warnings.extend(names_with_white_space(
                line_number(row.line),
                &names.each_ref().map(|name| &**name),
            ));
        }
        if group.len() > 1 {
            let validities = group
                .iter()
                .map(|(_, row)| (rows.validities.get(row.validity), line_number(row.line)));
            warnings.extend(overlaps(validities.collect()).map(|(first_line, second_line)| {
                Warning::RepeatedPermission {
                    first_line,
                    second_line,
                }
            }));
        }
    }
    warnings.sort_by_key(Warning::line);
    warnings
}

fn line_number(line: u32) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}

fn route_warnings(route: &Route, line: usize) -> impl Iterator<Item = Warning> {
    let known = ["RIVTABP20", "RIVTABP21"]
        .iter()
        .any(|known| route.profile.eq_ignore_ascii_case(known));
    let address = if route.has_blank_address() {
        Some(Warning::BlankAddress { line })
    } else {
        (!route.begins_as_url()).then_some(Warning::AddressIsNoUrl { line })
    };
    let profile = (!known).then_some(Warning::UnknownProfile { line });
    let names = names_with_white_space(line, &[&*route.receiver, &*route.contract]);
    address.into_iter().chain(profile).chain(names)
}

fn names_with_white_space(line: usize, names: &[&str]) -> Option<Warning> {
    let surrounded = names.iter().any(|name| name.trim().len() != name.len());
    surrounded.then_some(Warning::SurroundingWhiteSpace { line })
}

/// The lines of rows of one key that are valid at the same time; each row is paired once, with the row of those
/// before it that reaches furthest, so that a thousand copies give a thousand warnings and not a million.
fn overlaps(mut group: Vec<(Validity, usize)>) -> impl Iterator<Item = (usize, usize)> {
    group.sort_by_key(|(validity, line)| (validity.from, *line));
    let mut furthest: Option<(Validity, usize)> = None;
    group.into_iter().filter_map(move |(validity, line)| {
        let overlapping = furthest.filter(|(before, _)| before.overlaps(&validity));
        if overlapping.is_none_or(|(before, _)| ends_later(&validity, &before)) {
            furthest = Some((validity, line));
        }
        overlapping.map(|(_, before)| (before.min(line), before.max(line)))
    })
}

fn ends_later(one: &Validity, other: &Validity) -> bool {
    match (one.to, other.to) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(one), Some(other)) => one > other,
    }
}
