//! Text of others made visible: what would act on a terminal, or hide in it, is shown escaped.
//!
//! Values, names of files and everything else that is shown can come from another user. Control
//! characters could move the cursor or name the window; characters that turn the direction of writing or
//! have no width make a text look like another one (Unicode Technical Report 36, section 2; CVE-2021-42574).

use std::borrow::Cow;
use std::fmt::Write;

use crate::cli::terminal::color::Color;
use crate::cli::terminal::color::Marker;
use crate::formats::visible::acts_or_hides;
use crate::formats::visible::escape;
use crate::formats::visible::visible;

/// A text as a terminal may show it, with colours where `Painted` has marked them.
pub(crate) fn visible_in_colour(text: &str, color: Color) -> Cow<'_, str> {
    match color {
        Color::Plain => visible(text),
        Color::Used => mapped(text, |out, found| match found {
            found if acts_or_hides(found) => escape(out, found),
            found => out.push(found),
        }),
    }
}

/// A text as it is, with colours where `Painted` has marked them: for another program.
pub(crate) fn exact_in_colour(text: &str, color: Color) -> Cow<'_, str> {
    match color {
        Color::Plain => text.into(),
        Color::Used => mapped(text, String::push),
    }
}

fn mapped(text: &str, put: impl Fn(&mut String, char)) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len() + 16);
    for found in text.chars() {
        match Marker::of(found) {
            Some(marker) => {
                let _ = write!(out, "{marker}");
            }
            None => put(&mut out, found),
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::terminal::color::Role;

    #[test]
    fn colours_come_from_paint_alone() {
        let text = format!("{} \u{1b}[31m", Color::Used.paint(Role::Removed, "a"));
        assert_eq!(visible_in_colour(&text, Color::Used), "\u{1b}[38;5;131ma\u{1b}[0m \\u001b[31m");
        assert_eq!(exact_in_colour(&text, Color::Used), "\u{1b}[38;5;131ma\u{1b}[0m \u{1b}[31m");
        assert_eq!(exact_in_colour("\u{fdd0}", Color::Plain), "\u{fdd0}");
    }
}
