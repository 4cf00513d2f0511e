//! One case being run.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use http::Method;
use rivta_consumer::ChannelError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use toml::Value;

use super::mock::Mock;
use super::receiver::Planned;
use super::sending::{Outgoing, encoded, headers, milliseconds};
use super::trigger::Triggered;
use super::{Stage, in_sweden, load, template};
use crate::case::{self, Area, Call, Case, Expansion, Handshake, Receive, Step, Variables, Verb};
use crate::contracts::{Contracts, payload_of};
use crate::expect::{Bench, Findings, Message, at, whole};
use crate::outcome::Exchange;
use crate::xpath::Query;

/// A case that is under way.
pub(super) struct Scene<'s> {
    pub(super) stage: Arc<Stage>,
    area: &'s Area,
    case: &'s Case,
    expansion: Expansion,
    lens: Lens,
    request: Option<Vec<u8>>,
    answers: Vec<Message>,
    /// What makes the subject call us; it ends with the case.
    triggered: Option<Triggered>,
    pub(super) measured: Vec<(String, String)>,
    pub(super) exchanges: Vec<Exchange>,
}

/// What a case's messages are looked at with.
#[derive(Debug, Clone)]
pub(super) struct Lens {
    contracts: Arc<Contracts>,
    area: Arc<Area>,
    folder: std::path::PathBuf,
    secrets: Vec<String>,
}

impl Lens {
    fn judged(
        &self,
        stage: &Stage,
        request: Option<&[u8]>,
        answers: &[Message],
        message: &Message,
        expect: &[Verb],
    ) -> Findings {
        let bench = Bench {
            contracts: &self.contracts,
            rules: &stage.rules,
            namespaces: &self.area.namespaces,
            records: self.area.records.as_deref(),
            folder: &self.folder,
            now: in_sweden(stage.clock.now()),
            request,
            answers,
            secrets: &self.secrets,
        };
        bench.findings(message, expect)
    }

    /// What an answer to a request does not live up to.
    pub(super) fn findings(&self, stage: &Stage, request: &[u8], answer: &Message, expect: &[Verb]) -> Findings {
        self.judged(stage, Some(request), &[], answer, expect)
    }
}

impl<'s> Scene<'s> {
    pub(super) fn new(stage: &Arc<Stage>, area: &'s Area, case: &'s Case) -> Self {
        let target = stage.target.variables();
        let mut own = Variables::from([("requestId".to_owned(), (stage.ids)().to_string())]);
        let mut secrets = Vec::new();
        for (index, name) in case.persons.iter().enumerate() {
            if let Some(person) = stage.target.persons.get(name) {
                secrets.push(person.extension.clone());
                if index == 0 {
                    own.insert("person.root".to_owned(), person.root.clone());
                    own.insert("person.extension".to_owned(), person.extension.clone());
                }
            }
        }
        let layers = vec![own, case.variables.clone(), area.variables.clone(), target];
        let contracts = stage.contracts.get(&area.name).cloned().unwrap_or_default();
        Self {
            stage: Arc::clone(stage),
            area,
            case,
            expansion: Expansion::new(layers, stage.now()),
            lens: Lens {
                contracts,
                area: Arc::new(area.clone()),
                folder: case.folder.clone(),
                secrets,
            },
            request: None,
            answers: Vec::new(),
            triggered: None,
            measured: Vec::new(),
            exchanges: Vec::new(),
        }
    }

    /// Runs the case; what it started to make the subject call has ended afterwards.
    pub(super) async fn play(&mut self) -> Findings {
        let findings = self.steps().await;
        self.end_triggered().await;
        findings
    }

    async fn end_triggered(&mut self) {
        if let Some(triggered) = self.triggered.take() {
            triggered.end().await;
        }
    }

    /// Runs the steps; the first that is not as expected ends the case.
    async fn steps(&mut self) -> Findings {
        if let Some(failure) = &self.case.failure {
            return vec![whole(failure)];
        }
        if let Err(reason) = self.prepare() {
            return vec![whole(reason)];
        }
        for step in &self.case.steps {
            let findings = match self.filled_step(step) {
                Ok(step) => self.step(&step).await.unwrap_or_else(|reason| vec![whole(reason)]),
                Err(reason) => vec![whole(reason)],
            };
            if !findings.is_empty() {
                return findings;
            }
        }
        Vec::new()
    }

    /// Tells the receiver what to answer, before anything can call it.
    fn prepare(&self) -> Result<(), String> {
        let Some(receiver) = &self.stage.receiver else {
            return Ok(());
        };
        let now = in_sweden(self.stage.clock.now());
        let mock = Mock::new(self.area, &self.lens.contracts, &self.stage.rules, &self.expansion, now);
        let mut planned = Vec::new();
        for step in &self.case.steps {
            if let Step::Receive(receive) = step {
                planned.extend(self.planned(receive)?);
            }
        }
        receiver.begin(mock.map_err(|error| error.to_string())?, planned);
        Ok(())
    }

    fn planned(&self, receive: &Receive) -> Result<Option<Planned>, String> {
        let ordinary = receive.answer.is_none() && receive.status.is_none() && receive.delay_milliseconds == 0;
        if ordinary {
            return Ok(None);
        }
        let body = receive
            .answer
            .as_ref()
            .map(|file| template(&self.case.folder.join(file), &self.expansion));
        Ok(Some(Planned {
            select: self.select(receive)?,
            status: receive.status,
            body: body
                .transpose()
                .map_err(|error| error.to_string())?
                .map(String::into_bytes),
            delay: Duration::from_millis(receive.delay_milliseconds),
            uses: receive.count,
        }))
    }

    async fn step(&mut self, step: &Step) -> Result<Findings, String> {
        match step {
            Step::Call(call) => self.call(call).await,
            Step::Receive(receive) => self.receive(receive).await,
            Step::Load(load) => load::run(self, load).await,
            Step::Handshake(offer) => self.handshake(offer).await,
        }
    }

    async fn call(&mut self, call: &Call) -> Result<Findings, String> {
        let text = self.filled(&self.text_of(&call.message)?)?;
        let outgoing = self.outgoing(call, &text)?;
        let channel = self
            .stage
            .channels
            .of(call.identity.as_deref())
            .map_err(|error| error.to_string())?;
        let sent = self.stage.channels.send(&channel, &outgoing).await;
        self.measured
            .push(("svarstid".to_owned(), milliseconds(sent.exchange.elapsed)));
        self.exchanges.push(sent.exchange);
        self.request = Some(text.into_bytes());
        if call.refused {
            return Ok(refused(&sent.answer));
        }
        let answer = match sent.answer {
            Ok(answer) => answer,
            Err(
                ChannelError::Reset { .. }
                | ChannelError::Closed { .. }
                | ChannelError::Timeout {
                    phase: rivta_consumer::Phase::Write,
                    ..
                },
            ) if call.may_break_off => return Ok(Vec::new()),
            Err(error) => return Ok(vec![whole(super::check::in_words(&error))]),
        };
        let findings = self.judged(&answer, &call.expect);
        if findings.is_empty() {
            self.capture(&call.capture, &answer)?;
        }
        self.answers.push(answer);
        Ok(findings)
    }

    fn judged(&self, message: &Message, expect: &[Verb]) -> Findings {
        self.lens
            .judged(&self.stage, self.request.as_deref(), &self.answers, message, expect)
    }

    async fn receive(&mut self, receive: &Receive) -> Result<Findings, String> {
        self.trigger(receive).await?;
        let stage = Arc::clone(&self.stage);
        let receiver = stage.receiver.as_ref().ok_or("målfilen saknar [receiver]")?;
        let lengths = &stage.target.lengths;
        let ordinary = match (receive.count, &receive.instruction) {
            (0, _) => lengths.silence_seconds,
            (_, Some(_)) => lengths.consumer_seconds,
            _ => lengths.disclosure_seconds,
        };
        let seconds = receive.within_seconds.unwrap_or(ordinary);
        let enough = if receive.count == 0 { usize::MAX } else { receive.count };
        let select = self.select(receive)?;
        let taken = receiver.take(&select, enough, Duration::from_secs(seconds)).await;
        let mut findings = Vec::new();
        if taken.len() != receive.count {
            let (expected, came) = (receive.count, taken.len());
            findings.push(whole(format!(
                "väntade {expected} anrop till mottagaren inom {seconds} s, det kom {came}"
            )));
        }
        if taken.is_empty() && receive.instruction.is_some() {
            findings.extend(self.triggered.as_mut().and_then(Triggered::failure).map(whole));
        }
        for call in &taken {
            findings.extend(self.judged(&call.message, &receive.expect));
        }
        if let Some(first) = taken.first() {
            self.capture(&receive.capture, &first.message)?;
        }
        self.exchanges.extend(taken.into_iter().map(|call| call.exchange));
        Ok(findings)
    }

    fn capture(&mut self, wanted: &Variables, message: &Message) -> Result<(), String> {
        for (name, path) in wanted {
            let found = self.query(path)?.texts(message.document()?, 0)?;
            self.expansion
                .set(name.clone(), found.into_iter().next().unwrap_or_default());
        }
        Ok(())
    }

    /// Makes the subject call, or asks the tester to.
    async fn trigger(&mut self, receive: &Receive) -> Result<(), String> {
        let Some(instruction) = &receive.instruction else {
            return Ok(());
        };
        self.end_triggered().await;
        let stage = Arc::clone(&self.stage);
        let name = receive.trigger.as_ref().unwrap_or(&self.area.name);
        let Some(words) = stage.target.triggers.get(name) else {
            (stage.observer)(&super::Event::Instruction(instruction));
            return Ok(());
        };
        let words = words
            .iter()
            .map(|word| self.expansion.text(word).map_err(|name| unset(&name)));
        let words = words.collect::<Result<Vec<_>, _>>()?;
        if receive.trigger.is_some() {
            super::trigger::second_of_its_own(stage.clock.as_ref()).await;
        }
        let mut triggered = Triggered::start(&words)?;
        if receive.count == 0 {
            // Silence says something only once that has happened which must not lead to a call.
            triggered
                .done(Duration::from_secs(stage.target.lengths.consumer_seconds))
                .await;
        }
        self.triggered = Some(triggered);
        Ok(())
    }

    async fn handshake(&mut self, offer: &Handshake) -> Result<Findings, String> {
        let address = self.address(None)?;
        let answer = rivta_consumer::probe::offer(&address, &offer.version).await;
        let (found, taken) = match answer {
            Ok(version) => (format!("TLS {version}"), version == offer.version),
            Err(rivta_consumer::probe::Refusal::Unreachable(reason)) => return Ok(vec![at(address, reason)]),
            Err(refusal) => (refusal.to_string(), false),
        };
        self.measured.push((format!("erbjudet TLS {}", offer.version), found));
        let word = if offer.accepted { "inte" } else { "ändå" };
        let wrong = taken != offer.accepted;
        let text = format!("TLS {} godtas {word}", offer.version);
        Ok(wrong.then(|| whole(text)).into_iter().collect())
    }

    /// The calls that a step means.
    fn select(&self, receive: &Receive) -> Result<Query, String> {
        let own = || {
            self.expansion
                .text("//*[not(*)] = '${requestId}'")
                .map_err(|name| unset(&name))
        };
        match &receive.select {
            Some(select) => self.query(&self.expansion.text(select).map_err(|name| unset(&name))?),
            None => self.query(&own()?),
        }
    }

    fn query(&self, expression: &str) -> Result<Query, String> {
        Query::with_prolog(expression, &self.area.namespaces, in_sweden(self.stage.clock.now()))
    }

    /// A request ready to be sent.
    pub(super) fn outgoing(&self, call: &Call, text: &str) -> Result<Outgoing, String> {
        let interaction = payload_of(text.as_bytes());
        let interaction = interaction.and_then(|name| self.lens.contracts.of_request(&name));
        let by_contract = interaction.map(|known| known.soap_action.as_str()).unwrap_or_default();
        let mut url = self.address(call.address.as_deref())?;
        if let (true, Some(path)) = (url.ends_with('/'), interaction.and_then(Contracts::path_of)) {
            url = format!("{}{path}", url.trim_end_matches('/'));
        }
        let action = call.soap_action.as_deref().unwrap_or(by_contract);
        let method = call.method.as_deref().unwrap_or("POST");
        Ok(Outgoing {
            url,
            method: Method::from_bytes(method.as_bytes()).map_err(|_| format!("okänd HTTP-metod {method}"))?,
            headers: headers(action, call.content_type.as_deref(), &call.http_headers)?,
            body: encoded(text, call.encoding.as_deref())?,
            to: self.called(call.address.as_deref()),
        })
    }

    /// Who is called: the role of the address, or the area where the address has none.
    fn called(&self, address: Option<&str>) -> String {
        let role = address.and_then(|address| address.strip_prefix("${address.")?.split('}').next());
        let mut needs = self.area.needs.iter();
        let role = role.or_else(|| needs.find_map(|need| need.strip_prefix("address.")));
        role.unwrap_or(&self.area.name).to_owned()
    }

    fn address(&self, given: Option<&str>) -> Result<String, String> {
        self.expansion
            .text(given.unwrap_or("${address}"))
            .map_err(|name| unset(&name))
    }

    /// The text of a file of the case, its variables not yet filled in.
    pub(super) fn text_of(&self, file: &Path) -> Result<String, String> {
        case::text_file(&self.case.folder.join(file)).map_err(|error| error.to_string())
    }

    /// A message with its variables filled in.
    pub(super) fn filled(&self, text: &str) -> Result<String, String> {
        self.expansion.message(text).map_err(|name| unset(&name))
    }

    pub(super) fn expansion(&self) -> Expansion {
        self.expansion.clone()
    }

    pub(super) fn lens(&self) -> Lens {
        self.lens.clone()
    }

    /// A step with the variables in its texts filled in.
    fn filled_step(&self, step: &Step) -> Result<Step, String> {
        filled_in(step, &self.expansion)
    }
}

/// Anything with the variables in its texts filled in.
fn filled_in<T: Serialize + DeserializeOwned>(value: &T, expansion: &Expansion) -> Result<T, String> {
    let mut table = Value::try_from(value).map_err(|error| error.to_string())?;
    let mut open = vec![&mut table];
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => *text = expansion.text(text).map_err(|name| unset(&name))?,
            Value::Array(values) => open.extend(values),
            Value::Table(values) => open.extend(values.iter_mut().map(|(_, value)| value)),
            _ => {}
        }
    }
    table.try_into().map_err(|error: toml::de::Error| error.to_string())
}

fn unset(name: &str) -> String {
    format!("variabeln {name} är inte satt")
}

/// Whether the connection, or the call, was refused for the certificate.
fn refused(answer: &Result<Message, ChannelError>) -> Findings {
    match answer {
        Err(ChannelError::Tls { .. } | ChannelError::Reset { .. } | ChannelError::Closed { .. }) => Vec::new(),
        // A proxy in front may finish the handshake and refuse by HTTP.
        Ok(message)
            if message
                .status
                .is_some_and(|status| [400, 401, 403, 495, 496].contains(&status)) =>
        {
            Vec::new()
        }
        Ok(_) => vec![whole("anropet besvarades fast certifikatet skulle ha avvisats")],
        Err(error) => vec![whole(super::check::in_words(error))],
    }
}
