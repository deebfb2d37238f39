//! The name of the account that runs the program.

/// The name of the account with whose rights the program runs. Variables such as `USERNAME` do not count: any
/// process can set them.
pub(crate) fn account_name() -> String {
    winsafe::GetUserName().unwrap_or_else(|_| "unknown".to_owned())
}

/// Owners have no numbers here.
pub(crate) fn name_of_account(_number: u32) -> String {
    "unknown".to_owned()
}
