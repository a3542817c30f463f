"""A database that is locked while somebody saves: 503 and come again, never a fault of what they filled in."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.web.test_editing import AT, filled, sent
from tests.web.test_table import courses_of, root_in
from tests.web.test_table import sent as bring

pytestmark = pytest.mark.django_db


@contextmanager
def locked() -> Iterator[None]:
    """Nothing of a document can be written; what is asked is answered."""

    def refuse(execute: Callable[..., object], sql: str, *rest: Any) -> object:  # noqa: ANN401 - Django's signature
        if re.match(r"(INSERT INTO|UPDATE|DELETE FROM) .store_", sql):
            raise OperationalError("database is locked")
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse):
        yield


def test_saving_removing_and_taking_back_are_put_off(visitor: Client) -> None:
    sent(visitor, "edit/course/NT-B", credits="5.5")
    boxes = filled(visitor, "edit/course/NT-B", credits="6") | {"do": ["save"]}
    found = re.search(r'name="base" value="([0-9a-f]{64})"', visitor.get(AT + "remove/course/NT-B").content.decode())
    assert found is not None
    asked = {"edit/course/NT-B": boxes, "remove/course/NT-B": {"base": [found[1]]}, "undo": {}}
    with locked():
        answers = {path: visitor.post(AT + path, said) for path, said in asked.items()}
    assert {path: (each.status_code, each.headers.get("Retry-After")) for path, each in answers.items()} == (
        dict.fromkeys(asked, (503, "10"))
    )


def test_publishing_is_put_off(visitor: Client) -> None:
    page = visitor.get(AT + "publish").content.decode()
    root = re.search(r'name="root" value="([0-9a-f]{64})"', page)
    assert root is not None
    filled_in = {"root": root[1], "name": "1", "reason": "a test", "confirmed": "yes"}
    with locked():
        assert visitor.post(AT + "publish", filled_in).status_code == 503
    assert visitor.post(AT + "publish", filled_in).status_code == 302


def test_bringing_a_file_and_applying_it_are_put_off(visitor: Client, tmp_path: Path) -> None:
    file = courses_of(tmp_path)
    with locked():
        assert bring(visitor, file).status_code == 503
    review = bring(visitor, file).headers["Location"]
    said = {"act": "apply", "root": root_in(visitor.get(review).content.decode())}
    with locked():
        assert visitor.post(review, said).status_code == 503
    assert visitor.post(review, said).status_code == 302
