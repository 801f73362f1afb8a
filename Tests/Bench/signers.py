"""People of whom a provider of identity has proved that they are of full age, each with a session.

A browser would go to the provider and back: that is measured nowhere here, because it is the provider's work. The rows
are those that the program writes at the end of that way, under keys derived from the installation's secret, so that
every request is one of somebody else whom the program reads anew.
"""

import base64
import os
import time
import urllib.parse

import vault

ISSUER = "https://identity.example.org"
HALF_AN_HOUR = 1_800_000
COLUMNS = ("tenant_id token_hash member_id anonymous_key is_adult facts has_second_factor device provider"
           " created_at expires_at").split()


class Crowd:
    """Begins sessions, and hands each out once."""

    def __init__(self, database, data, tenant):
        self.database, self.data, self.tenant, self.begun = database, data, tenant, 0
        secret = vault.secret(data)
        self.sessions = vault.key(secret, "lookup", tenant, "session")
        self.people = vault.key(secret, "lookup", tenant, "anonymous")

    def gather(self, count):
        """A file of so many sessions of different people, each with the random bits of a form."""
        now = int(time.time() * 1000)
        path = os.path.join(self.data, f"signers-{self.begun}")
        rows = []
        with open(path, "w") as output:
            for person in range(self.begun, self.begun + count):
                token = vault.base32(os.urandom(32))
                attempt = urllib.parse.quote(base64.b64encode(os.urandom(16)).decode(), safe="")
                output.write(f"{token} {attempt}\n")
                rows.append((
                    self.tenant, vault.lookup(self.sessions, token), None,
                    vault.lookup(self.people, ISSUER, f"person-{person}"), True, "age-18", False,
                    # What the browser is, sealed: read only by members, of their own sessions.
                    os.urandom(45), "bench", now, now + HALF_AN_HOUR))
        self.database.insert("member_session", COLUMNS, rows)
        self.begun += count
        return path
