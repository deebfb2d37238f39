//! A disk that is soon full.

use std::path::Path;
use std::process::Command;

use super::skipped;

/// A file system of 64 KiB at a directory, unmounted with the value.
pub(crate) struct SmallDisk<'path>(&'path Path);

impl<'path> SmallDisk<'path> {
    /// Mounts it; none, and a visible remark, where that is not possible.
    pub(crate) fn mount(at: &'path Path) -> Option<Self> {
        let mut mount = Command::new("mount");
        let mounted = mount.args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(at).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(at));
        }
        skipped("nothing can be mounted here");
        None
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}
