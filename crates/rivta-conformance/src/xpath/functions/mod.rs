//! The functions of XPath.

mod aggregates;
mod argument;
mod equality;
mod moments;
mod nodes;
pub(super) mod numbers;
mod picture;
mod sequences;
mod strings;

use super::evaluate::{evaluate, truth};
use super::failure::{Failure, Outcome};
use super::run::Context;
use super::syntax::Expression;
use super::value::{Atomic, Item, Sequence};

/// What a function gives, as far as predicates care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gives {
    /// Never a number.
    Other,
    /// Perhaps a number.
    Number,
}

macro_rules! functions {
    ($($name:literal $variant:ident $least:literal $most:literal $gives:ident $room:ident),+ $(,)?) => {
        /// A function, found by its name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Function { $($variant),+ }

        impl Function {
            /// The function of this name in the namespace of XPath's functions.
            pub(crate) fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }

            /// The least and the greatest number of arguments.
            pub(crate) fn arity(self) -> (usize, usize) {
                match self { $(Self::$variant => ($least, $most)),+ }
            }

            fn gives(self) -> Gives {
                match self { $(Self::$variant => Gives::$gives),+ }
            }

            fn room(self) -> Room {
                match self { $(Self::$variant => Room::$room),+ }
            }
        }
    };
}

/// Where a function is implemented.
#[derive(Debug, Clone, Copy)]
enum Room {
    Here,
    Aggregates,
    Moments,
    Nodes,
    Numbers,
    Sequences,
    Strings,
}

functions! {
    "true" True 0 0 Other Here,
    "false" False 0 0 Other Here,
    "not" Not 1 1 Other Here,
    "boolean" Boolean 1 1 Other Here,
    "position" Position 0 0 Number Here,
    "last" Last 0 0 Number Here,
    "error" Error 0 3 Number Here,
    "trace" Trace 1 2 Number Here,
    "count" Count 1 1 Number Aggregates,
    "sum" Sum 1 2 Number Aggregates,
    "avg" Average 1 1 Number Aggregates,
    "min" Least 1 1 Number Aggregates,
    "max" Greatest 1 1 Number Aggregates,
    "string" String 0 1 Other Strings,
    "string-length" StringLength 0 1 Number Strings,
    "normalize-space" NormalizeSpace 0 1 Other Strings,
    "concat" Concat 2 255 Other Strings,
    "string-join" StringJoin 1 2 Other Strings,
    "substring" Substring 2 3 Other Strings,
    "substring-before" SubstringBefore 2 3 Other Strings,
    "substring-after" SubstringAfter 2 3 Other Strings,
    "contains" Contains 2 3 Other Strings,
    "starts-with" StartsWith 2 3 Other Strings,
    "ends-with" EndsWith 2 3 Other Strings,
    "upper-case" UpperCase 1 1 Other Strings,
    "lower-case" LowerCase 1 1 Other Strings,
    "translate" Translate 3 3 Other Strings,
    "matches" Matches 2 3 Other Strings,
    "replace" Replace 3 4 Other Strings,
    "tokenize" Tokenize 1 3 Other Strings,
    "compare" Compare 2 3 Number Strings,
    "codepoint-equal" CodepointEqual 2 2 Other Strings,
    "codepoints-to-string" CodepointsToString 1 1 Other Strings,
    "string-to-codepoints" StringToCodepoints 1 1 Number Strings,
    "encode-for-uri" EncodeForUri 1 1 Other Strings,
    "number" Number 0 1 Number Numbers,
    "abs" Absolute 1 1 Number Numbers,
    "ceiling" Ceiling 1 1 Number Numbers,
    "floor" Floor 1 1 Number Numbers,
    "round" Round 1 2 Number Numbers,
    "round-half-to-even" RoundHalfToEven 1 2 Number Numbers,
    "exists" Exists 1 1 Other Sequences,
    "empty" Empty 1 1 Other Sequences,
    "distinct-values" DistinctValues 1 2 Number Sequences,
    "index-of" IndexOf 2 3 Number Sequences,
    "insert-before" InsertBefore 3 3 Number Sequences,
    "remove" Remove 2 2 Number Sequences,
    "reverse" Reverse 1 1 Number Sequences,
    "subsequence" Subsequence 2 3 Number Sequences,
    "unordered" Unordered 1 1 Number Sequences,
    "head" Head 1 1 Number Sequences,
    "tail" Tail 1 1 Number Sequences,
    "zero-or-one" ZeroOrOne 1 1 Number Sequences,
    "one-or-more" OneOrMore 1 1 Number Sequences,
    "exactly-one" ExactlyOne 1 1 Number Sequences,
    "deep-equal" DeepEqual 2 3 Other Sequences,
    "name" Name 0 1 Other Nodes,
    "local-name" LocalName 0 1 Other Nodes,
    "namespace-uri" NamespaceUri 0 1 Other Nodes,
    "node-name" NodeName 0 1 Other Nodes,
    "root" Root 0 1 Other Nodes,
    "data" Data 0 1 Number Nodes,
    "current" Current 0 0 Other Nodes,
    "generate-id" GenerateId 0 1 Other Nodes,
    "has-children" HasChildren 0 1 Other Nodes,
    "lang" Lang 1 2 Other Nodes,
    "local-name-from-QName" LocalNameFromQName 1 1 Other Nodes,
    "namespace-uri-from-QName" NamespaceUriFromQName 1 1 Other Nodes,
    "prefix-from-QName" PrefixFromQName 1 1 Other Nodes,
    "QName" QName 2 2 Other Nodes,
    "current-date" CurrentDate 0 0 Other Moments,
    "current-dateTime" CurrentDateTime 0 0 Other Moments,
    "current-time" CurrentTime 0 0 Other Moments,
    "implicit-timezone" ImplicitTimezone 0 0 Other Moments,
    "dateTime" DateTime 2 2 Other Moments,
    "year-from-date" YearFromDate 1 1 Number Moments,
    "month-from-date" MonthFromDate 1 1 Number Moments,
    "day-from-date" DayFromDate 1 1 Number Moments,
    "timezone-from-date" TimezoneFromDate 1 1 Other Moments,
    "year-from-dateTime" YearFromDateTime 1 1 Number Moments,
    "month-from-dateTime" MonthFromDateTime 1 1 Number Moments,
    "day-from-dateTime" DayFromDateTime 1 1 Number Moments,
    "hours-from-dateTime" HoursFromDateTime 1 1 Number Moments,
    "minutes-from-dateTime" MinutesFromDateTime 1 1 Number Moments,
    "seconds-from-dateTime" SecondsFromDateTime 1 1 Number Moments,
    "timezone-from-dateTime" TimezoneFromDateTime 1 1 Other Moments,
    "hours-from-time" HoursFromTime 1 1 Number Moments,
    "minutes-from-time" MinutesFromTime 1 1 Number Moments,
    "seconds-from-time" SecondsFromTime 1 1 Number Moments,
    "timezone-from-time" TimezoneFromTime 1 1 Other Moments,
    "years-from-duration" YearsFromDuration 1 1 Number Moments,
    "months-from-duration" MonthsFromDuration 1 1 Number Moments,
    "days-from-duration" DaysFromDuration 1 1 Number Moments,
    "hours-from-duration" HoursFromDuration 1 1 Number Moments,
    "minutes-from-duration" MinutesFromDuration 1 1 Number Moments,
    "seconds-from-duration" SecondsFromDuration 1 1 Number Moments,
    "adjust-date-to-timezone" AdjustDate 1 2 Other Moments,
    "adjust-dateTime-to-timezone" AdjustDateTime 1 2 Other Moments,
    "adjust-time-to-timezone" AdjustTime 1 2 Other Moments,
    "format-date" FormatDate 2 5 Other Moments,
    "format-dateTime" FormatDateTime 2 5 Other Moments,
    "format-time" FormatTime 2 5 Other Moments,
}

impl Function {
    /// Whether its value may be a number, which as a predicate means a place.
    pub(crate) fn may_give_number(self) -> bool {
        self.gives() == Gives::Number
    }

    /// Whether it tells about the place among neighbours.
    pub(crate) fn is_place(self) -> bool {
        matches!(self, Self::Position | Self::Last)
    }
}

/// The arguments as they were written, and where they are evaluated.
pub(super) struct Call<'s, 'c, 'a> {
    pub(super) function: Function,
    pub(super) arguments: &'a [Expression],
    pub(super) context: &'s Context<'c, 'a>,
}

/// Calls a function.
pub(super) fn call<'a>(
    function: Function,
    arguments: &'a [Expression],
    context: &Context<'_, 'a>,
) -> Outcome<Sequence<'a>> {
    let call = Call {
        function,
        arguments,
        context,
    };
    match function.room() {
        Room::Here => call.here(),
        Room::Aggregates => aggregates::call(&call),
        Room::Moments => moments::call(&call),
        Room::Nodes => nodes::call(&call),
        Room::Numbers => numbers::call(&call),
        Room::Sequences => sequences::call(&call),
        Room::Strings => strings::call(&call),
    }
}

impl<'a> Call<'_, '_, 'a> {
    fn here(&self) -> Outcome<Sequence<'a>> {
        let place = |place: usize| {
            self.context.item()?;
            Ok(integer(place))
        };
        match self.function {
            Function::True => Ok(flag(true)),
            Function::Boolean => Ok(flag(truth(self.argument(0)?, self.context)?)),
            Function::Not => Ok(flag(!truth(self.argument(0)?, self.context)?)),
            Function::Position => place(self.context.position),
            Function::Last => place(self.context.size),
            Function::Error => Err(Failure::new("FOER0000", "the rule raises an error")),
            Function::Trace => evaluate(self.argument(0)?, self.context),
            _ => Ok(flag(false)),
        }
    }
}

fn one(value: Atomic<'_>) -> Sequence<'_> {
    vec![Item::Atomic(value)]
}

fn flag<'a>(value: bool) -> Sequence<'a> {
    one(Atomic::Boolean(value))
}

fn integer<'a>(number: usize) -> Sequence<'a> {
    one(Atomic::Integer(i128::try_from(number).unwrap_or(i128::MAX)))
}
