"""Every kind of page of the back office, opened by somebody who runs the institution."""

import base64
import json
import os

from account_pages import administrator, sent_empty
from people import CLOSED, OPEN

# The space of the demonstration.
SPACE = "admin/spaces/1"
INITIATIVES = f"{SPACE}/initiatives"


def page(path, expecting=200):
    return lambda person: administrator(person).open(path, expecting)


def draft(path):
    """The same below a legal page that has a draft."""
    def show(person):
        administrator(person).open("admin/institution/legal/privacy")
        begin = person.page.locator("form[action$='/versions'] .button")
        if begin.count():
            begin.click()
            person.page.wait_for_load_state()
        person.open("admin/institution/legal/privacy" + path)

    return show


def exchange(person):
    """Another key for a state that has one: the page that asks whether that is meant."""
    administrator(person).open(f"{INITIATIVES}/authorities")
    key = base64.b64encode(os.urandom(32)).decode()
    person.page.locator("[name=key]").fill(json.dumps({"state": "EE", "publicKeyText": key}))
    person.page.locator("main form .button").click()
    person.page.locator("[name=code]").wait_for()


OFFICE_PAGES = {
    "office-today": page("admin"),
    "office-audit": page("admin/audit"),
    "office-audit-errors": page("admin/audit?first-day=31&first-month=2&first-year=2026", 422),
    "office-server": page("admin/server"),
    "office-institution": page("admin/institution"),
    "office-pictures": page("admin/institution/pictures"),
    "office-legal": page("admin/institution/legal"),
    "office-legal-page": draft(""),
    "office-legal-text": draft("/texts/en"),
    "office-legal-preview": draft("/preview"),
    "office-languages": page("admin/institution/languages"),
    "office-home": page("admin/institution/home"),
    "office-providers": page("admin/institution/providers"),
    "office-provider-new": page("admin/institution/providers/registration"),
    "office-provider-errors": sent_empty("admin/institution/providers/registration", administrator),
    "office-mail": page("admin/institution/mail"),
    "office-spaces": page("admin/spaces"),
    "office-space-new": page("admin/spaces/modules/initiatives"),
    "office-space-errors": sent_empty("admin/spaces/modules/initiatives", administrator),
    "office-space": page(SPACE),
    "office-preview": page(f"{SPACE}/preview"),
    "office-phases": page(f"{SPACE}/phases"),
    "office-state": page(f"{SPACE}/state"),
    "office-extension": page(f"{SPACE}/extensions"),
    "office-copy": page(f"{SPACE}/copies"),
    "office-initiatives": page(INITIATIVES),
    "office-registration": page(f"{INITIATIVES}/registration"),
    "office-registration-errors": sent_empty(f"{INITIATIVES}/registration", administrator),
    "office-initiative": page(f"{INITIATIVES}/{OPEN}"),
    "office-about": page(f"{INITIATIVES}/{OPEN}/about"),
    "office-text": page(f"{INITIATIVES}/{OPEN}/texts/en"),
    "office-documents": page(f"{INITIATIVES}/{OPEN}/documents"),
    "office-period": page(f"{INITIATIVES}/{OPEN}/period"),
    "office-step": page(f"{INITIATIVES}/{CLOSED}/steps/withdraw"),
    "office-organisers": page(f"{INITIATIVES}/{OPEN}/organisers"),
    "office-authorities": page(f"{INITIATIVES}/authorities"),
    "office-exchange": exchange,
    "manage": page(f"initiatives/{OPEN}/manage"),
    "changes": lambda person: person.open(f"initiatives/{OPEN}/changes"),
    "streams": page(f"initiatives/{OPEN}/anomalies"),
}
