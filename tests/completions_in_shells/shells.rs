//! Shells on a terminal, set up as their users set them up.

use std::fs;

use crate::support::Installation;
use crate::support::Terminal;

/// Where Debian keeps what makes bash load completions by need.
pub(super) const BASH_COMPLETION: &str = "/usr/share/bash-completion/bash_completion";

pub(super) fn site() -> Installation {
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

pub(super) fn bash(omero: &Installation) -> Terminal<'_> {
    omero.prepare("completions bash --install");
    home_file(
        omero,
        ".bashrc",
        &format!("PS1='ready> '\n. {BASH_COMPLETION}\nbind 'set bell-style none'\n"),
    );
    Terminal::start(omero, &["bash", "-i"])
}

pub(super) fn zsh(omero: &Installation) -> Terminal<'_> {
    home_file(omero, ".zshrc", "PROMPT='ready> '\nsetopt no_beep\n");
    omero.prepare("completions zsh --install");
    Terminal::start(omero, &["zsh", "-i"])
}

pub(super) fn fish(omero: &Installation) -> Terminal<'_> {
    omero.prepare("completions fish --install");
    home_file(
        omero,
        ".config/fish/config.fish",
        "function fish_prompt; echo -n 'ready> '; end\nset -g fish_greeting\n\
         set -g fish_autosuggestion_enabled 0\n",
    );
    Terminal::start(omero, &["fish", "-i"])
}

pub(super) fn elvish(omero: &Installation) -> Terminal<'_> {
    home_file(
        omero,
        ".config/elvish/rc.elv",
        "set edit:prompt = { put 'ready> ' }\nset edit:rprompt = { put '' }\n",
    );
    omero.prepare("completions elvish --install");
    Terminal::start(omero, &["elvish"])
}
