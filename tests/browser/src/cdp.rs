//! DevTools on Chromium's browser socket, for the few things that chromedriver does not pass on. Blocking, one command at a time.

use crate::Result;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;
use tungstenite::{Message, WebSocket, client::client};

/// A connection to the browser as a whole.
pub struct Cdp {
    socket: WebSocket<TcpStream>,
    last: u64,
}

impl Cdp {
    /// Connects to the debugger at an address such as `127.0.0.1:9222`.
    pub fn connect(address: &str) -> Result<Self> {
        let url = browser_socket(address)?;
        let stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        let (socket, _) = client(url.as_str(), stream)?;
        Ok(Self { socket, last: 0 })
    }

    /// Sends a command, to a session of a target where one is given, and waits for its answer.
    pub fn send(&mut self, method: &str, params: Value, session: Option<&str>) -> Result<Value> {
        self.last += 1;
        let mut command = json!({"id": self.last, "method": method, "params": params});
        if let Some(session) = session {
            command["sessionId"] = session.into();
        }
        self.socket.send(Message::text(command.to_string()))?;
        loop {
            let Message::Text(text) = self.socket.read()? else { continue };
            let mut answer: Value = serde_json::from_str(&text)?;
            if answer["id"] != self.last {
                continue;
            }
            if let Some(error) = answer.get("error") {
                return Err(format!("{method}: {error}").into());
            }
            return Ok(answer["result"].take());
        }
    }

    /// Ids of the targets whose type and address fit.
    pub fn targets(&mut self, kind: &str, fits: impl Fn(&str) -> bool) -> Result<Vec<String>> {
        let all = self.send("Target.getTargets", json!({"filter": [{"type": kind}]}), None)?;
        let targets = all["targetInfos"].as_array().cloned().unwrap_or_default();
        let found = targets.iter().filter(|target| target["url"].as_str().is_some_and(&fits));
        Ok(found.filter_map(|target| target["targetId"].as_str()).map(str::to_owned).collect())
    }

    /// The first of them.
    pub fn target(&mut self, kind: &str, fits: impl Fn(&str) -> bool) -> Result<Option<String>> {
        Ok(self.targets(kind, fits)?.into_iter().next())
    }

    /// Sends a command to a target.
    pub fn in_target(&mut self, target: &str, method: &str, params: Value) -> Result<Value> {
        let attached = self.send("Target.attachToTarget", json!({"targetId": target, "flatten": true}), None)?;
        let session = attached["sessionId"].as_str().ok_or("a target without a session")?.to_owned();
        let answer = self.send(method, params, Some(&session))?;
        // The target may be gone by now: a popup closes itself.
        let _ = self.send("Target.detachFromTarget", json!({"sessionId": session}), None);
        Ok(answer)
    }

    /// Evaluates an expression in a target; a promise is awaited.
    pub fn evaluate(&mut self, target: &str, expression: &str) -> Result<Value> {
        let params =
            json!({"expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true});
        let mut answer = self.in_target(target, "Runtime.evaluate", params)?;
        if let Some(thrown) = answer.get("exceptionDetails") {
            return Err(format!("{expression}: {thrown}").into());
        }
        Ok(answer["result"]["value"].take())
    }
}

/// The socket's address, which changes with every start.
fn browser_socket(address: &str) -> Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    write!(stream, "GET /json/version HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    let mut piece = [0; 4096];
    // The debugger leaves the connection open whatever we ask for: the body is whole when it parses.
    loop {
        let n = stream.read(&mut piece)?;
        answer.extend_from_slice(&piece[..n]);
        let text = String::from_utf8_lossy(&answer);
        let body = text.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        if let Ok(version) = serde_json::from_str::<Value>(body) {
            return Ok(version["webSocketDebuggerUrl"].as_str().ok_or("no debugger socket")?.to_owned());
        }
        if n == 0 {
            return Err("the debugger closed the connection".into());
        }
    }
}
