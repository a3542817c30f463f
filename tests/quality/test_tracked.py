"""What may not be in the repository: where packages come from, and whose machine it was made on."""

import re
import subprocess
from pathlib import Path

import pytest

PARTS_OF_HOSTS = (
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("jsdelivr", "net"),
    ("unpkg", "com"),
    ("cdnjs", "cloudflare.com"),
    ("deb", "debian.org"),
    ("golang", "org"),
    ("crates", "io"),
)
# Spelt in pieces, so that this file does not name what it forbids.
REGISTRY = re.compile("|".join(r"\.".join(map(re.escape, parts)) for parts in PARTS_OF_HOSTS))
INDEX_OPTION = re.compile("^--(?:extra-)?" + "index" + "-url|^--find" + "-links|^--trusted" + "-host", re.MULTILINE)
MACHINE = re.compile("/" + r"(?:work/(?:main|shared)|root|home/[a-z]\w*|Users/[A-Za-z]\w*)(?:/|\b)")
LARGEST_BYTES = 2_000_000


def tracked(root: Path) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    names = [name for name in listed.stdout.decode().split("\0") if name]
    return [root / name for name in names if (root / name).is_file()]


def matches(root: Path, pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(root)}: {found.group()}"
        for path in tracked(root)
        if (found := pattern.search(path.read_text("utf-8", errors="replace")))
    ]


def test_no_tracked_file_names_a_package_registry(root: Path) -> None:
    assert matches(root, REGISTRY) == []


def test_the_locks_carry_hashes_and_no_address(root: Path) -> None:
    for lock in (root / "requirements").glob("*.txt"):
        text = lock.read_text("utf-8")
        assert INDEX_OPTION.findall(text) == []
        assert "://" not in text
        assert text.count("--hash=sha256:") >= len(re.findall(r"^[a-z0-9].*==", text, re.MULTILINE)) > 0


def test_no_tracked_file_names_a_path_of_somebodys_machine(root: Path) -> None:
    assert matches(root, MACHINE) == []


def test_no_tracked_file_is_huge(root: Path) -> None:
    assert [path for path in tracked(root) if path.stat().st_size > LARGEST_BYTES] == []


def test_every_suppression_carries_its_reason(root: Path) -> None:
    bare = re.compile(r"#\s*(?:noqa(?:: ?[A-Z]+\d+(?:, ?[A-Z]+\d+)*)?|type: ignore(?:\[[\w, -]+\])?)\s*$")
    unexplained = [
        f"{path.relative_to(root)}:{number}"
        for path in tracked(root)
        if path.suffix == ".py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if bare.search(line)
    ]
    assert unexplained == []
