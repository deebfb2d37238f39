//! A disk that is soon full.

use std::path::Path;
use std::process::Command;

/// A file system of 64 KiB at a directory, unmounted with the value.
pub(crate) struct SmallDisk<'path>(&'path Path);

impl<'path> SmallDisk<'path> {
    /// Whether it can be mounted here: root may not do that in every container.
    pub(crate) fn can_be_mounted() -> bool {
        let directory = tempfile::tempdir().unwrap();
        SmallDisk::try_to_mount(directory.path()).is_some()
    }

    /// Mounts it, for a test that lists it as a need.
    pub(crate) fn mount(at: &'path Path) -> Self {
        Self::try_to_mount(at).unwrap()
    }

    fn try_to_mount(at: &'path Path) -> Option<Self> {
        let mut mount = Command::new("mount");
        let mounted = mount.args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(at).output();
        mounted.is_ok_and(|output| output.status.success()).then(|| Self(at))
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}
