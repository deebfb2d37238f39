//! Help, the version, and command lines that are no commands.

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn the_exit_codes_are_one_table() {
    assert_snapshot!(Installation::empty().run("help exit-codes"), @"
    exit 0
    --- stdout
      0  done
      1  refused, not found, or a check failed; diff: something differs
      2  wrong command line; append, remove: no default to start from; diff: can't
         be told
      3  append, remove: the default of the property is no list; apply --check:
         something would change
     10  unknown word after -d
     77  the store may not be written
    112  another process holds the lock
    113  the store cannot be opened, read or understood
    124  the file after --source is not there
    125  OMERODIR is not set, or is not a directory
    130  Ctrl-C at a question; nothing was changed
    166  web config: a port is taken twice
    167  web config: the release has no such omero.web.application_server
    168  web config: omero.web.application_server does not fit the web server
    186  edit: the editor failed
    200  load, edit: the input is not UTF-8
    246  load: a property has another value already
    250  a property may not be called so
    254  append, remove: the stored value is no JSON
    255  append, remove: the stored value is no list
      *  the exit code of a command of another program; 127 if it was not found, 126
         if it cannot be run
    ");
}

#[test]
fn every_verb_has_a_help_page_on_standard_output() {
    let omero = Installation::empty();
    for verb in
        "all append apply def diff doctor drop edit export get init keys list load lock parse path remove set upgrade version"
            .split(' ')
    {
        let asked = omero.run(&format!("config {verb} --help"));
        assert!(asked.succeeded() && asked.stderr().is_empty(), "{asked}");
        let told = omero.run(&format!("help config {verb}"));
        assert_eq!(told.stdout().lines().next(), asked.stdout().lines().next());
        assert!(told.stdout().contains(&format!("Usage: omero config {verb}")), "{told}");
    }
}

#[test]
fn an_unknown_command_verb_or_topic_is_a_wrong_command_line() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("nosuch"), @"
    exit 2
    --- stderr
    error: there is no command `nosuch` here, and there is no other `omero` on the PATH
    hint: `omero help` lists the commands
    ");
    assert_snapshot!(omero.run("config"), @"
    exit 2
    --- stderr
    error: 'omero config' requires a subcommand but one was not provided
      [subcommands: all, append, apply, blame, check, copy, def, describe, diff, doctor, drop, edit, export, get, init, keys, list, load, lock, log, parse, path, remove, schema, search, set, take-over, undo, unset, upgrade, version]

    Usage: omero config [OPTIONS] <COMMAND>

    For more information, try '--help'.
    ");
    assert_snapshot!(omero.run("config gett"), @"
    exit 2
    --- stderr
    error: unrecognized subcommand 'gett'

      tip: some similar subcommands exist: 'set', 'get'

    Usage: omero config [OPTIONS] <COMMAND>

    For more information, try '--help'.
    ");
    assert_snapshot!(omero.run("config get --nosuch"), @"
    exit 2
    --- stderr
    error: unexpected argument '--nosuch' found

      tip: to pass '--nosuch' as a value, use '-- --nosuch'

    Usage: omero config get [OPTIONS] [KEY]...

    For more information, try '--help'.
    ");
    assert_snapshot!(omero.run("config set"), @"
    exit 2
    --- stderr
    error: the following required arguments were not provided:
      <KEY>

    Usage: omero config set <KEY> [VALUE]

    For more information, try '--help'.
    ");
    assert_snapshot!(omero.run("help nosuch"), @"
    exit 2
    --- stderr
    error: there is no command or topic `nosuch`
    hint: `omero help` lists the commands and the topics
    ");
    assert_snapshot!(omero.run("-q"), @"
    exit 2
    --- stderr
    error: a command is missing
    ");
}

#[test]
fn the_version_of_the_program_is_told() {
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(Installation::empty().answer("--version"), format!("omero {version}"));
}

#[test]
fn colour_is_used_only_where_it_is_asked_for() {
    let omero = Installation::empty();
    let plain = omero.run("config set 'a b' 1");
    let coloured = omero.run("--color always config set 'a b' 1");
    assert!(!plain.stderr().contains('\u{1b}'), "{plain}");
    assert!(coloured.stderr().contains("\u{1b}[1m\u{1b}[31merror:"), "{coloured}");
}

#[test]
fn an_option_that_belongs_in_front_is_told_so() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config get --no-pager"), @"
    exit 2
    --- stderr
    error: unexpected argument '--no-pager' found

      tip: it belongs in front of the command: `omero OPTION config ...`

    Usage: omero config get [OPTIONS] [KEY]...

    For more information, try '--help'.
    ");
}

#[test]
fn help_that_cannot_be_written_is_told() {
    let omero = Installation::empty();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = omero.typed("config --help").command();
    assert_eq!(
        command.stdout(full).stderr(std::process::Stdio::null()).status().unwrap().code(),
        Some(1)
    );
}
