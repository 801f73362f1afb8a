"""Canaille, an identity provider that others wrote, with real pages to sign in on.

    .venv/bin/python Tests/Browser/real_provider.py REDIRECT...

It runs on a free port of the loopback until it is stopped, keeps everything in memory, and first says
in one line of JSON where it is and which clients it knows; each may send people back to those
addresses. A GET of `/visit?address=…&answer=accept|deny` opens an address of its authorization page
as Margaux, a person who does not exist, in a browser that is started once, and says where that was
sent in the end.
"""

import json
import os
import queue
import sys
import threading
import urllib.parse

# TLS is not needed where nobody else can listen.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

PERSON = {"user_name": "margaux", "password": "un mot de passe fictif", "given_name": "Margaux",
          "family_name": "Delaunay-Noël", "formatted_name": "Margaux Delaunay-Noël",
          "emails": ["margaux@citizens.example"]}
SECRET = "a secret: 100% & more+"

# By what each of them is: how it signs, how it says who people are, how clients prove themselves.
CLIENTS = {
    "es256": {"id_token_signed_response_alg": "ES256", "userinfo_signed_response_alg": "ES256"},
    "rs256": {"id_token_signed_response_alg": "RS256", "userinfo_signed_response_alg": "RS256",
              "token_endpoint_auth_method": "client_secret_basic"},
    "plain": {"id_token_signed_response_alg": "ES256"},
    # Everybody else is trusted: this one has to ask whether its name and address may be passed on.
    "asking": {"id_token_signed_response_alg": "ES256", "userinfo_signed_response_alg": "ES256",
               "client_uri": "https://petitions.example"},
}


def application(port, redirects):
    from canaille import create_app
    from joserfc import jwk

    keys = [jwk.ECKey.generate_key("P-256", auto_kid=True),
            jwk.RSAKey.generate_key(2048, auto_kid=True)]
    app = create_app({
        "SECRET_KEY": "fictitious", "SERVER_NAME": f"127.0.0.1:{port}",
        "PREFERRED_URL_SCHEME": "http",
        "CANAILLE": {"DATABASE": "memory", "LOGGING": {
            "version": 1, "handlers": {"null": {"class": "logging.NullHandler"}},
            "root": {"level": "ERROR", "handlers": ["null"]}}},
        "CANAILLE_OIDC": {"ACTIVE_JWKS": [key.as_dict(private=True) for key in keys]},
    })
    with app.app_context():
        fill(redirects)
    return app


def fill(redirects):
    from canaille.app import models
    from canaille.backends import Backend

    Backend.instance.save(models.User(**PERSON))
    for name, wishes in CLIENTS.items():
        client = models.Client(**{
            "client_id": name, "client_secret": SECRET, "client_name": f"Parvis ({name})",
            "client_uri": "http://127.0.0.1", "redirect_uris": list(redirects),
            "post_logout_redirect_uris": list(redirects), "grant_types": ["authorization_code"],
            "response_types": ["code"], "scope": ["openid", "profile", "email"],
            "token_endpoint_auth_method": "client_secret_post", **wishes})
        # Without itself among them, its tokens would be made for nobody.
        Backend.instance.save(client)
        client.audience = [client]
        Backend.instance.save(client)


def serve(*redirects):
    from werkzeug import serving

    class QuietHandler(serving.WSGIRequestHandler):
        def log(self, *arguments):
            pass

    holder, browser = {}, Browser()

    def answer(environment, start):
        if environment["PATH_INFO"] != "/visit":
            return holder["app"](environment, start)
        visit = dict(urllib.parse.parse_qsl(environment["QUERY_STRING"]))
        status, text = browser.visit(visit["address"], visit["answer"])
        body = text.encode()
        start(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
        return [body]

    server = serving.make_server(
        "127.0.0.1", 0, answer, threaded=True, request_handler=QuietHandler)
    holder["app"] = application(server.port, redirects)
    print(json.dumps({"port": server.port, "issuer": f"http://127.0.0.1:{server.port}",
                      "clients": list(CLIENTS), "secret": SECRET}), flush=True)
    # Whoever started it holds its input; it ends with them, whatever happens to them.
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    server.serve_forever()


class Browser(threading.Thread):
    """One for all visits, each with an empty memory; it belongs to the thread that started it."""

    def __init__(self):
        super().__init__(daemon=True)
        self.visits = queue.Queue()
        self.start()

    def visit(self, address, answer):
        arrived = queue.Queue()
        self.visits.put((address, answer, arrived))
        return arrived.get()

    def run(self):
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get(
                    "PARVIS_CHROMIUM", "/usr/bin/chromium-headless-shell"),
                args=["--no-sandbox", "--disable-dev-shm-usage"])
            while True:
                address, answer, arrived = self.visits.get()
                context = browser.new_context(locale="fr")
                try:
                    arrived.put(("200 OK", arrival(context.new_page(), address, answer)))
                except Exception as trouble:
                    arrived.put(("500 Internal Server Error", str(trouble)))
                context.close()


def arrival(page, address, answer):
    """Where the browser is sent in the end."""
    fields = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)
    redirect = fields["redirect_uri"][0]
    # Nobody listens there: where the browser is sent is all that counts.
    with page.expect_request(lambda request: request.url.startswith(redirect)) as last:
        page.goto(address)
        sign_in(page, answer)
    return last.value.url


def sign_in(page, answer):
    """Margaux signs in on the pages that are open, and agrees or not when she is asked."""
    page.locator("[name=login]").fill(PERSON["user_name"])
    page.locator("[name=login]").press("Enter")
    page.locator("[name=password]").fill(PERSON["password"])
    page.locator("[name=password]").press("Enter")
    page.wait_for_load_state()
    question = page.locator(f"#{answer}")
    if question.count():
        question.click()


if __name__ == "__main__":
    serve(*sys.argv[1:])
