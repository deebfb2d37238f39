//! `config edit` while somebody else changes the store, and on a terminal.

use std::fs;
use std::process::Command;
use std::process::Stdio;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::Transcript;

/// An edit that changes `A`, during which another command is run.
fn edit_during(omero: &Installation, command: &str) -> Transcript {
    let program = env!("CARGO_BIN_EXE_omero");
    let script = format!("{program} {command}\nsed -i 's/^A=.*/A=edited/' \"$1\"");
    let typed = omero.typed("config edit").env("EDITOR", omero.editor(&script));
    typed.run().without_random_names()
}

#[test]
fn a_change_of_the_same_property_meanwhile_is_refused_and_the_text_kept() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    assert_snapshot!(edit_during(&omero, "config set A other"), @"
    exit 1
    --- stderr
    error: another program changed `A` while you were editing; it is now other
    hint: edit again; your new value replaces the other change
    warning: the edited text was saved in $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties
    ");
    assert_eq!(omero.answer("config get A"), "other");
}

#[test]
fn a_change_of_another_property_meanwhile_is_kept_beside_the_edit() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.prepare("config set B 1");
    assert_snapshot!(edit_during(&omero, "config set B other"), @"exit 0");
    assert_snapshot!(omero.run("config get"), @"
    exit 0
    --- stdout
    A=edited
    B=other
    ");
}

/// An editor that makes a mistake the first time and corrects it the second time.
const MISTAKE: &str = "if test -e again; then sed -i '/a b/d' \"$1\"; fi\n\
                       test -e again || echo 'a b=1' >> \"$1\"; touch again";

/// What `config edit` says on a terminal of `script` to which `answers` are typed.
fn on_a_terminal(omero: &Installation, script: &str, answers: &str) -> (i32, String) {
    let command = format!("{} config edit", env!("CARGO_BIN_EXE_omero"));
    let mut terminal = Command::new("script");
    terminal.args(["--quiet", "--return", "--echo", "never", "--command", &command, "/dev/null"]);
    terminal
        .env("OMERODIR", omero.omerodir())
        .env("HOME", omero.home())
        .env("EDITOR", omero.editor(script));
    terminal.env_remove("VISUAL").env_remove("OMERO_CONFIG").current_dir(omero.cwd());
    let streams = terminal.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = streams.spawn().unwrap();
    std::io::Write::write_all(child.stdin.as_mut().unwrap(), answers.as_bytes()).unwrap();
    let output = crate::support::wait(child);
    let text = omero.collapsed(&String::from_utf8_lossy(&output.stdout)).replace('\r', "");
    (output.status.code().unwrap(), text)
}

#[test]
#[needs(Program("script"))]
fn on_a_terminal_a_mistake_can_be_edited_again() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let (exit, text) = on_a_terminal(&omero, MISTAKE, "e\n");
    assert_eq!(exit, 0, "{text}");
    assert!(text.contains("Illegal property name: a b"), "{text}");
    assert!(text.contains("The text is in $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit."), "{text}");
    assert!(text.contains("Edit again (e), discard the text (d), or save it to a file (s)?"));
    assert_eq!(omero.grid_names(), ["config.xml", "config.xml.lock"]);
    assert!(omero.edited_texts().is_empty());
}

#[test]
#[needs(Program("script"))]
fn on_a_terminal_the_value_of_somebody_else_can_be_replaced_once_it_was_shown() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let program = env!("CARGO_BIN_EXE_omero");
    let script = format!(
        "test -e again || {program} config set A other; touch again\nsed -i 's/^A=.*/A=mine/' \"$1\""
    );
    let (exit, text) = on_a_terminal(&omero, &script, "e\n");
    assert_eq!(exit, 0, "{text}");
    assert!(text.contains("another program changed `A` while you were editing; it is now other"));
    assert_eq!(omero.answer("config get A"), "mine");
}

#[test]
#[needs(Program("script"))]
fn on_a_terminal_a_mistake_can_be_discarded() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let (exit, text) = on_a_terminal(&omero, MISTAKE, "x\nd\n");
    assert_eq!(exit, 250, "{text}");
    assert_eq!(omero.grid_names(), ["config.xml", "config.xml.lock"]);
    assert!(omero.edited_texts().is_empty());
}

#[test]
#[needs(Program("script"))]
fn on_a_terminal_a_mistake_can_be_saved_elsewhere_but_not_over_a_file() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.file("taken", "precious");
    let (exit, text) = on_a_terminal(&omero, MISTAKE, "s\ntaken\ns\nfree\n");
    assert_eq!(exit, 250, "{text}");
    assert!(text.contains("cannot save the edited text in taken"), "{text}");
    let read = |name: &str| fs::read_to_string(omero.cwd().join(name)).unwrap();
    assert_eq!(read("taken"), "precious");
    assert!(read("free").ends_with("a b=1\n"));
    assert_eq!(omero.grid_names(), ["config.xml", "config.xml.lock"]);
    assert!(omero.edited_texts().is_empty());
}
