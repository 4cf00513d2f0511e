//! The language: what rules may say, in which order they judge, and how mistakes in them are told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use rivta_conformance::schematron::{FindingKind, Rules, Settings, Verdict};
use rivta_conformance::{Document, Error};

const NAMESPACES: &str = r#"<ns prefix="a" uri="urn:a"/>"#;

fn schema(body: &str) -> String {
    format!(
        r#"<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
{NAMESPACES}{body}</schema>"#
    )
}

fn settings() -> Settings {
    Settings::at("2026-05-10T12:00:00+02:00".parse().unwrap())
}

fn judge(body: &str, message: &str) -> Result<Verdict, Error> {
    Rules::parse(&schema(body))?.judge(&Document::parse(message.as_bytes())?, &settings())
}

fn messages(body: &str, message: &str) -> Vec<String> {
    let findings = judge(body, message).unwrap().findings;
    findings.into_iter().map(|finding| finding.message).collect()
}

/// One pattern with one rule.
fn rule(context: &str, inside: &str) -> String {
    format!(r#"<pattern><rule context="{context}">{inside}</rule></pattern>"#)
}

fn mistake(body: &str) -> String {
    Rules::parse(&schema(body)).unwrap_err().to_string()
}

#[test]
fn the_first_rule_that_matches_judges_and_every_pattern_runs() {
    let body = r#"
        <pattern><rule context="b[@x]"><report test="true()">first</report></rule>
        <rule context="b"><report test="true()">second</report></rule></pattern>
        <pattern><rule context="b"><report test="true()">other pattern</report></rule></pattern>"#;
    assert_eq!(
        messages(body, "<a><b x='1'/><b/></a>"),
        ["first", "second", "other pattern", "other pattern"]
    );
}

#[test]
fn a_finding_tells_everything_about_itself() {
    let body = r#"
        <pattern id="p"><rule id="r" context="a:b" role="warning">
        <assert id="x" flag="f" test="a:c" diagnostics="d">no c in <name/>, but <value-of select="*/local-name()"/></assert>
        </rule></pattern>
        <diagnostics><diagnostic id="d">there are <value-of select="count(*)"/></diagnostic></diagnostics>"#;
    let verdict = judge(
        body,
        "<m:a xmlns:m='urn:a'><m:b><m:c/></m:b><m:b>\n<m:d/><e/></m:b></m:a>",
    )
    .unwrap();
    assert!(!verdict.is_valid());
    assert_eq!(verdict.judged, 2);
    let [finding] = verdict.findings.as_slice() else {
        panic!("{:?}", verdict.findings);
    };
    assert_eq!(finding.kind, FindingKind::Assert);
    assert_eq!(finding.message, "no c in m:b, but d e");
    assert_eq!(finding.diagnostics, ["there are 2"]);
    assert_eq!(finding.location, "/m:a/m:b[2]");
    assert_eq!(finding.context, "a:b");
    assert_eq!(finding.test, "a:c");
    assert_eq!(finding.place.line, 4);
    let ids = [
        &finding.id,
        &finding.pattern,
        &finding.rule,
        &finding.role,
        &finding.flag,
    ];
    assert_eq!(ids.map(|id| id.as_deref().unwrap()), ["x", "p", "r", "warning", "f"]);
}

#[test]
fn parameters_of_abstract_patterns_are_replaced_in_attributes_alone() {
    let body = r#"
        <pattern abstract="true" id="one"><rule context="$where"><let name="n" value="count($what)"/>
        <assert test="$n = 1">$what in <name/>: <value-of select="$n"/></assert></rule></pattern>
        <pattern is-a="one"><param name="where" value="a"/><param name="what" value="b"/><param name="what" value="a"/></pattern>"#;
    assert_eq!(messages(body, "<a><b/><b/></a>"), ["$what in a: 2"]);
    assert_eq!(messages(body, "<a><b/></a>"), [""; 0]);
}

#[test]
fn rules_extend_abstract_ones_in_place() {
    let body = r#"<pattern>
        <rule abstract="true" id="text"><let name="l" value="string-length(.)"/><assert test="$l > 1">short: <value-of select="$l"/></assert></rule>
        <rule abstract="true" id="both"><assert test="@id">no id</assert><extends rule="text"/></rule>
        <rule context="b"><extends rule="both"/><assert test=". != 'x'">x</assert></rule></pattern>"#;
    assert_eq!(messages(body, "<a><b>x</b></a>"), ["no id", "short: 1", "x"]);
}

#[test]
fn variables_are_evaluated_when_they_are_used_and_where_they_stand() {
    let body = r#"<let name="bad" value="xs:date('nonsense')"/><let name="two" value="$one + 1"/><let name="one" value="count(//b)"/>
        <pattern><let name="root" value="local-name(*)"/>
        <rule context="b"><let name="here" value="local-name()"/><let name="here" value="concat($here, '!')"/>
        <report test="true()"><value-of select="$root, $two, $here"/></report></rule></pattern>"#;
    assert_eq!(messages(body, "<a><b/></a>"), ["a 2 b!"]);
}

#[test]
fn contexts_reach_attributes_comments_and_the_document_but_no_text() {
    for (context, count) in [
        ("/", 1),
        ("*", 3),
        ("@*", 2),
        ("@x | @y", 2),
        ("comment()", 1),
        ("processing-instruction()", 1),
        ("text()", 0),
        ("node()", 5),
        ("b//@y", 1),
        ("/a", 1),
        ("/b", 0),
        ("a/c", 0),
        ("a//c", 1),
        ("a//b//@y", 1),
        ("/*/*/c[1]", 1),
        ("b[2]", 0),
        ("b[last()][c]", 1),
        ("c[xs:date(.) = xs:date('2020-01-01')]", 0),
    ] {
        let body = rule(context, r#"<report test="true()">found</report>"#);
        let found = messages(&body, "<a><!-- c --><?p i?><b x='1'>t<c y='2'>u</c></b></a>");
        assert_eq!(found.len(), count, "{context}");
    }
}

#[test]
fn the_whole_envelope_is_the_document() {
    let body = rule(
        "soapenv:Body/a:x//*",
        r#"<assert test="normalize-space(.) != ''"><name/> is empty</assert>"#,
    );
    let body = format!(r#"<ns prefix="soapenv" uri="http://schemas.xmlsoap.org/soap/envelope/"/>{body}"#);
    let message = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header><empty/></s:Header>\
        <s:Body><x xmlns='urn:a'><y><z> </z></y><w>1</w></x></s:Body></s:Envelope>";
    assert_eq!(messages(&body, message), ["y is empty", "z is empty"]);
}

#[test]
fn a_phase_chooses_patterns() {
    let text = schema(
        r#"<phase id="one"><active pattern="p1"/><let name="x" value="'phase'"/></phase>
        <pattern id="p1"><rule context="a"><report test="true()">p1</report></rule></pattern>
        <pattern id="p2"><rule context="a"><report test="true()">p2</report></rule></pattern>"#,
    )
    .replace("queryBinding", "defaultPhase='one' queryBinding");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rules.xml");
    std::fs::write(&path, text).unwrap();
    let found = |rules: Rules| {
        let verdict = rules.judge(&Document::parse(b"<a/>").unwrap(), &settings()).unwrap();
        verdict
            .findings
            .into_iter()
            .map(|finding| finding.message)
            .collect::<Vec<_>>()
    };
    assert_eq!(found(Rules::read(&path).unwrap()), ["p1"]);
    assert_eq!(found(Rules::read_phase(&path, "#ALL").unwrap()), ["p1", "p2"]);
    assert!(
        Rules::read_phase(&path, "two")
            .unwrap_err()
            .to_string()
            .contains("no phase two")
    );
}

#[test]
fn files_of_the_same_folder_are_included_and_no_others() {
    let folder = tempfile::tempdir().unwrap();
    let part = r#"<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><rule context="a"><report test="true()">part</report></rule></pattern>"#;
    std::fs::write(folder.path().join("part.xml"), part).unwrap();
    let circle = r#"<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><include href="circle.xml"/></pattern>"#;
    std::fs::write(folder.path().join("circle.xml"), circle).unwrap();
    let read = |href: &str| {
        let path = folder.path().join("rules.xml");
        std::fs::write(&path, schema(&format!(r#"<include href="{href}"/>"#))).unwrap();
        Rules::read(&path)
    };
    assert_eq!(read("part.xml").unwrap().assertions(), 1);
    for outside in [
        "../part.xml",
        "/etc/hostname",
        "http://localhost/part.xml",
        "sub/part.xml",
        "",
    ] {
        let told = read(outside).unwrap_err().to_string();
        assert!(told.contains("rules.xml:2:") && told.contains("same folder"), "{told}");
    }
    assert!(read("circle.xml").unwrap_err().to_string().contains("too deeply"));
    assert!(matches!(read("missing.xml").unwrap_err(), Error::Read { .. }));
}

#[test]
fn mistakes_are_told_with_place_and_expression() {
    for (body, told) in [
        (
            rule("a", r#"<assert test="b +">m</assert>"#),
            "(text):2:56: the expression ends too early, at character 4 of: b +",
        ),
        (
            rule("a", r#"<assert test="$x">m</assert>"#),
            "there is no variable $x, at character 1 of: $x",
        ),
        (
            rule("a", r#"<assert test="b:c">m</assert>"#),
            "the prefix b is not declared with ns",
        ),
        (
            rule("a", r#"<assert test="f(1)">m</assert>"#),
            "there is no function f()",
        ),
        (
            rule("a", r#"<assert test="count()">m</assert>"#),
            "count() does not take 0 arguments",
        ),
        (
            rule("a", r#"<assert test="xs:datum('x')">m</assert>"#),
            "there is no type datum",
        ),
        (
            rule("a", r#"<assert test="'å' @">m</assert>"#),
            "should have ended, at character 5 of",
        ),
        (
            rule("a/..", ""),
            "a context is a path of child, descendant and attribute steps",
        ),
        (rule("count(a)", ""), "a context is a path"),
        (rule("a", "<assert>m</assert>"), "assert has no attribute test"),
        (rule("a", "<asert test='b'/>"), "asert cannot stand in a rule"),
        (rule("a", "<extends rule='x'/>"), "there is no abstract rule x"),
        (
            rule("a", "<let name='x'>1</let>"),
            "a variable has its value in the attribute value",
        ),
        ("<pattern is-a='x'/>".to_owned(), "there is no abstract pattern x"),
        (
            "<let name='x' value='1'/><let name='x' value='2'/>".to_owned(),
            "there are two variables x",
        ),
        (
            "<xsl:key xmlns:xsl='http://www.w3.org/1999/XSL/Transform' name='k'/>".to_owned(),
            "xsl:key is not part of Schematron",
        ),
        ("<rule context='a'/>".to_owned(), "rule cannot stand in a schema"),
    ] {
        let found = mistake(&body);
        assert!(found.contains(told) && found.contains("(text):2:"), "{body}\n{found}");
    }
    let other = schema("").replace("xslt2", "xslt");
    assert!(
        Rules::parse(&other)
            .unwrap_err()
            .to_string()
            .contains("the query language is xslt")
    );
    let old = "<schema xmlns='http://www.ascc.net/xml/schematron'/>";
    assert!(Rules::parse(old).unwrap_err().to_string().contains("Schematron 1.5"));
    assert!(matches!(Rules::parse("#!XML"), Err(Error::RuleFile { .. })));
}

#[test]
fn an_expression_that_fails_is_no_verdict_and_tells_no_value() {
    let body = rule("b", r#"<assert test="xs:integer(.) > 0">m</assert>"#);
    let error = judge(&body, "<a><b>191212121212x</b></a>").unwrap_err();
    let told = error.to_string();
    assert!(matches!(error, Error::Evaluation { code: "FORG0001", .. }), "{told}");
    assert!(told.contains("judging /a/b by: xs:integer(.) > 0"), "{told}");
    assert!(!told.contains("1912"), "{told}");
    let circle = r#"<let name="x" value="$y"/><let name="y" value="$x"/>"#;
    let body = circle.to_owned() + &rule("a", r#"<assert test="$x">m</assert>"#);
    assert!(matches!(
        judge(&body, "<a/>"),
        Err(Error::Evaluation { code: "XTDE0640", .. })
    ));
}

#[test]
fn variables_can_be_given_from_outside() {
    let body = r#"<let name="who" value="//who"/>"#.to_owned()
        + &rule("a", r#"<report test="$who = 7"><value-of select="$who"/></report>"#);
    let rules = Rules::parse(&schema(&body)).unwrap();
    let document = Document::parse(b"<a><who>1</who></a>").unwrap();
    let mut settings = settings();
    assert!(rules.judge(&document, &settings).unwrap().is_valid());
    settings.parameters = vec![("who".to_owned(), "7".to_owned())];
    assert_eq!(rules.judge(&document, &settings).unwrap().findings[0].message, "7");
    settings.parameters = vec![("whom".to_owned(), "7".to_owned())];
    assert!(matches!(
        rules.judge(&document, &settings),
        Err(Error::Parameter { .. })
    ));
}

#[test]
fn messages_are_judged_together() {
    let body = r#"<let name="asked" value="//question"/>"#.to_owned()
        + &rule(
            "answer",
            r#"<assert test=". = $asked"><value-of select="."/> is no answer to <value-of select="$asked"/></assert>"#,
        );
    let rules = Rules::parse(&schema(&body)).unwrap();
    let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><question>\xE5</question>";
    let answers = ["<!-- c --><answer>\u{e5}</answer>", "<answer>\u{e4}</answer>"];
    let verdicts = answers.map(|answer| {
        let document = Document::parse_together("urn:e", "exchange", &[latin, answer.as_bytes()]).unwrap();
        rules.judge(&document, &settings()).unwrap()
    });
    assert!(verdicts[0].is_valid());
    assert_eq!(verdicts[1].findings[0].message, "\u{e4} is no answer to \u{e5}");
    assert_eq!(verdicts[1].findings[0].location, "/exchange/answer");
}

#[test]
fn hostile_messages_are_refused() {
    let deep = "<a>".repeat(200) + &"</a>".repeat(200);
    let wide = format!(
        "<a {}/>",
        (0..100).map(|n| format!("a{n}=''")).collect::<Vec<_>>().join(" ")
    );
    let entities = "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>";
    for message in [
        deep.as_str(),
        &wide,
        entities,
        "<a>",
        "",
        "<a/><b/>",
        "<a>\u{1}</a>",
        "<a b='<'/>",
    ] {
        assert!(matches!(
            Document::parse(message.as_bytes()),
            Err(Error::Message { .. })
        ));
    }
}

#[test]
fn work_is_limited() {
    let endless = [
        "count(for $x in 1 to 100000, $y in 1 to 100000 return $x) > 0",
        "(1 to 1000000000)[last()] = 1",
        "count(//b[count(//b[count(//b) > 0]) > 0]) = 0",
        "some $x in 1 to 10000000 satisfies $x = 0",
        "string-length(string-join(for $x in 1 to 3000000 return 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '')) = 1",
    ];
    let message = format!("<a>{}</a>", "<b/>".repeat(500));
    let mut settings = settings();
    settings.steps = 3_000_000;
    for test in endless {
        let rules = Rules::parse(&schema(&rule(
            "a",
            &format!("<assert test=\"{test}\">m</assert>").replace("> 0", "&gt; 0"),
        )))
        .unwrap();
        let judged = rules.judge(&Document::parse(message.as_bytes()).unwrap(), &settings);
        assert!(
            matches!(judged, Err(Error::Evaluation { code: "limit", .. })),
            "{test}: {judged:?}"
        );
    }
    // In a context an error means no match, but not this one.
    let rules = Rules::parse(&schema(&rule(
        "a[count(for $x in 1 to 100000, $y in 1 to 100000 return $x) = 1]",
        "",
    )))
    .unwrap();
    let judged = rules.judge(&Document::parse(b"<a/>").unwrap(), &settings);
    assert!(matches!(judged, Err(Error::Evaluation { code: "limit", .. })));
}

#[test]
fn hostile_rules_are_refused() {
    let nested = |open: &str, close: &str, depth: usize| open.repeat(depth) + "1" + &close.repeat(depth);
    for test in [
        nested("(", ")", 5000),
        nested("not(", ")", 5000),
        nested("a[", "]", 5000),
        nested("if (1) then ", " else 2", 5000),
        "-".repeat(20_000) + "a b",
        vec!["1"; 20_000].join("+"),
        vec!["1"; 1000].join("+"),
        vec!["a"; 5000].join("/"),
        "(:".repeat(20_000),
    ] {
        assert!(Rules::parse(&schema(&rule("a", &format!("<assert test=\"{test}\">m</assert>")))).is_err());
    }
    let long = vec!["1"; 5000].join(" or ");
    assert!(
        judge(&rule("a", &format!("<assert test=\"{long}\">m</assert>")), "<a/>")
            .unwrap()
            .is_valid()
    );
    let rules = (0..40).map(|n| {
        let extends = format!("<extends rule='r{}'/>", n + 1);
        format!("<rule abstract='true' id='r{n}'>{extends}{extends}</rule>")
    });
    let bomb: String = rules.collect();
    assert!(
        Rules::parse(&schema(&format!(
            "<pattern>{bomb}<rule context='a'><extends rule='r0'/></rule></pattern>"
        )))
        .is_err()
    );
}

#[test]
fn our_own_rule_files_compile() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testsuite/rules");
    for (file, assertions) in [
        ("financial_patientfees_exemption/constraints.xml", 19),
        (
            "financial_patientfees_exemption/riv_financial_patientfees_exemption_ei_update_constraints.xml",
            7,
        ),
        ("itintegration_engagementindex/general_update_constraints.xml", 5),
    ] {
        let rules = Rules::read(folder.join(file)).unwrap();
        assert_eq!(rules.assertions(), assertions, "{file}");
        assert!(rules.title().is_some());
    }
}
