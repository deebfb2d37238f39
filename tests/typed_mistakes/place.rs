//! The wrong directory, and profiles that are not there.

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn an_omerodir_that_is_not_there_is_refused_and_not_made() {
    let omero = Installation::empty();
    for line in ["config set omero.db.host h", "config load /dev/null"] {
        let run = omero.typed(line).env("OMERODIR", "nowhere").run();
        assert_eq!(run.exit(), 125, "{line}: {run}");
    }
    assert_snapshot!(omero.typed("config set omero.db.host h").env("OMERODIR", "nowhere").run(), @"
    exit 125
    --- stderr
    error: OMERODIR is nowhere, which is not a directory
    hint: correct OMERODIR; this program does not create the directory of OMERO.server
    ");
    assert_snapshot!(omero.typed("config get omero.db.host").env("OMERODIR", "nowhere").run(), @"
    exit 0
    --- stderr
    warning: OMERODIR is nowhere, which is not a directory
    hint: correct OMERODIR; this program does not create the directory of OMERO.server
    ");
    assert!(!omero.cwd().join("nowhere").exists());
}

#[test]
fn a_directory_without_omero_gets_a_warning() {
    let omero = Installation::empty();
    std::fs::create_dir(omero.cwd().join("empty")).unwrap();
    let run = omero.typed("config set omero.db.host h").env("OMERODIR", "empty").run();
    assert_snapshot!(run, @"
    exit 0
    --- stderr
    empty/etc/grid not found; creating empty/etc/grid
    warning: there is no OMERO in empty
    hint: check OMERODIR: it must be the directory of OMERO.server or OMERO.web
    ");
}

#[test]
fn a_profile_that_is_not_there_is_told_however_it_was_named() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.host h");
    assert_snapshot!(omero.typed("config get omero.db.host").env("OMERO_CONFIG", "typo").run(), @"
    exit 0
    --- stderr
    warning: there is no profile `typo`
    hint: `omero config all` lists the profiles
    ");
    assert_snapshot!(omero.typed("config check").env("OMERO_CONFIG", "typo").run(), @"
    exit 1
    --- stderr
    error: there is no profile `typo`
    hint: `omero config all` lists the profiles
    ");
    assert_snapshot!(omero.run("config check --profile typo"), @"
    exit 1
    --- stderr
    error: there is no profile `typo`
    hint: `omero config all` lists the profiles
    ");
}

#[test]
fn a_new_profile_says_that_it_is_empty_and_how_to_go_back() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.host h");
    assert_snapshot!(omero.run("config def new"), @"
    exit 0
    --- stdout
    new
    --- stderr
    warning: profile `new` did not exist; it was created and is empty
    hint: `omero config def default` goes back, `omero config drop new` then removes it
    ");
    assert_snapshot!(omero.run("config def default"), @"
    exit 0
    --- stdout
    default
    ");
}
