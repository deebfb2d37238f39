//! What the history says about a change: origin, command, message; `log KEY` and `log --json`.

use insta::assert_snapshot;
use serde_json::Value;

use super::change;
use super::changes;
use crate::support::Installation;
use crate::support::Terminal;

fn json(omero: &Installation, line: &str) -> Value {
    serde_json::from_str(&omero.answer(line)).unwrap()
}

#[test]
fn the_command_is_recorded_without_values() {
    let omero = Installation::empty();
    omero.file("site.yaml", "A: 4\n");
    omero.file("site.properties", "A=5\n");
    omero.file("site.omero", "config set A 6\n");
    let lines = [
        "config set omero.db.pass secret",
        "config append L '\"secret\"'",
        "config remove L '\"secret\"'",
        "config apply site.yaml",
        "config load -q site.properties",
        "load site.omero",
        "config copy default test",
        "config drop test",
        "config undo 3",
    ];
    for line in &lines {
        omero.prepare(line);
    }
    assert!(omero.typed("config load --env").env("CONFIG_B", "secret").run().succeeded());
    let log = json(&omero, "config log --json");
    let commands = log.as_array().unwrap().iter().rev().map(|change| change["command"].as_str());
    let commands: Vec<_> = commands.map(Option::unwrap).collect();
    assert_eq!(
        commands,
        [
            "config set omero.db.pass",
            "config append L",
            "config remove L",
            "config apply site.yaml",
            "config load site.properties",
            "load site.omero",
            "config copy default test",
            "config drop test",
            "config undo 3",
            "config load --env",
        ]
    );
    assert!(!super::names(&omero).concat().contains("secret"));
}

#[test]
#[needs(Program("tmux"))]
fn what_is_typed_on_a_terminal_is_a_change_of_a_person() {
    let omero = Installation::empty();
    let terminal = Terminal::sh(&omero);
    terminal.type_text("omero config set A 1; echo do''ne");
    terminal.press("Enter");
    terminal.wait_for("the end", |screen| screen.contains("\ndone"));
    assert!(change(&omero, 1).contains("  config set A  terminal of "));
}

#[test]
fn a_variable_names_another_origin() {
    let omero = Installation::empty();
    let named = |line: &str, name: &str| {
        assert!(omero.typed(line).env("OMERO_CONFIG_ORIGIN", name).run().succeeded());
    };
    named("config set A 1", "ansible");
    named("config set A 2", "a/b c,d");
    named("config set A 3", "another-program");
    let log = json(&omero, "config log --json");
    let origins = [2, 1, 0].map(|at| log[at]["origin"].as_str().unwrap().to_owned());
    assert_eq!(origins, ["ansible", "a_b_c_d", "script"]);
}

#[test]
fn a_message_is_given_with_the_change_or_afterwards() {
    let omero = Installation::empty();
    omero.prepare("config -m 'before the verb' set A 1");
    omero.prepare("config set A 2 --message 'after it\nin two lines'");
    omero.prepare("config set A 3");
    assert_snapshot!(omero.run("config log -m 'I forgot'"), @"
    exit 0
    --- stderr
    change 3 now has this message
    ");
    assert!(change(&omero, 1).contains("\n    \"before the verb\"\n"));
    assert!(change(&omero, 2).contains("\n    \"after it\"\n    \"in two lines\"\n"));
    assert!(change(&omero, 3).contains("\n    \"I forgot\"\n"));
    omero.prepare("config log -m better");
    assert!(change(&omero, 3).contains("\n    \"better\"\n"));
}

#[test]
fn without_a_change_there_is_nothing_to_explain() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config log -m why"), @"
    exit 1
    --- stderr
    error: there is no change in the history of $OMERODIR/etc/grid/config.xml
    hint: nothing was changed yet, `--history 0` kept nothing, or `config log --purge` removed it
    ");
    assert_snapshot!(omero.run("config get -m why"), @"
    exit 2
    --- stderr
    error: --message has no effect for `config get`
    hint: `omero help` lists the commands, `omero help COMMAND` explains one
    ");
}

#[test]
fn the_log_of_a_property_has_only_its_changes() {
    let omero = Installation::empty();
    omero.file("site.yaml", "A: 1\nB: 1\nC: 1\n");
    omero.prepare("config apply site.yaml");
    omero.prepare("config set B 2");
    omero.prepare("config set A 2");
    let log = omero.answer("config log A C --values");
    let shown: Vec<_> = log.lines().filter(|line| line.starts_with(' ')).collect();
    assert_eq!(shown, ["    changed A: 1 => 2", "    added A: 1", "    added C: 1"]);
    assert_eq!(omero.answer("config log nosuch"), "");
}

#[test]
fn json_has_everything_and_masks_secrets() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret -m 'the first'");
    omero.prepare("config set omero.db.pass better");
    super::replace(&omero, "id=\"default\">", "id=\"default\"><property name=\"X\" value=\"1\"/>");
    let log = json(&omero, "config log --json");
    let [foreign, second, first] = log.as_array().unwrap().as_slice() else { panic!("{log}") };
    assert_eq!((&foreign["number"], &foreign["user"]), (&Value::from(3), &Value::Null));
    assert_eq!(foreign["origin"], "another-program");
    assert!(foreign["since"].is_string() && foreign["time"].is_string());
    assert_eq!(second["changes"][0]["before"], "********");
    assert_eq!(second["changes"][0]["action"], "replace");
    assert_eq!(first["message"], "the first");
    assert!(first["since"].is_null());
}

#[test]
fn a_change_that_came_to_nothing_is_not_shown() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let text = omero.config_xml().unwrap();
    omero.write(text.replacen("value=\"1\"", "value=\"9\"", 1));
    omero.prepare("config set A 1");
    assert_eq!(changes(&omero), [1]);
}
