//! The machine from which hosts are configured: Ansible, the collection, and keys to log in.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;

use super::host::Host;
use crate::support::Packages;
use crate::support::wait_at_most;

/// What a run of Ansible takes at most.
const RUN: Duration = Duration::from_secs(180);

/// Ansible.
pub(crate) static PACKAGES: Packages =
    Packages { name: "ansible", requirements: &["ansible-core ~= 2.19.0"] };

/// An Ansible of its own with the collection installed.
pub(super) struct Controller {
    directory: tempfile::TempDir,
}

/// What a program of Ansible showed.
pub(super) struct Shown {
    pub(super) succeeded: bool,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

impl Controller {
    /// For a test that lists the packages and `ssh-keygen` as needs.
    pub(super) fn new() -> Self {
        let controller = Self { directory: tempfile::tempdir().unwrap() };
        fs::create_dir(controller.directory.path().join("home")).unwrap();
        controller.configure();
        controller.install_collection();
        controller.new_key("key");
        controller
    }

    fn configure(&self) {
        let here = self.directory.path().display();
        let configuration = format!(
            "[defaults]\n\
             collections_path = {here}/collections\n\
             inventory = {here}/hosts.json\n\
             timeout = 60\n\
             [ssh_connection]\n\
             pipelining = true\n\
             ssh_args = -F none -o ControlMaster=no -o BatchMode=yes -o IdentitiesOnly=yes \
             -o GlobalKnownHostsFile=/dev/null -o UserKnownHostsFile={here}/known_hosts\n"
        );
        self.file("ansible.cfg", configuration);
    }

    fn install_collection(&self) {
        let collection = root().join("ansible");
        let words = ["collection", "install", "--offline", collection.to_str().unwrap()];
        let installed = self.run("ansible-galaxy", &words);
        assert!(installed.succeeded, "{}{}", installed.stdout, installed.stderr);
    }

    /// The key that opens the hosts.
    pub(super) fn key(&self) -> PathBuf {
        self.directory.path().join("key")
    }

    /// Makes a pair of keys and returns its private part.
    pub(super) fn new_key(&self, name: &str) -> PathBuf {
        let path = self.directory.path().join(name);
        let mut program = Command::new("ssh-keygen");
        program.args(["-q", "-t", "ed25519", "-N", "", "-C", name, "-f"]).arg(&path);
        let made = shown(&mut program, RUN);
        assert!(made.succeeded, "{}", made.stderr);
        path
    }

    /// Tells Ansible where the hosts are, and by which key they are known.
    pub(super) fn know(&self, hosts: &[Host]) {
        let key = self.key();
        let own = hosts.iter().map(|host| (host.name().to_owned(), host.variables(&key)));
        let group = serde_json::json!({
            "hosts": own.collect::<serde_json::Map<_, _>>(),
            // There is no service to restart.
            "vars": { "omero_service": "" },
        });
        self.file("hosts.json", serde_json::json!({ "omero_servers": group }).to_string());
        self.file("known_hosts", hosts.iter().map(Host::known).collect::<String>());
    }

    fn file(&self, name: &str, content: String) {
        fs::write(self.directory.path().join(name), content).unwrap();
    }

    /// Runs a program of Ansible to its end.
    pub(super) fn run(&self, program: &str, words: &[&str]) -> Shown {
        let here = self.directory.path();
        let programs = PACKAGES.programs();
        let path = format!("{}:/usr/bin:/bin", programs.display());
        let mut command = Command::new(programs.join(program));
        command.args(words).current_dir(here).env_clear().env("PATH", path);
        command.env("HOME", here.join("home")).env("LC_ALL", "C.UTF-8");
        command.env("ANSIBLE_CONFIG", here.join("ansible.cfg")).env("COLUMNS", "500");
        shown(&mut command, RUN)
    }
}

/// The repository.
pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn shown(command: &mut Command, patience: Duration) -> Shown {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let output = wait_at_most(command.spawn().unwrap(), patience);
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Shown {
        succeeded: output.status.success(),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}
