"""Writing a dossier on whichever paper a path names."""

from dataclasses import replace
from pathlib import Path

from fourfold.canon.parts import root, split
from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Framework
from fourfold.domain.marks import Key
from fourfold.domain.problem import Problem
from fourfold.exchange.curricular_csv import CurriculumReading
from fourfold.exchange.curricular_lost import lost
from fourfold.exchange.curricular_write import curriculum_of, write_curricular_csv
from fourfold.exchange.document import write_json
from fourfold.exchange.folder_write import write_folder
from fourfold.exchange.places import Reading
from fourfold.exchange.staging import CannotWrite
from fourfold.exchange.workbook_write import write_workbook

ENDINGS = ("", ".xlsx", ".json", ".csv")


class UnknownPaper(ValueError):
    """A path whose ending names no format that can be written."""

    def __init__(self, path: Path, can: str = "name a folder, a .xlsx, a .json or a .csv file") -> None:
        super().__init__(f"{path}: cannot write {path.suffix!r} files; {can}")


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


def with_framework(reading: Reading, framework: Framework, *, base: str | None = None) -> Reading:
    """What was read with this framework in place of the one with its key, or beside the others.

    `base` is the root of the one that it was made from: where that has changed since, nothing is replaced.
    """
    if reading.dossier is None:
        raise ValueError("nothing was read")
    cluster = reading.dossier.cluster
    for each in reading.dossier.frameworks:
        if each.key == framework.key and base not in {None, root(split(each).manifest)}:
            raise CannotWrite(f"the framework {each.code} has changed since the workbook was made from it")
    others = tuple(each for each in reading.dossier.frameworks if each.key != framework.key)
    if framework.code.lower() in {each.code.lower() for each in others}:
        raise CannotWrite(f"the cluster has another framework with the code {framework.code}")
    cluster = replace(cluster, frameworks=(*cluster.frameworks, framework.key))
    return replace(reading, dossier=Dossier(cluster=cluster, frameworks=(*others, framework)))


def _write_csv(reading: Reading, dossier: Dossier, path: Path, plan: Key | None) -> tuple[Problem, ...]:
    if isinstance(reading, CurriculumReading) and reading.curriculum is not None:
        write_curricular_csv(reading.curriculum, path)
        return ()
    write_curricular_csv(curriculum_of(dossier, plan=plan), path)
    return lost(dossier, path, plan=plan)
