//! Examination of the configuration of the web server, which is made from properties of OMERO.web.

use std::fs;
use std::io;
use std::path;
use std::path::Path;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::cli::config::doctor::finding;
use crate::cli::config::doctor::installation::Installation;
use crate::cli::config::doctor::installation::StoreFile;
use crate::cli::config::doctor::privacy;
use crate::cli::terminal::input;
use crate::cli::terminal::input::Input;
use crate::model::Configuration;
use crate::model::property_changes;
use crate::platform;
use crate::schema::Finding;
use crate::schema::is_of_web;
use crate::web::Integrity;
use crate::web::MARK_HEAD;
use crate::web::Mark;

/// Where web servers look for the configuration of sites.
const USUAL_PLACES: [&str; 6] = [
    "/etc/nginx/conf.d",
    "/etc/nginx/sites-enabled",
    "/etc/apache2/sites-enabled",
    "/etc/httpd/conf.d",
    "/etc/lighttpd/conf-enabled",
    "/etc/lighttpd/conf.d",
];

/// A configuration that we made.
#[derive(Debug)]
struct Site {
    path: PathBuf,
    /// Such as `nginx`.
    kind: String,
    integrity: Integrity,
    made: SystemTime,
}

/// What happened last to the properties that a site is made from.
struct LastChange {
    when: SystemTime,
    /// Which they were; none if only the time is known.
    keys: Vec<String>,
}

/// The configuration of the web server is as new as the properties it was made from.
pub(crate) fn site(installation: &Installation) -> Vec<Finding> {
    let Some(file) = &installation.file else { return Vec::new() };
    let mut found: Vec<_> = installation.sites.iter().filter_map(|path| not_ours(path)).collect();
    let named = installation.sites.iter().filter_map(|path| made_by_us(path));
    let usual = USUAL_PLACES.iter().filter(|_| file.is_of_installation);
    let usual = usual.flat_map(|place| sites_in(Path::new(place)));
    let sites: Vec<_> = named.chain(usual).collect();
    found.extend(sites.iter().filter_map(|site| changeable(site, installation)));
    found.extend(sites.iter().filter_map(not_loaded));
    found.extend(sites.iter().filter(|site| site.integrity == Integrity::Changed).map(changed));
    let Some(last) = (!sites.is_empty()).then(|| last_change(file)).flatten() else { return found };
    found.extend(sites.iter().filter(|site| site.made < last.when).map(|site| stale(site, &last)));
    found
}

/// Who can change the file decides what the web server does.
fn changeable(Site { path, .. }: &Site, installation: &Installation) -> Option<Finding> {
    let metadata = fs::metadata(path).ok()?;
    let shown = path.display();
    if platform::is_writable_by_all(path) == Some(true) {
        let problem = format!("all users of this machine can change {shown}");
        return Some(finding::warning(problem, privacy::command("chmod o-w", path)));
    }
    let omerodir = installation.omerodir.as_ref().and_then(|path| fs::metadata(path).ok())?;
    let is_foreign = platform::is_of_root_or_us(&metadata) == Some(false)
        && platform::have_same_owner(&metadata, &omerodir) == Some(false);
    is_foreign.then(|| {
        let problem = format!("{shown} belongs neither to root nor to the owner of OMERODIR");
        finding::warning(problem, privacy::command("chown root", path))
    })
}

/// A file that its server does not read has no effect.
fn not_loaded(Site { path, kind, .. }: &Site) -> Option<Finding> {
    let path = path::absolute(path).ok()?;
    let directory = path.parent()?;
    let is_whole = matches!(kind.as_str(), "nginx" | "apache" | "lighttpd");
    let lacks_ending = path.extension().is_none_or(|ending| ending != "conf");
    let shown = path.display();
    let hint = match directory.file_name()?.to_str()? {
        _ if !is_whole => return None,
        available @ ("sites-available" | "conf-available") => {
            let enabled = directory.with_file_name(available.replace("available", "enabled"));
            if is_linked_in(&enabled, &path) {
                return None;
            }
            format!("`ln -s {shown} {}/`, then reload {kind}", enabled.display())
        }
        "conf.d" if lacks_ending => format!("rename it to {shown}.conf, then reload {kind}"),
        "sites-enabled" if lacks_ending && kind == "apache" => {
            format!("rename it to {shown}.conf, then reload {kind}")
        }
        _ => return None,
    };
    Some(finding::warning(format!("{kind} does not load {shown}"), hint))
}

fn is_linked_in(directory: &Path, path: &Path) -> bool {
    let Ok(path) = path.canonicalize() else { return false };
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| entry.path().canonicalize().is_ok_and(|found| found == path))
}

/// The next `web config` would overwrite what was changed.
fn changed(Site { path, kind, .. }: &Site) -> Finding {
    let path = path.display();
    finding::warning(
        format!("{path} was changed by hand after `omero web config {kind}` wrote it"),
        format!(
            "keep your changes in properties, options or a template (`--template`): \
             `omero web config {kind}` overwrites the file"
        ),
    )
}

fn stale(Site { path, kind, .. }: &Site, last: &LastChange) -> Finding {
    let path = path.display();
    let hint = format!("write it again with `omero web config {kind}` and its options");
    if last.keys.is_empty() {
        let problem = format!("{path} is older than the configuration");
        return finding::hint(problem, hint);
    }
    finding::warning(
        format!("{path} is older than the last change of {}", last.keys.join(", ")),
        hint,
    )
}

fn not_ours(path: &Path) -> Option<Finding> {
    let hint = "name a file that `omero web config TYPE` wrote";
    match head(path) {
        Err(error) => {
            Some(finding::warning(format!("cannot read {}: {error}", path.display()), hint))
        }
        Ok(head) if Mark::of(&head).is_none() => {
            let problem = format!("{} was not written by `omero web config`", path.display());
            Some(finding::warning(problem, hint))
        }
        Ok(_) => None,
    }
}

/// What we made of the files in a directory, sorted.
fn sites_in(directory: &Path) -> Vec<Site> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let mut sites: Vec<_> = entries.filter_map(|entry| made_by_us(&entry.path())).collect();
    sites.sort_by(|one, other| one.path.cmp(&other.path));
    sites
}

fn made_by_us(path: &Path) -> Option<Site> {
    // Only what has a mark is read as a whole.
    Mark::of(&head(path).ok()?)?;
    let text = Input::Found(path.to_owned()).bytes().ok()?;
    let Mark { kind, integrity } = Mark::of(&String::from_utf8_lossy(&text))?;
    let made = fs::metadata(path).and_then(|found| found.modified()).ok()?;
    Some(Site { path: path.to_owned(), kind, integrity, made })
}

fn head(path: &Path) -> io::Result<String> {
    Ok(String::from_utf8_lossy(&input::head(path, MARK_HEAD)?).into_owned())
}

/// When properties of OMERO.web were changed last, according to the history; without any history when
/// the store was.
fn last_change(file: &StoreFile) -> Option<LastChange> {
    let of_profile = |content: &Configuration| content.profile(&file.profile).cloned();
    let mut after = of_profile(file.content.as_ref().ok()?);
    let versions = file.store.versions().ok()?;
    if versions.is_empty() {
        let when = file.metadata.as_ref()?.modified().ok()?;
        return Some(LastChange { when, keys: Vec::new() });
    }
    for version in versions.iter().rev() {
        let before = of_profile(&file.store.read_version(version.number).ok()?);
        let changes = property_changes(before.as_ref(), after.as_ref()).into_iter();
        let keys = changes.map(|change| change.key);
        let keys: Vec<_> = keys.filter(|key| is_of_web(key)).collect();
        if !keys.is_empty() {
            return Some(LastChange { when: version.replaced, keys });
        }
        after = before;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_we_made_is_found_among_other_files() {
        let directory = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(directory.path().join(name), text).unwrap();
        write("b.conf", "# OMERO.web\n# Made by `omero web config nginx`. Change properties.\n");
        write("a.conf", "# Made by `omero web config apache`.\n");
        write("default.conf", "server { listen 80; }\n");
        fs::create_dir(directory.path().join("more")).unwrap();
        let found: Vec<_> = sites_in(directory.path()).into_iter().map(|site| site.kind).collect();
        assert_eq!(found, ["apache", "nginx"]);
        assert!(sites_in(&directory.path().join("nosuch")).is_empty());
    }
}
