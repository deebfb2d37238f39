//! `config set`.

use std::ffi::OsString;

use clap::Args;

use super::super::examples::examples;
use super::App;
use super::Exit;
use super::Failure;
use super::Target;

use super::super::input::Input;
use super::guard::Force;
use super::guard::Guard;
use crate::formats::assignments::is_blank;
use crate::model::Edit;
use crate::model::InvalidValue;
use crate::model::PropertyValue;
use crate::schema::Masked;

/// Set a property, or remove it
///
/// Without a VALUE the property is removed, and it is no error if it was not set. An empty VALUE ('') is
/// stored. A VALUE that begins with a dash follows `--`: `config set KEY -- -x`.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "A plain value" => "omero config set omero.db.host db.example.org",
    "A list; `omero help quoting` tells how in other shells" => r#"omero config set omero.web.server_list '[["omero.example.org", 4064]]'"#,
    "A password that is in a file" => "omero config set omero.db.pass --file password.txt",
    "Back to the default" => "omero config set omero.db.host",
])]
pub(super) struct Set {
    /// Property to set, such as `omero.db.host`
    key: OsString,
    /// Value to give it
    value: Option<OsString>,
    /// Say what was changed
    #[arg(long)]
    report: bool,
    #[command(flatten)]
    force: Force,
    /// Take the value from a file (`-`: standard input), without the white space at its end
    #[arg(short, long, value_name = "FILE", value_parser = super::InputParser)]
    file: Option<Input>,
}

/// What is to be done with the property.
enum Wish {
    Set(Result<PropertyValue, InvalidValue>),
    Remove,
}

impl Set {
    pub(super) fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
        let key = super::key(&self.key);
        let wish = self.wish()?;
        let mut guard = Guard::new(app, self.force)?;
        let changed = target.edit(app, |_, _| {
            guard.begin();
            self.check_assignment(&key)?;
            wish.edit(&key, &mut guard).map(Some)
        })?;
        guard.tell(app);
        if changed && self.report {
            match &wish {
                Wish::Set(value) => {
                    let value = value.as_ref().map(PropertyValue::as_str).unwrap_or_default();
                    let shown = Masked { key: &key, value };
                    app.printer.answer(format_args!("Changed: Set {key}:{shown}"))?;
                }
                Wish::Remove => app.printer.answer(format_args!("Changed: Removed {key}"))?,
            }
        }
        Ok(Exit::Done)
    }

    fn wish(&self) -> Result<Wish, Failure> {
        if let Some(file) = &self.file {
            return Ok(Wish::Set(match file.read() {
                Ok(text) => text.trim_end_matches(is_blank).to_owned().try_into(),
                Err(Failure::NotUtf8 { .. }) => Err(InvalidValue::Encoding),
                Err(failure) => return Err(failure),
            }));
        }
        Ok(self.value.clone().map_or(Wish::Remove, |value| Wish::Set(value.try_into())))
    }

    /// `KEY=VALUE` as one word is a slip: no key has an equals sign.
    fn check_assignment(&self, name: &str) -> Result<(), Failure> {
        let Some((key, behind)) = name.split_once('=') else { return Ok(()) };
        let value = match &self.value {
            Some(value) if name.ends_with('=') => value.to_string_lossy(),
            _ => behind.into(),
        };
        let value = Masked { key, value: &value }.to_string();
        Err(Failure::Assignment { key: key.to_owned(), value })
    }
}

impl Wish {
    fn edit(&self, key: &str, guard: &mut Guard) -> Result<Edit, Failure> {
        match self {
            Self::Remove => Ok(Edit::Unset(key.to_owned())),
            Self::Set(value) => {
                let legal = key.parse()?;
                let refused = |source: &InvalidValue| Failure::Value {
                    key: key.to_owned(),
                    source: source.clone(),
                };
                let value = value.as_ref().map_err(refused)?;
                guard.check(key, value.as_str())?;
                Ok(Edit::Set(legal, value.clone()))
            }
        }
    }
}
