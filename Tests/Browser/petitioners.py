"""What people do with petitions: authors, whoever signs, and the institution.

They meet at the second institution of the demonstration, whose petitions have the numbers below: their places in
Seeds/demo/petitions. Its words are read from the catalogues, so that everything can be told in each language.
"""

import contextlib
import functools
import itertools
import json
import pathlib
import re
import sqlite3

from account_pages import submit
from accounts import PATIENCE, Mailbox, Member, fill, press
from talks import until

OFFICE = "admin/spaces/1/petitions"

EXAMINED, DECIDED, EXPIRED, ARCHIVED = 1, 2, 3, 4
WITHDRAWN, JOINED, REFUSED, TAKEN_UP, HIDDEN = 7, 9, 11, 12, 14
PAUSED, REACHED, NEAR, SUBMITTED, CORRECTED = 18, 32, 33, 35, 36
# For single journeys: nobody else signs them.
OF_ZOE, OF_INES, OF_THE_CONFERENCE = 29, 30, 31
OPEN = [17, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 34, 37]

ADULTS = ["Zoé Béranger", "Marguerite d’Aubigné-Noël", "Małgorzata Wójcik", "Γιώργος Παπαδόπουλος",
          "Kwame Asante", "Fatoumata Diallo"]
YOUNG = "Inès Lefèvre"
# As whom authors prove that they are of age: each can be linked to one account.
PROVEN = {"en": "Kwame Asante", "fr": "Fatoumata Diallo"}

# Nobody signs the same petition twice.
unsigned = itertools.product(OPEN, ADULTS)
serials = itertools.count(1)
authors, conferences, drafts, submissions = {}, {}, {}, {}


@functools.cache
def catalogue(root, language):
    files = pathlib.Path(root, "Modules/Petitions/Locales").rglob(f"{language}.json")
    return {key: text for file in files for key, text in json.loads(file.read_text()).items()}


def words(person, key, **values):
    """What a message says in somebody's language."""
    text = catalogue(person.site.root, person.language)[key]
    return re.sub(r"{{(\w+)}}", lambda found: str(values[found[1]]), text)


def press_on(person, key):
    return press(person, words(person, key))


def go(person, key):
    """Follows the link of these words."""
    person.page.locator("main").get_by_role("link", name=words(person, key), exact=True).first.click()
    person.page.wait_for_load_state()
    return person


# Signing


def leave(person, number):
    """From the page of a petition to whoever proves that somebody is of age: one click."""
    person.open(f"petitions/{number}").page.locator(".sign-way a").first.click()
    person.page.wait_for_url("**/development/provider/**")
    return person


def arrive(person, number, citizen):
    """And back, as one of the fictitious citizens: another."""
    press(leave(person, number), citizen)
    person.page.wait_for_url(f"**/petitions/{number}/signature")
    return person


def sign(person, number=None, citizen=None):
    """Gives which petition was signed, and the receipt."""
    if number is None:
        number, citizen = next(unsigned)
    press_on(arrive(person, number, citizen), "petitions.sign.button")
    person.page.wait_for_url("**/thanks/*")
    return number, person.page.url.rsplit("/", 1)[1]


def stored(site, number):
    """How many rows the database has of the signatures of a petition, and of where they came from."""
    item = ("SELECT number FROM ledger_item WHERE tenant_id = 'senat' AND kind = 'petition'"
            f" AND id = '{number}'")
    with contextlib.closing(sqlite3.connect(
            f"file:{site.data}/parvis.sqlite?mode=ro", uri=True)) as database:
        return [database.execute(f"SELECT count(*) FROM {rows}").fetchone()[0] for rows in (
            f"ledger_entry WHERE tenant_id = 'senat' AND item = ({item})",
            f"petition_trace WHERE tenant_id = 'senat' AND petition_id = {number}")]


def follow(person, number, address):
    """Asks for news of a petition, and confirms the address; gives the link that also ends it."""
    person.open(f"petitions/{number}/followers")
    press_on(fill(person, email=address), "petitions.follow.button")
    person.sees(words(person, "petitions.follow.sent.title"))
    link = Mailbox(person.site, address).next().link
    person.page.goto(link)
    press_on(person, "petitions.follow.confirm.button")
    person.sees(words(person, "petitions.follow.following.title"))
    return link


# Writing


def author(person):
    """Signed in with an account of whose owner a provider has proved that they are of age."""
    key = (person.site.address, person.language)
    if key not in authors:
        member = Member(person.site, "Nadia Boulanger", person.language).register()
        submit(person.signed_in_as(member).open("account/providers"))
        press(person, PROVEN[person.language])
        submit(person)
        person.page.wait_for_url("**/account/providers?done=linked")
        authors[key] = member
    return person.signed_in_as(authors[key])


def author_of(person):
    return authors[person.site.address, person.language]


def begin(person, title):
    """A title, and the look whether there is a petition like it; gives the number."""
    author(person).open("petitions/mine/title")
    press_on(fill(person, title=title), "petitions.draft.next.button")
    person.page.wait_for_url("**/similar")
    return int(re.search(r"mine/(\d+)/similar", person.page.url)[1])


def write(person, title, text):
    """From the title to the last look; gives the number."""
    number = begin(person, title)
    go(person, "petitions.similar.button")
    go_on(person, body=text)
    person.page.locator("[name=theme]").select_option("territories")
    go_on(person, ask="law")
    person.page.wait_for_url("**/check")
    return number


def go_on(person, **fields):
    return press_on(fill(person, **fields), "petitions.draft.next.button")


def send_in(person):
    press_on(person, "petitions.check.submit.button")
    person.page.wait_for_url("**done=submitted")
    return person


def new_title():
    return f"Un banc à l’ombre tous les cent pas, numéro {next(serials)}"


def draft(person):
    """The number of a petition in which nothing is missing, and that nobody has sent in."""
    key = (person.site.address, person.language)
    if key not in drafts:
        drafts[key] = write(person, new_title(), "Nos rues sont sans ombre.\n\nNous demandons des bancs.")
    author(person)
    return drafts[key]


def submission(person):
    """The number of one that was."""
    key = (person.site.address, person.language)
    if key not in submissions:
        submissions[key] = write(person, new_title(), "Nous demandons des bancs.")
        send_in(person)
    author(person)
    return submissions[key]


# The institution


def conference(person):
    """Somebody who decides about petitions."""
    key = (person.site.address, person.language)
    if key not in conferences:
        conferences[key] = Member(person.site, "Simone Veil", person.language).invited(
            "organiser").start_codes()
    return person.signed_in_as(conferences[key])


def take(person, number, step, text="", choice=None, document=None):
    """A step of the institution, with what it says in French and English."""
    person.open(f"{OFFICE}/{number}/steps/{step}")
    form = person.page.locator("main form:has([name='mark'])")
    for box in form.locator("[type=checkbox]:not([name=hidden])").all():
        box.set_checked(True)
    for language in ("fr", "en"):
        form.locator(f"[name='text-{language}']").fill(text)
    if choice:
        form.locator("[name=choice]").select_option(choice)
    if document:
        form.locator("[type=file]").set_input_files(
            {"name": "decision.pdf", "mimeType": "application/pdf", "buffer": document})
    press_on(person, f"petitions.office.do.{step}")
    return person.sees(words(person, "petitions.office.done.step"))


def pdf():
    """A document of one empty page; whoever reads it makes the table of its parts anew."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"]
    parts = [f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, 1)]
    return ("%PDF-1.7\n" + "".join(parts) + "trailer\n<< /Root 1 0 R /Size 4 >>\n%%EOF\n").encode()


def told(site, address):
    """All that emails have said to an address, without the breaks of lines."""
    letters = Mailbox(site, address).unread()
    return " ".join(" ".join(letter["text"] for letter in letters).split())


def is_told(site, address, said, patience=4 * PATIENCE):
    """Whether an email to an address says it, sooner or later."""
    return until(lambda: " ".join(said.split()) in told(site, address), patience)
