//! The names under which a site is reached.

use std::str::FromStr;

/// Host names, separated by blanks on the command line. None at all: every name.
///
/// A name may have a `*` as its first label, as in `*.example.org`. The words with which nginx says
/// "every name", `_`, and "the name of this machine", `$hostname`, are understood when they stand alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ServerNames(Vec<String>);

impl ServerNames {
    pub(crate) fn names(&self) -> &[String] {
        &self.0
    }
}

impl FromStr for ServerNames {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim() {
            "" => Err(no_name(text)),
            "_" | "$hostname" => Ok(Self::default()),
            names => names.split([' ', ',']).filter(|name| !name.is_empty()).map(named).collect(),
        }
    }
}

impl FromIterator<String> for ServerNames {
    fn from_iter<I: IntoIterator<Item = String>>(names: I) -> Self {
        Self(names.into_iter().collect())
    }
}

fn named(text: &str) -> Result<String, String> {
    let is_part = |found: u8| found.is_ascii_alphanumeric() || matches!(found, b'-' | b'_');
    let mut labels = text.strip_prefix("*.").unwrap_or(text).split('.');
    let is_label =
        |label: &str| !label.is_empty() && !label.starts_with('-') && label.bytes().all(is_part);
    if labels.all(is_label) { Ok(text.to_owned()) } else { Err(no_name(text)) }
}

fn no_name(text: &str) -> String {
    format!("`{text}` is not a host name; write for example omero.example.org, several in quotes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_hosts_and_nothing_else() {
        let names = |text: &str| text.parse::<ServerNames>().ok().map(|names| names.0);
        assert_eq!(names("a.example b_1.example").map(|names| names.len()), Some(2));
        assert_eq!(names("_"), Some(Vec::new()));
        assert_eq!(names("*.example.org").map(|names| names.len()), Some(1));
        for text in ["", "a b;", "a{}", "\"a\"", "a..b", "$host", "-a", "a\nb", "~^x"] {
            assert_eq!(names(text), None, "{text}");
        }
    }
}
