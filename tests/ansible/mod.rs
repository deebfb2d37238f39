//! The collection in `ansible/`: real Ansible, and real hosts behind sshd.

mod controller;
mod host;

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;

use self::controller::Controller;
pub(crate) use self::controller::PACKAGES;
use self::controller::Shown;
use self::controller::root;
use self::host::Account;
use self::host::Host;
use crate::docs::Block;
use crate::docs::blocks;
use crate::secrets::table::SECRETS as SECRETS_OF_ALL_KINDS;
use crate::secrets::table::SIGN;
use crate::support::Installation;

const NAMES: [&str; 3] = ["omero1.example.org", "omero2.example.org", "omero3.example.org"];

/// Values in the plays that nobody may see.
const SECRETS: [&str; 3] = ["change me, please", "a long random text", "hush"];

/// A controller and its hosts.
struct Fleet {
    controller: Controller,
    hosts: [Host; 3],
}

impl Fleet {
    fn start() -> Self {
        let account = Account::find();
        let controller = Controller::new();
        let hosts = NAMES.map(|name| Host::start(name, &account, &controller));
        controller.know(&hosts);
        Self { controller, hosts }
    }

    /// Runs a play, which shows no secret however much it tells.
    fn play(&self, path: &str, words: &[&str]) -> Shown {
        let path = root().join(path);
        let all = [&[path.to_str().unwrap()], words].concat();
        let shown = self.controller.run("ansible-playbook", &all);
        for secret in SECRETS {
            let hidden = !shown.stdout.contains(secret) && !shown.stderr.contains(secret);
            assert!(hidden, "{secret} is shown:\n{}{}", shown.stdout, shown.stderr);
        }
        shown
    }

    /// Runs the example of the guide.
    fn example(&self, words: &[&str]) -> Shown {
        let shown = self.play("ansible/examples/omero.yml", words);
        assert!(shown.succeeded, "{}{}", shown.stdout, shown.stderr);
        shown
    }

    /// The texts of the stores, and which files they are in.
    fn stores(&self) -> Vec<(Option<String>, Option<u64>)> {
        let inode = |host: &Host| fs::metadata(host.omero().store()).ok().map(|file| file.ino());
        self.hosts.iter().map(|host| (host.omero().config_xml(), inode(host))).collect()
    }
}

#[test]
#[needs(
    PyPi(&PACKAGES),
    Program("sshd"),
    Program("ssh"),
    Program("ssh-keygen"),
    Program("setpriv"),
    Program("unshare")
)]
fn ansible_configures_three_hosts_in_one_play() {
    let fleet = Fleet::start();
    a_preview_changes_nothing(&fleet);
    all_hosts_get_what_they_share_and_what_they_have_of_their_own(&fleet);
    a_second_run_changes_nothing(&fleet);
    each_task_tells_what_it_changed_or_why_not(&fleet);
}

fn a_preview_changes_nothing(fleet: &Fleet) {
    let shown = fleet.example(&["--check", "--diff", "-vvv"]);
    let guide = guide();
    let difference = blocks(&guide).into_iter().find(|block| block.kind == "diff").unwrap();
    assert!(shown.stdout.contains(&difference.text), "{}", shown.stdout);
    assert_snapshot!(recap(&shown), @"
    omero1.example.org : ok=1 changed=1 unreachable=0
    omero2.example.org : ok=1 changed=1 unreachable=0
    omero3.example.org : ok=1 changed=1 unreachable=0
    ");
    assert_eq!(fleet.stores(), [const { (None, None) }; 3]);
}

fn all_hosts_get_what_they_share_and_what_they_have_of_their_own(fleet: &Fleet) {
    assert_snapshot!(recap(&fleet.example(&["--diff", "-vvv"])), @"
    omero1.example.org : ok=1 changed=1 unreachable=0
    omero2.example.org : ok=1 changed=1 unreachable=0
    omero3.example.org : ok=1 changed=1 unreachable=0
    ");
    let values = |key: &str| {
        let get = format!("config get {key}");
        fleet.hosts.each_ref().map(|host| host.omero().answer(&get))
    };
    assert_eq!(values("omero.db.pass"), ["change me, please"; 3]);
    assert_eq!(values("omero.client.icetransports"), ["ssl,wss"; 3]);
    assert_eq!(values("omero.jvmcfg.percent.pixeldata"), ["30", "50", "30"]);
    assert_eq!(values("omero.web.debug"), ["", "false", ""]);
}

fn a_second_run_changes_nothing(fleet: &Fleet) {
    let before = fleet.stores();
    assert_snapshot!(recap(&fleet.example(&["--diff"])), @"
    omero1.example.org : ok=1 changed=0 unreachable=0
    omero2.example.org : ok=1 changed=0 unreachable=0
    omero3.example.org : ok=1 changed=0 unreachable=0
    ");
    assert_eq!(fleet.stores(), before);
}

fn each_task_tells_what_it_changed_or_why_not(fleet: &Fleet) {
    let omero = fleet.hosts[2].omero();
    let python_tool = omero.omerodir().join("python-omero");
    let usage = "#!/bin/sh\necho \"omero config: error: invalid choice: 'apply'\" >&2\nexit 2\n";
    fs::write(&python_tool, usage).unwrap();
    fs::set_permissions(&python_tool, PermissionsExt::from_mode(0o755)).unwrap();
    let shown = fleet.play("tests/ansible/scenarios.yml", &["--diff"]);
    assert_snapshot!(omero.collapsed(&briefly(&shown.stdout)), @r#"
    PLAY [Cases]
    TASK [A secret is replaced and a name is misspelt]
    --- before
    +++ after
    @@ -1 +1,2 @@
    -omero.db.pass=********
    +omero.db.hots=db.example.org
    +omero.db.pass=******** (another)
    changed: [omero3.example.org]
    TASK [A list by element]
    --- before
    +++ after
    @@ -1 +1 @@
    -omero.client.icetransports=ssl,wss
    +omero.client.icetransports=ssl
    changed: [omero3.example.org]
    TASK [The same again]
    ok: [omero3.example.org]
    TASK [Nested names, and null]
    --- before
    +++ after
    @@ -1,2 +1 @@
    -omero.ldap.base=dc=example,dc=org
    -omero.ldap.config=true
    +omero.ldap.config=false
    changed: [omero3.example.org]
    TASK [Absent by a list]
    --- before
    +++ after
    @@ -1 +0,0 @@
    -omero.ldap.urls=ldaps://ldap.example.org:636
    changed: [omero3.example.org]
    TASK [Absent by a dictionary]
    --- before
    +++ after
    @@ -1 +0,0 @@
    -omero.ldap.user_filter=(objectClass=person)
    changed: [omero3.example.org]
    TASK [Another profile, to be pruned]
    --- before
    +++ after
    @@ -0,0 +1,3 @@
    +omero.db.host=h
    +omero.db.port=5433
    +omero.mail.host=m
    changed: [omero3.example.org]
    TASK [Pruned]
    --- before
    +++ after
    @@ -1 +1 @@
    -omero.mail.host=m
    +omero.web.debug=false
    changed: [omero3.example.org]
    TASK [Refused values]
    fatal: [omero3.example.org]: FAILED! => {"changed": false, "errors": ["omero.db.port: expected an integer from 1 to 65535, found `f` (character 1)", "value of `omero.db.pass`: character 5 is U+0007, which an XML file cannot contain"], "msg": "omero.db.port: expected an integer from 1 to 65535, found `f` (character 1)\nvalue of `omero.db.pass`: character 5 is U+0007, which an XML file cannot contain\nhint: for example 5433; `omero config describe omero.db.port` explains more; --force stores it anyway\nhint: remove it, or write it in JSON as an escape such as `\\u0007`", "rc": 1}
    ...ignoring
    TASK [Forced]
    --- before
    +++ after
    @@ -0,0 +1 @@
    +omero.db.port=five
    changed: [omero3.example.org]
    TASK [A file that is not there]
    fatal: [omero3.example.org]: FAILED! => {"changed": false, "errors": ["File not found: /no/such/file"], "msg": "File not found: /no/such/file\nhint: --source changes an existing file; create an empty file with `touch FILE`", "rc": 124}
    ...ignoring
    TASK [A list of names that are to be present]
    fatal: [omero3.example.org]: FAILED! => {"changed": false, "msg": "properties: expected a dictionary of names and values"}
    ...ignoring
    TASK [Absent by nested names]
    fatal: [omero3.example.org]: FAILED! => {"changed": false, "msg": "properties: `omero` contains a dictionary; with `state: absent` list the full names"}
    ...ignoring
    TASK [Exceptions from nothing]
    fatal: [omero3.example.org]: FAILED! => {"changed": false, "msg": "keep: is only allowed with `prune`"}
    ...ignoring
    TASK [Another program of this name]
    fatal: [omero3.example.org]: FAILED! => {"changed": false, "errors": ["$OMERODIR/python-omero has no `config apply`"], "msg": "$OMERODIR/python-omero has no `config apply`\nhint: is it the Python tool? set `executable` to the path of the native omero", "rc": 2}
    ...ignoring
    TASK [A program that says nothing]
    fatal: [omero3.example.org]: FAILED! => {"changed": false, "msg": "/bin/true printed no valid answer: is it the native omero?", "rc": 0}
    ...ignoring
    PLAY RECAP
    omero3.example.org         : ok=16   changed=8    unreachable=0    failed=0    skipped=0    rescued=0    ignored=7
    "#);
    assert!(shown.stderr.contains("did you mean `omero.db.host`?"), "{}", shown.stderr);
    assert_eq!(omero.answer("config get omero.db.host"), "db.example.org");
    // Once more, to see that failures that tell everything show no secret.
    let last = ["--start-at-task", "Refused values", "-vvv"];
    assert!(fleet.play("tests/ansible/scenarios.yml", &last).stdout.contains("invocation"));
}

/// The lines that count what happened on each host.
fn recap(shown: &Shown) -> String {
    let (_, recap) = shown.stdout.split_once("PLAY RECAP").unwrap();
    let counts = |line: &str| line.split_whitespace().take(5).collect::<Vec<_>>().join(" ");
    recap.lines().skip(1).map(counts).collect::<Vec<_>>().join("\n")
}

/// What a play shows, without the lines of the play that it shows before each failure, without rulers
/// and empty lines.
fn briefly(stdout: &str) -> String {
    let mut is_excerpt = false;
    let mut brief = String::new();
    for line in stdout.lines() {
        let line = line.split_once(" **").map_or(line, |(line, _)| line);
        is_excerpt = line.starts_with("[ERROR]") || is_excerpt && !line.starts_with("fatal:");
        if !is_excerpt && !line.is_empty() {
            brief.extend([line, "\n"]);
        }
    }
    brief
}

#[test]
fn the_guide_shows_the_files_of_the_example() {
    let guide = guide();
    let mut count = 0;
    for Block { name, text, .. } in blocks(&guide) {
        let Some(name) = name else { continue };
        let file = fs::read_to_string(root().join("ansible/examples").join(name)).unwrap();
        assert!(file.contains(&text), "docs/ansible.md shows another {name}");
        count += 1;
    }
    assert_eq!(count, 3);
}

fn guide() -> String {
    fs::read_to_string(root().join("docs/ansible.md")).unwrap()
}

#[test]
#[needs(PyPi(&PACKAGES), Program("ssh-keygen"))]
fn the_system_log_of_a_host_gets_no_values() {
    let controller = Controller::new();
    let module = root().join("ansible/plugins/modules/omero_config.py");
    let script = root().join("tests/ansible/system_log.py");
    let words = [script.to_str().unwrap(), module.to_str().unwrap()];
    let shown = controller.run("python", &words);
    let last = shown.stdout.lines().last().unwrap_or_default();
    assert!(last.contains("properties=NOT_LOGGING_PARAMETER"), "{}", shown.stdout);
    assert!(!shown.stdout.contains("hush"), "{}", shown.stdout);
}

#[test]
#[needs(PyPi(&PACKAGES), Program("ssh-keygen"))]
fn the_result_of_a_task_shows_no_secret_of_any_kind() {
    let controller = Controller::new();
    let module = root().join("ansible/plugins/modules/omero_config.py");
    let script = root().join("tests/ansible/result.py");
    for (key, value) in SECRETS_OF_ALL_KINDS {
        let omero = Installation::empty();
        let result = |secret: &str| {
            let task = serde_json::json!({ "ANSIBLE_MODULE_ARGS": {
                "_ansible_diff": true,
                "executable": omero.executable(),
                "omerodir": omero.omerodir(),
                "force": true,
                "properties": { *key: value.replace('§', secret) },
            }});
            let (module, script) = (module.to_str().unwrap(), script.to_str().unwrap());
            let shown = controller.run("python", &[script, module, &task.to_string()]);
            assert!(shown.succeeded, "{key}: {}{}", shown.stdout, shown.stderr);
            let last = shown.stdout.lines().last().unwrap_or_default();
            let result: serde_json::Value = serde_json::from_str(last).unwrap();
            assert!(result["diff"]["after"].as_str().unwrap().contains("********"), "{result}");
            let all = shown.stdout + &shown.stderr;
            assert!(!all.contains(SIGN), "{key}: {all}");
        };
        result(SIGN);
        assert_eq!(omero.answer(&format!("config get {key}")), value.replace('§', SIGN));
        result(&format!("other{SIGN}"));
    }
}

#[test]
#[needs(PyPi(&PACKAGES), Program("ssh-keygen"))]
fn ansible_doc_reads_the_documentation_of_the_module() {
    let controller = Controller::new();
    let shown = controller.run("ansible-doc", &["omero.config.omero_config"]);
    assert!(shown.succeeded && shown.stderr.is_empty(), "{}", shown.stderr);
    for part in ["OPTIONS", "prune", "EXAMPLES", "RETURN VALUES", "changes"] {
        assert!(shown.stdout.contains(part), "{part} is missing:\n{}", shown.stdout);
    }
}
