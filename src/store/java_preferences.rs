//! Settings from before OMERO 4.2, which Java kept in `.java/.userPrefs` in the home directory.
//!
//! Every profile is a node in `omero/prefs`: a directory with a file `prefs.xml`, whose format is
//! that of `java.util.prefs` (its document type is `preferences.dtd`; no entity is ever expanded).

use std::fs;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use super::xml;
use super::xml::DocumentType;
use super::xml::Kind;
use super::xml::Malformed;
use super::xml::Tokens;
use super::xml::XmlError;

use crate::platform;

/// Where the nodes are, below the home directory.
pub(crate) const BELOW_HOME: [&str; 4] = [".java", ".userPrefs", "omero", "prefs"];

/// A file of settings has at most so many bytes.
const MOST_BYTES: u64 = 1 << 24;

/// The settings of one profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Preferences {
    /// The name of the profile.
    pub profile: String,
    /// Keys and values in the order of the file.
    pub entries: Vec<(String, String)>,
}

/// Why settings cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PreferencesError {
    /// A file or directory cannot be opened.
    #[error("cannot read {}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    /// The file is not what Java writes.
    #[error("{}: {problem}", path.display())]
    Malformed {
        path: PathBuf,
        /// Where and why.
        problem: String,
    },
    /// Java writes unusual names in a code of its own.
    #[error("{}: the name of this profile is encoded", path.display())]
    EncodedName { path: PathBuf },
}

/// The settings of every profile below `directory`, sorted by name; none if it does not exist.
pub(crate) fn read(directory: &Path) -> Result<Vec<Preferences>, PreferencesError> {
    let unreadable = |source| PreferencesError::Unreadable { path: directory.to_owned(), source };
    let nodes = match fs::read_dir(directory) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        outcome => outcome.map_err(unreadable)?,
    };
    let mut all = Vec::new();
    for node in nodes {
        let path = node.map_err(unreadable)?.path();
        let file = path.join("prefs.xml");
        if file.is_file() {
            all.push(Preferences { profile: profile_name(&path)?, entries: entries(&file)? });
        }
    }
    all.sort_by(|one, other| one.profile.cmp(&other.profile));
    Ok(all)
}

fn profile_name(node: &Path) -> Result<String, PreferencesError> {
    let name = node.file_name().and_then(|name| name.to_str()).unwrap_or("_");
    if name.starts_with('_') {
        return Err(PreferencesError::EncodedName { path: node.to_owned() });
    }
    Ok(name.to_owned())
}

fn entries(file: &Path) -> Result<Vec<(String, String)>, PreferencesError> {
    let bytes = bytes_of(file)
        .map_err(|source| PreferencesError::Unreadable { path: file.to_owned(), source })?;
    let malformed =
        |problem: String| PreferencesError::Malformed { path: file.to_owned(), problem };
    let text = xml::decode(&bytes).map_err(|error| malformed(described(&error)))?;
    if text.contains("<!ENTITY") {
        return Err(malformed("it declares entities, which are never expanded".to_owned()));
    }
    let entries =
        entries_of(&text).map_err(|problem| malformed(described(&problem.located(&text))))?;
    entries.ok_or_else(|| malformed("the root element is not `map`".to_owned()))
}

/// The entries of the root element `map`; none if it is another element.
fn entries_of(text: &str) -> Result<Option<Vec<(String, String)>>, Malformed> {
    let mut tokens = Tokens::new(text, DocumentType::Skipped)?;
    let mut entries = Vec::new();
    let mut is_map = false;
    while let Some(token) = tokens.next()? {
        let level = match token.kind {
            Kind::Start => tokens.depth,
            Kind::Empty => tokens.depth + 1,
            _ => continue,
        };
        if level == 1 {
            is_map = tokens.is_named("map");
        }
        if level == 2 && tokens.is_named("entry") {
            let value = tokens.tag.value("value").unwrap_or_default().to_owned();
            entries.extend(tokens.tag.value("key").map(|key| (key.to_owned(), value)));
        }
    }
    Ok(is_map.then_some(entries))
}

fn described(error: &XmlError) -> String {
    match error.location {
        Some(location) => format!("{}: {error}", location.in_words()),
        None => error.to_string(),
    }
}

/// The content of a regular file, which in a person's home directory can have been replaced by anything.
fn bytes_of(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = platform::open_regular(file)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if read as u64 > MOST_BYTES {
        let problem = format!("more than {MOST_BYTES} bytes");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, problem));
    }
    Ok(bytes)
}
