"""What forms of accounts offer to whoever has a script, a printer or the app on the same phone."""

from accounts import Member, press, start_codes
from people import PHONE


def test_a_password_can_be_looked_at_and_is_sent_as_one(visit, site):
    ada = visit().signed_in_as(Member(site).register()).open("account/password")
    field = ada.page.locator("#field-new-password")
    field.fill("short")
    assert field.get_attribute("type") == "password"

    press(ada, "Show the password")
    assert field.get_attribute("type") == "text"
    press(ada, "Hide the password")
    assert field.get_attribute("type") == "password"
    press(ada, "Show the password")
    with ada.page.expect_request(lambda request: request.method == "POST"):
        press(ada, "Save password")
    assert ada.errors()[0][0] == "new-password"
    assert ada.page.locator("#field-new-password").get_attribute("type") == "password"


def test_recovery_codes_are_copied_and_printed_where_scripts_run(visit, site):
    ada = visit(permissions=["clipboard-read", "clipboard-write"])
    start_codes(ada.signed_in_as(Member(site).register()))
    shown = ada.page.locator(".codes code").all_inner_texts()
    ada.page.evaluate("window.print = () => { window.isPrinted = true; }")

    press(ada, "Copy the codes")
    ada.sees("Copied")
    press(ada, "Print the codes")

    assert ada.page.evaluate("navigator.clipboard.readText()").split() == shown
    assert ada.page.evaluate("window.isPrinted") is True
    ada.page.emulate_media(media="print")
    assert not ada.page.get_by_role("button", name="Copy the codes").is_visible()
    assert ada.page.locator(".codes").is_visible()


def test_nothing_that_needs_a_script_is_offered_without(visit, site):
    ada = visit(javascript=False).signed_in_as(Member(site).register()).open("account/password")
    assert ada.page.get_by_role("button", name="Show the password").count() == 0
    start_codes(ada)
    assert ada.page.get_by_role("button", name="Copy the codes").count() == 0


def test_a_phone_opens_its_own_app(visit, site):
    member = Member(site).register()
    phone = visit(screen=PHONE, has_touch=True, is_mobile=True).signed_in_as(member)
    link = phone.open("account/codes").page.get_by_role("link", name="Open your authenticator app")
    assert link.get_attribute("href").startswith("otpauth://totp/")
    desk = visit().signed_in_as(member).open("account/codes")
    assert not desk.page.get_by_text("Open your authenticator app on this phone").is_visible()
