//! What the log is written to.
#![allow(clippy::unwrap_used)]
#![cfg(target_os = "linux")]

use std::process::{Command, Stdio};

use rustix::pipe::fcntl_getpipe_size;

#[test]
fn a_pipe_that_the_log_goes_into_is_widened() {
    let (reader, writer) = std::io::pipe().unwrap();
    let before = fcntl_getpipe_size(&reader).unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_rivta"))
        .args(["router", "--config", "/nonexistent/router.toml"])
        .stdout(Stdio::null())
        .stderr(writer)
        .status()
        .unwrap();
    let after = fcntl_getpipe_size(&reader).unwrap();
    assert!(!status.success() && before < after, "{before} and {after} bytes");
}
