//! Plain sockets: a producer that misbehaves below HTTP, and a relay that closes half a connection.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use rivta_router::Running;

/// A producer in clear on plain sockets: after each request's first bytes it does as the script of that connection
/// says, the last script for all that follow.
pub(crate) struct Wreck {
    pub(crate) address: String,
    connections: Arc<AtomicUsize>,
}

/// What a [`Wreck`] does with a connection.
#[derive(Clone, Copy)]
pub(crate) enum Act {
    /// Closes with bytes unread, which makes the system send a reset.
    Reset,
    /// Reads the request and closes in good order.
    Close,
    /// Reads the request and writes this, then closes in good order.
    Say(&'static str),
    /// Writes this after each request, until the router closes.
    SayEachTime(&'static str),
    /// Reads the request and never answers.
    Silence,
}

impl Wreck {
    pub(crate) fn new(script: &'static [Act]) -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/producer", socket.local_addr().unwrap());
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&connections);
        // The thread ends with the test's process.
        std::thread::spawn(move || {
            for stream in socket.incoming() {
                let number = counter.fetch_add(1, Ordering::SeqCst);
                let act = script[number.min(script.len() - 1)];
                std::thread::spawn(move || perform(act, stream.unwrap()));
            }
        });
        Self { address, connections }
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

fn perform(act: Act, mut stream: std::net::TcpStream) {
    if let Act::Reset = act {
        stream.read_exact(&mut [0]).unwrap();
        return;
    }
    read_request(&mut stream);
    match act {
        Act::Say(text) => stream.write_all(text.as_bytes()).unwrap(),
        Act::SayEachTime(text) => {
            stream.write_all(text.as_bytes()).unwrap();
            while read_request(&mut stream) {
                stream.write_all(text.as_bytes()).unwrap();
            }
        }
        Act::Silence => {
            // Ends when the router hangs up.
            let _ = stream.read(&mut [0]);
        }
        Act::Close | Act::Reset => {}
    }
}

/// Reads to the end of an envelope, so that nothing is left unread at the close; `false` when there is none.
fn read_request(stream: &mut std::net::TcpStream) -> bool {
    let mut seen = Vec::new();
    let mut piece = [0; 4096];
    while !seen.windows(11).any(|window| window == b"s:Envelope>") {
        match stream.read(&mut piece).unwrap() {
            0 => return false,
            count => seen.extend_from_slice(&piece[..count]),
        }
    }
    true
}

/// A relay in front of a router, for one connection, that can stop passing on what the consumer sends.
pub(crate) struct Relay {
    pub(crate) port: u16,
    toward_router: Arc<Mutex<Option<std::net::TcpStream>>>,
}

impl Relay {
    pub(crate) fn to(router: &Running) -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = socket.local_addr().unwrap().port();
        let (router, toward_router) = (router.local_addr(), Arc::new(Mutex::new(None)));
        let place = Arc::clone(&toward_router);
        std::thread::spawn(move || {
            let (consumer, _) = socket.accept().unwrap();
            let router = std::net::TcpStream::connect(router).unwrap();
            *place.lock().unwrap() = Some(router.try_clone().unwrap());
            let (mut from_consumer, mut to_router) = (consumer.try_clone().unwrap(), router.try_clone().unwrap());
            // Fails from the moment the sending side is closed.
            std::thread::spawn(move || std::io::copy(&mut from_consumer, &mut to_router));
            let (mut from_router, mut to_consumer) = (router, consumer);
            let _ = std::io::copy(&mut from_router, &mut to_consumer);
            let _ = to_consumer.shutdown(std::net::Shutdown::Both);
        });
        Self { port, toward_router }
    }

    /// Closes the sending side toward the router and leaves the other open.
    pub(crate) fn half_close(&self) {
        let socket = self.toward_router.lock().unwrap();
        socket.as_ref().unwrap().shutdown(std::net::Shutdown::Write).unwrap();
    }
}
