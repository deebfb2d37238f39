//! Rules across properties, one small function each, in files by topic.
//!
//! A rule checks a [`Site`] and returns its findings. Its example triggers it and the near miss does
//! not: both are in the documentation, and a test holds the rule to them. A rule that cannot be decided
//! from the configuration is not guessed at; `not_implemented` says why.

mod apps;
mod cookies;
mod database;
mod dropbox;
mod files;
mod finding;
mod frozen;
mod ice;
mod jvm;
mod ldap;
mod limits;
mod mail;
mod names;
mod not_implemented;
mod obsolete;
mod ports;
mod proxy;
mod public;
mod servers;
mod sessions;
mod values;
mod web_server;

use std::collections::HashSet;

use crate::model::Profile;
use crate::schema::check::Facts;
use crate::schema::check::Finding;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;
use crate::schema::definition::Release;
use crate::schema::definition::Schema;
use crate::schema::nearest::nearest;
use finding::Found;
pub use not_implemented::NOT_IMPLEMENTED;

/// A rule about the whole of a profile.
#[derive(Debug)]
pub struct Rule {
    /// Its name, such as `R06`.
    pub id: &'static str,
    /// How bad it is; single findings can be milder.
    pub severity: Severity,
    pub title: &'static str,
    pub why: &'static str,
    pub fix: &'static str,
    /// Properties that set it off.
    pub example: &'static [(&'static str, &'static str)],
    /// Properties near by that do not.
    pub instead: &'static [(&'static str, &'static str)],
    find: Find,
}

/// How a rule looks, and what is special about that.
#[derive(Debug, Clone, Copy)]
struct Find {
    look: Look,
    in_other_words: bool,
    example_release: Release,
    needs_readable_store: bool,
    needs_whole_store: bool,
}

#[derive(Debug, Clone, Copy)]
enum Look {
    One(fn(&Site<'_>) -> Option<Found>),
    Many(fn(&Site<'_>) -> Vec<Found>),
}

impl Find {
    const fn one(look: fn(&Site<'_>) -> Option<Found>) -> Self {
        Self::new(Look::One(look))
    }

    const fn many(look: fn(&Site<'_>) -> Vec<Found>) -> Self {
        Self::new(Look::Many(look))
    }

    const fn new(look: Look) -> Self {
        let example_release = Release::NEWEST;
        Self {
            look,
            in_other_words: false,
            example_release,
            needs_readable_store: false,
            needs_whole_store: false,
        }
    }

    /// The rule says more about a value that the schema refuses, too.
    const fn in_other_words(self) -> Self {
        Self { in_other_words: true, ..self }
    }

    /// The example is for a configuration of another release than the newest.
    const fn in_release(self, example_release: Release) -> Self {
        Self { example_release, ..self }
    }

    /// The rule misses a property that every site should set; a file need not be the one that sets it.
    const fn in_whole_store(self) -> Self {
        Self { needs_whole_store: true, ..self }
    }

    /// The example is for a store that all users can read.
    const fn in_readable_store(self) -> Self {
        Self { needs_readable_store: true, ..self }
    }
}

const TOPICS: [&[Rule]; 20] = [
    public::RULES,
    servers::RULES,
    ports::RULES,
    sessions::RULES,
    cookies::RULES,
    proxy::RULES,
    web_server::RULES,
    apps::RULES,
    mail::RULES,
    ldap::RULES,
    database::RULES,
    jvm::RULES,
    limits::RULES,
    files::RULES,
    ice::RULES,
    dropbox::RULES,
    names::RULES,
    obsolete::RULES,
    values::RULES,
    frozen::RULES,
];

/// The rule about values that the schema of a property refuses.
const REFUSED: &str = "R91";

/// The rule about names that no program of OMERO reads.
const UNREAD: &str = "R97";

impl Rule {
    /// Every rule, in the order of the names.
    pub fn all() -> Vec<&'static Self> {
        let mut all: Vec<_> = TOPICS.iter().copied().flatten().collect();
        all.sort_by_key(|rule| (rule.id.len(), rule.id));
        all
    }

    /// The rule called `id`, in any case.
    pub fn named(id: &str) -> Option<&'static Self> {
        Self::all().into_iter().find(|rule| rule.id.eq_ignore_ascii_case(id))
    }

    /// The name of a rule that `id` was probably meant to be: `6` is R06.
    pub fn nearest(id: &str) -> Option<&'static str> {
        let number = id.trim_start_matches(['R', 'r']).parse::<u8>();
        let meant = number.map_or_else(|_| id.to_owned(), |number| format!("R{number:02}"));
        nearest(&meant, Self::all().into_iter().map(|rule| rule.id))
    }

    /// The release that the example is for.
    pub fn example_release(&self) -> Release {
        self.find.example_release
    }

    /// Whether the example is for a store that all users can read.
    pub fn needs_readable_store(&self) -> bool {
        self.find.needs_readable_store
    }

    fn findings(&'static self, site: &Site<'_>) -> impl Iterator<Item = Finding> {
        let found = match self.find.look {
            Look::One(look) => look(site).into_iter().collect(),
            Look::Many(look) => look(site),
        };
        found.into_iter().map(move |found| found.finding(self))
    }
}

impl Schema {
    /// Everything in `profile` that deserves a look, the worst first.
    pub fn findings(self, profile: Option<&Profile>, facts: &Facts) -> Vec<Finding> {
        let site = Site::new(self, profile, facts);
        let all = Rule::all().into_iter().flat_map(|rule| rule.findings(&site));
        let mut findings = without_repetition(all.collect());
        findings.sort_by_key(|finding| finding.severity);
        findings
    }

    /// What files come to that set the properties of `profile` and perhaps not all of a site: the same, with one
    /// finding for each unknown name.
    pub(crate) fn findings_in_files(self, profile: &Profile) -> Vec<Finding> {
        let facts = Facts::default();
        let site = Site::new(self, Some(profile), &facts);
        let is_of_store = |rule: &Rule| rule.find.needs_whole_store || rule.id == UNREAD;
        let of_store: HashSet<_> =
            Rule::all().into_iter().filter(|rule| is_of_store(rule)).map(|rule| rule.id).collect();
        let mut findings = self.findings(Some(profile), &facts);
        findings.retain(|found| !of_store.contains(found.rule));
        if let Some(rule) = Rule::named(UNREAD) {
            findings.extend(names::each_unread(&site).into_iter().map(|found| found.finding(rule)));
        }
        findings
    }

    /// Paths that properties of `profile` name; [`Facts`] can say what exists there.
    pub fn paths(self, profile: Option<&Profile>) -> Vec<String> {
        let facts = Facts::default();
        files::paths(&Site::new(self, profile, &facts))
    }
}

/// Where a rule and the schema find fault with the same value, the rule explains it better, and it is
/// as bad as the schema says.
fn without_repetition(mut findings: Vec<Finding>) -> Vec<Finding> {
    let keys = |of: &dyn Fn(&Finding) -> bool| -> HashSet<String> {
        findings
            .iter()
            .filter(|found| of(found))
            .filter_map(Finding::key)
            .map(str::to_owned)
            .collect()
    };
    let refused = keys(&|found| found.rule == REFUSED);
    let says_more: HashSet<_> =
        Rule::all().iter().filter(|rule| rule.find.in_other_words).map(|rule| rule.id).collect();
    let explained = keys(&|found| says_more.contains(found.rule));
    let is_in =
        |keys: &HashSet<String>, found: &Finding| found.key().is_some_and(|key| keys.contains(key));
    findings.retain(|found| found.rule != REFUSED || !is_in(&explained, found));
    for found in &mut findings {
        if says_more.contains(found.rule) && is_in(&refused, found) {
            found.severity = Severity::Error;
        }
    }
    findings
}
