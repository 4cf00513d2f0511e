//! The message as one would write it by hand for quick-xml's serde. Nobody reads the fields: filling them is the task.
#![allow(dead_code)]
#![allow(clippy::struct_field_names, reason = "the schema's names")]

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProcessExemptionStatuses {
    request_id: Identifier,
    #[serde(default)]
    pub fee_exemption: Vec<FeeExemption>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FeeExemption {
    patient_id: Identifier,
    #[serde(default)]
    pub transactions: Vec<Transaction>,
    #[serde(default)]
    exemptions: Vec<Exemption>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Transaction {
    fee: Option<Amount>,
    date_of_visit: Option<String>,
    time_of_registration: Option<String>,
    type_of_fee: TypeOfExemption,
    care_giver: Option<Identifier>,
    care_unit: Option<Identifier>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Exemption {
    id: String,
    high_cost_protection_period: Period,
    exemption_period: Period,
    type_of_exemption: TypeOfExemption,
    region: Identifier,
}

#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum TypeOfExemption {
    CareVisit,
    TechnicalAid,
    Transportation,
}

#[derive(Deserialize)]
struct Amount {
    amount: String,
    currency: Code,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Code {
    code: Option<String>,
    code_system: Option<String>,
    code_system_name: Option<String>,
    code_system_version: Option<String>,
    display_name: Option<String>,
    original_text: Option<String>,
}

#[derive(Deserialize)]
struct Identifier {
    root: String,
    extension: Option<String>,
}

#[derive(Deserialize)]
struct Period {
    start: Option<String>,
    end: Option<String>,
}
