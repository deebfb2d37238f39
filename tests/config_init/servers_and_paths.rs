//! Answers with rules of their own: servers, the prefix, static files, passwords.

use insta::assert_snapshot;

use super::KEYS;
use crate::support::Dialogue;
use crate::support::Installation;

#[test]
fn servers_are_typed_as_addresses_or_as_json() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    for (typed, stored) in [
        ("omero.example.org", r#"[["omero.example.org", 4064]]"#),
        ("a:14064, b", r#"[["a", 14064], ["b", 4064]]"#),
        ("a b,", r#"[["a", 4064], ["b", 4064]]"#),
        ("::1", r#"[["::1", 4064]]"#),
        ("[::1]", r#"[["::1", 4064]]"#),
        ("[::1]:5064, [fe80::1]", r#"[["::1", 5064], ["fe80::1", 4064]]"#),
        (r#"[["a", 1, "lab"]]"#, r#"[["a", 1, "lab"]]"#),
    ] {
        omero.prepare(&format!("config init --server-list '{typed}'"));
        assert_eq!(omero.answer("config get omero.web.server_list"), stored, "{typed}");
    }
    for wrong in ["a:port", "a:70000", "a:", r#"[["a""#] {
        let transcript = omero.run(&format!("config init --server-list '{wrong}'"));
        assert_eq!(transcript.exit(), 1, "{wrong}: {transcript}");
    }
}

#[test]
#[needs(Program("tmux"))]
fn servers_are_shown_as_they_would_be_typed_unless_they_have_names() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    let dialogue = Dialogue::start(&omero);
    for (set, shown) in [
        ("", "localhost:4064"),
        (r#"[["a", 1], ["::1", 2]]"#, "a:1, [::1]:2"),
        (r#"[["a", 1, "lab"]]"#, r#"[["a", 1, "lab"]]"#),
    ] {
        if !set.is_empty() {
            omero.prepare(&format!("config set omero.web.server_list '{set}'"));
        }
        dialogue.begin("omero config init");
        for key in KEYS.iter().take_while(|key| **key != "omero.web.server_list") {
            dialogue.reply(key, "");
        }
        dialogue.is_asked(&format!("omero.web.server_list [{shown}]:"), 1);
        dialogue.press("C-d");
        dialogue.end();
    }
}

#[test]
fn a_server_that_cannot_be_a_host_is_refused() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    assert_snapshot!(omero.run("config init --server-list 'a, http://h:4064'"), @"
    exit 1
    --- stderr
    error: --server-list: omero.web.server_list: server 2: expected only a host, found `http` before it
    hint: write HOST or HOST:PORT, or [ADDRESS]:PORT for IPv6
    ");
    for wrong in [
        ",",
        "http://h",
        "http://h:4064/x",
        "a b;c",
        r#""quoted"#,
        "[::1",
        "[::1]x",
        ":4064",
        "[1]",
    ] {
        let transcript = omero.run(&format!("config init --server-list '{wrong}'"));
        assert_eq!(transcript.exit(), 1, "{wrong}: {transcript}");
    }
    assert_eq!(omero.answer("config keys"), "omero.db.pass");
}

#[test]
fn a_prefix_begins_with_a_slash_and_does_not_end_in_one() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    assert_snapshot!(omero.run("config init --prefix omero"), @"
    exit 1
    --- stderr
    error: --prefix: omero.web.prefix: expected a slash at the start and none at the end
    hint: write /omero
    ");
    for wrong in ["/omero/", "//omero", "/", "omero/"] {
        let transcript = omero.run(&format!("config init --prefix {wrong}"));
        assert_eq!(transcript.exit(), 1, "{wrong}: {transcript}");
    }
    assert_eq!(omero.answer("config keys"), "omero.db.pass");
}

#[test]
fn static_files_that_do_not_follow_the_prefix_are_told_with_the_command() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    assert_snapshot!(omero.run("config init --prefix /omero"), @"
    exit 0
    --- stdout
    + omero.web.prefix=/omero
    Next:
        omero config set omero.web.static_url /omero/static/
        omero config check
        omero config doctor
        omero web config nginx
    ");
    omero.prepare("config set omero.web.static_url /omero/static/");
    assert!(!omero.answer("config init").contains("static_url"));
}

#[test]
fn a_password_of_several_lines_is_refused_and_not_shown() {
    let omero = Installation::empty();
    let line = "config init --db-pass-file -";
    assert_snapshot!(omero.typed(line).input("secret\nmore\n").run(), @"
    exit 1
    --- stderr
    error: --db-pass-file: omero.db.pass: expected one line, found several
    hint: the file must contain only the password
    ");
    assert_eq!(omero.config_xml(), None);
}
