//! What a new installation needs: the questions of `config init` in one table, and what to do afterwards.
//! What a property means, its type and its default are in its definition.

use crate::model::Profile;
use crate::schema::check::Facts;
use crate::schema::check::Finding;
use crate::schema::definition::Schema;
use crate::schema::redaction::is_secret;

/// What an installation of OMERO.server or OMERO.web has in its directory.
pub(crate) const SIGNS_OF_INSTALLATION: [&str; 5] =
    ["lib", "bin", "var", "etc/omero.properties", "etc/grid/templates.xml"];

/// A question, and the option that answers it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question {
    /// The property that the answer goes to.
    pub(crate) key: &'static str,
    /// Without the dashes. That of a secret names a file.
    pub(crate) option: &'static str,
    /// What follows the option, in a word.
    pub(crate) value: &'static str,
    pub(crate) title: &'static str,
    pub(crate) need: Need,
    /// A property that must be true for the question to make sense.
    pub(crate) only_with: Option<&'static str>,
}

/// Whether an installation works without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// With the default, or with nothing.
    None,
    /// There is no default, or it is public.
    Answer,
}

impl Question {
    pub(crate) fn is_secret(&self) -> bool {
        is_secret(self.key)
    }

    /// Whether OMERO.web needs a web server in front of it with this answer.
    pub(crate) fn calls_for_web_server(&self, answer: &str) -> bool {
        self.key == APPLICATION_SERVER && answer != "development"
    }
}

/// The property that names the file of defaults for a kind of database.
pub(crate) const DATABASE_PROFILE: &str = "omero.db.profile";

const PUBLIC: &str = "omero.web.public.enabled";
const APPLICATION_SERVER: &str = "omero.web.application_server";

/// The rule for static files that do not follow the prefix, which nothing is asked about.
const STATIC_FILES_ELSEWHERE: &str = "R35";

/// In the order in which they are asked.
pub(crate) const QUESTIONS: [Question; 14] = [
    question("omero.data.dir", "data-dir", "DIRECTORY", "Data directory of the server"),
    question("omero.db.host", "db-host", "HOST", "Database host"),
    question("omero.db.name", "db-name", "NAME", "Database name"),
    question("omero.db.user", "db-user", "USER", "Database user"),
    needed(question("omero.db.pass", "db-pass-file", "FILE", "Database password")),
    question("omero.mail.host", "mail-host", "HOST", "Mail host"),
    question("omero.mail.from", "mail-from", "ADDRESS", "Sender of mail"),
    question("omero.web.server_list", "server-list", "SERVERS", "Servers of OMERO.web"),
    question(APPLICATION_SERVER, "application-server", "KIND", "Application server"),
    question("omero.web.prefix", "prefix", "URL_PATH", "Path of OMERO.web"),
    question(PUBLIC, "public", "YES_OR_NO", "Visitors without login"),
    public(needed(question("omero.web.public.user", "public-user", "USER", "Public user"))),
    public(needed(question(
        "omero.web.public.password",
        "public-password-file",
        "FILE",
        "Public user's password",
    ))),
    public(question(
        "omero.web.public.url_filter",
        "public-url-filter",
        "REGEX",
        "Pages for visitors",
    )),
];

const fn question(
    key: &'static str,
    option: &'static str,
    value: &'static str,
    title: &'static str,
) -> Question {
    Question { key, option, value, title, need: Need::None, only_with: None }
}

const fn needed(question: Question) -> Question {
    Question { need: Need::Answer, ..question }
}

const fn public(question: Question) -> Question {
    Question { only_with: Some(PUBLIC), ..question }
}

impl Schema {
    /// What answers make necessary that nothing is asked about.
    pub(crate) fn findings_after_setup(self, profile: Option<&Profile>) -> Vec<Finding> {
        let mut findings = self.findings(profile, &Facts::default());
        findings.retain(|finding| finding.rule == STATIC_FILES_ELSEWHERE);
        findings
    }
}
