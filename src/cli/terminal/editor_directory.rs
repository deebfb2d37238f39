//! Where the texts of `config edit` are: in a directory that only the person who edits can change, with one
//! directory for each store.
//!
//! The directory of the store is not suitable. It belongs to the account of the server, and anyone who
//! controls that account could direct root's editor to any file.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;

use crate::cli::error::CommandError;
use crate::cli::terminal::printer::Printer;
use crate::platform;

/// What the name of every text begins with.
pub(crate) const PREFIX: &str = "config.edit.";

/// The directory for texts in the home of a person.
const AT_HOME: [&str; 2] = ["omero-config", "edit"];

/// What the names of directories for texts in the temporary directory begin with.
const TEMPORARY: &str = "omero-config.";

/// Another edit that ends may remove the directory before the text is in it.
const TRIES: usize = 8;

/// The directory of a text. Dropped, it is removed if it is empty, with those that were made for it.
pub(crate) struct EditorDirectory {
    path: PathBuf,
    /// How many directories at the end of the path are only there for texts.
    depth: usize,
}

impl EditorDirectory {
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for EditorDirectory {
    fn drop(&mut self) {
        for directory in self.path.ancestors().take(self.depth) {
            // It holds another text, or a backup of an editor.
            if fs::remove_dir(directory).is_err() {
                break;
            }
        }
    }
}

/// Makes the directory for a text of `store` and lets `write` put the text there: in the home of the person,
/// where it can be found again later, otherwise in the temporary directory.
pub(crate) fn make<T>(
    store: &Path,
    write: impl Fn(&Path) -> io::Result<T>,
) -> Result<(T, EditorDirectory), CommandError> {
    let store = path_below(store);
    let at_home = home().map(|home| make_in(&home, AT_HOME.len(), &store, &write));
    if let Some(Ok(made)) = at_home {
        return Ok(made);
    }
    let temporary = env::temp_dir();
    let made = make_temporary(&temporary, &store, &write);
    made.map_err(|source| CommandError::Copy { directory: temporary, source })
}

fn make_temporary<T>(
    temporary: &Path,
    store: &Path,
    write: impl Fn(&Path) -> io::Result<T>,
) -> io::Result<(T, EditorDirectory)> {
    let mut builder = tempfile::Builder::new();
    let root = builder.prefix(TEMPORARY).make_in(temporary, platform::create_private_directory)?;
    let root = root.into_temp_path().keep().map_err(|refused| refused.error)?;
    make_in(&root, 1, store, write).inspect_err(|_| {
        // It is still there if the path to it is not safe.
        let _ = fs::remove_dir(&root);
    })
}

fn make_in<T>(
    root: &Path,
    depth_of_root: usize,
    store: &Path,
    write: impl Fn(&Path) -> io::Result<T>,
) -> io::Result<(T, EditorDirectory)> {
    let depth = depth_of_root + store.components().count();
    let mut tries = 0;
    loop {
        tries += 1;
        let path = platform::private_directory(&root.join(store))?;
        let directory = EditorDirectory { path, depth };
        match write(directory.path()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && tries < TRIES => {}
            outcome => return outcome.map(|written| (written, directory)),
        }
    }
}

/// Texts of `store` that this person has not finished, or is editing, sorted.
pub(crate) fn texts(store: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = files(store).filter(|path| is_text(path)).collect();
    found.sort();
    found
}

/// All files next to texts of `store`.
pub(crate) fn files(store: &Path) -> impl Iterator<Item = PathBuf> {
    let store = path_below(store);
    let directories =
        home().into_iter().chain(temporary_roots()).map(move |root| root.join(&store));
    let directories = directories.filter_map(|path| platform::find_private_directory(&path));
    directories.flat_map(entries)
}

/// Reports existing texts of `store`. After the terminal was lost the person finds the text
/// in this way, and a person who edits in two terminals is warned.
pub(crate) fn tell_earlier_texts(printer: &mut Printer, store: &Path) {
    for path in texts(store) {
        let path = path.display();
        printer.hint(format_args!(
            "{path} is the text of an edit that was not finished, or is open in another terminal; \
             `edit --recover` continues with it, and you may delete it"
        ));
    }
}

/// Where texts are in the home of the person, if there is one.
fn home() -> Option<PathBuf> {
    // One that is missing is not for us to make: the account may be meant to have none.
    dirs::home_dir().filter(|home| home.is_dir())?;
    let home = dirs::state_dir().or_else(dirs::data_local_dir)?;
    home.is_absolute().then(|| home.join(AT_HOME.iter().collect::<PathBuf>()))
}

fn temporary_roots() -> impl Iterator<Item = PathBuf> {
    entries(env::temp_dir()).filter(|path| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(TEMPORARY))
    })
}

fn entries(directory: PathBuf) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    entries.map(|entry| entry.path())
}

fn is_text(path: &Path) -> bool {
    // Editors add a prefix or suffix to the name of a recovery file.
    path.file_name().is_some_and(|name| name.to_string_lossy().contains(PREFIX))
}

/// The full path of a store as a relative one, so that each store has a directory of its own whatever it
/// is called on the command line.
fn path_below(store: &Path) -> PathBuf {
    let full = full_path(store).unwrap_or_else(|_| store.to_owned());
    let name = |component| match component {
        Component::Normal(name) => Some(name.to_owned()),
        Component::Prefix(drive) => {
            Some(drive.as_os_str().to_string_lossy().replace([':', '\\', '?'], "").into())
        }
        Component::RootDir | Component::CurDir | Component::ParentDir => None,
    };
    full.components().filter_map(name).collect::<Vec<OsString>>().iter().collect()
}

fn full_path(store: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(store).or_else(|_| {
        let absolute = std::path::absolute(store)?;
        match (absolute.parent(), absolute.file_name()) {
            (Some(directory), Some(name)) => Ok(fs::canonicalize(directory)?.join(name)),
            _ => Ok(absolute),
        }
    })
}
