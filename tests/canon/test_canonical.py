"""Equal values have equal digests and the reverse; what is stored is read back as it was."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from fourfold.canon.decode import decode
from fourfold.canon.encode import digest, encode
from fourfold.canon.normal import normal
from fourfold.canon.parts import join, manifest_bytes, parts_of, read_manifest, root, root_of, split, split_dossier
from fourfold.canon.trees import NotCanonical
from fourfold.domain.cluster import Cluster, Dossier
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.text import Text
from tests.strategies import courses, dossiers, key_of


@given(dossiers())
def test_every_part_is_read_back_as_it_was_and_written_as_the_same_bytes(dossier: Dossier) -> None:
    wholes: tuple[Cluster | Framework, ...] = (dossier.cluster, *dossier.frameworks)
    for whole in wholes:
        for _, part in parts_of(whole):
            content = encode(part)
            assert decode(content) == part
            assert encode(decode(content)) == content


@given(dossiers())
def test_a_whole_is_joined_from_its_manifest_and_parts(dossier: Dossier) -> None:
    for each in split_dossier(dossier):
        store = {digest(content): content for content in each.parts.values()}
        whole: Cluster | Framework = join(read_manifest(manifest_bytes(each.manifest)), store.__getitem__)
        assert whole in (dossier.cluster, *dossier.frameworks)


@given(dossiers(), dossiers())
def test_dossiers_are_equal_where_their_roots_are(one: Dossier, other: Dossier) -> None:
    assert (one == other) == (root_of(one) == root_of(other))


@settings(max_examples=10)
@given(courses())
def test_equal_numbers_have_one_digest_however_they_are_written(course: Course) -> None:
    longer = replace(course, credits=Decimal(f"{course.credits:.2f}"))
    assert longer == course
    assert encode(longer) == encode(course)


@settings(max_examples=10)
@given(courses())
def test_a_change_of_any_field_changes_the_digest(course: Course) -> None:
    changes: tuple[dict[str, object], ...] = (
        {"title": Text(en="Another title")},
        {"credits": course.credits + 1},
        {"optional": not course.optional},
        {"weeks": course.weeks + 1},
        {"key": key_of("course", 10_000)},
    )
    for change in changes:
        other = replace(course, **change)  # type: ignore[arg-type]  # each names a field and a value of its type
        assert digest(encode(other)) != digest(encode(course))


@given(dossiers())
def test_a_value_that_was_read_is_in_its_normal_form(dossier: Dossier) -> None:
    assert normal(dossier.cluster) == dossier.cluster


def test_a_root_names_the_roots_of_the_frameworks_it_pins(golden_dossier: Dossier) -> None:
    framework = golden_dossier.frameworks[0]
    changed = replace(framework, title=Text(en="Another title"))
    assert root_of(replace(golden_dossier, frameworks=(changed,))) != root_of(golden_dossier)
    assert root(split(golden_dossier.cluster).manifest) != root_of(golden_dossier)


def test_a_set_out_of_order_is_put_right_or_refused(golden_dossier: Dossier) -> None:
    course = replace(golden_dossier.cluster.courses[0], terms=(3, 1, 1))
    with pytest.raises(NotCanonical, match="terms is a set and must be sorted"):
        encode(course)
    assert normal(course).terms == (1, 3)


def test_text_that_is_not_nfc_is_put_right_or_refused(golden_dossier: Dossier) -> None:
    course = replace(golden_dossier.cluster.courses[0], title=Text(en="cafe\u0301"))
    with pytest.raises(NotCanonical, match="not in Unicode normal form C"):
        encode(course)
    assert normal(course).title == Text(en="caf\u00e9")


def test_links_out_of_order_are_put_right_or_refused(golden_dossier: Dossier) -> None:
    part = golden_dossier.cluster.links[0]
    backwards: CourseLinks = replace(part, links=part.links[::-1])
    with pytest.raises(NotCanonical, match="not in the order of outcome, framework and item"):
        encode(backwards)
    assert normal(backwards) == part


def test_a_value_that_no_reader_would_make_is_refused(golden_dossier: Dossier) -> None:
    with pytest.raises(NotCanonical, match="code: a code"):
        normal(replace(golden_dossier.cluster.courses[0], code="two words"))
