//! Messages that repeat: the first few, and how many more.

use std::fmt::Write;

use insta::assert_snapshot;

use crate::support::Installation;

/// A list with wrong elements.
fn wrong_list() -> String {
    format!("[{}]", vec![r#"["h", 99999]"#; 3000].join(", "))
}

#[test]
fn a_list_of_wrong_elements_is_answered_with_the_first_few() {
    let omero = Installation::empty();
    omero.file("list.json", wrong_list());
    assert_snapshot!(omero.run("config set omero.web.server_list --file list.json"), @r#"
    exit 1
    --- stderr
    error: omero.web.server_list: item 1, port: expected an integer from 1 to 65535, found 99999
    error: omero.web.server_list: item 2, port: expected an integer from 1 to 65535, found 99999
    error: omero.web.server_list: item 3, port: expected an integer from 1 to 65535, found 99999
    error: omero.web.server_list: item 4, port: expected an integer from 1 to 65535, found 99999
    error: omero.web.server_list: item 5, port: expected an integer from 1 to 65535, found 99999
    error: omero.web.server_list: item 6, port: expected an integer from 1 to 65535, found 99999
    error: omero.web.server_list: item 7, port: expected an integer from 1 to 65535, found 99999
    error: omero.web.server_list: item 8, port: expected an integer from 1 to 65535, found 99999
    error: omero.web.server_list: item 9, port: expected an integer from 1 to 65535, found 99999
    error: omero.web.server_list: item 10, port: expected an integer from 1 to 65535, found 99999
    hint: for example [["localhost", 4064, "omero"]]; `omero config describe omero.web.server_list` explains more; --force stores it anyway
    error: and 2990 more
    "#);
}

#[test]
fn wrong_lines_and_members_are_answered_with_the_first_few() {
    let omero = Installation::empty();
    let mut lines = String::new();
    for number in 0..3000 {
        writeln!(lines, "omero.web.debug=x{number}").unwrap();
    }
    omero.file("lines.properties", lines);
    omero.file("members.json", format!(r#"{{"omero.web.server_list": {}}}"#, wrong_list()));
    for (command, hidden) in [
        ("config load lines.properties", 2990),
        ("config apply members.json", 2990),
        ("config apply --check members.json", 2990),
    ] {
        let run = omero.run(command);
        assert!(!run.succeeded() && run.stderr().lines().count() < 40, "{run}");
        assert!(run.stderr().ends_with(&format!("error: and {hidden} more\n")), "{run}");
    }
}

#[test]
fn findings_of_one_rule_about_one_property_are_bounded() {
    let omero = Installation::empty();
    omero.file("list.json", format!("[{}]", vec![r#"["h", 99999]"#; 100].join(", ")));
    omero.prepare("config set --force omero.web.server_list --file list.json");
    let run = omero.run("config check");
    let findings = run.stdout().matches("error R09").count();
    assert_eq!(findings, 10, "{run}");
    assert!(run.stdout().contains("    and 90 more of R09\n"), "{run}");
    let json = omero.run("config check --json");
    assert_eq!(json.stdout().matches("\"R09\"").count(), 100);
}

#[test]
fn unknown_names_are_named_up_to_a_number() {
    let omero = Installation::empty();
    let names: Vec<_> = (0..300).map(|number| format!("omero.unknown.x{number}=1")).collect();
    omero.file("names.properties", names.join("\n"));
    let run = omero.run("config load names.properties");
    assert_snapshot!(run, @"
    exit 0
    --- stderr
    warning: `omero.unknown.x0` is not known: OMERO does not read it
    warning: `omero.unknown.x1` is not known: OMERO does not read it
    warning: `omero.unknown.x2` is not known: OMERO does not read it
    warning: `omero.unknown.x3` is not known: OMERO does not read it
    warning: `omero.unknown.x4` is not known: OMERO does not read it
    warning: `omero.unknown.x5` is not known: OMERO does not read it
    warning: `omero.unknown.x6` is not known: OMERO does not read it
    warning: `omero.unknown.x7` is not known: OMERO does not read it
    warning: `omero.unknown.x8` is not known: OMERO does not read it
    warning: `omero.unknown.x9` is not known: OMERO does not read it
    hint: it was stored; `omero config undo` undoes this; `omero config search WORD` finds properties by their description
    warning: and 10 more
    hint: `omero config check` reports all names that OMERO does not know
    ");
    let check = omero.run("config check");
    assert!(check.stdout().contains(" and 289 more"), "{check}");
}

#[test]
fn a_text_that_is_edited_again_has_the_first_few_mistakes() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let wrong = "for n in $(seq 300); do echo \"wrong name $n=1\"; done >> \"$1\"";
    let run = omero.edit("config edit", wrong);
    assert!(run.stderr().contains("error: and 290 more\n"), "{run}");
}
