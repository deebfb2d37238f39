//! `config search`.

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn names_come_before_meanings() {
    assert_snapshot!(Installation::empty().run("config search timeout session"), @"
    exit 0
    --- stdout
    omero.sessions.timeout          Idle time after which a session is closed, in milliseconds
    omero.web.oauth.user.timeout    Longest session of a user of the OAuth application, in seconds
    omero.web.public.cache.timeout  Time for which the shared public session is kept in the cache, in seconds
    ");
}

#[test]
fn words_are_found_in_any_case_and_in_any_order() {
    let omero = Installation::empty();
    let found = omero.answer("config search url_filter PUBLIC");
    assert_eq!(found, omero.answer("config search 'public  URL_filter'"));
    assert!(found.starts_with("omero.web.public.url_filter  "), "{found}");
}

#[test]
fn json_is_a_list_of_objects() {
    assert_snapshot!(Installation::empty().run("config search --json poolsize"), @r#"
    exit 0
    --- stdout
    [
      {
        "key": "omero.db.poolsize",
        "summary": "Largest number of connections that the server keeps to the database"
      },
      {
        "key": "omero.threads.min_threads",
        "summary": "Number of threads that serve requests"
      }
    ]
    "#);
}

#[test]
fn what_is_not_found_is_told_with_the_nearest_key() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config search zebra crossing"), @"
    exit 1
    --- stderr
    error: no property matches `zebra` and `crossing`
    hint: a match contains all words: try fewer
    ");
    assert_snapshot!(omero.run("config search omero.web.serverlist"), @"
    exit 1
    --- stderr
    error: no property matches `omero.web.serverlist`
    hint: did you mean `omero.web.server_list`?
    ");
    assert_snapshot!(omero.run("config search --json zebra"), @"
    exit 1
    --- stdout
    []
    --- stderr
    error: no property matches `zebra`
    hint: a match contains all words: try fewer
    ");
    assert_snapshot!(omero.run("config search"), @"
    exit 2
    --- stderr
    error: the following required arguments were not provided:
      <WORD>...

    Usage: omero config search <WORD>...

    For more information, try '--help'.
    ");
}
