//! Programs with more than one runtime.
#![allow(clippy::unwrap_used)]

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt as _, Full};
use rivta_consumer::Channel;
use rivta_consumer::channel::OutgoingBody;
use tokio::runtime::Builder;
use tokio::time::timeout;

fn request(port: u16) -> Request<OutgoingBody> {
    let body = Full::new(Bytes::from_static(b"x")).map_err(|never| match never {});
    Request::post(format!("http://127.0.0.1:{port}/"))
        .body(body.boxed())
        .unwrap()
}

/// The port of a server that answers once on each connection and is silent then.
fn serve() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let mut streams = Vec::new();
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            assert!(stream.read(&mut [0; 4096]).unwrap() > 0);
            stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
                .unwrap();
            streams.push(stream);
        }
    });
    port
}

/// Both its reading and its timer depend on the runtime that a connection was made in, which may be at rest.
#[test]
fn a_connection_stays_with_the_runtime_it_was_made_in() {
    let port = serve();
    let channel = Channel::anonymous(None).build().unwrap();
    let first = Builder::new_current_thread().enable_all().build().unwrap();
    let second = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    first.block_on(async {
        let answer = channel.send(request(port)).await.unwrap();
        let read = second.spawn(answer.into_body().collect()).await.unwrap();
        assert_eq!(read.unwrap().to_bytes(), "hi");
    });
    let call = async { timeout(Duration::from_secs(10), channel.send(request(port))).await };
    assert!(second.block_on(call).unwrap().is_ok());
}
