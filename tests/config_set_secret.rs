//! `config set` and secrets: asked for on a terminal, read from a file, or typed as an argument.

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::Terminal;

/// A shell that leaves the terminal as a program has left it: what it does not show stays hidden.
const SHELL: &[&str] = &["env", "PS1=ready> ", "sh", "-i"];

/// Types a command on an empty screen.
fn begin(terminal: &Terminal<'_>, line: &str) {
    answer(terminal, &format!("clear; {line}; echo ended with $?"));
}

/// What the screen shows when the command has ended, and that the terminal shows again what is typed.
fn end(terminal: &Terminal<'_>) -> String {
    let screen = terminal.wait_for("the end of the command", |screen| {
        let is_over = screen.lines().any(|line| line.starts_with("ended with "));
        is_over && screen.ends_with("\nready>") && !screen.contains("# visible")
    });
    answer(terminal, "# visible");
    terminal.wait_for("what was typed", |screen| screen.contains("ready> # visible"));
    screen
}

fn asks_for(terminal: &Terminal<'_>, question: &str, times: usize) {
    let is_asked =
        |screen: &str| screen.ends_with(question) && screen.matches(question).count() == times;
    terminal.wait_for(question, is_asked);
}

fn answer(terminal: &Terminal<'_>, text: &str) {
    terminal.type_text(text);
    terminal.press("Enter");
}

#[test]
fn a_prompt_asks_twice_and_does_not_show_what_is_typed() {
    let omero = Installation::empty();
    let Some(terminal) = Terminal::start(&omero, SHELL) else { return };
    begin(&terminal, "omero config set omero.db.pass --prompt");
    asks_for(&terminal, "Value of omero.db.pass:", 1);
    answer(&terminal, "correct horse");
    asks_for(&terminal, "The same once more:", 1);
    answer(&terminal, "correct horse");
    assert_snapshot!(end(&terminal), @"
    Value of omero.db.pass:
    The same once more:
    ended with 0
    ready>
    ");
    assert_eq!(omero.answer("config get omero.db.pass"), "correct horse");
}

#[test]
fn a_second_answer_that_differs_makes_it_ask_again() {
    let omero = Installation::empty();
    let Some(terminal) = Terminal::start(&omero, SHELL) else { return };
    begin(&terminal, "omero config set omero.db.pass --prompt");
    asks_for(&terminal, "Value of omero.db.pass:", 1);
    answer(&terminal, "one");
    asks_for(&terminal, "The same once more:", 1);
    answer(&terminal, "another");
    asks_for(&terminal, "Value of omero.db.pass:", 2);
    assert_eq!(omero.config_xml(), None);
    answer(&terminal, "third");
    asks_for(&terminal, "The same once more:", 2);
    answer(&terminal, "third");
    end(&terminal);
    assert_eq!(omero.answer("config get omero.db.pass"), "third");
}

#[test]
fn ctrl_c_at_a_prompt_shows_again_what_is_typed_and_changes_nothing() {
    let omero = Installation::empty();
    let Some(terminal) = Terminal::start(&omero, SHELL) else { return };
    begin(&terminal, "omero config set omero.db.pass --prompt");
    asks_for(&terminal, "Value of omero.db.pass:", 1);
    answer(&terminal, "half");
    asks_for(&terminal, "The same once more:", 1);
    terminal.type_text("ha");
    terminal.press("C-c");
    assert_snapshot!(end(&terminal), @"
    Value of omero.db.pass:
    The same once more:
    error: interrupted; nothing was changed
    ended with 130
    ready>
    ");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn end_of_input_or_nothing_at_a_prompt_changes_nothing() {
    let omero = Installation::empty();
    let Some(terminal) = Terminal::start(&omero, SHELL) else { return };
    for key in ["C-d", "Enter"] {
        begin(&terminal, "omero config set omero.db.pass --prompt");
        asks_for(&terminal, "Value of omero.db.pass:", 1);
        terminal.press(key);
        let screen = end(&terminal);
        assert!(
            screen.contains("nothing was changed") && screen.contains("ended with 1"),
            "{screen}"
        );
    }
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn without_a_terminal_nobody_is_asked() {
    let omero = Installation::empty();
    assert_snapshot!(omero.typed("config set omero.db.pass --prompt").input("secret\n").run(), @"
    exit 1
    --- stderr
    error: there is no terminal to ask on
    hint: `--file -` reads the value from standard input
    ");
    assert_snapshot!(omero.run("config set 'omero db pass' --prompt"), @"
    exit 250
    --- stderr
    error: Illegal property name: omero db pass
    hint: a name has only letters, digits, `.`, `_` and `-`, not ' '
    ");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn a_value_is_asked_for_read_or_given_and_not_two_of_them() {
    let omero = Installation::empty();
    omero.file("password", "secret\n");
    for line in ["config set A 1 --prompt", "config set A --prompt -f password"] {
        let transcript = omero.run(line);
        assert_eq!(transcript.exit(), 2, "{transcript}");
    }
}

#[test]
fn a_secret_comes_from_a_file_or_a_pipe() {
    let omero = Installation::empty();
    omero.file("password", "from a file\n");
    assert_snapshot!(omero.run("config set omero.db.pass -f password"), @"exit 0");
    assert_eq!(omero.answer("config get omero.db.pass"), "from a file");
    let typed = omero.typed("config set omero.db.pass -f -").input("from a pipe\n");
    assert_snapshot!(typed.run(), @"exit 0");
    assert_eq!(omero.answer("config get omero.db.pass"), "from a pipe");
}

#[test]
fn a_secret_as_an_argument_gets_a_hint_on_a_terminal_alone() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config set omero.db.pass secret"), @"exit 0");
    omero.file("one.omero", "config set omero.db.pass other\n");
    let Some(terminal) = Terminal::start(&omero, SHELL) else { return };
    for line in [
        "omero -q config set omero.db.pass secret",
        "omero load one.omero",
        "omero config set omero.db.pass",
        "omero config set omero.db.host secret",
    ] {
        begin(&terminal, line);
        let screen = end(&terminal);
        assert!(screen.contains("ended with 0") && !screen.contains("history"), "{screen}");
    }
    begin(&terminal, "omero config set omero.db.pass secret");
    assert_snapshot!(end(&terminal), @"
    hint: the shell may keep this secret in its history; `config set omero.db.pass --prompt` asks for it
    ended with 0
    ready>
    ");
}
