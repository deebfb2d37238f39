//! The name of the account that runs the program.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

use super::effective_user;
use super::open_regular;

/// Accounts of this machine.
const PASSWD: &str = "/etc/passwd";

/// As much of it is read.
const MOST_BYTES: u64 = 1 << 24;

/// Asks the name services, where LDAP accounts are. A program that is linked statically cannot do that
/// itself: they are libraries, which it would have to load into itself.
const ID: &str = "/usr/bin/id";

/// The name of the account with whose rights the program runs, or its number (`uid1000`) if it has no name.
/// Variables such as `USER` do not count: any process can set them.
pub(crate) fn account_name() -> String {
    let number = effective_user();
    let name = name_of_number(number).or_else(name_from_services);
    name.unwrap_or_else(|| format!("uid{number}"))
}

/// The name of an account of this machine, or its number (`uid1000`) if it has no name here.
pub(crate) fn name_of_account(number: u32) -> String {
    name_of_number(number).unwrap_or_else(|| format!("uid{number}"))
}

fn name_of_number(number: u32) -> Option<String> {
    let number = number.to_string();
    let file = open_regular(Path::new(PASSWD)).ok()?.take(MOST_BYTES);
    BufReader::new(file).split(b'\n').map_while(Result::ok).find_map(|line| named(&line, &number))
}

/// `omero:x:1000:1000:OMERO.server:/home/omero:/bin/bash`
fn named(line: &[u8], number: &str) -> Option<String> {
    let mut fields = line.split(|byte| *byte == b':');
    let name = fields.next().filter(|name| !name.is_empty())?;
    let is_asked = fields.nth(1)? == number.as_bytes();
    is_asked.then(|| String::from_utf8_lossy(name).into_owned())
}

fn name_from_services() -> Option<String> {
    let mut id = Command::new(ID);
    id.arg("-un").env_clear().stdin(Stdio::null()).stderr(Stdio::null());
    let output = id.output().ok().filter(|output| output.status.success())?;
    let name = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_the_account_of_its_own_number_only() {
        let line = b"omero:x:1000:100:OMERO.server:/home/omero:/bin/bash";
        assert_eq!(named(line, "1000").as_deref(), Some("omero"));
        for (line, number) in
            [(&line[..], "100"), (b"omero:x:10001", "1000"), (b":x:1000:", "1000"), (b"", "")]
        {
            assert_eq!(named(line, number), None);
        }
    }
}
