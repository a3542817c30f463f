"""How pages are set: Chinese is set solid, and text in another language says so."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.template import Context, Template
from django.test import Client

from fourfold.canon.parts import split_dossier
from fourfold.exchange.reading import read
from fourfold.store.write import Authorship, replace_draft

EXAMPLE = Path(__file__).parents[2] / "examples" / "ict-cluster-planted"
CLUSTER = "/example-college/ict-planted/"
HERE = f"{CLUSTER}draft/"
GOES_ON = ("/undo", "/redo", "/new/plan")
"""What is no page by its address alone."""
BY_CODE = {"align", "publish", "replace"}
"""Pages of a framework each, one like the other."""
UNSEEN = re.compile(r"<(script|style|svg|option)\b.*?</\1>", re.DOTALL)
IN_A_SENTENCE = r"(?:</?(?:a|b)(?:\s[^>]*)?>)*"
STRAY = re.compile(rf"[\u3001-\u9fff\uff01-\uff60]{IN_A_SENTENCE}\s+{IN_A_SENTENCE}\s*{IN_A_SENTENCE}[\u4e00-\u9fff]")
LINK = re.compile(r'href="((?:/example-college|/help)[^"#?]*)')


@pytest.fixture
def reader(db: None, client: Client, settings: LazySettings) -> Client:  # noqa: ARG001 - the database is asked for its effect
    """Somebody who reads the example in Chinese."""
    settings.TODAY = date(2026, 6, 1)
    settings.LOCAL = True
    dossier = read(EXAMPLE).dossier
    assert dossier is not None
    authorship = Authorship(who="local", at=datetime(2026, 6, 1, tzinfo=UTC))
    replace_draft(dossier.cluster.head, split_dossier(dossier), authorship, expected=None)
    client.cookies["fourfold_language"] = "zh-hans"
    return client


def wanted(path: str, seen: set[str]) -> bool:
    """Whether a page is to be looked at: every one of the draft and the help, of others one of each kind."""
    if path.startswith((HERE, "/help")):
        return True
    steps = path.removeprefix(CLUSTER).split("/")
    kind = "/".join(steps[: 1 if steps[0] in BY_CODE else 2])
    new = kind not in seen and not path.endswith(GOES_ON)
    seen.add(kind)
    return new


def every_page(reader: Client) -> Iterator[tuple[str, str]]:
    """Every page of the cluster that can be reached from the map by links, without what follows a question mark."""
    seen: set[str] = set()
    known, waiting = {HERE}, [HERE, *(f"{CLUSTER}new/{noun}" for noun in ("program", "module", "course", "rule"))]
    while waiting:
        path = waiting.pop()
        answer = reader.get(path, follow=True)
        assert answer.status_code == 200, path
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        html = answer.content.decode()
        yield path, html
        found = set(LINK.findall(html)) - known
        known |= found
        waiting += [each for each in sorted(found) if wanted(each, seen)]


@pytest.mark.slow
@pytest.mark.django_db
def test_no_page_of_the_example_has_a_space_between_chinese_and_chinese(reader: Client) -> None:
    strays = {}
    for path, html in every_page(reader):
        found = [match.group() for match in STRAY.finditer(UNSEEN.sub("", html))]
        if found:
            strays[path] = found
    assert strays == {}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("page", ["", "/queue", "/queue?one=1", "/holes"])
@pytest.mark.parametrize("framework", ["hcia-datacom-v2", "hcip-datacom-core-v1"])
def test_no_page_of_the_matrix_has_a_space_between_chinese_and_chinese(
    reader: Client, framework: str, page: str
) -> None:
    joined = "&" if "?" in page else "?"
    for scope in ("program=CN", "course=CN-I3"):
        html = reader.get(
            f"/example-college/ict-planted/align/{framework}{page}{joined}{scope}&suggest=yes"
        ).content.decode()
        assert [match.group() for match in STRAY.finditer(UNSEEN.sub("", html))] == []


@pytest.mark.parametrize(
    ("written", "set_solid"),
    [
        ("在 <a href='/'>网络</a> 中", "在<a href='/'>网络</a>中"),
        ("课程\n  <b>甲</b> \n 与乙", "课程<b>甲</b>与乙"),
        ("改动： <a>加深</a>", "改动：<a>加深</a>"),
        ("在 <a>HCIA 认证</a> 中", "在 <a>HCIA 认证</a>中"),
        ("(<a>Networks</a> <i>earlier</i>\n)", "(<a>Networks</a> <i>earlier</i>)"),
        ("in <a>Networks</a> there", "in <a>Networks</a> there"),
    ],
)
def test_a_sentence_is_set_solid_across_its_links(written: str, set_solid: str) -> None:
    template = Template("{% load fourfold %}{% solid %}" + written + "{% endsolid %}")
    assert template.render(Context()) == set_solid


@pytest.mark.slow
def test_a_source_in_english_is_introduced_in_chinese_and_marked_as_english(reader: Client) -> None:
    html = reader.get(f"{HERE}framework/hcia-datacom-v2").content.decode()
    assert re.findall(r'class="footing [a-z]+">[^<]*：依据|；依据：<span lang="en">', html)
