//! Lists that were stored when an older release was installed, and so keep its default.

use super::Find;
use super::Found;
use super::Rule;
use crate::python::Json;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;
use crate::schema::definition::Definition;
use crate::schema::definition::Schema;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "R100",
    severity: Severity::Warning,
    title: "a list that keeps the default of an older release",
    why: "To add to a list is to store all of it. What later releases change in their default does \
          not reach a list that is stored.",
    fix: "Set the list to the default of this release with your own changes: the fix shows it.",
    example: &[(
        "omero.web.open_with",
        r#"[["Image viewer", "webindex", {"supported_objects": ["image"], "script_url": "webclient/javascript/ome.openwith_viewer.js"}], ["omero_figure", "new_figure", {"supported_objects": ["images"]}]]"#,
    )],
    instead: &[(
        "omero.web.open_with",
        r#"[["Image viewer", "webgateway", {"supported_objects": ["image"], "script_url": "webclient/javascript/ome.openwith_viewer.js"}], ["omero_figure", "new_figure", {"supported_objects": ["images"]}]]"#,
    )],
    find: Find::many(frozen_lists),
}];

/// A default that a list had in older releases.
struct OldDefault {
    /// The last of these releases, as the schema names it.
    until: String,
    list: Vec<Json>,
}

fn frozen_lists(site: &Site<'_>) -> Vec<Found> {
    let working = site.known_properties().filter(|(_, known)| known.status().works());
    working.filter_map(|(key, known)| frozen_list(site, key, &known)).collect()
}

fn frozen_list(site: &Site<'_>, key: &str, known: &Definition) -> Option<Found> {
    let default = known.default()?.as_list()?;
    let stored = known.decode(site.stored(key)?).ok()?.into_list()?;
    let old = old_defaults(site.schema(), key, known).into_iter();
    let old = old.max_by_key(|old| shared(&stored, &old.list))?;
    // What is as close to the present default was made from that.
    let is_kept = shared(&stored, &old.list) * 2 >= old.list.len().max(1)
        && shared(&stored, &old.list) >= shared(&stored, default);
    let merged = merged(&old.list, &stored, default);
    if !is_kept || merged == stored {
        return None;
    }
    let gone =
        names(old.list.iter().filter(|&item| !default.contains(item) && stored.contains(item)));
    let new =
        names(default.iter().filter(|&item| !old.list.contains(item) && !stored.contains(item)));
    let until = old.until;
    let problem = match (&*gone, &*new) {
        (gone, "") => format!("has {gone}, which the default has only up to {until}"),
        ("", new) => {
            format!("is from the default up to {until}; the one of this release also has {new}")
        }
        (gone, new) => {
            format!("has {gone} of the default up to {until}; the one of this release has {new}")
        }
    };
    let found = Found::at(key, problem).fix(Fix::set(key, known.encode(&Json::List(merged))));
    // What is only missing may have been removed on purpose.
    Some(if gone.is_empty() { found.only(Severity::Hint) } else { found })
}

/// The other defaults that a list had in releases before this one, the latest last.
fn old_defaults(schema: Schema, key: &str, known: &Definition) -> Vec<OldDefault> {
    let ours = schema.releases();
    let ends = known.ends_of_variants();
    let before = ends.filter(|(_, ends)| ends.omero < ours.omero || ends.web < ours.web);
    let old = before.filter_map(|(until, ends)| {
        let list = Schema::from(ends).find(key)?.default()?.as_list()?.to_vec();
        let is_other = !list.is_empty() && known.default()?.as_list()? != list;
        let is_of_web = until.starts_with(|found: char| found.is_ascii_alphabetic());
        let until = if is_of_web { until.to_owned() } else { format!("OMERO {until}") };
        is_other.then_some(OldDefault { until, list })
    });
    old.collect()
}

/// How many items of `list` are in `stored`.
fn shared(stored: &[Json], list: &[Json]) -> usize {
    list.iter().filter(|item| stored.contains(item)).count()
}

/// The list `mine` with the changes that led from `old` to `new`: where only one side changed an item, that side wins, and
/// where both did, mine.
fn merged(old: &[Json], mine: &[Json], new: &[Json]) -> Vec<Json> {
    let same =
        |list: &[Json], item: &Json| list.iter().find(|other| name(other) == name(item)).cloned();
    let kept = mine.iter().filter_map(|item| match same(old, item) {
        Some(before) if before == *item => same(new, item),
        _ => Some(item.clone()),
    });
    let mut merged: Vec<_> = kept.collect();
    for (at, item) in new.iter().enumerate() {
        let is_known = same(old, item).is_some() || same(&merged, item).is_some();
        if is_known {
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| new.get(before));
        let place =
            before.and_then(|before| merged.iter().position(|item| name(item) == name(before)));
        merged.insert(place.map_or(merged.len(), |place| place + 1), item.clone());
    }
    merged
}

/// What an item is called: the class of a middleware, the label of a link, or the item itself.
fn name(item: &Json) -> Json {
    let label = item.as_list().and_then(<[_]>::first);
    item.member("class").or(label).unwrap_or(item).clone()
}

fn names<'a>(items: impl Iterator<Item = &'a Json>) -> String {
    let names = items.map(|item| match item.member("class") {
        Some(class) => class.to_string(),
        None => item.to_string(),
    });
    names.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merge(old: &str, mine: &str, new: &str) -> String {
        let list = |text| Json::parse(text).unwrap().into_list().unwrap();
        Json::List(merged(&list(old), &list(mine), &list(new))).to_string()
    }

    #[test]
    fn what_only_one_side_changed_is_taken_from_it() {
        for (old, mine, new, expected) in [
            (r#"["a", "b"]"#, r#"["a", "b", "x"]"#, r#"["a"]"#, r#"["a", "x"]"#),
            (r#"["a"]"#, r#"["x", "a"]"#, r#"["a", "b"]"#, r#"["x", "a", "b"]"#),
            (r#"["a", "b"]"#, r#"["b", "x"]"#, r#"["a", "b", "c"]"#, r#"["b", "c", "x"]"#),
            (
                r#"[["a", 1]]"#,
                r#"[["a", 1], ["x", 2]]"#,
                r#"[["a", 3]]"#,
                r#"[["a", 3], ["x", 2]]"#,
            ),
            (r#"[["a", 1]]"#, r#"[["a", 9]]"#, r#"[["a", 3]]"#, r#"[["a", 9]]"#),
            (r#"["a"]"#, "[]", r#"["a", "b"]"#, r#"["b"]"#),
        ] {
            assert_eq!(merge(old, mine, new), expected, "{old} {mine} {new}");
        }
    }
}
