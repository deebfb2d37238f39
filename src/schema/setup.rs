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
    /// What it belongs to.
    pub(crate) section: &'static str,
    /// The property that the answer goes to.
    pub(crate) key: &'static str,
    /// Without the dashes. That of a secret names a file.
    pub(crate) option: &'static str,
    /// What follows the option, in a word.
    pub(crate) value: &'static str,
    pub(crate) title: &'static str,
    /// What to choose, and when.
    pub(crate) advice: &'static str,
    pub(crate) need: Need,
    /// A property that must be true for the question to make sense.
    pub(crate) only_with: Option<&'static str>,
    /// The default in words, if its text explains nothing.
    pub(crate) default: Option<&'static str>,
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

/// In the order in which they are asked; questions of one section follow each other.
pub(crate) const QUESTIONS: [Question; 14] = [
    question("Server", "omero.data.dir", "data-dir", "DIRECTORY", "Data directory of the server")
        .advice("Choose a disk with space for all images. The directory must exist and belong to the account of the server."),
    question("Database", "omero.db.host", "db-host", "HOST", "Database host")
        .advice("Keep it unless PostgreSQL runs on another machine."),
    question("Database", "omero.db.name", "db-name", "NAME", "Database name")
        .advice("The database that you created for OMERO."),
    question("Database", "omero.db.user", "db-user", "USER", "Database user")
        .advice("The account of PostgreSQL that owns this database."),
    question("Database", "omero.db.pass", "db-pass-file", "FILE", "Database password")
        .advice("The password of this account in PostgreSQL.")
        .needed(),
    question("Mail", "omero.mail.host", "mail-host", "HOST", "Mail host")
        .advice("Keep it if this machine sends mail itself; otherwise name the mail server of your site."),
    question("Mail", "omero.mail.from", "mail-from", "ADDRESS", "Sender of mail")
        .advice("Choose an address that people can answer to."),
    question("OMERO.web", "omero.web.server_list", "server-list", "SERVERS", "Servers of OMERO.web")
        .advice("Keep it if OMERO.web runs on the machine of the server."),
    question("OMERO.web", APPLICATION_SERVER, "application-server", "KIND", "Application server")
        .advice("Choose wsgi-tcp if OMERO.web is behind nginx, Apache or another web server, as usual; wsgi if a host such as \
                 mod_wsgi starts it; and development only to try something out."),
    question("OMERO.web", "omero.web.prefix", "prefix", "URL_PATH", "Path of OMERO.web")
        .advice("Keep it empty if OMERO.web has a host name for itself (https://omero.example.org/). Type /omero if it shares \
                 one (https://www.example.org/omero/)."),
    question("Public access", PUBLIC, "public", "YES_OR_NO", "Visitors without login")
        .advice("Choose yes only if people without an account should see some of the images."),
    question("Public access", "omero.web.public.user", "public-user", "USER", "Public user")
        .advice("The login name of an account in OMERO, best one in a read-only group.")
        .needed()
        .only_with(PUBLIC),
    question(
        "Public access",
        "omero.web.public.password",
        "public-password-file",
        "FILE",
        "Public user's password",
    )
    .advice("The password of this account in OMERO.")
    .needed()
    .only_with(PUBLIC),
    question("Public access", "omero.web.public.url_filter", "public-url-filter", "REGEX", "Pages for visitors")
        .advice("Choose ^/webgateway for images that other pages show. With the default, visitors see no page.")
        .only_with(PUBLIC)
        .shows_default_as("no page"),
];

const fn question(
    section: &'static str,
    key: &'static str,
    option: &'static str,
    value: &'static str,
    title: &'static str,
) -> Question {
    Question {
        section,
        key,
        option,
        value,
        title,
        advice: "",
        need: Need::None,
        only_with: None,
        default: None,
    }
}

impl Question {
    const fn advice(self, advice: &'static str) -> Self {
        Self { advice, ..self }
    }

    const fn needed(self) -> Self {
        Self { need: Need::Answer, ..self }
    }

    const fn only_with(self, key: &'static str) -> Self {
        Self { only_with: Some(key), ..self }
    }

    const fn shows_default_as(self, words: &'static str) -> Self {
        Self { default: Some(words), ..self }
    }
}

impl Schema {
    /// What answers make necessary that nothing is asked about.
    pub(crate) fn findings_after_setup(self, profile: Option<&Profile>) -> Vec<Finding> {
        let mut findings = self.findings(profile, &Facts::default());
        findings.retain(|finding| finding.rule == STATIC_FILES_ELSEWHERE);
        findings
    }
}
