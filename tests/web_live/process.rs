//! Servers of the test's own: started on free ports, stopped by their own pid.

use std::net::Ipv4Addr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::process::Child;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use crate::support::end;

/// A server that does not answer after this time has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server, gone with the value.
pub(super) struct Process(Option<Child>);

impl Process {
    /// Starts a server that stays in the foreground and waits until it listens on `port`.
    pub(super) fn start(mut command: Command, port: u16) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let begin = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let has_ended = child.try_wait().unwrap().is_some();
            if has_ended || begin.elapsed() > PATIENCE {
                let Output { stdout, stderr, .. } = end(child);
                let told = String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned();
                panic!("{command:?} does not listen on {port}: {told}");
            }
            thread::sleep(Duration::from_millis(20));
        }
        Self(Some(child))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(child) = self.0.take() {
            end(child);
        }
    }
}

/// A port that nobody listens on.
pub(super) fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}
