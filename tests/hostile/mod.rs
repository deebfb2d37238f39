//! Root in a directory of another user, and file systems that refuse what others can do.
//!
//! Whether a race can be won is not left to luck: the system calls are recorded with `strace`, and no
//! call may follow a symbolic link in the directory of the other user.

mod bad_luck;
mod history;
mod links;
mod outputs;
mod system_calls;
mod texts;

use std::fs;
use std::path::PathBuf;

use crate::support::Installation;
use crate::support::OrdinaryUser;

/// A file of root's that another user must not get at.
const SECRET: &str = "of root\n";

/// An installation of an ordinary user, in which root runs the commands.
fn of_another_user() -> Installation {
    let omero = Installation::empty();
    give(&omero);
    omero
}

/// Gives everything in OMERODIR to the ordinary user.
fn give(omero: &Installation) {
    let mut paths = vec![omero.omerodir()];
    while let Some(path) = paths.pop() {
        OrdinaryUser::get().own(&path);
        if path.is_dir() && !path.is_symlink() {
            paths.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
}

/// A file of root's outside of OMERODIR.
fn file_of_root(omero: &Installation) -> PathBuf {
    omero.file("of-root", SECRET)
}

/// Another installation, of root's, with three versions in its history.
fn installation_of_root() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret-of-root");
    omero.prepare("config set A 1");
    omero.prepare("config set A 2");
    omero
}

fn history(omero: &Installation) -> PathBuf {
    omero.grid().join("config.xml.history")
}
