//! `--profile`: the verbs of `config` on a profile that is not the active one.

use insta::assert_snapshot;

use crate::support::Installation;

fn two_profiles() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.prepare("config set --profile test A 2");
    omero
}

#[test]
fn it_stands_before_or_behind_the_verb() {
    let omero = two_profiles();
    for line in [
        "config --profile test get A",
        "config get --profile=test A",
        "config get A --profile test",
    ] {
        assert_eq!(omero.answer(line), "2", "{line}");
    }
    assert_eq!(omero.answer("config --profile default get A --profile test"), "2");
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
fn it_wins_over_the_variable() {
    let omero = two_profiles();
    let typed = omero.typed("config get A --profile test").env("OMERO_CONFIG", "default");
    assert_eq!(typed.run().stdout(), "2\n");
}

#[test]
fn every_verb_that_reads_a_profile_reads_this_one() {
    let omero = two_profiles();
    omero.prepare("config set --profile test omero.web.debug true");
    assert_eq!(omero.answer("config keys --profile test"), "A\nomero.web.debug");
    assert_eq!(omero.answer("config get --origin A --profile test"), "profile:test\t2");
    assert_eq!(omero.answer("config version --profile test"), "5.1.0");
    assert_eq!(
        omero.answer("config export --format properties --profile test"),
        "A=2\nomero.web.debug=true"
    );
    assert!(
        omero
            .answer("config describe omero.web.debug --profile test")
            .contains("set in profile `test`")
    );
    assert_snapshot!(omero.run("config diff default --profile test"), @"
    exit 1
    --- stdout
    - A=1
    + A=2
    + omero.web.debug=true
    ");
    assert_snapshot!(omero.run("config check --profile test"), @"
    exit 0
    --- stdout
    warning R33 omero.web.debug: is true, and omero.web.application_server is wsgi-tcp
        Anyone who causes an error sees settings and source code, the logs contain confidential data, and no mail is sent about errors.
        fix: omero config --profile test set omero.web.debug
    profile `test`: 1 warning
    ");
    assert_snapshot!(omero.run("config list --profile test"), @r#"
    exit 0
    --- stdout
    A=2
    omero.web.debug=true
    --- stderr
    WARNING: "config list" is deprecated, use "config get" instead
    "#);
}

#[test]
fn every_verb_that_changes_a_profile_changes_this_one() {
    let omero = two_profiles();
    let before = omero.answer("config get");
    omero.prepare("config append --profile test L 1");
    omero.prepare("config append --profile test L 2");
    omero.prepare("config remove --profile test L 1");
    assert!(omero.typed("config load --profile test").input("B=3\n").run().succeeded());
    omero.file("a.yaml", "C: 4\n");
    omero.prepare("config apply --profile test a.yaml");
    let editor = omero.editor("echo D=5 >> \"$1\"");
    assert!(omero.typed("config edit --profile test").env("EDITOR", &editor).run().succeeded());
    omero.prepare("config set --profile test A");
    assert_eq!(omero.answer("config get --profile test"), "B=3\nC=4\nD=5\nL=[2]");
    assert_eq!(omero.answer("config get"), before);
    assert_eq!(omero.answer("config def"), "default");
}

#[test]
fn a_new_installation_keeps_its_default_profile_active() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config set --profile test A 1"), @"
    exit 0
    --- stderr
    created profile `test`
    ");
    assert_eq!(omero.answer("config def"), "default");
    assert_eq!(omero.answer("config all"), "default\ntest");
}

#[test]
fn a_misspelt_name_is_told_when_it_is_read() {
    let omero = two_profiles();
    assert_snapshot!(omero.run("config get --profile tset"), @"
    exit 0
    --- stderr
    warning: there is no profile `tset`
    hint: did you mean `test`?
    ");
    assert_snapshot!(omero.run("config check --profile elsewhere"), @"
    exit 1
    --- stderr
    error: there is no profile `elsewhere`
    hint: `omero config all` lists the profiles
    ");
    // A script that goes on with nothing would do harm.
    assert_snapshot!(omero.run("config export --format json --profile tset"), @"
    exit 1
    --- stderr
    error: there is no profile `tset`
    hint: did you mean `test`?
    ");
    let by_variable = omero.typed("config get").env("OMERO_CONFIG", "tset").run();
    assert_snapshot!(by_variable, @"
    exit 0
    --- stderr
    warning: there is no profile `tset`
    hint: did you mean `test`?
    ");
}

#[test]
fn a_misspelt_name_is_told_when_it_is_written() {
    let omero = two_profiles();
    assert_snapshot!(omero.run("config set --profile tset A 1"), @"
    exit 0
    --- stderr
    created profile `tset`
    ");
    assert_snapshot!(omero.run("config set --profile elsewhere A"), @"
    exit 0
    --- stderr
    there is no profile `elsewhere`
    warning: `A` is not set and is not a known property: nothing was changed
    hint: `omero config set KEY VALUE` sets a property
    ");
    assert_snapshot!(omero.typed("config set A 1").env("OMERO_CONFIG", "other").run(), @"
    exit 0
    --- stderr
    created profile `other`
    ");
    assert_eq!(omero.answer("config all"), "default\ntest\ntset\nother");
}

#[test]
fn verbs_that_work_on_no_single_profile_refuse_it() {
    let omero = two_profiles();
    assert_snapshot!(omero.run("config --profile test drop default"), @"
    exit 2
    --- stderr
    error: --profile has no effect for `config drop`
    hint: `omero help` lists the commands, `omero help COMMAND` explains one
    ");
    for verb in
        ["all", "def", "lock", "log", "parse", "path", "schema", "search web", "undo", "upgrade"]
    {
        let refused = omero.run(&format!("config {verb} --profile test"));
        assert_eq!(refused.exit(), 2, "{verb}: {refused}");
    }
    assert_snapshot!(omero.run("config get --profile ''"), @"
    exit 2
    --- stderr
    error: --profile: the name is empty
    hint: `omero help` lists the commands, `omero help COMMAND` explains one
    ");
    assert_snapshot!(omero.run("config set --profile __ACTIVE__ A 1"), @r#"
    exit 1
    --- stderr
    error: profile name "__ACTIVE__": this is the server's copy of the active profile, not a profile
    hint: `omero config all` lists the profiles
    "#);
}

#[test]
fn commands_that_mend_something_name_the_profile() {
    let omero = Installation::empty();
    omero.prepare("config set --profile 'a b' omero.web.debug true");
    let found = omero.run("config check --profile 'a b'");
    assert!(found.stdout().contains("fix: omero config --profile 'a b' set "), "{found}");
}

#[test]
fn options_of_config_are_accepted_after_the_verb_too() {
    let omero = Installation::empty();
    omero.prepare("config set A 1 --wait --history=0 --lock-timeout 5 --wait");
    assert_snapshot!(omero.run("config log"), @"exit 0");
    omero.file("a.omero", "config set B 2 --wait\n");
    omero.prepare("load a.omero");
    omero.prepare("config set A -- --wait");
    assert_eq!(omero.answer("config get"), "A=--wait\nB=2");
    assert_snapshot!(omero.run("config set A 1 --history"), @"
    exit 2
    --- stderr
    error: a value is required for '--history <COUNT>' but none was supplied

    For more information, try '--help'.
    ");
    assert_snapshot!(omero.run("load --wait a.omero"), @"
    exit 2
    --- stderr
    error: unexpected argument '--wait' found

      tip: to pass '--wait' as a value, use '-- --wait'

    Usage: omero load [OPTIONS] [FILE]...

    For more information, try '--help'.
    ");
}
