//! Files that commands write to: what is open or is not a regular file is written to in place.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use insta::assert_snapshot;

use super::SECRET;
use super::file_of_root;
use crate::support::Installation;
use crate::support::OrdinaryUser;

/// Runs a script in which `omero` is the program, in the current directory of an installation.
fn shell(omero: &Installation, script: &str) -> String {
    let program = omero.executable().parent().unwrap().display().to_string();
    let path = format!("{program}:/usr/local/bin:/usr/bin:/bin");
    let mut bash = Command::new("bash");
    bash.args(["-c", script]).current_dir(omero.cwd());
    let output = bash.env("PATH", path).env("OMERODIR", omero.omerodir()).output().unwrap();
    assert!(output.status.success(), "{script}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
#[needs(Program("bash"))]
fn a_redirected_standard_output_keeps_what_was_written_before_and_after() {
    let omero = Installation::empty();
    symlink("/dev/stdout", omero.cwd().join("link")).unwrap();
    for path in [
        "/dev/stdout",
        "//dev/stdout",
        "/dev/./stdout",
        "/dev/fd/1",
        "/proc/self/fd/1",
        "/proc/self/task/../fd/1",
        "/proc/thread-self/fd/1",
        "link",
    ] {
        let script = format!(
            "{{ echo header; omero web config nginx -o {path}; echo footer; }} > site.conf"
        );
        shell(&omero, &script);
        let text = fs::read_to_string(omero.cwd().join("site.conf")).unwrap();
        assert!(text.starts_with("header\n") && text.ends_with("footer\n"), "{path}: {text}");
        assert!(text.contains("server {"), "{path}: {text}");
    }
}

#[test]
#[needs(Program("bash"))]
fn a_descriptor_of_another_process_is_written_to_at_its_end() {
    let omero = Installation::empty();
    shell(&omero, "echo old > log; exec 4>> log; omero web config nginx -o /proc/$$/fd/4; true");
    let text = fs::read_to_string(omero.cwd().join("log")).unwrap();
    assert!(text.starts_with("old\n") && text.contains("server {"), "{text}");
}

#[test]
#[needs(Program("bash"))]
fn a_file_that_is_appended_to_keeps_what_it_had() {
    let omero = Installation::empty();
    shell(&omero, "echo old > log; omero web config nginx -o /dev/stdout >> log");
    let text = fs::read_to_string(omero.cwd().join("log")).unwrap();
    assert!(text.starts_with("old\n") && text.contains("server {"), "{text}");
}

#[test]
#[needs(Program("bash"))]
fn pipes_and_open_descriptors_get_the_text() {
    let omero = Installation::empty();
    for script in [
        "omero web config nginx -o /dev/stdout | grep -c 'server {'",
        "exec 7> seven; omero web config nginx -o /dev/fd/7; grep -c 'server {' seven",
        "exec 7<> gone; rm gone; omero web config nginx -o /dev/fd/7; grep -c 'server {' /dev/fd/7",
        // Opened for both, a pipe has a reader from the start, and keeps the text until it is read.
        "mkfifo p; exec 8<> p; omero web config nginx -o p; echo END >&8; sed /^END/q <&8 | grep -c 'server {'",
    ] {
        assert_eq!(shell(&omero, script), "1\n", "{script}");
    }
    let names = fs::read_dir(omero.cwd()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.into_iter().all(|name| !name.to_string_lossy().contains("deleted")));
}

#[test]
#[needs(Program("bash"))]
fn what_was_written_before_to_a_descriptor_stays() {
    let omero = Installation::empty();
    shell(&omero, "exec 7> log; echo a >&7; omero web config nginx -o /dev/fd/7; echo z >&7");
    let text = fs::read_to_string(omero.cwd().join("log")).unwrap();
    assert!(text.starts_with("a\n") && text.ends_with("z\n"), "{text}");
}

#[test]
#[needs(Program("mkfifo"))]
fn a_pipe_that_nobody_reads_is_reported_at_once() {
    let omero = Installation::empty();
    assert!(Command::new("mkfifo").arg(omero.cwd().join("p")).status().unwrap().success());
    let run = omero.run("web config nginx -o p");
    assert_eq!(run.exit(), 1, "{run}");
}

#[test]
#[needs(Root)]
fn a_link_of_another_user_to_a_file_of_root_is_not_followed() {
    let omero = Installation::empty();
    let victim = file_of_root(&omero);
    let link = omero.cwd().join("site.conf");
    symlink(&victim, &link).unwrap();
    OrdinaryUser::get().own(&link);
    let run = omero.run("web config nginx -o site.conf");
    assert_eq!(run.exit(), 113, "{run}");
    assert_eq!(fs::read_to_string(victim).unwrap(), SECRET);
}

#[test]
#[needs(Program("mkfifo"))]
fn what_cannot_be_written_to_is_told_with_what_to_do() {
    let omero = Installation::of_ordinary_user();
    assert!(Command::new("mkfifo").arg(omero.cwd().join("p")).status().unwrap().success());
    OrdinaryUser::get().own(&omero.cwd().join("p"));
    assert_snapshot!(omero.run("web config nginx -o p"), @"
    exit 1
    --- stderr
    error: cannot write to p: No such device or address (os error 6)
    hint: start the program that reads from it first
    ");
    assert_snapshot!(omero.run("web config nginx -o /dev/full"), @"
    exit 1
    --- stderr
    error: cannot write to /dev/full: No space left on device (os error 28)
    hint: free some space, then try again
    ");
    assert_snapshot!(omero.run("web config nginx -o /dev/fd/77"), @"
    exit 1
    --- stderr
    error: cannot write to /dev/fd/77: it is not open
    hint: open this descriptor for writing, for example with `3> FILE`
    ");
}
