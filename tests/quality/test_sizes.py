import ast
from collections.abc import Iterator
from pathlib import Path

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 60


def files(root: Path) -> list[Path]:
    return [path for path in sorted((root / "src").rglob("*.py")) if "migrations" not in path.parts]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_every_file_of_the_product_can_be_read_in_one_sitting(root: Path) -> None:
    lengths = {path.relative_to(root): len(path.read_bytes().splitlines()) for path in files(root)}
    assert {path: lines for path, lines in lengths.items() if lines >= LINES_OF_A_FILE} == {}


def test_every_function_of_the_product_fits_on_a_page(root: Path) -> None:
    long = {
        f"{path.relative_to(root)}:{node.lineno} {node.name}": lines
        for path in files(root)
        for node in functions(path)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) >= LINES_OF_A_FUNCTION
    }
    assert long == {}


def test_no_file_is_named_for_want_of_a_name(root: Path) -> None:
    nameless = {"utils", "util", "common", "helpers", "helper", "services", "managers", "dto", "misc"}
    assert [path for path in (root / "src").rglob("*") if path.stem.lower() in nameless] == []
