"""Every kind of page that people meet, and how somebody comes there."""

from account_pages import ACCOUNT_PAGES
from office_pages import OFFICE_PAGES
from people import ANSWERED, CLOSED, OPEN, UPCOMING, isikukood
from petition_pages import PETITION_PAGES


def show_errors(person):
    person.open_initiative("FR").send()
    person.page.locator("#error-summary").wait_for()


def show_doubt(person):
    person.open_initiative("EE").type(number="12345")
    person.field("first-names").focus()
    person.page.locator("#field-number-error").wait_for()


def thank(person):
    person.open_initiative("EE")
    person.type(first_names="Ada", family_names="Lepp", number=isikukood(), certify=True)
    person.send().is_thanked()


def show_receipt(person):
    thank(person)
    person.page.locator("main section a").first.click()
    person.page.locator(".notice-success").wait_for()


KINDS = {
    "portal": lambda person: person.open(),
    "home": lambda person: person.open(),
    "list": lambda person: person.open("initiatives"),
    "list-empty": lambda person: person.open("initiatives?q=xyzzy"),
    "page": lambda person: person.open_initiative(),
    "page-upcoming": lambda person: person.open_initiative(initiative=UPCOMING),
    "page-closed": lambda person: person.open_initiative(initiative=CLOSED),
    "page-answered": lambda person: person.open_initiative(initiative=ANSWERED),
    "rules": lambda person: person.open("initiatives/rules"),
    "form-residence": lambda person: person.open_initiative("FR"),
    "form-number": lambda person: person.open_initiative("HU"),
    "form-errors": show_errors,
    "form-doubt": show_doubt,
    "thanks": thank,
    "receipt": show_receipt,
    "widget": lambda person: person.open(f"initiatives/{OPEN}/widget?country=FR"),
    "embedding": lambda person: person.open(f"initiatives/{OPEN}/embedding?country=FR"),
    "receipt-ask": lambda person: person.open(f"initiatives/{OPEN}/receipts"),
    "receipt-unknown": lambda person: person.open(
        f"initiatives/{OPEN}/receipts/00000000000000000000000000", expecting=404),
    "error": lambda person: person.open("nothing-here", expecting=404),
    "privacy": lambda person: person.open("privacy"),
    "accessibility": lambda person: person.open("accessibility"),
    "design": lambda person: person.open("design"),
    **ACCOUNT_PAGES,
    **OFFICE_PAGES,
    **PETITION_PAGES,
}

# What a browser with JavaScript shows there is not what the server sent last. The server's own page
# is looked at without JavaScript; a doubt is shown by the browser alone, in the markup of an error.
MADE_IN_BROWSER = {"form-doubt", "form-errors"}
SENT_WITHOUT_JAVASCRIPT = {"form-errors"}

# Pages that stand alone, without the site's head.
BARE = {"widget", "citizens", "petition-widget", "sign-citizens"}
