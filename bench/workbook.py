"""(w) A workbook of the largest synthetic cluster: writing it, reading it, importing it into a new database.

Reading and importing run in a process of their own, so that the most memory they ever take can be told.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, seconds
from bench.growth import SIZES
from bench.peer import ROOT
from bench.synthetic import synthetic
from fourfold.canon.normal import normal
from fourfold.exchange.workbook_write import write_workbook

SECTION = "w"


def figures(courses: int = max(SIZES)) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "synthetic.xlsx"
        dossier = normal(synthetic(courses))
        wrote = seconds(lambda: write_workbook(dossier, path))
        size, links = path.stat().st_size / 1e6, len(dossier.cluster.all_links())
        note = f"{courses:,} courses, {links:,} links, {size:.1f} MB"
        yield Figure(section=SECTION, name="writing the workbook", value=wrote, unit="s", note=note)
        took = _imported(path, Path(folder))
        yield Figure(section=SECTION, name="reading it", value=took["read_seconds"], unit="s")
        yield Figure(section=SECTION, name="importing it into a new database", value=took["import_seconds"], unit="s")
        yield Figure(section=SECTION, name="most memory of reading it", value=took["read_megabytes"], unit="MB")
        yield Figure(section=SECTION, name="most memory of both", value=took["megabytes"], unit="MB")


def _imported(path: Path, folder: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.workbook_child", path, folder],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)
    took: dict[str, float] = json.loads(done.stdout)
    return took
