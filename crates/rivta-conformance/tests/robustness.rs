//! Whatever stands in a rule file or a message: a verdict or an error, never a panic and never without end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use proptest::sample::select;
use rivta_conformance::schematron::{Rules, Settings};
use rivta_conformance::{Document, Error};

const MESSAGE: &str =
    "<a x='1' y=''><!-- c --><b>12</b><b>2026-05-10</b><c><b>x</b><?p i?> å </c><d xmlns='urn:a'>0.5</d></a>";

/// What expressions are made of.
const WORDS: &[&str] = &[
    "a",
    "b",
    "*",
    "@x",
    "@*",
    ".",
    "..",
    "/",
    "//",
    "[",
    "]",
    "(",
    ")",
    ",",
    "1",
    "2",
    "0",
    "-1",
    "1.5",
    "1e3",
    "'x'",
    "''",
    "'2026-05-10'",
    "+",
    "-",
    "div",
    "idiv",
    "mod",
    "=",
    "!=",
    "<",
    "<=",
    "eq",
    "lt",
    "is",
    "<<",
    "and",
    "or",
    "to",
    "|",
    "intersect",
    "except",
    "if (",
    ") then",
    "else",
    "for $v in",
    "some $v in",
    "every $v in",
    "return",
    "satisfies",
    "$v",
    "$one",
    "count(",
    "not(",
    "sum(",
    "max(",
    "string(",
    "substring(",
    "normalize-space(",
    "distinct-values(",
    "reverse(",
    "matches(",
    "replace(",
    "tokenize(",
    "xs:date(",
    "xs:integer(",
    "xs:dayTimeDuration('P1D')",
    "xs:yearMonthDuration('P1M')",
    "current-date()",
    "castable as xs:date",
    "cast as xs:integer?",
    "instance of xs:string",
    "position()",
    "last()",
    "text()",
    "node()",
    "self::",
    "ancestor::",
    "preceding::",
    "following-sibling::",
    "170141183460469231731687303715884105727",
    "79228162514264337593543950335.0",
    "1e308",
    "xs:double('NaN')",
    "round(",
    "format-date(",
    "'[Y0001]'",
    "!",
    "||",
    "deep-equal(",
];

fn judged(test: &str) -> Result<bool, Error> {
    let escaped = test.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let schema = format!(
        r#"<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><let name="one" value="1"/>
        <pattern><rule context="*"><assert test="{escaped}"><value-of select="{escaped}"/></assert></rule></pattern></schema>"#
    );
    let mut settings = Settings::at("2026-05-10T12:00:00+02:00".parse().unwrap());
    settings.steps = 200_000;
    let verdict = Rules::parse(&schema)?.judge(&Document::parse(MESSAGE.as_bytes())?, &settings)?;
    Ok(verdict.is_valid())
}

/// Two operands that are values, and something between them: most of these can be evaluated.
fn any_calculation() -> impl Strategy<Value = String> {
    let value = select(vec![
        "1",
        "0",
        "-3",
        "1.5",
        "1e308",
        "xs:float('0.1')",
        "b[1]",
        "b[2]",
        "@x",
        "()",
        "'x'",
        "true()",
        "170141183460469231731687303715884105727",
        "-79228162514264337593543950335.0",
        "xs:date('2026-05-10')",
        "xs:date('-262000-01-01')",
        "xs:date('262000-12-31Z')",
        "xs:dateTime('2026-05-10T24:00:00')",
        "xs:time('23:59:59.999')",
        "xs:dayTimeDuration('P1D')",
        "xs:dayTimeDuration('-P9999999999999D')",
        "xs:yearMonthDuration('P99999999999Y')",
        "xs:duration('P1Y1D')",
        "xs:gYear('2026')",
        "xs:hexBinary('0a')",
        "xs:anyURI('x')",
        "xs:double('INF')",
        "(1, 2)",
    ]);
    let operator = select(vec![
        "+", "-", "*", "div", "idiv", "mod", "=", "lt", "ge", "to", "|", "||", "is", "and",
    ]);
    let function = select(vec![
        "",
        "round",
        "abs",
        "floor",
        "-",
        "string",
        "not",
        "number",
        "max",
        "avg",
        "days-from-duration",
        "year-from-date",
    ]);
    (function, value.clone(), operator, value)
        .prop_map(|(function, left, operator, right)| format!("{function}({left} {operator} {right})"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn words_in_any_order_do_no_harm(words in prop::collection::vec(select(WORDS), 1..14)) {
        let _ = judged(&words.join(" "));
    }

    #[test]
    fn any_two_values_can_be_brought_together(calculation in any_calculation()) {
        let _ = judged(&calculation);
    }

    #[test]
    fn any_characters_do_no_harm(characters in "\\PC{0,40}") {
        let _ = judged(&characters);
        let _ = Rules::parse(&characters);
        let _ = Document::parse(characters.as_bytes());
    }

    #[test]
    fn any_regular_expression_does_no_harm(pattern in r"[\[\]a-c^$.*+?(){}|\\0-9dpPsSwiIcC,\-&~:L]{0,12}", flags in "[smixq]{0,2}") {
        let _ = judged(&format!("matches('abc', '{pattern}', '{flags}')"));
        let _ = judged(&format!("replace('abc', '{pattern}', '$1', '{flags}')"));
    }
}

#[test]
fn expressions_may_be_as_deep_as_is_allowed() {
    let nested = |open: &str, close: &str, depth: usize| open.repeat(depth) + "true()" + &close.repeat(depth);
    assert!(judged(&nested("not(", ")", 28)).unwrap());
    assert!(judged(&nested("(", " or false())", 28)).unwrap());
    assert!(judged(&nested("if (true()) then ", " else false()", 28)).unwrap());
    assert!(judged(&format!("{} = 150", vec!["1"; 150].join(" + "))).unwrap());
    assert!(judged(&format!("{} or true()", vec!["false()"; 3000].join(" or "))).unwrap());
}
