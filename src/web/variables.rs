//! What templates can use.

use super::binding::Binding;
use super::deployment::Deployment;
use super::deployment::EXTRA_LINES;
use super::deployment::HOST;
use super::deployment::KIND;
use super::deployment::PORT;
use super::deployment::PREFIX;
use super::deployment::STATIC_ROOT;
use super::deployment::STATIC_URL;
use super::deployment::WORKERS;
use super::iis;
use super::variable::Variable;
use super::variable::variable;

impl Deployment {
    /// Everything that templates can use.
    pub(crate) fn variables(&self, binding: Binding) -> Vec<Variable> {
        let mut variables = self.of_application();
        variables.extend(self.of_addresses(binding));
        variables.extend(self.of_site(binding));
        variables.extend(self.of_surroundings());
        if binding == Binding::Iis {
            variables.extend(iis::of_deployment(self));
        }
        variables
    }

    fn of_application(&self) -> Vec<Variable> {
        let root = if self.prefix.is_empty() { "/" } else { &self.prefix };
        let static_path = self.static_path.as_deref();
        vec![
            variable("release", "release of OMERO", "--omero-version", self.release.to_string()),
            variable(
                "omerodir",
                "directory of the installation",
                "OMERODIR",
                &*self.request.omerodir,
            ),
            variable("application", "wsgi-tcp, wsgi or fastcgi-tcp", KIND, self.application.name()),
            variable("host", "address on which OMERO.web listens", HOST, &*self.host),
            variable("port", "port on which OMERO.web listens", PORT, self.port),
            variable("workers", "number of processes that serve OMERO.web", WORKERS, self.workers),
            variable(
                "prefix",
                "URL path of OMERO.web without a slash at the end; empty at the root",
                PREFIX,
                &*self.prefix,
            ),
            variable("location", "the same, or / at the root", PREFIX, root),
            variable(
                "suffix",
                "_ and the word characters of the prefix, for unique names",
                PREFIX,
                self.suffix(),
            ),
            variable(
                "static_path",
                "URL path of the static files without a slash at the end; none if another site serves them",
                STATIC_URL,
                static_path,
            ),
            variable(
                "static_root",
                "directory of the static files",
                STATIC_ROOT,
                &*self.static_root,
            ),
            variable(
                "extra_lines",
                "lines for the server block of nginx, to be written with |safe",
                EXTRA_LINES,
                self.extra_lines.clone(),
            ),
        ]
    }

    fn of_site(&self, binding: Binding) -> Vec<Variable> {
        let request = &self.request;
        let max_body_size = request.max_body_size.clone().unwrap_or_default();
        let own_limit =
            request.max_body_size.as_ref().filter(|_| binding == Binding::NginxLocation);
        vec![
            variable(
                "server_names",
                "names of the site; empty for any name",
                "--servername",
                request.server_names.hosts(),
            ),
            variable(
                "nginx_names",
                "the same as values of server_name in nginx, to be written with |safe",
                "--servername",
                request.server_names.of_nginx(binding),
            ),
            variable(
                "timeout",
                "time limit in seconds for an answer of OMERO.web",
                "--timeout",
                request.timeout.seconds(),
            ),
            variable(
                "max_body_size",
                "largest upload in the notation of nginx; 0 for no limit",
                "--max-body-size",
                max_body_size.to_string(),
            ),
            variable(
                "max_body_bytes",
                "the same in bytes",
                "--max-body-size",
                max_body_size.bytes(),
            ),
            variable(
                "location_body_size",
                "the same for location blocks in another site's server block; none if it is not given",
                "--max-body-size",
                own_limit.map(ToString::to_string),
            ),
            variable(
                "virtualenv",
                "directory of a Python virtual environment; none if it is not used",
                "--virtualenv",
                request.virtualenv.as_deref(),
            ),
            variable(
                "wsgi_script",
                "file with the WSGI application; none if it is unknown",
                "--wsgi-script",
                self.wsgi_script(),
            ),
        ]
    }

    /// Where a browser finds the site.
    fn of_addresses(&self, binding: Binding) -> Vec<Variable> {
        let request = &self.request;
        let http = self.http(binding);
        let https = request.https.as_ref();
        vec![
            variable("http", "port for HTTP", "--http", http.port()),
            variable(
                "http_listen",
                "the same after the address, if there is one",
                "--http",
                http.to_string(),
            ),
            variable("http_address", "only the address; * for all", "--http", http.address()),
            variable(
                "http_sockets",
                "the same for each family of addresses",
                "--http",
                http.sockets(request.families),
            ),
            variable(
                "https",
                "port for HTTPS; none if it is not used",
                "--https",
                https.map(|https| https.listen.port()),
            ),
            variable(
                "https_listen",
                "the same after the address, if there is one",
                "--https",
                https.map(|https| https.listen.to_string()),
            ),
            variable(
                "https_address",
                "only the address; * for all",
                "--https",
                https.map(|https| https.listen.address()),
            ),
            variable(
                "https_sockets",
                "the same for each family of addresses",
                "--https",
                https.map(|https| https.listen.sockets(request.families)),
            ),
            variable(
                "certificate",
                "file with the certificate; none without HTTPS",
                "--certificate",
                https.map(|https| &*https.certificate),
            ),
            variable(
                "key",
                "file with the private key; none without HTTPS",
                "--key",
                https.map(|https| &*https.key),
            ),
        ]
    }
}
