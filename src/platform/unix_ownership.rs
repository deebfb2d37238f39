//! Who owns a file on Unix, who may use it, and what else is attached to it.

use std::fs::File;
use std::io;
use std::os::unix::fs::PermissionsExt;

use rustix::buffer::spare_capacity;
use rustix::fs::Gid;
use rustix::fs::Uid;
use rustix::fs::XattrFlags;
use rustix::io::Errno;

use super::Directory;
use super::FileStatus;
use super::status_of;

/// The number of the user with whose rights the program runs; 0 is root.
pub(crate) fn effective_user() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// Gives `file` owner and group of a file with the status `model`, as far as they differ.
pub(crate) fn adopt_owner(file: &File, model: &FileStatus, _open: &File) -> io::Result<()> {
    adopt_owner_in(file, model)
}

fn adopt_owner_in(file: &File, model: &FileStatus) -> io::Result<()> {
    let present = status_of(file)?;
    let owner = (present.owner != model.owner).then(|| Uid::from_raw(model.owner));
    let group = (present.group != model.group).then(|| Gid::from_raw(model.group));
    if owner.is_some() || group.is_some() {
        rustix::fs::fchown(file, owner, group)?;
    }
    Ok(())
}

/// Gives `file` owner and group of `model` if we may: only root can give a file away.
pub(crate) fn offer_owner(file: &File, model: &FileStatus) -> io::Result<()> {
    match adopt_owner_in(file, model) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        outcome => outcome,
    }
}

/// Gives `file` the permissions of `model`.
pub(crate) fn adopt_permissions(file: &File, model: &FileStatus) -> io::Result<()> {
    file.set_permissions(PermissionsExt::from_mode(model.mode))
}

/// Lets only its owner use a file. A file with further names is left as it is: it may be in use under
/// another name, perhaps in another directory.
pub(crate) fn make_private(file: &File) -> io::Result<()> {
    let status = status_of(file)?;
    if status.links != 1 || status.mode == 0o600 {
        return Ok(());
    }
    file.set_permissions(PermissionsExt::from_mode(0o600))
}

/// A directory gives its files no readers: a private file stays private.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(crate) fn let_readers_of_directory_read(_file: &File) -> io::Result<()> {
    Ok(())
}

/// Lets all users read a file, and its owner change it.
pub(crate) fn let_all_read(file: &File) -> io::Result<()> {
    file.set_permissions(PermissionsExt::from_mode(0o644))
}

/// Lets those open a lock file who may write in its directory.
pub(crate) fn share_lock_file(file: &File, directory: &Directory) -> io::Result<()> {
    let others = directory.status()?.mode & 0o022;
    if others == 0 {
        return Ok(());
    }
    file.set_permissions(PermissionsExt::from_mode(0o600 | others | (others << 1)))
}

/// Gives `file` those extended attributes of `model` that say who may use it, and those of its users:
/// access control lists, the label of `SELinux`, and `user.*`. Labels that say something of the content
/// (`security.ima`, `security.evm`) or of a program (`security.capability`) do not fit another content.
pub(crate) fn adopt_attributes(file: &File, model: &File) -> Result<(), AttributeError> {
    let names = attribute_names(model).map_err(|source| AttributeError { name: None, source })?;
    for name in names.iter().filter(|name| is_kept(name)) {
        adopt_attribute(file, model, name).map_err(|source| {
            let name = Some(String::from_utf8_lossy(name).into_owned());
            AttributeError { name, source }
        })?;
    }
    Ok(())
}

/// An extended attribute that could not be copied.
#[derive(Debug)]
pub(crate) struct AttributeError {
    /// None if not even the names can be read.
    pub(crate) name: Option<String>,
    pub(crate) source: io::Error,
}

fn is_kept(name: &[u8]) -> bool {
    let is_of_system = name.starts_with(b"security.") || name.starts_with(b"trusted.");
    !is_of_system || name == b"security.selinux"
}

fn adopt_attribute(file: &File, model: &File, name: &[u8]) -> io::Result<()> {
    let value = attribute(model, name)?;
    // The system may have given it to the new file already.
    if attribute(file, name).is_ok_and(|present| present == value) {
        return Ok(());
    }
    match rustix::fs::fsetxattr(file, name, &value, XattrFlags::empty()) {
        // A policy decides who may relabel; the file has the label of its directory then.
        Err(_) if name == b"security.selinux" => Ok(()),
        outcome => Ok(outcome?),
    }
}

/// As many bytes as a few names or a short value take, and the most that Linux has for the names of a
/// file's attributes, and for the value of one.
const ATTRIBUTE_BYTES: [usize; 2] = [1 << 10, 1 << 16];

fn attribute_names(file: &File) -> io::Result<Vec<Vec<u8>>> {
    let mut names = Vec::with_capacity(ATTRIBUTE_BYTES[0]);
    let mut outcome = rustix::fs::flistxattr(file, spare_capacity(&mut names));
    if outcome == Err(Errno::RANGE) {
        names.reserve(ATTRIBUTE_BYTES[1]);
        outcome = rustix::fs::flistxattr(file, spare_capacity(&mut names));
    }
    match outcome {
        Ok(_) => {}
        Err(Errno::NOTSUP) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    }
    let names = names.split(|&byte| byte == 0).filter(|name| !name.is_empty());
    Ok(names.map(<[u8]>::to_vec).collect())
}

fn attribute(file: &File, name: &[u8]) -> io::Result<Vec<u8>> {
    let mut value = Vec::with_capacity(ATTRIBUTE_BYTES[1]);
    rustix::fs::fgetxattr(file, name, spare_capacity(&mut value))?;
    Ok(value)
}

impl Directory {
    /// Gives a directory that we have just made to the owner of `model`, if we may.
    pub(crate) fn offer_owner(&self, model: &FileStatus) -> io::Result<()> {
        offer_owner(&self.descriptor, model)
    }
}
