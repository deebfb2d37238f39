//! Names in the namespaces of OMERO that no program reads, and the names that were meant.

use std::fmt;

use crate::model::PropertyKey;
use crate::model::folded_letters;
use crate::model::folded_name;
use crate::schema::definition::Schema;
use crate::schema::definition::index::without_service;
use crate::schema::nearest::nearest_of;

/// What every name of OMERO begins with.
const OMERO: &str = "omero.";

/// What names of variables begin with in the images of OMERO, folded.
const VARIABLE: &str = "config.";

/// The section whose names below `omero.web.` belong to OMERO.web itself and not to an app.
const SECTION_OF_WEB: &str = "Web";

/// Whether a text has the beginning of a name of OMERO, as a name in full, as the outermost object around others,
/// or as a variable of the images.
pub(crate) fn mentions_properties(text: &[u8]) -> bool {
    let has = |sign: &str| text.windows(sign.len()).any(|part| part == sign.as_bytes());
    [OMERO, "omero:", "\"omero\"", "[omero]", "CONFIG_omero"].into_iter().any(has)
}

/// Whether a word can be the name of a property of OMERO.
pub(crate) fn is_name_of_omero(word: &str) -> bool {
    word.starts_with(OMERO) && word.parse::<PropertyKey>().is_ok()
}

/// A name that no program of OMERO reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnknownName {
    pub(crate) key: String,
    pub(crate) meant: Meant,
}

/// What was meant by a name that is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meant {
    /// This property, which takes the value.
    Property(String),
    /// Something about this property: the name continues after it.
    Within(String),
    Unclear,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.meant {
            Meant::Property(meant) => {
                write!(out, "`{}` is not known; did you mean `{meant}`?", self.key)
            }
            Meant::Within(outer) => {
                write!(out, "`{}` is not known; `{outer}` is a property without parts", self.key)
            }
            Meant::Unclear => write!(out, "`{}` is not known: OMERO does not read it", self.key),
        }
    }
}

impl Schema {
    /// What to say of a name, and of a value for it: nothing if it is known, or if it can be that of an app or of a site.
    pub(crate) fn unknown_name(self, key: &str, value: Option<&str>) -> Option<UnknownName> {
        let plain = without_service(key).unwrap_or(key);
        if self.is_plain(key) || self.find(plain).is_some() {
            return None;
        }
        let meant = self.meant(key, value);
        let is_told = meant != Meant::Unclear || self.is_of_omero(key);
        is_told.then(|| UnknownName { key: key.to_owned(), meant })
    }

    /// The property that differs from a name only in case and separators, or by a missing `omero.`.
    pub(crate) fn respelt(self, name: &str) -> Option<&'static str> {
        let folded = folded_name(name);
        let folded = folded.strip_prefix(VARIABLE).unwrap_or(&folded);
        if !folded.contains('.') {
            return None;
        }
        let is_folded = |key: &str| folded_letters(key).eq(folded.chars());
        let is_same = |key: &&str| is_folded(key) || key.strip_prefix(OMERO).is_some_and(is_folded);
        self.keys().find(is_same).filter(|key| *key != name)
    }

    fn meant(self, key: &str, value: Option<&str>) -> Meant {
        let property = self
            .respelt(key)
            .and_then(|found| self.in_use(found, value))
            .or_else(|| self.with_one_part_less(key, value));
        if let Some(property) = property {
            return Meant::Property(property);
        }
        if let Some(outer) = self.property_before(key) {
            return Meant::Within(outer.to_owned());
        }
        let near = nearest_of(key, self.keys(), |near| self.in_use(near, value));
        near.map_or(Meant::Unclear, Meant::Property)
    }

    /// The property, or the one that replaced it, if the release reads it and it takes the value.
    fn in_use(self, key: &str, value: Option<&str>) -> Option<String> {
        let known = self.find(key)?;
        let key = match known.replaced_by() {
            _ if self.has(&known) => key,
            [new] if self.has(&self.find(new)?) => new,
            _ => return None,
        };
        let is_taken = |value| matches!(self.accept(key, value), Ok(Some(_)));
        value.is_none_or(is_taken).then(|| key.to_owned())
    }

    /// `omero.mail.host` for `omero.mail.smtp.host`. The first two parts say what a name belongs to.
    fn with_one_part_less(self, key: &str, value: Option<&str>) -> Option<String> {
        if !self.is_of_omero(key) {
            return None;
        }
        let parts: Vec<_> = key.split('.').collect();
        (2..parts.len().saturating_sub(1)).find_map(|left_out| {
            let rest = parts.iter().enumerate().filter(|(at, _)| *at != left_out);
            let rest: Vec<_> = rest.map(|(_, part)| *part).collect();
            self.in_use(&rest.join("."), value)
        })
    }

    /// The property at the beginning of a name such as `omero.web.apps.append`.
    fn property_before(self, key: &str) -> Option<&str> {
        let mut ends = key.rmatch_indices('.').filter_map(|(at, _)| key.get(..at));
        ends.find(|outer| self.is_plain(outer))
    }

    /// Whether a name is in a namespace that belongs to OMERO and not to an app or a site.
    fn is_of_omero(self, key: &str) -> bool {
        let folded = key.to_ascii_lowercase();
        if folded.starts_with("config_") || folded.starts_with("omero_") {
            return true;
        }
        let Some(rest) = folded.strip_prefix(OMERO) else { return false };
        match rest.strip_prefix("web.").and_then(|rest| rest.split_once('.')) {
            Some((first, _)) => self.is_section_of_web(&format!("omero.web.{first}")),
            None => true,
        }
    }

    fn is_section_of_web(self, section: &str) -> bool {
        let is_inside = |key: &&str| {
            key.strip_prefix(section).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let first = self.keys().find(is_inside).and_then(|key| self.find(key));
        first.is_some_and(|known| known.section() == SECTION_OF_WEB)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(key: &str, value: &str) -> Option<Meant> {
        Schema::default().unknown_name(key, Some(value)).map(|unknown| unknown.meant)
    }

    fn property(key: &str) -> Meant {
        Meant::Property(key.to_owned())
    }

    #[test]
    fn another_case_and_other_separators_are_exact() {
        for key in Schema::default().keys().filter(|key| key.contains('_')) {
            let variable = format!("CONFIG_{}", key.replace('.', "_"));
            assert_eq!(Schema::default().respelt(&variable), Some(key), "{variable}");
        }
        for name in ["db.host", "OMERO.db.host", "omero_db_host", "CONFIG_omero_db_host"] {
            assert_eq!(told(name, "db"), Some(property("omero.db.host")), "{name}");
        }
        assert_eq!(told("web.debug", "true"), Some(property("omero.web.debug")));
    }

    #[test]
    fn a_suggestion_takes_the_value_and_is_read() {
        for (key, value, meant) in [
            ("omero.mail.smtp.host", "mail.example.org", "omero.mail.host"),
            ("omero.mail.smtp.port", "587", "omero.mail.port"),
            ("omero.db.hots", "db", "omero.db.host"),
            ("omero.web.email_hosts", "mail.example.org", "omero.mail.host"),
        ] {
            assert_eq!(told(key, value), Some(property(meant)), "{key}");
        }
        assert_eq!(told("omero.db.prot", "five"), Some(Meant::Unclear));
    }

    #[test]
    fn names_below_a_property_lead_to_it() {
        let within = Some(Meant::Within("omero.web.apps".to_owned()));
        assert_eq!(told("omero.web.apps.append", "omero_iviewer"), within);
    }

    #[test]
    fn unknown_names_of_omero_are_told_and_those_of_apps_and_sites_are_not() {
        for key in
            ["omero.web.foo_bar", "omero.s3.bucket", "omero.web.ui.zzzz", "omero_new_setting"]
        {
            assert_eq!(told(key, "x"), Some(Meant::Unclear), "{key}");
        }
        for key in
            ["omero.web.myapp.setting", "omero.web.iviewer.zzzz", "lab.name", "Ice.IPv6", "x"]
        {
            assert_eq!(told(key, "x"), None, "{key}");
        }
    }
}
