"""A process of its own that sets one document with Typst: bounded in time and memory, and without a network.

It reads a request from its standard input, as JSON, and writes the PDF to its standard output; what is wrong with the
template goes to standard error, with an exit code of its own.
"""

import json
import sys
import warnings
from datetime import UTC, date, datetime, time
from typing import TypedDict

TEMPLATE_IS_WRONG, NO_CHINESE_FONT = 3, 4
MOST_MEMORY_BYTES = 3 * 1024 * 1024 * 1024
MOST_SECONDS = 60
_CHINESE = ("cjk sc", "source han", "simsun", "simhei", "songti", "heiti", "fangsong", "kaiti", "pingfang", "wenquanyi")


class Request(TypedDict):
    """What to set: a folder that nothing is read outside of, the file to begin with, and the paper as JSON."""

    root: str
    main: str
    empty: str
    paper: str
    day: str | None


def bound() -> None:
    """Bound memory and time, and write no file, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY_BYTES),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def main() -> None:
    """Set the document that is asked for."""
    asked: Request = json.load(sys.stdin)
    bound()
    import typst  # noqa: PLC0415 - bounded first

    fonts = typst.Fonts(font_paths=[asked["root"]])
    if not any(name in family.lower() for family in fonts.families() for name in _CHINESE):
        sys.exit(NO_CHINESE_FONT)
    warnings.simplefilter("ignore")
    compiler = typst.Compiler(
        asked["main"],
        root=asked["root"],
        font_paths=fonts,
        sys_inputs={"paper": asked["paper"]},
        package_path=asked["empty"],
        package_cache_path=asked["empty"],
    )
    day = date.fromisoformat(asked["day"]) if asked["day"] else date(1980, 1, 1)
    try:
        content = compiler.compile(format="pdf", timestamp=datetime.combine(day, time(), tzinfo=UTC))
    except typst.TypstError as error:
        sys.stderr.write(error.diagnostic or error.message)
        sys.exit(TEMPLATE_IS_WRONG)
    assert isinstance(content, bytes)  # noqa: S101 - without an output path Typst gives bytes
    sys.stdout.buffer.write(content)


if __name__ == "__main__":
    main()
