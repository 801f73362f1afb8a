"""People who sign, each in all the ways in which one may write who one is: none of them exists."""

# What is typed as day, month and year of a birth.
STATED = [
    ("27", "3", "1985"), ("07", "03", "1985"), ("00", "03", "1985"), ("0", "3", "1985"), ("00", "00", "1985"),
    ("0", "0", "1985"), ("15", "00", "1985"), ("31", "0", "1985"), ("30", "2", "1990"), ("31", "2", "1990"),
    ("29", "2", "1990"), ("29", "2", "1992"), ("31", "4", "1990"), ("31", "11", "1990"), ("30", "02", "2000"),
    ("00", "02", "2000"), ("00", "2", "1900"), ("31", "12", "2008"), ("32", "1", "1990"), ("1", "13", "1990"),
    ("", "3", "1985"), ("27", "", "1985"), ("", "", "1985"), ("27", "3", ""), ("27", "3", "85"), ("27", "3", "1800"),
    ("1", "1", "1801"), ("00", "00", "1800"), ("0", "0", "0000"), ("a", "3", "1985"), ("-1", "3", "1985"),
    ("+1", "3", "1985"), ("1.", "3", "1985"), ("٣", "3", "1985"), ("00", "12", "9998"), ("1", "1", "9998"),
]


def resident(first, family, born, street, number, code, city, country):
    return {"firstNames": first, "familyNames": family, "birthDate": born, "street": street,
            "houseNumber": number, "postalCode": code, "city": city, "country": country}


def in_paris(first="Jeanne", family="Durand", born="1990-01-01", street="Rue de Rivoli", number="3",
             code="75001", city="Paris", country="FR"):
    return resident(first, family, born, street, number, code, city, country)


def in_cork(first="Seán", family="Ó Súilleabháin", born="1960-06-16", street="Main Street", number="12",
            code="", city="Cork", country="IE"):
    return resident(first, family, born, street, number, code, city, country)


# The state, then people, each with the ways in which one may write what they are asked for.
PEOPLE = [
    ("FR", [
        [in_paris(), in_paris(" JEANNE ", "DURAND", code="F-75001"), in_paris(code="75 001"),
         in_paris(street="Quai", number="", city="Paris 1er")],
        [in_paris(code="75002")],
        [in_paris(born="1990-00-00")],
        [in_paris(born="1990-01-00")],
        [in_paris(country="BE", code="75001")],
        [in_paris(first="Jean-François", family="L’Hôpital"),
         in_paris(first="Jean Franc\u0327ois", family="L'Hopital")],
        [in_paris(code="98714", city="Papeete", country="PF"), in_paris(code="98714", city="Papeete")],
        [in_paris(code="97400", city="Saint-Denis", country="RE"), in_paris(code="97400", city="St Denis")],
        [in_paris(first="", family="Suharto"), in_paris(first="Suharto", family=""),
         in_paris(first="-", family="SUHARTO")],
        [in_paris(first="Suharto", family="Suharto")],
        [in_paris(code="1000", country="BE", city="Bruxelles"), in_paris(code="B-1000", country="BE")],
        [in_paris(code="1000", country="SI", city="Ljubljana"), in_paris(code="SLO-1000", country="SI")],
        [in_paris(code="10001", country="US", city="New York"), in_paris(code="10001-1234", country="US")],
        [in_paris(code="00901", country="PR", city="San Juan"), in_paris(code="00901", country="US")],
        [in_paris(code="HM 12", country="BM")],
        [in_paris(code="FL 12", country="BM")],
        [in_paris(code="SW1A 1AA", country="GB"), in_paris(code="sw1a1aa", country="GB", city="London")],
        [in_paris(code="SW1A 1AB", country="GB")],
        [in_paris(code="", country="HK", city="Kowloon", street="Nathan Road", number="7A"),
         in_paris(code="00000", country="HK", city="KOWLOON", street="7 a Nathan Road", number="")],
        [in_paris(code="", country="HK", city="Kowloon", street="Nathan Road", number="8")],
        [in_paris(code="", country="AE", city="Dubai", street="Marina", number=""),
         in_paris(code="none", country="AE", city="Dubai", street="Marina", number="")],
        [in_paris(code="", country="AE", city="Abu Dhabi", street="Marina", number="")],
        [in_paris(code="10000", country="XK", city="Prishtinë")],
        [in_paris(code="10000", country="AL", city="Prishtinë")],
        [in_paris(code="", country="AE", city="\u062f\u0628\u064a", street="\U0001F600 \U00020BB7 \uff21", number="\ufb01 \ufdf2")],
    ]),
    ("IE", [
        [in_cork(), in_cork("SEAN", "O'Suilleabhain"), in_cork(street="12 Main Street", number=""),
         in_cork(street="Main Street, Cork"), in_cork(code="-")],
        [in_cork(city="Galway")],
        [in_cork(street="North Main Street")],
        [in_cork(number="14")],
        [in_cork(code="T12 AB34"), in_cork(code="t12ab34", street="North Main Street", city="Co. Cork")],
        [in_cork(code="T12 AB35")],
        [in_cork(code="D6W XY12", city="Dublin")],
        [in_cork(code="T12"), in_cork(code=" t12 ")],
        [in_cork(code="T23")],
        [in_cork(code="Dublin 2", city="Dublin"), in_cork(code="2", city="Dublin")],
    ]),
    ("DE", [
        [in_paris("Jürgen", "Groß-Müller", code="D-10115", city="Berlin", country="DE"),
         in_paris("Jurgen", "GROSS MULLER", code="10115", country="DE")],
        [in_paris("Juergen", "Groß-Müller", code="10115", country="DE")],
    ]),
    ("GR", [
        [in_paris("Γεώργιος", "Παπαδόπουλος", code="105 57", country="GR"),
         in_paris("ΓΕΩΡΓΙΟΣ", "ΠΑΠΑΔΟΠΟΥΛΟΣ", code="GR-10557", country="GR")],
        [in_paris("Georgios", "Papadopoulos", code="105 57", country="GR")],
    ]),
    ("NL", [
        [in_paris("Anna", "van ’t Hof", code="1012 ab", country="NL"),
         in_paris("Anna", "van 't Hof", code="1012AB", country="NL"),
         in_paris("Anna", "van ’t Hof", code="NL-1012 AB", country="NL")],
        [in_paris("Anna", "van ’t Hof", code="", city="Oranjestad", country="AW"),
         in_paris("Anna", "van ’t Hof", code="0000", city="Oranjestad", country="NL")],
    ]),
    ("FI", [
        [in_paris("Åsa", "Öström", code="FI-00100", country="FI"), in_paris("Åsa", "Öström", code="00100", country="FI")],
        [in_paris("Åsa", "Öström", code="AX-22100", country="AX"), in_paris("Åsa", "Öström", code="22100", country="FI")],
    ]),
    ("DK", [
        [in_paris("Søren", "Ærø", code="3900", city="Nuuk", country="GL"), in_paris("SØREN", "ÆRØ", code="DK-3900", country="DK")],
        [in_paris("\u0645\u062d\u0645\u062f", "\u0639\u0644\u064a", code="1050", country="DK")],
        [in_paris("Anna|Maria", "|", code="1|2", country="DK")],
        [in_paris("", "", "0001-01-01", "|", "", "|", "|", "DK")],
    ]),
]

# Numbers of which those in one list are of one person, and those of two lists of two.
HOLDERS = {
    ("SE", "personnummer"): [["19900101-9802", "900101-9802", "9001019802"], ["19900101-9812"], ["900101-980"]],
    ("BE", "national-register-number"): [["79.06.13-651.78", "79061365178", "79 06 13 651 78"], ["79061365179"]],
    ("ES", "dni"): [
        ["01234567L", "1234567L", "1.234.567-L", "001234567l", "01234567", "1234567"], ["01234567M", "1234567M"],
        ["78825841B", "78825841-b", "78 825 841 B", "78825841"], ["78825841C"], ["X1234567L", "X01234567-L", "X1234567"],
        ["Y1234567X"], ["Y1234567Z"], ["0000001R", "1R", "1"], ["x"], [""]],
    ("MT", "id-card"): [["12345M", "0012345M", "12345 (M)", "0012345 m"], ["12345G"], ["12345"], ["112345M"]],
    ("CY", "id-card"): [["0000123", "123", "00123"], ["1230"], ["123a"]],
    ("CY", "passport"): [["K12345678", "Κ12345678", "К12345678", "k 123 456 78"], ["B123456", "Β123456"], ["E123456", "Ε 123456"],
                         ["SP1234567"]],
    ("BG", "egn"): [["7311189991", "731118 9991"], ["7311189992"]],
    ("PT", "id-card"): [["01234567", "1234567", "1 234 567", "01234567-8"], ["12345678", "12345678 4"], ["x"]],
    ("PT", "citizen-card"): [
        ["16384899 8 ZW7", "163848998zw7", "16384899", "163848998", "16384899 8 ZX5"], ["16384899 8 ZW8"], ["16384898"],
        ["01234567 4 ZZ5", "1234567"], ["x"]],
    ("LV", "personas-kods"): [["010190-10001", "01019010001"], ["328673-00679", "32867300679"]],
    ("CZ", "id-card"): [["123456AA12", "123456 aa 12"], ["123456AA"], ["012345678"], ["12345678"]],
    ("HU", "personal-number"): [["1-900101-0009", "19001010009"]],
    ("RO", "id-card"): [["AS123456", "AS 123456", "ΑS123456"], ["AS012345"], ["AS12345"]],
}
