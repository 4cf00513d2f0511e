//! The table: number, side, texts.

use std::fmt;

use http::StatusCode;
use rivta_soap::fault::Fault;

/// A numbered refusal of the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Code {
    /// The call has no profile, or one that is not supported.
    Vp001,
    /// The sender's identity cannot be established.
    Vp002,
    /// The logical address is missing.
    Vp003,
    /// There is no route.
    Vp004,
    /// The producer does not speak the profile of the call.
    Vp005,
    /// There is more than one route.
    Vp006,
    /// The sender may not make this call.
    Vp007,
    /// There is no catalogue.
    Vp008,
    /// The producer failed.
    Vp009,
    /// The route has no address.
    Vp010,
    /// The call came outside TLS from an address that may not do that.
    Vp011,
    /// The profile could not be converted.
    Vp012,
    /// The sender may not name an original consumer.
    Vp013,
    /// The call has been here before.
    Vp014,
    /// The call cannot be read.
    Vp015,
}

/// Whose side a refusal blames, which becomes the faultcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The consumer must change the call.
    Client,
    /// The platform or the producer must be mended.
    Server,
}

/// One row of the table of refusals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The number people quote.
    pub code: Code,
    /// Whom it blames.
    pub side: Side,
    /// What the caller is told, in Swedish; stands in `faultstring`.
    pub caller: &'static str,
    /// What it means to those who run the platform.
    pub operator: &'static str,
    /// The detail text; `%s` stands for what is particular to the call.
    pub detail: &'static str,
}

/// HTTP status of every fault the platform makes (WS-I Basic Profile 1.1, R1126).
pub const STATUS: StatusCode = StatusCode::INTERNAL_SERVER_ERROR;

/// All refusals by code, in order.
pub const TABLE: [Row; 15] = [
    Row {
        code: Code::Vp001,
        side: Side::Client,
        caller: "RIV-profilen saknas i anropet eller stöds inte.",
        operator: "The call names no RIV-TA profile. The consumer must send a logical address header.",
        detail: "No RIV version configured",
    },
    Row {
        code: Code::Vp002,
        side: Side::Client,
        caller: "Klientcertifikatet saknas, är av fel slag eller är felaktigt utformat.",
        operator: "No HSA-id was found in the caller's certificate. The consumer needs a function certificate with \
                   serialNumber in its subject; behind a proxy, check the certificate header.",
        detail: "%s",
    },
    Row {
        code: Code::Vp003,
        side: Side::Client,
        caller: "Den logiska adressen saknas i meddelandets huvud.",
        operator: "The SOAP header holds no logical address, or a blank one. The consumer must set it.",
        detail: "No receiverId (logical address) found in message header. %s",
    },
    Row {
        code: Code::Vp004,
        side: Side::Client,
        caller: "Det finns inget vägval för den logiska adressen och tjänstekontraktet. Kontrollera båda eller \
                 beställ konfigurationen.",
        operator: "The catalogue has no route valid now for the logical address and contract. Add the route, or have \
                   the consumer correct the address (white space counts).",
        detail: "No receiverId (logical address) found for %s",
    },
    Row {
        code: Code::Vp005,
        side: Side::Client,
        caller: "Tjänsteproducenten stöder inte den RIV-profil som anropet är gjort med.",
        operator: "The route's profile differs from that of the call and there is no conversion between them. Check \
                   the profile in the catalogue.",
        detail: "No receiverId (logical address) with matching Riv-version found for %s",
    },
    Row {
        code: Code::Vp006,
        side: Side::Server,
        caller: "Internt fel: fler än en tjänsteproducent motsvarar den logiska adressen, tjänstekontraktet och \
                 dagens datum.",
        operator: "The catalogue has several routes valid now for the logical address and contract. End all but one.",
        detail: "More than one receiverId (logical address) with matching Riv-version found for %s",
    },
    Row {
        code: Code::Vp007,
        side: Side::Client,
        caller: "Tjänstekonsumenten har inte behörighet att anropa den logiska adressen med detta tjänstekontrakt.",
        operator: "The catalogue has no permission valid now for sender, contract and logical address. Add it if the \
                   call is meant to be let through.",
        detail: "Authorization missing for %s",
    },
    Row {
        code: Code::Vp008,
        side: Side::Server,
        caller: "Internt fel: tjänsteplattformen har ingen kontakt med tjänsteadresseringskatalogen.",
        operator: "No catalogue has been loaded. Mend its source and reload.",
        detail: "No contact with TAK at startup, and no local cache to fallback on, not possible to route call",
    },
    Row {
        code: Code::Vp009,
        side: Side::Server,
        caller: "Fel vid kontakt med tjänsteproducenten.",
        operator: "The producer could not be reached, answered too late, or answered with something other than a \
                   SOAP message. Ask whoever runs the producer.",
        detail: "Error connecting to service producer at address %s",
    },
    Row {
        code: Code::Vp010,
        side: Side::Server,
        caller: "Internt fel: tjänsteadresseringskatalogen saknar tjänsteproducentens URL.",
        operator: "The route has a blank address. Fill it in.",
        detail: "Physical Address field is empty in Service Producer for %s",
    },
    Row {
        code: Code::Vp011,
        side: Side::Client,
        caller: "Anropet är gjort utanför TLS, vilket inte är tillåtet.",
        operator: "A caller that is not on the list of allowed addresses used the plain listener.",
        detail: "Caller was not on the white list of accepted IP-addresses. %s",
    },
    Row {
        code: Code::Vp012,
        side: Side::Server,
        caller: "Internt fel: en resurs som tjänsteplattformen behöver saknas.",
        operator: "The message could not be converted between profiles. The parser's text tells why.",
        detail: "%s",
    },
    Row {
        code: Code::Vp013,
        side: Side::Client,
        caller: "Tjänstekonsumenten får inte ange x-rivta-original-serviceconsumer-hsaid.",
        operator: "The sender named an original consumer and is not on the list of those who may.",
        detail: "Sender is not approved to set header x-rivta-original-serviceconsumer-hsaid.",
    },
    Row {
        code: Code::Vp014,
        side: Side::Server,
        caller: "Anropet har gått runt i en slinga mellan tjänsteplattformar.",
        operator: "The routing history already names this platform. Two catalogues point at each other.",
        detail: "",
    },
    Row {
        code: Code::Vp015,
        side: Side::Client,
        caller: "Anropet är felaktigt utformat och kan inte behandlas.",
        operator: "The message is not well-formed XML up to the first child of Body, or breaks a limit.",
        detail: "%s",
    },
];

impl Code {
    /// The code as it is written, `VP001` to `VP015`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Vp001 => "VP001",
            Self::Vp002 => "VP002",
            Self::Vp003 => "VP003",
            Self::Vp004 => "VP004",
            Self::Vp005 => "VP005",
            Self::Vp006 => "VP006",
            Self::Vp007 => "VP007",
            Self::Vp008 => "VP008",
            Self::Vp009 => "VP009",
            Self::Vp010 => "VP010",
            Self::Vp011 => "VP011",
            Self::Vp012 => "VP012",
            Self::Vp013 => "VP013",
            Self::Vp014 => "VP014",
            Self::Vp015 => "VP015",
        }
    }

    /// The row of [`TABLE`] for this code.
    pub const fn row(self) -> &'static Row {
        // The codes are declared in the order of the table; a test holds them together.
        &TABLE[self as usize]
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Side {
    /// A fault that blames this side.
    pub(super) fn fault(self, text: String) -> Fault {
        match self {
            Self::Client => Fault::client(text),
            Self::Server => Fault::server(text),
        }
    }
}
