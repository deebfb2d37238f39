//! Memory of the Java servers.

use super::Find;
use super::Found;
use super::Rule;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;

/// The Java servers that run at the same time, each with the share of memory that it gets by default.
const SERVICES: [(&str, i64); 3] = [("blitz", 15), ("pixeldata", 15), ("indexer", 10)];

const MEGABYTE: i64 = 1 << 20;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R62",
        severity: Severity::Warning,
        title: "two memory settings for one server",
        why: "If a size is set, the percentage is ignored.",
        fix: "Remove one of them.",
        example: &[
            ("omero.db.poolsize", "50"),
            ("omero.jvmcfg.heap_size.blitz", "24G"),
            ("omero.jvmcfg.percent.blitz", "50"),
        ],
        instead: &[
            ("omero.db.poolsize", "50"),
            ("omero.jvmcfg.heap_size.blitz", "24G"),
            ("omero.jvmcfg.percent.indexer", "20"),
        ],
        find: Find::many(two_ways),
    },
    Rule {
        id: "R63",
        severity: Severity::Warning,
        title: "more memory than the machine has",
        why: "No program checks the sum. If the servers use all of it, the machine swaps or kills one of them.",
        fix: "Keep the sum of the percentages below 100, and leave some memory for the system.",
        example: &[
            ("omero.db.poolsize", "50"),
            ("omero.jvmcfg.percent.blitz", "60"),
            ("omero.jvmcfg.percent.pixeldata", "40"),
        ],
        instead: &[
            ("omero.db.poolsize", "50"),
            ("omero.jvmcfg.percent.blitz", "40"),
            ("omero.jvmcfg.percent.pixeldata", "40"),
        ],
        find: Find::one(too_much),
    },
    Rule {
        id: "R64",
        severity: Severity::Warning,
        title: "files for the index that do not fit in memory",
        why: "The indexer holds a whole file in memory. If the limit is more than half of its \
              heap, it warns at each start, and a large file can stop it.",
        fix: "Lower `omero.search.max_file_size`, or give the indexer more memory.",
        example: &[("omero.db.poolsize", "50"), ("omero.jvmcfg.heap_size.indexer", "200M")],
        instead: &[("omero.db.poolsize", "50"), ("omero.jvmcfg.heap_size.indexer", "1G")],
        find: Find::one(large_files),
    },
    Rule {
        id: "R65",
        severity: Severity::Warning,
        title: "a minimum above the available memory",
        why: "The minimum is used: the servers get shares of more memory than intended.",
        fix: "Lower `omero.jvmcfg.min_system_memory`, or remove it.",
        example: &[
            ("omero.db.poolsize", "50"),
            ("omero.jvmcfg.min_system_memory", "16000"),
            ("omero.jvmcfg.system_memory", "8000"),
        ],
        instead: &[
            ("omero.db.poolsize", "50"),
            ("omero.jvmcfg.min_system_memory", "4000"),
            ("omero.jvmcfg.system_memory", "8000"),
        ],
        find: Find::many(least_above),
    },
];

/// The setting of a service: its own, otherwise the general one.
fn of_service(site: &Site<'_>, name: &str, service: &str) -> Option<String> {
    let own = format!("omero.jvmcfg.{name}.{service}");
    let general = format!("omero.jvmcfg.{name}");
    if site.stored(&own).is_some() {
        return Some(own);
    }
    site.stored(&general).is_some().then_some(general)
}

fn two_ways(site: &Site<'_>) -> Vec<Found> {
    let suffixes = [".blitz", ".pixeldata", ".indexer", ".repository", ""];
    let keys = suffixes.iter().map(|suffix| {
        (format!("omero.jvmcfg.percent{suffix}"), format!("omero.jvmcfg.heap_size{suffix}"))
    });
    let both = keys.filter(|(percent, size)| site.is_set(percent) && site.is_set(size));
    let found = both.map(|(percent, size)| {
        let fix = Fix::unset(percent.as_str());
        Found::at(percent, format!("is set, but {size} is used")).fix(fix)
    });
    found.collect()
}

/// The share of memory that a service gets, and what says so; none if it gets a size.
fn share(site: &Site<'_>, service: &str, default: i64) -> Option<(i64, Option<String>)> {
    let is_sized = of_service(site, "heap_size", service).is_some_and(|key| site.is_set(&key));
    let strategy = of_service(site, "strategy", service).and_then(|key| site.stored(&key));
    if is_sized || strategy.is_some_and(|strategy| strategy != "percent") {
        return None;
    }
    let key = of_service(site, "percent", service);
    let number = key.as_ref().map_or(Some(default), |key| site.number(key))?;
    Some((number, key))
}

fn too_much(site: &Site<'_>) -> Option<Found> {
    let shares: Vec<_> =
        SERVICES.iter().filter_map(|(service, default)| share(site, service, *default)).collect();
    let sum: i64 = shares.iter().map(|(number, _)| number).sum();
    let largest = shares.into_iter().filter_map(|(number, key)| Some((number, key?))).max()?;
    (sum > 100).then(|| {
        let problem = format!("is {}; with the other servers that makes {sum}", largest.0);
        Found::at(largest.1, problem)
    })
}

/// A heap in bytes, if a number sets it.
fn bytes(text: &str) -> Option<i64> {
    let text = text.trim();
    let number = text.trim_end_matches(|unit: char| unit.is_ascii_alphabetic());
    let unit = match text.get(number.len()..)?.to_ascii_lowercase().as_str() {
        "" | "m" => MEGABYTE,
        "k" => 1 << 10,
        "g" => 1 << 30,
        "b" => 1,
        _ => return None,
    };
    number.parse::<i64>().ok()?.checked_mul(unit)
}

fn heap_of_indexer(site: &Site<'_>) -> Option<i64> {
    if let Some(size) = of_service(site, "heap_size", "indexer") {
        return bytes(site.stored(&size)?);
    }
    let memory = of_service(site, "system_memory", "indexer")?;
    let (percent, _) = share(site, "indexer", 10)?;
    site.number(&memory)?.checked_mul(MEGABYTE)?.checked_mul(percent)?.checked_div(100)
}

fn large_files(site: &Site<'_>) -> Option<Found> {
    let key = "omero.search.max_file_size";
    let (bytes, heap) = (site.number(key)?, heap_of_indexer(site)?);
    (bytes > heap / 2).then(|| {
        let problem = format!("is {bytes} bytes, and the indexer has a heap of {heap}");
        Found::at(key, problem).fix(Fix::set(key, (heap / 2).to_string()))
    })
}

fn least_above(site: &Site<'_>) -> Vec<Found> {
    let least = "omero.jvmcfg.min_system_memory";
    let bounds = ["omero.jvmcfg.system_memory", "omero.jvmcfg.max_system_memory"].into_iter();
    let Some(number) = site.number(least) else { return Vec::new() };
    let stored = bounds.filter(|key| site.stored(least).or(site.stored(key)).is_some());
    let found = stored.filter_map(|key| {
        let bound = site.number(key)?;
        let problem = format!("is {number}, but {key} is {bound}");
        (number > bound).then(|| Found::at(least, problem))
    });
    found.collect()
}
