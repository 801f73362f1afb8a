"""An initiative from its registration to its first signature, by the three people whom it takes."""

import datetime

import pytest

from accounts import Member, fill, press
from people import isikukood

NUMBERS = {True: "2026-900001", False: "2026-900002"}


def type_day(person, name, day):
    fill(person, **{f"{name}_day": str(day.day), f"{name}_month": str(day.month),
                    f"{name}_year": str(day.year)})


def register(official, number):
    """From the first page of the office to the page of the new initiative."""
    today = datetime.date.today()
    official.open("admin").page.get_by_role("link", name="Open – Initiatives").first.click()
    official.page.get_by_role("link", name="Register an initiative").click()
    fill(official, number=f"ECI({number[:4]}){number[5:]}", title_en="Benches in every park",
         objectives_en="A bench within 300 metres of every home.", contact="benches@example.org")
    type_day(official, "registered", today - datetime.timedelta(days=20))
    fill(official, organiser_1_name="Ada Byron", organiser_1_email="ada@example.org")
    official.page.locator("[name='organiser-1-residence']").select_option("EE")
    type_day(official, "first", today - datetime.timedelta(days=1))
    press(official, "See the page").sees("Nothing is stored yet")
    assert official.page.locator("h1", has_text="Benches in every park").count() == 1
    press(official, "Register this initiative").sees("The initiative is registered")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
def test_an_official_registers_an_organiser_customises_a_citizen_signs(visit, site, javascript):
    number = NUMBERS[javascript]
    lea = Member(site, "Léa Martin").invited("organiser").start_codes()
    official = visit(javascript=javascript).signed_in_as(lea)
    register(official, number)
    organiser = Member(site, "Ada Byron")
    official.page.get_by_role("link", name="Invite an organiser").click()
    press(fill(official, email=organiser.address), "Invite").sees("The invitation has been sent")

    organiser.follow(organiser.mailbox.next().link, name="Ada Byron",
                     **organiser.consent())
    organiser.start_codes()
    ada = visit(javascript=javascript).signed_in_as(organiser).open("admin")
    ada.page.get_by_role("link", name="Benches in every park").click()
    fill(ada, color="#7a1f3d", thanks_en="Thank you, and sit down!",
         **{"return": "https://benches.example/next"})
    press(ada, "Preview").sees("Nothing is saved yet")
    press(ada, "Save words, links and colour").sees("Visitors see it within a second")

    citizen = visit(javascript=javascript).open_initiative("EE", initiative=number)
    citizen.type(first_names="Kalle", family_names="Lepp", number=isikukood(), certify=True)
    citizen.send().is_thanked()
    citizen.sees("Thank you, and sit down!")
    onwards = citizen.page.get_by_role("link", name="benches.example")
    assert onwards.get_attribute("href") == "https://benches.example/next"
