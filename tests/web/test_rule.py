"""Rules in words: a value that is not known exactly shows all that it may be, never one end of it."""

from datetime import UTC, datetime
from fractions import Fraction

from django.utils import translation

from fourfold.actions.answers import Answers
from fourfold.actions.institutions import KeptInstitution
from fourfold.actions.reads import Reads
from fourfold.actions.shelf import Opened
from fourfold.domain.cluster import Dossier
from fourfold.domain.person import OPERATOR
from fourfold.domain.text import Text
from fourfold.engine.choices import Limit
from fourfold.engine.index import Index
from fourfold.engine.plan.extreme import Extreme
from fourfold.web.pages import found, problem, rule
from fourfold.web.pages.address import Address
from fourfold.web.pages.problem import Filter
from tests.engine.checks.cases_rules import PRACTISED, promised
from tests.factories import TODAY

ADDRESS = Address("szpu", "tiny", "draft")
STRUCK = Limit(profiles=1, steps=1, effort=0)


def opened(dossier: Dossier, limit: Limit | None = None) -> Opened:
    index = Index(dossier)
    return Opened(
        institution="szpu",
        code="tiny",
        keeper=KeptInstitution(code="szpu", title=Text(en="Ours"), zone="Asia/Shanghai"),
        viewer=OPERATOR,
        root="tiny",
        changed_at=datetime(2026, 6, 1, tzinfo=UTC),
        today=TODAY,
        index=index,
        reads=Reads(index, {}),
        limit=limit or Limit(),
        answers=Answers(),
    )


def sentences(shown: Opened, code: str) -> list[str]:
    groups = problem.page(shown, ADDRESS, Filter(code=code)).groups
    return [said.sentence for group in groups for kind in group.kinds for said in kind.problems]


def test_a_rule_that_is_not_decided_says_between_what_its_value_lies() -> None:
    shown = opened(PRACTISED)
    assert sentences(shown, "U002") == ["Not decided: R1. NET: found between 37.5 and 62.5 %, asked ≥ 50 %."]
    with translation.override("zh-hans"):
        assert sentences(shown, "U002") == ["无法判定：R1（中文）。NET（中文）：实际为 37.5 至 62.5 %，要求 ≥ 50 %。"]
    assert [(row.value, row.verdict) for row in rule.of_all(shown, ADDRESS)] == [
        ("37.5–62.5 %", "not decided"),
        ("1 common module", "kept"),
    ]


def test_a_promise_that_the_limit_leaves_open_says_between_which_counts_it_lies() -> None:
    shown = opened(promised(3), STRUCK)
    assert sentences(shown, "U002") == ["Not decided: R1. NET: found between 2 and 3 of 3 items, asked ≥ 3 items."]
    assert [(each.found, dict(each.details)["between"]) for each in shown.problems() if each.code == "U002"] == [
        ("2–3", "between 2 and 3 of 3")
    ]


def test_what_is_said_encloses_what_is_to_the_last_place() -> None:
    assert found.least(Extreme(bound=Fraction(11), best=Fraction(14))) == "between 11 and 14"
    assert found.least(Extreme(bound=Fraction(201, 20), best=Fraction(201, 20))) == "between 10 and 10.1"
    assert found.least(Extreme(bound=Fraction(15), best=Fraction(15))) == "15"
