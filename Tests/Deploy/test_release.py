"""Goal: whoever builds a release compiles what its makers compiled, and can see that it is so."""

import hashlib
import json
import pathlib
import shutil
import subprocess
import tarfile

import pytest

from conftest import ROOT

SCRIPT = ROOT / "Scripts" / "release"


def run(*arguments):
    return subprocess.run([SCRIPT, *arguments], capture_output=True, text=True)


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    folder = tmp_path_factory.mktemp("release")
    made = run("9.9.9", folder)
    assert made.returncode == 0, made.stderr
    with tarfile.open(folder / "parvis-9.9.9.tar.gz") as archive:
        archive.extractall(folder)
    return folder / "parvis-9.9.9"


def test_its_sum_stands_beside_it_and_is_the_same_when_it_is_made_again(released, tmp_path):
    archive = released.parent / "parvis-9.9.9.tar.gz"
    total = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert pathlib.Path(str(archive) + ".sha256").read_text().split()[0] == total
    assert run("9.9.9", tmp_path).returncode == 0
    assert (tmp_path / archive.name).read_bytes() == archive.read_bytes()


def test_every_package_has_one_version_those_of_packages_too(released):
    shown = subprocess.run(["swift", "package", "--package-path", released, "dump-package"],
                           capture_output=True, text=True, timeout=600)
    assert shown.returncode == 0, shown.stderr
    named = {}
    for dependency in json.loads(shown.stdout)["dependencies"]:
        package = dependency["sourceControl"][0]
        assert list(package["requirement"]) == ["exact"], package
        named[package["identity"]] = package["requirement"]["exact"][0]
    lines = (released / "dependencies.txt").read_text().splitlines()[1:]
    assert named == dict(line.split()[:2] for line in lines)
    assert len(named) > 20


def test_what_was_resolved_is_compared_file_by_file(released, tmp_path):
    copy = tmp_path / "copy"
    checkout = copy / ".build/checkouts"
    (copy / ".build").mkdir(parents=True)
    shutil.copy(ROOT / ".build/workspace-state.json", copy / ".build")
    checkout.symlink_to(ROOT / ".build/checkouts")
    shutil.copy(released / "dependencies.txt", copy)
    assert "each as released" in run("check", copy).stdout

    # One package with another file in it, as a mirror that was tampered with would have.
    checkout.unlink()
    checkout.mkdir()
    for package in (ROOT / ".build/checkouts").iterdir():
        if package.name != "swift-log":
            (checkout / package.name).symlink_to(package)
    log = checkout / "swift-log"
    subprocess.run(["git", "-c", "safe.directory=*", "clone", "-q", "-s",
                    ROOT / ".build/checkouts/swift-log", log], check=True, capture_output=True)
    assert "each as released" in run("check", copy).stdout
    (log / "README.md").write_text("changed\n")
    assert run("check", copy).returncode != 0
    subprocess.run(["git", "-C", log, "-c", "user.name=x", "-c", "user.email=x@example.org",
                    "commit", "-qam", "Another file"], check=True)
    wrong = run("check", copy)
    assert wrong.returncode == 1 and wrong.stderr.startswith("swift-log:")
