//! The calls of a soak: what is sent, how often, and what must come back.

use std::time::Duration;

use rivta_soap::http::CORRELATION_ID;
use rustls::AlertDescription;

use crate::backend::ANSWERED_CALL;
use crate::material::{CONTRACT, Message, RECEIVER, SENDER};
use crate::wire::{End, Received};

/// A contract whose answers are garbled.
pub(super) const GARBLED_CONTRACT: &str = "urn:riv:financial:patientfees:exemption:ProcessExemptionStatusesResponder:1";
/// Receivers with a disturbance each, and what is ordered for them besides the action's name.
pub(super) const DISTURBED: [(&str, &str, &str); 5] = [
    ("SE2321000131-DELAY", "delay", "delay_ms = 100\n"),
    ("SE2321000131-CUT", "cut", ""),
    ("SE2321000131-RESET", "reset", ""),
    ("SE2321000131-EMPTY", "empty", ""),
    ("SE2321000131-FAULT", "fault", "code = \"VP007\"\n"),
];
/// A receiver whose producer speaks RIV-TA BP 2.0.
pub(super) const OLD: &str = "SE2321000131-BP20";
/// A receiver whose producer nobody reaches.
pub(super) const AWAY: &str = "SE2321000131-AWAY";

/// Who calls; every one has a certificate of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sender {
    First,
    Second,
    /// All its answers come twice.
    Disturbed,
    /// May call nobody.
    Stranger,
    /// Its certificate is revoked.
    Revoked,
}

impl Sender {
    pub(super) const ALL: [Self; 5] = [
        Self::First,
        Self::Second,
        Self::Disturbed,
        Self::Stranger,
        Self::Revoked,
    ];

    /// The name of its certificate's file, and its HSA-id.
    pub(super) fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::First => ("client", SENDER),
            Self::Second => ("second", "SE5565594230-SECOND"),
            Self::Disturbed => ("disturbed", "SE5565594230-DISTURBED"),
            Self::Stranger => ("stranger", "SE5565594230-STRANGER"),
            Self::Revoked => ("revoked", "SE5565594230-REVOKED"),
        }
    }
}

/// One kind of call.
#[derive(Clone, Copy)]
pub(super) struct Order {
    pub(super) name: &'static str,
    /// Of [`SHARES`] calls so many are of this kind.
    pub(super) share: u64,
    pub(super) sender: Sender,
    pub(super) message: Message<'static>,
    /// Whether it has a connection of its own.
    pub(super) is_fresh: bool,
    pub(super) expected: Expected,
}

/// What must come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// The producer's answer to this very call.
    Answered,
    /// The same, not before this time.
    Held(Duration),
    /// Half of it, and the end of the connection.
    Cut,
    /// A reset in place of it.
    Reset,
    /// Its head without its body.
    Empty,
    /// As many bytes that are no XML.
    Garbled,
    /// Its body two times.
    Twice,
    /// A fault of the platform, with this code and this text in its detail.
    Fault(&'static str, &'static str),
    /// No connection: the certificate is told to be revoked.
    Unadmitted,
}

/// The sum of all shares.
pub(super) const SHARES: u64 = 10_000;

/// All kinds of calls.
pub(super) const ORDERS: [Order; 20] = [
    of("2 KB", 7_000, Expected::Answered),
    sized(of("12 KB", 1_800, Expected::Answered), 12 << 10),
    sized(of("1 MB", 5, Expected::Answered), 1 << 20),
    sized(of("8 MB", 1, Expected::Answered), 8 << 20),
    sent_by(Sender::Second, of("another sender", 500, Expected::Answered)),
    fresh(of("a connection of its own", 200, Expected::Answered)),
    to(OLD, of("converted to BP 2.0", 100, Expected::Answered)),
    to(
        DISTURBED[0].0,
        of("delay", 20, Expected::Held(Duration::from_millis(100))),
    ),
    to(DISTURBED[1].0, of("cut", 40, Expected::Cut)),
    to(DISTURBED[2].0, of("reset", 40, Expected::Reset)),
    to(DISTURBED[3].0, of("empty", 50, Expected::Empty)),
    to(
        DISTURBED[4].0,
        of("fault", 50, Expected::Fault("VP007", "A tester has ordered")),
    ),
    Order {
        message: Message {
            contract: GARBLED_CONTRACT,
            element: "ProcessExemptionStatuses",
            ..MESSAGE
        },
        ..of("garble, by contract", 50, Expected::Garbled)
    },
    sent_by(Sender::Disturbed, of("twice, by sender", 50, Expected::Twice)),
    to("", of("no address", 20, Expected::Fault("VP003", "No receiverId"))),
    to(
        "SE2321000131-NOBODY",
        of("no route", 20, Expected::Fault("VP004", "SE2321000131-NOBODY")),
    ),
    sent_by(
        Sender::Stranger,
        of("no permission", 20, Expected::Fault("VP007", "SE5565594230-STRANGER")),
    ),
    // An unescaped sign in the address.
    to("<", of("no XML", 19, Expected::Fault("VP015", ""))),
    to(AWAY, of("no producer", 10, Expected::Fault("VP009", "Error"))),
    fresh(sent_by(Sender::Revoked, of("revoked", 5, Expected::Unadmitted))),
];

const MESSAGE: Message<'static> = Message {
    receiver: RECEIVER,
    contract: CONTRACT,
    element: "RequestExemptionStatuses",
    bytes: 2 << 10,
};

const fn of(name: &'static str, share: u64, expected: Expected) -> Order {
    Order {
        name,
        share,
        sender: Sender::First,
        message: MESSAGE,
        is_fresh: false,
        expected,
    }
}

const fn to(receiver: &'static str, mut order: Order) -> Order {
    order.message.receiver = receiver;
    order
}

const fn sent_by(sender: Sender, mut order: Order) -> Order {
    order.sender = sender;
    order
}

const fn sized(mut order: Order, bytes: usize) -> Order {
    order.message.bytes = bytes;
    order
}

const fn fresh(mut order: Order) -> Order {
    order.is_fresh = true;
    order
}

/// The kind of the call with this number, as its place in [`ORDERS`]: kinds are mixed, and each has its share.
pub(super) fn place(number: u64) -> usize {
    // Steps that share no factor with the sum meet every place once.
    let mut rest = number % SHARES * 6_007 % SHARES;
    for (place, order) in ORDERS.iter().enumerate() {
        match rest.checked_sub(order.share) {
            Some(less) => rest = less,
            None => return place,
        }
    }
    0
}

/// What came back.
pub(super) struct Seen {
    pub(super) correlation_id: String,
    pub(super) received: Received,
    pub(super) took: Duration,
}

impl Expected {
    /// Whether that came back; `answer` is the body of the producer's answer.
    ///
    /// # Errors
    ///
    /// What was different, without a word of content.
    pub(super) fn judge(self, seen: &Seen, answer: &[u8]) -> Result<(), String> {
        let all = End::Complete;
        match self {
            Self::Held(time) if seen.took < time => Err(format!("after {:?}", seen.took)),
            Self::Answered | Self::Held(_) => seen.has(answer, &all),
            Self::Cut => seen.has(answer.split_at(answer.len() / 2).0, &End::Closed),
            Self::Empty => seen.has(&[], &all),
            Self::Garbled => seen.has(&answer.iter().map(|byte| byte ^ 0xA5).collect::<Vec<_>>(), &all),
            Self::Twice => seen.has(&answer.repeat(2), &all),
            Self::Reset => seen.ended(&End::Reset),
            Self::Fault(code, text) => seen.is_fault(code, text),
            Self::Unadmitted => seen.ended(&End::Alert(AlertDescription::CertificateRevoked)),
        }
    }
}

impl Seen {
    /// Status 200, this body, this end, and marks of this very call.
    fn has(&self, body: &[u8], end: &End) -> Result<(), String> {
        self.status(200)?;
        let field = |name| self.received.head.as_ref().and_then(|head| head.field(name));
        for name in [CORRELATION_ID, ANSWERED_CALL] {
            if field(name) != Some(&self.correlation_id) {
                return Err(format!("{name} is of another call: {:?}", field(name)));
            }
        }
        if self.received.body != body {
            let lengths = (self.received.body.len(), body.len());
            return Err(format!(
                "a body of {} bytes that differs from the {} expected",
                lengths.0, lengths.1
            ));
        }
        self.with_end(end)
    }

    fn is_fault(&self, code: &str, text: &str) -> Result<(), String> {
        self.status(500)?;
        let body = String::from_utf8_lossy(&self.received.body);
        if !(body.contains(&format!("{code} [")) && body.contains(text)) {
            return Err("another fault".to_owned());
        }
        self.with_end(&End::Complete)
    }

    /// Nothing of a body came.
    fn ended(&self, end: &End) -> Result<(), String> {
        if !self.received.body.is_empty() {
            return Err(format!("a body of {} bytes", self.received.body.len()));
        }
        self.with_end(end)
    }

    fn status(&self, status: u16) -> Result<(), String> {
        let Some(head) = &self.received.head else {
            return Err(format!("no answer: {:?}", self.received.end));
        };
        let line = head.first_line();
        let is_same = line
            .strip_prefix("HTTP/1.1 ")
            .is_some_and(|rest| rest.starts_with(&status.to_string()));
        if is_same {
            return Ok(());
        }
        Err(format!("{line}: {}", self.fault_text()))
    }

    /// What a fault of the platform says of itself.
    fn fault_text(&self) -> String {
        let body = String::from_utf8_lossy(&self.received.body);
        let text = body.split_once("<faultstring>").map_or("no fault", |(_, text)| text);
        text.chars().take(400).collect()
    }

    fn with_end(&self, end: &End) -> Result<(), String> {
        if self.received.end == *end {
            return Ok(());
        }
        Err(format!("it ended otherwise: {:?}", self.received.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Reader;

    const ANSWER: &[u8] = b"<answer/>";
    const ID: &str = "c-1";

    /// What a consumer sees when the other side sends this and then closes.
    fn seen(text: &str) -> Seen {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let received = runtime.block_on(async { Reader::default().received(&mut text.as_bytes()).await });
        Seen {
            correlation_id: ID.to_owned(),
            received,
            took: Duration::from_millis(100),
        }
    }

    fn ended(end: End) -> Seen {
        Seen {
            received: Received::nothing(end),
            ..seen("")
        }
    }

    fn answer(length: usize, body: &str) -> Seen {
        seen(&format!(
            "HTTP/1.1 200 OK\r\n{CORRELATION_ID}: {ID}\r\n{ANSWERED_CALL}: {ID}\r\nContent-Length: {length}\r\n\r\n{body}"
        ))
    }

    fn fault(text: &str) -> Seen {
        seen(&format!(
            "HTTP/1.1 500 Internal Server Error\r\nContent-Length: {}\r\n\r\n{text}",
            text.len()
        ))
    }

    #[test]
    fn only_what_was_ordered_counts_as_ordered() {
        let mut garbled = answer(9, "<answer/>");
        garbled.received.body.iter_mut().for_each(|byte| *byte ^= 0xA5);
        let rows = [
            (Expected::Answered, answer(9, "<answer/>")),
            (Expected::Cut, answer(9, "<ans")),
            (Expected::Empty, answer(0, "")),
            (Expected::Garbled, garbled),
            (Expected::Twice, answer(18, "<answer/><answer/>")),
            (Expected::Reset, ended(End::Reset)),
            (Expected::Fault("VP007", "tester"), fault("VP007 [rivta] by a tester")),
            (
                Expected::Fault("VP007", "STRANGER"),
                fault("VP007 [rivta] for STRANGER"),
            ),
            (Expected::Fault("VP009", "tester"), fault("VP009 [rivta] by a tester")),
            (
                Expected::Unadmitted,
                ended(End::Alert(AlertDescription::CertificateRevoked)),
            ),
        ];
        for (row, (expected, _)) in rows.iter().enumerate() {
            for (other, (_, seen)) in rows.iter().enumerate() {
                assert_eq!(
                    expected.judge(seen, ANSWER).is_ok(),
                    row == other,
                    "{expected:?}, row {other}"
                );
            }
        }
    }

    #[test]
    fn what_goes_wrong_in_part_is_not_what_was_ordered() {
        let cut_elsewhere = answer(9, "<answ");
        assert!(Expected::Cut.judge(&cut_elsewhere, ANSWER).is_err());
        assert!(Expected::Reset.judge(&ended(End::Closed), ANSWER).is_err());
        assert!(Expected::Unadmitted.judge(&ended(End::Closed), ANSWER).is_err());
        let mut of_another_call = answer(9, "<answer/>");
        of_another_call.correlation_id = "c-2".to_owned();
        assert!(Expected::Answered.judge(&of_another_call, ANSWER).is_err());
        let held = answer(9, "<answer/>");
        assert!(Expected::Held(Duration::from_millis(100)).judge(&held, ANSWER).is_ok());
        assert!(Expected::Held(Duration::from_millis(101)).judge(&held, ANSWER).is_err());
    }

    #[test]
    fn every_kind_of_call_gets_its_share() {
        let mut counts = [0; ORDERS.len()];
        (0..SHARES).for_each(|number| counts[place(number)] += 1);
        assert_eq!(counts, ORDERS.map(|order| order.share));
        assert_eq!(counts.iter().sum::<u64>(), SHARES);
    }
}
