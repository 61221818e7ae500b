//! A server of its own for each test, and one request a connection.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::time::Duration;

use quartermaster::transport::demo::seed::Seed;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::app::app;
use crate::settings::{Preflights, Settings};
use crate::world::{Shared, World};

pub const KEY: &str = "sk-test-anna";

pub struct Server {
    address: SocketAddr,
}

/// What came before the connection was closed.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    /// The head as it was sent, names in small letters.
    head: String,
    pub body: Vec<u8>,
}

impl Server {
    pub async fn start() -> Server {
        let seed = Seed { number: 7, files: 60, stores: 4, batches: 6 };
        let world = Shared::new(World::new(seed, Settings::default(), Preflights::default()));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let server = axum_server::from_tcp(listener).unwrap();
        tokio::spawn(async { server.serve(app(world).into_make_service()).await.unwrap() });
        Server { address }
    }

    /// Sends the beginning of a request and leaves the connection open.
    pub async fn send(&self, line: &str, headers: &[(&str, &str)], body: &[u8]) -> TcpStream {
        let mut request = format!("{line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n");
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        if !headers.iter().any(|(name, _)| *name == "content-length") {
            request += &format!("content-length: {}\r\n", body.len());
        }
        request += "\r\n";
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        stream.write_all(body).await.unwrap();
        stream
    }

    /// `None` if the connection was closed without a byte.
    pub async fn ask(&self, line: &str, headers: &[(&str, &str)], body: &[u8]) -> Option<Reply> {
        let mut bytes = Vec::new();
        // A connection may also end with a reset; what came before it counts.
        let _ = self.send(line, headers, body).await.read_to_end(&mut bytes).await;
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Some(Reply { status, head: head.to_lowercase(), body: bytes[end + 4..].to_vec() })
    }

    /// Asks the API with `KEY`.
    pub async fn api(&self, line: &str) -> Option<Reply> {
        self.ask(line, &[("authorization", &format!("Bearer {KEY}")), ("origin", "http://page")], b"").await
    }

    pub async fn preflight(&self, method: &str, path: &str) -> Reply {
        let headers = [
            ("origin", "http://page"),
            ("access-control-request-method", method),
            ("access-control-request-headers", "authorization,openai-beta"),
        ];
        self.ask(&format!("OPTIONS /v1{path}"), &headers, b"").await.unwrap()
    }

    /// `METHOD what`, of the account of `KEY`.
    pub async fn control(&self, line: &str, body: &str) -> Value {
        let reply = self.control_of(&format!("{}?key={KEY}", line.replace(' ', " /control/")), body).await;
        assert_eq!(reply.status, 200, "{line} {body}: {}", String::from_utf8_lossy(&reply.body));
        reply.json()
    }

    pub async fn control_of(&self, line: &str, body: &str) -> Reply {
        self.ask(line, &[], body.as_bytes()).await.unwrap()
    }

    pub async fn faults(&self, rules: &str) {
        self.control("POST faults", rules).await;
    }

    /// Waits until the log says so of the first request; fails if that takes much too long.
    pub async fn first_ends(&self, wanted: &str) {
        let watch = async {
            while self.control("GET log", "").await[0]["end"] != wanted {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), watch).await.expect(wanted);
    }

    /// Ids of the files that there are, oldest first.
    pub async fn files(&self) -> Vec<String> {
        let state = self.control("GET state", "").await;
        state["files"].as_array().unwrap().iter().map(|file| file["id"].as_str().unwrap().to_owned()).collect()
    }
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    /// Whether a script of another origin may read it.
    pub fn readable(&self) -> bool {
        self.header("access-control-allow-origin") == Some("*")
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}
