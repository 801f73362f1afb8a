"""What citizens do on the site, in their words."""

import dataclasses
import itertools
import os
import pathlib
import urllib.parse

OPEN = "2025-000002"
UPCOMING = "2025-000004"
CLOSED = "2025-000001"
ANSWERED = "2019-000016"

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
# A window of 1280 by 1024 whose contents are enlarged four times (WCAG 2.2, 1.4.10).
ENLARGED = {"width": 320, "height": 256}

serials = itertools.count(1)


@dataclasses.dataclass(frozen=True)
class Site:
    address: str
    portal: str
    data: pathlib.Path
    log: pathlib.Path
    # What was started, and from where: for what the operator types.
    program: pathlib.Path
    root: pathlib.Path

    @property
    def tenant(self):
        """The short name of the institution, which leads its host."""
        return urllib.parse.urlsplit(self.address).hostname.split(".")[0]

    @property
    def senate(self):
        """The other institution of the demonstration, which has petitions."""
        return dataclasses.replace(self, address=self.address.replace("//eci.", "//senat."))


class Visit:
    """One person's browser on the site."""

    def __init__(self, chromium, site, language="en", javascript=True, screen=DESK, dark=False,
                 portal=False, senate=False, **preferences):
        site = site.senate if senate else site
        self.site, self.language, self.dark = site, language, dark
        # What kind of page was opened, for pictures.
        self.kind = None
        self.address = site.portal if portal else site.address
        self.context = chromium.new_context(
            locale=language, java_script_enabled=javascript, viewport=screen,
            color_scheme="dark" if dark else "light",
            **{"reduced_motion": "reduce", **preferences})
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.complaints, self.sent, self.received = [], [], []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self._request)
        self.page.on("response", self._response)

    def _console(self, message):
        # Pages that refuse have a status above 400; broken files are seen in `_response`.
        refusal = message.text.startswith("Failed to load resource: the server responded")
        if message.type in ("error", "warning") and not refusal:
            self.complaints.append(f"console: {message.text}")

    def _request(self, request):
        parts = urllib.parse.urlsplit(request.url)
        if f"{parts.scheme}://{parts.netloc}" != self.address:
            self.complaints.append(f"another host: {request.url}")
        self.sent.append(request)

    def _response(self, response):
        kind = response.request.resource_type
        self.received.append(response)
        if response.status >= 400 and kind not in ("document", "fetch"):
            self.complaints.append(f"{response.status}: {response.url}")

    def close(self):
        self.context.close()

    def signed_in_as(self, member):
        member.lend(self.context)
        return self

    def open(self, path="", expecting=200):
        answer = self.page.goto(f"{self.address}/{self.language}/{path}")
        assert answer.status == expecting, path
        return self

    def source(self):
        """The last page as the server sent it."""
        pages = [r for r in self.received if r.request.resource_type == "document"]
        return pages[-1].text()

    def tab_to(self, field, most=60):
        """Goes on with the Tab key until the focus is there, as people without a mouse do."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.focus() == field:
                return self
        raise AssertionError(f"{field} cannot be reached")

    def open_initiative(self, country=None, initiative=OPEN):
        return self.open(f"initiatives/{initiative}" + (f"?country={country}" if country else ""))

    def type(self, **fields):
        """`type(first_names="Ada")`: what is typed or chosen in the form, by the fields' names."""
        for name, value in fields.items():
            control = self.field(name.replace("_", "-"))
            if control.evaluate("control => control.matches('select')"):
                control.select_option(value)
            elif control.get_attribute("type") == "checkbox":
                control.set_checked(value)
            else:
                control.fill(value)
        return self

    def field(self, name):
        return self.page.locator(f"#statement [name='{name}']")

    def typed(self):
        """Everything that stands in the form."""
        controls = self.page.locator(
            "#statement input:not([type=hidden]), #statement select").all()
        return {control.get_attribute("name"):
                control.is_checked() if control.get_attribute("type") == "checkbox"
                else control.input_value() for control in controls}

    def send(self):
        self.page.locator("#submit").click()
        return self

    def errors(self):
        """The list on top: which field, and what is said."""
        return [(link.get_attribute("href").removeprefix("#field-"), link.inner_text())
                for link in self.page.locator("#error-summary li a").all()]

    def heading(self):
        return self.page.locator("main h1").inner_text()

    def sees(self, text):
        self.page.get_by_text(text, exact=False).first.wait_for()
        return self

    def is_thanked(self):
        self.page.wait_for_url("**/thanks/*")
        return self.page.locator("#receipt").inner_text()

    def focus(self):
        return self.page.evaluate("document.activeElement.id")

    def scrolls_sideways(self):
        return self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth")

    def picture(self, name):
        folder = os.environ.get("PARVIS_SCREENSHOTS")
        if folder:
            pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{folder}/{name}.png", full_page=True)
        return self


def isikukood():
    """An Estonian personal code that nobody else in the tests has."""
    digits = f"4850720{next(serials):03}"
    weights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1], [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]
    sums = [sum(w * int(d) for w, d in zip(row, digits)) % 11 for row in weights]
    check = next((value for value in sums if value < 10), 0)
    return digits + str(check)


def residence(first_names, family_names, country, **others):
    """A sound form of part A for somebody born on 27 March 1985."""
    return {"first_names": first_names, "family_names": family_names, "birth_day": "27",
            "birth_month": "3", "birth_year": "1985", "street": "Lindenlaan", "house_number": "7",
            "postal_code": "1012 AB", "city": "Amsterdam", "country": country, "certify": True,
            **others}
