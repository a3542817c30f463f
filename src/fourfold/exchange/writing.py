"""Writing a dossier on whichever paper a path names."""

from pathlib import Path

from fourfold.domain.cluster import Dossier
from fourfold.domain.marks import Key
from fourfold.domain.problem import Problem
from fourfold.exchange.curricular_csv import CurriculumReading
from fourfold.exchange.curricular_lost import lost
from fourfold.exchange.curricular_write import curriculum_of, write_curricular_csv
from fourfold.exchange.document import write_json
from fourfold.exchange.folder_write import write_folder
from fourfold.exchange.places import Reading
from fourfold.exchange.workbook_write import write_workbook

ENDINGS = ("", ".xlsx", ".json", ".csv")


class UnknownPaper(ValueError):
    """A path whose ending names no format that can be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: cannot write {path.suffix!r} files; name a folder, a .xlsx, a .json or a .csv file")


def write(reading: Reading, path: Path, *, plan: Key | None = None) -> tuple[Problem, ...]:
    """Write what was read to `path`: a folder, a workbook, a JSON document or a Curricular Analytics CSV.

    What is left out since the format has no room for it comes back as a note.
    A CSV read is written again as it stood; of a cluster, `plan` is written as a degree plan.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS and not path.is_dir():
        raise UnknownPaper(path)
    if reading.dossier is None:
        raise ValueError("nothing was read")
    path.parent.mkdir(parents=True, exist_ok=True)
    if ending == ".json":
        write_json(reading.dossier, path, base=reading.base)
    elif ending == ".xlsx":
        write_workbook(reading.dossier, path, base=reading.base)
    elif ending == ".csv":
        return _write_csv(reading, reading.dossier, path, plan)
    else:
        write_folder(reading.dossier, path, base=reading.base)
    return ()


def _write_csv(reading: Reading, dossier: Dossier, path: Path, plan: Key | None) -> tuple[Problem, ...]:
    if isinstance(reading, CurriculumReading) and reading.curriculum is not None:
        write_curricular_csv(reading.curriculum, path)
        return ()
    write_curricular_csv(curriculum_of(dossier, plan=plan), path)
    return lost(dossier, path, plan=plan)
