//! Classes of Django's caches: `BACKEND` in `omero.web.caches`.
//!
//! Source: `django.core.cache` of Django 3.2 to 5.2.

use crate::python::SyntaxError;
use crate::python::dotted_name;
use crate::python::quoted;

/// Where Django's own classes are.
const OWN: &str = "django.core.cache.backends.";

/// Django's own classes; `MemcachedCache` is gone since Django 4.1.
const CLASSES: [&str; 8] = [
    "db.DatabaseCache",
    "dummy.DummyCache",
    "filebased.FileBasedCache",
    "locmem.LocMemCache",
    "memcached.MemcachedCache",
    "memcached.PyLibMCCache",
    "memcached.PyMemcacheCache",
    "redis.RedisCache",
];

/// What people call the classes.
const SHORT: [(&str, &str); 11] = [
    ("database", "django.core.cache.backends.db.DatabaseCache"),
    ("db", "django.core.cache.backends.db.DatabaseCache"),
    ("dummy", "django.core.cache.backends.dummy.DummyCache"),
    ("file", "django.core.cache.backends.filebased.FileBasedCache"),
    ("filebased", "django.core.cache.backends.filebased.FileBasedCache"),
    ("locmem", "django.core.cache.backends.locmem.LocMemCache"),
    ("memory", "django.core.cache.backends.locmem.LocMemCache"),
    ("memcached", "django.core.cache.backends.memcached.PyMemcacheCache"),
    ("pymemcache", "django.core.cache.backends.memcached.PyMemcacheCache"),
    ("django_redis", "django_redis.cache.RedisCache"),
    ("redis", "django_redis.cache.RedisCache"),
];

/// The dotted name of a class; under Django's own module one that exists.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    dotted_name::check_member(text)?;
    match text.strip_prefix(OWN) {
        Some(class) if !CLASSES.contains(&class) => {
            let problem =
                format!("expected one of {}, found {}", CLASSES.join(", "), quoted(class));
            Err(SyntaxError::new(OWN.len(), problem))
        }
        _ => Ok(()),
    }
}

/// The class that is called so in short, or in another case.
pub(crate) fn repair(text: &str) -> Option<String> {
    let name = text.trim().to_lowercase();
    let name = name.strip_prefix(OWN).unwrap_or(&name);
    let short =
        SHORT.iter().find(|(short, _)| *short == name).map(|(_, class)| (*class).to_owned());
    short.or_else(|| {
        let is_meant = |class: &&&str| {
            let class = class.to_lowercase();
            class == name
                || class.rsplit('.').next() == Some(name.rsplit('.').next().unwrap_or(name))
        };
        CLASSES.iter().find(is_meant).map(|class| format!("{OWN}{class}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn classes_that_django_finds() {
        accepts(
            check,
            &[
                "django_redis.cache.RedisCache",
                "django.core.cache.backends.redis.RedisCache",
                "django.core.cache.backends.memcached.MemcachedCache",
                "my_lab.Cache",
            ],
        );
        refuses(
            check,
            &[
                ("dummy", 5, "a dot"),
                ("", 0, "found nothing"),
                ("django.core.cache.backends.dummy", 27, "dummy.DummyCache"),
                ("django.core.cache.backends.redis.Redis", 27, "redis.RedisCache"),
            ],
        );
    }

    #[test]
    fn short_names_lead_to_the_class() {
        for (typed, class) in [
            ("dummy", "django.core.cache.backends.dummy.DummyCache"),
            ("Redis", "django_redis.cache.RedisCache"),
            ("django.core.cache.backends.locmem", "django.core.cache.backends.locmem.LocMemCache"),
            ("RedisCache", "django.core.cache.backends.redis.RedisCache"),
        ] {
            assert_eq!(repair(typed).as_deref(), Some(class), "{typed}");
        }
    }
}
