//! What we don't understand in a file stays where it is.

use insta::assert_snapshot;

use crate::support::Installation;

/// A file in which every kind of content stands that we have no use for.
const FOREIGN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- Kept in git -->
<?editor mode="xml"?>
<icegrid version="3.7" xmlns:my="urn:my">
  <!-- of the site -->
  <variable name="X" value="1"/>
  <properties id="__ACTIVE__" my:copied="yes">
    <property name="omero.config.profile" value="default"/>
    <property name="omero.config.version" value="5.1.0"/>
    <property name="A" value="1"/>
    <!-- in the copy -->
  </properties>
  some text
  <properties id="default" my:owner="it">
    <property name="omero.config.version" value="5.1.0"/>
    <!-- before A -->
    <property name="A" value="1" my:since="2019"><note>why</note></property>
    <?site reload?>
    <property name="B" value='"2"'/>
    <import ref="common"/>
  </properties>
  <properties id="other"><property name="C" value="3"/></properties>
  <include file="site.xml"/>
  <include file="templates.xml"/>
  <node name="n"><server id="s"><option>-x &amp; -y</option></server></node>
</icegrid>
<!-- the end -->
"#;

fn changes(line: &str) -> String {
    Installation::with(FOREIGN).changes(|omero| omero.prepare(line))
}

#[test]
fn a_set_keeps_everything_in_its_place() {
    assert_snapshot!(changes("config set A 9"), @r#"
    +  <!-- Kept by `omero config`: change it with `omero config set` or `omero config edit`. IceGrid reads it too. -->
       <properties id="__ACTIVE__" my:copied="yes">
    -    <property name="A" value="1"/>
    +    <property name="A" value="9"/>
    +    <property name="B" value="&quot;2&quot;"/>
       <properties id="default" my:owner="it">
    -    <property name="A" value="1" my:since="2019"><note>why</note></property>
    +    <property name="A" value="9" my:since="2019"><note>why</note></property>
    -    <property name="B" value='"2"'/>
    +    <property name="B" value="&quot;2&quot;"/>
    -  <properties id="other"><property name="C" value="3"/></properties>
    +  <properties id="other">
    +    <property name="C" value="3"/>
    +  </properties>
    "#);
}

#[test]
fn an_unset_takes_the_property_and_nothing_else() {
    assert_snapshot!(changes("config set A"), @r#"
    +  <!-- Kept by `omero config`: change it with `omero config set` or `omero config edit`. IceGrid reads it too. -->
       <properties id="__ACTIVE__" my:copied="yes">
    -    <property name="A" value="1"/>
    +    <property name="B" value="&quot;2&quot;"/>
       <properties id="default" my:owner="it">
    -    <property name="A" value="1" my:since="2019"><note>why</note></property>
    -    <property name="B" value='"2"'/>
    +    <property name="B" value="&quot;2&quot;"/>
    -  <properties id="other"><property name="C" value="3"/></properties>
    +  <properties id="other">
    +    <property name="C" value="3"/>
    +  </properties>
    "#);
}

#[test]
fn another_active_profile_leaves_the_rest_alone() {
    assert_snapshot!(changes("config def other"), @r#"
    +  <!-- Kept by `omero config`: change it with `omero config set` or `omero config edit`. IceGrid reads it too. -->
       <properties id="__ACTIVE__" my:copied="yes">
    -    <property name="omero.config.profile" value="default"/>
    +    <property name="omero.config.profile" value="other"/>
    -    <property name="A" value="1"/>
    +    <property name="C" value="3"/>
       <properties id="default" my:owner="it">
    -    <property name="B" value='"2"'/>
    +    <property name="B" value="&quot;2&quot;"/>
    -  <properties id="other"><property name="C" value="3"/></properties>
    +  <properties id="other">
    +    <property name="C" value="3"/>
    +  </properties>
    "#);
}

#[test]
fn a_dropped_profile_goes_with_what_stood_in_it() {
    assert_snapshot!(changes("config drop other"), @r#"
    +  <!-- Kept by `omero config`: change it with `omero config set` or `omero config edit`. IceGrid reads it too. -->
       <properties id="__ACTIVE__" my:copied="yes">
    +    <property name="B" value="&quot;2&quot;"/>
       <properties id="default" my:owner="it">
    -    <property name="B" value='"2"'/>
    +    <property name="B" value="&quot;2&quot;"/>
    -  <properties id="other"><property name="C" value="3"/></properties>
    "#);
}

#[test]
fn an_edit_keeps_everything_too() {
    let edited = Installation::with(FOREIGN).changes(|omero| {
        let editor = omero.editor("sed -i 's/^A=.*/A=9/' \"$1\"");
        assert!(omero.typed("config edit").env("EDITOR", editor).run().succeeded());
    });
    assert_eq!(edited, changes("config set A 9"));
}

#[test]
fn a_second_write_changes_only_what_was_changed() {
    let omero = Installation::with(FOREIGN);
    omero.prepare("config set A 9");
    let once = omero.config_xml().unwrap();
    omero.prepare("config set A 8");
    omero.prepare("config set A 9");
    assert_eq!(omero.config_xml().unwrap(), once);
}

#[test]
fn the_comment_of_the_python_tool_gives_way_to_ours() {
    let omero = Installation::with(
        "<icegrid><!--\n\n\tThis file was generated at Mon Jan  1 00:00:00 2024 by the OmeroConfig \
         system.\n\tDo not edit directly but see `omero config` for details.\n\n-->\
         <properties id=\"default\"><property name=\"A\" value=\"1\"/></properties></icegrid>",
    );
    omero.prepare("config set A 2");
    assert_snapshot!(omero.config_xml().unwrap(), @r#"
    <icegrid>
      <!-- Kept by `omero config`: change it with `omero config set` or `omero config edit`. IceGrid reads it too. -->
      <properties id="__ACTIVE__">
        <property name="omero.config.profile" value="default"/>
        <property name="omero.config.version" value="5.1.0"/>
        <property name="A" value="2"/>
      </properties>
      <properties id="default">
        <property name="A" value="2"/>
      </properties>
      <include file="templates.xml"/>
    </icegrid>
    "#);
}

#[test]
fn a_single_unknown_attribute_of_a_property_is_kept() {
    let omero = Installation::with(concat!(
        "<icegrid>\n  <properties id='__ACTIVE__'>\n    <property x='1'/>\n  </properties>\n",
        "  <properties id='default'>\n    <property x='2' name='A'/>\n  </properties>\n</icegrid>\n",
    ));
    assert_snapshot!(omero.changes(|omero| omero.prepare("config set B 1")), @r#"
    -  <properties id='__ACTIVE__'>
    +  <!-- Kept by `omero config`: change it with `omero config set` or `omero config edit`. IceGrid reads it too. -->
    +  <properties id="__ACTIVE__">
    +    <property name="omero.config.profile" value="default"/>
    +    <property name="omero.config.version" value="5.1.0"/>
    +    <property name="A" value=""/>
    +    <property name="B" value="1"/>
    -  <properties id='default'>
    -    <property x='2' name='A'/>
    +  <properties id="default">
    +    <property name="A" value="" x='2'/>
    +    <property name="B" value="1"/>
    +  <include file="templates.xml"/>
    "#);
}

#[test]
fn duplicates_go_only_where_they_are_set() {
    let omero = Installation::with(
        r#"<icegrid>
  <properties id="default">
    <property name="A" value="1"/>
    <property name="B" value="1"/>
    <property name="A" value="2"/>
    <property name="B" value="2"/>
  </properties>
  <properties id="default">
    <property name="A" value="3"/>
  </properties>
</icegrid>
"#,
    );
    assert_eq!(omero.answer("config get A"), "2");
    assert_snapshot!(omero.changes(|omero| omero.prepare("config set A 9")), @r#"
    +  <!-- Kept by `omero config`: change it with `omero config set` or `omero config edit`. IceGrid reads it too. -->
    +  <properties id="__ACTIVE__">
    +    <property name="omero.config.profile" value="default"/>
    +    <property name="omero.config.version" value="5.1.0"/>
    +    <property name="A" value="9"/>
    +    <property name="B" value="1"/>
    +    <property name="B" value="2"/>
    +  </properties>
       <properties id="default">
    -    <property name="A" value="1"/>
    +    <property name="A" value="9"/>
    -    <property name="A" value="2"/>
    +  <include file="templates.xml"/>
    "#);
}

#[test]
fn a_file_in_another_encoding_becomes_utf_8_with_the_same_values() {
    let omero = Installation::with(
        b"<?xml version='1.0' encoding='ISO-8859-1'?><icegrid><properties id='default'>\
          <property name='A' value='\xe9'/></properties></icegrid>",
    );
    assert_eq!(omero.answer("config get A"), "é");
    omero.prepare("config set B 1");
    assert_eq!(omero.answer("config get A"), "é");
    assert!(omero.config_xml().unwrap().starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
}
