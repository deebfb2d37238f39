//! The play of the guide for OME's roles, run by Ansible with roles that write what OME's write.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;

use omero_config::testing::python::shlex;

use super::deployment::Deployment;
use super::properties_in;
use crate::ansible::PACKAGES;
use crate::docs::blocks;
use crate::support::Installation;
use crate::support::wait_at_most;

/// What a run of Ansible takes at most.
const RUN: Duration = Duration::from_secs(180);

/// Stands for the Python tool that pip has installed.
const TOOL: &str =
    "#!/usr/bin/env python3\nimport sys\n# from omero.main import main\nprint('tool', *sys.argv)\n";

/// A host with both environments, and what configures it.
struct Host {
    omero: Installation,
}

impl Host {
    fn new() -> Self {
        let host = Self { omero: Installation::empty() };
        let tool = host.omero.file("tool", TOOL);
        for part in ["server", "web"] {
            let programs = host.directory().join(part).join("venv3/bin");
            fs::create_dir_all(&programs).unwrap();
            let install = Command::new("install").arg(&tool).arg(programs.join("omero")).status();
            assert!(install.unwrap().success());
        }
        let variables: serde_json::Map<_, _> =
            Deployment::all().iter().flat_map(|deployment| deployment.variables.clone()).collect();
        host.omero.file("variables.json", serde_json::to_string(&variables).unwrap());
        let inventory = serde_json::json!({"omero_servers": {"hosts": {"localhost": {
            "ansible_connection": "local",
            "ansible_become": false,
            "ansible_python_interpreter": PACKAGES.programs().join("python"),
            "omero_common_basedir": host.directory(),
        }}}});
        host.omero.file("hosts.json", inventory.to_string());
        host.omero.file("play.yml", host.play());
        host
    }

    /// In the place of `/opt/omero`.
    fn directory(&self) -> PathBuf {
        self.omero.home().join("opt")
    }

    /// The play of the guide, with the paths of this host.
    fn play(&self) -> String {
        let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ome.md");
        let guide = fs::read_to_string(guide).unwrap();
        let play = blocks(&guide).into_iter().find(|block| block.text.contains("role: ome."));
        let play = play.unwrap().text;
        assert!(play.contains("/opt/omero/") && play.contains("/usr/bin/omero "), "{play}");
        play.replace("/opt/omero", self.directory().to_str().unwrap())
            .replace("/usr/bin/omero", self.omero.executable().to_str().unwrap())
    }

    /// Runs the play and returns its last line.
    fn run(&self) -> String {
        let program = self.omero.executable().parent().unwrap().display();
        let programs = PACKAGES.programs();
        let roles = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ome/roles");
        let mut ansible = Command::new(programs.join("ansible-playbook"));
        ansible.args(["-i", "hosts.json", "-e", "@variables.json", "play.yml"]);
        ansible.current_dir(self.omero.cwd()).env_clear().env("HOME", self.omero.home());
        ansible.env("PATH", format!("{program}:{}:/usr/bin:/bin", programs.display()));
        ansible.env("LC_ALL", "C.UTF-8").env("ANSIBLE_ROLES_PATH", roles);
        ansible.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let output = wait_at_most(ansible.spawn().unwrap(), RUN);
        let shown = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{shown}{}", String::from_utf8_lossy(&output.stderr));
        shown.trim_end().lines().last().unwrap().to_owned()
    }

    /// Runs what the unit of a service runs before it starts, as systemd does: without a shell.
    fn start(&self, part: &str) {
        let unit = self.directory().join(part).join(format!("omero-{part}.service"));
        let unit = fs::read_to_string(unit).unwrap();
        let line = unit.lines().find_map(|line| line.strip_prefix("ExecStartPre=")).unwrap();
        let mut words = line.split_whitespace();
        let mut command = Command::new(words.next().unwrap());
        let output = command.args(words).env_clear().output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The lines of a script as words.
fn words(script: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(script).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| shlex::split(line).unwrap()).collect()
}

#[test]
#[needs(PyPi(&PACKAGES), Program("python3"))]
fn the_play_of_the_guide_configures_server_and_web_as_the_python_tool_does() {
    let host = Host::new();
    assert!(host.run().contains("failed=0"));
    let roles = Deployment::all().into_iter().filter(|role| !role.variables.is_empty());
    for role in roles {
        let part = role.name.strip_prefix("ome.omero_").unwrap();
        let directory = host.directory().join(part);
        for (name, lines) in &role.scripts {
            let script = directory.join("config").join(name);
            if name.starts_with("90-") {
                // A site adds its own scripts to those of the role.
                let line = |words: &Vec<String>| {
                    words.iter().map(|word| shlex::quote(word)).collect::<Vec<_>>().join(" ") + "\n"
                };
                fs::write(script, lines.iter().map(line).collect::<String>()).unwrap();
            } else {
                assert_eq!(words(&script), *lines, "{name}");
            }
        }
        let store = directory.join(format!("OMERO.{part}/etc/grid/config.xml"));
        for _ in 0..2 {
            host.start(part);
            let stored = properties_in(&fs::read_to_string(&store).unwrap());
            assert_eq!(stored, role.properties, "{part}");
        }
        let script = fs::read_to_string(directory.join("venv3/bin/omero")).unwrap();
        assert!(script.contains("omero config take-over"), "{script}");
    }
    let again = host.run();
    assert!(again.contains("changed=0") && again.contains("failed=0"), "{again}");
}
