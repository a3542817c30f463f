"""Comments that people wrote into the files of a folder: nothing that is written keeps them."""

from pathlib import Path

from fourfold.exchange.layout import SUFFIX
from fourfold.exchange.limits import LARGEST_FILE_BYTES, MOST_FILES


def with_comments(folder: Path) -> tuple[str, ...]:
    """The YAML files of a folder that hold a comment, by their paths in it; none where it is no folder."""
    if not folder.is_dir():
        return ()
    files = [each for each, _ in zip(sorted(folder.rglob(f"*{SUFFIX}")), range(MOST_FILES), strict=False)]
    return tuple(str(each.relative_to(folder)) for each in files if each.is_file() and _has_comment(each))


def _has_comment(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE_BYTES)
    except OSError:
        return False
    return any(line.lstrip().startswith(b"#") or b" #" in line for line in content.splitlines())
