"""Turn every translation catalogue (.po) under src/ into the .mo that Django reads, without the system's gettext.

Runs at set-up and when a wheel is built; a .mo newer than its .po is left alone.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent.parent


def stale(root: Path) -> list[Path]:
    """Return the catalogues under `root` whose .mo is absent or older."""
    found = sorted((root / "src").rglob("*.po"))
    return [po for po in found if not _is_fresh(po, po.with_suffix(".mo"))]


def _is_fresh(po: Path, mo: Path) -> bool:
    return mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns


def compile_catalogue(po: Path) -> Path:
    """Write the .mo beside `po`; entries marked fuzzy are left out, as with msgfmt."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - set-up calls this each time and seldom needs Babel
    from babel.messages.pofile import read_po  # noqa: PLC0415 - as above

    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parent.parent.name, abort_invalid=True)
    mo = po.with_suffix(".mo")
    with mo.open("wb") as target:
        write_mo(target, catalogue, use_fuzzy=False)
    return mo


class CompileMessages(BuildHookInterface):  # type: ignore[type-arg]  # its parameter is the builder's own configuration, unused here
    """Hatch calls this before it collects the files of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the signature is Hatch's
        """Compile what is stale, so that a wheel carries its translations."""
        for po in stale(Path(self.root)):
            compile_catalogue(po)


if __name__ == "__main__":
    for catalogue in stale(ROOT):
        sys.stderr.write(f"compiled {compile_catalogue(catalogue).relative_to(ROOT)}\n")
