//! `config doctor`: each examination in the situation that it is for.

use std::env;
use std::fs;
use std::fs::File;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::fs::chown;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::SystemTime;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::SmallDisk;
use crate::support::Transcript;
use crate::support::Typed;
use crate::support::end;
use crate::support::wait;
use crate::support::wait_for;

/// Makes an installation one in which nothing is to be found but what a test adds.
fn make_healthy(omero: &Installation) {
    fs::write(omero.omerodir().join("etc/omero.properties"), "omero.version=5.6.10\n").unwrap();
    let programs = [("ours", omero.executable()), ("theirs", Path::new("/bin/echo"))];
    for (directory, program) in programs {
        fs::create_dir(omero.home().join(directory)).unwrap();
        symlink(program, omero.home().join(directory).join("omero")).unwrap();
    }
    omero.prepare("config set omero.db.host db.example.org");
}

fn healthy() -> Installation {
    let omero = Installation::empty();
    make_healthy(&omero);
    omero
}

/// The command with a PATH on which everything is in order.
fn typed<'omero>(omero: &'omero Installation, line: &str) -> Typed<'omero> {
    let directories = ["ours", "theirs"].map(|name| omero.home().join(name));
    let path = env::join_paths(directories).unwrap();
    omero.typed(line).env("PATH", path).env("EDITOR", "/bin/true")
}

fn doctor(omero: &Installation) -> Transcript {
    typed(omero, "config doctor").run()
}

#[test]
fn where_all_is_well_nothing_is_found() {
    assert_snapshot!(doctor(&healthy()), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    nothing found
    ");
}

#[test]
fn nothing_is_changed_and_no_lock_file_is_made() {
    let omero = healthy();
    fs::remove_file(omero.grid().join("config.xml.lock")).unwrap();
    let before = fs::metadata(omero.store()).unwrap().modified().unwrap();
    assert!(doctor(&omero).succeeded());
    assert_eq!(omero.grid_names(), ["config.xml"]);
    assert_eq!(fs::metadata(omero.store()).unwrap().modified().unwrap(), before);
    let omero = Installation::empty();
    fs::remove_dir_all(omero.omerodir()).unwrap();
    assert!(!doctor(&omero).succeeded());
    assert!(!omero.omerodir().exists());
}

#[test]
fn omerodir_must_be_set_to_a_directory() {
    let omero = healthy();
    assert_snapshot!(typed(&omero, "config doctor").without("OMERODIR").run(), @"
    exit 1
    --- stdout
    OMERO 5.6
    error omerodir: OMERODIR is not set
        set it to the directory of OMERO.server, or name a store with --source
    1 error
    ");
    let file = omero.file("file", "");
    assert_snapshot!(typed(&omero, "config doctor").env("OMERODIR", file).run(), @"
    exit 1
    --- stdout
    store $CWD/file/etc/grid/config.xml
    OMERO 5.6
    error omerodir: OMERODIR is $CWD/file, which is no directory
        set it to the directory of OMERO.server
    error store: cannot read $CWD/file/etc/grid/config.xml: Not a directory (os error 20)
        see whether the path is right, and every link and directory in it
    hint release: OMERODIR does not tell its release: 5.6 is assumed
        tell it with --omero-version or OMERO_VERSION
    2 errors, 1 hint
    ");
    assert_snapshot!(typed(&omero, "config doctor").env("OMERODIR", "../omero").run(), @r#"
    exit 0
    --- stdout
    store ../omero/etc/grid/config.xml
    OMERO 5.6.10
    warning omerodir: OMERODIR is "../omero": where that is depends on the current directory
        set it to a path that begins at the root
    1 warning
    "#);
}

#[test]
fn a_missing_store_is_told_and_where_it_comes_from() {
    let omero = healthy();
    fs::remove_file(omero.store()).unwrap();
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    hint store: there is no $OMERODIR/etc/grid/config.xml yet: all defaults count
        `omero config init` makes it
    1 hint
    ");
}

#[test]
fn a_store_that_is_no_xml_is_an_error() {
    let omero = healthy();
    omero.write("<icegrid>\n  <properties");
    assert_snapshot!(doctor(&omero), @"
    exit 1
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    error store: $OMERODIR/etc/grid/config.xml:2:14: the file ends before its root element does
        correct that place in an editor, or go back with `omero config undo`
    1 error
    ");
}

#[test]
fn a_store_that_may_not_be_read_or_changed_is_told() {
    let omero = Installation::of_ordinary_user();
    make_healthy(&omero);
    fs::set_permissions(omero.store(), PermissionsExt::from_mode(0o400)).unwrap();
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    hint store: you can read $OMERODIR/etc/grid/config.xml, but not change it
        whoever changes it must be its owner, or root
    1 hint
    ");
    fs::set_permissions(omero.store(), PermissionsExt::from_mode(0o000)).unwrap();
    assert_snapshot!(doctor(&omero), @"
    exit 1
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    error store: cannot read $OMERODIR/etc/grid/config.xml: Permission denied (os error 13)
        run the command as the owner of the file
    1 error
    ");
}

#[test]
fn secrets_that_everybody_can_read_are_told() {
    let omero = healthy();
    fs::set_permissions(omero.store(), PermissionsExt::from_mode(0o644)).unwrap();
    assert!(doctor(&omero).stdout().ends_with("nothing found\n"));
    omero.prepare("config set omero.db.pass hush");
    fs::set_permissions(omero.grid().join("config.xml.history"), PermissionsExt::from_mode(0o755))
        .unwrap();
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    warning permissions: everybody on this machine can read $OMERODIR/etc/grid/config.xml, which holds a secret
        chmod o= $OMERODIR/etc/grid/config.xml
    warning permissions: everybody on this machine can look into $OMERODIR/etc/grid/config.xml.history
        chmod go= $OMERODIR/etc/grid/config.xml.history
    2 warnings
    ");
}

#[test]
#[needs(Root)]
fn a_store_of_another_owner_is_told() {
    let omero = healthy();
    chown(omero.store(), Some(65534), None).unwrap();
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    warning owner: $OMERODIR/etc/grid/config.xml does not belong to the owner of OMERODIR
        chown --reference=$OMERODIR $OMERODIR/etc/grid/config.xml
    1 warning
    ");
}

#[test]
fn a_store_that_does_not_include_the_templates_is_told() {
    let omero = healthy();
    let text = omero.config_xml().unwrap().replace("<include file=\"templates.xml\"/>", "");
    omero.write(text);
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    warning templates: $OMERODIR/etc/grid/config.xml does not include templates.xml
        the server needs it to start; the next change puts it back
    1 warning
    ");
}

/// A transcript with the number of a process made the same in every run.
fn with_process(transcript: &Transcript, process: u32) -> String {
    transcript.to_string().replace(&format!("process {process} "), "process NUMBER ")
}

#[test]
fn who_holds_the_lock_is_told() {
    let omero = healthy();
    let mut holder = omero.typed("config lock").spawn();
    wait_for(&mut holder, "Press enter to unlock");
    let transcript = typed(&omero, "config doctor").run();
    assert_snapshot!(with_process(&transcript, holder.id()), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    hint lock: process NUMBER (omero) holds the lock $OMERODIR/etc/grid/config.xml.lock
        who changes something waits until it is done
    1 hint
    ");
    drop(holder.stdin.take());
    wait(holder);
    assert!(doctor(&omero).stdout().ends_with("nothing found\n"));
}

/// A shell that holds the lock of a store, which a program that has ended took for it.
fn hold_lock(directory: &Path) -> Child {
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", "exec 9>>config.xml.lock && flock 9 && echo held && read line"]);
    shell.current_dir(directory).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut holder = shell.spawn().unwrap();
    wait_for(&mut holder, "held\n");
    holder
}

/// Whether the system lists the lock of a program that has ended: some containers do not.
fn locks_of_ended_programs_are_listed() -> bool {
    let directory = tempfile::tempdir().unwrap();
    let holder = hold_lock(directory.path());
    let inode = fs::metadata(directory.path().join("config.xml.lock")).unwrap().ino();
    let locks = fs::read_to_string("/proc/locks").unwrap_or_default();
    end(holder);
    locks.contains(&format!(":{inode} "))
}

#[test]
#[needs(
    Program("flock"),
    Condition("locks of ended programs are not listed here", locks_of_ended_programs_are_listed)
)]
fn who_holds_a_lock_that_a_program_before_has_taken_is_told() {
    let omero = healthy();
    let mut holder = hold_lock(&omero.grid());
    let transcript = typed(&omero, "config doctor").run();
    assert_snapshot!(with_process(&transcript, holder.id()), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    hint lock: process NUMBER (sh) holds the lock $OMERODIR/etc/grid/config.xml.lock
        who changes something waits until it is done
    1 hint
    ");
    drop(holder.stdin.take());
    wait(holder);
}

#[test]
fn what_was_left_behind_is_told() {
    let omero = healthy();
    let draft = omero.grid().join(".config.xml.abc.draft");
    let two_hours_ago = SystemTime::now() - Duration::from_secs(2 * 60 * 60);
    File::create(&draft).unwrap().set_modified(two_hours_ago).unwrap();
    File::create(omero.grid().join(".config.xml.new.draft")).unwrap();
    let _ = omero.edit("config edit", "echo omero.db.pass=hush >> $1; exit 1");
    let text = omero.edited_texts().remove(0);
    fs::rename(&text, text.with_file_name("config.edit.abc.properties")).unwrap();
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    warning leftovers: $OMERODIR/etc/grid/.config.xml.abc.draft is left of a change that was killed
        the next change removes it
    warning leftovers: $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.abc.properties is the text of a `config edit`
        if nobody is editing it: rm $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.abc.properties
    2 warnings
    ");
}

#[test]
fn secrets_that_are_only_in_the_history_are_told() {
    let omero = healthy();
    for value in ["first", "second", "second", "third"] {
        omero.prepare(&format!("config set omero.db.pass {value}"));
    }
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    hint history: 2 of 4 earlier versions hold secrets that are not set any more
        `omero config log --purge` wipes all earlier versions
    1 hint
    ");
    omero.prepare("config log --purge");
    assert!(doctor(&omero).stdout().ends_with("nothing found\n"));
}

#[test]
#[needs(SmallDisk)]
fn a_disk_that_is_almost_full_is_told() {
    let omero = healthy();
    let grid = omero.grid();
    let _disk = SmallDisk::mount(&grid);
    omero.prepare("config set omero.db.host db.example.org");
    let transcript = doctor(&omero).to_string();
    let shown = transcript.lines().map(|line| match line.split_once("disk: ") {
        Some((severity, rest)) => {
            format!("{severity}disk: NUMBER{}", rest.trim_start_matches(char::is_numeric))
        }
        None => line.to_owned(),
    });
    assert_snapshot!(shown.collect::<Vec<_>>().join("\n"), @"
    exit 1
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    error disk: NUMBER kB are free in $OMERODIR/etc/grid
        make room: each change is written as a whole new file
    1 error
    ");
}

#[test]
fn an_editor_that_cannot_be_found_is_told() {
    let omero = healthy();
    let typed = typed(&omero, "config doctor").env("EDITOR", "nosuch -w");
    assert_snapshot!(typed.run(), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    warning editor: cannot find the editor `nosuch` on the PATH
        set VISUAL or EDITOR to one that is installed; `config edit` needs it
    1 warning
    ");
}

#[test]
fn another_omero_in_front_of_this_one_is_told() {
    let omero = healthy();
    let path =
        |names: &[&str]| env::join_paths(names.iter().map(|name| omero.home().join(name))).unwrap();
    let with_path = |names| typed(&omero, "config doctor").env("PATH", path(names)).run();
    assert_snapshot!(with_path(&["theirs", "ours"]), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    warning path: `omero` on the PATH is $HOME/theirs/omero, not this program
        put the directory of this program in front of $HOME/theirs on the PATH
    1 warning
    ");
    assert_snapshot!(with_path(&["ours"]), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    hint path: no other `omero` is on the PATH behind this program
        commands such as `admin`, `import` and `web start` need the Python tool
    1 hint
    ");
    assert_snapshot!(with_path(&[]), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    hint path: this program is not on the PATH
        add its directory to the PATH, in front of that of the Python tool
    hint path: no other `omero` is on the PATH behind this program
        commands such as `admin`, `import` and `web start` need the Python tool
    2 hints
    ");
}

#[test]
fn a_release_that_is_unknown_or_contradicted_is_told() {
    let omero = healthy();
    assert_snapshot!(typed(&omero, "--omero-version 5.4 config doctor").run(), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.4
    warning release: values are checked for OMERO 5.4, but OMERODIR holds 5.6.10
        see to --omero-version and OMERO_VERSION
    1 warning
    ");
    fs::remove_file(omero.omerodir().join("etc/omero.properties")).unwrap();
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6
    hint release: OMERODIR does not tell its release: 5.6 is assumed
        tell it with --omero-version or OMERO_VERSION
    1 hint
    ");
}

#[test]
fn findings_are_json_and_warnings_can_count() {
    let omero = healthy();
    omero.prepare("config set omero.db.pass hush");
    fs::set_permissions(omero.store(), PermissionsExt::from_mode(0o644)).unwrap();
    assert_snapshot!(typed(&omero, "config doctor --json").run(), @r#"
    exit 0
    --- stdout
    [{"severity": "warning", "examination": "permissions", "problem": "everybody on this machine can read $OMERODIR/etc/grid/config.xml, which holds a secret", "hint": "chmod o= $OMERODIR/etc/grid/config.xml"}]
    "#);
    assert_eq!(typed(&omero, "config doctor --strict").run().exit(), 1);
}

#[test]
fn another_file_is_looked_at_without_omerodir() {
    let omero = healthy();
    fs::copy(omero.store(), omero.cwd().join("copy.xml")).unwrap();
    let typed = typed(&omero, "config --source copy.xml doctor").without("OMERODIR");
    assert_snapshot!(typed.run(), @"
    exit 0
    --- stdout
    store copy.xml
    OMERO 5.6
    hint omerodir: OMERODIR is not set
        set it to the directory of OMERO.server, or name a store with --source
    1 hint
    ");
}
