//! The name of the account that runs the program.

use std::env;

/// What Windows sets for each process; a process may have changed it.
pub(crate) fn account_name() -> String {
    let name = env::var_os("USERNAME").filter(|name| !name.is_empty());
    name.map_or_else(|| "unknown".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// Who owns a file is not looked at.
pub(crate) fn name_of_account(_number: u32) -> String {
    "unknown".to_owned()
}
