"""Zoé signs in at a provider without an account, in several tabs, and leaves both places again."""

from accounts import press, signed_in
from people import PHONE

ANONYMOUS = 1


def leave_for_provider(page):
    page.locator(".provider a").nth(ANONYMOUS).click()
    page.wait_for_url("**/development/provider/**")


def choose(page, name="Zoé Béranger"):
    page.get_by_role("button", name=name).click()
    page.wait_for_url("**/session")


def test_signing_out_ends_the_session_at_the_provider_too(visit):
    zoe = visit(screen=PHONE, language="fr", javascript=False)
    zoe.open("sign-in")
    leave_for_provider(zoe.page)
    choose(zoe.page)
    assert signed_in(zoe) == ["farewell", "session"]
    press(zoe, "Se déconnecter")
    assert zoe.heading() == "Votre session est fermée"
    assert signed_in(zoe) == ["farewell"]

    zoe.page.locator("main a[href$='/end']").click()
    zoe.page.wait_for_url("**/fr/signed-out?state=*")
    assert zoe.heading() == "Votre session est fermée"
    assert signed_in(zoe) == []


def test_two_tabs_that_left_for_the_provider_both_arrive(visit):
    zoe = visit()
    zoe.open("sign-in")
    second = zoe.context.new_page()
    second.goto(zoe.page.url)
    leave_for_provider(zoe.page)
    leave_for_provider(second)
    assert signed_in(zoe) == ["departure", "departure"]

    choose(zoe.page)
    choose(second)
    assert signed_in(zoe) == ["farewell", "session"]

    answers = [request.url for request in zoe.sent if "/return?" in request.url]
    zoe.page.goto(answers[0])
    assert zoe.heading() == "This sign-in did not start here"
