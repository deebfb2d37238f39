//! Mail, which the server and OMERO.web send each for themselves.

use super::Find;
use super::Found;
use super::Rule;
use super::finding::shown;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;

const ON: &str = "omero.mail.config";
const FROM: &str = "omero.mail.from";
const HOST: &str = "omero.mail.host";
const PORT: &str = "omero.mail.port";
const AUTH: &str = "omero.mail.smtp.auth";
const FACTORY: &str = "omero.mail.smtp.socketFactory.class";
const TLS: &str = "omero.mail.smtp.starttls.enable";

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R43",
        severity: Severity::Hint,
        title: "mail enabled, but sent to the local machine",
        why: "The switch only makes clients offer mail. If `omero.mail.host` is not set, mail goes to a mail \
              server on the same machine, and there may not be one.",
        fix: "Set `omero.mail.host`; to `localhost` if a mail server runs there.",
        example: &[("omero.mail.config", "true")],
        instead: &[("omero.mail.config", "true"), ("omero.mail.host", "smtp.example.org")],
        find: Find::one(default_host),
    },
    Rule {
        id: "R44",
        severity: Severity::Error,
        title: "mail without a sender",
        why: "The server refuses to send mail with an empty sender.",
        fix: "Set `omero.mail.from` to an address, or remove it.",
        example: &[
            ("omero.mail.config", "true"),
            ("omero.mail.host", "smtp.example.org"),
            ("omero.mail.from", " "),
        ],
        instead: &[
            ("omero.mail.config", "true"),
            ("omero.mail.host", "smtp.example.org"),
            ("omero.mail.from", "omero@example.org"),
        ],
        find: Find::one(blank_sender).in_other_words(),
    },
    Rule {
        id: "R45",
        severity: Severity::Warning,
        title: "administrators who should get mail, but no mail settings",
        why: "OMERO.web reads the mail settings from this configuration and does not use the \
              server's defaults: for OMERO.web, a property that is not set has no value.",
        fix: "Set `omero.mail.host` and `omero.mail.from`.",
        example: &[("omero.web.admins", r#"[["Dave", "dave@example.org"]]"#)],
        instead: &[
            ("omero.web.admins", r#"[["Dave", "dave@example.org"]]"#),
            ("omero.mail.host", "smtp.example.org"),
            ("omero.mail.from", "omero@example.org"),
        ],
        find: Find::many(unreachable_admins),
    },
    Rule {
        id: "R46",
        severity: Severity::Warning,
        title: "an incomplete login for the mail server",
        why: "A login needs the switch, a name and a password. If one is missing, the login fails or is not \
              tried.",
        fix: "Set `omero.mail.smtp.auth`, `omero.mail.username` and `omero.mail.password`, or none of them.",
        example: &[("omero.mail.username", "omero")],
        instead: &[
            ("omero.mail.username", "omero"),
            ("omero.mail.password", "no-secret-at-all"),
            ("omero.mail.smtp.auth", "true"),
        ],
        find: Find::many(half_login),
    },
    Rule {
        id: "R47",
        severity: Severity::Warning,
        title: "a mail port that does not fit the encryption",
        why: "A server on port 465 expects TLS from the first byte, a server on port 587 expects \
              STARTTLS. Otherwise the connection hangs or is refused.",
        fix: "For 465 set the socket factory to `javax.net.ssl.SSLSocketFactory`; for 587 enable STARTTLS.",
        example: &[("omero.mail.port", "587")],
        instead: &[("omero.mail.port", "587"), ("omero.mail.smtp.starttls.enable", "true")],
        find: Find::many(unfit_port),
    },
    Rule {
        id: "R48",
        severity: Severity::Warning,
        title: "a sender with a variable that OMERO.web does not expand",
        why: "Only the server expands `${...}`. OMERO.web sends the text unchanged.",
        fix: "Write the full address.",
        example: &[("omero.mail.from", "omero@$${omero.mail.host}"), ("omero.web.debug", "false")],
        instead: &[("omero.mail.from", "omero@example.org"), ("omero.web.debug", "false")],
        find: Find::one(literal_sender),
    },
];

fn default_host(site: &Site<'_>) -> Option<Found> {
    (site.flag(ON) && site.stored(HOST).is_none()).then(|| {
        let problem = format!("is not set, but {ON} is true");
        Found::at(HOST, problem).fix(Fix::set(HOST, "HOST"))
    })
}

fn blank_sender(site: &Site<'_>) -> Option<Found> {
    let sender = site.stored(FROM)?;
    (site.flag(ON) && !sender.is_empty() && sender.trim().is_empty())
        .then(|| Found::at(FROM, "is empty").fix(Fix::set(FROM, "NAME@HOST")))
}

fn unreachable_admins(site: &Site<'_>) -> Vec<Found> {
    let admins = site.json("omero.web.admins");
    if admins.as_list().is_none_or(<[_]>::is_empty) || !site.is_since("5.1.0") {
        return Vec::new();
    }
    let needed = [(HOST, "HOST"), (FROM, "NAME@HOST")].into_iter();
    let missing = needed.filter(|(key, _)| !site.is_set(key));
    let problem = "is not set, but omero.web.admins should get mail";
    missing.map(|(key, word)| Found::at(key, problem).fix(Fix::set(key, word))).collect()
}

fn half_login(site: &Site<'_>) -> Vec<Found> {
    let parts = ["omero.mail.username", "omero.mail.password"];
    if site.flag(AUTH) {
        let missing = parts.into_iter().filter(|key| !site.is_set(key));
        let problem = format!("is not set, but {AUTH} is true");
        let fix = |key: &str| Fix::set(key, key.rsplit('.').next().unwrap_or(key).to_uppercase());
        return missing.map(|key| Found::at(key, problem.clone()).fix(fix(key))).collect();
    }
    let name = parts.into_iter().take(1).filter(|key| site.may_have_server() && site.is_set(key));
    let problem = format!("is set, but {AUTH} is false");
    name.map(|key| Found::at(key, problem.clone()).fix(Fix::set(AUTH, "true"))).collect()
}

fn unfit_port(site: &Site<'_>) -> Vec<Found> {
    let port = site.stored(PORT).and(site.number(PORT));
    let is_smtps = site.effective("omero.mail.transport.protocol") == "smtps";
    let factory = site.effective(FACTORY);
    let factory_port = "omero.mail.smtp.socketFactory.port";
    let unfit = match port {
        Some(465)
            if site.may_have_server() && !is_smtps && !factory.to_lowercase().contains("ssl") =>
        {
            let problem = format!("is 465, but {FACTORY} is {factory}");
            let fix = Fix::set(FACTORY, "javax.net.ssl.SSLSocketFactory");
            Some(Found::at(PORT, problem).fix(fix))
        }
        Some(587) if !site.flag(TLS) => {
            Some(Found::at(PORT, format!("is 587, but {TLS} is false")).fix(Fix::set(TLS, "true")))
        }
        _ => None,
    };
    let other = site.stored(factory_port).and(site.number(factory_port));
    let mail = site.number(PORT);
    let differs = other.filter(|other| Some(*other) != mail).map(|other| {
        let problem = format!("is {other}, but {PORT} is {}", mail.unwrap_or_default());
        Found::at(factory_port, problem).fix(Fix::unset(factory_port))
    });
    unfit.into_iter().chain(differs).collect()
}

fn literal_sender(site: &Site<'_>) -> Option<Found> {
    let sender = site.stored(FROM).filter(|sender| sender.contains("$${"))?;
    site.has_web().then(|| {
        let problem = format!("is {}", shown(FROM, sender));
        Found::at(FROM, problem).fix(Fix::set(FROM, "NAME@HOST"))
    })
}
