//! Opens the ports, says where they are, and serves until it is ended.

use std::error::Error;
use std::io::{self, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use axum_server::accept::NoDelayAcceptor;
use axum_server::tls_rustls::RustlsConfig;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::PrivateKeyDer;
use serde_json::json;

use crate::app::app;
use crate::args::{Args, HELP};
use crate::settings::{Preflights, Settings};
use crate::world::{Shared, World};

pub fn start() -> Result<(), Box<dyn Error>> {
    let args = Args::parse(std::env::args().skip(1))?;
    if args.help {
        return Ok(io::stdout().write_all(HELP.as_bytes())?);
    }
    if args.until_stdin_closes {
        std::thread::spawn(|| {
            // An error of reading ends it just as well.
            let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
            std::process::exit(0);
        });
    }
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(serve(&args))
}

async fn serve(args: &Args) -> Result<(), Box<dyn Error>> {
    let settings = Settings { page_limit: args.page_limit, latency_ms: args.latency_ms, ..Settings::default() };
    let preflights = Preflights { latency_ms: args.latency_ms, ..Preflights::default() };
    let service = app(Shared::new(World::new(args.seed, settings, preflights))).into_make_service();

    let (plain, port) = listen(args.port)?;
    let secure = args.tls_port.map(listen).transpose()?;
    say(port, secure.as_ref().map(|(_, port)| *port))?;
    let plain = axum_server::from_tcp(plain)?.acceptor(NoDelayAcceptor::new()).http1_only().serve(service.clone());
    let Some((secure, _)) = secure else { return Ok(plain.await?) };
    let secure = axum_server::from_tcp_rustls(secure, certificate()?)?
        .map(|acceptor| acceptor.acceptor(NoDelayAcceptor::new()))
        .serve(service);
    tokio::try_join!(plain, secure)?;
    Ok(())
}

fn listen(port: u16) -> io::Result<(TcpListener, u16)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    Ok((listener, port))
}

/// One line on the standard output: from now on requests are taken.
fn say(port: u16, tls_port: Option<u16>) -> io::Result<()> {
    let addresses = json!({
        "http": format!("http://127.0.0.1:{port}/v1"),
        "https": tls_port.map(|port| format!("https://localhost:{port}/v1")),
        "control": format!("http://127.0.0.1:{port}/control"),
    });
    let mut out = io::stdout().lock();
    writeln!(out, "{addresses}")?;
    out.flush()
}

/// A certificate made for this run, and HTTP/2 for those who speak it.
fn certificate() -> Result<RustlsConfig, Box<dyn Error>> {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".into(), "127.0.0.1".into()])?;
    let key = PrivateKeyDer::try_from(signing_key.serialize_der())?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(RustlsConfig::from_config(Arc::new(config)))
}
