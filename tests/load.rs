//! `omero load` and commands on standard input.

use std::fs;

use insta::assert_snapshot;

use crate::support::Installation;

const SCRIPT: &str = "\
# An installation
config set omero.db.host 'db.example.org'

config set omero.web.server_list '[[\"a\", 4064, \"b\"]]'
  config get
";

#[test]
fn each_line_of_a_script_is_a_command() {
    let omero = Installation::empty();
    omero.file("a.omero", SCRIPT);
    assert_snapshot!(omero.run("load a.omero"), @r#"
    exit 0
    --- stdout
    omero.db.host=db.example.org
    omero.web.server_list=[["a", 4064, "b"]]
    "#);
    assert_snapshot!(omero.typed("load").input("config get omero.db.host").run(), @"
    exit 0
    --- stdout
    db.example.org
    ");
    assert_snapshot!(omero.typed("load -").input("config get omero.db.host").run(), @"
    exit 0
    --- stdout
    db.example.org
    ");
}

#[test]
fn the_first_failure_ends_a_script_with_its_code() {
    let omero = Installation::empty();
    omero.file("a.omero", "config set A 1\nconfig set 'a b' 2\nconfig set C 3\n");
    assert_snapshot!(omero.run("load a.omero"), @"
    exit 250
    --- stderr
    error: a.omero, line 2: Illegal property name: a b
    hint: a name contains only letters, digits, `.`, `_` and `-`, not ' '
    hint: the changes of a.omero, line 1, are stored; `config undo` undoes them
    ");
    assert_snapshot!(omero.run("config get"), @"
    exit 0
    --- stdout
    A=1
    ");
}

#[test]
fn with_k_a_script_goes_on_after_failures() {
    let omero = Installation::empty();
    omero.file("a.omero", "config set 'a b' 2\nnosuch\nconfig set 'C\nconfig set D 3\n");
    assert_snapshot!(omero.run("load -k a.omero"), @"
    exit 0
    --- stderr
    error: a.omero, line 1: Illegal property name: a b
    hint: a name contains only letters, digits, `.`, `_` and `-`, not ' '
    Ignoring error: config set 'a b' 2

    error: a.omero, line 2: there is no command `nosuch` here, and there is no other `omero` on the PATH
    hint: `omero help` lists the commands
    Ignoring error: nosuch

    error: a.omero, line 3: a closing ' is missing
    hint: quote the word as for a shell
    Ignoring error: config set 'C
    ");
    assert_snapshot!(omero.run("config get"), @"
    exit 0
    --- stdout
    D=3
    ");
}

#[test]
fn patterns_are_matched_by_name_and_none_is_no_failure() {
    let omero = Installation::empty();
    omero.file("b.omero", "config set A b\n");
    omero.file("a.omero", "config set A a\nconfig set B a\n");
    omero.file(".hidden.omero", "config set A hidden\n");
    assert_snapshot!(omero.run("load --glob '*.omero' 'nosuch*'"), @"exit 0");
    assert_snapshot!(omero.run("config get"), @"
    exit 0
    --- stdout
    A=b
    B=a
    ");
}

#[test]
fn a_missing_script_is_told() {
    assert_snapshot!(Installation::empty().run("load nosuch"), @"
    exit 1
    --- stderr
    error: cannot read nosuch: No such file or directory (os error 2)
    ");
}

#[test]
fn without_arguments_commands_are_read_from_standard_input() {
    let omero = Installation::empty();
    let typed = omero.program().input("config set 'a b' 1\nconfig set A 1\nconfig get A\n");
    assert_snapshot!(typed.run(), @"
    exit 0
    --- stdout
    1
    --- stderr
    error: standard input, line 1: Illegal property name: a b
    hint: a name contains only letters, digits, `.`, `_` and `-`, not ' '
    ");
    assert_snapshot!(omero.program().input("config get A\nquit\nconfig get A\n").run(), @"
    exit 0
    --- stdout
    1
    ");
}

#[test]
fn a_command_of_a_script_can_read_what_follows_in_standard_input() {
    let omero = Installation::empty();
    let typed = omero.typed("load").input("config load -\nA=1\nB=2\n");
    assert!(typed.run().succeeded());
    assert_snapshot!(omero.run("config get"), @"
    exit 0
    --- stdout
    A=1
    B=2
    ");
}

#[test]
fn a_script_that_runs_itself_is_refused() {
    let omero = Installation::empty();
    omero.file("a.omero", "load a.omero\n");
    let transcript = omero.run("load a.omero");
    assert_eq!(transcript.exit(), 1);
    assert!(
        transcript.stderr().ends_with(
            "a.omero, line 1: too many scripts load one another\n\
             hint: check whether a script loads itself\n"
        ),
        "{transcript}"
    );
    // Each of these lines reads the next ones from standard input.
    let lines = omero.program().input("--color never\n".repeat(1000)).run();
    assert!(lines.succeeded(), "{lines}");
}

#[test]
fn a_password_in_a_line_that_fails_is_not_shown() {
    let omero = Installation::empty();
    let lines = "config set omero.db.pass=secret\n\
                 config set 'omero.db.pass: secret' 1\n\
                 config set omero.db.pass 'se${cr}et'\n";
    omero.file("a.omero", lines);
    assert_snapshot!(omero.run("load -k a.omero"), @r#"
    exit 0
    --- stderr
    error: a.omero, line 1: "=" in key name. Did you mean "...set omero.db.pass ********"?
    hint: `omero config set omero.db.pass --prompt` asks for the value; in a script, `--file -` reads it from standard input
    Ignoring error: config set omero.db.pass=********

    error: a.omero, line 2: Illegal property name: omero.db.pass:********
    hint: this looks like YAML: `omero config apply --format yaml FILE` reads that
    Ignoring error: config set 'omero.db.pass:********

    error: a.omero, line 3: omero.db.pass: IceGrid would not find a variable `...` and would refuse the whole configuration (character 3)
    hint: IceGrid needs `$${` instead, but other programs would read both `$`: use a value without `${`; --force stores it anyway
    Ignoring error: config set omero.db.pass ********
    "#);
    assert_snapshot!(omero.typed("config load").input("omero.db.pass secret\n").run(), @"
    exit 250
    --- stderr
    error: standard input, line 1: Illegal property name: omero.db.pass ********
    hint: a name contains only letters, digits, `.`, `_` and `-`, not ' '
    ");
}

#[test]
fn a_line_that_cannot_be_understood_does_not_repeat_a_password() {
    let omero = Installation::empty();
    omero.file("a.omero", "config set omero.db.pass my secret\n");
    assert_snapshot!(omero.run("load -k a.omero"), @"
    exit 0
    --- stderr
    a.omero, line 1:
    error: unexpected word after the name of a secret; it may be part of the secret and is not shown

      tip: quote a value with spaces, and write `--` before words that begin with a dash

    Usage: omero config set [OPTIONS] <KEY> [VALUE]

    For more information, try '--help'.
    Ignoring error: config set omero.db.pass ********
    ");
    let script = "config set omero.db.pass --secret\nconfig set --x=secret omero.db.pass\n";
    assert_snapshot!(omero.typed("config apply --format omero -").input(script).run(), @"
    exit 1
    --- stderr
    error: standard input:1:1: `--` must come before a value that begins with `--`
    error: standard input:2:1: the option `--x` is not supported here
    ");
}

#[test]
fn a_text_that_is_too_large_is_refused() {
    let omero = Installation::empty();
    let large = fs::File::create(omero.cwd().join("large")).unwrap();
    large.set_len((1 << 28) + 1).unwrap();
    for line in ["load large", "config load large", "config apply --format yaml large"] {
        let run = omero.run(line);
        assert_eq!(run.stderr(), "error: cannot read large: more than 268435456 bytes\n", "{line}");
        assert_eq!(run.exit(), 1);
    }
}

#[test]
fn options_of_a_line_count_for_that_line() {
    let omero = Installation::empty();
    let lines = "--omero-version 9 config set A 1\n\
                 -q config set 'a b' 1\n\
                 -d 1 config get\n\
                 config set 'a b' 1\n";
    omero.file("a.omero", lines);
    assert_snapshot!(omero.run("load -k a.omero"), @"
    exit 0
    --- stderr
    error: a.omero, line 1: `9` is not a release of OMERO from 5.0 to 5.6
    Ignoring error: --omero-version 9 config set A 1

    error: a.omero, line 2: Illegal property name: a b
    Ignoring error: -q config set 'a b' 1

    debug: read $OMERODIR/etc/grid/config.xml, profile `default`
    error: a.omero, line 4: Illegal property name: a b
    hint: a name contains only letters, digits, `.`, `_` and `-`, not ' '
    Ignoring error: config set 'a b' 1
    ");
}
