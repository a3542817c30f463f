"""What the example's README counts and promises is so."""

import re

from fourfold.domain.cluster import Dossier
from tests.examples.test_promises import PROMISES
from tools.plant import README, SOUND

TEXT = (SOUND / README).read_text("utf-8")


def test_it_counts_the_files_of_each_folder() -> None:
    counted = {name: int(number) for name, number in re.findall(r"^\| `(\w+)/` \|.*\| (\d+) \|$", TEXT, re.MULTILINE)}
    assert counted == {each.name: len(list(each.glob("*.yaml"))) for each in SOUND.iterdir() if each.is_dir()}


def test_it_counts_the_frameworks_of_each_kind(sound: Dossier) -> None:
    told = re.search(r"jobs \((\d+)\), competitions \((\d+)\), certifications \((\d+)\)", TEXT)
    assert told is not None
    kinds = ("job", "competition", "certification")
    assert [int(each) for each in told.groups()] == [
        sum(each.kind == kind for each in sound.frameworks) for kind in kinds
    ]


def test_its_table_of_promises_has_what_is_promised_and_guaranteed() -> None:
    rows = re.findall(r"^\| (MC|CN|MI|IOT) \| HCI[^|]*\|[^|]*\| (?:all )?(\d+)[^|]*\| (\d+) \|", TEXT, re.MULTILINE)
    proved = {
        (rule, plan.partition("-")[0], str(promised), str(guaranteed))
        for rule, plan, _, guaranteed, promised in PROMISES
        if rule.startswith("promise-")
    }
    assert sorted(rows) == sorted(each[1:] for each in proved)
