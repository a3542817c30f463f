"""Words that search knows: the same for every database, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.canon.words import LONGEST_WORD, words


def written(text: str) -> list[str]:
    return [each.written for each in words(text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("HCIA-Datacom V1.0", ["hcia", "datacom", "v1", "0"]),
        ("Ｎｅｔ５Ｇ", ["net5g"]),
        ("网络 技术B", ["x7f51x", "x7edcx", "x6280x", "x672fx", "b"]),
        ("5G移动", ["5g", "x79fbx", "x52a8x"]),
        ("straße", ["strasse"]),
        ("…—·\0\n", []),
        ("", []),
    ],
)
def test_letters_and_digits_run_together_and_characters_stand_alone(text: str, said: list[str]) -> None:
    assert written(text) == said


@given(st.text())
def test_every_word_is_ascii_letters_and_digits_and_stands_where_it_says(text: str) -> None:
    end = 0
    for word in words(text):
        assert word.written.isascii()
        assert word.written.isalnum()
        assert len(word.written) <= LONGEST_WORD
        assert end <= word.start < word.end <= len(text)
        assert written(text[word.start : word.end]) == [word.written]
        end = word.end


@given(st.text(st.characters(codec="ascii")))
def test_ascii_text_has_the_words_that_it_has_beside_other_text(text: str) -> None:
    assert words(f"{text} 网")[:-1] == words(text)


@given(st.text(), st.text())
def test_words_do_not_depend_on_what_stands_apart_from_them(first: str, second: str) -> None:
    assert written(f"{first} {second}") == written(first) + written(second)
