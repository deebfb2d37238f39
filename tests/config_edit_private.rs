//! Where the text of `config edit` is: where no other user can put something in its place.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::path::PathBuf;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::OrdinaryUser;
use crate::support::Transcript;

/// A mistake, so that the text is kept.
const MISTAKE: &str = "echo 'a b=1' >> \"$1\"";

/// An edit with a temporary directory of its own, and the texts that are in there afterwards.
fn edit(omero: &Installation, script: &str) -> (Transcript, Vec<PathBuf>) {
    let editor = omero.editor(script);
    let typed = omero.typed("config edit").env("EDITOR", editor).env("TMPDIR", temporary(omero));
    let transcript = typed.run();
    let names = fs::read_dir(temporary(omero)).unwrap();
    (transcript, names.map(|name| name.unwrap().path()).collect())
}

/// A directory in which any user may write, as `/tmp`.
fn temporary(omero: &Installation) -> PathBuf {
    let path = omero.omerodir().with_file_name("tmp");
    if !path.exists() {
        fs::create_dir(&path).unwrap();
        fs::set_permissions(&path, PermissionsExt::from_mode(0o1777)).unwrap();
    }
    path
}

/// Whether only root and the user of the tests can change what is at this path.
fn is_safe(path: &Path) -> bool {
    let us = fs::metadata("/proc/self").unwrap().uid();
    path.ancestors().all(|part| {
        let found = fs::symlink_metadata(part).unwrap();
        let is_kept = found.mode() & 0o022 == 0 || found.mode() & 0o1000 != 0;
        [0, us].contains(&found.uid()) && is_kept && !found.is_symlink()
    })
}

/// An installation whose files belong to another user than that of the commands, which root can make.
fn of_two_users() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    for path in [omero.omerodir(), omero.omerodir().join("etc"), omero.grid(), omero.store()] {
        OrdinaryUser::get().own(&path);
    }
    omero
}

#[test]
#[needs(Root)]
fn the_owner_of_the_store_cannot_reach_the_text_that_root_edits() {
    let omero = of_two_users();
    assert_eq!(edit(&omero, MISTAKE).0.exit(), 250);
    let texts = omero.edited_texts();
    assert_eq!(texts.len(), 1);
    assert!(is_safe(&texts[0]), "{texts:?}");
    assert_eq!(fs::metadata(&texts[0]).unwrap().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(texts[0].parent().unwrap()).unwrap().mode() & 0o777, 0o700);
}

#[test]
#[needs(Root)]
fn a_home_of_another_user_is_not_used_and_the_text_is_found_again_all_the_same() {
    let omero = of_two_users();
    OrdinaryUser::get().own(&omero.home());
    let (kept, made) = edit(&omero, MISTAKE);
    assert_eq!(kept.exit(), 250);
    assert_eq!(fs::read_dir(omero.home()).unwrap().count(), 0);
    assert_eq!(made.len(), 1);
    let rights = fs::metadata(&made[0]).unwrap().mode() & 0o777;
    assert!(is_safe(&made[0]) && rights == 0o700, "{made:?} {rights:o}");
    let (transcript, again) = edit(&omero, "true");
    let hint = format!("hint: {}", made[0].display());
    assert!(transcript.succeeded() && transcript.stderr().starts_with(&hint), "{transcript}");
    assert_eq!(made, again);
}

#[test]
#[needs(Root)]
fn a_state_directory_that_leads_to_another_user_is_not_used() {
    let omero = of_two_users();
    let theirs = omero.cwd().join("theirs");
    fs::create_dir(&theirs).unwrap();
    OrdinaryUser::get().own(&theirs);
    fs::create_dir(omero.home().join(".local")).unwrap();
    symlink(&theirs, omero.home().join(".local/state")).unwrap();
    assert_eq!(edit(&omero, MISTAKE).1.len(), 1);
    assert_eq!(fs::read_dir(theirs).unwrap().count(), 0);
}

#[test]
#[needs(Root)]
fn texts_that_another_user_planted_are_not_named() {
    let omero = of_two_users();
    let place = temporary(&omero).join("omero-config.planted");
    let store = place.join(omero.store().strip_prefix("/").unwrap());
    fs::create_dir_all(&store).unwrap();
    fs::write(store.join("config.edit.planted.properties"), "A=1").unwrap();
    OrdinaryUser::get().own(&place);
    symlink("/etc/passwd", omero.grid().join("config.edit.planted.properties")).unwrap();
    assert_eq!(edit(&omero, "true").0.to_string(), "exit 0");
}

#[test]
fn a_home_that_others_may_write_in_or_that_is_missing_is_not_used() {
    let omero = Installation::of_ordinary_user();
    omero.prepare("config set A 1");
    fs::set_permissions(omero.home(), PermissionsExt::from_mode(0o775)).unwrap();
    let (kept, made) = edit(&omero, "echo B=2 >> \"$1\"");
    assert_eq!(kept.to_string(), "exit 0");
    assert!(made.is_empty() && omero.edited_texts().is_empty());
    fs::set_permissions(omero.home(), PermissionsExt::from_mode(0o555)).unwrap();
    assert_eq!(edit(&omero, MISTAKE).1.len(), 1);
    fs::remove_dir(omero.home()).unwrap();
    assert_eq!(edit(&omero, MISTAKE).1.len(), 2);
}

#[test]
fn where_no_directory_is_private_nothing_is_edited() {
    let omero = Installation::of_ordinary_user();
    omero.prepare("config set A 1");
    fs::set_permissions(omero.home(), PermissionsExt::from_mode(0o777)).unwrap();
    let typed = omero.typed("config edit").env("EDITOR", "touch opened");
    assert_snapshot!(typed.env("TMPDIR", omero.home()).run(), @"
    exit 77
    --- stderr
    error: cannot create a private file for the text in $HOME: other users can change $HOME
    hint: set TMPDIR to a directory that only you can write to
    ");
    assert_eq!(fs::read_dir(omero.home()).unwrap().count(), 0);
    assert!(!omero.cwd().join("opened").exists());
}

#[test]
fn texts_of_several_stores_are_not_confused() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.file("other.xml", "");
    let edit = |line: &str, script: &str| omero.edit(line, script);
    assert_eq!(edit("config edit", MISTAKE).exit(), 250);
    assert_eq!(edit("config --source other.xml edit", "echo B=2 >> \"$1\"").to_string(), "exit 0");
    // By whatever name the store is called.
    symlink(omero.grid(), omero.cwd().join("link")).unwrap();
    assert_snapshot!(edit("config --source link/config.xml edit", "true"), @"
    exit 0
    --- stderr
    hint: $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties is the text of an edit that was not finished, or is open in another terminal; `edit --recover` continues with it, and you may delete it
    ");
    fs::remove_file(&omero.edited_texts()[0]).unwrap();
    assert_eq!(edit("config edit", "true").to_string(), "exit 0");
    assert_eq!(fs::read_dir(omero.home().join(".local/state")).unwrap().count(), 0);
}

#[test]
fn two_edits_at_the_same_time_do_not_remove_each_others_directory() {
    let omero = Installation::empty();
    let editors: Vec<_> = (0..20)
        .map(|number| {
            let script = format!("sh -c 'echo K{number}=1 >> $0'");
            omero.typed("config edit").env("EDITOR", script).spawn()
        })
        .collect();
    for editor in editors {
        let output = crate::support::wait(editor);
        assert!(output.status.success(), "{output:?}");
    }
    assert_eq!(omero.answer("config keys").lines().count(), 20);
    assert!(omero.edited_texts().is_empty());
}
