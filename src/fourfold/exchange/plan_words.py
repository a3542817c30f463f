"""What sentences of a program plan say of electives: 选修 8 学分, 任选 2 门, 5 选 2, 任选 1 个模块."""

import re
from dataclasses import dataclass
from decimal import Decimal

from fourfold.domain.plan import PoolKind
from fourfold.exchange.table_cells import NotUnderstood, amount, arabic

_OF = re.compile(r"(?<!\d)\d{1,2}\s*(?:门)?(?:中|里)?(?:任|限)?选\s*(\d{1,2})(?!\s*(?:学分|\d))")
_TAKE = re.compile(
    r"(?:选修?|任选|限选|选择|选读|不少于|至少|choose|elect|take|at least)\D{0,12}?(\d{1,3}(?:\.\d{1,2})?)\s*"
    r"(学分|门|个(?:专业)?(?:拓展)?(?:模块|方向)|credits?|courses?|modules?)",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"选修|任选|限选|选课|选择|electives?|choose", re.IGNORECASE)
_NAME = re.compile(r"[(（:：，,。;；]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How much of a set of electives is to be taken."""

    kind: PoolKind
    number: Decimal


def wanted_of(text: str) -> Wanted | None:
    """What a text asks to be chosen.

    >>> wanted_of("专业拓展课（任选2门）").kind.value, wanted_of("公共选修课 至少选修8学分").number
    ('courses', Decimal('8'))
    >>> wanted_of("五选二").number, wanted_of("任选一个模块").kind.value, wanted_of("选修课")
    (Decimal('2'), 'modules', None)
    """
    said = arabic(text)
    if match := _TAKE.search(said):
        return _wanted(match[1], match[2].lower())
    if match := _OF.search(said):
        return _wanted(match[1], "门")
    return None


def _wanted(number: str, unit: str) -> Wanted | None:
    kind = PoolKind.COURSES
    if "学分" in unit or unit.startswith("credit"):
        kind = PoolKind.CREDITS
    elif "模块" in unit or "方向" in unit or unit.startswith("module"):
        kind = PoolKind.MODULES
    try:
        held = amount(number)
    except NotUnderstood:
        return None
    whole = kind is PoolKind.CREDITS or held == int(held)
    return Wanted(kind=kind, number=held) if held and whole else None


def speaks_of_electives(text: str) -> bool:
    return _SPEAKS.search(text) is not None


def name_in(text: str) -> str:
    """The name before the brackets.

    >>> name_in("专业拓展课（任选2门）")
    '专业拓展课'
    """
    return _NAME.split(text, maxsplit=1)[0].strip() or text
