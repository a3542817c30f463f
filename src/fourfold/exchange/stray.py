"""Files that look like part of a cluster and stand where nothing is read: named, so that nobody believes them read."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from fourfold.exchange.layout import CLUSTER_FILE
from fourfold.exchange.limits import DEEPEST, MOST_FILES

YAML = (".yaml", ".yml")
MOST_OF_A_FOLDER = 100
"""More files than this are not named one by one."""


@dataclass(slots=True)
class Stray:
    """A walk through folders that are none of the layout's; it ends when it has seen enough."""

    left_entries: int = MOST_FILES

    def files(self, folder: Path, name: str) -> list[str]:
        """The YAML files below `folder`, which is called `name`, or the folder itself where it holds very many."""
        found = list(islice(self._files(folder, name), MOST_OF_A_FOLDER + 1))
        return found if len(found) <= MOST_OF_A_FOLDER else [name]

    def _files(self, folder: Path, name: str) -> Iterator[str]:
        """The files; a folder that holds a cluster of its own, or that has no end, is named itself."""
        inside = self._entries(folder) if name.count("/") < DEEPEST else None
        if inside is None or any(entry.name == CLUSTER_FILE for entry in inside):
            yield name
            return
        for entry in inside:
            if is_linked_folder(entry):
                yield f"{name}{entry.name}/"
            elif entry.is_dir(follow_symlinks=False):
                yield from self._files(Path(entry.path), f"{name}{entry.name}/")
            elif entry.name.lower().endswith(YAML):
                yield name + entry.name

    def _entries(self, folder: Path) -> list[os.DirEntry[str]] | None:
        try:
            with os.scandir(folder) as scan:
                found = [entry for entry, _ in zip(scan, range(self.left_entries + 1), strict=False)]
        except OSError:
            return None
        if len(found) > self.left_entries:
            return None
        self.left_entries -= len(found)
        return sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda entry: entry.name)


def is_linked_folder(entry: os.DirEntry[str]) -> bool:
    """Whether this is a link to a folder: it is named and never followed, for it may lead anywhere, itself included."""
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:
        return False
