"""Goal: the service's file is one that systemd takes, and gives the program hardly a right.

systemd itself does not run here: its own analysis looks at the file.
"""

import re
import subprocess

import pytest

from conftest import PROGRAM, ROOT

UNIT = ROOT / "Deploy" / "parvis.service"


@pytest.fixture
def unit(tmp_path):
    """The file with the program that was built here in the place of the one that will be installed."""
    text = UNIT.read_text()
    assert "ExecStart=/opt/parvis/bin/parvis serve" in text
    file = tmp_path / "parvis.service"
    file.write_text(text.replace("/opt/parvis/bin/parvis", str(PROGRAM)))
    return file


def analyse(*arguments):
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True)


def test_systemd_takes_every_line(unit):
    verified = analyse("verify", "--man=no", unit)
    assert verified.returncode == 0 and verified.stderr == "", verified.stderr


def test_a_word_that_systemd_does_not_know_would_be_found(unit):
    unit.write_text(unit.read_text().replace("NoNewPrivileges", "NoNewPrivilege"))
    assert "NoNewPrivilege" in analyse("verify", "--man=no", unit).stderr


def test_the_service_is_exposed_to_hardly_anything(unit):
    shown = analyse("security", "--offline=true", "--threshold=20", unit)
    assert shown.returncode == 0, shown.stdout


def test_memory_never_reaches_a_disk(unit):
    text = unit.read_text()
    assert re.search(r"^LimitCORE=0(:1)?$", text, re.MULTILINE)
    assert re.search(r"^MemorySwapMax=0$", text, re.MULTILINE)


def test_no_process_looks_into_another(unit):
    names = analyse("syscall-filter", "@debug").stdout
    assert "ptrace" in names
    filtered = re.findall(r"^SystemCallFilter=~(.*)$", unit.read_text(), re.MULTILINE)
    assert {"@debug", "pidfd_getfd", "process_vm_readv"} <= set(" ".join(filtered).split())


def test_the_flags_are_ones_that_the_program_has(unit):
    text = UNIT.read_text().replace("\\\n", " ")
    line = re.search(r"^ExecStart=\S+ (.*)$", text, re.MULTILINE).group(1)
    help_ = subprocess.run([PROGRAM, "serve", "--help"], capture_output=True, text=True).stdout
    for flag in re.findall(r"--[a-z-]+", line):
        assert flag in help_, flag
