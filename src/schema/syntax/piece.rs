//! Cutting a text at its separators without losing the places of the pieces.

/// A part of a text and the number of characters before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece<'a> {
    pub(crate) position: usize,
    pub(crate) text: &'a str,
}

impl<'a> Piece<'a> {
    /// What stands before and after the first `separator`.
    pub(crate) fn split_once(self, separator: char) -> Option<(Piece<'a>, Piece<'a>)> {
        let (before, after) = self.text.split_once(separator)?;
        let position = self.position + before.chars().count() + 1;
        Some((Piece { text: before, ..self }, Piece { position, text: after }))
    }

    /// Without the blanks around it.
    pub(crate) fn trimmed(self) -> Self {
        let text = self.text.trim_start();
        let cut = self.text.len() - text.len();
        let blanks = self.text.get(..cut).map_or(0, |start| start.chars().count());
        Piece { position: self.position + blanks, text: text.trim_end() }
    }

    /// Characters before the end of the piece.
    pub(crate) fn end(self) -> usize {
        self.position + self.text.chars().count()
    }
}

/// Everything between separators, empty pieces included.
pub(crate) fn fields<'a>(
    text: &'a str,
    is_separator: impl Fn(char) -> bool + 'a,
) -> impl Iterator<Item = Piece<'a>> + 'a {
    let mut position = 0;
    text.split(is_separator).map(move |text| {
        let piece = Piece { position, text };
        position = piece.end() + 1;
        piece
    })
}

/// What stands between runs of separators.
pub(crate) fn words<'a>(
    text: &'a str,
    is_separator: impl Fn(char) -> bool + 'a,
) -> impl Iterator<Item = Piece<'a>> + 'a {
    fields(text, is_separator).filter(|piece| !piece.text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters() {
        let found: Vec<_> = words("é, ,b", |next| next == ',').collect();
        let expected = [(0, "é"), (2, " "), (4, "b")];
        assert_eq!(found, expected.map(|(position, text)| Piece { position, text }));
        let trimmed = Piece { position: 3, text: " x " }.trimmed();
        assert_eq!(trimmed, Piece { position: 4, text: "x" });
    }
}
