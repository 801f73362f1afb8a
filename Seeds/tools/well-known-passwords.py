#!/usr/bin/env python3
"""Makes Seeds/well-known-passwords.txt from two public lists of passwords that were found in leaks.

    pip install django zxcvbn
    python3 Seeds/tools/well-known-passwords.py > Seeds/well-known-passwords.txt

In lower case, without accents, sorted by bytes (the program searches by halving), each once; those of fewer
than five characters are left out, because the program takes off five signs at most before it looks.
"""

import gzip
import pathlib
import unicodedata

import django.contrib.auth
from zxcvbn.frequency_lists import FREQUENCY_LISTS


def bare(text):
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def main():
    packed = pathlib.Path(django.contrib.auth.__file__).with_name("common-passwords.txt.gz")
    with gzip.open(packed, "rt", encoding="utf-8") as lines:
        found = {line.strip() for line in lines}
    found.update(FREQUENCY_LISTS["passwords"])
    kept = {bare(password) for password in found}
    for password in sorted((p for p in kept if len(p) >= 5), key=str.encode):
        print(password)


main()
