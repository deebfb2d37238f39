//! Names of things of Windows: sites and pools of IIS, accounts, certificates.

use std::fmt;
use std::str::FromStr;

/// The name of a site or of an application pool.
///
/// It is part of PowerShell paths (`IIS:\Sites\NAME`), where brackets and similar characters are
/// wildcards; so it has none of what IIS or PowerShell take for something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name(String);

impl Name {
    /// One that we know to be right.
    pub(super) fn usual(name: &'static str) -> Self {
        Self(name.to_owned())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_allowed = |found: char| found.is_alphanumeric() || " -_.()".contains(found);
        let is_framed = text.trim_matches([' ', '.']) != text;
        if text.is_empty()
            || is_framed
            || text.chars().count() > 64
            || !text.chars().all(is_allowed)
        {
            return Err(format!(
                "{text:?} is not a valid name: it may have up to 64 letters, digits, spaces and `-_.()`"
            ));
        }
        Ok(Self(text.to_owned()))
    }
}

/// Who the processes of an application pool are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Identity {
    /// An account that IIS makes for the pool.
    #[default]
    Pool,
    /// An account that Windows has.
    BuiltIn(&'static str),
    /// An account of a domain or of this machine; one whose name ends with `$` has no password to ask for.
    User(String),
}

/// The accounts that have a special name in IIS, and what Windows calls them.
const BUILT_IN: [(&str, &str); 3] = [
    ("NetworkService", r"NT AUTHORITY\NETWORK SERVICE"),
    ("LocalService", r"NT AUTHORITY\LOCAL SERVICE"),
    ("LocalSystem", r"NT AUTHORITY\SYSTEM"),
];

impl Identity {
    /// What IIS calls this kind.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Pool => "ApplicationPoolIdentity",
            Self::BuiltIn(name) => name,
            Self::User(_) => "SpecificUser",
        }
    }

    /// The account to which rights are given.
    pub(crate) fn account(&self, pool: &Name) -> String {
        match self {
            Self::Pool => format!(r"IIS AppPool\{}", pool.as_str()),
            Self::BuiltIn(name) => {
                let found = BUILT_IN.iter().find(|(known, _)| known == name);
                found.map_or_else(String::new, |(_, account)| (*account).to_owned())
            }
            Self::User(name) => name.clone(),
        }
    }
}

impl FromStr for Identity {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "ApplicationPoolIdentity" {
            return Ok(Self::Pool);
        }
        if let Some((name, _)) = BUILT_IN.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)) {
            return Ok(Self::BuiltIn(name));
        }
        let is_wrong = |found: char| found.is_control() || "\"/[]:;|=,+*?<>%".contains(found);
        let parts: Vec<_> = text.split('\\').collect();
        if parts.len() > 2 || parts.contains(&"") || text.chars().any(is_wrong) {
            return Err(format!(
                "{text:?} is not an account; write NetworkService, DOMAIN\\user or user@example.org"
            ));
        }
        Ok(Self::User(text.to_owned()))
    }
}

/// What identifies a certificate in the Windows certificate store: 40 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Thumbprint(String);

impl FromStr for Thumbprint {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // The window that shows it puts spaces between the digits, and a mark before them.
        let digits: String =
            text.chars().filter(|found| !matches!(found, ' ' | '\u{200e}')).collect();
        if digits.len() != 40 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(format!("{text:?} is not a thumbprint; it has 40 hexadecimal digits"));
        }
        Ok(Self(digits.to_ascii_uppercase()))
    }
}

impl fmt::Display for Thumbprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_no_wildcards_and_no_separators() {
        for text in ["Default Web Site", "OMERO.web", "Bücher (2)", "a-b_c"] {
            assert_eq!(text.parse::<Name>().map(|name| name.0).as_deref(), Ok(text));
        }
        for text in ["", " a", "a.", "a/b", r"a\b", "a*", "[a]", "a'b", "a\"", "a;b", "a\nb", "a`b"]
        {
            assert!(text.parse::<Name>().is_err(), "{text}");
        }
    }

    #[test]
    fn accounts_are_built_in_or_users() {
        let account = |text: &str| text.parse::<Identity>().ok();
        assert_eq!(account("networkservice"), Some(Identity::BuiltIn("NetworkService")));
        assert_eq!(account(r"LAB\omero$"), Some(Identity::User(r"LAB\omero$".to_owned())));
        assert_eq!(account("web@example.org").unwrap().kind(), "SpecificUser");
        for text in ["", r"a\b\c", r"\a", "a:b", "a\"b", "a%b"] {
            assert_eq!(account(text), None, "{text}");
        }
    }

    #[test]
    fn thumbprints_are_copied_from_a_window_with_blanks() {
        let shown = "\u{200e}a9 09 50 2d d8 2a e4 14 33 e6 f8 38 86 b0 0d 42 77 a3 2a 7b";
        let expected = "A909502DD82AE41433E6F83886B00D4277A32A7B";
        assert_eq!(shown.parse::<Thumbprint>().unwrap().to_string(), expected);
        assert!("a9".parse::<Thumbprint>().is_err());
    }
}
