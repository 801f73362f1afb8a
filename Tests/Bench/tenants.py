"""Many institutions, of which few are busy: what the others cost.

The institutions are written straight into the tables while no server runs, each with a host name, texts in
two languages, a colour, a space with an initiative, and deadlines to come.
"""

import concurrent.futures
import os
import sys
import time
import urllib.parse
import urllib.request

import consent
from letters import LetterSink

COUNT, BUSY, LETTERS = 2000, 20, 1000
IDLE_SECONDS, BUSY_SECONDS = 30, 10
DAY = 86_400_000


def make(database, count):
    """Institutions like `eci`, which the demonstration has."""
    now = int(time.time() * 1000)
    names = [f"t{number:05}" for number in range(count)]

    def insert(table, columns, row):
        for start in range(0, count, 200):
            rows = ", ".join(f"({row(name)})" for name in names[start:start + 200])
            yield f"INSERT INTO {table} ({columns}) VALUES {rows};"

    script = []
    script += insert("tenant", "id, name, languages, zone, is_listed, created_at",
                     lambda name: f"'{name}', 'Institution {name}', 'en fr', 'Europe/Brussels',"
                                  f" TRUE, {now}")
    script += insert("tenant_host", "host, tenant_id",
                     lambda name: f"'{name}.example.org', '{name}'")
    script += insert("space", "tenant_id, id, slug, module, state, position",
                     lambda name: f"'{name}', 1, 'initiatives', 'initiatives', 'published', 0")
    script += insert("tenant_text", "tenant_id, kind, language, text",
                     lambda name: f"'{name}', 'name', 'fr', 'Institution {name}'), ("
                                  f"'{name}', 'purpose', 'en', 'Say what should change.'")
    script += insert("look_accent", "tenant_id, day, night",
                     lambda name: f"'{name}', '0a7f5a', '8fd9bd'")
    for job, space in (("initiatives.close", 1), ("accounts.upkeep", 0), ("mail.forget", 0)):
        script += insert("agenda", "tenant_id, space_id, job, due_at, seen_at",
                         lambda name, job=job, space=space:
                         f"'{name}', {space}, '{job}', {now + 30 * DAY}, {now}")
    columns = [name for name in database.columns("initiative") if name != "tenant_id"]
    chosen = ", ".join("i." + name for name in columns)
    script.append(
        f"INSERT INTO initiative (tenant_id, {', '.join(columns)}) SELECT t.id, {chosen}"
        " FROM tenant AS t JOIN initiative AS i ON i.tenant_id = 'eci' AND i.id = '2025-000002'"
        " WHERE t.id <> 'eci';")
    script.append("UPDATE tenancy_revision SET number = number + 1;")
    database.run("\n".join(script))


def ask(server, tenant, path, form=None):
    data = urllib.parse.urlencode(form).encode() if form else None
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}{path}", data=data,
        headers={"Host": f"{tenant}.example.org"})
    with urllib.request.build_opener(NoRedirect).open(request, timeout=60) as answer:
        return answer.read()


class NoRedirect(urllib.request.HTTPErrorProcessor):
    """What a form is answered with is an answer too."""

    def http_response(self, request, response):
        if response.status >= 400:
            sys.exit(f"{request.full_url}: {response.status}")
        return response


def write_letters(server, busy):
    # The same text everywhere: it comes with the program.
    agreed = consent.given(ask(server, busy[0], "/en/register").decode())
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(
            lambda number: ask(server, busy[number % len(busy)], "/en/registrations", {
                "name": f"Member {number}", "email": f"m{number}@example.org", **agreed}),
            range(LETTERS)))


def visit(server, busy):
    """Reads pages of the busy institutions, as quickly as four readers can."""
    end, pages = time.time() + BUSY_SECONDS, 0
    paths = ["/en/", "/en/initiatives", "/fr/initiatives/2025-000002", "/en/sign-in"]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        while time.time() < end:
            wanted = [(tenant, path) for tenant in busy for path in paths]
            list(pool.map(lambda page: ask(server, *page), wanted))
            pages += len(wanted)
    return pages


def wait(what, until, seconds=300):
    end = time.time() + seconds
    while not until():
        if time.time() > end:
            sys.exit("waited in vain: " + what)
        time.sleep(0.05)


def measure(start, database, count):
    """`start` starts a server with further arguments, and knows how long that took."""
    busy = [f"t{number * (count // BUSY):05}" for number in range(BUSY)]
    make(database, count)
    first = start([])
    survey = "SELECT finished_at - started_at FROM job WHERE id = 'jobs.survey'" \
             " AND succeeded_at IS NOT NULL"
    wait("the survey", lambda: database.ask(survey))
    surveyed = database.ask(survey)[0][0]
    write_letters(first, busy)
    first.stop()

    sink = LetterSink()
    server = start(["--mail-url", f"smtp://127.0.0.1:{sink.port}"])
    began = time.time()
    wait("the letters", lambda: sink.taken >= LETTERS)
    sending = time.time() - began
    pages = visit(server, busy)
    time.sleep(2)
    commits, cpu = database.commits(), server.cpu_seconds()
    time.sleep(IDLE_SECONDS)
    cpu = (server.cpu_seconds() - cpu) / IDLE_SECONDS
    commits = (database.commits() - commits) / IDLE_SECONDS if commits is not None else None
    if sink.taken != LETTERS or len(sink.ids) != LETTERS:
        sys.exit(f"NOT EXACT: {sink.taken} letters taken, {len(sink.ids)} different ones")
    rows = [
        ("start-up, until a page is there", f"{server.started:.1f} s", "10 s",
         f"the survey of the first day took {surveyed / 1000:.1f} s"),
        (f"{LETTERS:,} letters to a mail server on the same machine", f"{sending:.1f} s", "30 s",
         f"each once, on {sink.connections} connections"),
        ("processor while nobody asks for anything", f"{cpu:.2%} of a core", "2 %",
         "" if commits is None else f"{commits:.1f} transactions a second"),
        ("memory at most", f"{server.peak_mebibytes():.0f} MiB", "250 MiB",
         f"{pages:,} pages of {BUSY} institutions were read"),
    ]
    server.stop()
    print(f"\n| {count:,} institutions, {BUSY} of them busy | {database.name} | goal | |")
    print("|---|---:|---:|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)
