//! Sessions and caches of OMERO.web.

use super::Find;
use super::Found;
use super::Rule;
use crate::python::Json;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;

const ENGINE: &str = "omero.web.session_engine";
const CACHES: &str = "omero.web.caches";

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R17",
        severity: Severity::Error,
        title: "sessions in a cache that stores nothing",
        why: "The default cache of OMERO.web stores nothing: users are logged out again \
              at the next request.",
        fix: "Set `omero.web.caches` to a real cache such as Redis, or keep sessions in files.",
        example: &[("omero.web.session_engine", "django.contrib.sessions.backends.cache")],
        instead: &[
            ("omero.web.session_engine", "django.contrib.sessions.backends.cache"),
            (
                "omero.web.caches",
                r#"{"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": "redis://127.0.0.1:6379/0"}}"#,
            ),
        ],
        find: Find::one(sessions_in_nothing),
    },
    Rule {
        id: "R18",
        severity: Severity::Error,
        title: "sessions in a missing database",
        why: "OMERO.web has a database only if `omero.web.databases` defines one.",
        fix: "Set `omero.web.databases`, or keep sessions in files or in a cache.",
        example: &[("omero.web.session_engine", "django.contrib.sessions.backends.db")],
        instead: &[
            ("omero.web.session_engine", "django.contrib.sessions.backends.db"),
            (
                "omero.web.databases",
                r#"{"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "/opt/omero/web/db.sqlite3"}}"#,
            ),
        ],
        find: Find::one(sessions_without_database),
    },
    Rule {
        id: "R19",
        severity: Severity::Error,
        title: "caches without a default",
        why: "Django does not start if none of the caches is named `default`.",
        fix: "Name one of them `default`.",
        example: &[(
            "omero.web.caches",
            r#"{"redis": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": "redis://127.0.0.1:6379/0"}}"#,
        )],
        instead: &[(
            "omero.web.caches",
            r#"{"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": "redis://127.0.0.1:6379/0"}}"#,
        )],
        find: Find::one(no_default_cache).in_other_words(),
    },
    Rule {
        id: "R20",
        severity: Severity::Error,
        title: "a memcached class that Django no longer has",
        why: "Django 4.1, which OMERO.web uses since 5.23.0, no longer has this class, and OMERO.web does not \
              start.",
        fix: "Use `django.core.cache.backends.memcached.PyMemcacheCache`, with the package pymemcache.",
        example: &[(
            "omero.web.caches",
            r#"{"default": {"BACKEND": "django.core.cache.backends.memcached.MemcachedCache", "LOCATION": "127.0.0.1:11211"}}"#,
        )],
        instead: &[(
            "omero.web.caches",
            r#"{"default": {"BACKEND": "django.core.cache.backends.memcached.PyMemcacheCache", "LOCATION": "127.0.0.1:11211"}}"#,
        )],
        find: Find::one(gone_memcached),
    },
    Rule {
        id: "R21",
        severity: Severity::Warning,
        title: "a deprecated session engine",
        why: "OMERO.web 5.22.0 deprecated its own session engine; the one in Django does the same.",
        fix: "Use `django.contrib.sessions.backends.file`. All users have to log in again.",
        example: &[("omero.web.session_engine", "omeroweb.filesessionstore")],
        instead: &[("omero.web.session_engine", "django.contrib.sessions.backends.file")],
        find: Find::one(old_file_sessions),
    },
    Rule {
        id: "R22",
        severity: Severity::Error,
        title: "a session serializer that Django no longer has",
        why: "Django 5 has no PickleSerializer; with it every request fails.",
        fix: "Leave `omero.web.session_serializer` at its default.",
        example: &[(
            "omero.web.session_serializer",
            "django.contrib.sessions.serializers.PickleSerializer",
        )],
        instead: &[(
            "omero.web.session_serializer",
            "django.contrib.sessions.serializers.JSONSerializer",
        )],
        find: Find::one(gone_serializer),
    },
];

fn backend(caches: &Json, name: &str) -> Option<String> {
    caches.member(name)?.member("BACKEND")?.as_text()
}

/// Whether the cache called `default` is missing or the one that forgets everything.
pub(super) fn default_cache_keeps_nothing(site: &Site<'_>) -> bool {
    match site.json(CACHES) {
        Json::Null => false,
        caches => backend(&caches, "default").is_none_or(|class| class.ends_with(".DummyCache")),
    }
}

fn sessions_in_nothing(site: &Site<'_>) -> Option<Found> {
    let engine = site.stored(ENGINE).filter(|engine| engine.ends_with("backends.cache"))?;
    default_cache_keeps_nothing(site).then(|| {
        let problem = format!("is {engine}, but the `default` cache in {CACHES} stores nothing");
        Found::at(ENGINE, problem).fix(Fix::unset(ENGINE))
    })
}

fn sessions_without_database(site: &Site<'_>) -> Option<Found> {
    let is_database =
        |engine: &&str| engine.ends_with("backends.db") || engine.ends_with("backends.cached_db");
    let engine = site.stored(ENGINE).filter(is_database)?;
    let is_empty =
        |databases: Json| databases.into_object().is_some_and(|members| members.is_empty());
    is_empty(site.json("omero.web.databases")).then(|| {
        let problem = format!("is {engine}, but omero.web.databases is empty");
        Found::at(ENGINE, problem).fix(Fix::unset(ENGINE))
    })
}

fn no_default_cache(site: &Site<'_>) -> Option<Found> {
    let caches = Json::parse(site.stored(CACHES)?).ok()?.into_object()?;
    let is_default = |(name, _): &(Box<str>, Json)| **name == *"default";
    (!caches.is_empty() && !caches.iter().any(is_default))
        .then(|| Found::at(CACHES, "has no cache named `default`"))
}

fn gone_memcached(site: &Site<'_>) -> Option<Found> {
    let caches = Json::parse(site.stored(CACHES)?).ok()?.into_object()?;
    let mut classes = caches.iter().filter_map(|(_, cache)| cache.member("BACKEND")?.as_text());
    let is_gone = |class: String| class.ends_with("memcached.MemcachedCache");
    (site.is_since("omero-web 5.23.0") && classes.any(is_gone)).then(|| {
        let stored = site.stored(CACHES).unwrap_or_default();
        let right = stored.replace("memcached.MemcachedCache", "memcached.PyMemcacheCache");
        let problem = "uses memcached.MemcachedCache, which was removed; use \
                           django.core.cache.backends.memcached.PyMemcacheCache";
        Found::at(CACHES, problem).fix(Fix::set(CACHES, right))
    })
}

fn old_file_sessions(site: &Site<'_>) -> Option<Found> {
    let engine = site.stored(ENGINE).filter(|engine| *engine == "omeroweb.filesessionstore")?;
    site.is_since("omero-web 5.22.0").then(|| {
        let fix = Fix::set(ENGINE, "django.contrib.sessions.backends.file");
        Found::at(ENGINE, format!("is {engine}, which is deprecated")).fix(fix)
    })
}

fn gone_serializer(site: &Site<'_>) -> Option<Found> {
    let key = "omero.web.session_serializer";
    let class = site.stored(key).filter(|class| class.ends_with(".PickleSerializer"))?;
    let is_default = site.known(key)?.default_text().as_deref() == Some(class);
    (!is_default).then(|| {
        Found::at(key, format!("is {class}, which was removed")).fix(Fix::unset(key).safe())
    })
}
