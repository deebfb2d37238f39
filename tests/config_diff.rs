//! `config diff`: profiles, defaults and files compared.

use insta::assert_snapshot;

use crate::support::Installation;

fn two_profiles() -> Installation {
    let omero = Installation::empty();
    for line in ["A 1", "omero.db.pass old", "same x"] {
        omero.prepare(&format!("config set {line}"));
    }
    for (key, value) in [("B", "two\nlines"), ("omero.db.pass", "new"), ("same", "x")] {
        let typed = omero.typed("config set").arg(key).arg(value).env("OMERO_CONFIG", "other");
        assert!(typed.run().succeeded());
    }
    omero
}

#[test]
fn two_profiles_are_compared() {
    let omero = two_profiles();
    assert_snapshot!(omero.run("config diff default other"), @"
    exit 1
    --- stdout
    - A=1
    + B=two
      lines
    - omero.db.pass=********
    + omero.db.pass=********
    ");
    assert_snapshot!(omero.run("config diff --json other"), @r#"
    exit 1
    --- stdout
    {"changed": true, "changes": [{"key": "A", "before": null, "after": "1", "action": "add"}, {"key": "B", "before": "two\nlines", "after": null, "action": "remove"}, {"key": "omero.db.pass", "before": "********", "after": "********", "action": "replace"}]}
    "#);
    assert_snapshot!(omero.run("config diff default default"), @"exit 0");
}

#[test]
fn colour_is_used_where_it_is_asked_for() {
    let omero = two_profiles();
    let coloured = omero.run("--color always config diff default other");
    assert!(coloured.stdout().contains("\u{1b}[31m- A=1\u{1b}[0m"), "{coloured}");
}

#[test]
fn what_is_set_is_compared_with_the_defaults() {
    let omero = Installation::empty();
    for line in ["omero.web.debug FALSE", "omero.db.host h", "own 1", "omero.db.port 5432"] {
        omero.prepare(&format!("config set {line}"));
    }
    assert_snapshot!(omero.run("config diff --defaults"), @"
    exit 1
    --- stdout
    - omero.db.host=localhost
    + omero.db.host=h
    + own=1
    ");
}

#[test]
fn a_file_of_any_format_or_another_store_is_compared() {
    let omero = two_profiles();
    omero.file("a.json", omero.run("config export --format json").stdout());
    assert_snapshot!(omero.run("config diff --file a.json"), @"exit 0");
    omero.file("b.yaml", "A: 2\nsame: x\n");
    assert_snapshot!(omero.run("config diff --file b.yaml"), @"
    exit 1
    --- stdout
    - A=1
    + A=2
    - omero.db.pass=********
    ");
    omero.file("config.xml", omero.config_xml().unwrap());
    assert_snapshot!(omero.run("config diff --file config.xml other"), @"exit 0");
    omero.prepare("config set A 3");
    assert_snapshot!(omero.run("config diff --file config.xml"), @"
    exit 1
    --- stdout
    - A=3
    + A=1
    ");
}

#[test]
fn what_cannot_be_compared_is_told() {
    let omero = two_profiles();
    assert_snapshot!(omero.run("config diff nosuch"), @"
    exit 1
    --- stderr
    error: there is no profile `nosuch`
    hint: `omero config all` lists the profiles that there are
    ");
    assert_snapshot!(omero.run("config diff"), @"
    exit 2
    --- stderr
    error: diff takes two profiles, or --defaults or --file and at most one
    hint: `omero help` lists the commands
    ");
    omero.file("broken.xml", "<icegrid>");
    let broken = omero.run("config diff --file broken.xml");
    assert!(broken.stderr().contains("broken.xml:1:"), "{broken}");
}
