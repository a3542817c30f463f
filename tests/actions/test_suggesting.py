from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from fourfold.actions import model
from fourfold.actions.meanings import FILE, Meanings
from fourfold.actions.reason_words import why
from fourfold.actions.suggesting import MOST, Ranking, Sought, suggest_for, texts_of, unread
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.engine.suggestion import Reason, Sign
from tests.web import small

Counted = list[str]


@pytest.fixture
def read() -> Counted:
    """The texts that a model has been asked to read."""
    return []


@pytest.fixture
def reader(read: Counted) -> Callable[[str], Sequence[float]]:
    """A model of a sort: the letters a to z counted."""

    def embed(text: str) -> Sequence[float]:
        read.append(text)
        return [1.0 + text.lower().count(chr(97 + place)) for place in range(26)]

    return embed


@pytest.fixture
def index() -> Index:
    return Index(small.dossier())


def first_course(index: Index) -> str:
    return next(key for key, course in index.courses.items() if course.outcomes)


def test_without_a_model_words_decide_and_the_answer_says_so(index: Index) -> None:
    found = suggest_for(index, Sought(course=first_course(index)))
    assert (found.ranking, found.unread) == (Ranking.WORDS, 0)
    assert [each.outcome for each in found.outcomes] == [each.key for each in index.courses[found.course].outcomes]


def test_with_a_model_that_has_read_everything_meanings_decide(
    index: Index, reader: Callable[[str], Sequence[float]]
) -> None:
    meanings = Meanings(reader, None)
    assert unread(index, meanings=meanings) == 0
    found = suggest_for(index, Sought(course=first_course(index)), meanings=meanings)
    assert (found.ranking, found.unread) == (Ranking.MEANINGS, 0)


def test_a_model_that_had_no_time_leaves_it_to_words(index: Index, reader: Callable[[str], Sequence[float]]) -> None:
    meanings = Meanings(reader, None)
    left = unread(index, meanings=meanings, seconds=0)
    assert left == len({said for text in texts_of(index) for said in (text.en, text.zh) if said})
    sought = Sought(course=first_course(index))
    found = suggest_for(index, sought, meanings=meanings, left=left)
    assert (found.ranking, found.unread) == (Ranking.WORDS, left)
    assert found.outcomes == suggest_for(index, sought).outcomes


def test_a_text_is_read_once_and_kept_in_a_file_by_what_it_says(
    tmp_path: Path, read: Counted, reader: Callable[[str], Sequence[float]]
) -> None:
    texts = [Text(en="Route", zh="路由"), Text(en="Route"), Text(zh="交换")]
    first = Meanings(reader, tmp_path)
    assert first.learn(texts) == 0
    assert sorted(read) == sorted(["Route", "路由", "交换"])
    again = Meanings(reader, tmp_path)
    assert again.learn(texts) == 0
    assert len(read) == 3
    assert again(texts[0], texts) == first(texts[0], texts)
    other = Meanings(reader, tmp_path, model="another")
    other.learn(texts)
    assert len(read) == 6
    (tmp_path / FILE).unlink()
    Meanings(reader, tmp_path).learn(texts)
    assert len(read) == 9


def test_the_same_text_is_as_alike_as_can_be_and_order_changes_nothing(
    reader: Callable[[str], Sequence[float]],
) -> None:
    texts = [Text(en="Route between areas"), Text(en="zzzz" * 50), Text(en="Route between area")]
    meanings = Meanings(reader, None)
    meanings.learn(texts)
    found = meanings(texts[0], texts)
    assert found[0] == 1000
    assert found[0] >= found[2] > found[1]
    assert meanings(texts[0], texts[::-1]) == found[::-1]
    assert meanings(texts[0], []) == []


def test_no_more_is_suggested_than_the_most(index: Index) -> None:
    found = suggest_for(index, Sought(course=first_course(index), limit=10_000))
    assert all(len(each.suggestions) <= MOST for each in found.outcomes)


@pytest.mark.parametrize("sign", Sign)
def test_every_sign_has_words_in_both_languages(index: Index, sign: Sign) -> None:
    said = why(index, Reason(sign=sign, points=1))
    assert said.en
    assert said.zh


def test_words_of_the_other_language_are_told_apart(index: Index) -> None:
    said = why(index, Reason(sign=Sign.WORDS, points=1, words=("VLAN",), translated=("链路聚合",)))
    assert said.en == "shares “VLAN”; says “链路聚合” in the other language"
    assert said.zh == "共有词语“VLAN”；另一语言中的对应词语“链路聚合”"


@pytest.mark.skipif(not model.installed(), reason="the extra across-languages is not installed")
def test_the_model_finds_the_same_thing_in_the_other_language() -> None:
    meanings = model.meanings(None)
    assert meanings is not None
    asked, same, other = Text(en="Link aggregation"), Text(zh="链路聚合"), Text(zh="压制花卉标本")
    meanings.learn([asked, same, other])
    near, far = meanings(asked, [same, other])
    assert near > far
