"""Ada, Omar, Inès and Léa: what people do with accounts, from the first letter to the last.

Who they are stays out of addresses, and a browser keeps nothing before somebody signs in.
"""

import io
import json
import urllib.parse
import zipfile

import pytest

from account_pages import administrators
from accounts import (PASSWORD, Mailbox, Member, fill, invite, new_address, press, signed_in,
                      start_codes)
from people import OPEN, PHONE


def register(person, site, name, address):
    """From the sign-in page to an account, with the letter in between."""
    person.open("sign-in").page.locator("main").get_by_role("link", name="Create an account").click()
    press(fill(person, name=name, email=address, consent=True), "Email me the link")
    person.page.wait_for_url("**/letters?about=registration")
    assert signed_in(person) == []
    follow(person, Mailbox(site, address).next(), "Create my account")
    person.page.wait_for_url("**/en/account?done=created")
    person.sees("Your account has been created")


def follow(person, letter, button):
    """Opens the link of a letter: nothing happens until the button is pressed."""
    person.page.goto(letter.link)
    press(person, button)


def addresses(person):
    return [urllib.parse.unquote(request.url) for request in person.sent]


def test_ada_lives_a_whole_account_on_her_phone_without_javascript(visit, site):
    ada, address = visit(screen=PHONE, javascript=False), new_address("ada")
    register(ada, site, "Ada Lepp", address)
    assert signed_in(ada) == ["familiar", "session"]
    assert ada.heading() == "My account"

    ada.page.get_by_role("link", name="Set one – Password").click()
    press(fill(ada, new_password="short"), "Save password")
    assert ada.errors() == [("new-password", "Choose a longer password, with at least 10 characters")]
    press(fill(ada, new_password=PASSWORD), "Save password")
    ada.sees("Your password has been changed")

    codes = start_codes(ada, present_password=PASSWORD)
    kept = ada.page.locator(".codes code").all_inner_texts()
    assert len(set(kept)) == 10
    assert not ada.scrolls_sideways()
    ada.page.get_by_role("link", name="I have saved the codes").click()

    press(ada, "Sign out")
    assert ada.heading() == "You are signed out"
    assert signed_in(ada) == ["familiar"]
    assert ada.open("account").heading() == "Sign in"

    sign_in_with_keys(ada, address, codes)
    download(ada, address)
    delete(ada, site, address)

    for told in addresses(ada):
        assert address not in told and "Lepp" not in told and PASSWORD not in told


def sign_in_with_keys(ada, address, codes):
    """With the keyboard alone; afterwards she is where she wanted to go."""
    ada.open("sign-in?next=/en/account/data")
    ada.page.keyboard.press("Tab")
    keys = ada.page.keyboard
    ada.tab_to("field-email")
    keys.type(address)
    ada.tab_to("field-password")
    keys.type("not her password")
    keys.press("Enter")
    ada.page.locator("#error-summary").wait_for()
    assert [field for field, _ in ada.errors()] == ["password"]
    assert ada.page.locator("#field-email").input_value() == address
    assert ada.page.locator("#field-password").input_value() == ""
    assert signed_in(ada) == ["familiar"]

    ada.tab_to("field-password")
    keys.type(PASSWORD)
    keys.press("Enter")
    ada.page.get_by_role("heading", name="Enter your one-time code").wait_for()
    assert signed_in(ada) == ["familiar"]
    ada.tab_to("field-code")
    keys.type(codes.show())
    keys.press("Enter")
    ada.page.wait_for_url("**/en/account/data")


def download(ada, address):
    with ada.page.expect_download() as waiting:
        ada.page.get_by_role("link", name="Download everything").click()
    archive = zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes()))
    assert archive.testzip() is None
    documents = {name: json.loads(archive.read(name)) for name in archive.namelist()}
    assert documents
    text = json.dumps(documents, ensure_ascii=False)
    assert address in text and "Ada Lepp" in text
    assert PASSWORD not in text


def delete(ada, site, address):
    ada.open("account/deletion")
    press(ada, "Email me a link to delete my account")
    ada.page.wait_for_url("**/letters?about=deletion")
    mailbox = Mailbox(site, address)
    letters = iter(mailbox.next, None)
    letter = next(letter for letter in letters if letter.subject.startswith("Delete your account"))
    ada.page.goto(letter.link)
    assert ada.open("account").heading() == "My account"
    follow(ada, letter, "Delete my account for good")
    assert ada.heading() == "Your account is deleted"
    assert signed_in(ada) == []
    assert next(letters).subject == "Your account has been deleted"

    press(fill(ada.open("sign-in"), email=address, password=PASSWORD), "Sign in")
    assert [field for field, _ in ada.errors()] == ["password"]
    ada.page.goto(letter.link)
    assert ada.heading() == "This link no longer works"


def test_omar_cancels_at_his_provider_half_way_and_comes_back_another_day(visit, site):
    """Omar is called Kwame Asante at the provider of development; he reads French."""
    omar, address = visit(language="fr"), new_address("omar")
    depart(omar)
    assert signed_in(omar) == ["departure"]
    press(omar, "Annuler et revenir")
    omar.page.wait_for_url("**/fr/sign-in/providers/development/return*")
    assert omar.heading() == "La connexion n’a pas eu lieu"
    omar.sees("Rien n’a été enregistré")
    assert signed_in(omar) == []
    omar.page.get_by_role("link", name="Retour à la connexion").click()
    omar.page.wait_for_url("**/fr/sign-in")

    depart(omar)
    press(omar, "Kwame Asante")
    assert omar.page.locator("#field-name").input_value() == "Kwame Asante"
    assert signed_in(omar) == ["farewell", "identity"]
    press(fill(omar, name="Omar", email=address, consent=True), "Recevoir le lien")
    omar.page.wait_for_url("**/fr/letters?about=registration")
    follow(omar, Mailbox(site, address).next(), "Créer mon compte")
    omar.page.wait_for_url("**/fr/account/providers/development/link?done=created*")
    omar.sees("Kwame Asante").sees(address)
    press(omar, "Associer mon compte")
    omar.sees("Votre compte est associé")
    assert signed_in(omar) == ["familiar", "farewell", "session"]
    press(omar.open("account"), "Se déconnecter")
    assert signed_in(omar) == ["familiar", "farewell"]

    again = visit(language="fr")
    depart(again)
    press(again, "Kwame Asante")
    again.page.wait_for_url("**/fr/account")
    again.sees(address)
    assert signed_in(again) == ["familiar", "farewell", "session"]


# What two people read: the page that asks, its button, what comes after, and the questions between.
TAKEOVER = {
    "en": {"send": "Email me the link", "sign in": "Sign in", "mine": "My account"},
    "fr": {"send": "Recevoir le lien", "sign in": "Se connecter", "mine": "Mon compte"},
}


@pytest.mark.parametrize("language", TAKEOVER)
def test_eve_cannot_let_ada_link_her_identity(visit, site, language):
    """Eve is herself at the provider, and types Ada's address; Ada presses the letter's button."""
    words = TAKEOVER[language]
    ada, eve = (visit(language=language, javascript=False) for _ in range(2))
    member = Member(site, language=language).register()
    depart(eve)
    press(eve, "Małgorzata Wójcik")
    press(fill(eve, email=member.address, consent=True), words["send"])
    letter = member.mailbox.next()
    ada.page.goto(letter.link)
    ada.sees(member.address).sees("Chrome")
    press(ada, words["sign in"])
    ada.page.wait_for_url(f"**/{language}/account")
    assert ada.heading() == words["mine"]

    depart(eve)
    press(eve, "Małgorzata Wójcik")
    eve.page.locator("#field-email").wait_for()
    assert "session" not in signed_in(eve)


STOP = {
    "en": {"send": "Send the link", "stop": "Stop the change",
           "stopped": "The change is stopped", "over": "This link no longer works"},
    "fr": {"send": "Envoyer le lien", "stop": "Arrêter le changement",
           "stopped": "Le changement est arrêté", "over": "Ce lien n’est plus valable"},
}


@pytest.mark.parametrize("language", STOP)
def test_ada_stops_a_change_of_address_that_she_did_not_ask_for(visit, site, language):
    words, member = STOP[language], Member(site, language=language).register()
    thief = visit(language=language, javascript=False).signed_in_as(member)
    other = new_address("eve")
    press(fill(thief.open("account/email"), email=other), words["send"])
    ada = visit(language=language, javascript=False)
    ada.page.goto(member.mailbox.next().link)
    ada.sees(other)
    press(ada, words["stop"])
    assert ada.heading() == words["stopped"]

    thief.page.goto(Mailbox(site, other).next().link)
    assert thief.heading() == words["over"]
    assert "session" not in signed_in(thief)


def depart(person):
    person.open("sign-in").page.locator(".provider a").first.click()
    person.page.wait_for_url("**/development/provider/**")


def test_a_link_of_another_browser_is_no_sign_in_here(visit):
    """Whoever is sent somebody else's return address is not signed in as them."""
    omar, other = visit(), visit()
    depart(omar)
    press(omar, "Małgorzata Wójcik")
    omar.page.wait_for_url("**/return*")
    other.page.goto(omar.page.url)
    assert other.heading() == "This sign-in did not start here"
    assert signed_in(other) == []


def test_a_person_of_17_signs_in_and_stays_unknown(visit):
    ines = visit(screen=PHONE)
    ines.open("sign-in").page.locator(".provider a").nth(1).click()
    press(ines, "Inès Lefèvre")
    ines.page.wait_for_url("**/en/session")
    ines.sees("that you are not yet an adult")
    text = ines.page.locator("body").inner_text()
    assert "Inès" not in text and "Lefèvre" not in text and "17" not in text
    assert signed_in(ines) == ["farewell", "session"]
    assert ines.page.locator(".account-link").inner_text() == "Signed in"

    assert ines.open("account").heading() == "Sign in"
    press(ines.open("session"), "Sign out")
    assert ines.heading() == "You are signed out"
    assert "session" not in signed_in(ines)


def test_lea_the_first_administrator_gives_a_role_and_stays_one(visit, site):
    address, other = new_address("lea"), Member(site, "Paul Roux").register()
    operator = invite(site, "administrator", address)
    assert "A letter is on its way" in operator
    letter = Mailbox(site, address).next()
    lea = visit()
    lea.page.goto(at(site, letter.link))
    press(lea, "Create my account")
    assert [field for field, _ in lea.errors()] == ["name", "consent"]
    press(fill(lea, name="Léa Martin", consent=True), "Create my account")
    lea.page.wait_for_url("**/en/account?done=created")

    lea.sees("Your role needs one-time codes")
    assert lea.open("roles").heading() == "One-time codes"
    start_codes(lea)
    lea.open("roles")
    press(fill(lea, email="paul"), "Give the role")
    assert [field for field, _ in lea.errors()] == ["email", "role"]
    press(fill(lea, email=other.address, role="moderator"), "Give the role")
    lea.sees("The role has been given")
    assert Mailbox(site, other.address).unread()
    row = lea.page.get_by_role("row").filter(has_text=other.address)
    assert row.locator("td").nth(1).inner_text() == "Moderator"
    assert other_is_signed_out(other)

    remove_other_administrators(lea, address)
    press(lea, "Remove from Léa Martin: Administrator")
    assert lea.heading() == "Someone has to run this site"
    lea.page.get_by_role("link", name="Back to roles").click()
    assert lea.page.get_by_role("row").filter(has_text=address).count() == 1
    lea.open("account/deletion")
    press(lea, "Email me a link to delete my account")
    assert lea.heading() == "Someone has to run this site"

    press(lea.open("roles"), "Remove from Paul Roux: Moderator")
    lea.sees("The role has been removed")
    lea.sees("Paul Roux no longer has this role: Moderator (removed by Léa Martin)")


def at(site, link):
    """The operator's command knows no port of a site that is tried out."""
    parts = urllib.parse.urlsplit(link)
    return site.address + parts.path


def other_is_signed_out(other):
    """Rights that change end the sessions of whoever has them."""
    return other.status("account") == 303


def remove_other_administrators(lea, address):
    """Other tests may have made some."""
    while True:
        rows = lea.page.get_by_role("row").filter(has_text="Administrator").filter(
            has=lea.page.get_by_role("button")).filter(has_not_text=address)
        if not rows.count():
            administrators.clear()
            return
        rows.first.get_by_role("button").click()
        lea.sees("The role has been removed")


PUBLIC = ["", "initiatives", f"initiatives/{OPEN}?country=FR", "privacy", "accessibility",
          "sign-in", "register", "passwords", "letters?about=link", "signed-out",
          f"initiatives/{OPEN}/widget?country=FR", f"initiatives/{OPEN}/receipts"]


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
def test_no_page_sets_a_cookie_before_somebody_signs_in(visit, javascript):
    someone = visit(javascript=javascript)
    for path in PUBLIC:
        someone.open(path)
    press(fill(someone.open("sign-in"), email="nobody@example.org"), "Email me a link")
    someone.page.wait_for_url("**/letters?about=link")
    assert someone.context.cookies() == []
    if javascript:
        assert someone.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_what_is_one_persons_own_is_kept_by_no_browser_and_no_cache(visit, site):
    ada = visit().signed_in_as(Member(site).register())
    for path in ("account", "account/data", "account/sessions"):
        ada.open(path)
        answer = [each for each in ada.received if each.request.resource_type == "document"][-1]
        assert "no-store" in answer.headers["cache-control"]


def test_the_sheet_of_recovery_codes_says_whose_they_are_and_holds_nothing_to_press(visit, site):
    member = Member(site).register()
    ada = visit().signed_in_as(member)
    start_codes(ada)
    assert ada.page.locator(".print-only").is_hidden()
    ada.page.emulate_media(media="print")
    seen = [part for part in ada.page.locator("body").inner_text().splitlines() if part.strip()]
    codes = ada.page.locator(".codes code").all_inner_texts()
    assert seen[:2] == ["European Citizens’ Initiative (demonstration)", "Recovery codes"]
    assert seen[-len(codes):] == codes
    assert member.address in seen
    assert ada.page.locator("main :is(a, button):visible").count() == 0
