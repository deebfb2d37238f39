//! Values of settings with the name of a secret: `name=SECRET`, `"name": "SECRET"`, `<name>SECRET</name>`,
//! `--name SECRET`.

use super::Kind;
use super::Name;
use super::Part;
use super::Scanner;
use super::Sign;
use super::is_part_of_name;
use super::unescaped;
use crate::schema::redaction::assignment;
use crate::schema::redaction::assignment::Assigned;
use crate::schema::redaction::names::is_secret;

/// Words whose value is the name of a setting, as in `{"name": "password", "value": "..."}`.
const LABELS: [&str; 8] =
    ["name", "key", "id", "option", "property", "parameter", "header", "variable"];

impl Scanner<'_> {
    pub(super) fn separator(&mut self, at: usize) -> usize {
        let colon = self.sign(at).is_some_and(|sign| sign.found == ':');
        let Some(name) = self.name.take() else { return at + 1 };
        if let Some(end) = self.oracle(at, name) {
            return end;
        }
        if colon && let Some(end) = self.login(at, name) {
            return end;
        }
        let lower = name.text.to_ascii_lowercase();
        self.follows_label = LABELS.contains(&&*lower);
        let is_value_of_secret = self.names_secret && matches!(&*lower, "value" | "val");
        let is_sentence = colon && self.kind == Kind::Message && name.quote.is_none();
        if is_sentence || !(is_value_of_secret || self.is_secret(name)) {
            return at + 1;
        }
        let next =
            usize::from(self.sign(at + 1).is_some_and(|next| matches!(next.found, '=' | '>')));
        self.assigned(at + 1 + next, name, if colon { ':' } else { '=' })
    }

    /// `<password>...</password>`, and the end of other elements.
    pub(super) fn end_of_tag(&mut self, at: usize) -> usize {
        self.names_secret = false;
        match self.name.take() {
            Some(name) if name.is_element && name.end == at && self.is_secret(name) => {
                self.assigned(at + 1, name, '>')
            }
            _ => at + 1,
        }
    }

    /// `--password SECRET` and `PASSWORD 'SECRET'`.
    pub(super) fn space(&mut self, at: usize) -> usize {
        let Some(name) = self.name.filter(|name| name.end == at) else { return at + 1 };
        let is_quote = |sign: Sign| matches!(sign.found, '"' | '\'');
        let before_quote = name.quote.is_none() && self.sign(at + 1).is_some_and(is_quote);
        let is_option = name.text.starts_with('-');
        if self.kind == Kind::Text && (is_option || before_quote) && self.is_secret(name) {
            self.name = None;
            return self.assigned(at + 1, name, ' ');
        }
        at + 1
    }

    /// The value of a secret begins here.
    fn assigned(&mut self, at: usize, name: Name<'_>, separator: char) -> usize {
        let open = self.open.last().copied();
        let Assigned { part, next } =
            assignment::value(self.text, &self.signs, at, name, separator, open);
        if let Some(Part { range, instead }) = part {
            self.part(range, instead);
        }
        next
    }

    fn is_secret(&self, name: Name<'_>) -> bool {
        // Escapes of a text are resolved in its signs.
        let end = name.end - usize::from(name.quote.is_some());
        let before = self.signs.get(..end).unwrap_or_default();
        let start = before.iter().rposition(|sign| !is_part_of_name(sign.found));
        let signs = before.get(start.map_or(0, |start| start + 1)..);
        is_secret(&unescaped(name.text, signs))
    }
}
