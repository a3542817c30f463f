"""Codes find keys, keys find places: what the checks say can be shown beside the line."""

from collections.abc import Mapping
from pathlib import Path

from fourfold.canon.identity import cluster_key, framework_key, links_key, noun_key
from fourfold.domain.cluster import Dossier
from fourfold.domain.problem import Place, Problem, Severity
from fourfold.exchange.document import write_json
from fourfold.exchange.places import Reading
from fourfold.exchange.reading import read
from tests.exchange.small_folder import FILES, changed, put

CLUSTER = cluster_key("example", "ict")
EXAM = framework_key("example", "exam")


def reading_of(folder: Path, files: Mapping[str, str | bytes | None] | None = None) -> Reading:
    return read(put(folder, FILES if files is None else files))


def dossier_of(folder: Path, files: Mapping[str, str | bytes | None] | None = None) -> Dossier:
    dossier = reading_of(folder, files).dossier
    assert dossier is not None
    return dossier


def where(place: Place) -> tuple[str | None, int | None, str]:
    return place.file, place.line, place.path


def test_keys_follow_from_codes_when_none_are_given(tmp_path: Path) -> None:
    cluster = dossier_of(tmp_path).cluster
    assert cluster.head.key == CLUSTER
    assert {course.key for course in cluster.courses} == {
        noun_key(CLUSTER, "course", code) for code in ("NT-A", "nt-b")
    }
    assert cluster.links[0].key == links_key(noun_key(CLUSTER, "course", "NT-A"))
    assert {link.item for link in cluster.links[0].links} == {noun_key(EXAM, "item", "D1.1")}
    assert cluster.frameworks == (EXAM,)


def test_reading_twice_gives_the_same_value(tmp_path: Path) -> None:
    assert dossier_of(tmp_path) == dossier_of(tmp_path)


def test_a_renamed_course_keeps_its_key_and_answers_to_its_old_code(tmp_path: Path) -> None:
    before = dossier_of(tmp_path / "before")
    renamed = FILES["courses/NT-A.yaml"].replace("code: NT-A\n", "code: NET-1\nwas: NT-A\n")
    after = reading_of(tmp_path / "after", {**FILES, "courses/NT-A.yaml": None, "courses/NET-1.yaml": renamed})
    assert after.dossier is not None
    assert {course.key for course in after.dossier.cluster.courses} == {course.key for course in before.cluster.courses}
    assert (after.problems, after.labels) == ((), {})
    assert after.dossier.cluster.links == before.cluster.links


def test_a_renamed_framework_keeps_its_items(tmp_path: Path) -> None:
    before = dossier_of(tmp_path / "before")
    renamed = FILES["frameworks/exam.yaml"].replace("code: exam\n", "code: exam-v1\nwas: exam\n")
    files = {**FILES, "frameworks/exam.yaml": None, "frameworks/exam-v1.yaml": renamed}
    after = dossier_of(tmp_path / "after", files)
    assert [item.key for item in after.frameworks[0].walk()] == [item.key for item in before.frameworks[0].walk()]
    assert after.cluster == before.cluster


def test_a_code_that_names_nothing_is_kept_as_a_label(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, changed("courses/NT-B.yaml", "nt-a", "Absent"))
    key = noun_key(CLUSTER, "course", "absent")
    assert (reading.problems, reading.labels) == ((), {key: "Absent"})
    assert reading.dossier is not None
    course = next(each for each in reading.dossier.cluster.courses if each.code == "NT-B")
    assert [leaf.course for leaf in course.requisites()] == [key]
    place = reading.places.of("course", course.key, "/requisite/all_of/0/course")
    assert where(place) == ("courses/NT-B.yaml", 7, "/requisite/all_of/0/course")


def test_an_item_of_an_unknown_framework_is_a_label_too(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path, changed("links/NT-A.yaml", "exam, item: D1.1, depth: master", "gone, item: X, depth: master")
    )
    gone = framework_key("example", "gone")
    assert reading.labels == {gone: "gone", noun_key(gone, "item", "X"): "X"}


def test_a_place_has_the_line_of_its_field_and_the_path_as_it_stands_in_the_file(tmp_path: Path) -> None:
    places, cluster = reading_of(tmp_path).places, dossier_of(tmp_path).cluster
    course, outcome = noun_key(CLUSTER, "course", "NT-A"), noun_key(CLUSTER, "outcome", "NT-A.1")
    assert where(places.of("course", course)) == ("courses/NT-A.yaml", 1, "")
    assert where(places.of("course", course, "/credits")) == ("courses/NT-A.yaml", 6, "/credits")
    assert where(places.of("course", course, "/span")) == ("courses/NT-A.yaml", 1, "/span")
    assert where(places.of("outcome", outcome, "/level")) == ("courses/NT-A.yaml", 15, "/outcomes/1/level")
    assert where(places.of("pool", noun_key(CLUSTER, "pool", "P1"))) == ("programs/NET.yaml", 13, "/plans/0/pools/0")
    assert where(places.of("cluster", CLUSTER, "/title/zh")) == ("cluster.yaml", 4, "/title/zh")
    assert places.of("course", course).code == "NT-A"
    assert cluster.head.key == CLUSTER


def test_places_follow_lists_that_the_value_holds_in_another_order(tmp_path: Path) -> None:
    reading = reading_of(tmp_path)
    assert reading.dossier is not None
    course = next(each for each in reading.dossier.cluster.courses if each.code == "NT-A")
    assert course.terms == (1, 2)
    assert reading.places.of("course", course.key, "/terms/0").path == "/terms/1"
    part = reading.dossier.cluster.links[0]
    for at, link in enumerate(part.links):
        line = {"master": 4, "introduce": 5}[link.depth.value]
        assert where(reading.places.of("links", part.key, f"/links/{at}/depth"))[:2] == ("links/NT-A.yaml", line)


def test_a_problem_of_the_engine_gets_file_and_line(tmp_path: Path) -> None:
    course = noun_key(CLUSTER, "course", "NT-A")
    found = Problem(code="D001", severity=Severity.ERROR, where=Place(noun="course", key=course, path="/credits"))
    settled = reading_of(tmp_path).places.settle(found)
    assert (where(settled.where), settled.where.code) == (("courses/NT-A.yaml", 6, "/credits"), "NT-A")


def test_what_has_no_place_keeps_what_is_known() -> None:
    assert Reading(None).places.of("course", "k", "/x") == Place(noun="course", key="k", path="/x")


def test_a_place_in_a_document_has_its_path_and_no_line(tmp_path: Path) -> None:
    write_json(dossier_of(tmp_path / "small"), tmp_path / "cluster.json")
    reading = read(tmp_path / "cluster.json")
    course = noun_key(CLUSTER, "course", "NT-A")
    place = reading.places.of("course", course, "/requisite")
    assert (place.file, place.line, place.code) == ("cluster.json", None, "NT-A")
    assert place.path in ("/cluster/courses/0/requisite", "/cluster/courses/1/requisite")
