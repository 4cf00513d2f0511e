//! What a call costs in memory: nothing that grows with it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use http::{Request, StatusCode};

use crate::stage::{CALL, channel, configured, producer, run, send};

/// The most memory a process has taken so far, in KiB.
fn peak(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_of_50_mb_passes_with_less_than_4_mb_of_memory() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    let parties = "--party router=SE5565594230-ROUTER --party consumer=SE5565594230-CONSUMER --party producer=SE2-P";
    assert!(run(folder, &format!("rivta pki --out pki {parties}")).0);
    let received = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&received);
    let producer = producer(folder, move |bytes| seen.store(bytes, Ordering::SeqCst)).await;
    let contract = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1";
    let rows = format!(
        "environment = \"test\"\n[[route]]\nreceiver = \"SE2321000131-UNIT\"\ncontract = \"{contract}\"\naddress = \
         \"https://localhost:{}/a\"\nprofile = \"RIVTABP21\"\n[[permission]]\nreceiver = \"SE2321000131-UNIT\"\ncontract = \
         \"{contract}\"\nsender = \"SE5565594230-CONSUMER\"\n",
        producer.local_addr().port()
    );
    let router = configured(folder, &rows, "[consumer]\ncall_bytes = 104857600\n");
    let channel = channel(folder);
    let url = format!("https://{}/vp", router.tls.replace("127.0.0.1", "localhost"));
    // Buffers and threads that every call needs are there after the first few.
    for _ in 0..5 {
        assert_eq!(send(&channel, Request::post(&url), CALL).await.0, StatusCode::OK);
    }
    let before = peak(router.process.id());
    let padding = format!("<!--{}-->", "x".repeat(50 << 20));
    let large = Bytes::from(CALL.replace("</s:Body>", &format!("{padding}</s:Body>")));
    let length = large.len();
    assert_eq!(send(&channel, Request::post(&url), large).await.0, StatusCode::OK);
    assert_eq!(received.load(Ordering::SeqCst), length);
    let extra = peak(router.process.id()) - before;
    assert!(extra < 4 << 10, "{extra} KiB");
}
