//! `config apply`: files that say what is wanted.

use std::fmt::Write;
use std::fs;

use insta::assert_snapshot;

use crate::support::Installation;

fn fixture(name: &str) -> String {
    let path = format!("{}/tests/fixtures/provisioning/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(path).unwrap()
}

#[test]
fn a_file_is_applied_once_and_then_changes_nothing() {
    let omero = Installation::empty();
    omero.file("a.yaml", "omero:\n  db: {host: h, pass: p}\n  web.debug: true\nA: null\n");
    omero.prepare("config set A 1");
    omero.prepare("config set omero.db.host old");
    assert_snapshot!(omero.run("config apply --diff a.yaml"), @"
    exit 0
    --- stdout
    - A=1
    - omero.db.host=old
    + omero.db.host=h
    + omero.db.pass=********
    + omero.web.debug=true
    ");
    let before = fs::metadata(omero.store()).unwrap().modified().unwrap();
    assert_snapshot!(omero.run("config apply --json a.yaml"), @r#"
    exit 0
    --- stdout
    {
      "changed": false,
      "changes": []
    }
    "#);
    assert_eq!(fs::metadata(omero.store()).unwrap().modified().unwrap(), before);
    assert_eq!(omero.answer("config get omero.db.pass"), "p");
}

#[test]
fn check_changes_nothing_and_tells_by_its_exit_code() {
    let omero = Installation::empty();
    omero.file("a.json", r#"{"omero.db.pass": "new", "A": 1}"#);
    omero.prepare("config set omero.db.pass old");
    let before = omero.config_xml();
    assert_snapshot!(omero.run("config apply --check --json a.json"), @r#"
    exit 3
    --- stdout
    {
      "changed": true,
      "changes": [
        {
          "key": "A",
          "before": null,
          "after": "1",
          "action": "add"
        },
        {
          "key": "omero.db.pass",
          "before": "********",
          "after": "******** (another)",
          "action": "replace"
        }
      ]
    }
    "#);
    assert_eq!(omero.config_xml(), before);
    omero.prepare("config apply a.json");
    assert_snapshot!(omero.run("config apply --check a.json"), @"exit 0");
}

#[test]
fn later_files_win_and_standard_input_is_a_file() {
    let omero = Installation::empty();
    omero.file("a.properties", "A=1\nB=2\n");
    omero.file("b.toml", "A = 3\n");
    omero.prepare("config apply a.properties b.toml");
    assert_eq!(omero.answer("config get A B"), "A=3\nB=2");
    let typed = omero.typed("config apply --format yaml --diff -").input("B: [1, x]\n");
    assert_snapshot!(typed.run(), @r#"
    exit 0
    --- stdout
    - B=2
    + B=[1, "x"]
    "#);
}

#[test]
fn prune_removes_what_no_file_names() {
    let omero = Installation::empty();
    omero.file("a.yaml", "A: 1\nL@contains: []\n");
    for line in ["A 1", "B 2", "omero.db.host h", "L []"] {
        omero.prepare(&format!("config set {line}"));
    }
    assert_snapshot!(omero.run("config apply --prune --keep omero.db.* --diff a.yaml"), @"
    exit 0
    --- stdout
    - B=2
    ");
    assert_eq!(omero.answer("config version"), "5.1.0");
}

#[test]
fn lists_are_managed_by_element() {
    let omero = Installation::empty();
    omero.file(
        "a.yaml",
        "omero.client.icetransports@contains: [wss]\nomero.client.icetransports@lacks: [tcp]\n\
         omero.web.apps@contains: [figure]\nomero.web.admins@lacks: [x]\n",
    );
    assert_snapshot!(omero.run("config apply --diff a.yaml"), @r#"
    exit 0
    --- stdout
    + omero.client.icetransports=ssl,wss
    + omero.web.apps=["figure"]
    "#);
    omero.prepare("config append omero.web.apps '\"other\"'");
    assert_snapshot!(omero.run("config apply --check a.yaml"), @"exit 0");
    omero.prepare("config set omero.client.icetransports tcp");
    omero.prepare("config apply a.yaml");
    assert_eq!(omero.answer("config get omero.client.icetransports"), "wss");
}

#[test]
fn a_profile_can_be_named() {
    let omero = Installation::empty();
    omero.file("a.yaml", "A: 1\n");
    omero.prepare("config apply --profile other a.yaml");
    assert_eq!(omero.answer("config get"), "");
    assert_eq!(omero.answer("config all"), "default\nother");
    assert_snapshot!(omero.run("config apply --profile __ACTIVE__ a.yaml"), @r#"
    exit 1
    --- stderr
    error: profile name "__ACTIVE__": this is the server's copy of the active profile, not a profile
    hint: `omero config all` lists the profiles
    "#);
}

#[test]
fn everything_that_is_wrong_is_told_at_once_and_nothing_is_written() {
    let omero = Installation::empty();
    omero.file("a.yaml", "good: 1\nomero.db.port: five\nomero:\n  web: {debug: [1]}\n");
    omero.file("b.json", "{\n  \"a b\": 1,\n  \"omero.config.version\": 2,\n  \"bell\": \"\\u0007\",\n  \"omero.client.icetransports\": [\"ssl,tcp\"]}");
    assert_snapshot!(omero.run("config apply a.yaml b.json"), @r"
    exit 1
    --- stderr
    error: b.json:3:3: `omero.config.version` belongs to the configuration file itself
    error: b.json:5:3: `omero.client.icetransports` cannot hold this list: one of its items contains the separator
    error: a.yaml:2:1: omero.db.port: expected an integer from 1 to 65535, found `f` (character 1)
    hint: for example 5433; `omero config describe omero.db.port` explains more; --force stores it anyway
    error: a.yaml:4:9: omero.web.debug: expected true or false: this would be read as false: write `true` or `false` (character 1)
    hint: for example true; `omero config describe omero.web.debug` explains more; --force stores it anyway
    error: b.json:2:3: Illegal property name: a b
    hint: a name contains only letters, digits, `.`, `_` and `-`, not ' '
    error: b.json:4:3: value of `bell`: character 1 is U+0007, which an XML file cannot contain
    hint: remove it, or write it in JSON as an escape such as `\u0007`
    ");
    assert_eq!(omero.config_xml(), None);
    omero.prepare("config apply --force --format yaml a.yaml");
    assert_eq!(omero.answer("config get omero.db.port"), "five");
}

#[test]
fn what_can_be_read_is_judged_beside_what_cannot() {
    let omero = Installation::empty();
    omero.file("a.yaml", "a: 1\na: 2\nb: 1\nb: 2\nbad key: 1\n");
    omero.file("b.yaml", "omero.db.port: five\n");
    omero.file("c.yaml", "d: 1\ne: {\n");
    assert_snapshot!(omero.run("config apply a.yaml b.yaml missing.yaml c.yaml"), @"
    exit 1
    --- stderr
    error: a.yaml:2:1: `a` is listed for the second time; the first is in line 1
    error: a.yaml:4:1: `b` is listed for the second time; the first is in line 3
    error: File does not exist: missing.yaml
    hint: `omero help` lists the commands, `omero help COMMAND` explains one
    error: c.yaml:3:1: while parsing a node, did not find expected node content
    error: a.yaml:5:1: Illegal property name: bad key
    error: b.yaml:1:1: omero.db.port: expected an integer from 1 to 65535, found `f` (character 1)
    hint: a name contains only letters, digits, `.`, `_` and `-`, not ' '
    ");
    omero.file("d.yaml", "omero.db.port: five\n'<<': 1\n");
    omero.file("e.yaml", "x: &x {omero.web.debug: true}\ny:\n  <<: *x\n");
    assert_snapshot!(omero.run("config apply --check d.yaml e.yaml"), @"
    exit 1
    --- stderr
    error: e.yaml:3:3: merge keys (`<<`) are not supported; write the merged content out
    error: d.yaml:1:1: omero.db.port: expected an integer from 1 to 65535, found `f` (character 1)
    error: d.yaml:2:1: Illegal property name: <<
    hint: for example 5433; `omero config describe omero.db.port` explains more; --force stores it anyway
    ");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn files_that_cannot_be_read_are_told_with_line_and_column() {
    let omero = Installation::empty();
    omero.file("a.yaml", "a: 1\na: 2\n");
    omero.file("b.json", "{\"a\" 1}");
    omero.file("c.toml", "a = \n");
    omero.file("d.omero", "config set a 'b\nadmin start\n");
    omero.file("e.env", "CONFIG_a=b c\n");
    omero.file("f.properties", "a=\\u12\n");
    omero.file("g.yaml", "a: &x [*x]\n");
    omero.file("h.yaml", "a: 1\nb: {c\n");
    omero.file("i.yaml", "a.b: 1\nomero.web: 1\nomero: {web: {debug: true}}\n");
    omero.file("j.txt", "a=1\n");
    omero.file("k.json", b"{\"a\": \"\xff\"}");
    let texts = "config apply a.yaml b.json c.toml d.omero e.env f.properties g.yaml h.yaml i.yaml";
    assert_snapshot!(omero.run(texts), @r"
    exit 1
    --- stderr
    error: a.yaml:2:1: `a` is listed for the second time; the first is in line 1
    error: b.json:1:6: `:` is missing
    error: c.toml:1:5: string values must be quoted, expected literal string
    error: d.omero:1:1: a closing ' is missing
    error: d.omero:2:1: only `config set`, `config append` and `config remove` can be applied; `omero load` runs any command
    error: e.env:1:1: quote the value: it contains spaces
    error: f.properties:1:3: four hexadecimal digits must follow `\u`
    error: g.yaml:1:8: the alias is inside the value that it refers to
    error: h.yaml:3:1: while parsing a flow mapping, did not find expected ',' or '}'
    error: i.yaml:2:1: `omero.web` has a value here, but line 3 defines `omero.web.debug` inside it
    ");
    assert_snapshot!(omero.run("config apply j.txt k.json"), @"
    exit 2
    --- stderr
    error: cannot determine the format of j.txt
    hint: give --format json, yaml, toml, properties, omero or env
    error: Cannot read k.json: byte 8 is not valid UTF-8
    hint: convert it, for example with `iconv -t UTF-8`
    ");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn bombs_are_refused_quickly() {
    let omero = Installation::empty();
    let mut laughs = "a0: &a0 [lol, lol]\n".to_owned();
    for level in 1..64 {
        writeln!(laughs, "a{level}: &a{level} [*a{0}, *a{0}]", level - 1).unwrap();
    }
    omero.file("laughs.yaml", laughs);
    omero.file("deep.yaml", "[".repeat(1_000_000));
    omero.file("deep.json", "[".repeat(1_000_000));
    omero.file("deep.toml", format!("a = {}", "[".repeat(1_000_000)));
    omero.file("open.env", format!("CONFIG_a='{}", "\n".repeat(1_000_000)));
    let files = "laughs.yaml deep.yaml deep.json deep.toml open.env";
    assert_snapshot!(omero.run(&format!("config apply {files}")), @"
    exit 1
    --- stderr
    error: laughs.yaml:18:6: anchors and aliases expand to too much text
    error: deep.yaml:1:256: recursion limit exceeded
    error: deep.json:1:996: too many levels of nested lists or objects
    error: deep.toml:1:85: cannot recurse further; max recursion depth met
    error: open.env:1:1: a closing ' is missing
    ");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn a_production_site_in_yaml_is_applied() {
    let omero = Installation::empty();
    omero.file("site.yaml", fixture("site.yaml"));
    let transcript = omero.run("config apply site.yaml");
    assert_snapshot!(transcript, @"exit 0");
    assert_eq!(omero.answer("config keys").lines().count(), 29);
    assert_eq!(
        omero.answer("config get omero.web.server_list"),
        r#"[["omero1.example.org", 4064, "first"], ["omero2.example.org", 4064, "second"]]"#
    );
    let links = omero.answer("config get omero.web.ui.top_links");
    assert!(links.starts_with(r#"[["Data", "webindex""#) && links.contains("figure_index"));
    assert_snapshot!(omero.run("config apply --check site.yaml"), @"exit 0");
}

#[test]
fn a_script_of_a_role_comes_to_the_same_with_load_and_apply() {
    let loaded = Installation::empty();
    loaded.file("role.omero", fixture("role.omero"));
    loaded.prepare("load role.omero");
    let applied = Installation::empty();
    applied.file("role.omero", fixture("role.omero"));
    applied.prepare("config apply role.omero");
    assert_eq!(applied.config_xml(), loaded.config_xml());
    assert_eq!(applied.answer("config get omero.db.pass"), "it's a \"secret\"");
}

#[test]
fn what_is_no_list_of_elements_is_told_by_name() {
    let omero = Installation::empty();
    let document = r#"{"omero.web.apps@contains": "figure", "omero.web.admins@lacks": null}"#;
    let typed = omero.typed("config apply --format json -").input(document);
    assert_snapshot!(typed.run(), @"
    exit 1
    --- stderr
    error: standard input:1:29: `omero.web.apps@contains` requires a list of elements
    error: standard input:1:65: `omero.web.admins@lacks` requires a list of elements
    ");
}
