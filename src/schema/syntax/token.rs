//! Cutting a text at its separators without losing the places of the tokens.

/// A part of a text and the number of characters before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) position: usize,
    pub(crate) text: &'a str,
}

impl<'a> Token<'a> {
    /// The text before and after the first `separator`.
    pub(crate) fn split_once(self, separator: char) -> Option<(Token<'a>, Token<'a>)> {
        let (before, after) = self.text.split_once(separator)?;
        let position = self.position + before.chars().count() + 1;
        Some((Token { text: before, ..self }, Token { position, text: after }))
    }

    /// Without the spaces around it.
    pub(crate) fn trimmed(self) -> Self {
        let text = self.text.trim_start();
        let cut = self.text.len() - text.len();
        let blanks = self.text.get(..cut).map_or(0, |start| start.chars().count());
        Token { position: self.position + blanks, text: text.trim_end() }
    }

    /// Characters before the end of the token.
    pub(crate) fn end(self) -> usize {
        self.position + self.text.chars().count()
    }
}

/// Everything between separators, empty tokens included.
pub(crate) fn fields<'a>(
    text: &'a str,
    is_separator: impl Fn(char) -> bool + 'a,
) -> impl Iterator<Item = Token<'a>> + 'a {
    let mut position = 0;
    text.split(is_separator).map(move |text| {
        let token = Token { position, text };
        position = token.end() + 1;
        token
    })
}

/// The texts between runs of separators.
pub(crate) fn words<'a>(
    text: &'a str,
    is_separator: impl Fn(char) -> bool + 'a,
) -> impl Iterator<Item = Token<'a>> + 'a {
    fields(text, is_separator).filter(|token| !token.text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters() {
        let found: Vec<_> = words("é, ,b", |next| next == ',').collect();
        let expected = [(0, "é"), (2, " "), (4, "b")];
        assert_eq!(found, expected.map(|(position, text)| Token { position, text }));
        let trimmed = Token { position: 3, text: " x " }.trimmed();
        assert_eq!(trimmed, Token { position: 4, text: "x" });
    }
}
