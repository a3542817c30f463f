"""A cluster as a folder of YAML files, one for each part: reading."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fourfold.canon.schemas import schema_of
from fourfold.canon.validate import nearest, shown
from fourfold.domain.cluster import Head
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import CODE_PATTERN
from fourfold.domain.problem import Problem
from fourfold.exchange.assembly import assemble
from fourfold.exchange.bounded_yaml import parse
from fourfold.exchange.faults import Unreadable, problem
from fourfold.exchange.files import Budget, TooMuch, entries, inside, name_fits, read_text
from fourfold.exchange.layout import CLUSTER_FILE, FOLDERS, HEAD, SUFFIX, Kind, base_of
from fourfold.exchange.places import Reading, Spot
from fourfold.exchange.resolve import Paper
from fourfold.exchange.staging import Pending, pending
from fourfold.exchange.stray import YAML, Stray, is_linked_folder
from fourfold.exchange.unread import REFERRED, Unread, nouns_within, unread_file

_CODE = re.compile(CODE_PATTERN)


def read_folder(path: Path) -> Reading:
    """The dossier in a folder, or everything that is wrong with it."""
    root = path.resolve()
    shelf = _Shelf(root, pending(root))
    papers = shelf.papers()
    if not shelf.has_head:
        shelf.problems.append(problem("R016", CLUSTER_FILE))
        shelf.unread.append(Unread(CLUSTER_FILE, nouns_within(Head)))
    return assemble(papers, shelf.problems, shelf.base, unread=shelf.unread)


@dataclass(slots=True)
class _Shelf:
    """The files of a folder, taken down one by one."""

    root: Path
    pending: Pending
    problems: list[Problem] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    budget: Budget = field(default_factory=Budget)
    stray: Stray = field(default_factory=Stray)
    base: str | None = None
    has_head: bool = False

    def files(self) -> Iterator[tuple[Kind, str]]:
        """The files of the layout with their kinds, as they are once every move is made."""
        for kind, name in self._found():
            if name not in self.pending.gone and name not in self.pending.staged:
                yield kind, name
        for name in self.pending.staged:
            yield FOLDERS.get(name.partition("/")[0], HEAD), name

    def _found(self) -> Iterator[tuple[Kind, str]]:
        known = []
        for entry in entries(self.root, ".", self.problems):
            if entry.name == CLUSTER_FILE:
                yield HEAD, entry.name
            elif entry.name in FOLDERS:
                known.append(entry)
            else:
                self._unread(entry, "", nearest(entry.name, [*FOLDERS]))
        for entry in known:
            yield from self._folder(FOLDERS[entry.name], entry)

    def _folder(self, kind: Kind, folder: os.DirEntry[str]) -> Iterator[tuple[Kind, str]]:
        if not inside(Path(folder.path), self.root):
            self._refuse(kind, problem("R006", folder.name))
            return
        seen: dict[str, str] = {}
        refused: list[Problem] = []
        for entry in entries(Path(folder.path), folder.name, refused):
            name = f"{kind.folder}/{entry.name}"
            if not entry.name.endswith(SUFFIX):
                self._unread(entry, f"{kind.folder}/", f"{kind.folder}/CODE{SUFFIX}")
            elif not (_CODE.fullmatch(entry.name.removesuffix(SUFFIX)) and name_fits(entry.name)):
                self._refuse(kind, problem("R005", name, found=entry.name, expected="a code and .yaml"))
            elif seen.setdefault(entry.name.lower(), entry.name) != entry.name:
                self._refuse(kind, problem("R005", name, found=entry.name, expected=seen[entry.name.lower()]))
            else:
                yield kind, name
        for each in refused:
            self._refuse(kind, each)

    def _refuse(self, kind: Kind, why: Problem) -> None:
        """Leave out a file or folder in which anything of its kind may stand."""
        self.problems.append(why)
        self.unread.append(Unread(why.where.file or kind.folder, nouns_within(kind.cls)))

    def _unread(self, entry: os.DirEntry[str], above: str, expected: str) -> None:
        name = above + entry.name
        if not name_fits(entry.name):
            self.problems.append(problem("R005", name, found=entry.name, expected="a code and .yaml"))
        elif is_linked_folder(entry):
            self.problems.append(problem("R015", f"{name}/", found=entry.name, expected=expected))
        elif entry.is_dir(follow_symlinks=False):
            astray = self.stray.files(Path(entry.path), f"{name}/")
            self.problems += [problem("R015", each, found=entry.name, expected=expected) for each in astray]
        elif entry.name.lower().endswith(YAML):
            self.problems.append(problem("R015", name, found=entry.name, expected=expected))

    def papers(self) -> list[Paper]:
        """The documents of all files; what is wrong with the others is put aside."""
        papers = []
        for kind, name in self.files():
            self.has_head = self.has_head or kind is HEAD
            text = None
            try:
                text = self._text(name)
                papers.append(self._paper(kind, name, text))
            except TooMuch as end:
                self.problems += end.problems
                self.unread.append(Unread(name, REFERRED))
                break
            except Unreadable as unreadable:
                self.problems += unreadable.problems
                self.unread += unread_file(kind.cls, name, text)
        return papers

    def _text(self, name: str) -> str:
        path = self.pending.staged.get(name, self.root / name)
        if not inside(path, self.root):
            raise Unreadable(problem("R006", name))
        text = read_text(path, name, self.budget.largest_bytes(name))
        self.budget.spend(text)
        return text

    def _paper(self, kind: Kind, name: str, text: str) -> Paper:
        tree, spot = parse(text, name)
        self.budget.hold(name, spot.values())
        if not isinstance(tree, dict):
            details = (("field", name),)
            raise Unreadable(problem("R022", name, line=1, found=shown(tree), expected="a mapping", details=details))
        self._schema(kind, name, tree, spot)
        if kind is HEAD:
            self.base = base_of(tree, name, spot.at("base").line, self.problems)
        self._named(kind, name, tree, spot)
        return Paper(kind.cls, name, tree, spot, named=Path(name).stem)

    def _schema(self, kind: Kind, name: str, tree: dict[str, Any], spot: Spot) -> None:
        said = tree.pop("schema", None)
        line = spot.inside["schema"].line if "schema" in spot.inside else 1
        found = schema_of(said)
        if found == kind.schema:
            return
        newer = found is not None and found.kind == kind.schema.kind and found.version > kind.schema.version
        raise Unreadable(
            problem("R014" if newer else "R013", name, line=line, path=("schema",), found=shown(said),
                    expected=f"schema: {kind.schema}")
        )  # fmt: skip

    def _named(self, kind: Kind, name: str, tree: dict[str, Any], spot: Spot) -> None:
        field_name = "course" if kind.cls is CourseLinks else "code"
        code, stem = tree.get(field_name), Path(name).stem
        if kind is not HEAD and isinstance(code, str) and _CODE.fullmatch(code) and code.lower() != stem.lower():
            line = spot.inside[field_name].line
            self.problems.append(problem("R029", name, line=line, path=(field_name,), found=stem, expected=code))
