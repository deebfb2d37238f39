//! Texts that are parts of a larger one.

use std::cmp::Ordering;
use std::fmt;
use std::hash::Hash;
use std::hash::Hasher;
use std::ops::Deref;
use std::ops::Range;
use std::rc::Rc;

/// A key or value as a part of the text of its file, which exists as long as one of its parts does. So neither
/// reading a file nor copying what was read copies each of its keys and values.
#[derive(Clone)]
pub struct SharedText {
    whole: Rc<str>,
    /// In bytes. Half the size of an address, as there are millions of them.
    start: u32,
    end: u32,
}

impl SharedText {
    /// The bytes `part` of `whole`.
    pub(crate) fn part(whole: &Rc<str>, part: Range<usize>) -> Self {
        match (u32::try_from(part.start), u32::try_from(part.end)) {
            (Ok(start), Ok(end)) => Self { whole: Rc::clone(whole), start, end },
            _ => whole.get(part).unwrap_or_default().into(),
        }
    }

    /// The byte of `whole` at which it begins, if it is a part of that very text.
    pub(crate) fn start_in(&self, whole: &Rc<str>) -> Option<usize> {
        Rc::ptr_eq(&self.whole, whole).then_some(self.start as usize)
    }
}

impl From<&str> for SharedText {
    /// A text of its own. A value is never as long as a number of 32 bits.
    fn from(text: &str) -> Self {
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        Self { whole: text.into(), start: 0, end }
    }
}

impl Deref for SharedText {
    type Target = str;

    fn deref(&self) -> &str {
        self.whole.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

impl fmt::Debug for SharedText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, out)
    }
}

impl fmt::Display for SharedText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, out)
    }
}

impl PartialEq for SharedText {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for SharedText {}

impl PartialOrd for SharedText {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for SharedText {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl Hash for SharedText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_equal_to_a_text_of_its_own() {
        let whole: Rc<str> = "<é a/>".into();
        let part = SharedText::part(&whole, 1..3);
        assert_eq!(part, SharedText::from("é"));
        assert_eq!((&*part, Rc::strong_count(&whole)), ("é", 2));
    }
}
