//! A catalogue file is read strictly: what is wrong is told with line and column, what is odd is warned of.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use rivta_catalog::{Catalog, CatalogError, Environment, RowProblem, Warning};

const ROUTE: &str = r#"
[[route]]
receiver = "14"
contract = "urn:riv:x:AResponder:1"
address = "https://localhost/a"
profile = "RIVTABP21"
"#;

const PERMISSION: &str = r#"
[[permission]]
receiver = "14"
contract = "urn:riv:x:AResponder:1"
sender = "SE1"
"#;

fn catalogue(parts: &[&str]) -> String {
    format!("environment = \"test\"\n{}", parts.concat())
}

fn syntax_error(text: &str) -> (usize, usize, String) {
    match Catalog::from_toml(text, "c.toml").unwrap_err() {
        CatalogError::Syntax {
            file,
            line,
            column,
            message,
        } => {
            assert_eq!(file, "c.toml");
            (line, column, message)
        }
        other => panic!("{other}"),
    }
}

fn row_problem(text: &str) -> (usize, RowProblem) {
    match Catalog::from_toml(text, "c.toml").unwrap_err() {
        CatalogError::Row { line, problem, .. } => (line, problem),
        other => panic!("{other}"),
    }
}

fn warnings(parts: &[&str]) -> Vec<Warning> {
    Catalog::from_toml(&catalogue(parts), "c.toml").unwrap().warnings
}

#[test]
fn a_whole_catalogue_is_read() {
    let loaded = Catalog::from_toml(&catalogue(&[ROUTE, PERMISSION]), "c.toml").unwrap();
    assert_eq!(loaded.warnings, []);
    assert_eq!(loaded.catalog.environment(), Environment::Test);
    assert_eq!(
        (loaded.catalog.route_count(), loaded.catalog.permission_count()),
        (1, 1)
    );
    let route = loaded.catalog.routes().next().unwrap();
    assert_eq!((&*route.address, &*route.profile), ("https://localhost/a", "RIVTABP21"));
    let permission = loaded.catalog.permissions().next().unwrap();
    assert_eq!((&*permission.receiver, &*permission.sender), ("14", "SE1"));
}

#[test]
fn unknown_missing_and_malformed_keys_are_told_with_their_position() {
    let (line, column, message) = syntax_error(&catalogue(&[ROUTE, "sender = 1\n"]));
    assert_eq!((line, column), (8, 1));
    assert!(message.contains("unknown field `sender`"), "{message}");
    let (line, _, message) = syntax_error(&catalogue(&["[[route]]\nreceiver = \"14\"\n"]));
    assert_eq!(line, 2);
    assert!(message.contains("missing field `contract`"), "{message}");
    let (line, column, message) = syntax_error("environment = \"test\"\n[[route]\n");
    assert_eq!((line, column), (2, 9), "{message}");
    let (line, _, message) = syntax_error("\n\n[[route]]\n");
    assert_eq!(line, 3, "{message}");
    let (line, column, message) = syntax_error("environment = \"acceptance\"\n");
    assert_eq!((line, column), (1, 15));
    assert!(message.contains("unknown variant `acceptance`"), "{message}");
}

#[test]
fn an_error_says_the_file_the_place_and_the_remedy() {
    let text = catalogue(&["[[permission]]\nreceiver = \"14\"\ncontract = \" \"\nsender = \"SE1\"\n"]);
    let error = Catalog::from_toml(&text, "c.toml").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the catalogue c.toml has a row that cannot be used at line 2, column 1: `contract` is empty; give the name \
         or remove the row"
    );
}

#[test]
fn rows_that_make_no_sense_are_refused() {
    let rows = [
        (
            "valid_from = 2026-02-01\nvalid_to = 2026-01-31\n",
            RowProblem::ReversedValidity,
        ),
        ("valid_from = 08:00:00\n", RowProblem::NotADate("valid_from")),
        ("valid_to = 2026-03-29T02:30:00\n", RowProblem::SkippedTime("valid_to")),
        (
            "environment = \"production\"\n",
            RowProblem::OtherEnvironment {
                row: Environment::Production,
                catalog: Environment::Test,
            },
        ),
    ];
    for (extra, expected) in rows {
        assert_eq!(
            row_problem(&catalogue(&[ROUTE, extra])),
            (3, expected.clone()),
            "{extra}"
        );
        assert_eq!(
            row_problem(&catalogue(&[ROUTE, PERMISSION, extra])),
            (9, expected),
            "{extra}"
        );
    }
}

#[test]
fn a_row_of_the_same_environment_is_let_in() {
    assert_eq!(warnings(&[ROUTE, "environment = \"test\"\n"]), []);
}

#[test]
fn overlapping_routes_are_warned_of_and_kept() {
    let other_profile = ROUTE.replace("RIVTABP21", "RIVTABP20").replace("14", "14 ".trim());
    let upper = other_profile
        .replace("urn:riv:x:a", "URN:RIV:X:A")
        .replace("AResponder", "ARESPONDER");
    assert_eq!(
        warnings(&[ROUTE, &upper]),
        [Warning::AmbiguousRoutes {
            first_line: 3,
            second_line: 9
        }]
    );
    let until = format!("{ROUTE}valid_to = 2026-01-31\n");
    let from = format!("{ROUTE}valid_from = 2026-02-01\n");
    assert_eq!(warnings(&[&until, &from]), []);
    let early = format!("{ROUTE}valid_from = 2026-01-31\n");
    assert_eq!(
        warnings(&[&early, &until]),
        [Warning::AmbiguousRoutes {
            first_line: 3,
            second_line: 10
        }]
    );
}

#[test]
fn a_long_period_is_warned_of_with_each_short_one_in_it() {
    let valid = |from: &str, to: &str| format!("{ROUTE}valid_from = {from}\nvalid_to = {to}\n");
    let all_year = valid("2026-01-01", "2026-12-31");
    let (spring, autumn) = (valid("2026-02-01", "2026-02-28"), valid("2026-10-01", "2026-10-31"));
    let with_the_first = |second_line| Warning::AmbiguousRoutes {
        first_line: 3,
        second_line,
    };
    assert_eq!(
        warnings(&[&all_year, &spring, &autumn]),
        [with_the_first(11), with_the_first(19)]
    );
}

#[test]
fn odd_rows_are_warned_of() {
    let rows = [
        (
            ROUTE.replace("https://localhost/a", " "),
            Warning::BlankAddress { line: 3 },
        ),
        (
            ROUTE.replace("https://localhost/a", "localhost"),
            Warning::AddressIsNoUrl { line: 3 },
        ),
        (
            ROUTE.replace("RIVTABP21", "RIVTABP22"),
            Warning::UnknownProfile { line: 3 },
        ),
        (
            ROUTE.replace("\"14\"", "\"14 \""),
            Warning::SurroundingWhiteSpace { line: 3 },
        ),
        (
            PERMISSION.replace("\"SE1\"", "\" SE1\""),
            Warning::SurroundingWhiteSpace { line: 3 },
        ),
        (
            format!("{PERMISSION}{PERMISSION}"),
            Warning::RepeatedPermission {
                first_line: 3,
                second_line: 8,
            },
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(warnings(&[&text]), [expected]);
    }
}

#[test]
fn a_filter_is_kept_with_its_permission() {
    let filter = "filter = [\n  { service_domain = \"riv:x\", categorization = [\"a\", \"b\"] },\n  { service_domain = \"riv:y\" },\n]\n";
    let loaded = Catalog::from_toml(&catalogue(&[PERMISSION, filter, PERMISSION]), "c.toml").unwrap();
    let filters: Vec<_> = loaded.catalog.permissions().map(|row| row.filters).collect();
    assert_eq!(&*filters[0][0].service_domain, "riv:x");
    assert_eq!(filters[0][0].categorizations, ["a".into(), "b".into()]);
    assert_eq!(filters[0][1].categorizations, []);
    assert_eq!(filters[1].len(), 0);
    let (_, problem) = row_problem(&catalogue(&[PERMISSION, "filter = [{ service_domain = \"\" }]\n"]));
    assert_eq!(problem, RowProblem::Empty("service_domain"));
}

#[test]
fn rows_may_be_written_in_any_way_toml_has() {
    let usual = Catalog::from_toml(&catalogue(&[ROUTE, PERMISSION]), "c.toml").unwrap();
    let permission =
        "permission = [{ receiver = '14', contract = \"urn:riv:x:A\\u0052esponder:1\", sender = \"SE1\" }]\n";
    let ways = [
        catalogue(&[&ROUTE.replace("[[route]]", "[[ route ]] # why"), PERMISSION]),
        catalogue(&[&ROUTE.replace("\"14\"", "\"\"\"\n14\"\"\""), PERMISSION]),
        catalogue(&[ROUTE, PERMISSION]).replace('\n', "\r\n"),
        catalogue(&[permission, ROUTE]),
        catalogue(&[PERMISSION, "# why\n", ROUTE]),
    ];
    for text in ways {
        let read = Catalog::from_toml(&text, "c.toml").unwrap().catalog;
        assert!(read.routes().eq(usual.catalog.routes()), "{text}");
        assert!(read.permissions().eq(usual.catalog.permissions()), "{text}");
    }
    let inside = ROUTE.replace("https://localhost/a", "\"\"a\n[[route]]\nreceiver = 1\n\"\"");
    let read = Catalog::from_toml(&catalogue(&[&inside]), "c.toml").unwrap().catalog;
    assert_eq!(read.route_count(), 1);
    assert_eq!(&*read.routes().next().unwrap().address, "a\n[[route]]\nreceiver = 1\n");
    let (line, _) = row_problem(&catalogue(&[&inside, "valid_from = 08:00:00\n"]));
    assert_eq!(line, 3);
    let (line, _, _) = syntax_error(&catalogue(&[&inside, "x = 1\n"]));
    assert_eq!(line, 11);
}
