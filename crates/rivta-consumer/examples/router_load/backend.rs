//! The producer that everything leads to: it answers every request with the same 2 KB.

use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::Outcome;
use crate::client::threads;
use crate::material::{Material, envelope};
use crate::wire::Reader;

/// Tells its address on standard output and serves until it is killed.
pub(crate) fn run(material: &Material) -> Outcome<()> {
    let acceptor = TlsAcceptor::from(Arc::new(material.server()?));
    let body = envelope("RequestExemptionStatusesResponse", 2 << 10);
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer: &'static [u8] = Box::leak(answer.into_bytes().into_boxed_slice());
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

async fn accept(listener: TcpListener, acceptor: TlsAcceptor, answer: &'static [u8]) -> Outcome<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        let acceptor = acceptor.clone();
        tokio::task::spawn_local(async move {
            // Callers go without a farewell when their turn is over.
            let _ = serve(stream, acceptor, answer).await;
        });
    }
}

async fn serve(stream: TcpStream, acceptor: TlsAcceptor, answer: &[u8]) -> Outcome<()> {
    stream.set_nodelay(true)?;
    let mut stream = acceptor.accept(stream).await?;
    let mut reader = Reader::default();
    while reader.message(&mut stream).await?.is_some() {
        stream.write_all(answer).await?;
        stream.flush().await?;
    }
    Ok(())
}
