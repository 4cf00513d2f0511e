use chrono::NaiveDate;
use rivta_contracts::financial_patientfees_exemption_1_0::core::{DatePeriodType, DateType, ExemptionType};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::TypeOfExemptionEnum;
use rivta_soap::time::parse_date;

use super::{Findings, Rule};

/// rule003, rule014 and the calendar.
pub(super) fn check(card: &ExemptionType, path: &str, findings: &mut Findings) {
    let foreign = card.type_of_exemption != TypeOfExemptionEnum::CareVisit;
    findings.add_if(foreign, Rule::Rule003, path, "typeOfExemption");
    let protection = period(
        &card.high_cost_protection_period,
        &format!("{path}/highCostProtectionPeriod"),
        findings,
    );
    let validity = period(&card.exemption_period, &format!("{path}/exemptionPeriod"), findings);
    let ends = protection.zip(validity);
    let differ = ends.is_some_and(|(protection, validity)| protection != validity);
    findings.add_if(differ, Rule::Rule014, path, "exemptionPeriod/end");
}

/// The end of a period whose dates are in order.
fn period(period: &DatePeriodType, path: &str, findings: &mut Findings) -> Option<NaiveDate> {
    let mut read = |element: &str, text: Option<&str>| {
        let date = parse_date(text?).ok();
        findings.add_if(date.is_none(), Rule::Calendar, path, element);
        date
    };
    let start = read("start", period.start.as_ref().map(DateType::as_str));
    let end = read("end", period.end.as_ref().map(DateType::as_str));
    let backwards = start.zip(end).is_some_and(|(start, end)| end < start);
    findings.add_if(backwards, Rule::Period, path, "end");
    end
}
