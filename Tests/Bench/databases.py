"""The two engines as the bench sees them: an address for the program, and questions past it."""

import contextlib
import os
import sqlite3
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class SQLiteFile:
    """The database that the program makes in its own folder."""

    name = "SQLite"

    def __init__(self, data):
        self.path = os.path.join(data, "parvis.sqlite")
        self.settings = []

    def ask(self, statement):
        with sqlite3.connect(f"file:{self.path}?mode=ro", uri=True) as database:
            return database.execute(statement).fetchall()

    def run(self, script):
        with self.filling() as database:
            database.executescript("BEGIN;\n" + script + "\nCOMMIT;")

    def insert(self, table, columns, rows):
        """Writes rows past the program; those whose names are there already are left out."""
        marks = ", ".join("?" for _ in columns)
        with self.filling() as database:
            database.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) ON CONFLICT DO NOTHING",
                rows)

    @contextlib.contextmanager
    def filling(self):
        """With room for all pages that keys at random places touch; afterwards all is on the disk."""
        with contextlib.closing(sqlite3.connect(self.path)) as database:
            database.execute("PRAGMA cache_size = -1000000")
            with database:
                yield database
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def columns(self, table):
        return [row[1] for row in self.ask(f"PRAGMA table_info({table})")]

    def commits(self):
        """SQLite counts none."""


class Postgres:
    """A private server with every promise of durability kept (fsync is on)."""

    name = "PostgreSQL"

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

    def run(self, script):
        subprocess.run(["psql", "-XAtq1", "-v", "ON_ERROR_STOP=1", "-f", "-", self.address],
                       check=True, input=script, text=True, stdout=subprocess.DEVNULL)
        # What autovacuum does within a minute.
        self.ask("ANALYZE")

    def insert(self, table, columns, rows):
        """Writes rows past the program; those whose names are there already are left out."""
        names = ", ".join(columns)
        process = subprocess.Popen(
            ["psql", "-Xq1", "-v", "ON_ERROR_STOP=1", "-f", "-", self.address],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        process.stdin.write(f"CREATE TEMPORARY TABLE new AS SELECT {names} FROM {table} LIMIT 0;\n"
                            f"COPY new ({names}) FROM STDIN;\n")
        for row in rows:
            process.stdin.write("\t".join(map(copied, row)) + "\n")
        process.stdin.write(f"\\.\nINSERT INTO {table} ({names}) SELECT {names} FROM new"
                            " ON CONFLICT DO NOTHING;\n")
        process.stdin.close()
        if process.wait():
            raise RuntimeError(f"{table} was not filled")

    def columns(self, table):
        return [row[0] for row in self.ask(
            "SELECT attname FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped"
            f" AND attrelid = '{table}'::regclass ORDER BY attnum")]

    def commits(self):
        return self.ask("SELECT xact_commit FROM pg_stat_database"
                        " WHERE datname = current_database()")[0][0]

    def stop(self):
        subprocess.run([os.path.join(ROOT, "Scripts/postgres"), "stop", self.folder], check=True)


def copied(cell):
    """A cell as COPY reads it."""
    if cell is None:
        return "\\N"
    if isinstance(cell, bytes):
        return "\\\\x" + cell.hex()
    return str(cell).translate(ESCAPES)


ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
