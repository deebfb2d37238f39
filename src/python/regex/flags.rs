//! Inline flags: which there are, and the text between `(?` and `)` or `:` that switches them.

use super::SyntaxError;
use super::cursor::Cursor;
use super::cursor::Token;

/// A flag that a pattern can switch, by its letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::python) enum Flag {
    /// `i`
    IgnoreCase = 1,
    /// `m`
    Multiline = 2,
    /// `s`
    DotAll = 4,
    /// `x`
    Verbose = 8,
    /// `a`
    Ascii = 16,
    /// `u`
    Unicode = 32,
    /// `L`, for bytes only
    Locale = 64,
    /// `t`, without effect; gone since Python 3.13
    Template = 128,
}

impl Flag {
    pub(super) fn named(letter: Token) -> Option<Self> {
        let Token::Plain(letter) = letter else { return None };
        Some(match letter {
            'i' => Self::IgnoreCase,
            'm' => Self::Multiline,
            's' => Self::DotAll,
            'x' => Self::Verbose,
            'a' => Self::Ascii,
            'u' => Self::Unicode,
            'L' => Self::Locale,
            't' => Self::Template,
            _ => return None,
        })
    }

    /// Whether the flag chooses the alphabet, so that at most one of its kind can be on.
    fn chooses_alphabet(self) -> bool {
        matches!(self, Self::Ascii | Self::Unicode | Self::Locale)
    }
}

/// A set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::python) struct Flags(u8);

impl Flags {
    pub(in crate::python) fn has(self, flag: Flag) -> bool {
        self.0 & flag as u8 != 0
    }

    fn with(self, flag: Flag) -> Self {
        Self(self.0 | flag as u8)
    }

    pub(super) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether both alphabets are asked for at once.
    pub(super) fn contradict(self) -> bool {
        self.has(Flag::Ascii) && self.has(Flag::Unicode)
    }

    /// The flags inside a group that switches `on` and `off`.
    pub(super) fn switched(self, on: Self, off: Self) -> Self {
        let chosen = self.union(on).without(off);
        if on.has(Flag::Unicode) {
            chosen.without(Self::default().with(Flag::Ascii))
        } else {
            chosen
        }
    }
}

/// What inline flags apply to.
pub(super) enum Inline {
    /// `(?i)`: the whole expression.
    Everywhere(Flags),
    /// `(?i-m:`: the group that begins here.
    Within { on: Flags, off: Flags },
}

/// Reads flags after their first letter (or `-`), which is `first`, up to `)` or `:`.
pub(super) fn read(cursor: &mut Cursor, first: Token) -> Result<Inline, SyntaxError> {
    let (on, end) = switched_on(cursor, first)?;
    if end == ')' {
        return Ok(Inline::Everywhere(on));
    }
    if on.has(Flag::Template) {
        return Err(last_token(cursor, "flag `t` can only be set for the whole expression"));
    }
    let off = if end == '-' { switched_off(cursor)? } else { Flags::default() };
    if off.has(Flag::Template) {
        return Err(last_token(cursor, "flag `t` cannot be switched off"));
    }
    if on.without(off) != on {
        return Err(last_token(cursor, "the same flag is switched on and off"));
    }
    Ok(Inline::Within { on, off })
}

/// The flags before `-`, `:` or `)`, and which of the three ended them.
fn switched_on(cursor: &mut Cursor, first: Token) -> Result<(Flags, char), SyntaxError> {
    let mut on = Flags::default();
    let mut letter = first;
    loop {
        if let Token::Plain(end @ (')' | '-' | ':')) = letter {
            return Ok((on, end));
        }
        let Some(flag) = Flag::named(letter) else {
            return Err(unknown(cursor, letter, "`-`, `:` or `)`"));
        };
        on = on.with(flag);
        check_alphabet(cursor, on, flag)?;
        letter = next_letter(cursor, "`-`, `:` or `)`")?;
    }
}

fn check_alphabet(cursor: &Cursor, on: Flags, flag: Flag) -> Result<(), SyntaxError> {
    let problem = match flag {
        Flag::Locale => "flag `L` is for bytes only, and this is text",
        Flag::Ascii | Flag::Unicode if on.contradict() => "flags `a` and `u` exclude each other",
        _ => return Ok(()),
    };
    Err(SyntaxError::new(cursor.position(), problem))
}

/// The flags between `-` and `:`, of which there must be one at least.
fn switched_off(cursor: &mut Cursor) -> Result<Flags, SyntaxError> {
    let mut off = Flags::default();
    let mut wanted = "a flag to switch off";
    loop {
        let letter = next_letter(cursor, wanted)?;
        if letter == Token::Plain(':') && off != Flags::default() {
            return Ok(off);
        }
        let flag = Flag::named(letter).ok_or_else(|| unknown(cursor, letter, wanted))?;
        if flag.chooses_alphabet() {
            return Err(SyntaxError::new(
                cursor.position(),
                "flags `a`, `u` and `L` cannot be switched off",
            ));
        }
        off = off.with(flag);
        wanted = "`:`";
    }
}

fn next_letter(cursor: &mut Cursor, wanted: &str) -> Result<Token, SyntaxError> {
    let taken = cursor.take()?;
    taken.ok_or_else(|| SyntaxError::new(cursor.position(), format!("expected {wanted}")))
}

fn unknown(cursor: &Cursor, found: Token, wanted: &str) -> SyntaxError {
    let position = cursor.position().saturating_sub(found.length());
    match found {
        Token::Plain(letter) if letter.is_alphabetic() => SyntaxError::new(
            position,
            format!("there is no flag `{letter}`; the flags are `a`, `i`, `m`, `s`, `u` and `x`"),
        ),
        _ => SyntaxError::new(position, format!("expected {wanted}")),
    }
}

/// A mistake at the single character that was taken last.
fn last_token(cursor: &Cursor, problem: &str) -> SyntaxError {
    SyntaxError::new(cursor.position().saturating_sub(1), problem)
}
