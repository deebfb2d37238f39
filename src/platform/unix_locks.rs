//! Who holds a lock on a file. Only Linux reports it: `/proc/locks` lists process and file of each lock, and
//! `/proc/PID/fdinfo` the locks that a process has through its open files.

use std::fs;
use std::fs::File;
use std::fs::Metadata;
use std::io;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

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

/// The processes that hold an `flock(2)` on a file, as far as the system reports them.
pub(crate) fn lock_holders(file: &Metadata) -> Vec<u32> {
    let looks = (0..LOOKS).map_while(|_| list().ok());
    let mut found = looks.map(|list| processes_that_lock(file, &list));
    found.find(|processes| !processes.is_empty()).unwrap_or_default()
}

/// The list of all locks. Read in large pieces: between two of them it changes.
fn list() -> io::Result<String> {
    let mut text = Vec::with_capacity(LIST_BYTES);
    File::open("/proc/locks")?.read_to_end(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn processes_that_lock(file: &Metadata, list: &str) -> Vec<u32> {
    let locks = list.lines().filter_map(listed).filter(|lock| lock.inode == file.ino());
    // Some file systems report another device here than `stat(2)` does.
    let is_on_disk =
        |lock: &Listed| lock.device == device(file) || has_lock(lock.process, file) == Some(true);
    let ours = locks.filter(is_on_disk);
    let mut processes: Vec<_> = ours.flat_map(|lock| holders(&lock, file)).collect();
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

/// The process that took the lock may have ended, and another one have its number by now, while its children
/// still hold the lock. A process that may not be looked into is believed to be the one in the list.
fn holders(lock: &Listed, file: &Metadata) -> Vec<u32> {
    if has_lock(lock.process, file) == Some(false) {
        processes().filter(|process| has_lock(*process, file) == Some(true)).collect()
    } else {
        vec![lock.process]
    }
}

/// `1: FLOCK  ADVISORY  WRITE 5057 fe:00:10010682 0 EOF`; one that only waits has an arrow. Locks of the kinds
/// `POSIX` and `OFDLCK` do not block an `flock(2)`. The number is 0 if the process is in another namespace.
fn listed(line: &str) -> Option<Listed> {
    let mut words = line.split_whitespace().skip(1);
    words.next().filter(|kind| *kind == "FLOCK")?;
    let process = words.nth(2)?.parse().ok().filter(|process| *process != 0)?;
    let mut place = words.next()?.split(':');
    let mut number = || u64::from_str_radix(place.next()?, 16).ok();
    let device = (number()?, number()?);
    Some(Listed { process, device, inode: place.next()?.parse().ok()? })
}

fn processes() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

/// Whether a process holds a lock through one of its open files; none if we may not look. A process that only
/// waits for the lock has the file open too.
fn has_lock(process: u32, file: &Metadata) -> Option<bool> {
    let open = match fs::read_dir(format!("/proc/{process}/fd")) {
        Ok(open) => open,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Some(false),
        Err(_) => return None,
    };
    let identity = |found: &Metadata| (found.dev(), found.ino());
    let is_file =
        |path: &Path| fs::metadata(path).is_ok_and(|found| identity(&found) == identity(file));
    let mut same = open.flatten().filter(|entry| is_file(&entry.path()));
    Some(same.any(|entry| {
        let number = entry.file_name();
        let path = Path::new("/proc").join(process.to_string()).join("fdinfo").join(number);
        fs::read_to_string(path).is_ok_and(|text| text.lines().any(is_lock))
    }))
}

/// `lock:  1: FLOCK  ADVISORY  WRITE 5057 fe:00:10010682 0 EOF`
fn is_lock(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next() == Some("lock:") && words.nth(1) == Some("FLOCK")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_read_and_one_that_is_waited_for_is_not() {
        let lock = listed("1: FLOCK  ADVISORY  WRITE 5057 fe:00:10010682 0 EOF").unwrap();
        assert_eq!((lock.process, lock.device, lock.inode), (5057, (0xfe, 0), 10_010_682));
        assert!(listed("1: -> FLOCK  ADVISORY  WRITE 5058 fe:00:10010682 0 EOF").is_none());
        assert!(listed("2: OFDLCK ADVISORY  READ -1 00:06:1028 0 EOF").is_none());
    }

    #[test]
    fn a_lock_of_another_kind_or_of_another_namespace_is_not_reported() {
        for line in [
            "3: POSIX  ADVISORY  WRITE 5057 fe:00:10010682 0 EOF",
            "4: FLOCK  ADVISORY  WRITE 0 fe:00:10010682 0 EOF",
            "5: LEASE  ACTIVE    READ 5057 fe:00:10010682 0 EOF",
        ] {
            assert!(listed(line).is_none(), "{line}");
        }
    }
}
