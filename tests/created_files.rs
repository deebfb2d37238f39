//! What the program creates is private, whatever the umask is.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::support::Installation;

/// The files and directories in a directory that other users could open, each with its mode.
fn open_to_others(directory: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let metadata = fs::symlink_metadata(&path).unwrap();
        let mode = metadata.permissions().mode() & 0o7777;
        let allowed = if metadata.is_dir() { 0o700 } else { 0o600 };
        if mode & !allowed != 0 {
            found.push(format!("{} {mode:o}", path.display()));
        }
        if metadata.is_dir() {
            open_to_others(&path, found);
        }
    }
}

#[test]
fn other_users_cannot_open_what_is_created_under_any_umask() {
    let omero = Installation::empty();
    fs::remove_dir_all(omero.omerodir().join("etc")).unwrap();
    omero.file("site.yaml", "omero.web.debug: true\n");
    fs::set_permissions(omero.cwd().join("site.yaml"), PermissionsExt::from_mode(0o600)).unwrap();
    // The editor sees the text where it is edited, and leaves it there because it fails.
    let look = "ls -ld \"$(dirname \"$1\")\" \"$1\" > \"$HOME/seen\"; chmod 600 \"$HOME/seen\"; \
                echo nonsense >> \"$1\"";
    let editor = omero.editor(look);
    let script = "
        omero config set omero.db.pass secret
        omero config set omero.db.pass other
        omero config append omero.web.apps '\"omero_figure\"'
        omero config apply site.yaml
        omero config copy default test
        omero config edit < /dev/null
        omero config init --yes --db-pass-file site.yaml
        omero config undo
        omero web config nginx --output nginx.conf
        omero web config apache -o apache.conf
        omero web iis --omerodir 'C:\\omero' --output iis
        omero completions --install bash
        omero completions --install zsh
        omero completions --install fish
        true";
    let program = Path::new(env!("CARGO_BIN_EXE_omero")).parent().unwrap();
    let output = Command::new("/bin/sh")
        .args(["-c", &format!("umask 000; exec 2>&1\n{script}")])
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", program.display()))
        .env("OMERODIR", omero.omerodir())
        .env("HOME", omero.home())
        .env("TMPDIR", omero.home())
        .env("EDITOR", editor)
        .current_dir(omero.cwd())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let mut found = Vec::new();
    for directory in [omero.omerodir(), omero.home(), omero.cwd()] {
        open_to_others(&directory, &mut found);
    }
    assert_eq!(found, Vec::<String>::new(), "{said}");
    let seen = fs::read_to_string(omero.home().join("seen")).unwrap();
    assert!(seen.lines().all(|line| line.contains("------")), "{seen}");
    for name in ["etc/grid/config.xml", "etc/grid/config.xml.lock", "etc/grid/config.xml.history"] {
        assert!(omero.omerodir().join(name).exists(), "{name}: {said}");
    }
    for name in ["nginx.conf", "apache.conf", "iis/web.config"] {
        assert!(omero.cwd().join(name).exists(), "{name}: {said}");
    }
}
