//! Requests, as an administrator makes them: with curl.

use std::process::Command;
use std::process::Stdio;

use crate::support::wait;

/// What came back.
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: String,
}

impl Response {
    /// What the application of the tests says that it was asked.
    pub(super) fn asked(&self, name: &str) -> String {
        let Ok(asked) = serde_json::from_str::<serde_json::Value>(&self.body) else {
            panic!("{} is no answer of the application: {}", self.status, self.body);
        };
        match &asked[name] {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }
}

/// Asks for `url` with these further arguments of curl, one word each.
pub(super) fn request(url: &str, arguments: &[&str]) -> Response {
    let mut command = Command::new("curl");
    command.args(["--silent", "--show-error", "--include", "--insecure", "--max-time", "30"]);
    command.args(["--noproxy", "*", "--header", "Expect:"]).args(arguments).arg(url);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let output = wait(command.spawn().unwrap());
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        panic!("no answer from {url}: {}{text}", String::from_utf8_lossy(&output.stderr));
    };
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Response { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
}
