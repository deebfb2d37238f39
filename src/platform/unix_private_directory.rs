//! Directories in which no other user can put something in the place of our files.

use std::fs;
use std::fs::DirBuilder;
use std::fs::Metadata;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::path::PathBuf;

/// In such a directory only the owner of a file can remove or rename it.
const STICKY: u32 = 0o1000;

/// The right of other users to write.
const OTHERS_WRITE: u32 = 0o022;

/// Makes a directory that only we can enter, with those above it that are missing, and returns its path
/// without symbolic links. One that another user could replace or write in is refused.
pub(crate) fn private_directory(path: &Path) -> io::Result<PathBuf> {
    let real = safe_directory(path)?;
    if is_ours_alone(&fs::symlink_metadata(&real)?) { Ok(real) } else { Err(refused(&real)) }
}

/// Makes a directory that only we can enter; it must not be there yet.
pub(crate) fn create_private_directory(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(path)
}

/// The path of a private directory without symbolic links, if there is one.
pub(crate) fn find_private_directory(path: &Path) -> Option<PathBuf> {
    let real = fs::canonicalize(path).ok()?;
    check(&real).ok()?;
    is_ours_alone(&fs::symlink_metadata(&real).ok()?).then_some(real)
}

/// As only root and we can change a path that was checked, it leads to the same place from then on.
fn safe_directory(path: &Path) -> io::Result<PathBuf> {
    let real = match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let (Some(above), Some(name)) = (path.parent(), path.file_name()) else {
                return Err(error);
            };
            let real = safe_directory(above)?.join(name);
            match create_private_directory(&real) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                outcome => outcome?,
            }
            real
        }
        outcome => outcome?,
    };
    check(&real)?;
    Ok(real)
}

fn check(real: &Path) -> io::Result<()> {
    for directory in real.ancestors() {
        if !is_safe(&fs::symlink_metadata(directory)?) {
            return Err(refused(directory));
        }
    }
    Ok(())
}

/// Whether what is in the directory can only be replaced by root and by the owner of what is there.
fn is_safe(found: &Metadata) -> bool {
    let is_owner_trusted = found.uid() == 0 || found.uid() == us();
    let is_kept = found.mode() & OTHERS_WRITE == 0 || found.mode() & STICKY != 0;
    found.is_dir() && is_owner_trusted && is_kept
}

fn is_ours_alone(found: &Metadata) -> bool {
    found.is_dir() && found.uid() == us() && found.mode() & OTHERS_WRITE == 0
}

fn us() -> u32 {
    rustix::process::geteuid().as_raw()
}

fn refused(directory: &Path) -> io::Error {
    let problem = format!("other users can change {}", directory.display());
    io::Error::new(io::ErrorKind::PermissionDenied, problem)
}
