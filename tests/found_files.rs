//! Files that nobody named, and what may be in their place: nothing hangs, and nothing is read without end.

use std::fs;
use std::fs::File;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::wait_at_most;

/// What is at a path, made by the functions of the same name.
const STRANGE: [&str; 5] = ["a FIFO", "/dev/zero", "a directory", "a broken link", "a large file"];

fn put(what: &str, path: &Path) {
    match what {
        "a FIFO" => assert!(Command::new("mkfifo").arg(path).status().unwrap().success()),
        "a directory" => fs::create_dir(path).unwrap(),
        "a broken link" => symlink("nosuch", path).unwrap(),
        "a large file" => File::create(path).unwrap().set_len(1 << 40).unwrap(),
        device => symlink(device, path).unwrap(),
    }
}

/// How a command line ends in an address space of a gigabyte, and what it writes to standard error.
fn run(omero: &Installation, line: &str) -> (Option<i32>, String) {
    let script = format!("ulimit -v 1000000; exec {} {line}", env!("CARGO_BIN_EXE_omero"));
    let program = omero.program().command();
    let mut shell = Command::new("/bin/sh");
    shell.arg("-c").arg(script).current_dir(omero.cwd()).env_clear();
    shell.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::piped());
    let child = shell.stderr(std::process::Stdio::piped()).spawn().unwrap();
    let output = wait_at_most(child, Duration::from_secs(20));
    (output.status.code(), omero.collapsed(&String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn whatever_the_properties_of_the_installation_are_the_release_is_only_unknown() {
    for what in STRANGE {
        let omero = Installation::empty();
        put(what, &omero.omerodir().join("etc/omero.properties"));
        for line in [
            "config set omero.db.port 5432",
            "config check",
            "web config nginx --servername omero.example.org",
        ] {
            assert_eq!(run(&omero, line), (Some(0), String::new()), "{what}: {line}");
        }
        assert_ne!(run(&omero, "config doctor").0, None, "{what}");
        let (exit, errors) = run(&omero, "config parse");
        assert!([Some(0), Some(1)].contains(&exit), "{what}: {exit:?} {errors}");
    }
}

#[test]
fn the_properties_of_a_database_are_read_from_a_regular_file_only() {
    for (what, expected) in [
        ("a FIFO", "it is not a regular file"),
        ("/dev/zero", "it is not a regular file"),
        ("a directory", "it is a directory"),
        ("a broken link", "No such file or directory (os error 2)"),
        ("a large file", "more than 268435456 bytes"),
    ] {
        let omero = Installation::empty();
        let etc = omero.omerodir().join("etc");
        fs::write(etc.join("omero.properties"), "omero.db.profile=psql\n").unwrap();
        fs::create_dir(etc.join("profiles")).unwrap();
        put(what, &etc.join("profiles/psql"));
        let message = format!("error: cannot read $OMERODIR/etc/profiles/psql: {expected}\n");
        assert_eq!(run(&omero, "config parse"), (Some(1), message));
    }
}

#[test]
fn a_pattern_matches_a_fifo_and_the_run_ends_there() {
    let omero = Installation::empty();
    omero.file("a.omero", "config set A 1\n");
    put("a FIFO", &omero.cwd().join("b.omero"));
    let (exit, errors) = run(&omero, "load --glob '*.omero'");
    assert_eq!(exit, Some(1));
    assert_snapshot!(errors, @"
    error: cannot read b.omero: it is not a regular file
    hint: the changes of a.omero, line 1, are stored; `config undo` undoes them
    ");
}

#[test]
fn whatever_is_in_the_directory_for_iis_the_files_are_written_next_to_it() {
    for what in STRANGE {
        let omero = Installation::empty();
        fs::create_dir(omero.cwd().join("iis")).unwrap();
        put(what, &omero.cwd().join("iis/other"));
        let ended = run(&omero, "web iis --output iis --omerodir 'C:\\o'");
        assert_eq!(ended, (Some(0), String::new()), "{what}");
        assert!(omero.cwd().join("iis/web.config").is_file());
    }
}

#[test]
fn a_file_for_iis_does_not_replace_what_is_not_a_regular_file() {
    for force in ["", " --force"] {
        let omero = Installation::empty();
        fs::create_dir(omero.cwd().join("iis")).unwrap();
        put("a FIFO", &omero.cwd().join("iis/web.config"));
        let (exit, errors) =
            run(&omero, &format!("web iis --output iis --omerodir 'C:\\o'{force}"));
        assert_eq!(errors, "error: cannot read iis/web.config: it is not a regular file\n");
        assert_eq!(exit, Some(1));
        assert_eq!(fs::read_dir(omero.cwd().join("iis")).unwrap().count(), 1);
    }
}

#[test]
fn a_text_that_the_editor_replaced_by_a_fifo_is_reported() {
    let omero = Installation::empty();
    let transcript = omero.edit("config edit", "rm \"$1\"; mkfifo \"$1\"");
    assert_snapshot!(transcript, @"
    exit 1
    --- stderr
    error: cannot read $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties: it is not a regular file
    ");
}
