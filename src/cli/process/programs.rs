//! Programs on the PATH.

use std::env;
use std::path::Path;
use std::path::PathBuf;

use crate::platform;

/// The programs called `name`, in the order in which a shell would find them.
pub(crate) fn on_path(name: &Path) -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let names = platform::program_names(name);
    let in_directory =
        |directory: PathBuf| names.iter().map(|name| directory.join(name)).collect::<Vec<_>>();
    let candidates = env::split_paths(&path).flat_map(in_directory);
    candidates.filter(|found| platform::is_program(found)).collect()
}
