"""Numbers that anybody may write into an address or a form."""

import pytest
from django.test import RequestFactory

from fourfold.web.pages.numbered import page_of, whole


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("7", 7),
        ("007", 7),
        ("0", 0),
        ("", None),
        ("-1", None),
        ("²", None),
        ("٣", None),
        ("1.5", None),
        ("9" * 19, None),
    ],
)
def test_a_whole_number_is_one_or_nothing(said: str, number: int | None) -> None:
    assert whole(said) == number


@pytest.mark.parametrize(("said", "number"), [("3", 3), ("0", 1), ("x", 1), ("²", 1), ("1234567", 1)])
def test_a_page_that_is_none_is_the_first(rf: RequestFactory, said: str, number: int) -> None:
    assert page_of(rf.get("/", {"page": said})) == number
