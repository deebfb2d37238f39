//! A host: an sshd on a port of its own, behind it an OMERODIR and a program `omero` on the PATH.

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use serde_json::Value;
use serde_json::json;

use super::controller::Controller;
use crate::harness::program;
use crate::support::Installation;
use crate::support::OrdinaryUser;

/// How often we look whether a server answers, every tenth of a second.
const LOOKS: usize = 200;

/// Another process can take a port that was free a moment ago.
const ATTEMPTS: usize = 3;

/// As whom a server runs. It lets in no one else.
#[derive(Clone)]
pub(super) enum Account {
    /// Whoever runs the tests.
    Tester { name: String },
    /// An ordinary user of this number. It gets a shell and a home from a list of users that only its
    /// server sees: `nobody` has none.
    Other { number: u32 },
}

impl Account {
    /// The account for the servers of this machine.
    pub(super) fn find() -> Self {
        if let Some(number) = OrdinaryUser::get().number() {
            let mut probe = Command::new("unshare");
            probe.args(["--mount", "--propagation", "private"]);
            probe.args(["mount", "--bind", "/etc/passwd", "/etc/passwd"]);
            if probe.output().is_ok_and(|output| output.status.success()) {
                return Self::Other { number };
            }
            // The directory that an sshd of root insists on.
            fs::create_dir_all("/run/sshd").unwrap();
        }
        let id = Command::new("id").arg("-un").output().unwrap();
        Self::Tester { name: String::from_utf8(id.stdout).unwrap().trim().to_owned() }
    }

    fn name(&self) -> &str {
        match self {
            Self::Tester { name } => name,
            Self::Other { .. } => "omero",
        }
    }

    fn installation(&self) -> Installation {
        match self {
            Self::Tester { .. } => Installation::empty(),
            Self::Other { .. } => Installation::of_ordinary_user(),
        }
    }

    /// The server, which ends with the thread that starts it if nobody ends it before.
    fn server(&self, omero: &Installation) -> Command {
        let (mut command, options) = match self {
            Self::Tester { .. } => (Command::new("setpriv"), Vec::new()),
            Self::Other { number } => {
                let home = omero.home();
                let line = format!("omero:x:{number}:{number}::{}:/bin/sh\n", home.display());
                let mut command = Command::new("unshare");
                command.args(["--mount", "--propagation", "private", "/bin/sh", "-c"]);
                command.arg("mount --bind \"$0\" /etc/passwd && exec setpriv \"$@\"");
                command.arg(omero.file("passwd", line));
                let ids = [format!("--reuid={number}"), format!("--regid={number}")];
                (command, ids.into_iter().chain(["--clear-groups".to_owned()]).collect())
            }
        };
        command.args(options).args(["--pdeathsig", "KILL"]).arg(program("sshd").unwrap()).arg("-D");
        command
    }
}

/// A host that is up until the value is gone.
pub(super) struct Host {
    name: &'static str,
    account: Account,
    omero: Installation,
    public_key: String,
    port: u16,
    server: Child,
}

impl Host {
    pub(super) fn start(name: &'static str, account: &Account, controller: &Controller) -> Self {
        let omero = account.installation();
        let key = controller.new_key(name);
        let private = omero.file("host_key", fs::read(&key).unwrap());
        fs::set_permissions(private, PermissionsExt::from_mode(0o600)).unwrap();
        let public_key = fs::read_to_string(key.with_file_name(format!("{name}.pub"))).unwrap();
        omero.file("authorized_keys", fs::read(controller.key().with_extension("pub")).unwrap());
        let (port, server) = serve(account, &omero);
        Self { name, account: account.clone(), omero, public_key, port, server }
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn omero(&self) -> &Installation {
        &self.omero
    }

    /// What Ansible has to know of the host.
    pub(super) fn variables(&self, key: &Path) -> Value {
        // Ansible would look for one in many places, each time.
        let system = "/usr/bin/python3";
        let python = if Path::new(system).exists() { system } else { "auto_silent" };
        json!({
            "ansible_host": "127.0.0.1",
            "ansible_port": self.port,
            "ansible_user": self.account.name(),
            "ansible_ssh_private_key_file": key,
            "ansible_python_interpreter": python,
            "ansible_remote_tmp": self.omero.home().join("tmp"),
            "omero_omerodir": self.omero.omerodir(),
        })
    }

    /// The line by which a client knows the host.
    pub(super) fn known(&self) -> String {
        format!("[127.0.0.1]:{} {}", self.port, self.public_key)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Starts a server on a port that is free.
fn serve(account: &Account, omero: &Installation) -> (u16, Child) {
    let log = omero.file("sshd.log", "");
    for _ in 0..ATTEMPTS {
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let configuration = omero.file("sshd_config", configuration(port, omero));
        let mut command = account.server(omero);
        command.arg("-E").arg(&log).arg("-f").arg(configuration);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut server = command.spawn().unwrap();
        if answers(port, &mut server) {
            return (port, server);
        }
        let _ = server.kill();
        let _ = server.wait();
    }
    panic!("sshd does not start: {}", fs::read_to_string(log).unwrap());
}

fn configuration(port: u16, omero: &Installation) -> String {
    let cwd = omero.cwd();
    let programs = OrdinaryUser::omero().parent().unwrap();
    format!(
        "ListenAddress 127.0.0.1\n\
         Port {port}\n\
         HostKey {cwd}/host_key\n\
         AuthorizedKeysFile {cwd}/authorized_keys\n\
         SetEnv PATH={programs}:/usr/bin:/bin\n\
         PidFile none\n\
         StrictModes no\n\
         UsePAM no\n",
        cwd = cwd.display(),
        programs = programs.display(),
    )
}

/// Whether the server answers before it ends.
fn answers(port: u16, server: &mut Child) -> bool {
    for _ in 0..LOOKS {
        if server.try_wait().unwrap().is_some() {
            return false;
        }
        let mut greeting = [0; 4];
        let read = TcpStream::connect(("127.0.0.1", port)).and_then(|mut stream| {
            stream.set_read_timeout(Some(Duration::from_secs(10)))?;
            stream.read_exact(&mut greeting)
        });
        if read.is_ok() && greeting == *b"SSH-" {
            return true;
        }
        thread::sleep(Duration::from_millis(100));
    }
    false
}
