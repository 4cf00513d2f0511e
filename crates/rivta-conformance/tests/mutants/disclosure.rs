//! What the producer discloses, and what its defects make of it.

use chrono::{Days, NaiveDateTime};
use rivta_soap::time::{format_date, format_timestamp};

use crate::mutation::Mutation;

/// A request as far as the producer reads it.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) request_id: String,
    pub(crate) root: String,
    pub(crate) extension: String,
    pub(crate) actor: String,
    pub(crate) address: String,
    /// The name of the person among those known.
    pub(crate) person: &'static str,
}

/// The disclosure that answers a request.
pub(crate) fn envelope(asked: &Asked, mutation: Mutation, now: NaiveDateTime) -> String {
    let request_id = match mutation {
        Mutation::WrongRequestId => "00000000-0000-4000-8000-000000000000",
        _ => &asked.request_id,
    };
    let extension = when(
        mutation == Mutation::RequestIdWithExtension,
        "<core:extension>1</core:extension>",
    );
    let address = match mutation {
        Mutation::WrongResponseAddress => "SE5560000003-OTHER",
        _ => &asked.address,
    };
    let major = if mutation == Mutation::OtherNamespaceInDisclosure {
        2
    } else {
        1
    };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:itr="urn:riv:itintegration:registry:1" xmlns:p="urn:riv:financial:patientfees:exemption:ProcessExemptionStatusesResponder:{major}" xmlns:core="urn:riv:financial:patientfees:exemption:1"><s:Header><itr:LogicalAddress>{address}</itr:LogicalAddress></s:Header><s:Body><p:ProcessExemptionStatuses><p:requestId><core:root>{request_id}</core:root>{extension}</p:requestId>{}</p:ProcessExemptionStatuses></s:Body></s:Envelope>"#,
        identities(asked, mutation, now)
    )
}

fn when(applies: bool, text: &str) -> &str {
    if applies { text } else { "" }
}

/// One `feeExemption` for each identity that has something.
fn identities(asked: &Asked, mutation: Mutation, now: NaiveDateTime) -> String {
    let own = transactions(asked, mutation, now) + &cards(asked, mutation, now);
    if own.is_empty() && mutation != Mutation::CareGiverGetsNothing {
        return String::new();
    }
    let mut told = identity(asked, mutation, &asked.extension, &own);
    if asked.person == "länkad" && mutation != Mutation::LinkedIdentityForgotten {
        told.push_str(&identity(
            asked,
            mutation,
            "201202022388",
            &transaction(mutation, now, false),
        ));
    }
    told
}

fn identity(asked: &Asked, mutation: Mutation, extension: &str, content: &str) -> String {
    let root = if mutation == Mutation::LocalRoot {
        "1.2.752.97.3.1.3"
    } else {
        &asked.root
    };
    let extension = if mutation == Mutation::OtherPerson {
        "199901012386"
    } else {
        extension
    };
    format!(
        "<p:feeExemption><core:patientId><core:root>{root}</core:root><core:extension>{extension}</core:extension></core:patientId>{content}</p:feeExemption>"
    )
}

fn transactions(asked: &Asked, mutation: Mutation, now: NaiveDateTime) -> String {
    use Mutation as M;
    let care_giver = asked.actor == "CAREGIVER";
    let count = match (asked.person, mutation) {
        (_, M::ResidentWithoutTransactions) if !care_giver => 0,
        ("frikort", M::CareGiverGetsCardAndFees) | ("makulerad", M::CancelledIsSent) => 2,
        (_, M::CareGiverGetsNothing) | ("frikort", _) if care_giver => 0,
        (_, M::CareGiverGetsOneOfTwo) if care_giver => 1,
        ("makulerad", _) | ("gamla", M::OldIsSent) | (_, M::OneFeeMissing) => 1,
        ("gamla" | "okänd", _) => 0,
        _ => 2,
    };
    transaction(mutation, now, care_giver).repeat(count)
}

fn transaction(mutation: Mutation, now: NaiveDateTime, care_giver: bool) -> String {
    use Mutation as M;
    let days = |days| now - Days::new(days);
    let visit = match mutation {
        M::VisitInFuture => format_date((now + Days::new(5)).date()),
        M::OldVisit => format_date(days(500).date()),
        M::DateThatIsNone => "20260230".to_owned(),
        _ => format_date(days(20).date()),
    };
    let registered = match mutation {
        M::RegisteredBeforeVisit => days(30),
        M::RegisteredInFuture => now + Days::new(3),
        _ => days(20),
    };
    let registered = format!(
        "<core:timeOfRegistration>{}</core:timeOfRegistration>",
        format_timestamp(registered)
    );
    let kind = if mutation == M::FeeForTransport {
        "TRANSPORTATION"
    } else {
        "CARE_VISIT"
    };
    let kind = format!("<core:typeOfFee>{kind}</core:typeOfFee>");
    format!(
        "<core:transactions>{}<core:dateOfVisit>{visit}</core:dateOfVisit>{}{}{}</core:transactions>",
        fee(mutation),
        when(mutation != M::NoTimeOfRegistration, &registered),
        when(mutation != M::MissingTypeOfFee, &kind),
        place(mutation, care_giver)
    )
}

fn fee(mutation: Mutation) -> String {
    use Mutation as M;
    let amount = match mutation {
        M::AmountZero => "0",
        M::ThreeDecimals => "275.125",
        _ => "275",
    };
    let code = if mutation == M::Euro { "EUR" } else { "SEK" };
    let system = if mutation == M::OtherCodeSystem {
        "1.0.9999"
    } else {
        "1.0.4217"
    };
    let name = when(
        mutation == M::CurrencyWithName,
        "<core:displayName>Svenska kronor</core:displayName>",
    );
    let empty = when(mutation == M::EmptyElement, "<core:displayName/>");
    format!(
        "<core:fee><core:amount>{amount}</core:amount><core:currency><core:code>{code}</core:code><core:codeSystem>{system}</core:codeSystem>{name}{empty}</core:currency></core:fee>"
    )
}

fn place(mutation: Mutation, care_giver: bool) -> String {
    use Mutation as M;
    if care_giver && mutation != M::CareUnitToCareGiver {
        return String::new();
    }
    let root = if mutation == M::UnitByLocalId {
        "1.2.752.97.3.1.3"
    } else {
        "1.2.752.129.2.1.4.1"
    };
    let hsa = |element: &str, id: &str| {
        format!("<core:{element}><core:root>{root}</core:root><core:extension>{id}</core:extension></core:{element}>")
    };
    let giver = hsa("careGiver", "SE2321000131-A000");
    let unit = hsa("careUnit", "SE2321000131-V001");
    format!(
        "{}{}",
        when(mutation != M::MissingCareGiver, &giver),
        when(mutation != M::MissingCareUnit, &unit)
    )
}

fn cards(asked: &Asked, mutation: Mutation, now: NaiveDateTime) -> String {
    use Mutation as M;
    if asked.person != "frikort" {
        return String::new();
    }
    let (start, end) = (now - Days::new(100), now + Days::new(260));
    let end = if mutation == M::LongPeriod {
        end + Days::new(300)
    } else {
        end
    };
    let card_end = if mutation == M::PeriodsEndApart {
        end - Days::new(1)
    } else {
        end
    };
    let kind = if mutation == M::CardForAids {
        "TECHNICAL_AID"
    } else {
        "CARE_VISIT"
    };
    let period = |name: &str, start: NaiveDateTime, end: NaiveDateTime| {
        let (start, end) = (format_date(start.date()), format_date(end.date()));
        format!("<core:{name}><core:start>{start}</core:start><core:end>{end}</core:end></core:{name}>")
    };
    let id = when(mutation != M::CardWithoutId, "14-1");
    let begins = if mutation == M::CardNotYetValid {
        now + Days::new(10)
    } else {
        now - Days::new(10)
    };
    let root = if mutation == M::RegionByName {
        "1.2.752.97.3.1.3"
    } else {
        "1.2.752.129.2.1.4.1"
    };
    let card = format!(
        "<core:exemptions><core:id>{id}</core:id>{}{}<core:typeOfExemption>{kind}</core:typeOfExemption><core:region><core:root>{root}</core:root><core:extension>SE2321000131-A000</core:extension></core:region></core:exemptions>",
        period("highCostProtectionPeriod", start, end),
        period("exemptionPeriod", begins, card_end)
    );
    card.repeat(if mutation == M::TwoCards { 2 } else { 1 })
}
