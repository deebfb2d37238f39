//! Kinds of secrets, and command lines for every verb and every form of its output.

/// What is looked for. Each secret has it inside.
pub(crate) const SIGN: &str = "Zx9Kq4Wm";

/// Properties with a secret, which is where `§` is.
pub(crate) const SECRETS: &[(&str, &str)] = &[
    // By the schema, and for one service.
    ("omero.db.pass", "§"),
    ("omero.db.pass.indexer", "§"),
    ("omero.ldap.password", "a b§"),
    // Unknown names.
    ("lab.client_secret", "§"),
    ("lab.s3.apiKey", "§"),
    ("lab.refresh-token", "§"),
    // URLs.
    (
        "omero.web.caches",
        r#"{"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": "redis://:§@cache:6379/0"}}"#,
    ),
    ("lab.broker", "amqp://user:p/§@host/vhost"),
    ("lab.proxy", "user:§@proxy.example.org:3128"),
    // JDBC, and settings of libpq.
    ("lab.jdbc", "jdbc:postgresql://db/omero?user=omero&password=§&ssl=true"),
    ("lab.sqlserver", "jdbc:sqlserver://db;user=omero;password=§;encrypt=true"),
    ("lab.libpq", "host=db password='a §' dbname=omero"),
    // Members of JSON.
    (
        "omero.web.databases",
        r#"{"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "d", "PASSWORD": "§"}}"#,
    ),
    (
        "omero.web.oauth.providers",
        r#"[{"name": "github", "client": {"id": "i", "secret": "§"}, "url": {"token": "https://idp/t"}}]"#,
    ),
    ("lab.escaped", r#"{"pass\u0077ord": "§"}"#),
];

/// Where the answer goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum To {
    /// A pipe.
    Pipe,
    /// A terminal, and standard error with it.
    Terminal,
}

/// Command lines of a verb; what follows `<` is given as standard input.
///
/// One with `KEY` is typed for every secret: `VALUE` is its value, `JSON` the same in JSON, `OTHER` the value
/// with another secret. One with `PART` is typed for the values that are not secret as a whole. `URL` is a
/// URL with a secret, and `SIGN` only the secret.
pub(super) struct Row {
    pub(super) verb: &'static str,
    pub(super) lines: &'static [&'static str],
    pub(super) to: To,
}

const fn row(verb: &'static str, lines: &'static [&'static str]) -> Row {
    Row { verb, lines, to: To::Pipe }
}

const fn on_terminal(verb: &'static str, lines: &'static [&'static str]) -> Row {
    Row { verb, lines, to: To::Terminal }
}

/// Every verb. A `get` of one key, and an `export` into a pipe or file, are asked for secrets.
pub(super) const ROWS: &[Row] = &[
    row("config all", &["config all"]),
    row(
        "config get",
        &[
            "config get",
            "-d debug config get",
            "config get --json",
            "config get --all --origin",
            "config get --all --json --origin",
            "config get KEY omero.db.host",
            "config get --hide-password KEY",
            "config get --json KEY",
            "config get --json --origin KEY",
            "config get --origin KEY omero.db.host",
            "config get --default KEY",
            "config get --require KEY omero.unset",
            "config get URL omero.db.host --require",
        ],
    ),
    on_terminal("config get", &["config get", "config get --json", "config get --all"]),
    row("config list", &["config list", "config list --hide-password"]),
    row(
        "config blame",
        &[
            "config blame",
            "config blame --json",
            "config blame KEY",
            "config blame KEY=VALUE",
            "config blame URL",
            "config blame --json URL",
        ],
    ),
    row("config keys", &["config keys"]),
    row(
        "config describe",
        &["config describe KEY", "config describe --json KEY", "config describe URL"],
    ),
    on_terminal("config describe", &["config describe KEY"]),
    row(
        "config search",
        &[
            "config search password",
            "config search --json password",
            "config search URL",
            "config search --all password",
        ],
    ),
    row(
        "config check",
        &[
            "config check",
            "config check --json",
            "config check --strict",
            "config check --fix",
            "config check --explain URL",
            "config check wrong.omero wrong.properties wrong.env",
            "config check --format github wrong.omero wrong.properties wrong.env tag.yaml open.json",
            "config check --format sarif wrong.omero wrong.properties wrong.env tag.yaml open.json",
            "config check --format junit wrong.omero wrong.properties wrong.env tag.yaml open.json",
            "config check --json wrong.omero wrong.properties wrong.env tag.yaml open.json",
            "config check URL",
        ],
    ),
    on_terminal("config check", &["config check"]),
    row("config doctor", &["config doctor", "config doctor --json"]),
    row(
        "config diff",
        &[
            "config diff --defaults",
            "config diff --defaults --json",
            "config diff default other",
            "config diff default other --json",
            "config diff other default",
            "config diff URL other",
            "config diff --file URL",
        ],
    ),
    on_terminal("config diff", &["config diff default other"]),
    on_terminal(
        "config export",
        &[
            "config export --format json",
            "config export --format yaml",
            "config export --format toml",
            "config export --format properties",
            "config export --format omero",
            "config export --format env",
        ],
    ),
    row(
        "config log",
        &["config log", "config log --values", "config log --json", "-d debug config log --values"],
    ),
    on_terminal("config log", &["config log --values"]),
    row(
        "config set",
        &[
            "config set --report KEY OTHER",
            "config set --dry-run KEY VALUE",
            "-d debug config set --report KEY VALUE",
            "config set --report KEY --file - <VALUE",
            "config set KEY=VALUE",
            "config set KEY VALUE more",
            "config set KEY --report=VALUE",
            "config set KEY ${VALUE}",
            "config set omero.db.port URL",
            "config set --report lab.other PART",
            "config set KEY --file VALUE",
            "config set --file VALUE KEY",
            "config set KEY --from-env VALUE",
            "config set --message password=SIGN lab.other 1",
        ],
    ),
    on_terminal("config set", &["config set --report KEY VALUE"]),
    row(
        "config append",
        &[
            "config append --report KEY VALUE",
            "config append --report lab.list PART",
            "config append omero.web.apps PART",
        ],
    ),
    row(
        "config remove",
        &[
            "config remove --report lab.list PART",
            "config remove lab.list PART",
            "config remove --report KEY JSON",
        ],
    ),
    row(
        "config load",
        &[
            "config load <KEY=OTHER",
            "config load <KEY: VALUE",
            "config load <\"KEY\": VALUE",
            "config load <KEY VALUE",
            "config load <KEY:\n  VALUE",
            "config load <export KEY=VALUE",
            "config load <config set KEY VALUE",
            "config load <<property name=\"KEY\" value=\"VALUE\"/>",
            "config load -q <KEY=VALUE\\",
            "config load URL",
        ],
    ),
    row(
        "config apply",
        &[
            "config apply --check --diff --format properties - <KEY=OTHER",
            "config apply --check --json --format properties - <KEY=OTHER",
            "-d debug config apply --check --diff --format json - <{\"KEY\": 1, \"omero.db.port\": JSON}",
            "config apply --format json - <{\"KEY\": JSON",
            "config apply --format json - <{\"KEY\": JSON, \"KEY\": JSON}",
            "config apply --format json - <{\"KEY\" JSON}",
            "config apply --format yaml - <KEY: JSON\n - x",
            "config apply --format yaml - <KEY: &JSON",
            "config apply --format yaml - <KEY: !JSON x",
            "config apply --format yaml - <KEY: {a: JSON",
            "config apply --format toml - <KEY = JSON JSON",
            "config apply --format toml - <KEY = VALUE",
            "config apply --format env - <KEY=VALUE x",
            "config apply --format omero - <config set KEY VALUE",
            "config apply --format omero - <config set KEY VALUE x",
            "config apply --format omero - <config set KEY 'VALUE",
            "config apply --diff --prune --check --format json - <{}",
            "config apply --format yaml - <KEY: !SIGN x",
            "config apply --format yaml - <KEY: !SIGN {a: b}",
            "config apply --format json - <{\"KEY\": {\"$file\": \"SIGN\"}}",
            "config apply --format json - <{\"KEY\": {\"$env\": \"SIGN\"}}",
            "config apply --format json - <{\"KEY\": {\"$credential\": \"SIGN\"}}",
            "config apply --allow-commands --format json - <{\"KEY\": {\"$command\": [\"sh\", \"-c\", \"echo password is SIGN >&2\"]}}",
            "config apply --allow-commands --format json - <{\"KEY\": {\"$command\": [\"sh\", \"-c\", \"echo SIGN; set -x; : SIGN; false\"]}}",
            "-d debug config apply --check --diff --allow-commands --format json - <{\"KEY\": {\"$command\": [\"sh\", \"-xc\", \"echo SIGN\"]}}",
        ],
    ),
    row("config take-over", &["config take-over", "config take-over lab.token=SIGN"]),
    row("config parse", &["config parse", "config parse --rst", "config parse --file URL"]),
    row("config schema", &["config schema"]),
    row("config path", &["config path"]),
    row("config version", &["config version"]),
    row("config def", &["config def", "config def default"]),
    row("config copy", &["config copy other third --force", "config copy URL x"]),
    row("config drop", &["config drop third", "config drop URL"]),
    row("config lock", &["config lock -- true", "config lock -- URL"]),
    row("config upgrade", &["config upgrade"]),
    row(
        "config unset",
        &["config unset --report KEY", "config unset KEY=VALUE", "config unset KEY^VALUE"],
    ),
    row(
        "config set",
        &[
            "config set KEY = VALUE",
            "config set KEY: VALUE",
            "config set KEY^VALUE",
            "config set KEY VALUE more words",
            "config append KEY VALUE more",
            "config rm KEY VALUE",
            "config KEY VALUE",
            "set KEY VALUE",
        ],
    ),
    row("config undo", &["config set KEY OTHER", "config undo", "config undo URL"]),
    // A value in the place of one more name.
    row(
        "config unset",
        &["config unset omero.db.pass SIGN", "config unset lab.client_secret SIGN"],
    ),
    row(
        "config blame",
        &["config blame omero.db.pass SIGN", "config blame --json omero.db.pass SIGN"],
    ),
    row("config describe", &["config describe omero.db.pass SIGN"]),
    row("config search", &["config search omero.db.pass SIGN"]),
    row(
        "config get",
        &["config get --require omero.db.pass SIGN", "config get --require omero.db.pass:SIGN"],
    ),
    row("config keys", &["config keys omero.db.pass:SIGN", "config keys omero.db.pass SIGN"]),
    row("config export", &["config export --format json omero.db.pass:SIGN"]),
    row("config edit", &["config edit omero.db.pass:SIGN"]),
    row("config apply", &["config apply omero.db.pass SIGN"]),
    row(
        "load",
        &[
            "load <config get --require omero.db.pass:SIGN",
            "load <config drop 'omero.db.pass SIGN'",
        ],
    ),
    row("config log", &["config log"]),
    row(
        "config init",
        &[
            "config init --db-pass VALUE",
            "config init --db-pass=VALUE",
            "config init --db-pass-f VALUE",
            "config init --db-host URL",
            "config init --db-pass-file - <VALUE",
            "config init --dry-run --db-host db --db-pass-file - <VALUE",
        ],
    ),
    row(
        "config edit",
        &[
            "config edit",
            "config edit --format json",
            "config edit --format yaml",
            "config edit URL",
            "config edit --recover",
        ],
    ),
    row(
        "web config",
        &[
            "web config nginx",
            "web config nginx-development",
            "web config nginx-location",
            "web config apache",
            "web config lighttpd",
            "web config iis",
            "web config nginx --print-variables",
            "web config iis --print-variables",
            "-d debug web config nginx",
            "web config nginx --http URL",
            "web config nginx --key URL --certificate password=SIGN",
            "web config nginx --output /nosuch/password=SIGN",
            "web config URL",
        ],
    ),
    on_terminal("web config", &["web config nginx", "web config lighttpd --print-variables"]),
    row("web iis", &["web iis", "web iis --site URL"]),
    row("web url-filter", &["web url-filter /webclient"]),
    row(
        "load",
        &[
            "load <config get",
            "load -k <config set KEY VALUE more",
            "load -k <config set KEY=VALUE",
            "load -k <KEY=VALUE",
            "load -k <config set KEY 'VALUE",
            "load -k <KEY: VALUE",
            "load -k <{\"KEY\": JSON}",
            // Lines after an open quote are perhaps the rest of the secret.
            "load -k <config set KEY 'VALUE\nconfig get --SIGN",
            "load -k <config set KEY 'VALUE\nconfig get --lock-timeout SIGN",
            "load -k <config set KEY 'VALUE\nconfig SIGN get",
            "load -k <config set KEY 'VALUE\nconfig export --format SIGN",
            "load -k <config set KEY 'VALUE\nconfig drop a SIGN",
            "load -k <config set KEY 'VALUE\nconfig log -n SIGN\n--color=SIGN",
            "load -k <config set KEY 'VALUE\nweb SIGN\nSIGN",
            "load -k <config set KEY 'VALUE\nconfig init --db-SIGN\nhelp SIGN",
            "load -k <config set KEY 'VALUE\nconfig get -SIGN\n-wSIGN",
            "load -k <config set KEY 'VALUE\nconfig describe SIGN\nconfig --profile SIGN get",
        ],
    ),
    row(
        "completions",
        &[
            "completions bash",
            "completions zsh -- omero config set KEY ",
            "completions zsh -- omero config set KEY V",
            "completions fish -- omero config set KEY ",
            "completions powershell -- omero config append KEY ",
            "completions zsh -- omero config append lab.list ",
            "completions zsh -- omero config remove KEY ",
            "completions zsh -- omero config remove lab.secrets ",
            "completions zsh -- omero config get ",
            "completions zsh -- omero config get lab.",
            "completions zsh -- omero config describe KEY ",
            "completions zsh -- omero config init --db-pass-file ",
            "completions zsh -- omero config init --db-host ",
            "completions zsh -- omero config --profile ",
            "completions zsh -- omero config undo ",
            "completions zsh -- omero config edit ",
            "completions zsh -- omero web config nginx --upstream ",
        ],
    ),
    row("help", &["help", "help secrets", "help URL"]),
    row("quit", &["quit"]),
    row(
        "",
        &[
            "-w SIGN login",
            "-wSIGN login",
            "-k SIGN login",
            "--password SIGN login",
            "--pass=SIGN config get",
            "config set --password SIGN KEY",
            "config get --pass SIGN",
            "config --token SIGN get",
            "config --source /nosuch/lab.token=SIGN get",
        ],
    ),
];
