#!/usr/bin/env python3
"""Measures a release build of Parvis with wrk on the same machine, and prints a table.

Every figure is of one run; compare figures of the same run only. After each part the rows, the
counter and the highest number are compared with the answers that wrk counted.
"""

import argparse
import os
import re
import secrets
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
INITIATIVE = "2025-000002"
PAGE = f"/en/initiatives/{INITIATIVE}?country=EE"
SIGN = f"/en/initiatives/{INITIATIVE}/statements"


class Server:
    """A running program on a folder of its own."""

    def __init__(self, program, data, port):
        self.program, self.data, self.port = program, data, port
        self.log = open(os.path.join(data, "serve.log"), "w")
        self.process = subprocess.Popen(
            [program, "serve", "--data", data, "--port", str(port), "--log-level", "warning",
             "--writes-burst", "1000000000", "--writes-per-minute", "1000000000",
             "--connections-per-network", "0"],
            stdout=self.log, stderr=self.log)
        deadline = time.time() + 30
        while time.time() < deadline:
            try:
                self.get("/en/")
                return
            except OSError:
                time.sleep(0.1)
        sys.exit("the server did not start: see " + self.log.name)

    def get(self, path):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", headers={"Host": f"eci.localhost:{self.port}"})
        return urllib.request.urlopen(request, timeout=10).read().decode()

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


def ledger(data):
    """Rows, counter and highest number: equal, or something is wrong."""
    with sqlite3.connect(f"file:{data}/parvis.sqlite?mode=ro", uri=True) as database:
        counter = database.execute(
            "SELECT entry_count FROM ledger_item WHERE tenant_id = 'eci' AND id = ?",
            (INITIATIVE,)).fetchone()[0]
        rows, highest = database.execute(
            "SELECT count(*), coalesce(max(sequence), 0) FROM ledger_entry"
            " WHERE tenant_id = 'eci' AND item_id = ?", (INITIATIVE,)).fetchone()
    if not counter == rows == highest:
        sys.exit(f"NOT EXACT: counter {counter}, rows {rows}, highest {highest}")
    return rows


def wrk(server, script, arguments, connections, seconds, threads=1, wait=True):
    command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--latency",
               "--timeout", "10s", "-H", f"Host: eci.localhost:{server.port}", "-s",
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


def key_ids(data):
    with sqlite3.connect(f"file:{data}/parvis.sqlite?mode=ro", uri=True) as database:
        pairs = database.execute(
            "SELECT state, key_id FROM authority_key WHERE tenant_id = 'eci' ORDER BY state")
        return ",".join(f"{state}={key}" for state, key in pairs)


def sign(server, mode, connections, seconds):
    """Signs, and compares what was answered with what is stored."""
    before = ledger(server.data)
    server.forget_peak()
    values = wrk(server, "sign.lua", [mode, SIGN, key_ids(server.data), secrets.token_hex(4)],
                 connections, seconds)
    time.sleep(0.5)
    stored = ledger(server.data) - before
    accepted = int(values["requests"] - values["refused"])
    # What wrk had sent and no longer waited for may be stored unanswered, once a connection.
    if values["refused"] or not accepted <= stored <= accepted + connections:
        sys.exit(f"{mode}: {accepted} answered, {stored} stored, {values['refused']:.0f} refused")
    values["peak"] = server.peak_mebibytes()
    values["stored"] = stored
    return values


def fill(data, count):
    """Puts entries of the usual size straight into the tables, counters included."""
    database = sqlite3.connect(f"{data}/parvis.sqlite", isolation_level=None)
    database.execute("PRAGMA synchronous = OFF")
    start = ledger(data)
    database.execute("BEGIN")
    rows = (("eci", INITIATIVE, start + n, os.urandom(16), "FR", "browser", 20700,
             os.urandom(8), os.urandom(313)) for n in range(1, count + 1))
    database.executemany(
        "INSERT INTO ledger_entry (tenant_id, item_id, sequence, entry_key, section, channel, day,"
        " nonce, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    database.execute("UPDATE ledger_item SET entry_count = entry_count + ? WHERE tenant_id = 'eci'"
                     " AND id = ?", (count, INITIATIVE))
    for table, columns, key in (
            ("ledger_section", "section", ("FR",)),
            ("ledger_day", "day, section, channel", (20700, "FR", "browser")),
            ("ledger_hour", "hour", (496800,))):
        marks = ", ".join("?" for _ in key)
        database.execute(
            f"INSERT INTO {table} (tenant_id, item_id, {columns}, entry_count)"
            f" VALUES (?, ?, {marks}, ?) ON CONFLICT DO UPDATE"
            f" SET entry_count = {table}.entry_count + excluded.entry_count",
            ("eci", INITIATIVE, *key, count))
    database.execute("COMMIT")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    ledger(data)


def row(name, values, goal, note=""):
    text = f"| {name} | {values['rate']:,.0f} | {goal} | {values['p50']:.1f} | {values['p99']:.1f} |"
    peak = f" {values['peak']:.0f} |" if "peak" in values else " |"
    print(text + peak + f" {note} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--stored", type=int, default=2_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="parvis-bench-") as data:
        subprocess.run([options.program, "seed", "demo", "--data", data, "--signatures", "0"],
                       check=True, stdout=subprocess.DEVNULL)
        measure(options, data)


def measure(options, data):
    server = Server(options.program, data, free_port())
    page = len(server.get(PAGE))
    print("| what, 64 connections | per second | goal | p50 ms | p99 ms | peak MiB | |")
    print("|---|---:|---:|---:|---:|---:|---|")
    seconds = options.seconds
    sign(server, "sealed", 64, 2)
    bare = wrk(server, "read.lua", ["/favicon.svg"], 64, seconds)
    row("a small file: HTTP alone", bare, "–", "what this machine can do today")
    sealed = sign(server, "sealed", 64, seconds)
    row("signatures, sealed by browsers", sealed, "6,000", f"{sealed['stored']:,} stored, exact")
    plain = sign(server, "plain", 64, seconds)
    row("signatures, sealed by the server", plain, "4,000", f"{plain['stored']:,} stored, exact")
    pages = wrk(server, "read.lua", [PAGE], 64, seconds)
    row("pages read", pages, "15,000", f"{page / 1024:.0f} KiB each")
    signing = wrk(server, "paced.lua", ["sealed", SIGN, key_ids(data), secrets.token_hex(4)],
                  20, seconds + 2, wait=False)
    mixed = wrk(server, "read.lua", [PAGE], 64, seconds)
    beside = result(signing)
    row("pages read while signing goes on", mixed, "5,000", f"{beside['rate']:,.0f} signatures/s")
    server.stop()
    ledger(data)

    if options.stored:
        fill(data, options.stored)
        server = Server(options.program, data, server.port)
        sign(server, "sealed", 64, 2)
        full = sign(server, "sealed", 64, seconds)
        share = full["rate"] / sealed["rate"]
        row(f"signatures with {options.stored / 1e6:g} million stored", full, "80 %",
            f"{share:.0%} of the rate at none")
        server.stop()
        ledger(data)


if __name__ == "__main__":
    main()
