//! The text of `config.xml` to a configuration and back, keeping what we don't understand.
//!
//! Reading is strict XML 1.0 with name spaces, as Python's and IceGrid's parsers are, without document
//! types: no entity is ever expanded. Writing puts one property on a line, so that the same content
//! is the same bytes and a difference is readable. Time and memory are linear in both.

mod encoding;
mod error;
mod own_layout;
mod read;
mod write;

use crate::model::Configuration;
use crate::model::ExtraMarkup;
use crate::model::UnknownMarkup;

pub use error::Problem;
pub use error::XmlError;
pub use read::read;
pub use write::write;

/// The largest file that is read or written: 1 GiB, several million properties.
pub const MAX_FILE_BYTES: u64 = 1 << 30;

/// How many elements may stand inside one another.
pub const MAX_DEPTH: usize = 1000;

const ROOT: &str = "icegrid";
const ACTIVE_BLOCK: &str = "__ACTIVE__";

/// A file's content: the configuration, and what stands around it.
#[derive(Debug, Clone)]
pub struct Document {
    /// The profiles and which of them is active.
    pub configuration: Configuration,
    frame: Frame,
    copy: Copy,
}

/// The server's copy of the active profile in the file.
#[derive(Debug, Clone)]
enum Copy {
    /// It is as it should be.
    Fresh,
    /// It is not, or something else is missing that the server needs.
    Stale,
    /// Its lines; only who is about to write looks whether they are as they should be.
    Text(Box<str>),
}

/// What stands around the profiles.
#[derive(Debug, Clone, PartialEq, Default)]
struct Frame {
    declared: bool,
    before_root: Vec<UnknownMarkup>,
    root_attributes: Box<str>,
    active_block: ExtraMarkup,
    includes_templates: bool,
    after_root: Vec<UnknownMarkup>,
}

impl Document {
    /// A document around a configuration that was in no file yet.
    pub fn new(configuration: Configuration) -> Self {
        Self { configuration, frame: Frame::default(), copy: Copy::Fresh }
    }

    /// Whether IceGrid is led to the templates of its servers.
    pub fn includes_templates(&self) -> bool {
        self.frame.includes_templates
    }

    /// Whether the file lacks something that the server needs or holds an old copy of the active
    /// profile, as after a change by hand.
    pub fn is_stale(&self) -> bool {
        match &self.copy {
            Copy::Fresh => false,
            Copy::Stale => true,
            Copy::Text(lines) => write::active_block_lines(&self.configuration) != **lines,
        }
    }
}

impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        self.configuration == other.configuration
            && self.frame == other.frame
            && self.is_stale() == other.is_stale()
    }
}

#[cfg(test)]
mod tests;
