//! Who owns a file on Windows, and who may use it: its access control list.

use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::os::windows::fs::OpenOptionsExt;
use std::path::Path;

use windows_permissions::LocalBox;
use windows_permissions::SecurityDescriptor;
use windows_permissions::constants::SeObjectType;
use windows_permissions::constants::SecurityInformation;
use windows_permissions::wrappers::EqualSid;
use windows_permissions::wrappers::GetSecurityInfo;
use windows_permissions::wrappers::LookupAccountSid;
use windows_permissions::wrappers::SetSecurityInfo;

use super::Directory;
use super::FileStatus;
use super::access_list::AccessList;
use super::access_list::Holder;
use super::access_list::private_list;

/// `READ_CONTROL`: to read owner and list.
const READ_LIST: u32 = 0x0002_0000;

/// `WRITE_DAC`: to change the list. The owner of a file has it always.
const WRITE_LIST: u32 = 0x0004_0000;

/// `WRITE_OWNER`.
const WRITE_OWNER: u32 = 0x0008_0000;

/// `GENERIC_READ | GENERIC_WRITE`.
const READ_AND_WRITE: u32 = 0xc000_0000;

/// `FILE_FLAG_BACKUP_SEMANTICS`: without it no directory can be opened.
pub(super) const OF_DIRECTORIES: u32 = 0x0200_0000;

/// File systems without access control lists, such as those of most memory sticks, answer with
/// `ERROR_INVALID_FUNCTION` or `ERROR_NOT_SUPPORTED`.
const WITHOUT_LISTS: [i32; 2] = [1, 50];

/// Owner and list of what is at a path, if they can be read.
pub(super) fn access_list(path: &Path) -> Option<AccessList> {
    let file = open_for_list(path, READ_LIST).ok()?;
    list_of(&file)
}

/// The names of the accounts that may read a file, besides its owner, the system and its administrators; none if
/// that cannot be told.
pub(crate) fn other_readers(path: &Path) -> Option<Vec<String>> {
    let list = access_list(path)?;
    Some(list.other_readers().into_iter().map(account_name_of).collect())
}

/// `BUILTIN\Users` for `BU`; the identifier itself if it has no name.
fn account_name_of(account: &str) -> String {
    let name = || {
        let holder = format!("O:{account}").parse::<LocalBox<SecurityDescriptor>>().ok()?;
        let (name, domain) = LookupAccountSid(holder.owner()?).ok()?;
        let (name, domain) = (name.to_string_lossy(), domain.to_string_lossy());
        Some(if domain.is_empty() { name.into_owned() } else { format!(r"{domain}\{name}") })
    };
    name().unwrap_or_else(|| account.to_owned())
}

/// Makes a file, opened to be read and written, that only its owner, the owner of its directory, the system and
/// its administrators may use; it must not be there yet.
pub(crate) fn create_private(path: &Path) -> io::Result<File> {
    let create = |rights| {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true).access_mode(READ_AND_WRITE | rights);
        options.open(path)
    };
    let file = match create(WRITE_LIST | WRITE_OWNER) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => create(WRITE_LIST),
        outcome => outcome,
    }?;
    let above = path.parent().and_then(access_list);
    close_to_others(&file, above.as_ref(), Holder::File)?;
    Ok(file)
}

/// Lets only its owner, the owner of the directory above, the system and its administrators use a directory and
/// what is made in it.
pub(super) fn make_directory_private(path: &Path) -> io::Result<()> {
    let above = path.parent().and_then(access_list);
    close_to_others(
        &open_for_list(path, READ_LIST | WRITE_LIST)?,
        above.as_ref(),
        Holder::Directory,
    )
}

/// The same for a file that is there.
pub(super) fn make_file_private(path: &Path) -> io::Result<()> {
    let file = open_for_list(path, READ_LIST | WRITE_LIST)?;
    if winapi_util::file::information(&file)?.number_of_links() != 1 {
        // It may be in use under another name.
        return Ok(());
    }
    close_to_others(&file, None, Holder::File)
}

fn close_to_others(file: &File, above: Option<&AccessList>, holder: Holder) -> io::Result<()> {
    let set = || {
        let owners = list_of(file).into_iter().collect::<Vec<_>>();
        let owners = owners.iter().chain(above).map(AccessList::owner);
        set_list(file, &private_list(&owners.collect::<Vec<_>>(), holder))
    };
    unless_without_lists(set())
}

/// Gives `file` the owner of `model`. An administrator may; others only if it is theirs already.
pub(crate) fn adopt_owner(file: &File, _status: &FileStatus, model: &File) -> io::Result<()> {
    let set = || {
        let (present, wanted) = (security_of(file)?, security_of(model)?);
        let (Some(present), Some(wanted)) = (present.owner(), wanted.owner()) else {
            return Ok(());
        };
        if EqualSid(present, wanted) {
            return Ok(());
        }
        let set = || {
            let mut handle = file.try_clone()?;
            let (kind, part) = (SeObjectType::SE_FILE_OBJECT, SecurityInformation::Owner);
            SetSecurityInfo(&mut handle, kind, part, Some(wanted), None, None, None)
        };
        set().or_else(|error| enable_restoring().and_then(|()| set()).map_err(|_| error))
    };
    unless_without_lists(set())
}

/// Lets an administrator give files to others: the right is theirs, but is off until it is asked for.
fn enable_restoring() -> io::Result<()> {
    let enable = || {
        let rights = winsafe::co::TOKEN::ADJUST_PRIVILEGES | winsafe::co::TOKEN::QUERY;
        let token = winsafe::HPROCESS::GetCurrentProcess().OpenProcessToken(rights)?;
        let name = winsafe::co::SE_PRIV::RESTORE_NAME;
        let right = winsafe::LookupPrivilegeValue(None, name)?;
        let on = winsafe::LUID_AND_ATTRIBUTES::new(right, winsafe::co::SE_PRIV_ATTR::ENABLED);
        let rights = winsafe::TOKEN_PRIVILEGES::new(&[on])?;
        token.AdjustTokenPrivileges(winsafe::DisabPriv::Privs(&rights))
    };
    enable().map_err(|error| io::Error::from_raw_os_error(error.raw().cast_signed()))
}

/// What could not be copied.
#[derive(Debug)]
pub(crate) struct AttributeError {
    pub(crate) name: Option<String>,
    pub(crate) source: io::Error,
}

/// Gives `file` the access control list of `model`, with what it takes from the directory.
pub(crate) fn adopt_attributes(file: &File, model: &File) -> Result<(), AttributeError> {
    let set = || set_list(file, &text_of(model)?);
    let named = |source| AttributeError { name: Some("access control list".to_owned()), source };
    unless_without_lists(set()).map_err(named)
}

/// Gives `file` the read-only flag of `model`.
pub(crate) fn adopt_permissions(file: &File, model: &FileStatus) -> io::Result<()> {
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(model.mode & 0o200 == 0);
    file.set_permissions(permissions)
}

/// The owner of the directory has a place in the list of each new file instead.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(crate) fn offer_owner(_file: &File, _model: &FileStatus) -> io::Result<()> {
    Ok(())
}

/// Lets those read a file whom the directory lets, now and when its list is changed.
pub(crate) fn let_readers_of_directory_read(file: &File) -> io::Result<()> {
    unless_without_lists(set_list(file, "D:AI"))
}

/// What all users can read is what they can read in the directory.
pub(crate) fn let_all_read(file: &File) -> io::Result<()> {
    let_readers_of_directory_read(file)
}

/// Lets those open a lock file who may write in its directory.
pub(crate) fn share_lock_file(file: &File, directory: &Directory) -> io::Result<()> {
    let list = access_list(directory.path());
    let set = || {
        let present = list_of(file);
        let lists: Vec<_> = present.iter().chain(&list).collect();
        let owners = lists.iter().map(|list| list.owner());
        let writers = list.iter().flat_map(AccessList::writers);
        set_list(file, &private_list(&owners.chain(writers).collect::<Vec<_>>(), Holder::File))
    };
    unless_without_lists(set())
}

/// Gives a file the list in a text. One that is not protected takes entries from its directory too.
fn set_list(file: &File, text: &str) -> io::Result<()> {
    let security: LocalBox<SecurityDescriptor> = text.parse()?;
    let is_protected = text.contains("D:P");
    let inheritance = if is_protected {
        SecurityInformation::ProtectedDacl
    } else {
        SecurityInformation::UnprotectedDacl
    };
    let (kind, part) = (SeObjectType::SE_FILE_OBJECT, SecurityInformation::Dacl | inheritance);
    SetSecurityInfo(&mut file.try_clone()?, kind, part, None, None, security.dacl(), None)
}

fn security_of(file: &File) -> io::Result<LocalBox<SecurityDescriptor>> {
    let parts = SecurityInformation::Owner | SecurityInformation::Group | SecurityInformation::Dacl;
    GetSecurityInfo(file, SeObjectType::SE_FILE_OBJECT, parts)
}

fn text_of(file: &File) -> io::Result<String> {
    Ok(security_of(file)?.as_sddl()?.to_string_lossy().into_owned())
}

fn list_of(file: &File) -> Option<AccessList> {
    AccessList::parse(&text_of(file).ok()?)
}

fn open_for_list(path: &Path, rights: u32) -> io::Result<File> {
    OpenOptions::new().access_mode(rights).custom_flags(OF_DIRECTORIES).open(path)
}

fn unless_without_lists(outcome: io::Result<()>) -> io::Result<()> {
    match outcome {
        Err(error) if error.raw_os_error().is_some_and(|code| WITHOUT_LISTS.contains(&code)) => {
            Ok(())
        }
        outcome => outcome,
    }
}

impl Directory {
    /// A directory that is made stays private.
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    pub(crate) fn set_mode(&self, _mode: u32) -> io::Result<()> {
        Ok(())
    }
}
