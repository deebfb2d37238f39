//! Access control lists of Windows as text, in the notation SDDL: who may read and write a file.
//!
//! The text is what the system itself prints, so that this part needs no system and is tested on all.

/// The right to read the content of a file, or to list a directory.
const READ: u32 = 0x0001;

/// The right to write the content of a file, or to add a file to a directory.
const WRITE: u32 = 0x0002;

/// What the two-letter words for rights stand for in the lists of files.
const RIGHTS: [(&str, u32); 17] = [
    ("FA", 0x001f_01ff),
    ("FR", 0x0012_0089),
    ("FW", 0x0012_0116),
    ("FX", 0x0012_00a0),
    ("GA", 0x001f_01ff),
    ("GR", 0x0012_0089),
    ("GW", 0x0012_0116),
    ("GX", 0x0012_00a0),
    ("CC", 0x0001),
    ("DC", 0x0002),
    ("LC", 0x0004),
    ("SW", 0x0008),
    ("RP", 0x0010),
    ("WP", 0x0020),
    ("RC", 0x0002_0000),
    ("WD", 0x0004_0000),
    ("WO", 0x0008_0000),
];

/// Groups that have all users of a machine in them: Everyone, Authenticated Users, Users, those who are logged
/// on at it, over the network or in a batch, all applications, and guests.
const ALL_USERS: [&str; 9] = ["WD", "AU", "BU", "IU", "NU", "S-1-5-3", "AC", "AN", "BG"];

/// Accounts that may do everything on the machine anyway: the system and its administrators. The owner has an
/// entry of its own, or is called `OW` (the rights of the owner) or `CO` (the creator).
const TRUSTED: [&str; 4] = ["SY", "BA", "OW", "CO"];

/// Owner and access control list of a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct AccessList {
    owner: String,
    /// Whether it takes nothing from the list of the directory.
    pub(crate) is_protected: bool,
    /// None if there is no list, so that everyone may do everything.
    entries: Option<Vec<AccessEntry>>,
}

/// One line of the list. Only what a file itself grants or denies is looked at, not what is inherited from it.
#[derive(Debug, PartialEq, Eq)]
struct AccessEntry {
    allows: bool,
    rights: u32,
    account: String,
}

impl AccessList {
    /// Reads `O:BAG:SYD:PAI(A;;FA;;;SY)(A;ID;0x1200a9;;;BU)`. Accounts are identifiers such as
    /// `S-1-5-21-...-1001`, or two letters.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (before, list) = text.split_once("D:")?;
        let owner = before.strip_prefix("O:")?.split("G:").next()?.to_owned();
        let list = list.split("S:").next()?;
        let (flags, entries) = list.split_at_checked(list.find('(').unwrap_or(list.len()))?;
        let is_protected = flags.contains('P');
        if flags.contains("NO_ACCESS_CONTROL") {
            return Some(Self { owner, is_protected, entries: None });
        }
        let entries = entries.split('(').filter_map(AccessEntry::parse).collect();
        Some(Self { owner, is_protected, entries: Some(entries) })
    }

    pub(crate) fn owner(&self) -> &str {
        &self.owner
    }

    /// Whether every user of the machine may read the file or list the directory.
    pub(crate) fn is_readable_by_all(&self) -> bool {
        self.is_granted_to_all(READ)
    }

    /// Whether every user of the machine may change the file or add files to the directory.
    pub(crate) fn is_writable_by_all(&self) -> bool {
        self.is_granted_to_all(WRITE)
    }

    /// The accounts that may read, without its owner and those who may do everything anyway.
    pub(crate) fn other_readers(&self) -> Vec<&str> {
        let readers = self.granted(READ).into_iter();
        readers.filter(|account| !TRUSTED.contains(account) && *account != self.owner).collect()
    }

    /// The accounts that may change the file or add files to the directory.
    pub(crate) fn writers(&self) -> Vec<&str> {
        self.granted(WRITE)
    }

    fn is_granted_to_all(&self, right: u32) -> bool {
        self.entries.is_none()
            || self.granted(right).into_iter().any(|account| ALL_USERS.contains(&account))
    }

    /// The accounts that an entry gives a right, each once. One that is denied it does not count.
    fn granted(&self, right: u32) -> Vec<&str> {
        let entries = self.entries.as_deref().unwrap_or_default();
        let concerned: Vec<_> = entries.iter().filter(|entry| entry.rights & right != 0).collect();
        let mut seen: Vec<&str> = Vec::new();
        let mut granted = Vec::new();
        for entry in concerned {
            // The first entry about an account decides: denials come first.
            if !seen.contains(&&*entry.account) {
                seen.push(&entry.account);
                granted.extend(entry.allows.then_some(&*entry.account));
            }
        }
        granted
    }
}

impl AccessEntry {
    /// `A;OICI;FA;;;SY)`; none if it does not apply to the file itself.
    fn parse(text: &str) -> Option<Self> {
        let mut fields = text.trim_end().trim_end_matches(')').split(';');
        let (kind, flags, rights) = (fields.next()?, fields.next()?, fields.next()?);
        let account = fields.nth(2)?.to_owned();
        let allows = matches!(kind, "A" | "XA" | "OA");
        let denies = matches!(kind, "D" | "XD" | "OD");
        let is_for_others = pairs(flags).any(|flag| flag == "IO");
        ((allows || denies) && !is_for_others).then_some(())?;
        Some(Self { allows, rights: rights_of(rights), account })
    }
}

/// `0x1200a9`, or words of two letters without spaces.
fn rights_of(text: &str) -> u32 {
    if let Some(number) = text.strip_prefix("0x") {
        return u32::from_str_radix(number, 16).unwrap_or_default();
    }
    let of = |word| RIGHTS.iter().find(|(name, _)| *name == word).map_or(0, |(_, right)| *right);
    pairs(text).map(of).fold(0, |all, right| all | right)
}

fn pairs(text: &str) -> impl Iterator<Item = &str> {
    (0..text.len()).step_by(2).filter_map(|at| text.get(at..at + 2))
}

/// Whose list it is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Holder {
    File,
    /// It passes its list on to what is made in it.
    Directory,
}

/// The list of a file or directory that only `accounts`, the system and its administrators may use.
pub(crate) fn private_list(accounts: &[&str], holder: Holder) -> String {
    let flags = match holder {
        Holder::File => "",
        Holder::Directory => "OICI",
    };
    let mut all = vec!["SY", "BA"];
    for account in accounts {
        if !all.contains(account) {
            all.push(account);
        }
    }
    let entries = all.iter().map(|account| format!("(A;{flags};FA;;;{account})"));
    format!("D:P{}", entries.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a directory directly under `C:\` hands on to a new file.
    const INHERITED: &str = "O:S-1-5-21-1-2-3-1001G:S-1-5-21-1-2-3-513D:AI(A;ID;FA;;;BA)(A;ID;FA;;;SY)\
                             (A;ID;0x1200a9;;;BU)(A;ID;0x1301bf;;;AU)";

    #[test]
    fn what_users_inherit_from_the_drive_is_seen() {
        let list = AccessList::parse(INHERITED).unwrap();
        assert_eq!(list.owner(), "S-1-5-21-1-2-3-1001");
        assert!(!list.is_protected && list.is_readable_by_all() && list.is_writable_by_all());
        assert_eq!(list.other_readers(), ["BU", "AU"]);
        assert_eq!(list.writers(), ["BA", "SY", "AU"]);
    }

    #[test]
    fn a_private_list_keeps_all_others_out() {
        let owner = "S-1-5-21-1-2-3-1001";
        let private = private_list(&[owner, "BA", owner], Holder::File);
        assert_eq!(private, format!("D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;{owner})"));
        let list = AccessList::parse(&format!("O:{owner}G:BA{private}")).unwrap();
        assert!(list.is_protected && !list.is_readable_by_all() && !list.is_writable_by_all());
        assert!(list.other_readers().is_empty());
    }

    #[test]
    fn a_directory_passes_its_list_on() {
        assert_eq!(private_list(&[], Holder::Directory), "D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)");
    }

    #[test]
    fn an_account_that_may_read_is_named_and_one_that_is_denied_is_not() {
        let text = "O:BAG:BAD:P(D;;FR;;;BU)(A;;FR;;;BU)(A;;FR;;;S-1-5-82-1)(A;OICIIO;FA;;;WD)(A;;FX;;;AU)S:AI";
        let list = AccessList::parse(text).unwrap();
        assert_eq!(list.other_readers(), ["S-1-5-82-1"]);
        assert!(!list.is_readable_by_all());
    }

    #[test]
    fn no_list_at_all_lets_everyone_in() {
        let list = AccessList::parse("O:BAG:BAD:NO_ACCESS_CONTROL").unwrap();
        assert!(list.is_readable_by_all() && list.is_writable_by_all());
        assert_eq!(AccessList::parse("nonsense"), None);
    }

    #[test]
    fn an_empty_list_lets_nobody_in() {
        let list = AccessList::parse("O:BAG:BAD:P").unwrap();
        assert!(!list.is_readable_by_all() && list.writers().is_empty());
    }
}
