//! The converter of SoapUI projects and of the `data.xml` and scripts beside them: nothing makes it panic, what it makes can
//! be written as TOML, and no path leads out of the folder it is written to.
#![no_main]

use std::path::{Component, Path};

use libfuzzer_sys::fuzz_target;
use rivta_conformance::soapui::{Source, convert};

const PROJECT: &str = "<con:soapui-project xmlns:con='http://eviware.com/soapui/config'><con:testSuite name='S'><con:testCase name='1.1 A'>\
    <con:testStep type='request' name='R'><con:config><con:request><con:request>x ${#TestCase#a} ${b}</con:request><con:assertion \
    type='GroovyScriptAssertion'><configuration><scriptText><![CDATA[SCRIPT]]></scriptText></configuration></con:assertion></con:request>\
    </con:config></con:testStep></con:testCase></con:testSuite></con:soapui-project>";

fuzz_target!(|bytes: &[u8]| {
    converted(bytes, None);
    converted(PROJECT.as_bytes(), Some(bytes));
    if let Ok(script) = std::str::from_utf8(bytes) {
        let project = PROJECT.replace("SCRIPT", &script.replace("]]>", ""));
        converted(project.as_bytes(), None);
    }
});

fn converted(project: &[u8], data: Option<&[u8]>) {
    let rules = [("constraints.xml".to_owned(), Vec::new())];
    let source = Source {
        project,
        data,
        constraints: &rules,
    };
    let Ok(conversion) = convert(&source) else { return };
    for (path, _) in conversion.files().unwrap() {
        let inside = Path::new(&path).components().all(|part| matches!(part, Component::Normal(_)));
        assert!(inside, "{path}");
    }
}
