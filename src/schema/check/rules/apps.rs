//! Apps of OMERO.web and the processes that run them.

use super::Find;
use super::Found;
use super::Rule;
use super::finding::shown;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R38",
        severity: Severity::Warning,
        title: "a start page of an app that is not there",
        why: "Only an app in `omero.web.apps` can answer at the root of the site; another name is passed \
              over.",
        mend: "Add the app to `omero.web.apps`, or correct its name.",
        example: &[("omero.web.root_application", "gallery")],
        instead: &[
            ("omero.web.root_application", "gallery"),
            ("omero.web.apps", r#"["omero_gallery"]"#),
        ],
        find: Find::one(unknown_root),
    },
    Rule {
        id: "R39",
        severity: Severity::Warning,
        title: "a setting for another kind of worker",
        why: "Workers of the kind `sync` have threads, those of the kind `gevent` connections. The other \
              setting is not used.",
        mend: "Remove the one that is not used.",
        example: &[("omero.web.wsgi_worker_connections", "500")],
        instead: &[
            ("omero.web.wsgi_worker_connections", "500"),
            ("omero.web.wsgi_worker_class", "gevent"),
        ],
        find: Find::one(unused_worker_setting),
    },
    Rule {
        id: "R40",
        severity: Severity::Warning,
        title: "quotes in the options for Gunicorn",
        why: "The text is cut at blanks and nothing else: quotes become part of the options.",
        mend: "Write options without quotes and without blanks in their values.",
        example: &[("omero.web.wsgi_args", "--log-level='DEBUG'")],
        instead: &[("omero.web.wsgi_args", "--log-level=DEBUG")],
        find: Find::one(quoted_options),
    },
    Rule {
        id: "R41",
        severity: Severity::Hint,
        title: "a page larger than the largest one",
        why: "No answer of the JSON API has more than `omero.web.api.max_limit` items, whatever the other \
              setting says.",
        mend: "Raise `omero.web.api.max_limit` or lower the other one.",
        example: &[("omero.web.api.limit", "1000")],
        instead: &[("omero.web.api.limit", "1000"), ("omero.web.api.max_limit", "1000")],
        find: Find::many(beyond_limit),
    },
];

fn unknown_root(site: &Site<'_>) -> Option<Found> {
    let key = "omero.web.root_application";
    let root = site.stored(key).filter(|root| !root.trim().is_empty())?;
    // The label of an app is often a part of its module's name: `gallery` of `omero_gallery`.
    let apps = site.list("omero.web.apps");
    (!apps.iter().any(|app| app.contains(root.trim())))
        .then(|| Found::at(key, format!("{} is not in omero.web.apps", shown(key, root))))
}

fn unused_worker_setting(site: &Site<'_>) -> Option<Found> {
    let class = site.effective("omero.web.wsgi_worker_class");
    let key = match &*class {
        "gevent" => "omero.web.wsgi_threads",
        "sync" => "omero.web.wsgi_worker_connections",
        _ => return None,
    };
    site.stored(key)?;
    let problem = format!("is set, but omero.web.wsgi_worker_class is {class}");
    Some(Found::at(key, problem).fix(Fix::unset(key).safe()))
}

fn quoted_options(site: &Site<'_>) -> Option<Found> {
    let key = "omero.web.wsgi_args";
    let options = site.stored(key).filter(|options| options.contains(['\'', '"']))?;
    Some(Found::at(key, format!("{} has quotes", shown(key, options))))
}

fn beyond_limit(site: &Site<'_>) -> Vec<Found> {
    let limit = "omero.web.api.max_limit";
    let Some(most) = site.number(limit) else { return Vec::new() };
    let keys = ["omero.web.api.limit", "omero.web.iviewer.roi_page_size"].into_iter();
    let set = keys.filter(|key| site.stored(key).is_some() || site.stored(limit).is_some());
    let set = set.filter(|key| !key.contains("iviewer") || site.stored(key).is_some());
    let larger = set.filter_map(|key| Some((key, site.number(key)?)));
    let larger = larger.filter(|(_, size)| *size > most);
    larger.map(|(key, size)| Found::at(key, format!("is {size}, but {limit} is {most}"))).collect()
}
