//! Completion as it is on the screen of real shells. How they are started belongs in `shells.rs`.

mod shells;

use insta::assert_snapshot;

use self::shells::BASH_COMPLETION;
use self::shells::bash;
use self::shells::elvish;
use self::shells::fish;
use self::shells::site;
use self::shells::zsh;
use crate::support::Installation;
use crate::support::Terminal;

/// What a key on the keyboard is called by tmux.
const TAB: &str = "Tab";

/// Types a line, presses Tab, and waits until a line of the screen is as expected.
fn completes(terminal: &Terminal<'_>, line: &str, expected: &str) {
    terminal.type_text(line);
    terminal.press(TAB);
    let expected = format!("ready> {expected}");
    terminal.wait_for(&expected, |screen| screen.lines().any(|shown| shown == expected));
    terminal.press("C-u");
    terminal.wait_for("an empty line", |screen| screen.lines().last() == Some("ready>"));
}

#[test]
#[needs(Program("tmux"), Program("bash"), Package("bash-completion", BASH_COMPLETION))]
fn bash_completes_words_in_their_place() {
    let omero = site();
    let terminal = bash(&omero);
    for (line, expected) in [
        ("omero conf", "omero config"),
        ("omero config des", "omero config describe"),
        ("omero config get omero.db.h", "omero config get omero.db.host"),
        ("omero config set omero.web.deb", "omero config set omero.web.debug"),
        ("omero config export --for", "omero config export --format"),
        ("omero config export --format=ya", "omero config export --format=yaml"),
        ("omero config --source=si", "omero config --source=site"),
        ("omero config load site.", "omero config load site.properties"),
        (
            "omero config set omero.ldap.urls ldap://dir",
            "omero config set omero.ldap.urls ldap://dir.example.org:389",
        ),
        ("omero config get 'omero.db.h", "omero config get 'omero.db.host'"),
        (
            "omero config remove omero.web.server_list ",
            r#"omero config remove omero.web.server_list '["one.example.org", 4064, "one"]'"#,
        ),
    ] {
        completes(&terminal, line, expected);
    }
}

#[test]
#[needs(Program("tmux"), Program("zsh"))]
fn zsh_completes_words_in_their_place() {
    let omero = site();
    let terminal = zsh(&omero);
    for (line, expected) in [
        ("omero conf", "omero config"),
        ("omero config des", "omero config describe"),
        ("omero config get omero.db.h", "omero config get omero.db.host"),
        ("omero config set omero.web.deb", "omero config set omero.web.debug"),
        ("omero config export --format=ya", "omero config export --format=yaml"),
        ("omero config --source=si", "omero config --source=site"),
        ("omero config load site.", "omero config load site.properties"),
        (
            "omero config set omero.ldap.urls ldap://dir",
            "omero config set omero.ldap.urls ldap://dir.example.org:389",
        ),
        (
            "OMERO_CONFIG=test omero config get omero.ma",
            "OMERO_CONFIG=test omero config get omero.mail.host",
        ),
        ("omero config get 'omero.db.h", "omero config get 'omero.db.host'"),
        (
            "omero config remove omero.web.server_list ",
            r#"omero config remove omero.web.server_list \[\"one.example.org\",\ 4064,\ \"one\"\]"#,
        ),
    ] {
        completes(&terminal, line, expected);
    }
}

#[test]
#[needs(Program("tmux"), Program("fish"))]
fn fish_completes_words_in_their_place() {
    let omero = site();
    let terminal = fish(&omero);
    for (line, expected) in [
        ("omero conf", "omero config"),
        ("omero config des", "omero config describe"),
        ("omero config get omero.db.h", "omero config get omero.db.host"),
        ("omero config set omero.web.deb", "omero config set omero.web.debug"),
        ("omero config export --format=ya", "omero config export --format=yaml"),
        ("omero config load site.", "omero config load site.properties"),
        ("omero config --source=site.", "omero config --source=site.properties"),
        (
            "omero config set omero.ldap.urls ldap://dir",
            "omero config set omero.ldap.urls ldap://dir.example.org:389",
        ),
        ("omero config get 'omero.db.h", "omero config get 'omero.db.host'"),
        (
            "OMERO_CONFIG=test omero config get omero.ma",
            "OMERO_CONFIG=test omero config get omero.mail.host",
        ),
    ] {
        completes(&terminal, line, expected);
    }
}

#[test]
#[needs(Program("tmux"), Program("elvish"))]
fn elvish_completes_words_in_their_place() {
    let omero = site();
    let terminal = elvish(&omero);
    for (line, expected) in [
        ("omero conf", "omero config"),
        ("omero config des", "omero config describe"),
        ("omero config get omero.db.h", "omero config get omero.db.host"),
        ("omero config set omero.web.deb", "omero config set omero.web.debug"),
        ("omero config export --format ya", "omero config export --format yaml"),
        ("omero config load site.", "omero config load site.properties"),
    ] {
        completes(&terminal, line, expected);
    }
}

#[test]
#[needs(Program("tmux"), Program("bash"), Package("bash-completion", BASH_COMPLETION))]
fn bash_lists_what_fits() {
    let omero = site();
    let terminal = bash(&omero);
    terminal.type_text("omero config get omero.");
    terminal.press(TAB);
    terminal.press(TAB);
    let screen = terminal.wait_for("the list", |screen| screen.contains("server_list"));
    assert_snapshot!(screen, @"
    ready> omero config get omero.
    omero.db.host          omero.db.name          omero.ldap.urls        omero.web.server_list
    ready> omero config get omero.
    ");
}

#[test]
#[needs(Program("tmux"), Program("zsh"))]
fn zsh_lists_what_fits_with_its_meaning() {
    let omero = site();
    let terminal = zsh(&omero);
    terminal.type_text("omero config get omero.");
    terminal.press(TAB);
    let screen = terminal.wait_for("the list", |screen| screen.contains("server_list"));
    assert_snapshot!(screen, @"
    ready> omero config get omero.
    omero.db.host          -- Host on which the PostgreSQL database runs
    omero.db.name          -- Name of the database
    omero.ldap.urls        -- URL of the LDAP server, or several separated by spaces
    omero.web.server_list  -- OMERO servers that users can choose when they log in
    ");
}

#[test]
#[needs(Program("tmux"), Program("fish"))]
fn fish_lists_what_fits_with_its_meaning() {
    let omero = site();
    let terminal = fish(&omero);
    terminal.type_text("omero config get omero.");
    terminal.press(TAB);
    let screen = terminal.wait_for("the list", |screen| screen.contains("server_list"));
    assert_snapshot!(screen, @"
    ready> omero config get omero.
    omero.db.host                    (Host on which the PostgreSQL database runs)
    omero.db.name                                          (Name of the database)
    omero.ldap.urls      (URL of the LDAP server, or several separated by spaces)
    omero.web.server_list  (OMERO servers that users can choose when they log in)
    ");
}

#[test]
#[needs(Program("tmux"), Program("elvish"))]
fn elvish_lists_what_fits_with_its_meaning() {
    let omero = site();
    let terminal = elvish(&omero);
    terminal.type_text("omero config get omero.");
    terminal.press(TAB);
    let screen = terminal.wait_for("the list", |screen| screen.contains("server_list"));
    assert_snapshot!(screen, @"
    ready> omero config get omero.db.host
     COMPLETING argument
    omero.db.host  Host on which the PostgreSQL database runs
    omero.db.name  Name of the database
    omero.ldap.urls  URL of the LDAP server, or several separated by spaces
    omero.web.server_list  OMERO servers that users can choose when they log in
    ");
}

/// How a shell is started in an installation.
type Start = for<'omero> fn(&'omero Installation) -> Terminal<'omero>;

/// A module with a test of a promise for each shell.
macro_rules! in_each_shell {
    ($promise:ident) => {
        mod $promise {
            use super::BASH_COMPLETION;

            #[test]
            #[needs(Program("tmux"), Program("bash"), Package("bash-completion", BASH_COMPLETION))]
            fn bash() {
                super::$promise(super::bash);
            }

            #[test]
            #[needs(Program("tmux"), Program("zsh"))]
            fn zsh() {
                super::$promise(super::zsh);
            }

            #[test]
            #[needs(Program("tmux"), Program("fish"))]
            fn fish() {
                super::$promise(super::fish);
            }

            #[test]
            #[needs(Program("tmux"), Program("elvish"))]
            fn elvish() {
                super::$promise(super::elvish);
            }
        }
    };
}

in_each_shell!(the_beginning_of_a_name_is_continued_without_a_blank);
in_each_shell!(a_broken_store_leaves_the_known_keys_and_a_clean_screen);

fn the_beginning_of_a_name_is_continued_without_a_blank(start: Start) {
    let omero = site();
    let terminal = start(&omero);
    terminal.type_text("omero config set omero.we");
    terminal.press(TAB);
    terminal.wait_for("the section", |screen| screen.contains("omero.web."));
    completes(&terminal, "deb", "omero config set omero.web.debug");
}

fn a_broken_store_leaves_the_known_keys_and_a_clean_screen(start: Start) {
    let omero = Installation::with("<icegrid><properties");
    let terminal = start(&omero);
    completes(&terminal, "omero config get omero.db.hos", "omero config get omero.db.host");
    terminal.type_text("omero config def 'no");
    terminal.press(TAB);
    terminal.type_text("body");
    let line = "ready> omero config def 'nobody";
    let screen = terminal.wait_for(line, |screen| screen.lines().any(|shown| shown == line));
    // elvish says of itself that it found nothing.
    let told = screen.replace("error: no candidates", "");
    assert!(!told.contains("error") && !told.contains("config.xml"), "{screen}");
}
