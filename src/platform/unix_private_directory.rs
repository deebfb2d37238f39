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
    let is_private = found.mode() & OTHERS_WRITE == 0;
    let is_sticky = found.mode() & STICKY != 0;
    found.is_dir()
        && (is_owner_trusted && (is_private || is_sticky)
            || is_private && Some(found.uid()) == unmapped_user())
}

/// The number of the owner of what belongs to users outside our user namespace, such as `/` in a container
/// that an ordinary user started (`user_namespaces(7)`). None where a user has that number: it is the
/// account `nobody` then.
fn unmapped_user() -> Option<u32> {
    let number = fs::read_to_string("/proc/sys/kernel/overflowuid").ok()?.trim().parse().ok()?;
    let map = fs::read_to_string("/proc/self/uid_map").ok()?;
    (!is_mapped(&map, number)).then_some(number)
}

/// Whether a line of `map` has the user: the first number in the namespace, that outside, how many.
fn is_mapped(map: &str, user: u32) -> bool {
    map.lines().any(|line| {
        let mut numbers = line.split_whitespace().map(|number| number.parse().unwrap_or(0_u64));
        let (first, _, count) = (numbers.next(), numbers.next(), numbers.next());
        let first = first.unwrap_or_default();
        (first..first + count.unwrap_or_default()).contains(&u64::from(user))
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_mapped_if_a_line_of_the_map_has_the_number() {
        for (map, is_in_it) in [
            ("         0          0 4294967295\n", true),
            ("         0       1000          1\n", false),
            ("0 1000 1\n1 100000 65536\n", true),
            ("0 1000 1\n1 100000 65533\n", false),
            ("", false),
        ] {
            assert_eq!(is_mapped(map, 65534), is_in_it, "{map}");
        }
    }
}
