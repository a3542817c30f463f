"""The reference pages say what the code does."""

import pytest

from tools import write_docs


@pytest.mark.parametrize("name", sorted(write_docs.PAGES))
def test_a_reference_page_is_what_the_code_says(name: str) -> None:
    assert (write_docs.FOLDER / name).read_text(encoding="utf-8") == write_docs.PAGES[name](), "run `make docs`"
