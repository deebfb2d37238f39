//! What a profile contains: properties, and markup that is kept verbatim.

use super::SharedText;

/// Markup in the file that no program of ours understands: it is kept verbatim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownMarkup(pub Box<str>);

/// Markup of a property or profile in addition to its name and value: it is kept verbatim.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExtraMarkup {
    /// Further attributes, with a space before each.
    pub attributes: Box<str>,
    /// The content of the element.
    pub content: Box<str>,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// The name; in a file changed by hand it can be any text.
    pub key: SharedText,
    pub value: SharedText,
    /// Its other attributes and its content, if it has any.
    pub extra: Option<Box<ExtraMarkup>>,
}

/// An item of a profile, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    Property(Property),
    /// Something else: a comment, an unknown element.
    Unknown(UnknownMarkup),
}

impl Item {
    /// The property, if it is one.
    pub fn property(&self) -> Option<&Property> {
        match self {
            Self::Property(property) => Some(property),
            Self::Unknown(_) => None,
        }
    }
}
