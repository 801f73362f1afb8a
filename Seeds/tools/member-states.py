#!/usr/bin/env python3
"""Writes Seeds/member-states.json from the collected data on the Member States.

    python3 Seeds/tools/member-states.py COLLECTED.json > Seeds/member-states.json

The collected file keeps where each fact was read and how sure it is; ours keeps what the
program needs. Examples are invented here where the collected ones fail their own checksum:
they are well formed, and use serial numbers that are not given to anybody where such exist.
"""

import json
import sys

CREDIT = (
    "Regulation (EU) 2019/788, Annexes I and III, and its amending acts (Delegated Regulations "
    "(EU) 2019/1673 and 2024/1082; before: Regulation (EU) No 211/2011 with 268/2012, 517/2013 "
    "and 531/2014); thresholds and data requirements as published on "
    "citizens-initiative.europa.eu; formats as in the Commission's Online Collection Software "
    "(EUPL); checksums as described in python-stdnum"
)

THRESHOLDS = [
    ("2012-04-01", "minSignatories2012"),
    ("2014-07-01", "minSignatories2014"),
    ("2020-01-01", "minSignatories2020Jan"),
    ("2020-02-01", "minSignatories2020Feb"),
    ("2024-07-16", "minSignatories2024"),
]

# The Union's table starts later for a state that joined later (Regulation (EU) No 517/2013).
ACCESSION = {"HR": "2013-07-01"}

CHECKSUMS = {
    ("BE", "national-register-number"): "belgian",
    ("BG", "egn"): "bulgarian",
    ("EE", "isikukood"): "baltic",
    ("ES", "dni"): "spanish",
    ("HR", "oib"): "croatian",
    ("HU", "personal-number"): "hungarian",
    ("LT", "asmens-kodas"): "baltic",
    ("LV", "personas-kods"): "latvian",
    ("PL", "pesel"): "polish",
    ("PT", "citizen-card"): "portuguese",
    ("RO", "cnp"): "romanian",
    ("SE", "personnummer"): "swedish",
    ("SI", "emso"): "slovenian",
}

# Patterns meet a number after its separators are gone, so a separator in one matches nothing. Where
# the Commission's software took anything, or fewer forms than documents have, these say what is usual:
# whatever does not fit is doubted, and never refused.
PATTERNS = {
    ("AT", "id-card"): "[0-9]{7,8}|[a-z]{1,2}[0-9]{7}",
    ("AT", "passport"): "[a-z][0-9]{7,8}|[a-z]{2}[0-9]{7}",
    ("CY", "id-card"): "[0-9]{3,10}",
    ("ES", "passport"): "[a-z]{1,3}[0-9]{6,7}",
    ("MT", "id-card"): "[0-9]{1,7}[abghlmpz]",
    ("PT", "citizen-card"): "[0-9]{9}[a-z0-9]{2}[0-9]",
    ("PT", "id-card"): "[0-9]{5,9}",
    ("SE", "personnummer"): "([0-9]{2})?[0-9]{10}",
}

# The Commission's software took anything in these states. An Eircode need not be known.
POSTAL_CODES = {
    "BG": "[1-9][0-9]{3}",
    "IE": "([a-z][0-9][0-9w][0-9a-z]{4})?",
    "IT": "[0-9]{5}",
    "MT": "[a-z]{3}[0-9]{2,4}",
}

EXAMPLES = {
    ("BE", "national-register-number"): "79.06.13-651.78",
    ("HU", "personal-number"): "1-900101-0009",
    ("LV", "personas-kods"): "010190-10001",
    ("RO", "cnp"): "1900101400004",
    ("SE", "personnummer"): "19900101-9802",
    ("SI", "emso"): "0101990500003",
    ("CY", "id-card"): "1234567",
}

POSTAL_EXAMPLES = {
    "AT": "1010", "BE": "1000", "BG": "1000", "CY": "1010", "CZ": "110 00", "DE": "10115",
    "DK": "1050", "EE": "10111", "ES": "28001", "FI": "00100", "FR": "75001", "GR": "105 57",
    "HR": "10000", "HU": "1011", "IE": "D01 A1B2", "IT": "00184", "LT": "LT-01100",
    "LU": "L-1111", "LV": "LV-1010", "MT": "VLT 1010", "NL": "1011 AB", "PL": "00-001",
    "PT": "1000-001", "RO": "010011", "SE": "111 20", "SI": "1000", "SK": "811 01",
}


def threshold_list(state):
    first = ACCESSION.get(state["code"])
    dated = []
    for start, key in THRESHOLDS:
        since = max(start, first) if first and start == THRESHOLDS[0][0] else start
        dated.append({"from": since, "minimum": state[key]})
    return dated


def number_kind(code, kind):
    name = (code, kind["key"])
    checksum = CHECKSUMS.get(name)
    return {
        "key": kind["key"],
        "label": kind["labelNative"],
        "pattern": PATTERNS.get(name, kind["regex"]),
        "checksum": checksum,
        "birthDate": checksum if kind["birthDateEmbedded"] else None,
        "samples": kind["ocs5ValidSamples"],
        "example": EXAMPLES.get(name, kind["ocs5ValidSamples"][0]),
    }


def member_state(state):
    code = state["code"]
    return {
        "code": code,
        "languages": state["languages"],
        "form": state["annexIIIPart"],
        "thresholds": threshold_list(state),
        # The collected data knows one age per state and no day on which it changed.
        "minimumAges": [{"from": "2012-04-01", "minimum": state["minAge"]}],
        "postalCode": POSTAL_CODES.get(code, state["postalCodeRegex"]),
        "postalCodeExample": POSTAL_EXAMPLES[code],
        "numbers": [number_kind(code, kind) for kind in state["idKinds"]],
    }


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        collected = json.load(file)
    states = sorted(collected["memberStates"], key=lambda state: state["code"])
    converted = {"credit": CREDIT, "states": [member_state(state) for state in states]}
    json.dump(converted, sys.stdout, ensure_ascii=False, indent=2)
    print()


if __name__ == "__main__":
    main()
