//! What templates can use.

use minijinja::Value;

use super::Binding;
use super::BindingError;
use super::Deployment;
use super::iis;

/// A name that templates can use, with its value and meaning.
#[derive(Debug, Clone)]
pub struct Variable {
    /// The name.
    pub name: &'static str,
    /// What it is, in a line.
    pub meaning: &'static str,
    /// Where it comes from: a property, an option, a variable of the environment.
    origin: &'static str,
    pub(super) value: Value,
}

impl Variable {
    /// The value as templates see it.
    pub fn shown(&self) -> String {
        format!("{:?}", self.value)
    }

    /// Refuses what the server could not read back.
    pub(super) fn check(&self, binding: Binding) -> Result<(), BindingError> {
        let Some(text) = self.value.as_str() else { return Ok(()) };
        match binding.syntax().word(text) {
            Ok(_) => Ok(()),
            Err(source) => Err(BindingError::Unwritable { what: self.origin, binding, source }),
        }
    }
}

impl Deployment {
    /// Everything that templates can use.
    pub fn variables(&self, binding: Binding) -> Vec<Variable> {
        let mut variables = self.of_application();
        variables.extend(self.of_site(binding));
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
            variable(
                "application",
                "wsgi-tcp, wsgi or fastcgi-tcp",
                "omero.web.application_server",
                self.application.name(),
            ),
            variable(
                "host",
                "address on which OMERO.web listens",
                "omero.web.application_server.host",
                &*self.host,
            ),
            variable(
                "port",
                "port on which OMERO.web listens",
                "omero.web.application_server.port",
                self.port,
            ),
            variable(
                "workers",
                "number of processes that serve OMERO.web",
                "omero.web.wsgi_workers",
                self.workers,
            ),
            variable(
                "prefix",
                "path of OMERO.web without a slash at the end; empty at the root",
                "omero.web.prefix",
                &*self.prefix,
            ),
            variable("location", "the same, or / at the root", "omero.web.prefix", root),
            variable(
                "suffix",
                "_ and the word characters of the prefix, to keep names apart",
                "omero.web.prefix",
                self.suffix(),
            ),
            variable(
                "static_path",
                "path of the static files without a slash at the end; none if another site has them",
                "omero.web.static_url",
                static_path,
            ),
            variable(
                "static_root",
                "directory of the static files",
                "omero.web.static_root",
                &*self.static_root,
            ),
            variable(
                "extra_lines",
                "lines for the server block of nginx, to be written with |safe",
                "omero.web.nginx_server_extra_config",
                self.extra_lines.clone(),
            ),
        ]
    }

    fn of_site(&self, binding: Binding) -> Vec<Variable> {
        let request = &self.request;
        let http = self.http(binding);
        let https = request.https.as_ref();
        vec![
            variable("http", "port for HTTP", "--http", http.port()),
            variable(
                "http_listen",
                "the same behind the address, if there is one",
                "--http",
                http.to_string(),
            ),
            variable(
                "http_address",
                "the address alone; * for every one",
                "--http",
                http.address(),
            ),
            variable(
                "https",
                "port for HTTPS; none without",
                "--https",
                https.map(|https| https.listen.port()),
            ),
            variable(
                "https_listen",
                "the same behind the address, if there is one",
                "--https",
                https.map(|https| https.listen.to_string()),
            ),
            variable(
                "https_address",
                "the address alone; * for every one",
                "--https",
                https.map(|https| https.listen.address()),
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
            variable(
                "server_names",
                "names of the site; empty for any name",
                "--servername",
                request.server_names.names().to_vec(),
            ),
            variable(
                "max_body_size",
                "largest upload, as nginx writes it; 0 for no limit",
                "--max-body-size",
                request.max_body_size.to_string(),
            ),
            variable(
                "max_body_bytes",
                "the same in bytes",
                "--max-body-size",
                request.max_body_size.bytes(),
            ),
            variable(
                "virtualenv",
                "directory of a virtual environment of Python; none without",
                "--virtualenv",
                request.virtualenv.as_deref(),
            ),
            variable(
                "wsgi_script",
                "file with the WSGI application; none where it is not known",
                "--wsgi-script",
                self.wsgi_script(),
            ),
        ]
    }

    /// Up to 5.5 the package was below the directory of the server.
    pub(super) fn wsgi_script(&self) -> Option<String> {
        let below = || format!("{}/lib/python/omeroweb/wsgi.py", self.request.omerodir);
        let is_below = "5.5".parse().is_ok_and(|last| self.release <= last);
        self.request.wsgi_script.clone().or_else(|| is_below.then(below))
    }
}

/// A name with its value; without a meaning where only our own templates use it.
pub(super) fn variable(
    name: &'static str,
    meaning: &'static str,
    origin: &'static str,
    value: impl Into<Value>,
) -> Variable {
    Variable { name, meaning, origin, value: value.into() }
}
