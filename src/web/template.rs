//! Templates, and how what they write becomes words of a server's language.

use std::collections::BTreeMap;

use minijinja::AutoEscape;
use minijinja::Environment;
use minijinja::Error;
use minijinja::ErrorKind;
use minijinja::Output;
use minijinja::State;
use minijinja::UndefinedBehavior;
use minijinja::Value;
use minijinja::syntax::SyntaxConfig;

use super::syntax::Syntax;
use super::template_error::TEMPLATE;
use super::template_error::TemplateError;
use super::variable::Variable;

/// Our templates by name; those of bindings are called as the binding.
const TEMPLATES: &[(&str, &str)] = &[
    ("nginx", include_str!("../../templates/nginx/site.conf")),
    ("nginx-development", include_str!("../../templates/nginx/development.conf")),
    ("nginx-location", include_str!("../../templates/nginx/location.conf")),
    ("nginx-locations", include_str!("../../templates/nginx/locations.conf")),
    ("nginx-server", include_str!("../../templates/nginx/server.conf")),
    ("nginx-proxies", include_str!("../../templates/nginx/proxies.conf")),
    ("apache", include_str!("../../templates/apache.conf")),
    ("lighttpd", include_str!("../../templates/lighttpd.conf")),
    ("iis", include_str!("../../templates/iis/web.config")),
    ("iis-dispatch", include_str!("../../templates/iis/dispatch.py")),
    ("iis-install", include_str!("../../templates/iis/install.ps1")),
    ("iis-remove", include_str!("../../templates/iis/remove.ps1")),
    ("iis-maintenance", super::MAINTENANCE_PAGE),
    ("iis-plan", include_str!("../../templates/iis/plan.txt")),
    ("iis-undo", include_str!("../../templates/iis/undo.txt")),
];

pub(super) fn named(wanted: &str) -> &'static str {
    let found = TEMPLATES.iter().find(|(name, _)| *name == wanted);
    found.map(|(_, template)| *template).unwrap_or_default()
}

/// A template filled with variables. Every value becomes a word of `syntax`, but numbers and what the
/// template calls safe.
pub(super) fn render(
    syntax: Syntax,
    template: &str,
    variables: &[Variable],
) -> Result<String, TemplateError> {
    let mut environment = environment()?;
    environment.set_formatter(move |out, state, value| write_word(syntax, out, state, value));
    for (name, template) in TEMPLATES {
        environment.add_template(name, template)?;
    }
    let values: BTreeMap<_, _> =
        variables.iter().map(|variable| (variable.name, variable.value.clone())).collect();
    Ok(environment.template_from_named_str(TEMPLATE, template)?.render(Value::from(values))?)
}

fn environment<'source>() -> Result<Environment<'source>, TemplateError> {
    let mut environment = Environment::new();
    let mut layout = SyntaxConfig::builder();
    layout.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    environment.set_syntax(layout.build()?);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // Anything but `None`, so that what a block or an include has written counts as written.
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("server".into()));
    environment.add_filter("regex", in_regex);
    environment.add_filter("host_regex", |names: Vec<String>| host_regex(&names));
    Ok(environment)
}

fn write_word(
    syntax: Syntax,
    out: &mut Output<'_>,
    _: &State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    if value.is_undefined() || value.is_none() {
        return Err(Error::new(ErrorKind::UndefinedError, "an undefined value is written"));
    }
    if value.is_safe() || value.is_number() {
        return write!(out, "{value}").map_err(Error::from);
    }
    let word = syntax.quoted(&value.to_string());
    let word = word.map_err(|refused| Error::new(ErrorKind::BadEscape, refused.to_string()))?;
    out.write_str(&word).map_err(Error::from)
}

/// A text that a regular expression finds as it is.
fn in_regex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_punctuation() && !matches!(character, '/' | '_' | '-') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// An expression for the names of a site; for any name where there is none.
fn host_regex(names: &[String]) -> String {
    let one = |name: &String| match name.strip_prefix("*.") {
        Some(domain) => format!(r".+\.{}", in_regex(domain)),
        None => match name.strip_suffix(".*") {
            Some(name) => format!(r"{}\..+", in_regex(name)),
            None => in_regex(name),
        },
    };
    match names {
        [] => "[^:]+".to_owned(),
        names => names.iter().map(one).collect::<Vec<_>>().join("|"),
    }
}
