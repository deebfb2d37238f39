//! The groups met so far: their numbers, names and widths, and which may refer to which.

use std::collections::HashMap;

use super::SyntaxError;
use super::cursor::Name;
use super::width::Width;

/// More groups than this Python cannot number.
const MOST_GROUPS: usize = 1_073_741_823;

/// What is known of the groups at one place of a pattern.
pub(super) struct Groups {
    /// By number; none while a group is open. Number 0 is the whole expression.
    widths: Vec<Option<Width>>,
    names: HashMap<String, usize>,
    /// Inside a lookbehind, the first number given to a group in it.
    first_in_lookbehind: Option<usize>,
    /// Numbers that conditions ask for before there is such a group, and where they do.
    awaited: Vec<(usize, usize)>,
}

impl Groups {
    pub(super) fn new() -> Self {
        Self {
            widths: vec![None],
            names: HashMap::new(),
            first_in_lookbehind: None,
            awaited: Vec::new(),
        }
    }

    pub(super) fn count(&self) -> usize {
        self.widths.len()
    }

    /// Numbers a new group, which stays open until `close`.
    pub(super) fn open(&mut self, name: Option<Name>) -> Result<usize, SyntaxError> {
        let number = self.count();
        if let Some(name) = name {
            if let Some(earlier) = self.names.get(&name.text) {
                return Err(
                    name.error(format!("the name `{}` is taken by group {earlier}", name.text))
                );
            }
            self.names.insert(name.text, number);
        }
        self.widths.push(None);
        Ok(number)
    }

    pub(super) fn close(&mut self, number: usize, width: Width) {
        if let Some(place) = self.widths.get_mut(number) {
            *place = Some(width);
        }
    }

    /// The number of the group called `name`.
    pub(super) fn named(&self, name: &Name) -> Result<usize, SyntaxError> {
        let number = self.names.get(&name.text).copied();
        number.ok_or_else(|| {
            name.error(format!("there is no group named `{}` before this", name.text))
        })
    }

    /// The width of a group that something at `position` refers back to.
    pub(super) fn closed(&self, number: usize, position: usize) -> Result<Width, SyntaxError> {
        let width = self.widths.get(number).copied().flatten();
        width.ok_or_else(|| {
            SyntaxError::new(position, format!("group {number} is not closed at this point"))
        })
    }

    /// Notes that a lookbehind begins, and returns what `leave_lookbehind` needs.
    pub(super) fn enter_lookbehind(&mut self) -> Option<usize> {
        let first = self.count();
        let outside = self.first_in_lookbehind;
        self.first_in_lookbehind = outside.or(Some(first));
        outside
    }

    pub(super) fn leave_lookbehind(&mut self, outside: Option<usize>) {
        self.first_in_lookbehind = outside;
    }

    /// Inside a lookbehind only groups from before it may be referred to.
    pub(super) fn check_lookbehind(
        &self,
        number: usize,
        position: usize,
    ) -> Result<(), SyntaxError> {
        let Some(first) = self.first_in_lookbehind else { return Ok(()) };
        self.closed(number, position)?;
        if number < first {
            return Ok(());
        }
        Err(SyntaxError::new(
            position,
            format!("group {number} belongs to this lookbehind, which cannot refer to it"),
        ))
    }

    /// Notes that a condition asks for group `number`, which may still come.
    pub(super) fn await_number(
        &mut self,
        number: usize,
        position: usize,
    ) -> Result<(), SyntaxError> {
        if number >= MOST_GROUPS {
            return Err(missing(number, position));
        }
        if number >= self.count() {
            self.awaited.push((number, position));
        }
        Ok(())
    }

    /// At the end, every group that was asked for must have come.
    pub(super) fn check_awaited(&self) -> Result<(), SyntaxError> {
        match self.awaited.iter().find(|(number, _)| *number >= self.count()) {
            Some(&(number, position)) => Err(missing(number, position)),
            None => Ok(()),
        }
    }
}

/// The mistake of referring to a missing group.
pub(super) fn missing(number: usize, position: usize) -> SyntaxError {
    SyntaxError::new(position, format!("there is no group {number}"))
}
