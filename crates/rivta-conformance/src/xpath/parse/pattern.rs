//! Patterns: what a rule's context may be (XSLT 2.0, section 5.5.2).

use super::{Misread, Parser};
use crate::xpath::syntax::{Axis, AxisStep, NodeTest, PathPattern, Pattern, PatternStep};
use crate::xpath::token::Token;

impl Parser<'_, '_, '_> {
    pub(super) fn pattern(&mut self) -> Result<Pattern, Misread> {
        let mut alternatives = vec![self.path_pattern()?];
        while self.take_symbol("|") || self.take_word("union") {
            alternatives.push(self.path_pattern()?);
        }
        Ok(Pattern { alternatives })
    }

    fn path_pattern(&mut self) -> Result<PathPattern, Misread> {
        let mut steps = Vec::new();
        let mut rooted = false;
        let mut anywhere = false;
        if self.take_symbol("//") {
            anywhere = true;
        } else if self.take_symbol("/") {
            rooted = true;
            if matches!(self.peek(), Token::End | Token::Symbol("|")) {
                return Ok(PathPattern { steps, rooted });
            }
        }
        loop {
            let step = self.pattern_step(&mut anywhere)?;
            steps.push(PatternStep { step, anywhere });
            anywhere = self.take_symbol("//");
            if !anywhere && !self.take_symbol("/") {
                break;
            }
        }
        steps.reverse();
        Ok(PathPattern { steps, rooted })
    }

    fn pattern_step(&mut self, anywhere: &mut bool) -> Result<AxisStep, Misread> {
        let at = self.at();
        let wrong = || Misread::new(at, "a context is a path of child, descendant and attribute steps");
        if self.is_symbol("..") {
            return Err(wrong());
        }
        let mut step = self.axis_step()?.ok_or_else(wrong)?;
        match step.axis {
            Axis::Child | Axis::Attribute => {}
            // Any ancestor may then match what is above, as after `//`; places are counted among descendants, though.
            Axis::Descendant if step.predicates.iter().all(|predicate| !predicate.positional) => {
                *anywhere = true;
                step.axis = Axis::Child;
            }
            _ => return Err(wrong()),
        }
        if matches!(step.test, NodeTest::Document) {
            return Err(Misread::new(at, "the document is written / in a context"));
        }
        Ok(step)
    }
}
