//! The mark in the head of a configuration: what made it, and a checksum that shows later changes.

/// What is in the head of a file of `web config`, before its kind.
const CONFIG: &str = "Made by `omero web config ";

/// What is in the head of a `web.config`, whichever command made it.
const IIS: &str = "Made by omero web";

/// What follows the mark, before the checksum.
const CHECKSUM: &str = " (checksum ";

/// So many hexadecimal digits make a checksum.
const DIGITS: usize = 16;

/// The mark is in so many bytes at the beginning.
pub(crate) const MARK_HEAD: u64 = 8 << 10;

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The type of `web config`, such as `nginx`.
    pub kind: String,
    pub integrity: Integrity,
}

/// Whether a file is as it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Integrity {
    Intact,
    Changed,
    /// It has no checksum.
    Unknown,
}

impl Mark {
    /// The mark of a file with this content, if we made it.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let end = mark_end(text)?;
        let kind = text[..end].rsplit_once(CONFIG).and_then(|(_, kind)| kind.strip_suffix('`'));
        let kind = kind.unwrap_or("iis").to_owned();
        let rest = &text[end..];
        let checksum = rest.strip_prefix(CHECKSUM).and_then(|rest| rest.get(..DIGITS));
        let integrity = match checksum {
            None => Integrity::Unknown,
            Some(checksum) => {
                let without = rest.get(CHECKSUM.len() + DIGITS + 1..).unwrap_or_default();
                let is_intact = checksum_of(&[&text[..end], without]) == checksum;
                if is_intact { Integrity::Intact } else { Integrity::Changed }
            }
        };
        Some(Self { kind, integrity })
    }
}

/// The text with a checksum after its mark.
pub(super) fn with_checksum(text: &str) -> String {
    let Some(end) = mark_end(text) else { return text.to_owned() };
    let (before, after) = text.split_at(end);
    format!("{before}{CHECKSUM}{}){after}", checksum_of(&[before, after]))
}

/// Where the mark ends.
fn mark_end(text: &str) -> Option<usize> {
    let mut head = text.len().min(usize::try_from(MARK_HEAD).unwrap_or(usize::MAX));
    while !text.is_char_boundary(head) {
        head -= 1;
    }
    let head = &text[..head];
    match head.find(CONFIG) {
        Some(start) => {
            let kind = start + CONFIG.len();
            Some(kind + head[kind..].find('`')? + 1)
        }
        None => Some(head.find(IIS)? + IIS.len()),
    }
}

/// FNV-1a of 64 bits. It finds accidents and edits; it protects from nobody. Line ends do not count, as
/// tools that copy texts between systems change them.
fn checksum_of(parts: &[&str]) -> String {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let bytes = parts.iter().flat_map(|part| part.bytes()).filter(|byte| *byte != b'\r');
    let hash = bytes.fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn integrity(text: &str) -> Option<Integrity> {
        Mark::of(text).map(|mark| mark.integrity)
    }

    #[test]
    fn a_mark_without_a_checksum_is_not_a_change() {
        let old = "# Made by `omero web config apache`. Change properties.\n";
        let unknown = Mark { kind: "apache".to_owned(), integrity: Integrity::Unknown };
        assert_eq!(Mark::of(old), Some(unknown));
        assert_eq!(Mark::of("server { listen 80; }\n"), None);
    }

    #[test]
    fn the_line_ends_of_another_system_are_not_a_change() {
        let made = with_checksum("<!-- Made by omero web: change properties. -->\n<a />\n");
        assert_eq!(integrity(&made.replace('\n', "\r\n")), Some(Integrity::Intact));
        assert_eq!(Mark::of(&made).map(|mark| mark.kind), Some("iis".to_owned()));
    }

    proptest! {
        #[test]
        fn every_change_is_found(before in "[ -~\n]{0,40}", after in "[ -~\n]{0,40}", more in "[ -~]") {
            let text = format!("{before}# Made by `omero web config nginx`.\n{after}");
            let made = with_checksum(&text);
            prop_assert_eq!(integrity(&made), Some(Integrity::Intact));
            prop_assert_eq!(integrity(&format!("{made}{more}")), Some(Integrity::Changed));
            let emptied = made.replace("# Made", "# \t Made");
            prop_assert_eq!(integrity(&emptied), Some(Integrity::Changed));
        }

        #[test]
        fn any_text_has_a_mark_or_none(text in any::<String>()) {
            let _ = Mark::of(&text);
            let _ = Mark::of(&format!("{CONFIG}nginx`{CHECKSUM}{text}"));
        }
    }
}
