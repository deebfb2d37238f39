//! The text of `config.xml` to a configuration and back, keeping what we do not understand.
//!
//! Reading is strict XML 1.0 with namespaces, as Python's and IceGrid's parser is (expat), without
//! document types: no entity is ever expanded. Writing puts one property per line, so that the same
//! content is the same bytes, whichever program wrote them first, and a difference is readable. Time and
//! memory are linear in both.
//!
//! ```text
//! encoding                    bytes to text
//! tokens                      text to tokens of well-formed XML; quick-xml finds where they end
//!   tag, namespaces           rules of tags
//!   syntax, names             rules of everything else
//! reader                      tokens to a document
//! write                       a document to text
//! ```

mod encoding;
mod error;
pub(crate) mod listing;
mod names;
mod namespaces;
mod reader;
mod syntax;
mod syntax_error;
mod tag;
mod tokens;
mod write;

use crate::model::Configuration;
use crate::model::ExtraMarkup;
use crate::model::SharedText;
use crate::model::UnknownMarkup;

pub(super) use encoding::decode;
pub use error::Excerpt;
pub(super) use error::Malformed;
pub use error::Problem;
pub use error::XmlError;
pub use reader::read;
pub(super) use reader::read_text;
pub use syntax_error::SyntaxError;
pub(super) use tokens::DocumentType;
pub(super) use tokens::Kind;
pub(super) use tokens::Tokens;
pub use write::write;

/// The largest file that is read or written: 1 GiB, several million properties.
pub const MAX_FILE_BYTES: u64 = 1 << 30;

/// How many elements can be inside one another, the root included.
pub const MAX_DEPTH: usize = 1000;

const ROOT: &str = "icegrid";
const ACTIVE_BLOCK: &str = "__ACTIVE__";

/// A file's content: the configuration, and the markup around it.
#[derive(Debug, Clone)]
pub struct Document {
    /// The profiles and which of them is active.
    pub configuration: Configuration,
    frame: Frame,
    active_copy: ActiveCopy,
}

/// The server's copy of the active profile in the file.
#[derive(Debug, Clone)]
enum ActiveCopy {
    /// It is as it should be.
    Fresh,
    /// It is not, or something else is missing that the server needs.
    Stale,
    /// Its keys and values. Only a command that writes compares them with the profile.
    Unchecked(Vec<(SharedText, SharedText)>),
}

/// The markup around the profiles.
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
        Self { configuration, frame: Frame::default(), active_copy: ActiveCopy::Fresh }
    }

    /// Whether IceGrid is led to the templates of its servers.
    pub fn includes_templates(&self) -> bool {
        self.frame.includes_templates
    }

    /// Whether the file lacks something that the server needs or holds an old copy of the active
    /// profile, as after a change by hand.
    pub fn is_stale(&self) -> bool {
        match &self.active_copy {
            ActiveCopy::Fresh => false,
            ActiveCopy::Stale => true,
            ActiveCopy::Unchecked(copy) => {
                let copy = copy.iter().map(|(key, value)| (&**key, &**value));
                !self.configuration.active_block().eq(copy)
            }
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
