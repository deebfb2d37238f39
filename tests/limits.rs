//! Names of properties and profiles have a limit; longer ones that are there can be read and removed.

use std::fs;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::Transcript;

/// The most bytes of a name.
const MOST: usize = 1024;

fn with_a() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero
}

/// The store is as it was, and the message does not repeat the name.
fn assert_refused(omero: &Installation, before: Option<&String>, line: &str, run: &Transcript) {
    assert!([1, 2, 250].contains(&run.exit()), "{line}: {run}");
    assert!(run.stderr().len() < 1000, "{line}: {} bytes", run.stderr().len());
    assert_eq!(omero.config_xml().as_ref(), before, "{line}");
}

#[test]
fn a_name_that_is_too_long_is_refused_wherever_it_comes_from() {
    let omero = with_a();
    let before = omero.config_xml();
    let name = "a".repeat(2_000_000);
    omero.file("a.properties", format!("{name}=1\n"));
    omero.file("b.properties", format!("{{\"omero.db.pass\": \"secret{name}\"}}\n"));
    omero.file("a.json", format!("{{\"{name}\": 1}}"));
    omero.file("nested.json", format!("{{\"omero\": {{\"{name}\": 1}}}}"));
    omero.file("a.yaml", format!("? {name}\n: 1\n"));
    omero.file("assignment.omero", format!("config set {name}=1\n"));
    omero.file("set.omero", format!("config set {name} 1\n"));
    omero.file("append.omero", format!("config append {name} 1\n"));
    omero.file("def.omero", format!("config def {name}\n"));
    omero.file("copy.omero", format!("config copy default {name}\n"));
    omero.file("profile.omero", format!("config --profile {name} set A 2\n"));
    for line in [
        "config load a.properties",
        "config load b.properties",
        "config apply a.json",
        "config apply nested.json",
        "config apply --format yaml a.yaml",
        "config apply --format properties a.properties",
        "load assignment.omero",
        "load set.omero",
        "load append.omero",
        "load def.omero",
        "load copy.omero",
        "load profile.omero",
    ] {
        let run = omero.run(line);
        assert!(!run.stderr().contains("secret"), "{line}: {run}");
        assert_refused(&omero, before.as_ref(), line, &run);
    }
    let edited = omero.edit("config edit", "cat a.properties >> \"$1\"");
    assert_refused(&omero, before.as_ref(), "config edit", &edited);
    let variable = omero.typed("config set A 2").env("OMERO_CONFIG", "a".repeat(MOST + 1)).run();
    assert_refused(&omero, before.as_ref(), "OMERO_CONFIG", &variable);
}

#[test]
fn the_message_tells_the_limit_and_what_the_name_begins_with() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run(&format!("config set omero.{} 1", "long".repeat(400))), @"
    exit 250
    --- stderr
    error: Illegal property name: omero.longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglo... (1606 bytes)
    hint: a name can be at most 1024 bytes long
    ");
    let run = omero.run(&format!("config def {}", "p".repeat(MOST + 1)));
    assert!(run.stderr().contains("pppp...\": it has 1025 bytes; the maximum is 1024\n"), "{run}");
    omero.prepare(&format!("config set {} 1", "a".repeat(MOST)));
    omero.prepare(&format!("config def {}", "p".repeat(MOST)));
}

#[test]
fn a_longer_name_that_is_there_can_be_read_changed_and_removed() {
    let (key, profile) = ("k".repeat(3000), "p".repeat(3000));
    let version = "<property name='omero.config.version' value='5.1.0'/>";
    let omero = Installation::with(format!(
        "<icegrid><properties id='default'>{version}<property name='{key}' value='1'/></properties>\
         <properties id='{profile}'>{version}<property name='A' value='2'/></properties></icegrid>"
    ));
    assert_eq!(omero.answer(&format!("config get {key}")), "1");
    omero.file("a.properties", format!("{key}=2\n"));
    omero.prepare("config load -q a.properties");
    assert_eq!(omero.answer("config get"), format!("{key}=2"));
    omero.prepare(&format!("config set {key}"));
    assert_eq!(omero.answer("config get"), "");
    assert_eq!(omero.answer("config all").lines().count(), 2);
    omero.prepare(&format!("config copy {profile} short"));
    assert_eq!(omero.answer("config get --profile short"), "A=2");
    omero.prepare(&format!("config drop {profile}"));
    assert!(!fs::read_to_string(omero.store()).unwrap().contains("ppp"));
}
