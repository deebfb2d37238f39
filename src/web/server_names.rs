//! The names under which a site is reached.

use std::str::FromStr;

use super::binding::Binding;
use super::syntax;

/// Host names, separated by spaces on the command line. None at all: not given.
///
/// A name may have a `*` as its first or last label and begin with a dot, as nginx takes it. `_`, `$hostname`
/// and regular expressions, which begin with `~`, are words of nginx.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ServerNames(Vec<String>);

impl ServerNames {
    /// Whether not given which names the site has.
    pub(crate) fn are_unsaid(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of hosts; none where the site answers to any name.
    pub(crate) fn hosts(&self) -> Vec<String> {
        let mut hosts = Vec::new();
        for name in self.0.iter().filter(|name| !is_word_of_nginx(name)) {
            match name.strip_prefix('.') {
                Some(domain) => hosts.extend([domain.to_owned(), format!("*.{domain}")]),
                None => hosts.push(name.clone()),
            }
        }
        hosts
    }

    /// The parameters of nginx's `server_name`, each one word.
    pub(super) fn of_nginx(&self, binding: Binding) -> Vec<String> {
        match (self.0.as_slice(), binding) {
            // The only site in a file gets every request anyway.
            ([], Binding::NginxDevelopment) => vec!["_".to_owned()],
            ([], _) => vec![THIS_MACHINE.to_owned()],
            (names, _) => names.iter().map(|name| syntax::literal_of_nginx(name)).collect(),
        }
    }

    /// A name that the server of a binding does not take.
    pub(super) fn unfit_for(&self, binding: Binding) -> Option<&str> {
        let is_unfit = |name: &&String| match binding {
            Binding::Nginx | Binding::NginxDevelopment | Binding::NginxLocation => false,
            Binding::Apache | Binding::Lighttpd => name.starts_with('~'),
            Binding::Iis => name.starts_with('~') || name.ends_with(".*"),
        };
        self.0.iter().find(is_unfit).map(String::as_str)
    }
}

/// What nginx calls the name of the machine that it runs on.
const THIS_MACHINE: &str = "$hostname";

fn is_word_of_nginx(name: &str) -> bool {
    matches!(name, "_" | THIS_MACHINE) || name.starts_with('~')
}

impl FromStr for ServerNames {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut names = Vec::new();
        for word in text.split(' ') {
            // A comma is a part of a regular expression.
            let separator = if word.starts_with('~') { ' ' } else { ',' };
            let parts = word.split(separator).filter(|name| !name.is_empty());
            names.extend(parts.map(named).collect::<Result<Vec<_>, _>>()?);
        }
        if names.is_empty() { Err(no_name(text)) } else { Ok(Self(names)) }
    }
}

fn named(text: &str) -> Result<String, String> {
    let is_known = match text.strip_prefix('~') {
        Some(expression) => !expression.is_empty() && !expression.contains(char::is_control),
        None => is_word_of_nginx(text) || is_host(text),
    };
    if is_known { Ok(text.to_owned()) } else { Err(no_name(text)) }
}

fn is_host(text: &str) -> bool {
    let is_part = |found: u8| found.is_ascii_alphanumeric() || matches!(found, b'-' | b'_');
    let inner = text.strip_prefix("*.").or_else(|| text.strip_prefix('.'));
    let inner = inner.or_else(|| text.strip_suffix(".*")).unwrap_or(text);
    let is_label =
        |label: &str| !label.is_empty() && !label.starts_with('-') && label.bytes().all(is_part);
    inner.split('.').all(is_label)
}

fn no_name(text: &str) -> String {
    format!(
        "`{text}` is not a host name; write for example omero.example.org; put several names in quotes"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Option<Vec<String>> {
        text.parse::<ServerNames>().ok().map(|names| names.0)
    }

    #[test]
    fn names_of_hosts_and_words_of_nginx() {
        assert_eq!(names("a.example b_1.example").unwrap().len(), 2);
        assert_eq!(names("a.example,b.example").unwrap().len(), 2);
        for text in [
            "_",
            "$hostname",
            "*.example.org",
            ".example.org",
            "www.example.*",
            r"~^www\d{1,3}\.x$",
        ] {
            assert_eq!(names(text), Some(vec![text.to_owned()]), "{text}");
        }
        for text in
            ["", "a b;", "a{}", "\"a\"", "a..b", "$host", "-a", "a\nb", "~", "*", "a.*.b", "*.a.*"]
        {
            assert_eq!(names(text), None, "{text}");
        }
    }

    #[test]
    fn other_servers_get_hosts() {
        let hosts = |text: &str| text.parse::<ServerNames>().unwrap().hosts();
        assert_eq!(hosts("_"), Vec::<String>::new());
        assert_eq!(
            hosts(".a.example $hostname b.example"),
            ["a.example", "*.a.example", "b.example"]
        );
    }
}
