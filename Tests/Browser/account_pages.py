"""Every kind of page of accounts, opened as somebody who has come that far."""

from accounts import Codes, Mailbox, Member, fill, invite, new_address, press

# One account for all pages that only show, for each language; it is changed by none.
owners, administrators, linkers = {}, {}, {}


def owner(person):
    """Signed in, with an account that no test changes."""
    key = (person.site.address, person.language)
    if key not in owners:
        owners[key] = Member(person.site, language=person.language).register()
    return person.signed_in_as(owners[key])


def administrator(person):
    key = (person.site.address, person.language)
    if key not in administrators:
        administrators[key] = Member(person.site, "Léa Martin", person.language).invited(
            "administrator").start_codes()
    return person.signed_in_as(administrators[key])


def newcomer(person):
    """Signed in for the first time, with an account of their own to change."""
    return Member(person.site, language=person.language).register()


def own(path):
    return lambda person: owner(person).open(path)


def submit(person):
    """Sends the page's last form as it stands."""
    person.page.locator("main form .button:not(.button-quiet)").first.click()
    person.page.wait_for_load_state()


def sent_empty(path, prepare=lambda person: person):
    def show(person):
        submit(prepare(person).open(path))
        person.page.locator("#error-summary").wait_for()

    return show


def invitations(person):
    invite(person.site, "analyst", new_address("guest-with-a-rather-long-name-to-be-shown"))
    administrator(person).open("roles").page.get_by_role("heading", level=2).nth(3).wait_for()


def give_nothing(person):
    administrator(person).open("roles").page.locator("#give ~ form .button").click()
    person.page.locator("#error-summary").wait_for()


def letter_link(path, **fields):
    """What the link of a letter opens that somebody without a session asks for."""
    def show(person):
        member = Member(person.site, language=person.language)
        if path == "registrations":
            fields.update(member.consent())
        else:
            member.register()
        member.post(path, email=member.address, **fields)
        open_letter(person, member)

    return show


def open_letter(person, member):
    person.page.goto(member.mailbox.next().link)


def invitation(person):
    address = new_address("lea")
    answer = invite(person.site, "moderator", address)
    link = next(line for line in answer.splitlines() if line.startswith("http"))
    person.open("invitations/" + link.rsplit("/", 1)[1])


def deletion_link(person):
    member = newcomer(person)
    member.post("account/deletion")
    open_letter(person, member)


def deleted(person):
    deletion_link(person)
    submit(person)


def new_address_link(person):
    member = newcomer(person)
    open_new_address(person.signed_in_as(member), member)


def open_new_address(person, member):
    other = new_address("ada")
    member.post("account/email", email=other)
    person.page.goto(Mailbox(person.site, other).next().link)


def address_elsewhere(person):
    open_new_address(person, newcomer(person))


def address_stop(person):
    member = newcomer(person)
    member.post("account/email", email=new_address("eve"))
    open_letter(person, member)


def address_stopped(person):
    address_stop(person)
    submit(person)


def link_question(person):
    person.signed_in_as(newcomer(person)).open("account/providers")
    submit(person)
    press(person, "Γιώργος Παπαδόπουλος")
    person.page.wait_for_url("**/account/providers/development/link")


def linked(person):
    """Each citizen can be linked once: one of them in each language."""
    key = (person.site.address, person.language)
    if key in linkers:
        person.signed_in_as(linkers[key]).open("account/providers?done=linked")
        return
    linkers[key] = newcomer(person)
    person.signed_in_as(linkers[key]).open("account/providers")
    submit(person)
    press(person, {"en": "Léo Fontaine", "fr": "Marguerite d’Aubigné-Noël"}[person.language])
    submit(person)
    person.page.wait_for_url("**/account/providers?done=linked")


def unlink_question(person):
    linked(person)
    person.page.locator("main li a.button").click()
    person.page.wait_for_url("**/account/providers/development/end")


def with_codes(path):
    return lambda person: person.signed_in_as(newcomer(person).start_codes()).open(path)


def new_address_confirmed(person):
    new_address_link(person)
    submit(person)


def one_time_code(person):
    """Signs in with a link, up to the question for a code."""
    member = newcomer(person).start_codes()
    member.mailbox.next()  # It says that codes are on.
    member.cookies.clear()
    member.post("sign-in", email=member.address, way="link")
    open_letter(person, member)
    submit(person)


def wrong_code(person):
    one_time_code(person)
    fill(person, code="000000")
    submit(person)
    person.page.locator("#error-summary").wait_for()


def recovery_codes(person):
    person.signed_in_as(newcomer(person)).open("account/codes")
    fill(person, code=Codes(person.page.locator("code.secret").inner_text()).show())
    submit(person)
    person.page.locator(".codes").wait_for()


def depart(person, way=0):
    person.open("sign-in").page.locator(".provider a").nth(way).click()
    person.page.wait_for_url("**/development/provider/**")


def cancelled(person):
    depart(person)
    person.page.locator("main form button").last.click()
    person.page.wait_for_url("**/return*")


def not_yet_known(person):
    depart(person)
    press(person, "Γιώργος Παπαδόπουλος")
    person.page.wait_for_url("**/return*")


def anonymous(person):
    depart(person, way=1)
    press(person, "Inès Lefèvre")
    person.page.wait_for_url("**/session")


def over_at_provider(person):
    depart(person)
    press(person, "Małgorzata Wójcik")
    person.page.wait_for_url("**/return*")
    person.page.reload()


def two_sessions(person):
    member = newcomer(person)
    first = dict(member.cookies)
    member.cookies.clear()
    member.post("sign-in", email=member.address, way="link")
    member.follow(member.mailbox.next().link)
    assert first["session"] != member.cookies["session"]
    person.signed_in_as(member).open("account/sessions")
    assert person.page.locator("main table form").count() == 1


def codes_active(person):
    person.signed_in_as(newcomer(person).start_codes()).open("account/codes")


def role_without_codes(person):
    lea = Member(person.site, "Léa", person.language).invited("analyst")
    person.signed_in_as(lea).open("account")
    person.page.locator(".notice-warning").wait_for()


ACCOUNT_PAGES = {
    "sign-in": lambda person: person.open("sign-in"),
    "sign-in-errors": sent_empty("sign-in"),
    "register": lambda person: person.open("register"),
    "register-errors": sent_empty("register"),
    "letter-sent": lambda person: person.open("letters?about=registration"),
    "registration-link": letter_link("registrations", name="Ada"),
    "sign-in-link": letter_link("sign-in", way="link"),
    "link-over": lambda person: person.open("sign-in/links/nothing", expecting=410),
    "password-forgotten": lambda person: person.open("passwords"),
    "password-link": letter_link("passwords"),
    "invitation": invitation,
    "one-time-code": one_time_code,
    "wrong-code": wrong_code,
    "signed-out": lambda person: person.open("signed-out?provider=development"),
    "citizens": depart,
    "cancelled": cancelled,
    "not-begun-here": over_at_provider,
    "provider-register": not_yet_known,
    "anonymous": anonymous,
    "account": own("account?done=profile"),
    "account-with-role": role_without_codes,
    "profile": own("account/profile"),
    "email": own("account/email"),
    "email-errors": sent_empty("account/email", owner),
    "password": own("account/password"),
    "password-errors": sent_empty("account/password", owner),
    "codes": own("account/codes"),
    "codes-errors": sent_empty("account/codes", owner),
    "codes-active": codes_active,
    "codes-end": with_codes("account/codes/end"),
    "recovery-new": with_codes("account/recovery-codes"),
    "recovery-codes": recovery_codes,
    "sessions": two_sessions,
    "providers": own("account/providers"),
    "provider-question": link_question,
    "provider-linked": linked,
    "provider-end": unlink_question,
    "notifications": own("account/notifications?done=yes"),
    "notifications-over": lambda person: person.open(
        "notifications/stops/nothing", expecting=410),
    "work": own("account/work"),
    "data": own("account/data"),
    "deletion": own("account/deletion"),
    "deletion-link": deletion_link,
    "deleted": deleted,
    "new-address-link": new_address_link,
    "new-address": new_address_confirmed,
    "new-address-elsewhere": address_elsewhere,
    "address-stop": address_stop,
    "address-stopped": address_stopped,
    "roles": lambda person: administrator(person).open("roles"),
    "roles-errors": give_nothing,
    "invitations": invitations,
    "suspensions": lambda person: administrator(person).open("suspensions"),
    "suspensions-errors": sent_empty("suspensions", administrator),
}
