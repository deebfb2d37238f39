//! The codec as a whole. `tests/any_document/` holds it to its laws with generated documents.

use super::Document;
use super::read;
use super::write;
use crate::model::Configuration;
use crate::model::Location;
use crate::model::ProfileName;

fn new_text() -> String {
    let document = Document::new(Configuration::new(&ProfileName::default()));
    write(&document, &document.configuration).unwrap()
}

#[test]
fn what_is_written_is_read_back_and_written_the_same() {
    let document = read(new_text().as_bytes()).unwrap();
    assert!(!document.is_stale());
    assert_eq!(write(&document, &document.configuration).unwrap(), new_text());
}

#[test]
fn a_file_is_stale_when_the_server_would_miss_something() {
    let text = new_text();
    for (found, instead, stale) in [
        ("<include file=\"templates.xml\"/>", "", true),
        ("value=\"default\"", "value=\"other\"", true),
        ("id=\"__ACTIVE__\"", "id=\"a\"", true),
        ("</properties>", "<!-- by hand --></properties>", false),
        ("<include", "<include file=\"site.xml\"/><include", false),
    ] {
        let changed = text.replacen(found, instead, 1);
        assert_ne!(changed, text, "{found}");
        assert_eq!(read(changed.as_bytes()).unwrap().is_stale(), stale, "{found}");
    }
}

/// What the Python tool writes for a new store.
const BY_THE_PYTHON_TOOL: &str = concat!(
    "<icegrid><!--\n\n\tThis file was generated at Mon Jan  1 00:00:00 2024 by the OmeroConfig system.\n\n-->",
    "<properties id=\"__ACTIVE__\"><property name=\"omero.config.profile\" value=\"default\" />",
    "<property name=\"omero.config.version\" value=\"5.1.0\" /></properties><properties id=\"default\">",
    "<property name=\"omero.config.version\" value=\"5.1.0\" /></properties>",
    "<include file=\"templates.xml\" /></icegrid>",
);

#[test]
fn the_same_content_is_the_same_bytes_whichever_program_wrote_it() {
    let spellings = [" />", "/>", "\n/>", "></include>", ">\n  </include>"];
    for spelling in spellings {
        let text = BY_THE_PYTHON_TOOL.replace(
            "<include file=\"templates.xml\" />",
            &format!("<include file='templates.xml'{spelling}"),
        );
        let document = read(text.as_bytes()).unwrap();
        assert!(!document.is_stale(), "{spelling}");
        assert_eq!(write(&document, &document.configuration).unwrap(), new_text(), "{spelling}");
    }
}

#[test]
fn an_include_with_more_in_it_stays_as_it_is_written() {
    for include in [
        "<include file='templates.xml' xmlns:my='urn:my'/>",
        "<include file='templates.xml'><!-- why --></include>",
        "<include file='templates.xml'><x/></include>",
        "<include file='site.xml' />",
    ] {
        let text = new_text().replace("<include file=\"templates.xml\"/>", include);
        let document = read(text.as_bytes()).unwrap();
        let written = write(&document, &document.configuration).unwrap();
        assert!(written.contains(include), "{written}");
        assert_eq!(document.includes_templates(), include.contains("templates"), "{include}");
    }
}

/// At least one case for each rule, with line and column. What expat makes of thousands is in
/// `tests/verdicts/expat.txt`.
const NOT_WELL_FORMED: &[(&str, (usize, usize), &str)] = &[
    (
        "<icegrid>\n é&#xD800;</icegrid>",
        (2, 3),
        "`&#xD800;` is not a character that is allowed in XML",
    ),
    (
        "<icegrid>&#x110000;</icegrid>",
        (1, 10),
        "`&#x110000;` is not a character that is allowed in XML",
    ),
    ("<icegrid a='&#0;'/>", (1, 13), "`&#0;` is not a character that is allowed in XML"),
    ("<icegrid a='&#xFFFE;'/>", (1, 13), "`&#xFFFE;` is not a character that is allowed in XML"),
    ("<icegrid a='&x;'/>", (1, 13), "the entity `x` is not defined"),
    ("<icegrid a='&amp'/>", (1, 13), "`&` does not start a reference: write `&amp;`"),
    ("<icegrid a='é<'/>", (1, 14), "`<` is not allowed in the value of an attribute: write `&lt;`"),
    ("<icegrid a='1'b='2'/>", (1, 15), "expected whitespace, `>` or `/>`"),
    ("<icegrid a/>", (1, 11), "expected `=` after the name of an attribute"),
    ("<icegrid a=1/>", (1, 12), "expected a value in quotes"),
    ("<icegrid 1=''/>", (1, 10), "expected the name of an attribute"),
    ("<icegrid><é.ª/></icegrid>", (1, 13), "expected whitespace, `>` or `/>`"),
    ("<icegrid>< a/></icegrid>", (1, 11), "expected the name of an element"),
    ("<icegrid a=''\nb='' a=''/>", (2, 6), "the attribute `a` is repeated"),
    (
        "<icegrid xmlns:a='u' xmlns:b='u'><x a:c='' b:c=''/></icegrid>",
        (1, 44),
        "the attribute `b:c` is repeated",
    ),
    ("<icegrid><a:b/></icegrid>", (1, 11), "the prefix `a` is not declared"),
    ("<icegrid><x a:b=''/></icegrid>", (1, 13), "the prefix `a` is not declared"),
    ("<icegrid><x xmlns:a='u'/><a:b/></icegrid>", (1, 27), "the prefix `a` is not declared"),
    ("<icegrid xmlns:a=''/>", (1, 10), "the declaration of a namespace is not valid: it is empty"),
    (
        "<icegrid xmlns:xmlns='x'/>",
        (1, 10),
        "the declaration of a namespace is not valid: the prefix `xmlns` is reserved",
    ),
    (
        "<icegrid xmlns:xml='x'/>",
        (1, 10),
        "the declaration of a namespace is not valid: the prefix `xml` is reserved",
    ),
    (
        "<icegrid xmlns:a='http://www.w3.org/2000/xmlns/'/>",
        (1, 10),
        "the declaration of a namespace is not valid: this namespace is reserved",
    ),
    (
        "<icegrid xmlns:a='}'/>",
        (1, 10),
        "the declaration of a namespace is not valid: it contains `}`",
    ),
    ("<icegrid>a ]]> b</icegrid>", (1, 12), "`]]>` is not allowed in text: write `]]&gt;`"),
    ("<icegrid><!-- -- --></icegrid>", (1, 15), "`--` is not allowed in a comment"),
    ("<icegrid><!-- ---></icegrid>", (1, 15), "`--` is not allowed in a comment"),
    ("<icegrid><?XmL a?></icegrid>", (1, 12), "a processing instruction cannot be named `XmL`"),
    ("<icegrid><?a:b?></icegrid>", (1, 12), "expected the name of a processing instruction"),
    (
        "<icegrid><?xml version='1.0'?></icegrid>",
        (1, 10),
        "the XML declaration is not at the start of the file",
    ),
    ("<?xml!version='1.0'?><icegrid/>", (1, 3), "expected the name of a processing instruction"),
    ("<?xml encoding='UTF-8'?><icegrid/>", (1, 23), "expected `version` in the XML declaration"),
    (
        "<?xml version='1.0' standalone='maybe'?><icegrid/>",
        (1, 39),
        "expected `yes` or `no` for `standalone`",
    ),
    ("<?xml version='1.0' a='b'?><icegrid/>", (1, 26), "expected the end of the XML declaration"),
    ("<?xml version=1.0?><icegrid/>", (1, 6), "expected `NAME=\"VALUE\"` in the XML declaration"),
    ("<icegrid>\u{1}</icegrid>", (1, 10), "U+0001 is not allowed in XML"),
    ("<icegrid>\u{FFFF}</icegrid>", (1, 10), "U+FFFF is not allowed in XML"),
    ("<icegrid></icegrid>\n&amp;", (2, 1), "text outside of the root element"),
    ("<icegrid/>\n <icegrid/>", (2, 2), "an element after the end of the root element"),
    ("<icegrid></icegri>", (1, 10), "expected the end tag `</icegrid>`, found `</icegri>`"),
    ("<icegrid/></icegrid>", (1, 11), "the end tag `</icegrid>` has no start tag"),
    ("<icegrid><!x></icegrid>", (1, 10), "`<!` is not followed by `--` or `[CDATA[`"),
    (
        "<icegrid><x a='1></x>\n</icegrid>",
        (1, 18),
        "`<` is not allowed in the value of an attribute: write `&lt;`",
    ),
    ("<icegrid>\n<!-- ", (2, 6), "the file ends before the end of its root element"),
    (
        "<!DOCTYPE icegrid><icegrid/>",
        (1, 1),
        "the file has a document type (`<!DOCTYPE`), which is not allowed",
    ),
];

#[test]
fn what_is_not_well_formed_is_refused_with_line_and_column() {
    for &(text, (line, column), message) in NOT_WELL_FORMED {
        let refused = read(text.as_bytes()).unwrap_err();
        assert_eq!(refused.to_string(), message, "{text}");
        assert_eq!(refused.location, Some(Location::new(line, column)), "{text}");
    }
}

#[test]
fn no_message_is_as_long_as_the_file() {
    let long = "x".repeat(1 << 20);
    for text in [
        format!("<{long}/>"),
        format!("<icegrid xmlns='{long}'/>"),
        format!("<icegrid></{long}>"),
        format!("<{long}></icegrid>"),
        format!("<icegrid><{long}:a/></icegrid>"),
        format!("<icegrid {long}='' {long}=''/>"),
        format!("<icegrid>&{long};</icegrid>"),
        format!("<icegrid>&#{};</icegrid>", "9".repeat(1 << 20)),
        format!("<?xml version='1.0' encoding='{long}'?><icegrid/>"),
    ] {
        let message = read(text.as_bytes()).unwrap_err().to_string();
        assert!(message.len() < 300, "{} bytes", message.len());
    }
}

/// Each of these took minutes or a stack if time were quadratic or the reader recursed.
#[test]
fn much_of_anything_is_read_in_time() {
    let many = 30_000;
    let numbered = |make: fn(usize) -> String| (0..many).map(make).collect::<String>();
    let attributes = numbered(|number| format!(" a{number}='&amp;'"));
    let declared = numbered(|number| format!(" xmlns:a{number}='urn:{number}'"));
    let prefixed = numbered(|number| format!("<a{number}:x a{number}:y=''/>"));
    let repeated = numbered(|_| "<!-- - --><?x?>&lt;]]<![CDATA[]]]]>".to_owned());
    let redeclared = numbered(|number| format!("<x xmlns:a='urn:{number}' a:b=''/>"));
    for text in [
        format!("<icegrid><x{attributes}/></icegrid>"),
        format!("<icegrid{declared}>{prefixed}</icegrid>"),
        format!("<icegrid>{repeated}</icegrid>"),
        format!("<icegrid>{redeclared}</icegrid>"),
        format!("<icegrid><x a='{}'/></icegrid>", "&#9;\r\n".repeat(many)),
    ] {
        assert!(read(text.as_bytes()).is_ok());
    }
    let deep = "<a>".repeat(many);
    assert!(read(format!("<icegrid>{deep}").as_bytes()).is_err());
}
