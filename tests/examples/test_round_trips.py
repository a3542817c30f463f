"""Both folders go through every format that keeps everything, and come back as the same root."""

from pathlib import Path

from fourfold.canon.parts import root_of
from fourfold.exchange.document import write_json
from fourfold.exchange.folder_write import write_folder
from fourfold.exchange.reading import read


def test_a_folder_comes_back_from_json_and_yaml_as_the_same_root(folder: Path, tmp_path: Path) -> None:
    first = read(folder).dossier
    assert first is not None
    write_json(first, tmp_path / "cluster.json")
    second = read(tmp_path / "cluster.json").dossier
    assert second is not None
    write_folder(second, tmp_path / "cluster")
    third = read(tmp_path / "cluster").dossier
    assert third is not None
    assert first == second == third
    assert root_of(first) == root_of(second) == root_of(third)
