//! Rules that are not here, and why.

/// Number, what the rule would find, and why it is left out.
pub const NOT_IMPLEMENTED: &[(&str, &str, &str)] = &[
    (
        "R32",
        "an application server that does not match the command",
        "`wsgi` is right if the web server starts the application, and wrong for `omero web \
         start`; the configuration does not say which of them is used. `omero web config` reports it.",
    ),
    (
        "R37",
        "an app, a middleware or a view of a module that is not installed",
        "The modules that Python finds depend on the environment in which OMERO.web is started.",
    ),
    (
        "R42",
        "several web servers at one address without a shared key",
        "The configuration of one machine does not say how many machines serve the address.",
    ),
];
