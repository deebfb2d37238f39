//! Examinations of who can read passwords and change files: the store, what is next to it, and the files that
//! IceGrid makes of it.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use crate::cli::config::doctor::finding;
use crate::cli::config::doctor::installation::Installation;
use crate::cli::config::doctor::installation::StoreFile;
use crate::cli::config::doctor::installation::secrets;
use crate::cli::session::selected_store::open_store;
use crate::cli::terminal::input;
use crate::model::ProfileName;
use crate::platform;
use crate::platform::Shell;
use crate::platform::quote;
use crate::schema::Finding;
use crate::schema::is_secret;
use crate::store::CompanionFiles;

/// As much is read of a file that may be a copy.
const LONGEST_COPY: u64 = 16 << 20;

/// The file and its history keep secrets, and other users cannot change them or block writers.
pub(crate) fn permissions(installation: &Installation) -> Vec<Finding> {
    let Some(file) = &installation.file else { return Vec::new() };
    let mut found = Vec::new();
    found.extend(readable_store(file).or_else(|| other_readers(file)));
    if platform::is_writable_by_all(&file.path) == Some(true) {
        let problem = format!("all users of this machine can change {}", file.path.display());
        found.push(finding::error(problem, keep_others_out(&file.path)));
    }
    if let Ok(around) = &file.surroundings {
        found.extend(open_history(&around.history));
        found.extend(around.lock_files.iter().filter_map(|lock| open_lock(lock, around)));
    }
    found
}

fn readable_store(file: &StoreFile) -> Option<Finding> {
    let is_open = platform::is_readable_by_all(&file.path);
    let secrets = file.secrets();
    let directory = file.surroundings.as_ref().ok().map(|around| &*around.directory);
    let is_reached = directory.is_none_or(can_be_entered);
    (is_open == Some(true) && is_reached && secrets > 0).then(|| {
        let path = file.path.display();
        // The Python tool gives a new file the mode that its umask allows; a closed directory stays closed.
        // Where closed directories keep nobody out, only the list of the file does.
        let directory = directory.filter(|directory| {
            file.is_of_installation && platform::is_searchable_by_all(directory).is_some()
        });
        finding::warning(
            format!("all users of this machine can read {path}, which holds {}", counted(secrets)),
            keep_others_out(directory.unwrap_or(&file.path)),
        )
    })
}

/// Accounts that a list gives the right to read, such as that of a web server: they may be meant.
fn other_readers(file: &StoreFile) -> Option<Finding> {
    let readers = platform::other_readers(&file.path).filter(|readers| !readers.is_empty())?;
    let secrets = Some(file.secrets()).filter(|secrets| *secrets > 0)?;
    let (path, readers) = (file.path.display(), readers.join(", "));
    let problem =
        format!("{path}, which holds {}, can also be read by: {readers}", counted(secrets));
    let hint = format!("if one of them is not meant to: {}", keep_others_out(&file.path));
    Some(finding::hint(problem, hint))
}

fn open_history(history: &Path) -> Option<Finding> {
    let is_open = is_open(history) || platform::is_searchable_by_all(history) == Some(true);
    is_open.then(|| {
        let path = history.display();
        finding::warning(
            format!("all users of this machine can list {path}"),
            make_private(history),
        )
    })
}

/// Who can open the lock can hold it. Users who may write in the directory are meant to.
fn open_lock(lock: &Path, around: &CompanionFiles) -> Option<Finding> {
    let metadata = fs::metadata(lock).ok()?;
    let directory = fs::metadata(&around.directory).ok()?;
    let path = lock.display();
    if platform::is_writable_by_all(&around.directory) == Some(false) && is_open(lock) {
        let problem =
            format!("all users of this machine can hold the lock {path} and block changes");
        return Some(finding::warning(problem, keep_others_out(lock)));
    }
    let is_foreign = platform::is_of_root_or_us(&metadata) == Some(false)
        && platform::have_same_owner(&metadata, &directory) == Some(false);
    is_foreign.then(|| {
        let problem = format!("the lock {path} does not belong to the owner of its directory");
        finding::warning(problem, reference(&around.directory, lock))
    })
}

/// No backup or copy next to the store can be read by other users.
pub(crate) fn copies(installation: &Installation) -> Vec<Finding> {
    let Some(StoreFile { surroundings: Ok(around), path, .. }) = &installation.file else {
        return Vec::new();
    };
    let ours = [path, &around.history].into_iter().chain(&around.lock_files).chain(&around.drafts);
    let ours: Vec<_> = ours.filter_map(|path| path.file_name()).collect();
    let mut copies: Vec<_> = entries(&around.directory)
        .into_iter()
        .filter(|path| path.file_name().is_some_and(|name| !ours.contains(&name)))
        .filter(|path| is_open_file(path))
        .filter_map(|path| Some((secrets_in(&path).filter(|&count| count > 0)?, path)))
        .collect();
    copies.sort_by(|one, other| one.1.cmp(&other.1));
    let found = copies.into_iter().map(|(count, path)| {
        let shown = path.display();
        let secrets = counted(count);
        let problem = format!("all users of this machine can read {shown}, which holds {secrets}");
        finding::warning(problem, make_private(&path))
    });
    found.collect()
}

/// The configuration that IceGrid writes for each server has the passwords, and its database has them too.
pub(crate) fn icegrid(installation: &Installation) -> Vec<Finding> {
    let Some(omerodir) = &installation.omerodir else { return Vec::new() };
    let content = installation.file.as_ref().and_then(|file| file.content.as_ref().ok());
    let keys: Vec<_> = content.into_iter().flat_map(secrets).map(|(_, key, _)| key).collect();
    let var = omerodir.join("var");
    if !can_be_entered(omerodir) || !can_be_entered(&var) {
        return Vec::new();
    }
    let is_of_icegrid =
        |path: &PathBuf| path.join("servers").is_dir() || path.ends_with("registry");
    let nodes = entries(&var).into_iter().filter(is_of_icegrid).filter(|path| can_be_entered(path));
    let found = nodes.filter_map(|node| {
        let first =
            deployed(&node).find(|path| is_open_file(path) && holds_secrets(path, &keys))?;
        let problem = format!(
            "all users of this machine can read {}, which IceGrid wrote, with passwords in it",
            first.display()
        );
        let close = make_private(&node);
        let hint = format!(
            "{close} # this is permanent: IceGrid recreates the files, but not this directory; \
             UMask=0077 in the systemd unit of the server helps too"
        );
        Some(finding::warning(problem, hint))
    });
    found.collect()
}

/// The files of a node for its servers, or those of the database of the registry.
fn deployed(node: &Path) -> impl Iterator<Item = PathBuf> {
    let servers = entries(&node.join("servers")).into_iter();
    let directories = servers.map(|server| server.join("config"));
    let is_reachable = |directory: &PathBuf| {
        let above = directory.ancestors().take_while(|above| *above != node);
        above.into_iter().all(can_be_entered)
    };
    let directories: Vec<_> = directories.filter(is_reachable).collect();
    directories.into_iter().flat_map(|directory| entries(&directory)).chain(entries(node))
}

/// Whether lines of a file give secrets, or the database names one of the keys.
fn holds_secrets(path: &Path, keys: &[&str]) -> bool {
    let bytes = input::head(path, LONGEST_COPY).unwrap_or_default();
    lines_with_secrets(&String::from_utf8_lossy(&bytes)) > 0
        || bytes.contains(&0) && keys.iter().any(|key| contains(&bytes, key.as_bytes()))
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// How many secrets are in a file, if it can be read: in a store, or in lines of another format.
fn secrets_in(path: &Path) -> Option<usize> {
    let copy = open_store(path.to_owned(), ProfileName::default(), Duration::ZERO);
    if let Ok(content) = copy.read() {
        return Some(secrets(&content).count());
    }
    let bytes = input::head(path, LONGEST_COPY).ok()?;
    Some(lines_with_secrets(&String::from_utf8_lossy(&bytes)))
}

/// How many lines give a secret property a value: `KEY=VALUE`, `KEY: VALUE`, `config set KEY VALUE`, or
/// `name="KEY" value="VALUE"`.
fn lines_with_secrets(text: &str) -> usize {
    let is_word = |found: char| found.is_alphanumeric() || matches!(found, '.' | '_' | '-');
    let has_secret = |line: &&str| {
        let mut words = line.split(|found| !is_word(found)).filter(|word| !word.is_empty());
        let key = words.find(|word| word.contains('.') && is_secret(word));
        key.is_some() && words.any(|word| word != "value")
    };
    text.lines()
        .filter(|line| !line.trim_start().starts_with(['#', '!']))
        .filter(has_secret)
        .count()
}

/// What is in a directory; nothing if that cannot be seen.
fn entries(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

fn is_open_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file()) && is_open(path)
}

pub(crate) fn is_open(file: &Path) -> bool {
    platform::is_readable_by_all(file) == Some(true)
}

fn can_be_entered(directory: &Path) -> bool {
    directory.is_dir() && platform::is_searchable_by_all(directory) != Some(false)
}

/// The command that takes all rights from other users.
fn keep_others_out(path: &Path) -> String {
    Shell::in_use().close_to_others(&path.to_string_lossy())
}

/// The command that takes them from the group as well.
fn make_private(path: &Path) -> String {
    Shell::in_use().make_private(&path.to_string_lossy())
}

/// A command about a file.
pub(crate) fn command(words: &str, path: &Path) -> String {
    format!("{words} {}", quote(&path.to_string_lossy()))
}

/// The command that gives a file to the owner of another.
pub(crate) fn reference(model: &Path, path: &Path) -> String {
    let model = quote(&model.to_string_lossy());
    command(&format!("chown --reference={model}"), path)
}

fn counted(secrets: usize) -> String {
    if secrets == 1 { "a secret".to_owned() } else { format!("{secrets} secrets") }
}
