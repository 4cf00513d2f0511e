//! Addresses for parts that must be known before they listen.

use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicU16, Ordering};

/// An address that is free now and will be listened on later. Its port lies below those that the system gives to outgoing
/// connections, one of which could take it in between; processes begin at places of their own.
pub(crate) fn free_address() -> SocketAddr {
    static TAKEN: AtomicU16 = AtomicU16::new(0);
    let start = u16::try_from(std::process::id() * 61 % 20_000).unwrap();
    loop {
        let step = TAKEN.fetch_add(1, Ordering::Relaxed);
        let port = 10_000 + (start + step) % 20_000;
        if let Ok(listener) = TcpListener::bind(("127.0.0.1", port)) {
            return listener.local_addr().unwrap();
        }
    }
}
