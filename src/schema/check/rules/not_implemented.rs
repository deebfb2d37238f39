//! Rules that are not here, and why.

/// Number, what the rule would find, and why it is left out.
pub const NOT_IMPLEMENTED: &[(&str, &str, &str)] = &[
    (
        "R32",
        "an application server that does not fit the command",
        "`wsgi` is right for a site that starts the application itself and wrong for `omero web start`; \
         which command is typed is not in the configuration. `omero web config` says so when it is \
         asked for a binding.",
    ),
    (
        "R37",
        "an app, a middleware or a view of a module that is not installed",
        "Which modules Python finds depends on the environment in which OMERO.web is started.",
    ),
    (
        "R42",
        "several web servers at one address without a common key",
        "How many machines answer for an address is not in the configuration of one of them.",
    ),
];
