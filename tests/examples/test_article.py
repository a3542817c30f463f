"""What the article says, as far as a folder can say it."""

from fourfold.domain.cluster import Dossier, Purpose
from fourfold.domain.framework import Depth
from fourfold.domain.module import Module
from fourfold.engine.index import Index


def modules_of(index: Index, program: str, category: str) -> dict[str, str]:
    """The titles of a program's modules in a category, by code."""
    codes = {each.code: key for key, each in index.programs.items()}
    return {
        each.code: each.title.in_language("en")
        for each in sorted(index.modules.values(), key=lambda each: each.position)
        if index.categories[each.category].code == category and offered(each, codes[program])
    }


def offered(module: Module, program: str) -> bool:
    return module.common or program in module.programs


def certifications(index: Index, program: str, role: str) -> list[tuple[str, str | None]]:
    (found,) = (each for each in index.programs.values() if each.code == program)
    return [
        (index.frameworks[each.framework].code, index.modules[each.through].code if each.through else None)
        for each in found.certifications
        if each.role == role
    ]


def test_the_four_core_majors_make_the_cluster(index: Index) -> None:
    assert {(each.title.en, each.title.zh) for each in index.programs.values()} == {
        ("Modern Communications Technology", "现代通信技术"),
        ("Computer Network Technology", "计算机网络技术"),
        ("Mobile Internet Application Technology", "移动互联应用技术"),
        ("IoT Application Technology", "物联网应用技术"),
    }


def test_basic_courses_form_four_common_modules(index: Index) -> None:
    common = [modules_of(index, program, "basic") for program in ("MC", "CN", "MI", "IOT")]
    assert (
        common
        == [
            {
                "network-technology": "Network technology",
                "program-design": "Program design",
                "electronic-technology": "Electronic technology",
                "operating-systems": "Operating systems",
            }
        ]
        * 4
    )


def test_each_major_has_three_core_modules_among_them_those_that_are_named(index: Index) -> None:
    assert modules_of(index, "MC", "core").keys() == {"datacom", "wireless", "transport-access"}
    assert modules_of(index, "CN", "core").keys() == {"interconnection", "automated-om", "systems-security"}
    assert modules_of(index, "MI", "core").keys() == {"mobile-apps", "harmonyos-apps", "device-hardware"}
    assert modules_of(index, "IOT", "core").keys() == {"iot-communications", "iot-applications", "sensing-embedded"}


def test_each_major_has_two_extended_modules_with_an_employment_direction(index: Index) -> None:
    assert modules_of(index, "MC", "extended").keys() == {"cloud-services", "data-analytics"}
    assert modules_of(index, "CN", "extended").keys() == {"dc-networks", "network-security"}
    assert modules_of(index, "MI", "extended").keys() == {"cloud-services", "cloud-computing"}
    assert modules_of(index, "IOT", "extended").keys() == {"smart-home", "edge-intelligence"}
    extended = (each for each in index.modules.values() if index.categories[each.category].code == "extended")
    assert all(each.direction for each in extended)


def test_each_major_recommends_two_certifications_by_the_routes_of_the_article(index: Index) -> None:
    assert certifications(index, "MC", "recommended") == [
        ("hcia-datacom-v2", None),
        ("hcia-cloud-computing-v5.5", "cloud-services"),
    ]
    assert certifications(index, "CN", "recommended") == [("hcia-datacom-v2", None), ("hcip-datacom-nad-v1", None)]
    assert certifications(index, "MI", "recommended") == [
        ("hcia-harmonyos-app", None),
        ("hcia-cloud-computing-v5.5", "cloud-computing"),
    ]
    assert certifications(index, "IOT", "recommended") == [("hcia-iot-v3", None), ("hcia-harmonyos-app", "smart-home")]


def test_big_data_datacom_and_iot_are_woven_in_where_the_article_says_so(index: Index) -> None:
    assert ("hcia-bigdata-v3.5", "data-analytics") in certifications(index, "MC", "integrated")
    assert {("hcia-datacom-v2", None), ("hcia-iot-v3", None)} <= set(certifications(index, "MI", "integrated"))


def test_the_courses_that_the_article_names_are_there(sound: Dossier) -> None:
    titles = {each.code: (each.title.en, each.title.zh) for each in sound.cluster.courses}
    named = {
        "NT-A": ("Network Technology A", "网络技术 A"),
        "NT-B": ("Network Technology B", "网络技术 B"),
        "PD-CJ": ("Cangjie Language Program Design", "仓颉语言程序设计"),
        "OS-B": ("Operating System Deployment and Maintenance", "操作系统部署与维护"),
        "CS-4": ("Distributed Database Technology", "分布式数据库技术"),
        "MI-D1": ("Device Hardware Development", "设备硬件开发"),
        "IOT-C2": ("IoT Communications", "物联网通信"),
        "IOT-A1": ("IoT Application Development", "物联网应用开发"),
        "PR-HM": ("HarmonyOS Software Development Training", "鸿蒙软件开发实训"),
    }
    assert {code: titles[code] for code in named} == named


def test_the_technologies_of_the_article_are_there_and_taught(sound: Dossier) -> None:
    technologies = {each.code: each for each in sound.cluster.head.technologies}
    taught = {key for course in sound.cluster.courses for key in course.technologies}
    for code in ("cangjie", "harmonyos", "openeuler", "opengauss", "mindspore", "big-data", "datacom", "iot"):
        assert technologies[code].key in taught, code
    foundation = {code for code, each in technologies.items() if each.purpose is Purpose.FOUNDATION}
    assert {"openeuler", "opengauss", "big-data"} <= foundation


def test_hcia_datacom_has_a_version_that_retires_and_one_that_supersedes_it(sound: Dossier) -> None:
    versions = {each.code: each for each in sound.frameworks if each.family == "hcia-datacom"}
    old, new = versions["hcia-datacom-v1"], versions["hcia-datacom-v2"]
    assert str(old.retires_on_date) == "2026-09-30"
    assert (new.supersedes, new.retires_on_date) == (old.key, None)
    assert (len(old.leaves()), len(new.leaves())) == (16, 16)


def test_made_up_weights_stand_in_a_version_of_their_own(sound: Dossier) -> None:
    weighted = [
        each.code
        for each in sound.frameworks
        if each.kind == "certification" and any(item.weight is not None for item in each.walk())
    ]
    assert weighted == ["hcia-datacom-v1-weighted"]


def test_the_weighted_version_is_linked_as_the_version_it_stands_for(sound: Dossier) -> None:
    codes = {each.code: each for each in sound.frameworks}
    items = {each.key: each.code for framework in sound.frameworks for each in framework.walk()}

    def linked(code: str) -> set[tuple[str, str, Depth]]:
        links = sound.cluster.all_links()
        return {(each.outcome, items[each.item], each.depth) for each in links if each.framework == codes[code].key}

    assert linked("hcia-datacom-v1-weighted") == linked("hcia-datacom-v1")


def test_network_om_has_no_confirmed_counterpart_and_the_folder_says_so(sound: Dossier) -> None:
    (nearest,) = (each for each in sound.frameworks if each.code == "hcip-datacom-nad-v1")
    assert nearest.note is not None
    assert "No certificate of that name could be confirmed" in nearest.note.in_language("en")
    assert "未能证实" in nearest.note.in_language("zh")
