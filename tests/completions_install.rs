//! `completions SHELL --install`: files in the home of a person.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn the_script_goes_where_the_shell_looks_and_the_way_back_is_named() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("completions bash --install"), @"
    exit 0
    --- stdout
    wrote $HOME/.local/share/bash-completion/completions/omero
    A new shell completes `omero`, if the package bash-completion is installed.
    To undo this, delete $HOME/.local/share/bash-completion/completions/omero.
    ");
    assert_snapshot!(omero.run("completions zsh --install"), @"
    exit 0
    --- stdout
    wrote $HOME/.local/share/zsh/site-functions/_omero
    added a line to $HOME/.zshrc
    A new shell completes `omero`.
    To undo this, delete $HOME/.local/share/zsh/site-functions/_omero, and the line `... # completion of omero` in $HOME/.zshrc.
    ");
    let script = omero.home().join(".local/share/bash-completion/completions/omero");
    let printed = omero.run("completions bash");
    assert_eq!(fs::read_to_string(script).unwrap(), printed.stdout());
}

#[test]
fn a_second_time_changes_nothing() {
    let omero = Installation::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        omero.prepare(&format!("completions {shell} --install"));
        let again = omero.answer(&format!("completions {shell} --install"));
        assert!(again.starts_with("up to date:") && !again.contains("added a line"), "{again}");
    }
    let startup = fs::read_to_string(omero.home().join(".zshrc")).unwrap();
    assert_eq!(startup.lines().count(), 1, "{startup}");
}

#[test]
fn the_files_of_the_person_keep_what_they_have() {
    let omero = Installation::empty();
    fs::write(omero.home().join(".zshrc"), "setopt no_beep").unwrap();
    omero.prepare("completions zsh --install");
    let startup = fs::read_to_string(omero.home().join(".zshrc")).unwrap();
    assert!(startup.starts_with("setopt no_beep\nfpath=("), "{startup}");
}

#[test]
fn directories_that_variables_name_are_used() {
    let omero = Installation::empty();
    let data = omero.cwd().join("data");
    omero.typed("completions fish --install").env("XDG_CONFIG_HOME", &data).output();
    omero.typed("completions bash --install").env("BASH_COMPLETION_USER_DIR", &data).output();
    assert!(data.join("fish/completions/omero.fish").exists());
    assert!(data.join("completions/omero").exists());
}

#[test]
fn another_script_is_left_alone() {
    let omero = Installation::empty();
    let path = omero.home().join(".config/fish/completions/omero.fish");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "complete -c omero -a mine\n").unwrap();
    assert_snapshot!(omero.run("completions fish --install"), @"
    exit 1
    --- stderr
    error: $HOME/.config/fish/completions/omero.fish is there and is not a completion script of omero; move it away first
    ");
    assert_eq!(fs::read_to_string(&path).unwrap(), "complete -c omero -a mine\n");
}

#[test]
fn a_home_that_others_can_change_is_refused() {
    let omero = Installation::empty();
    fs::set_permissions(omero.home(), fs::Permissions::from_mode(0o777)).unwrap();
    let run = omero.run("completions fish --install");
    assert!(!run.succeeded() && run.stderr().contains("other users can change"), "{run}");
    assert!(!omero.home().join(".config").exists());
}
