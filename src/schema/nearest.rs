//! "Did you mean": the known word that a misspelt one was probably meant to be.
//!
//! Keys of properties and verbs of the command line alike. The bounds were tuned on keys that
//! people really wrote, in documentation and deployments, against all known keys; a site's own
//! keys (`omero.figure.mykey`, `omero.web.myapp.setting`) must not be called misspelt.

use std::cmp::Ordering;
use strsim::jaro_winkler;
use strsim::osa_distance;

/// No word is so long that more changes than this are a slip.
const MOST_CHANGES: usize = 8;

/// As how many changes a word counts that was cut off or written out.
const SHORT_FORM: usize = 2;

/// The fewest letters that a word may be cut off to.
const SHORTEST_FORM: usize = 3;

/// How often each byte occurs, beyond ASCII roughly. Small, so that it is quick to compare.
type Counts = [u8; 128];

/// The word of `among` that differs least from `word`, if any is near enough.
///
/// Letters missing, added, changed or swapped with their neighbour count one each, and large
/// letters count as small ones. Of two equally near words the one with the likelier beginning
/// is taken. A word that is known is its own nearest.
pub(crate) fn nearest<'a>(word: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = Query::new(word);
    let mut best: Option<Candidate<'a>> = None;
    for text in among {
        let Some(candidate) = wanted.compare(text) else { continue };
        if best.as_ref().is_none_or(|best| candidate.beats(best, &wanted.text)) {
            best = Some(candidate);
        }
    }
    best.map(|candidate| candidate.text)
}

/// The best answer that one of the words gives that differ least from `word`.
pub(crate) fn nearest_of<'a, T>(
    word: &str,
    among: impl Iterator<Item = &'a str>,
    answer: impl FnMut(&'a str) -> Option<T>,
) -> Option<T> {
    let wanted = Query::new(word);
    let mut near: Vec<_> = among.filter_map(|text| wanted.compare(text)).collect();
    let least = near.iter().map(|candidate| candidate.changes).min()?;
    near.retain(|candidate| candidate.changes == least);
    near.sort_by(|one, other| other.beats(one, &wanted.text).cmp(&one.beats(other, &wanted.text)));
    near.into_iter().map(|candidate| candidate.text).find_map(answer)
}

/// A known word, with its distance from the one that was typed.
struct Candidate<'a> {
    text: &'a str,
    changes: usize,
}

impl Candidate<'_> {
    fn beats(&self, other: &Self, wanted: &str) -> bool {
        match self.changes.cmp(&other.changes) {
            Ordering::Less => true,
            Ordering::Equal => jaro_winkler(wanted, self.text) > jaro_winkler(wanted, other.text),
            Ordering::Greater => false,
        }
    }
}

/// The word to be found, prepared for many comparisons.
struct Query {
    text: String,
    length: usize,
    counts: Counts,
}

impl Query {
    fn new(word: &str) -> Self {
        let text = word.to_ascii_lowercase();
        let length = text.len();
        let counts = counts(&text);
        Self { text, length, counts }
    }

    fn compare<'a>(&self, text: &'a str) -> Option<Candidate<'a>> {
        // This is enough to distinguish most words, and there can be 100,000 to look for.
        if !self.is_about_as_long(text) && !self.begins_like(text) {
            return None;
        }
        let small = text.to_ascii_lowercase();
        let changes = if is_short_form(&self.text, &small) || is_short_form(&small, &self.text) {
            SHORT_FORM
        } else {
            self.changes(&small)?
        };
        Some(Candidate { text, changes })
    }

    fn is_about_as_long(&self, text: &str) -> bool {
        text.len().abs_diff(self.length) <= bound(self.length.max(text.len()))
    }

    /// Whether one word begins with the other, small and large letters alike.
    fn begins_like(&self, text: &str) -> bool {
        let mut pairs = self.text.bytes().zip(text.bytes());
        pairs.all(|(one, other)| one.eq_ignore_ascii_case(&other))
    }

    /// Counting lengths and letters first spares most words the exact comparison.
    fn changes(&self, text: &str) -> Option<usize> {
        let bound = bound(self.length.max(text.len()));
        if !self.is_about_as_long(text) || self.differing_letters(text) > bound {
            return None;
        }
        let changes = osa_distance(&self.text, text);
        (changes <= bound && is_same_place(&self.text, text, changes)).then_some(changes)
    }

    /// At least so many changes are needed, wherever the letters are.
    fn differing_letters(&self, text: &str) -> usize {
        let other = counts(text);
        let pairs = || self.counts.iter().zip(&other);
        let missing: u16 = pairs().map(|(mine, its)| u16::from(mine.saturating_sub(*its))).sum();
        let added: u16 = pairs().map(|(mine, its)| u16::from(its.saturating_sub(*mine))).sum();
        usize::from(missing.max(added))
    }
}

/// Whether two keys with so many changes between them can belong to the same thing.
///
/// Names before the last dot say what a key belongs to. A site's own `omero.lab.name` is not a typo of
/// `omero.db.name`, and an app's `omero.web.app.debug`, which has one name more, none for
/// `omero.web.debug`.
fn is_same_place(word: &str, known: &str, changes: usize) -> bool {
    match parts(word).cmp(&parts(known)) {
        Ordering::Less => true,
        Ordering::Equal => owners(word).zip(owners(known)).all(|(one, other)| is_near(one, other)),
        Ordering::Greater => changes <= 2,
    }
}

/// The names before the last dot.
fn owners(key: &str) -> impl Iterator<Item = &str> {
    key.rsplit('.').skip(1)
}

fn is_near(one: &str, other: &str) -> bool {
    osa_distance(one, other) <= (one.len().max(other.len()) / 3).max(1)
}

/// Whether `long` writes out what `short` cuts off: `omero.db.password`, `omero.db.pass`.
fn is_short_form(short: &str, long: &str) -> bool {
    let last = short.rsplit('.').next().unwrap_or(short);
    let tail = long.strip_prefix(short).unwrap_or_default();
    last.len() >= SHORTEST_FORM
        && !tail.is_empty()
        && tail.bytes().all(|next| next.is_ascii_lowercase())
}

/// How many changes a slip may make, by the longer of two words: a fifth of it, but two in short
/// words and one in very short ones.
fn bound(length: usize) -> usize {
    match length {
        0 | 1 => 0,
        2..=4 => 1,
        5..=10 => 2,
        _ => (length / 5).clamp(2, MOST_CHANGES),
    }
}

fn parts(key: &str) -> usize {
    key.split('.').count()
}

fn counts(text: &str) -> Counts {
    let mut counts = [0_u8; 128];
    for byte in text.bytes() {
        let count = &mut counts[usize::from(byte % 128)];
        *count = count.saturating_add(1);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &[&str] = &[
        "omero.data.dir",
        "omero.db.host",
        "omero.db.name",
        "omero.host",
        "omero.ldap.new_user_group",
        "omero.ldap.new_user_group_owner",
        "omero.ldap.urls",
        "omero.web.apps",
        "omero.web.debug",
        "omero.web.email_host",
        "omero.web.email_port",
        "omero.web.gallery.title",
        "omero.web.server_list",
    ];

    fn meant(word: &str) -> Option<&'static str> {
        nearest(word, KEYS.iter().copied())
    }

    #[test]
    fn slips_find_the_key_that_was_meant() {
        let slips = [
            ("omero.data.dri", "omero.data.dir"),
            ("omero.ldap.url", "omero.ldap.urls"),
            ("omero.web.servers_list", "omero.web.server_list"),
            ("omero.web.server.list", "omero.web.server_list"),
            ("omero.new_user_group", "omero.ldap.new_user_group"),
            ("omero.web.email_host_port", "omero.web.email_host"),
            ("omero.Web.Debug", "omero.web.debug"),
            ("omero.db.hots", "omero.db.host"),
            ("omer.db.name", "omero.db.name"),
            ("omero.db.hostname", "omero.db.host"),
            ("omero.data.directory", "omero.data.dir"),
            ("omero.web.debug", "omero.web.debug"),
        ];
        for (slip, key) in slips {
            assert_eq!(meant(slip), Some(key), "{slip}");
        }
    }

    #[test]
    fn keys_of_a_site_are_left_alone() {
        let own = [
            "omero.figure.mykey",
            "omero.web.myapp.setting",
            "omero.web.myapp.debug",
            "omero.web.fpb.debug",
            "omero.figure.host",
            "omero.lab.name",
            "omero.web.debug_toolbar",
            "omero.web.figure.title",
            "omero.fs.host.name",
            "my.key",
            "x",
            "",
        ];
        for key in own {
            assert_eq!(meant(key), None, "{key}");
        }
    }

    #[test]
    fn verbs_are_found_as_well() {
        let verbs = ["all", "append", "def", "drop", "edit", "get", "keys", "list", "load", "set"];
        let meant = |word| nearest(word, verbs.iter().copied());
        assert_eq!(meant("ste"), Some("set"));
        assert_eq!(meant("apend"), Some("append"));
        assert_eq!(meant("lisst"), Some("list"));
        assert_eq!(meant("app"), Some("append"));
        assert_eq!(meant("frobnicate"), None);
    }
}
