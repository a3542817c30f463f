"""Technologies: their purpose, the courses that name them, the items that ask for them."""

from dataclasses import replace

import pytest
from django.test import Client

from fourfold.actions.answers import Answers
from fourfold.actions.reads import Reads
from fourfold.actions.shelf import Opened
from fourfold.domain.cluster import Dossier, Purpose, Technology
from fourfold.engine.index import Index
from fourfold.web.pages import technology
from fourfold.web.pages.address import Address
from tests.web import small
from tests.web.conftest import HERE

pytestmark = pytest.mark.django_db


def asked_for(opened: Opened) -> Opened:
    """The cluster where one item of a framework asks for openEuler, and a technology that nobody names."""
    wanted = replace(small.ENGINEER.items[0], technologies=(small.EULER.code,))
    job = replace(small.ENGINEER, items=(wanted, *small.ENGINEER.items[1:]))
    dossier = small.dossier()
    gauss = Technology(
        key=small.key("technology", "opengauss"),
        code="opengauss",
        title=small.said("openGauss|高斯"),
        purpose=Purpose.FOUNDATION,
    )
    head = replace(dossier.cluster.head, technologies=(small.EULER, gauss))
    index = Index(Dossier(cluster=replace(dossier.cluster, head=head), frameworks=(small.HCIA, job, small.TRACK)))
    return replace(opened, index=index, reads=Reads(index, {}), root="asked for", answers=Answers())


def test_a_course_that_names_it_says_where_it_is_taken(opened: Opened, address: Address) -> None:
    page = technology.page(opened, address, small.EULER)
    (course,) = page.courses
    assert course.course.code == "NT-B"
    assert [(each.program.href.partition("program/")[2], each.terms) for each in course.places] == [
        ("MC?plan=MC-ordinary", "2"),
        ("CN?plan=CN-ordinary", "2"),
        ("IOT?plan=IOT-ordinary", "2"),
    ]
    assert page.summary == "1 course names it, in 3 programs; 0 items ask for it."


def test_an_item_that_asks_for_it_has_the_courses_that_serve_it(opened: Opened, address: Address) -> None:
    (asking,) = technology.page(asked_for(opened), address, small.EULER).asking
    (wanted,) = asking.items
    assert (wanted.item.code, wanted.ours, [each.code for each in wanted.others]) == ("J1", (), ["RS"])


def test_one_that_no_course_names_says_so_and_is_a_problem(opened: Opened, address: Address) -> None:
    found = asked_for(opened)
    page = technology.page(found, address, found.index.cluster.head.technologies[1])
    assert (page.courses, page.asking) == ((), ())
    assert [each.code for each in page.problems] == ["D014"]
    assert str(page.purpose).startswith("foundation")


def test_the_course_and_the_lens_lead_to_it(visitor: Client) -> None:
    way = f'<a href="{HERE}technology/openeuler">'
    assert way in visitor.get(f"{HERE}course/NT-B").content.decode()
    assert way in visitor.get(f"{HERE}?lens=technology:openeuler").content.decode()
    assert f'<a href="{HERE}framework/hcia">' in visitor.get(HERE).content.decode()


def test_an_unknown_one_suggests_near_codes(visitor: Client) -> None:
    html = visitor.get(f"{HERE}technology/openeule").content.decode()
    assert f'<a href="{HERE}technology/openeuler">openeuler</a>' in html
