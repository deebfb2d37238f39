#!/usr/bin/env python3
"""Records which stores expat accepts, and what they say, in `expat.txt` next to this file.

    python3 expat.py                  writes expat.txt: the same at every run, but for the date
    python3 expat.py SEED COUNT       other random cases, to the standard output, for a longer comparison

The documents are not stored: each is a base document with some edits. Lines of the file:

    # ...              a comment
    d "..."            the next base document
    i "..."            the next text to insert
    n START MORE       names outside ASCII: the characters that can start a name, and the others that a name
                       can have; each a list of hexadecimal numbers where a range begins and, in turns, ends
    BASE EDITS -CODE   refused, with the number of expat's error (0: another error of Python)
    BASE EDITS +SUM    accepted; SUM is a checksum of the profiles in it, as the Python tool reads them

Edits are made from left to right, and each place is one in the base: `PLACE.DELETED.INSERT`, where INSERT is
the number of a text, or `FROM~LENGTH` for a part of the base, or nothing. Documents and texts are bytes,
written as JSON strings of characters below U+0100.
"""

import datetime
import json
import pathlib
import platform
import pyexpat
import random
import re
import sys
from xml.etree import ElementTree

CASES = 24_000
SEED = 20

# ---------------------------------------------------------------------------- the verdict


def verdict(document):
    parser = ElementTree.XMLParser()
    try:
        parser.feed(document)
        root = parser.close()
    except ElementTree.ParseError as error:
        return f"-{error.code}"
    except (ValueError, LookupError):
        # An encoding that Python does not know, or that has more than one byte in a character.
        return "-0"
    return f"+{checksum(meaning(root)):08x}"


def meaning(root):
    """Profiles and properties as the Python tool reads them, in one text.

    The profiles are sorted: where a missing active profile is made is our own business.
    """
    profiles, active, seen_block = [], "default", False
    for block in root:
        if block.tag != "properties":
            continue
        properties = [
            (property.get("name"), property.get("value", ""))
            for property in block
            if property.tag == "property" and property.get("name") is not None
        ]
        name = block.get("id")
        if name != "__ACTIVE__":
            profiles.append((name or "", properties))
        elif not seen_block:
            seen_block = True
            active = dict(properties).get("omero.config.profile", "default")
    active = "default" if active == "__ACTIVE__" else active
    if active not in (name for name, _ in profiles):
        profiles.append((active, [("omero.config.version", "5.1.0")]))
    texts = [
        "\0".join([name, *(text for pair in properties for text in pair)]) + "\1"
        for name, properties in profiles
    ]
    return "".join([active, "\1", *sorted(texts, key=str.encode)])


def checksum(text):
    """FNV-1a in 32 bits."""
    result = 0x811C9DC5
    for byte in text.encode():
        result = (result ^ byte) * 0x01000193 & 0xFFFFFFFF
    return result


# ---------------------------------------------------------------------------- documents

OWN = b"""<icegrid>
  <!-- Kept by `omero config`: change it with `omero config set`. -->
  <properties id="__ACTIVE__">
    <property name="omero.config.profile" value="default"/>
    <property name="omero.config.version" value="5.1.0"/>
    <property name="A" value="[&quot;a&quot;]"/>
  </properties>
  <properties id="default">
    <property name="omero.config.version" value="5.1.0"/>
    <property name="A" value="[&quot;a&quot;]"/>
  </properties>
  <include file="templates.xml"/>
</icegrid>
"""

PYTHON = (
    b"<icegrid><!--\n\n\tThis file was generated at Mon Jan  1 00:00:00 2024 by the OmeroConfig system.\n\n-->"
    b'<properties id="__ACTIVE__"><property name="omero.config.profile" value="default" />'
    b'<property name="omero.config.version" value="5.1.0" /><property name="A" value="&#10;&lt;" /></properties>'
    b'<properties id="default"><property name="omero.config.version" value="5.1.0" />'
    b'<property name="A" value="&#10;&lt;" /></properties><include file="templates.xml" /></icegrid>'
)

BY_HAND = """<?xml version="1.0" encoding="UTF-8" standalone='yes'?>
<!-- Kept in git -->
<?editor mode="xml"?>
<icegrid version="3.7" xmlns:my="urn:my" xmlns:y='urn:y'>
  <variable name="X" value="1"/>
  <properties id="__ACTIVE__" my:copied="yes"><property name='omero.config.profile' value='b &amp; c'/></properties>
  some text &lt; &#x263A; ☺
  <properties id="b &amp; c" my:owner = "it">
    <property name="A"
      value="a&#9;b\r\n\tc" my:since="2019" y:since='é'><note>why</note></property>
    <?site reload?><![CDATA[<x> & ]] >]]>
    <property value='"2"' name="B"></property>
  </properties>
  <my:node my:ñ="n" xml:lang="en"><server id="s"><my:option xmlns:my="urn:other">-x</my:option></server></my:node>
</icegrid>
<!-- the end -->
""".encode()

DEFAULT_NAMESPACE = (
    b"<?xml version='1.0'?><icegrid><x xmlns='urn:x'><properties id='a'/></x><x:properties xmlns:x='urn:x' id='b'>"
    b"<property name='c'/></x:properties><properties xmlns='' id='d'><property xmlns='urn:x' name='e' value='f'/>"
    b"<property xmlns:z='urn:z' name='g' z:h='&#105;' value=''/></properties></icegrid>"
)

SMALL = b"<icegrid><properties id='p'><property name='k' value='v'/></properties></icegrid>"

LATIN_1 = b"<?xml version='1.0' encoding='ISO-8859-1'?><icegrid><properties id='\xe9'><property name='\xff' value='\x85'/></properties></icegrid>"


def utf_16(text, order):
    return text.decode().encode("utf-16-" + order)


# For each kind of place, the texts that expat accepts there; filled by `lines`.
ALLOWED = []

BASES = [
    OWN,
    PYTHON,
    BY_HAND,
    DEFAULT_NAMESPACE,
    SMALL,
    LATIN_1,
    b"\xef\xbb\xbf" + SMALL,
    utf_16("\ufeff".encode() + SMALL, "le"),
    utf_16("\ufeff".encode() + SMALL, "be"),
    utf_16(b"<?xml version='1.0' encoding='UTF-16'?>" + SMALL, "le"),
    b"",
]
# How often each is taken for a random case.
WEIGHTS = [5, 4, 8, 5, 3, 1, 1, 1, 1, 1, 0]

# Words, in which `_32` is a space, `_10` a line feed, and `\\uXXXX` a character.
WORDS = r"""
< > & ' " = / ? ! - ; : # . [ ] ( ) } { x X 1 a -- --> <!-- <!----> <!---> <!--a---> <!--a--b--> <!--a-> <![CDATA[
]]> ]] <![CDATA[x]]> <![CDATA[]]]]> <![cdata[x]]> <!DOCTYPE <!DOCTYPE_32icegrid> <!doctype_32icegrid> <!ELEMENT
<!x> <! <? ?> <?> <??> <?a?> <?a:b?> <?1?> <?a!b?> <?xml?> <?XmL_32a?> <?xml-style_32a?> <?xmlx?> <?a<b&c?>
<a/> <a></a> <a> </a> <a/ <a <a></b> <a></a> <a:b/> <my:b/> <:a/> <a:/> <a:b:c/> <xmlns:a/> <xml:a/> <xml/> <-a/> <.a/>
<1a/> <_a/> <a.b-c_1/> <é/> <a·/> <·/> <ñ:é/> <\U00010000/> <a\U00010000/> <aⅠ/> <a˂/> <a̅/> <a\u037e/>
<a/><b/> <a>&amp;</a> <a>]]></a> <a>]]&gt;</a> <a>--></a>
&amp; &lt; &gt; &quot; &apos; &nosuch; &amp &; &&; &#; &#x; &#X41; &#65; &#x41; &#x4G; &#6a; &#-1; &#0; &#1; &#9; &#xA;
&#x1F; &#x7F; &#x80; &#xD7FF; &#xD800; &#xDFFF; &#xE000; &#xFFFD; &#xFFFE; &#xFFFF; &#x10000; &#x1FFFE; &#x10FFFF;
&#x110000; &#99999999999999999999; &#x000000000000000000041; &a:b; &#65;; &amp;amp; &AMP; &#32 &lt;a/&gt; %a;
xmlns="" xmlns="urn:x" xmlns="urn:}" xmlns:a="" xmlns:a="urn:a" xmlns:my="urn:my" xmlns:xmlns="x" xmlns:xmlns=""
xmlns:xml="x" xmlns:xml="http://www.w3.org/XML/1998/namespace" xmlns="http://www.w3.org/XML/1998/namespace"
xmlns:a="http://www.w3.org/XML/1998/namespace" xmlns:a="http://www.w3.org/2000/xmlns/" xmlns:="x" xmlns:a:b="x"
xmlns:a="&#117;rn:a" xmlns:a="urn:my" xmlns="&lt;" XMLNS:a="" xmlnsa="x" xmlns=x
a="1" a='1' a="" a a= a=1 =1 a="<" a=">" a="&" a="&amp;" a="&lt;" a='"' a="'" a="1"b="2" a="1"_32a="2" a:b="1"
my:a="1" xml:a="1" xmlns:my="urn:1" y:since="1" my:since="1" a:a="1" id="x" id='' name="N" value="V" value="&#0;"
é="1" ·="1" a·="1" 1="1" -a="1" a.b="1" a:="1" :a="1" a_32=_32"1" a_10="1" /=""
<property/> <property_32name="A"/> <property_32name="A"_32value="<"/> <property_32name="omero.config.profile"_32value="z"/>
<properties_32id="q"/> <properties/> <properties_32id="default"></properties> <properties_32id="__ACTIVE__"/>
<include_32file='templates.xml'></include> <icegrid> </icegrid> <icegrid/> <properties> </properties> </property>
encoding='UTF-8' encoding="utf-8" encoding='utf8' encoding='US-ASCII' encoding='latin1' encoding='cp437' encoding='UTF-7'
encoding='' encoding='1' encoding='UTF-16' encoding='UTF-16LE' encoding='UTF-16BE' encoding='ISO-8859-1' encoding='x'
version='1.0' version="1.1" version='' version='a b' version='é' standalone='yes' standalone="no" standalone='maybe'
standalone='' <?xml_32version='1.0'?> <?xml_32version='1.0'_32encoding='UTF-8'?> <?xml!version='1.0'?>
<?xml_32version='1.0'standalone='yes'?> <?xml_32encoding='UTF-8'?> <?xml_32version='1.0'_32?>
<?xml_32version_32=_32'1.0'?> <?xml_10version='1.0'?> <?xml_32version='1.0'_32a='b'?> <?xml_32version='1.0'_32standalone='yes'_32encoding='UTF-8'?>
☺ é \x80 \ud7ff \ue000 \ufffd \ufffe \uffff \ufeff \U0001f600 \U0001fffe \u2028
"""


def insert(word):
    word = word.replace("_32", " ").replace("_10", "\n")
    return re.sub(r"\\[uUx]\w+", lambda found: found[0].encode().decode("unicode-escape"), word).encode()


INSERTS = [insert(word) for word in WORDS.split()]
INSERTS += [b" ", b"\t", b"\n", b"\r", b"\r\n", b"  ", b"\0", b"\1", b"\x0b", b"\x1f", b"\x7f", b"\xff", b"\xfe\xff"]
INSERTS += [b"\xc3", b"\xa9", b"\xc0\x80", b"\xe0\x80\x80", b"\xed\xa0\x80", b"\xef\xbf\xbe", b"\xf4\x90\x80\x80"]
INSERTS += [b"\xf0\x80\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xef\xbb\xbf", b" a='1'", b' xmlns:a="urn:a" a:b="1"']
INSERTS += [b' xmlns:a="urn:my" a:x="1" my:x="2"', b" my:q='1' y:q='1' q='1'", b" xml:q='1' xml:q='2'"]
INSERTS += [b' xmlns:a="urn:1" xmlns:b="urn:1" a:x="" b:x=""', b' xmlns="" xmlns:a="a" a:xmlns="" xmlns=""', b" a='1' a=\"2\""]
INSERTS += [b' a1="" a2="" a3="" a4="" a5="" a6="" a7="" a8="" a9=""', b' a1="" a2="" a3="" a4="" a5="" a6="" a7="" a8="" a1=""']
INSERTS += [b" " + text for text in INSERTS if re.match(rb"[^<&= ]+ ?=", text)]
INSERTS += [b"<a>" * 999 + b"</a>" * 999, b"<a>" * 990 + b"</a>" * 990]


# Whole documents: at least one for each rule, some of which random edits hardly meet.
WHOLE = [
    "", " ", "\n", "x", "<", "<a", "<a>", "<a/", "</a>", "<icegrid/>", "<icegrid></icegrid>",
    "<icegrid ></icegrid >", "<icegrid></ icegrid>", "<icegrid></icegrid", "< icegrid/>", "<icegrid / >",
    "<icegrid/><icegrid/>", "<icegrid/>x", "<icegrid/>&#32;", "<icegrid/><![CDATA[]]>",
    "<icegrid/> \n<!--a--> <?b?>\t", "x<icegrid/>", "&amp;<icegrid/>", "<icegrid/></icegrid>",
    "<a:icegrid/>", "<a:icegrid xmlns:a='urn:x'/>", "<icegrid xmlns='urn:x'/>", "<icegrid xmlns=''/>",
    "<xml:icegrid/>", "<icegrid xmlns:xmlns='x'/>", "<icegrid xmlns:a=''/>", "<icegrid xmlns='&#x7D;'/>",
    "<icegrid a:b='c'/>", "<icegrid xmlns:a='a' xmlns:a='b'/>", "<icegrid><x xmlns:a='a'/><a:b/></icegrid>",
    "<icegrid><x xmlns:a='a'><a:b/></x></icegrid>", "<icegrid><x xmlns:a='a'></x><a:b/></icegrid>",
    "<icegrid xmlns:a='a'><x xmlns:a='b'/><a:b/></icegrid>",
    "<icegrid xmlns:a='u' xmlns:b='u'><x a:i='' b:i=''/></icegrid>",
    "<icegrid xmlns:a='u' xmlns:b='v'><x a:i='' b:i=''/></icegrid>",
    "<icegrid xmlns:a='u' xmlns:b='&#117;'><x a:i='' b:i=''/></icegrid>",
    "<icegrid xmlns:a='u '><x xmlns:b='u\n' a:i='' b:i=''/></icegrid>", "<?xml version='1.0'?><icegrid/>",
    " <?xml version='1.0'?><icegrid/>", "<!--a--><?xml version='1.0'?><icegrid/>",
    "\ufeff<?xml version='1.0'?><icegrid/>", "\ufeff\ufeff<icegrid/>",
    "\ufeff <?xml version='1.0'?><icegrid/>", "<icegrid/><?xml version='1.0'?>",
    "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><icegrid/>",
    "<?xml version='1.0' standalone='yes' encoding='UTF-8'?><icegrid/>",
    "<?xml version='1.0' encoding='utf8'?><icegrid/>", "<?xml version='1.0' encoding='Utf-8'?><icegrid/>",
    "<?xml encoding='UTF-8'?><icegrid/>", "<?xml version='1.0' encoding='latin-1'?><icegrid/>",
    "<?xml version='1.0' encoding='iso8859-1'?><icegrid/>",
    "<?xml version='1.0' encoding='ASCII'?><icegrid/>",
    "<?xml version='1.0' encoding='us-ascii'?><icegrid/>",
    "<?xml version='1.0' encoding='us-ascii'?><icegrid>é</icegrid>",
    "<?xml version='1.0' encoding='windows-1252'?><icegrid/>",
    "<?xml version='1.0' encoding='koi8-r'?><icegrid/>",
    "<?xml version='1.0' encoding='utf-16'?><icegrid/>", "<?xml version='1.0' encoding=''?><icegrid/>",
    "<?xml version='1.0' encoding='nosuch'?><icegrid/>",
    "<?xml version='1.0encoding' encoding='ISO-8859-1'?><icegrid>é</icegrid>",
    "<?xml version='1.1'?><icegrid/>", "<?xml version='2.0'?><icegrid/>", "<?xml version='x'?><icegrid/>",
    "<?xml version=''?><icegrid/>", "<?xml version='1.0\"?><icegrid/>", "<?xml version='1.0'",
    "<?xml version=1.0?><icegrid/>", "<?xml Version='1.0'?><icegrid/>", "<?xml?><icegrid/>",
    "<?xml ?><icegrid/>", "<?XML version='1.0'?><icegrid/>", "<?xml:a?><icegrid/>", "<?xmlé?><icegrid/>",
    "<?é?><icegrid/>", "<?a ?b??><icegrid/>", "<!DOCTYPE icegrid><icegrid/>",
    "<!DOCTYPE icegrid [<!ENTITY a 'b'>]><icegrid>&a;</icegrid>", "<icegrid/><!DOCTYPE icegrid>",
    "<!DOCTYPE>", "<!DOCTYPE icegrid SYSTEM 'nosuch'><icegrid>&a;</icegrid>",
    "<!doctype icegrid><icegrid/>", "<icegrid><!DOCTYPE icegrid></icegrid>", "<!---><icegrid/>",
    "<!----><icegrid/>", "<!-----><icegrid/>", "<!--->--><icegrid/>", "<!-- - - --><icegrid/>",
    "<!-- -- --><icegrid/>", "<!--a", "<!-a--><icegrid/>", "<![CDATA[a]]><icegrid/>",
    "<icegrid><![CDATA[a]]]]><![CDATA[>]]></icegrid>", "<icegrid><![CDATA[a]]", "<icegrid>]]></icegrid>",
    "<icegrid>]]<x/>></icegrid>", "<icegrid>]&#93;></icegrid>", "<icegrid>]]&gt;</icegrid>",
    "<icegrid>a]]>b</icegrid>", "<icegrid>> ]] ></icegrid>", "<icegrid a='<'/>", "<icegrid a='>'/>",
    "<icegrid a=\"'\" b='\"'/>", "<icegrid a='1'b='2'/>", "<icegrid a='1'\tb='2'\r\n/>",
    "<icegrid a='1' a='1'/>", "<icegrid a='&amp'/>", "<icegrid a='&nosuch;'/>", "<icegrid a='&#xD800;'/>",
    "<icegrid>&#xD800;</icegrid>", "<icegrid>&#x110000;</icegrid>", "<icegrid>&#x10FFFF;</icegrid>",
    "<icegrid>&#xFFFE;</icegrid>", "<icegrid>&#0;</icegrid>", "<icegrid>&#4294967361;</icegrid>",
    "<icegrid>&#18446744073709551681;</icegrid>", "<icegrid>&#x;</icegrid>", "<icegrid>& amp;</icegrid>",
    "<icegrid>&amp ;</icegrid>", "<icegrid>&", "<icegrid>&a.b;</icegrid>", "<icegrid>&1;</icegrid>",
    "<icegrid>&#xé;</icegrid>", "<icegrid>\x01</icegrid>", "<icegrid>\x7f\x85\x9f</icegrid>",
    "<icegrid>\ufffe</icegrid>", "<icegrid>\uffff</icegrid>", "<icegrid>\U0001ffff</icegrid>",
    "<icegrid><é ñ='ü'/></icegrid>", "<icegrid><\u0370/></icegrid>", "<icegrid><properties/></icegrid>",
    "<icegrid><properties id=''/></icegrid>",
    "<icegrid><properties id='a'><property/></properties></icegrid>",
    "<icegrid><properties id='a'><property name='k' value='&#13;&#10; \r\n\r \n\t'/></properties></icegrid>",
    "<icegrid><properties id='a\r\nb'><property name='k&#9;&#x9;\t' value=' a  b '/></properties></icegrid>",
    "<icegrid><properties id='__ACTIVE__'><property name='omero.config.profile' value='__ACTIVE__'/></properties></icegrid>",
    "<icegrid><properties id='__ACTIVE__'><property name='omero.config.profile' value='a'/><property name='omero.config.profile' value='b'/></properties></icegrid>",
    "<icegrid><properties id='__ACTIVE__'><x><property name='omero.config.profile' value='a'/></x></properties></icegrid>",
    "<icegrid><properties id='__ACTIVE__'/><properties id='__ACTIVE__'><property name='omero.config.profile' value='a'/></properties></icegrid>",
    "<icegrid><x><properties id='a'/></x></icegrid>", "<other><properties id='a'/></other>",
    "<icegrid><Properties id='a'/></icegrid>",
    "<icegrid><properties id='a'>" + "<x>" * 997 + "</x>" * 997 + "</properties></icegrid>",
    "<icegrid>" + "<x>" * 1000 + "</x>" * 1000 + "</icegrid>",
    "<icegrid>" + "<x>" * 999 + "</x>" * 999 + "</icegrid>",
    "<icegrid " + " ".join(f"a{n}=''" for n in range(300)) + "/>",
    "<icegrid " + " ".join(f"a{n % 299}=''" for n in range(300)) + "/>",
]
WHOLE_BYTES = [
    b"\xfe\xff\0<\0i\0c\0e\0g\0r\0i\0d\0/\0>", b"\xff\xfe<\0i\0c\0e\0g\0r\0i\0d\0/\0>\0",
    b"\xff\xfe<\0i\0c\0e\0g\0r\0i\0d\0/\0>", b"\0<\0i\0c\0e\0g\0r\0i\0d\0/\0>",
    b"<\0i\0c\0e\0g\0r\0i\0d\0/\0>\0", b"\n\0<\0i\0c\0e\0g\0r\0i\0d\0/\0>\0",
    b"\0 \0<\0i\0c\0e\0g\0r\0i\0d\0/\0>",
    *(utf_16(f"{mark}<?xml version='1.0' encoding='{name}'?><icegrid/>".encode(), order) for mark in ["", "\ufeff"] for name in ["UTF-16", "utf-16le", "UTF-16BE", "UTF-8", "ISO-8859-1", "cp437", "utf16"] for order in ["le", "be"]),
    utf_16("\ufeff<icegrid a='☺😀'/>".encode(), "le"),
    b"\xff\xfe" + utf_16(b"<icegrid a='", "le") + b"\x00\xd8" + utf_16(b"'/>", "le"),
    b"\xff\xfe" + utf_16(b"<icegrid a='", "le") + b"\x00\xdc\x00\xd8" + utf_16(b"'/>", "le"),
    utf_16("\ufeff<icegrid a='\ufffe'/>".encode(), "be"), b"<icegrid>\xe9</icegrid>",
    b"<?xml version='1.0' encoding='ISO-8859-1'?><icegrid>\xe9\x80\xff</icegrid>",
    b"<?xml version='1.0' encoding='ISO-8859-1'?><\xe9/>",
    b"<?xml version='1.0' encoding='ISO-8859-1'?><icegrid><\xaa\xba/></icegrid>",
    "<icegrid><ª/></icegrid>".encode(),
    b"\xef\xbb\xbf<?xml version='1.0' encoding='ISO-8859-1'?><icegrid>\xe9</icegrid>",
    b"\xef\xbb<icegrid/>", b"\xff\xfe\0\0<\0\0\0", b"\0", b"\0\0", b"<\0", b"\xff\xfe", b"\xef\xbb\xbf",
    b"<icegrid>\xed\xa0\x80</icegrid>", b"<icegrid>\xf4\x90\x80\x80</icegrid>", b"<icegrid>\xc3</icegrid>",
    b"<icegrid>\xc0\xbc</icegrid>", b"<icegrid/>\xc3",
]

# ---------------------------------------------------------------------------- cases


def edited(base, edits):
    result, at = b"", 0
    for place, deleted, insert in edits:
        result += base[at:place] + inserted(base, insert)
        at = max(at, place) + deleted
    return result + base[at:]


def inserted(base, insert):
    if insert is None:
        return b""
    if isinstance(insert, int):
        return INSERTS[insert]
    start, length = insert
    return base[start : start + length]


PLACES = re.compile(
    rb"""
    <!--.*?--> | <\?.*?\?> | </[^>]*>
    | <[^\s>/]+ (?P<tag> (?: \s+ [^\s=]+ \s*=\s* (?: "[^"]*" | '[^']*' ) )* ) \s* /?>
    """,
    re.S | re.X,
)
VALUES = re.compile(rb"""(["'])(.*?)\1""", re.S)


def places(base):
    """Where text, attributes and values are in a base: a list of places for each."""
    text, attributes, values = {0, len(base)}, set(), set()
    for found in PLACES.finditer(base):
        text |= {found.start(), found.end()}
        if found["tag"] is not None:
            attributes |= {found.start("tag"), found.end("tag")}
            for value in VALUES.finditer(base, found.start("tag"), found.end("tag")):
                attributes.add(value.end())
                values |= set(range(value.start(2), value.end(2) + 1))
                for reference in re.finditer(b"&[^;]*;", value[2]):
                    start = value.start(2) + reference.start()
                    values -= set(range(start + 1, start + len(reference[0])))
    return [sorted(text), sorted(attributes), sorted(values)]


def allowed_texts():
    """For each kind of place, the texts that expat accepts in one of that kind."""
    base = BASES[2]
    return [
        [at for at in range(len(INSERTS)) if verdict(edited(base, [(place, 0, at)])).startswith("+")]
        for place in (kind[len(kind) // 2] for kind in places(base))
    ]


def random_case(numbers):
    number = numbers.choices(range(len(BASES)), WEIGHTS)[0]
    base = BASES[number]
    if numbers.random() < 0.7 and any(fitting := places(base)):
        edits = [fitting_edit(numbers, base, fitting) for _ in range(numbers.choice([1, 1, 1, 2, 2, 3]))]
        return number, sorted(edits, key=lambda edit: edit[0])
    edits, at = [], 0
    for place in sorted(numbers.randrange(len(base) + 1) for _ in range(numbers.choice([1, 1, 1, 2]))):
        place = max(place, at)
        deleted = numbers.choice([0, 0, 0, 0, 1, 1, 2, 5, 20])
        chance = numbers.random()
        if chance < 0.65:
            insert = numbers.randrange(len(INSERTS))
        elif chance < 0.8:
            insert = (numbers.randrange(len(base) + 1), numbers.choice([1, 2, 10, 40]))
        else:
            insert, deleted = None, deleted or numbers.choice([1, 1, 2, 7])
        edits.append((place, deleted, insert))
        at = place + deleted
    return number, edits


def fitting_edit(numbers, base, fitting):
    """A text in a place where it is likely to be allowed."""
    where = numbers.choice([at for at in range(3) if fitting[at]])
    place = numbers.choice(fitting[where])
    if where == 2 and numbers.random() < 0.3:
        return place, 0, (place, numbers.choice([0, 1, 2]))
    return place, 0, numbers.choice(ALLOWED[where]) if numbers.random() < 0.8 else numbers.randrange(len(INSERTS))


def line(number, edits):
    def text(insert):
        if insert is None:
            return ""
        return str(insert) if isinstance(insert, int) else f"{insert[0]}~{insert[1]}"

    written = ",".join(f"{place}.{deleted}.{text(insert)}" for place, deleted, insert in edits)
    return f"{number} {written or '-'} {verdict(edited(BASES[number], edits))}"


def names():
    def is_accepted(document):
        parser = ElementTree.XMLParser()
        try:
            parser.feed(document.encode())
            parser.close()
        except ElementTree.ParseError:
            return False
        return True

    def ranges(is_in):
        found, before = [], False
        for code in range(0x80, 0x110000):
            # Names of characters outside the first plane: a sample of them is enough.
            if 0xD800 <= code < 0xE000 or code > 0x10FFF and code % 509:
                continue
            if is_in(chr(code)) != before:
                before = not before
                found.append(f"{code:x}")
        return ",".join(found)

    first = ranges(lambda character: is_accepted(f"<{character}/>"))
    further = ranges(lambda character: is_accepted(f"<a{character}/>") and not is_accepted(f"<{character}/>"))
    return f"n {first} {further}"


def json_bytes(data):
    return json.dumps(data.decode("latin-1"))


def lines(seed, count):
    yield "# What expat makes of damaged stores. Written by `python3 tests/verdicts/expat.py`, which explains the lines."
    yield f"# Python {platform.python_version()}, {pyexpat.EXPAT_VERSION}, {datetime.date.today()}, seed {seed}"
    whole = [*(text.encode() for text in WHOLE), *WHOLE_BYTES]
    BASES.extend(whole)
    yield from (f"d {json_bytes(base)}" for base in BASES)
    yield from (f"i {json_bytes(text)}" for text in INSERTS)
    yield names()
    for number in range(len(BASES)):
        yield line(number, [])
    ALLOWED.extend(allowed_texts())
    numbers = random.Random(seed)
    seen = set()
    # Each text at least once in each place where a tag, a value, text or the prolog is.
    for insert in range(len(INSERTS)):
        for base, mark in [(2, b" name=\"X\""), (2, b"some text"), (2, b"since"), (2, b"\"X\""), (4, b"<ice"), (4, b" id"),
                           (4, b"k'"), (3, b"?>"), (4, b"</icegrid>"), (0, b"  <include")]:
            place = BASES[base].index(mark) + (1 if mark.startswith((b'"', b"k")) else 0)
            seen.add(line(base, [(place, 0, insert)]))
    del WEIGHTS[11:]
    WEIGHTS.extend([0] * (len(BASES) - len(WEIGHTS)))
    while len(seen) < count:
        seen.add(line(*random_case(numbers)))
    yield from sorted(seen, key=lambda case: [int(part) if part.isdigit() else part for part in case.split(" ", 1)])


def main():
    if len(sys.argv) == 3:
        print("\n".join(lines(int(sys.argv[1]), int(sys.argv[2]))))
    else:
        path = pathlib.Path(__file__).with_name("expat.txt")
        path.write_text("\n".join(lines(SEED, CASES)) + "\n")


if __name__ == "__main__":
    main()
