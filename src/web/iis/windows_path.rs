//! Paths on the machine of IIS, wherever this program runs.

use std::fmt;
use std::str::FromStr;

/// An absolute path of Windows: a drive or a share, then names, with backslashes.
///
/// Slashes become backslashes. IIS, wfastcgi and waitress put the value of a variable in the place of
/// `%NAME%`, and nothing protects a `%` from that; so there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WindowsPath(String);

/// Why a text is not such a path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoWindowsPath {
    #[error("{0:?} is not an absolute Windows path, such as C:\\omero_dist")]
    Relative(String),
    #[error("{found:?} in {path:?} is not allowed in Windows file names")]
    Character { path: String, found: char },
    /// It would be two directories for Python.
    #[error("`;` in {0:?} separates directories in PYTHONPATH and cannot be quoted")]
    Separator(String),
    /// IIS would look for a variable.
    #[error("`%` in {0:?} begins a Windows variable and cannot be quoted")]
    Variable(String),
}

impl WindowsPath {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of something below it, whose names are separated by backslashes.
    #[must_use]
    pub(crate) fn join(&self, below: &str) -> Self {
        Self(format!("{}\\{below}", self.0.trim_end_matches('\\')))
    }

    /// The directory that it is in; the root is in itself.
    #[must_use]
    pub(crate) fn parent(&self) -> Self {
        match self.0.rsplit_once('\\') {
            Some((parent, _)) if parent.len() > 2 => Self(parent.to_owned()),
            Some((drive, _)) => Self(format!("{drive}\\")),
            None => self.clone(),
        }
    }
}

impl FromStr for WindowsPath {
    type Err = NoWindowsPath;

    fn from_str(text: &str) -> Result<Self, NoWindowsPath> {
        let path = text.replace('/', "\\");
        let (root, names) =
            split_root(&path).ok_or_else(|| NoWindowsPath::Relative(text.into()))?;
        if text.contains('%') {
            return Err(NoWindowsPath::Variable(text.to_owned()));
        }
        if text.contains(';') {
            return Err(NoWindowsPath::Separator(text.to_owned()));
        }
        let is_wrong = |found: &char| found.is_control() || "\"<>|?*:".contains(*found);
        if let Some(found) = names.chars().find(is_wrong) {
            return Err(NoWindowsPath::Character { path: text.to_owned(), found });
        }
        let names: Vec<_> = names.split('\\').filter(|name| !name.is_empty()).collect();
        Ok(Self(format!("{root}{}", names.join("\\"))))
    }
}

impl fmt::Display for WindowsPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// `C:\` or `\\`, and the names after it.
fn split_root(path: &str) -> Option<(&str, &str)> {
    if path.starts_with(r"\\") {
        return path.split_at_checked(2).filter(|(_, share)| share.contains('\\'));
    }
    let (root, names) = path.split_at_checked(3)?;
    let drive = root.strip_suffix(r":\")?;
    drive.bytes().all(|letter| letter.is_ascii_alphabetic()).then_some((root, names))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> WindowsPath {
        text.parse().unwrap()
    }

    #[test]
    fn drives_and_shares_have_one_form() {
        for (text, expected) in [
            (r"C:\omero_dist", r"C:\omero_dist"),
            ("c:/omero//dist/", r"c:\omero\dist"),
            (r"D:\", r"D:\"),
            (r"\\server\share\a b\", r"\\server\share\a b"),
            (r"C:\it's {ä}", r"C:\it's {ä}"),
        ] {
            assert_eq!(path(text).as_str(), expected);
        }
    }

    #[test]
    fn joins_have_one_backslash() {
        assert_eq!(path(r"C:\").join(r"var\log").as_str(), r"C:\var\log");
        assert_eq!(path(r"C:\a\my.ini").parent().as_str(), r"C:\a");
        assert_eq!(path(r"C:\my.ini").parent().as_str(), r"C:\");
    }

    #[test]
    fn what_windows_or_iis_would_take_for_something_else_is_refused() {
        for text in ["", "omero", "/opt/omero", "C:omero", r"\omero", r"\\server", "ä:\\x", "1:\\"]
        {
            assert!(
                matches!(text.parse::<WindowsPath>(), Err(NoWindowsPath::Relative(_))),
                "{text}"
            );
        }
        for text in [r#"C:\a"b"#, r"C:\a|b", "C:\\a\nb", r"C:\a:b", r"C:\a*"] {
            let found = text.parse::<WindowsPath>();
            assert!(matches!(found, Err(NoWindowsPath::Character { .. })), "{text}");
        }
        let found = r"C:\%TEMP%".parse::<WindowsPath>();
        assert!(matches!(found, Err(NoWindowsPath::Variable(_))));
        let found = r"C:\a;C:\b".parse::<WindowsPath>();
        assert!(matches!(found, Err(NoWindowsPath::Separator(_))));
    }
}
