//! The text that the editor shows, and reading it back.

use std::collections::BTreeSet;

use crate::cli::config::edit::comment;
use crate::cli::config::edit::comment::Comments;
use crate::cli::config::edit::notation::Notation;
use crate::cli::config::edit::sheet::Entered;
use crate::cli::config::edit::sheet::Revision;
use crate::cli::config::edit::sheet::Sheet;
use crate::cli::error::CommandError;
use crate::cli::session::desired_state;
use crate::cli::session::effective::Secrets;
use crate::formats::Format;
use crate::formats::Location;
use crate::formats::document;
use crate::formats::draft;
use crate::formats::draft::Entry;
use crate::formats::draft::Part;
use crate::formats::draft::Standing;
use crate::python::Json;
use crate::schema::MASK;
use crate::schema::Schema;

/// All that is shown, and how.
pub(crate) struct Draft {
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) notation: Notation,
    pub(crate) comments: Comments,
    pub(crate) secrets: Secrets,
    /// Whether each sheet has the name of its profile above it.
    pub(crate) has_headings: bool,
    pub(crate) schema: Schema,
}

impl Draft {
    /// What the editor shows.
    pub(crate) fn text(&self) -> String {
        let parts: Vec<_> = self.sheets.iter().map(|sheet| self.part(sheet)).collect();
        let head = self.head(&parts);
        let typed = || {
            let entries = parts.iter().flat_map(|part| part.entries.iter().cloned());
            entries.map(|entry| (entry.clone(), self.typed(&entry))).collect::<Vec<_>>()
        };
        match self.notation {
            Notation::Lines => draft::write(&head, &parts),
            Notation::Json => document::json(&typed()),
            Notation::Yaml => document::yaml(&head, &typed()),
        }
    }

    fn head(&self, parts: &[Part]) -> Vec<String> {
        let has_mask = parts.iter().flat_map(|part| &part.entries).any(|entry| self.is_mask(entry));
        let line = format!("{MASK} stands for a password: it stays as it is, or type another one.");
        has_mask.then_some(line).into_iter().collect()
    }

    fn part(&self, sheet: &Sheet) -> Part {
        let keys: BTreeSet<_> = sheet.shown.iter().chain(&sheet.offered).collect();
        let entries = keys.into_iter().map(|key| self.entry(sheet, key)).collect();
        Part { heading: self.has_headings.then(|| sheet.profile.clone()), entries }
    }

    fn entry(&self, sheet: &Sheet, key: &str) -> Entry {
        let key = key.to_owned();
        let explained = self.comments == Comments::Shown;
        match sheet.values.get(&key) {
            Some(value) => {
                let comment = explained.then(|| comment::above(self.schema, &key));
                let value = if self.masks(&key, value) { MASK.to_owned() } else { value.clone() };
                Entry { key, value, comment: comment.unwrap_or_default(), standing: Standing::Set }
            }
            None => {
                let comment = explained.then(|| comment::above_offered(self.schema, &key));
                let comment = comment.unwrap_or_default();
                let value = self.schema.stored_default(&key).unwrap_or_default();
                Entry { key, value, comment, standing: Standing::Offered }
            }
        }
    }

    fn typed(&self, entry: &Entry) -> Json {
        if self.is_mask(entry) {
            return Json::text(&entry.value);
        }
        self.schema.value_of(&entry.key, &entry.value)
    }

    fn masks(&self, key: &str, value: &str) -> bool {
        self.secrets == Secrets::Masked && !value.is_empty() && self.schema.hides(key)
    }

    fn is_mask(&self, entry: &Entry) -> bool {
        entry.standing == Standing::Set && self.masks(&entry.key, &entry.value)
    }

    /// What is otherwise in a text that was edited.
    pub(crate) fn revisions(&self, text: &str) -> Result<Vec<Revision>, CommandError> {
        let mut failures = Vec::new();
        let mut revisions = Vec::new();
        for (sheet, lines) in self.sheets.iter().zip(self.read(text)?) {
            let (entered, refused): (Vec<_>, Vec<_>) =
                lines.into_iter().map(|line| self.unmasked(sheet, line)).partition(Result::is_ok);
            failures.extend(refused.into_iter().filter_map(Result::err));
            let entered: Vec<_> = entered.into_iter().flatten().collect();
            revisions.extend(sheet.revisions(&entered));
        }
        CommandError::all(failures).map(|()| revisions)
    }

    /// The line with what is stored in the place of the asterisks, which nobody is to store.
    fn unmasked(&self, sheet: &Sheet, line: Entered) -> Result<Entered, CommandError> {
        let stored = sheet.values.get(&line.key);
        if self.secrets == Secrets::Shown || stored == Some(&line.value) {
            return Ok(line);
        }
        let shown = stored.filter(|value| {
            sheet.shown.contains(&line.key) && self.masks(&line.key, value) && line.value == MASK
        });
        if let Some(value) = shown {
            return Ok(Entered { value: value.clone(), ..line });
        }
        let mut stars = line.value.chars();
        let only_stars = !line.value.is_empty() && stars.all(|found| found == '*');
        if line.value.contains(MASK) || only_stars && self.schema.hides(&line.key) {
            return Err(CommandError::Asterisks { key: line.key }.in_text(line.place));
        }
        Ok(line)
    }

    /// The lines of each sheet.
    fn read(&self, text: &str) -> Result<Vec<Vec<Entered>>, CommandError> {
        let format = match self.notation {
            Notation::Lines => return self.read_lines(text),
            Notation::Json => Format::Json,
            Notation::Yaml => Format::Yaml,
        };
        self.sheets.iter().map(|sheet| self.read_document(format, text, sheet)).collect()
    }

    fn read_lines(&self, text: &str) -> Result<Vec<Vec<Entered>>, CommandError> {
        let names = self.sheets.iter().map(|sheet| &*sheet.profile);
        let headings: Vec<_> = names.filter(|_| self.has_headings).collect();
        let sections = match draft::read(text, &headings) {
            Ok(sections) => sections,
            Err(faults) => {
                let failures = faults.into_iter().map(|error| match error.line {
                    Some(line) => CommandError::Draft(error.fault).in_text(Location::of_line(line)),
                    None => error.fault.into(),
                });
                return CommandError::all(failures.collect()).map(|()| Vec::new());
            }
        };
        let entered = |line: draft::Line| Entered {
            key: line.key,
            value: line.value,
            place: Location::of_line(line.number),
        };
        Ok(sections.into_iter().map(|lines| lines.into_iter().map(entered).collect()).collect())
    }

    fn read_document(
        &self,
        format: Format,
        text: &str,
        sheet: &Sheet,
    ) -> Result<Vec<Entered>, CommandError> {
        let mut failures = Vec::new();
        let mut entered = Vec::new();
        match format.read(text, &self.schema).complete() {
            Ok(states) => {
                for state in states {
                    let place = state.place;
                    let before = sheet.values.get(&state.key).map(String::as_str);
                    match desired_state::fulfilled(&state, self.schema, before) {
                        Ok(Some(value)) => entered.push(Entered { key: state.key, value, place }),
                        Ok(None) => {}
                        Err(failure) => failures.push(failure.in_text(place)),
                    }
                }
            }
            Err(faults) => failures.extend(faults.into_iter().map(|fault| {
                let place = fault.place;
                CommandError::from(fault).in_text(place)
            })),
        }
        CommandError::all(failures).map(|()| entered)
    }
}
