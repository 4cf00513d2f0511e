//! What is allowed in a catalogue but probably not meant.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;

use super::document::{Row, Rows};
use crate::catalog::{permission_key, route_key};
use crate::name::Names;
use crate::route::Route;
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
        }
    }
}

pub(super) fn warnings(rows: &Rows) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for row in &rows.routes {
        warnings.extend(route_warnings(row));
    }
    for Row { line, value } in &rows.permissions {
        let names = [&*value.receiver, &*value.contract, &*value.sender];
        warnings.extend(names_with_white_space(*line, &names));
    }
    // Numbers in place of names: half a million rows are compared here.
    let mut names = Names::default();
    let routes = rows
        .routes
        .iter()
        .map(|row| (route_key(&mut names, &row.value), row.value.validity, row.line));
    for (first_line, second_line) in overlaps(routes) {
        warnings.push(Warning::AmbiguousRoutes {
            first_line,
            second_line,
        });
    }
    let permissions = rows
        .permissions
        .iter()
        .map(|row| (permission_key(&mut names, &row.value), row.value.validity, row.line));
    for (first_line, second_line) in overlaps(permissions) {
        warnings.push(Warning::RepeatedPermission {
            first_line,
            second_line,
        });
    }
    warnings
}

fn route_warnings(row: &Row<Route>) -> impl Iterator<Item = Warning> {
    let Row { line, value: route } = row;
    let line = *line;
    let lowered = route.address.to_ascii_lowercase();
    let is_url = lowered.starts_with("http://") || lowered.starts_with("https://");
    let known = ["RIVTABP20", "RIVTABP21"]
        .iter()
        .any(|known| route.profile.eq_ignore_ascii_case(known));
    let address = if route.has_blank_address() {
        Some(Warning::BlankAddress { line })
    } else {
        (!is_url).then_some(Warning::AddressIsNoUrl { line })
    };
    let profile = (!known).then_some(Warning::UnknownProfile { line });
    let names = names_with_white_space(line, &[&*route.receiver, &*route.contract]);
    address.into_iter().chain(profile).chain(names)
}

fn names_with_white_space(line: usize, names: &[&str]) -> Option<Warning> {
    let surrounded = names.iter().any(|name| name.trim().len() != name.len());
    surrounded.then_some(Warning::SurroundingWhiteSpace { line })
}

/// The lines of rows with equal keys that are valid at the same time; each row is paired once, with the row of those
/// before it that reaches furthest, so that a thousand copies give a thousand warnings and not a million.
fn overlaps<K: Eq + Hash>(rows: impl Iterator<Item = (K, Validity, usize)>) -> Vec<(usize, usize)> {
    let mut groups: HashMap<K, Vec<(Validity, usize)>> = HashMap::new();
    for (key, validity, line) in rows {
        groups.entry(key).or_default().push((validity, line));
    }
    let mut found: Vec<_> = groups.into_values().flat_map(overlaps_in_group).collect();
    found.sort_unstable();
    found
}

fn overlaps_in_group(mut group: Vec<(Validity, usize)>) -> Vec<(usize, usize)> {
    group.sort_by_key(|(validity, line)| (validity.from, *line));
    let mut found = Vec::new();
    let mut furthest: Option<(Validity, usize)> = None;
    for (validity, line) in group {
        match furthest {
            Some((before, before_line)) if before.overlaps(&validity) => {
                found.push((before_line.min(line), before_line.max(line)));
                if ends_later(&validity, &before) {
                    furthest = Some((validity, line));
                }
            }
            _ => furthest = Some((validity, line)),
        }
    }
    found
}

fn ends_later(one: &Validity, other: &Validity) -> bool {
    match (one.to, other.to) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(one), Some(other)) => one > other,
    }
}
