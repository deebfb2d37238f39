//! Who changed the store, in its history: an account, not what any process can claim to be.

use std::process::Command;

use crate::support::Installation;
use crate::support::OrdinaryUser;
use crate::support::Typed;

/// Who made the last change.
fn last_author(omero: &Installation) -> String {
    let log = omero.answer("config log -n 1");
    log.lines().next().unwrap().rsplit(' ').next().unwrap().to_owned()
}

/// A change by a process whose variables claim to be somebody else.
fn lying(omero: &Installation, number: u8) -> Typed<'_> {
    let mut typed = omero.typed(&format!("config set A {number}"));
    for name in ["LOGNAME", "USER", "USERNAME", "SUDO_USER"] {
        typed = typed.env(name, "mallory");
    }
    typed
}

#[test]
fn the_account_counts_and_not_what_variables_say() {
    let omero = Installation::of_ordinary_user();
    assert!(lying(&omero, 1).run().succeeded());
    let mut id = Command::new("id");
    id.arg("-un");
    if let Some(number) = OrdinaryUser::get().number() {
        id.arg(number.to_string());
    }
    let name = String::from_utf8(id.output().unwrap().stdout).unwrap();
    assert_eq!(last_author(&omero), name.trim_end());
}

#[test]
#[needs(Root)]
fn for_root_it_is_the_user_of_sudo() {
    let omero = Installation::empty();
    assert!(lying(&omero, 1).run().succeeded());
    assert_eq!(last_author(&omero), "mallory");
    assert!(lying(&omero, 2).without("SUDO_USER").run().succeeded());
    assert_eq!(last_author(&omero), "root");
}

#[test]
#[needs(Root)]
fn an_account_without_a_name_has_a_number() {
    use std::os::unix::process::CommandExt;
    let omero = Installation::empty();
    std::os::unix::fs::chown(omero.grid(), Some(54321), Some(54321)).unwrap();
    let typed = lying(&omero, 1);
    let mut lying = Command::new(OrdinaryUser::omero());
    let command = typed.command();
    lying.args(command.get_args()).current_dir(omero.cwd()).uid(54321).gid(54321);
    lying.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    assert!(lying.status().unwrap().success());
    assert_eq!(last_author(&omero), "uid54321");
}
