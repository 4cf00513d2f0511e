//! Types as they are written after `instance of` and `treat as`.

use super::path::is_kind;
use super::{Misread, Parser};
use crate::xpath::syntax::{ItemType, SequenceType};
use crate::xpath::token::Token;

impl Parser<'_, '_, '_> {
    pub(super) fn sequence_type(&mut self) -> Result<SequenceType, Misread> {
        if self.is_word(0, "empty-sequence") {
            self.next += 1;
            self.expect_symbol("(")?;
            self.expect_symbol(")")?;
            let (item, least, most) = (None, 0, 0);
            return Ok(SequenceType { item, least, most });
        }
        let item = Some(self.item_type()?);
        let (least, most) = if self.take_symbol("?") {
            (0, 1)
        } else if self.take_symbol("*") {
            (0, usize::MAX)
        } else if self.take_symbol("+") {
            (1, usize::MAX)
        } else {
            (1, 1)
        };
        Ok(SequenceType { item, least, most })
    }

    fn item_type(&mut self) -> Result<ItemType, Misread> {
        match self.peek() {
            Token::Name {
                prefix: None,
                local: "item",
            } => {
                self.next += 1;
                self.expect_symbol("(")?;
                self.expect_symbol(")")?;
                Ok(ItemType::Any)
            }
            Token::Name { prefix: None, local } if is_kind(local) => Ok(ItemType::Node(self.kind_test()?)),
            _ => {
                let found = self.atomic_type()?;
                if found.is_derived() {
                    self.next -= 1;
                    return Err(
                        self.misread("only the types values have here can be asked for, not ones derived from them")
                    );
                }
                Ok(ItemType::Atomic(found))
            }
        }
    }
}
