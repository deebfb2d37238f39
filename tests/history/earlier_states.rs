//! `get --at`, `export --at`, `diff NUMBER NUMBER`, `undo --dry-run`, `blame`.

use insta::assert_snapshot;

use crate::support::Installation;

fn with_three_changes() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.prepare("config set omero.db.pass secret");
    omero.prepare("config set A 3");
    omero
}

#[test]
fn get_shows_what_was_set_after_a_change() {
    let omero = with_three_changes();
    let states = [0, 1, 2, 3].map(|number| omero.answer(&format!("config get --at {number}")));
    let pass = "omero.db.pass=********";
    assert_eq!(
        states,
        [String::new(), "A=1".into(), format!("A=1\n{pass}"), format!("A=3\n{pass}")]
    );
    assert_eq!(omero.answer("config get --at 2 A"), "1");
    assert_snapshot!(omero.run("config get --at 4"), @"
    exit 1
    --- stderr
    error: there is no change 4 in the history of $OMERODIR/etc/grid/config.xml
    hint: `omero config log` lists the versions
    ");
}

#[test]
fn export_writes_it_in_a_format() {
    let omero = with_three_changes();
    assert_eq!(omero.answer("config export --at 1 --format properties"), "A=1");
}

#[test]
fn diff_compares_the_states_after_two_changes() {
    let omero = with_three_changes();
    assert_snapshot!(omero.run("config diff 1 3"), @"
    exit 1
    --- stdout
    - A=1
    + A=3
    + omero.db.pass=********
    ");
    assert_snapshot!(omero.run("config diff 2"), @"
    exit 1
    --- stdout
    - A=1
    + A=3
    ");
    assert_snapshot!(omero.run("config diff 3"), @"exit 0");
    assert_snapshot!(omero.run("config diff 1 9"), @"
    exit 2
    --- stderr
    error: there is no change 9 in the history of $OMERODIR/etc/grid/config.xml
    hint: `omero config log` lists the versions
    ");
}

#[test]
fn a_profile_with_a_number_as_its_name_is_still_compared() {
    let omero = with_three_changes();
    omero.prepare("config set --profile 1 A 8");
    assert_snapshot!(omero.run("config diff 1 default"), @"
    exit 1
    --- stdout
    - A=8
    + A=3
    + omero.db.pass=********
    ");
}

#[test]
fn undo_shows_what_it_would_change_and_changes_nothing() {
    let omero = with_three_changes();
    let before = omero.config_xml();
    assert_snapshot!(omero.run("config undo --dry-run"), @"
    exit 0
    --- stdout
    the configuration would be restored to the state before change 3
        changed A: 3 => 1
    ");
    assert_snapshot!(omero.run("config undo --dry-run 1"), @"
    exit 0
    --- stdout
    the configuration would be restored to the state before change 1
        removed A: 3
        removed omero.db.pass: ********
    ");
    assert_snapshot!(omero.run("config undo --dry-run 9"), @"
    exit 1
    --- stderr
    error: there is no change 9 in the history of $OMERODIR/etc/grid/config.xml
    hint: `omero config log` lists the versions
    ");
    assert_eq!(omero.config_xml(), before);
}

#[test]
fn undo_passes_over_what_had_no_effect() {
    let omero = with_three_changes();
    omero.prepare("config undo");
    omero.prepare("config undo");
    let text = omero.config_xml().unwrap();
    // The server's copy is out of date: the next command renews it, which changes no property.
    omero.write(text.replacen("value=\"3\"", "value=\"9\"", 1));
    omero.prepare("config set A 3");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
fn blame_shows_the_change_that_gave_a_property_its_value() {
    let omero = with_three_changes();
    omero.prepare("config --message 'more light' set B 1");
    omero.prepare("config set C 1");
    omero.prepare("config set C");
    let told = omero.answer("config blame");
    let lines: Vec<_> = told.lines().map(|line| line.split("  ").next().unwrap()).collect();
    assert_eq!(lines, ["A", "3", "B", "4", "", "omero.db.pass", "2"]);
    assert!(told.contains("\n    \"more light\"\n"), "{told}");
    assert!(omero.answer("config blame C").starts_with("C\n6  "));
    let never = "not changed since the history began";
    assert_eq!(omero.answer("config blame nosuch"), format!("nosuch\n{never}"));
}
