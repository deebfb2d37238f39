//! `omero completions`: the scripts, and what the program answers to them.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::Typed;

/// What fits at the end of a line: what the script for zsh asks, which hands over words.
fn ask<'omero>(omero: &'omero Installation, line: &str) -> Typed<'omero> {
    let words = line.split(' ');
    words.fold(omero.typed("completions zsh -- omero"), Typed::arg)
}

/// The answer, and that there was no word beside it.
fn answer(typed: Typed<'_>) -> String {
    let transcript = typed.run();
    assert!(transcript.succeeded() && transcript.stderr().is_empty(), "{transcript}");
    transcript.stdout().to_owned()
}

fn fitting(omero: &Installation, line: &str) -> String {
    answer(ask(omero, line))
}

/// The candidates alone.
fn words(omero: &Installation, line: &str) -> Vec<String> {
    let answer = fitting(omero, line);
    let lines = answer.lines().skip(1);
    lines.map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

fn site() -> Installation {
    let omero = Installation::empty();
    omero.prepare(r#"config set omero.web.server_list '[["one", 4064], ["two", 4064, "b"]]'"#);
    omero.prepare("config set omero.db.host db.example.org");
    omero.prepare("config set omero.db.pass secret");
    omero.prepare("config set lab.room 5");
    omero.prepare("config def test");
    omero.prepare("config set omero.ldap.config true");
    omero.prepare("config def default");
    omero
}

fn set_thousands(omero: &Installation) {
    let lines = (0..10_000).map(|at| format!("site.prop.{at:05}=x\n"));
    omero.file("many.properties", lines.collect::<String>());
    omero.prepare("config load many.properties");
}

#[test]
fn every_shell_has_its_script() {
    let omero = Installation::empty();
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
    for (shell, file) in [
        ("bash", "omero.bash"),
        ("zsh", "_omero"),
        ("fish", "omero.fish"),
        ("powershell", "omero.ps1"),
        ("elvish", "omero.elv"),
    ] {
        let script = fs::read_to_string(directory.join(file)).unwrap();
        assert_eq!(omero.run(&format!("completions {shell}")).stdout(), script);
    }
    assert_eq!(omero.run("completions tcsh").exit(), 2);
}

#[test]
fn commands_verbs_and_options_come_with_their_meaning() {
    let omero = Installation::empty();
    assert_snapshot!(fitting(&omero, "c"), @"
    nothing
    config	Read and change the properties of an installation
    completions	Print what makes a shell complete commands, options, properties and values
    ");
    assert_snapshot!(fitting(&omero, "config s"), @"
    nothing
    schema	Print everything that is known about properties as one JSON Schema
    search	Find properties by words in their names and meanings
    set	Set a property, or remove it
    ");
    assert_snapshot!(fitting(&omero, "config get --re"), @"
    nothing
    --require	Fail if one of the KEYs has no value
    ");
    assert_snapshot!(fitting(&omero, "config lo"), @"
    nothing
    load	Read properties from files
    lock	Lock the configuration against changes
    log	List the changes of the configuration, the newest first
    ");
}

#[test]
fn an_option_that_was_given_is_not_offered_again() {
    let omero = Installation::empty();
    assert_eq!(words(&omero, "config get --json --j"), [""; 0]);
    assert_eq!(words(&omero, "config apply --prune --keep x --k"), ["--keep"]);
}

#[test]
fn verbs_about_what_is_set_complete_that() {
    let omero = site();
    assert_snapshot!(fitting(&omero, "config get "), @"
    nothing
    lab.room
    omero.db.host	Host on which the PostgreSQL database runs
    omero.db.pass	Password for the database
    omero.web.server_list	OMERO servers that users can choose when they log in
    ");
    assert_eq!(words(&omero, "config get omero.db.host omero.db."), ["omero.db.pass"]);
    assert_eq!(words(&omero, "config remove "), ["omero.web.server_list"]);
    assert_eq!(words(&omero, "config get --default omero.web.deb"), ["omero.web.debug"]);
}

#[test]
fn other_verbs_complete_known_keys_as_well() {
    let omero = site();
    assert_eq!(words(&omero, "config set lab"), ["lab.room"]);
    assert_eq!(words(&omero, "config set omero.web.deb"), ["omero.web.debug"]);
    assert_eq!(words(&omero, "config append omero.web.app"), ["omero.web.apps"]);
    // It was removed long ago.
    assert_eq!(words(&omero, "config set omero.web.nano"), [""; 0]);
    assert_eq!(words(&omero, "config describe omero.web.nano"), ["omero.web.nanoxml_jar"]);
    assert_eq!(
        words(&omero, "--omero-version 5.0 config set omero.web.nano"),
        ["omero.web.nanoxml_jar"]
    );
}

#[test]
fn of_many_keys_the_next_part_of_the_name_comes_first() {
    let omero = Installation::empty();
    let sections = fitting(&omero, "config set omero.");
    assert!(sections.lines().count() < 60, "{sections}");
    assert!(sections.contains("omero.web.\t"), "{sections}");
}

#[test]
fn thousands_of_keys_that_are_set_make_a_short_answer() {
    let omero = site();
    set_thousands(&omero);
    assert_snapshot!(fitting(&omero, "config get "), @"
    nothing
    lab.room
    omero.	3 properties
    site.	10000 properties
    ");
    let leaves = fitting(&omero, "config get site.");
    assert_eq!(leaves.lines().count(), 201);
    assert_snapshot!(leaves.lines().skip(199).collect::<Vec<_>>().join("\n"), @"
    site.prop.00198
    site.prop.09999	the last; 9800 before it are not shown
    ");
    assert_eq!(words(&omero, "config get site.prop.0123").len(), 10);
}

#[test]
fn bash_puts_in_no_more_than_all_of_thousands_of_keys_share() {
    let omero = Installation::empty();
    set_thousands(&omero);
    let answer = answer(omero.typed("completions bash -- ' =:' 'omero config get '"));
    assert_eq!(answer.lines().count(), 201);
    assert_eq!(answer.lines().nth(1), Some("site.prop.00000"));
    assert_eq!(answer.lines().last(), Some("site.prop.09999"));
}

#[test]
fn values_come_from_the_schema_and_the_store() {
    let omero = site();
    assert_snapshot!(fitting(&omero, "config set omero.web.debug "), @"
    nothing
    false	the default
    true
    ");
    assert_snapshot!(fitting(&omero, "config set omero.web.application_server "), @"
    nothing
    wsgi-tcp	the default
    wsgi
    development
    ");
    assert_snapshot!(fitting(&omero, "config set omero.db.host "), @"
    nothing
    db.example.org	the value now
    localhost	the default
    one	a server of OMERO.web
    two	a server of OMERO.web
    ");
    assert_snapshot!(fitting(&omero, "config set omero.web.public.server_id "), @"
    nothing
    1	one
    2	two
    ");
    assert_snapshot!(fitting(&omero, "config remove omero.web.server_list "), @r#"
    nothing
    ["one", 4064]
    ["two", 4064, "b"]
    "#);
    assert_snapshot!(fitting(&omero, "config append omero.web.apps "), @r#"
    nothing
    "omero_figure"	an example
    "omero_iviewer"	an example
    "corsheaders"	an example
    "#);
    assert!(fitting(&omero, "config set omero.data.dir ").starts_with("files\n"));
}

#[test]
fn a_secret_is_never_offered() {
    let omero = site();
    assert!(!fitting(&omero, "config set omero.db.pass ").contains("secret"));
}

#[test]
fn profiles_rules_formats_changes_releases_and_topics_are_completed() {
    let omero = site();
    assert_eq!(words(&omero, "config def "), ["test", "default"]);
    assert_eq!(words(&omero, "config diff default "), ["test"]);
    assert_eq!(words(&omero, "config export --profile t"), ["test"]);
    assert_snapshot!(fitting(&omero, "config check --explain R06"), @"
    nothing
    R06	a public server that is not in the list
    ");
    assert_eq!(
        words(&omero, "config export --format="),
        [
            "--format=json",
            "--format=yaml",
            "--format=toml",
            "--format=properties",
            "--format=omero",
            "--format=env"
        ]
    );
    assert_eq!(words(&omero, "config undo ").len(), 7);
    assert_eq!(words(&omero, "--omero-version 5.6"), ["5.6"]);
    assert_eq!(words(&omero, "help exit"), ["exit-codes"]);
    assert_eq!(words(&omero, "help config und"), ["undo"]);
    assert_eq!(words(&omero, "--color n"), ["never"]);
    assert_eq!(words(&omero, "-s "), ["one", "two"]);
}

#[test]
fn edit_is_offered_the_formats_that_it_takes() {
    let omero = site();
    let offered = words(&omero, "config edit --format ");
    assert_eq!(offered, ["properties", "json", "yaml"]);
    for format in words(&omero, "config export --format ") {
        let typed = omero.typed("config edit --format").arg(&format).env("EDITOR", "true");
        assert_eq!(typed.run().succeeded(), offered.contains(&format), "{format}");
    }
}

#[test]
fn files_are_left_to_the_shell() {
    let omero = Installation::empty();
    for line in ["load ", "config load ", "config set k -f ", "config --source=", "admin start "] {
        assert_eq!(fitting(&omero, line), "files\n", "{line}");
    }
    assert_eq!(fitting(&omero, "config upgrade --preferences "), "directories\n");
    assert_eq!(fitting(&omero, "config lock -- "), "commands\n");
    assert_eq!(fitting(&omero, "config lock -- tar "), "files\n");
}

#[test]
fn the_store_is_the_one_of_the_line() {
    let omero = site();
    omero.file("other.xml", "");
    omero.prepare("config --source other.xml set omero.mail.host mail.example.org");
    let expected = ["omero.mail.host"];
    assert_eq!(words(&omero, "config --source other.xml get "), expected);
    assert_eq!(words(&omero, "config --source=other.xml get "), expected);
    fs::rename(omero.cwd().join("other.xml"), omero.home().join("other.xml")).unwrap();
    assert_eq!(words(&omero, "config --sou ~/other.xml get "), expected);
}

#[test]
fn the_profile_is_the_one_of_the_environment() {
    let omero = site();
    let typed = ask(&omero, "config get ").env("OMERO_CONFIG", "test");
    assert_eq!(answer(typed).lines().count(), 2);
}

#[test]
fn without_a_store_there_are_the_known_keys_and_never_an_error() {
    let known = "nothing\nomero.db.host\tHost on which the PostgreSQL database runs\n";
    let broken = Installation::with("<icegrid><properties");
    assert_eq!(fitting(&broken, "config get omero.db.hos"), known);
    assert_eq!(fitting(&broken, "config def "), "nothing\n");
    let nowhere = ask(&broken, "config get omero.db.hos").without("OMERODIR");
    assert_eq!(answer(nowhere), known);
    assert_eq!(fitting(&broken, "config --source nosuch get omero.db.hos"), known);
    let odd = ask(&broken, "config get omero.db.hos").env("OMERO_VERSION", "?");
    assert_eq!(answer(odd.env("OMERO_HOME", "x").env("OMERO_CONFIG", "a\tb")), known);
    for line in ["config nosuch --x=y -", "config set omero.db.hots ", "-- ", "config get a b c"] {
        assert!(fitting(&broken, line).starts_with("nothing\n"), "{line}");
    }
}

#[test]
fn bash_gets_the_rest_of_a_word_quoted_for_its_place() {
    let omero = site();
    let answer =
        |line: &str| answer(omero.typed("completions bash --").arg(" \t\n\"'><=;|&(:").arg(line));
    assert_eq!(answer("omero config get 'omero.db.h"), "nothing\nomero.db.host\n");
    assert_eq!(answer("omero config export --format=y"), "nothing\nyaml\n");
    assert_eq!(
        answer("omero config remove omero.web.server_list "),
        "nothing\n'[\"one\", 4064]'\n'[\"two\", 4064, \"b\"]'\n"
    );
    assert_eq!(
        answer("omero config remove omero.web.server_list \"[\\\"o"),
        "nothing\n[\\\"one\\\", 4064]\n"
    );
}

#[test]
fn powershell_marks_the_end_of_the_last_word_and_gets_quotes_of_its_own() {
    let omero = site();
    let answer = |line: &str| {
        let words = line.split(' ');
        answer(words.fold(omero.typed("completions powershell --"), Typed::arg))
    };
    assert_eq!(answer("omero config def t|"), "nothing\ntest\n");
    assert!(answer("omero config remove omero.web.server_list |").contains("'[\"one\", 4064]'\n"));
}

#[test]
fn an_answer_of_init_is_completed_as_a_value_of_its_property() {
    let omero = site();
    let kinds = words(&omero, "config init --application-server ");
    assert_eq!(kinds, words(&omero, "config set omero.web.application_server "));
    assert_eq!(words(&omero, "config init --db-host ")[0], "db.example.org");
    assert_eq!(fitting(&omero, "config init --db-pass-file ").lines().next(), Some("files"));
}
