import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOMS = {"domain", "canon", "engine", "exchange", "store", "actions", "web", "api", "cli", "config"}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "." * node.level


def test_the_domain_imports_only_the_standard_library_and_itself(root: Path) -> None:
    strangers = {
        (path.name, name)
        for path in (root / "src/fourfold/domain").rglob("*.py")
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("fourfold.domain")
    }
    assert strangers == set()


def test_there_is_no_room_but_the_ten(root: Path) -> None:
    folders = {path.name for path in (root / "src/fourfold").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - ROOMS == set()


def test_the_engine_reads_no_clock(root: Path) -> None:
    """`today` and `seed` are passed in, so that the same question has the same answer."""
    clocks = {"now", "today", "utcnow", "time", "time_ns"}
    called = [
        f"{path.relative_to(root)}:{node.lineno}"
        for room in ("domain", "canon", "engine")
        for path in (root / "src/fourfold" / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in clocks
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"date", "datetime", "time"}
    ]
    assert called == []
