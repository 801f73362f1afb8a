#!/usr/bin/env python3
"""Turns the register of European citizens' initiatives (CSV) into Seeds/demo/eci/register.json.

    python3 Seeds/tools/register.py initiatives.csv > Seeds/demo/eci/register.json

The cells are dirty: statuses over several lines, stars in numbers, the residue of markup, texts cut in the
middle of a word. Whatever is known is cleaned and counted; whatever is not stops the conversion, with the
initiative and the value. The summary goes to the standard error stream.
"""

import collections
import csv
import datetime
import html
import json
import re
import sys
import unicodedata

CREDIT = [
    "European Commission, register of European citizens' initiatives, CC BY 4.0",
    "Compiled by Luk-kar, eu-citizens-initiatives-tracker, CC BY 4.0",
]
CHANGES = [
    "Status, dates and numbers were brought into one form; white space and the residue of markup were removed.",
    "Objectives marked with objectivesCut end where the source cuts them.",
    "The source has each annex on one line: its paragraphs were set again here, at lists and at ends of sentences.",
]

COLUMNS = """
registration_number title objective annex current_status url timeline_registered
timeline_collection_start_date timeline_collection_closed timeline_verification_start timeline_verification_end
timeline_response_commission_date timeline funding_total signatures_collected signatures_collected_by_country
signatures_threshold_met response_commission_url final_outcome languages_available created_timestamp last_updated
""".split()

LANGUAGES = "bg,cs,da,de,el,en,es,et,fi,fr,ga,hr,hu,it,lt,lv,mt,nl,pl,pt,ro,sk,sl,sv"

# What the register shows, and our word. A star is a footnote: certificates that came after the submission.
STATUSES = {
    "Registered": "registered",
    "Collection start date": "registered",
    "Collection ongoing": "ongoing",
    "Collection closed": "closed",
    "Verification": "verification",
    "Valid initiative": "submitted",
    "Answered initiative": "answered",
    "Withdrawn": "withdrawn",
    "Unsuccessful collection": "insufficient",
}
OUTCOMES = {
    "": None,
    "Commission Response": "answered",
    "Withdrawn": "withdrawn",
    "Unsuccessful Collection": "insufficient",
}
STEPS = {
    "Registration refused": "refusedOn",
    "Registered": "registeredOn",
    "Collection start date": "opensOn",
    "Collection ongoing": None,
    "Collection closed": "closesOn",
    "Verification": "verificationFrom",
    "Valid initiative": "submittedOn",
    "Answered initiative": "answeredOn",
    "Withdrawn": "withdrawnOn",
    "Unsuccessful collection": "insufficientOn",
}
# A column that repeats a step of the timeline must agree with it.
REPEATED = {
    "timeline_registered": "registeredOn",
    "timeline_collection_start_date": "opensOn",
    "timeline_collection_closed": "closesOn",
    "timeline_verification_start": "verificationFrom",
    "timeline_response_commission_date": "answeredOn",
}
ORDER = ["refusedOn", "registeredOn", "opensOn", "closesOn", "verificationFrom", "submittedOn", "answeredOn"]

COUNTRIES = {
    "Austria": "AT", "Belgium": "BE", "Bulgaria": "BG", "Croatia": "HR", "Cyprus": "CY", "Czechia": "CZ",
    "Denmark": "DK", "Estonia": "EE", "Finland": "FI", "France": "FR", "Germany": "DE", "Greece": "GR",
    "Hungary": "HU", "Ireland": "IE", "Italy": "IT", "Latvia": "LV", "Lithuania": "LT", "Luxembourg": "LU",
    "Malta": "MT", "Netherlands": "NL", "Poland": "PL", "Portugal": "PT", "Romania": "RO", "Slovakia": "SK",
    "Slovenia": "SI", "Spain": "ES", "Sweden": "SE",
    "United Kingdom": "GB",  # until 31 January 2020: a code outside the 27
}

# Titles that are not in English, with the words that prove it is still the same title.
TITLE_LANGUAGES = {"2015-000004": ("sv", "Vi vill att"), "2019-000013": ("fr", "Mettons fin")}

# Straight and curly mixed in one pair of quotation marks.
TITLES = {"“30 km/h - making the streets liveable!\"": "“30 km/h - making the streets liveable!”"}

# An annex that says that there is none, or that it is a file elsewhere.
NO_ANNEX = {"", "No annex", "see - Att. 3 ANNEX V3-pdf"}

# The tracker keeps the first 1 100 characters of the objectives, indentation included.
CUT_AT = 1100

MACHINE_TRANSLATED = re.compile(
    r"NOTICE:\s+(?:Text )?[Tt]ranslated using eTranslation \(the European Commission’s machine translation service\)"
    r" to provide content in all languages, even if machine translation may not always be 100% accurate\.\s*"
)

notes = collections.Counter()


class NotUnderstood(Exception):
    pass


def note(what):
    notes[what] += 1


# Texts

SPACES = {"\u00a0": "no-break space", "\u2003": "em space", "\t": "tab", "\r": "carriage return"}
BULLETS = "•●○➔\uf0a7"
INVISIBLE_BREAKS = {"\ufeff": "byte order mark inside a text", "\u200b": "zero width space"}
SIGNS = set("’‘“”„«»–—‐…•·°§€®₂+=$^|~<>`") | set(BULLETS)


def characters(text):
    """Replaces what is no sign of a text, and stops at what is unknown."""
    unescaped = html.unescape(text)
    if unescaped != text:
        note("HTML entity")
        text = unescaped
    if re.search(r"</?[A-Za-z][^>]*>", text):
        note("HTML tag")
        text = re.sub(r"</?(?:p|br|li|ul|ol|div|h[1-6])\b[^>]*>", "\n\n\n", text)
        text = re.sub(r"</?(?:a|b|i|u|em|strong|span|sup|sub)\b[^>]*>", "", text)
        if re.search(r"</?[A-Za-z][^>]*>", text):
            raise NotUnderstood(f"an HTML tag remains: {re.search(r'<[^>]*>', text).group()!r}")
    for sign, name in SPACES.items():
        if sign in text:
            note(name)
            text = text.replace(sign, " ")
    for sign, name in INVISIBLE_BREAKS.items():
        if sign in text:
            note(name)
            text = text.replace(sign, "\n\n\n")
    if "\u0002" in text:
        note("control character U+0002 where a hyphen was")
        text = text.replace("\u0002", "-")
    if "\u2010" in text:
        note("U+2010 for a hyphen")
        text = text.replace("\u2010", "-")
    if re.search(r"[●○➔\uf0a7]|·\s", text):
        note("a bullet that is not •")
        text = re.sub(r"[●○➔\uf0a7]\s*|(?<!\S)·\s+", "• ", text)
    for sign in text:
        known = sign in "\n" or " " <= sign <= "~" or sign in SIGNS or unicodedata.category(sign) in ("Ll", "Lu")
        if not known:
            raise NotUnderstood(f"unknown character U+{ord(sign):04X} {unicodedata.name(sign, '?')}")
    return unicodedata.normalize("NFC", text)


def tidy(line):
    """One paragraph: single spaces, and none that a removed link or bold word left beside punctuation."""
    line = re.sub(r"\s+", " ", line).strip()
    tidied = re.sub(r"([(“]) (?=\S)", r"\1", line)
    tidied = re.sub(r"(?<=\S) ([,.;:)”])(?=$|[\s,.;:)”])", r"\1", tidied)
    if tidied != line:
        note("a space beside punctuation, left by markup")
    return tidied


def is_item(text):
    return re.match(r"(?:[•\-–—.]\s|\(?[a-z0-9]{1,2}[.)]\s?|\d{1,2} [A-Z])", text) is not None


def continues(before, after, year):
    """Whether a single empty line is no paragraph but a link or a bold word inside a sentence.

    Until 2019 it separates the subject matter from the objectives.
    """
    if year < 2020 or is_item(after):
        return False
    if before in ("The",) or before.endswith("“"):
        return True
    return before[-1:] not in ".!?:" and (after[:1].islower() or after[:1] in ",.;:)”—")


def objectives(text, year):
    cut = len(text) == CUT_AT
    if len(text) > CUT_AT:
        raise NotUnderstood(f"objectives of {len(text)} characters")
    translated = MACHINE_TRANSLATED.match(text) is not None
    if translated:
        note("notice of machine translation inside the text")
        text = MACHINE_TRANSLATED.sub("", text)
    elif "NOTICE" in text:
        raise NotUnderstood("a notice that is not about machine translation")
    if text != text.strip():
        note("objectives with white space around them")
    text = characters(text)
    paragraphs = []
    glue = ""
    for part in re.split(r"( *\n\s*)", text.strip()):
        if part.strip() == "":
            glue = part
            continue
        if part.strip() == ".":
            continue
        remainder = re.match(r"[,;:)”]|\. [A-Z]", part) is not None
        if paragraphs and (remainder or glue.count("\n") <= 2 and continues(paragraphs[-1], part, year)):
            note("a sentence broken over lines by markup")
            space = "" if part[0] in ",.;:)”—" or paragraphs[-1].endswith("“") else " "
            paragraphs[-1] += space + part
        else:
            paragraphs.append(part)
    paragraphs = [re.sub(r"^\. (?=[a-z])", "• ", paragraph) for paragraph in paragraphs]
    paragraphs = [re.sub(r"^(\d\.)(?=[A-Z])", r"\1 ", tidy(paragraph)) for paragraph in paragraphs]
    if cut:
        note("objectives cut by the source after 1 100 characters")
        if paragraphs[-1][-1] not in ".!?":
            words = paragraphs[-1].split(" ")
            if text[-1].isalnum():
                words.pop()
            while words and words[-1] in ("•", "-", ""):
                words.pop()
            paragraphs[-1:] = [" ".join(words)] if words else []
            paragraphs[-1] = paragraphs[-1].rstrip(",;:–—- ") + " …"
    return "\n\n".join(paragraphs), cut, translated


ABBREVIATIONS = re.compile(r"(?:\b(?:e\.g|i\.e|Art|Arts|No|Dr|Mr|Ms|cf|etc|vs|p|pp|Reg|Dir|al|[A-Z]|\d{1,2}))\.$")


def sentences(text):
    start = 0
    for match in re.finditer(r"[.!?][”\"’)]*(?:\[\d+\])?\s+(?=[A-Z“\"‘(\[])", text):
        if ABBREVIATIONS.search(text[: match.start() + 1]):
            continue
        yield text[start : match.end()].strip()
        start = match.end()
    yield text[start:].strip()


def numbered(text):
    """Positions of 1. 2. 3. (or 1) 2) 3)) that begin the items of a list."""
    positions = []
    for form in (r"{}\. ?(?=[A-Z“])", r"{}\) ?(?=\S)", r"\({}\) (?=\S)"):
        found, at = [], 0
        for number in range(1, 30):
            match = re.compile(r"(?<=\S )" + form.format(number)).search(text, at)
            if match is None:
                break
            found.append(match.start())
            at = match.end()
        if len(found) > 1:
            positions += found
    return positions


def annex(text):
    if text in NO_ANNEX:
        if text:
            note("an annex that only says where it is or that there is none")
        return None
    if "\n" in text:
        raise NotUnderstood("an annex with lines: it had none until now")
    if len(text) > 8000:
        raise NotUnderstood(f"an annex of {len(text)} characters")
    text = characters(text)
    if re.search(r"\S {2,}\S", text):
        note("annex with runs of spaces")
    text = re.sub(r" (?=(?:[a-z]|\d{1,2}|[IVX]{1,4})\. {3})", "\n\n", text)  # a. followed by three spaces
    text = re.sub(r"(?<=[.:;]) -\s+(?=\S)", "\n\n- ", text)
    text = re.sub(r"\s*• +(?=\S)", "\n\n• ", text)
    text = re.sub(r" (?=\[\d+\] (?:https?:|[A-Z]))", "\n\n", text)  # the notes at the end
    paragraphs = []
    for piece in re.split(r"\n\n+", text):
        piece = tidy(piece)
        starts = sorted(set([0] + numbered(piece)))
        for start, end in zip(starts, starts[1:] + [len(piece)]):
            paragraphs += shorter(piece[start:end].strip())
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def shorter(text, long=700, enough=380):
    """Paragraphs of a readable length: the source has none at all."""
    if len(text) <= long:
        return [text]
    paragraphs, current = [], ""
    for sentence in sentences(text):
        current = f"{current} {sentence}".strip()
        if len(current) >= enough:
            paragraphs.append(current)
            current = ""
    if current and paragraphs and len(current) < 140:
        paragraphs[-1] += " " + current
    elif current:
        paragraphs.append(current)
    return paragraphs


def title(text):
    cleaned = TITLES.get(text, text)
    if cleaned != text:
        note("a title with unlike quotation marks")
    if "\n" in cleaned:
        raise NotUnderstood("a title of several lines")
    tidied = re.sub(r"\s+", " ", characters(cleaned)).strip()
    if tidied != cleaned:
        note("a title with doubled spaces")
    if not 5 <= len(tidied) <= 130:
        raise NotUnderstood(f"a title of {len(tidied)} characters")
    return tidied


# Numbers and dates

def date(text):
    match = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text)
    if match is None:
        raise NotUnderstood(f"the date {text!r}")
    day, month, year = map(int, match.groups())
    return datetime.date(year, month, day).isoformat()


def whole(text):
    if re.fullmatch(r"\d{1,3}(?:,\d{3})*", text) is None:
        raise NotUnderstood(f"the number {text!r}")
    return int(text.replace(",", ""))


def cents(text):
    if text == "":
        return None
    match = re.fullmatch(r"(\d{1,3}(?:,\d{3})*)\.(\d\d)", text)
    if match is None:
        raise NotUnderstood(f"the amount {text!r}")
    return whole(match.group(1)) * 100 + int(match.group(2))


def reports(row):
    """Statements by country; those whose certificate came after the submission do not count in the total."""
    total = whole(row["signatures_collected"]) if row["signatures_collected"] else None
    if not row["signatures_collected_by_country"]:
        if total is not None:
            raise NotUnderstood("a total without countries")
        return {}, [], None
    reported, late, met = {}, [], 0
    for name, cell in json.loads(row["signatures_collected_by_country"]).items():
        if name not in COUNTRIES:
            raise NotUnderstood(f"the country {name!r}")
        if set(cell) != {"statements_of_support", "threshold", "percentage"}:
            raise NotUnderstood(f"the columns {sorted(cell)} of {name}")
        code = COUNTRIES[name]
        statements = cell["statements_of_support"]
        if statements.endswith("*"):
            note("a star in a number")
            late.append(code)
            statements = statements[:-1]
        if code == "GB":
            note("the United Kingdom among the states")
        reported[code] = whole(statements)
        threshold = whole(cell["threshold"])
        share = re.fullmatch(r"((?:\d{1,3},)?\d{1,3}\.\d\d)%", cell["percentage"])
        if share is None or abs(float(share.group(1).replace(",", "")) - 100 * reported[code] / threshold) > 0.006:
            raise NotUnderstood(f"{cell['percentage']!r} is not {reported[code]} of {threshold} in {name}")
        met += reported[code] >= threshold and code not in late
    if total != sum(count for code, count in reported.items() if code not in late):
        raise NotUnderstood(f"{total} is not the sum of the countries")
    if str(met) != row["signatures_threshold_met"]:
        note("a number of states over the threshold that is not the one of the table (left out)")
    if len(reported) < 27:
        note("a table without all 27 states")
    return dict(sorted(reported.items())), sorted(late), total


# Initiatives

def initiative(row):
    match = re.fullmatch(r"(20\d\d)/(\d{6})", row["registration_number"])
    if match is None:
        raise NotUnderstood("the registration number")
    year, number = match.groups()
    id = f"{year}-{number}"

    status = row["current_status"]
    if "\n" in status or "*" in status:
        note("a status over several lines with a star")
        status = re.sub(r"\s*\*?\s*$", "", status)
    if status not in STATUSES:
        raise NotUnderstood(f"the status {row['current_status']!r}")
    if status == "Collection start date":
        note("the name of a step as a status")
    status = STATUSES[status]

    dates = dict.fromkeys(filter(None, STEPS.values()))
    for step in json.loads(row["timeline"]):
        if set(step) != {"step", "date"} or step["step"] not in STEPS:
            raise NotUnderstood(f"the step {step}")
        name = STEPS[step["step"]]
        if name is None:
            if step["date"] is not None:
                raise NotUnderstood("a date for an ongoing collection")
            note("a step without a date")
        elif dates[name] is not None:
            raise NotUnderstood(f"the step {step['step']} twice")
        else:
            dates[name] = date(step["date"])
    for column, name in REPEATED.items():
        if row[column] == "" and dates[name] is not None:
            note("an empty date column that the timeline fills")
        elif (date(row[column]) if row[column] else None) != dates[name]:
            raise NotUnderstood(f"{column} is {row[column]!r}, the timeline has {dates[name]}")
    ends = date(row["timeline_verification_end"]) if row["timeline_verification_end"] else None
    if ends not in (None, dates["submittedOn"], dates["answeredOn"]):
        raise NotUnderstood("the verification ends neither with the submission nor with the answer")
    if ends is not None and ends != dates["submittedOn"]:
        note("an end of verification that is the day of the answer (left out)")
    known = [dates[name] for name in ORDER if dates[name] is not None]
    if known != sorted(known):
        raise NotUnderstood(f"dates in disorder: {dates}")

    ended = OUTCOMES.get(row["final_outcome"], "?")
    if ended != (status if status in ("answered", "withdrawn", "insufficient") else None):
        raise NotUnderstood(f"the outcome {row['final_outcome']!r} of an initiative that is {status}")
    answer = row["response_commission_url"] or None
    if answer and not answer.startswith(("https://europa.eu/citizens-initiative/", "https://citizens-initiative.europa.eu/")):
        raise NotUnderstood(f"the address {answer!r}")
    if (answer is not None) != (status == "answered"):
        raise NotUnderstood("an answer without an address, or an address without an answer")
    if answer and answer.startswith("https://europa.eu/"):
        note("an answer at the former address of the site (kept)")

    register = f"https://citizens-initiative.europa.eu/initiatives/details/{year}/{number}_en"
    if row["url"] != register:
        raise NotUnderstood(f"the address {row['url']!r}")
    if row["languages_available"] != LANGUAGES:
        raise NotUnderstood(f"the languages {row['languages_available']!r}")

    name = title(row["title"])
    language, proof = TITLE_LANGUAGES.get(id, ("en", ""))
    if not name.startswith(proof):
        raise NotUnderstood(f"another title than {proof!r}")
    aims, cut, translated = objectives(row["objective"], int(year))
    if not aims:
        raise NotUnderstood("no objectives")
    reported, late, total = reports(row)
    return {
        "id": id,
        "title": name,
        "titleLanguage": language,
        "objectives": aims,
        "objectivesCut": cut,
        "machineTranslated": translated,
        "annex": annex(row["annex"]),
        "status": status,
        "refusedOn": dates["refusedOn"],
        "registeredOn": dates["registeredOn"],
        "opensOn": dates["opensOn"],
        "closesOn": dates["closesOn"],
        "verificationFrom": dates["verificationFrom"],
        "submittedOn": dates["submittedOn"],
        "answeredOn": dates["answeredOn"],
        "register": register,
        "reported": reported,
        "reportedTotal": total,
        "reportedLate": late,
        "fundingCents": cents(row["funding_total"]),
        "outcome": ended and {"kind": ended, "on": dates[f"{ended}On"], "answer": answer},
    }


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        rows = list(reader)
        if reader.fieldnames != COLUMNS:
            sys.exit(f"other columns than expected: {reader.fieldnames}")
    initiatives = []
    for row in rows:
        try:
            initiatives.append(initiative(row))
        except (NotUnderstood, ValueError, KeyError, TypeError) as problem:
            sys.exit(f"{row['registration_number']}: not understood: {problem}")
    ids = [each["id"] for each in initiatives]
    if len(set(ids)) != len(ids):
        sys.exit("an initiative twice")
    initiatives.sort(key=lambda each: each["id"])
    document = {"credit": CREDIT, "changes": CHANGES, "initiatives": initiatives}
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    print()
    summary(initiatives)


def summary(initiatives):
    def say(*words):
        print(*words, file=sys.stderr)

    say(f"{len(initiatives)} initiatives, {initiatives[0]['id']} to {initiatives[-1]['id']}")
    for status, count in collections.Counter(each["status"] for each in initiatives).most_common():
        say(f"  {count:5} {status}")
    say(f"{sum(each['reportedTotal'] or 0 for each in initiatives)} statements of support in"
        f" {sum(each['reportedTotal'] is not None for each in initiatives)} initiatives")
    say(f"{sum(each['annex'] is not None for each in initiatives)} annexes")
    say("cleaned:")
    for what, count in notes.most_common():
        say(f"  {count:5} {what}")


if __name__ == "__main__":
    main()
