//! The text of `config.xml` to a configuration and back, keeping what we don't understand.
//!
//! Reading is strict XML 1.0 with name spaces, as Python's and IceGrid's parsers are, without document
//! types: no entity is ever expanded. Writing puts one property on a line, so that the same content
//! is the same bytes and a difference is readable. Time and memory are linear in both.

mod encoding;
mod error;
mod read;
mod write;

use crate::model::Configuration;
use crate::model::Foreign;
use crate::model::Remainder;

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
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The profiles and which of them is active.
    pub configuration: Configuration,
    frame: Frame,
    stale: bool,
}

/// What stands around the profiles.
#[derive(Debug, Clone, PartialEq, Default)]
struct Frame {
    declared: bool,
    before_root: Vec<Foreign>,
    root_attributes: Box<str>,
    active_block: Remainder,
    includes_templates: bool,
    after_root: Vec<Foreign>,
}

impl Document {
    /// A document around a configuration that was in no file yet.
    pub fn new(configuration: Configuration) -> Self {
        Self { configuration, frame: Frame::default(), stale: false }
    }

    /// Whether the file lacks something that the server needs or holds an old copy of the active
    /// profile, as after a change by hand.
    pub fn is_stale(&self) -> bool {
        self.stale
    }
}

#[cfg(test)]
mod tests;
