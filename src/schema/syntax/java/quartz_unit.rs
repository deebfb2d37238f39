//! The seven units of time in a Quartz expression: their bounds, names and peculiarities.

/// What one field of a Quartz expression counts.
pub(crate) struct Unit {
    /// As a message calls one of its values
    pub(crate) label: &'static str,
    pub(crate) least: u32,
    pub(crate) most: u32,
    pub(crate) widest_step: u32,
    /// Full names for the numbers from 1; Quartz reads the first three letters
    pub(crate) names: &'static [&'static str],
    /// Which of the special characters it understands
    pub(crate) days: Days,
}

/// Whether a unit counts days, and how.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Days {
    /// Not at all: neither `?` nor `L`, `W` and `#`
    Not,
    /// Through the month: `?`, `L`, `W`
    OfMonth,
    /// Through the week: `?`, `L`, `#`
    OfWeek,
}

/// The year before which no date is looked for.
const FIRST_YEAR: u32 = 1970;

impl Unit {
    /// Whether counting begins again after the largest number, so that `22-2` is a night; only years do
    /// not.
    pub(crate) fn comes_round(&self) -> bool {
        self.least != FIRST_YEAR
    }
}

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const DAYS: &[&str] =
    &["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

const fn plain(label: &'static str, least: u32, most: u32, widest_step: u32) -> Unit {
    Unit { label, least, most, widest_step, names: &[], days: Days::Not }
}

/// The fields in their order; the last one may be missing.
///
/// The bounds are those of Quartz 2.3, which refuses some steps that 2.2 took and misread. Its
/// search for the next date ends with the year 2999.
pub(crate) const UNITS: [Unit; 7] = [
    plain("a second", 0, 59, 59),
    plain("a minute", 0, 59, 59),
    plain("an hour", 0, 23, 23),
    Unit { days: Days::OfMonth, ..plain("a day of the month", 1, 31, 31) },
    Unit { names: MONTHS, ..plain("a month", 1, 12, 12) },
    Unit { names: DAYS, days: Days::OfWeek, ..plain("a day of the week", 1, 7, 7) },
    plain("a year", FIRST_YEAR, 2999, 2999),
];
