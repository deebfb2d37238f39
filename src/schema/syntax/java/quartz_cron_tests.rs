//! What Quartz takes, refuses and misreads.

use super::*;
use crate::python::table::accepts;
use crate::python::table::refuses;

#[test]
fn expressions_that_quartz_reads_as_they_are_meant() {
    accepts(
        check,
        &[
            "*/4 * * * * ?",
            "0 0 0 * * ?",
            "0 0 12 ? * WED",
            "0 0/5 14,18 * * ?",
            "0 0-5 14 * * ?",
            "0 10,44 14 ? 3 WED",
            "0 15 10 ? * MON-FRI",
            "0 15 10 15 * ? 2005",
            "0 15 10 L * ?",
            "0 15 10 L-2 * ?",
            "0 15 10 l-2w * ?",
            "0 15 10 LW * ?",
            "0 15 10 15W * ?",
            "0 15 10 ? * 6L 2002-2005",
            "0 15 10 ? * 6#3",
            "0 15 10 ? * fri#3",
            "0 15 10 ? * FRIL",
            "0 15 10 ? * L",
            "0 15 10 ? * FRI-MON",
            "0 0 22-2 ? jan-Mar *",
            "0 0 22-2/2 ? JULY MONDAY",
            "/10 * * * * ? *",
            "0 0 0 1/5 * ? 2030/2",
            "  0\t0 0 * * ?  ",
            "0 0 1,,2 * * ?",
            "0 0 0 ? * SUN,TUE,SAT",
        ],
    );
}

#[test]
fn too_few_and_too_many_fields() {
    refuses(
        check,
        &[
            ("", 0, "found 0"),
            (" ", 1, "found 0"),
            ("0 3 * * *", 9, "expected 6 or 7 fields"),
            ("0 0 0 * * ? 2030 x", 17, "found `x`"),
        ],
    );
}

#[test]
fn values_outside_their_unit() {
    refuses(
        check,
        &[
            ("60 * * * * ?", 0, "a second from 0 to 59"),
            ("0 0 24 * * ?", 4, "an hour from 0 to 23"),
            ("0 0 0 0 * ?", 6, "a day of the month from 1 to 31"),
            ("0 0 0 * 13 ?", 8, "a month from 1 to 12"),
            ("0 0 0 ? * 0", 10, "a day of the week from 1 to 7"),
            ("0 0 0 ? * MOO", 10, "such as MON, found `MOO`"),
            ("0 0 0 ? * MO", 10, "found `MO`"),
            ("0 0 0 * FEBR ?", 8, "such as FEB"),
            ("0 0 0 * * ? 1969", 12, "a year from 1970"),
            ("0 0 0 * * ? 2030-2020", 12, "earlier year first"),
            ("0 0 MON * * ?", 4, "an hour from 0 to 23, found `M`"),
            ("99999999999999999999 0 0 * * ?", 0, "a second"),
        ],
    );
}

#[test]
fn what_quartz_would_misread() {
    refuses(
        check,
        &[
            ("*5 * * * * ?", 1, "found `5`"),
            ("*/0 * * * * ?", 2, "a step from 1 to 59"),
            ("0/90 * * * * ?", 2, "a step from 1 to 59"),
            ("*/-5 * * * * ?", 2, "a number after `/`"),
            ("*/ * * * * ?", 2, "a number after `/`"),
            ("5x * * * * ?", 1, "found `x`"),
            ("/5/2 * * * * ?", 2, "found `/`"),
            ("0/5/2 * * * * ?", 3, "found `/`"),
            ("0 0 0 15W/2 * ?", 9, "found `/`"),
            ("0 0 0 ? * 6L/2", 12, "found `/`"),
            ("0 0 0 ? * 6#3/2", 13, "found `/`"),
            ("0 0 0 L/2 * ?", 7, "found `/`"),
            ("0 0 0 ? * MON-FRI/2", 17, "ignores a step"),
            ("0 0 0 ? * MONDAY-FRIDAY", 10, "such as MON, found `MONDAY`"),
            ("0 0 0 ? * MON-5", 14, "found `5`"),
            ("0 0 0 ? * 2-FRI", 12, "a day of the week, found `F`"),
            ("0 0 0 ?5 * MON", 6, "`?` to be all"),
            ("0 0 0 L,15 * ?", 6, "found a list"),
            ("0 0 0 15W,20 * ?", 8, "found a list"),
            ("0 0 0 ? * 6#3,2", 11, "found a list"),
            ("0 0 0 ? * 6#6", 12, "from 1 to 5"),
            ("0 0 0 L-31 * ?", 8, "at most 30 days"),
            ("0 0 0 L- * ?", 8, "found the end"),
            ("0 0 0 ? * LW", 11, "found `W`"),
            ("L 0 0 * * ?", 0, "found `L`"),
            ("? 0 0 * * ?", 0, "two day fields only"),
            (", 0 0 * * ?", 0, "found `,`"),
            ("0 0 0 W * ?", 6, "found `W`"),
        ],
    );
}

#[test]
fn the_two_days_exclude_each_other() {
    refuses(
        check,
        &[
            ("0 0 0 * * *", 10, "found two days"),
            ("0 0 0 1 * MON", 10, "found two days"),
            ("0 0 0 ? * ?", 10, "is `?` too"),
        ],
    );
}
