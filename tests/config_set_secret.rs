//! `config set` and secrets: asked for on a terminal, read from a file, or typed as an argument.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;

use crate::support::Dialogue;
use crate::support::Installation;

#[test]
fn a_file_with_a_secret_that_all_users_can_read_is_warned_about() {
    let omero = Installation::empty();
    let path = omero.file("pass.txt", "hush\n");
    fs::set_permissions(&path, PermissionsExt::from_mode(0o604)).unwrap();
    assert_snapshot!(omero.run("config set omero.db.pass --file pass.txt"), @"
    exit 0
    --- stderr
    warning: all users of this machine can read pass.txt, which holds `omero.db.pass`
    hint: chmod o= pass.txt
    ");
    assert_snapshot!(omero.run("config set omero.db.host --file pass.txt"), @"exit 0");
    fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).unwrap();
    assert_snapshot!(omero.run("config set omero.db.pass --file pass.txt"), @"exit 0");
}

#[test]
#[needs(Program("tmux"))]
fn a_prompt_asks_twice_and_does_not_show_what_is_typed() {
    let omero = Installation::empty();
    let terminal = Dialogue::start(&omero);
    terminal.begin("omero config set omero.db.pass --prompt");
    terminal.is_asked("Value of omero.db.pass:", 1);
    terminal.answer("correct horse");
    terminal.is_asked("Type it again:", 1);
    terminal.answer("correct horse");
    assert_snapshot!(terminal.end(), @"
    Value of omero.db.pass:
    Type it again:
    added omero.db.pass; `omero config undo` takes this back
    ended with 0
    ready>
    ");
    assert_eq!(omero.answer("config get omero.db.pass"), "correct horse");
}

#[test]
#[needs(Program("tmux"))]
fn a_second_answer_that_differs_makes_it_ask_again() {
    let omero = Installation::empty();
    let terminal = Dialogue::start(&omero);
    terminal.begin("omero config set omero.db.pass --prompt");
    terminal.is_asked("Value of omero.db.pass:", 1);
    terminal.answer("one");
    terminal.is_asked("Type it again:", 1);
    terminal.answer("another");
    terminal.is_asked("Value of omero.db.pass:", 2);
    assert_eq!(omero.config_xml(), None);
    terminal.answer("third");
    terminal.is_asked("Type it again:", 2);
    terminal.answer("third");
    terminal.end();
    assert_eq!(omero.answer("config get omero.db.pass"), "third");
}

#[test]
#[needs(Program("tmux"))]
fn ctrl_c_at_a_prompt_shows_again_what_is_typed_and_changes_nothing() {
    let omero = Installation::empty();
    let terminal = Dialogue::start(&omero);
    terminal.begin("omero config set omero.db.pass --prompt");
    terminal.is_asked("Value of omero.db.pass:", 1);
    terminal.answer("half");
    terminal.is_asked("Type it again:", 1);
    terminal.type_text("ha");
    terminal.press("C-c");
    assert_snapshot!(terminal.end(), @"
    Value of omero.db.pass:
    Type it again:
    error: interrupted; nothing was changed
    ended with 130
    ready>
    ");
    assert_eq!(omero.config_xml(), None);
}

#[test]
#[needs(Program("tmux"))]
fn end_of_input_or_nothing_at_a_prompt_changes_nothing() {
    let omero = Installation::empty();
    let terminal = Dialogue::start(&omero);
    for key in ["C-d", "Enter"] {
        terminal.begin("omero config set omero.db.pass --prompt");
        terminal.is_asked("Value of omero.db.pass:", 1);
        terminal.press(key);
        let screen = terminal.end();
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
    error: questions need a terminal
    hint: `--file -` reads the value from standard input
    ");
    assert_snapshot!(omero.run("config set 'omero db pass' --prompt"), @"
    exit 250
    --- stderr
    error: Illegal property name: omero db pass
    hint: a name contains only letters, digits, `.`, `_` and `-`, not ' '
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
    assert_snapshot!(omero.run("config set omero.db.pass -f password"), @"
    exit 0
    --- stderr
    warning: all users of this machine can read password, which holds `omero.db.pass`
    hint: chmod o= password
    ");
    assert_eq!(omero.answer("config get omero.db.pass"), "from a file");
    let typed = omero.typed("config set omero.db.pass -f -").input("from a pipe\n");
    assert_snapshot!(typed.run(), @"exit 0");
    assert_eq!(omero.answer("config get omero.db.pass"), "from a pipe");
}

#[test]
#[needs(Program("tmux"))]
fn a_secret_as_an_argument_gets_a_hint_on_a_terminal_alone() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config set omero.db.pass secret"), @"exit 0");
    omero.file("one.omero", "config set omero.db.pass other\n");
    let terminal = Dialogue::start(&omero);
    for line in [
        "omero -q config set omero.db.pass secret",
        "omero load one.omero",
        "omero config set omero.db.pass",
        "omero config set omero.db.host secret",
    ] {
        terminal.begin(line);
        let screen = terminal.end();
        assert!(screen.contains("ended with 0") && !screen.contains("history"), "{screen}");
    }
    terminal.begin("omero config set omero.db.pass secret");
    assert_snapshot!(terminal.end(), @"
    added omero.db.pass; `omero config undo` takes this back
    hint: the shell may keep this secret in its history; `config set omero.db.pass --prompt` asks for it
    ended with 0
    ready>
    ");
}

#[test]
fn a_command_line_that_cannot_be_understood_does_not_repeat_a_secret() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config set omero.db.pass my secret"), @"
    exit 2
    --- stderr
    error: unexpected word after the name of a secret; it may be part of the secret and is not shown

      tip: quote a value with spaces, and write `--` before words that begin with a dash

    Usage: omero config set [OPTIONS] <KEY> [VALUE]

    For more information, try '--help'.
    ");
    for line in [
        "config set omero.db.pass --my-secret",
        "config set omero.db.pass --secret=secret",
        "config set omero.db.pass -secret",
        "config set omero.db.pass=secret x secret",
        "config set omero.db.pass -1 --secret",
        "config omero.db.pass=secret",
        "config --omero.db.pass=secret",
    ] {
        let run = omero.run(line);
        assert_eq!(run.exit(), 2, "{line}");
        assert!(!run.to_string().contains("secret'"), "{line}: {run}");
        assert!(!run.to_string().contains("-secret"), "{line}: {run}");
        assert!(run.stderr().contains("is not shown"), "{line}: {run}");
    }
    let run = omero.run("config set --nosuch omero.db.pass secret");
    assert!(run.stderr().contains("'--nosuch'"), "{run}");
}

#[test]
fn a_word_in_the_place_of_a_name_of_a_file_or_variable_is_not_repeated() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config set omero.db.pass --file hunter2"), @"
    exit 2
    --- stderr
    error: File does not exist: ********
    hint: what was given as its name is not shown, because it may be the secret itself; `--file -` reads it from standard input
    ");
    assert_snapshot!(omero.run("config set omero.db.pass --from-env hunter2"), @"
    exit 1
    --- stderr
    error: the environment variable `********` is not set
    hint: what was given as its name is not shown, because it may be the secret itself
    ");
    assert_snapshot!(omero.run("config init --yes --db-pass-file hunter2"), @"
    exit 2
    --- stderr
    error: File does not exist: ********
    hint: what was given as its name is not shown, because it may be the secret itself; `--file -` reads it from standard input
    ");
}

#[test]
fn what_is_plainly_the_name_of_a_file_or_variable_is_shown() {
    let omero = Installation::empty();
    for line in [
        "config set omero.db.pass --file /etc/nosuch",
        "config set omero.db.pass --file ./nosuch",
        "config set omero.db.pass --file nosuch.txt",
        "config init --yes --db-pass-file nosuch.txt",
        "config set omero.web.server_list --file nosuch",
        "config set omero.web.server_list --from-env nosuch",
    ] {
        let run = omero.run(line);
        assert!(run.stderr().contains("nosuch"), "{line}: {run}");
    }
}

#[test]
fn a_word_after_the_name_of_a_secret_is_not_repeated_where_names_are_expected() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass x");
    assert_snapshot!(omero.run("config unset omero.db.pass hunter2"), @"
    exit 0
    --- stderr
    warning: `********` is not set and is not a known property: nothing was changed
    hint: `omero config set KEY VALUE` sets a property
    ");
    let log = omero.run("config log");
    assert!(log.stdout().contains("config unset omero.db.pass ********"), "{log}");
    let names = fs::read_dir(omero.omerodir().join("etc/grid/config.xml.history")).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert!(!format!("{names:?}").contains("hunter2"), "{names:?}");
}

#[test]
fn a_message_about_a_change_is_kept_without_its_secret() {
    let omero = Installation::empty();
    omero.prepare("config set -m 'redis://:hunter2@cache, password=hunter2' A 1");
    let log = omero.answer("config log");
    assert!(log.contains(r#""redis://:********@cache, password=********""#), "{log}");
}

#[test]
#[needs(Program("tmux"))]
fn a_prompt_for_what_is_not_secret_asks_once_and_shows_what_is_typed() {
    let omero = Installation::empty();
    let terminal = Dialogue::start(&omero);
    terminal.begin("omero config set omero.db.host --prompt");
    terminal.is_asked("Value of omero.db.host:", 1);
    terminal.answer("db.example.org");
    assert_snapshot!(terminal.end(), @"
    Value of omero.db.host: db.example.org
    added omero.db.host; `omero config undo` takes this back
    ended with 0
    ready>
    ");
    assert_eq!(omero.answer("config get omero.db.host"), "db.example.org");
}

#[test]
#[needs(Program("tmux"))]
fn a_command_that_reads_from_the_terminal_says_so() {
    let omero = Installation::empty();
    let terminal = Dialogue::start(&omero);
    for (line, typed) in [
        ("omero config set omero.db.host --file -", "db.example.org"),
        ("omero config set omero.db.pass --file -", "secret"),
        ("omero config load", "A=1"),
        ("omero config load -q -", "A=1"),
        ("omero config apply --format yaml -", "A: 1"),
        ("omero load", "config set A 1"),
        ("omero load -", "config set A 1"),
        ("omero config init --yes --db-pass-file -", "secret"),
    ] {
        terminal.begin(line);
        terminal.is_asked("reading from the terminal; press Ctrl-D to finish", 1);
        terminal.answer(typed);
        terminal.press("C-d");
        let screen = terminal.end();
        assert!(screen.contains("ended with 0"), "{line}: {screen}");
        assert_eq!(screen.contains("--prompt does not"), line.contains("pass -"), "{screen}");
    }
    let piped = omero.typed("config set A --file -").input("1").run();
    assert_eq!(piped.stderr(), "");
}

#[test]
#[needs(Program("tmux"))]
fn the_fix_of_a_secret_asks_for_it_on_a_terminal_and_reads_it_in_a_script() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass omero");
    let found = omero.run("config check");
    assert!(found.stdout().contains("fix: omero config set omero.db.pass --file -\n"), "{found}");
    let terminal = Dialogue::start(&omero);
    terminal.begin("omero --no-pager config check");
    let screen = terminal.end();
    assert!(screen.contains("fix: omero config set omero.db.pass --prompt\n"), "{screen}");
}

#[test]
fn the_hint_for_key_and_secret_in_one_word_does_not_ask_for_another_argument() {
    assert_snapshot!(Installation::empty().run("config set omero.db.pass=secret"), @r#"
    exit 2
    --- stderr
    error: "=" in key name. Did you mean "...set omero.db.pass ********"?
    hint: `omero config set omero.db.pass --prompt` asks for the value; in a script, `--file -` reads it from standard input
    "#);
}
