//! The layout of what is on one line, with a space after each comma and colon.

use std::io;
use std::io::Write;

use serde::Serialize;
use serde_json::ser::Formatter;

use crate::formats::json;

struct OneLine;

/// The text of an answer, or of a part of one, on one line.
pub(super) fn text(answer: &impl Serialize) -> io::Result<String> {
    super::written(answer, OneLine)
}

impl Formatter for OneLine {
    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        out.write_all(json::visible(fragment).as_bytes())
    }
}
