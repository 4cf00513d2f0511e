use chrono::{Datelike, NaiveDate};
use rivta_contracts::financial_patientfees_exemption_1_0::core::IIType;
use rivta_soap::identity::{PersonIdentity, PersonIdentityKind};

use super::{Context, Findings, Rule};

/// Which identities other than the asked one are believed to belong to the same person.
///
/// A source discloses what it has on linked identities too (earlier personnummer, samordningsnummer, national
/// reserve id), and only the source can look up the links. The check here catches a source that mixes persons up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkedIdentities {
    /// A samordningsnummer or reserve number is believed: its birth date may be a guess, and the source keeps the
    /// links. Of two personnummer, two of year, month and day must be the same, which a corrected birth date nearly
    /// always leaves; otherwise another person's fees would be shown after a mix-up at the source.
    #[default]
    Plausible,
    /// Every national identity is believed.
    AnyNational,
}

impl LinkedIdentities {
    /// Whether an answer about `answered` can be about the person asked for as `asked`.
    pub fn believes(self, asked: &PersonIdentity, answered: &PersonIdentity) -> bool {
        if asked == answered {
            return true;
        }
        if answered.kind() == PersonIdentityKind::Lrid {
            return false;
        }
        match (self, asked, answered) {
            (Self::Plausible, PersonIdentity::Personnummer(asked), PersonIdentity::Personnummer(answered)) => {
                is_similar(asked.birth_date(), answered.birth_date())
            }
            _ => true,
        }
    }
}

fn is_similar(one: NaiveDate, other: NaiveDate) -> bool {
    let same = [
        one.year() == other.year(),
        one.month() == other.month(),
        one.day() == other.day(),
    ];
    same.into_iter().filter(|part| *part).count() >= 2
}

/// rule008 and whether the person is the one asked for. A local reserve id is accepted only when the source
/// was asked for that very id.
pub(super) fn check(id: &IIType, context: &Context<'_>, path: &str, findings: &mut Findings) {
    let extension = id.extension.as_deref().unwrap_or_default();
    let Ok(answered) = PersonIdentity::from_root_extension(&id.root, extension) else {
        let rule = if is_national_root(&id.root) {
            Rule::Patient
        } else {
            Rule::Rule008
        };
        return findings.add(rule, path, "patientId");
    };
    if &answered == context.patient {
        return;
    }
    let local = answered.kind() == PersonIdentityKind::Lrid;
    findings.add_if(local, Rule::Rule008, path, "patientId/root");
    let unlikely = !local && !context.linked.believes(context.patient, &answered);
    findings.add_if(unlikely, Rule::Patient, path, "patientId/extension");
}

fn is_national_root(root: &str) -> bool {
    use rivta_soap::identity::oid;
    [oid::PERSONNUMMER, oid::SAMORDNINGSNUMMER, oid::NRID].contains(&root)
}
