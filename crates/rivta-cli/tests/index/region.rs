//! A region that keeps its posts in the engagement index true: real processes, through the real router.

use std::io::{BufRead as _, BufReader};
use std::process::Child;

use rivta_consumer::Consumer;
use rivta_index::engagement::Engagement;

use crate::platform::{self, Places};
use crate::ports::free_address;
use crate::stage::{IndexProcess, OWNER, PERSON, REGION, Stage, engagement, found, until, update};

const PERSONNUMMER: &str = "1.2.752.129.2.1.3.1";
/// A test person, to be linked with [`PERSON`].
const FORMER: &str = "199001012385";

struct Scene {
    stage: Stage,
    places: Places,
    index: Option<IndexProcess>,
    /// Asks the index directly.
    caller: Consumer,
    _router: rivta_router::Running,
}

/// The region's process, killed when it is dropped.
struct RegionProcess(Child);

impl Drop for RegionProcess {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Scene {
    async fn set() -> Self {
        let stage = Stage::set();
        let places = Places::new();
        let address = free_address();
        Self::write_index_at(&stage, address);
        let index = stage.start_index("index.toml");
        let caller = stage.caller(&index);
        let router = places.start_router(&stage, &platform::index(address)).await;
        Self {
            stage,
            places,
            index: Some(index),
            caller,
            _router: router,
        }
    }

    fn write_index_at(stage: &Stage, address: std::net::SocketAddr) {
        stage.write_plain_index();
        let toml = std::fs::read_to_string(stage.path("index.toml")).unwrap();
        let toml = toml.replacen("listen = \"127.0.0.1:0\"", &format!("listen = \"{address}\""), 1);
        std::fs::write(stage.path("index.toml"), toml).unwrap();
    }

    /// Writes the region's file, with pauses a test can wait for.
    fn write_region(&self, engagement_index: &str) {
        let toml = format!(
            "listen = \"127.0.0.1:0\"\nplatform = \"{}\"\nhsa_id = \"{REGION}\"\n\
             [tls]\ncertificate = \"region.pem\"\nkey = \"region-key.pem\"\ntrust = \"ca.pem\"\n\
             [system]\nstore = \"region.sqlite\"\n{engagement_index}\n\
             [[system.regions]]\ncounty_code = \"14\"\nname = \"Västra Götalandsregionen\"\n\
             hsa_id = \"SE2321000131-A000\"\nlogical_addresses = [\"14\"]\n",
            self.places.platform()
        );
        std::fs::write(self.stage.path("region.toml"), toml).unwrap();
    }

    fn write_told_region(&self) {
        self.write_region(
            "engagement_index = { pause_ms = 10, same_post_pause_ms = 20, retry_pause_ms = 50, look_ms = 20 }",
        );
    }

    /// Starts the region and waits until it listens.
    fn start_region(&self) -> RegionProcess {
        let mut process = self
            .stage
            .spawn(&["frikort", "run", "--config", "region.toml"], "region");
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        assert!(line.starts_with("https://"), "{line}");
        RegionProcess(process)
    }

    fn import(&self, fees: &str, identities: &str) {
        let fee_columns =
            "region,fee_id,root,extension,date_of_visit,time_of_registration,amount,care_giver,care_unit,cancelled";
        std::fs::write(self.stage.path("fees.csv"), format!("{fee_columns}\n{fees}")).unwrap();
        let identity_columns = "root,extension,main_root,main_extension";
        std::fs::write(
            self.stage.path("identities.csv"),
            format!("{identity_columns}\n{identities}"),
        )
        .unwrap();
        let output = self.stage.rivta(&[
            "frikort",
            "import",
            "--config",
            "region.toml",
            "--fees",
            "fees.csv",
            "--identities",
            "identities.csv",
        ]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    async fn posts(&self, resident: &str) -> Vec<Engagement> {
        found(&self.caller, resident).await
    }

    async fn until_newest(&self, resident: &str, moment: &str) {
        until("the post is told", async || {
            let posts = self.posts(resident).await;
            posts.len() == 1 && posts[0].most_recent_content.as_deref() == Some(moment)
        })
        .await;
    }
}

/// A line of a file of fees, registered at noon.
fn fee(id: &str, patient: &str, day: &str, cancelled: bool) -> String {
    format!("14,{id},{PERSONNUMMER},{patient},{day},{day}120000,250,SE2321000131-A000,SE2321000131-V001,{cancelled}\n")
}

fn link(former: &str, main: &str) -> String {
    format!("{PERSONNUMMER},{former},{PERSONNUMMER},{main}\n")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_changes_the_region_s_post_and_a_linked_identity_loses_its_own() {
    let scene = Scene::set().await;
    scene.write_told_region();
    let _region = scene.start_region();
    scene.import(
        &(fee("1", PERSON, "20260105", false) + &fee("2", FORMER, "20260210", false)),
        "",
    );
    scene.until_newest(PERSON, "20260105120000").await;
    scene.until_newest(FORMER, "20260210120000").await;
    let posts = scene.posts(PERSON).await;
    let expected = Engagement {
        owner: OWNER.to_owned(),
        creation_time: posts[0].creation_time.clone(),
        update_time: posts[0].update_time.clone(),
        ..engagement("14", "20260105120000")
    };
    assert!(posts[0] == expected, "{:?}", posts[0]);

    // Linked, the two are one person, who is asked about by the main identity.
    scene.import("", &link(FORMER, PERSON));
    scene.until_newest(PERSON, "20260210120000").await;
    until("the former identity has no post", async || {
        scene.posts(FORMER).await.is_empty()
    })
    .await;

    // A cancellation is an event, of the moment when it happens.
    scene.import(&fee("1", PERSON, "20260105", true), "");
    until("the cancellation is told", async || {
        let posts = scene.posts(PERSON).await;
        posts.len() == 1 && posts[0].most_recent_content.as_deref() > Some("20260210120000")
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn events_are_told_after_a_kill_of_the_region_and_while_the_index_was_down() {
    let mut scene = Scene::set().await;
    scene.write_told_region();
    let region = scene.start_region();
    scene.import(&fee("1", PERSON, "20260105", false), "");
    scene.until_newest(PERSON, "20260105120000").await;
    let waiting = || {
        let output = scene.stage.rivta(&["frikort", "status", "--config", "region.toml"]);
        String::from_utf8(output.stdout).unwrap()
    };
    until("the region knows that the index has the post", async || {
        waiting().contains("1 fees, 0 posts to tell")
    })
    .await;
    drop(region);

    // Nobody runs: what happens is noted in the ledger's own transaction.
    scene.import(&fee("2", PERSON, "20260106", false), "");
    assert!(waiting().contains("2 fees, 1 posts to tell"), "{}", waiting());
    let region = scene.start_region();
    scene.until_newest(PERSON, "20260106120000").await;

    // The index is down when something happens, and so is the region when the index is back.
    scene.index.take().unwrap().kill();
    scene.import(&fee("3", PERSON, "20260107", false), "");
    drop(region);
    let index = scene.stage.start_index("index.toml");
    scene.caller = scene.stage.caller(&index);
    scene.index = Some(index);
    let _region = scene.start_region();
    scene.until_newest(PERSON, "20260107120000").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reindex_rebuilds_the_posts_and_removes_strays() {
    let scene = Scene::set().await;
    // Off unless it is configured.
    scene.write_region("");
    scene.import(&fee("1", PERSON, "20260105", false), &link(FORMER, PERSON));
    let refused = scene.stage.rivta(&["frikort", "reindex", "--config", "region.toml"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("engagement_index"));
    assert!(scene.posts(PERSON).await.is_empty());

    // The index has a stray and an old post.
    for (resident, moment) in [(FORMER, "20260101120000"), (PERSON, "20200101120000")] {
        let post = Engagement {
            resident: resident.to_owned(),
            ..engagement("14", moment)
        };
        assert!(update(&scene.caller, post, "c-1").await);
    }
    scene.write_told_region();
    for running in [false, true] {
        let _region = running.then(|| scene.start_region());
        let done = scene
            .stage
            .rivta(&["frikort", "reindex", "--config", "region.toml", "--region", "14"]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let told = String::from_utf8(done.stdout).unwrap();
        assert_eq!(told, "14 Västra Götalandsregionen: 2 posts told\n");
        scene.until_newest(PERSON, "20260105120000").await;
        assert!(scene.posts(FORMER).await.is_empty());
    }
    let unknown = scene
        .stage
        .rivta(&["frikort", "reindex", "--config", "region.toml", "--region", "13"]);
    assert!(!unknown.status.success());
}
