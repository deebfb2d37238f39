#!/usr/bin/env python3
"""Records what Python's `re`, `json` and `int` make of many texts, in `python.jsonl` beside this file.

Each line is one case: a kind, the text (for "search" an expression and a text), and the verdict.

    ["re", TEXT, true | POSITION | null]     accepted, or where it is refused (null: it is not said)
    ["json", TEXT, true | POSITION | null]
    ["int", TEXT, "DIGITS" | null]           the number, or refused
    ["search", PATTERN, TEXT, true | false]  whether it is found

The cases are the same at every run. With two arguments, a seed and a number, that many random cases
of each kind go to the standard output instead, for a longer comparison.
"""

import itertools
import json
import pathlib
import random
import re
import sys
import warnings

warnings.simplefilter("ignore")

# ---------------------------------------------------------------------------- verdicts


def verdict_re(text):
    try:
        re.compile(text)
    except re.error as mistake:
        return mistake.pos
    except (ValueError, OverflowError, RecursionError):
        return None
    finally:
        re.purge()
    return True


def verdict_json(text):
    try:
        json.loads(text)
    except json.JSONDecodeError as mistake:
        return mistake.pos
    except (ValueError, RecursionError):
        return None
    return True


def verdict_int(text):
    try:
        return str(int(text))
    except ValueError:
        return None


# ---------------------------------------------------------------------------- expressions

EXPRESSIONS = r"""
(^/(webgateway|webclient)/(?!(login|logout)))
^/(webadmin|webclient|webgateway/render_(image|thumbnail)/\d+)
^/webclient/(?:(?!(script_ui|ome_tiff|figure_script)).)*$
(?P<app>web\w+)/(?P<id>\d+)?(?(id)/x|/y)
(?<=/)[^/]+(?<!\.png)$
[\w.+-]+@[\w-]+\.[\w.-]+
(?i)^/IVIEWER
(?x) ^/ a [ #] # comment ( [
(?x: a b # )
 )
(?s:.)(?m:^a$)(?i-s:b)(?-i:c)(?a:\w)(?u:\w)
((a)(b(c)))\4\3\2\1
(?P<a>x)(?P=a)(?(a)y|z)
a{2}b{2,}c{,2}d{2,3}e{,}f{}g{x}h{1h{,1i{1,j
a*?b+?c??d{1,2}?e*+f++g?+h{1,2}+
(?>a+)b
\a\b\f\n\r\t\v\A\Z\B\d\D\s\S\w\W\\\.\-\/
\x41\u00e9\U0001F600\N{DIGIT ONE}\N{em dash}\101\08\0\07\00
[a-z0-9_\-.][^\]]+[]a][^]a][a\-z][\d\s-][-a][a-][--a][+--]
[[:alpha:]][a&&b][a||b][a~~b][a--b]
(?#comment)(?#)a(?#b)*
(?<!a)(?<=b)(?<=(?:ab|cd))(?<!(?=x)ab)(?<=^)(?<=\b)(?<=)
"""

TRICKY = [
    # what Python notices late, or says without a place
    "*\\", "(\\", "[\\", "a{1\\", "(?\\", "(?P<\\", "(?P<a\\", "(?#\\", "(?(\\", "(?i\\", "\\x4\\", "\\N\\", "\\N{a\\",
    "(?a)(?u)", "(?u)(?a)", "(?a)(?u))", "a)(?(9)b)", "(?(9)b))", "(?<=a*)(?(9)b)", "(?<=a*))", "(?<=a*)(",
    "a{4294967294}", "a{4294967295}", "a{4294967294,4294967295}", "a{,4294967295}", "a{99999999999999999999}",
    "a{4294967295,1}", "a{2,1}", "a{2,1", "a{02,1}", "{4294967295}", "{2,1}", "a{0}", "a{0,0}", "^{0}", "^{2,1}", "^{",
    "a{" + "0" * 4299 + "1}", "a{" + "0" * 4300 + "1}", "a{1,\u0663}", "a{ 1}",
    # widths
    "(?<=a{4294967294})b", "(?<=a{4294967294}a)b", "(?<=a{4294967294}aa)b", "(?<=(?:a{65536}){65536})b",
    "(?<=(?:a{4294967294}){4294967294})b", "(?<=(?:(?:a{4294967294}){4294967294}){2})b", "(?<=(?:a{4294967294}){0})b",
    "(?<=(?:){4294967294})b", "(?<=(?:)*)", "(?<=(?:a){2})", "(?<=a{2,3})", "(?<=a|b|cd)", "(?<=ab|cd|e)",
    "(?<=(?(1)a|b))()", "()(?<=(?(1)a|b))", "()(?<=(?(1)a))", "()(?<=(?(1)a|bc))", "()(?<=(?(1)))", "(a|b)(?<=\\1)",
    "(a|bc)(?<=\\1)", "(a*)(?<!\\1)", "(?P<n>a)(?<=(?P=n))", "(?P<n>a?)(?<=(?P=n))", "(?<=(?P<n>a)(?P=n))",
    "(?<=(a))\\1", "(?<=(a)(?<=\\1))", "(?<=(?<=(a))\\1)", "(?<=(a)(?(1)b|c))", "((?<=\\1))", "(?<=(?!a*)b)", "(?<=(?=a*)b)",
    "(?<!(?<=a*)b)", "(?<=(?>a))", "(?<=(?>a*))", "(?<=a++)", "(?<=a{2}+)", "(?<=[ab]\\d.\\Z)", "(?<=(?i:a))", "(?<=(?!))",
    # names and numbers
    "(?P<a>)(?P<b>)(?P<a>)", "(?P<\u00e9>a)", "(?P<\u00aa>a)", "(?P<a\u0301>a)", "(?P<\u0301>a)", "(?P<a\u00b7>a)", "(?P<\u2118>a)",
    "(?P<\u212e>a)", "(?P<\u037a>a)", "(?P<a\u0663>a)", "(?P<\u0663>a)", "(?P<\U0001d5ba>a)", "(?P<a-b>a)", "(?P<a b>a)", "(?P<_>a)",
    "(?P<a\\>b>)", "(?P=a\\)", "(?P<a>b)(?P=a", "(?P<a>b)(?P=a)", "(?P<a>b)(?P=b)", "(?P=)", "(?P= )", "(?P>a)", "(?P", "(?Pa",
    "(?(1)a)", "(a)(?(1)b|c|d)", "(a)(?(1)b|(c|d))", "(a)(?(1)|)", "(a)(?(1))", "(?(2)a)(b)", "(?(2)a)(?(3)b)(c)", "(?(3)a)(?(2)b)(c)",
    "(?(0)a)", "(?(00)a)", "(?(01)a)(b)", "(?(-0)a)", "(?(-1)a)", "(?(+1)a)(b)", "(?( 1 )a)(b)", "(?(1_0)a)", "(?(\uff11)a)(b)",
    "(?(\u00b2)a)", "(?(1.0)a)", "(?(a)b)", "(?P<a>b)(?(a)c|d)", "(?(a)b)(?P<a>c)", "(?(1073741822)a)", "(?(1073741823)a)",
    "(?(99999999999999999999)a)", "(?(" + "1" * 4301 + ")a)", "(?()a)", "(?(1", "(?(1)", "(?(1)a|", "(?(1)a|b", "((?(1)a))", "(?(1)(a))",
    "\\1", "(a)\\1", "(a\\1)", "(a)\\2", "(a)\\10", "(a)\\100", "(a)\\18", "(a)\\08", "\\8", "\\9", "\\18", "\\81", "\\377", "\\400",
    "\\777", "\\0777", "\\00", "\\12", "\\123", "\\1234", "(a)\\1\u0663", "[\\1]", "[\\18]", "[\\8]", "[\\400]", "[\\777]", "[\\0777]",
    # flags
    "(?i)", "(?i", "(?i-", "(?i-)", "(?i-:", "(?i-m", "(?i-m:", "(?i-m:)", "(?i:)", "(?i:a)*", "(?ii)", "(?imsxau)", "(?imsx)", "(?au)",
    "(?ua)", "(?aa)", "(?L)", "(?iL)", "(?L:a)", "(?-L:a)", "(?i-L:a)", "(?-a:b)", "(?-u:b)", "(?-i:b)", "(?-:b)", "(?--i:b)", "(?i-i:b)",
    "(?t)", "(?t:a)", "(?-t:a)", "(?it-m:a)", "(?q)", "(?iq)", "(?i1)", "(?i-q:a)", "(?i-1:a)", "(?1)", "(?\u00e9)", "(?i\u00e9)", "(?i ", "(?i(",
    "a(?i)", "(?:)(?i)", "((?i))", "(?i)|(?m)", "|(?i)", "(?i)(?m)(?s)a", "(?#a)(?i)b", "^(?i)", "(?=a)(?i)", " (?i)", "(?x) (?i)a",
    "(?x)#a\n(?i)b", "(?x)#a\\\n(?i)b", "(?x)a(?i)", "(?i)*", "(?i)(?#a)+",
    # the verbose flag
    "(?x)(", "(?x)#(", "(?x) #(\n(", "(?x)[ #]]", "(?x)\\ \\#", "(?x)a *", "(?x)a + ?", "(?x)a{1 }", "(?x)a{1, 2}", "(?x)( ?:a)",
    "(?x)(? :a)", "(?x)(?: a )", "(?x)(?P <a>b)", "(?x: )*", "(?x: )(?:#)", "(?x)(?-x:#)", "(?x)(?-x: )*", "(?-x:(?x:#)", "(?x:#)", "(?x:#\n)",
    "(?x)\u00a0*", "(?x)\x1c*", "(?x)\v*", "(?x)#", "(?x)#\\", "(?x)a#*\n*", "(?x)\\", "(?x:(?i: a ) # b\n)", "(?mx) #(", "(?i)(?x)#(",
    # sets
    "[", "[^", "[]", "[^]", "[]]", "[^]]", "[a", "[a-", "[a-z", "[a-]", "[z-a]", "[a-a]", "[]-a]", "[a-]]", "[--]", "[---]", "[-]", "[a--]",
    "[\\d-z]", "[a-\\d]", "[\\d-]", "[\\d-\\w]", "[\\x41-\\x40]", "[\\x41-z]", "[\\u0041-\\u0040]", "[\\101-\\100]", "[a-\\x40]", "[\\b-a]",
    "[\\A]", "[\\Z]", "[\\B]", "[\\q]", "[\\_]", "[\\\u00e9]", "[\\]", "[\\]]", "[\\x]", "[\\xg]", "[\\x4", "[\\u12", "[\\U00110000]", "[\\N{DIGIT ONE}-9]",
    "[\\N]", "[\\N{]", "[\\N{}]", "[a-\\", "[\\ud800-\\udfff]", "[\U0001f600-\U0001f64f]", "[\U0001f64f-\U0001f600]",
    # escapes
    *("\\" + letter for letter in map(chr, range(33, 127))), *("[\\" + letter + "]" for letter in map(chr, range(33, 127))),
    "\\x", "\\x4", "\\xg1", "\\u123", "\\u123g", "\\U0010fff", "\\U0010ffff", "\\U00110000", "\\Uffffffff", "\\N", "\\Na", "\\N{", "\\N{}",
    "\\N{DIGIT ONE", "\\N{DIGIT  ONE}", "\\N{ DIGIT ONE}", "\\N{DIGIT_ONE}", "\\N{CJK UNIFIED IDEOGRAPH-4E00}", "\\N{\u00e9}", "\\N{a\\}", "\\N{latin small letter a}*",
    "\\\u00e9", "\\\n", "\\\0", "\\\U0001f600*",
    # repetition
    "*", "+", "?", "{1}", "{", "}", "{}", "{,}", "{,1}", "(*)", "(?:*)", "(|*)", "|*", "a||*", "a**", "a*+", "a*++", "a*?+", "a*??", "a???", "a+*", "a?{1}",
    "a{1}{1}", "a{1}?", "a{1}+", "a{1}++", "a{,}{", "a{,}{}", "(a*)*", "(?:a*)*", "(?:)*", "()*", "(?=a)*", "(?!a)+", "(?!)*", "(?<=a)?", "(?#a)*", "a(?#a)*", "a*(?#a)*",
    "^*", "$*", "\\b*", "\\B*", "\\A*", "\\Z*", "(?:^)*", "(^)*", "(?:^|$)*", "\\d*", ".*", "[a]*", "(?(1)a)*()", "(a)\\1*", "(?P<a>b)(?P=a)*",
    # depth
    "(" * 480 + ")" * 480, "(" * 520 + ")" * 520, "(?:" * 480 + "a" + ")*" * 480, "(?:" * 520 + "a" + ")*" * 520, "(" * 520 + "*", "(" * 480 + "*",
    "()" + "(?(1)" * 960 + ")" * 960, "()" + "(?(1)" * 1010 + ")" * 1010, "(?=" * 300 + "(?(1)" * 300 + ")" * 600 + "()",
    "(" * 300 + "a" * 10 + ")" * 300 + "(" * 480 + ")" * 480,
    # no name at all, and one that is not looked up
    "\\N{NO SUCH NAME}", "[\\N{NO SUCH NAME}]", "\\N{KEYCAP DIGIT ONE}", "[\\N{DIGIT NINE}-\\N{DIGIT ZERO}]", "[\\N{DIGIT ONE}-0]",
]

PARTS = [
    "a", "b", "\u00e9", "\U0001f600", "0", "1", "2", ",", "-", "^", "$", ".", "|", "|", "(", "(", ")", ")", ")", "[", "]", "{", "}", "*", "+", "?", "\\", "#", " ", "\n",
    "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?#", "(?P<a>", "(?P<b>", "(?P=a)", "(?P=b)", "(?(1)", "(?(a)", "(?(2)", "(?i)", "(?x)", "(?a)", "(?i:", "(?x:",
    "(?-x:", "(?i-m:", "{1}", "{2,3}", "{2,1}", "{,2}", "{1,", "*?", "+?", "*+", "[a-z]", "[^a]", "[]a]", "[\\d-", "\\d", "\\b", "\\Z", "\\1", "\\2", "\\x41", "\\x4", "\\u00e9",
    "\\101", "\\400", "\\0", "\\q", "\\N{DIGIT ONE}", "\\N{", "\\N", "(a)", "(a|b)", "(?<=a", "(?<=ab|c", "=", "!", "<", ">", "P", ":", "i", "x",
]

ALPHABET = "ab1(){}[]|*+?^$.\\-,:=!<>#PixN \n\u00e9"


def joined(chance, parts, most):
    return "".join(chance.choice(parts) for _ in range(chance.randint(1, most)))


def mutated(chance, text, alphabet):
    letters = list(text)
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(letters) + 1)
        match chance.randrange(4):
            case 0:
                letters[place : place + 1] = []
            case 1:
                letters.insert(place, chance.choice(alphabet))
            case 2:
                letters[place : place + 1] = [chance.choice(alphabet)]
            case 3:
                letters[place:] = letters[place : place + 1] * 2 + letters[place:]
    return "".join(letters)


SEEDS = [line for line in EXPRESSIONS.split("\n") if line] + [text for text in TRICKY if len(text) < 60]


def random_re(chance):
    while True:
        if chance.random() < 0.7:
            text = joined(chance, PARTS, 7)
        else:
            text = mutated(chance, chance.choice(SEEDS), ALPHABET)
        if not re.search(r"\\N\{(?!DIGIT ONE\}|em dash\})[^\W_][\w -]*\}", text):  # names are not looked up
            return text


def systematic_re():
    yield from ("".join(pair) for pair in itertools.product(PARTS, repeat=2))
    for text in ["(a)(?P<b>c)(?(b)d|e)", "(?i-m:a)[\\d-z]{2,3}?", "(?<=\\x41(?#b))\\N{DIGIT ONE}", "(?x)a [ #]\\ #b"]:
        yield from (text[:length] for length in range(len(text)))


# ---------------------------------------------------------------------------- JSON

VALUES = [
    "", " ", "null", "true", "false", "nul", "nullx", "True", "None", "NaN", "Infinity", "-Infinity", "-infinity", "nan", "+Infinity", "0", "-0", "00", "01", "-01", "1", "-", "--1", "+1",
    ".5", "5.", "1.5", "1.5.2", "1e", "1e5", "1E+5", "1e-5", "1e+", "1.e5", "1e400", "-1e400", "1" * 4300, "1" * 4301, "-" + "1" * 4300, "-" + "1" * 4301, "1" * 4301 + ".0", "1" * 4301 + "e1",
    '[{"a": ' + "1" * 4301 + "}]", "\u0663", "1\u0663", "0x10", "1_0", '""', '"a"', '"', '"a', "'a'", "a", '"\\"', '"\\', '"\\""', '"\\\\"', '"\\/"', '"\\b\\f\\n\\r\\t"', '"\\a"', '"\\0"', '"\\x41"', '"\\U0041"',
    '"\\u"', '"\\u0"', '"\\u00"', '"\\u004"', '"\\u0041"', '"\\u0041', '"\\u0041\\', '"\\u004g"', '"\\u 041"', '"\\u+041"', '"\\u\u0660041"', '"\\ud800"', '"\\udc00"', '"\\ud83d\\ude00"', '"\\ud83d\\u"',
    '"\\ud83d\\u00"', '"\\ud83d\\u0041"', '"\\ud83d\\x"', '"\\ud83d', '"\\ud83d\\', '"\\ud83d\\u', '"\\ud83d\\ude00', '"\\ud83d\\ude0', "\"\t\"", "\"\n\"", "\"\0\"", "\"\x1f\"", "\"\x7f\"", "\"\x80\"", "\"\u2028\"", "\"\U0001f600\"", "\"\U0001f600\\u\"",
    "\ufeff", "\ufeff1", "1\ufeff", "\u00a01", "1\u00a0", "\f1", "\v1", "\u20281", "[", "]", "{", "}", "[]", "{}", "[ ]", "{ }", "[[]]", "[[", "[]]", "[1", "[1,", "[1,]", "[,]", "[,1]", "[1,,2]", "[1 2]", "[1}", "{1}", "{1:2}",
    "{a:1}", "{'a':1}", '{"a"}', '{"a" 1}', '{"a":}', '{"a":1', '{"a":1,', '{"a":1,}', '{"a":1,,}', '{"a":1 "b":2}', '{"a":1]', '{"a"', '{"a":', '{"a', '{,}', '{"a":1,"a":2}', '{"":{"":{}}}', '{"a":1 , "b" : [ 1 , 2 ] }',
    "// a", "1 // a", "/* a */ 1", "# a", "[1] [2]", "1,2", '"a" "b"', '"a":1', '["a", ["b", "c"], {"d": [1, {"e": null}]}]', '[["Webclient", "webindex", {"title": "x", "target": "new"}]]', '["C:\\path"]', "[\"C:\\new\"]",
    "[" * 900 + "]" * 900, "[" * 1100 + "]" * 1100, "[" * 1100, '{"a":' * 900 + "1" + "}" * 900, '{"a":' * 1100 + "1" + "}" * 1100, "[" * 900, '[{"a":' * 450 + "1" + "}]" * 450, '[{"a":' * 600 + "1" + "}]" * 600,
]

JSON_PARTS = [
    "[", "]", "{", "}", ",", ",", ":", ":", '"', "\\", "u", "0", "1", "-", ".", "e", "+", " ", "\n", "\t", "a", '"a"', '"b"', "null", "true", "NaN", "Infinity", "-Infinity", "1.5", "1e5", "01", '"\\u0041"', "\\u", "\\ud83d",
    "\\n", "\\o", "[1,", '{"a":', "[]", "{}", "\u00a0", "\u00e9", "\x01", "\x0c", "'", "#", "/",
]


def random_json(chance):
    if chance.random() < 0.6:
        return joined(chance, JSON_PARTS, 7)
    seeds = [text for text in VALUES if len(text) < 80]
    return mutated(chance, chance.choice(seeds), "[]{},:\"\\u01-.eE+ \n\tantfN\u00e9\x01")


# ---------------------------------------------------------------------------- whole numbers

NUMBERS = [
    "", " ", "5", " 5 ", "+5", "-5", "+-5", "--5", "- 5", "5 5", "0010", "-0", "00", "5_0", "_5", "5_", "5__0", "5_ 0", "+_5", "0x10", "#10", "0b1", "0o7", "5.0", "1e3", "5L", "1,000", "\u00a05", "5\u00a0", "\u20075\u202f", "\u30005",
    "\u200b5", "\ufeff5", "5\x85", "\x855", "\x1c5", "5\x1f", "\x1c\u0663", "\u0663\x1d", "5\0", "\0005", "\u0663", "-\u0663\u0664", "\uff15_\uff10", "\U0001d7d8\U0001d7e1", "\u00b2", "\u00bd", "\u4e00", "\u2167", "\u2212\u0035", "\uff0b5",
    "9" * 30, "-" + "9" * 30, "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1" * 4300, "1" * 4301, "0" * 4300, "0" * 4301, "1_" * 4299 + "1", "1_" * 4300 + "1", "\n5\t\r\v\f", "5\u2028", "\u16805",
    *(chr(zero) + "_" + chr(zero + 7) for zero in range(0x30, 0x20000) if chr(zero).isdecimal() and int(chr(zero)) == 0),
]


def random_int(chance):
    return joined(chance, list("0123456789_+- .x\t\n\0\x1c\x85\u00a0\u3000\u0663\uff15\u00b2"), 6)


# ---------------------------------------------------------------------------- searches

ATOMS = ["a", "b", "A", ".", "\\w", "\\W", "\\d", "\\s", "[ab]", "[^a]", "[a-c1]", "\\b", "\\B", "^", "$", "\\A", "\\Z", "_", "\\n", "\u00e9", "(?:)", "\\x61"]
REPETITIONS = ["", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{2,}", "{,2}?", "*+", "?+", "{1,2}+", "{2}+"]
FRAMES = ["({})", "(?:{})", "(?:{}|{})", "({}|{})", "(?={})", "(?!{})", "(?>{})", "(?i:{})", "(?s:{})", "(?m:{})", "(?a:{})", "(?<=a)", "(?<!b)", "(?<=a|b)", "(?(1){}|{})", "\\1", "\\2", "(?<=\\1)"]
HAYSTACK = "aabbA1_ \n\u00e9c"


def expression(chance, depth):
    pieces = []
    for _ in range(chance.randint(1, 3)):
        if depth and chance.random() < 0.5:
            frame = chance.choice(FRAMES)
            piece = frame.format(*(expression(chance, depth - 1) for _ in range(frame.count("{}"))))
        else:
            piece = chance.choice(ATOMS)
        pieces.append(piece + chance.choice(REPETITIONS))
    return "".join(pieces)


def random_search(chance):
    while True:
        pattern = chance.choice(["", "", "", "(?i)", "(?s)", "(?m)", "(?a)"]) + expression(chance, 2)
        if verdict_re(pattern) is True:
            haystack = "".join(chance.choice(HAYSTACK) for _ in range(chance.randint(0, 7)))
            return pattern, haystack


# ---------------------------------------------------------------------------- the file


def records(kind, texts, verdict):
    for text in dict.fromkeys(texts):
        yield [kind, text, verdict(text)]


def recorded():
    chance = random.Random(20)
    expressions = SEEDS + TRICKY + list(systematic_re()) + [random_re(chance) for _ in range(3500)]
    yield from records("re", expressions, verdict_re)
    yield from records("json", VALUES + [random_json(chance) for _ in range(3000)], verdict_json)
    yield from records("int", NUMBERS + [random_int(chance) for _ in range(600)], verdict_int)
    yield from searches(chance, 2000)


def at_random(seed, number):
    chance = random.Random(seed)
    yield from records("re", (random_re(chance) for _ in range(number)), verdict_re)
    yield from records("json", (random_json(chance) for _ in range(number)), verdict_json)
    yield from records("int", (random_int(chance) for _ in range(number)), verdict_int)
    yield from searches(chance, number)


def searches(chance, number):
    for pattern, text in dict.fromkeys(random_search(chance) for _ in range(number)):
        yield ["search", pattern, text, bool(re.search(pattern, text))]


def write(cases, file):
    for case in cases:
        print(json.dumps(case, ensure_ascii=False, separators=(",", ":")), file=file)


if len(sys.argv) == 3:
    write(at_random(int(sys.argv[1]), int(sys.argv[2])), open(1, "w", encoding="utf-8"))
else:
    with open(pathlib.Path(__file__).with_name("python.jsonl"), "w", encoding="utf-8", newline="\n") as file:
        write(recorded(), file)
