//! Quartz cron expressions: seconds, minutes, hours, day of month, month, day of week, year.
//!
//! Source: the `CronExpression` of Quartz 2.x and its tutorial. Quartz reads on after many a
//! mistake (`MON-FRI/2` becomes `MON-FRI`, `*5` becomes `*`, a step of 0 disappears, an eighth
//! field is dropped); what it would misread in that way is refused here.

use crate::python::SyntaxError;
use crate::python::quoted;
use crate::schema::syntax::java::quartz_unit::Days;
use crate::schema::syntax::java::quartz_unit::UNITS;
use crate::schema::syntax::java::quartz_unit::Unit;
use crate::schema::syntax::number::decimal;
use crate::schema::syntax::scanner::Scanner;
use crate::schema::syntax::token::Token;
use crate::schema::syntax::token::words;

/// How far before the last day of the month `L-3` may reach.
const FARTHEST_FROM_END: u64 = 30;

const FIELDS: &str = "second minute hour day-of-month month day-of-week [year]";

/// A Quartz cron expression of six or seven fields.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    let fields: Vec<_> = words(text, |next| next == ' ' || next == '\t').take(8).collect();
    if fields.len() < 6 {
        let problem = format!("expected 6 or 7 fields ({FIELDS}), found {}", fields.len());
        return Err(SyntaxError::new(text.chars().count(), problem));
    }
    if let Some(eighth) = fields.get(7) {
        let problem = format!("expected no more than 7 fields, found {}", quoted(eighth.text));
        return Err(SyntaxError::new(eighth.position, problem));
    }
    fields.iter().zip(&UNITS).try_for_each(|(field, unit)| check_field(*field, unit))?;
    check_days(&fields)
}

/// Exactly one of the two day fields says `?`.
fn check_days(fields: &[Token<'_>]) -> Result<(), SyntaxError> {
    let [_, _, _, of_month, _, of_week, ..] = fields else { return Ok(()) };
    let problem = match (of_month.text, of_week.text) {
        ("?", "?") => "expected a day of the week, since the day of the month is `?` too",
        ("?", _) | (_, "?") => return Ok(()),
        _ => "expected `?` for the day of the week or for the day of the month, found two days",
    };
    Err(SyntaxError::new(of_week.position, problem))
}

fn check_field(field: Token<'_>, unit: &Unit) -> Result<(), SyntaxError> {
    if field.text == "?" && unit.days != Days::Not {
        return Ok(());
    }
    let mut items = words(field.text, |next| next == ',').peekable();
    if items.peek().is_none() {
        return Err(SyntaxError::new(
            field.position,
            format!("expected {}, found `,`", unit.label),
        ));
    }
    let company = if field.text.contains(',') { Company::List } else { Company::Alone };
    items.try_for_each(|item| {
        let scanner = Scanner::within(field.position + item.position, item.text);
        Item { scanner, unit, company }.check()
    })
}

/// Whether an item is all of its field; `L`, `W` and `#` must be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Company {
    Alone,
    List,
}

/// One item of the comma separated list that a field is.
struct Item<'a> {
    scanner: Scanner<'a>,
    unit: &'a Unit,
    company: Company,
}

impl Item<'_> {
    fn check(mut self) -> Result<(), SyntaxError> {
        match self.scanner.peek() {
            Some('*') => self.all()?,
            Some('/') => self.step()?,
            Some('?') => return Err(self.question_mark()),
            Some('L' | 'l') if self.unit.days != Days::Not => self.last()?,
            Some('0'..='9') => self.numbers()?,
            _ => self.names()?,
        }
        self.scanner.finish("the end of the item")
    }

    /// `*` or `*/5`.
    fn all(&mut self) -> Result<(), SyntaxError> {
        self.scanner.advance();
        if self.scanner.is_done() { Ok(()) } else { self.step() }
    }

    fn question_mark(&self) -> SyntaxError {
        self.scanner.error(match self.unit.days {
            Days::Not => "expected a value, found `?`, which is for the two day fields only",
            Days::OfMonth | Days::OfWeek => "expected `?` to be all of the field",
        })
    }

    /// `5`, `5-10`, `5/2`, `5-10/2`, and for days `5L`, `5W`, `5#2`.
    fn numbers(&mut self) -> Result<(), SyntaxError> {
        let place = self.scanner.position();
        let first = self.number()?;
        match (self.scanner.peek(), self.unit.days) {
            (Some('-'), _) => self.range(place, first),
            (Some('/'), _) => self.step(),
            (_, Days::OfMonth) => self.nearest_weekday(),
            (_, Days::OfWeek) => self.occurrence(),
            (_, Days::Not) => Ok(()),
        }
    }

    /// `-10` and `-10/2` after the number at `place`.
    fn range(&mut self, place: usize, first: u32) -> Result<(), SyntaxError> {
        self.scanner.advance();
        let last = self.number()?;
        if last < first && !self.unit.comes_round() {
            let problem = format!("expected the earlier year first, found {first}-{last}");
            return Err(SyntaxError::new(place, problem));
        }
        if self.scanner.peek() == Some('/') { self.step() } else { Ok(()) }
    }

    /// `MON`, `MON-FRI`, and for days of the week `MONL`, `MON#2`.
    fn names(&mut self) -> Result<(), SyntaxError> {
        self.name()?;
        if self.scanner.eat('-') {
            self.name()?;
        } else if self.unit.days == Days::OfWeek {
            self.occurrence()?;
        }
        if self.scanner.peek() == Some('/') {
            let problem = "expected numbers for a range with a step: Quartz ignores a step here";
            return Err(self.scanner.error(problem));
        }
        Ok(())
    }

    fn number(&mut self) -> Result<u32, SyntaxError> {
        let start = self.scanner.clone();
        let digits = self.scanner.take_while(|next| next.is_ascii_digit());
        if digits.is_empty() {
            return Err(start.expected(self.unit.label));
        }
        let Unit { label, least, most, .. } = self.unit;
        decimal(digits)
            .and_then(|number| u32::try_from(number).ok())
            .filter(|number| (*least..=*most).contains(number))
            .ok_or_else(|| {
                let digits = quoted(digits);
                start.error(format!("expected {label} from {least} to {most}, found {digits}"))
            })
    }

    /// A name of three letters, or the full name if nothing follows it.
    fn name(&mut self) -> Result<(), SyntaxError> {
        let mut after = self.scanner.clone();
        let word = after.take_while(char::is_alphabetic);
        let is_full = after.is_done() && self.is_named(|name| word.eq_ignore_ascii_case(name));
        if is_full {
            self.scanner = after;
            return Ok(());
        }
        let letters = word.get(..3).unwrap_or_default();
        let tail = word.get(3..).unwrap_or_default();
        let may_follow = tail.is_empty() || self.is_last_day(tail);
        if !may_follow || !self.is_named(|name| is_short_for(name, letters)) {
            return Err(self.no_name(word));
        }
        (0..3).for_each(|_| {
            self.scanner.advance();
        });
        Ok(())
    }

    fn is_named(&self, is_it: impl Fn(&str) -> bool) -> bool {
        self.unit.names.iter().any(|name| is_it(name))
    }

    /// Whether the letter after a name makes it the last such day of the month.
    fn is_last_day(&self, tail: &str) -> bool {
        self.unit.days == Days::OfWeek && tail.eq_ignore_ascii_case("L")
    }

    fn no_name(&self, word: &str) -> SyntaxError {
        let Unit { label, least, most, names, .. } = self.unit;
        if word.is_empty() || names.is_empty() {
            return self.scanner.expected(&format!("{label} from {least} to {most}"));
        }
        let example = names.get(1).and_then(|name| name.get(..3)).unwrap_or_default();
        let example = example.to_ascii_uppercase();
        self.scanner.error(format!("expected {label} such as {example}, found {}", quoted(word)))
    }

    /// `L`, and for days of the month `L-3`, `LW`, `L-3W`.
    fn last(&mut self) -> Result<(), SyntaxError> {
        self.alone("L")?;
        self.scanner.advance();
        if self.unit.days == Days::OfWeek {
            return Ok(());
        }
        if self.scanner.eat('-') {
            self.days_before_the_last()?;
        }
        self.scanner.eat_letter('W');
        Ok(())
    }

    fn days_before_the_last(&mut self) -> Result<(), SyntaxError> {
        let start = self.scanner.clone();
        let digits = self.scanner.take_while(|next| next.is_ascii_digit());
        match decimal(digits) {
            Some(days) if days <= FARTHEST_FROM_END => Ok(()),
            Some(_) => Err(start.error(format!(
                "expected at most {FARTHEST_FROM_END} days before the last, found {}",
                quoted(digits)
            ))),
            None => Err(start.expected("a number of days before the last")),
        }
    }

    fn nearest_weekday(&mut self) -> Result<(), SyntaxError> {
        if matches!(self.scanner.peek(), Some('W' | 'w')) {
            self.alone("W")?;
            self.scanner.advance();
        }
        Ok(())
    }

    /// `L` for the last such day of the month, `#2` for the second.
    fn occurrence(&mut self) -> Result<(), SyntaxError> {
        match self.scanner.peek() {
            Some('L' | 'l') => {
                self.alone("L")?;
                self.scanner.advance();
            }
            Some('#') => {
                self.alone("#")?;
                self.scanner.advance();
                if self.scanner.eat_if(|next| ('1'..='5').contains(&next)).is_none() {
                    return Err(self.scanner.expected("a number from 1 to 5 after `#`"));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn alone(&self, special: &str) -> Result<(), SyntaxError> {
        match self.company {
            Company::Alone => Ok(()),
            Company::List => {
                let problem = format!("expected `{special}` to be all of the field, found a list");
                Err(self.scanner.error(problem))
            }
        }
    }

    /// `/5`; some steps Quartz would silently drop.
    fn step(&mut self) -> Result<(), SyntaxError> {
        if !self.scanner.eat('/') {
            return Err(self.scanner.expected("`/` or the end of the item"));
        }
        let start = self.scanner.clone();
        let digits = self.scanner.take_while(|next| next.is_ascii_digit());
        let widest = u64::from(self.unit.widest_step);
        match decimal(digits) {
            Some(step) if (1..=widest).contains(&step) => Ok(()),
            None if digits.is_empty() => Err(start.expected("a number after `/`")),
            _ => Err(start
                .error(format!("expected a step from 1 to {widest}, found {}", quoted(digits)))),
        }
    }
}

fn is_short_for(name: &str, letters: &str) -> bool {
    name.get(..3).is_some_and(|short| short.eq_ignore_ascii_case(letters))
}

#[cfg(test)]
#[path = "quartz_cron_tests.rs"]
mod tests;
