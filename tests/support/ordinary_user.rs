//! Permissions mean nothing to root, so tests about them run the program as an ordinary user.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;
use std::sync::Mutex;

use tempfile::TempDir;

/// The user `nobody` of every Linux.
const NOBODY: u32 = 65534;

/// The directory of the copy of the program, if there is one.
static COPY: Mutex<Option<TempDir>> = Mutex::new(None);

/// Who runs the program: ourselves, or `nobody` where we are root.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OrdinaryUser {
    other: Option<u32>,
}

impl OrdinaryUser {
    pub(crate) fn get() -> Self {
        Self { other: Self::is_root().then_some(NOBODY) }
    }

    /// Whether the tests are run by root.
    pub(crate) fn is_root() -> bool {
        let probe = tempfile::tempfile().unwrap();
        std::os::unix::fs::MetadataExt::uid(&probe.metadata().unwrap()) == 0
    }

    /// The number of the user, if that is somebody else.
    pub(crate) fn number(self) -> Option<u32> {
        self.other
    }

    /// A command that this user runs.
    pub(crate) fn command(self, program: &Path) -> Command {
        let mut command = Command::new(program);
        if let Some(user) = self.other {
            command.uid(user).gid(user);
        }
        command
    }

    /// Gives a file or directory to this user.
    pub(crate) fn own(self, path: &Path) {
        if let Some(user) = self.other {
            std::os::unix::fs::lchown(path, Some(user), Some(user)).unwrap();
        }
    }

    /// The program under test, where this user can run it: a copy if its directory is closed to them.
    pub(crate) fn omero() -> &'static Path {
        static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
            let original = Path::new(env!("CARGO_BIN_EXE_omero"));
            if OrdinaryUser::get().command(original).arg("--version").output().is_ok() {
                return original.to_owned();
            }
            let directory = tempfile::tempdir().unwrap();
            fs::set_permissions(directory.path(), PermissionsExt::from_mode(0o755)).unwrap();
            let program = directory.path().join("omero");
            // Not `fs::copy`: a child started meanwhile would inherit the open file, and the program
            // could not be run ("text file busy").
            let copy = Command::new("cp").arg(original).arg(&program).status();
            assert!(copy.unwrap().success());
            *COPY.lock().unwrap() = Some(directory);
            program
        });
        &PROGRAM
    }

    /// Removes the copy of the program, after the last test.
    pub(crate) fn remove_copy() {
        drop(COPY.lock().unwrap().take());
    }
}
