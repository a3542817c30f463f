"""What readers see where we are wrong: a page that asks nothing which may itself be broken."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from fourfold.web.pages import errors


@pytest.mark.parametrize(("language", "words"), [("en", "Something went wrong here"), ("zh-hans", "出了点问题")])
def test_a_fault_of_ours_is_owned_in_the_readers_language(rf: RequestFactory, language: str, words: str) -> None:
    with translation.override(language):
        answer = errors.our_fault(rf.get("/szpu/ict/draft/"))
    assert answer.status_code == 500
    assert words in answer.content.decode()
