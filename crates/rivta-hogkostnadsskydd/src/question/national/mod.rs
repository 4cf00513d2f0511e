use std::collections::HashSet;
use std::time::Duration;

use super::{Question, SourceReport};
use crate::disclosure::Disclosure;
use crate::sender::Sender;
use crate::source::{Failure, Source, SourceState, county_of};
use crate::status::StatusList;

/// Where a national request stands.
pub(super) enum National {
    /// The platform has not said whom it has asked. Whoever answers meanwhile is shown as a source of its own.
    Unlisted(Vec<Early>),
    /// It has. Those that have answered and are tied to none of the sources named.
    Listed { strangers: Vec<Sender> },
}

/// An answer that came before the platform's.
pub(super) struct Early {
    sender: Sender,
    answer: Result<Disclosure, Failure>,
    after: Duration,
}

impl Default for National {
    fn default() -> Self {
        Self::Unlisted(Vec::new())
    }
}

impl National {
    pub(super) fn is_listed(&self) -> bool {
        matches!(self, Self::Listed { .. })
    }
}

impl Question {
    /// Puts the sources that the platform names in the place of the national address, and gives them the answers that
    /// have already come. The national address stays, and is waited for, if some cannot be named.
    pub(super) fn list(&mut self, list: StatusList) {
        let strangers = Vec::new();
        let Some(National::Unlisted(early)) = self.national.replace(National::Listed { strangers }) else {
            return;
        };
        let reports = std::mem::take(&mut self.reports);
        for record in list.records {
            let state = record.failure.map_or(SourceState::Accepted, |failure| {
                SourceState::Failed(Failure::NotReached(failure))
            });
            self.add(Source::new(&record.address), state);
        }
        if !list.whole
            && let Some(national) = reports.into_iter().next()
        {
            self.add(national.source, SourceState::Accepted);
        }
        let now = self.latest;
        for Early { sender, answer, after } in early {
            self.latest = self.asked + after;
            self.answer_nationally(&sender, answer);
        }
        self.latest = now;
    }

    /// Takes an answer to the national request.
    pub(super) fn answer_nationally(&mut self, sender: &Sender, answer: Result<Disclosure, Failure>) {
        if let Some(National::Unlisted(early)) = &mut self.national {
            early.push(Early {
                sender: sender.clone(),
                answer: answer.clone(),
                after: self.latest - self.asked,
            });
        }
        let mut places = sender.places(&self.reports, answer.as_ref().ok());
        if places.is_empty() {
            places.push(self.stranger(sender, answer.is_ok()));
        }
        self.share(&places, sender, answer);
        self.eliminate();
    }

    /// Settles the places with one answer, each with what is its own region's and the first also with the rest.
    fn share(&mut self, places: &[usize], sender: &Sender, mut answer: Result<Disclosure, Failure>) {
        let Some((first, others)) = places.split_first() else {
            return;
        };
        for place in others {
            let county = self.reports.get(*place).and_then(|it| county_of(&it.source.address));
            if let (Ok(whole), Some(county)) = (&mut answer, county) {
                let part = whole.split_off(county);
                self.settle(*place, sender, Ok(part));
            }
        }
        self.settle(*first, sender, answer);
    }

    /// The place of a sender that is tied to no source; a new one gets a place of its own.
    fn stranger(&mut self, sender: &Sender, answered: bool) -> usize {
        if let Some(National::Listed { strangers }) = &mut self.national
            && answered
        {
            strangers.push(sender.clone());
        }
        self.reports.push(SourceReport {
            expected: false,
            ..SourceReport::new(Source::new(sender.discloser()), SourceState::Accepted)
        });
        self.reports.len() - 1
    }

    /// Only those who got the request know its id. So when as many strangers have answered as there are sources
    /// that have not, these are the strangers, though nobody can say which is which. Where all of these are regions, each
    /// principal of an agent is one of them; else an agent may be one source with many principals.
    fn eliminate(&mut self) {
        let Some(National::Listed { strangers }) = &self.national else {
            return;
        };
        let waiting = |report: &SourceReport| !report.state.is_settled();
        let unreached = |report: &SourceReport| matches!(report.state, SourceState::Failed(Failure::NotReached(_)));
        let open = || self.reports.iter().filter(|it| waiting(it) || unreached(it));
        let are_regions = open().all(|report| county_of(&report.source.address).is_some());
        let told_apart = |sender: &Sender| {
            let name = if are_regions {
                sender.discloser()
            } else {
                &sender.system
            };
            name.to_ascii_lowercase()
        };
        let strangers: HashSet<String> = strangers.iter().map(told_apart).collect();
        let unnamed = self.reports.iter().any(|it| it.source.is_national());
        if unnamed || strangers.len() < open().count() {
            return;
        }
        for place in 0..self.reports.len() {
            if self.reports.get(place).is_some_and(waiting) {
                self.change(place, SourceState::Answered);
            }
        }
    }
}

#[cfg(test)]
mod tests;
