//! What a person is told after a change, and that a script is told nothing.

use insta::assert_snapshot;

use crate::support::Dialogue;
use crate::support::Installation;

fn site() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.host db.example.org");
    omero.prepare("config set omero.db.name omero");
    omero.file(
        "site.yaml",
        "omero.db.host: db2.example.org\nomero.web.debug: false\nomero.db.name: null\n",
    );
    omero.file("site.properties", "omero.db.host=db3.example.org\n");
    omero.file("site.omero", "config set omero.db.user omero\nconfig set omero.db.port 5433\n");
    omero
}

/// What a command shows on a terminal.
fn shown(omero: &Installation, line: &str) -> String {
    let dialogue = Dialogue::start(omero);
    dialogue.begin(line);
    dialogue.end().split("ended with").next().unwrap().trim_end().to_owned()
}

#[test]
#[needs(Program("tmux"))]
fn a_change_is_confirmed_with_the_way_back() {
    let omero = site();
    for (line, expected) in [
        (
            "omero config apply site.yaml",
            "1 added, 1 changed, 1 removed; `omero config undo` takes this back",
        ),
        ("omero config apply site.yaml", "nothing was changed"),
        (
            "omero config load -q site.properties",
            "changed omero.db.host; `omero config undo` takes this back",
        ),
        ("omero load site.omero", "2 added; `omero config undo` takes this back"),
        (
            "omero config unset omero.db.user",
            "removed omero.db.user; `omero config undo` takes this back",
        ),
        (
            "omero config copy default trial",
            "created profile trial with 3 properties; `omero config undo` takes this back",
        ),
        (
            "omero config drop trial",
            "removed profile trial with 3 properties; `omero config undo` takes this back",
        ),
        ("omero config --history 0 set a.b 1", "added a.b"),
        ("omero -q config set a.b 2", ""),
    ] {
        assert_eq!(shown(&omero, line), expected, "{line}");
    }
}

#[test]
#[needs(Program("tmux"))]
fn an_edit_and_a_new_active_profile_are_confirmed() {
    let omero = site();
    let edit = "EDITOR='sed -i s/db.example/db9.example/' omero config edit";
    assert_snapshot!(shown(&omero, edit), @"
    - omero.db.host=db.example.org
    + omero.db.host=db9.example.org
    changed omero.db.host; `omero config undo` takes this back
    ");
    assert_snapshot!(shown(&omero, "EDITOR=true omero config edit"), @"nothing was changed");
    assert_snapshot!(shown(&omero, "omero config def test"), @"
    chose profile test, created profile test; `omero config undo` takes this back
    warning: profile `test` did not exist; it was created and is empty
    hint: `omero config def default` goes back, `omero config drop test` then removes it
    test
    ");
    assert_snapshot!(shown(&omero, "omero config undo"), @"
    the configuration was restored to the state before change 4
        chose profile default
        removed profile test
    `omero config undo` takes this back
    ");
}

#[test]
fn a_script_is_told_nothing() {
    let omero = site();
    for line in [
        "config apply site.yaml",
        "config apply site.yaml",
        "config load -q site.properties",
        "load site.omero",
        "config copy default trial",
        "config drop trial",
        "config unset omero.db.user",
    ] {
        let run = omero.run(line);
        assert!(run.succeeded() && run.stdout().is_empty() && run.stderr().is_empty(), "{run}");
    }
}

#[test]
fn an_undo_shows_what_it_took_back() {
    let omero = site();
    omero.prepare("config set omero.db.pass secret");
    omero.prepare("config apply site.yaml");
    assert_snapshot!(omero.run("config undo"), @"
    exit 0
    --- stdout
    the configuration was restored to the state before change 4
        changed omero.db.host: db2.example.org => db.example.org
        added omero.db.name: omero
        removed omero.web.debug: false
    ");
    assert_snapshot!(omero.run("config undo 3"), @"
    exit 0
    --- stdout
    the configuration was restored to the state before change 3
        removed omero.db.pass: ********
    ");
}
