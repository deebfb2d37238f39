//! Whether a list may be changed: what was wrong with it before is not the fault of the change.

use std::collections::HashMap;
use std::hash::Hash;

use crate::python::Json;
use crate::schema::definition::Schema;
use crate::schema::validation::Advice;
use crate::schema::validation::AdviceKind;
use crate::schema::validation::Rejection;
use crate::schema::validation::Violation;
use crate::schema::validation::variables::check_variables;

impl Schema {
    /// Whether the list `after` may be stored in the place of the list `before`: only what the change makes
    /// worse is refused. None if the key is not known.
    pub fn accept_list_change(
        self,
        key: &str,
        before: &str,
        after: &str,
    ) -> Result<Option<Vec<Advice>>, Vec<Rejection>> {
        let refused = match self.accept(key, after) {
            Err(refused) => refused,
            accepted => return accepted,
        };
        let worse = self.worse(key, before, after);
        if worse.is_empty() { Ok(Some(still_wrong(&refused))) } else { Err(worse) }
    }

    /// What is wrong afterwards and was not before.
    fn worse(self, key: &str, before: &str, after: &str) -> Vec<Rejection> {
        let (was, is) =
            (self.rejections_by_schema(key, before), self.rejections_by_schema(key, after));
        let new = added(&was, is, |rejection| fault(&rejection.violation));
        self.worse_variable(key, before, after).into_iter().chain(new).collect()
    }

    fn worse_variable(self, key: &str, before: &str, after: &str) -> Option<Rejection> {
        let known = self.find_for_validation(key);
        let known = known.as_ref();
        let rejection = check_variables(known, key, after).err()?;
        if check_variables(known, key, before).is_ok() {
            return Some(rejection);
        }
        let elements = |text: &str| match known {
            Some(known) => known.decode(text).ok().and_then(Json::into_list),
            None => Json::parse(text).ok().and_then(Json::into_list),
        };
        let before = elements(before).unwrap_or_default();
        let added = added(&before, elements(after).unwrap_or_default(), Json::clone);
        let mut rejections =
            added.iter().map(|element| check_variables(known, key, &element.to_string()));
        rejections.find_map(Result::err)
    }
}

/// The elements that occur more often than before.
fn added<T, K: Eq + Hash>(before: &[T], after: Vec<T>, name: impl Fn(&T) -> K) -> Vec<T> {
    let mut present = HashMap::<K, usize>::new();
    for one in before {
        *present.entry(name(one)).or_default() += 1;
    }
    let is_new = |one: &T| match present.get_mut(&name(one)).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            false
        }
        None => true,
    };
    after.into_iter().filter(is_new).collect()
}

/// A violation without the number of its element, which changes when another one is removed.
fn fault(Violation { place, problem }: &Violation) -> (Vec<String>, String) {
    let is_numbered = place.first().is_some_and(|first| first.starts_with("item "));
    (place.iter().skip(usize::from(is_numbered)).cloned().collect(), problem.clone())
}

fn still_wrong(refused: &[Rejection]) -> Vec<Advice> {
    let Some((Rejection { key, violation, .. }, others)) = refused.split_first() else {
        return Vec::new();
    };
    let problem = AdviceKind::StillWrong { violation: violation.clone(), others: others.len() };
    let hint = Some(format!("`omero config describe {key}` explains the value"));
    vec![Advice { problem, key: key.clone(), hint }]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many rejections a change has.
    fn refused(key: &str, before: &str, after: &str) -> usize {
        let accepted = Schema::default().accept_list_change(key, before, after);
        accepted.map_or_else(|refused| refused.len(), |_| 0)
    }

    #[test]
    fn only_what_a_change_makes_worse_is_refused() {
        for (key, before, after, count) in [
            ("omero.web.apps", r#"["a", "a", "b"]"#, r#"["a", "a"]"#, 0),
            ("omero.web.apps", r#"["a", "a", "b"]"#, r#"["a", "b"]"#, 0),
            ("omero.web.apps", r#"["b", "a", "b", "b"]"#, r#"["a", "b", "b"]"#, 0),
            ("omero.web.apps", r#"["a", "a", "b"]"#, r#"["a", "a", "b", "c"]"#, 0),
            ("omero.web.apps", r#"["a", "a", "b"]"#, r#"["a", "a", "b", "b"]"#, 1),
            ("omero.web.apps", r#"["a", "a", "b"]"#, r#"["a", "a", "b", "a"]"#, 1),
            ("omero.web.apps", r#"["a", "a", "b"]"#, r#"["a", "a", "b", 5]"#, 1),
            ("omero.web.server_list", r#"[["a"], ["b", 1]]"#, r#"[["a"]]"#, 0),
            ("omero.web.server_list", r#"[["a", 1], ["b"]]"#, r#"[["b"]]"#, 0),
            ("omero.web.server_list", r#"[["a"]]"#, r#"[["a"], ["b"]]"#, 1),
            ("omero.web.server_list", r#"[["a"], ["b"]]"#, r#"[["a"], ["b"], ["c", 1]]"#, 0),
            ("my.list", r#"["a", "${x}"]"#, r#"["${x}"]"#, 0),
            ("my.list", r#"["${x}"]"#, r#"["${x}", "a"]"#, 0),
            ("my.list", r#"["${x}"]"#, r#"["${x}", "${y}"]"#, 1),
            ("my.list", r#"["${x}"]"#, r#"["${x}", "${x}"]"#, 1),
            ("my.list", r#"["a"]"#, r#"["a", "${"]"#, 1),
        ] {
            assert_eq!(refused(key, before, after), count, "{key}: {before} -> {after}");
        }
    }
}
