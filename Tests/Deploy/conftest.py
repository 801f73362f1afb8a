"""Runs the program behind the proxies of Deploy/, as an operator would.

    .venv/bin/pytest Tests/Deploy

    PARVIS_PROGRAM  the program, .build/debug/parvis unless told
"""

import contextlib
import os
import pathlib
import socket
import subprocess
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / os.environ.get("PARVIS_PROGRAM", ".build/debug/parvis")
PATIENCE = 90


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until_it_answers(process, port, log):
    for _ in range(PATIENCE * 10):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"nothing answers on port {port}:\n{log.read_text()}")


class Server:
    """The demonstration, which can be stopped and started again on its port."""

    def __init__(self, folder, *settings):
        self.data, self.log, self.port = folder / "var", folder / "log", free_port()
        self.settings = settings
        self.process = None
        seed = [PROGRAM, "seed", "demo", "--data", self.data, "--signatures", "20"]
        subprocess.run(seed, cwd=ROOT, check=True, timeout=300, stdout=subprocess.DEVNULL)

    def start(self):
        command = [PROGRAM, "serve", "--data", self.data, "--port", str(self.port), *self.settings]
        with self.log.open("a") as output:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=output,
                                            stderr=subprocess.STDOUT)
        wait_until_it_answers(self.process, self.port, self.log)

    def stop(self):
        if self.process:
            self.process.terminate()
            assert self.process.wait(timeout=PATIENCE) == 0, self.log.read_text()
            self.process = None


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """Behind a proxy on this machine, with a bound on writes that a test can reach."""
    server = Server(tmp_path_factory.mktemp("parvis"), "--trusted-proxies", "127.0.0.1",
                    "--connections-per-network", "0", "--writes-burst", "5",
                    "--writes-per-minute", "1")
    server.start()
    yield server
    server.stop()
