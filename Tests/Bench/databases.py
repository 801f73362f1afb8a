"""The two engines as the bench sees them: an address for the program, and questions past it."""

import os
import sqlite3
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class SQLiteFile:
    """The database that the program makes in its own folder."""

    def __init__(self, data):
        self.path = os.path.join(data, "parvis.sqlite")
        self.settings = []

    def ask(self, statement):
        with sqlite3.connect(f"file:{self.path}?mode=ro", uri=True) as database:
            return database.execute(statement).fetchall()


class Postgres:
    """A private server with every promise of durability kept (fsync is on)."""

    def __init__(self, folder):
        self.folder = folder
        started = subprocess.run(
            [os.path.join(ROOT, "Scripts/postgres"), "start", folder, "-c", "max_connections=100"],
            check=True, stdout=subprocess.PIPE, text=True)
        self.address = started.stdout.strip()
        self.settings = ["--database-url", self.address]

    def ask(self, statement):
        answer = subprocess.run(
            ["psql", "-XAtq", "-F", "\t", "-c", statement, self.address],
            check=True, stdout=subprocess.PIPE, text=True).stdout
        return [tuple(int(cell) if cell.isdigit() else cell for cell in line.split("\t"))
                for line in answer.splitlines()]

    def stop(self):
        subprocess.run([os.path.join(ROOT, "Scripts/postgres"), "stop", self.folder], check=True)
