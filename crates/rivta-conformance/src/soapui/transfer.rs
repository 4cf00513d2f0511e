//! Transfers of properties: a value of an earlier answer becomes a variable of the steps that follow.

use roxmltree::Node;

use super::project::{Converter, children, is_disabled, text_in};
use super::property::Scope;
use crate::case::Case;

impl Converter<'_> {
    pub(super) fn transfers(&mut self, config: Node<'_, '_>, case: &mut Case) {
        let before = self.made.losses.len();
        for transfer in children(config, "transfers") {
            let name = text_in(transfer, "name");
            if is_disabled(transfer) {
                self.lose(format!("transfer: {name}"), "överföringen är avstängd i projektet");
            } else if let Err(reason) = self.transfer(transfer, case) {
                self.lose(format!("transfer: {name}"), reason);
            }
        }
        if self.made.losses.len() == before {
            self.made.converted += 1;
        }
    }

    fn transfer(&mut self, transfer: Node<'_, '_>, case: &mut Case) -> Result<(), String> {
        let part = |name: &str| text_in(transfer, name).trim().to_owned();
        let (step, kind, path) = (part("targetStep"), part("targetType"), part("targetPath"));
        let is_holder = step == "#TestCase#" || self.properties.holders.contains(&step);
        if !is_holder || !path.is_empty() {
            return Err("målet är ingen egenskap hos fallet".to_owned());
        }
        let target = self.properties.variable(Scope::Case, &kind);
        let (from, source, path) = (part("sourceStep"), part("sourceType"), part("sourcePath"));
        if transfer.attribute("useXQuery") == Some("true") {
            return Err("källan är XQuery".to_owned());
        }
        if matches!(source.as_str(), "Response" | "ResponseAsXml" | "RawResponse") && !path.is_empty() {
            let captured = self.properties.captured(&from, &path, Some(target));
            return captured
                .map(drop)
                .ok_or_else(|| format!("steget {from} har inget svar att hämta ur"));
        }
        let value = match from.as_str() {
            _ if !path.is_empty() => return Err("källan är ett uttryck i annat än ett svar".to_owned()),
            "#Project#" | "#TestSuite#" | "#TestCase#" => self.properties.text(&format!("${{{from}{source}}}"))?,
            holder if self.properties.holders.contains(holder) => {
                self.properties.text(&format!("${{{holder}#{source}}}"))?
            }
            _ => return Err("källan är varken ett svar eller en egenskap".to_owned()),
        };
        if value != format!("${{{target}}}") {
            case.variables.insert(target, value);
        }
        Ok(())
    }
}
