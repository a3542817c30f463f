"""What can be searched for: every noun with a title, once, with its own texts and nobody else's."""

from collections import Counter

from hypothesis import given

from fourfold.canon.nouns import nouns_in
from fourfold.canon.parts import parts_of
from fourfold.canon.passages import SOUGHT, passages
from fourfold.domain.cluster import Cluster, Dossier
from fourfold.domain.framework import Framework
from tests.strategies import dossiers
from tests.web import small


@given(dossiers())
def test_every_noun_that_is_sought_has_one_passage(dossier: Dossier) -> None:
    wholes: tuple[Cluster | Framework, ...] = (dossier.cluster, *dossier.frameworks)
    for whole in wholes:
        for _, part in parts_of(whole):
            assert (
                Counter((each.noun, each.key, each.code) for each in passages(part))
                == Counter((each.noun, each.key, each.code) for each in nouns_in(part) if each.noun in SOUGHT)
                | Counter()
            )


def test_an_outcome_is_named_by_its_sentence_and_stands_in_its_course() -> None:
    course, first, _ = passages(small.COURSES[1])
    assert (course.code, course.of, first.code, first.of) == ("NT-A", "", "NT-A.1", "NT-A")
    assert first.title == small.COURSES[1].outcomes[0].text


def test_a_framework_is_known_by_its_version_and_its_family_too() -> None:
    (head, *_) = [each for _, part in parts_of(small.HCIA) for each in passages(part)]
    assert [text.en for text in head.more] == ["V1.0 hcia"]
