"""What people say about an initiative, and what moderators do about it.

Where a test only needs that something was written, reported or decided, it is done over HTTP.
"""

import re
import time

from account_pages import administrator
from accounts import Member, fill, press
from people import OPEN

DISCUSSION = f"initiatives/discussions/initiative/{OPEN}"
OFFICE = "admin/moderation"
REASON = "other-violation-tc"


def let_people_talk(person, review="newcomers", most=1000):
    """An administrator turns comments on, and says which of them are read before others see them."""
    administrator(person).open("admin/spaces/1")
    form = person.page.locator("main form:has([name='setting-comments'])")
    form.locator("[name='setting-comments']").set_checked(True)
    form.locator("[name='setting-review']").select_option(review)
    for limit in ("comments-per-hour", "comments-per-day"):
        form.locator(f"[name='setting-{limit}']").fill(str(most))
    form.locator("p > .button").last.click()
    person.page.locator(".notice-success").wait_for()


def moderator(site, name="Rosa Parks", language="en"):
    return Member(site, name, language).invited("moderator").start_codes()


def say(member, text, stance="for"):
    member.post(f"{DISCUSSION}/comments", stance=stance, comment=text)


def trusted(site, rosa, name="Ada Lovelace"):
    """Somebody whose first comment a moderator has read: what they say next is seen at once."""
    member = Member(site, name).register()
    say(member, f"Good evening from {member.address}")
    let_all_stand(rosa)
    return member


def waiting(rosa):
    """The numbers of all cases on the first page of the queue."""
    return [int(number) for number in re.findall(
        'name="case" value="([0-9]+)"', rosa.get(f"{OFFICE}?order=oldest"))]


def let_all_stand(rosa):
    while numbers := waiting(rosa):
        for number in numbers:
            decide(rosa, number, "publish")


def decide(rosa, number, quick):
    """Presses one of the buttons of a case."""
    page = rosa.get(f"{OFFICE}/cases/{number}")
    fields = dict(re.findall('name="(revision|facts|language)" value="([^"]*)"', page))
    rosa.post(f"{OFFICE}/cases/{number}/decisions", quick=quick, **fields)


def let_go(rosa):
    """Whoever decides a case holds the next one: leaves all of them to colleagues."""
    for number in waiting(rosa):
        rosa.post(f"{OFFICE}/cases/{number}/claims/end")


def write_usual_reasons(rosa):
    if "Begin with the usual reasons" in rosa.get(f"{OFFICE}/templates"):
        rosa.post(f"{OFFICE}/templates/usual")


def report_of(reader, text):
    """Goes from the discussion to the form that reports what somebody said."""
    reader.open(DISCUSSION)
    comment = reader.page.locator("li.comment").filter(has_text=text).last
    comment.get_by_role("link", name=REPORT[reader.language]).last.click()
    reader.page.wait_for_url("**/reports/spaces/**")
    return reader


REPORT = {"en": "Report", "fr": "Signaler"}


def report(reader, text, why="It attacks a person.", **fields):
    """Reports it without an account; gives the number that is shown once."""
    report_of(reader, text)
    reader.page.locator("[name=category]").select_option(REASON)
    fill(reader, explanation=why, **fields)
    press(reader, {"en": "Send the report", "fr": "Envoyer le signalement"}[reader.language])
    return reader.page.locator("#number").inner_text()


def is_read(site, text):
    """Whether a visitor finds it in the discussion."""
    return text in Member(site).get(DISCUSSION)


def until(holds, patience=20):
    """A server reads its institutions anew each second, and may show pages of a second ago."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


def talk(site, rosa, count, word):
    """Comments of one trusted author, each reported once by somebody with an account."""
    ada, bob = trusted(site, rosa), Member(site, "Bob Dylan").register()
    for number in range(count):
        say(ada, f"{word} number {number + 1}")
    assert until(lambda: is_read(site, f"{word} number {count}"))
    links = re.findall(r'href="/en/(reports/spaces/1/comment/[0-9A-Z]+)"', bob.get(DISCUSSION))
    for path in links[:count]:
        bob.post(path, expecting=200, category=REASON, explanation=f"{word}!")
