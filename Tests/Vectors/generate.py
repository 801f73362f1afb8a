#!/usr/bin/env python3
"""Writes folding.json, numbers.json, births.json and identity.json: both languages are tested from them.

    python3 Tests/Vectors/generate.py

Everything is reckoned here a third time, from Unicode's own data and from the descriptions of the
checksums, and never by running the programs under test. What the files already say about a name or
a number of somebody who signed may not change: look at the difference before keeping it.
"""

import datetime
import hashlib
import json
import pathlib
import re
import unicodedata

from signatories import HOLDERS, PEOPLE, STATED

HERE = pathlib.Path(__file__).resolve().parent
STATES = json.loads((HERE.parents[1] / "Seeds" / "member-states.json").read_text("utf-8"))["states"]
TODAY = "2026-05-09"


# Folding

WITHOUT_STROKE = dict(zip(
    "øłđɖðħıŋŧĸƀƶǥɨʉɇɉɍɏƚⱡɫⱦⱥȼẜẝς",
    "oldddhintqbzgiuejrylllt" "acssσ"))
WITHOUT_STROKE |= {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}

LETTERS = [(0x80, 0x24F), (0x250, 0x2AF), (0x370, 0x52F), (0x1E00, 0x1FFF), (0x2C60, 0x2C7F),
           (0xFB00, 0xFB06), (0xFF01, 0xFF5F)]
SAME_AS_A_LETTER = (0x2126, 0x212A, 0x212B)
SILENT = [(0x300, 0x36F), (0x61C, 0x61C), (0x115F, 0x1160), (0x180B, 0x180F), (0x1AB0, 0x1AFF),
          (0x1DC0, 0x1DFF), (0x200C, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x20D0, 0x20FF),
          (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
          (0xFFF9, 0xFFFB), (0xE0000, 0xE0FFF)]
PARTING = [(0x2B0, 0x2FF), (0x2000, 0x206F), (0x2212, 0x2212), (0x2E00, 0x2E7F), (0x3000, 0x3000)]


def within(code, ranges):
    return any(first <= code <= last for first, last in ranges)


def becomes(sign):
    """What one scalar becomes: a text, a space if it parts words, nothing if it is silent."""
    code = ord(sign)
    if within(code, SILENT):
        return ""
    if within(code, PARTING):
        return " "
    if code < 0x80:
        return sign.lower() if sign.isalnum() else " "
    if not within(code, LETTERS) and code not in SAME_AS_A_LETTER:
        return sign
    category = unicodedata.category(sign)
    if category == "Cn":
        return sign
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).lower())
    plain = "".join(WITHOUT_STROKE.get(part, part) for part in plain)
    kept = "".join(part for part in plain
                   if unicodedata.category(part)[0] in "LN" and not within(ord(part), PARTING))
    return kept or ("" if category in ("Mn", "Me", "Cf") else " ")


def words(text):
    return "".join(becomes(sign) for sign in text).split(" ")


def fold(text):
    return "".join(words(text))


CHARTS = [(0x0000, 0x052F), (0x0590, 0x062F), (0x1150, 0x116F), (0x1800, 0x180F), (0x1AB0, 0x1AFF),
          (0x1D00, 0x214F), (0x2200, 0x222F), (0x2C60, 0x2C7F), (0x2E00, 0x2E7F), (0x3000, 0x303F),
          (0x3160, 0x316F), (0x4E00, 0x4E0F), (0xFB00, 0xFB4F), (0xFE00, 0xFE2F), (0xFEF0, 0xFFFF),
          (0x1F600, 0x1F60F), (0x1F3F0, 0x1F3FF), (0xDFFF0, 0xE001F), (0xE01E0, 0xE01FF),
          (0xE0FF0, 0xE100F)]

NAMES = """
Иван Иванов|Йордан Ѝвов|Žofie Nováková|Řehoř Žluťoučký|Søren Kierkegård|Åse Ærø|Jürgen Groß-Müller
STRAẞE|Õnne Pärn|Γεώργιος Παπαδόπουλος|ΟΔΥΣΣΕΎΣ|Ἀλέξανδρος ᾯδή|Ὀδυσσεύς|Siân O’Brien|Seán Ó Súilleabháin
María José Núñez-Peña|L·lívia Col·lell|Iñaki Goñi|Jean-François L’Hôpital|Œuvre Æneas|Đurđica Šćepanović
D'Annunzio Niccolò|Zoë Ġużeppi Ħamrun|Ilze Ķēniņa Ļaudona|Žydrūnė Šiškūnaitė|Őri Űrhajós|Łukasz Żółć
João Conceição Ínês|Ștefan Țîrcă|Ştefan Ţîrcă|Ľubica Ŕíha|Črt Žnidaršič|Åke Öström|Þórður Guðmundsson
Ŋiillas Čáhppe Ŧ|İpek Işık ılgaz|Nguyễn Thị Hồng Ðạo|ĳsbrand IJsbrand Ĳsbrand|ﬁnn ﬂóra|ŉ Ǆon Ǉ ǋ
Ёлка ёж|ſenſe|Šťastný|Ⱥlfa ⱥlfa|Ａｎｎａ １２３|Ângström Å|Ω ohm K kelvin|naïve café|А̀нна Мари́я
""".replace("\n", "|").strip("|").split("|")

ODD = [
    "", " ", "\t\n", "-", "'’ʼ`´", "\u00ad\u200b\ufeff", "a\u200bb", "a\u200db", "a\u00adb", "1.234-5/6",
    "Anna\u00a0Maria", "  Anna   Maria  ", "x²+½", "A\u0300\u0301\u0327b", "\u0301", "e\u0301\u0301",
    "\U0001F600", "\U0001F468\u200d\U0001F469\u200d\U0001F467 family", "\u2764\ufe0f Anna",
    "\U0001F1EA\U0001F1FA", "1\ufe0f\u20e3", "\u05d3\u05d5\u05d3 \u05db\u05d4\u05df",
    "\u0645\u062d\u0645\u062f \u0639\u0644\u064a", "\u202eanna\u202c", "\u2067anna\u2069",
    "\u738b\u5c0f\u660e", "\u5c71\u7530\u3000\u592a\u90ce", "\ud55c\uad6d", "\u0928\u092e\u0938\u094d\u0924\u0947",
    "\u10d0\u10d1\u10d2", "\u0531\u0580\u0561\u0574", "a\x00b", "a\x7fb", "\ufffd", "\U000e0041tag", "|B|SE|",
    "x" * 300, "\u00e9" * 300,
]


def folding():
    rows = []
    for first, last in CHARTS:
        for start in range(first, last + 1, 16):
            rows.append({"first": start, "becomes": [becomes(chr(start + i)) for i in range(16)]})
    texts = list(ODD)
    for name in NAMES:
        for form in ("NFC", "NFD"):
            text = unicodedata.normalize(form, name)
            texts += [text, text.upper(), text.lower()]
        nfc, nfd = (fold(unicodedata.normalize(form, name)) for form in ("NFC", "NFD"))
        assert nfc == nfd, name
    seen = list(dict.fromkeys(texts))
    cases = [{"input": text, "fold": fold(text), "words": [w for w in words(text) if w]}
             for text in seen]
    return {"characters": rows, "cases": cases}


# Checksums, as python-stdnum tells them

def weighted(number, weights):
    return sum(int(digit) * weight for digit, weight in zip(number, weights))


def belgian_century(number):
    for century, prefix in ((1900, ""), (2000, "2")):
        if 97 - int(prefix + number[:9]) % 97 == int(number[9:]):
            return century
    return None


def baltic_check(number):
    first = sum((i % 9 + 1) * int(digit) for i, digit in enumerate(number[:10])) % 11
    second = sum(((i + 2) % 9 + 1) * int(digit) for i, digit in enumerate(number[:10])) % 11
    return str((second if first == 10 else first) % 10)


def croatian_check(number):
    check = 5
    for digit in number[:10]:
        check = ((check or 10) * 2 % 11 + int(digit)) % 10
    return str((1 - (check or 10) * 2 % 11) % 10)


def hungarian_checks(number):
    rising = weighted(number[:10], range(1, 11)) % 11
    falling = weighted(number[:10], range(10, 0, -1)) % 11
    early = number[0] in "12" and int(number[1:3]) < 97
    late = number[0] in "12" and int(number[1:3]) >= 97 or number[0] in "34"
    return [str(check) for check, possible in ((rising, not late), (falling, not early)) if possible]


def luhn_check(signs):
    total = 0
    for place, sign in enumerate(reversed(signs)):
        value = int(sign, 36) * (1 if place % 2 else 2)
        total += value - 9 if value > 9 and place % 2 == 0 else value
    return str(-total % 10)


CHECKS = {
    "baltic": (r"\d{11}", lambda n: n[-1] == baltic_check(n)),
    "belgian": (r"\d{11}", lambda n: belgian_century(n) is not None),
    "bulgarian": (r"\d{10}", lambda n: weighted(n, (2, 4, 8, 5, 10, 9, 7, 3, 6)) % 11 % 10 == int(n[-1])),
    "croatian": (r"\d{11}", lambda n: n[-1] == croatian_check(n)),
    "hungarian": (r"\d{11}", lambda n: n[-1] in hungarian_checks(n)),
    "latvian": (r"\d{11}", lambda n: (1 + weighted(n, (10, 5, 8, 4, 2, 1, 6, 3, 7, 9))) % 11 % 10 == int(n[-1])),
    "polish": (r"\d{11}", lambda n: -weighted(n, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10 == int(n[-1])),
    "portuguese": (r"[0-9a-z]{12}", lambda n: n[-1] == luhn_check(n[:-1])),
    "romanian": (r"\d{13}", lambda n: (weighted(n, (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11) == int(n[-1])
                 or n[-1] == "1" and weighted(n, (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11 == 10),
    "slovenian": (r"\d{13}", lambda n: -weighted(n, (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11 % 10 == int(n[-1])),
    "spanish": (r"\d{8}[a-z]", lambda n: "TRWAGMYFPDXBNJZSQVHLCKE"[int(n[:-1]) % 23].lower() == n[-1]),
    "swedish": (r"\d{10}|\d{12}", lambda n: n[-1] == luhn_check(n[-10:-1])),
}


def holds(rule, number):
    form, check = CHECKS[rule]
    return bool(re.fullmatch(form, number, re.ASCII)) and check(number)


# Birth dates

def judged(year, month, day, today):
    if year > int(today[:4]) or month > 12:
        return "impossible"
    if month == 0 or day == 0:
        return str(year)
    try:
        date = datetime.date(year, month, day).isoformat()
    except ValueError:
        return "impossible"
    return date if date <= today else "impossible"


def baltic_birth(n, today, typed):
    if n[0] in "90":
        return {"9": "absent", "0": "impossible"}[n[0]]
    century = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}.get(n[0], 2100)
    return judged(century + int(n[1:3]), int(n[3:5]), int(n[5:7]), today)


def belgian_birth(n, today, typed):
    month = int(n[2:4])
    if month >= 60 or month % 20 > 12:
        return "impossible"
    century = belgian_century(n)
    if century is None or n[:6] in ("000001", "002001", "004001"):
        return "absent"
    result = judged(century + int(n[:2]), month % 20, int(n[4:6]), today)
    if result != "impossible" or century + int(n[:2]) > int(today[:4]):
        return result
    # A day that the month does not have is a counter; a real day to come is not.
    in_leap_year = judged(century + int(n[:2]), month % 20, int(n[4:6]), "9999-12-31")
    return "impossible" if in_leap_year != "impossible" else str(century + int(n[:2]))


def bulgarian_birth(n, today, typed):
    month = int(n[2:4])
    if month >= 60:
        return "impossible"
    return judged({0: 1900, 1: 1800, 2: 2000}[month // 20] + int(n[:2]), month % 20, int(n[4:6]), today)


def hungarian_birth(n, today, typed):
    if n[0] not in "1234":
        return "absent"
    century = 1900
    if n[0] in "34":
        century = 2000 if 2000 + int(n[1:3]) <= int(today[:4]) else 1800
    return judged(century + int(n[1:3]), int(n[3:5]), int(n[5:7]), today)


def latvian_birth(n, today, typed):
    if 32 <= int(n[:2]) <= 39:
        return "absent"
    return judged((18 + int(n[6])) * 100 + int(n[4:6]), int(n[2:4]), int(n[:2]), today)


def polish_birth(n, today, typed):
    month = int(n[2:4])
    century = {0: 1900, 1: 2000, 2: 2100, 3: 2200, 4: 1800}[month // 20]
    return judged(century + int(n[:2]), month % 20, int(n[4:6]), today)


def romanian_birth(n, today, typed):
    if n[0] in "0789":
        return "impossible" if n[0] == "0" else "absent"
    century = {"1": 1900, "2": 1900, "3": 1800, "4": 1800, "5": 2000, "6": 2000}[n[0]]
    return judged(century + int(n[1:3]), int(n[3:5]), int(n[5:7]), today)


def slovenian_birth(n, today, typed):
    return judged(int(("2" if n[4] < "8" else "1") + n[4:7]), int(n[2:4]), int(n[:2]), today)


def swedish_birth(n, today, typed):
    month, day = int(n[-8:-6]), int(n[-6:-4])
    day = day - 60 if day >= 60 else day
    if len(n) == 12:
        return judged(int(n[:4]), month, day, today)
    now = tuple(int(part) for part in today.split("-"))
    if "+" in typed:
        year = max(y for y in range(now[0] - 300, now[0] - 99) if y % 100 == int(n[:2]))
    else:
        year = max(y for y in range(now[0] - 200, now[0] + 1)
                   if y % 100 == int(n[:2]) and (y, month, day) <= now)
    return judged(year, month, day, today)


BIRTHS = {
    "baltic": baltic_birth, "belgian": belgian_birth, "bulgarian": bulgarian_birth,
    "hungarian": hungarian_birth, "latvian": latvian_birth, "polish": polish_birth,
    "romanian": romanian_birth, "slovenian": slovenian_birth, "swedish": swedish_birth,
}


def birth(rule, typed, today):
    if rule is None:
        return "absent"
    number = fold(typed)
    if not re.fullmatch(CHECKS[rule][0], number, re.ASCII):
        return "absent"
    return BIRTHS[rule](number, today, typed)


def age(born, today):
    return int(today[:4]) - int(born[:4]) - (today[5:] < born[5:])


# Numbers

def in_force(dated, day):
    return max(((entry["from"], entry["minimum"]) for entry in dated if entry["from"] <= day),
               default=(None, None))[1]


def full_match(pattern, text):
    return len(text) <= 63 and bool(re.fullmatch(pattern, text, re.ASCII))


def doubts(kind, typed, today):
    number = fold_number(typed)
    if not number or not full_match(kind["pattern"], number):
        return ["format"]
    found = [] if not kind["checksum"] or holds(kind["checksum"], number) else ["checksum"]
    if birth(kind["birthDate"], typed, today) == "impossible":
        found.append("birthDateImpossible")
    return found


def too_young(state, kind, typed, today):
    born = birth(kind["birthDate"], typed, today)
    minimum = in_force(state["minimumAges"], today)
    if born in ("absent", "impossible"):
        return False
    return int(today[:4]) - int(born) < minimum if len(born) < 10 else age(born, today) < minimum


LOOK_ALIKES = str.maketrans("αβεζηικμνορτυχавекмнорстух", "abezhikmnoptyxabekmhopctyx")


def fold_number(typed):
    """Capital letters of Greek and Cyrillic keyboards that look like Latin ones are those."""
    return fold(typed).translate(LOOK_ALIKES)


DNI_LETTERS = "trwagmyfpdxbnjzsqvhlcke"


def spanish(number):
    """The number and its letter, which follows from it; a wrong letter leaves another number."""
    found = re.fullmatch("([xyz]?)0*([0-9]{1,8})([a-z]?)", number)
    if not found or found[1] and len(found[2]) > 7:
        return number
    value = int({"x": "0", "y": "1", "z": "2", "": ""}[found[1]] + found[2].zfill(7))
    return found[1] + found[2] + (found[3] or DNI_LETTERS[value % 23])


def canonical(state, kind, typed):
    """The kind and the number by which somebody is told apart, whichever way it was typed."""
    number = fold_number(typed)
    without_zeros = number.lstrip("0")
    match (state, kind):
        case ("SE", "personnummer") if re.fullmatch("[0-9]{12}", number):
            return kind, number[2:]
        case ("CY", "id-card") if re.fullmatch("[0-9]+", number):
            return kind, without_zeros
        case ("MT", "id-card") if re.fullmatch("[0-9]+[a-z]", number):
            return kind, without_zeros
        case ("ES", "dni"):
            return kind, spanish(number)
        case ("PT", "id-card") if re.fullmatch("[0-9]+", number):
            return kind, (number[:8] if len(number) == 9 else number).lstrip("0")
        case ("PT", "citizen-card") if re.fullmatch("[0-9]{7,9}", number) or (
                re.fullmatch("[0-9]{9}[a-z0-9]{2}[0-9]", number) and holds("portuguese", number)):
            # The civil number, which the old identity card had alone.
            return "id-card", number[:8].lstrip("0")
    return kind, number


LETTERS_MATTER = {"BM", "BN", "IE", "MT", "SO", "SZ"}


def postal(text, country):
    """A postal code without the letters of the country."""
    code = fold(text)
    if country == "NL":
        code = re.sub("^nl(?=[0-9]{4}[a-z]{2}$)", "", code)
    if country == "MT":
        code = re.sub("^mt(?=[a-z]{3}[0-9]+$)", "", code)
    if country not in LETTERS_MATTER:
        code = re.sub("^[a-z]{1,3}(?=[0-9]+$)", "", code)
    return code


# Territories whose postal codes are those of another country, or that have none.
SYSTEMS = {
    "AU": "CC CX HM NF", "DK": "FO GL", "FI": "AX", "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT",
    "GB": "GG GI IM JE", "NL": "AW BQ CW SX", "NO": "BV SJ", "US": "AS GU MP PR UM VI",
}
SYSTEM = {part: whole for whole, parts in SYSTEMS.items() for part in parts.split()}


def place(street, house_number, postal_code, city, country):
    """Where somebody lives, as far as it tells people of one name apart."""
    system = SYSTEM.get(country, country)
    code = postal(postal_code, system)
    if system == "US" and re.fullmatch("[0-9]{9}", code):
        code = code[:5]
    found = re.search("[1-9]", code)
    if system == "IE":
        found = re.fullmatch("[a-z][0-9][0-9w][0-9a-z]{4}", code)
    if found:
        return [system, code, ""]
    pieces = set()
    for word in words(f"{street} {house_number} {city} {postal_code if re.search('[1-9]', fold(postal_code)) else ''}"):
        pieces |= set(re.findall("[0-9]+|[^0-9]+", word))
    return [system, "", " ".join(sorted(pieces, key=lambda piece: piece.encode()))]


def name_parts(first, family):
    """Whoever has one name may have typed it in either field."""
    parts = [fold(first), fold(family)]
    return parts if all(parts) else ["", "".join(parts)]


class Dice:
    """Numbers that look random and are the same on every machine."""

    def __init__(self):
        self.state = 20_240_716

    def digit(self):
        self.state = (self.state * 1_103_515_245 + 12_345) % 2**31
        return str(self.state >> 16)[-1]

    def digits(self, count):
        return "".join(self.digit() for _ in range(count))


STEMS = {
    "baltic": ["3{yy}{mm}{dd}***"],
    "belgian": ["{yy}{mm}{dd}***"],
    "bulgarian": ["{yy}{mm}{dd}***"],
    "croatian": ["**********"],
    "hungarian": ["1{yy}{mm}{dd}***", "1961231***", "2970101***", "3050101***", "4050101***", "5900101***"],
    "latvian": ["{dd}{mm}{yy}1***"],
    "polish": ["{yy}{mm}{dd}****"],
    "portuguese": ["*********zz", "********0ay"],
    "romanian": ["1{yy}{mm}{dd}*****"],
    "slovenian": ["{dd}{mm}9{yy}*****"],
    "spanish": ["********"],
    "swedish": ["{yy}{mm}{dd}***", "19{yy}{mm}{dd}***"],
}
ENDINGS = {
    "belgian": [f"{ending:02}" for ending in range(1, 98)],
    "spanish": list("abcdefghijklmnopqrstuvwxyz"),
}


def good_and_bad(rule, dice):
    """Many numbers that pass a checksum, each with two that have another ending.

    There are enough of them that every exception of a rule (a rest of 10) comes up.
    """
    for count in range(48):
        stem = STEMS[rule][count % len(STEMS[rule])].format(
            yy=dice.digits(2), mm="0" + dice.digits(1).replace("0", "1"), dd="1" + dice.digits(1))
        stem = re.sub(r"\*", lambda _: dice.digit(), stem)
        numbers = [stem + ending for ending in ENDINGS.get(rule, "0123456789")]
        yield from (number for number in numbers if holds(rule, number))
        yield from [number for number in numbers if not holds(rule, number)][:2]


BIRTH_INPUTS = {
    "baltic": ["48507201231", "50011110005", "10001010000", "20001010000", "60902300000", "59912310000",
               "70001010000", "90001010000", "00001010000", "38500000000", "38507000000", "38513010000",
               "38502290000", "38402290000", "5260509000", "52605090000", "52605100000", "x"],
    "belgian": ["79.06.13-651.78", "00000100166", "00000100195", "00000100000",
                "79061365179", "79130100000", "79610100000", "17073003384",
                "85073003328", "98472899765", "01490700185", "7906136517", ""],
    "bulgarian": ["7311189991", "7523169263", "8032056031", "7542011030", "8019010008", "0651010000",
                  "2645090000", "2645100000", "7300000000", "7360010000", "7399010000"],
    "hungarian": ["1-900101-0009", "29002300000", "30001010000", "49912310000", "32605090000", "32605100000",
                  "32701010000", "50001010000", "00001010000", "19000000000"],
    "latvian": ["161175-19997", "328673-00679", "32867300679", "39999999999", "010190-10001", "31029010000",
                "01010020000", "01010030000", "09052620000", "10052620000", "00007510000", "40000000000"],
    "polish": ["84042808112", "44051401359", "02381307589", "02122401358", "02211307589", "99920100000",
               "00810100000", "00410100000", "00999900000", "26250900000", "26251000000", "84000000000"],
    "romanian": ["1900101400004", "1234567891234", "3991231000000", "5000229000000", "6010229000000",
                 "7900101000000", "8900101000000", "9900101000000", "0900101000000", "1900000000000"],
    "slovenian": ["0101990500003", "1234567891234", "0101006500006", "0905026500000", "1005026500000",
                  "2902000500000", "2902900500000", "0000990500000", "0101800500000", "0101799500000"],
    "swedish": ["19900101-9802", "900101-9802", "900101+9802", "260509-0000", "260510-0000", "260509+0000",
                "270101-0000", "270101+0000", "250101+0000", "880791-0000", "880760-0000", "880092-0000",
                "20260510-0000", "000229-0000", "000229+0000", "010229-0000", "00000101-0000", "00500229-0000",
                "9001019802", "199001019802", "1900101-9802", "9900101-9802", "880799-0000"],
}

PATTERNS = sorted({kind["pattern"] for state in STATES for kind in state["numbers"]}
                  | {state["postalCode"] for state in STATES})
PATTERN_TEXTS = """
1 12 123 1234 12345 123456 1234567 12345678 123456789 1234567890 12345678901 123456789012 1234567890123
a a1 a123456 a1234567 a12345678 ab123456 ab1234567 ab12345678 ab123456789 123456a 123456ab 123456ab12 123456ab1
1234567ab ab12345ab abc123456 abcd123456 abcde123456 abcdef123456 12345678a 1234ab 0234ab b123456 k12345678 k123456
dp1234567 sp1234567 xp1234567 163848998zw7 01234 81234 91234 71234 11000 α123456 １２３ 123456ABCD
abca bcbc abac c aaa aaaaaaa
""".split() + ["", "a" * 63, "a" * 64, "7" * 63, "7" * 64, "a1 ", "12345\n"]
ANY_RULE = ["", "1", "abc", *("0" * count for count in range(9, 14)), *("9" * count for count in range(9, 14)),
            "ααααα", "12345678901a", "00000000t", "000000000zz4",
            "39001010590"]
REFUSED = ["[", "[]", "[a", "[z-a]", "[^a]", "[A-Z]", "(", ")", "a)", "(a", "a+", ".", "^a", "a$", r"\d", "a{", "a{}",
           "a{2", "a{3,2}", "a{0}", "a{2,}", "a{,2}", "a{64}", "a{99999999999999999999}", "?", "*", "{2}", "a**",
           "(?:a)", "[a-]", "[-+]", "A", "ä", " "]


def parted(entry, texts, test):
    """An entry with the texts that pass a test and those that do not."""
    return entry | {"holds": [text for text in texts if test(text)],
                    "fails": [text for text in texts if not test(text)]}


def numbers():
    dice = Dice()
    checksums = [parted({"rule": rule}, [*good_and_bad(rule, dice), *ANY_RULE],
                        lambda number: holds(rule, number)) for rule in sorted(CHECKS)]
    dates = []
    for rule, typed in BIRTH_INPUTS.items():
        stems = [number for number in good_and_bad(rule, dice) if holds(rule, number)][:8]
        for number in [*typed, *stems, "", "\U0001F600"]:
            for day in (TODAY, "2031-01-01"):
                dates.append({"rule": rule, "number": number, "on": day, "birth": birth(rule, number, day)})
    checked = []
    for state in STATES:
        for kind in state["numbers"]:
            assert all(doubts(kind, nonsense, TODAY) for nonsense in ("x", "1", "-")), kind
            for number in written(kind):
                checked.append({
                    "state": state["code"], "kind": kind["key"], "number": number, "on": TODAY,
                    "doubts": doubts(kind, number, TODAY),
                    "tooYoung": too_young(state, kind, number, TODAY)})
    checked += list(around_birthdays())
    return {
        "patterns": [parted({"pattern": pattern}, PATTERN_TEXTS, lambda text: full_match(pattern, text))
                     for pattern in [*PATTERNS, "(a|bc){2,3}", "(ab?)*c", "((a)*)*", "a?a?a?aaa", "|a"]],
        "refusedPatterns": REFUSED,
        "checksums": checksums,
        "birthDates": dates,
        "ages": list(ages()),
        "numbers": checked,
        "thresholds": [{"state": state["code"], "on": day, "minimum": in_force(state["thresholds"], day)}
                       for state in STATES
                       for day in ("2012-03-31", "2012-04-01", "2013-06-30", "2013-07-01", "2014-06-30",
                                   "2014-07-01", "2020-01-31", "2020-02-01", "2024-07-15", "2024-07-16", TODAY)],
        "minimumAges": [{"state": state["code"], "on": day,
                         "minimum": 16 if state["code"] in ("AT", "BE", "DE", "EE", "MT")
                         else 17 if state["code"] == "GR" else 18}
                        for state in STATES for day in ("2000-01-01", "2012-04-01", TODAY)],
        "postalCodes": [{"state": state["code"], "text": text, "canonical": postal(text, state["code"]),
                         "accepted": full_match(state["postalCode"], postal(text, state["code"]))}
                        for state in STATES
                        for text in [state["postalCodeExample"], state["code"] + "-" + state["postalCodeExample"],
                                     "1234", "12345", "L-1234", "ABC 123", "", "D02 1234", "1012 ab", "123 45",
                                     "x", "1", "D02", "D02 AF30", "NL-1012 AB", "MT-VLT 1010", "SLO-1000",
                                     "FIN-00100", "0", "VLT 10"]],
    }


def written(kind):
    """A number as several people would type it, and several ways of getting it wrong."""
    for number in dict.fromkeys([*kind["samples"], kind["example"]]):
        yield number
        yield number.lower()
        yield " " + " ".join(number) + " "
        yield number[:-1] + ("0" if number[-1] != "0" else "1")
        yield number + "1"
        yield number[:-1]
        yield "00" + number
    yield from ["x", "1", "", "   ", "\U0001F600", "nonsense", "-", "ａ１２３４５６７", "0" * 64, "\u0627\u0644\u0661\u0662"]


def around_birthdays():
    """Somebody reaches an age: the day before, the day itself, and with only a year known."""
    for code, key, number in [("PL", "pesel", "08250912345"), ("BG", "egn", "0845091234"),
                              ("EE", "isikukood", "51005090000"), ("LT", "asmens-kodas", "50805090000"),
                              ("LT", "asmens-kodas", "50800000000"), ("LT", "asmens-kodas", "50900000000"),
                              ("SE", "personnummer", "080509-1234"), ("SE", "personnummer", "080509+1234"),
                              ("SI", "emso", "0905008500000"), ("LV", "personas-kods", "09050820000"),
                              ("RO", "cnp", "5080509000000"), ("HU", "personal-number", "30805090000")]:
        state = next(state for state in STATES if state["code"] == code)
        kind = next(kind for kind in state["numbers"] if kind["key"] == key)
        for day in ("2026-05-08", "2026-05-09", "2026-05-10", "2027-01-01"):
            yield {"state": code, "kind": key, "number": number, "on": day,
                   "doubts": doubts(kind, number, day), "tooYoung": too_young(state, kind, number, day)}


def ages():
    for born in ("2008-05-09", "2008-05-10", "2008-02-29", "1900-12-31", "2026-05-09"):
        for day in ("2026-02-28", "2026-03-01", TODAY, "2026-05-10", "2028-02-29"):
            yield {"birth": born, "on": day, "age": age(born, day)}


# What people say of their birth

def births():
    entries = []
    for day, month, year in STATED:
        entry = {"day": day, "month": month, "year": year, "text": None}
        if all(re.fullmatch("[0-9]+", part) for part in (day, month, year)):
            d, m, y = int(day), int(month), int(year)
            if y > 1800 and m <= 12 and d <= 31:
                entry |= {"text": f"{y:04}-{m:02}-{d:02}", **known(y, m, d)}
        entries.append(entry)
    return {"births": entries}


def known(year, month, day):
    """The first and the last day that it can have been, found by going through all of a year."""
    start = datetime.date(year, 1, 1)
    days = [start + datetime.timedelta(count) for count in range(366)]
    days = [date for date in days if date.year == year]
    could = [date for date in days if month in (0, date.month) and day in (0, date.day)]
    if could:
        return {"earliest": could[0].isoformat(), "latest": could[-1].isoformat(), "isInCalendar": True}
    last = [date for date in days if date.month == month][-1]
    later = last + datetime.timedelta(day - last.day)
    return {"earliest": last.isoformat(), "latest": later.isoformat(), "isInCalendar": False}


# Identity

def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def residence_text(state, form):
    address = [form[name] for name in ("street", "houseNumber", "postalCode", "city", "country")]
    return "|".join(["A", state, *name_parts(form["firstNames"], form["familyNames"]),
                     form["birthDate"], *place(*address)])


def identity():
    people = []
    for code, persons in PEOPLE:
        texts = [{residence_text(code, form) for form in person} for person in persons]
        assert all(len(same) == 1 for same in texts), texts
        assert len(set.union(*texts)) == len(persons), texts
        for number, person in enumerate(persons):
            for form in person:
                text = residence_text(code, form)
                people.append({"state": code, "person": number, **form, "text": text, "digest": digest(text)})
    cards = []
    for state in STATES:
        for kind in state["numbers"]:
            names = (state["code"], kind["key"])
            for number in written(kind):
                cards.append(card(*names, number))
            holders = HOLDERS.get(names, [])
            texts = [{card(*names, number)["text"] for number in holder} for holder in holders]
            assert all(len(same) == 1 for same in texts) and len(set().union(*texts)) == len(texts), texts
            for person, holder in enumerate(holders):
                cards += [{**card(*names, number), "person": person} for number in holder]
    old, new = card("PT", "id-card", "16384899"), card("PT", "citizen-card", "16384899 8 ZW7")
    assert old["text"] == new["text"]
    return {"residences": people, "numbers": cards}


def card(state, kind, number):
    text = "|".join(["B", state, *canonical(state, kind, number)])
    return {"state": state, "kind": kind, "number": number, "text": text, "digest": digest(text)}


def write(name, sections):
    """One vector a line, in ASCII, so that no editor brings a text into another normal form."""
    lines = []
    for section, entries in sections.items():
        body = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in entries)
        lines.append(f'"{section}": [\n{body}\n]')
    (HERE / name).write_text("{\n" + ",\n".join(lines) + "\n}\n", "ascii")


if __name__ == "__main__":
    write("folding.json", folding())
    write("numbers.json", numbers())
    write("births.json", births())
    write("identity.json", identity())
