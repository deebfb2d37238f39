//! The file name of a version, which holds all that is known about a change but its message: so no further
//! file has to be written, flushed and trusted.
//!
//! ```text
//! 000017-20261122T041700Z-anna,terminal,p,BEFORE,AFTER,config+set+omero.db.host.xml
//! 000003-20251122T041700Z-anna.xml        of older releases
//! ```

use std::ffi::OsStr;
use std::time::SystemTime;

use percent_encoding::AsciiSet;
use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::percent_decode_str;
use percent_encoding::utf8_percent_encode;

use super::author::Breadth;
use super::author::Origin;
use super::version::Record;
use super::version::Version;
use super::version::VersionKind;

/// File systems allow so many.
const LONGEST_NAME: usize = 255;

/// Ends a command that was cut.
const CUT: &str = "...";

/// What stays as it is in a command.
const READABLE: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'-').remove(b'@').remove(b'=').remove(b':');

const KINDS: [VersionKind; 2] = [VersionKind::File, VersionKind::Missing];

const BREADTHS: [(Breadth, &str); 5] = [
    (Breadth::Properties, "p"),
    (Breadth::Files, "f"),
    (Breadth::Reset, "r"),
    (Breadth::Rebuilt, "b"),
    (Breadth::Undo, "u"),
];

impl VersionKind {
    fn extension(self) -> &'static str {
        match self {
            Self::File => "xml",
            Self::Missing => "missing",
        }
    }
}

impl Version {
    pub(super) fn file_name(&self) -> String {
        let Self { number, user, .. } = self;
        let time = humantime::format_rfc3339_seconds(self.replaced).to_string();
        let start = format!("{number:06}-{}-{user}", time.replace(['-', ':'], ""));
        let end = format!(".{}", self.kind.extension());
        let Some(record) = &self.record else { return start + &end };
        let start = format!("{start},{record},");
        let room = LONGEST_NAME.saturating_sub(start.len() + end.len());
        start + &command(&record.command, room) + &end
    }

    /// The version with this file name, if it is one that we would have given.
    pub(super) fn named(name: &OsStr) -> Option<Self> {
        let (stem, extension) = name.to_str()?.rsplit_once('.')?;
        let kind = KINDS.into_iter().find(|kind| kind.extension() == extension)?;
        let mut parts = stem.splitn(3, '-');
        let number = parts.next()?.parse().ok()?;
        let time = time(parts.next()?)?;
        let author = parts.next()?;
        let version = match author.split_once(',') {
            None => Self::new(number, time, author, kind, None),
            Some((user, rest)) => Self::new(number, time, user, kind, Some(record(rest)?)),
        };
        (version.name == name).then_some(version)
    }
}

impl std::fmt::Display for Record {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { origin, before, after, .. } = self;
        let breadth = BREADTHS.iter().find(|(breadth, _)| *breadth == self.breadth);
        let breadth = breadth.map_or("", |(_, letter)| letter);
        write!(out, "{origin},{breadth},{before},{after}")
    }
}

fn record(text: &str) -> Option<Record> {
    let mut parts = text.splitn(5, ',');
    let origin = Origin::of_word(parts.next()?)?;
    let letter = parts.next()?;
    let (breadth, _) = BREADTHS.into_iter().find(|(_, known)| *known == letter)?;
    let before = parts.next()?.parse().ok()?;
    let after = parts.next()?.parse().ok()?;
    let command = parts.next()?.replace('+', " ");
    let command = percent_decode_str(&command).decode_utf8().ok()?.into_owned();
    Some(Record { origin, breadth, before, after, command })
}

/// A command in at most `room` bytes.
fn command(text: &str, room: usize) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, READABLE).to_string().replace("%20", "+");
    let whole = encoded(text);
    if whole.len() <= room {
        return whole;
    }
    let mut cut = String::new();
    for character in text.chars() {
        let next = encoded(character.encode_utf8(&mut [0; 4]));
        if cut.len() + next.len() + CUT.len() > room {
            break;
        }
        cut.push_str(&next);
    }
    cut + CUT
}

/// The time in a name, back in the form of RFC 3339.
fn time(text: &str) -> Option<SystemTime> {
    let part = |from: usize, to: usize| text.get(from..to);
    let (date, clock) = (part(0, 8)?, part(9, 15)?);
    let spaced = format!(
        "{}-{}-{}T{}:{}:{}Z",
        date.get(..4)?,
        date.get(4..6)?,
        date.get(6..)?,
        clock.get(..2)?,
        clock.get(2..4)?,
        clock.get(4..)?
    );
    humantime::parse_rfc3339(&spaced).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::super::fingerprint::Fingerprint;
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    fn recorded(command: &str, origin: Origin) -> Record {
        let (before, after) = (Fingerprint::of_bytes(b"1"), Fingerprint::of_bytes(b"2"));
        Record { origin, breadth: Breadth::Properties, before, after, command: command.to_owned() }
    }

    #[test]
    fn a_name_has_number_time_user_and_what_else_is_known() {
        let time = at(1_795_321_020);
        let old = Version::new(17, time, "anna b-c/d", VersionKind::File, None);
        assert_eq!(old.name, "000017-20261122T041700Z-anna_b-c_d.xml");
        assert_eq!(Version::named(&old.name), Some(old));
        let record = recorded("config set omero.db.host", Origin::Terminal);
        let new = Version::new(17, time, "anna", VersionKind::File, Some(record));
        assert_eq!(
            new.name,
            "000017-20261122T041700Z-anna,terminal,p,65cd25028f98f158,fb95a7322f5da314,config+set+omero.db.host.xml"
        );
        assert_eq!(Version::named(&new.name), Some(new));
    }

    #[test]
    fn other_names_are_not_versions() {
        for name in [
            "notes.txt",
            "17.xml",
            "x-20261122T041700Z-a.xml",
            "000001-now-a.xml",
            "000001-20261122T041700Z-a.txt",
            "000001-20261122T041700Z-a,terminal.xml",
            "000001-20261122T041700Z-a,terminal,p,1,2,x.xml",
            "é-é-é.xml",
            "184467440737095516150-20261122T041700Z-a.xml",
        ] {
            assert_eq!(Version::named(OsStr::new(name)), None, "{name}");
        }
    }

    #[test]
    fn a_clock_before_1970_or_after_9999_makes_a_name_too() {
        let before = SystemTime::UNIX_EPOCH - Duration::from_secs(1 << 32);
        for (time, shown) in [(before, "19700101T000000Z"), (at(1 << 40), "99991231T235959Z")] {
            let version = Version::new(1, time, "a", VersionKind::File, None);
            assert_eq!(version.name, &*format!("000001-{shown}-a.xml"));
            assert_eq!(Version::named(&version.name), Some(version));
        }
    }

    proptest! {
        #[test]
        fn every_user_origin_and_command_fits_and_reads_back(
            user in ".*", origin in ".*", command in ".{0,300}", number in 0..1_u64 << 40,
        ) {
            let origin = Origin::named(&origin).unwrap_or(Origin::Script);
            let record = Some(recorded(&command, origin));
            let version = Version::new(number, at(number), &user, VersionKind::Missing, record);
            prop_assert!(version.name.len() <= LONGEST_NAME);
            let read = Version::named(&version.name).unwrap();
            prop_assert_eq!(&read.name, &version.name);
            let (read, given) = (read.record.unwrap().command, version.record.unwrap().command);
            let start = read.strip_suffix(CUT).unwrap_or(&read);
            prop_assert!(given == read || given.starts_with(start));
        }
    }
}
