//! The log in the incumbent's older format (section 8.3), as a file that is followed.

use std::path::Path;

use http::{Request, StatusCode};

use crate::stage::{CALL, NOTHING, channel, configured, run, send};

/// The log once the call's last event is in it; lines are written beside the answer.
async fn log(folder: &Path) -> String {
    let written = async {
        loop {
            let log = std::fs::read_to_string(folder.join("log")).unwrap();
            if log.contains("\nLogMessage=resp-out\n") && log.ends_with("*\n") {
                return log;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(30), written)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn section_8_3_the_log_can_be_of_the_older_format() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    let parties = "--party router=SE5565594230-ROUTER --party consumer=SE5565594230-CONSUMER";
    assert!(run(folder, &format!("rivta pki --out pki {parties}")).0);
    let router = configured(folder, NOTHING, "[log]\nstyle = \"LEGACY\"\n");
    let url = format!("https://{}/vp", router.tls.replace("127.0.0.1", "localhost"));
    let call = Request::post(url).header("x-skltp-correlation-id", "c-1");
    let (status, answer) = send(&channel(folder), call, CALL).await;
    assert!(
        status == StatusCode::INTERNAL_SERVER_ERROR && answer.contains("VP004"),
        "{answer}"
    );
    let log = log(folder).await;
    let events: Vec<_> = log.split(" - skltp-messages\n").skip(1).collect();
    assert_eq!(events.len(), 3, "{log}");
    for (event, (action, kind)) in events
        .iter()
        .zip([("req-in", "info"), ("error", "error"), ("resp-out", "info")])
    {
        let start = format!("** logEvent-{kind}.start ***");
        let end = format!("\n** logEvent-{kind}.end ***");
        assert!(event.starts_with(&start) && event.contains(&end), "{event}");
        for line in [
            format!("\nLogMessage={action}\n"),
            "\nBusinessCorrelationId=c-1\nExtraInfo=\n".to_owned(),
            "\n-senderid=SE5565594230-CONSUMER\n".to_owned(),
        ] {
            assert!(event.contains(&line), "{line} in {event}");
        }
        assert_eq!(event.contains("\n-errorCode=VP004\n"), action != "req-in");
    }
}
