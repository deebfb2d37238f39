//! Properties by words in their names and meanings.

use crate::schema::definition::Definition;
use crate::schema::definition::Schema;

/// A property that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    pub known: Definition,
    /// How far the places of the words are from a full name; the lowest comes first.
    distance: u32,
}

/// Somewhere in the key.
const IN_KEY: u32 = 1;

/// In the first sentence of the meaning.
const IN_SUMMARY: u32 = 4;

/// Properties that should no longer be set come after those with the word in the summary.
const OUTDATED: u32 = 8;

/// In the rest of the meaning.
const IN_DESCRIPTION: u32 = 16;

impl Schema {
    /// The properties that contain all words, best first: a part of the key, else somewhere in the key,
    /// else in the first sentence, else in the rest of what it means. Case does not matter.
    pub fn search(self, words: &[String]) -> Vec<Hit> {
        let words: Vec<_> = words.iter().map(|word| word.to_lowercase()).collect();
        let known = self.all().filter(|known| !self.is_later(known));
        let mut hits: Vec<_> = known.filter_map(|known| Hit::of(known, &words)).collect();
        for hit in &mut hits {
            if !self.has(&hit.known) || hit.known.is_deprecated() {
                hit.distance += OUTDATED;
            }
        }
        // The order of the keys is kept otherwise.
        hits.sort_by_key(|hit| hit.distance);
        hits
    }
}

impl Hit {
    fn of(known: Definition, words: &[String]) -> Option<Self> {
        let places = Places::of(&known);
        let distance = words.iter().map(|word| places.distance(word)).sum::<Option<u32>>()?;
        Some(Self { known, distance })
    }
}

/// Where a word may occur, in lower case.
struct Places {
    key: String,
    summary: String,
    description: String,
}

impl Places {
    fn of(known: &Definition) -> Self {
        Self {
            key: known.name().to_lowercase(),
            summary: known.summary().to_lowercase(),
            description: known.description().to_lowercase(),
        }
    }

    fn distance(&self, word: &str) -> Option<u32> {
        let is_part = |separators: &[char]| self.key.split(separators).any(|part| part == word);
        if is_part(&['.']) || is_part(&['.', '_']) {
            Some(0)
        } else if self.key.contains(word) {
            Some(IN_KEY)
        } else if self.summary.contains(word) {
            Some(IN_SUMMARY)
        } else if self.description.contains(word) {
            Some(IN_DESCRIPTION)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[&str]) -> Vec<String> {
        let words: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
        Schema::default().search(&words).iter().map(|hit| hit.known.name().to_owned()).collect()
    }

    #[test]
    fn a_part_of_the_key_goes_before_the_meaning() {
        let found = found(&["URL_filter"]);
        assert_eq!(found[0], "omero.web.public.url_filter");
    }

    #[test]
    fn all_words_must_stand_somewhere() {
        assert!(found(&["mail", "port"]).contains(&"omero.mail.port".to_owned()));
        assert_eq!(found(&["mail", "zebra"]), Vec::<String>::new());
    }
}
