//! What makes a text not well-formed.

use super::error::Excerpt;

/// What makes a text not well-formed: rules of XML 1.0 and of Namespaces in XML 1.0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SyntaxError {
    /// XML 1.0, section 2.2.
    #[error("U+{:04X} is not allowed in XML", u32::from(*.0))]
    Character(char),
    /// Something else is required at this place.
    #[error("expected {0}")]
    Expected(&'static str),
    /// XML 1.0, section 2.4: markup of neither kind that begins with `<!`.
    #[error("`<!` is not followed by `--` or `[CDATA[`")]
    Markup,
    /// XML 1.0, section 2.3 and 3.1.
    #[error("`<` is not allowed in the value of an attribute: write `&lt;`")]
    LessThan,
    /// XML 1.0, section 2.4.
    #[error("`]]>` is not allowed in text: write `]]&gt;`")]
    EndOfCharacterData,
    /// XML 1.0, section 2.5.
    #[error("`--` is not allowed in a comment")]
    Hyphens,
    /// XML 1.0, section 2.6.
    #[error("a processing instruction cannot be named `{0}`")]
    InstructionName(Excerpt),
    /// XML 1.0, section 2.8.
    #[error("the XML declaration is not at the start of the file")]
    MisplacedDeclaration,
    /// XML 1.0, section 2.8: there is one root.
    #[error("an element after the end of the root element")]
    SecondRoot,
    /// XML 1.0, section 2.8: text is inside the root.
    #[error("text outside of the root element")]
    TextOutside,
    /// XML 1.0, section 3.
    #[error("expected the end tag `</{expected}>`, found `</{found}>`")]
    EndTag {
        expected: Excerpt,
        /// The element of the end tag.
        found: Excerpt,
    },
    /// XML 1.0, section 3.
    #[error("the end tag `</{0}>` has no start tag")]
    NoStartTag(Excerpt),
    /// XML 1.0, section 3.1, and Namespaces in XML, section 6.3.
    #[error("the attribute `{0}` is repeated")]
    RepeatedAttribute(Excerpt),
    /// XML 1.0, section 4.1.
    #[error("`&` does not start a reference: write `&amp;`")]
    Ampersand,
    /// XML 1.0, section 4.1: a reference to a character that is not allowed.
    #[error("`&{0};` is not a character that is allowed in XML")]
    CharacterReference(Excerpt),
    /// XML 1.0, section 4.1: without a document type there are five entities (section 4.6).
    #[error("the entity `{0}` is not defined")]
    Entity(Excerpt),
    /// Namespaces in XML, section 5.
    #[error("the prefix `{0}` is not declared")]
    Prefix(Excerpt),
    /// Namespaces in XML, sections 2.2 and 3.
    #[error("the declaration of a namespace is not valid: {0}")]
    Namespace(&'static str),
}
