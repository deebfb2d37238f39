//! Paths of URLs that a web server serves.

/// Why a text is not a path that every web server reads in the same way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoUrlPath {
    #[error("it must begin with a slash")]
    NoSlash,
    #[error("a path for web servers contains only letters, digits and `/-._~+,:@=`, not {0:?}")]
    Character(char),
    #[error("`.`, `..` and empty parts between slashes are not allowed")]
    Dots,
}

/// A path that begins with a slash, without its last ones; the empty text for the root.
pub(super) fn of(text: &str) -> Result<String, NoUrlPath> {
    let path = text.trim_end_matches('/');
    let is_allowed = |found: char| found.is_ascii_alphanumeric() || "/-._~+,:@=".contains(found);
    if let Some(found) = text.chars().find(|found| !is_allowed(*found)) {
        return Err(NoUrlPath::Character(found));
    }
    let Some(parts) = path.strip_prefix('/') else {
        return if text.starts_with('/') { Ok(String::new()) } else { Err(NoUrlPath::NoSlash) };
    };
    if parts.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Err(NoUrlPath::Dots);
    }
    Ok(path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lose_their_last_slash() {
        assert_eq!(of("/omero/").unwrap(), "/omero");
        assert_eq!(of("/a/b-c.d_e~f").unwrap(), "/a/b-c.d_e~f");
        assert_eq!(of("/").unwrap(), "");
    }

    #[test]
    fn what_a_server_could_misread_is_refused() {
        assert_eq!(of("omero"), Err(NoUrlPath::NoSlash));
        assert_eq!(of(""), Err(NoUrlPath::NoSlash));
        assert_eq!(of("/a/../b"), Err(NoUrlPath::Dots));
        assert_eq!(of("/a//b"), Err(NoUrlPath::Dots));
        for text in
            ["/a b", "/a;", "/{", "/$host", "/a\n", "/\"", "/'", "/%20", "/ä", "/a\\", "/#", "/?"]
        {
            assert!(matches!(of(text), Err(NoUrlPath::Character(_))), "{text}");
        }
    }
}
