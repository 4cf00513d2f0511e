//! Sections 2.2 to 2.6, row by row: messages written by hand, to the running program.

use http::StatusCode;
use rivta_consumer::Channel;

use crate::stage::{IndexProcess, OWNER, PERSON, Stage, post};

const UPDATE: &str = "urn:riv:itintegration:engagementindex:UpdateResponder:1";
const NOTIFICATION: &str = "urn:riv:itintegration:engagementindex:ProcessNotificationResponder:1";
const FIND: &str = "urn:riv:itintegration:engagementindex:FindContentResponder:1";
const HEADER_MISSING: &str = "Mandatory HTTP header x-skltp-correlation-id is missing\n";
const EI000: &str = "EI000: A technical error has occurred, error message: ";
const EI004: &str = "EI004: The payload does not validate, error messge: ";
const DATE: &str = "Input date is not according to expected format \"YYYYMMDDhhmmss\"";

/// An index with a reserved address of the platform's.
struct Scene {
    _stage: Stage,
    index: IndexProcess,
    channel: Channel,
}

/// An answer: its status, and the text of its fault when it is one.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    Ok(String),
    Fault(String),
}

impl Scene {
    fn set() -> Self {
        Self::with("reserved = [\"SE5565594230-VP\"]")
    }

    fn with(configuration: &str) -> Self {
        let stage = Stage::set();
        stage.write_index("index.toml", "store = { sqlite = \"index.sqlite\" }", configuration);
        let index = stage.start_index("index.toml");
        let channel = stage.channel();
        Self {
            _stage: stage,
            index,
            channel,
        }
    }

    async fn send(&self, headers: &[(&str, &str)], address: &str, payload: &str) -> Answer {
        let envelope = format!(
            "<soapenv:Envelope xmlns:soapenv='http://schemas.xmlsoap.org/soap/envelope/' \
             xmlns:itr='urn:riv:itintegration:registry:1'><soapenv:Header>{address}</soapenv:Header>\
             <soapenv:Body>{payload}</soapenv:Body></soapenv:Envelope>"
        );
        let (status, answer) = post(&self.channel, &self.index, headers, envelope).await;
        if status == StatusCode::OK {
            assert!(!answer.contains("Fault"), "{answer}");
            return Answer::Ok(answer);
        }
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR, "{answer}");
        assert!(!answer.contains("<detail"), "{answer}");
        assert!(answer.contains(":Server</faultcode>"), "{answer}");
        let text = answer.split_once("<faultstring>").unwrap().1;
        let text = text.split_once("</faultstring>").unwrap().0;
        Answer::Fault(text.replace("&quot;", "\"").replace("&#34;", "\""))
    }

    /// To this index, with the header every call must have.
    async fn ask(&self, payload: &str) -> Answer {
        let address = format!("<itr:LogicalAddress>{OWNER}</itr:LogicalAddress>");
        self.send(&[("x-skltp-correlation-id", "c-1")], &address, payload).await
    }

    async fn update(&self, transactions: &[Transaction]) -> Answer {
        self.ask(&message(UPDATE, "Update", transactions)).await
    }

    async fn is_updated(&self, transactions: &[Transaction]) {
        let Answer::Ok(answer) = self.update(transactions).await else {
            panic!("the Update is taken");
        };
        assert_eq!(answer.matches("ResultCode>OK<").count(), 1, "{answer}");
        assert!(!answer.contains("comment"), "{answer}");
    }

    /// The engagements found, as XML.
    async fn found(&self, criteria: &str) -> Vec<String> {
        match self.ask(&search(criteria)).await {
            Answer::Ok(answer) => {
                let pieces = answer.split(":engagement>").map(str::to_owned);
                pieces.filter(|piece| piece.contains("serviceDomain>")).collect()
            }
            Answer::Fault(fault) => panic!("{fault}"),
        }
    }
}

/// A transaction as it is written: fields by name, none checked.
#[derive(Clone)]
struct Transaction {
    delete: bool,
    fields: Vec<(&'static str, String)>,
}

fn stored(source: &str) -> Transaction {
    let fields = [
        ("registeredResidentIdentification", PERSON),
        ("serviceDomain", "riv:clinicalprocess:healthcond:description"),
        ("categorization", "voo"),
        ("logicalAddress", source),
        ("businessObjectInstanceIdentifier", "NA"),
        ("clinicalProcessInterestId", "NA"),
        ("mostRecentContent", "20260501120000"),
        ("sourceSystem", source),
        ("creationTime", ""),
        ("updateTime", ""),
        ("dataController", "SE2321000131"),
        ("owner", ""),
    ];
    let given = fields.into_iter().filter(|(_, text)| !text.is_empty());
    Transaction {
        delete: false,
        fields: given.map(|(name, text)| (name, text.to_owned())).collect(),
    }
}

impl Transaction {
    fn removed(mut self) -> Self {
        self.delete = true;
        self.without("mostRecentContent")
    }

    fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(known, _)| *known != name);
        self
    }

    fn with(self, name: &'static str, text: impl Into<String>) -> Self {
        let mut changed = self.without(name);
        changed.fields.push((name, text.into()));
        changed
    }

    fn xml(&self) -> String {
        let fields = self.fields.iter();
        let fields = fields.map(|(name, text)| format!("<c:{name}>{text}</c:{name}>"));
        format!(
            "<engagementTransaction><c:deleteFlag>{}</c:deleteFlag><c:engagement>{}</c:engagement>\
             </engagementTransaction>",
            self.delete,
            fields.collect::<String>()
        )
    }
}

fn message(namespace: &str, name: &str, transactions: &[Transaction]) -> String {
    let transactions: String = transactions.iter().map(Transaction::xml).collect();
    format!("<{name} xmlns='{namespace}' xmlns:c='urn:riv:itintegration:engagementindex:1'>{transactions}</{name}>")
}

fn search(criteria: &str) -> String {
    format!("<FindContent xmlns='{FIND}'>{criteria}</FindContent>")
}

const ALL: &str = "<registeredResidentIdentification>191212121212</registeredResidentIdentification>\
                   <serviceDomain>riv:clinicalprocess:healthcond:description</serviceDomain>";

fn fault(text: impl Into<String>) -> Answer {
    Answer::Fault(text.into())
}

#[tokio::test]
async fn section_2_4_step_1_every_contract_asks_for_the_correlation_id() {
    let scene = Scene::set();
    let payloads = [
        message(UPDATE, "Update", &[stored("14")]),
        message(
            NOTIFICATION,
            "ProcessNotification",
            &[stored("14").with("owner", "SE-LOCAL")],
        ),
        search(ALL),
    ];
    for payload in payloads {
        let to = format!("<itr:LogicalAddress>{OWNER}</itr:LogicalAddress>");
        assert_eq!(scene.send(&[], &to, &payload).await, fault(HEADER_MISSING));
        // It comes before every other rule.
        assert_eq!(scene.send(&[], "", &payload).await, fault(HEADER_MISSING));
    }
    assert!(scene.found(ALL).await.is_empty());
}

#[tokio::test]
async fn section_2_5_step_0_an_update_is_for_this_index() {
    let scene = Scene::with("alternative_hsa_id = \"SE2321000131-EI\"");
    let wrong = |found: &str| {
        fault(format!(
            "EI003: Invalid routing. Logical address is {found} but the owner is 5565594230. They must be the same. \
             See rule for Update-R7 in service contract"
        ))
    };
    let headers = [("x-skltp-correlation-id", "c-1")];
    let payload = message(UPDATE, "Update", &[stored("14")]);
    for (header, found) in [
        ("", "missing"),
        ("<itr:LogicalAddress/>", "missing"),
        ("<itr:LogicalAddress>556500000</itr:LogicalAddress>", "556500000"),
        (
            "<itr:LogicalAddress>se2321000131-ei</itr:LogicalAddress>",
            "se2321000131-ei",
        ),
    ] {
        assert_eq!(scene.send(&headers, header, &payload).await, wrong(found));
    }
    // The address comes before the count.
    assert_eq!(
        scene.send(&headers, "", &message(UPDATE, "Update", &[])).await,
        wrong("missing")
    );
    let alternative = "<itr:LogicalAddress>SE2321000131-EI</itr:LogicalAddress>";
    assert!(matches!(
        scene.send(&headers, alternative, &payload).await,
        Answer::Ok(_)
    ));
}

#[tokio::test]
async fn section_2_5_step_0_can_be_switched_off() {
    let scene = Scene::with("check_address = false");
    let payload = message(UPDATE, "Update", &[stored("14")]);
    let headers = [("x-skltp-correlation-id", "c-1")];
    for address in ["", "<itr:LogicalAddress>anybody</itr:LogicalAddress>"] {
        assert!(matches!(scene.send(&headers, address, &payload).await, Answer::Ok(_)));
    }
}

#[tokio::test]
async fn section_2_5_steps_1_and_2_from_one_to_a_thousand() {
    let scene = Scene::set();
    let few =
        format!("{EI000}The request contains less than 1 engagements. Minium number of engagements per request is 1.");
    assert_eq!(scene.update(&[]).await, fault(few.clone()));
    let many: Vec<_> = (0..1001).map(|number| stored(&format!("S-{number}"))).collect();
    let too_many = format!(
        "{EI000}The request contains more than 1000 engagements. Maximum number of engagements per request is 1000."
    );
    assert_eq!(scene.update(&many).await, fault(too_many));
    assert!(scene.found(ALL).await.is_empty());
    scene.is_updated(&many[..1000]).await;
    assert_eq!(scene.found(ALL).await.len(), 1000, "no paging, no upper bound");
    let none = message(NOTIFICATION, "ProcessNotification", &[]);
    assert_eq!(scene.ask(&none).await, fault(few));
}

#[tokio::test]
async fn section_2_5_steps_3_to_10_the_first_fault_refuses_the_whole_message() {
    let scene = Scene::set();
    let blank = |field: &str| format!("{EI004}mandatory field \"{field}\" contains white space in beginning or end");
    let missing = |field: &str| format!("{EI004}mandatory field \"{field}\" is missing");
    let long = |field: &str| format!("{EI004}Field \"{field}\" is to long");
    let mut rows =
        vec![
        (stored("2").with("mostRecentContent", ""), DATE.to_owned()),
        (stored("2").with("mostRecentContent", "20260501"), DATE.to_owned()),
        (stored("2").with("mostRecentContent", "20261301120000"), DATE.to_owned()),
        (stored("2").with("mostRecentContent", "202605011200001"), long("mostRecentContent")),
        (
            stored("1"),
            "EI002: EngagementTransaction #1 and #2 have the same key. That is not allowed. See rule for Update-R1 in \
             service contract"
                .to_owned(),
        ),
        (
            stored("2").with("logicalAddress", OWNER),
            "EI005: The logicalAddress in EngagementTransaction #2 is reserved and not allowed, hsa-id: 5565594230"
                .to_owned(),
        ),
        (
            stored("2").with("sourceSystem", "SE5565594230-VP"),
            "EI006: The sourceSystem in EngagementTransaction #2 is reserved and not allowed, hsa-id: SE5565594230-VP"
                .to_owned(),
        ),
        (stored("2").with("creationTime", "2026"), format!("{EI004}Field \"creationTime\": {DATE}")),
        (stored("2").with("updateTime", "2026"), format!("{EI004}Field \"updateTime\": {DATE}")),
    ];
    for (field, length) in [
        ("registeredResidentIdentification", 32),
        ("serviceDomain", 255),
        ("categorization", 255),
        ("logicalAddress", 64),
        ("businessObjectInstanceIdentifier", 128),
        ("clinicalProcessInterestId", 128),
        ("sourceSystem", 64),
        ("dataController", 64),
    ] {
        rows.push((stored("2").with(field, " x"), blank(field)));
        rows.push((stored("2").with(field, "x "), blank(field)));
        rows.push((stored("2").with(field, ""), missing(field)));
        rows.push((stored("2").without(field), missing(field)));
        rows.push((stored("2").with(field, "x".repeat(length + 1)), long(field)));
    }
    for (wrong, text) in rows {
        assert_eq!(scene.update(&[stored("1"), wrong]).await, fault(text));
    }
    assert!(
        scene.found(ALL).await.is_empty(),
        "nothing of a refused message is stored"
    );
    let longest = stored("2").with("businessObjectInstanceIdentifier", "x".repeat(128));
    scene.is_updated(&[longest]).await;
}

#[tokio::test]
async fn section_2_5_a_notification_must_name_its_owner_and_may_be_addressed_to_anybody() {
    let scene = Scene::set();
    let headers = [("x-skltp-correlation-id", "c-1")];
    let owned = stored("14").with("owner", "SE-LOCAL");
    let missing = fault(format!("{EI004}mandatory field \"owner\" is missing"));
    for unowned in [stored("14"), stored("14").with("owner", "")] {
        assert_eq!(
            scene
                .ask(&message(NOTIFICATION, "ProcessNotification", &[unowned]))
                .await,
            missing
        );
    }
    let twice = message(NOTIFICATION, "ProcessNotification", &[owned.clone(), owned.clone()]);
    assert!(matches!(scene.ask(&twice).await, Answer::Fault(text) if text.starts_with("EI002")));
    let elsewhere = "<itr:LogicalAddress>anybody</itr:LogicalAddress>";
    let once = message(NOTIFICATION, "ProcessNotification", &[owned]);
    assert!(matches!(scene.send(&headers, elsewhere, &once).await, Answer::Ok(_)));
    assert!(matches!(scene.send(&headers, "", &once).await, Answer::Ok(_)));
    let found = scene.found(ALL).await;
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("owner>SE-LOCAL<"), "{}", found[0]);
}

#[tokio::test]
async fn section_2_4_a_notification_of_one_s_own_posts_is_answered_ok_and_changes_nothing() {
    let scene = Scene::set();
    scene.is_updated(&[stored("14")]).await;
    let own = stored("14").with("owner", OWNER).removed();
    let circular = message(NOTIFICATION, "ProcessNotification", &[own]);
    assert!(matches!(scene.ask(&circular).await, Answer::Ok(answer) if answer.contains("ResultCode>OK<")));
    assert_eq!(scene.found(ALL).await.len(), 1);
}

/// Old rule R5: what another index owns is no longer ours.
#[tokio::test]
async fn section_2_4_a_post_that_another_index_tells_of_changes_its_owner() {
    let scene = Scene::set();
    scene.is_updated(&[stored("14")]).await;
    let moved = stored("14")
        .with("owner", "SE-LOCAL")
        .with("creationTime", "20240101000000")
        .with("updateTime", "20250101000000");
    let message = message(NOTIFICATION, "ProcessNotification", &[moved]);
    assert!(matches!(scene.ask(&message).await, Answer::Ok(_)));
    let found = scene.found(ALL).await;
    assert_eq!(found.len(), 1);
    for part in [
        "owner>SE-LOCAL<",
        "creationTime>20240101000000<",
        "updateTime>20250101000000<",
    ] {
        assert!(found[0].contains(part), "{part}: {}", found[0]);
    }
}

#[tokio::test]
async fn section_2_4_an_update_is_there_when_it_is_answered() {
    let scene = Scene::set();
    scene
        .is_updated(&[stored("14")
            .with("owner", "SE-LOCAL")
            .with("creationTime", "20010101000000")])
        .await;
    let found = scene.found(ALL).await;
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("owner>5565594230<"), "{}", found[0]);
    assert!(found[0].contains("creationTime>2"), "{}", found[0]);
    assert!(!found[0].contains("creationTime>20010101000000<"), "{}", found[0]);
    assert!(!found[0].contains("updateTime"), "{}", found[0]);

    // An older moment replaces a newer one, and none replaces it too.
    scene
        .is_updated(&[stored("14").with("mostRecentContent", "20200101000000")])
        .await;
    let found = scene.found(ALL).await;
    assert!(found[0].contains("mostRecentContent>20200101000000<"), "{}", found[0]);
    assert!(found[0].contains("updateTime>2"), "{}", found[0]);
    scene.is_updated(&[stored("14").without("mostRecentContent")]).await;
    assert!(!scene.found(ALL).await[0].contains("mostRecentContent"));

    // A removal of what is not there is done as well.
    scene.is_updated(&[stored("15").removed()]).await;
    scene.is_updated(&[stored("14").removed()]).await;
    assert!(scene.found(ALL).await.is_empty());
}

/// The key check takes the owner that was sent, the store the index's own (section 6, row 5).
#[tokio::test]
async fn section_2_5_two_transactions_that_differ_in_the_owner_alone_pass_and_the_last_one_wins() {
    let scene = Scene::set();
    let first = stored("14").with("owner", "A");
    let last = stored("14")
        .with("owner", "B")
        .with("mostRecentContent", "20260601120000");
    scene.is_updated(&[first, last]).await;
    let found = scene.found(ALL).await;
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("mostRecentContent>20260601120000<"));
    scene
        .is_updated(&[
            stored("14").with("owner", "A").removed(),
            stored("14").with("owner", "B"),
        ])
        .await;
    assert_eq!(
        scene.found(ALL).await.len(),
        1,
        "removed and stored again, in the order sent"
    );
}

/// Section 2.3: the nine fields, and not the incumbent's joined text.
#[tokio::test]
async fn section_2_3_every_field_of_the_key_makes_another_post() {
    let scene = Scene::set();
    let one = stored("14");
    let mut posts = vec![one.clone()];
    for field in [
        "categorization",
        "logicalAddress",
        "businessObjectInstanceIdentifier",
        "clinicalProcessInterestId",
        "sourceSystem",
        "dataController",
    ] {
        posts.push(one.clone().with(field, "other"));
    }
    posts.push(
        one.clone()
            .with("logicalAddress", "AB")
            .with("businessObjectInstanceIdentifier", "C"),
    );
    posts.push(
        one.with("logicalAddress", "A")
            .with("businessObjectInstanceIdentifier", "BC"),
    );
    scene.is_updated(&posts).await;
    assert_eq!(scene.found(ALL).await.len(), posts.len());
}

#[tokio::test]
async fn section_2_2_messages_are_read_leniently() {
    let scene = Scene::set();
    // Ten digits, elements in another order, an extension, and a SOAPAction of another contract.
    let mut odd = stored("14").with("registeredResidentIdentification", "1212121212");
    odd.fields.reverse();
    odd.fields.push(("unknown", "x".to_owned()));
    let payload = message(UPDATE, "Update", &[odd]);
    let to = format!("<itr:LogicalAddress>{OWNER}</itr:LogicalAddress>");
    let headers = [("x-skltp-correlation-id", "c-1"), ("soapaction", "\"urn:other\"")];
    let answer = scene.send(&headers, &to, &payload).await;
    assert!(matches!(answer, Answer::Ok(_)), "{answer:?}");
    let found = scene.found(&ALL.replace(PERSON, "1212121212")).await;
    assert_eq!(found.len(), 1);
    // Without a deleteFlag a post is stored.
    let unflagged = message(UPDATE, "Update", &[stored("15")]).replace("<c:deleteFlag>false</c:deleteFlag>", "");
    assert!(matches!(scene.ask(&unflagged).await, Answer::Ok(_)));
    assert_eq!(scene.found(ALL).await.len(), 1);
}

#[tokio::test]
async fn section_2_6_a_search_is_faulted_without_resident_or_domain_and_for_a_bad_moment() {
    let scene = Scene::set();
    let missing = |field: &str| fault(format!("{EI000}{field} is mandatory but missing"));
    let (resident, domain) = ALL.split_at(ALL.find("<serviceDomain>").unwrap());
    let rows = [
        (String::new(), missing("registeredResidentIdentification")),
        (domain.to_owned(), missing("registeredResidentIdentification")),
        (
            format!("<registeredResidentIdentification/>{domain}"),
            missing("registeredResidentIdentification"),
        ),
        (resident.to_owned(), missing("serviceDomain")),
        (format!("{resident}<serviceDomain/>"), missing("serviceDomain")),
        (format!("{ALL}<mostRecentContent>2026</mostRecentContent>"), fault(DATE)),
    ];
    for (criteria, expected) in rows {
        assert_eq!(scene.ask(&search(&criteria)).await, expected);
    }
}

#[tokio::test]
async fn section_2_6_all_criteria_narrow_the_search() {
    let scene = Scene::set();
    let undated = stored("15").without("mostRecentContent").with("categorization", "dia");
    scene.is_updated(&[stored("14"), undated]).await;
    let rows = [
        ("", 2),
        ("<categorization>voo</categorization>", 1),
        ("<categorization>VOO</categorization>", 0),
        ("<logicalAddress>14</logicalAddress>", 1),
        (
            "<businessObjectInstanceIdentifier>NA</businessObjectInstanceIdentifier>",
            2,
        ),
        ("<clinicalProcessInterestId>other</clinicalProcessInterestId>", 0),
        ("<mostRecentContent>20260501120000</mostRecentContent>", 1),
        ("<mostRecentContent>20260501120001</mostRecentContent>", 0),
        ("<mostRecentContent>19000101000000</mostRecentContent>", 1),
        ("<sourceSystem>15</sourceSystem>", 1),
        ("<dataController>SE2321000131</dataController>", 2),
        ("<owner>5565594230</owner>", 2),
        ("<owner>SE-LOCAL</owner>", 0),
        ("<categorization>voo</categorization><sourceSystem>15</sourceSystem>", 0),
    ];
    for (criteria, count) in rows {
        assert_eq!(
            scene.found(&format!("{ALL}{criteria}")).await.len(),
            count,
            "{criteria}"
        );
    }
    assert!(scene.found(&ALL.replace(PERSON, "191212121213")).await.is_empty());
    // Nobody looks at the address of a search.
    let headers = [("x-skltp-correlation-id", "c-1")];
    assert!(matches!(scene.send(&headers, "", &search(ALL)).await, Answer::Ok(_)));
}

/// Section 6, row 1: the contract's description has a result code where the national index has a fault.
#[tokio::test]
async fn section_2_10_a_broken_rule_is_answered_by_a_result_code_when_the_file_says_so() {
    let scene = Scene::with("refusals = \"result_code\"");
    let Answer::Ok(answer) = scene.update(&[stored("14"), stored("14")]).await else {
        panic!("an answer with a result code");
    };
    let comment = "EngagementTransaction 1 and 2 have the same unique key. Duplicates are not allowed.";
    assert!(
        answer.contains("ResultCode>ERROR<") && answer.contains(comment),
        "{answer}"
    );
    let headers = [("x-skltp-correlation-id", "c-1")];
    let payload = message(UPDATE, "Update", &[stored("14")]);
    let Answer::Ok(answer) = scene.send(&headers, "", &payload).await else {
        panic!("an answer with a result code");
    };
    assert!(
        answer.contains("ResultCode>ERROR<") && answer.contains("Invalid routing"),
        "{answer}"
    );
    let unowned = message(NOTIFICATION, "ProcessNotification", &[stored("14")]);
    assert!(matches!(scene.ask(&unowned).await, Answer::Ok(answer) if answer.contains("ResultCode>ERROR<")));
    // What is technical is a fault all the same.
    assert!(matches!(scene.update(&[]).await, Answer::Fault(_)));
    let to = format!("<itr:LogicalAddress>{OWNER}</itr:LogicalAddress>");
    assert_eq!(scene.send(&[], &to, &payload).await, fault(HEADER_MISSING));
    assert!(scene.found(ALL).await.is_empty());
}
