"""The tree as it is handed out: pinned packages, no address and no path of the machine it was written on."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
REQUIREMENT = re.compile(r"(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[^ ]+) \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?P<more> \\)?")

# The setting of a package index, or the path of one behind a host name.
REGISTRY = re.compile(
    r"(?i)(?:index|registry|extra-index)(?:-url|_url| *=) *.?https?:|https?://[a-z0-9.-]+/(?:simple|packages|debian)/"
)
MACHINE_PATH = re.compile(r"(?m)(?:^|[^A-Za-z0-9._/-])/(?:work|farm|root|home/[a-z]+)/")


def lock_lines() -> list[str]:
    lock = (TOP / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    return [line for line in lock.splitlines() if not line.startswith("#")]


def test_every_line_of_the_lock_is_a_pinned_version_or_its_hash() -> None:
    hash_expected = False
    for line in lock_lines():
        match = HASH.fullmatch(line) if hash_expected else REQUIREMENT.fullmatch(line)
        assert match, f"{line!r} is no {'hash' if hash_expected else 'name==version'}"
        hash_expected = line.endswith("\\")
    assert not hash_expected


def test_lock_pins_every_declared_dependency() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = {re.split(r"[<>=\[; ]", requirement)[0].lower() for requirement in declared}
    pinned = {match["name"] for line in lock_lines() if (match := REQUIREMENT.fullmatch(line))}
    assert names <= pinned


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (REGISTRY, "--index-url" + " https" + "://example.org/x"),
        (REGISTRY, "http" + "://example.org" + "/simple/numpy"),
        (MACHINE_PATH, "see /" + "home/somebody/lotline"),
        (MACHINE_PATH, "/" + "root/.cache"),
    ],
)
def test_what_must_not_be_in_the_tree_is_recognised(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


def test_tree_names_no_package_registry_and_no_path_of_one_machine() -> None:
    if shutil.which("git") is None or not (TOP / ".git").exists():
        pytest.skip("the list of the tree's files comes from git, and this is no git working tree")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, capture_output=True, check=True).stdout
    paths = [TOP / name for name in listed.decode().split("\0") if name]
    found: list[str] = []
    for path in filter(Path.is_file, paths):
        text = path.read_text(encoding="utf-8", errors="replace")
        matches = (*REGISTRY.finditer(text), *MACHINE_PATH.finditer(text))
        found += [f"{path.relative_to(TOP)}: {match.group().strip()}" for match in matches]
    assert len(paths) > 10
    assert found == []
