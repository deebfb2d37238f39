//! What Python treats as a digit, whitespace or part of a word, and which letters it treats as the same.

use super::super::decimal_digit;
use super::super::regex::Category;
use super::super::regex::Flag;
use super::super::regex::Flags;
use super::super::regex::Member;
use super::super::regex::Set;

/// Letters that are the same when case is ignored, where lower and upper case are not sufficient. One
/// text, because the loader has to relocate every reference of a list at each start of the program.
const FAMILIES: &str = "\
    Iiİı Kk\u{212a} Ssſ µΜμ Åå\u{212b} ßẞ Ǆǅǆ Ǉǈǉ Ǌǋǌ Ǳǲǳ \u{345}Ιι\u{1fbe} ΐ\u{1fd3} \
    Ββϐ Εεϵ Θθϑϴ Κκϰ Ππϖ Ρρϱ Σςσ Φφϕ Ωω\u{2126} ΰ\u{1fe3} Ввᲀ Ддᲁ Ооᲂ Ссᲃ Ттᲄᲅ Ъъᲆ Ѣѣᲇ \
    ᲈꙊꙋ Ṡṡẛ ᾀᾈ ᾁᾉ ᾂᾊ ᾃᾋ ᾄᾌ ᾅᾍ ᾆᾎ ᾇᾏ ᾐᾘ ᾑᾙ ᾒᾚ ᾓᾛ ᾔᾜ ᾕᾝ ᾖᾞ ᾗᾟ ᾠᾨ ᾡᾩ ᾢᾪ ᾣᾫ ᾤᾬ ᾥᾭ ᾦᾮ ᾧᾯ ᾳᾼ \
    ῃῌ ῳῼ ﬅﬆ";

/// Whether a literal of code point `code` matches `found`.
pub(super) fn is_literal(code: u32, found: char, flags: Flags) -> bool {
    u32::from(found) == code
        || variants(found, flags).into_iter().flatten().any(|variant| u32::from(variant) == code)
}

/// Whether a back-reference takes `found` for `expected`.
pub(super) fn is_repeated(expected: char, found: char, flags: Flags) -> bool {
    expected == found
        || match (flags.has(Flag::IgnoreCase), flags.has(Flag::Ascii)) {
            (false, _) => false,
            (true, true) => expected.eq_ignore_ascii_case(&found),
            (true, false) => lower(expected) == lower(found),
        }
}

pub(super) fn is_in_set(set: &Set, found: char) -> bool {
    let is_member = |letter| set.members.iter().any(|member| is_member(*member, letter, set.flags));
    let mut others = variants(found, set.flags).into_iter().flatten();
    (is_member(found) || others.any(is_member)) != set.negated
}

fn is_member(member: Member, found: char, flags: Flags) -> bool {
    let code = u32::from(found);
    match member {
        Member::One(one) => one == Some(code),
        Member::Range(Some(from), Some(to)) => (from..=to).contains(&code),
        // A program with characters by name is not made in the first place.
        Member::Range(..) => false,
        Member::Category(category) => is_in_category(category, found, flags),
    }
}

/// Whether `found` is what `\d`, `\w` and their like match.
pub(super) fn is_in_category(category: Category, found: char, flags: Flags) -> bool {
    match category {
        Category::Digit => is_digit(found, flags),
        Category::NotDigit => !is_digit(found, flags),
        Category::Space => is_space(found, flags),
        Category::NotSpace => !is_space(found, flags),
        Category::Word => is_word(found, flags),
        Category::NotWord => !is_word(found, flags),
    }
}

fn is_digit(found: char, flags: Flags) -> bool {
    if flags.has(Flag::Ascii) {
        found.is_ascii_digit()
    } else {
        decimal_digit::value(found).is_some()
    }
}

fn is_space(found: char, flags: Flags) -> bool {
    if flags.has(Flag::Ascii) {
        matches!(found, ' ' | '\t'..='\r')
    } else {
        found.is_whitespace() || matches!(found, '\u{1c}'..='\u{1f}')
    }
}

/// Whether `found` is part of a word: a letter, a number or `_`.
pub(super) fn is_word(found: char, flags: Flags) -> bool {
    if found.is_ascii() || flags.has(Flag::Ascii) {
        found.is_ascii_alphanumeric() || found == '_'
    } else {
        found.is_numeric() || (found.is_alphabetic() && is_letter(found))
    }
}

/// Whether an alphabetic character is a letter, not a sign that goes with one. All letters may
/// begin an identifier but a few, most of which come apart when normalised, and two marks may.
fn is_letter(found: char) -> bool {
    let comes_apart = matches!(
        found,
        '\u{37a}'
            | '\u{e33}'
            | '\u{eb3}'
            | '\u{2e2f}'
            | '\u{fc5e}'..='\u{fc63}'
            | '\u{fdfa}'..='\u{fdfb}'
            | '\u{fe70}'..='\u{fe7e}'
            | '\u{ff9e}'..='\u{ff9f}'
    );
    let is_mark = matches!(found, '\u{1885}' | '\u{1886}');
    comes_apart || (unicode_ident::is_xid_start(found) && !is_mark)
}

/// What else matches where `found` does when case is ignored.
fn variants(found: char, flags: Flags) -> Option<impl Iterator<Item = char>> {
    if !flags.has(Flag::IgnoreCase) || (flags.has(Flag::Ascii) && !found.is_ascii()) {
        return None;
    }
    let ascii_only = flags.has(Flag::Ascii);
    let pair = [lower(found), upper(found)];
    let relatives = if ascii_only { "" } else { family(found) };
    Some(pair.into_iter().chain(relatives.chars()))
}

fn family(found: char) -> &'static str {
    FAMILIES.split(' ').find(|family| family.contains(found)).unwrap_or_default()
}

/// The lower case in one character; the rest of a longer one is a mark that Python leaves out.
fn lower(found: char) -> char {
    found.to_lowercase().next().unwrap_or(found)
}

/// The upper case, if it is one character.
fn upper(found: char) -> char {
    let mut letters = found.to_uppercase();
    match (letters.next(), letters.next()) {
        (Some(upper), None) => upper,
        _ => found,
    }
}
