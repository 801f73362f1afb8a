#!/usr/bin/env python3
"""Makes the two tables of Unicode in Sources/Credentials/Text that Swift's library does not have.

    pip install fonttools unicodedata2
    python3 Seeds/tools/unicode-tables.py forms > Sources/Credentials/Text/CompatibilityForms+Rows.swift
    python3 Seeds/tools/unicode-tables.py scripts > Sources/Credentials/Text/ScriptRanges.swift

Sources: Unicode's UnicodeData.txt (through unicodedata2) and Scripts.txt (through fonttools), Unicode License v3.
"""

import sys
import textwrap

import unicodedata2 as ucd
from fontTools.unicodedata import Scripts, script

SCALARS = [number for number in range(0x110000) if not 0xD800 <= number < 0xE000]

# The scripts of living languages that UAX 31, table 5, recommends for names.
SCRIPTS = """
Common Inherited Arabic Armenian Bengali Bopomofo Cyrillic Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi
Han Hangul Hebrew Hiragana Kannada Katakana Khmer Lao Latin Malayalam Myanmar Oriya Sinhala Tamil Telugu Thaana
Thai Tibetan
""".split()


def hexadecimal(number):
    return format(number, "X")


def lines(words):
    return textwrap.fill(" ".join(words), 88, initial_indent=" " * 8, subsequent_indent=" " * 8)


def forms():
    """Each scalar whose compatibility decomposition is more than its canonical one, in form KC."""
    changed = []
    for number in SCALARS:
        text = chr(number)
        if ucd.normalize("NFKD", text) != ucd.normalize("NFD", text):
            changed.append((number, [ord(scalar) for scalar in ucd.normalize("NFKC", text)]))
    words, place, expected = [], 0, None
    while place < len(changed):
        number, form = changed[place]
        rise = same = 1
        while place + rise < len(changed) and changed[place + rise] == (number + rise, [form[0] + rise]):
            rise += 1
        while place + same < len(changed) and changed[place + same] == (number + same, form):
            same += 1
        if number != expected:
            words.append("@" + hexadecimal(number))
        count = rise if len(form) == 1 and rise > 1 else same
        sign = "" if count == 1 else "+" if count == rise and len(form) == 1 and rise > 1 else "="
        words.append(".".join(map(hexadecimal, form)) + (sign + hexadecimal(count) if sign else ""))
        place, expected = place + count, number + count
    return words


def ranges():
    """By script, the stretches of its letters, marks and digits; gaps without any are passed over."""
    found = {name: [] for name in SCRIPTS}
    last = None
    for number in SCALARS:
        text = chr(number)
        category = ucd.category(text)
        if category[0] not in "LM" and category != "Nd":
            continue
        name = Scripts.NAMES.get(script(text))
        if name in found:
            if name == last:
                found[name][-1][1] = number
            else:
                found[name].append([number, number])
        last = name
    return found


def main():
    version = ucd.unidata_version
    print("// Made by Seeds/tools/unicode-tables.py from Unicode %s; do not edit.\n" % version)
    if sys.argv[1] == "forms":
        print(open_forms() + "\n" + lines(forms()) + '\n        """\n}')
    else:
        print(open_scripts())
        for name, stretches in ranges().items():
            words = [
                hexadecimal(first) + ("" if first == last else "-" + hexadecimal(last))
                for first, last in stretches
            ]
            print('        .%s: """\n%s\n            """,' % (name.lower(), lines(words).replace(" " * 8, " " * 12)))
        print("    ]\n}")


def open_forms():
    return '''/// What form KC makes of each scalar that form C leaves: `ADDRESS` begins anew at a scalar, and each
/// word is the form of the next one, or of the next few: rising (`+`) or all the same (`=`).
extension CompatibilityForms {
    static let rows = """'''


def open_scripts():
    return '''/// The letters, marks and digits of each script, first and last scalar of each stretch.
extension Script {
    static let rows: [Script: String] = ['''


main()
