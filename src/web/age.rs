//! What releases of different age need.

use crate::schema::Release;

/// Whether a release has a version for Windows, which its documents run under IIS with ISAPI.
pub(super) fn had_windows(release: Release) -> bool {
    is_up_to(release, "5.2")
}

/// Whether a release runs under Python 2, with its packages below the directory of the server.
pub(super) fn is_of_python_2(release: Release) -> bool {
    is_up_to(release, "5.5")
}

/// Whether a release may lack the module `omeroweb.wsgi`.
pub(super) fn may_lack_wsgi_module(release: Release) -> bool {
    is_up_to(release, "5.1")
}

/// Whether a release uses FastCGI by default.
pub(super) fn is_of_fastcgi(release: Release) -> bool {
    is_up_to(release, "5.1.4")
}

/// Whether a release is based on Django 1.6, which requires that the old settings of sessions are unset.
pub(super) fn is_of_django_1_6(release: Release) -> bool {
    is_up_to(release, "5.0")
}

fn is_up_to(release: Release, last: &str) -> bool {
    last.parse().is_ok_and(|last| release <= last)
}
