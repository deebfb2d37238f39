//! How an answer is laid out: a member or an element a line, two spaces deeper than what it is in, or all on
//! one line. In the value of a property a short list of plain values stays on one line.

use std::io;
use std::io::Write;
use std::mem;

use serde_json::ser::Formatter;

use crate::formats::json;

/// Where the writing is.
#[derive(Default)]
pub(super) struct Layout {
    depth: usize,
    /// Whether what was opened last has nothing inside so far.
    is_empty: bool,
    is_one_line: bool,
}

impl Layout {
    pub(super) fn one_line() -> Self {
        Self { is_one_line: true, ..Self::default() }
    }

    fn open<W: Write + ?Sized>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.is_empty = true;
        out.write_all(bracket)
    }

    fn item<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        if !mem::take(&mut self.is_empty) {
            out.write_all(if self.is_one_line { b", " } else { b"," })?;
        }
        self.begin_line(out)
    }

    fn close<W: Write + ?Sized>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if !mem::take(&mut self.is_empty) {
            self.begin_line(out)?;
        }
        out.write_all(bracket)
    }

    fn begin_line<W: Write + ?Sized>(&self, out: &mut W) -> io::Result<()> {
        if self.is_one_line {
            return Ok(());
        }
        out.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| out.write_all(b"  "))
    }
}

impl Formatter for Layout {
    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, _: bool) -> io::Result<()> {
        self.item(out)
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, _: bool) -> io::Result<()> {
        self.item(out)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        out.write_all(json::visible(fragment).as_bytes())
    }

    /// A value has its layout already; what it is in decides how deep it begins.
    fn write_raw_fragment<W: Write + ?Sized>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        for (at, line) in fragment.split('\n').enumerate() {
            if at > 0 {
                self.begin_line(out)?;
            }
            out.write_all(line.as_bytes())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Members;
    use super::super::Value;
    use super::super::text;
    use crate::formats::json;
    use crate::python::Json;

    fn laid_out(answer: &impl serde::Serialize) -> String {
        text(answer).unwrap()
    }

    #[test]
    fn a_value_looks_the_same_inside_an_answer_and_alone() {
        let long = format!("[\"{}\", [1, 2], [], {{}}, NaN, 1e999]", "x".repeat(80));
        for value in [&*long, r#"{"a": {"b": [[1, 2.50]]}, "c": "\ud800 é\u2028"}"#, "[]", "1"] {
            let value = Json::parse(value).unwrap();
            let whole =
                Json::Object(vec![("k".into(), value.clone()), ("l".into(), value.clone())]);
            let members = Members(vec![("k", Value(value.clone())), ("l", Value(value))]);
            assert_eq!(laid_out(&members), json::pretty(&whole));
        }
    }

    #[test]
    fn what_is_empty_stays_on_its_line() {
        let none: Members<&str, Value> = Members(Vec::new());
        assert_eq!(laid_out(&[(), ()]), "[\n  null,\n  null\n]");
        assert_eq!(laid_out(&[&none]), "[\n  {}\n]");
        assert_eq!(laid_out(&[(); 0]), "[]");
    }

    #[test]
    fn what_cannot_be_seen_in_a_text_is_an_escape() {
        assert_eq!(laid_out(&"\u{7f}é\u{2028}\n\"x"), "\"\\u007fé\\u2028\\n\\\"x\"");
    }
}
