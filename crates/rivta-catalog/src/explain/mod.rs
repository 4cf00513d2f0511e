//! Why a call would be let through or refused, in words.

mod hint;
mod verdict;
mod words;

use chrono::{DateTime, Utc};
use serde::{Serialize, Serializer};

use crate::catalog::Catalog;
use crate::permission::PermissionKey;
use crate::route::RouteKey;
use crate::trail::{Trail, TrailStep};
use crate::validity::Validity;

/// A call that might be made.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The HSA-id of the caller.
    pub sender: &'a str,
    /// The namespace of the contract.
    pub contract: &'a str,
    /// The logical address.
    pub receiver: &'a str,
    /// The profile of the call, such as `RIVTABP21`, when it is known.
    pub profile: Option<&'a str>,
    /// When the call is made.
    pub now: DateTime<Utc>,
}

/// What would become of a call, and why. Printed, it is some lines of plain English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// What the caller would meet.
    pub verdict: Verdict,
    /// The trail of the route, as logs show it (`routerVagvalTrace`).
    pub route_trail: String,
    /// The trail of the permission (`routerBehorighetTrace`). Without a route the platform does not look for one; it is
    /// told all the same.
    pub permission_trail: String,
    /// Where a route was looked for, in order.
    pub route_steps: Vec<Step>,
    /// Where a permission was looked for, in order.
    pub permission_steps: Vec<Step>,
    /// What may be meant or mended.
    pub hints: Vec<String>,
}

/// What the caller would meet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Verdict {
    /// The call is passed on.
    LetThrough {
        /// The producer's URL.
        address: String,
        /// The profile the producer speaks.
        profile: String,
        /// Whether the call has to be converted to that profile.
        is_converted: bool,
    },
    /// The call is refused.
    Refused {
        /// The code of the fault.
        code: &'static str,
        /// Why.
        reason: String,
    },
}

/// A receiver whose rows were looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The receiver.
    pub receiver: String,
    /// How it came to be looked at.
    pub way: Way,
    /// The rows for it, valid or not.
    pub rows: Vec<Row>,
}

/// How a receiver came to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// It is the address of the call.
    Exact,
    /// It is a part of an old-style address.
    Part,
    /// It is above the address in the organisation tree.
    Parent,
    /// It is `*`.
    Default,
}

/// A row that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The line in the source, from 1, when it is known.
    pub line: Option<u32>,
    /// The producer's URL, for a route.
    pub address: Option<String>,
    /// The producer's profile, for a route.
    pub profile: Option<String>,
    /// The first instant, when there is one.
    #[serde(serialize_with = "rfc3339")]
    pub valid_from: Option<DateTime<Utc>>,
    /// The last instant, when there is one.
    #[serde(serialize_with = "rfc3339")]
    pub valid_to: Option<DateTime<Utc>>,
    /// Whether the row counts at the time of the call.
    pub is_valid: bool,
}

impl Catalog {
    /// Explains what would become of a call.
    pub fn explain(&self, question: &Question<'_>) -> Explanation {
        let Question {
            sender,
            contract,
            receiver,
            now,
            ..
        } = *question;
        let route = self.find_route(receiver, contract, now);
        let permission = self.find_permission(receiver, contract, sender, now);
        let verdict = verdict::verdict(question, &route.outcome, &permission.outcome);
        Explanation {
            hints: hint::hints(self, question, &verdict),
            verdict,
            route_trail: route.trail.to_string(),
            permission_trail: permission.trail.to_string(),
            route_steps: steps(&route.trail, |receiver| self.route_rows(receiver, contract, now)),
            permission_steps: steps(&permission.trail, |receiver| {
                self.permission_rows(receiver, contract, sender, now)
            }),
        }
    }

    fn route_rows(&self, receiver: &str, contract: &str, now: DateTime<Utc>) -> Vec<Row> {
        let rows = &self.rows;
        let Some((receiver, contract)) = rows.names.find(receiver).zip(rows.names.find(contract)) else {
            return Vec::new();
        };
        let found = rows.routes.find(RouteKey { receiver, contract });
        found
            .map(|row| Row {
                address: Some(row.route.address.to_string()),
                profile: Some(row.route.profile.to_string()),
                ..Row::of(row.line, row.route.validity, now)
            })
            .collect()
    }

    fn permission_rows(&self, receiver: &str, contract: &str, sender: &str, now: DateTime<Utc>) -> Vec<Row> {
        let rows = &self.rows;
        let names = [receiver, contract, sender].map(|name| rows.names.find(name));
        let [Some(receiver), Some(contract), Some(sender)] = names else {
            return Vec::new();
        };
        let key = PermissionKey {
            receiver,
            contract,
            sender,
        };
        let found = rows.permissions.find(key);
        found
            .map(|row| Row::of(row.line, rows.validities.get(row.validity), now))
            .collect()
    }
}

impl Row {
    fn of(line: u32, validity: Validity, now: DateTime<Utc>) -> Self {
        Self {
            line: (line > 0).then_some(line),
            address: None,
            profile: None,
            valid_from: validity.from,
            valid_to: validity.to,
            is_valid: validity.contains(now),
        }
    }
}

// Serde asks for a reference.
#[allow(clippy::ref_option)]
fn rfc3339<S: Serializer>(instant: &Option<DateTime<Utc>>, serializer: S) -> Result<S::Ok, S::Error> {
    instant.map(|instant| instant.to_rfc3339()).serialize(serializer)
}

fn steps(trail: &Trail, rows: impl Fn(&str) -> Vec<Row>) -> Vec<Step> {
    let mut way = Way::Exact;
    let mut steps = Vec::new();
    for step in trail.steps() {
        match step {
            TrailStep::Leaf => way = Way::Part,
            TrailStep::Parent => way = Way::Parent,
            TrailStep::Default => way = Way::Default,
            TrailStep::InvalidParameters => {}
            TrailStep::Receiver(receiver) => steps.push(Step {
                receiver: receiver.to_string(),
                way,
                rows: rows(receiver),
            }),
        }
    }
    steps
}

impl Verdict {
    /// The code of the fault, when there is one.
    pub fn code(&self) -> Option<&'static str> {
        match self {
            Self::LetThrough { .. } => None,
            Self::Refused { code, .. } => Some(code),
        }
    }
}
