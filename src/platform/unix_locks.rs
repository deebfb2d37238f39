//! Who holds a lock on a file. Linux alone tells: `/proc/locks` has process and file of each lock, and
//! `/proc/PID/fd` the files that a process has open.

use std::fs;
use std::fs::File;
use std::fs::Metadata;
use std::io;
use std::io::Read;
use std::os::unix::fs::MetadataExt;

/// A process that keeps others from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LockHolder {
    pub(crate) process: u32,
    /// The name of its program; its arguments may hold secrets.
    pub(crate) program: Option<String>,
}

/// A lock as the system lists it.
struct Listed {
    process: u32,
    device: (u64, u64),
    inode: u64,
}

/// How often the list is read before it is believed that a lock is not in it: it can miss one while
/// others come and go.
const LOOKS: usize = 4;

/// As much of the list is asked for at once.
const LIST_BYTES: usize = 1 << 16;

/// Who holds a lock on a file; none if that can't be told.
pub(crate) fn lock_holders(file: &Metadata) -> Option<Vec<LockHolder>> {
    for _ in 0..LOOKS {
        let processes = processes_that_lock(file, &list().ok()?);
        if !processes.is_empty() {
            return Some(processes.into_iter().map(holder).collect());
        }
    }
    Some(Vec::new())
}

/// The list of all locks. Read in large pieces: between two of them it changes.
fn list() -> io::Result<String> {
    let mut text = Vec::with_capacity(LIST_BYTES);
    File::open("/proc/locks")?.read_to_end(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn processes_that_lock(file: &Metadata, list: &str) -> Vec<u32> {
    let locks = list.lines().filter_map(listed).filter(|lock| lock.inode == file.ino());
    // Some file systems tell another device here than `stat(2)` does.
    let is_on_disk = |lock: &Listed| lock.device == device(file) || has_open(lock.process, file);
    let ours = locks.filter(is_on_disk);
    let mut processes: Vec<_> = ours.flat_map(|lock| those_behind(&lock, file)).collect();
    processes.sort_unstable();
    processes.dedup();
    processes
}

/// The two numbers of a device, which Linux packs into one. No other system gets as far as here, and
/// there the type of the packed number differs.
fn device(file: &Metadata) -> (u64, u64) {
    let packed = file.dev();
    let major = ((packed >> 8) & 0xfff) | ((packed >> 32) & !0xfff);
    let minor = (packed & 0xff) | ((packed >> 12) & !0xff);
    (major, minor & 0xffff_ffff)
}

/// Who has locked a file may be gone while its children go on holding it.
fn those_behind(lock: &Listed, file: &Metadata) -> Vec<u32> {
    if fs::metadata(format!("/proc/{}", lock.process)).is_ok() {
        vec![lock.process]
    } else {
        processes_with(file).collect()
    }
}

/// `1: FLOCK  ADVISORY  WRITE 5057 fe:00:10010682 0 EOF`; who only waits has an arrow.
fn listed(line: &str) -> Option<Listed> {
    let mut words = line.split_whitespace().skip(1);
    words.next().filter(|kind| *kind != "->")?;
    let process = words.nth(2)?.parse().ok()?;
    let mut place = words.next()?.split(':');
    let mut number = || u64::from_str_radix(place.next()?, 16).ok();
    let device = (number()?, number()?);
    Some(Listed { process, device, inode: place.next()?.parse().ok()? })
}

fn processes_with(file: &Metadata) -> impl Iterator<Item = u32> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    numbers.filter(|process| has_open(*process, file))
}

fn has_open(process: u32, file: &Metadata) -> bool {
    let open = fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    let mut open = open.filter_map(|entry| fs::metadata(entry.path()).ok());
    open.any(|open| super::is_same_file(&open, file))
}

fn holder(process: u32) -> LockHolder {
    let name = fs::read_to_string(format!("/proc/{process}/comm")).ok();
    LockHolder { process, program: name.map(|name| name.trim_end().to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_read_and_who_waits_for_it_is_not() {
        let lock = listed("1: FLOCK  ADVISORY  WRITE 5057 fe:00:10010682 0 EOF").unwrap();
        assert_eq!((lock.process, lock.device, lock.inode), (5057, (0xfe, 0), 10_010_682));
        assert!(listed("1: -> FLOCK  ADVISORY  WRITE 5058 fe:00:10010682 0 EOF").is_none());
        assert!(listed("2: OFDLCK ADVISORY  READ -1 00:06:1028 0 EOF").is_none());
    }
}
