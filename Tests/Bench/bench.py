#!/usr/bin/env python3
"""Measures a release build of Parvis with wrk on the same machine, and prints a table.

Every figure is of one run; compare figures of the same run only. After each part the rows, the
counter and the highest number are compared with the answers that wrk counted.
"""

import argparse
import atexit
import os
import re
import secrets
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import types
import urllib.request

import comments
import items
import lists
import members
import office
import petitions
import tenants
from databases import Postgres, SQLiteFile

HERE = os.path.dirname(os.path.abspath(__file__))
INITIATIVE = "2025-000002"
PAGE = f"/en/initiatives/{INITIATIVE}?country=EE"
NUMBER = f"(SELECT number FROM ledger_item WHERE tenant_id = 'eci' AND id = '{INITIATIVE}')"
SIGN = f"/en/initiatives/{INITIATIVE}/statements"


class Syncs:
    """Counts how often programs bring something to disk, by a library that is preloaded."""

    def __init__(self, folder):
        library = os.path.join(folder, "syncs.so")
        self.path = os.path.join(folder, "syncs")
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library,
                        os.path.join(HERE, "syncs.c"), "-ldl"], check=True)
        with open(self.path, "wb") as file:
            file.write(bytes(8))
        self.environment = {"LD_PRELOAD": library, "SYNCS": self.path}

    def count(self):
        with open(self.path, "rb") as file:
            return int.from_bytes(file.read(8), sys.byteorder)


class Server:
    """A running program, and the institution that is asked."""

    institution = "eci"

    def __init__(self, program, data, database, arguments=()):
        self.data, self.database, self.port = data, database, free_port()
        self.syncs = Syncs(data)
        self.log = open(os.path.join(data, f"serve-{self.port}.log"), "w")
        self.process = subprocess.Popen(
            [program, "serve", "--data", data, "--port", str(self.port), "--log-level", "warning",
             "--writes-burst", "1000000000", "--writes-per-minute", "1000000000",
             "--free-writes", "1000000000",
             "--connections-per-network", "0", *database.settings, *arguments],
            stdout=self.log, stderr=self.log,
            env={**os.environ, **self.syncs.environment})
        # Whatever a part ends with, it leaves nothing running.
        atexit.register(self.process.kill)
        began = time.time()
        while time.time() < began + 60:
            try:
                self.get("/en/")
                self.started = time.time() - began
                return
            except OSError:
                time.sleep(0.05)
        sys.exit("the server did not start: see " + self.log.name)

    def get(self, path):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", headers={"Host": self.host})
        return urllib.request.urlopen(request, timeout=10).read().decode()

    @property
    def host(self):
        return f"{self.institution}.localhost:{self.port}"

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            user, system = stat.read().rsplit(")", 1)[1].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def peak_mebibytes(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1)) / 1024

    def forget_peak(self):
        with open(f"/proc/{self.process.pid}/clear_refs", "w") as refs:
            refs.write("5")

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)
        self.log.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ledger(database):
    """Rows, highest number, counter and sum of sections of each item of each institution: equal, or
    something is wrong."""
    counters = {(tenant, item): count for tenant, item, count in database.ask(
        "SELECT tenant_id, number, entry_count FROM ledger_item WHERE entry_count > 0")}
    found = database.ask("SELECT tenant_id, item, count(*), max(sequence) FROM ledger_entry"
                         " GROUP BY tenant_id, item")
    # A section may be there for a correction alone.
    sections = database.ask("SELECT tenant_id, item, sum(entry_count) FROM ledger_section"
                            " WHERE entry_count > 0 GROUP BY tenant_id, item")
    for what, rows in (("rows", [row[:3] for row in found]), ("sections", sections),
                       ("highest numbers", [(*row[:2], row[3]) for row in found])):
        counted = {tuple(row[:2]): row[2] for row in rows}
        if counted != counters:
            sys.exit(f"NOT EXACT, {what}: {set(counted.items()) ^ set(counters.items())}")
    return sum(counters.values())


def wrk(server, script, arguments, connections, seconds, threads=1, wait=True):
    # As browsers do: pages come compressed.
    command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--latency",
               "-H", "Accept-Encoding: gzip",
               "--timeout", "10s", "-H", f"Host: {server.host}", "-s",
               os.path.join(HERE, script), f"http://127.0.0.1:{server.port}", "--", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    if not wait:
        return process
    return result(process)


def result(process):
    output = process.communicate()[0]
    line = re.search(r"RESULT (.*)", output)
    if not line:
        sys.exit("wrk said nothing:\n" + output)
    values = {k: float(v) for k, v in (pair.split("=") for pair in line.group(1).split())}
    values["rate"] = values["requests"] / values["seconds"]
    return values


def key_ids(database):
    pairs = database.ask(
        "SELECT state, key_id FROM authority_key WHERE tenant_id = 'eci' ORDER BY state")
    return ",".join(f"{state}={key}" for state, key in pairs)


def sign(servers, mode, connections, seconds, path=SIGN):
    """Signs an initiative, or those of a file."""
    keys = key_ids(servers[0].database)
    # No two servers are sent the same citizens.
    return counted(servers, "sign.lua", lambda: [mode, path, keys, secrets.token_hex(4)],
                   connections, seconds)


def counted(servers, script, arguments, connections, seconds):
    """Lets a script sign at one or several servers of a database, each with arguments of its own, and
    compares what was answered with what is stored."""
    database = servers[0].database
    before = ledger(database)
    for server in servers:
        server.forget_peak()
    syncs = sum(server.syncs.count() for server in servers)
    cpu = sum(server.cpu_seconds() for server in servers)
    running = [wrk(server, script, arguments(), connections // len(servers), seconds, wait=False)
               for server in servers]
    parts = [result(process) for process in running]
    syncs = sum(server.syncs.count() for server in servers) - syncs
    cpu = sum(server.cpu_seconds() for server in servers) - cpu
    time.sleep(0.5)
    stored = ledger(database) - before
    refused = sum(part["refused"] for part in parts)
    accepted = int(sum(part["requests"] for part in parts) - refused)
    # What wrk had sent and no longer waited for may be stored unanswered, once a connection.
    if refused or not accepted <= stored <= accepted + connections:
        sys.exit(f"{script}: {accepted} answered, {stored} stored, {refused:.0f} refused")
    return {
        "rate": sum(part["rate"] for part in parts),
        "p50": max(part["p50"] for part in parts),
        "p99": max(part["p99"] for part in parts),
        "peak": max(server.peak_mebibytes() for server in servers),
        "stored": stored,
        # Of a server on PostgreSQL, whose disk is another process's, there are none.
        "note": f"{stored:,} stored, exact; {cpu / max(1, stored) * 1e6:.0f} µs of processor each"
                + (f"; {syncs / parts[0]['seconds']:,.0f} syncs/s" if syncs else ""),
    }


def fill(file, count):
    """Puts entries of the usual size straight into the tables, counters included."""
    database = sqlite3.connect(file.path, isolation_level=None)
    database.execute("PRAGMA synchronous = OFF")
    start = ledger(file)
    database.execute("BEGIN")
    number = database.execute(f"SELECT {NUMBER}").fetchone()[0]
    rows = (("eci", number, start + n, os.urandom(16), "FR", "browser", 20700,
             os.urandom(8), os.urandom(313)) for n in range(1, count + 1))
    database.executemany(
        "INSERT INTO ledger_entry (tenant_id, item, sequence, entry_key, section, channel, day,"
        " nonce, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    database.execute("UPDATE ledger_item SET entry_count = entry_count + ? WHERE tenant_id = 'eci'"
                     " AND id = ?", (count, INITIATIVE))
    for table, columns, key in (
            ("ledger_section", "section", ("FR",)),
            ("ledger_day", "day, section, channel", (20700, "FR", "browser")),
            ("ledger_hour", "hour", (496800,))):
        marks = ", ".join("?" for _ in key)
        database.execute(
            f"INSERT INTO {table} (tenant_id, item, {columns}, entry_count)"
            f" VALUES (?, ?, {marks}, ?) ON CONFLICT DO UPDATE"
            f" SET entry_count = {table}.entry_count + excluded.entry_count",
            ("eci", number, *key, count))
    database.execute("COMMIT")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    ledger(file)


def row(name, values, goal, note=""):
    text = f"| {name} | {values['rate']:,.0f} | {goal} | {values['p50']:.1f} | {values['p99']:.1f} |"
    peak = f" {values['peak']:.0f} |" if "peak" in values else " |"
    print(text + peak + f" {note} |", flush=True)


def head(connections):
    print(f"| what, {connections} | per second | goal | p50 ms | p99 ms | peak MiB | |")
    print("|---|---:|---:|---:|---:|---:|---|")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--stored", type=int, default=2_000_000)
    parser.add_argument("--engine", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--part", choices=["signing", "items", "tenants", "office", "comments",
                                           "petitions", "all"], default="all")
    parser.add_argument("--tenants", type=int, default=tenants.COUNT)
    parser.add_argument("--entries", type=int, default=office.ENTRIES)
    parser.add_argument("--signatures", type=int, default=petitions.MANY)
    options = parser.parse_args()
    measures = {"signing": None, "items": measure_items, "tenants": measure_tenants,
                "office": measure_office, "comments": measure_comments,
                "petitions": measure_petitions}
    for part, measure in measures.items():
        if options.part not in (part, "all"):
            continue
        if options.engine != "postgres":
            with tempfile.TemporaryDirectory(prefix="parvis-bench-") as data:
                database = SQLiteFile(data)
                (measure or measure_sqlite)(options, data, database)
        if options.engine != "sqlite":
            with tempfile.TemporaryDirectory(prefix="parvis-bench-") as data:
                database = Postgres(tempfile.mkdtemp(prefix="parvis-bench-postgres-"))
                try:
                    (measure or measure_postgres)(options, data, database)
                finally:
                    database.stop()


def measure_items(options, data, database):
    """A crowd that signs hundreds of initiatives at once, beside one that signs a single one."""
    most = max(count for count, _ in items.COUNTS)
    with tempfile.TemporaryDirectory(prefix="parvis-bench-") as folder:
        items.resources(folder, most)
        given = ["--resources", folder]
        seed(options, data, database, given)
        items.institutions(options.program, data, database.settings)
        server = Server(options.program, data, database, given)
        head("128 connections")
        sign([server], "sealed", 128, 2)
        one = sign([server], "sealed", 128, options.seconds)
        row(f"{database.name}: signatures for one initiative", one, "", one["note"])
        addresses = os.path.join(data, "addresses")

        def measure(name, goal):
            sign([server], "sealed", 128, 2, addresses)
            many = sign([server], "sealed", 128, options.seconds, addresses)
            row(f"{database.name}: {name}", many, goal,
                f"{many['rate'] / one['rate']:.0%} of one; {many['note']}")

        for count, goal in items.COUNTS:
            items.addresses(addresses, count)
            measure(f"for {count:,} at once", goal)
        items.institution_addresses(addresses)
        measure(f"for {items.OF_EACH} at each of {items.INSTITUTIONS} institutions",
                items.GOAL_OF_INSTITUTIONS)
        server.stop()


def measure_tenants(options, data, database):
    seed(options, data, database)
    tenants.measure(lambda arguments: Server(options.program, data, database, arguments),
                    database, options.tenants)


def measure_office(options, data, database):
    seed(options, data, database)
    office.fill(database, data, options.entries)
    server = Server(options.program, data, database)
    office.measure(server, options.program, database, options.entries)
    server.stop()


def measure_comments(options, data, database):
    """Members who comment at once on one initiative and on all, and pages of a long discussion."""
    seed(options, data, database)
    comments.measure(lambda: Server(options.program, data, database), options.program, database,
                     wrk, row, head, options.seconds)


def measure_petitions(options, data, database):
    """People with sessions who sign one petition, its page when millions have, and lists of thousands."""
    seed(options, data, database)
    shared = types.SimpleNamespace(sign=sign, counted=counted, wrk=wrk, row=row, head=head, ledger=ledger)
    petitions.measure(lambda: Server(options.program, data, database), database, data, shared,
                      options.seconds, options.signatures)


def disk(folder):
    """What the disk does alone: the size of a batch, written and brought to it, one after the other.

    A disk that holds one of them for long holds every signature that waits for it.
    """
    spans, batch = [], os.urandom(64 * 1024)
    with open(os.path.join(folder, "disk"), "wb") as file:
        for _ in range(2000):
            start = time.perf_counter()
            file.write(batch)
            file.flush()
            os.fdatasync(file.fileno())
            spans.append((time.perf_counter() - start) * 1000)
    os.unlink(file.name)
    spans.sort()
    p50, p99 = spans[len(spans) // 2], spans[len(spans) * 99 // 100]
    print(f"| 64 KiB to disk, one after the other | {1000 * len(spans) / sum(spans):,.0f} | – "
          f"| {p50:.1f} | {p99:.1f} | | the longest took {spans[-1]:.0f} ms |", flush=True)


def seed(options, data, database, arguments=()):
    subprocess.run([options.program, "seed", "demo", "--data", data, "--signatures", "0",
                    *database.settings, *arguments], check=True, stdout=subprocess.DEVNULL)


def measure_sqlite(options, data, database):
    seed(options, data, database)
    server = Server(options.program, data, database)
    page = len(server.get(PAGE))
    head("64 connections unless it says")
    seconds = options.seconds
    sign([server], "sealed", 64, 2)
    bare = wrk(server, "read.lua", ["/favicon.svg"], 64, seconds)
    row("a small file: HTTP alone", bare, "–", "what this machine can do today")
    disk(data)
    for connections, goal in ((8, "–"), (128, "6,000, p99 60 ms"), (64, "6,000")):
        sealed = sign([server], "sealed", connections, seconds)
        row(f"signatures, sealed by browsers, {connections} connections", sealed, goal,
            sealed["note"])
    plain = sign([server], "plain", 64, seconds)
    row("signatures, sealed by the server", plain, "4,000", plain["note"])
    pages = wrk(server, "read.lua", [PAGE], 64, seconds)
    row("pages read", pages, "15,000", f"{page / 1024:.0f} KiB each")
    signing = wrk(server, "paced.lua", ["sealed", SIGN, key_ids(database), secrets.token_hex(4)],
                  20, seconds + 2, wait=False)
    mixed = wrk(server, "read.lua", [PAGE], 64, seconds)
    beside = result(signing)
    row("pages read while signing goes on", mixed, "5,000", f"{beside['rate']:,.0f} signatures/s")
    server.stop()
    ledger(database)
    measure_readers(options, data, database, pages)

    lists.fill_sqlite(database)
    server = Server(options.program, data, database)
    lists.measure(server, "SQLite")
    server.stop()

    if options.stored:
        head("64 connections")
        fill(database, options.stored)
        server = Server(options.program, data, database)
        sign([server], "sealed", 64, 2)
        full = sign([server], "sealed", 64, seconds)
        share = full["rate"] / sealed["rate"]
        row(f"signatures with {options.stored / 1e6:g} million stored", full, "80 %",
            f"{share:.0%} of the rate at none")
        server.stop()
        ledger(database)


def measure_readers(options, data, database, visitors):
    """Readers whom no page is kept for: they are signed in, or nobody has read the page before."""
    engine = "" if database.name == "SQLite" else database.name + ": "
    server = Server(options.program, data, database, ["--development"])
    cookie = members.session(server)
    server.stop()
    server = Server(options.program, data, database)
    all_pages = os.path.join(data, "pages")
    member = wrk(server, "read.lua", [PAGE, cookie], 64, options.seconds)
    row(engine + "pages read by somebody who is signed in", member, "a third of the visitors'",
        f"{member['rate'] / visitors['rate']:.0%} of them")
    count = members.addresses(database, all_pages)
    cpu = server.cpu_seconds()
    distinct = wrk(server, "read.lua", [all_pages], 64, options.seconds)
    cpu = (server.cpu_seconds() - cpu) / distinct["requests"]
    row(f"{engine}{count:,} pages, one after the other", distinct, "1,600",
        f"{cpu * 1e6:.0f} µs of processor each")
    server.stop()


def measure_postgres(options, data, database):
    """The same program on PostgreSQL, which shares the two cores with it and with wrk."""
    seed(options, data, database)
    seconds = options.seconds
    first = Server(options.program, data, database)
    head("128 connections")
    sign([first], "sealed", 128, 2)
    # What autovacuum does within a minute: from then on the server knows how large the tables are.
    database.ask("ANALYZE")
    bare = wrk(first, "read.lua", ["/favicon.svg"], 128, seconds)
    row("a small file: HTTP alone", bare, "–", "what this machine can do today")
    sealed = sign([first], "sealed", 128, seconds)
    row("PostgreSQL: signatures, sealed by browsers", sealed, "6,000, p99 60 ms",
        sealed["note"])
    plain = sign([first], "plain", 128, seconds)
    row("PostgreSQL: signatures, sealed by the server", plain, "–",
        plain["note"])
    second = Server(options.program, data, database)
    sign([first, second], "sealed", 128, 2)
    both = sign([first, second], "sealed", 128, seconds)
    row("PostgreSQL: two processes at once", both, "exact", both["note"])
    second.stop()
    pages = wrk(first, "read.lua", [PAGE], 64, seconds)
    row("PostgreSQL: pages read", pages, "15,000", "")
    first.stop()
    ledger(database)
    measure_readers(options, data, database, pages)
    lists.fill_postgres(database)
    server = Server(options.program, data, database)
    lists.measure(server, "PostgreSQL")
    server.stop()


if __name__ == "__main__":
    main()
