//! `config def`, `config all`, `config copy` and `config drop`.

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn the_active_profile_is_shown_without_touching_anything() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config def"), @"
    exit 0
    --- stdout
    default
    ");
    assert_snapshot!(omero.typed("config def").env("OMERO_CONFIG", "other").run(), @"
    exit 0
    --- stdout
    other
    ");
    assert_snapshot!(omero.run("config all"), @"
    exit 0
    --- stdout
    default
    ");
    assert_eq!(omero.grid_names(), Vec::<String>::new());
}

#[test]
fn a_chosen_profile_is_made_in_front_and_the_server_gets_its_values() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    assert_snapshot!(omero.run("config def other"), @"
    exit 0
    --- stdout
    other
    --- stderr
    warning: profile `other` did not exist; it was created and is empty
    hint: `omero config def default` goes back, `omero config drop other` then removes it
    ");
    assert_snapshot!(omero.changes(|omero| omero.prepare("config set B 2")), @r#"
       <properties id="__ACTIVE__">
    +    <property name="B" value="2"/>
       <properties id="other">
    +    <property name="B" value="2"/>
    "#);
    assert_snapshot!(omero.run("config all"), @"
    exit 0
    --- stdout
    other
    default
    ");
}

#[test]
fn an_empty_name_shows_the_active_profile() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config def ''"), @"
    exit 0
    --- stdout
    default
    ");
}

#[test]
fn a_dropped_profile_is_gone() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    assert!(omero.typed("config set A 2").env("OMERO_CONFIG", "other").run().succeeded());
    assert_snapshot!(omero.run("config drop other"), @"exit 0");
    assert_snapshot!(omero.run("config all"), @"
    exit 0
    --- stdout
    default
    ");
}

#[test]
fn the_active_profile_is_emptied_and_stays_active() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    assert_snapshot!(omero.changes(|omero| omero.prepare("config drop default")), @r#"
       <properties id="__ACTIVE__">
    -    <property name="A" value="1"/>
       <properties id="default">
    -    <property name="A" value="1"/>
    "#);
}

#[test]
fn dropping_an_unknown_profile_is_told_but_no_failure() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config drop nosuch"), @"
    exit 0
    --- stderr
    Unknown configuration: nosuch
    ");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn the_copy_of_the_server_is_no_profile() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let before = omero.config_xml();
    assert_snapshot!(omero.run("config def __ACTIVE__"), @r#"
    exit 1
    --- stderr
    error: profile name "__ACTIVE__": this is the server's copy of the active profile, not a profile
    hint: `omero config all` lists the profiles
    "#);
    assert_snapshot!(omero.run("config drop __ACTIVE__"), @r#"
    exit 1
    --- stderr
    error: profile name "__ACTIVE__": this is the server's copy of the active profile, not a profile
    hint: `omero config all` lists the profiles
    "#);
    assert_snapshot!(omero.typed("config get").env("OMERO_CONFIG", "__ACTIVE__").run(), @r#"
    exit 1
    --- stderr
    error: profile name "__ACTIVE__": this is the server's copy of the active profile, not a profile
    hint: `omero config all` lists the profiles
    "#);
    assert_eq!(omero.config_xml(), before);
}

#[test]
fn a_name_that_xml_cannot_hold_is_refused() {
    let omero = Installation::empty();
    assert_snapshot!(omero.program().arg("config").arg("def").arg("a\u{1}").run(), @r#"
    exit 1
    --- stderr
    error: profile name "a\u{1}": it cannot contain U+0001
    hint: `omero config all` lists the profiles
    "#);
    assert_snapshot!(omero.run("config def 'any other <name> & é'"), @"
    exit 0
    --- stdout
    any other <name> & é
    --- stderr
    warning: profile `any other <name> & é` did not exist; it was created and is empty
    hint: `omero config def default` goes back, `omero config drop 'any other <name> & é'` then removes it
    ");
    assert_snapshot!(omero.run("config all"), @"
    exit 0
    --- stdout
    any other <name> & é
    default
    ");
}

#[test]
fn a_copied_profile_has_the_same_properties_and_does_not_become_active() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.prepare("config set omero.db.pass secret");
    let changes = omero.changes(|omero| {
        assert_snapshot!(omero.run("config copy default test"), @"exit 0");
    });
    assert_snapshot!(changes, @r#"
    +  <properties id="test">
    +    <property name="omero.config.version" value="5.1.0"/>
    +    <property name="A" value="1"/>
    +    <property name="omero.db.pass" value="secret"/>
    +  </properties>
    "#);
    assert_eq!(omero.answer("config def"), "default");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config all"), "default");
}

#[test]
fn a_profile_that_is_there_is_replaced_by_a_copy_only_by_force() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.prepare("config set --profile test B 2");
    let before = omero.config_xml();
    assert_snapshot!(omero.run("config copy default test"), @"
    exit 1
    --- stderr
    error: profile `test` already exists
    hint: --force replaces it
    ");
    assert_eq!(omero.config_xml(), before);
    omero.prepare("config copy --force default test");
    assert_eq!(omero.answer("config get --profile test"), "A=1");
    let once = omero.config_xml();
    omero.prepare("config copy --force default test");
    assert_eq!(omero.config_xml(), once);
    omero.prepare("config set --profile test C 3");
    omero.prepare("config copy --force test default");
    assert!(
        omero.config_xml().unwrap().matches("name=\"C\"").count() == 3,
        "the server's copy is renewed"
    );
}

#[test]
fn what_cannot_be_copied_is_told() {
    let omero = Installation::empty();
    omero.prepare("config set --profile production A 1");
    assert_snapshot!(omero.run("config copy prodution test"), @"
    exit 1
    --- stderr
    error: there is no profile `prodution`
    hint: did you mean `production`?
    ");
    assert_snapshot!(omero.run("config copy production __ACTIVE__"), @r#"
    exit 1
    --- stderr
    error: profile name "__ACTIVE__": this is the server's copy of the active profile, not a profile
    hint: `omero config all` lists the profiles
    "#);
    assert_snapshot!(omero.run("config copy production production"), @"
    exit 1
    --- stderr
    error: profile `production` already exists
    hint: --force replaces it
    ");
    assert_eq!(omero.run("config copy production ''").exit(), 2);
    assert_eq!(omero.answer("config all"), "default\nproduction");
}
