//! `config diff`: profiles, defaults and files compared.

use std::fs;
use std::process::Command;

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
    + omero.db.pass=******** (another)
    ");
    assert_snapshot!(omero.run("config diff --json other"), @r#"
    exit 1
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
          "key": "B",
          "before": "two\nlines",
          "after": null,
          "action": "remove"
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
    assert_snapshot!(omero.run("config diff default default"), @"exit 0");
}

#[test]
fn colour_is_used_where_it_is_asked_for() {
    let omero = two_profiles();
    let coloured = omero.run("--color always config diff default other");
    assert!(coloured.stdout().contains("\u{1b}[38;5;131m-\u{1b}[0m A=1\n"), "{coloured}");
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
    exit 2
    --- stderr
    error: there is no profile `nosuch`
    hint: `omero config all` lists the profiles
    ");
    assert_snapshot!(omero.run("config diff"), @"
    exit 2
    --- stderr
    error: diff takes two profiles, or at most one with --defaults, --file or --version
    hint: `omero help` lists the commands, `omero help COMMAND` explains one
    ");
    assert_snapshot!(omero.run("config diff --profile othr default"), @"
    exit 2
    --- stderr
    error: there is no profile `othr`
    hint: did you mean `other`?
    ");
    assert_eq!(omero.run("config diff --profile other default other").exit(), 2);
    omero.file("broken.xml", "<icegrid>");
    let broken = omero.run("config diff --file broken.xml");
    assert!(broken.stderr().contains("broken.xml:1:"), "{broken}");
    assert_eq!(broken.exit(), 113);
    omero.file("broken.yaml", "a: [");
    let broken = omero.run("config diff --file broken.yaml");
    assert!(broken.stderr().contains("broken.yaml:"), "{broken}");
    assert_eq!(broken.exit(), 2);
}

#[test]
fn what_is_set_is_compared_with_what_was_set_before_a_change() {
    let omero = two_profiles();
    omero.prepare("config set A 2");
    omero.prepare("config set omero.db.pass newest");
    omero.prepare("config set B 3");
    assert_snapshot!(omero.run("config diff --version 7"), @"
    exit 1
    --- stdout
    - A=1
    + A=2
    + B=3
    - omero.db.pass=********
    + omero.db.pass=******** (another)
    ");
    assert_snapshot!(omero.run("config diff --version 8 --json"), @r#"
    exit 1
    --- stdout
    {
      "changed": true,
      "changes": [
        {
          "key": "B",
          "before": null,
          "after": "3",
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
    assert_snapshot!(omero.run("config diff --version 9"), @"
    exit 1
    --- stdout
    + B=3
    ");
    let coloured = omero.run("--color always config diff --version 9");
    assert!(coloured.stdout().contains("\u{1b}[38;5;29m+\u{1b}[0m B=3\n"), "{coloured}");
}

#[test]
fn a_profile_that_was_not_there_at_the_time_was_empty() {
    let omero = Installation::empty();
    omero.prepare("config --history 0 set A 1");
    omero.prepare("config set --profile other B 2");
    assert_snapshot!(omero.run("config diff --version 1 other"), @"
    exit 1
    --- stdout
    + B=2
    ");
    omero.prepare("config drop other");
    assert_snapshot!(omero.run("config diff --version 2 --profile other"), @"
    exit 1
    --- stdout
    - B=2
    ");
    assert_snapshot!(omero.run("config diff --version 1 other"), @"
    exit 2
    --- stderr
    error: there is no profile `other`
    hint: `omero config all` lists the profiles
    ");
}

#[test]
fn a_version_that_is_missing_or_was_tampered_with_is_told() {
    let omero = Installation::empty();
    omero.prepare("config --history 0 set A 1");
    omero.prepare("config set A 2");
    assert_snapshot!(omero.run("config diff --version 7"), @"
    exit 2
    --- stderr
    error: there is no change 7 in the history of $OMERODIR/etc/grid/config.xml
    hint: `omero config log` lists the versions
    ");
    assert_eq!(omero.run("config diff --version 1 --defaults").exit(), 2);
    let history = omero.grid().join("config.xml.history");
    let mut paths = fs::read_dir(&history).unwrap().map(|entry| entry.unwrap().path());
    let version = paths.find(|path| path.extension().is_some_and(|end| end == "xml")).unwrap();
    let store = omero.config_xml();
    fs::write(&version, "<icegrid>\n<properties").unwrap();
    let broken = omero.run("config diff --version 1");
    assert_eq!(broken.exit(), 113);
    assert!(broken.stderr().contains(".xml:2:"), "{broken}");
    fs::write(&version, "not XML at all").unwrap();
    assert_eq!(omero.run("config diff --version 1").exit(), 113);
    // What would be waited for without end, or read without end.
    fs::remove_file(&version).unwrap();
    let made = Command::new("mkfifo").arg(&version).status();
    assert!(made.unwrap().success());
    let special = omero.run("config diff --version 1");
    assert_eq!(special.exit(), 113);
    assert!(special.stderr().contains("is a FIFO, not a regular file"), "{special}");
    assert_eq!(omero.run("config undo 1").exit(), 113);
    assert_eq!(omero.config_xml(), store);
}

#[test]
fn a_file_in_the_place_of_a_profile_is_compared_with_file() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.file("other.xml", "");
    assert_snapshot!(omero.run("config diff other.xml"), @"
    exit 2
    --- stderr
    error: there is no profile `other.xml`, but there is a file with this name
    hint: `omero config diff --file other.xml` compares with it
    ");
    assert_snapshot!(omero.run("config diff default ./other.xml"), @"
    exit 2
    --- stderr
    error: there is no profile `./other.xml`, but there is a file with this name
    hint: `omero config diff --file ./other.xml` compares with it
    ");
    assert_eq!(omero.run("config diff --file other.xml").exit(), 1);
}
