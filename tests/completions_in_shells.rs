//! Completion as it is on the screen: real shells in a terminal, set up as their users set them up.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::Terminal;
use crate::support::skipped_but_in_ci;

/// What a key on the keyboard is called by tmux.
const TAB: &str = "Tab";

/// Where Debian keeps what makes bash load completions by need.
const BASH_COMPLETION: &str = "/usr/share/bash-completion/bash_completion";

fn site() -> Installation {
    let omero = Installation::empty();
    omero.prepare(r#"config set omero.web.server_list '[["one.example.org", 4064, "one"]]'"#);
    omero.prepare("config set omero.db.host db.example.org");
    omero.prepare("config set omero.db.name omero");
    omero.prepare("config set omero.ldap.urls ldap://dir.example.org:389");
    omero.typed("config set omero.mail.host mail.example.org").env("OMERO_CONFIG", "test").output();
    omero.file("site.properties", "omero.db.port=5433\n");
    fs::create_dir(omero.cwd().join("sites")).unwrap();
    omero
}

/// A file below the home directory.
fn home_file(omero: &Installation, name: &str, text: &str) {
    let path = omero.home().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A script of ours as it is checked in.
fn script(name: &str) -> String {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
    fs::read_to_string(directory.join(name)).unwrap()
}

fn bash(omero: &Installation) -> Option<Terminal<'_>> {
    if !Path::new(BASH_COMPLETION).exists() {
        skipped_but_in_ci("there is no bash-completion");
        return None;
    }
    let place = ".local/share/bash-completion/completions/omero";
    home_file(omero, place, &script("omero.bash"));
    home_file(
        omero,
        ".bashrc",
        &format!("PS1='ready> '\n. {BASH_COMPLETION}\nbind 'set bell-style none'\n"),
    );
    Terminal::start(omero, &["bash", "-i"])
}

fn zsh(omero: &Installation) -> Option<Terminal<'_>> {
    home_file(omero, "completions/_omero", &script("_omero"));
    home_file(
        omero,
        ".zshrc",
        "PROMPT='ready> '\nfpath=(~/completions $fpath)\nautoload -U compinit\n\
         compinit -u -d ~/.zcompdump\nsetopt no_beep\n",
    );
    Terminal::start(omero, &["zsh", "-i"])
}

fn fish(omero: &Installation) -> Option<Terminal<'_>> {
    home_file(omero, ".config/fish/completions/omero.fish", &script("omero.fish"));
    home_file(
        omero,
        ".config/fish/config.fish",
        "function fish_prompt; echo -n 'ready> '; end\nset -g fish_greeting\n\
         set -g fish_autosuggestion_enabled 0\n",
    );
    Terminal::start(omero, &["fish", "-i"])
}

fn elvish(omero: &Installation) -> Option<Terminal<'_>> {
    home_file(
        omero,
        ".config/elvish/rc.elv",
        "set edit:prompt = { put 'ready> ' }\nset edit:rprompt = { put '' }\n\
         eval (omero completions elvish | slurp)\n",
    );
    Terminal::start(omero, &["elvish"])
}

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
fn bash_completes_words_in_their_place() {
    let omero = site();
    let Some(terminal) = bash(&omero) else { return };
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
fn zsh_completes_words_in_their_place() {
    let omero = site();
    let Some(terminal) = zsh(&omero) else { return };
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
fn fish_completes_words_in_their_place() {
    let omero = site();
    let Some(terminal) = fish(&omero) else { return };
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
fn elvish_completes_words_in_their_place() {
    let omero = site();
    let Some(terminal) = elvish(&omero) else { return };
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
fn bash_lists_what_fits() {
    let omero = site();
    let Some(terminal) = bash(&omero) else { return };
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
fn zsh_lists_what_fits_with_its_meaning() {
    let omero = site();
    let Some(terminal) = zsh(&omero) else { return };
    terminal.type_text("omero config get omero.");
    terminal.press(TAB);
    let screen = terminal.wait_for("the list", |screen| screen.contains("server_list"));
    assert_snapshot!(screen, @"
    ready> omero config get omero.
    omero.db.host          -- Host on which the PostgreSQL database runs
    omero.db.name          -- Name of the database
    omero.ldap.urls        -- Address of the LDAP server, or several separated by blanks
    omero.web.server_list  -- OMERO servers that users can choose when they log in
    ");
}

#[test]
fn fish_lists_what_fits_with_its_meaning() {
    let omero = site();
    let Some(terminal) = fish(&omero) else { return };
    terminal.type_text("omero config get omero.");
    terminal.press(TAB);
    let screen = terminal.wait_for("the list", |screen| screen.contains("server_list"));
    assert_snapshot!(screen, @"
    ready> omero config get omero.
    omero.db.host                    (Host on which the PostgreSQL database runs)
    omero.db.name                                          (Name of the database)
    omero.ldap.urls  (Address of the LDAP server, or several separated by blanks)
    omero.web.server_list  (OMERO servers that users can choose when they log in)
    ");
}

#[test]
fn elvish_lists_what_fits_with_its_meaning() {
    let omero = site();
    let Some(terminal) = elvish(&omero) else { return };
    terminal.type_text("omero config get omero.");
    terminal.press(TAB);
    let screen = terminal.wait_for("the list", |screen| screen.contains("server_list"));
    assert_snapshot!(screen, @"
    ready> omero config get omero.db.host
     COMPLETING argument
    omero.db.host  Host on which the PostgreSQL database runs
    omero.db.name  Name of the database
    omero.ldap.urls  Address of the LDAP server, or several separated by blanks
    omero.web.server_list  OMERO servers that users can choose when they log in
    ");
}

/// How a shell is started in an installation.
type Start = for<'omero> fn(&'omero Installation) -> Option<Terminal<'omero>>;

const SHELLS: [Start; 4] = [bash, zsh, fish, elvish];

#[test]
fn the_beginning_of_a_name_is_continued_without_a_blank() {
    let omero = site();
    for terminal in SHELLS.iter().filter_map(|start| start(&omero)) {
        terminal.type_text("omero config set omero.we");
        terminal.press(TAB);
        terminal.wait_for("the section", |screen| screen.contains("omero.web."));
        completes(&terminal, "deb", "omero config set omero.web.debug");
    }
}

#[test]
fn a_broken_store_leaves_the_known_keys_and_a_clean_screen() {
    let omero = Installation::with("<icegrid><properties");
    for terminal in SHELLS.iter().filter_map(|start| start(&omero)) {
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
}
