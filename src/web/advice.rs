//! What is missing around a configuration that is right in itself.

use super::application::Application;
use super::binding::Binding;
use super::deployment::Deployment;
use super::iis;

impl Deployment {
    /// What the reader should know before the configuration is used, a sentence or two each.
    ///
    /// `config` is how the command `config` is called for the properties.
    pub(crate) fn advice(&self, binding: Binding, config: &str) -> Vec<String> {
        [
            self.unreached_names(binding),
            self.disbelieved_scheme(binding, config),
            self.closed_websockets(config),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Without names a site shares its port with all others, and the first of those wins.
    fn unreached_names(&self, binding: Binding) -> Option<String> {
        let other = match binding {
            _ if !self.request.server_names.are_unsaid() => return None,
            Binding::Nginx => "\"Welcome to nginx!\" on a fresh machine",
            Binding::Apache => "\"It works!\" on a fresh machine",
            _ => return None,
        };
        Some(format!(
            "without --servername OMERO.web is only reachable under the name of this machine; \
             other names, localhost and the IP address show the default site of {binding} \
             ({other}) if there is one"
        ))
    }

    /// The server has to open the port as well.
    fn closed_websockets(&self, config: &str) -> Option<String> {
        let is_closed = self.websockets.as_ref().is_some_and(|endpoint| !endpoint.is_offered);
        is_closed.then(|| {
            format!(
                "with these properties OMERO.server does not accept WebSockets: `{config} set \
                 omero.client.icetransports ssl,tcp,ws` in its configuration, then restart it"
            )
        })
    }

    /// Gunicorn believes what a proxy says of the scheme only where that runs on the same machine.
    fn disbelieved_scheme(&self, binding: Binding, config: &str) -> Option<String> {
        let can_be_https = self.request.https.is_some()
            || self.request.iis.https.is_some()
            || !self.request.proxies.is_empty()
            || binding == Binding::NginxLocation;
        let is_started_here =
            binding == Binding::Iis && iis::method_of(self) != iis::Method::ReverseProxy;
        let is_remote =
            self.application == Application::WsgiTcp && !self.is_local() && !is_started_here;
        (can_be_https && is_remote && !self.trusts_forwarded_scheme).then(|| {
            format!(
                "OMERO.web on {} does not recognise HTTPS behind this proxy and refuses every \
                 login with 403: `{config} set omero.web.secure_proxy_ssl_header \
                 '[\"HTTP_X_FORWARDED_PROTO\", \"https\"]'`, or --forwarded-allow-ips in \
                 omero.web.wsgi_args",
                self.host
            )
        })
    }
}
