//! Symbolic links of another user lead root nowhere.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::fs::symlink;

use super::SECRET;
use super::file_of_root;
use super::give;
use super::installation_of_root;
use super::of_another_user;
use super::system_calls::record;
use crate::support::Installation;
use crate::support::OrdinaryUser;

#[test]
#[needs(Root, Program("strace"))]
fn no_change_follows_a_link_in_the_directory_of_another_user() {
    let omero = of_another_user();
    fs::remove_dir(omero.grid()).unwrap();
    for line in [
        "config set A 1",
        "config set A 2",
        "config append L 1",
        "config undo",
        "config --history 1 set A 3",
        "config log --purge",
    ] {
        let recorded = record(&omero, line);
        assert!(recorded.len() > 3, "{line}");
        assert_eq!(recorded.that_follow_links(), Vec::<&str>::new(), "{line}");
    }
}

#[test]
#[needs(Root)]
fn what_root_makes_in_the_directory_of_another_user_belongs_to_that_user() {
    let omero = of_another_user();
    fs::remove_dir(omero.grid()).unwrap();
    omero.prepare("config set A 1");
    omero.prepare("config set A 2");
    let owner = fs::metadata(omero.omerodir()).unwrap().uid();
    let history = super::history(&omero);
    let versions = fs::read_dir(&history).unwrap().map(|entry| entry.unwrap().path());
    let lock = omero.grid().join("config.xml.lock");
    for path in [omero.grid(), omero.store(), lock, history].into_iter().chain(versions) {
        assert_eq!(fs::metadata(&path).unwrap().uid(), owner, "{}", path.display());
    }
}

#[test]
#[needs(Root)]
fn a_store_that_leads_to_a_store_of_root_is_neither_read_nor_changed() {
    let (omero, other) = (of_another_user(), installation_of_root());
    let before = other.config_xml();
    symlink(other.store(), omero.store()).unwrap();
    give(&omero);
    OrdinaryUser::get().own(&omero.store());
    for line in
        ["config get", "config set A 3", "config undo", "config log", "config export --format json"]
    {
        let run = omero.run(line);
        assert_eq!(run.exit(), 113, "{line}: {run}");
        assert!(run.stderr().contains("is a symbolic link of user"), "{line}: {run}");
        assert!(!run.to_string().contains("secret-of-root"), "{line}: {run}");
    }
    assert_eq!(other.config_xml(), before);
}

#[test]
#[needs(Root)]
fn a_link_of_root_or_to_what_its_owner_owns_stays_a_link() {
    for is_of_root in [true, false] {
        let omero = of_another_user();
        let real = omero.omerodir().join("real.xml");
        fs::write(&real, "").unwrap();
        symlink(&real, omero.store()).unwrap();
        OrdinaryUser::get().own(&real);
        if !is_of_root {
            OrdinaryUser::get().own(&omero.store());
        }
        omero.prepare("config set A 1");
        assert!(omero.store().is_symlink());
        assert!(fs::read_to_string(&real).unwrap().contains("name=\"A\""));
    }
}

#[test]
#[needs(Root)]
fn a_directory_that_is_a_link_of_another_user_to_one_of_root_is_refused() {
    let (omero, other) = (of_another_user(), installation_of_root());
    fs::remove_dir(omero.grid()).unwrap();
    symlink(other.grid(), omero.grid()).unwrap();
    OrdinaryUser::get().own(&omero.grid());
    let before = other.config_xml();
    assert_eq!(omero.run("config set A 3").exit(), 113);
    assert_eq!(other.config_xml(), before);
}

#[test]
fn a_lock_that_is_a_link_is_reported_at_once() {
    for target in ["/nonexistent/x", "new"] {
        let omero = Installation::empty();
        symlink(target, omero.grid().join("config.xml.lock")).unwrap();
        let run = omero.run("config --lock-timeout 60 set A 1");
        assert_eq!(run.exit(), 113, "{run}");
        assert!(run.stderr().contains("config.xml.lock is a symbolic link"), "{run}");
        assert_eq!(omero.grid_names(), ["config.xml.lock"]);
    }
}

#[test]
fn a_lock_that_is_a_fifo_is_reported_at_once() {
    let omero = Installation::empty();
    let lock = omero.grid().join("config.xml.lock");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &lock,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RWXU,
        0,
    )
    .unwrap();
    let run = omero.run("config --lock-timeout 60 set A 1");
    assert_eq!(run.exit(), 113, "{run}");
    assert!(run.stderr().contains("config.xml.lock"), "{run}");
}

#[test]
fn a_wide_umask_makes_no_directory_or_lock_writable_for_others() {
    let omero = Installation::empty();
    fs::remove_dir(omero.grid()).unwrap();
    let program = omero.executable().display().to_string();
    let mut shell = std::process::Command::new("/bin/sh");
    shell.args(["-c", &format!("umask 0; exec {program} config set A 1")]);
    assert!(shell.env("OMERODIR", omero.omerodir()).status().unwrap().success());
    let mode = |path| fs::metadata(path).unwrap().mode() & 0o777;
    assert_eq!(mode(omero.grid()), 0o700);
    assert_eq!(mode(omero.grid().join("config.xml.lock")), 0o600);
}

#[test]
#[needs(Root, Program("setpriv"))]
fn an_editor_of_root_does_not_write_where_the_other_user_points_it() {
    let omero = of_another_user();
    let victim = file_of_root(&omero);
    // What the other user can do to a file in a directory that is theirs.
    let script = format!(
        "setpriv --reuid=65534 --regid=65534 --clear-groups ln -sf {} \"$1\" || true; \
         echo omero.n=1 >> \"$1\"",
        victim.display()
    );
    let run = omero.edit("config edit", &script);
    assert!(run.succeeded(), "{run}");
    assert_eq!(omero.answer("config get omero.n"), "1");
    assert_eq!(fs::read_to_string(victim).unwrap(), SECRET);
}

#[test]
#[needs(Root)]
fn a_link_where_all_users_can_put_one_is_refused_with_its_directory() {
    let omero = Installation::empty();
    let (shared, store) = (omero.cwd().join("shared"), omero.cwd().join("store.xml"));
    fs::create_dir(&shared).unwrap();
    fs::set_permissions(&shared, PermissionsExt::from_mode(0o1777)).unwrap();
    fs::write(&store, "").unwrap();
    symlink(&store, shared.join("config.xml")).unwrap();
    for path in [&store, &shared.join("config.xml")] {
        OrdinaryUser::get().own(path);
    }
    let run = omero.run("config --source shared/config.xml get");
    assert_eq!(run.exit(), 113, "{run}");
    assert!(run.stderr().contains("hint: all users can create links in shared; name"), "{run}");
}
