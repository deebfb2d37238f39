//! Which words are offered: commands, options, keys and values.

use insta::assert_snapshot;

use super::answer;
use super::fitting;
use super::set_thousands;
use super::site;
use super::words;
use crate::support::Installation;

#[test]
fn commands_verbs_and_options_come_with_their_meaning() {
    let omero = Installation::empty();
    assert_snapshot!(fitting(&omero, "c"), @"
    nothing
    config	Read and change the properties of an installation
    completions	Print the script that completes commands, options, properties and values in a shell
    ");
    assert_snapshot!(fitting(&omero, "config s"), @"
    nothing
    schema	Print everything that is known about properties as one JSON Schema
    search	Find properties by words in their names and descriptions
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
    log	List the changes of the configuration, newest first
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
    db.example.org	the current value
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
