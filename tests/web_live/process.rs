//! Servers of the test's own: started on free ports, stopped by their own pid.

use std::net::Ipv4Addr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use crate::support::wait;

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
                let output = end(child);
                panic!("{command:?} does not listen on {port}: {output}");
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

/// Asks a server to end, and tells what it has said.
fn end(child: Child) -> String {
    let _ = Command::new("kill").arg(child.id().to_string()).stderr(Stdio::null()).status();
    let output = wait(child);
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}

/// A port that nobody listens on.
pub(super) fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}
