//! Text laid out for a person: wrapped paragraphs, labels in front of what belongs to them.

use std::fmt::Write;

use crate::cli::terminal::color::Color;
use crate::cli::terminal::color::Marker;
use crate::cli::terminal::color::Role;

/// The width if none is known.
pub(crate) const WIDTH: usize = 80;

/// How far everything below a title is moved to the right.
const INDENT: usize = 2;

/// How wide the column of labels is.
const LABELS: usize = 12;

/// A page that grows from top to bottom.
pub(crate) struct Page {
    text: String,
    width: usize,
    color: Color,
}

impl Page {
    pub(crate) fn new(width: usize, color: Color) -> Self {
        Self { text: String::new(), width, color }
    }

    /// A line at the left margin.
    pub(crate) fn title(&mut self, title: &str) {
        self.put(0, &self.color.paint(Role::Name, title).to_string());
    }

    /// Prose below the title.
    pub(crate) fn paragraph(&mut self, prose: &str) {
        for line in wrapped(prose, self.width.saturating_sub(INDENT)) {
            self.put(INDENT, &line);
        }
    }

    pub(crate) fn gap(&mut self) {
        self.text.push('\n');
    }

    /// Prose with a label in front.
    pub(crate) fn labelled(&mut self, label: &str, prose: &str) {
        let width = self.width.saturating_sub(INDENT + LABELS);
        self.exact(label, &wrapped(prose, width));
    }

    /// Lines with a label in front of the first, which are not wrapped so that they can be copied.
    pub(crate) fn exact(&mut self, label: &str, lines: &[impl AsRef<str>]) {
        for (at, line) in lines.iter().enumerate() {
            let (label, color) = if at == 0 { (label, self.color) } else { ("", Color::Plain) };
            let gap = LABELS.saturating_sub(length(label));
            let label = color.paint(Role::Label, label);
            self.put(INDENT, &format!("{label}{:gap$}{}", "", line.as_ref()));
        }
    }

    /// Long lines below their label, which are not wrapped so that they can be copied.
    pub(crate) fn block(&mut self, label: &str, lines: &[impl AsRef<str>]) {
        if !lines.is_empty() {
            self.put(INDENT, &self.color.paint(Role::Label, label).to_string());
        }
        for line in lines {
            self.put(2 * INDENT, line.as_ref());
        }
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    fn put(&mut self, indent: usize, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{:indent$}{}", "", line.trim_end());
    }
}

/// A text whose lines fit into a width. What continues a line is moved to the right, at least by `indent`, and
/// what is between backquotes stays on one line, so that it can be copied.
pub(crate) fn fitted(text: &str, width: usize, indent: usize) -> String {
    let lines = text.split('\n').map(|line| {
        if length(line) <= width {
            return line.to_owned();
        }
        let margin = line.chars().take_while(|found| *found == ' ').count();
        let rest = " ".repeat(margin + indent);
        let mut lines =
            broken(line.trim_start(), width.saturating_sub(margin + indent)).into_iter();
        let mut fitted = " ".repeat(margin) + &lines.next().unwrap_or_default();
        for line in lines {
            fitted.extend(["\n", &rest, &line]);
        }
        fitted
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The lines of a paragraph, broken at spaces.
pub(crate) fn wrapped(prose: &str, width: usize) -> Vec<String> {
    broken(&prose.split_whitespace().collect::<Vec<_>>().join(" "), width)
}

fn broken(line: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words(line) {
        match lines.last_mut() {
            Some(line) if length(line) + 1 + length(word) <= width => line.extend([" ", word]),
            // It fits nowhere, so it may stay behind a label.
            Some(line) if length(word) > width && !line.contains(' ') => line.extend([" ", word]),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The words between spaces. A command between backquotes is one word.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut is_quoted = false;
    // A single backquote quotes nothing.
    let can_quote = line.matches('`').count().is_multiple_of(2);
    for (at, found) in line.char_indices() {
        match found {
            '`' => is_quoted = can_quote && !is_quoted,
            ' ' if !is_quoted => {
                words.extend(line.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    words.extend(line.get(start..));
    words
}

/// A line cut to a width, with dots where something is missing.
pub(crate) fn cut(line: &str, width: usize) -> String {
    if length(line) <= width {
        return line.to_owned();
    }
    let kept: String = line.chars().take(width.saturating_sub(3)).collect();
    format!("{}...", kept.trim_end())
}

/// How many columns a text takes. Markers of colours take none.
fn length(text: &str) -> usize {
    text.chars().filter(|found| Marker::of(*found).is_none()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_wrapped_and_labels_stand_in_front() {
        let mut page = Page::new(32, Color::Plain);
        page.title("omero.x");
        page.paragraph("Some words that do not fit on a single line.");
        page.labelled("Type", "words that do not fit either");
        page.exact("Default", &["one that is longer than the page"]);
        page.block("Examples", &["one that is longer than the page"]);
        insta::assert_snapshot!(page.into_text(), @"
        omero.x
          Some words that do not fit on
          a single line.
          Type        words that do not
                      fit either
          Default     one that is longer than the page
          Examples
            one that is longer than the page
        ");
    }

    #[test]
    fn a_command_in_a_message_stays_on_one_line() {
        let text = "hint: write it as a list, then run `omero config set omero.web.apps '[]'` again\nshort";
        insta::assert_snapshot!(fitted(text, 40, 6), @"
        hint: write it as a list, then run
              `omero config set omero.web.apps '[]'`
              again
        short
        ");
    }

    #[test]
    fn a_cut_line_has_dots() {
        assert_eq!((cut("abc", 3).as_str(), cut("abc defgh", 7).as_str()), ("abc", "abc..."));
    }
}
