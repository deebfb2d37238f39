//! `omero help TOPIC`, and what a wrong command line is told.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::Typed;

const TOPICS: [&str; 5] = ["exit-codes", "quoting", "profiles", "environment", "files"];

/// The lines of a topic that are typed.
fn commands(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| line.strip_prefix("    ")).filter(|line| line.contains("omero "))
}

/// The command-line arguments as the C library of Windows splits them.
fn words_on_windows(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    let mut rest = line.chars().peekable();
    while let Some(found) = rest.next() {
        let word = words.last_mut().unwrap();
        match found {
            '\\' if rest.peek() == Some(&'"') => word.extend(rest.next()),
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            found => word.push(found),
        }
    }
    words
}

#[test]
fn help_lists_the_topics_and_each_fits_80_columns() {
    let omero = Installation::empty();
    let listed = omero.answer("help");
    for topic in TOPICS {
        assert!(listed.contains(&format!("\n  {topic:<12} ")), "{listed}");
        let text = omero.answer(&format!("help {topic}"));
        for line in text.lines() {
            assert!(line.chars().count() <= 80 && line == line.trim_end(), "{topic}: {line}");
        }
    }
    let (_, topics) = listed.split_once("\nTopics:\n").unwrap();
    assert_eq!(topics.lines().count(), TOPICS.len());
}

#[test]
fn a_topic_that_is_not_there_names_the_nearest() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("help quotes"), @"
    exit 2
    --- stderr
    error: there is no command or topic `quotes`
    hint: `omero help` lists the commands and the topics
    ");
    assert_snapshot!(omero.run("help config ste"), @"
    exit 2
    --- stderr
    error: there is no command or topic `ste`
    hint: did you mean `omero help config set`?
    ");
    assert_snapshot!(omero.run("help enviroment"), @"
    exit 2
    --- stderr
    error: there is no command or topic `enviroment`
    hint: did you mean `omero help environment`?
    ");
}

#[test]
fn the_same_list_of_servers_comes_out_of_every_shell() {
    let omero = Installation::empty();
    let text = omero.answer("help quoting");
    let lists: Vec<_> = commands(&text)
        .filter(|line| line.contains("set omero.web.server_list") && line.contains('['))
        .collect();
    let [unix, cmd, powershell, old_powershell] = lists[..] else { panic!("{lists:?}") };
    let value = r#"[["omero.example.org", 4064]]"#;
    let words = omero_config::testing::python::shlex::split(unix).unwrap();
    assert_eq!(words.last().unwrap(), value);
    assert_eq!(words_on_windows(cmd).last().unwrap(), value);
    assert_eq!(unix, powershell);
    // What PowerShell hands on: the text between single quotes, between double quotes of its own.
    let handed_on = old_powershell.replace('\'', "\"");
    assert_eq!(words_on_windows(&handed_on).last().unwrap(), value);
}

#[test]
fn what_the_topics_say_for_a_unix_shell_works() {
    let omero = Installation::empty();
    omero.file("servers.json", r#"[["omero.example.org", 4064]]"#);
    omero.file("site.yaml", "omero.db.port: 5433\n");
    omero.file("template.txt", "%user%_%userId%//%year%-%month%\n");
    for topic in ["quoting", "profiles"] {
        for line in commands(&omero.answer(&format!("help {topic}"))) {
            let is_unix = !line.contains("\\\"") && !line.contains("$env:");
            let words = omero_config::testing::python::shlex::split(line).unwrap();
            let start = words.iter().position(|word| word == "omero").unwrap() + 1;
            let words = words[start..].iter().take_while(|word| *word != "<");
            let typed = words.fold(omero.program().input("secret\n"), Typed::arg);
            let variable = if line.starts_with("OMERO_CONFIG=") { "test" } else { "" };
            let transcript = typed.env("OMERO_CONFIG", variable).run();
            let differs = line.contains(" diff ") && transcript.exit() == 1;
            assert!(!is_unix || transcript.succeeded() || differs, "{line}: {transcript}");
        }
    }
}

#[test]
fn every_variable_that_is_read_is_in_the_table() {
    let text = Installation::empty().answer("help environment");
    let mut found = 0;
    for path in crate::layers::rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli")) {
        let code = fs::read_to_string(&path).unwrap();
        let is_table = path.ends_with("session/environment.rs");
        let calls: &[_] =
            if is_table { &["var_os(\"", "set(\""] } else { &["var_os(\"", "var(\""] };
        for before in calls {
            for (at, _) in code.match_indices(before) {
                let name = code[at + before.len()..].split('"').next().unwrap();
                let is_listed = text.lines().any(|line| line == name);
                assert!(is_listed, "{} reads {name}", path.display());
                found += 1;
            }
        }
    }
    assert!(found > 8);
}

#[test]
fn a_wrong_word_is_told_the_nearest_right_one() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config ste"), @"
    exit 2
    --- stderr
    error: unrecognized subcommand 'ste'

      tip: a similar subcommand exists: 'set'

    Usage: omero config [OPTIONS] <COMMAND>

    For more information, try '--help'.
    ");
    assert_snapshot!(omero.run("confg get"), @"
    exit 2
    --- stderr
    error: there is no command `confg` here, and there is no other `omero` on the PATH
    hint: did you mean `omero config`?
    ");
    assert_snapshot!(omero.run("config get --jsno"), @"
    exit 2
    --- stderr
    error: unexpected argument '--jsno' found

      tip: a similar argument exists: '--json'

    Usage: omero config get --json [KEY]...

    For more information, try '--help'.
    ");
    assert_snapshot!(omero.run("config set --reprot a b"), @"
    exit 2
    --- stderr
    error: unexpected argument '--reprot' found

      tip: a similar argument exists: '--report'

    Usage: omero config set --report <KEY> [VALUE]

    For more information, try '--help'.
    ");
    assert_snapshot!(omero.run("config get --require omero.db.hots"), @"
    exit 1
    --- stderr
    error: not set: omero.db.hots
    hint: did you mean `omero.db.host`?
    ");
    assert_snapshot!(omero.run(r#"config remove omero.web.app '"a"'"#), @r#"
    exit 1
    --- stderr
    error: "a" is not defined in omero.web.app
    hint: did you mean `omero.web.apps`?
    "#);
    assert_snapshot!(omero.run("completions fsh"), @"
    exit 2
    --- stderr
    error: invalid value 'fsh' for '<SHELL>'
      [possible values: bash, zsh, fish, powershell, elvish]

      tip: a similar value exists: 'fish'

    For more information, try '--help'.
    ");
}
