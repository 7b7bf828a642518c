//! A web server for the tests: pages with headers of the test's choice, a log of every request, and of every report a browser posts.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// One request as it came in.
#[derive(Clone, Debug)]
pub struct Request {
    /// "GET", "POST" …
    pub method: String,
    /// Path with its query.
    pub path: String,
    /// The body, for posted reports.
    pub body: String,
}

#[derive(Clone, Default)]
struct Page {
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

#[derive(Default)]
struct State {
    pages: HashMap<String, Page>,
    requests: Vec<Request>,
}

/// Serves until the test process ends.
pub struct Server {
    port: u16,
    state: Arc<Mutex<State>>,
}

impl Server {
    /// Starts on a free port.
    pub fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let port = listener.local_addr()?.port();
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                thread::spawn(move || answer(stream, &shared));
            }
        });
        Ok(Self { port, state })
    }

    /// Puts a page at a path, in place of what was there. The content type follows from the path's ending, HTML where it has none.
    pub fn put(&self, path: &str, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> String {
        let headers = headers.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
        self.lock().pages.insert(path.to_owned(), Page { headers, body: body.into() });
        self.url(path)
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Every request so far, in order.
    pub fn requests(&self) -> Vec<Request> {
        self.lock().requests.clone()
    }

    /// Bodies of what browsers posted to `/report`.
    pub fn reports(&self) -> Vec<String> {
        self.requests().into_iter().filter(|r| r.method == "POST" && r.path == "/report").map(|r| r.body).collect()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn answer(stream: TcpStream, state: &Mutex<State>) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(20)));
    let mut reader = BufReader::new(&stream);
    let Some(request) = read_request(&mut reader) else { return };
    let page = {
        let mut state = state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        state.requests.push(request.clone());
        let path = request.path.split('?').next().unwrap_or_default();
        state.pages.get(path).cloned()
    };
    let _ = write_answer(&stream, &request, page);
}

/// `None` for a connection that was opened and never used, as browsers do.
fn read_request(reader: &mut impl BufRead) -> Option<Request> {
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split(' ');
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut length = 0;
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header).ok()? == 0 || header.trim().is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').unwrap_or_default();
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = Vec::new();
    reader.take(length).read_to_end(&mut body).ok()?;
    Some(Request { method, path, body: String::from_utf8_lossy(&body).into_owned() })
}

fn write_answer(mut stream: &TcpStream, request: &Request, page: Option<Page>) -> std::io::Result<()> {
    let status = match &page {
        Some(_) => "200 OK",
        None if request.method == "POST" => "204 No Content",
        None => "404 Not Found",
    };
    let page = page.unwrap_or_default();
    let mut head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n", page.body.len());
    if !page.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
        head += &format!("Content-Type: {}\r\n", content_type(&request.path));
    }
    for (name, value) in &page.headers {
        head += &format!("{name}: {value}\r\n");
    }
    stream.write_all(head.as_bytes())?;
    stream.write_all(b"\r\n")?;
    stream.write_all(&page.body)
}

fn content_type(path: &str) -> &'static str {
    let path = path.split('?').next().unwrap_or_default();
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        _ => "text/html; charset=utf-8",
    }
}
