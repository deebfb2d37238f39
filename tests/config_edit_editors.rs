//! `config edit` with real editors.

use std::fs;

use insta::assert_snapshot;

use crate::harness::first;
use crate::support::Installation;
use crate::support::Terminal;

/// Names of vim, by size.
const VIM: &[&str] = &["vim", "vim.tiny"];

fn site() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    omero.prepare("config set omero.web.debug true");
    omero.prepare("config set omero.web.ping_interval 60000");
    omero
}

/// The command line with which this editor is started, and what it is given to read.
fn edit(omero: &Installation, editor: &str, input: &str) {
    let path = std::env::var("PATH").unwrap();
    let typed = omero.typed("config edit").env("EDITOR", editor).env("PATH", path);
    let transcript = typed.input(input).run();
    assert!(transcript.succeeded(), "{transcript}");
    assert_eq!(omero.answer("config get omero.web.debug"), "false");
    assert_eq!(omero.answer("config get omero.web.ping_interval"), "");
    assert_eq!(omero.answer("config get omero.db.pass"), "secret");
    assert_eq!(omero.grid_names(), ["config.xml", "config.xml.lock"]);
    // What an editor leaves next to the text (vim its swap file, nano a backup) is not lost.
    assert!(omero.edited_texts().is_empty());
}

#[test]
#[needs(Program("ed"))]
fn ed_changes_and_deletes_lines() {
    let script = "/^omero.web.debug=/s/true/false/\n/^omero.web.ping_interval=/d\nw\nq\n";
    edit(&site(), "ed -s", script);
}

#[test]
#[needs(OneOf(VIM))]
fn vim_changes_and_deletes_lines() {
    let vim = first(VIM).unwrap();
    let commands = "-c '%s/^omero.web.debug=.*/omero.web.debug=false/' \
                    -c 'g/^omero.web.ping_interval=/d' -c 'wq'";
    edit(&site(), &format!("{vim} -es -u NONE {commands}"), "");
}

#[test]
#[needs(Program("nano"), Program("tmux"), Program("bash"))]
fn a_new_user_edits_with_nano_and_sees_what_was_changed() {
    let omero = site();
    let script = "PS1='ready> '\nexport EDITOR='nano --ignorercfiles'\n";
    fs::write(omero.home().join(".bashrc"), script).unwrap();
    let terminal = Terminal::start(&omero, &["bash", "-i"]);
    terminal.type_text("omero config edit 'omero.web.*'");
    terminal.press("Enter");
    terminal.wait_for("the editor", |screen| screen.contains("\nomero.web.ping_interval=60000"));
    // Searches the line, deletes it, and writes another.
    terminal.press("C-w");
    terminal.type_text("omero.web.debug=");
    terminal.press("Enter");
    terminal.press("C-k");
    terminal.type_text("omero.web.debug=false");
    terminal.press("Enter");
    terminal.type_text("omero.web.login_redirectt={}");
    terminal.press("Enter");
    let screen = terminal.wait_for("the line", |screen| screen.contains("redirectt={}\n\n#"));
    let text: Vec<_> = screen.lines().skip(1).take(18).map(str::trim_end).collect();
    assert_snapshot!(text.join("\n"), @r#"
    # One property per line: KEY=VALUE. Change, add or delete lines, then save and close the editor.
    # KEY:json="..." holds a value that needs JSON notation, for example one with line breaks.

    # Whether Django runs in debug mode.
    # Type: true or false. Default: false
    omero.web.debug=false
    omero.web.login_redirectt={}

    # Time between two keep-alive messages from an open page, in milliseconds.
    # Type: an integer. Default: 60000
    omero.web.ping_interval=60000
    "#);
    terminal.press("C-o");
    terminal.press("Enter");
    terminal.wait_for("the text to be saved", |screen| screen.contains("[ Wrote"));
    terminal.press("C-x");
    let screen = terminal.wait_for("the question", |screen| screen.ends_with("to a file (s)?"));
    let screen = screen.replace(&random_name(&omero), "config.edit.RANDOM.properties");
    assert_snapshot!(screen, @"
    ready> omero config edit 'omero.web.*'
    - omero.web.debug=true
    + omero.web.debug=false
    + omero.web.login_redirectt={}
    warning: `omero.web.login_redirectt` is not known; did you mean `omero.web.login_redirect`?
    hint: it would be stored anyway; `omero config set omero.web.login_redirect '{}'` sets that one
    The text is in
    $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties.
    Apply it (a), edit again (e), discard the text (d), or save it to a file (s)?
    ");
    terminal.type_text("d");
    terminal.press("Enter");
    terminal.wait_for("the end", |screen| screen.ends_with("nothing was changed\nready>"));
    assert_eq!(omero.answer("config get omero.web.debug"), "true");
}

fn random_name(omero: &Installation) -> String {
    omero.edited_texts()[0].file_name().unwrap().to_string_lossy().into_owned()
}
