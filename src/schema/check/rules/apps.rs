//! Apps of OMERO.web and the processes that run them.

use super::Find;
use super::Found;
use super::Rule;
use super::finding::shown;
use crate::python::Json;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;
use crate::schema::syntax::django::app;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R38",
        severity: Severity::Warning,
        title: "a start page from an app that is not installed",
        why: "Only an app in `omero.web.apps` can serve the root of the site; any other name is \
              ignored.",
        fix: "Add the app to `omero.web.apps`, or correct its name.",
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
        title: "a setting for a different worker class",
        why: "`sync` workers use threads, and `gevent` workers use connections. The other setting \
              is ignored.",
        fix: "Remove the setting that is not used.",
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
        why: "The text is only split at spaces: quotes become part of the options.",
        fix: "Write options without quotes, and values without spaces.",
        example: &[("omero.web.wsgi_args", "--log-level='DEBUG'")],
        instead: &[("omero.web.wsgi_args", "--log-level=DEBUG")],
        find: Find::one(quoted_options),
    },
    Rule {
        id: "R41",
        severity: Severity::Hint,
        title: "a page size above the maximum",
        why: "The JSON API never returns more than `omero.web.api.max_limit` items, so the higher \
              setting has no effect.",
        fix: "Raise `omero.web.api.max_limit`, or lower the other setting.",
        example: &[("omero.web.api.limit", "1000")],
        instead: &[("omero.web.api.limit", "1000"), ("omero.web.api.max_limit", "1000")],
        find: Find::many(beyond_limit),
    },
    Rule {
        id: "R94",
        severity: Severity::Warning,
        title: "a viewer from an app that is not installed",
        why: "The templates and static files of a viewer are only found if its app is in `omero.web.apps`.",
        fix: "Add the app to `omero.web.apps`, or remove `omero.web.viewer.view`.",
        example: &[("omero.web.viewer.view", "omero_iviewer.views.index")],
        instead: &[
            ("omero.web.viewer.view", "omero_iviewer.views.index"),
            ("omero.web.apps", r#"["omero_iviewer"]"#),
        ],
        find: Find::one(viewer_without_app),
    },
    Rule {
        id: "R95",
        severity: Severity::Warning,
        title: "an app whose name is probably misspelt",
        why: "OMERO.web imports each app by its name, and does not start if the module does not exist.",
        fix: "Correct the name.",
        example: &[("omero.web.apps", r#"["omero_iviewr"]"#)],
        instead: &[("omero.web.apps", r#"["omero_iviewer", "my_lab_app"]"#)],
        find: Find::many(misspelt_apps),
    },
    Rule {
        id: "R96",
        severity: Severity::Warning,
        title: "middleware without protection against forged requests",
        why: "Setting the list replaces the standard classes. Without `CsrfViewMiddleware` another \
              web site can make a user's browser change data.",
        fix: "Add the class with `omero config append`, which keeps the others.",
        example: &[(
            "omero.web.middleware",
            r#"[{"index": 3, "class": "django.contrib.sessions.middleware.SessionMiddleware"}]"#,
        )],
        instead: &[(
            "omero.web.middleware",
            r#"[{"index": 3, "class": "django.contrib.sessions.middleware.SessionMiddleware"}, {"index": 4, "class": "django.middleware.csrf.CsrfViewMiddleware"}]"#,
        )],
        find: Find::one(no_csrf_middleware),
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

fn viewer_without_app(site: &Site<'_>) -> Option<Found> {
    let key = "omero.web.viewer.view";
    let view = site.stored(key)?;
    let (module, _) = view.rsplit_once('.')?;
    let is_in = |app: &str| {
        module.strip_prefix(app).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let apps = site.list(app::KEY);
    if is_in("omeroweb") || apps.iter().any(|app| is_in(app)) {
        return None;
    }
    let app = module.split('.').next().unwrap_or_default();
    let problem = format!("{} is a view of {app}, which is not in {}", shown(key, view), app::KEY);
    Some(Found::at(key, problem).fix(Fix::append(app::KEY, Json::text(app).to_string())))
}

fn misspelt_apps(site: &Site<'_>) -> Vec<Found> {
    let apps = site.list(app::KEY);
    let meant = apps.iter().filter_map(|name| Some((name, app::misspelt(name)?)));
    let found = meant.map(|(name, nearest)| {
        let right = apps.iter().map(|app| if app == name { nearest } else { app });
        let right = Json::List(right.map(Json::text).collect());
        let problem = format!("names {name:?}; did you mean {nearest:?}?");
        Found::at(app::KEY, problem).fix(Fix::set(app::KEY, right.to_string()))
    });
    found.collect()
}

fn no_csrf_middleware(site: &Site<'_>) -> Option<Found> {
    let key = "omero.web.middleware";
    site.stored(key)?;
    let middleware = site.json(key);
    let mut classes =
        middleware.as_list()?.iter().filter_map(|item| item.member("class")?.as_text());
    (!classes.any(|class| class.contains("Csrf"))).then(|| {
        let class = r#"{"index": 4, "class": "django.middleware.csrf.CsrfViewMiddleware"}"#;
        Found::at(key, "has no CsrfViewMiddleware").fix(Fix::append(key, class))
    })
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
