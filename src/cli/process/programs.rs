//! Programs on the PATH.

use std::env;
use std::path::Path;
use std::path::PathBuf;

use crate::platform;

/// The programs called `name`, in the order in which a shell would find them.
pub(crate) fn on_path(name: &Path) -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let name = match name.extension() {
        Some(_) => name.to_owned(),
        None => name.with_extension(env::consts::EXE_EXTENSION),
    };
    let candidates = env::split_paths(&path).map(|directory| directory.join(&name));
    candidates.filter(|found| platform::is_program(found)).collect()
}
