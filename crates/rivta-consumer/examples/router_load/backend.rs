//! The producer that everything leads to: it answers every request with the same 2 KB, and in a soak says which call it answers.

use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;

use rivta_soap::http::CORRELATION_ID;
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::Outcome;
use crate::client::threads;
use crate::material::{Material, envelope};
use crate::wire::Reader;

/// The header of an answer that holds the correlation id of its call.
pub(crate) const ANSWERED_CALL: &str = "x-answered-call";

/// The answer behind its status line.
#[derive(Clone, Copy)]
struct Answer {
    text: &'static str,
    tells_call: bool,
}

/// The body of every answer.
pub(crate) fn body() -> String {
    envelope("RequestExemptionStatusesResponse", 2 << 10)
}

/// Tells its address on standard output and serves until it is killed.
pub(crate) fn run(material: &Material, tells_call: bool) -> Outcome<()> {
    let acceptor = TlsAcceptor::from(Arc::new(material.server()?));
    let body = body();
    let text = format!(
        "Content-Type: text/xml; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let text = text.leak();
    let answer = Answer { text, tells_call };
    let mut address = SocketAddr::from(([127, 0, 0, 1], 0));
    let mut workers = Vec::new();
    for _ in 0..threads() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = runtime.block_on(async { listen(address) })?;
        address = listener.local_addr()?;
        let acceptor = acceptor.clone();
        workers.push(std::thread::spawn(move || {
            runtime.block_on(tokio::task::LocalSet::new().run_until(accept(listener, acceptor, answer)))
        }));
    }
    println!("{address}");
    std::io::stdout().flush()?;
    for worker in workers {
        worker.join().map_err(|_| "a worker panicked")??;
    }
    Ok(())
}

fn listen(address: SocketAddr) -> Outcome<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseport(true)?;
    socket.bind(address)?;
    Ok(socket.listen(1024)?)
}

async fn accept(listener: TcpListener, acceptor: TlsAcceptor, answer: Answer) -> Outcome<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        let acceptor = acceptor.clone();
        tokio::task::spawn_local(async move {
            // Callers go without a farewell when their turn is over.
            let _ = serve(stream, acceptor, answer).await;
        });
    }
}

async fn serve(stream: TcpStream, acceptor: TlsAcceptor, answer: Answer) -> Outcome<()> {
    stream.set_nodelay(true)?;
    let mut stream = acceptor.accept(stream).await?;
    let mut reader = Reader::default();
    while let Some(head) = reader.message(&mut stream).await? {
        let call = head.field(CORRELATION_ID).filter(|_| answer.tells_call);
        let call = call.map_or_else(String::new, |id| format!("{ANSWERED_CALL}: {id}\r\n"));
        let answer = ["HTTP/1.1 200 OK\r\n", &call, answer.text].concat();
        stream.write_all(answer.as_bytes()).await?;
        stream.flush().await?;
    }
    Ok(())
}
