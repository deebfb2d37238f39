//! `config upgrade`, and old stores that are read and changed.

use std::fs;

use insta::assert_snapshot;

use crate::support::Installation;

const OF_4_2_0: &str = r#"<icegrid>
  <properties id="__ACTIVE__">
    <property name="omero.config.profile" value="default"/>
  </properties>
  <properties id="default">
    <property name="omero.config.version" value="4.2.0"/>
    <property name="omero.ldap.new_user_group" value=":query:(member=${omero.dollar}${dn})"/>
    <property name="omero.data.dir" value="${omero.dollar}{HOME}"/>
  </properties>
</icegrid>
"#;

const OF_4_2_1: &str = r#"<icegrid><properties id="default">
  <property name="omero.config.version" value="4.2.1"/>
  <property name="omero.web.ui.top_links" value='[["Figure", "figure_index"]]'/>
</properties></icegrid>"#;

fn with_preferences(profile: &str, text: &str) -> Installation {
    let omero = Installation::empty();
    add_preferences(&omero, profile, text);
    omero
}

fn add_preferences(omero: &Installation, profile: &str, text: &str) {
    let directory = omero.home().join(".java/.userPrefs/omero/prefs").join(profile);
    fs::create_dir_all(&directory).unwrap();
    fs::write(directory.join("prefs.xml"), text).unwrap();
}

/// As `java.util.prefs` writes it.
fn preferences(entries: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n\
         <!DOCTYPE map SYSTEM \"http://java.sun.com/dtd/preferences.dtd\">\n\
         <map MAP_XML_VERSION=\"1.0\">\n{entries}</map>\n"
    )
}

#[test]
fn place_holders_of_4_2_0_are_rewritten_once() {
    let omero = Installation::with(OF_4_2_0);
    let changes = omero.changes(|omero| {
        assert_snapshot!(omero.run("config upgrade"), @"
        exit 0
        --- stdout
        Importing pre-4.2 preferences
        --- stderr
        no preferences from before 4.2 in $HOME/.java/.userPrefs/omero/prefs
        ");
    });
    assert_snapshot!(changes, @r#"
    +  <!-- Kept by `omero config`: change it with `omero config set` or `omero config edit`. IceGrid reads it too. -->
       <properties id="__ACTIVE__">
    +    <property name="omero.config.version" value="5.1.0"/>
    +    <property name="omero.ldap.new_user_group" value=":query:(member=@{dn})"/>
    +    <property name="omero.data.dir" value="${omero.dollar}{HOME}"/>
       <properties id="default">
    -    <property name="omero.config.version" value="4.2.0"/>
    -    <property name="omero.ldap.new_user_group" value=":query:(member=${omero.dollar}${dn})"/>
    +    <property name="omero.config.version" value="5.1.0"/>
    +    <property name="omero.ldap.new_user_group" value=":query:(member=@{dn})"/>
    +  <include file="templates.xml"/>
    "#);
    omero.prepare("config set --force omero.ldap.x '${y}'");
    assert_eq!(omero.answer("config get omero.ldap.x"), "${y}");
}

#[test]
fn links_of_4_2_1_get_those_in_front_that_were_built_in() {
    let omero = Installation::with(OF_4_2_1);
    assert!(omero.run("config upgrade").succeeded());
    assert_snapshot!(omero.answer("config get omero.web.ui.top_links"), @r#"[["Data", "webindex", {"title": "Browse Data via Projects, Tags etc"}], ["History", "history", {"title": "History"}], ["Help", "https://help.openmicroscopy.org/", {"target": "new", "title": "Open OMERO user guide in a new tab"}], ["Figure", "figure_index"]]"#);
    assert_eq!(omero.answer("config version"), "5.1.0");
}

#[test]
fn links_that_are_no_list_stay_as_they_are() {
    let omero = Installation::with(OF_4_2_1.replace("[[", "[").replace("]]", ""));
    assert!(omero.run("config upgrade").succeeded());
    assert_eq!(omero.answer("config get omero.web.ui.top_links"), "[\"Figure\", \"figure_index\"");
}

#[test]
fn an_old_store_is_read_as_if_upgraded_and_stays_as_it_is() {
    let omero = Installation::with(OF_4_2_0);
    let value = omero.answer("config get omero.ldap.new_user_group");
    assert_eq!(value, ":query:(member=@{dn})");
    assert_eq!(omero.config_xml().unwrap(), OF_4_2_0);
}

#[test]
fn a_store_that_is_up_to_date_is_left_alone() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let before = fs::metadata(omero.store()).unwrap().modified().unwrap();
    assert_snapshot!(omero.run("config upgrade"), @"
    exit 0
    --- stdout
    Importing pre-4.2 preferences
    --- stderr
    no preferences from before 4.2 in $HOME/.java/.userPrefs/omero/prefs
    ");
    assert_eq!(fs::metadata(omero.store()).unwrap().modified().unwrap(), before);
}

#[test]
fn preferences_of_java_become_profiles() {
    let entries = "<entry key=\"omero.db.pass\" value=\"&lt;s&amp;p&gt;\"/>\n\
                   <entry key=\"omero.db.host\" value=\"a\"/>\n";
    let omero = with_preferences("default", &preferences(entries));
    add_preferences(&omero, "other", &preferences("<entry key=\"A\" value=\"\"/>"));
    assert_snapshot!(omero.run("config upgrade"), @"
    exit 0
    --- stdout
    Importing pre-4.2 preferences
    default: 2 properties
    other: 1 properties
    ");
    assert_snapshot!(omero.config_xml().unwrap(), @r#"
    <icegrid>
      <!-- Kept by `omero config`: change it with `omero config set` or `omero config edit`. IceGrid reads it too. -->
      <properties id="__ACTIVE__">
        <property name="omero.config.profile" value="default"/>
        <property name="omero.config.version" value="5.1.0"/>
        <property name="omero.db.pass" value="&lt;s&amp;p&gt;"/>
        <property name="omero.db.host" value="a"/>
      </properties>
      <properties id="default">
        <property name="omero.config.version" value="5.1.0"/>
        <property name="omero.db.pass" value="&lt;s&amp;p&gt;"/>
        <property name="omero.db.host" value="a"/>
      </properties>
      <properties id="other">
        <property name="omero.config.version" value="5.1.0"/>
        <property name="A" value=""/>
      </properties>
      <include file="templates.xml"/>
    </icegrid>
    "#);
    assert_snapshot!(omero.run("config upgrade"), @"
    exit 0
    --- stdout
    Importing pre-4.2 preferences
    default: 2 properties
    other: 1 properties
    ");
}

#[test]
fn another_directory_can_be_named() {
    let omero = Installation::empty();
    fs::create_dir_all(omero.cwd().join("prefs/old")).unwrap();
    let text = preferences("<entry key=\"A\" value=\"1\"/>");
    fs::write(omero.cwd().join("prefs/old/prefs.xml"), text).unwrap();
    assert_snapshot!(omero.run("config upgrade --preferences prefs"), @"
    exit 0
    --- stdout
    Importing pre-4.2 preferences
    old: 1 properties
    ");
}

#[test]
fn a_setting_with_another_value_stops_the_import_of_everything() {
    let omero = with_preferences("default", &preferences("<entry key=\"A\" value=\"old\"/>"));
    add_preferences(&omero, "a", &preferences("<entry key=\"B\" value=\"1\"/>"));
    omero.prepare("config set A new");
    let before = omero.config_xml();
    assert_snapshot!(omero.run("config upgrade"), @"
    exit 246
    --- stdout
    Importing pre-4.2 preferences
    --- stderr
    error: preferences of profile default, line 1: Duplicate property: A ('new' => 'old')
    hint: nothing was loaded; `load -q` replaces existing values
    ");
    assert_eq!(omero.config_xml(), before);
}

#[test]
fn entities_and_foreign_files_are_refused() {
    let bomb = "<!DOCTYPE map [<!ENTITY a \"b\">]><map><entry key=\"A\" value=\"&a;\"/></map>";
    assert_snapshot!(with_preferences("default", bomb).run("config upgrade"), @"
    exit 1
    --- stdout
    Importing pre-4.2 preferences
    --- stderr
    error: $HOME/.java/.userPrefs/omero/prefs/default/prefs.xml: it declares entities, which are never expanded
    ");
    let bomb = "<!DOCTYPE map [<!ENTITY % a 'b'> %a;]><map/>";
    assert_snapshot!(with_preferences("default", bomb).run("config upgrade"), @"
    exit 1
    --- stdout
    Importing pre-4.2 preferences
    --- stderr
    error: $HOME/.java/.userPrefs/omero/prefs/default/prefs.xml: it declares entities, which are never expanded
    ");
    assert_snapshot!(with_preferences("default", "<icegrid/>").run("config upgrade"), @"
    exit 1
    --- stdout
    Importing pre-4.2 preferences
    --- stderr
    error: $HOME/.java/.userPrefs/omero/prefs/default/prefs.xml: the root element is not `map`
    ");
    assert_snapshot!(with_preferences("default", "<map>").run("config upgrade"), @"
    exit 1
    --- stdout
    Importing pre-4.2 preferences
    --- stderr
    error: $HOME/.java/.userPrefs/omero/prefs/default/prefs.xml: line 1, column 6: the file ends before the end of its root element
    ");
    assert_snapshot!(with_preferences("_!(k!", "<map/>").run("config upgrade"), @"
    exit 1
    --- stdout
    Importing pre-4.2 preferences
    --- stderr
    error: $HOME/.java/.userPrefs/omero/prefs/_!(k!: the name of this profile is encoded
    hint: rename the directory to the name of the profile
    ");
    let omero = with_preferences("default", &preferences("<entry key=\"a b\" value=\"1\"/>"));
    assert_snapshot!(omero.run("config upgrade"), @"
    exit 250
    --- stdout
    Importing pre-4.2 preferences
    --- stderr
    error: preferences of profile default, line 1: Illegal property name: a b
    hint: a name contains only letters, digits, `.`, `_` and `-`, not ' '
    ");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn a_profile_name_that_would_spoil_the_file_is_refused() {
    let omero = with_preferences("a\u{1}b", &preferences("<entry key='A' value='1'/>"));
    omero.prepare("config set B 1");
    assert_snapshot!(omero.run("config upgrade"), @r#"
    exit 1
    --- stdout
    Importing pre-4.2 preferences
    --- stderr
    error: profile name "a\u{1}b": it cannot contain U+0001
    hint: `omero config all` lists the profiles
    "#);
    assert_eq!(omero.answer("config get"), "B=1");
}
