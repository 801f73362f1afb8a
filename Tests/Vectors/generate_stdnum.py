#!/usr/bin/env python3
"""Writes stdnum.json: numbers that python-stdnum calls valid, and such that it does not.

    .venv/bin/python Tests/Vectors/generate_stdnum.py

Our own oracle, generate.py, is reckoned from the same descriptions and could share a mistake with
the programs; python-stdnum is what others use. All holders are of age, and some are over a hundred.
"""

import json
import pathlib
import random

from stdnum.be import bis, nn
from stdnum.bg import egn
from stdnum.ee import ik
from stdnum.es import dni
from stdnum.hr import oib
from stdnum.lt import asmens
from stdnum.lv import pvn
from stdnum.pl import pesel
from stdnum.pt import cc
from stdnum.ro import cnp
from stdnum.se import personnummer
from stdnum.si import emso

FILE = pathlib.Path(__file__).resolve().parent / "stdnum.json"
ON = "2026-05-09"
EACH = 30


def is_belgian(number):
    return nn.is_valid(number) or bis.is_valid(number)


def belgian_year(number):
    """The century, which only the checksum tells: without it there are children among the holders."""
    return nn.get_birth_year(number) if nn.is_valid(number) else bis.get_birth_year(number)


def yymmdd(birth, months=0):
    year, month, day = birth
    return f"{year % 100:02}{month + months:02}{day:02}"


def century_digit(birth, dice):
    """1 and 2 for the nineteenth century, 3 and 4 for the next, and so on."""
    return str((birth[0] - 1800) // 100 * 2 + dice.choice((1, 2)))


def romanian_digit(birth, dice):
    return dice.choice({18: "34", 19: "12", 20: "56"}[birth[0] // 100])


def digits(count, dice):
    return "".join(dice.choice("0123456789") for _ in range(count))


def dated(birth, code, dice):
    """What stands before the check of a number that carries a birth date."""
    year, month, day = birth
    return {
        "BE": lambda: dice.choice((
            yymmdd(birth), yymmdd(birth, 20), yymmdd(birth, 40), f"{year % 100:02}0000"))
        + f"{dice.randint(1, 997):03}",
        "BG": lambda: yymmdd(birth, {18: 20, 19: 0, 20: 40}[year // 100]) + digits(3, dice),
        "EE": lambda: century_digit(birth, dice) + yymmdd(birth) + digits(3, dice),
        "LT": lambda: century_digit(birth, dice) + yymmdd(birth) + digits(3, dice),
        "LV": lambda: dice.choice((
            f"{day:02}{month:02}{year % 100:02}{year // 100 - 18}{digits(3, dice)}",
            f"32{digits(8, dice)}")),
        "PL": lambda: yymmdd(birth, {18: 80, 19: 0, 20: 20}[year // 100]) + digits(4, dice),
        "RO": lambda: romanian_digit(birth, dice) + yymmdd(birth)
        + dice.choice(("01", "12", "40", "46", "52", "70")) + f"{dice.randint(1, 999):03}",
        "SE": lambda: f"{year}{month:02}{day:02}-{digits(3, dice)}",
        "SI": lambda: f"{day:02}{month:02}{year % 1000:03}50{digits(3, dice)}",
    }[code]()


def undated(code, dice):
    return {
        "ES": lambda: digits(8, dice),
        "HR": lambda: digits(10, dice),
        "PT": lambda: digits(9, dice) + dice.choice("ZYXW0") + dice.choice("ABCXYZ9"),
    }[code]()


KINDS = {
    "BE": ("national-register-number", is_belgian, [f"{end:02}" for end in range(1, 98)]),
    "BG": ("egn", egn.is_valid, "0123456789"),
    "EE": ("isikukood", ik.is_valid, "0123456789"),
    "ES": ("dni", dni.is_valid, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "HR": ("oib", oib.is_valid, "0123456789"),
    "LT": ("asmens-kodas", asmens.is_valid, "0123456789"),
    "LV": ("personas-kods", pvn.is_valid, "0123456789"),
    "PL": ("pesel", pesel.is_valid, "0123456789"),
    "PT": ("citizen-card", cc.is_valid, "0123456789"),
    "RO": ("cnp", cnp.is_valid, "0123456789"),
    "SE": ("personnummer", personnummer.is_valid, "0123456789"),
    "SI": ("emso", emso.is_valid, "0123456789"),
}


def births(dice):
    """A third of them over a hundred years old; no leap day, which a short year cannot tell."""
    while True:
        year = dice.choice((dice.randint(1890, 1925), dice.randint(1926, 1999), dice.randint(2000, 2007)))
        yield year, dice.randint(1, 12), dice.randint(1, 28)


def stems(code, dice):
    for birth in births(dice):
        is_old = birth[0] < 1900
        # Belgium has given no number to whoever was born before 1900, and python-stdnum knows none.
        if code == "BE" and is_old or code == "SE" and is_old:
            continue
        is_undated = code in ("ES", "HR", "PT")
        yield birth, undated(code, dice) if is_undated else dated(birth, code, dice)


def written(number, code, dice):
    """As some people would type it, and as python-stdnum reads it all the same."""
    if code == "SE":
        return dice.choice((number, number.replace("-", "")))
    return dice.choice((number, number, " ".join((number[:6], number[6:]))))


def entries():
    for code, (kind, is_valid, endings) in KINDS.items():
        dice = random.Random(f"{code}/2019-788")
        for (birth, stem), _ in zip(stems(code, dice), range(EACH)):
            good = [stem + ending for ending in endings if is_valid(stem + ending)]
            if code == "BE":
                good = [number for number in good if belgian_year(number) == birth[0]]
            bad = [stem + ending for ending in endings if not is_valid(stem + ending)]
            chosen = [(number, True) for number in good]
            chosen += [(number, False) for number in dice.sample(bad, 2)]
            chosen += [(slip, False) for slip in slips(good, dice) if not is_valid(slip)]
            for number, is_right in chosen:
                yield {"state": code, "kind": kind, "number": written(number, code, dice),
                       "on": ON, "isValid": is_right}


def slips(good, dice):
    """A digit left out, one typed twice, and two exchanged."""
    for number in good[:1]:
        number = number.replace("-", "")
        place = dice.randrange(len(number) - 1)
        yield number[:place] + number[place + 1:]
        yield number[:place] + number[place] + number[place:]
        yield number[:place] + number[place + 1] + number[place] + number[place + 2:]


def content():
    lines = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in entries())
    return f'{{"numbers": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    FILE.write_text(content(), "ascii")
