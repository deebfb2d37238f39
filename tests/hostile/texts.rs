//! Text of another user steers no terminal, and a message repeats no password.

use std::process::Command;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::Typed;

/// C1 controls, a bidirectional override, a zero-width space, an isolate, DEL.
const EVIL: &str = "\u{9b}2J\u{9b}31m\u{202e}evil\u{200b}\u{2066}x\u{7f}";

fn is_harmless(text: &str) -> bool {
    ["\u{9b}", "\u{202e}", "\u{200b}", "\u{2066}", "\u{7f}", "\u{1b}]", "\u{7}"]
        .iter()
        .all(|sign| !text.contains(sign))
}

fn with_evil() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config --history 0 set omero.db.host h");
    let xml = omero.config_xml().unwrap();
    omero.write(xml.replace("\"h\"", &format!("\"{EVIL}\"")));
    omero
}

/// What the program writes to a terminal.
fn on_terminal(omero: &Installation, line: &str) -> String {
    let mut script = Command::new("script");
    let command = format!("{} {line}", omero.executable().display());
    script.args(["-q", "-c", &command, "/dev/null"]).current_dir(omero.cwd());
    script.env("OMERODIR", omero.omerodir()).env("TERM", "xterm").env("SHELL", "/bin/sh");
    let output = script.env("PAGER", "cat").stdin(std::process::Stdio::null()).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
#[needs(Program("script"))]
fn a_terminal_gets_values_escaped() {
    let omero = with_evil();
    for line in [
        "config get",
        "config get omero.db.host",
        "config get --json omero.db.host",
        "config export --format yaml",
        "config diff --defaults",
        "config describe omero.db.host",
        "config check",
    ] {
        let shown = on_terminal(&omero, line);
        assert!(shown.contains("evil"), "{line}: {shown:?}");
        assert!(is_harmless(&shown), "{line}: {shown:?}");
    }
}

#[test]
fn a_pipe_gets_values_as_they_are() {
    let omero = with_evil();
    assert_eq!(omero.answer("config get omero.db.host"), EVIL);
    let coloured = omero.run("--color always config diff --defaults");
    assert!(coloured.stdout().contains(EVIL), "{coloured}");
    assert!(coloured.stdout().contains("\u{1b}[38;5;29m+\u{1b}[0m "), "{coloured}");
}

#[test]
fn standard_error_always_gets_text_escaped() {
    let omero = Installation::empty();
    for words in [
        &["config", "get", "--require", EVIL][..],
        &["config", "describe", EVIL],
        &["config", EVIL],
        &[EVIL],
        &["config", "--source", EVIL, "get"],
        &["load", EVIL],
        &["--omero-version", EVIL, "config", "check"],
    ] {
        let run = words.iter().fold(omero.program(), Typed::arg).run();
        assert!(run.stderr().contains("evil"), "{words:?}: {run}");
        assert!(is_harmless(run.stderr()), "{words:?}: {run}");
    }
}

#[test]
fn a_line_that_is_not_a_property_is_quoted_without_its_secret() {
    let omero = Installation::empty();
    for text in [
        "{\"omero.db.host\":\"h\",\"omero.db.pass\":\"TOPSECRET\"}",
        "{\n  \"omero.db.host\": \"h\",\n  \"omero.db.pass\": \"TOPSECRET\"\n}\n",
        "- omero.db.pass: TOPSECRET\n",
        "config set omero.db.pass TOPSECRET\n",
        "export omero.db.pass=TOPSECRET\n",
        "  \"omero.db.pass\" = \"TOPSECRET\"\n",
        "<property name=\"omero.db.pass\" value=\"TOPSECRET\"/>\n",
        "POSTGRES_PASSWORD: TOPSECRET\n",
        "my-api-key: TOPSECRET\n",
    ] {
        let run = omero.typed("config load").input(text).run();
        assert!(!run.succeeded(), "{text}: {run}");
        assert!(!run.stderr().contains("TOPSECRET"), "{text}: {run}");
        assert!(run.stderr().contains("Illegal property name: "), "{text}: {run}");
        let run = omero.edit("config edit", &format!("cat > \"$1\" <<'END'\n{text}\nEND\n"));
        assert!(!run.to_string().contains("TOPSECRET"), "{text}: {run}");
    }
}

#[test]
fn a_text_in_another_format_is_recognised() {
    let omero = Installation::empty();
    let run = |text: &str| omero.typed("config load").input(text).run();
    assert_snapshot!(run("{\"omero.db.host\": \"h\"}"), @r#"
    exit 250
    --- stderr
    error: standard input, line 1: Illegal property name: {"omero.db.host": "h"}
    hint: this looks like JSON: `omero config apply --format json FILE` reads that
    "#);
    assert_snapshot!(run("- omero.db.host: h"), @"
    exit 250
    --- stderr
    error: standard input, line 1: Illegal property name: - omero.db.host: h
    hint: this looks like YAML: `omero config apply --format yaml FILE` reads that
    ");
    assert_snapshot!(run("config set omero.db.host h"), @"
    exit 250
    --- stderr
    error: standard input, line 1: Illegal property name: config set omero.db.host h
    hint: this looks like a script of commands: `omero load FILE` reads that
    ");
}

#[test]
fn a_long_line_is_quoted_in_part() {
    let omero = Installation::empty();
    let run = omero.typed("config load").input("x".repeat(1_000_000) + " y\n").run();
    assert!(run.stderr().len() < 1000, "{}", run.stderr().len());
}
