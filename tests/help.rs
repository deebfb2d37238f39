//! Help, the version, and command lines that are no commands.

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn the_exit_codes_are_one_table() {
    assert_snapshot!(Installation::empty().run("help exit-codes"), @"
    exit 0
    --- stdout
      0  done
      1  refused, not found, or a check failed; diff: there are differences
      2  usage error; append, remove: no default to start from; diff: the comparison
         failed
      3  append, remove: the default of the property is not a list; apply --check:
         there would be changes
     10  unknown word after -d
     77  no permission to write the configuration
    112  another process holds the lock
    113  the configuration cannot be opened, read or parsed
    124  the file given with --source does not exist
    125  OMERODIR is not set, or is not a directory
    130  Ctrl-C at a question; nothing was changed
    166  web config: two services have the same port
    167  web config: the release does not support this omero.web.application_server
    168  web config: omero.web.application_server does not fit the web server
    186  edit: the editor failed
    200  load, edit: the input is not UTF-8
    246  load: a property already has another value
    250  not a valid property name
    254  append, remove: the stored value is not valid JSON
    255  append, remove: the stored value is not a list
      *  the exit code of a command that another program ran; 127 if it was not
         found, 126 if it cannot be run
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
    assert!(coloured.stderr().contains("\u{1b}[1m\u{1b}[38;5;131merror:"), "{coloured}");
}

#[test]
fn options_of_the_program_and_of_config_are_taken_before_and_after_the_verb() {
    let omero = Installation::empty();
    omero.file("copy.xml", "");
    for line in [
        "config set a.b 1 --source copy.xml",
        "config get --source=copy.xml a.b",
        "config get a.b --lock-timeout 3 --source copy.xml",
        "config set --history 0 a.b 2 --source copy.xml",
        "config get a.b -q --source copy.xml",
        "config --quiet get a.b --source copy.xml --no-pager",
        "config get a.b --color never --omero-version 5.6 --source copy.xml",
        "config append a.list -1.5 --force --source copy.xml --wait",
    ] {
        let run = omero.run(line);
        assert!(run.succeeded(), "{line}: {run}");
    }
    assert_eq!(omero.answer("config get a.b --source copy.xml"), "2");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn an_option_whose_value_could_be_part_of_a_password_stays_before_the_command() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config get -d 3"), @"
    exit 2
    --- stderr
    error: unexpected argument '-d' found

      tip: put it before the command: `omero OPTION config ...`

    Usage: omero config get [OPTIONS] [KEY]...

    For more information, try '--help'.
    ");
}

#[test]
fn a_flag_in_the_place_of_a_value_does_not_remove_the_property() {
    let omero = Installation::empty();
    omero.prepare("config set a.b 1");
    for line in ["config set a.b -q", "config set a.b --quiet", "config load --quiet x"] {
        assert_eq!(omero.run(line).exit(), 2, "{line}");
    }
    assert_eq!(omero.answer("config get a.b"), "1");
}

#[test]
fn help_is_reached_by_every_order_of_words() {
    let omero = Installation::empty();
    let page = omero.answer("config set --help");
    for line in ["help set", "help config set", "config help set", "config --wait help set"] {
        assert_eq!(omero.answer(line), page, "{line}");
    }
    assert_eq!(omero.answer("web help config"), omero.answer("web config --help"));
    assert_eq!(omero.answer("config help"), omero.answer("config --help"));
}

#[test]
fn verbs_are_listed_by_task() {
    assert_snapshot!(Installation::empty().run("config -h"), @"
    exit 0
    --- stdout
    Read and change the properties of an installation

    Usage: omero config [OPTIONS] <COMMAND>

    Everyday:
      get        Show properties
      set        Set a property, or remove it
      unset      Remove properties, so that their defaults apply again
      edit       Change the properties in an editor
      describe   Explain properties: type, default, meaning, examples, value
      search     Find properties by words in their names and descriptions
      keys       List the names of the properties that are set, sorted

    Lists:
      append     Append an element to a list
      remove     Remove an element from a list

    Files:
      apply      Make the configuration match files
      load       Read properties from files
      export     Write the properties in another format
      schema     Print everything that is known about properties as one JSON Schema
      path       Show where the configuration is stored

    Profiles:
      all        List the profiles
      def        Show the active profile, or make another one active
      copy       Copy a profile
      drop       Remove a profile with all its properties

    History and undo:
      log        List the changes of the configuration, newest first
      undo       Undo the last change, or go back to before an earlier one
      diff       Compare profiles, files, versions or defaults
      blame      Show which change gave each property its value

    Checking:
      check      Check the whole configuration for mistakes
      doctor     Check the environment of the configuration

    Setting up:
      init       Configure a new installation by answering a few questions
      take-over  Take the place of the Python tool in a virtual environment
      upgrade    Bring an old configuration up to date
      lock       Lock the configuration against changes

    Old names:
      list       Show all properties (use `config get`)
      parse      Show the properties of a release, with their defaults
      version    Show the version of the profile

    Options:
          --source <FILE>           Use this file instead of `etc/grid/config.xml`
                                    in OMERODIR
          --lock-timeout <SECONDS>  Seconds to wait for the lock while another
                                    command changes the configuration [default: 10]
          --wait                    Before a change, wait for running `omero admin`
                                    commands that would overwrite it, such as
                                    `start` or `restart`; at most for --lock-timeout
          --history <COUNT>         Number of earlier versions to keep; 0 keeps none
                                    [default: 50]
          --profile <NAME>          Use this profile instead of the active one;
                                    overrides `OMERO_CONFIG`
      -m, --message <TEXT>          Reason for the change, shown by `omero config
                                    log`
      -h, --help                    Print help (see more with '--help')
    ");
}

#[test]
fn a_page_has_only_the_options_that_mean_something_there() {
    let omero = Installation::empty();
    let pages = [
        ("config get", "--message", "--profile"),
        ("config search", "--profile", "--json"),
        ("config log", "--profile", "--message"),
        ("web", "--history", "--source"),
        ("web config", "--message", "--profile"),
    ];
    for (command, idle, useful) in pages {
        let page = omero.answer(&format!("{command} --help"));
        assert!(!page.contains(idle) && page.contains(useful), "{command}: {page}");
    }
    assert_snapshot!(omero.run("web config nginx -m why"), @"
    exit 2
    --- stderr
    error: --message has no effect for `web`, which changes nothing
    hint: `omero help` lists the commands, `omero help COMMAND` explains one
    ");
}

#[test]
fn no_tip_proposes_to_skip_the_checks() {
    let omero = Installation::empty();
    for line in ["config drop x --frce", "config set a b --forse", "config --fource set a b"] {
        let run = omero.run(line);
        assert!(!run.succeeded() && !run.stderr().contains("--force"), "{run}");
    }
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

#[test]
fn the_options_for_changes_are_shown_and_completed_for_the_verbs_that_change_something() {
    let omero = Installation::empty();
    for (verb, changes) in [
        ("set", true),
        ("unset", true),
        ("append", true),
        ("apply", true),
        ("load", true),
        ("edit", true),
        ("undo", true),
        ("drop", true),
        ("get", false),
        ("describe", false),
        ("export", false),
        ("path", false),
    ] {
        let help = omero.answer(&format!("config {verb} --help"));
        let offered = omero.answer(&format!("completions zsh -- omero config {verb} --"));
        for option in ["--wait", "--lock-timeout", "--history", "--message"] {
            assert_eq!(help.contains(option), changes, "{verb} {option}: {help}");
            assert_eq!(offered.contains(option), changes, "{verb} {option}: {offered}");
        }
    }
}

#[test]
fn an_option_for_changes_counts_before_and_after_the_verb() {
    let omero = Installation::empty();
    for line in ["config --lock-timeout x set A 1", "config set A 1 --lock-timeout x"] {
        assert!(omero.run(line).stderr().contains("--lock-timeout"), "{line}");
    }
    omero.prepare("config set --history 0 A 1");
    omero.prepare("config set A --wait 2");
    assert_eq!(omero.answer("config get A"), "2");
    assert_eq!(omero.answer("config log").matches("config set").count(), 1);
}

#[test]
fn the_usage_names_omero_whatever_the_file_is_called() {
    let omero = Installation::empty();
    let other = omero.cwd().join("omero-5.exe");
    std::fs::copy(omero.executable(), &other).unwrap();
    let text = omero.start(&other, "config set --help").run();
    assert!(text.stdout().contains("Usage: omero config set"), "{text}");
}
