"""Goal: whatever README and OPERATING tell people to type works as it stands.

Each block is typed into a shell of its own, as in a terminal that was just opened, in the order of the
page. Only places are changed: the folder of an installation, and a port that is free. `serve` is stopped
as soon as it says where it serves.
"""

import os
import shutil
import stat
import struct
import subprocess
import textwrap
import urllib.error
import urllib.parse
import urllib.request
import zlib

import pytest

from conftest import PATIENCE, PROGRAM, ROOT, Server
from documents import blocks

README = ROOT / "README.md"
OPERATING = ROOT / "docs" / "OPERATING.md"

# Runs the program; `serve` on any free port, and only until it serves.
WRAPPER = """\
#!/usr/bin/env python3
import subprocess, sys
program = {program!r}
if sys.argv[1] != "serve":
    sys.exit(subprocess.run([program, *sys.argv[1:]]).returncode)
server = subprocess.Popen([program, *sys.argv[1:], "--port", "0"], stdout=subprocess.PIPE, text=True)
for line in server.stdout:
    print(line, end="", flush=True)
    if "serves on" in line:
        break
else:
    sys.exit(server.wait() or 1)
server.terminate()
sys.exit(server.wait(timeout=60))
"""


def type_block(block, folder, **environment):
    """Types a block into a new shell that stops at the first command that fails."""
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", block], cwd=folder, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE * 4,
                          env={**os.environ, **environment})
    assert done.returncode == 0, f"{block}\n\n{done.stdout}"
    return done.stdout


def write_picture(path, width, height):
    """A PNG of one colour."""
    def chunk(kind, content):
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))
    rows = (b"\0" + b"\x1d\x3f\x94" * width) * height
    path.write_bytes(b"\x89PNG\r\n\x1a\n"
                     + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
                     + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


@pytest.mark.parametrize("path", [README, OPERATING, ROOT / "CONTRIBUTING.md"],
                         ids=lambda path: path.name)
def test_every_block_is_typed_or_says_why_not(path):
    untyped = [block for block in blocks(path) if block.reason]
    typed = [block for block in blocks(path) if not block.reason]
    assert typed or path.name == "CONTRIBUTING.md"
    for block in typed:
        first = block.text.split()[0]
        assert first in ("parvis", ".build/release/parvis"), f"{path.name}:{block.line}: {first}"
    assert len(untyped) < 6


@pytest.fixture
def checkout(tmp_path):
    """A folder that looks like a checkout in which `make run` serves the demonstration."""
    for name in ("Public", "Seeds", "Sources", "Modules", "docs", "Deploy"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / ".build/release").mkdir(parents=True)
    (tmp_path / ".build/release/parvis").symlink_to(PROGRAM)
    return tmp_path


def test_readme_is_true_from_a_second_terminal(checkout):
    server = Server(checkout, "--development")
    server.start()
    try:
        origin = f"http://eci.localhost:{server.port}"
        form = {"state": "EE", "first-names": "Ada", "family-names": "Lõvi", "certify": "yes",
                "number-kind": "isikukood", "number": "48507201231"}
        request = urllib.request.Request(
            f"http://127.0.0.1:{server.port}/en/initiatives/2025-000002/statements",
            urllib.parse.urlencode(form).encode(), {"Host": f"eci.localhost:{server.port}"})
        # The way to the thanks is not followed: this resolver does not know the name.
        opener = urllib.request.build_opener(NoRedirects)
        with pytest.raises(urllib.error.HTTPError) as answer:
            opener.open(request, timeout=PATIENCE)
        assert answer.value.code == 303

        typed = [block for block in blocks(README) if not block.reason]
        shown = [type_block(block.text, checkout) for block in typed]
        delivered = next(text for text in shown if "statements" in text)
        assert "48507201231" in delivered and "Lõvi" in delivered
        invitation = next(text for text in shown if "accept within a week" in text)
        assert f"{origin}/en/" in invitation, invitation
        assert "My institution" in shown[-1]
    finally:
        server.stop()


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


def test_operating_is_true_from_the_first_start(tmp_path):
    programs = tmp_path / "bin"
    programs.mkdir()
    wrapper = programs / "parvis"
    wrapper.write_text(WRAPPER.format(program=str(PROGRAM)))
    wrapper.chmod(wrapper.stat().st_mode | stat.S_IXUSR)
    data = tmp_path / "installation"
    for name, width, height in (("logo", 64, 64), ("icon", 64, 64), ("card", 1200, 630)):
        write_picture(tmp_path / f"{name}.png", width, height)
    typed = [block for block in blocks(OPERATING) if not block.reason]
    assert len(typed) >= 4
    for block in typed:
        text = block.text.replace("/var/lib/parvis", str(data)).replace("/backup/", f"{tmp_path}/")
        type_block(text, tmp_path, PATH=f"{programs}:{os.environ['PATH']}",
                   PARVIS_RESOURCES=str(ROOT))
    doctor = subprocess.run([PROGRAM, "doctor", "--data", data, "--resources", ROOT, "--mail-url",
                             "smtp://parvis@mail.example.org:587"], cwd=tmp_path,
                            capture_output=True, text=True)
    assert "PROBLEM" not in doctor.stderr, doctor.stderr
    shutil.rmtree(data)
