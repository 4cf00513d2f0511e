//! Running compiled rules on a message.

use chrono::{DateTime, FixedOffset};

use super::message::Message;
use super::rules::{Assertion, Pattern, Rule, Rules, Source};
use super::verdict::{Finding, FindingKind, Fired, Verdict};
use crate::error::Error;
use crate::xpath::tree::{Kind, NodeId};
use crate::xpath::{Context, Document, Failure, Run, truth};

/// What a run depends on besides rules and message.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The present instant, in the time zone that dates without one are in.
    pub now: DateTime<FixedOffset>,
    /// How much work judging one message may take: nodes looked at, values compared. Default 50 million, some seconds.
    pub steps: u64,
    /// How many findings are told. Default 10 000.
    pub findings: usize,
    /// Whether [`Verdict::fired`] is filled.
    pub record_fired: bool,
    /// Values for variables of the schema, in place of those it gives them: what the message itself does not say.
    pub parameters: Vec<(String, String)>,
}

impl Settings {
    /// The defaults, at an instant.
    pub fn at(now: DateTime<FixedOffset>) -> Self {
        Self {
            now,
            steps: 50_000_000,
            findings: 10_000,
            record_fired: false,
            parameters: Vec::new(),
        }
    }
}

impl Rules {
    /// Judges a message by every pattern.
    ///
    /// # Errors
    /// [`Error::Parameter`] when the settings give a variable that the schema does not have a value;
    /// [`Error::Evaluation`] when an expression fails on the message, or the work exceeds the limit: there is no verdict
    /// then. An error in a rule's context is none; it means that the node does not match.
    pub fn judge(&self, message: &Document, settings: &Settings) -> Result<Verdict, Error> {
        let mut verdict = Verdict::default();
        let (names, lets) = (&self.names, &self.lets);
        let run = Run::new(message, names, lets, &self.regexes, settings.now, settings.steps);
        for (name, value) in &settings.parameters {
            let index = self
                .parameters
                .get(name)
                .ok_or_else(|| Error::Parameter { name: name.clone() })?;
            run.give(*index, value.clone());
        }
        for pattern in &self.patterns {
            judge_by(pattern, &run, settings, &mut verdict)?;
        }
        Ok(verdict)
    }
}

fn judge_by<'a>(pattern: &'a Pattern, run: &Run<'a>, settings: &Settings, verdict: &mut Verdict) -> Result<(), Error> {
    let document = run.document;
    for node in (0..document.len()).filter(|node| document.kind(*node) != Kind::Text) {
        let Some(rule) = first_match(pattern, run, node)? else {
            continue;
        };
        run.enter(node, rule.lets.clone());
        verdict.judged += 1;
        if settings.record_fired {
            verdict.fired.push(Fired {
                pattern: pattern.id.clone(),
                context: rule.context.text.clone(),
                location: document.location(node),
            });
        }
        let context = Context::at(run, node);
        for assertion in &rule.assertions {
            let found = finding(pattern, rule, assertion, &context)?;
            let room = settings.findings.saturating_sub(verdict.findings.len());
            verdict.findings.extend(found.into_iter().take(room));
        }
    }
    Ok(())
}

/// The rule that judges a node: the first whose context it matches.
fn first_match<'a>(pattern: &'a Pattern, run: &Run<'a>, node: NodeId) -> Result<Option<&'a Rule>, Error> {
    for rule in &pattern.rules {
        let matches = rule.context.compiled.matches(run, node);
        if matches.map_err(|failure| failed(failure, run, node, &rule.context))? {
            return Ok(Some(rule));
        }
    }
    Ok(None)
}

/// What an assertion has to say about a node, if anything.
fn finding<'a>(
    pattern: &Pattern,
    rule: &Rule,
    assertion: &'a Assertion,
    context: &Context<'_, 'a>,
) -> Result<Option<Finding>, Error> {
    let (run, node) = (context.run, context.subject());
    let test = &assertion.test;
    let holds = truth(&test.compiled, context).map_err(|failure| failed(failure, run, node, test))?;
    if holds == (assertion.kind == FindingKind::Assert) {
        return Ok(None);
    }
    let filled = |message: &'a Message| {
        message
            .filled(context)
            .map_err(|(failure, source)| failed(failure, run, node, source))
    };
    Ok(Some(Finding {
        kind: assertion.kind,
        id: assertion.id.clone(),
        pattern: pattern.id.clone(),
        rule: rule.id.clone(),
        context: rule.context.text.clone(),
        test: test.text.clone(),
        role: assertion.role.clone().or_else(|| rule.role.clone()),
        flag: assertion.flag.clone(),
        location: run.document.location(node),
        message: filled(&assertion.message)?,
        outline: assertion.message.outline(),
        diagnostics: assertion.diagnostics.iter().map(filled).collect::<Result<_, _>>()?,
        place: test.place.clone(),
    }))
}

fn failed<T>(failure: Failure, run: &Run<'_>, node: NodeId, source: &Source<T>) -> Error {
    Error::Evaluation {
        place: source.place.clone(),
        expression: source.text.clone(),
        code: failure.code,
        what: failure.what,
        location: run.document.location(node),
    }
}
