//! A proxy that lets nothing through and notes what was asked of it: all that a browser wants from beyond this machine.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Listens until the test process ends.
pub struct Proxy {
    /// Where browsers find it on 127.0.0.1. They ask it for nothing that is on this machine.
    pub port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// Starts on a free port.
    pub fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let port = listener.local_addr()?.port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                thread::spawn(move || refuse(&stream, &shared));
            }
        });
        Ok(Self { port, asked })
    }

    /// What was asked for so far, in order: `host:port` or an address.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn refuse(mut stream: &TcpStream, asked: &Mutex<Vec<String>>) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(20)));
    let mut line = String::new();
    // A connection that was opened and never used asks for nothing.
    if BufReader::new(stream).read_line(&mut line).is_err() {
        return;
    }
    if let Some(target) = line.split(' ').nth(1) {
        asked.lock().unwrap_or_else(PoisonError::into_inner).push(target.to_owned());
    }
    let _ = stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}
